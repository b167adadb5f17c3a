"""How sure the reader is, and what a source is worth: kept, undone, found again by an older store."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotations.model import Annotation
from annotations.store import BrokenRule, Draft, Store, UnknownAnnotation, open_store

OLD = Path(__file__).with_name("version-2.db.gz")


def judged(annotation: Annotation) -> tuple[object, ...]:
    return annotation.confidence, annotation.reliability, annotation.credibility


@pytest.fixture
def made(store: Store, document: str) -> Annotation:
    (annotation,) = store.annotations.create(document, [Draft(start=0, end=4)])
    return annotation


def test_each_is_said_alone_and_what_is_not_named_stays(store: Store, made: Annotation) -> None:
    assert judged(made) == (None, None, None)
    store.annotations.assess([made.id], confidence="moderate")
    store.annotations.assess([made.id], reliability="B", credibility=2)
    assert judged(store.annotations.get(made.id)) == ("moderate", "B", 2)
    (cleared,) = store.annotations.assess([made.id], credibility=None)
    assert judged(cleared) == ("moderate", "B", None)
    store.annotations.assess([made.id], confidence=None, reliability=None)
    assert judged(store.annotations.get(made.id)) == (None, None, None)
    assert store.doctor() == ()


def test_several_are_judged_in_one_act_and_the_same_once_more_is_none(
    store: Store, document: str, made: Annotation
) -> None:
    (other,) = store.annotations.create(document, [Draft(start=5, end=7, confidence="low", credibility=6)])
    assert judged(other) == ("low", None, 6)
    for _ in range(2):
        store.annotations.assess([made.id, other.id], confidence="high")
    assert next(act.title for act in store.history.acts(document)) == "Assess 2 annotations"
    assert len(store.history.acts(document)) == 3
    store.history.undo(document)
    assert [judged(a) for a in store.annotations.of(document)] == [(None, None, None), ("low", None, 6)]
    store.history.redo(document)
    assert [a.confidence for a in store.annotations.of(document)] == ["high", "high"]


def test_what_is_on_no_scale_is_refused(store: Store, made: Annotation) -> None:
    for wrong in ({"confidence": "sure"}, {"reliability": "G"}, {"credibility": 7}, {"credibility": "x"}):
        with pytest.raises(BrokenRule):
            store.annotations.assess([made.id], **wrong)
    assert store.annotations.get(made.id) == made
    with pytest.raises(UnknownAnnotation):
        store.annotations.assess(["nobody"], confidence="low")


def test_it_can_be_read_beside_the_passage_with_other_tools(store: Store, path: Path, made: Annotation) -> None:
    store.annotations.assess([made.id], reliability="A", credibility=1)
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT quote, confidence, reliability, credibility FROM annotation_list").fetchall()
    assert rows == [("Port", None, "A", 1)]


def test_an_older_store_comes_over_whole_and_takes_judgements(path: Path) -> None:
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    with closing(sqlite3.connect(path)) as old:
        before = old.execute("SELECT * FROM annotations ORDER BY number").fetchall()
    with open_store(path, author="Ada") as store:
        document = store.documents.find("/briefings/strait.txt")
        assert document is not None
        (one,) = store.annotations.of(document)
        (elsewhere,) = store.annotations.of(str(store.documents.find("/briefings/line.txt")))
        assert (judged(one), one.note) == ((None, None, None), "")
        assert [(link.type, link.to) for link in one.links] == [("contradicts", elsewhere.id)]
        assert [a.note for a in store.annotations.of(document, deleted=True)] == ["who"]
        assert store.doctor() == ()
        assert store.history.redo(document) is not None
        assert store.annotations.get(one.id).note == "late"
        store.annotations.assess([one.id], confidence="low")
        while store.history.undo(document):
            pass
        assert store.annotations.of(document) == ()
        assert store.doctor() == ()
    (copy,) = path.parent.glob("library.*.version-2.db")
    with closing(sqlite3.connect(copy)) as kept:
        assert kept.execute("PRAGMA user_version").fetchone() == (2,)
        assert kept.execute("SELECT * FROM annotations ORDER BY number").fetchall() == before
