"""Our own format: what goes out comes back as it was, and what is damaged does no harm."""

import json
import tempfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.exchange import Choice, ImportRefused, export_of, json_format
from annotations.exchange.intake import Report, take_in
from annotations.model import Document, Link
from annotations.store import Draft, Store, open_store
from annotations.text import clean

TEXT = "Ana Reis said 36 civilians died.\n\nThe minister denied it: “No one died,” he said. Ana Reis left.\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "one.db", author="Lena") as opened:
        yield opened


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "two.db", author="Otto") as opened:
        yield opened


def filled(store: Store) -> tuple[str, str]:
    """Put a document with two annotations into a store; return the ids of the document and the first annotation."""
    id = store.documents.add(Document.of(TEXT, title="A report", source="/in/report.txt", published="2025-05-06")).id
    casualty = store.codebook.ensure("casualty/civilian")
    first, second = store.annotations.create(
        id,
        [
            Draft(start=14, end=26, tags=(casualty.id,), note="Who counted?"),
            Draft(start=0, end=8, label="PERSON", origin="machine", status="rejected"),
        ],
    )
    store.annotations.link(second.id, Link(type="contradicts", to=first.id))
    return id, first.id


def exported(store: Store, **chosen: Any) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(json_format.write(export_of(store, Choice(**chosen))))
    value.pop("exported")
    return value


def imported(store: Store, value: object) -> Report:
    raw = value if isinstance(value, bytes) else json.dumps({"exported": "2026-01-01T00:00:00Z", **value}).encode()  # type: ignore[dict-item]
    return take_in(store, json_format.read(raw), "export.json")


def test_the_names_are_those_that_others_rely_on(store: Store) -> None:
    filled(store)
    value = json.loads(json_format.write(export_of(store)))
    assert {"format", "version", "exported", "generator", "tags", "documents"} == value.keys()
    assert (value["format"], value["version"]) == ("briefreader-annotations", 1)
    (document,) = value["documents"]
    assert {"id", "title", "source", "published", "sha256", "text", "annotations"} <= document.keys()
    first, second = document["annotations"]
    assert list(first) == [
        "id", "start", "end", "quote", "prefix", "suffix", "tags", "note", "label", "origin", "status", "author",
        "created", "modified", "placement", "links", "confidence", "reliability", "credibility",
    ]  # fmt: skip
    assert (second["start"], second["end"], second["quote"]) == (14, 26, "36 civilians")
    assert (second["prefix"], second["suffix"]) == (TEXT[:14], TEXT[26:58])
    assert second["tags"] == ["casualty/civilian"]
    assert second["author"] == "Lena"
    assert first["links"] == [{"type": "contradicts", "to": second["id"]}]
    assert (first["label"], first["origin"], first["status"]) == ("PERSON", "machine", "rejected")
    assert {"id", "name", "parent", "description", "colour", "key"} == value["tags"][0].keys()


def test_the_shipped_schema_is_the_one_of_the_types_and_an_export_fits_it(store: Store) -> None:
    shipped = files("annotations.exchange").joinpath(json_format.SCHEMA_FILE).read_bytes()
    assert shipped == json_format.schema(), "make it anew: briefreader export --schema -o " + json_format.SCHEMA_FILE
    filled(store)
    schema = json.loads(shipped)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(json_format.write(export_of(store))), schema)


def test_there_and_back_it_is_the_same(store: Store, other: Store) -> None:
    filled(store)
    store.codebook.remove("starter-place")
    store.codebook.change("starter-actor", name="player", key="5", position=99)
    before = exported(store)
    report = imported(other, before)
    assert (report.documents, report.new, report.problems) == (1, 2, ())
    assert exported(other) == before


def test_one_undo_takes_an_import_back(store: Store, other: Store) -> None:
    filled(store)
    empty = exported(other)
    imported(other, exported(store))
    act = other.history.undo()
    assert act is not None
    assert act.title == "Import export.json"
    assert exported(other) == empty
    other.history.redo()
    assert exported(other) == exported(store)


