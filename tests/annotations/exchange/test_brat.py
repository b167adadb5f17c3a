"""brat standoff: read by two parsers that are not ours, and back without a loss."""

import re
import tempfile
from pathlib import Path
from typing import Any

import brat_parser
import pytest
from hypothesis import HealthCheck, given, settings
from pybrat.parser import BratParser

from annotations.exchange import Export, ImportRefused, export_of
from annotations.exchange.archive import packed, unpacked
from annotations.exchange.brat.reading import read, read_files
from annotations.exchange.brat.writing import write_files
from annotations.model import Document, Link
from annotations.store import Draft, Store, open_store
from tests.annotations.exchange.passages import ODD, comes_back, fill, fills, taken


def filled(store: Store) -> Export:
    id = store.documents.add(Document.of(ODD, title="Odd", source="/in/odd.txt", published="2025-05-06")).id
    claim, inner = store.codebook.ensure("claim").id, store.codebook.ensure("claim/sea ship").id
    end = ODD.index("🇫🇷") + 2
    one, two, three = store.annotations.create(
        id,
        [
            Draft(start=4, end=16, tags=(inner, claim), note="Two\nlines"),
            Draft(start=ODD.index("“"), end=end, tags=(claim,), status="suggested"),
            Draft(start=0, end=3, label="PERSON", origin="machine"),
        ],
    )
    store.annotations.link(one.id, Link(type="same event", to=two.id))
    store.annotations.link(two.id, Link(type="Größer!", to=three.id))
    return export_of(store)


def parsed(folder: Path, export: Export) -> tuple[Any, Any, str]:
    """Return a one document export as the two foreign parsers read it, and its text as any program reads it."""
    files = write_files(export)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (stem,) = [name.removesuffix(".ann") for name in files if name.endswith(".ann")]
    text = (folder / f"{stem}.txt").read_bytes().decode()
    (example,) = BratParser(error="ignore").parse(str(folder))
    return example, brat_parser.get_entities_relations_attributes_groups(str(folder / f"{stem}.ann")), text


def test_foreign_parsers_read_marks_relations_and_attributes(store: Store, tmp_path: Path) -> None:
    (tmp_path / "brat").mkdir()
    example, (entities, relations, attributes, _), text = parsed(tmp_path / "brat", filled(store))
    assert text == ODD
    marks = {e.type: e for e in example.entities}
    assert set(marks) == {"claim_sea_ship", "claim", "PERSON"}
    for mark in marks.values():
        assert mark.mention == " ".join(text[span.start : span.end] for span in mark.spans)
    assert len(marks["claim"].spans) == 3  # two line ends and a tab inside
    assert {(r.type, r.arg1.type, r.arg2.type) for r in example.relations} == {
        ("same_event", "claim_sea_ship", "claim"),
        ("Groer", "claim", "PERSON"),
    }
    assert {e.type for e in entities.values()} == set(marks)
    assert len(relations) == 2
    assert {(a.type, entities[a.target].type, a.values) for a in attributes.values()} == {
        ("also_claim", "claim_sea_ship", ()),
        ("status", "claim", ("suggested",)),
        ("origin", "PERSON", ("machine",)),
    }


def test_notes_are_lines_of_brat(store: Store) -> None:
    ann = write_files(filled(store))["odd.ann"].decode()
    for line in ann.split("\n")[:-1]:
        assert re.fullmatch(
            r"T\d+\t[\w-]+ \d+ \d+(;\d+ \d+)*\t[^\t]+|[AR#]\d+\t[\w-]+ \S+( \S+)?(\t[^\t]+)?", line, re.ASCII
        ) or line.startswith(("T", "#"))
        assert len(line.splitlines()) == 1
    assert re.search(r"^#\d+\tAnnotatorNotes T\d+\tTwo lines$", ann, re.MULTILINE)


