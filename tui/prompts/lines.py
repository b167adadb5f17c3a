"""A question that is answered with words of any number of lines."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from tui.prompts.entry import EntryPrompt


class _Lines(TextArea):
    """A text area whose Enter is for the prompt."""

    def on_key(self, event: events.Key) -> None:
        """Let Enter pass."""
        if event.key == "enter":
            event.prevent_default()


class LinesPrompt(EntryPrompt):
    """Asks for words, beginning with those of `value`."""

    DEFAULT_CSS = "LinesPrompt TextArea { height: 6; padding: 0; background: $surface; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "take", show=False),
        Binding("ctrl+j,shift+enter,alt+enter", "newline", show=False),
        Binding("escape", "leave", show=False),
    ]

    def __init__(self, question: str, value: str) -> None:
        super().__init__()
        self.question = question
        self.value = value

    @property
    def entry(self) -> TextArea:
        """Where is typed."""
        return self.query_one(_Lines)

    def compose(self) -> ComposeResult:
        """Show the question over the words."""
        with Vertical():
            yield Static(self.question, classes="question", markup=False)
            yield _Lines(self.value, compact=True, show_line_numbers=False)
            yield Static("Enter save · Esc leave · Ctrl+j new line", classes="help", markup=False)

    def on_mount(self) -> None:
        """Put the cursor behind what is there."""
        super().on_mount()
        self.entry.move_cursor(self.entry.document.end)

    def action_take(self) -> None:
        """Answer with the words."""
        self.dismiss(self.entry.text)

    def action_newline(self) -> None:
        """Break the line."""
        self.entry.insert("\n")
