"""A passage of a file with CR LF, emoji, combining marks and words from right to left is the same in every format."""

import csv
import io
import itertools
import json
import re
from pathlib import Path

import html5lib
import pytest
from lxml import etree
from markdown_it import MarkdownIt

from annotations.exchange import FORMATS, Export, export_of
from annotations.exchange.archive import unpacked
from annotations.sources import load
from annotations.store import Draft, open_store

RAW = "\ufeff👩‍👩‍👧 left.\r\n\r\nCafe\u0301 Zoë,\r\nאמר שלום\r\nand هي 🇫🇷 too.\r\n"
PASSAGES = ("👩‍👩‍👧", "Cafe\u0301 Zoë,\nאמר", "שלום", "هي 🇫🇷", "too")


@pytest.fixture
def export(tmp_path: Path) -> Export:
    path = tmp_path / "odd.txt"
    path.write_bytes(RAW.encode())
    document = load(str(path))
    with open_store(tmp_path / "one.db") as store:
        id = store.documents.add(document).id
        starts = [(document.text.index(words), words) for words in PASSAGES]
        store.annotations.create(id, [Draft(start=start, end=start + len(words)) for start, words in starts])
        return export_of(store)


def written(name: str, export: Export) -> bytes:
    write = FORMATS[name].write
    assert write is not None
    return write(export)


def files(name: str, export: Export) -> dict[str, str]:
    write = FORMATS[name].write_files
    assert write is not None
    return {path.rpartition(".")[2]: content.decode() for path, content in write(export).items()}


def test_tables_tell_places_in_the_text(export: Export) -> None:
    text = export.documents[0].text
    rows = csv.DictReader(io.StringIO(written("csv", export).decode("utf-8-sig"), newline=""))
    assert [text[int(row["start"]) : int(row["end"])] for row in rows] == list(PASSAGES)


def test_brat(export: Export) -> None:
    made = files("brat", export)
    found = re.findall(r"^T\d+\t\w+ (\S+ .*?)\t", made["ann"], re.MULTILINE)
    words = [[made["txt"][slice(*map(int, part.split()))] for part in places.split(";")] for places in found]
    assert ["\n".join(parts) for parts in words] == list(PASSAGES)


def test_refi_qda(export: Export) -> None:
    project = unpacked(written("qdpx", export))
    (text,) = (raw.decode() for name, raw in project.items() if name.endswith(".txt"))
    passages = etree.fromstring(project["project.qde"]).iter("{*}PlainTextSelection")
    assert [text[int(p.get("startPosition")) : int(p.get("endPosition"))] for p in passages] == list(PASSAGES)


def test_stix(export: Export) -> None:
    notes = [made for made in json.loads(written("stix", export))["objects"] if made["type"] == "note"]
    places = [extension for note in notes for extension in note["extensions"].values()]
    assert [export.documents[0].text[place["start"] : place["end"]] for place in places] == list(PASSAGES)


def test_reports_and_notes_show_the_words(export: Export) -> None:
    page = html5lib.parse(written("html", export).decode(), namespaceHTMLElements=False)
    assert ["".join(mark.itertext()) for mark in page.iter("mark")] == list(PASSAGES)
    tokens = MarkdownIt().parse(files("markdown", export)["md"].partition("\n---\n")[2])
    quoted = [
        after.content
        for token, after in itertools.pairwise(tokens)
        if token.type == "paragraph_open" and token.level == 1
    ]
    assert quoted == list(PASSAGES)
