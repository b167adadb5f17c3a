"""Every change is an event, events are grouped into acts, and an act is taken back by its inverse.

`undo` of a document goes back through the acts on that document and those on the code book and on known names, which
all documents share; `undo` without a document through all that belongs to no one document: these, the library, imports.
`undo_act` takes back any one act, as long as no later act that stands has changed the same. Taking in a document by
itself is recorded, but not undone.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, Literal, Protocol

import msgspec

from annotations.model import Value
from annotations.store.database import Database, now, seal
from annotations.store.errors import BrokenRule, UndoConflict, UnknownAct
from annotations.store.standing import FREE, Fields, Kind, Past, mentioning, past_of
from annotations.text import clean, shown_line

Way = Literal["undone", "redone"]
_IN_VIEW: Final = "(document IS ?1 OR code_book)"
"""Whether `undo` meets an act; ?1 is a document's id, or null."""
_DONE_LAST: Final = (
    "ifnull((SELECT max(r.id) FROM acts AS u JOIN acts AS r ON r.inverts = u.id WHERE u.inverts = acts.id), acts.id)"
)
_UNDONE_LAST: Final = "(SELECT max(u.id) FROM acts AS u WHERE u.inverts = acts.id)"
"""When an act was done, or undone, last: the id of the act that did so."""


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
        self._checks: dict[Kind, Callable[[], None]] = {}
        self._act: int | None = None
        self._passed: set[int] = set()
        """Acts that `undo` could not take back, and passes over."""

    def keep(self, kind: Kind, keeper: Keeper, check: Callable[[], None] | None = None) -> None:
        """Say who keeps the things of a kind; `check` raises BrokenRule where they do not go together any more."""
        self.keepers[kind] = keeper
        if check is not None:
            self._checks[kind] = check

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
        return self._turn_next(document_id, "undone")

    def redo(self, document_id: str | None = None) -> Act | None:
        """Do again the act that was undone last and return it, or None. Raises UndoConflict like `undo`."""
        return self._turn_next(document_id, "redone")

    def undo_act(self, act: int) -> Act:
        """Take back the act of that id, whatever was done since, and return it.

        Raises UndoConflict, with the act that stands in the way if one does: a later one that changed the same, or
        needs what this one made. Raises UnknownAct.
        """
        return self._turn_one(act, "undone")

    def redo_act(self, act: int) -> Act:
        """Do again an act that was undone, however long ago, and return it. Raises UndoConflict and UnknownAct."""
        return self._turn_one(act, "redone")

    def acts(self, document_id: str | None = None, limit: int = 100) -> tuple[Act, ...]:
        """Return the last acts, newest first: all, or those that `undo` of a document would meet."""
        with self._database.snapshot():
            rows = self._database.rows(
                f"SELECT * FROM acts WHERE inverts IS NULL AND (?1 IS NULL OR {_IN_VIEW}) ORDER BY id DESC LIMIT ?2",  # noqa: S608 - a constant
                document_id,
                limit,
            )
            return tuple(act_of(row) for row in rows)

    def last(self) -> int:
        """Return the id of the last act, undoing and redoing included; 0 if there is none."""
        return int(self._database.value("SELECT ifnull(max(id), 0) FROM acts"))

    def _turn_next(self, document: str | None, way: Way) -> Act | None:
        with self._turning():
            row = self._next(document, way)
            if row is None:
                return None
            conflict = self._try_to_turn(row, way)
            if conflict is not None and way == "redone":
                self._set(row["id"], state="dropped")
        if conflict is not None:
            self._passed.add(row["id"])
            raise conflict
        return act_of({**row, "state": _STATES[way]})

    def _turn_one(self, act: int, way: Way) -> Act:
        with self._turning():
            row = self._database.row("SELECT * FROM acts WHERE id = ? AND inverts IS NULL", act)
            if row is None:
                raise UnknownAct(f"{act}: no such act in the history")
            if row["state"] == "fixed":
                raise UndoConflict(f"“{row['title']}” is only recorded: it cannot be {way}")
            if (row["state"] == "done") != (way == "undone"):
                raise UndoConflict(f"“{row['title']}” is {'undone' if way == 'undone' else 'done'} already")
            conflict = self._try_to_turn(row, way)
        if conflict is not None:
            raise conflict
        self._passed.clear()
        return act_of({**row, "state": _STATES[way]})

    @contextmanager
    def _turning(self) -> Iterator[None]:
        if self._act is not None:
            raise RuntimeError("an undo inside an act")
        with self._database.transaction():
            yield

    def _next(self, document: str | None, way: Way) -> Any:
        """Return the act to undo, the one done last, or the one to redo, the one undone last."""
        state, last = ("done", _DONE_LAST) if way == "undone" else ("undone", _UNDONE_LAST)
        return self._database.row(
            f"SELECT * FROM acts WHERE state = ?2 AND {_IN_VIEW} AND id NOT IN (SELECT value FROM json_each(?3)) "  # noqa: S608 - constants
            f"ORDER BY {last} DESC LIMIT 1",
            document,
            state,
            msgspec.json.encode(sorted(self._passed) if way == "undone" else []).decode(),
        )

    def _try_to_turn(self, row: Any, way: Way) -> UndoConflict | None:
        """Take an act back or do it again, or return why not: then nothing is changed."""
        act = row["id"]
        inverted = act
        if way == "redone":
            inverted = self._database.value("SELECT max(id) FROM acts WHERE inverts = ?", act)
        try:
            with self._database.transaction():
                self._act = self._begin(row["title"], row["document"], inverts=inverted)
                try:
                    self._invert(act, inverted, way)
                except BrokenRule as error:
                    taken = isinstance(error.__cause__, sqlite3.IntegrityError)
                    raise UndoConflict("another has its name or its key by now" if taken else str(error)) from error
                finally:
                    self._act = None
                self._set(act, state=_STATES[way])
        except UndoConflict as conflict:
            return UndoConflict(f"“{row['title']}” cannot be {way}: {conflict}", conflict.act)
        return None

    def _invert(self, act: int, inverted: int, way: Way) -> None:
        """Take back what the act `inverted` did, which is `act` itself or the one that undid it."""
        things = self._database.rows("SELECT DISTINCT kind, thing FROM events WHERE act = ?", act)
        pasts = [past_of(self._database, row["kind"], row["thing"]) for row in things]
        for past in pasts:
            if (other := past.in_the_way(act)) is not None:
                raise UndoConflict(f"the {past.kind} has been changed since by “{other.title}”", other.act)
            maker = past.maker()
            if way == "redone" and maker is not None and maker.act != act and not maker.stands:
                raise UndoConflict(f"it builds on “{maker.title}”, which is undone", maker.act)
        for event in self._database.rows("SELECT * FROM events WHERE act = ? ORDER BY id DESC", inverted):
            if event["hash"] != seal(event):
                raise UndoConflict("the record of it is damaged, see `briefreader doctor`")
            self._invert_event(act, event["kind"], event["thing"], event["before"], event["after"])
        for past in pasts:
            self._mend_time(past, past.modified(act, stands=way == "redone"))
        for kind in self._checks.keys() & {past.kind for past in pasts}:
            self._checks[kind]()

    def _invert_event(self, act: int, kind: Kind, thing: str, before: str | None, after: str) -> None:
        keeper = self.keepers[kind]
        present = keeper.fields(thing)
        expected: Fields = msgspec.json.decode(after)
        back: Fields = {"deleted": now()} if before is None else msgspec.json.decode(before)
        # A thing that was made may have got another place in a new revision since.
        free = FREE | {"placement"} if before is None else FREE
        if any(present[name] != value for name, value in expected.items() if name not in free):
            raise UndoConflict(self._why_another(act, kind, thing, expected, present))
        if before is None and keeper.relied_on(thing):
            user = mentioning(self._database, act, thing)
            raise UndoConflict(f"the {kind} is in use by now{_by(user)}", None if user is None else user["id"])
        self.change(kind, thing, {name: value for name, value in back.items() if name not in FREE})

    def _why_another(self, act: int, kind: Kind, thing: str, expected: Fields, present: Fields) -> str:
        """Return why a thing is not as the act left it, though no later act that stands has changed it."""
        base = past_of(self._database, kind, thing).base_of(act)
        if base is not None and not base.stands:
            return f"it builds on “{base.title}”, which is undone"
        place, now_at = expected.get("placement"), present.get("placement")
        if place and now_at and place["revision"] != now_at["revision"]:
            return "the text has been changed since"
        return f"the {kind} has been changed since"

    def _mend_time(self, past: Past, modified: str | None) -> None:
        if modified is not None:
            self.change(past.kind, past.thing, {"modified": modified})

    def _set(self, act: int, **fields: object) -> None:
        self._database.update("acts", "id", act, fields)


_STATES: Final[Mapping[Way, str]] = {"undone": "undone", "redone": "done"}


def _by(row: Any) -> str:
    return "" if row is None else f" by “{row['title']}”"


def act_of(row: Any) -> Act:
    """Return an act from its row."""
    return Act(
        id=row["id"],
        title=row["title"],
        at=row["at"],
        author=row["author"],
        document=row["document"],
        undone=row["state"] in ("undone", "dropped"),
    )
