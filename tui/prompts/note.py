"""An editor for a note: a few lines that Enter saves, or a larger pane, or the user's own editor."""

from importlib.util import find_spec
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.reactive import reactive
from textual.widgets import Static, TextArea

from annotations.text import shown, shown_line
from tui.prompts.entry import EntryPrompt

_LINES: Final = 6
"""A note of more lines opens in the larger pane."""
_HIGHLIGHTS: Final = ("tree_sitter", "tree_sitter_markdown")
"""What Textual needs to show Markdown in colours."""


class NoteArea(TextArea):
    """A text area whose Enter is for the prompt."""

    def on_key(self, event: events.Key) -> None:
        """Let Enter pass."""
        if event.key == "enter":
            event.prevent_default()


class NotePrompt(EntryPrompt):
    """Asks for a note of any number of lines on a passage, given in quotation marks.

    `unsaved` is what was written of it before without being saved, `other` names another note that is not saved.
    """

    DEFAULT_CSS = """
    NotePrompt NoteArea { height: 6; padding: 0; background: $surface; }
    NotePrompt.-large NoteArea { height: 60vh; }
    NotePrompt .help.-wrong { height: auto; color: $error; text-style: bold; text-wrap: wrap; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", show=False),
        Binding("ctrl+s", "take", show=False),
        Binding("ctrl+j,shift+enter,alt+enter", "newline", show=False),
        Binding("ctrl+o", "resize", show=False),
        Binding("ctrl+g", "edit", show=False),
        Binding("ctrl+n", "to_other", show=False),
        Binding("ctrl+r", "give_up", show=False),
        Binding("escape", "leave", show=False),
    ]
    large: reactive[bool] = reactive(False)
    """Whether it is the larger pane, in which Enter begins a new line."""

    def __init__(self, passage: str, note: str, unsaved: str | None = None, other: str = "") -> None:
        super().__init__()
        self.passage = passage
        self.note = note
        self.unsaved = unsaved
        self.written = note if unsaved is None else unsaved
        """What stands in it."""
        self.other = other
        self.to_other = False
        """Whether it was left for the other unsaved note."""

    @property
    def entry(self) -> TextArea:
        """Where is typed."""
        return self.query_one(NoteArea)

    def compose(self) -> ComposeResult:
        """Show the passage over the note."""
        with Vertical():
            again = "" if self.unsaved is None else ", not saved yet · Ctrl+r gives it up"
            yield Static(f"Note on {shown_line(self.passage)}{again}", classes="question", markup=False)
            language = "markdown" if all(map(find_spec, _HIGHLIGHTS)) else None
            yield NoteArea(self.written, language=language, compact=True, show_line_numbers=False)
            yield Static(classes="help", markup=False)
            if self.other:
                yield Static(f"Ctrl+n to your unsaved note {self.other}", classes="question", markup=False)

    def on_mount(self) -> None:
        """Put the cursor behind what is there."""
        super().on_mount()
        self.entry.move_cursor(self.entry.document.end)
        self.large = self.written.count("\n") >= _LINES

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Remember what was written."""
        event.stop()
        self.written = event.text_area.text

    def watch_large(self) -> None:
        """Make room, and say which key does what now."""
        self.set_class(self.large, "-large")
        save, newline, room = ("Ctrl+s", "Enter", "less room") if self.large else ("Enter", "Ctrl+j", "more room")
        self._help(f"{save} save · Esc leave · {newline} new line · Ctrl+o {room} · Ctrl+g $EDITOR")
        self.call_after_refresh(self.keep_in_view)

    def _help(self, words: str, *, wrong: bool = False) -> None:
        for line in self.query(".help").results(Static):
            line.set_class(wrong, "-wrong")
            line.update(words)

    def action_enter(self) -> None:
        """Save; in the larger pane begin a new line."""
        if self.large:
            self.action_newline()
        else:
            self.action_take()

    def action_take(self) -> None:
        """Answer with the note."""
        self.dismiss(self.entry.text)

    def action_newline(self) -> None:
        """Break the line."""
        self.entry.insert("\n")

    def action_to_other(self) -> None:
        """Leave this note as it is for the other one that is not saved."""
        self.to_other = bool(self.other)
        if self.to_other:
            self.dismiss(None)

    def action_give_up(self) -> None:
        """Leave the note as it is saved, if it was not saved before."""
        if self.unsaved is not None:
            self.written = self.note
            self.dismiss(None)

    def action_resize(self) -> None:
        """Make the pane larger, or small again."""
        self.large = not self.large

    def action_edit(self) -> None:
        """Write on in the user's own editor."""
        from tui.prompts.editor import EditorError, edit

        area = self.entry
        try:
            with self.app.suspend():
                written = edit(area.text)
        except SuspendNotSupported:
            self._help("another editor cannot be opened on this terminal", wrong=True)
        except EditorError as error:
            self._help(str(error), wrong=True)
        else:
            area.replace(shown(written), (0, 0), area.document.end)
            self.watch_large()
        self.app.refresh()
