"""What the reader has taught, and the reading that follows: each lesson has the document read again at once."""

from typing import TYPE_CHECKING, Final, get_args

from msgspec.structs import replace
from textual.message import Message

from annotations.extract.learned import NOTHING, confirmed
from annotations.model import NameLabel, Reading
from tui.reader import extraction

if TYPE_CHECKING:
    from annotations.extract.learned import Learned
    from annotations.store import Store
    from tui.reader.changes import Acted
    from tui.screens.reader import ReaderScreen

_NAMES: Final = frozenset(get_args(NameLabel))


class Taught(Message):
    """What a reading of the document has to know: when it was published, and what was learned that matters to it.

    `problem` tells what is wrong with the reader's own list of names, which then teaches nothing.
    """

    def __init__(self, published: str | None, learned: "Learned", problem: str = "") -> None:
        super().__init__()
        self.published = published
        self.learned = learned
        self.problem = problem


def taught(store: "Store", id: str, text: str) -> Taught:
    """Return what the store and the reader's own list teach of the document with that id and text."""
    from tui.ownnames import own_names
    from tui.settings import SettingsError

    problem = ""
    try:
        own = own_names()
    except SettingsError as error:
        own, problem = (), str(error)
    learned = store.names.learned(id, own=own).within(text)
    return Taught(store.documents.fields(id)["published"], learned, problem)


class Learning:
    """Has the open document read, and read again when something was taught that matters to it."""

    def __init__(self, screen: "ReaderScreen") -> None:
        self.screen = screen
        self._known = ""
        """The fingerprint of the reading that is shown, or on its way."""
        self._lesson = Taught(None, NOTHING)
        """What that reading knows."""
        self._read: tuple[Taught, Reading] | None = None
        """The last reading that was made, and what it knew."""
        self._extraction: extraction.Extraction | None = None
        self._reading = False
        self._asked = False
        self._again = False

    @property
    def pending(self) -> bool:
        """Whether the store is asked what it teaches, or the document is being read."""
        return self._asked or self._reading

    def begin(self, lesson: Taught) -> str:
        """Take what is known as the document is opened, and return what its reading depends on."""
        sheet = self.screen.sheet
        sheet.document = replace(sheet.document, published=lesson.published)
        self._known = extraction.fingerprint(sheet.document, lesson.learned, self.screen.reader.settings.names)
        self._lesson = lesson
        return self._known

    def has(self, reading: Reading) -> None:
        """Note the reading that was waited for."""
        self._read = (self._lesson, reading)

    def read(self, lesson: Taught) -> None:
        """Have the document read; what is being read with less knowledge is left."""
        screen = self.screen
        self.stop()
        if screen.sheet.reading is None:
            screen.status.work = "reading the text…"
        elif len(screen.sheet.text) >= extraction.APART:
            screen.status.work = "reading it again…"
        self._extraction = extraction.Extraction(
            screen, screen.sheet.document, lesson.learned, screen.reader.settings.names
        )
        self._extraction.start()
        self._reading = True

    def is_due(self, fingerprint: str) -> bool:
        """Return whether a reading that depends on that is the one waited for; there is none to wait for then."""
        due = fingerprint == self._known
        self._reading = self._reading and not due
        return due

    def ask(self) -> None:
        """Ask the store what it teaches, once what was said is on the screen; asked often, it answers once."""
        self._again = self._asked
        if not self._asked and self.screen.sheet.id:
            self._asked = True
            self.screen.call_after_refresh(self._ask)

    def _ask(self) -> None:
        self._again = False
        id, text = self.screen.sheet.id, self.screen.sheet.text
        self.screen.desk.ask(self.screen, lambda store: taught(store, id, text), "reading what was learned")

    def hear(self, acted: "Acted") -> None:
        """Ask the store if an act has changed what it teaches: what is said of names, and what is told by itself."""
        sheet = self.screen.sheet
        before = (sheet.annotations.get(ref) for ref in (*acted.gone, *(a.id for a in acted.changed)))
        if acted.teaches or any(a is not None and a.label in _NAMES for a in (*acted.changed, *before)):
            self.ask()

    def take(self, lesson: Taught) -> None:
        """Have the document read again if what was taught matters to it."""
        self._asked = False
        if self._again:
            self.ask()
            return
        before = self._known
        if self.begin(lesson) == before:
            return
        reading = self._confirmed(lesson)
        if reading is None:
            self.read(lesson)
        else:
            self.stop()
            self.screen.opening.read(reading)
            self.screen.show_marks()

    def _confirmed(self, lesson: Taught) -> Reading | None:
        """Return the reading that was made, if what was taught since only makes its names sure."""
        if self._read is None or self._read[0].published != lesson.published:
            return None
        return confirmed(self._read[1], self._read[0].learned, lesson.learned)

    def failed(self) -> None:
        """Note that no answer comes."""
        self._asked = self._again = self._reading = False

    def stop(self) -> None:
        """Wait for nothing that is being read."""
        self._reading = False
        if self._extraction is not None:
            self._extraction.stop()
