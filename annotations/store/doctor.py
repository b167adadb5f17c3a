"""Whether the store is as it was written, and what to do where it is not.

SQLite's own check sees the structure of the file, but most flipped bits change content: those, the rows' hashes find.
What follows from the rest (the search index, the place of a passage in a new text) is made anew where it is wrong, as
long as nothing is damaged.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final, Literal

import msgspec

from annotations.model import Value
from annotations.store import placements
from annotations.store.database import Database
from annotations.store.errors import DamagedStore, ReadOnlyStore, StoreError
from annotations.store.history import Keeper
from annotations.store.schema import SEALED, SEARCHED
from annotations.store.standing import Fields, Kind
from annotations.text import shown_line

_SHOWN: Final = 5
"""Damaged rows of a table that are named one by one."""
_WAY_OUT: Final = "go back to a copy of the file, or take what can be read into a new store with export and import"


class Finding(Value, frozen=True, kw_only=True):
    """Something that is not as it should be, in one line, and the way out; what was `mended` needs none."""

    severity: Literal["damage", "mended"]
    what: str
    way_out: str = ""


def examine(database: Database, keepers: Mapping[Kind, Keeper]) -> tuple[Finding, ...]:
    """Look at everything and return what was found: nothing, if the store is sound. It may take seconds."""
    events = partial(_events, keepers=keepers)
    found = _all((_structure, _definitions, _references, _rows, _texts, _passages, events), database)
    return tuple(found or _all((_placements, _indexes), database))


def _all(checks: Sequence[Callable[[Database], Iterator[Finding]]], database: Database) -> list[Finding]:
    """Return what the checks find; what cannot be read is a finding too."""
    found: list[Finding] = []
    for check in checks:
        try:
            found.extend(check(database))
        except ReadOnlyStore:
            continue  # nothing can be mended there
        except StoreError as error:
            found.append(_damage(shown_line(str(error))))
        except Exception as error:  # whatever a row holds that none should hold
            found.append(_damage(shown_line(f"{type(error).__name__}: {error}")))
    return found


def _damage(what: str) -> Finding:
    return Finding(severity="damage", what=what, way_out=_WAY_OUT)


def _structure(database: Database) -> Iterator[Finding]:
    for row in database.each("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield _damage(f"the structure of the file: {row[0]}")


def _definitions(database: Database) -> Iterator[Finding]:
    for what in database.changed_definitions():
        yield _damage(what)


def _references(database: Database) -> Iterator[Finding]:
    for row in database.each("PRAGMA foreign_key_check"):
        yield _damage(f"{row['table']}: row {row['rowid']} refers to a row of {row['parent']} that is not there")


def _rows(database: Database) -> Iterator[Finding]:
    for table in SEALED:
        changed = list(database.changed_rows(table))
        for key in changed[:_SHOWN]:
            yield _damage(f"{table}: row {shown_line(key)} is not as it was written")
        if len(changed) > _SHOWN:
            yield _damage(f"{table}: {len(changed) - _SHOWN} more rows are not as they were written")


def _texts(database: Database) -> Iterator[Finding]:
    for row in database.each("SELECT document, number, sha256, text FROM revisions"):
        if hashlib.sha256(row["text"].encode("utf-8")).hexdigest() != row["sha256"]:
            yield _damage(f"document {row['document']}: the text of revision {row['number']} does not fit its hash")


def _passages(database: Database) -> Iterator[Finding]:
    """Every place lies in the text, and an exact one has the words that were marked."""
    revision, text = None, ""
    for row in database.each(
        "SELECT p.annotation, p.revision, p.kind, p.start_offset, p.end_offset, s.exact, s.revision AS marked "
        "FROM placements AS p JOIN annotations AS a ON a.id = p.annotation JOIN selectors AS s ON s.id = a.selector "
        "WHERE p.start_offset IS NOT NULL ORDER BY p.revision"
    ):
        if row["revision"] != revision:
            revision = row["revision"]
            text = database.value("SELECT text FROM revisions WHERE id = ?", revision) or ""
        start, end = row["start_offset"], row["end_offset"]
        if not 0 <= start <= end <= len(text):
            yield _damage(f"annotation {row['annotation']}: its place lies outside the text")
        elif row["kind"] == "exact" and revision >= row["marked"] and text[start:end] != row["exact"]:
            yield _damage(f"annotation {row['annotation']}: its place does not have the words that were marked")


def _events(database: Database, keepers: Mapping[Kind, Keeper]) -> Iterator[Finding]:
    """All events, one after the other, lead to what there is now."""
    told: dict[tuple[Kind, str], Fields] = {}
    for event in database.each("SELECT kind, thing, after FROM events ORDER BY id"):
        told.setdefault((event["kind"], event["thing"]), {}).update(msgspec.json.decode(event["after"]))
    for (kind, thing), fields in told.items():
        present = keepers[kind].fields(thing)
        differing = [name for name, value in fields.items() if not _agree(name, value, present[name])]
        if differing:
            yield _damage(f"{kind} {thing}: its history does not lead to its {', '.join(differing)}")


def _agree(name: str, told: Any, present: Any) -> bool:
    if name == "placement" and told["revision"] != present["revision"]:
        return True  # placed anew in a later text, which is no event of its own
    return bool(told == present)


def _placements(database: Database) -> Iterator[Finding]:
    for row in database.rows(
        "SELECT DISTINCT a.document FROM annotations_placed AS a WHERE NOT EXISTS "
        "(SELECT 1 FROM placements AS p WHERE p.annotation = a.id AND p.revision = a.revision_id)"
    ):
        with database.transaction():
            placements.place_all(database, row["document"])
        yield Finding(severity="mended", what=f"document {row['document']}: annotations without a place were placed")


def _indexes(database: Database) -> Iterator[Finding]:
    for index, _, table, _ in SEARCHED:
        try:
            with database.transaction():
                # The rank makes FTS5 compare the index with the rows that it covers.
                database.run(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
        except DamagedStore:
            with database.transaction():
                database.run(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608
            yield Finding(severity="mended", what=f"the search index of {table} was stale, and was made anew")
