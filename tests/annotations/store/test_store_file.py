"""The file: what is opened, what is refused and left as it is, what becomes of an older one."""

import ctypes
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotations.model import Document
from annotations.store import DamagedStore, Draft, ForeignFile, NewerStore, ReadOnlyStore, StoreError, open_store
from annotations.store.database import Database
from annotations.store.schema import APPLICATION_ID, STEPS, Run


def run_sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def filled(path: Path) -> Path:
    with open_store(path) as store:
        id = store.documents.add(Document.of("Some words here.", source="a")).id
        store.annotations.create(id, [Draft(start=0, end=4, note="kept")])
    return path


def test_a_new_store_is_made_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "100% öffnen?#.db"
    with open_store(path):
        pass
    assert path.read_bytes().startswith(b"SQLite format 3")
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_the_file_says_whose_it_is_and_is_made_for_safety(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        tables = connection.execute("PRAGMA table_list").fetchall()
    ours = [row for row in tables if row[2] == "table" and not row[1].startswith("sqlite_")]
    assert len(ours) == 15
    assert all(row[5] == 1 for row in ours), "every table is STRICT"
    database = Database(path)
    try:
        assert database.value("PRAGMA synchronous") == 3
        assert database.value("PRAGMA foreign_keys") == 1
    finally:
        database.close()


def test_it_can_be_read_with_other_tools(path: Path, tmp_path: Path) -> None:
    with open_store(path, author="Ada") as store:
        id = store.documents.add(Document.of("Some words here.", title="T", source="a")).id
        tags = tuple(store.codebook.ensure(name).id for name in ("claim", "rumour"))
        store.annotations.create(id, [Draft(start=5, end=10, note="kept", tags=tags), Draft(start=0, end=4)])
        store.annotations.delete([store.annotations.of(id)[0].id])
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        (row,) = connection.execute("SELECT * FROM annotation_list").fetchall()
        assert (row["document_title"], row["quote"], row["tags"], row["note"]) == (
            "T",
            "words",
            "claim, rumour",
            "kept",
        )
        assert connection.execute("PRAGMA foreign_key_list(annotations)").fetchall()


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    path.touch()
    with open_store(path) as store:
        assert len(store.codebook.tags()) == 9


@pytest.mark.parametrize("content", [b"x", b"\n", b"Dear diary,\n" * 900, b"\x00" * 8192, b"SQLite format 3\x00"])
def test_a_file_that_is_no_store_is_refused_and_left(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises((ForeignFile, DamagedStore)) as told:
        open_store(path)
    assert str(path) in str(told.value)
    assert "\n" not in str(told.value)
    assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE mine (x)",),
        ("PRAGMA user_version = 1",),
        ("PRAGMA application_id = 1", "CREATE TABLE mine (x)"),
        ("CREATE TABLE mine (x)", "DROP TABLE mine"),
    ],
)
def test_a_database_of_another_program_is_refused_and_left(path: Path, statements: tuple[str, ...]) -> None:
    run_sql(path, *statements)
    content = path.read_bytes()
    with pytest.raises(ForeignFile):
        open_store(path)
    assert path.read_bytes() == content


def test_a_newer_store_is_refused_and_left(path: Path) -> None:
    filled(path)
    run_sql(path, f"PRAGMA user_version = {len(STEPS) + 1}")
    content = path.read_bytes()
    with pytest.raises(NewerStore, match="newer briefreader"):
        open_store(path)
    assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.95])
def test_a_store_that_was_cut_short_is_refused_and_left(path: Path, keep: float) -> None:
    content = filled(path).read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    content = path.read_bytes()
    with pytest.raises(DamagedStore, match="damaged"):
        open_store(path)
    assert path.read_bytes() == content


def test_a_store_without_one_of_its_tables_is_refused(path: Path) -> None:
    filled(path)
    run_sql(path, "DROP TABLE links")
    with pytest.raises(DamagedStore, match="links"):
        open_store(path)


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="folder"):
        open_store(tmp_path)


@pytest.mark.parametrize("place", ["/proc/no-store-here/library.db", "/dev/null/library.db"])
def test_where_nothing_can_be_made_one_line_says_so(place: str) -> None:
    with pytest.raises(StoreError, match="cannot be opened") as told:
        open_store(place)
    assert "\n" not in str(told.value)


def _annotate(path: Path) -> None:
    with open_store(path) as store:
        store.annotations.create(store.documents.find("a"), [Draft(start=5, end=10)])


_AS_ANOTHER = """
import sys
from pathlib import Path
from annotations.model import Document
from annotations.store import Draft, StoreError, open_store
path = Path(sys.argv[1])
with open_store(path) as store:
    document = store.documents.find("a")
    print([a.note for a in store.annotations.of(document)])
    print([hit.excerpt for hit in store.search("kept")], store.doctor())
    try:
        store.annotations.create(document, [Draft(start=5, end=10)])
    except StoreError as error:
        print(type(error).__name__, len(store.annotations.of(document)))
"""


