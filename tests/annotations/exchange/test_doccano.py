"""doccano's JSON Lines: fits the form that its manual documents, and comes back without a loss.

doccano's own importer runs only inside its server, with a database; its documented forms stand here as a JSON Schema.
"""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from annotations.exchange import FORMATS, Export, ImportRefused, export_of
from annotations.exchange.doccano import config, read, write
from annotations.model import Document, Link
from annotations.store import Draft, Store
from tests.annotations.exchange.passages import ODD, alike, comes_back, fills, stored, taken

_PLACE = {"type": "integer", "minimum": 0}
_TEXT = {"type": "string", "minLength": 1}
_WORD = {"type": "string", "minLength": 1}
SPANS = {
    "type": "object",
    "required": ["text", "label"],
    "properties": {
        "text": _TEXT,
        "label": {
            "type": "array",
            "items": {"type": "array", "prefixItems": [_PLACE, _PLACE, _WORD], "minItems": 3, "items": False},
        },
        "entities": False,
    },
}
RELATIONS = {
    "type": "object",
    "required": ["text", "entities", "relations"],
    "properties": {
        "text": _TEXT,
        "entities": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "label", "start_offset", "end_offset"],
                "properties": {"id": _PLACE, "label": _WORD, "start_offset": _PLACE, "end_offset": _PLACE},
                "additionalProperties": False,
            },
        },
        "relations": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["from_id", "to_id", "type"],
                "properties": {"id": _PLACE, "from_id": _PLACE, "to_id": _PLACE, "type": _WORD},
                "additionalProperties": False,
            },
        },
        "label": False,
    },
}


def filled(store: Store, *, linked: bool = False) -> Export:
    id = store.documents.add(Document.of(ODD, title="Odd", source="/in/odd.txt", published="2025-05-06")).id
    claim, ship = store.codebook.ensure("claim").id, store.codebook.ensure("claim/sea ship").id
    hebrew = ODD.index("שלום")
    one, two, _ = store.annotations.create(
        id,
        [
            Draft(start=4, end=9, tags=(ship, claim), note="Two\nlines"),
            Draft(start=hebrew, end=hebrew + 4, label="GPE", origin="machine"),
            Draft(start=0, end=3, label="PERSON", origin="machine", status="rejected"),
        ],
    )
    if linked:
        store.annotations.link(one.id, Link(type="same event", to=two.id))
    return export_of(store)


def fits(line: dict[str, Any], form: dict[str, Any]) -> None:
    """Fail unless a line is of a form, and as doccano's classes for import check it: spans are not empty, relations
    are between entities of the line."""
    jsonschema.validate(line, form, cls=jsonschema.Draft202012Validator)
    entities = line.get("entities", ())
    places = [*line.get("label", ()), *((entity["start_offset"], entity["end_offset"]) for entity in entities)]
    assert all(0 <= place[0] < place[1] <= len(line["text"]) for place in places)
    ids = [entity["id"] for entity in entities]
    assert len(set(ids)) == len(ids)
    assert {end for relation in line.get("relations", ()) for end in (relation["from_id"], relation["to_id"])} <= set(
        ids
    )


def lines_of(raw: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in raw.decode("utf-8").split("\n") if line]


def test_spans_are_triples_in_code_points_and_what_is_rejected_is_none(store: Store) -> None:
    export = filled(store)
    (line,) = lines_of(write(export))
    fits(line, SPANS)
    assert {(line["text"][start:end], word) for start, end, word in line["label"]} == {
        ("👩‍👩‍👧", "claim/sea ship"),
        ("👩‍👩‍👧", "claim"),
        ("שלום", "GPE"),
    }
    lost = FORMATS["doccano"].lost
    assert lost is not None
    assert lost(export) == ("1 annotation left out of the spans: rejected or suggested or without a place in the text",)


def test_linked_annotations_are_entities_with_relations(store: Store) -> None:
    (line,) = lines_of(write(filled(store, linked=True)))
    fits(line, RELATIONS)
    words = {e["id"]: line["text"][e["start_offset"] : e["end_offset"]] for e in line["entities"]}
    assert [(r["type"], words[r["from_id"]], words[r["to_id"]]) for r in line["relations"]] == [
        ("same event", "👩‍👩‍👧", "שלום")
    ]


