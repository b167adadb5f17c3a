"""Label Studio's tasks: right in UTF-16, passed by Label Studio's own library, and back without a loss."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, assume, given, settings

from annotations.exchange import Export, ImportRefused, export_of
from annotations.exchange.intake import take_in
from annotations.exchange.label_studio import config, read, write
from annotations.model import Document, Link
from annotations.store import Draft, Store
from tests.annotations.exchange.passages import ODD, alike, comes_back, fills, stored, taken


def filled(store: Store) -> Export:
    id = store.documents.add(Document.of(ODD, title="Odd", source="/in/odd.txt", published="2025-05-06")).id
    claim, ship = store.codebook.ensure("claim").id, store.codebook.ensure("claim/sea ship").id
    hebrew = ODD.index("שלום")
    one, two, three, _ = store.annotations.create(
        id,
        [
            Draft(start=4, end=9, tags=(ship, claim), note="Two\nlines"),
            Draft(start=hebrew, end=hebrew + 4, label="GPE", origin="machine"),
            Draft(start=ODD.index("té"), end=len(ODD) - 1, label="ORG", origin="machine", status="suggested"),
            Draft(start=0, end=3, label="PERSON", origin="machine", status="rejected"),
        ],
    )
    store.annotations.link(one.id, Link(type="same event", to=two.id))
    store.annotations.link(one.id, Link(type="supports", to=three.id))
    return export_of(store)


def regions(text: str, result: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what a program in JavaScript takes out of the text for each region."""
    units = text.encode("utf-16-le")
    for part in result:
        if part["type"] != "relation":
            value = part["value"]
            yield units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le"), part


def test_regions_are_right_in_utf_16(store: Store) -> None:
    (task,) = json.loads(write(filled(store)))
    assert task["data"]["text"] == ODD
    (annotation,), (prediction,) = task["annotations"], task["predictions"]
    found = [*regions(ODD, annotation["result"])]
    assert [(words, part["type"], part["value"].get("labels")) for words, part in found] == [
        ("👩‍👩‍👧", "labels", ["claim/sea ship", "claim"]),
        ("👩‍👩‍👧", "textarea", None),
        ("שלום", "labels", ["GPE"]),
    ]
    assert found[1][1]["value"]["text"] == ["Two\nlines"]
    (relation,) = (part for part in annotation["result"] if part["type"] == "relation")
    assert (relation["labels"], relation["from_id"], relation["to_id"]) == (
        ["same event"],
        found[0][1]["id"],
        found[2][1]["id"],
    )
    assert [words for words, _ in regions(ODD, prediction["result"])] == [ODD[ODD.index("té") : -1]]


