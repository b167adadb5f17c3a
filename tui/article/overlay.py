"""What lies on an article's text: headings, furniture, marks of the layers shown, search hits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from annotations.model import Layer, Mark, Span
from tui.article.spans import SpanIndex
from tui.article.styles import LOOKS


class Laid(NamedTuple):
    """A look laid on the text from `start` to `end`."""

    start: int
    end: int
    look: str


class Sign(NamedTuple):
    """What stands in the gutter beside a row, and the tag whose colour it has."""

    shown: str
    tag: str
    first: bool
    """Whether what it stands for begins in this row."""


class Overlay:
    """Spans by place. Setting a part replaces it; asking for a row costs a bisection."""

    def __init__(self, layers: frozenset[Layer]) -> None:
        self._layers = layers
        self._marks: Sequence[Mark] = ()
        self._signs: Mapping[str, str] = {}
        self._headings: SpanIndex[Span] = SpanIndex()
        self._furniture: SpanIndex[Span] = SpanIndex()
        self.hits: SpanIndex[Span] = SpanIndex()
        self.shown: SpanIndex[Mark] = SpanIndex()
        """The marks of the layers shown; of several over the same text the reader's own comes first."""

    def set_structure(self, headings: Iterable[Span], furniture: Iterable[Span]) -> None:
        """Lay headings and furniture."""
        self._headings = SpanIndex(headings)
        self._furniture = SpanIndex(furniture)

    def set_marks(self, marks: Iterable[Mark], signs: Mapping[str, str]) -> None:
        """Lay marks; `signs` is the gutter's sign for each annotation by its id: one cell, and "+" if it says more."""
        self._marks = tuple(marks)
        self._signs = signs
        self.show(self._layers)

    def show(self, layers: frozenset[Layer]) -> None:
        """Show the marks of `layers` and hide the others."""
        self._layers = layers
        self.shown = SpanIndex(sorted((m for m in self._marks if m.layer in layers), key=lambda m: m.layer != "own"))

    def marks_at(self, offset: int) -> list[Mark]:
        """Return the marks shown over the code point at `offset`."""
        return self.shown.over(offset, offset + 1)

    def laid(self, start: int, end: int) -> list[Laid]:
        """Return what lies over the text from `start` to `end`, the undermost first."""
        laid = [Laid(s.start, s.end, "furniture") for s in self._furniture.over(start, end)]
        laid += [Laid(s.start, s.end, "heading") for s in self._headings.over(start, end)]
        marks = sorted(self.shown.over(start, end), key=lambda m: (LOOKS.index(m.layer), -len(m)))
        laid += [Laid(m.start, m.end, f"own/{m.label}" if m.layer == "own" else m.layer) for m in marks]
        laid += [Laid(s.start, s.end, "nested") for s in _nested(m for m in marks if m.layer == "own")]
        laid += [Laid(s.start, s.end, "hit") for s in self.hits.over(start, end)]
        return laid

    def signs(self, start: int, end: int) -> list[Sign]:
        """Return the gutter's signs beside a row, two at most: of what begins there the first, and "+" for more.

        Beside a single one stands a bar for what goes on there from rows before.
        """
        begun: dict[Sign, None] = {}
        going: dict[Sign, None] = {}
        for mark in self.shown.over(start, end):
            begins = mark.start >= start
            if mark.layer == "own" and not begins:
                going[Sign(GOES_ON, mark.label, first=False)] = None
            elif mark.layer == "own":
                begun[Sign(self._signs.get(mark.ref, KEPT), mark.label, first=True)] = None
            elif mark.layer == "event" and begins:
                begun[Sign(EVENT, "", first=True)] = None
        if not begun:
            return list(going)[:2]
        first = next(iter(begun))
        if len(begun) > 1 or first.shown.endswith(MORE):
            return [first._replace(shown=first.shown[0]), Sign(MORE, "", first=True)]
        return [*list(going)[:1], first]


def _nested(own: Iterable[Mark]) -> Iterator[Span]:
    """Yield where annotations lie over one another."""
    end = 0
    for mark in sorted(own):
        if mark.start < end:
            yield Span(mark.start, min(mark.end, end))
        end = max(end, mark.end)


KEPT: Final = "✓"
MORE: Final = "+"
GOES_ON: Final = "│"
EVENT: Final = "›"
