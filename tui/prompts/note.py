"""A small editor for a note."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from annotations.text import shown_line
from tui.prompts.entry import EntryPrompt


class NoteArea(TextArea):
    """A text area whose Enter is for the prompt."""

    def on_key(self, event: events.Key) -> None:
        """Let Enter pass."""
        if event.key == "enter":
            event.prevent_default()


class NotePrompt(EntryPrompt):
    """Asks for a note of any number of lines on a passage, given in quotation marks."""

    DEFAULT_CSS = "NotePrompt NoteArea { height: 6; padding: 0; background: $surface; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "take", show=False),
        Binding("ctrl+j,shift+enter,alt+enter", "newline", show=False),
        Binding("escape", "leave", show=False),
    ]

    def __init__(self, passage: str, note: str) -> None:
        super().__init__()
        self.passage = passage
        self.note = note

    @property
    def entry(self) -> TextArea:
        """Where is typed."""
        return self.query_one(NoteArea)

    def compose(self) -> ComposeResult:
        """Show the passage over the note."""
        with Vertical():
            yield Static(f"Note on {shown_line(self.passage)}", classes="question", markup=False)
            yield NoteArea(self.note, compact=True, show_line_numbers=False)
            yield Static("Enter save · Esc leave · Ctrl+j new line", classes="help", markup=False)

    def on_mount(self) -> None:
        """Put the cursor behind what is there."""
        super().on_mount()
        self.entry.move_cursor(self.entry.document.end)

    def action_take(self) -> None:
        """Answer with the note."""
        self.dismiss(self.entry.text)

    def action_newline(self) -> None:
        """Break the line."""
        self.entry.insert("\n")
