"""A cursor on an article and what it selects: moved by motions and by the mouse, told as messages."""

from collections.abc import Sequence
from typing import Final, cast

from textual.message import Message

from annotations.model import Mark, Span
from tui.article import motions
from tui.article.caret import Aim, Caret
from tui.article.cells import cluster_end
from tui.article.pointer import PointerPage
from tui.article.structure import Structure, sections_of, structure_of

_VERTICAL: Final = {
    "up": (-1, 0.0),
    "down": (1, 0.0),
    "half_up": (-1, 0.5),
    "half_down": (1, 0.5),
    "page_up": (-1, 1.0),
    "page_down": (1, 1.0),
}
"""Motions through the rows: direction, and how much of a page (0 is one row)."""
_ONWARD: Final = frozenset({"word_next", "sentence_next", "paragraph_next"})


class CursorPage(PointerPage, inherit_bindings=False):
    """A page with a cursor. All places are code points of its text."""

    class CursorMoved(Message, namespace="article_pane"):
        """The cursor stands somewhere else."""

        def __init__(self, pane: "CursorPage", offset: int) -> None:
            super().__init__()
            self.pane = pane
            self.offset = offset

        @property
        def control(self) -> "CursorPage":
            """The pane, for `@on` selectors."""
            return self.pane

    class SelectionChanged(Message, namespace="article_pane"):
        """The selection is another, or gone (None)."""

        def __init__(self, pane: "CursorPage", span: Span | None) -> None:
            super().__init__()
            self.pane = pane
            self.span = span

        @property
        def control(self) -> "CursorPage":
            """The pane, for `@on` selectors."""
            return self.pane

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._caret = Caret()
        self._structure: Structure | None = None
        self._headings: tuple[Span, ...] = ()

    def set_structure(
        self,
        headings: Sequence[Span] = (),
        furniture: Sequence[Span] = (),
        sentences: Sequence[Span] = (),
        paragraphs: Sequence[Span] = (),
    ) -> None:
        """Take what the text is made of, each in order; without sentences or paragraphs a simple rule finds them."""
        self._overlay.set_structure(headings, furniture)
        self._headings = tuple(headings)
        sections = sections_of(self._text, headings)
        known = sentences and paragraphs
        self._structure = Structure(tuple(paragraphs), tuple(sentences), sections) if known else None
        self.repaint()

    # Where one is

    @property
    def caret(self) -> Caret:
        """The cursor and all that goes with it, to come back to."""
        return self._caret

    @caret.setter
    def caret(self, caret: Caret) -> None:
        self._put(caret)

    @property
    def cursor(self) -> int:
        """Where the cursor stands."""
        return self._caret.offset

    @property
    def selection(self) -> Span | None:
        """What is selected."""
        return self._caret.selection

    @property
    def visual(self) -> bool:
        """Whether there is a selection, which motions extend."""
        return self._caret.anchor is not None

    @property
    def kept_in_view(self) -> int:
        """The cursor."""
        return self.cursor

    def mark_here(self) -> Mark | None:
        """Return the mark that was stepped to, or else the innermost over the cursor."""
        return self._caret.mark

    @property
    def passage(self) -> Span | None:
        """The passage that was jumped to, until the next motion, if no mark covers just that."""
        return self._caret.passage

    def target(self) -> Span | None:
        """Return what a tag would be put on: the selection, else the passage jumped to or the mark, else the word."""
        aim = self._caret.selection or self._caret.pointed_at
        return Span(aim.start, aim.end) if aim else motions.word_at(self._text, self.cursor)

    @property
    def _lit(self) -> Span | None:
        """What a tag would be put on, but for a selection, which is seen as it is."""
        return None if self.selection else self.target()

    def aim(self) -> Aim | None:
        """Return the target, with the mark here if others cover just its words."""
        target, mark = self.target(), self._caret.pointed_at
        if target is None:
            return None
        several = isinstance(mark, Mark) and len(self._on(mark)) > 1
        return Aim(target.start, target.end, cast("Mark", mark) if several else None)

    # Moving

    def go(self, offset: int, *, centre: bool = False) -> None:
        """Put the cursor on the character at `offset`, extending a selection under way, and bring it into view."""
        self._put(self._caret.moved(self._text, offset))
        self.reveal(Span(self.cursor, self.cursor), centre=centre)

    def jump(self, span: Span) -> None:
        """Put the cursor where `span` begins: that, or the mark that covers just it, is then what a tag is put on."""
        mark = self._covering(span)
        caret = self._caret.moved(self._text, span.start, mark=mark)
        self._put(caret if mark else caret._replace(passage=Span(span.start, span.end)))
        self.reveal(span)

    def go_to_top(self) -> None:
        """Put the cursor on the first row of the screen."""
        if self._rows is not None:
            self._put(self._caret.moved(self._text, self._rows.start(self.rows_seen()[0])))

    def motion(self, name: str, count: int = 1) -> None:
        """Move as the motion `name` says, `count` times.

        Names: left right up down, word_next word_back word_end, sentence_next sentence_back, paragraph_next
        paragraph_back, line_start line_end, page_down page_up, half_down half_up, top bottom. Raises KeyError.
        Going on to the next word, sentence or paragraph takes a selection to the end of the one before it.
        """
        caret = self._caret.at_end(self._text)
        if name in _VERTICAL:
            caret = self._moved_by_rows(caret, name, count)
        else:
            offset = caret.offset
            onward = caret.anchor is not None and caret.anchor <= offset and name in _ONWARD
            for _ in range(count):
                offset = self._end_before_next(name, offset) if onward else self._place(name, offset)
                offset = motions.rest(self._text, offset)
            caret = caret.moved(self._text, offset)
        self._put(caret)
        self.reveal(Span(self.cursor, self.cursor))

    # Selecting

    def start_visual(self) -> None:
        """Start a selection at the cursor, which every motion extends."""
        self._put(self._caret.selecting(self._text))

    def select(self, span: Span) -> None:
        """Select `span`, with the cursor on its last character."""
        self._put(self._caret.selected(self._text, span))
        self.reveal(span)

    def clear_selection(self) -> None:
        """Select nothing; a mark that covers just what was selected is the one here."""
        mark = self._covering(self.selection) if self.selection else None
        caret = self._caret.cleared()
        self._put(caret._replace(mark=mark, passage=None) if mark else caret)

    # The mouse

    def pointed(self, offset: int) -> None:
        """Put the cursor there, and select nothing."""
        self._put(self._caret.cleared().moved(self._text, offset))

    def dragged(self, start: int, end: int) -> None:
        """Select from one character to the other, both included."""
        if start != end or self.visual:
            self._put(self._caret._replace(anchor=start).moved(self._text, end))

    def pointed_more(self, offset: int, clicks: int) -> None:
        """Select the word there at two clicks, the sentence at three, the paragraph at four."""
        if clicks == 2:
            span = motions.word_at(self._text, offset)
        else:
            structure = self._structured()
            span = motions.span_at(structure.sentences if clicks == 3 else structure.paragraphs, offset)
        if span is not None:
            self._put(self._caret.selected(self._text, span))

    # What is shown

    def moving(self) -> list[tuple[Span | None, str]]:
        """Return the mark here, what flashes, the selection and the cursor."""
        cursor = Span(self.cursor, max(cluster_end(self._shown, self.cursor), self.cursor + 1))
        return [
            (self._lit, "here"),
            *super().moving(),
            (self._caret.selection, "selection"),
            (cursor, "cursor"),
        ]

    def scrolled(self, first: int, last: int) -> None:
        """Take a cursor along that would be left behind; a selection stays where it is."""
        if self._rows is None or self.visual:
            return
        row = self._rows.row_of(self.cursor)
        nearest = max(first, min(row, last))
        if nearest != row:
            cell = self._rows.cell_of(self.cursor) if self._caret.cell is None else self._caret.cell
            self._put(self._caret.moved(self._text, self._rows.offset_at(nearest, cell), cell=cell))

    def _put(self, caret: Caret) -> None:
        """Take a new caret: paint the rows that differ, and say what has changed."""
        before, lit = self._caret, self._lit
        if caret.mark is None and caret.passage is None:
            caret = caret._replace(mark=self._innermost(caret.offset))
        self._caret = caret
        if self._lit != lit:
            self.refresh_span(lit)
            self.refresh_span(self._lit)
        if caret.offset != before.offset:
            self.refresh_span(Span(before.offset, before.offset))
            self.refresh_span(Span(caret.offset, caret.offset))
            self.post_message(self.CursorMoved(self, caret.offset))
        if caret.selection != before.selection:
            self.refresh_span(before.selection)
            self.refresh_span(caret.selection)
            self.post_message(self.SelectionChanged(self, caret.selection))

    def _covering(self, span: Span) -> Mark | None:
        """Return the mark shown that covers just `span`: itself, if it is one of several."""
        same = self._on(span)
        return next(
            (m for m in same if isinstance(span, Mark) and (m.layer, m.ref) == (span.layer, span.ref)), None
        ) or (same[0] if same else None)

    def _on(self, span: Span) -> list[Mark]:
        """Return the marks shown that cover just `span`."""
        return [m for m in self._overlay.marks_at(span.start) if (m.start, m.end) == (span.start, span.end)]

    def _innermost(self, offset: int) -> Mark | None:
        return min(self._overlay.marks_at(offset), key=len, default=None)

    # Where motions lead

    def _structured(self) -> Structure:
        if self._structure is None:
            self._structure = structure_of(self._text, self._headings)
        return self._structure

    def _place(self, name: str, offset: int) -> int:
        if name in motions.BY_SENTENCE:
            return motions.BY_SENTENCE[name](self._text, offset, self._structured().sentences)
        if name in motions.BY_PARAGRAPH:
            return motions.BY_PARAGRAPH[name](self._text, offset, self._structured().paragraphs)
        if name in motions.IN_ROW:
            return motions.IN_ROW[name](self._rows, offset) if self._rows else offset
        return motions.IN_TEXT[name](self._text, offset)

    def _end_before_next(self, name: str, offset: int) -> int:
        """Return where what is before the next word, sentence or paragraph ends, or if here, what begins there."""
        if name == "word_next":
            return motions.word_end(self._text, offset)
        end = motions.last_before(self._text, self._place(name, offset))
        if end <= offset:
            end = motions.last_before(self._text, self._place(name, self._place(name, offset)))
        return max(offset, end)

    def _moved_by_rows(self, caret: Caret, name: str, count: int) -> Caret:
        if self._rows is None:
            return caret
        direction, pages = _VERTICAL[name]
        by = direction * count * max(1, int((self.size.height - 2) * pages))
        if pages:
            self.scroll_to_row(self.scroll_offset.y + by)
        cell = self._rows.cell_of(caret.offset) if caret.cell is None else caret.cell
        return caret.moved(self._text, motions.line(self._rows, caret.offset, cell, by), cell=cell)
