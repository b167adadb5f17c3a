"""The facts of a reading: figures with who says so, claims and how far they hold, dated events.

Facts about the same thing stand together, and bear the sign ≠ where they disagree.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

from annotations.extract.wordlists import word_groups
from annotations.model import DateMention, Figure, Quote, Reading, Span
from tui.panel.days import day_of, written
from tui.panel.items import FULLEST, STANCE_SIGNS, Item, Voices, clause_around, evidence_of, joined, one_line, words_of
from tui.panel.places import Places
from tui.panel.timeline import event_item, worth_telling
from tui.quantity import MODIFIERS, plural

DISAGREES: Final = "≠"
DOUBTING: Final = frozenset({"denied", "not confirmed"})
"""Stances that speak against what others say."""

_LOST: Final = re.compile(r"\b(?:claim|cost|t[oa]ke?|lost|los[et]|losing)\w*\b", re.IGNORECASE)
"""Verbs that make "lives" a word for the dead."""
_NEAR: Final = 60
"""How far from a figure, in code points, the word may stand that says what befell those counted."""


def _words() -> dict[str, frozenset[str]]:
    return word_groups("facts_words")


@cache
def _outcomes() -> tuple[str, ...]:
    return tuple(name for name in _words() if name[0].isupper())


@cache
def _outcome_words() -> re.Pattern[str]:
    groups = (f"({'|'.join(sorted(_words()[name], reverse=True))})" for name in _outcomes())
    return re.compile(rf"\b(?:{'|'.join(groups)})\b", re.IGNORECASE)


def _befallen(found: re.Match[str]) -> str:
    return _outcomes()[(found.lastindex or 1) - 1]


@cache
def _people() -> frozenset[str]:
    return _words()["anyone"] | _words()["someone"]


_ALL: Final = "people"
"""Whom a figure counts if it does not say of what kind they are."""


class _Subject(NamedTuple):
    """What a figure is about: what befell whom, or what is counted or measured."""

    section: str
    counted: str


class _Told(NamedTuple):
    """A figure as somebody told it."""

    figure: Figure
    clause: Span
    subject: _Subject
    quote: Quote | None
    who: str
    date: DateMention | None


def fact_items(reading: Reading) -> tuple[Item, ...]:
    """Return casualties first, then money and other figures, claims, dated events, and at the end small counts."""
    voices = Voices(reading)
    told = _told(reading, voices)
    claims = [q for q in reading.quotes if q.stance != "stated" and q.kind != "fragment"]
    casualties, others = _casualties(reading, told, claims, voices)
    settled = {item.ref for item in casualties}
    counts = [one for one in others if _is_small(one.figure)]
    weighty = sorted(_alike(one for one in others if not _is_small(one.figure)), key=_weight)
    figures = [_figure_item(reading, same, voices) for same in weighty]
    small = [_figure_item(reading, same, voices)._replace(section="Small counts") for same in _alike(counts)]
    rest = _claims(reading, [q for q in claims if q.id not in settled], voices)
    dated = sorted((day, e.start, e) for e in worth_telling(reading.events) if (day := day_of(e.date)))
    events = [
        event_item(e, voices, written(e.date, _year(reading)))._replace(section="Events", alike="event")
        for *_, e in dated
    ]
    return (*casualties, *figures, *rest, *events, *small)


_SMALL: Final = 10
_LARGE: Final = 1000
_MONEY: Final = frozenset({"dollar", "euro", "pound", "yen", "yuan", "ruble", "rouble", "rupee", "franc"})


def _size(figure: Figure) -> float:
    return figure.value[1] if isinstance(figure.value, tuple) else figure.value


def _is_small(figure: Figure) -> bool:
    """Return whether a figure only counts a few things, as in "two ways"."""
    return figure.unit is None and abs(_size(figure)) < _SMALL


def _weight(same: Sequence["_Told"]) -> int:
    """Return where figures of one number stand among the others: money, then thousands and more, then the rest."""
    figure = same[0].figure
    if any(word.removesuffix("s") in _MONEY for word in (figure.unit or "").split()):
        return 0
    return 1 if abs(_size(figure)) >= _LARGE else 2


def _year(reading: Reading) -> str:
    return (reading.document.published or "")[:4]


def _told(reading: Reading, voices: Voices) -> list[_Told]:
    text = reading.document.text
    quotes = Places((Span(q.start, q.end), q) for q in reading.quotes)
    dates = Places((Span(d.start, d.end), d) for d in reading.dates if day_of(d.value))
    told: list[_Told] = []
    speakers = Places((Span(q.speaker.start, q.speaker.end), q.id) for q in reading.quotes if q.speaker)
    figures = [f for f in reading.figures if not speakers.over(f.start, f.end)]  # "two sources" said it
    for i, figure in enumerate(figures):
        clause = clause_around(text, figure)
        before = max(clause.start, figures[i - 1].end if i else 0)
        after = min(clause.end, figures[i + 1].start if i + 1 < len(figures) else clause.end)
        covering = quotes.over(figure.start, figure.end)
        quote = voices.quotes.get(figure.quote or "") or (covering[1] if covering else None)
        near = dates.nearest_within(clause, figure.start, figure.end)
        date = near[1] if near else None
        who = voices.name(quote.speaker) if quote else ""
        told.append(_Told(figure, clause, _subject(text, figure, before, after), quote, who, date))
    return told


def _subject(text: str, figure: Figure, before: int, after: int) -> _Subject:
    counted = (figure.counted or "").casefold()
    words = counted.split()
    if figure.unit is None and (not words or _people().intersection(words)):
        outcome = _befell(text, figure, before, after)
        if outcome:
            kinds = [word for word in words if word in _words()["someone"]]
            return _Subject(outcome, kinds[-1] if kinds else _ALL)
    return _Subject("Figures", plural(figure.unit) if figure.unit else counted)


def _befell(text: str, figure: Figure, before: int, after: int) -> str | None:
    """Return what befell those counted: by the words counted, else by the word nearest to them that says so.

    A comma between counts as 20 code points.
    """
    words = _outcome_words()
    if inside := words.search(text, figure.start, figure.end):
        return _name_of(inside, text, before)
    near: list[tuple[int, re.Match[str]]] = []
    if following := words.search(text, figure.end, max(figure.end, min(after, figure.end + _NEAR))):
        near.append((_distance(text, figure.end, following.start()), following))
    preceding = words.finditer(text, max(before, figure.start - _NEAR), figure.start)
    near += [(_distance(text, word.end(), figure.start), word) for word in preceding]
    return _name_of(min(near, key=lambda pair: pair[0])[1], text, before) if near else None


def _distance(text: str, start: int, end: int) -> int:
    return end - start + 20 * text.count(",", start, end)


def _name_of(found: re.Match[str], text: str, before: int) -> str | None:
    if found[0].casefold() == "lives" and not _LOST.search(text, max(before, found.start() - _NEAR), found.start()):
        return None
    return _befallen(found)


def _casualties(
    reading: Reading, told: Sequence[_Told], claims: Sequence[Quote], voices: Voices
) -> tuple[list[Item], list[_Told]]:
    """Return the items of what befell people, and the figures that are of something else."""
    by_subject: defaultdict[_Subject, list[_Told]] = defaultdict(list)
    others: list[_Told] = []
    for one in _of_a_kind(told):
        if one.subject.section == "Figures":
            others.append(one)
        else:
            by_subject[one.subject].append(one)
    denials = _denials(claims, by_subject)
    items: list[Item] = []
    for subject in sorted(by_subject, key=lambda s: _outcomes().index(s.section)):
        accounts = _accounts(by_subject[subject])
        denied = denials.get(subject, [])
        differing = _differing(reading, accounts)
        told_items = [_figure_item(reading, same, voices) for same in accounts]
        if denied:
            differing |= {0}
        items += [told_items[i]._replace(sign=DISAGREES) for i in sorted(differing)]
        items += [_claim_item(q, voices)._replace(section=subject.section, sign=DISAGREES) for q in denied]
        items += [item for i, item in enumerate(told_items) if i not in differing]
    return items, others


def _of_a_kind(told: Sequence[_Told]) -> list[_Told]:
    """Return the figures, those that count anyone taken for those that say of whom the same number is: "four dead"."""
    kinds = {(t.subject.section, str(t.figure.value)): t.subject for t in told if t.subject.counted != _ALL}
    return [
        t._replace(subject=kinds.get((t.subject.section, str(t.figure.value)), t.subject))
        if t.subject.counted == _ALL
        else t
        for t in told
    ]


def _alike(told: Iterable[_Told]) -> list[list[_Told]]:
    """Return figures of one subject after one another, and those that only say the same again put together."""
    by_subject: defaultdict[_Subject, list[_Told]] = defaultdict(list)
    for one in told:
        by_subject[one.subject].append(one)
    return [
        same
        for group in by_subject.values()
        for same in (_accounts(group) if group[0].figure.counted else [[one] for one in group])
    ]


def _accounts(told: Iterable[_Told]) -> list[list[_Told]]:
    """Return what was told with the same number put together."""
    same: defaultdict[tuple[object, str], list[_Told]] = defaultdict(list)
    for one in told:
        same[one.figure.value, one.figure.modifier].append(one)
    return list(same.values())


_AMONG: Final = re.compile(r"\b(?:includ(?:ing|e[sd]?)|among|with|whom|of which)\b[^.;]{0,30}\Z")
_OWN_DATE: Final = 40
_PART_OF: Final = re.compile(r" of (?:the|those|them)\b")


def _differing(reading: Reading, accounts: Sequence[Sequence[_Told]]) -> set[int]:
    """Return the places of the accounts that give other numbers than another speaker's of the same day.

    A number without a day is of the day of publication; a part of a greater number differs from nothing.
    """
    text = reading.document.text

    def whole(told: _Told) -> bool:
        figure = told.figure
        return not _PART_OF.search(text, figure.start, figure.end + 12) and not _AMONG.search(
            text, max(0, figure.start - 40), figure.start
        )

    def day(told: _Told) -> str:
        return ((told.date and told.date.value) or reading.document.published or "")[:10]

    first = [(i, same[0]) for i, same in enumerate(accounts[:50]) if whole(same[0])]
    return {i for i, a in first for j, b in first if i != j and a.who != b.who and day(a) == day(b)}


def _denials(claims: Iterable[Quote], subjects: Iterable[_Subject]) -> dict[_Subject, list[Quote]]:
    """Return the claims that doubt what befell people, by the subject that they are about."""
    known = list(subjects)
    denials: defaultdict[_Subject, list[Quote]] = defaultdict(list)
    for quote in claims:
        if quote.stance not in DOUBTING:
            continue
        outcomes = {_befallen(m) for m in _outcome_words().finditer(quote.text)}
        words = set(re.findall(r"\w+", quote.text.casefold()))
        about = [s for s in known if s.section in outcomes or ("Casualties" in outcomes and s.section == "Killed")]
        named = [s for s in about if _singular(s.counted) in map(_singular, words)]
        for subject in named[:1] or about[:1]:
            denials[subject].append(quote)
    return denials


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _figure_item(reading: Reading, same: Sequence[_Told], voices: Voices) -> Item:
    text = reading.document.text
    first = next((one for one in same if one.who), same[0])
    figure = first.figure
    until = voices.attributed_after(text, figure.end, first.clause.end)
    headline, strong = _headline(text, figure, Span(first.clause.start, until))
    stance = first.quote.stance if first.quote and first.quote.stance != "stated" else ""
    who = ", ".join(dict.fromkeys(one.who for one in same if one.who))
    dated = first.date is not None and _is_near(text, figure, first.date)
    when = written(first.date.value, _year(reading)) if first.date and dated else ""
    spans = [Span(one.figure.start, one.figure.end) for one in (first, *(one for one in same if one is not first))]
    if first.quote and first.quote.stance_evidence:
        spans.append(Span(first.quote.stance_evidence.start, first.quote.stance_evidence.end))
    return Item(
        ref=figure.id,
        headline=headline,
        detail=joined(who, when, stance),
        spans=tuple(spans),
        section=first.subject.section,
        alike=first.subject.counted or "number",
        strong=strong,
        full=one_line(text[first.clause.start : first.clause.end], FULLEST),
        told=joined(
            voices.told_of(first.quote) if first.quote else "",
            f"also {', '.join(others)}" if (others := _others(same, first.who)) else "",
            written(first.date.value) if first.date and dated else "",
        ),
    )


def _others(same: Sequence[_Told], who: str) -> list[str]:
    return list(dict.fromkeys(one.who for one in same if one.who and one.who != who))


def _is_near(text: str, figure: Figure, date: DateMention) -> bool:
    """Return whether `date` stands so near that it is the figure's own; a comma is as far as 20 code points."""
    first, second = sorted(((figure.start, figure.end), (date.start, date.end)))
    return _distance(text, first[1], second[0]) <= _OWN_DATE


