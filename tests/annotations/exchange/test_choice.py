"""What of a store is exported: by document, tag, origin, author, day, or one by one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotations.exchange import Choice, export_of
from annotations.model import Document
from annotations.store import Draft, Store, open_store

TEXT = "Ana Reis left Orsk on Monday.\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "one.db", author="Lena") as opened:
        claim, sum_ = (opened.codebook.ensure(path).id for path in ("claim", "claim/sum"))
        days = ("2025-05-01T23:59:59Z", "2025-05-02T00:00:00Z", "2025-05-03T12:00:00Z")
        one, two, three = (dict[str, Any](created=day, modified=day) for day in days)
        first = opened.documents.add(Document.of(TEXT, title="One", source="/in/one.txt")).id
        drafts = [
            Draft(start=0, end=8, label="PERSON", origin="machine", status="rejected", **one),
            Draft(start=14, end=18, tags=(sum_,), **two),
        ]
        opened.annotations.create(first, drafts)
        second = opened.documents.add(Document.of(f"{TEXT}More.\n", title="Two", source="/in/two.txt")).id
        drafts = [Draft(start=22, end=28, tags=(claim,), origin="import", author="Otto", **three)]
        opened.annotations.create(second, drafts)
        yield opened


@pytest.mark.parametrize(
    ("choice", "quotes"),
    [
        (Choice(), ["Ana Reis", "Orsk", "Monday"]),
        (Choice(tags=("claim",)), ["Orsk", "Monday"]),
        (Choice(tags=("claim/sum",)), ["Orsk"]),
        (Choice(origins=("machine",)), ["Ana Reis"]),
        (Choice(origins=("human", "import")), ["Orsk", "Monday"]),
        (Choice(authors=("Lena",)), ["Ana Reis", "Orsk"]),
        (Choice(authors=("Otto", "")), ["Monday"]),
        (Choice(statuses=("rejected", "suggested")), ["Ana Reis"]),
        (Choice(statuses=("accepted",), origins=("human",)), ["Orsk"]),
        (Choice(since="2025-05-02"), ["Orsk", "Monday"]),
        (Choice(until="2025-05-02"), ["Ana Reis", "Orsk"]),
        (Choice(since="2025-05-02", until="2025-05-02"), ["Orsk"]),
        (Choice(tags=("claim",), origins=("machine",)), []),
        (Choice(annotations=frozenset()), []),
    ],
)
def test_only_what_is_chosen_is_exported(store: Store, choice: Choice, quotes: list[str]) -> None:
    export = export_of(store, choice)
    assert [a.quote for document in export.documents for a in document.annotations] == quotes
    assert all(document.annotations for document in export.documents)


def test_one_by_one_and_named_documents(store: Store) -> None:
    whole = export_of(store)
    (monday,) = (a.id for document in whole.documents for a in document.annotations if a.quote == "Monday")
    chosen = export_of(store, Choice(annotations=frozenset([monday])))
    assert [(d.title, [a.quote for a in d.annotations]) for d in chosen.documents] == [("Two", ["Monday"])]
    first = next(document.id for document in whole.documents if document.title == "One")
    named = export_of(store, Choice(documents=(first,), since="2026-01-01"))
    assert [(d.title, d.annotations) for d in named.documents] == [("One", ())]
