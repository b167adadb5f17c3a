"""What prompts have in common that are typed into."""

from textual import events
from textual.widgets import Input, TextArea

from tui.prompts.foot import FootPrompt


class EntryPrompt(FootPrompt[str | None]):
    """Asks for words; answers None when the reader leaves. Keys that are typed faster than it opens are not lost."""

    DEFAULT_CSS = """
    EntryPrompt .help { height: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    @property
    def entry(self) -> Input | TextArea:
        """Where is typed."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Take the keys at once."""
        self.set_focus(self.entry)

    def on_key(self, event: events.Key) -> None:
        """Put a letter where it belongs that has come past it."""
        if event.is_printable and event.character:
            event.stop()
            if isinstance(self.entry, Input):
                self.entry.insert_text_at_cursor(event.character)
            else:
                self.entry.insert(event.character)

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
