"""A page that scrolls: an article's text as rows, with what lies on it, painted row by row as rows come into view."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final, NamedTuple

from textual.cache import LRUCache
from textual.geometry import Offset, Region, Size
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer

from annotations.model import Layer, Span
from annotations.text import shown
from tui.article.letters import Lettered
from tui.article.overlay import Laid, Overlay, Sign
from tui.article.page import GUTTER, paint, put
from tui.article.rows import Rows
from tui.article.styles import LOOKS, Looks, style_of

MEASURE: Final = 78
"""Cells of text at most: about what the eye takes in without losing the line."""

LAYERS: Final[frozenset[Layer]] = frozenset({"name", "quote", "date", "figure", "own"})
"""The layers shown at first."""

_NARROW: Final = 40
_SCROLL_MARGIN: Final = 3
_FLASH_SECONDS: Final = 0.8
_STRIPS_KEPT: Final = 512


class OnRow(NamedTuple):
    """What is painted in a row: what lies on it, the gutter's signs, the letters."""

    row: int
    laid: tuple[Laid, ...]
    signs: tuple[Sign, ...]
    letters: tuple[Lettered, ...]


class PageView(ScrollView, inherit_bindings=False):
    """Wraps, paints, scrolls and keeps its place; it knows of no cursor but that there is a place to keep in view."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"article--{look}" for look in (*LOOKS, "gutter")}

    measure: var[int] = var(MEASURE, init=False)
    """Cells of text at most in a line."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._text = self._shown = ""
        self._rows: Rows | None = None
        self._overlay = Overlay(LAYERS)
        self._top = 0
        self._wrapped_at = Size(0, 0)
        self._scrolling_itself = False
        self._colours: Mapping[str, str] = {}
        self._looks: Looks | None = None
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(_STRIPS_KEPT)
        self._flash: Span | None = None
        self._flash_timer: Timer | None = None
        self._letters: dict[int, list[Lettered]] = {}
        self._painted: dict[int, OnRow] = {}
        """What lay on the row at each line of the pane when it was painted last."""
        self._to_compare = False
        """Whether it is to be compared with what lies there now."""
        self._uncovered: tuple[int, int] | None = None
        """The row on top before a passage was brought above what lies over the text, and the row on top since."""

    @property
    def kept_in_view(self) -> int:
        """The code point that a new width must not move off the screen."""
        raise NotImplementedError

    def moving(self) -> Sequence[tuple[Span | None, str]]:
        """Return what is laid on the text for the moment, each with its look, the undermost first."""
        return [(self._flash, "flash")]

    def scrolled(self, first: int, last: int) -> None:
        """Take it that a wheel or a scroll bar has brought rows `first` to `last` on the screen."""

    @property
    def text(self) -> str:
        """The text shown."""
        return self._text

    @property
    def top(self) -> int:
        """The first code point on the screen. Set it to scroll there."""
        return self._top

    @top.setter
    def top(self, offset: int) -> None:
        self._top = max(0, min(offset, len(self._text)))
        if self._rows is not None:
            self.scroll_to_row(self._rows.row_of(self._top))

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

    def place_under(self, pointer: Offset) -> int:
        """Return the character under (or nearest to) a place of the content region, in code points."""
        if self._rows is None:
            return 0
        row = max(0, min(self.scroll_offset.y + pointer.y, len(self._rows) - 1))
        return self._rows.offset_at(row, pointer.x - self._left - GUTTER)

    def rows_seen(self) -> tuple[int, int]:
        """Return the first and the last row on the screen."""
        top = self.scroll_offset.y
        return top, max(top, min(top + self.size.height, self.virtual_size.height) - 1)

    @property
    def letters(self) -> Sequence[Lettered]:
        """The letters that stand on the text."""
        return [one for row in self._letters.values() for one in row]

    @letters.setter
    def letters(self, letters: Sequence[Lettered]) -> None:
        self._letters = {}
        for one in letters:
            self._letters.setdefault(self.row_of(one.at), []).append(one)
        self.repaint()

    def flash(self, span: Span) -> None:
        """Show for a moment where `span` is."""
        self._end_flash()
        self._flash = span
        self.refresh_span(span)
        self._flash_timer = self.set_timer(_FLASH_SECONDS, self._end_flash)

    def _end_flash(self) -> None:
        if self._flash_timer is not None:
            self._flash_timer.stop()
        flashed, self._flash, self._flash_timer = self._flash, None, None
        self.refresh_span(flashed)

    # Painting

    def render_line(self, y: int) -> Strip:
        """Return the strip of the row shown at line `y` of the pane."""
        looks = self._looks_now()
        rows = self._rows
        row = y + self.scroll_offset.y
        width = self.size.width
        if rows is None or row >= len(rows):
            return Strip.blank(width, looks.of())
        on_row = self._painted[y] = self._on_row(rows, row)
        strip = self._strips.get(key := (on_row, width))
        if strip is None:
            left = self._left
            strip = paint(rows, row, on_row.laid, on_row.signs, looks, left, width)
            for one in on_row.letters:
                strip = put(strip, one.shown, rows.cell_of(one.at) + left + GUTTER)
            self._strips[key] = strip
        return strip

    def _on_row(self, rows: Rows, row: int) -> OnRow:
        start, end = rows.start(row), max(rows.end(row), rows.start(row) + 1)
        letters = tuple(self._letters.get(row, ()))
        laid = [
            *self._overlay.laid(start, end),
            *(Laid(s.start, s.end, look) for s, look in self.moving() if s and s.start < end and s.end > start),
            *(Laid(one.at, one.at + 1, "letter") for one in letters),
        ]
        return OnRow(row, tuple(laid), tuple(self._overlay.signs(start, end)), letters)

    @property
    def _left(self) -> int:
        return max(self._margin // 2, (self.size.width - GUTTER - self.measure - 1) // 2)

    @property
    def _margin(self) -> int:
        """Cells left empty beside the text, left and right together, where the pane is not too narrow for it."""
        return 2 if self.size.width >= _NARROW else 0

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

    def repaint(self) -> None:
        """Paint the rows anew on which something else lies now, as soon as all that is under way has been laid."""
        if not self._to_compare:
            self._to_compare = True
            self.call_later(self._repaint)

    def _repaint(self) -> None:
        self._to_compare = False
        rows, top, (width, height) = self._rows, self.scroll_offset.y, self.size
        if rows is not None:
            seen = range(min(height, len(rows) - top))
            changed = [y for y in seen if self._painted.get(y) != self._on_row(rows, top + y)]
            if changed:
                self.refresh(*(Region(0, y, width, 1) for y in changed))

    def refresh_span(self, span: Span | None) -> None:
        """Paint the rows of `span` that are on the screen anew, and no others."""
        if span is None or self._rows is None:
            return
        top = self.scroll_offset.y
        first = max(self._rows.row_of(span.start), top)
        last = min(self._rows.row_of(max(span.start, span.end - 1)), top + self.size.height - 1)
        if first <= last:
            self.refresh(Region(0, first - top, self.size.width, last - first + 1))

    # Scrolling

    def reveal(self, span: Span, *, centre: bool = False) -> None:
        """Scroll so that the start of `span`, and its end if there is room, are on the screen with rows around them."""
        if self._rows is None:
            return
        height = max(1, self.size.height)
        margin = min(_SCROLL_MARGIN, (height - 1) // 4)
        top = self.scroll_offset.y
        row = self._rows.row_of(span.start)
        last = min(self._rows.row_of(max(span.start, span.end - 1)), row + height - 1 - 2 * margin)
        if centre:
            self.scroll_to_row(row - height // 2)
        elif row < top + margin:
            self.scroll_to_row(row - (margin if row >= top - height else height // 3))
        elif last > top + height - 1 - margin:
            self.scroll_to_row(last - height + 1 + margin if last < top + 2 * height else row - height // 3)

    def uncover(self, span: Span, rows: int) -> None:
        """Bring `span` above the `rows` lowest rows of the pane, over which something lies until `covered_no_more`."""
        if self._rows is None or rows <= 0:
            return
        first, last = self._rows.row_of(span.start), self._rows.row_of(max(span.start, span.end - 1))
        top, room = self.scroll_offset.y, max(1, self.size.height - rows)
        if last >= top + room:
            self.virtual_size = Size(self.size.width, len(self._rows) + rows)
            self.scroll_to_row(first - max(0, room - 1 - last + first) // 2)
            self._uncovered = (top if self._uncovered is None else self._uncovered[0], self.scroll_offset.y)

    def covered_no_more(self) -> None:
        """Show what was on top before, unless the text was scrolled since."""
        if self._rows is not None and self._uncovered is not None:
            before, since = self._uncovered
            self._uncovered = None
            top = self.scroll_offset.y
            self.virtual_size = Size(self.size.width, len(self._rows))
            self.scroll_to_row(before if top == since else min(top, self.max_scroll_y))

    def scroll_to_row(self, row: int) -> None:
        """Put `row` on top of the screen, at once."""
        self._scrolling_itself = True
        try:
            self.scroll_to(y=max(0, row), animate=False, force=True)
        finally:
            self._scrolling_itself = False

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Keep in mind which passage is on top."""
        super().watch_scroll_y(old_value, new_value)
        if self._rows is None or self.size != self._wrapped_at:
            return
        top = min(round(new_value), len(self._rows) - 1)
        self._top = self._rows.start(top)
        if not self._scrolling_itself:
            self.scrolled(top, min(top + self.size.height, len(self._rows)) - 1)

    # Wrapping

    def show(self, text: str) -> None:
        """Show `text` from its beginning, with nothing laid on it."""
        self._text = text
        self._shown = shown(text)
        self._overlay = Overlay(LAYERS)
        self._flash = None
        self._letters = {}
        self._rows = None
        self._top = 0
        self._wrap()

    def watch_measure(self) -> None:
        """Wrap for another measure and keep the place."""
        self._wrap()

    def on_resize(self) -> None:
        """Wrap for the new width and keep the place."""
        self._wrap()

    def _wrap(self) -> None:
        width, height = self.size
        if width == 0:
            return
        measure = max(2, min(self.measure, width - GUTTER - self._margin - 1))
        if self._rows is None or self._rows.measure != measure:
            self._rows = Rows(self._shown, measure)
        top = self._top
        self._wrapped_at = self.size
        self.virtual_size = Size(width, len(self._rows))
        self.scroll_to_row(self._rows.row_of(top))
        self._top = top
        row = self._rows.row_of(self.kept_in_view)
        if not self.scroll_offset.y <= row < self.scroll_offset.y + height:
            self.reveal(Span(self.kept_in_view, self.kept_in_view))
        self.letters = self.letters
        self._strips.clear()
        self.refresh()
