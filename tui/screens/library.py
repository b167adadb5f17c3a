"""The library: all documents, and a search over their texts, quotes and notes."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual import on
from textual.binding import BindingType
from textual.message import Message

from annotations.text import shown_line
from tui import loading
from tui.desk import Desk
from tui.keymap import Keymap, bindings
from tui.panel.items import joined, one_line
from tui.prompts.line import LinePrompt
from tui.prompts.paths import nowhere, paths
from tui.reader.hints import Offer
from tui.rows import Row
from tui.screens import shelf
from tui.screens.atdesk import Way, turned
from tui.screens.listing import ListScreen
from tui.sieve import Sieve

if TYPE_CHECKING:
    from annotations.store import DocumentRow, Hit, Store


class Picked(NamedTuple):
    """The document to open, by its id, and where in its text: an offset, or None for where the reader was."""

    document: str
    at: int | None = None


class Listed(Message):
    """The store's documents; `said` tells what has just been done, `ref` is the document it was done to."""

    def __init__(self, documents: Sequence["DocumentRow"], said: str = "", ref: str | None = None) -> None:
        super().__init__()
        self.documents = documents
        self.said = said
        self.ref = ref


class Found(Message):
    """What the store found for `query`."""

    def __init__(self, query: str, hits: Sequence["Hit"]) -> None:
        super().__init__()
        self.query = query
        self.hits = hits


