"""The lines between a title and a text's first paragraph, and the dateline that opens it: who wrote, where, when."""

import re
from datetime import date
from typing import Final, Literal, NamedTuple

from annotations.extract.wordlists import word_groups

HeadField = Literal["title", "byline", "outlet", "published", "place", "unsigned"]
"""`unsigned` stands for whoever wrote: Staff Writer, Our Correspondent."""


class HeadPart(NamedTuple):
    """A part of a head and where it stands; `value` is the ISO day for `published`, else the words."""

    field: HeadField
    start: int
    end: int
    value: str


_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY: Final = re.compile(
    rf"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? )?"
    rf"(?:{_MONTH.format('m1')} (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y1>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH.format('m2')},? (?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})[-/](?P<n3>\d\d)[-/](?P<d3>\d\d))(?!\d)",
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    r"(?:T|,? ?(?:at )?)?\d{1,2}[:.]\d\d(?::\d\d)? ?(?:[ap]\.?m\.?)?(?: ?\(?[A-Z]{1,4}\)?)?", re.I
)
_PUBLISHED: Final = re.compile(
    r"(?:first |last )?(?:published|updated|posted|modified|released|issued|date|as of)(?: on| at)?:? ?", re.I
)
_BY: Final = re.compile(
    r"(?:(?:story |text |reporting |analysis |report |words )?by|(?:compiled|written|reported|edited) by|authors?:)\s+",
    re.I,
)
_SEPARATOR: Final = re.compile(r" [|•·–—/-] |[|•·]|\. (?=[A-Z])|\n")
_NAME_SEPARATOR: Final = re.compile(r"\s*(?:[,;&]|\band\b|\bAND\b)\s*")
_TAIL: Final = re.compile(r"\s+(?:in|for|of|at|from|with)\s+", re.I)
_NAME: Final = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,5}")
_PARTICLES: Final = frozenset(
    [
        "de",
        "da",
        "di",
        "do",
        "du",
        "del",
        "della",
        "der",
        "den",
        "dos",
        "das",
        "van",
        "von",
        "zu",
        "al",
        "el",
        "la",
        "le",
        "bin",
        "ibn",
        "ben",
        "ter",
        "ten",
        "y",
        "e",
    ]
)
_LONGEST_LINE: Final = 160
_LONGEST_OUTLET: Final = 60
_FEW_WORDS: Final = 2


def read_head_line(text: str, start: int, end: int) -> tuple[HeadPart, ...]:
    """Return what the line `text[start:end]` tells as part of a head; nothing if it is an ordinary line.

    A head line holds nothing but bylines, days and what stands beside them: "By Ann Roe | The Courier | 3 May 2020".
    """
    if end - start > _LONGEST_LINE:
        return ()
    parts: list[HeadPart] = []
    for first, last in _segments(text, start, end):
        by = _BY.match(text, first, last)
        found = _byline(text, by.end(), last) if by else _dated(text, first, last)
        told = found or _free(text, first, last)
        parts.extend(told)
        if not parts or (by and not found) or (not told and _is_sentence(text, first, last)):
            return ()
    return tuple(parts) if any(p.field in ("byline", "published") for p in parts) else ()


def read_dateline(text: str, start: int, end: int) -> tuple[HeadPart, ...]:
    """Return place, outlet and day of the dateline that opens the paragraph `text[start:end]`, if one does.

    As in "PORT LARN, Kestria, March 14, 2024 (Northern Wire) - A fire" or "(Agency) - A fire".
    """
    dash = _DASH.search(text, start, min(end, start + _LONGEST_DATELINE))
    found = _DATELINE.fullmatch(text, start, dash.start()) if dash else None
    if not found or not (found["place"] or found["agency"]):
        return ()
    day = _DAY.search(text, start, found.end())
    place, middle = found["place"] or "", found["middle"] or ""
    if place and not (place.isupper() or found["agency"] or (day and middle)):
        return ()
    parts = [HeadPart("place", found.start("place"), found.start("place") + len(place), place)] if place else []
    if found["agency"] and not is_unsigned(found["agency"]):
        parts.append(HeadPart("outlet", *found.span("agency"), found["agency"]))
    if day and (iso := _iso(day)):
        parts.append(HeadPart("published", *day.span(), iso))
    return tuple(parts)


def after_dateline(text: str, start: int, end: int) -> int:
    """Return where the words begin behind the dateline of the paragraph `text[start:end]`; `start` if it has none."""
    dash = _DASH.search(text, start, min(end, start + _LONGEST_DATELINE)) if read_dateline(text, start, end) else None
    if dash is None:
        return start
    return dash.end() + text[dash.end() : dash.end() + 1].isspace()


_LONGEST_DATELINE: Final = 140
_DASH: Final = re.compile(r"(?<=[\s)])[-–—]{1,2}(?=\s)|(?<=\))[-–—]{1,2}|(?<=[A-Z])—(?=\w)")
_DATELINE: Final = re.compile(
    r"(?P<place>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2})?"
    r"(?P<middle>(?:[,/] ?[A-Z0-9][\w.'’-]*(?: [A-Z0-9][\w.'’-]*){0,3}){0,4})\s*"
    r"(?:\((?P<agency>[^()]{2,40})\))?\s*"
)


