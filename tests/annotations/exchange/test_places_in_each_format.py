"""A passage is the same words in every format, read with no code of ours: from a file with CR LF, emoji, combining
marks and words from right to left, and where the text has changed since it was marked."""

import csv
import io
import itertools
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest
from lxml import etree
from markdown_it import MarkdownIt

from annotations.exchange import FORMATS, Export, export_of
from annotations.exchange.archive import unpacked
from annotations.model import Document, Placement, PlacementKind
from annotations.sources import load
from annotations.store import Draft, open_store

RAW = "\ufeff👩‍👩‍👧 left.\r\n\r\nCafe\u0301 Zoë,\r\nאמר שלום\r\nand هي 🇫🇷 too.\r\n"
PASSAGES = ["👩‍👩‍👧", "Cafe\u0301 Zoë,\nאמר", "שלום", "هي 🇫🇷", "too"]


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


OLD = "😀 Ana Reis said 36 people died. The port was closed. Nobody was named.\n"
NEW = "😀 Updated. Ana Reis said 41 people died. The harbour shut. Nobody was named.\n"
MARKED = {"36 people": "41 people", "The port was closed": "The harbour shut", "Nobody was named": "Nobody was named"}
"""What was marked, and what stands in its place now: confirmed by the reader, a guess, and unchanged."""


@pytest.fixture
def changed(tmp_path: Path) -> Export:
    old, new = (Document.of(text, title="Report", source="/in/report.txt") for text in (OLD, NEW))
    kinds: tuple[PlacementKind, ...] = ("moved", "review", "moved")
    with open_store(tmp_path / "two.db", author="Lena") as store:
        id = store.documents.add(old).id
        drafts = [Draft(start=OLD.index(words), end=OLD.index(words) + len(words), label="PERSON") for words in MARKED]
        made = store.annotations.create(id, [*drafts, Draft(start=2, end=5, note="orphan")])
        store.documents.add(new)
        for annotation, words, kind in zip(made[:-1], MARKED.values(), kinds, strict=True):
            start = NEW.index(words)
            store.annotations.place(annotation.id, Placement(kind=kind, start=start, end=start + len(words)))
        store.annotations.place(made[-1].id, Placement(kind="orphan", start=None, end=None))
        return export_of(store)


def written(name: str, export: Export) -> bytes:
    write = FORMATS[name].write
    assert write is not None
    return write(export)


def files(name: str, export: Export) -> dict[str, str]:
    write = FORMATS[name].write_files
    assert write is not None
    return {path.rpartition(".")[2]: content.decode() for path, content in write(export).items()}


# what another program takes out of the text of a file


def of_json(export: Export) -> Iterator[str]:
    (document,) = json.loads(written("json", export))["documents"]
    for annotation in (a for a in document["annotations"] if a["placement"] != "orphan"):
        yield document["text"][annotation["start"] : annotation["end"]]


def of_brat(export: Export) -> Iterator[str]:
    made = files("brat", export)
    for places in re.findall(r"^T\d+\t\w+ (\S+ .*?)\t", made["ann"], re.MULTILINE):
        yield "\n".join(made["txt"][slice(*map(int, part.split()))] for part in places.split(";"))


def of_doccano(export: Export) -> Iterator[str]:
    line = json.loads(written("doccano", export))
    for start, end, _ in line["label"]:
        yield line["text"][start:end]


def of_prodigy(export: Export) -> Iterator[str]:
    line = json.loads(written("prodigy", export))
    for span in line["spans"]:
        tokens = line["tokens"][span["token_start"] : span["token_end"] + 1]
        yield "".join(token["text"] + " " * token["ws"] for token in tokens).removesuffix(" ")
        assert line["text"][span["start"] : span["end"]] == line["text"][tokens[0]["start"] : tokens[-1]["end"]]


def of_label_studio(export: Export) -> Iterator[str]:
    (task,) = json.loads(written("label-studio", export))
    units = task["data"]["text"].encode("utf-16-le")
    for part in task["annotations"][0]["result"]:
        value = part["value"]
        yield units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le")
        assert value["text"] == units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le")


def of_qdpx(export: Export) -> Iterator[str]:
    project = unpacked(written("qdpx", export))
    (text,) = (raw.decode() for name, raw in project.items() if name.endswith(".txt"))
    for passage in etree.fromstring(project["project.qde"]).iter("{*}PlainTextSelection"):
        words = text[int(passage.get("startPosition")) : int(passage.get("endPosition"))]
        yield words
        assert passage.get("name") == words.replace("\n", " ")


def of_w3c(export: Export) -> Iterator[str]:
    (document,) = export.documents
    for item in json.loads(written("w3c", export))["first"]["items"]:
        quote, *place = item["target"]["selector"]
        for at in place:
            yield document.text[at["start"] : at["end"]]
            assert quote["exact"] == document.text[at["start"] : at["end"]]


def of_spacy(export: Export) -> Iterator[str]:
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import DocBin

    (doc,) = DocBin().from_bytes(written("spacy", export)).get_docs(spacy.blank("en").vocab)
    for span in doc.spans["sc"]:
        yield span.text
        assert doc.text[span.start_char : span.end_char] == span.text


