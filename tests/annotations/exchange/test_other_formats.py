"""Tables for spreadsheets and programs; and that each format says what it is."""

import csv
import io
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from annotations.exchange import FORMATS, Export, export_of, json_format
from annotations.model import Document, Link
from annotations.store import Draft, open_store
from annotations.text import shown
from tests.annotations.exchange.passages import fill, fills

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


FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("start", [*FORMULA, " =", "'=", "''+"])
def test_no_cell_begins_like_a_formula(tmp_path: Path, start: str) -> None:
    with open_store(tmp_path / "one.db", author=f"{start}me") as store:
        id = store.documents.add(Document.of("Words.\n", title=f"{start}title", source=f"{start}source")).id
        store.annotations.create(
            id, [Draft(start=0, end=5, note=f"{start}cmd", tags=(store.codebook.ensure("=t").id,))]
        )
        text = written("csv", export_of(store))
    header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert header[0] == "document"
    assert not any(runs(cell) for row in rows for cell in row)


def runs(cell: str) -> bool:
    """Whether a spreadsheet could take a cell for a formula."""
    return cell.startswith(("\t", "\r", "\n")) or cell.lstrip().startswith(FORMULA)


def bare(cell: str) -> str:
    """Return the words of a cell, as the module's first lines tell how to."""
    return cell[1:] if re.match(r"'+\s*[=+\-@|%＝＋－＠]|'+[\t\r\n]", cell) else cell


def items(cell: str) -> list[str]:
    return next(csv.reader(io.StringIO(bare(cell), newline=""), skipinitialspace=True), [])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fills(), st.lists(st.text(st.sampled_from("'=+-@ \t\n,\"|%aé😀\u202e"), min_size=1), min_size=3, max_size=3))
def test_csv_is_read_back_without_a_loss(documents: list[dict[str, Any]], hostile: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name, open_store(Path(name, "one.db"), author="Lena") as store:
        text, note, tag = hostile
        fill(store, documents)
        id = store.documents.add(Document.of(f"{text}a", source="/in/h.txt")).id
        path = " ".join(tag.split()) or "t"
        drafts = [Draft(start=0, end=len(text), note=note, tags=(store.codebook.ensure(path).id,))]
        (made,) = store.annotations.create(id, drafts)
        (other,) = store.annotations.create(id, [Draft(start=0, end=1)])
        store.annotations.link(made.id, Link(type=f"is {path}", to=other.id))
        export = export_of(store)
    raw = FORMATS["csv"].write
    assert raw is not None
    table = io.StringIO(raw(export).decode("utf-8-sig"), newline="")
    annotations = [(d, a) for d in export.documents for a in d.annotations]
    for row, (document, a) in zip(csv.DictReader(table), annotations, strict=True):
        assert not any(map(runs, row.values()))
        assert [row[name] for name in ("start", "end")] == ["" if n is None else str(n) for n in (a.start, a.end)]
        held = {"title": document.title, "quote": a.quote, "note": a.note, "author": a.author, "label": a.label or ""}
        assert {name: bare(row[name]) for name in held} == {name: shown(value) for name, value in held.items()}
        assert items(row["tags"]) == [shown(tag) for tag in a.tags]
        assert items(row["links"]) == [shown(f"{link.type} {link.to}") for link in a.links]


def test_cells_that_excel_cuts_are_told(export: Export) -> None:
    lost = FORMATS["csv"].lost
    assert lost is not None
    assert lost(export) == ()
    (document, *_) = export.documents
    long = replace(document, annotations=(replace(document.annotations[0], note="😀" * 16_384),))
    now = replace(document, text="😀" * 16_384, annotations=(replace(document.annotations[0], start=0, end=16_384),))
    for documents in ((long,), (now,)):
        assert lost(replace(export, documents=documents)) == (
            "1 cell longer than the 32767 characters that Excel shows",
        )


def test_json_lines_hold_one_annotation_each(export: Export) -> None:
    rows = [json.loads(line) for line in written("jsonl", export).splitlines()]
    schema = json.loads(json_format.schema())
    annotation = {"$ref": "#/$defs/ExportedAnnotation", "$defs": schema["$defs"]}
    for row in rows:
        jsonschema.validate(row, annotation, cls=jsonschema.Draft202012Validator)
    assert [row["quote"] for row in rows] == ["=1+2 said Ana Reis", TEXT[4:40], "Words"]
    assert rows[0]["tags"] == ["claim", "claim/sum"]
    assert rows[0]["document"] == export.documents[0].id
    assert rows[0]["title"] == "A *report*"


def test_each_format_says_what_it_is_and_what_it_leaves_out() -> None:
    for name, format_ in FORMATS.items():
        assert format_.name == name
        assert format_.title
        assert format_.loses


def test_only_the_format_that_is_asked_for_is_loaded() -> None:
    code = "import sys; from annotations.exchange import FORMATS; FORMATS['json']; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "annotations.exchange.json_format" in loaded
    assert "annotations.exchange.html" not in loaded
    assert [FORMATS[name].name for name in FORMATS] == list(FORMATS)
