"""Spans found by place: which of many lie over a row, without looking at all of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from math import inf
from typing import Final, Generic, TypeVar

from annotations.model import Span

AnySpan = TypeVar("AnySpan", bound=Span)

# A span of more than this many code points is looked at for every row; there are few.
_LONG: Final = 2000


class SpanIndex(Generic[AnySpan]):
    """Spans in the order of the text, shorter ones first where they begin together."""

    def __init__(self, spans: Iterable[AnySpan] = ()) -> None:
        self.all = tuple(sorted((s for s in spans if s.start < s.end), key=_place))
        self._short = [s for s in self.all if len(s) <= _LONG]
        self._long = [s for s in self.all if len(s) > _LONG]
        self._starts = [s.start for s in self._short]

    def over(self, start: int, end: int) -> list[AnySpan]:
        """Return the spans that share a code point with the text from `start` to `end`."""
        first = bisect_left(self._starts, start - _LONG)
        last = bisect_left(self._starts, end)
        found = [s for s in self._short[first:last] if s.end > start]
        if self._long:
            found += [s for s in self._long if s.start < end and s.end > start]
            found.sort(key=_place)
        return found

    def after(self, offset: int) -> int:
        """Return how many of `all` begin at or before `offset`: the place of the first that begins after it."""
        return bisect_right(self.all, (offset, inf), key=_place)

    def next_to(self, offset: int, here: AnySpan | None, direction: int) -> AnySpan | None:
        """Return the first span that begins after `offset` (before it, if `direction` is negative).

        `here` is the span at whose beginning the cursor stands, if it stands at one: of spans that begin together each
        has its turn, but one that covers the same text as `here` is passed over.
        """
        place = _place(here) if here is not None else None
        if direction > 0:
            i = bisect_right(self.all, place or (offset, inf), key=_place)
        else:
            i = bisect_left(self.all, place or (offset, 0), key=_place) - 1
        return self.all[self.rank(self.all[i]) - 1] if 0 <= i < len(self.all) else None

    def rank(self, span: AnySpan) -> int:
        """Return which span this is, counted from 1; the first of several that cover the same text."""
        return bisect_left(self.all, _place(span), key=_place) + 1


def _place(span: Span) -> tuple[int, float]:
    return span.start, span.end
