"""What others write into the library meanwhile: looked for every so often, and shown as if it had been done here."""

from typing import TYPE_CHECKING, Final

from textual.message import Message

from annotations.model import Annotation, Tag

if TYPE_CHECKING:
    from annotations.store import Store
    from tui.screens.reader import ReaderScreen

Stand = tuple[int, int]
"""What `Store.stand` has returned."""
_SECONDS: Final = 1.0


class Refreshed(Message):
    """The document's annotations and the code book as they are now; `revision` is the number of its newest text.

    `unasked` if nobody waits for it.
    """

    def __init__(
        self, stand: Stand, revision: int, annotations: tuple[Annotation, ...], tags: tuple[Tag, ...], *, unasked: bool
    ) -> None:
        super().__init__()
        self.stand = stand
        self.revision = revision
        self.annotations = annotations
        self.tags = tags
        self.unasked = unasked


class Looked(Message):
    """It was looked whether others have written; `news` is what there is now, or None if nobody has."""

    def __init__(self, news: Refreshed | None) -> None:
        super().__init__()
        self.news = news


class Watching:
    """Keeps what is shown of one open document as the store has it, whoever has changed it."""

    def __init__(self, screen: "ReaderScreen") -> None:
        self.screen = screen
        self._stand: Stand = (0, 0)
        """How the store stood when what is shown was read from it."""
        self._revision = 0
        """The number of the text that is shown; 0 once the library has another."""
        self._asked = False

    def begin(self, stand: Stand, revision: int) -> None:
        """Look from now on for what others write."""
        self._stand, self._revision = stand, revision
        self.screen.set_interval(_SECONDS, self._look)

    def refresh(self) -> None:
        """Ask the store again, after something else may have changed what it holds."""
        if document := self.screen.sheet.id:
            self.screen.desk.ask(self.screen, lambda store: _read(store, document, store.stand(), unasked=False))

    def _look(self) -> None:
        if self._free and self._revision and not self._asked:
            self._asked = True
            document, before = self.screen.sheet.id, self._stand
            self.screen.desk.ask(self.screen, lambda store: Looked(_news(store, document, before)))

    @property
    def _free(self) -> bool:
        """Whether what is shown may change under the reader's hands: nothing is asked, no letters stand on it."""
        screen = self.screen
        letters = screen.jumping.under_way is not None or screen.jumping.stays
        return screen.is_active and not (letters or screen.acts.pending or screen.side.typing)

    def looked(self, message: Looked) -> None:
        """Show what others have written, if they have."""
        self._asked = False
        if message.news is not None:
            self.take_in(message.news)

    def take_in(self, message: Refreshed) -> None:
        """Show what the store has; if nobody waits for that and the reader is busy, it is looked for again."""
        screen, sheet = self.screen, self.screen.sheet
        if message.unasked and not self._free:
            return
        if message.revision != self._revision:
            self._revision = 0
            screen.say(f"the library has another text of this now: {screen.hints.key('library')} opens it", alarm=True)
            return
        self._stand = message.stand
        screen.learning.ask()
        screen.linking.ask()
        news = self._news_of(message)
        if not news and message.unasked:
            return
        sheet.tags = message.tags
        sheet.said_in_all(message.annotations)
        screen.show_marks()
        if message.unasked and not screen.status.message:
            screen.say(f"another program has changed {news}")

    def _news_of(self, message: Refreshed) -> str:
        """Return what is new to the reader; nothing if nothing is."""
        sheet, now = self.screen.sheet, {a.id: a for a in message.annotations}
        number = sum(now.get(id) != sheet.annotations.get(id) for id in now.keys() | sheet.annotations.keys())
        if number:
            return "an annotation here" if number == 1 else f"{number} annotations here"
        return "the code book" if message.tags != sheet.tags else ""


def _read(store: "Store", document: str, stand: Stand, *, unasked: bool) -> Refreshed:
    revision, said = store.documents.revision(document), store.annotations.of(document)
    return Refreshed(stand, revision, said, store.codebook.tags(), unasked=unasked)


def _news(store: "Store", document: str, before: Stand) -> Refreshed | None:
    """Return what the store has now, if another program may have made an act since it stood as `before`."""
    from annotations.store import StoreError

    try:
        stand = store.stand()
        same = any(now == then for now, then in zip(stand, before, strict=True))
        return None if same else _read(store, document, stand, unasked=True)
    except StoreError:  # the next act of the reader's tells what is wrong
        return None