@pytest.mark.parametrize("linked", [False, True])
def test_there_and_back_it_is_the_same(store: Store, linked: bool) -> None:
    before = filled(store, linked=linked)
    comes_back(before, read(write(before)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fills())
def test_any_store_fits_the_form_and_comes_back(documents: list[dict[str, Any]]) -> None:
    before = stored(documents)
    if not before.documents:
        return
    raw = write(before)
    found = lines_of(raw)
    form = RELATIONS if "entities" in found[0] else SPANS
    for line, document in zip(found, before.documents, strict=True):
        fits(line, form)
        places = line.get("label") or [(e["start_offset"], e["end_offset"]) for e in line.get("entities", ())]
        marked = {line["text"][place[0] : place[1]] for place in places}
        placed = [a for a in document.annotations if a.status == "accepted" and a.start is not None]
        assert marked == {document.text[a.start : a.end] for a in placed}
    comes_back(before, read(raw))


def test_what_was_changed_in_doccano_is_taken_in(store: Store, tmp_path: Path) -> None:
    (line,) = lines_of(write(filled(store)))
    line = {"id": 7, "Comments": [], **line}
    line["label"] = [[4, 9, "claim"], [0, 3, "claim/new"], [ODD.index("said"), ODD.index("said") + 4, "PERSON"]]
    report, export = taken(tmp_path, read(json.dumps(line).encode()))
    assert report.problems == ()
    kept = {(a.quote, a.tags, a.label): a for a in export.documents[0].annotations}
    assert set(kept) == {
        ("👩‍👩‍👧", ("claim",), None),
        ("Zoë", ("claim/new",), None),
        ("said", (), "PERSON"),
        ("Zoë", (), "PERSON"),
    }
    assert kept["👩‍👩‍👧", ("claim",), None].note == "Two\nlines"
    assert kept["Zoë", (), "PERSON"].status == "rejected"
    assert kept["said", (), "PERSON"].origin == "import"


def test_foreign_lines_of_every_form_are_read(tmp_path: Path) -> None:
    raw = (
        '{"id": 1, "text": "Ana 😀 left\\r\\nOrsk.", "label": [[0, 3, "PER"], [12, 16, "GPE"]]}\r\n'
        '{"id": 2, "data": "Old words.", "labels": [[0, 3, "age"]]}\n'
        '{"text": "She met him.", "entities": [{"id": 4, "label": "x", "start_offset": 0, "end_offset": 3},'
        ' {"id": 5, "label": "y", "start_offset": 8, "end_offset": 11}],'
        ' "relations": [{"id": 1, "from_id": 4, "to_id": 5, "type": "met"}]}\n'
        '{"text": "Too short.", "label": [[0, 99, "x"]]}\n{"text": 5}\nno line\n'
    ).encode()
    imported = read(raw)
    assert [problem.partition(":")[0] for problem in imported.problems] == ["x", "line 5", "line 6"]
    report, export = taken(tmp_path, imported)
    documents = {d.title: d for d in export.documents}
    first = documents["Ana 😀 left"]
    assert first.text == "Ana 😀 left\nOrsk."
    assert {(a.quote, a.tags, a.label) for a in first.annotations} == {("Ana", ("PER",), None), ("Orsk", (), "GPE")}
    assert [a.tags for a in documents["Old words."].annotations] == [("age",)]
    she, him = documents["She met him."].annotations
    assert [(link.type, link.to) for link in she.links] == [("met", him.id)]
    assert report.documents == 4


def test_reading_the_same_file_again_changes_nothing(store: Store) -> None:
    from annotations.exchange.intake import take_in

    raw = b'{"text": "Ana left.", "label": [[0, 3, "PER"], [0, 3, "PER"]]}\n'
    take_in(store, read(raw), "one")
    before = alike(export_of(store))
    assert take_in(store, read(raw), "two").known == 2
    assert alike(export_of(store)) == before


def test_what_travels_beside_may_come_back_as_a_string(store: Store) -> None:
    before = filled(store)
    (line,) = lines_of(write(before))
    line["briefreader"] = json.dumps(line["briefreader"])
    comes_back(before, read(json.dumps(line).encode()))


@pytest.mark.parametrize("raw", [b"", b"[]", b'{"a": 1}\n', b"\xff\xfe", b'{"text": ' * 9000])
def test_what_is_none_of_doccano_s_is_refused(raw: bytes) -> None:
    with pytest.raises(ImportRefused):
        read(raw)


def test_damaged_data_of_ours_costs_no_span() -> None:
    for own in ("[]", '{"annotations": [{"id": 3}, 4], "document": [], "tags": 5}', '{"document": {"published": 3}}'):
        (document,) = read(
            f'{{"text": "Ana left.", "label": [[0, 3, "PER"]], "briefreader": {own}}}'.encode()
        ).documents
        assert [a.quote for a in document.annotations] == ["Ana"]


def test_the_labels_carry_colours_and_keys(store: Store) -> None:
    store.codebook.change("starter-casualty", colour="#aa0000", key="3")
    found = {label["text"]: label for label in json.loads(config(filled(store)))}
    assert found["casualty"]["background_color"] == "#aa0000"
    assert found["casualty"]["suffix_key"] == "3"
    assert {"claim/sea ship", "GPE"} <= set(found)
