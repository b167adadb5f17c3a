"""The article: its text as rows, its marks, a cursor, a selection. It has no keys: the reader screen calls it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, Final

from textual.cache import LRUCache
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.timer import Timer

from annotations.model import Layer, Mark, Span
from annotations.text import shown
from tui.article import motions, textobjects
from tui.article.caret import Caret
from tui.article.cells import cluster_end
from tui.article.overlay import Laid, Overlay
from tui.article.page import GUTTER, paint
from tui.article.pointer import PointerPane
from tui.article.rows import Rows
from tui.article.search import find_all
from tui.article.spans import SpanIndex
from tui.article.structure import Structure, structure_of
from tui.article.styles import CSS, LOOKS, Looks, style_of

MEASURE: Final = 78
"""Cells of text at most: about what the eye takes in without losing the line."""

LAYERS: Final[frozenset[Layer]] = frozenset({"name", "quote", "date", "figure", "own"})
"""The layers shown at first."""

_NARROW: Final = 40
_SCROLL_MARGIN: Final = 3
_FLASH_SECONDS: Final = 0.8
_STRIPS_KEPT: Final = 512
_VERTICAL: Final = {
    "up": (-1, 0.0),
    "down": (1, 0.0),
    "half_up": (-1, 0.5),
    "half_down": (1, 0.5),
    "page_up": (-1, 1.0),
    "page_down": (1, 1.0),
}
"""Motions through the rows: direction, and how much of a page (0 is one row)."""


class ArticlePane(PointerPane, can_focus=True, inherit_bindings=False):
    """Shows an article and moves in it. All places are code points of its text."""

    DEFAULT_CSS = CSS
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"article--{look}" for look in (*LOOKS, "gutter")}

    layers_shown: var[frozenset[Layer]] = var(LAYERS, init=False)
    """The layers shown and stepped through."""
    measure: var[int] = var(MEASURE, init=False)
    """Cells of text at most in a line."""

    class CursorMoved(Message):
        """The cursor stands somewhere else."""

        def __init__(self, pane: "ArticlePane", offset: int) -> None:
            super().__init__()
            self.pane = pane
            self.offset = offset

        @property
        def control(self) -> "ArticlePane":
            """The pane, for `@on` selectors."""
            return self.pane

    class SelectionChanged(Message):
        """The selection is another, or gone (None)."""

        def __init__(self, pane: "ArticlePane", span: Span | None) -> None:
            super().__init__()
            self.pane = pane
            self.span = span

        @property
        def control(self) -> "ArticlePane":
            """The pane, for `@on` selectors."""
            return self.pane

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._text = self._shown = ""
        self._rows: Rows | None = None
        self._overlay = Overlay(LAYERS)
        self._structure: Structure | None = None
        self._caret = Caret()
        self._top = 0
        self._wrapped_at = Size(0, 0)
        self._scrolling_itself = False
        self._colours: Mapping[str, str] = {}
        self._looks: Looks | None = None
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(_STRIPS_KEPT)
        self._flash: Span | None = None
        self._flash_timer: Timer | None = None

    # What is shown

    def load(self, text: str, headings: Sequence[Span] = (), furniture: Sequence[Span] = ()) -> None:
        """Show `text` from its beginning, without marks. Headings and furniture may follow with `set_structure`."""
        self._text = text
        self._shown = shown(text)
        self._overlay = Overlay(self.layers_shown)
        self._flash = None
        self._rows = None
        self._caret = Caret(motions.rest(text, 0))
        self._top = 0
        self.set_structure(headings, furniture)
        self._wrap()

    def set_structure(
        self,
        headings: Sequence[Span] = (),
        furniture: Sequence[Span] = (),
        sentences: Sequence[Span] = (),
        paragraphs: Sequence[Span] = (),
    ) -> None:
        """Take what the text is made of, each in order; without sentences or paragraphs a simple rule finds them."""
        self._overlay.set_structure(headings, furniture)
        self._structure = Structure(tuple(paragraphs), tuple(sentences)) if sentences and paragraphs else None
        self._repaint()

    def set_marks(
        self, marks: Iterable[Mark], colours: Mapping[str, str] | None = None, signs: Mapping[str, str] | None = None
    ) -> None:
        """Show `marks` instead of those before.

        `colours` and `signs` say by tag id how annotations look: a CSS colour, and the gutter's sign (one cell: the
        tag's key, or its letter).
        """
        self._overlay.set_marks(marks, signs or {})
        self._colours = colours or {}
        self._looks = None
        self._marks_changed()

    def watch_measure(self) -> None:
        """Wrap for another measure and keep the place."""
        self._wrap()

    def watch_layers_shown(self, layers: frozenset[Layer]) -> None:
        """Show the marks of other layers."""
        self._overlay.show(layers)
        self._marks_changed()

    @property
    def text(self) -> str:
        """The text shown."""
        return self._text

    # Where one is

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
    def top(self) -> int:
        """The first code point on the screen. Set it to scroll there."""
        return self._top

    @top.setter
    def top(self, offset: int) -> None:
        self._top = max(0, min(offset, len(self._text)))
        if self._rows is not None:
            self._scroll_to_row(self._rows.row_of(self._top))

    @property
    def progress(self) -> float:
        """How much of the text ends on or above the screen's last row, from 0 to 1."""
        if self._rows is None or not self._text:
            return 0.0
        last = min(self.scroll_offset.y + self.size.height, len(self._rows)) - 1
        return self._rows.end(max(0, last)) / len(self._text)

    def row_of(self, offset: int) -> int:
        """Return which row of the page holds the code point at `offset`, counted from 0."""
        return self._rows.row_of(offset) if self._rows else 0

    def marks_here(self) -> tuple[Mark, ...]:
        """Return the marks of the layers shown that lie over the cursor, the widest first."""
        return tuple(sorted(self._overlay.marks_at(self.cursor), key=len, reverse=True))

    def mark_here(self) -> Mark | None:
        """Return the mark that was stepped to, or else the innermost over the cursor."""
        return self._caret.mark

    def target(self) -> Span | None:
        """Return what a tag would be put on: the selection, else the mark, else the word under the cursor."""
        if self._caret.selection is not None:
            return self._caret.selection
        if self._caret.mark is not None:
            return Span(self._caret.mark.start, self._caret.mark.end)
        return motions.word_at(self._text, self.cursor)

    # Going somewhere

    def go(self, offset: int, *, centre: bool = False) -> None:
        """Put the cursor on the character at `offset`, extending a selection under way, and bring it into view."""
        self._put(self._caret.moved(self._text, offset))
        self._reveal(Span(self.cursor, self.cursor), centre=centre)

    def motion(self, name: str, count: int = 1) -> None:
        """Move as the motion `name` says, `count` times.

        Names: left right up down, word_next word_back word_end, sentence_next sentence_back, paragraph_next
        paragraph_back, line_start line_end, page_down page_up, half_down half_up, top bottom. Raises KeyError.
        """
        caret = self._caret.at_end(self._text)
        if name in _VERTICAL:
            caret = self._moved_by_rows(caret, name, count)
        else:
            offset = caret.offset
            for _ in range(count):
                offset = motions.rest(self._text, self._place(name, offset))
            caret = caret.moved(self._text, offset)
        self._put(caret)
        self._reveal(Span(self.cursor, self.cursor))

    def next_mark(self, direction: int = 1) -> Mark | None:
        """Go to the next mark of the layers shown (before, if `direction` is negative); None if there is none."""
        here = self._caret.mark
        begun = here is not None and motions.rest(self._text, here.start) == self.cursor
        found = self._overlay.shown.next_to(self.cursor, here if begun else None, direction)
        if found is not None:
            self._put(self._caret.moved(self._text, found.start, mark=found))
            self._reveal(found)
        return found

    # Selecting

    def start_visual(self) -> None:
        """Start a selection at the cursor, which every motion extends."""
        self._put(self._caret.selecting(self._text))

    def select(self, span: Span) -> None:
        """Select `span`, with the cursor on its last character."""
        self._put(self._caret.selected(self._text, span))
        self._reveal(span)

    def clear_selection(self) -> None:
        """Select nothing."""
        self._put(self._caret.cleared())

    def grow_selection(self) -> Span | None:
        """Select the next wider of word, mark, clause, sentence, paragraph; None if there is none."""
        step = textobjects.grown(self._ladder(), self.selection)
        if step is not None:
            self._put(self._caret.grown_to(step))
        return step

    def select_sentence(self) -> Span | None:
        """Select the sentence under the cursor; None if there is none."""
        sentence = motions.span_at(self._structured().sentences, self.cursor)
        if sentence is not None:
            self._put(self._caret.grown_to(sentence))
        return sentence

    def shrink_selection(self) -> Span | None:
        """Select the next narrower; below the narrowest, nothing (None)."""
        step = textobjects.shrunk(self._ladder(), self.selection) if self.selection else None
        self._put(self._caret.cleared() if step is None else self._caret.grown_to(step))
        return step

    # Searching

    def find(self, pattern: str) -> int:
        """Show every place of `pattern` (plain text; case counts if it has a capital); return how many. "" clears."""
        self._overlay.hits = SpanIndex(find_all(self._text, pattern))
        self._repaint()
        return len(self._overlay.hits.all)

    def next_hit(self, direction: int = 1) -> int:
        """Go to the next hit, around the text's end; return which it is, counted from 1, or 0 if there is none."""
        hits = self._overlay.hits
        if not hits.all:
            return 0
        found = hits.next_to(self.cursor, None, direction) or hits.all[0 if direction > 0 else -1]
        self.go(found.start)
        return hits.rank(found)

    # The mouse

    def place_under(self, pointer: Offset) -> int:
        """Return the character under (or nearest to) a place of the content region."""
        rows = self._rows
        if rows is None:
            return self.cursor
        row = max(0, min(self.scroll_offset.y + pointer.y, len(rows) - 1))
        return rows.offset_at(row, pointer.x - self._left - GUTTER)

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

    def flash(self, span: Span) -> None:
        """Show for a moment where `span` is."""
        self._end_flash()
        self._flash = span
        self._refresh_span(span)
        self._flash_timer = self.set_timer(_FLASH_SECONDS, self._end_flash)

    def _end_flash(self) -> None:
        if self._flash_timer is not None:
            self._flash_timer.stop()
        flashed, self._flash, self._flash_timer = self._flash, None, None
        self._refresh_span(flashed)

    # Painting

    def render_line(self, y: int) -> Strip:
        """Return the strip of the row shown at line `y` of the pane."""
        looks = self._looks_now()
        rows = self._rows
        row = y + self.scroll_offset.y
        width = self.size.width
        if rows is None or row >= len(rows):
            return Strip.blank(width, looks.of())
        start, end = rows.start(row), max(rows.end(row), rows.start(row) + 1)
        moving = self._moving(start, end)
        key = (row, *moving)
        strip = self._strips.get(key)
        if strip is None:
            laid = [*self._overlay.laid(start, end), *moving]
            strip = paint(rows, row, laid, self._overlay.signs(start, end), looks, self._left, width)
            self._strips[key] = strip
        return strip

    @property
    def _left(self) -> int:
        return max(self._margin // 2, (self.size.width - GUTTER - self.measure - 1) // 2)

    @property
    def _margin(self) -> int:
        """Cells left empty beside the text, left and right together, where the pane is not too narrow for it."""
        return 2 if self.size.width >= _NARROW else 0

    def _moving(self, start: int, end: int) -> list[Laid]:
        cursor = Span(self.cursor, max(cluster_end(self._shown, self.cursor), self.cursor + 1))
        moving = (
            (self._caret.mark, "here"),
            (self._flash, "flash"),
            (self._caret.selection, "selection"),
            (cursor, "cursor"),
        )
        return [Laid(s.start, s.end, look) for s, look in moving if s and s.start < end and s.end > start]

    def _looks_now(self) -> Looks:
        if self._looks is None:
            components = {name: style_of(self.get_component_styles(f"article--{name}")) for name in (*LOOKS, "gutter")}
            self._looks = Looks(self.visual_style, components, self._colours)
            self._strips.clear()
        return self._looks

    def notify_style_update(self) -> None:
        """Forget what was painted under another theme."""
        self._looks = None
        super().notify_style_update()

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def _marks_changed(self) -> None:
        mark = self._caret.mark
        kept = mark if mark in self._overlay.marks_at(self.cursor) else self._innermost(self.cursor)
        self._caret = self._caret._replace(mark=kept)
        self._repaint()

    def _refresh_span(self, span: Span | None) -> None:
        if span is None or self._rows is None:
            return
        top = self.scroll_offset.y
        first = max(self._rows.row_of(span.start), top)
        last = min(self._rows.row_of(max(span.start, span.end - 1)), top + self.size.height - 1)
        if first <= last:
            self.refresh(Region(0, first - top, self.size.width, last - first + 1))

    # Moving

    def _put(self, caret: Caret) -> None:
        """Take a new caret: paint the rows that differ, and say what has changed."""
        before = self._caret
        if caret.mark is None:
            caret = caret._replace(mark=self._innermost(caret.offset))
        self._caret = caret
        if caret.mark != before.mark:
            self._refresh_span(before.mark)
            self._refresh_span(caret.mark)
        if caret.offset != before.offset:
            self._refresh_span(Span(before.offset, before.offset))
            self._refresh_span(Span(caret.offset, caret.offset))
            self.post_message(self.CursorMoved(self, caret.offset))
        if caret.selection != before.selection:
            self._refresh_span(before.selection)
            self._refresh_span(caret.selection)
            self.post_message(self.SelectionChanged(self, caret.selection))

    def _innermost(self, offset: int) -> Mark | None:
        return min(self._overlay.marks_at(offset), key=len, default=None)

    def _ladder(self) -> tuple[Span, ...]:
        return textobjects.ladder(self._text, self.cursor, self.marks_here(), self._structured())

    def _structured(self) -> Structure:
        if self._structure is None:
            self._structure = structure_of(self._text)
        return self._structure

    def _place(self, name: str, offset: int) -> int:
        if name in motions.BY_SENTENCE:
            return motions.BY_SENTENCE[name](self._text, offset, self._structured().sentences)
        if name in motions.BY_PARAGRAPH:
            return motions.BY_PARAGRAPH[name](self._text, offset, self._structured().paragraphs)
        if name in motions.IN_ROW:
            return motions.IN_ROW[name](self._rows, offset) if self._rows else offset
        return motions.IN_TEXT[name](self._text, offset)

    def _moved_by_rows(self, caret: Caret, name: str, count: int) -> Caret:
        if self._rows is None:
            return caret
        direction, pages = _VERTICAL[name]
        by = direction * count * max(1, int((self.size.height - 2) * pages))
        if pages:
            self._scroll_to_row(self.scroll_offset.y + by)
        cell = self._rows.cell_of(caret.offset) if caret.cell is None else caret.cell
        return caret.moved(self._text, motions.line(self._rows, caret.offset, cell, by), cell=cell)

    # Scrolling

    def _reveal(self, span: Span, *, centre: bool = False) -> None:
        """Scroll so that the start of `span`, and its end if there is room, are on the screen with rows around them."""
        if self._rows is None:
            return
        height = max(1, self.size.height)
        margin = min(_SCROLL_MARGIN, (height - 1) // 4)
        top = self.scroll_offset.y
        row = self._rows.row_of(span.start)
        last = min(self._rows.row_of(max(span.start, span.end - 1)), row + height - 1 - 2 * margin)
        if centre:
            self._scroll_to_row(row - height // 2)
        elif row < top + margin:
            self._scroll_to_row(row - (margin if row >= top - height else height // 3))
        elif last > top + height - 1 - margin:
            self._scroll_to_row(last - height + 1 + margin if last < top + 2 * height else row - height // 3)

    def _scroll_to_row(self, row: int) -> None:
        self._scrolling_itself = True
        try:
            self.scroll_to(y=max(0, row), animate=False, force=True)
        finally:
            self._scrolling_itself = False

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Keep in mind which passage is on top; a wheel takes a cursor along that it would leave behind."""
        super().watch_scroll_y(old_value, new_value)
        rows = self._rows
        if rows is None or self.size != self._wrapped_at:
            return
        top = min(round(new_value), len(rows) - 1)
        self._top = rows.start(top)
        row = rows.row_of(self.cursor)
        nearest = max(top, min(row, top + self.size.height - 1))
        if nearest != row and not self._scrolling_itself and not self.visual:
            cell = rows.cell_of(self.cursor) if self._caret.cell is None else self._caret.cell
            self._put(self._caret.moved(self._text, rows.offset_at(nearest, cell), cell=cell))

    def on_resize(self) -> None:
        """Wrap for the new width and keep the place."""
        self._wrap()

    def _wrap(self) -> None:
        width, height = self.size
        if width == 0:
            return
        measure = max(1, min(self.measure, width - GUTTER - self._margin - 1))
        if self._rows is None or self._rows.measure != measure or self._rows.text is not self._shown:
            self._rows = Rows(self._shown, measure)
        self._strips.clear()
        top = self._top
        self._wrapped_at = self.size
        self.virtual_size = Size(width, len(self._rows))
        self._scroll_to_row(self._rows.row_of(top))
        self._top = top
        row = self._rows.row_of(self.cursor)
        if not self.scroll_offset.y <= row < self.scroll_offset.y + height:
            self._reveal(Span(self.cursor, self.cursor))
        self.refresh()