def test_there_and_back_it_is_the_same(store: Store) -> None:
    before = filled(store)
    comes_back(before, read(write(before)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fills())
def test_any_store_comes_back(documents: list[dict[str, Any]]) -> None:
    before = stored(documents)
    if not before.documents:
        return
    raw = write(before)
    for task in json.loads(raw):
        for made in (*task.get("annotations", ()), *task.get("predictions", ())):
            for words, part in regions(task["data"]["text"], made["result"]):
                if part["type"] == "labels":
                    assert words == part["value"]["text"]
    comes_back(before, read(raw))


def test_what_was_done_in_label_studio_is_taken_in(store: Store, tmp_path: Path) -> None:
    (task,) = json.loads(write(filled(store)))
    first, _, hebrew, _ = task["annotations"][0]["result"]
    suggested = task["predictions"][0]["result"][0]
    first["value"]["labels"] = ["claim/new"]
    new = {**hebrew, "id": "Xy_1", "value": {"start": 0, "end": 3, "labels": ["PERSON"]}}
    note = {"id": "Xy_1", "from_name": "note", "to_name": "text", "type": "textarea", "value": {"text": ["who", "?"]}}
    relation = {"type": "relation", "from_id": "Xy_1", "to_id": first["id"], "direction": "bi", "labels": ["met"]}
    accepted = {**suggested, "id": "Xy_2"}
    done = {"id": 5, "completed_by": {"email": "ana@example.org"}, "result": [first, new, note, relation, accepted]}
    cancelled = {"was_cancelled": True, "result": [hebrew]}
    task["annotations"] = [done, cancelled]
    report, export = taken(tmp_path, read(json.dumps({"id": 9, **task}).encode()))
    assert report.problems == ()
    kept = {(a.quote, a.tags, a.label, a.status): a for a in export.documents[0].annotations}
    assert set(kept) == {
        ("👩‍👩‍👧", ("claim/new",), None, "accepted"),
        ("Zoë", (), "PERSON", "accepted"),
        (ODD[ODD.index("té") : -1], (), "ORG", "accepted"),
        ("Zoë", (), "PERSON", "rejected"),
    }
    changed = kept["👩‍👩‍👧", ("claim/new",), None, "accepted"]
    assert changed.note == ""
    assert [(link.type, link.to) for link in changed.links if link.type != "met"] == [("supports", suggested["id"])]
    zoe = kept["Zoë", (), "PERSON", "accepted"]
    assert (zoe.note, zoe.author, zoe.origin) == ("who\n?", "ana@example.org", "import")
    assert [link.type for link in zoe.links] == ["met"]


def test_foreign_tasks_are_read_too(tmp_path: Path) -> None:
    region = {"id": "a", "from_name": "x", "to_name": "y", "type": "labels"}
    tasks = [
        {
            "id": 1,
            "data": {"body": "😀 Ana left\r\nOrsk. 😀", "n": 5},
            "annotations": [
                {
                    "result": [
                        {**region, "value": {"start": 13, "end": 17, "text": "Orsk", "labels": ["GPE"]}},
                        {"id": {}},
                    ]
                }
            ],
        },
        {"id": 2, "data": {"image": 4}},
        {
            "id": 3,
            "data": {"text": "Short."},
            "predictions": [{"result": [{**region, "value": {"start": 1, "end": 99}}]}],
        },
        "no task",
    ]
    imported = read(json.dumps(tasks).encode())
    assert len(imported.problems) == 4
    _, export = taken(tmp_path, imported)
    (document,) = (d for d in export.documents if d.annotations)
    assert document.text == "😀 Ana left\nOrsk. 😀"
    assert [(a.quote, a.label) for a in document.annotations] == [("Orsk", "GPE")]


def test_reading_the_same_file_again_changes_nothing(store: Store) -> None:
    place = {"start": 0, "end": 3, "labels": ["PER", "GPE"]}
    raw = json.dumps(
        [{"data": {"text": "Ana left."}, "annotations": [{"result": [{"id": "a", "type": "labels", "value": place}]}]}]
    ).encode()
    take_in(store, read(raw), "one")
    before = alike(export_of(store))
    assert take_in(store, read(raw), "two").known == 2
    assert alike(export_of(store)) == before


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b'{"a": 1}', b"\xff\xfe", b'[{"data": ' * 9000, b'[{"data": {"text": 5}}]']
)
def test_what_is_no_task_is_refused(raw: bytes) -> None:
    with pytest.raises(ImportRefused):
        read(raw)


def test_the_configuration_has_the_labels_with_colours_and_keys(store: Store) -> None:
    store.codebook.change("starter-casualty", colour="#aa0000", key="3")
    view = ElementTree.fromstring(config(filled(store)))
    labels = {label.get("value"): label for label in view.iter("Label")}
    assert (labels["casualty"].get("background"), labels["casualty"].get("hotkey")) == ("#aa0000", "3")
    assert {"claim/sea ship", "GPE"} <= set(labels)
    assert [relation.get("value") for relation in view.iter("Relation")] == ["same event", "supports"]


@pytest.mark.heavy
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fills())
def test_label_studio_s_own_library_passes_tasks_and_configuration(documents: list[dict[str, Any]]) -> None:
    interface = pytest.importorskip("label_studio_sdk.label_interface")
    assume(
        not any("\ufffe" in tag for each in documents for draft in each["drafts"] for tag in draft["tags"])
    )  # no XML
    export = stored(documents)
    if not export.documents:
        return
    checking = interface.LabelInterface(config(export).decode())
    checking.validate()
    for task in json.loads(write(export)):
        assert checking.validate_task({"data": task["data"]})
        for made in (*task.get("annotations", ()), *task.get("predictions", ())):
            assert checking.validate_prediction(made, return_errors=True) == []
