"""Text -> runs of time tokens: words of the lexicon, numbers, clock times, whole dates, and what links them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from annotations.extract.dates.lexicon import Entry, feasts, words
from annotations.extract.figures.numbers import number_at, number_words
from annotations.extract.segment import Sieve


class Token(NamedTuple):
    """A word or number with its kind, as the rules call it, and its value."""

    start: int
    end: int
    kind: str
    value: str


Run = list[Token]
"""Tokens that follow each other with nothing else between them."""

_WORD: Final = re.compile(r"https?://\S+|[^\W\d_]+|\d")
_GAP: Final = re.compile(r"[ \u00a0\u202f]?\n?[ ]*")
_LINK: Final = {"-": "HYPHEN", "–": "HYPHEN", "—": "HYPHEN", "‑": "HYPHEN", "−": "HYPHEN", ",": "COMMA", "/": "SLASH"}
_LINKED: Final = re.compile(r"[ \u00a0\u202f]?([-–‑—−,/])[ \u00a0\u202f\n]?|(['’]s?)[ \u00a0\u202f\n-]")
_NUMERIC: Final = re.compile(
    r"""
      (?P<ISO>(?:1\d|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ][0-2]\d:[0-5]\d(?::[0-5]\d)?)?(?![\d-]))
    | (?P<SLASHED>\d{1,2}([/.-])\d{1,2}\3(?:1[5-9]|20)\d\d(?![\d/-])|\d{1,2}/\d{1,2}/\d\d(?![\d/])
        |(?:19|20)\d\d([/.])\d{1,2}\4\d{1,2}(?![\d/]))
    | (?P<CLOCK>(?:[01]?\d|2[0-3])(?:[:.][0-5]\d(?::[0-5]\d)?)?[ \u00a0\u202f]?
            (?:[ap]\.m\b\.?|[ap]m\b|[AP]M\b|[AP]\.M\b\.?)
        |(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])|(?:[01]\d|2[0-3])[0-5]\d(?=\ (?:GMT|UTC|hours)\b)
        |(?:1[0-2]|\d)(?=\ o['’]clock\b)\ o['’]clock)
    | (?P<NINEELEVEN>9/11(?![\d/]))
    | (?P<DECADE>(?:1[0-9]|20)\d0['’]?s\b)
    | (?P<ORD>0?(?:[12]?1st|[12]?2nd|2?3rd|[123]?0th|[12]?[4-9]th|1[1-3]th|31st)\b)
    | (?P<YEAR>(?:1[0-9]|20|21)\d\d(?![\w%‰°]|[.,:]\d|/\d\d?/))
    """,
    re.VERBOSE,
)
_SHORT_YEAR: Final = re.compile(r"['’‘](\d\d)(s?)\b")
_PORTION: Final = re.compile(r"[QH]([1-4])\b")
_ABBREVIATED: Final = frozenset({
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec",
    "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun",
})  # fmt: skip
_SHAKY: Final = frozenset({"Mar", "Sat", "Sun", "Jan", "Dec", "Sep", "Mon", "Wed", "MAR", "SAT", "SUN", "MON", "WED"})
_AFTER_SHAKY: Final = re.compile(r"\.? ?,? ?\d|\.?, ?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_SCALES: Final = frozenset({"hundred", "thousand", "million", "billion"})
_BOUNDED: Final = re.compile(
    r"\b(?:for|in|just|well|after|of|within|since|takes?|took|taken|lasts?|lasted|spent|than|and|or|little)\s$", re.I
)
"""What stands before an "over" that is "more than"; elsewhere it is "during"."""
_BOUNDED_REACH: Final = 10
_TELLING: Final = frozenset({
    "AGO", "CLOCK", "DATEWORD", "DAYREF", "DECADE", "ERA", "FEAST", "FREQUENCY", "FUTURE", "HNUMBER", "HOUR", "HOURS",
    "ISO", "MONTH", "MONTHISH", "NOON", "ORD", "OVERNIGHT", "PART", "PARTS", "PAST", "PERIOD", "PRESENT", "QNUMBER",
    "QUARTER", "QUARTERS", "RECENT", "SEASON", "SHORTYEAR", "SLASHED", "TERM", "TONIGHT", "UNIT", "UNITS", "VAGUE",
    "WEEKDAY", "WEEKDAYS", "WEEKEND", "WEEKENDS", "YEAR",
})  # fmt: skip
"""Kinds that can make a time: a run without one is not looked at."""
_LONGEST_RUN: Final = 40


def runs(text: str, sought: Sequence[tuple[int, str]], start: int, end: int) -> Iterator[Run]:
    """Yield the runs of `text[start:end]` that can hold an expression of time; `sought` are the `openers` there."""
    known = _readers()
    run: Run = []
    worth = False
    position = start
    for first, word in sought:
        if first < position:
            continue
        entry = known.get(word)
        token = _numeric(text, first) if entry is None else _token(text, first, word, entry)
        if token is None or token.end > end:
            continue
        if run and (len(run) >= _LONGEST_RUN or not _joined(text, run, token.start)):
            if worth:
                yield _merged(run)
            run = []
            worth = False
        run.append(token)
        position = token.end
        if token.kind in _TELLING or (token.kind == "NW" and len(run) > 1 and run[-2].kind == "NW"):
            worth = True
    if run and worth:
        yield _merged(run)


@cache
def openers() -> Sieve:
    """Return what picks out the words with which an expression of time may begin or go on."""
    return Sieve(_readers(), _WORD)


@cache
def _readers() -> dict[str, Entry]:
    """Return every word that can be or begin a token; the kinds NUMBER, FEAST and PORTION say what to try there."""
    readers = dict(words())
    for word, (kind, _) in number_words().items():
        if kind in ("unit", "ten", "hundred", "magnitude"):
            for form in (word, word.capitalize(), word.upper()):
                readers.setdefault(form, Entry("NUMBER", word))
    for first in feasts()[0]:
        meant = words().get(first)
        readers[first] = Entry("FEAST", "" if meant is None else f"{meant.kind} {meant.value}")
    return readers | {"Q": Entry("PORTION", "Q"), "H": Entry("PORTION", "H")}


def _token(text: str, first: int, word: str, entry: Entry) -> Token | None:
    """Return the token that a word of the lexicon makes where it stands, or None."""
    last = first + len(word)
    kind, value = entry
    match kind:
        case "NUMBER":
            return _number(text, first, last, value)
        case "FEAST":
            feast = feasts()[1].match(text, first)
            if feast:
                return Token(first, feast.end(), "FEAST", feasts()[2][feast[0].replace("’", "'")])
            return Token(first, last, *value.split()) if value else None
        case "PORTION":
            portion = _PORTION.match(text, first)
            return Token(first, portion.end(), f"{value}NUMBER", portion[1]) if portion else None
    if kind == "OVER" and not _BOUNDED.search(text, max(0, first - _BOUNDED_REACH), first):
        return None
    if word in _SHAKY and not _AFTER_SHAKY.match(text, last):
        return None
    if word in _ABBREVIATED and text[last : last + 1] == ".":
        last += 1
    return Token(first, last, kind, value)


def _number(text: str, first: int, last: int, word: str) -> Token | None:
    if word == "dozen":
        return Token(first, last, "SCALE", "12")
    number = number_at(text, first, parts=False)
    if number is None or number.form != "words":
        return None
    return Token(first, number.end, "SCALE" if number.end == last and word in _SCALES else "NW", str(number.value))


def _numeric(text: str, first: int) -> Token | None:
    before = text[first - 1] if first else " "
    if before in "'’‘" and (short := _SHORT_YEAR.match(text, first - 1)):
        return Token(first - 1, short.end(), "DECADE" if short[2] else "SHORTYEAR", short[1])
    if before.isalnum() or before in "$€£¥#_" or (before in ".,:/" and text[first - 2 : first - 1].isdigit()):
        return None
    found = _NUMERIC.match(text, first)
    if found:
        kind = found.lastgroup or "YEAR"
        value = found[0]
        if kind == "NINEELEVEN":
            kind, value = "ISO", "2001-09-11"
        elif kind == "DECADE":
            value = value[:3]
        elif kind == "ORD":
            value = value[:-2]
        return Token(first, found.end(), kind, value)
    number = number_at(text, first)
    if number is None or number.form != "digits":
        return None
    if text[number.end : number.end + 1] in "%°‰" and number.end < len(text):
        return None
    if number.end < len(text) and text[number.end].isalpha():
        return None
    digits = text[first : number.end]
    kind = "NX"
    if digits.isdecimal() and len(digits) < 3:
        kind = "N1" if 1 <= int(digits) <= 12 else "N2" if 13 <= int(digits) <= 31 else "NX"
    return Token(first, number.end, kind, str(number.value))


def _joined(text: str, run: Run, start: int) -> bool:
    """Whether the token at `start` follows on the run; what links the two becomes a token of its own."""
    end = run[-1].end
    if start - end == 1 and text[end] in " \u00a0\u202f\n":
        return True
    if start - end > 4:
        return False
    gap = _GAP.match(text, end, start)
    if gap and gap.end() == start:
        return start > end
    link = _LINKED.match(text, end, start)
    if link is None or link.end() != start:
        return False
    if link[2]:
        run.append(Token(end, link.end(2), "POSS", "s"))
    else:
        run.append(Token(link.start(1), link.end(1), _LINK[link[1]], link[1]))
    return True


def _merged(run: Run) -> Run:
    """Put together years ("nineteen ninety-six") and ordinals ("twenty-first") that are written in words."""
    out: Run = []
    for token in run:
        if out and token.kind == "NW" and out[-1].kind == "NW" and _is_year(out[-1].value, token.value):
            out[-1] = Token(out[-1].start, token.end, "YEAR", str(int(out[-1].value) * 100 + int(token.value)))
        elif token.kind in ("ORDINAL", "SECOND") and len(out) > 1 and out[-1].kind == "HYPHEN" and out[-2].kind == "NW":
            tens = out[-2]
            del out[-2:]
            out.append(Token(tens.start, token.end, "ORDINAL", str(int(float(tens.value)) + int(token.value))))
        else:
            out.append(token)
    return out


def _is_year(century: str, year: str) -> bool:
    return century in ("17", "18", "19", "20") and year.isdecimal() and 10 <= int(year) <= 99