def test_importing_twice_changes_nothing(store: Store, other: Store) -> None:
    filled(store)
    value = exported(store)
    imported(other, value)
    once = exported(other)
    report = imported(other, value)
    assert (report.new, report.known, report.changed) == (0, 2, 0)
    assert exported(other) == once


def test_tags_that_come_in_are_counted_as_they_are_written(store: Store, other: Store) -> None:
    for id in ("starter-actor", "starter-claim"):
        store.codebook.remove(id)
    for path in ("Claim/denied", "odd"):
        store.codebook.ensure(path)
    first = imported(other, exported(store))
    assert (first.new_tags, first.known_tags, first.replaced_tags) == (2, 8, 1)
    again = imported(other, exported(store))
    assert (again.new_tags, again.known_tags, again.replaced_tags) == (0, 10, 0)
    assert len(other.history.acts()) == 2


def test_a_new_store_that_has_the_same_code_book_is_left_as_it_is(store: Store, other: Store) -> None:
    acts = other.history.acts()
    assert imported(other, exported(store)).known_tags == 9
    assert other.history.acts() == acts


def test_a_known_source_is_that_document_and_keeps_its_words(store: Store, other: Store) -> None:
    filled(store)
    newer = "Correction.\n\n" + TEXT.replace("he said", "she said")
    id = other.documents.add(Document.of(newer, title="Corrected", source="/in/report.txt")).id
    report = imported(other, exported(store))
    assert report.documents == 0
    assert report.fared == {"moved": 1, "review": 1} or report.fared == {"moved": 2}
    assert other.documents.get(id).text == newer
    placed = next(a for a in other.annotations.of(id) if a.note)
    assert newer[placed.placement.start : placed.placement.end] == "36 civilians"
    assert placed.selector.start == 14


def test_what_was_changed_later_wins_and_what_was_deleted_comes_back(store: Store, other: Store) -> None:
    _, first = filled(store)
    imported(other, exported(store))
    other.annotations.delete([first])
    value = exported(store)
    value["documents"][0]["annotations"][0] |= {"note": "Later.", "modified": "2999-01-01T00:00:00Z"}
    report = imported(other, value)
    assert (report.new, report.changed) == (0, 2)
    notes = {a["note"] for a in exported(other)["documents"][0]["annotations"]}
    assert notes == {"Later.", "Who counted?"}


def test_tags_are_the_same_by_how_they_are_written_or_by_id(store: Store, other: Store) -> None:
    filled(store)
    other.codebook.change("starter-casualty", name="harm")
    other.documents.add(Document.of("Other.\n", source="x"))
    mine = other.codebook.ensure("CASUALTY/Civilian")
    imported(other, exported(store))
    (annotation,) = [a for d in other.documents.all() for a in other.annotations.of(d.id) if a.tags]
    assert annotation.tags == (mine.id,)
    assert other.codebook.by_path("harm") is not None
    assert len([tag for tag in other.codebook.tags() if tag.key == "3"]) == 1


def test_a_choice_of_documents_and_tags(store: Store) -> None:
    id, _ = filled(store)
    bare = store.documents.add(Document.of("Nothing said.\n", source="y")).id
    assert [d["id"] for d in exported(store)["documents"]] == [id]
    assert [d["id"] for d in exported(store, documents=(bare,))["documents"]] == [bare]
    for tag in ("casualty", "Casualty/civilian"):
        (document,) = exported(store, tags=(tag,))["documents"]
        assert [a["quote"] for a in document["annotations"]] == ["36 civilians"]
    assert exported(store, tags=("actor",))["documents"] == []


