"""A list that stays quick with thousands of items: only the rows on the screen are drawn.

The panel, the library and the code book are made of it. It has no keys of its own: who owns it calls `obey`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import ClassVar, Final, NamedTuple

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from annotations.text import shown_line
from tui.article.styles import style_of
from tui.colours import readable

POINTER: Final = "▌"
"""Stands before each line of the highlighted row, so that it is seen without colour."""


HIGHLIGHTED: Final = ".rows--highlighted"
HEADING: Final = ".rows--heading"
MUTED: Final = ".rows--muted"
"""Styles that the words of a row may have, besides those that Textual knows."""


class Row(NamedTuple):
    """One entry of a list: how many lines it takes, and what draws them for a width in cells."""

    height: int
    draw: Callable[[int], Sequence[Content]]
    heading: bool = False
    """Headings stand between the items and cannot be highlighted."""


class RowList(ScrollView, can_focus=True):
    """Rows of text one of which is highlighted."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--highlighted", "rows--heading", "rows--muted"}
    DEFAULT_CSS = """
    RowList {
        overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; background: $background;
        & > .rows--highlighted { background: $panel; }
        &:focus > .rows--highlighted { background: $primary 25%; }
        & > .rows--heading { color: $primary; text-style: bold; }
        & > .rows--muted { color: $foreground 80%; }
        &:ansi {
            & > .rows--highlighted { background: ansi_default; text-style: bold; }
            &:focus > .rows--highlighted { background: ansi_default; text-style: reverse; }
            & > .rows--muted { color: ansi_default; text-style: dim; }
        }
    }
    """

    highlighted: reactive[int | None] = reactive(None)
    """The index of the highlighted row."""

    class AtRow(Message):
        """Something that happened to the row at `index`."""

        def __init__(self, rows: "RowList", index: int) -> None:
            super().__init__()
            self.rows = rows
            self.index = index

        @property
        def control(self) -> "RowList":
            """The list it happened in."""
            return self.rows

    class Moved(AtRow):
        """The user went to the row."""

    class Chosen(AtRow):
        """The user chose the row."""

    def __init__(self, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._rows: Sequence[Row] = ()
        self._tops: list[int] = [0]
        self._empty = Content("")

    def show(self, rows: Sequence[Row], *, empty: str = "", highlighted: int | None = None) -> None:
        """Show `rows` with the one at `highlighted` in view; if there is none, the words of `empty`."""
        self._rows = rows
        self._tops = list(accumulate((row.height for row in rows), initial=0))
        self._empty = Content.styled(empty, MUTED)
        self._take_length()
        self.set_reactive(RowList.highlighted, None)
        self.scroll_to(y=0, animate=False, immediate=True)
        self.highlighted = highlighted
        self.refresh()

    def obey(self, command: str) -> bool:
        """Do the command of that id; return whether it is one of a list's."""
        page = max(1, self.scrollable_content_region.height - 1)
        match command:
            case "list-down":
                self._go(self._after(self.highlighted))
            case "list-up":
                self._go(self._before(self.highlighted))
            case "list-first":
                self._go(self._after(None))
            case "list-last":
                self._go(self._before(None))
            case "list-page-down":
                self._go(self._near(self._top_of(self.highlighted) + page))
            case "list-page-up":
                self._go(self._near(self._top_of(self.highlighted) - page))
            case "list-choose":
                if self.highlighted is not None:
                    self.post_message(self.Chosen(self, self.highlighted))
            case _:
                return False
        return True

    def _go(self, index: int | None) -> None:
        if index is not None and index != self.highlighted:
            self.highlighted = index
            self.post_message(self.Moved(self, index))

    def _after(self, index: int | None) -> int | None:
        start = 0 if index is None else index + 1
        return next((i for i in range(start, len(self._rows)) if not self._rows[i].heading), index)

    def _before(self, index: int | None) -> int | None:
        start = len(self._rows) if index is None else index
        return next((i for i in range(start - 1, -1, -1) if not self._rows[i].heading), index)

    def _near(self, line: int) -> int | None:
        """Return the row at `line`, or the nearest one that is no heading."""
        if not self._rows:
            return None
        row = self._row_at(min(max(0, line), self._tops[-1] - 1))
        after = self._after(row - 1 if row else None)
        return self._before(None) if after is not None and self._rows[after].heading else after

    def _top_of(self, index: int | None) -> int:
        return 0 if index is None else self._tops[index]

    def _row_at(self, line: int) -> int:
        return bisect_right(self._tops, line) - 1

    def watch_highlighted(self, before: int | None, now: int | None) -> None:
        """Bring the highlighted row into view; draw it and the one before it, and no others."""
        self._refresh_row(before)
        self._refresh_row(now)
        self._reveal()

    def _refresh_row(self, index: int | None) -> None:
        if index is not None and index < len(self._rows):
            top, height = self._tops[index] - self.scroll_offset.y, self._rows[index].height
            self.refresh(Region(0, top, self.size.width, height))

    def _reveal(self) -> None:
        """Bring the highlighted row into view, together with a heading just above it, and a whole row at the top."""
        now = self.highlighted
        if now is None or now >= len(self._rows):
            return
        top, bottom = self._tops[now], self._tops[now + 1]
        if now and self._rows[now - 1].heading:
            top = self._tops[now - 1]
        height = self.scrollable_content_region.height
        if top < self.scroll_offset.y:
            self._go_to_line(top)
        elif bottom > self.scroll_offset.y + height:
            self._go_to_line(min(top, self._row_from(bottom - height)))

    def _go_to_line(self, line: int) -> None:
        self.scroll_to(y=line, animate=False, force=True, immediate=True)

    def _row_from(self, line: int) -> int:
        """Return the line at which the first row begins that does not begin before `line`."""
        return self._tops[bisect_left(self._tops, line)]

    def _take_length(self) -> None:
        """Let it be scrolled to its end, so far that the last page begins with a whole row."""
        area, lines = self.scrollable_content_region, self._tops[-1]
        last_page = self._row_from(lines - area.height) if lines > area.height else 0
        self.virtual_size = Size(area.width, max(lines, last_page + area.height) if last_page else lines)

    def on_resize(self) -> None:
        """Keep the highlighted row in view."""
        self._take_length()
        self.call_after_refresh(self._reveal)

    def on_click(self, event: events.Click) -> None:
        """Highlight the row that is clicked; choose it if it is highlighted already."""
        line = event.get_content_offset_capture(self).y + self.scroll_offset.y
        if not 0 <= line < self._tops[-1]:
            return
        index = self._row_at(line)
        if index == self.highlighted:
            self.post_message(self.Chosen(self, index))
        elif not self._rows[index].heading:
            self._go(index)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the list."""
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        if not self._rows:
            return self._drawn(_wrapped(self._empty, width - 2), y, width, self.visual_style)
        if line >= self._tops[-1]:
            return Strip.blank(width, self.rich_style)
        index = self._row_at(line)
        row = self._rows[index]
        style = self.visual_style
        pointer = " "
        if index == self.highlighted:
            style += self._style_of(HIGHLIGHTED)
            pointer = POINTER
        return self._drawn(row.draw(width - 2), line - self._tops[index], width, style, pointer)

    def _drawn(self, lines: Sequence[Content], at: int, width: int, style: Style, pointer: str = " ") -> Strip:
        if at >= len(lines):
            return Strip([Segment(pointer, style.rich_style)]).adjust_cell_length(width, style.rich_style)
        words = lines[at].truncate(width - 1)
        pieces = (Segment(text, _readable(piece).rich_style) for text, piece in words.render(style, "", self._style_of))
        strip = Strip([Segment(pointer, style.rich_style), *pieces])
        return strip.adjust_cell_length(width, style.rich_style)

    def _style_of(self, style: str | Style) -> Style:
        if isinstance(style, Style):
            return style
        return style_of(self.get_component_styles(style[1:])) if style.startswith(".") else Style.parse(style)


def _readable(style: Style) -> Style:
    """Return `style` with a colour that can be read, on a highlighted row too."""
    if style.foreground is None or style.background is None:
        return style
    return replace(style, foreground=readable(style.foreground, style.background))


def _wrapped(words: Content, width: int) -> Sequence[Content]:
    return [Content(" ") + line for line in words.wrap(max(8, width))]


def fitted(words: str, cells: int) -> Content:
    """Return `words` as a line of at most `cells` cells, cut between words where that costs little."""
    whole = Content(shown_line(words))
    if whole.cell_length <= cells:
        return whole
    cut = whole.truncate(max(0, cells - 1)).plain
    space = cut.rfind(" ")
    if space > len(cut) - 14:
        cut = cut[:space]
    return Content(cut.rstrip(" ,;:–") + "…")


def spread(left: Content, right: Content, width: int) -> Content:
    """Return `left` and `right` on one line of `width` cells, at its two ends; `left` gives way."""
    room = width - right.cell_length - 1
    start = left.truncate(max(0, room), ellipsis=True)
    return start + Content(" " * max(1, width - start.cell_length - right.cell_length)) + right
