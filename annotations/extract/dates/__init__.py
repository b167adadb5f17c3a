"""Expressions of time in a text, as TIMEX3 has them: where they stand, their type, and which time they name."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from msgspec.structs import replace

from annotations.extract.dates.context import Place, anywhere
from annotations.extract.dates.expressions import THAT_DAY
from annotations.extract.dates.notation import Match, Piece
from annotations.extract.dates.parts import Parts
from annotations.extract.dates.resolve import TENSED, Anchors
from annotations.extract.dates.rules import grammar
from annotations.extract.dates.scan import Run, openers, runs
from annotations.extract.dates.tense import tense_at
from annotations.extract.segment.layout import Layout, Paragraph
from annotations.model import DateMention, Span

_ASIDE: Final = re.compile(r"\s\(|\),?\s(?:on\s)?")
_FULL_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
_DASH: Final = re.compile(r"\)?[^\n.—–-]{0,24}(?:[—–]|--| - )")
_HEAD: Final = 600
_SHORT_LINE: Final = 90
__all__ = ["find_dates"]


def find_dates(layout: Layout, published: str | None, names: Sequence[Span] = ()) -> tuple[DateMention, ...]:
    """Return the expressions of time in a text, in order, none over another and none in furniture.

    `published` is the day from which relative ones count, as YYYY-MM-DD. Without it that day is the one of the
    dateline, a full date in the head; else they are resolved from the days that the text names, as far as that goes.
    What lies in one of `names` ("Sunday Times") is none.
    """
    anchors = Anchors(_day(published))
    found: list[DateMention] = []
    text = layout.text
    starts = [sentence.start for sentence in layout.sentences]
    taken = _Names(names)
    sought = layout.sought(openers())
    for paragraph in layout.paragraphs:
        if paragraph.kind == "furniture":
            continue
        anchors.next_paragraph()
        bare: set[int] = set()
        for run in runs(text, sought.between(paragraph.start, paragraph.end), paragraph.start, paragraph.end):
            for match, piece in _read(text, run):
                start, end = run[piece.first].start, run[piece.last - 1].end
                if taken.hold(start, end):
                    continue
                expression = piece.expression
                tense = None
                if isinstance(expression.when, TENSED):
                    at = bisect_right(starts, start) - 1
                    sentence = layout.sentences[at] if at >= 0 else paragraph
                    tense = tense_at(text, start, end, sentence.start, sentence.end)
                value = anchors.resolve(expression, tense, start)
                if anchors.published is None and _is_dateline(text, paragraph, end):
                    anchors.publish(value)
                found.append(
                    DateMention(
                        start,
                        end,
                        text[start:end],
                        type=expression.type,
                        value=value,
                        mod=expression.mod,
                        rule=f"date: {match.rule.name}",
                        certainty=match.rule.certainty,
                    )
                )
                if expression.when == THAT_DAY:
                    bare.add(len(found) - 1)
                elif bare:
                    _give_day(text, found, bare)
    return tuple(found)


def _give_day(text: str, found: list[DateMention], bare: set[int]) -> None:
    """Give the last day found to the clock times right before it: 10 a.m. (0900 GMT) on Friday."""
    at = len(found) - 1
    day = _FULL_DATE.match(found[at].value)
    while day and at - 1 in bare and _ASIDE.fullmatch(text, found[at - 1].end, found[at].start):
        at -= 1
        bare.discard(at)
        found[at] = replace(found[at], value=day[0] + found[at].value[10:])


def _is_dateline(text: str, paragraph: Paragraph, end: int) -> bool:
    """Whether a date that ends at `end` can tell when the text was written: on a line of its own, or before a dash."""
    if end > _HEAD or end - paragraph.start > _SHORT_LINE:
        return False
    alone = paragraph.end - paragraph.start <= _SHORT_LINE and text[paragraph.end - 1] not in ".!?"
    return alone or _DASH.match(text, end) is not None


def _read(text: str, run: Run) -> Iterator[tuple[Match, Piece]]:
    rules = grammar()
    kinds = rules.encoded(run)
    position = 0
    while fitting := rules.fitting(kinds, position):
        match = next((match for match in fitting if _may_stand(text, run, match)), None)
        position = match.last if match else fitting[0].last
        if match is None:
            continue
        built = match.rule.build(Parts(run[match.first : match.last]))
        if isinstance(built, list):
            for piece in built:
                yield match, Piece(match.first + piece.first, match.first + piece.last, piece.expression)
        elif built is not None:
            yield match, Piece(match.first, match.last, built)


def _may_stand(text: str, run: Run, match: Match) -> bool:
    return match.rule.check is anywhere or match.rule.check(
        Place(text, run[match.first].start, run[match.last - 1].end)
    )


class _Names:
    """The places of names."""

    def __init__(self, names: Sequence[Span]) -> None:
        self._names = sorted(names, key=lambda name: name.start)
        self._starts = [name.start for name in self._names]

    def hold(self, start: int, end: int) -> bool:
        """Whether a longer name holds the words."""
        at = bisect_right(self._starts, start) - 1
        if at < 0:
            return False
        name = self._names[at]
        return name.start <= start and end <= name.end and (name.start, name.end) != (start, end)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