# damage


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b'{"format": "briefreader-annotations", "version": 1, "tags": [', "is not JSON: Expecting value, column 62"),
        (b"[]", "no export of briefreader"),
        (b'{"a": 1}', "no export of briefreader"),
        (b'{"format": "briefreader-annotations", "version": 2}', "newer briefreader (version 2"),
        (b'{"format": "briefreader-annotations", "version": 0}', "never was"),
        (b'{"format": "briefreader-annotations", "version": 1, "documents": {}}', "documents is wrong"),
        (b"\xff\xfe", "is not UTF-8"),
        (b"[" * 100_000, "no export of briefreader"),
        (b'{"format":' * 100_000, "no export of briefreader"),
    ],
)
def test_what_is_no_export_is_refused_in_one_line(raw: bytes, why: str) -> None:
    with pytest.raises(ImportRefused) as caught:
        json_format.read(raw)
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        ({"start": 14, "end": 25}, "documents[0].annotations[1]: its quote is not what stands from 14 to 25"),
        ({"start": 14, "end": 9999}, "documents[0].annotations[1]: there is no passage from 14 to 9999"),
        ({"start": 26, "end": 14}, "documents[0].annotations[1]: there is no passage from 26 to 14"),
        ({"start": -1}, "documents[0].annotations[1]: start is wrong: expected int >= 0"),
        ({"start": "14"}, "documents[0].annotations[1]: start is wrong: expected int | null, got str"),
        ({"start": None}, "documents[0].annotations[1]: it has no place, though its placement is exact"),
        ({"quote": ""}, "documents[0].annotations[1]: its quote is empty"),
        ({"placement": "somewhere"}, "documents[0].annotations[1]: placement is wrong: invalid enum value 'somewhere'"),
        ({"modified": "yesterday"}, "documents[0].annotations[1]: modified is wrong"),
        ({"status": 3}, "documents[0].annotations[1]: status is wrong"),
    ],
)
def test_a_damaged_annotation_is_told_and_the_others_are_taken_in(
    store: Store, other: Store, damage: dict[str, Any], problem: str
) -> None:
    filled(store)
    value = exported(store)
    value["documents"][0]["annotations"][0]["links"] = []
    value["documents"][0]["annotations"][1] |= damage
    report = imported(other, value)
    assert len(report.problems) == 1
    assert report.problems[0].startswith(problem)
    assert report.new == 1
    assert [a["label"] for a in exported(other)["documents"][0]["annotations"]] == ["PERSON"]


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        ({"text": TEXT + "more"}, "documents[0]: its text is not the one that its sha256 was made of"),
        ({"text": " "}, "documents[0]: it comes without its text: take in /in/report.txt first"),
        ({"text": 7}, "documents[0]: text is wrong: expected str, got int"),
        ({"published": "2025-13-40"}, "documents[0]: it was published on 2025-13-40, which is no day"),
        ({"published": "soon"}, "documents[0]: published is wrong"),
    ],
)
def test_a_damaged_document_is_told_and_left_out(
    store: Store, other: Store, damage: dict[str, Any], problem: str
) -> None:
    filled(store)
    value = exported(store)
    value["documents"][0] |= damage
    report = imported(other, value)
    assert report.problems[0].startswith(problem)
    assert other.documents.all() == ()


def test_what_stands_twice_in_an_import_is_taken_once_and_a_second_import_changes_nothing(
    store: Store, other: Store
) -> None:
    filled(store)
    value = exported(store)
    value["documents"] *= 2
    report = imported(other, value)
    assert (report.documents, report.new, len(report.problems)) == (1, 2, 2)
    assert exported(other) == exported(store)
    first, second = value["documents"][0]["annotations"]
    value["documents"] = [value["documents"][0] | {"annotations": [first, second | {"id": first["id"]}]}]
    assert imported(other, value).new == 1
    again = exported(other)
    assert imported(other, value).new == 0
    assert exported(other) == again


def test_double_ids_loose_ends_and_odd_tags(store: Store, other: Store) -> None:
    filled(store)
    value = exported(store)
    first, second = value["documents"][0]["annotations"]
    first |= {"links": [{"type": "supports", "to": "nothing"}], "tags": ["new/one", "a//b", "/".join("x" * 50)]}
    second["id"] = first["id"]
    value["tags"] += [
        {"id": "starter-actor", "name": "twice"},
        {"id": "t1", "name": "no/no"},
        {"id": "t2", "name": "alone", "parent": "nobody"},
        {"id": "t3", "name": "ring", "parent": "t4"},
        {"id": "t4", "name": "rung", "parent": "t3", "key": "A", "colour": "\x1b[31m"},
    ]
    report = imported(other, value)
    assert report.new == 2
    told = "\n".join(report.problems)
    for what in ("its id is taken", "linked to nothing", "“a//b” names no tag", "tags[", "alone", "ring", "rung"):
        assert what in told
    assert other.codebook.by_path("new/one") is not None
    rung = other.codebook.by_path("rung")
    assert rung is not None
    assert (rung.key, rung.colour, rung.parent) == (None, "", None)
    assert other.doctor() == ()