def test_the_configuration_knows_every_name(store: Store) -> None:
    files = write_files(filled(store))
    configuration = files["annotation.conf"].decode()
    entities = configuration.partition("[relations]")[0].split("\n")
    assert {"claim", "\tclaim_sea_ship", "PERSON", "Marked"} <= set(entities)
    assert entities.index("claim") < entities.index("\tclaim_sea_ship")
    assert "same_event\tArg1:<ENTITY>, Arg2:<ENTITY>" in configuration
    assert "claim_sea_ship | claim/sea ship\n" in files["visual.conf"].decode()


def test_there_and_back_it_is_the_same(store: Store) -> None:
    before = filled(store)
    comes_back(before, read(packed(write_files(before))))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fills())
def test_any_store_is_read_by_a_foreign_parser_and_comes_back(documents: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as name, open_store(Path(name, "one.db"), author="Lena") as store:
        folder = Path(name)
        fill(store, documents)
        before = export_of(store)
        if not before.documents:
            return
        files = write_files(before)
        (folder / "brat").mkdir()
        for path, content in files.items():
            if path.endswith((".txt", ".ann")):
                (folder / "brat" / path).write_bytes(content)
        for example in BratParser(error="ignore").parse(str(folder / "brat")):
            assert isinstance(example.text, str)
            for entity in example.entities:
                words = " ".join(example.text[span.start : span.end] for span in entity.spans)
                assert words.rstrip() == entity.mention.rstrip()
        comes_back(before, read_files(files))


FOREIGN = "Ana Reis left\r\nOrsk on Monday.\r\n"


def foreign(ann: str, text: str = FOREIGN) -> dict[str, bytes]:
    return {"set/a.txt": text.encode(), "set/a.ann": ann.encode()}


def test_a_foreign_set_is_read(tmp_path: Path) -> None:
    ann = (
        "T1\tPERSON 0 8\tAna Reis\r\nT2\tLeave 9 13;15 19\tleft Orsk\nT3\tDay 0 3;23 29\tAna Monday\n"
        "E1\tLeave:T2 Who:T1 When:T3\nR1\tmet_with Arg1:T1 Arg2:T3\nA1\tNegated E1\nA2\tTense E1 Past\n"
        "*\tAlias T1 T3\nN1\tReference T1 wiki:12\tAna R.\n#1\tAnnotatorNotes T1\tWho?\n"
    )
    report, export = taken(tmp_path, read_files(foreign(ann)))
    assert report.problems == ()
    (document,) = export.documents
    assert document.text == "Ana Reis left\nOrsk on Monday.\n"
    quotes = {a.quote: a for a in document.annotations}
    assert set(quotes) == {"Ana Reis", "left\nOrsk", "Ana", "Monday"}
    assert quotes["Ana Reis"].label == "PERSON"
    assert quotes["Ana Reis"].note == "wiki:12 Ana R.\nWho?"
    assert quotes["Ana Reis"].origin == "import"
    assert set(quotes["left\nOrsk"].tags) == {"Leave", "Negated", "Tense/Past"}
    links = {(a.quote, link.type) for a in document.annotations for link in a.links}
    assert links == {
        ("left\nOrsk", "Who"), ("left\nOrsk", "When"), ("Ana Reis", "met with"), ("Ana Reis", "same as"),
        ("Monday", "continues"),
    }  # fmt: skip


def test_a_set_counted_with_one_newline_for_cr_lf_is_read_too() -> None:
    (document,) = read_files(foreign("T1\tPlace 14 18\tOrsk\n")).documents
    assert [(a.start, a.quote) for a in document.annotations] == [(14, "Orsk")]
    (document,) = read_files(foreign("T1\tPlace 15 19\tOrsk\n")).documents
    assert [(a.start, a.quote) for a in document.annotations] == [(14, "Orsk")]


def test_reading_a_foreign_set_twice_changes_nothing(tmp_path: Path) -> None:
    from annotations.exchange.intake import take_in

    imported = read_files(foreign("T1\tPlace 15 19\tOrsk\nT2\tPlace 15 19\tOrsk\n"))
    with open_store(tmp_path / "two.db") as store:
        assert take_in(store, imported, "a").new == 2
        again = take_in(store, imported, "a")
        assert (again.new, again.known, again.documents) == (0, 2, 0)


def test_what_was_changed_in_brat_counts(store: Store, tmp_path: Path) -> None:
    files = dict(write_files(filled(store)))
    ann = files["odd.ann"].decode().replace("Two lines", "Three").replace("PERSON 0 3\tZoë", "claim 0 2\tZo")
    report, after = taken(tmp_path, read_files({**files, "odd.ann": ann.encode()}))
    assert report.problems == ()
    by_quote = {a.quote: a for a in after.documents[0].annotations}
    assert by_quote["Zo"].tags == ("claim",)
    assert any(a.note == "Three" for a in by_quote.values())


@pytest.mark.parametrize(
    ("ann", "problem"),
    [
        ("T1\tX 0 999\tno\n", "line 1: there is no passage from"),
        ("T1\tX 8 0\tno\n", "line 1: there is no passage from"),
        ("hello\n", "line 1 is not understood"),
        ("R1\tx Arg1:T1\n", "line 1 is not understood"),
        ("A1\tx T9\n", "line 1 is not understood, or of a mark that is not there"),
        ("T1\tX " + "9" * 5000 + " 1\tno\n", "line 1 is not understood"),
    ],
)
def test_damage_is_told(ann: str, problem: str) -> None:
    imported = read_files(foreign(ann))
    assert problem in imported.problems[0]
    assert imported.documents[0].annotations == ()


def test_damaged_notes_of_ours_do_no_harm(store: Store, tmp_path: Path) -> None:
    files = dict(write_files(filled(store)))
    ann = re.sub(
        r"(briefreader T1\t).*", r'\1{"id":7,"links":[3],"note":[],"start":-4,"end":"x"}', files["odd.ann"].decode()
    )
    ann = re.sub(r"(briefreader T2\t).*", r"\1{", ann)
    for sidecar in (b"\xff", b'{"document": {"id": 3, "annotations": [1]}, "tags": [{}], "types": 4}', b"[]"):
        damaged = {**files, "odd.ann": ann.encode(), "odd.briefreader.json": sidecar}
        (tmp_path / f"{len(sidecar)}").mkdir()
        report, after = taken(tmp_path / f"{len(sidecar)}", read_files(damaged))
        assert report.new == 3
        assert len(after.documents[0].annotations) == 3


def test_what_is_no_brat_is_refused() -> None:
    with pytest.raises(ImportRefused, match="holds no"):
        read_files({"a.txt": b"text"})
    with pytest.raises(ImportRefused, match=r"there is no a\.txt beside it"):
        read_files({"a.ann": b""})
    with pytest.raises(ImportRefused, match="not UTF-8"):
        read_files({"a.ann": b"", "a.txt": b"\xff"})
    with pytest.raises(ImportRefused, match="no sound ZIP"):
        read(b"PK\x03\x04 nonsense")


def test_a_zip_bomb_and_paths_that_lead_out_are_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    from annotations.exchange import archive

    raw = packed({"../a.txt": b"x", "/b.txt": b"x", "c:/d.txt": b"x", "..\\e.txt": b"x", "in/f.txt": b"x"})
    assert list(unpacked(raw)) == ["in/f.txt"]
    monkeypatch.setattr(archive, "_LARGEST", 1_000_000)
    with pytest.raises(ImportRefused, match="unpacks to more than 1 MB"):
        unpacked(packed({"a.txt": bytes(600_000), "b.txt": bytes(600_000)}))
    monkeypatch.setattr(archive, "_MOST_FILES", 1)
    with pytest.raises(ImportRefused, match="holds 2 files"):
        unpacked(packed({"a.txt": b"", "b.txt": b""}))
