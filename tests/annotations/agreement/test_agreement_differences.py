"""Where annotators differ, and how that is settled, on a real store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.agreement import Difference, differences
from annotations.codebook import paths_of
from annotations.exchange import export_of
from annotations.model import Document
from annotations.store import Draft, Store, open_store

TEXT = "The ferry sank. Twelve people died, police said. Nobody knows why.\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.db", author="Ida") as opened:
        opened.documents.add(Document.of(TEXT, source="/in/a.txt"), id="a")
        yield opened


def mark(store: Store, author: str, words: str, tag: str) -> str:
    start = TEXT.index(words)
    draft = Draft(start=start, end=start + len(words), tags=(store.codebook.ensure(tag).id,), author=author)
    return store.annotations.create("a", [draft])[0].id


def found(store: Store) -> tuple[Difference, ...]:
    paths = paths_of(store.codebook.tags())
    return differences(store.annotations.of("a"), paths, store.deciding.decided("a"))


def test_each_kind_of_difference_and_none_where_all_agree(store: Store) -> None:
    for author in ("Lena", "Otto"):
        mark(store, author, "ferry", "ship")
    mark(store, "Lena", "Twelve people", "casualty")
    mark(store, "Otto", "Twelve people died", "casualty")
    mark(store, "Lena", "police", "source")
    mark(store, "Otto", "police", "actor")
    mark(store, "Otto", "Nobody", "actor")
    told = [(TEXT[d.span.start : d.span.end], d.what, [len(s.annotations) for s in d.sides]) for d in found(store)]
    assert told == [
        ("Twelve people died", "other borders", [1, 1]),
        ("police", "other tags", [1, 1]),
        ("Nobody", "only Otto", [0, 1]),
    ]


def test_who_has_rejected_what_another_accepts_has_said_so(store: Store) -> None:
    mark(store, "Lena", "police", "source")
    refused = mark(store, "Otto", "police", "source")
    store.annotations.change([refused], status="rejected")
    [difference] = found(store)
    assert difference.what == "only Lena"
    assert [[a.selector.exact for a in side.rejected] for side in difference.sides] == [[], ["police"]]


def test_one_annotator_alone_differs_from_nobody(store: Store) -> None:
    mark(store, "Lena", "ferry", "ship")
    assert found(store) == ()
    assert store.deciding.shared() == ()


def test_what_is_decided_is_not_asked_again_until_it_is_undone_or_another_comes(store: Store) -> None:
    mine, yours = mark(store, "Lena", "Twelve people", "casualty"), mark(store, "Otto", "people died", "casualty")
    assert store.deciding.shared() == ("a",)
    store.deciding.decide("a", "Lena's", keep=[mine], reject=[yours])
    assert found(store) == ()
    assert store.annotations.get(yours).status == "rejected"
    assert store.doctor() == ()
    mark(store, "Ada", "died", "casualty")
    assert [d.what for d in found(store)] == ["only Ada"]
    store.history.undo("a")
    store.history.undo("a")
    assert [d.what for d in found(store)] == ["other borders"]
    store.deciding.decide("a", "both", keep=[mine, yours], reject=[])
    assert found(store) == ()
    assert {a.status for d in export_of(store).documents for a in d.annotations} == {"accepted"}
