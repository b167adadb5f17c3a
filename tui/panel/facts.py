"""The facts of a reading: figures with who says so, claims and how far they hold, dated events.

Facts about the same thing stand together, and bear the sign ≠ where they disagree.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from annotations.extract.facts import Told, find_facts, told_in
from annotations.extract.facts.find import DOUBTING
from annotations.extract.figures.ranges import LENGTHS_OF_TIME
from annotations.extract.wordlists import word_groups
from annotations.model import Fact, Figure, Quote, Reading, Span
from tui.panel.days import day_of, written
from tui.panel.items import FULLEST, STANCE_SIGNS, Item, Voices, evidence_of, joined, one_line, words_of
from tui.panel.timeline import event_item, worth_telling
from tui.quantity import MODIFIERS, plural

DISAGREES: Final = "≠"
_LENGTHS: Final = "Lengths of time"


def fact_items(reading: Reading) -> tuple[Item, ...]:
    """Return casualties first, then money and other figures, claims, dated events, lengths of time and small counts."""
    voices = Voices(reading)
    told = told_in(reading)
    facts = find_facts(reading)
    claims = [q for q in reading.quotes if q.stance != "stated" and q.kind != "fragment"]
    casualties = [item for fact in facts for item in _casualties(reading, fact, told, voices)]
    settled = {figure for fact in facts for account in fact.accounts for figure in account.figures}
    others = [one for one in told if one.figure.id not in settled]
    weighty = sorted(_alike(one for one in others if not _is_small(one.figure)), key=_weight)
    figures = [_figure_item(reading, same, voices)._replace(section=_section(same)) for same in weighty]
    counts = _alike(one for one in others if _is_small(one.figure))
    small = [_figure_item(reading, same, voices)._replace(section="Small counts") for same in counts]
    doubts = {doubt for fact in facts for doubt in fact.doubts}
    rest = _claims(reading, [q for q in claims if q.id not in doubts], voices)
    dated = sorted(
        (day, e.start, e) for e in worth_telling(reading.events) if e.date_evidence and (day := day_of(e.date))
    )
    events = [
        event_item(e, voices, written(e.date, _year(reading)))._replace(section="Events", alike="event")
        for *_, e in dated
    ]
    lengths = [item for item in figures if item.section == _LENGTHS]
    return (*casualties, *(item for item in figures if item.section != _LENGTHS), *rest, *events, *lengths, *small)


_SMALL: Final = 10
_LARGE: Final = 1000
_MONEY: Final = frozenset({"dollar", "euro", "pound", "yen", "yuan", "ruble", "rouble", "rupee", "franc"})


def _size(figure: Figure) -> float:
    return figure.value[1] if isinstance(figure.value, tuple) else figure.value


def _is_small(figure: Figure) -> bool:
    """Return whether a figure only counts a few things, as in "two ways"."""
    return figure.unit is None and abs(_size(figure)) < _SMALL


def _weight(same: Sequence[Told]) -> int:
    """Return where figures of one number stand among the others: money, then thousands and more, then the rest."""
    figure = same[0].figure
    if any(word.removesuffix("s") in _MONEY for word in (figure.unit or "").split()):
        return 0
    return 1 if abs(_size(figure)) >= _LARGE else 2


def _year(reading: Reading) -> str:
    return (reading.document.published or "")[:4]


def _section(same: Sequence[Told]) -> str:
    return _LENGTHS if same[0].figure.unit in LENGTHS_OF_TIME else "Figures"


def _casualties(reading: Reading, fact: Fact, told: Sequence[Told], voices: Voices) -> list[Item]:
    """Return the accounts of what befell people: first those that disagree or are doubted, and the doubts."""
    by_id = {one.figure.id: one for one in told}
    section = fact.kind.capitalize()
    items = [
        _figure_item(reading, [by_id[figure] for figure in account.figures], voices)._replace(
            section=section,
            alike=fact.counted,
            sign=DISAGREES if account.disagrees or (fact.doubts and place == 0) else " ",
        )
        for place, account in enumerate(fact.accounts)
    ]
    quotes = [voices.quotes[doubt] for doubt in fact.doubts]
    doubts = [_claim_item(quote, voices)._replace(section=section, sign=DISAGREES) for quote in quotes]
    return [
        *(item for item in items if item.sign == DISAGREES),
        *doubts,
        *(item for item in items if item.sign != DISAGREES),
    ]


def _alike(told: Iterable[Told]) -> list[list[Told]]:
    """Return figures of what is counted after one another, and those that only say the same again put together."""
    by_subject: defaultdict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_subject[_about(one.figure)].append(one)
    return [
        same
        for group in by_subject.values()
        for same in (_accounts(group) if group[0].figure.counted else [[one] for one in group])
    ]


def _about(figure: Figure) -> str:
    return plural(figure.unit) if figure.unit else (figure.counted or "").casefold()


def _accounts(told: Iterable[Told]) -> list[list[Told]]:
    """Return what was told with the same number put together."""
    same: defaultdict[tuple[object, str], list[Told]] = defaultdict(list)
    for one in told:
        same[one.figure.value, one.figure.modifier].append(one)
    return list(same.values())


def _figure_item(reading: Reading, same: Sequence[Told], voices: Voices) -> Item:
    text = reading.document.text
    first = next((one for one in same if one.quote or one.speaker), same[0])
    figure = first.figure
    until = voices.attributed_after(text, figure.end, first.clause.end)
    headline, strong = _headline(text, figure, Span(first.clause.start, until))
    stance = first.quote.stance if first.quote and first.quote.stance != "stated" else ""
    names = list(dict.fromkeys(voices.name(one.speaker) for one in (first, *same) if one.quote or one.speaker))
    when = next((one.when.value for one in (first, *same) if one.when), "")
    spans = [Span(one.figure.start, one.figure.end) for one in (first, *(one for one in same if one is not first))]
    if first.quote and first.quote.stance_evidence:
        spans.append(Span(first.quote.stance_evidence.start, first.quote.stance_evidence.end))
    return Item(
        ref=figure.id,
        headline=headline,
        detail=joined(", ".join(names), written(when, _year(reading)) if when else "", stance),
        spans=tuple(spans),
        section="Figures",
        alike=_about(figure) or "number",
        strong=strong,
        full=one_line(text[first.clause.start : first.clause.end], FULLEST),
        told=joined(
            voices.told_of(first.quote) if first.quote else "".join(names[:1]),
            f"also {', '.join(names[1:])}" if names[1:] else "",
            written(when) if when else "",
        ),
    )


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
        headline=one_line(f"{quote.stance}: {_object_to(quote)}{words_of(quote)}"),
        full=one_line(f"{_object_to(quote)}{words_of(quote, FULLEST)}", FULLEST),
        told=voices.told_of(quote),
        detail=joined(voices.name(quote.speaker), reported),
        spans=evidence_of(quote),
        section="Claims",
        alike=voices.name(quote.speaker),
        sign=STANCE_SIGNS.get(quote.stance, " "),
        strong=(0, len(quote.stance)),
    )


_ACCUSES: Final = re.compile(r"(?:accus|blam|charg|suspect)\w+", re.IGNORECASE)


def _object_to(quote: Quote) -> str:
    """Return the verb without which the words are no statement: "accused" before "the ministry of hiding it"."""
    cue = quote.cue
    accuses = cue is not None and _ACCUSES.fullmatch(cue.text) and 0 < quote.start - cue.end <= 1
    return f"{one_line(cue.text)} " if cue is not None and accuses else ""


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
        """Return the undoubted statement of another speaker that shares half of its words, two at least."""
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
            if n >= 2 and n >= 0.5 * min(len(words), len(self._words[other])) and self._may(quote, other)
        ]
        return self._quotes[max(enough)[1]] if enough else None

    def _may(self, quote: Quote, other: str) -> bool:
        found = self._quotes[other]
        mine, theirs = quote.speaker, found.speaker
        same = mine is not None and theirs is not None and (mine.entity or mine.text) == (theirs.entity or theirs.text)
        return found.id != quote.id and found.stance not in DOUBTING and not same


def _stems(text: str) -> frozenset[str]:
    common = word_groups("facts_words")["common"]
    return frozenset(w.removesuffix("s")[:7] for w in map(str.casefold, _WORD.findall(text)) if w not in common)
