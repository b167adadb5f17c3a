"""Every change is an event, events are grouped into acts, and an act is taken back by its inverse.

`undo` of a document goes back through the acts on that document and those on the code book and on known names, which
all documents share; `undo` without a document through all that belongs to no one document: these, the library, imports.
Taking in a document by itself is recorded, but not undone.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, Literal, Protocol

import msgspec

from annotations.model import Value
from annotations.store.database import Database, now, seal
from annotations.store.errors import BrokenRule, UndoConflict
from annotations.text import clean, shown_line

Kind = Literal["document", "annotation", "tag", "name"]
Fields = dict[str, Any]
"""Fields of a thing by name, as JSON values."""

_IN_VIEW: Final = "(document IS ?1 OR code_book)"
"""Whether `undo` meets an act; ?1 is a document's id, or null."""


class Act(Value, frozen=True, kw_only=True):
    """Something that was done in one go, at `at`. `document` is the id of the one it was done in, if it was one."""

    id: int
    title: str
    at: str
    author: str
    document: str | None = None
    undone: bool = False


class Keeper(Protocol):
    """Keeps the things of one kind: their fields are read and written only through it."""

    def fields(self, thing: str) -> Fields:
        """Return the present fields of a thing."""

    def write(self, thing: str, fields: Mapping[str, Any]) -> None:
        """Write some fields of a thing."""

    def relied_on(self, thing: str) -> bool:
        """Return whether other things would miss this one."""


