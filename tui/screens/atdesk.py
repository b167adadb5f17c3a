"""What all screens have in common that ask the store: they say what happened, and which key does nothing."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, Literal

from textual import events, on
from textual.message import Message

from tui.desk import Desk, Failed
from tui.keymap import Keymap, display
from tui.prompts.once import Answer, AnswersOnce
from tui.reader.hints import Hints, Offer
from tui.reader.status import StatusLine
from tui.screens.foot import Foot

if TYPE_CHECKING:
    from annotations.store import Act, Store

Way = Literal["undone", "redone"]


class DeskScreen(AnswersOnce[Answer], Generic[Answer], inherit_bindings=False):
    """A screen with a status line, whose jobs are done in the store's thread."""

    def __init__(self, desk: Desk, keymap: Keymap | None = None) -> None:
        super().__init__()
        self.desk = desk
        self.hints = Hints(keymap or {})
        self.status = StatusLine()
        self.busy = False
        """Whether the store has yet to answer what was asked; who hears the answer says that it has."""

    def say(self, message: str, *, alarm: bool = False) -> None:
        """Show `message` in the status line until the next key."""
        self.status.say(message, alarm=alarm)

    def offer(self, *offers: Offer) -> None:
        """Show what can be done now, the most needed first: as many keys as there is room for, and that for help."""
        self.status.hint = self.hints.whole(self.app.size.width - 2, *offers)

    def ask(self, job: Callable[["Store"], Message], what: str) -> None:
        """Have the store do `job`, which `what` names in a few words, and be busy until its message is here."""
        self.busy = True
        self.desk.ask(self, job, what)

    def read_on(self, foot: Foot) -> None:
        """Scroll what is told at the foot; say so if all of it is to be seen."""
        if not foot.read_on():
            self.say("there is no more than is to be seen here")

    def gave_up(self) -> None:
        """Bring up to date what is shown, as what was asked for was not done."""

    def hears(self) -> bool:
        """Return whether the keys are the screen's now: they may be for a line in which is typed."""
        return True

    def on_key(self, event: events.Key) -> None:
        """Say so if a key does nothing here."""
        if self.hears() and event.key not in self.active_bindings:
            key = event.character if event.is_printable and event.character else event.key
            self.say(f"{display(key)} does nothing here: {self.hints.key('help')} shows what does")

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        self.busy = False
        self.status.work = ""
        self.gave_up()
        self.say(f"not done: {event.what}: {event.why}" if event.what else event.why, alarm=True)


def turned(store: "Store", way: Way, document: str | None = None) -> tuple["Act | None", str]:
    """Undo or redo the last act of a document, or of all; return the act, if there is one, and what to say of it."""
    act = store.history.undo(document) if way == "undone" else store.history.redo(document)
    return act, f"{way}: {act.title}" if act else f"nothing is left to be {way}"
