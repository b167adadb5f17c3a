"""What follows the first paint: the store's word on the document, the machine's reading, the reader's place in it."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from msgspec.structs import replace
from textual.message import Message

from annotations.model import Annotation, Document, Layer, PlacementKind, Reading, Tag
from tui import loading
from tui.panel.items import joined
from tui.reader import extraction
from tui.reader.learning import Taught, taught
from tui.reader.watching import Stand

if TYPE_CHECKING:
    from annotations.store import Added, Place, Store, UnsavedNote
    from tui.prompts.export import Order
    from tui.screens.reader import ReaderScreen

_FARED: Mapping[PlacementKind, str] = {
    "exact": "in place",
    "moved": "moved",
    "review": "unsure",
    "orphan": "gone",
}


class Opened(Message):
    """The store has taken the document in: all that it knows of it."""

    def __init__(
        self,
        stand: Stand,
        added: "Added",
        place: "Place | None",
        annotations: tuple[Annotation, ...],
        tags: tuple[Tag, ...],
        lesson: Taught,
        reading: Reading | None,
        *,
        first: bool,
        unsettled: int = 0,
        unsaved: "tuple[UnsavedNote, ...]" = (),
    ) -> None:
        super().__init__()
        self.stand = stand
        """How the store stood before the rest was read."""
        self.added = added
        self.place = place
        self.annotations = annotations
        self.tags = tags
        self.lesson = lesson
        """What the document's reading has to know."""
        self.reading = reading
        self.first = first
        """Whether no document was ever opened with this store."""
        self.unsettled = unsettled
        """How many passages the reader has yet to place in the changed text."""
        self.unsaved = unsaved
        """The notes, of all documents, that were begun and not saved."""


