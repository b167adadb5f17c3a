"""The status line: mode, what is under the cursor or a message, place and "saved" above; what to do next below."""

from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.visual import VisualType
from textual.widget import Widget

from annotations.text import shown_line

APART: Final = "  ▏"
"""Stands between what is said of one mark and of the next; the first is shown whole before the place is."""


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
    """What the last key did, or why it did nothing; shown in place of what is under the cursor."""
    alarm: reactive[bool] = reactive(False)
    """Whether the message tells of a failure."""

    def say(self, message: str, *, alarm: bool = False) -> None:
        """Show `message` until the next key."""
        self.message = shown_line(message)
        self.alarm = alarm

    def render(self) -> VisualType:
        """Draw both lines at the widget's width."""
        width = self.content_size.width
        if self.message:
            words = Content.styled(self.message, "bold $error" if self.alarm else "bold $accent")
            right = next((right for right in self._rights() if words.cell_length <= self._room(width, right)), None)
            if right is None:
                return self._over_both(words, width)
        else:
            words, rights = Content(self.under), tuple(self._rights())
            needed = cell_len(self.under.partition(APART)[0])
            right = next((right for right in rights if needed <= self._room(width, right)), rights[-1])
        return Content("\n").join([self._upper(words, right, width), self._lower(width)])

    def _mode(self) -> Content:
        return Content.styled(f" {self.mode} ", "bold reverse")

    def _rights(self) -> Iterator[Content]:
        """Return what stands at the right end, and the same without the place."""
        work = [Content.styled(self.work, "italic")] if self.work else []
        saved = [Content.styled(self.saved, "bold")] if self.saved else []
        yield Content("  ").join([*work, Content(self.place), *saved])
        yield Content("  ").join([*work, *saved])

    def _room(self, width: int, right: Content) -> int:
        return max(0, width - self._mode().cell_length - right.cell_length - 3)

    def _upper(self, words: Content, right: Content, width: int) -> Content:
        start = self._mode() + Content(" ") + words.truncate(self._room(width, right), ellipsis=True)
        gap = " " * max(1, width - start.cell_length - right.cell_length)
        return (start + Content(gap) + right).truncate(width)

    def _lower(self, width: int) -> Content:
        return Content.styled(self.hint, "$text-muted").truncate(width, ellipsis=True)

    def _over_both(self, words: Content, width: int) -> Content:
        """Return a long message on both lines."""
        start = self._mode() + Content(" ")
        first = words.wrap(max(1, width - start.cell_length))[0].rstrip()
        rest = words[len(first) :]
        spaces = len(rest.plain) - len(rest.plain.lstrip())
        return Content("\n").join([start + first, rest[spaces:].truncate(width, ellipsis=True)])
