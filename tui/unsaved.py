"""Notes that were begun and are not saved: each can be gone on with, in this run of the program or a later one."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.message_pump import MessagePump

from annotations.model import Span
from tui.desk import Desk

if TYPE_CHECKING:
    from annotations.store import UnsavedNote

Where = tuple[str, Span]
"""The passage that a note is on: the document's id, and the span."""


class Unsaved:
    """What the program knows of them, the one left longest ago first; the store keeps them, through `desk`.

    `owner` hears if it cannot.
    """

    def __init__(self, desk: Desk, owner: MessagePump) -> None:
        self._desk = desk
        self._owner = owner
        self._notes: dict[Where, UnsavedNote] = {}
        self._told: set[Where] = set()
        """Those of which the reader was told since they were left."""
        self.due: UnsavedNote | None = None
        """The one to be gone on with as soon as its document is open."""

    def know(self, notes: "Iterable[UnsavedNote]") -> None:
        """Take over what the store has."""
        self._notes = {(note.document, note.span): note for note in notes}

    def at(self, where: Where) -> "UnsavedNote | None":
        """Return the one on that passage."""
        return self._notes.get(where)

    def first(self, besides: Where | None = None) -> "UnsavedNote | None":
        """Return the one left longest ago, besides the one on that passage."""
        return next((note for where, note in self._notes.items() if where != besides), None)

    def keep(self, note: "UnsavedNote") -> None:
        """Keep what is written of a note; it is the one left last now."""
        where = note.document, note.span
        self._notes.pop(where, None)
        self._notes[where] = note
        self._told.discard(where)
        self._desk.ask(self._owner, lambda store: store.unsaved.keep(*where, note.note), "keeping the note")

    def forget(self, where: Where) -> None:
        """Keep nothing of the note on that passage: it is saved, or was given up."""
        if self._notes.pop(where, None):
            self._desk.ask(self._owner, lambda store: store.unsaved.forget(*where))

    def news(self) -> str:
        """Return what is to be told of those of which the reader was not told yet; nothing if there are none."""
        news = [note for where, note in self._notes.items() if where not in self._told]
        self._told = set(self._notes)
        number = "unsaved note" if len(news) == 1 else f"{len(news)} unsaved notes, one of them"
        return f"{number} {named(news[0])}" if news else ""


def named(note: "UnsavedNote") -> str:
    """Return on which passage a note is, and in which document."""
    from annotations.text import excerpt
    from tui.rows import fitted

    return f"on {excerpt(note.words, 28)}, in {fitted(note.title, 32).plain}"