class History:
    """What was done to the store, by whom, and how to take it back."""

    def __init__(self, database: Database, author: str) -> None:
        self._database = database
        self._author = clean(author)
        self.keepers: dict[Kind, Keeper] = {}
        self._act: int | None = None

    def keep(self, kind: Kind, keeper: Keeper) -> None:
        """Say who keeps the things of a kind."""
        self.keepers[kind] = keeper

    # doing

    @contextmanager
    def act(
        self, title: str, document: str | None = None, *, fixed: bool = False, code_book: bool = False
    ) -> Iterator[None]:
        """Make one act of all that is changed inside: it is committed, undone and redone as a whole.

        One inside another is a part of it. A `fixed` act is recorded, but never undone. An act that changes nothing
        but tags or known names is one on the code book; with `code_book`, also one that changes what has the tags.
        """
        with self._database.transaction():
            if self._act is not None:
                yield
                return
            self._act = self._begin(title, document, inverts=None)
            try:
                yield
                if self._ends(self._act) and not fixed:
                    self._settle(self._act, document, code_book=code_book)
            finally:
                self._act = None

    def change(self, kind: Kind, thing: str, fields: Fields) -> bool:
        """Change fields of a thing, inside an act, and say whether any was another before."""
        keeper = self.keepers[kind]
        present = keeper.fields(thing)
        after = {name: value for name, value in fields.items() if present[name] != value}
        if not after:
            return False
        keeper.write(thing, after)
        self._record(kind, thing, {name: present[name] for name in after}, after)
        return True

    def made(self, kind: Kind, thing: str) -> None:
        """Record that a thing has been made, inside an act."""
        self._record(kind, thing, None, self.keepers[kind].fields(thing))

    def confirm(self, kind: Kind, thing: str, field: str) -> None:
        """Record, inside an act, that the reader has said of a thing's field that it is as it should be."""
        present = {field: self.keepers[kind].fields(thing)[field]}
        self._record(kind, thing, present, present)

    def _begin(self, title: str, document: str | None, inverts: int | None) -> int:
        number = self._database.next_number("acts")
        row = {
            "id": number,
            "title": shown_line(title),
            "author": self._author,
            "at": now(),
            "document": document,
            "code_book": 0,
            "inverts": inverts,
            "state": "fixed",
        }
        self._database.insert("acts", row)
        return number

    def _ends(self, act: int) -> bool:
        """Return whether an act did anything; one that did not is forgotten."""
        did = self._database.row("SELECT 1 FROM events WHERE act = ?", act) is not None
        if not did:
            self._database.run("DELETE FROM acts WHERE id = ?", act)
        return did

    def _settle(self, act: int, document: str | None, *, code_book: bool) -> None:
        """Make an act one that can be undone."""
        if not code_book:
            kinds = self._database.rows("SELECT DISTINCT kind FROM events WHERE act = ?", act)
            code_book = {row["kind"] for row in kinds} <= {"tag", "name"}
        code_book = code_book and document is None
        # What was undone where this act can be seen cannot be redone on top of it.
        if code_book:
            undone = self._database.rows("SELECT id FROM acts WHERE state = 'undone'")
        else:
            undone = self._database.rows(
                f"SELECT id FROM acts WHERE state = 'undone' AND {_IN_VIEW}",  # noqa: S608 - a constant
                document,
            )
        for row in undone:
            self._set(row["id"], state="dropped")
        self._set(act, state="done", code_book=int(code_book))

    def _record(self, kind: Kind, thing: str, before: Fields | None, after: Fields) -> None:
        if self._act is None:
            raise RuntimeError("a change outside an act")
        row = {
            "id": self._database.next_number("events"),
            "act": self._act,
            "kind": kind,
            "thing": thing,
            "before": None if before is None else msgspec.json.encode(before).decode(),
            "after": msgspec.json.encode(after).decode(),
        }
        self._database.insert("events", row)

    # taking back

    def undo(self, document_id: str | None = None) -> Act | None:
        """Take back the last act and return it, or None if there is none.

        Raises UndoConflict if what it did has been changed since; it is then passed over by the next call.
        """
        return self._turn(document_id, "done", "undone")

    def redo(self, document_id: str | None = None) -> Act | None:
        """Do again the act that was undone last and return it, or None. Raises UndoConflict like `undo`."""
        return self._turn(document_id, "undone", "done")

    def acts(self, document_id: str | None = None, limit: int = 100) -> tuple[Act, ...]:
        """Return the last acts, newest first: all, or those that `undo` of a document would meet."""
        with self._database.snapshot():
            rows = self._database.rows(
                f"SELECT * FROM acts WHERE inverts IS NULL AND (?1 IS NULL OR {_IN_VIEW}) ORDER BY id DESC LIMIT ?2",  # noqa: S608 - a constant
                document_id,
                limit,
            )
            return tuple(_act(row) for row in rows)

    def _turn(
        self, document: str | None, state: Literal["done", "undone"], turned: Literal["done", "undone"]
    ) -> Act | None:
        if self._act is not None:
            raise RuntimeError("an undo inside an act")
        with self._database.transaction():
            row = self._next(document, state)
            if row is None:
                return None
            conflict = self._try_to_turn(row, turned)
        if conflict is not None:
            raise UndoConflict(f"“{row['title']}” cannot be {turned if state == 'done' else 'redone'}: {conflict}")
        return _act({**row, "state": turned})

    def _next(self, document: str | None, state: Literal["done", "undone"]) -> Any:
        """Return the act to undo, the last one, or the one to redo, the first of those undone."""
        order = "DESC" if state == "done" else "ASC"
        return self._database.row(
            f"SELECT * FROM acts WHERE state = ?2 AND {_IN_VIEW} ORDER BY id {order} LIMIT 1",  # noqa: S608 - constants
            document,
            state,
        )

    def _try_to_turn(self, row: Any, turned: Literal["done", "undone"]) -> UndoConflict | None:
        number = row["id"]
        try:
            with self._database.transaction():
                if turned == "undone":
                    self._invert(number, row["document"])
                else:
                    undoing = self._database.value("SELECT max(id) FROM acts WHERE inverts = ?", number)
                    self._invert(undoing, row["document"])
                self._set(number, state=turned)
        except UndoConflict as conflict:
            self._set(number, state="fixed" if turned == "undone" else "dropped")
            return conflict
        return None

    def _invert(self, act: int, document: str | None) -> None:
        title = self._database.value("SELECT title FROM acts WHERE id = ?", act)
        self._act = self._begin(title, document, inverts=act)
        try:
            for event in self._database.rows("SELECT * FROM events WHERE act = ? ORDER BY id DESC", act):
                if event["hash"] != seal(event):
                    raise UndoConflict("the record of it is damaged, see `briefreader doctor`")
                self._invert_event(event["kind"], event["thing"], event["before"], event["after"])
        except BrokenRule as error:
            raise UndoConflict(str(error)) from error
        finally:
            self._act = None

    def _invert_event(self, kind: Kind, thing: str, before: str | None, after: str) -> None:
        keeper = self.keepers[kind]
        present = keeper.fields(thing)
        expected: Fields = msgspec.json.decode(after)
        back: Fields = {"deleted": now()} if before is None else msgspec.json.decode(before)
        # A thing that was made may have got another time stamp, and another place in a new revision, since.
        free = {"modified", "placement"} if before is None else {"modified"}
        if any(present[name] != value for name, value in expected.items() if name not in free):
            raise UndoConflict(f"the {kind} has been changed since")
        if before is None and keeper.relied_on(thing):
            raise UndoConflict(f"the {kind} is in use by now")
        self.change(kind, thing, back)

    def _set(self, act: int, **fields: object) -> None:
        self._database.update("acts", "id", act, fields)


def _act(row: Any) -> Act:
    return Act(
        id=row["id"],
        title=row["title"],
        at=row["at"],
        author=row["author"],
        document=row["document"],
        undone=row["state"] in ("undone", "dropped"),
    )
