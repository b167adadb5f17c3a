"""The article: its text as rows, its marks, a cursor, a selection. It has no keys: the reader screen calls it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, Final

from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer

from annotations.model import Layer, Mark, Span
from annotations.text import shown
from tui.article import motions, textobjects
from tui.article.cells import cluster_end
from tui.article.page import GUTTER, Laid, Sign, paint
from tui.article.rows import Rows
from tui.article.search import find_all
from tui.article.spans import SpanIndex
from tui.article.structure import Structure, structure_of
from tui.article.styles import CSS, LOOKS, Looks, style_of

MEASURE: Final = 78
"""Cells of text at most: about what the eye takes in without losing the line."""

LAYERS: Final[frozenset[Layer]] = frozenset({"name", "quote", "date", "figure", "own"})
"""The layers shown at first."""

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


class ArticlePane(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows an article and moves in it. All places are code points of its text."""

    ALLOW_SELECT = False
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

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - as every widget
        super().__init__(id=id, classes=classes)
        self._text = ""
        self._rows: Rows | None = None
        self._looks: Looks | None = None
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(_STRIPS_KEPT)
        self._marks: SpanIndex[Mark] = SpanIndex()
        self._stops: SpanIndex[Mark] = SpanIndex()
        self._colours: Mapping[str, str] = {}
        self._signs: Mapping[str, str] = {}
        self._headings: SpanIndex[Span] = SpanIndex()
        self._furniture: SpanIndex[Span] = SpanIndex()
        self._structure: Structure | None = None
        self._hits: SpanIndex[Span] = SpanIndex()
        self._flash: Span | None = None
        self._flash_timer: Timer | None = None
        self._cursor = 0
        self._cell: int | None = None
        self._here: Mark | None = None
        self._anchor: int | None = None
        self._selection: Span | None = None
        self._grown = False
        self._top = 0
        self._wrapped_at = Size(0, 0)
        self._scrolling_itself = False

    # What is shown

    def load(self, text: str, headings: Sequence[Span] = (), furniture: Sequence[Span] = ()) -> None:
        """Show `text` from its beginning, without marks. Headings and furniture may follow with `set_structure`."""
        self._text = text
        self._shown = shown(text)
        self._marks = SpanIndex()
        self._hits = SpanIndex()
        self._here = self._anchor = self._selection = self._cell = self._flash = None
        self._cursor = motions.rest(text, 0)
        self._top = 0
        self._show_marks()
        self.set_structure(headings, furniture)
        self._wrap()
        self.scroll_to(y=0, animate=False)

    def set_structure(
        self,
        headings: Sequence[Span] = (),
        furniture: Sequence[Span] = (),
        sentences: Sequence[Span] = (),
        paragraphs: Sequence[Span] = (),
    ) -> None:
        """Take what the text is made of, each in order; without sentences or paragraphs a simple rule finds them."""
        self._headings = SpanIndex(headings)
        self._furniture = SpanIndex(furniture)
        self._structure = Structure(tuple(paragraphs), tuple(sentences)) if sentences and paragraphs else None
        self._repaint()

    def set_marks(
        self, marks: Iterable[Mark], colours: Mapping[str, str] | None = None, signs: Mapping[str, str] | None = None
    ) -> None:
        """Show `marks` instead of those before.

        `colours` and `signs` say by tag id how annotations look: a CSS colour, and the gutter's sign (one cell: the
        tag's key, or its letter).
        """
        self._marks = SpanIndex(marks)
        self._colours = colours or {}
        self._signs = signs or {}
        self._looks = None
        self._show_marks()

    def watch_layers_shown(self) -> None:
        """Show the marks of other layers."""
        self._show_marks()

    @property
    def text(self) -> str:
        """The text shown."""
        return self._text

    # Where one is

    @property
    def cursor(self) -> int:
        """Where the cursor stands."""
        return self._cursor

    @property
    def selection(self) -> Span | None:
        """What is selected."""
        return self._selection

    @property
    def visual(self) -> bool:
        """Whether motions extend a selection."""
        return self._anchor is not None

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
        """How much of the text lies above the screen's last row, from 0 to 1."""
        if self._rows is None or not self._text:
            return 0.0
        last = min(self.scroll_offset.y + self.size.height, len(self._rows)) - 1
        return self._rows.end(max(0, last)) / len(self._text)

    def marks_here(self) -> tuple[Mark, ...]:
        """Return the marks of the layers shown that lie over the cursor, the widest first."""
        return tuple(sorted(self._stops.over(self._cursor, self._cursor + 1), key=len, reverse=True))

    def mark_here(self) -> Mark | None:
        """Return the mark that was stepped to, or else the innermost over the cursor."""
        return self._here

    def target(self) -> Span | None:
        """Return what a tag would be put on: the selection, else the mark, else the word under the cursor."""
        if self._selection is not None:
            return self._selection
        if self._here is not None:
            return Span(self._here.start, self._here.end)
        return motions.word_at(self._text, self._cursor)

    # Going somewhere

    def go(self, offset: int, *, centre: bool = False) -> None:
        """Put the cursor on the character at `offset`, extending a selection under way, and bring it into view."""
        self._cell = None
        self._move(motions.rest(self._text, offset))
        self._reveal(self._cursor, self._cursor, centre=centre)

    def motion(self, name: str, count: int = 1) -> None:
        """Move as the motion `name` says, `count` times.

        Names: left right up down, word_next word_back word_end, sentence_next sentence_back, paragraph_next
        paragraph_back, line_start line_end, page_down page_up, half_down half_up, top bottom. Raises KeyError.
        """
        if self._grown and self._selection is not None:
            self._cursor = motions.rest(self._text, self._selection.end - 1)
            self._grown = False
        if name in _VERTICAL:
            self._move_by_rows(name, count)
        else:
            offset = self._cursor
            for _ in range(count):
                offset = motions.rest(self._text, self._place(name, offset))
            self._cell = None
            self._move(offset)
        self._reveal(self._cursor, self._cursor)

    def next_mark(self, direction: int = 1) -> Mark | None:
        """Go to the next mark of the layers shown (before, if `direction` is negative); None if there is none."""
        stops = self._stops.all
        here = (self._here.start, -self._here.end) if self._here else (self._cursor, 0)
        if direction > 0:
            after = (m for m in stops if (m.start, -m.end) > here)
            found = next(after, None)
        else:
            found = next((m for m in reversed(stops) if (m.start, -m.end) < here), None)
        if found is not None:
            self._cell = None
            self._move(motions.rest(self._text, found.start), found)
            self._reveal(found.start, found.end)
        return found

    # Selecting

    def start_visual(self) -> None:
        """Start a selection at the cursor, which every motion extends."""
        self._grown = False
        self._anchor = self._cursor
        self._select_to_cursor()

    def select(self, span: Span) -> None:
        """Select `span`, with the cursor on its last character."""
        self._grown = False
        self._anchor = motions.rest(self._text, span.start)
        self._move(motions.rest(self._text, span.end - 1))
        self._set_selection(Span(span.start, span.end))
        self._reveal(span.start, span.end)

    def clear_selection(self) -> None:
        """Select nothing."""
        self._grown = False
        self._anchor = None
        self._set_selection(None)

    def grow_selection(self) -> Span | None:
        """Select the next wider of word, mark, clause, sentence, paragraph; None if there is none."""
        step = textobjects.grown(self._ladder(), self._selection)
        if step is not None:
            self._anchor = step.start
            self._grown = True
            self._set_selection(step)
        return step

    def shrink_selection(self) -> Span | None:
        """Select the next narrower, or nothing."""
        step = textobjects.shrunk(self._ladder(), self._selection) if self._selection else None
        if step is None:
            self.clear_selection()
        else:
            self._anchor = step.start
            self._grown = True
            self._set_selection(step)
        return step

    # Searching

    def find(self, pattern: str) -> int:
        """Show every place of `pattern` (plain text; case counts if it has a capital); return how many. "" clears."""
        self._hits = SpanIndex(find_all(self._text, pattern))
        self._repaint()
        return len(self._hits.all)

    def next_hit(self, direction: int = 1) -> int:
        """Go to the next hit, around the text's end; return which it is, counted from 1, or 0 if there is none."""
        hits = self._hits.all
        if not hits:
            return 0
        if direction > 0:
            i = next((i for i, hit in enumerate(hits) if hit.start > self._cursor), 0)
        else:
            i = next((i for i in range(len(hits) - 1, -1, -1) if hits[i].start < self._cursor), len(hits) - 1)
        self.go(hits[i].start)
        return i + 1

    def flash(self, span: Span) -> None:
        """Show for a moment where `span` is."""
        self._end_flash()
        self._flash = span
        self._refresh_span(span)
        self._flash_timer = self.set_timer(_FLASH_SECONDS, self._end_flash)

    # Painting

    def render_line(self, y: int) -> Strip:
        """Return the strip of the row shown at line `y` of the pane."""
        looks = self._current_looks()
        rows = self._rows
        row = y + self.scroll_offset.y
        width = self.size.width
        if rows is None or row >= len(rows):
            return Strip.blank(width, looks.of())
        start, end = rows.start(row), max(rows.end(row), rows.start(row) + 1)
        moving = self._moving_over(start, end)
        key = (row, *moving)
        strip = self._strips.get(key)
        if strip is None:
            laid = [*self._laid_over(start, end), *moving]
            strip = paint(rows, row, laid, self._signs_beside(start, end), looks, self._left, width)
            self._strips[key] = strip
        return strip

    @property
    def _left(self) -> int:
        return max(0, (self.size.width - GUTTER - self.measure - 1) // 2)

    def _moving_over(self, start: int, end: int) -> list[Laid]:
        moving = (
            (self._here, "here"),
            (self._flash, "flash"),
            (self._selection, "selection"),
            (Span(self._cursor, max(cluster_end(self._shown, self._cursor), self._cursor + 1)), "cursor"),
        )
        return [
            Laid(span.start, span.end, look) for span, look in moving if span and span.start < end and span.end > start
        ]

    def _laid_over(self, start: int, end: int) -> list[Laid]:
        laid = [Laid(s.start, s.end, "furniture") for s in self._furniture.over(start, end)]
        laid += [Laid(s.start, s.end, "heading") for s in self._headings.over(start, end)]
        marks = sorted(self._stops.over(start, end), key=lambda m: LOOKS.index(m.layer))
        laid += [Laid(m.start, m.end, f"own/{m.label}" if m.layer == "own" else m.layer) for m in marks]
        laid += [Laid(s.start, s.end, "hit") for s in self._hits.over(start, end)]
        return laid

    def _signs_beside(self, start: int, end: int) -> list[Sign]:
        signs: list[Sign] = []
        for mark in self._stops.over(start, end):
            if mark.layer == "own":
                sign = self._signs.get(mark.label, "•") if mark.start >= start else "│"
                signs.append(Sign(sign, mark.label))
            elif mark.layer == "event" and mark.start >= start:
                signs.append(Sign("›", ""))
        return list(dict.fromkeys(signs))

    def _current_looks(self) -> Looks:
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

    def _show_marks(self) -> None:
        self._stops = SpanIndex(m for m in self._marks.all if m.layer in self.layers_shown)
        if self._here not in self._stops.all:
            self._here = self._innermost()
        self._repaint()

    def _refresh_span(self, span: Span | None) -> None:
        if span is None or self._rows is None:
            return
        top = self.scroll_offset.y
        first = max(self._rows.row_of(span.start), top)
        last = min(self._rows.row_of(max(span.start, span.end - 1)), top + self.size.height - 1)
        if first <= last:
            self.refresh(Region(0, first - top, self.size.width, last - first + 1))

    def _end_flash(self) -> None:
        if self._flash_timer is not None:
            self._flash_timer.stop()
        flashed, self._flash, self._flash_timer = self._flash, None, None
        self._refresh_span(flashed)

    # Moving

    def _move(self, offset: int, mark: Mark | None = None) -> None:
        before, here = self._cursor, self._here
        self._cursor = offset
        self._here = mark or self._innermost()
        if offset != before:
            self._refresh_span(Span(before, before + 1))
            self._refresh_span(Span(offset, offset + 1))
            self.post_message(self.CursorMoved(self, offset))
        if self._here != here:
            self._refresh_span(here)
            self._refresh_span(self._here)
        if self._anchor is not None:
            self._select_to_cursor()

    def _innermost(self) -> Mark | None:
        return min(self._stops.over(self._cursor, self._cursor + 1), key=len, default=None)

    def _select_to_cursor(self) -> None:
        first, last = sorted((self._cursor if self._anchor is None else self._anchor, self._cursor))
        self._set_selection(Span(first, cluster_end(self._text, last)))

    def _set_selection(self, span: Span | None) -> None:
        if span != self._selection:
            self._refresh_span(self._selection)
            self._selection = span
            self._refresh_span(span)
            self.post_message(self.SelectionChanged(self, span))

    def _ladder(self) -> tuple[Span, ...]:
        return textobjects.ladder(self._text, self._cursor, self.marks_here(), self._structured())

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

    def _move_by_rows(self, name: str, count: int) -> None:
        rows = self._rows
        if rows is None:
            return
        page = max(1, self.size.height - 2)
        direction, pages = _VERTICAL[name]
        by = direction * count * max(1, int(page * pages))
        if self._cell is None:
            self._cell = rows.cell_of(self._cursor)
        if pages:
            self._scroll_to_row(self.scroll_offset.y + by)
        self._move(motions.rest(self._text, motions.line(rows, self._cursor, self._cell, by)))

    def _reveal(self, start: int, end: int, *, centre: bool = False) -> None:
        """Scroll so that `start`, and `end` if there is room, are on the screen with rows around them."""
        if self._rows is None:
            return
        height = max(1, self.size.height)
        margin = min(_SCROLL_MARGIN, (height - 1) // 4)
        top = self.scroll_offset.y
        row = self._rows.row_of(start)
        last = min(self._rows.row_of(max(start, end - 1)), row + height - 1 - 2 * margin)
        if centre:
            self._scroll_to_row(row - height // 2)
        elif row < top + margin:
            self._scroll_to_row(row - (margin if row >= top - height else height // 3))
        elif last > top + height - 1 - margin:
            self._scroll_to_row(last - height + 1 + margin if last < top + 2 * height else row - height // 3)

    def _scroll_to_row(self, row: int) -> None:
        self._scrolling_itself = True
        try:
            self.scroll_to(y=max(0, row), animate=False)
        finally:
            self._scrolling_itself = False

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Keep in mind which passage is on top; a wheel takes a cursor along that it would leave behind."""
        super().watch_scroll_y(old_value, new_value)
        if self._rows is None or self.size != self._wrapped_at:
            return
        top = min(round(new_value), len(self._rows) - 1)
        self._top = self._rows.start(top)
        if not self._scrolling_itself and self._anchor is None:
            row = self._rows.row_of(self._cursor)
            nearest = max(top, min(row, top + self.size.height - 1))
            if nearest != row:
                if self._cell is None:
                    self._cell = self._rows.cell_of(self._cursor)
                self._move(motions.rest(self._text, self._rows.offset_at(nearest, self._cell)))

    # Wrapping

    def on_resize(self) -> None:
        """Wrap for the new width and keep the place."""
        self._wrap()

    def _wrap(self) -> None:
        width, height = self.size
        if width == 0:
            return
        measure = max(1, min(self.measure, width - GUTTER - 1))
        self._wrapped_at = self.size
        if self._rows is None or self._rows.measure != measure or self._rows.text is not self._shown:
            self._rows = Rows(self._shown, measure)
        self._strips.clear()
        top = self._top
        self.virtual_size = Size(width, len(self._rows))
        self._scroll_to_row(self._rows.row_of(top))
        self._top = top
        row = self._rows.row_of(self._cursor)
        if not self.scroll_offset.y <= row < self.scroll_offset.y + height:
            self._reveal(self._cursor, self._cursor)
        self.refresh()