_DIGIT: Final = re.compile(r"[\d$€£¥]")
_BEFORE: Final = 30
"""How much of the words before a figure is shown, in code points, where too little follows it."""


def _headline(text: str, figure: Figure, clause: Span) -> tuple[str, tuple[int, int]]:
    """Return the figure with the words after it, or with those before it if it ends its sentence."""
    number = MODIFIERS[figure.modifier] * bool(_DIGIT.match(figure.text)) + figure.text
    after = text[figure.end : clause.end]
    before = ""
    if len(after.split()) < 2 and clause.start < figure.start:
        near = text[max(clause.start, figure.start - _BEFORE) : figure.start]
        cut = figure.start - clause.start > _BEFORE
        before = "…" + near.partition(" ")[2] if cut else near
        number = figure.text  # the words before it say how exact it is
    before = one_line(before + "|")[:-1]
    headline = one_line(before + number + after)
    return headline, (len(before), len(before) + len(one_line(number)))


def _claims(reading: Reading, claims: Sequence[Quote], voices: Voices) -> list[Item]:
    """Return the claims in the order of the text, but those that speak against a statement right after it."""
    likeness = _Likeness(reading.quotes)
    against: defaultdict[str, list[Quote]] = defaultdict(list)
    statements: dict[str, Quote] = {}
    for quote in claims:
        doubted = likeness.to(quote) if quote.stance in DOUBTING else None
        shown = doubted or quote
        statements[shown.id] = shown
        if doubted:
            against[doubted.id].append(quote)
    items: list[Item] = []
    for quote in sorted(statements.values(), key=lambda q: q.start):
        doubts = against[quote.id]
        item = _claim_item(quote, voices)
        items.append(item._replace(sign=DISAGREES) if doubts else item)
        items += [_claim_item(doubt, voices)._replace(sign=DISAGREES) for doubt in doubts]
    return items


