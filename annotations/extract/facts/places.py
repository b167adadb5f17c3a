"""Which of many spans lies over a place of the text, or nearest to it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar

from annotations.model import Span

T = TypeVar("T")

_LOOK_BACK = 64
"""How many spans before a place are looked at: spans nest no deeper in prose."""


class Places(Generic[T]):
    """Spans, each with what it stands for. Made once; a query is a bisection and a short walk."""

    def __init__(self, spans: Iterable[tuple[Span, T]]) -> None:
        self._spans = sorted(spans, key=lambda pair: (pair[0].start, pair[0].end))
        self._starts = [span.start for span, _ in self._spans]
        self._reach = list(accumulate((span.end for span, _ in self._spans), max))

    def over(self, start: int, end: int) -> tuple[Span, T] | None:
        """Return the shortest span that covers `start` to `end`, or None."""
        best: tuple[Span, T] | None = None
        last = bisect_right(self._starts, start) - 1
        for i in range(last, max(-1, last - _LOOK_BACK), -1):
            if self._reach[i] < end:
                break
            span = self._spans[i][0]
            if span.end >= end and (best is None or len(span) < len(best[0])):
                best = self._spans[i]
        return best

    def nearest(self, start: int, end: int) -> tuple[Span, T] | None:
        """Return the shortest span over `start` to `end`, else the span that ends or begins nearest to them."""
        if found := self.over(start, end):
            return found
        after = bisect_right(self._starts, end)
        near = self._spans[max(0, after - _LOOK_BACK) : after + 1]
        return min(near, key=lambda pair: max(pair[0].start - end, start - pair[0].end), default=None)

    def nearest_within(self, bounds: Span, start: int, end: int) -> tuple[Span, T] | None:
        """Return of the spans inside `bounds` the one nearest to `start` and `end`."""
        first, last = bisect_left(self._starts, bounds.start), bisect_right(self._starts, bounds.end)
        inside = [pair for pair in self._spans[first:last] if pair[0].end <= bounds.end]
        return min(inside, key=lambda pair: max(pair[0].start - end, start - pair[0].end), default=None)