class Opening:
    """Opens the document in the store, has it read, and keeps the reader's place in it."""

    def __init__(self, screen: "ReaderScreen") -> None:
        self.screen = screen
        self._kept: Place | None = None

    def start(self) -> None:
        """Begin what must not hold up the first paint."""
        screen = self.screen
        screen.status.work = "opening…"
        if screen.whole:
            self.take_in(screen.sheet.document)
        else:
            loading.load_whole(screen, screen.sheet.document.source)
        screen.side.fit()
        screen.set_interval(2, self.keep_place)

    def take_in(self, document: Document) -> None:
        """Have the store take in the document, of which all is known now."""
        screen = self.screen
        if document.text != screen.sheet.text:
            screen.pane.load(document.text)
        screen.sheet.document = document
        screen.pane.set_structure(document.headings or ())
        names = screen.reader.settings.names
        screen.desk.ask(screen, lambda store: _open(store, document, names), "taking the document in")

    def opened(self, message: Opened) -> None:
        """Show the document as it was left, and have it read if no reading was kept."""
        screen = self.screen
        screen.sheet.id = message.added.id
        screen.sheet.tags = message.tags
        screen.sheet.said_in_all(message.annotations)
        screen.reader.unsaved.know(message.unsaved)
        if message.place is not None:
            self._return_to(message.place)
        if screen.at is not None:
            screen.pane.go(screen.at, centre=True)
        self._tell(message)
        screen.learning.begin(message.lesson)
        if message.reading is not None:
            screen.learning.has(message.reading)
            self.read(message.reading)
        else:
            screen.learning.read(message.lesson)

    def _return_to(self, place: "Place") -> None:
        screen = self.screen
        if screen.untouched:
            screen.pane.go(place.cursor)
            screen.pane.top = place.top
        if place.layers is not None:
            screen.pane.layers_shown = frozenset(layer for layer in get_args(Layer) if layer in place.layers)
        screen.finding.letters = dict(place.letters)
        screen.finding.read = max(screen.finding.read, place.progress)
        screen.side.restore(place.tab, wanted=place.panel_open)
        screen.side.fit()

    def _tell(self, message: Opened) -> None:
        screen = self.screen
        if message.first:
            screen.welcome()
        if message.added.outcome == "revised" and message.annotations:
            screen.say(joined(f"text changed: {_how(message.added.fared)}", self._settles(message.unsettled)))
            if any(a.placement.kind in ("review", "orphan") for a in message.annotations):
                screen.side.restore("notes", wanted=screen.side.wanted)
        elif message.unsettled:
            number = "1 passage has" if message.unsettled == 1 else f"{message.unsettled} passages have"
            screen.say(f"text changed: {number} no sure place yet · {self._settles(message.unsettled)}")
        elif message.lesson.problem:
            screen.say(message.lesson.problem, alarm=True)
        elif screen.sheet.document.notices:
            screen.say("; ".join(screen.sheet.document.notices))
        elif followed := screen.linking.followed():
            screen.say(joined(followed, screen.reader.place_in_queue(ways=False)))
        elif not message.first and (news := screen.reader.unsaved.news()):
            screen.say(f"{news} · {screen.hints.key('unsaved')} goes on with it", alarm=True)
        elif not screen.status.message and not screen.tag:
            screen.say(joined(screen.reader.place_in_queue(), *screen.reader.left_out))
            screen.reader.left_out = ()

    def read(self, reading: Reading, fingerprint: str = "") -> None:
        """Take in the machine's reading; the store keeps a new one under what it depends on."""
        screen = self.screen
        screen.status.work = ""
        screen.sheet.read(reading)
        if screen.untouched and not screen.status.message and any(map(screen.sheet.lacks_day, reading.dates)):
            screen.say(f"no day of publication is known: {screen.hints.key('palette')} and “date” to tell it")
        screen.pane.set_structure(reading.headings, reading.furniture)
        if fingerprint and (document := screen.sheet.id):
            screen.desk.ask(screen, lambda store: store.documents.keep_reading(document, fingerprint, reading))

    def settle(self) -> None:
        """Show the passages that the changed text has left without a sure place."""
        if self.screen.sheet.id:
            self.screen.reader.visits.versions(self.screen.sheet.id)
        else:
            self.screen.say("the library is not open yet: try again in a moment")

    def differ(self) -> None:
        """Show where the text's annotators differ."""
        if self.screen.sheet.id:
            self.screen.reader.visits.differences(self.screen.sheet.id)
        else:
            self.screen.say("the library is not open yet: try again in a moment")

    def _settles(self, unsettled: int) -> str:
        return f"{self.screen.hints.key('versions')} shows old and new" if unsettled else ""

    def keep_place(self) -> None:
        """Have the store keep where the reader is, and what is typed of a note, if that has changed."""
        from annotations.store import Place

        screen, pane = self.screen, self.screen.pane
        screen.noting.keep()
        if not screen.sheet.id:
            return
        place = Place(
            cursor=pane.cursor,
            top=pane.top,
            panel_open=screen.side.wanted,
            tab=screen.side.tab,
            progress=screen.finding.read,
            layers=tuple(sorted(pane.layers_shown)),
            letters=screen.finding.letters.copy(),
        )
        if place != self._kept:
            self._kept = place
            document = screen.sheet.id
            screen.desk.ask(screen, lambda store: store.documents.keep_place(document, place))

    def export(self, order: "Order", path: Path) -> None:
        """Have what is ordered written to `path`."""
        from tui.reader.exporting import export

        document = self.screen.sheet.id
        if not document:
            self.screen.say("the library is not open yet: try again in a moment")
            return
        self.screen.status.work = f"writing {order.format}…"
        self.screen.desk.ask(self.screen, lambda store: export(store, document, order, path), "export")


def _how(fared: Mapping[PlacementKind, int]) -> str:
    """Return how annotations fared, as in "3 marks in place, 1 gone"."""
    counts = {kind: n for kind, n in fared.items() if n}
    marks = "mark" if next(iter(counts.values()), 0) == 1 else "marks"
    return ", ".join(f"{n} {_FARED[kind]}" for kind, n in counts.items()).replace(" ", f" {marks} ", 1)


def _open(store: "Store", document: Document, names: str) -> Opened:
    first = all(row.opened is None for row in store.documents.all())
    added = store.documents.add(document)
    lesson = taught(store, added.id, document.text)
    fingerprint = extraction.fingerprint(replace(document, published=lesson.published), lesson.learned, names)
    return Opened(
        store.stand(),
        added,
        store.documents.place(added.id),
        store.annotations.of(added.id),
        store.codebook.tags(),
        lesson,
        store.documents.reading(added.id, fingerprint),
        first=first,
        unsettled=len(store.settling.waiting(added.id)),
        unsaved=store.unsaved.all(),
    )