class LibraryScreen(ListScreen[Picked | None]):
    """Lists the documents; answers with the one to open, or with None when the reader leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list", "library")]
    MODE = "LIBRARY"
    ORDERS = shelf.ORDERS

    def __init__(self, desk: Desk, keymap: Keymap | None = None) -> None:
        super().__init__(desk, keymap)
        self.documents: Sequence[DocumentRow] | None = None
        """All documents of the store; None until it has answered."""
        self.searching = False
        """Whether what is typed is sought in all texts."""
        self.hits: Sequence[Hit] = ()
        self._sieve: Sieve[DocumentRow] = Sieve(lambda d: f"{d.title} {d.outlet or ''} {d.byline or ''} {d.source}")

    def on_mount(self) -> None:
        """Ask the store for its documents."""
        super().on_mount()
        self.relist()
        self._ask_for_documents()

    def _ask_for_documents(self) -> None:
        self.desk.ask(self, lambda store: Listed(store.documents.all()), "listing the documents")

    # What is shown

    def listed(self) -> tuple[Row | None, Sequence[tuple[Row, str | None]], str]:
        """Return the documents, or what was found in them."""
        if self.searching:
            return None, self._found_rows(), self._nothing_found()
        fitting = self._sieve.kept(self.documents or (), self.filter)
        rows = [(shelf.document_row(d), d.id) for d in shelf.in_order(fitting, self.order)]
        return (shelf.COLUMNS if rows else None), rows, self._nothing_listed()

    def mode(self) -> str:
        """Return whether a search goes on."""
        return "SEARCH" if self.searching else self.MODE

    def _found_rows(self) -> list[tuple[Row, str | None]]:
        rows: list[tuple[Row, str | None]] = []
        numbered = sorted(enumerate(self.hits), key=lambda pair: self._first_of(pair[1].document))
        for document, of_one in groupby(numbered, key=lambda pair: pair[1].document):
            found = list(of_one)
            rows.append((shelf.title_row(found[0][1].title, len(found), first=not rows), None))
            rows += [(shelf.hit_row(hit), f"{place}/{document}") for place, hit in found]
        return rows

    def _first_of(self, document: str) -> int:
        return next(place for place, hit in enumerate(self.hits) if hit.document == document)

    def _nothing_listed(self) -> str:
        if self.documents is None:
            return "Opening the library…"
        if self.filter:
            return (
                f"No title, outlet or source has “{self.filter}”.\n\n{self.hints.key('list-leave')} shows all again, "
                f"{self.hints.key('library-search')} searches in the texts."
            )
        return f"The library is empty.\n\n{self.hints.key('library-add')} takes in a file, a folder or a web address."

    def _nothing_found(self) -> str:
        if not self.filter.strip():
            return (
                "Type words that are in a text, in a passage you marked, or in a note.\n\n"
                '"Words in quotes" stand together; a word* may go on.'
            )
        return f"Nothing in texts, quotes and notes has “{self.filter}”."

    def told(self) -> tuple[str, str, Sequence[Offer]]:
        """Return of the highlighted document its source, its place, and the keys."""
        keys = (
            ("list-choose", "open"), ("list-filter", "filter"), ("library-search", "search all"),
            ("list-order", "order"), ("library-add", "add"), ("library-remove", "remove"), ("library-undo", "undo"),
        )  # fmt: skip
        items = [ref for ref in self.refs if ref is not None]
        if self.ref is None:
            return "", "", keys
        what = self.order if not self.searching else "found"
        place = f"{items.index(self.ref) + 1} of {len(items)} · {what}"
        document = self._document(self.ref.rpartition("/")[2])
        told = joined(shown_line(document.source), one_line(document.byline or "")) if document else ""
        return told, place, keys

    def _document(self, id: str) -> "DocumentRow | None":
        return next((d for d in self.documents or () if d.id == id), None)

    # What is done

    def choose(self, ref: str) -> None:
        """Open the document, at what was found."""
        place, _, document = ref.rpartition("/")
        self.dismiss(Picked(document, self.hits[int(place)].start if place else None))

    def leave(self) -> None:
        """Go back from what was found to the documents, from some documents to all, and then out."""
        if self.searching:
            self.searching = False
            self.hits = ()
            self.clear_filter()
            self.relist()
        else:
            super().leave()

    def _settle(self, command: str) -> None:
        """Show what is to be settled in all texts: changed ones, or what annotators differ in."""
        from tui.screens.differences import DifferencesScreen
        from tui.screens.versions import VersionsScreen

        screen = VersionsScreen if command == "library-versions" else DifferencesScreen
        self.app.push_screen(screen(self.desk, self.hints.keymap))

    def obey(self, command: str) -> None:
        """Do one of the library's commands."""
        match command:
            case "library-names":
                from tui.screens.names import NamesScreen

                self.app.push_screen(NamesScreen(self.desk, self.hints.keymap))
            case "library-search":
                self.clear_filter()
                self.searching = True
                self.type_filter("words to find in all texts, quotes and notes")
                self.relist()
            case "library-add":
                prompt = LinePrompt("Add a file, a folder or a web address", complete=paths, free=True, check=nowhere)
                self.app.push_screen(prompt, self._add)
            case "library-remove":
                self._remove()
            case "library-undo":
                self.desk.ask(self, lambda store: _turn(store, "undone"), "undo")
            case "library-redo":
                self.desk.ask(self, lambda store: _turn(store, "redone"), "redo")
            case "library-versions" | "library-differences":
                self._settle(command)
            case "library-code-book":
                from tui.screens.codebook import CodeBookScreen

                self.app.push_screen(CodeBookScreen(self.desk, self.hints.keymap), lambda _: self._ask_for_documents())
            case "library-history":
                from tui.screens.history import HistoryScreen

                self.app.push_screen(HistoryScreen(self.desk, self.hints.keymap), self._back_from_history)
            case "library-deleted":
                from tui.screens.deleted import DeletedScreen

                self.app.push_screen(DeletedScreen(self.desk, self.hints.keymap), lambda _: self._ask_for_documents())
            case "library-close":
                self.dismiss(None)

    def _back_from_history(self, picked: Picked | None) -> None:
        if picked is not None:
            self.dismiss(picked)
        else:
            self._ask_for_documents()

    def watch_filter(self) -> None:
        """Search for what is typed, or filter by it."""
        if self.searching:
            query = self.filter
            self.desk.ask(self, lambda store: Found(query, store.search(query, limit=200)), "searching")
        else:
            self.relist()

    def _add(self, reference: str | None) -> None:
        if reference and reference.strip():
            self.status.work = "taking in…"
            loading.take_in(self, [reference.strip()], self.desk)

    def _remove(self) -> None:
        document = None if self.searching or self.ref is None else self._document(self.ref)
        if document is None:
            self.say("there is no document here to be removed")
            return
        notes = {0: "", 1: " with its note"}.get(document.notes, f" with its {document.notes} notes")
        said = f"removed “{document.title}”{notes} · {self.hints.key('library-undo')} brings it back"

        def remove(store: "Store") -> Listed:
            store.documents.remove(document.id)
            return Listed(store.documents.all(), said)

        self.desk.ask(self, remove, "removing a document")

    # What the store and the loader answer

    @on(Listed)
    def _listed(self, message: Listed) -> None:
        self.documents = message.documents
        self.relist(message.ref)
        if message.said:
            self.say(message.said)

    @on(Found)
    def _found(self, message: Found) -> None:
        if self.searching and message.query == self.filter:
            self.hits = message.hits
            self.relist()

    @on(loading.TakenIn)
    def _taken_in(self, message: loading.TakenIn) -> None:
        self._progress(message.place, message.of, _outcome(message))

    @on(loading.NotLoaded)
    def _not_loaded(self, message: loading.NotLoaded) -> None:
        self._progress(message.place, message.of, "")
        self.say(message.why, alarm=True)

    @on(loading.AllTakenIn)
    def _all_taken_in(self, message: loading.AllTakenIn) -> None:
        if message.left_out or (message.failed and message.of > 1):
            self.say(loading.told(message.of, message.failed, message.left_out), alarm=bool(message.failed))

    def _progress(self, place: int, of: int, said: str) -> None:
        self.status.work = f"taking in {place} of {of}…" if place < of else ""
        if said:
            self.say(said)
        self._ask_for_documents()


_OUTCOMES: Final = {
    "new": "taken in: {}",
    "known": "in the library already: {}",
    "revised": "the text has changed, taken in as a new revision: {}",
}


def _outcome(message: loading.TakenIn) -> str:
    return _OUTCOMES[message.added.outcome].format(message.title)


def _turn(store: "Store", way: Way) -> Listed:
    """Undo or redo the last act; what has come back by it is to be highlighted."""
    before = {row.id for row in store.documents.all()}
    _, said = turned(store, way)
    rows = store.documents.all()
    return Listed(rows, said, next((row.id for row in rows if row.id not in before), None))
