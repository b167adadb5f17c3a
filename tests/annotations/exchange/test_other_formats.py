"""Tables for spreadsheets and programs; and that each format says what it is."""

import csv
import io
import json
from pathlib import Path

import pytest

from annotations.exchange import FORMATS, Export, export_of
from annotations.model import Document
from annotations.store import Draft, open_store

TEXT = "=1+2 said Ana Reis.\n\n# The minister\tleft <b>early</b>.\n"


@pytest.fixture
def export(tmp_path: Path) -> Export:
    with open_store(tmp_path / "one.db", author="Lena") as store:
        id = store.documents.add(Document.of(TEXT, title="A *report*", source="/in/a_b.txt", published="2025-05-06")).id
        tags = (store.codebook.ensure("claim").id, store.codebook.ensure("claim/sum").id)
        drafts = [Draft(start=0, end=18, tags=tags, note="-2+3\n- @SUM(A1)"), Draft(start=4, end=40, note="\tx")]
        store.annotations.create(id, drafts)
        other = store.documents.add(Document.of("Words.\n", title="A report", source="/in/c.txt")).id
        store.annotations.create(other, [Draft(start=0, end=5)])
        return export_of(store)


def written(name: str, export: Export) -> str:
    write = FORMATS[name].write
    assert write is not None
    return write(export).decode("utf-8")


def test_csv_has_a_row_for_each_annotation_and_no_formula(export: Export) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", export).removeprefix("\ufeff"), newline="")))
    assert [row["quote"] for row in rows] == ["'=1+2 said Ana Reis", TEXT[4:40], "Words"]
    assert [row["note"] for row in rows] == ["'-2+3\n- @SUM(A1)", "'\tx", ""]
    assert rows[0]["tags"] == "claim, claim/sum"
    assert (rows[0]["title"], rows[0]["source"], rows[0]["published"]) == ("A *report*", "/in/a_b.txt", "2025-05-06")
    assert (rows[0]["start"], rows[0]["end"], rows[0]["author"]) == ("0", "18", "Lena")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_begins_like_a_formula(tmp_path: Path, start: str) -> None:
    with open_store(tmp_path / "one.db", author=f"{start}me") as store:
        id = store.documents.add(Document.of("Words.\n", title=f"{start}title", source=f"{start}source")).id
        store.annotations.create(
            id, [Draft(start=0, end=5, note=f"{start}cmd", tags=(store.codebook.ensure("=t").id,))]
        )
        text = written("csv", export_of(store))
    header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert header[0] == "document"
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for row in rows for cell in row)


def test_json_lines_hold_one_annotation_each(export: Export) -> None:
    rows = [json.loads(line) for line in written("jsonl", export).splitlines()]
    assert [row["quote"] for row in rows] == ["=1+2 said Ana Reis", TEXT[4:40], "Words"]
    assert rows[0]["tags"] == ["claim", "claim/sum"]
    assert rows[0]["document"] == export.documents[0].id
    assert rows[0]["title"] == "A *report*"


def test_each_format_says_what_it_is_and_what_it_leaves_out() -> None:
    for name, format_ in FORMATS.items():
        assert format_.name == name
        assert format_.title
        assert format_.loses or name == "json"
