"""The formats that only go out: tables for spreadsheets and programs, notes to read."""

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


def test_markdown_reads_as_the_words_were(export: Export) -> None:
    from markdown_it import MarkdownIt

    write_files = FORMATS["markdown"].write_files
    assert write_files is not None
    files = write_files(export)
    assert list(files) == ["a-report.md", f"a-report-{export.documents[1].id[:8]}.md"]
    tokens = MarkdownIt("commonmark").parse(files["a-report.md"].decode())
    shown = [
        "".join("\n" if child.type == "softbreak" else child.content for child in token.children or ())
        for token in tokens
        if token.type == "inline"
    ]
    assert shown[0] == "A *report*"
    assert "2025-05-06" in shown
    assert "/in/a_b.txt" in shown
    assert "=1+2 said Ana Reis" in shown
    assert "-2+3\n- @SUM(A1)" in shown
    assert "# The minister left" in shown[-2]
    assert not any(token.type in ("html_block", "list_item_open") for token in tokens)


def test_markdown_tells_a_rejected_mark_from_an_accepted_one(tmp_path: Path) -> None:
    with open_store(tmp_path / "one.db") as store:
        id = store.documents.add(Document.of("Tolvaren met Orla Dunne.\n", title="Talks")).id
        rejected = Draft(start=0, end=8, label="GPE", origin="machine", status="rejected")
        store.annotations.create(id, [rejected, Draft(start=13, end=23, label="PERSON", origin="machine")])
        exported = export_of(store)
    write_files = FORMATS["markdown"].write_files
    assert write_files is not None
    page = write_files(exported)["talks.md"].decode()
    assert page == "# Talks\n\n> Tolvaren\n\nGPE (rejected)\n\n> Orla Dunne\n\nPERSON\n"


def test_each_format_says_what_it_is_and_what_it_leaves_out() -> None:
    for name, format_ in FORMATS.items():
        assert format_.name == name
        assert format_.title
        assert format_.loses or name == "json"
