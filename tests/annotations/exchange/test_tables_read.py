"""Tables read back: our own into a library that has the texts, and those that anybody made."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from annotations.exchange import FORMATS, Export, ExportedAnnotation, Imported, ImportRefused, export_of
from annotations.exchange.intake import take_in
from annotations.exchange.table_reading import read_csv, read_lines
from annotations.model import Document
from annotations.store import Draft, open_store
from annotations.text import shown
from tests.annotations.exchange.passages import fill, fills

TEXT = "Ana Reis left Orsk. 😀 Ana Reis spoke of “=1+2”.\n"


def written(name: str, export: Export) -> bytes:
    write = FORMATS[name].write
    assert write is not None
    return write(export)


def into_another(export: Export, imported: Imported) -> dict[str, ExportedAnnotation]:
    """Return what is there, by id, once an import is in a library with the same texts."""
    with tempfile.TemporaryDirectory() as name, open_store(Path(name, "other.db"), author="Otto") as store:
        for document in export.documents:
            store.documents.add(Document.of(document.text, source=document.source))
        take_in(store, imported, "table")
        assert store.doctor() == ()
        return {a.id: a for document in export_of(store).documents for a in document.annotations}


@pytest.mark.parametrize("name", ["csv", "jsonl"])
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents=fills())
def test_any_table_is_read_where_its_texts_are(name: str, documents: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder, "one.db"), author="Lena") as store:
        fill(store, documents)
        before = export_of(store)
        raw = written(name, before)
        if not any(document.annotations for document in before.documents):
            return
        assert next(f.name for f in FORMATS.values() if f.recognizes and f.recognizes(raw[:4096])) == name
        read = FORMATS[name].read
        assert read is not None
        report = take_in(store, read(raw), "table")
        assert (report.new, report.changed, report.problems) == (0, 0, ())
        assert export_of(store).documents == before.documents
    after = into_another(before, read(raw))
    for annotation in (a for document in before.documents for a in document.annotations):
        links = tuple(link for link in annotation.links if link.to in after)
        expected = replace(annotation, links=tuple(sorted(links, key=str)))
        got = after[annotation.id]
        if name == "csv":
            expected = replace(expected, note=shown(annotation.note), prefix=got.prefix, suffix=got.suffix)
            if annotation.placement != "exact":  # the text, in which a sign that no cell holds still stands, is another
                expected, got = (replace(each, quote=shown(each.quote)) for each in (expected, got))
        assert replace(got, links=tuple(sorted(got.links, key=str))) == expected


def test_what_no_cell_holds_and_what_has_moved_stay_as_they_are(tmp_path: Path) -> None:
    with open_store(tmp_path / "one.db") as store:
        id = store.documents.add(Document.of("Ana said \u2028 and left.", source="/a")).id
        store.annotations.create(id, [Draft(start=4, end=14)])
        store.documents.add(Document.of("Ana, who came, said \u2028 and left.", source="/a"))
        before = export_of(store)
        assert before.documents[0].annotations[0].placement == "moved"
        assert take_in(store, read_csv(written("csv", before)), "a.csv").known == 1
        assert export_of(store).documents == before.documents


@pytest.mark.parametrize("name", ["csv", "jsonl"])
def test_a_table_of_a_text_that_has_changed_since_follows_it(name: str, tmp_path: Path) -> None:
    old, new = "Ana said 36 people died. Nobody left.\n", "On Monday Ana said 41 people died. Nobody left.\n"
    lenas, ottos = (open_store(tmp_path / f"{name}.db", author=name) for name in ("Lena", "Otto"))
    with lenas as lena, ottos as otto:
        for store in (lena, otto):
            id = store.documents.add(Document.of(old, source="/a")).id
        otto.annotations.create(id, [Draft(start=9, end=18), Draft(start=25, end=31)])
        lena.annotations.create(lena.documents.find("/a"), [Draft(start=0, end=3)])
        lena.documents.add(Document.of(new, source="/a"))
        before = export_of(lena)
        for _ in range(2):
            read = FORMATS[name].read
            assert read is not None
            report = take_in(lena, read(written(name, export_of(otto))), "otto")
            assert report.problems == ()
        assert (report.new, report.changed, report.known) == (0, 0, 2)
        ((ana, people, nobody),) = (document.annotations for document in export_of(lena).documents)
    assert ((ana,),) == tuple(document.annotations for document in before.documents)
    assert [new[a.start : a.end] for a in (people, nobody)] == ["41 people", "Nobody"]
    assert [(a.quote, a.placement) for a in (people, nobody)] == [("36 people", "review"), ("Nobody", "moved")]


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    rows = "source;quote;tags;note\r\n/in/a.txt;Orsk;place, claim/x;Said\r\n/in/a.txt;gone;;\r\n/in/b.txt;Orsk;;\r\n"
    with open_store(tmp_path / "one.db", author="Otto") as store:
        store.documents.add(Document.of(TEXT, source="/in/a.txt"))
        for new in (1, 0):
            report = take_in(store, read_csv(rows.encode("utf-8-sig")), "own.csv")
            assert report.new == new
            assert len(report.problems) == 2
            assert "“gone” is not in /in/a.txt" in report.problems[0]
        (annotation,) = export_of(store).documents[0].annotations
    assert (annotation.start, annotation.quote, annotation.tags) == (14, "Orsk", ("place", "claim/x"))
    assert (annotation.note, annotation.origin) == ("Said", "import")


def test_the_place_tells_which_of_the_same_words_are_meant(tmp_path: Path) -> None:
    place = TEXT.rindex("Ana Reis")
    line = f'{{"source": "/in/a.txt", "quote": "Ana Reis", "start": {place}, "end": {place + 8}}}'
    with open_store(tmp_path / "one.db") as store:
        store.documents.add(Document.of(TEXT, source="/in/a.txt"))
        assert take_in(store, read_lines(f"\n{line}\nnonsense\n[]\n".encode()), "a").problems == (
            "line 3: is not JSON: Expecting value, column 1",
            "line 4: it is wrong: expected object, got array",
        )
        assert [a.start for a in export_of(store).documents[0].annotations] == [place]


def test_a_cell_whose_lines_end_in_cr_lf_and_a_document_that_is_not_here(tmp_path: Path) -> None:
    rows = 'source,quote\r\n/in/a.txt,"Orsk.\r\nAna"\r\n/in/b.txt,Orsk\r\n/in/b.txt,Ana\r\n'
    with open_store(tmp_path / "one.db") as store:
        store.documents.add(Document.of("She left Orsk.\nAna stayed.\n", source="/in/a.txt"))
        report = take_in(store, read_csv(rows.encode()), "a.csv")
        assert [a.quote for a in export_of(store).documents[0].annotations] == ["Orsk.\nAna"]
    (problem,) = report.problems
    assert problem == (
        "/in/b.txt: its text is not in the file, and no document here is known to be it: "
        "take it in first, with `briefreader add`, or from JSON, which holds the text"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("By Ana. 41 people died.\n", (8, "36 people", "review")),
        ("Later: by Ana. 41 people died.\n", (15, "36 people", "moved")),
        ("By Ana. 36 people died.\n", (8, "36 people", "moved")),
        ("Then 41 people died, and 36 people before.\n", (25, "36 people", "moved")),
    ],
)
def test_changed_words_are_found_in_a_newer_text_and_in_an_older_one(
    tmp_path: Path, text: str, found: tuple[int, str, str]
) -> None:
    row = '{"source": "/a", "start": 8, "end": 17, "quote": "36 people", "now": "41 people", "placement": "review"}\n'
    with open_store(tmp_path / "one.db") as store:
        store.documents.add(Document.of(text, source="/a"))
        assert take_in(store, read_lines(row.encode()), "a").problems == ()
        ((annotation,),) = (document.annotations for document in export_of(store).documents)
    assert (annotation.start, annotation.quote, annotation.placement) == found


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"quote,tags\na,b\n", "has no column source"),
        (b"\n", "has no column source and no column quote"),
        ("source,quote\né,b\n".encode("latin-1"), "is not UTF-8 .byte 13.: save it as “CSV UTF-8”"),
    ],
)
def test_what_is_no_table_of_annotations_is_refused(raw: bytes, why: str) -> None:
    with pytest.raises(ImportRefused, match=why):
        read_csv(raw)


def test_damaged_rows_are_told() -> None:
    rows = "source,quote,start,end,status,links\ns,q,x,2,,\ns,q,1,2,maybe,\ns,q,-1,2,,\n,q,,,,\n" + '"s,' + "\0" * 9
    imported = read_csv(rows.encode())
    assert [problem.partition(":")[0] for problem in imported.problems[:4]] == ["line 2", "line 3", "line 4", "line 5"]


@pytest.mark.parametrize("name", ["csv", "jsonl"])
def test_a_document_without_a_source_is_known_by_its_id(name: str, tmp_path: Path) -> None:
    with open_store(tmp_path / "one.db") as store:
        for title in ("One", "Two"):
            id = store.documents.add(Document.of(f"{title}. {TEXT}", title=title)).id
            store.annotations.create(id, [Draft(start=0, end=3)])
        before = export_of(store)
        read = FORMATS[name].read
        assert read is not None
        report = take_in(store, read(written(name, before)), "table")
        assert (report.known, report.new, report.problems) == (2, 0, ())
        assert export_of(store).documents == before.documents


@pytest.mark.parametrize("name", ["csv", "jsonl"])
def test_a_table_finds_the_document_that_a_colleague_keeps_elsewhere_by_its_annotations(
    name: str, tmp_path: Path
) -> None:
    lenas, ottos = (open_store(tmp_path / f"{author}.db", author=author) for author in ("Lena", "Otto"))
    with lenas as lena, ottos as otto:
        ours = otto.documents.add(Document.of(TEXT, source="/otto/n.txt")).id
        theirs = lena.documents.add(Document.of(TEXT, source="/lena/n.txt")).id
        lena.annotations.create(theirs, [Draft(start=0, end=8)])
        read = FORMATS[name].read
        assert read is not None
        (problem,) = take_in(otto, read(written(name, export_of(lena))), "lena").problems
        assert "/lena/n.txt: its text is not in the file" in problem
        take_in(otto, Imported((), export_of(lena).documents), "lena.json")
        lena.annotations.create(theirs, [Draft(start=14, end=18)])
        report = take_in(otto, read(written(name, export_of(lena))), "lena")
        assert (report.new, report.known, report.documents, report.problems) == (1, 1, 0, ())
        assert [TEXT[a.selector.start : a.selector.end] for a in otto.annotations.of(ours)] == ["Ana Reis", "Orsk"]
