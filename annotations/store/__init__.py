"""The SQLite file in which all that a reader says is kept.

`open_store` opens it. A store belongs to the thread that opened it; several programs may have one file open.
"""

import os
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

from annotations.store.annotations import Annotations, Draft
from annotations.store.codebook import CodeBook
from annotations.store.database import Database
from annotations.store.deciding import Deciding
from annotations.store.deleted import Deleted, Gone
from annotations.store.doctor import Finding, examine
from annotations.store.documents import Added, DocumentRow, Documents
from annotations.store.errors import (
    BadDay,
    BadLink,
    BadName,
    BadSpan,
    BadTag,
    BrokenRule,
    DamagedStore,
    ForeignFile,
    NewerStore,
    ReadOnlyStore,
    StoreBusy,
    StoreError,
    StoreFull,
    UndoConflict,
    Unknown,
    UnknownAct,
    UnknownAnnotation,
    UnknownDocument,
    UnknownName,
    UnknownTag,
)
from annotations.store.history import Act, History
from annotations.store.links import LINK_TYPES, End, Linked, Links
from annotations.store.log import Change, Entry, Log
from annotations.store.names import NameRow, Names
from annotations.store.places import Place
from annotations.store.search import Hit, search
from annotations.store.settling import Outlook, Settling, Versions
from annotations.store.tagged import Tagged
from annotations.store.unsaved import UnsavedNote, UnsavedNotes

__all__ = [
    "LINK_TYPES",
    "Act",
    "Added",
    "BadDay",
    "BadLink",
    "BadName",
    "BadSpan",
    "BadTag",
    "BrokenRule",
    "Change",
    "DamagedStore",
    "DocumentRow",
    "Draft",
    "End",
    "Entry",
    "Finding",
    "ForeignFile",
    "Gone",
    "Hit",
    "Linked",
    "NameRow",
    "NewerStore",
    "Outlook",
    "Place",
    "ReadOnlyStore",
    "Store",
    "StoreBusy",
    "StoreError",
    "StoreFull",
    "UndoConflict",
    "Unknown",
    "UnknownAct",
    "UnknownAnnotation",
    "UnknownDocument",
    "UnknownName",
    "UnknownTag",
    "UnsavedNote",
    "Versions",
    "open_store",
]


class Store:
    """An open store: `documents`, `annotations`, `links`, `codebook`, `names`, `settling`, and what was done to them.

    `tagged` tells what has a tag, `deciding` settles what annotators differ in, `history` undoes, `log` tells who did
    what when, `deleted` brings back. `unsaved` keeps notes that were begun.
    """

    def __init__(self, path: Path, author: str) -> None:
        self.path = path
        self.author = author
        self._database = Database(path)
        self.history = History(self._database, author)
        self.documents = Documents(self._database, self.history)
        self.codebook = CodeBook(self._database, self.history)
        self.annotations = Annotations(self._database, self.history, author)
        self.links = Links(self._database, self.history, self.annotations)
        self.tagged = Tagged(self._database, self.codebook, self.annotations)
        self.names = Names(self._database, self.history)
        self.log = Log(self._database)
        self.deleted = Deleted(self._database, self.history)
        self.settling = Settling(self._database, self.history, self.annotations)
        self.deciding = Deciding(self._database, self.history, self.annotations)
        self.unsaved = UnsavedNotes(self._database)

    def act(self, title: str, document: str | None = None) -> AbstractContextManager[None]:
        """Make one act, one transaction and one undo of all that is changed inside; `document` is its id."""
        return self.history.act(title, document)

    def stand(self) -> tuple[int, int]:
        """Return two numbers; if both are others than before, another program may have made an act meanwhile.

        The first changes with what others write, the second with every act, whoever's. Asking costs next to nothing.
        """
        return self._database.version(), self.history.last()

    def search(self, query: str, *, limit: int = 50) -> tuple[Hit, ...]:
        """Find words in texts, marked passages and notes. Any query is allowed; one without words finds nothing."""
        return search(self._database, query, limit)

    def doctor(self) -> tuple[Finding, ...]:
        """Look whether everything is as it was written, mend what follows from the rest, and return what was found."""
        return examine(self._database, self.history.keepers)

    def close(self) -> None:
        """Let go of the file; nothing needs saving."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(path: str | os.PathLike[str], *, author: str = "") -> Store:
    """Open the store in the file `path`, which is made, with a small code book, if it is not there.

    Raises StoreError: a folder, a foreign or damaged file, a newer store, no right to write.
    """
    store = Store(Path(path).absolute(), author)
    try:
        store.codebook.start()
    except BaseException:
        store.close()
        raise
    return store