def test_every_string_of_an_import_goes_through_the_door(other: Store) -> None:
    bad = "x\x1b]52;c;aGk=\x07\x9b31m"
    text = f"{bad} says \ud800 no.\r\nEnd."
    annotation = {
        "id": bad, "start": 0, "end": len(bad), "quote": bad, "prefix": "", "suffix": "\x1b", "tags": [bad],
        "note": bad, "label": bad, "author": bad, "links": [{"type": bad, "to": bad}],
    }  # fmt: skip
    document = {
        "id": bad, "title": bad, "source": bad, "byline": bad, "outlet": bad, "text": text, "annotations": [annotation]
    }  # fmt: skip
    value = {
        "format": "briefreader-annotations", "version": 1, "generator": bad, "documents": [document],
        "tags": [{"id": bad, "name": bad, "description": bad, "colour": bad}],
    }  # fmt: skip
    report = imported(other, value)
    assert report.new == 1
    out = json_format.write(export_of(other)).decode()
    for string in (out, *json.loads(out, object_pairs_hook=_strings), *report.problems):
        assert not any((ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 for c in string)
    (row,) = other.documents.all()
    assert len(other.documents.get(row.id).text) == len(text)


def _strings(pairs: list[tuple[str, Any]]) -> list[str]:
    found = [name for name, _ in pairs]
    for _, value in pairs:
        found += [value] if isinstance(value, str) else []
        found += [part for part in value if isinstance(part, str)] if isinstance(value, list) else []
    return found


# round trips

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=30)
NAMES = WORDS.map(lambda name: clean(name).replace("/", "").strip()).filter(bool)


@st.composite
def drafts(draw: st.DrawFn, text: str, tags: tuple[str, ...]) -> Draft:
    start = draw(st.integers(0, len(text) - 1))
    return Draft(
        start=start,
        end=draw(st.integers(start + 1, len(text))),
        tags=tuple(draw(st.lists(st.sampled_from(tags), unique=True, max_size=3))),
        note=draw(WORDS),
        label=draw(st.none() | NAMES),
        origin=draw(st.sampled_from(["human", "machine", "import"])),
        status=draw(st.sampled_from(["accepted", "rejected", "suggested"])),
    )


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_store_goes_there_and_back(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder, "a.db"), author=data.draw(WORDS)) as store:
        tags = tuple(
            store.codebook.ensure(path).id
            for path in data.draw(
                st.lists(st.lists(NAMES, min_size=1, max_size=3).map("/".join), min_size=1, max_size=4)
            )
        )
        made: list[str] = []
        for number in range(data.draw(st.integers(0, 3))):
            text = data.draw(st.text(st.characters(codec="utf-8"), min_size=1, max_size=200).map(clean))
            if not text.strip():
                continue
            taken = Document.of(
                text,
                title=data.draw(NAMES),
                source=f"/in/{number}-{data.draw(WORDS)}",
                byline=data.draw(st.none() | NAMES),
                outlet=data.draw(st.none() | NAMES),
            )
            id = store.documents.add(taken).id
            made += [a.id for a in store.annotations.create(id, data.draw(st.lists(drafts(text, tags), max_size=4)))]
            if data.draw(st.booleans()):
                cut = data.draw(st.integers(0, len(text)))
                newer = text[cut:] + data.draw(WORDS) + text[:cut]
                store.documents.add(Document.of(clean(newer) + ".", title=taken.title, source=taken.source))
        pairs = st.lists(st.tuples(st.sampled_from(made), st.sampled_from(made)), max_size=3) if made else st.just([])
        for one, another in data.draw(pairs):
            store.annotations.link(one, Link(type=data.draw(NAMES), to=another))
        before = exported(store)
        with open_store(Path(folder, "b.db")) as empty:
            report = imported(empty, before)
            assert report.problems == ()
            assert exported(empty) == before
            assert empty.doctor() == ()