def without_override() -> None:
    """Drop what lets root write where the permissions say no: CAP_DAC_OVERRIDE, from what an exec may have."""
    if os.geteuid() == 0:
        assert ctypes.CDLL(None).prctl(24, 1, 0, 0, 0) == 0


def as_others_may(path: Path) -> str:
    """Run a script to which the permissions of files apply."""
    try:
        result = subprocess.run(
            [sys.executable, "-c", _AS_ANOTHER, str(path)],
            capture_output=True,
            text=True,
            check=False,
            cwd=Path(__file__).parents[3],
            preexec_fn=without_override,
        )
    except subprocess.SubprocessError:
        pytest.skip("this system does not let root give up its rights")
    assert not result.stderr
    return result.stdout


@pytest.mark.parametrize("lock", [lambda p: p.chmod(0o444), lambda p: p.parent.chmod(0o555)], ids=["file", "folder"])
def test_what_may_not_be_written_can_still_be_read(path: Path, lock: Callable[[Path], None]) -> None:
    filled(path)
    lock(path)
    try:
        told = as_others_may(path).splitlines()
    finally:
        path.parent.chmod(0o755)
    assert told == ["['kept']", "['kept'] ()", f"{ReadOnlyStore.__name__} 1"]
    with open_store(path) as store:
        assert store.doctor() == ()


# older stores


def later_version(run: Run) -> None:
    """Stand for a step that a later version will take."""
    run("ALTER TABLE documents ADD COLUMN language TEXT")


def failing_version(run: Run) -> None:
    run("ALTER TABLE documents ADD COLUMN language TEXT")
    run("INSERT INTO no_such_table VALUES (1)")


def breaking_version(run: Run) -> None:
    run("DELETE FROM placements")
    run("DELETE FROM annotation_tags")
    run("DELETE FROM annotations")
    run("DROP TRIGGER revisions_never_delete")
    run("DELETE FROM revisions")


def test_an_older_store_is_copied_aside_and_brought_up_to_date(path: Path) -> None:
    filled(path)
    before = path.read_bytes()
    database = Database(path, (*STEPS, later_version))
    try:
        assert database.value("PRAGMA user_version") == len(STEPS) + 1
        assert database.value("SELECT count(*) FROM documents WHERE language IS NULL") == 1
    finally:
        database.close()
    (copy,) = (p for p in path.parent.iterdir() if p != path)
    assert copy.name.startswith("library.2")
    assert copy.name.endswith(f".version-{len(STEPS)}.db")
    with open_store(copy) as old:
        assert [a.note for a in old.annotations.of(old.documents.find("a"))] == ["kept"]
        assert old.doctor() == ()
    assert len(copy.read_bytes()) == len(before)
    with pytest.raises(NewerStore):  # for a program that does not know the step
        open_store(path)
    Database(path, (*STEPS, later_version)).close()
    assert len(list(path.parent.iterdir())) == 2, "no copy of a store that is up to date"


@pytest.mark.parametrize("step", [failing_version, breaking_version])
def test_a_step_that_fails_changes_nothing(path: Path, step: Callable[[Run], None]) -> None:
    filled(path)
    with pytest.raises(StoreError):
        Database(path, (*STEPS, step))
    with open_store(path) as store:
        assert [a.note for a in store.annotations.of(store.documents.find("a"))] == ["kept"]
        assert store.doctor() == ()


def test_a_copy_never_takes_the_place_of_another(path: Path) -> None:
    for _ in range(2):
        filled(path)
        Database(path, (*STEPS, later_version)).close()
        path.unlink()
    assert len(list(path.parent.glob(f"library.*.version-{len(STEPS)}*.db"))) == 2


def test_a_store_in_wal_mode_is_opened_whole_and_made_safe_when_nobody_else_has_it(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("PRAGMA wal_autocheckpoint = 0")
        other.execute(
            "INSERT INTO documents SELECT 'late', title, byline, outlet, 'b', published, revision, added, "
            "deleted, hash FROM documents"
        )
        other.commit()
        database = Database(path, (*STEPS, later_version))
        assert database.value("SELECT count(*) FROM documents") == 2
        database.close()
        (copy,) = path.parent.glob(f"library.*.version-{len(STEPS)}.db")
        with closing(sqlite3.connect(copy)) as old:
            assert old.execute("SELECT count(*) FROM documents").fetchone() == (2,)
    database = Database(path, (*STEPS, later_version))
    assert database.value("PRAGMA journal_mode") == "delete"
    assert database.value("SELECT count(*) FROM documents") == 2
    database.close()


def test_reading_does_not_load_what_only_writing_needs(path: Path) -> None:
    code = """
import sys
from annotations.store import open_store
with open_store(sys.argv[1]) as store:
    print(len(store.annotations.of(store.documents.find("a"))), len(store.search("words")), len(store.codebook.tags()))
print("sqlite_utils" in sys.modules)
"""
    command = [sys.executable, "-c", code, str(filled(path))]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])
    assert told.stdout == "1 1 9\nFalse\n"
