"""doctor finds what was changed behind the program's back, and mends what can be made anew."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotations.model import Document, Link
from annotations.store import DamagedStore, Draft, Finding, Place, Store, StoreError, UndoConflict, open_store

TEXT = "Governor Okoro said that 36 people were missing. Twelve vessels wait in the strait. " * 20


@pytest.fixture
def filled(path: Path) -> Path:
    with open_store(path, author="Ada") as store:
        document = store.documents.add(Document.of(TEXT, title="Port", source="a")).id
        tag = store.codebook.ensure("rumour/online")
        first, second, *_ = store.annotations.create(
            document, [Draft(start=n, end=n + 9, note=f"note {n}", tags=(tag.id,)) for n in range(20)]
        )
        store.annotations.link(first.id, Link(type="see", to=second.id))
        store.annotations.delete([second.id])
        store.documents.add(Document.of("New. " + TEXT, title="Port", source="a"))
        store.history.undo(document)
    return path


def examined(path: Path) -> tuple[Finding, ...]:
    with open_store(path) as store:
        return store.doctor()


def run_sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_a_sound_store_has_no_findings(filled: Path) -> None:
    assert examined(filled) == ()


@pytest.mark.parametrize(
    ("statements", "what"),
    [
        (["UPDATE annotations SET note = 'other' WHERE number = 3"], "annotations: row 3 is not as it was written"),
        (["UPDATE tags SET colour = 'none' WHERE key = '1'"], "tags: row starter-actor is not as it was written"),
        (["UPDATE placements SET start_offset = 9999999, end_offset = 9999999"], "outside the text"),
        (["DROP TRIGGER revisions_never_update", "UPDATE revisions SET text = 'x' || text"], "does not fit its hash"),
        (["DROP TRIGGER events_never_update"], "events_never_update: its definition is missing"),
        (["DROP TRIGGER events_never_delete", "DELETE FROM events"], "is missing"),
        (["DELETE FROM annotation_tags"], "its history does not lead to its tags"),
        (["DROP INDEX tags_key"], "tags_key"),
        (["INSERT INTO annotation_tags VALUES ('nobody', 'nothing', 0, '')"], "refers to a row of annotations"),
        (["DELETE FROM annotations WHERE number = 5"], "refers to a row of annotations that is not there"),
    ],
)
def test_what_another_program_has_changed_is_found(filled: Path, statements: list[str], what: str) -> None:
    run_sql(filled, *statements)
    findings = examined(filled)
    assert any(what in finding.what for finding in findings)
    assert all(finding.severity == "damage" and finding.way_out for finding in findings)
    assert all("\n" not in finding.what for finding in findings)


def loosen(path: Path) -> None:
    """Let the tables of a store hold anything, as flipped bits do."""
    run_sql(
        path,
        "PRAGMA writable_schema = ON",
        "DELETE FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%never%'",
        "UPDATE sqlite_schema SET sql = replace(replace(sql, ') STRICT', ')'), ' NOT NULL', '') WHERE type = 'table'",
    )


@pytest.mark.parametrize(
    ("statement", "read"),
    [
        ("ALTER TABLE acts RENAME COLUMN title TO name", lambda s: s.history.acts()),
        ("UPDATE placements SET start_offset = 'five', end_offset = 'six'", lambda s: s.annotations.of(only(s))),
        ("UPDATE revisions SET text = x'05'", lambda s: s.documents.add(Document.of("Newer.", source="a"))),
        ("UPDATE revisions SET text = x'05'", lambda s: s.search("governor")),
        ("UPDATE revisions SET notices = '[1, 2'", lambda s: s.documents.get(only(s))),
        ("UPDATE documents SET revision = 'one'", lambda s: s.documents.revision(only(s))),
        ("UPDATE places SET letters = '[]'", lambda s: s.documents.place(only(s))),
        (
            "UPDATE tags SET parent = id WHERE name = 'online'",
            lambda s: [s.codebook.path(tag.id) for tag in s.codebook.tags()],
        ),
    ],
)
def test_what_cannot_be_used_because_it_is_damaged_is_one_clear_error(
    filled: Path, statement: str, read: Callable[[Store], object]
) -> None:
    with open_store(filled) as store:
        store.documents.keep_place(only(store), Place(cursor=5))
    loosen(filled)
    run_sql(filled, statement)
    with open_store(filled) as store, pytest.raises(DamagedStore) as refused:
        read(store)
    told = str(refused.value)
    assert told.startswith(f"{filled}: is damaged (")
    assert told.endswith("restore a copy, or try `briefreader doctor`")
    assert "\n" not in told
    assert {finding.severity for finding in examined(filled)} == {"damage"}


def only(store: Store) -> str:
    """The id of the one document there is."""
    (document,) = store.documents.all()
    return document.id


def test_an_error_of_our_own_is_not_put_down_to_the_file(filled: Path) -> None:
    with open_store(filled) as store, pytest.raises(ZeroDivisionError), store.act("Divide"):
        1 / 0  # noqa: B018


def test_a_damaged_record_is_not_undone(filled: Path) -> None:
    run_sql(
        filled, "DROP TRIGGER events_never_update", "UPDATE events SET before = replace(before, 'deleted', 'delated')"
    )
    with open_store(filled) as store:
        document = store.documents.find("a")
        before = store.annotations.of(document)
        with pytest.raises(UndoConflict, match="damaged"):
            store.history.redo(document)
        assert store.annotations.of(document) == before


def test_many_damaged_rows_are_counted(filled: Path) -> None:
    run_sql(filled, "UPDATE annotations SET author = 'Eve'")
    rows = [finding.what for finding in examined(filled) if finding.what.startswith("annotations:")]
    assert len(rows) == 6
    assert rows[-1] == "annotations: 15 more rows are not as they were written"


def test_what_the_immutable_tables_hold_cannot_be_changed(filled: Path) -> None:
    for table in ("revisions", "selectors", "events"):
        for statement in (f"UPDATE {table} SET id = id + 100", f"DELETE FROM {table}"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                run_sql(filled, statement)


def test_a_stale_search_index_is_made_anew(filled: Path) -> None:
    run_sql(filled, "INSERT INTO notes_fts (notes_fts) VALUES ('delete-all')")
    with open_store(filled) as store:
        assert store.search("note") == ()
        (finding,) = store.doctor()
        assert finding.severity == "mended"
        assert len(store.search("note")) == 20
        assert store.doctor() == ()


def test_an_annotation_without_a_place_gets_one(filled: Path) -> None:
    run_sql(filled, "DELETE FROM placements WHERE revision = (SELECT max(id) FROM revisions)")
    with open_store(filled) as store:
        document = store.documents.find("a")
        assert {a.placement.kind for a in store.annotations.of(document)} == {"orphan"}
        assert [finding.severity for finding in store.doctor()] == ["mended"]
        assert {a.placement.kind for a in store.annotations.of(document)} == {"moved"}
        assert store.doctor() == ()


def content(path: Path) -> object:
    """Everything that the store says, as SQLite tells it; None if it tells nothing."""
    tables = ("documents", "revisions", "tags", "selectors", "annotations", "placements", "annotation_tags", "links",
              "acts", "events")  # fmt: skip
    try:
        with closing(sqlite3.connect(path)) as connection:
            return [sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in tables]
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def noticed(path: Path) -> bool:
    """Whether the store is refused, or doctor finds something in it."""
    try:
        return bool(examined(path))
    except StoreError as error:
        return "\n" not in str(error)


def test_no_flipped_bit_changes_what_the_store_says_unnoticed(filled: Path, tmp_path: Path) -> None:
    sound, whole = filled.read_bytes(), content(filled)
    choose = random.Random(1)
    copy = tmp_path / "flipped.db"
    changed = 0
    for _ in range(300):
        at = choose.randrange(len(sound))
        copy.write_bytes(sound[:at] + bytes([sound[at] ^ 1 << choose.randrange(8)]) + sound[at + 1 :])
        if content(copy) != whole:
            changed += 1
            assert noticed(copy), f"a flip at {at}"
    assert changed > 30, "the flips must have met something"
