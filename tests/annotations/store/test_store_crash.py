"""Nothing that was acknowledged is lost: killed while writing, two programs at once, a disk that is full."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotations.model import Document
from annotations.store import Draft, Store, StoreBusy, StoreFull, open_store
from annotations.store import database as database_module

ROOT = Path(__file__).parents[3]
TEXT = "Governor Okoro said that 36 people were missing. Twelve vessels wait in the strait. " * 20

WRITER = """
import sys
from annotations.store import Draft, open_store
path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open_store(path, author=name) as store:
    document = store.documents.find("a")
    for n in range(count):
        with store.act(f"{name} {n}", document):
            tag = store.codebook.ensure(f"{name}/{n}")
            (made,) = store.annotations.create(document, [Draft(start=n, end=n + 9, note=f"{name} {n}")])
            store.annotations.change([made.id], tags=(tag.id,))
        print(made.id, flush=True)
"""

LAUNCH = """
import sys, time
from annotations.model import Document
from annotations.store import open_store
import sqlite_utils
while time.time() < float(sys.argv[2]):
    pass
with open_store(sys.argv[1]) as store:
    print(len(store.codebook.tags()), store.documents.add(Document.of("The same text.", source="a")).outcome)
"""

FILL = """
import os, resource, sys
from annotations.store import Draft, StoreError, open_store
with open_store(sys.argv[1]) as store:
    document = store.documents.find("a")
    size = os.path.getsize(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40_000, size + 40_000))
    kept = 0
    try:
        while True:
            store.annotations.create(document, [Draft(start=0, end=40, note="word " * 200)])
            kept += 1
    except StoreError as error:
        print(type(error).__name__)
        print(error)
    print(kept, len(store.annotations.of(document)))
"""


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> str:
    told, errors = process.communicate(timeout=60)
    assert not errors
    assert process.returncode == 0
    return told


@pytest.fixture
def filled(path: Path) -> Path:
    with open_store(path) as store:
        store.documents.add(Document.of(TEXT, source="a"))
    return path


def sound(store: Store, acknowledged: set[str]) -> set[str]:
    """Check that everything acknowledged is there, whole, and return what is there."""
    annotations = store.annotations.of(store.documents.find("a"))
    for annotation in annotations:
        (tag,) = annotation.tags
        assert store.codebook.path(tag) == annotation.note.replace(" ", "/")
    ids = {annotation.id for annotation in annotations}
    assert acknowledged <= ids
    assert store.doctor() == ()
    return ids


@pytest.mark.parametrize("acts", [1, 2, 5, 9, 14])
def test_killed_while_writing_nothing_acknowledged_is_lost(filled: Path, acts: int) -> None:
    process = start(WRITER, filled, "w", 10_000)
    assert process.stdout is not None
    acknowledged = [process.stdout.readline().strip() for _ in range(acts)]
    time.sleep(0.0007 * acts)  # somewhere inside an act: they take about as long
    process.send_signal(signal.SIGKILL)
    rest = process.communicate()[0].splitlines(keepends=True)
    acknowledged += [line.strip() for line in rest if line.endswith("\n")]
    with open_store(filled) as store:
        there = sound(store, set(acknowledged))
        assert len(there) - len(acknowledged) in (0, 1)  # one may have been committed, but not yet told
        assert store.history.undo(store.documents.find("a")) is not None


def test_a_hot_journal_is_rolled_back(filled: Path) -> None:
    """What a power cut leaves: pages written in part, and the journal that restores them."""
    script = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("PRAGMA cache_spill = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE documents SET title = 'torn'")
connection.execute("UPDATE tags SET description = hex(zeroblob(9000))")
os._exit(9)
"""
    before = filled.read_bytes()
    process = start(script, filled)
    process.communicate()
    assert Path(f"{filled}-journal").exists()
    assert filled.read_bytes() != before
    with open_store(filled) as store:
        assert store.documents.all()[0].title == ""
        assert store.doctor() == ()
    assert not Path(f"{filled}-journal").exists()


def test_two_programs_write_at_once_and_nothing_is_lost(filled: Path) -> None:
    processes = [start(WRITER, filled, name, 40) for name in ("one", "two")]
    acknowledged = {id for process in processes for id in finish(process).split()}
    assert len(acknowledged) == 80
    with open_store(filled) as store:
        assert sound(store, acknowledged) == acknowledged
        undone = 0
        while store.history.undo(store.documents.find("a")):
            undone += 1
        assert undone == 80
        assert len(store.codebook.tags()) == 9


def test_first_launches_at_once_make_one_store(path: Path) -> None:
    at = time.time() + 1.2
    told = [finish(process) for process in [start(LAUNCH, path, at) for _ in range(4)]]
    assert sorted(told) == ["9 known\n"] * 3 + ["9 new\n"]
    with open_store(path) as store:
        assert store.doctor() == ()


def test_a_program_that_reads_sees_what_another_has_written(filled: Path) -> None:
    with open_store(filled, author="one") as one, open_store(filled, author="two") as two:
        document = one.documents.find("a")
        (made,) = one.annotations.create(document, [Draft(start=0, end=4)])
        assert two.annotations.of(document) == (made,)
        two.annotations.change([made.id], note="by two")
        undone = one.history.undo(document)
        assert undone is not None
        assert undone.author == "two"
        assert one.annotations.of(document) == (made,)


def test_who_waits_too_long_is_told_so_and_nothing_is_changed(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "PATIENCE", 0.2)
    with open_store(filled) as one, open_store(filled) as two:
        document = one.documents.find("a")
        with one.act("Slow", document):
            with pytest.raises(StoreBusy, match="another program"):
                two.annotations.create(document, [Draft(start=0, end=4)])
            assert two.annotations.of(document) == ()
        two.annotations.create(document, [Draft(start=0, end=4)])
        assert len(one.annotations.of(document)) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="limits of file sizes are a thing of POSIX")
def test_a_full_disk_is_told_in_one_line_and_leaves_the_store_whole(filled: Path) -> None:
    kind, line, kept = finish(start(FILL, filled)).splitlines()
    assert kind == StoreFull.__name__
    assert line.startswith(f"{filled}: ")
    made, there = map(int, kept.split())
    assert made == there > 0
    with open_store(filled) as store:
        assert len(store.annotations.of(store.documents.find("a"))) == made
        assert store.doctor() == ()
        store.annotations.create(store.documents.find("a"), [Draft(start=0, end=4)])


def test_a_disk_that_is_full_at_the_first_start_leaves_no_half_store(path: Path) -> None:
    script = """
import resource, sys
from annotations.store import StoreError, open_store
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    open_store(sys.argv[1])
except StoreError as error:
    print(type(error).__name__)
"""
    assert finish(start(script, path)).strip() == StoreFull.__name__
    with open_store(path) as store:
        assert len(store.codebook.tags()) == 9
        assert store.doctor() == ()


def test_a_store_belongs_to_the_thread_that_opened_it(store: Store) -> None:
    import sqlite3
    import threading

    told: list[BaseException] = []

    def elsewhere() -> None:
        try:
            store.documents.all()
        except sqlite3.ProgrammingError as error:
            told.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert "thread" in str(told[0])
