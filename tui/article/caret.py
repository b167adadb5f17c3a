"""A cursor and its selection: immutable values, and what moving and selecting make of them."""

from typing import NamedTuple, Self

from annotations.model import Mark, Span
from tui.article.cells import cluster_end
from tui.article.motions import rest


class Aim(Span, frozen=True):
    """What an act is on: a passage, and of several marks that cover just that the one that is meant."""

    mark: Mark | None = None


class Caret(NamedTuple):
    """Where one is in a text and what one has selected."""

    offset: int = 0
    cell: int | None = None
    """The cell that motions up and down keep to, once one is under way."""
    mark: Mark | None = None
    """The mark that was stepped to, or the innermost over the cursor."""
    passage: Span | None = None
    """The passage that was jumped to, if no mark covers just that."""
    anchor: int | None = None
    """Where the selection was begun; None while there is none."""
    selection: Span | None = None
    grown: bool = False
    """Whether the selection was grown around the cursor, which then stands inside it, not at its end."""

    @property
    def pointed_at(self) -> Span | None:
        """The passage or mark that an act would be on; None if it would be on a selection or a word."""
        return None if self.selection else self.passage or self.mark

    def moved(self, text: str, offset: int, *, cell: int | None = None, mark: Mark | None = None) -> Self:
        """Return the caret at the character at `offset`; a selection under way reaches to it."""
        offset = rest(text, offset)
        caret = self._replace(offset=offset, cell=cell, mark=mark, passage=None, grown=False)
        if self.anchor is None:
            return caret
        first, last = sorted((self.anchor, offset))
        return caret._replace(selection=Span(first, cluster_end(text, last)))

    def selecting(self, text: str) -> Self:
        """Return the caret with a selection of the character under it, which motions extend."""
        return self._replace(anchor=self.offset).moved(text, self.offset, cell=self.cell, mark=self.mark)

    def selected(self, text: str, span: Span) -> Self:
        """Return the caret on the last character of `span`, with `span` selected."""
        caret = self.moved(text, span.end - 1)
        return caret._replace(anchor=rest(text, span.start), selection=Span(span.start, span.end))

    def grown_to(self, span: Span) -> Self:
        """Return the caret where it was, with `span` around it selected."""
        return self._replace(anchor=span.start, selection=span, grown=True)

    def at_end(self, text: str) -> Self:
        """Return the caret at the end of a grown selection, from where motions go on."""
        if not self.grown or self.selection is None:
            return self
        return self._replace(offset=rest(text, self.selection.end - 1), cell=None, grown=False)

    def cleared(self) -> Self:
        """Return the caret with nothing selected."""
        return self._replace(anchor=None, selection=None, grown=False)
