"""What the queues have in common: one place after the other is lit in its text, and one key settles it."""

from collections.abc import Mapping
from typing import ClassVar, Final, Generic

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from annotations.text import shown_line
from tui.commands import Place
from tui.desk import Desk
from tui.keymap import Keymap
from tui.prompts.once import Answer
from tui.rows import spread
from tui.screens.atdesk import DeskScreen
from tui.screens.foot import Foot
from tui.screens.lit import LitPane

_BAR: Final = 10
"""Cells of the bar that shows how much is done."""
_SCROLLS: Final[Mapping[str, tuple[int, float]]] = {
    "down": (1, 0), "up": (-1, 0), "page-down": (0, 0.8), "page-up": (0, -0.8),
}  # fmt: skip
"""How far each command scrolls: lines, and parts of a page."""


class QueueScreen(DeskScreen[Answer], Generic[Answer], inherit_bindings=False):
    """A text with a line above it that says how far one is, and a part below it that tells of the place."""

    DEFAULT_CSS = """
    QueueScreen > .head { height: 1; padding: 0 1; color: $primary; text-style: bold; }
    QueueScreen > ArticlePane { height: 1fr; }
    """
    PLACE: ClassVar[Place]
    """Where its commands work."""

    def __init__(self, desk: Desk, keymap: Keymap | None = None) -> None:
        super().__init__(desk, keymap)
        self.pane = LitPane()
        self._head = Static(classes="head", markup=False)
        self.foot = Foot()

    def compose(self) -> ComposeResult:
        """Lay out the text, what is told of the place, and the status line."""
        yield self._head
        yield self.pane
        yield self.foot
        yield self.status

    def on_mount(self) -> None:
        """Give the keys to the text."""
        self.pane.focus()
        self.status.mode = self.PLACE.upper()

    def on_resize(self) -> None:
        """Draw the progress anew, and keep the place in view."""
        self.call_after_refresh(self.light)

    def light(self) -> None:
        """Light the place, and tell of it."""
        raise NotImplementedError

    def tell_of(self, queue: str, place: Content, done: int, of: int, more: str = "") -> None:
        """Show what the queue is, what is said of the place, and how far one is."""
        full = round(_BAR * done / of) if of else _BAR
        how_far = f"{'█' * full}{'░' * (_BAR - full)} {done} of {of}{more}"
        self._head.update(spread(Content(shown_line(queue)), Content(how_far), self.size.width - 2))
        self.foot.tell(place)
        self.status.saved = "saving…" if self.busy else "saved"

    def scrolls(self, command: str) -> bool:
        """Scroll the text, or what is told of the place, if `command` is to; return whether it is."""
        name = command.removeprefix(f"{self.PLACE}-")
        if name == "more":
            self.read_on(self.foot)
        elif name in _SCROLLS:
            lines, pages = _SCROLLS[name]
            self.pane.scroll_relative(y=lines + round(pages * self.pane.size.height), animate=False)
        return name == "more" or name in _SCROLLS
