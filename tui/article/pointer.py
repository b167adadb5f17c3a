"""The mouse on an article: a click sets the cursor, a drag selects and scrolls at the edges, two clicks take a word."""

from typing import Final

from textual import events
from textual.geometry import Offset
from textual.timer import Timer

from tui.article.view import PageView

_EDGE_SCROLL_SECONDS: Final = 0.05


class PointerPage(PageView, inherit_bindings=False):
    """Turns mouse events into the places that they mean. Textual's own selection is off: it knows no code points."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._pressed: int | None = None
        self._pointer = Offset(0, 0)
        self._edge_timer: Timer | None = None

    def pointed(self, offset: int) -> None:
        """Take it that the character at `offset` was pointed at."""
        raise NotImplementedError

    def dragged(self, start: int, end: int) -> None:
        """Take it that the pointer was dragged from the character at `start` to that at `end`, before it or after."""
        raise NotImplementedError

    def pointed_more(self, offset: int, clicks: int) -> None:
        """Take it that the character at `offset` was clicked `clicks` times, twice or more."""
        raise NotImplementedError

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor there; what follows may be a drag."""
        if event.button == 1:
            self._pointer = event.offset - self.gutter.top_left
            self._pressed = self.place_under(self._pointer)
            self.pointed(self._pressed)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select from where the button went down, and scroll while the pointer is beyond an edge."""
        if self._pressed is None:
            return
        self._pointer = event.offset - self.gutter.top_left
        self._drag()
        if 0 <= self._pointer.y < self.size.height:
            self._stop_edge_scroll()
        elif self._edge_timer is None:
            self._edge_timer = self.set_interval(_EDGE_SCROLL_SECONDS, self._edge_scroll)

    def on_mouse_up(self) -> None:
        """End a drag."""
        self._release()

    def on_hide(self) -> None:
        """End a drag whose pane has gone."""
        self._release()

    def on_click(self, event: events.Click) -> None:
        """Select a word, a sentence, a paragraph at the second, third, fourth click."""
        if event.button == 1 and event.chain > 1:
            self.pointed_more(self.place_under(event.offset - self.gutter.top_left), event.chain)

    def _drag(self) -> None:
        if self._pressed is not None:
            self.dragged(self._pressed, self.place_under(self._pointer))

    def _edge_scroll(self) -> None:
        beyond = self._pointer.y if self._pointer.y < 0 else self._pointer.y - self.size.height + 1
        self.scroll_relative(y=beyond, animate=False)
        self._drag()

    def _stop_edge_scroll(self) -> None:
        if self._edge_timer is not None:
            self._edge_timer.stop()
            self._edge_timer = None

    def _release(self) -> None:
        self._stop_edge_scroll()
        if self._pressed is not None:
            self._pressed = None
            self.release_mouse()