def _claim_item(quote: Quote, voices: Voices) -> Item:
    reported = f"via {voices.name(quote.reported_by)}" if quote.reported_by else ""
    return Item(
        ref=quote.id,
        headline=f"{quote.stance}: {words_of(quote)}",
        full=words_of(quote, FULLEST),
        told=voices.told_of(quote),
        detail=joined(voices.name(quote.speaker), reported),
        spans=evidence_of(quote),
        section="Claims",
        alike=voices.name(quote.speaker),
        sign=STANCE_SIGNS.get(quote.stance, " "),
        strong=(0, len(quote.stance)),
    )


_WORD: Final = re.compile(r"[^\W\d_]{4,}")


class _Likeness:
    """Which statement another is most like, by the rare words that they share."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._quotes = {q.id: q for q in quotes if q.kind != "fragment"}
        self._words = {q.id: _stems(q.text) for q in self._quotes.values()}
        self._where: defaultdict[str, list[str]] = defaultdict(list)
        for quote, words in self._words.items():
            for word in words:
                self._where[word].append(quote)

    def to(self, quote: Quote) -> Quote | None:
        """Return the undoubted statement of another speaker that shares two fifths of its words, two at least."""
        words = self._words.get(quote.id, frozenset())
        shared: defaultdict[str, int] = defaultdict(int)
        for word in words:
            where = self._where[word]
            if len(where) <= 50:
                for other in where:
                    shared[other] += 1
        enough = [
            (n, other)
            for other, n in shared.items()
            if n >= 2 and n >= 0.4 * min(len(words), len(self._words[other])) and self._may(quote, other)
        ]
        return self._quotes[max(enough)[1]] if enough else None

    def _may(self, quote: Quote, other: str) -> bool:
        found = self._quotes[other]
        mine, theirs = quote.speaker, found.speaker
        same = mine is not None and theirs is not None and (mine.entity or mine.text) == (theirs.entity or theirs.text)
        return found.id != quote.id and found.stance not in DOUBTING and not same


def _stems(text: str) -> frozenset[str]:
    common = _words()["common"]
    return frozenset(w.removesuffix("s")[:6] for w in map(str.casefold, _WORD.findall(text)) if w not in common)
