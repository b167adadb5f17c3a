"""The history as it is read: who did what when, with what each act changed from what to what."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from annotations.model import Value
from annotations.store.database import Database
from annotations.store.errors import UnknownAct
from annotations.store.history import Act, act_of
from annotations.store.standing import Fields, Kind

_LEFT_OUT: Final = frozenset({"modified", "position", "at"})
"""Fields that say nothing to a reader, or follow from the others."""
_NAMES: Final[Mapping[Kind, str]] = {
    "document": "SELECT ifnull(nullif(title, ''), source) FROM documents WHERE id = ?",
    "annotation": "SELECT exact FROM annotations_placed WHERE id = ?",
    "tag": "SELECT name FROM tags WHERE id = ?",
    "name": "SELECT text FROM names WHERE id = ?",
}


class Entry(Value, frozen=True, kw_only=True):
    """An act as it is listed. `title` is of the document it was done in, `turned` when it was last undone or redone.

    One that is `fixed` is only recorded: it cannot be undone.
    """

    act: Act
    title: str = ""
    changes: int
    fixed: bool = False
    turned: str | None = None
    turned_by: str = ""


class Change(Value, frozen=True, kw_only=True):
    """What an act did to one thing: the fields before and after as they are read; before is None where it was made.

    `name` is what the thing is called now: an annotation's words, a tag's name, a document's title. `document` and
    `start` are where an annotation stands now, if it has a place.
    """

    kind: Kind
    thing: str
    name: str
    document: str | None = None
    start: int | None = None
    before: Mapping[str, str] | None
    after: Mapping[str, str]


class Log:
    """Reads the history of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def entries(
        self,
        document: str | None = None,
        annotation: str | None = None,
        *,
        since: str | None = None,
        until: str | None = None,
        limit: int = 500,
    ) -> tuple[Entry, ...]:
        """Return acts, newest first: all, those on a document or what is in it, or those on an annotation.

        `since` and `until` are times in UTC, as in 2026-01-31T00:00:00Z, `until` exclusive.
        """
        with self._database.snapshot():
            rows = self._database.rows(
                "SELECT a.*, ifnull(nullif(d.title, ''), ifnull(d.source, '')) AS document_title, "
                "(SELECT count(*) FROM events AS e WHERE e.act = a.id) AS changes "
                "FROM acts AS a LEFT JOIN documents AS d ON d.id = a.document WHERE a.inverts IS NULL "
                "AND (?1 IS NULL OR a.document = ?1 OR EXISTS (SELECT 1 FROM events AS e LEFT JOIN annotations AS n "
                "ON n.id = e.thing WHERE e.act = a.id AND (e.thing = ?1 OR n.document = ?1))) "
                "AND (?2 IS NULL OR a.id IN (SELECT act FROM events WHERE thing = ?2)) "
                "AND (?3 IS NULL OR a.at >= ?3) AND (?4 IS NULL OR a.at < ?4) ORDER BY a.id DESC LIMIT ?5",
                document,
                annotation,
                since,
                until,
                limit,
            )
            return tuple(self._entry(row) for row in rows)

    def changes(self, act: int, limit: int = 200) -> tuple[Change, ...]:
        """Return what an act changed, at most so many things of it. Raises UnknownAct."""
        with self._database.snapshot():
            if self._database.row("SELECT 1 FROM acts WHERE id = ?", act) is None:
                raise UnknownAct(f"{act}: no such act in the history")
            rows = self._database.rows("SELECT * FROM events WHERE act = ? ORDER BY id LIMIT ?", act, limit)
            paths = self._paths()
            return tuple(self._change(row, paths) for row in rows)

    def _entry(self, row: Any) -> Entry:
        turned = self._database.row(
            "SELECT at, author FROM acts WHERE id = (SELECT max(r.id) FROM acts AS r WHERE r.inverts = ?1 OR r.inverts "
            "IN (SELECT u.id FROM acts AS u WHERE u.inverts = ?1))",
            row["id"],
        )
        return Entry(
            act=act_of(row),
            title=row["document_title"],
            changes=row["changes"],
            fixed=row["state"] == "fixed",
            turned=turned["at"] if turned else None,
            turned_by=turned["author"] if turned else "",
        )

    def _change(self, event: Any, paths: Mapping[str, str]) -> Change:
        kind, thing = event["kind"], event["thing"]
        placed = None
        if kind == "annotation":
            placed = self._database.row("SELECT document, start_offset FROM annotations_placed WHERE id = ?", thing)
        before = event["before"]
        return Change(
            kind=kind,
            thing=thing,
            name=self._name(kind, thing),
            document=placed["document"] if placed else thing if kind == "document" else None,
            start=placed["start_offset"] if placed else None,
            before=None if before is None else self._read(msgspec.json.decode(before), paths),
            after=self._read(msgspec.json.decode(event["after"]), paths),
        )

    def _read(self, fields: Fields, paths: Mapping[str, str]) -> dict[str, str]:
        """Return fields as they are read: tags by their paths, passages by their words; "" for what is not there."""
        return {name: self._value(name, value, paths) for name, value in fields.items() if name not in _LEFT_OUT}

    def _value(self, name: str, value: Any, paths: Mapping[str, str]) -> str:
        if value is None:
            return ""
        match name:
            case "tags":
                return ", ".join(_paths_of(value, paths))
            case "parent":
                return paths.get(value, "")
            case "selector":
                return str(self._database.value("SELECT exact FROM selectors WHERE id = ?", value) or "")
            case "links":
                return ", ".join(f"{kind} “{self._name('annotation', to)}”" for kind, to in value)
            case "placement":
                place = "" if value["start"] is None else f" {value['start']}-{value['end']}"
                return f"{value['kind']}{place}"
        return str(value)

    def _name(self, kind: Kind, thing: str) -> str:
        return str(self._database.value(_NAMES[kind], thing) or "")

    def _paths(self) -> dict[str, str]:
        """Return all tags as they are written, those that were removed too."""
        rows = {row["id"]: row for row in self._database.rows("SELECT id, name, parent FROM tags")}

        def path(id: str, depth: int = 0) -> str:
            row = rows[id]
            above = row["parent"]
            inside = above in rows and depth < len(rows)
            return f"{path(above, depth + 1)}/{row['name']}" if inside else str(row["name"])

        return {id: path(id) for id in rows}


def _paths_of(tags: Iterable[str], paths: Mapping[str, str]) -> list[str]:
    return [paths.get(tag, tag) for tag in tags]
