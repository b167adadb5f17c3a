"""One drawing for a key and the store's answer to it: a drawing between the two would only keep the answer waiting."""

from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

from textual.timer import Timer

if TYPE_CHECKING:
    from tui.screens.reader import ReaderScreen

_LIMIT: Final = 0.05
"""Seconds until the screen is drawn without the answer, so that it is seen that one is waited for."""


class Drawing:
    """Holds drawing back while its screen is the one that is seen, for a moment at most."""

    def __init__(self, screen: "ReaderScreen") -> None:
        self.screen = screen
        self._held = ExitStack()
        self._limit: Timer | None = None

    def hold(self) -> None:
        """Draw nothing until `go_on`, or for 50 ms."""
        app = self.screen.app
        if self._limit is None and self.screen.is_current:
            self._held.enter_context(app.batch_update())
            self._limit = app.set_timer(_LIMIT, self.go_on)

    def go_on(self) -> None:
        """Draw what has changed since, on whatever screen is seen now."""
        if self._limit is not None:
            self._limit.stop()
            self._limit = None
            self._held.close()
            self.screen.app.screen.check_idle()