def names_of(text: str, byline: HeadPart) -> list[HeadPart]:
    """Return the single names of a byline or a place, each of a byline as a byline or an outlet.

    Words for whoever wrote are none.
    """
    edges = [edge for found in _NAME_SEPARATOR.finditer(text, byline.start, byline.end) for edge in found.span()]
    cuts = [byline.start, *edges, byline.end]
    names = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if _is_name(text, a, b)]
    return [
        HeadPart("outlet" if byline.field == "byline" and is_outlet(text[a:b]) else byline.field, a, b, text[a:b])
        for a, b in names
        if byline.field != "byline" or not is_unsigned(text[a:b])
    ]


def is_outlet(name: str) -> bool:
    """Whether `name` is known, or formed, as the name of an outlet, an agency or a desk."""
    groups = word_groups("outlets")
    if name in groups["whole"]:
        return True
    return any(word.title() in groups["word"] for word in name.split()) and not is_unsigned(name)


def is_unsigned(name: str) -> bool:
    """Whether `name` names nobody: Staff, Our Kestria Correspondent, News Desk."""
    groups = word_groups("outlets")
    words = name.title().split()
    if not words or words[-1] not in groups["unsigned"]:
        return False
    return words[0] == "Our" or all(word in groups["beside"] or word in groups["unsigned"] for word in words)


def _segments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start]
    for found in _SEPARATOR.finditer(text, start, end):
        cuts += found.span()
    cuts.append(end)
    trimmed = (_trim(text, a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True))
    return [(a, b) for a, b in trimmed if a < b]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t*_,|":
        start += 1
    while end > start and text[end - 1] in " \t*_,.|-–—":
        end -= 1
    return start, end


def _byline(text: str, start: int, end: int) -> list[HeadPart]:
    """Read who wrote, from after "by"; nothing unless names follow, and only names, roles and a day."""
    parts: list[HeadPart] = []
    day = _DAY.search(text, start, end)
    if day and (iso := _iso(day)):
        parts.append(HeadPart("published", *day.span(), iso))
        end = day.start()
    start, end = _trim(text, start, end)
    names: list[tuple[int, int]] = []
    outlets: list[tuple[int, int]] = []
    unsigned: list[tuple[int, int]] = []
    cuts = [start, *(edge for found in _NAME_SEPARATOR.finditer(text, start, end) for edge in found.span()), end]
    for first, last in zip(cuts[::2], cuts[1::2], strict=True):
        tail = _TAIL.search(text, first, last)
        name_end = tail.start() if tail else last
        if is_unsigned(text[first:name_end]):
            unsigned.append((first, name_end))
        elif _is_name(text, first, name_end):
            (outlets if is_outlet(text[first:name_end]) else names).append((first, name_end))
            if tail and _is_name(text, tail.end(), last) and is_outlet(text[tail.end() : last]):
                outlets.append((tail.end(), last))
        elif not names and not outlets and not unsigned:
            return []
    written = names or unsigned[:1] or outlets[:1]
    parts.insert(0, HeadPart("byline", written[0][0], written[-1][1], text[written[0][0] : written[-1][1]]))
    parts += [HeadPart("outlet", a, b, text[a:b]) for a, b in outlets]
    return parts


def _is_name(text: str, start: int, end: int) -> bool:
    return _NAME.fullmatch(text, start, end) is not None and all(
        word[0].isupper() or word in _PARTICLES for word in text[start:end].split(" ")
    )


def _dated(text: str, start: int, end: int) -> list[HeadPart]:
    """Read a day with what may stand before it: "Updated", an outlet, a place."""
    day = _DAY.search(text, start, end)
    iso = _iso(day) if day else None
    if not day or not iso:
        return []
    tail = _trim(text, day.end(), end)
    if tail[0] < tail[1] and not _TIME.fullmatch(text, *tail):
        return []
    published = HeadPart("published", *day.span(), iso)
    label = _PUBLISHED.match(text, start, day.start())
    first, last = _trim(text, label.end() if label else start, day.start())
    if first == last:
        return [published]
    before = text[first:last]
    if not _is_title_case(before) or len(before) > _LONGEST_OUTLET:
        return []
    if is_unsigned(before):
        return [HeadPart("unsigned", first, last, before), published]
    return [HeadPart("place" if before.isupper() or "," in before else "outlet", first, last, before), published]


def _free(text: str, start: int, end: int) -> list[HeadPart]:
    words = text[start:end]
    if is_unsigned(words):
        return [HeadPart("unsigned", start, end, words)]
    if _PUBLISHED.match(words) or _TIME.fullmatch(words) or not _is_title_case(words) or len(words) > _LONGEST_OUTLET:
        return []
    return [HeadPart("outlet" if is_outlet(words) else "place", start, end, words)]


def _is_sentence(text: str, start: int, end: int) -> bool:
    """Whether the words up to `end`, their full stop left out, are a sentence: no line of a head has one."""
    return text[end : end + 1] in (".", "!", "?") and len(text[start:end].split()) > _FEW_WORDS


def _is_title_case(words: str) -> bool:
    small = {"of", "the", "for", "and", "on", "in", "de", "la", "&"}
    return words[:1].isupper() and all(w[0].isupper() or w in small for w in words.split())


def _iso(day: re.Match[str]) -> str | None:
    year = int(day["y1"] or day["y2"] or day["y3"])
    name = day["m1"] or day["m2"]
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(day["n3"])
    try:
        return date(year, month, int(day["d1"] or day["d2"] or day["d3"])).isoformat()
    except ValueError:
        return None
