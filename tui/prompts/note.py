"""A small editor for a note."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from annotations.text import shown_line


class NotePrompt(ModalScreen[str | None]):
    """Asks for a note of any number of lines; answers None when the reader leaves without saving."""

    DEFAULT_CSS = """
    NotePrompt { align: left bottom; background: transparent; }
    NotePrompt > Vertical { dock: bottom; height: auto; background: $panel; padding: 0 1; border-top: tall $primary; }
    NotePrompt .question { height: 1; text-style: bold; color: $primary; }
    NotePrompt .help { height: 1; color: $text-muted; }
    NotePrompt TextArea { height: 6; border: none; padding: 0; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "take", show=False, priority=True),
        Binding("ctrl+j,shift+enter,alt+enter", "newline", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]

    def __init__(self, passage: str, note: str) -> None:
        super().__init__()
        self.passage = passage
        self.note = note

    def compose(self) -> ComposeResult:
        """Show the passage over the note."""
        with Vertical():
            yield Static(f"Note on {shown_line(self.passage)}", classes="question", markup=False)
            yield TextArea(self.note, compact=True, show_line_numbers=False)
            yield Static("Enter save · Ctrl+j new line · Esc leave", classes="help", markup=False)

    def on_mount(self) -> None:
        """Put the cursor behind what is there."""
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def action_take(self) -> None:
        """Answer with the note."""
        self.dismiss(self.query_one(TextArea).text)

    def action_newline(self) -> None:
        """Break the line."""
        self.query_one(TextArea).insert("\n")

    def action_leave(self) -> None:
        """Leave the note as it was."""
        self.dismiss(None)
