"""The status line: mode, what is under the cursor, place and "saved" above; a message or what to do next below."""

from textual.content import Content
from textual.reactive import reactive
from textual.visual import VisualType
from textual.widget import Widget

from annotations.text import shown_line


class StatusLine(Widget):
    """Two lines that say where the reader is and what just happened. All that is shown is plain text."""

    DEFAULT_CSS = """
    StatusLine { dock: bottom; height: 2; background: $panel; color: $foreground; padding: 0 1; }
    StatusLine:ansi { border-top: solid $border-blurred; height: 3; padding: 0; }
    """

    mode: reactive[str] = reactive("READ")
    under: reactive[str] = reactive("")
    place: reactive[str] = reactive("")
    work: reactive[str] = reactive("")
    """What goes on behind the screen; empty when nothing does."""
    saved: reactive[str] = reactive("")
    """"saved" once the store has committed the last act, "saving…" before."""
    hint: reactive[str] = reactive("")
    message: reactive[str] = reactive("")
    """What the last key did, or why it did nothing; shown before the hint."""
    alarm: reactive[bool] = reactive(False)
    """Whether the message tells of a failure."""

    def say(self, message: str, *, alarm: bool = False) -> None:
        """Show `message` until the next key."""
        self.message = shown_line(message)
        self.alarm = alarm

    def render(self) -> VisualType:
        """Draw both lines at the widget's width."""
        width = self.content_size.width
        return Content("\n").join([self._upper(width), self._lower(width)])

    def _upper(self, width: int) -> Content:
        mode = Content.styled(f" {self.mode} ", "bold reverse")
        right = Content("  ").join(
            [
                *([Content.styled(self.work, "italic")] if self.work else []),
                Content(self.place),
                *([Content.styled(self.saved, "bold")] if self.saved else []),
            ]
        )
        room = max(0, width - mode.cell_length - right.cell_length - 3)
        under = Content(self.under).truncate(room, ellipsis=True)
        gap = " " * max(1, width - mode.cell_length - under.cell_length - right.cell_length - 1)
        return (mode + Content(" ") + under + Content(gap) + right).truncate(width)

    def _lower(self, width: int) -> Content:
        line = Content.styled(self.hint, "$text-muted")
        if self.message:
            line = Content.assemble((self.message, "bold $error" if self.alarm else "bold $accent"), "   ", line)
        return line.truncate(width, ellipsis=True)