def of_stix(export: Export) -> Iterator[str]:
    notes = [made for made in json.loads(written("stix", export))["objects"] if made["type"] == "note"]
    for place in (extension for note in notes for extension in note["extensions"].values() if "start" in extension):
        yield export.documents[0].text[place["start"] : place["end"]]


def of_csv(export: Export) -> Iterator[str]:
    for row in csv.DictReader(io.StringIO(written("csv", export).decode("utf-8-sig"), newline="")):
        if row["start"]:
            yield export.documents[0].text[int(row["start"]) : int(row["end"])]
            assert (row["now"] or row["quote"]) == export.documents[0].text[int(row["start"]) : int(row["end"])]


def of_jsonl(export: Export) -> Iterator[str]:
    for row in map(json.loads, written("jsonl", export).splitlines()):
        if row["start"] is not None:
            yield export.documents[0].text[row["start"] : row["end"]]
            assert (row["now"] or row["quote"]) == export.documents[0].text[row["start"] : row["end"]]


def of_html(export: Export) -> Iterator[str]:
    page = html5lib.parse(written("html", export).decode(), namespaceHTMLElements=False)
    return ("".join(mark.itertext()) for mark in page.iter("mark"))


SPANS: dict[str, Callable[[Export], Iterator[str]]] = {
    "json": of_json,
    "brat": of_brat,
    "doccano": of_doccano,
    "prodigy": of_prodigy,
    "label-studio": of_label_studio,
    "qdpx": of_qdpx,
    "w3c": of_w3c,
    "spacy": of_spacy,
    "stix": of_stix,
    "csv": of_csv,
    "jsonl": of_jsonl,
    "html": of_html,
}
NAMES: list[Any] = [pytest.param(name, marks=[pytest.mark.heavy] if name == "spacy" else []) for name in SPANS]


def test_each_format_with_passages_is_tried() -> None:
    assert {*SPANS, "markdown", "qdc"} == set(FORMATS)


@pytest.mark.parametrize("name", NAMES)
def test_odd_passages_of_a_file_with_cr_lf(name: str, export: Export) -> None:
    assert list(SPANS[name](export)) == PASSAGES


@pytest.mark.parametrize("name", NAMES)
def test_passages_of_a_changed_text_are_what_stands_there_now(name: str, changed: Export) -> None:
    assert list(SPANS[name](changed)) == list(MARKED.values())


# formats that show words


def quoted(note: str) -> list[str]:
    """Return the words of the quotations of a Markdown note."""
    tokens = MarkdownIt().parse(note.partition("\n---\n")[2])
    return [
        after.content
        for token, after in itertools.pairwise(tokens)
        if token.type == "paragraph_open" and token.level == 1
    ]


def test_notes_quote_odd_passages(export: Export) -> None:
    assert quoted(files("markdown", export)["md"]) == PASSAGES


SHOWN = ["41 people", "The port was closed", "Nobody was named", "Ana"]
"""What a reader is shown: a guess is beside what was marked, and what is lost is as it was."""


def test_a_report_shows_what_stands_there_and_what_it_was(changed: Export) -> None:
    page = html5lib.parse(written("html", changed).decode(), namespaceHTMLElements=False)
    items = ["".join(item.itertext()) for item in page.iterfind(".//ol[@class='notes']/li")]
    assert [item.find("blockquote").text for item in page.iterfind(".//ol[@class='notes']/li")] == SHOWN
    assert "was: “36 people”" in items[0]
    assert "perhaps now: “The harbour shut”" in items[1]
    assert not any("was:" in item or "perhaps" in item for item in items[2:])


def test_a_note_quotes_what_stands_there_and_says_what_it_was(changed: Export) -> None:
    note = files("markdown", changed)["md"]
    assert quoted(note)[: len(SHOWN)] == SHOWN
    items = [token.content for token in MarkdownIt().parse(note) if token.type == "inline" and token.level == 3]
    assert [item for item in items if "was: " in item or "now: " in item] == [
        "was: “36 people”",
        "perhaps now: “The harbour shut”",
    ]


def test_a_bundle_says_both_and_names_what_stands_there(changed: Export) -> None:
    made = json.loads(written("stix", changed))["objects"]
    notes = [each for each in made if each["type"] == "note"]
    assert [note["abstract"] for note in notes] == SHOWN
    assert notes[0]["content"] == "“41 people”\n\nwas: “36 people”"
    assert notes[1]["content"] == "“The port was closed”\n\nperhaps now: “The harbour shut”"
    assert "41 people" in {each.get("name") for each in made}
    (own,) = notes[0]["extensions"].values()
    assert (own["quote"], own["now"]) == ("36 people", "41 people")


@pytest.mark.parametrize("name", ["csv", "jsonl"])
def test_a_table_has_both_columns(name: str, changed: Export) -> None:
    raw = written(name, changed)
    rows = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")) if name == "csv" else None
    found = [*rows] if rows else [json.loads(line) for line in raw.splitlines()]
    assert [(row["quote"], row["now"] or None) for row in found] == [
        ("36 people", "41 people"),
        ("The port was closed", "The harbour shut"),
        ("Nobody was named", None),
        ("Ana", None),
    ]
    assert list(found[0])[-1] == "now"
