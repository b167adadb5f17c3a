"""Where numbers stand that count or measure."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from annotations.extract.figures.amount import Amount, amount_of, measure
from annotations.extract.figures.modifiers import change_of, is_during, modifier_of
from annotations.extract.figures.numbers import VULGAR, Number, number_at, number_words
from annotations.extract.figures.ranges import length_of_time, range_from
from annotations.extract.figures.units import money_before
from annotations.extract.segment import Layout, Sieve, Sought
from annotations.model import DateMention, Figure, Span

_ANCHOR: Final = re.compile(rf"https?://\S+|[^\W\d_]+|\d+(?:[.,]\d+)*\w*|[{''.join(VULGAR)}]")
_ARTICLE: Final = re.compile(
    r"[aA]n?[ \u00a0-](?:half|(?:third|fifth|tenth)(?![ \u00a0](?:(?:straight|consecutive|successive|full|whole) )?"
    r"(?:second|minute|hour|day|night|week|weekend|month|quarter|season|year|decade|term|time|session|round|attempt"
    r"|person|man|woman|child|victim|suspect|patient|member|party|country|official|candidate|phase|wave|goal|set)\b)"
    r"|quarter|dozen|hundred|thousand|few|couple|[mbt]r?illion)\b"
)
"""What "a" opens as a number; "a third day" comes after a second."""
_ARTICLES: Final = frozenset(["a", "an", "A", "An", "AN"])
"""They only open "a dozen", "a hundred" and the like."""
_TAIL: Final = re.compile(r"(?:st|nd|rd|th)\b|[:@_#\\]\w|/\w|[.,]\d|['’]\d")
_FROM: Final = re.compile(r"\bfrom (?:about |around |nearly |just )?$")
_TO: Final = re.compile(r"(?: \w+)? to (?:about |around |nearly |just )?")
_PREFIX: Final = re.compile(r"\b(?:minus|sub|now|then)$", re.IGNORECASE)
_LENGTH: Final = re.compile(r" (?:second|minute|hour|day|week|month|year|decade|centur)", re.IGNORECASE)
_NEAR: Final = 24
_LIST_MARK: Final = re.compile(r"[.)]\s")


def find_figures(layout: Layout, dates: Sequence[DateMention]) -> tuple[Figure, ...]:
    """Return the numbers that count or measure something, in order, none over another or in furniture.

    Ordinals, years, clock times, telephone numbers, numbers in names (France 24, Boeing 737) and the numbers of a
    list are none. Of dates, only a length of time is one ("three years", not "five-year"); it has the date's span.
    """
    text = layout.text
    sought = layout.sought(_openers())
    taken = _Taken(dates)
    figures: list[Figure] = []
    for paragraph in layout.paragraphs:
        if paragraph.kind == "furniture":
            continue
        for amount, span in _amounts(text, paragraph, sought, taken):
            figures.append(_figure(text, amount, span, f"f{len(figures) + 1}"))
    return tuple(figures)


def _figure(text: str, amount: Amount, span: Span, name: str) -> Figure:
    modifier = modifier_of(text, amount.start, amount.end)
    return Figure(
        span.start,
        span.end,
        text[span.start : span.end],
        id=name,
        value=amount.value,
        unit=amount.unit,
        counted=amount.counted,
        modifier="=" if amount.rule == "duration" and is_during(text, amount.start) else modifier,
        change=change_of(text, amount.start, counts=amount.unit is None and amount.counted is not None),
        rule=f"figure: {amount.rule}",
        certainty=amount.certainty,
    )


class _Taken:
    """The places of dates, asked for in the order of the text."""

    def __init__(self, dates: Sequence[DateMention]) -> None:
        self._dates = dates
        self._next = 0

    def over(self, start: int, end: int) -> DateMention | None:
        """Return the date that overlaps `start` to `end`, or None."""
        dates = self._dates
        while self._next < len(dates) and dates[self._next].end <= start:
            self._next += 1
        if self._next < len(dates) and dates[self._next].start < end:
            return dates[self._next]
        return None


def _amounts(text: str, paragraph: Span, sought: Sought, taken: _Taken) -> Iterator[tuple[Amount, Span]]:
    start, end = paragraph.start, paragraph.end
    last: Amount | None = None
    position = start
    for first, word in sought.between(start, end):
        if first < position or (word in _ARTICLES and not _ARTICLE.match(text, first)):
            continue
        date = taken.over(first, first + 1)
        if date is not None:
            position = date.end
            length = length_of_time(text, first) if _LENGTH.search(text, first, date.end) else None
            if length is not None and length.end <= date.end:
                yield length, date
            continue
        number = number_at(text, first)
        if number is None or number.end > end or taken.over(first, number.end) is not None:
            position = first + len(word)
            continue
        position = max(first + len(word), number.end) if word[0].isdecimal() else number.end
        if not _stands_alone(text, number, start):
            continue
        read = measure(text, number)
        amount = range_from(text, read) or amount_of(text, read, start)
        if amount is None or amount.end > end or taken.over(amount.start, amount.end) is not None:
            continue
        if last is None or last.end <= amount.start:
            last = _with_unit_of(text, amount, last)
            yield last, Span(last.start, last.end)
            position = max(position, last.end)


def _with_unit_of(text: str, amount: Amount, last: Amount | None) -> Amount:
    """Give a bare number the unit of the one that it is a change from: 10 in "from 12 percent to 10"."""
    if amount.rule != "bare" or last is None or last.unit is None or amount.start - last.end > _NEAR:
        return amount
    change = _TO.fullmatch(text, last.end, amount.start) and _FROM.search(text[max(0, last.start - _NEAR) : last.start])
    return amount._replace(unit=last.unit, rule="measure", certainty=0.8) if change else amount


@cache
def _openers() -> Sieve:
    """Return what picks out the words and signs with which a number can begin, in every spelling."""
    words = {word for word, (kind, _) in number_words().items() if kind != "part" and word != "dozen"}
    forms = frozenset(form for word in words for form in (word, word.capitalize(), word.upper()))
    return Sieve(forms | frozenset(VULGAR), _ANCHOR)


def _stands_alone(text: str, number: Number, first: int) -> bool:
    """Tell a number from a piece of a name, of a clock time or of a telephone number, and from a list mark."""
    start, end = number.start, number.end
    before = text[start - 1] if start else " "
    earlier = text[start - 2] if start > 1 else " "
    if before.isalnum() and money_before(text, start) is None:
        return False
    if before in "_#@\\/:" or (before in ".,'’" and earlier.isalnum()):
        return False
    if before in "-–‑" and earlier.isalnum() and not _PREFIX.search(text, max(0, start - _NEAR), start - 1):
        return False
    if end < len(text) and _TAIL.match(text, end):
        return False
    return not (start == first and _LIST_MARK.match(text, end))
