"""STIX 2.1: what is written is read by the library of the format's makers and passes their validator."""

import json
from pathlib import Path
from typing import Any

import pytest
import stix2
import stix2validator
from hypothesis import HealthCheck, given, settings

from annotations.exchange import Export, export_of
from annotations.exchange.stix import write
from annotations.model import Confidence, Credibility, Document, Link
from annotations.store import Draft, open_store
from tests.annotations.exchange.passages import ODD, fills, stored


@pytest.fixture
def export(tmp_path: Path) -> Export:
    with open_store(tmp_path / "one.db", author="Lena") as store:
        document = Document.of(
            ODD, title="Odd", source="https://news.example/odd", published="2025-05-06", outlet="News"
        )
        id = store.documents.add(document).id
        claim = store.codebook.ensure("claim/sea").id
        one, two, three = store.annotations.create(
            id,
            [
                Draft(start=4, end=16, tags=(claim,), note="Two\nlines\x9b"),
                Draft(start=0, end=3, label="PERSON", origin="machine"),
                Draft(start=ODD.index("هي"), end=ODD.index("🇫🇷") + 2, label="ORG", status="rejected"),
            ],
        )
        store.annotations.link(one.id, Link(type="same event", to=two.id))
        store.annotations.link(two.id, Link(type="é", to=three.id))
        return export_of(store)


def checked(raw: bytes) -> Any:
    """Return a bundle as the library reads it, once the validator has passed it."""
    results = stix2validator.validate_string(raw.decode(), stix2validator.ValidationOptions(version="2.1"))
    assert results.is_valid, [str(error) for error in results.errors]
    return stix2.parse(raw.decode(), version="2.1")


def of(bundle: Any, kind: str) -> list[Any]:
    return [made for made in bundle.objects if made.type == kind]


def test_a_report_refers_to_its_notes(export: Export) -> None:
    bundle = checked(write(export))
    (report,) = of(bundle, "report")
    notes = of(bundle, "note")
    assert len(notes) == 3
    assert {note.id for note in notes} <= set(report.object_refs)
    assert (report.name, str(report.published)[:10]) == ("Odd", "2025-05-06")
    assert report.external_references[0].url == "https://news.example/odd"
    present = {made.id for made in bundle.objects}
    for made in bundle.objects:
        refs = [*made.get("object_refs", ()), *(made[name] for name in made if name.endswith("_ref"))]
        assert set(refs) <= present


def test_notes_say_what_was_marked_and_where(export: Export) -> None:
    bundle = checked(write(export))
    claim = next(note for note in of(bundle, "note") if "lines" in note.content)
    assert claim.labels == ["claim/sea"]
    assert claim.authors == ["Lena"]
    assert claim.content == f"“{ODD[4:16]}”\n\nTwo\nlines\N{REPLACEMENT CHARACTER}"
    (extension,) = json.loads(claim.serialize())["extensions"].values()
    assert (extension["start"], extension["end"], extension["quote"]) == (4, 16, ODD[4:16])


@pytest.mark.parametrize(
    ("confidence", "credibility", "number"),
    [
        ("low", None, 15),
        ("moderate", 1, 50),
        ("high", 5, 85),
        (None, 1, 90),
        (None, 5, 10),
        (None, 6, None),
        (None, None, None),
    ],
)
def test_confidence_is_a_number_by_the_scales_of_the_standard(
    tmp_path: Path, confidence: Confidence | None, credibility: Credibility | None, number: int | None
) -> None:
    with open_store(tmp_path / "one.db") as store:
        id = store.documents.add(Document.of("Words.", title="t")).id
        sure = Draft(start=0, end=5, confidence=confidence, credibility=credibility, reliability="B")
        store.annotations.create(id, [sure])
        (note,) = of(checked(write(export_of(store))), "note")
    assert note.get("confidence") == number
    (extension,) = json.loads(note.serialize())["extensions"].values()
    assert (extension.get("confidence"), extension["reliability"]) == (confidence, "B")
    assert extension.get("credibility") == credibility


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("", None),
        ("/in/a.txt", None),
        ("cve", None),
        ("http://[", None),
        ("https://a b.example/", None),
        ("https://é.example/ü?a=%zz#x", "https://%C3%A9.example/%C3%BC?a=%25zz#x"),
        ('http://a.example/{x}|"<>[]', "http://a.example/%7Bx%7D%7C%22%3C%3E%5B%5D"),
    ],
)
def test_a_report_tells_where_its_text_is_from(tmp_path: Path, source: str, url: str | None) -> None:
    with open_store(tmp_path / "one.db", author=" ") as store:
        id = store.documents.add(Document.of("Words.", title="cve", source=source)).id
        store.annotations.create(id, [Draft(start=0, end=5, note=" ")])
        (report,) = of(checked(write(export_of(store))), "report")
    references = report.get("external_references", ())
    assert [(r.get("url"), r.get("description")) for r in references] == ([(url, source)] if source else [])


def test_an_accepted_name_is_an_identity_and_a_rejected_one_is_not(export: Export) -> None:
    bundle = checked(write(export))
    named = {made.name: made for made in of(bundle, "identity")}
    assert set(named) == {"briefreader", "Zoë"}
    assert named["Zoë"].identity_class == "individual"
    assert [note.abstract for note in of(bundle, "note") if named["Zoë"].id in note.object_refs] == ["Zoë"]


def test_a_note_says_that_its_words_are_gone_or_its_mark_is_no_one_s_judgement(tmp_path: Path) -> None:
    with open_store(tmp_path / "gone.db") as store:
        id = store.documents.add(Document.of("Ana left. Otto stayed at the mill of Orsk.", source="/a")).id
        store.annotations.create(
            id,
            [
                Draft(start=0, end=3, label="PERSON", status="rejected", note="No name"),
                Draft(start=4, end=8, label="EVENT", status="suggested"),
                Draft(start=10, end=41, note="Check"),
            ],
        )
        store.documents.add(Document.of("Ana left.", source="/a"))
        export = export_of(store)
    assert export.documents[0].annotations[2].placement == "orphan"
    assert [note.content for note in of(checked(write(export)), "note")] == [
        "“Ana”\n\nrejected: this mark was judged wrong\n\nNo name",
        "“left”\n\nsuggested: nobody has judged this mark",
        "“Otto stayed at the mill of Orsk”\n\ngone: these words are no longer in the text\n\nCheck",
    ]


def test_links_are_relationships(export: Export) -> None:
    related = {made.relationship_type: made for made in of(checked(write(export)), "relationship")}
    assert set(related) == {"same-event", "e"}
    assert related["same-event"].source_ref.startswith("note--")
    assert related["e"].description == "é"


def test_the_same_export_is_the_same_bundle(export: Export) -> None:
    from msgspec.structs import replace

    assert write(export) == write(replace(export, exported="2031-01-01T00:00:00Z"))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fills())
def test_any_store_makes_a_valid_bundle(documents: list[dict[str, Any]]) -> None:
    export = stored(documents)
    bundle = checked(write(export))
    assert len(of(bundle, "note")) == sum(len(document.annotations) for document in export.documents)
    for note in of(bundle, "note"):
        (extension,) = json.loads(note.serialize())["extensions"].values()
        text = next(d.text for d in export.documents if d.id == extension["document"])
        if extension.get("placement", "exact") == "exact":
            assert text[extension["start"] : extension["end"]] == extension["quote"]
