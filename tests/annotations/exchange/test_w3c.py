"""Web Annotations, expanded by a JSON-LD processor, and back without a loss.

The context of the vocabulary is not fetched: the terms that are used stand here, with the names that the recommendation
gives them.
"""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from pyld import jsonld

from annotations.exchange import FORMATS, Export, Imported, ImportRefused, export_of
from annotations.exchange.finding import find
from annotations.exchange.intake import take_in
from annotations.exchange.w3c.reading import read
from annotations.exchange.w3c.writing import write
from annotations.model import Document, Link, Span
from annotations.store import Draft, Store
from tests.annotations.exchange.passages import ODD, alike, comes_back, fill, fills, stored, taken

OA: Final = "http://www.w3.org/ns/oa#"
AS: Final = "http://www.w3.org/ns/activitystreams#"
DC: Final = "http://purl.org/dc/terms/"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
MOTIVATIONS: Final = ("assessing", "classifying", "commenting", "highlighting", "linking", "tagging")
CONTEXT: Final = {
    "id": "@id",
    "type": "@type",
    **{name: OA + name for name in ("Annotation", "SpecificResource", "TextualBody", "TextQuoteSelector")},
    "TextPositionSelector": f"{OA}TextPositionSelector",
    "AnnotationCollection": f"{AS}OrderedCollection",
    "AnnotationPage": f"{AS}OrderedCollectionPage",
    "Person": "http://xmlns.com/foaf/0.1/Person",
    "Software": f"{AS}Application",
    **{name: OA + name for name in MOTIVATIONS},
    "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
    "body": {"@id": f"{OA}hasBody", "@type": "@id"},
    "target": {"@id": f"{OA}hasTarget", "@type": "@id"},
    "source": {"@id": f"{OA}hasSource", "@type": "@id"},
    "selector": {"@id": f"{OA}hasSelector", "@type": "@id"},
    "exact": f"{OA}exact",
    "prefix": f"{OA}prefix",
    "suffix": f"{OA}suffix",
    **{name: {"@id": OA + name, "@type": f"{XSD}nonNegativeInteger"} for name in ("start", "end")},
    "value": f"{RDF}value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "name": "http://xmlns.com/foaf/0.1/name",
    "creator": {"@id": f"{DC}creator", "@type": "@id"},
    "generator": {"@id": f"{AS}generator", "@type": "@id"},
    **{name: {"@id": DC + name, "@type": f"{XSD}dateTime"} for name in ("created", "modified")},
    "total": {"@id": f"{AS}totalItems", "@type": f"{XSD}nonNegativeInteger"},
    "first": {"@id": f"{AS}first", "@type": "@id"},
    "startIndex": {"@id": f"{AS}startIndex", "@type": f"{XSD}nonNegativeInteger"},
    "items": {"@id": f"{AS}items", "@type": "@id", "@container": "@list"},
}


def load(url: str, options: Any) -> dict[str, Any]:
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXT}}


def expanded(raw: bytes) -> list[Any]:
    """Return the annotations of a collection as a JSON-LD processor understands them: IRIs for all names."""
    told = json.loads(raw)
    assert unknown(told) == set()
    (collection,) = jsonld.expand(told, {"documentLoader": load})
    assert collection["@type"] == [f"{AS}OrderedCollection"]
    if f"{AS}first" not in collection:
        return []
    ((items,),) = (page[f"{AS}items"] for page in collection[f"{AS}first"])
    assert collection[f"{AS}totalItems"] == [{"@value": len(items["@list"]), "@type": f"{XSD}nonNegativeInteger"}]
    return list(items["@list"])


def unknown(node: Any) -> set[str]:
    """Return the names that the context does not know, which a processor would drop without a word."""
    if isinstance(node, list):
        return set().union(*map(unknown, node))
    if isinstance(node, dict):
        return set(node) - {*CONTEXT, "@context", "briefreader"} | unknown([v for k, v in node.items() if k[0] != "@"])
    return set()


def passage(item: Any) -> tuple[str, int | None, int | None]:
    """Return the words and the place that an expanded annotation selects."""
    (target,) = item[f"{OA}hasTarget"]
    selectors = {selector["@type"][0]: selector for selector in target[f"{OA}hasSelector"]}
    words = selectors[f"{OA}TextQuoteSelector"][f"{OA}exact"][0]["@value"]
    place = selectors.get(f"{OA}TextPositionSelector")
    return (words, *((place[OA + name][0]["@value"] if place else None) for name in ("start", "end")))


def bodies(item: Any) -> list[tuple[str, str]]:
    """Return each body's purpose and value or source."""
    found = []
    for body in item.get(f"{OA}hasBody", ()):
        said = body.get(f"{RDF}value", body.get(f"{OA}hasSource"))[0]
        found.append((body[f"{OA}hasPurpose"][0]["@id"].removeprefix(OA), said.get("@value", said.get("@id"))))
    return found


def filled(store: Store) -> Export:
    source = "https://news.example/odd"
    id = store.documents.add(Document.of(ODD, title="Odd", source=source, published="2025-05-06")).id
    claim, ship = store.codebook.ensure("claim").id, store.codebook.ensure("claim/sea ship").id
    hebrew = ODD.index("שלום")
    one, two, _ = store.annotations.create(
        id,
        [
            Draft(
                start=4,
                end=9,
                tags=(ship, claim),
                note="Two\nlines",
                confidence="high",
                reliability="B",
                credibility=2,
            ),
            Draft(start=hebrew, end=hebrew + 4, label="GPE", origin="machine"),
            Draft(start=0, end=3, label="PERSON", origin="machine", status="rejected"),
        ],
    )
    store.annotations.link(one.id, Link(type="same event", to=two.id))
    return export_of(store)


def test_a_processor_understands_every_name(store: Store) -> None:
    export = filled(store)
    one, two = expanded(write(export))
    assert one["@type"] == [f"{OA}Annotation"]
    assert passage(one) == ("👩‍👩‍👧", 4, 9)
    assert passage(two) == ("שלום", ODD.index("שלום"), ODD.index("שלום") + 4)
    assert one[f"{OA}hasTarget"][0][f"{OA}hasSource"] == [{"@id": "https://news.example/odd"}]
    assert bodies(one) == [
        ("tagging", "claim/sea ship"),
        ("tagging", "claim"),
        ("commenting", "Two\nlines"),
        ("assessing", "confidence: high"),
        ("assessing", "reliability: B"),
        ("assessing", "credibility: 2"),
        ("linking", two["@id"]),
    ]
    assert bodies(two) == [("classifying", "GPE")]
    assert {motive["@id"] for motive in one[f"{OA}motivatedBy"]} == {
        OA + name for name in ("tagging", "commenting", "assessing", "linking")
    }
    created = export.documents[0].annotations[0].created
    assert one[f"{DC}created"] == [{"@type": f"{XSD}dateTime", "@value": created}]
    assert one[f"{DC}creator"][0]["http://xmlns.com/foaf/0.1/name"] == [{"@value": "Lena"}]
    assert two[f"{AS}generator"][0]["@type"] == [f"{AS}Application"]


def test_what_other_programs_do_not_see_is_told(store: Store) -> None:
    lost = FORMATS["w3c"].lost
    assert lost is not None
    assert lost(filled(store)) == ("1 annotation that other programs do not see: rejected or suggested",)


def test_it_is_a_graph_that_can_be_asked(store: Store) -> None:
    quads = jsonld.to_rdf(json.loads(write(filled(store))), {"documentLoader": load})["@default"]
    said = {(quad["predicate"]["value"], quad["object"]["value"]) for quad in quads}
    assert (f"{OA}exact", "שלום") in said
    assert (f"{OA}hasSource", "https://news.example/odd") in said
    assert (f"{RDF}value", "claim/sea ship") in said


def test_there_and_back_it_is_the_same(store: Store) -> None:
    before = filled(store)
    comes_back(before, read(write(before)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fills())
def test_any_store_is_understood_and_comes_back(documents: list[dict[str, Any]]) -> None:
    before = stored(documents)
    raw = write(before)
    accepted = [(d, a) for d in before.documents for a in d.annotations if a.status == "accepted"]
    for item, (document, a) in zip(expanded(raw), accepted, strict=True):
        words = a.quote if a.start is None else document.text[a.start : a.end]
        assert passage(item) == (words, a.start, a.end)
    if before.documents:
        comes_back(before, read(raw))


def test_an_orphan_whose_words_stand_elsewhere_stays_one(store: Store, tmp_path: Path) -> None:
    one = dict.fromkeys(("confidence", "reliability", "credibility")) | {"start": 0, "end": 1, "tags": (), "note": ""}
    one |= {"label": None, "origin": "human", "status": "accepted"}
    odd = {"text": "a ship", "title": "", "number": 7, "drafts": [one], "newer": "", "links": []}
    fill(store, [odd])
    before = export_of(store)
    (document,) = before.documents
    assert "a" in document.text
    assert document.annotations[0].placement == "orphan"
    _, after = taken(tmp_path, read(write(before)))
    assert alike(after) == alike(before)


def test_what_was_changed_elsewhere_is_taken_in(store: Store, tmp_path: Path) -> None:
    collection = json.loads(write(filled(store)))
    one, two = collection["first"]["items"]
    one["body"] = [body for body in one["body"] if body["purpose"] not in ("commenting", "linking", "assessing")][1:]
    two["target"]["selector"] = [{"type": "TextPositionSelector", "start": 0, "end": 3}]
    report, after = taken(tmp_path, read(json.dumps(collection).encode()))
    assert report.problems == ()
    found = {
        (a.quote, a.tags, a.label, a.note, a.status, a.confidence, a.links) for a in after.documents[0].annotations
    }
    assert found == {
        ("👩‍👩‍👧", ("claim",), None, "", "accepted", None, ()),
        ("Zoë", (), "GPE", "", "accepted", None, ()),
        ("Zoë", (), "PERSON", "", "rejected", None, ()),
    }


TEXT: Final = "😀 Ana left Orsk. Ana came back.\nShe stayed.\n"


def foreign(selectors: Any, **said: Any) -> Any:
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://notes.example/1",
        "type": "Annotation",
        "created": "2025-05-06T10:00:00+02:00",
        "creator": {"type": "Person", "nickname": "otto"},
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": "travel"},
            {"type": "TextualBody", "value": "?"},
        ],
        "target": {"source": "https://news.example/ana", "selector": selectors},
        **said,
    }


def test_annotations_of_other_programs_find_their_text_here(store: Store) -> None:
    store.documents.add(Document.of(TEXT, title="Ana", source="https://news.example/ana"))
    position = {"type": "TextPositionSelector", "start": 18, "end": 21}
    quote = {"type": "TextQuoteSelector", "exact": "Ana", "prefix": "Orsk. ", "suffix": " came"}
    nearly = {"type": "TextQuoteSelector", "exact": "Orsk"}
    units = {"type": "TextPositionSelector", "start": 12, "end": 16}
    found = [foreign([position, quote]), foreign([units, nearly], id="https://notes.example/2", bodyValue="!")]
    ends = {"type": "TextQuoteSelector", "exact": "back.\r\nShe", "prefix": "Ana came "}
    found.append(
        foreign([{"type": "TextPositionSelector", "start": 30, "end": 40}, ends], id="https://notes.example/4")
    )
    lost = foreign({"type": "TextQuoteSelector", "exact": "Tharn"}, id="https://notes.example/3")
    report = take_in(store, read(json.dumps([*found, lost]).encode()), "notes")
    assert (report.new, report.documents) == (3, 0)
    assert [problem.partition(":")[0] for problem in report.problems] == ["“Tharn” is not in https"]
    (document,) = export_of(store).documents
    assert [(a.start, a.quote, a.tags, a.note, a.author, a.created, a.origin) for a in document.annotations] == [
        (11, "Orsk", ("travel",), "!\n\n?", "otto", "2025-05-06T08:00:00Z", "import"),
        (17, "Ana", ("travel",), "?", "otto", "2025-05-06T08:00:00Z", "import"),
        (26, "back.\nShe", ("travel",), "?", "otto", "2025-05-06T08:00:00Z", "import"),
    ]
    assert take_in(store, read(json.dumps(found).encode()), "notes").known == 3


def test_a_document_that_is_not_here_is_told(tmp_path: Path) -> None:
    report, export = taken(tmp_path, read(json.dumps(foreign({"type": "TextQuoteSelector", "exact": "Ana"})).encode()))
    assert export.documents == ()
    assert "https://news.example/ana" in report.problems[0]


@pytest.mark.parametrize(
    ("quote", "prefix", "suffix", "place", "found"),
    [
        ("Ana", "", "", (2, 5), Span(2, 5)),
        ("Ana", "", "", (3, 6), Span(2, 5)),
        ("Ana", "Orsk. ", "", None, Span(17, 20)),
        ("Ana", "", " came", None, Span(17, 20)),
        ("Ana", "", "", (19, 22), Span(17, 20)),
        ("", "", "", (2, 5), Span(2, 5)),
        ("", "", "", (2, 500), None),
        ("", "", "", None, None),
        ("Tharn", "", "", (2, 5), None),
    ],
)
def test_a_passage_is_found_by_place_units_or_words(
    quote: str, prefix: str, suffix: str, place: tuple[int, int] | None, found: Span | None
) -> None:
    assert find(TEXT, quote, prefix, suffix, place) == found


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b'{"a": 1}', b"\xff\xfe", b'{"items": ' * 9000, b"[1, 2]"])
def test_what_is_no_web_annotation_is_refused(raw: bytes) -> None:
    with pytest.raises(ImportRefused):
        read(raw)


def test_damaged_parts_cost_only_themselves(store: Store, tmp_path: Path) -> None:
    collection = json.loads(write(filled(store)))
    items = collection["first"]["items"]
    items += [3, {"target": 5}, {"target": {"source": {"id": 4}}}, {**items[0], "id": 5, "briefreader": "{"}]
    items[1] |= {"created": 7, "creator": [[]], "body": [4, {"purpose": 5, "value": []}], "motivation": {}}
    odd = {"type": "TextualBody", "purpose": "assessing", "value": "confidence: 7"}
    for number, (start, end) in enumerate([(True, 5), (-3, 10**30), (4, 4)]):
        place = {"type": "TextPositionSelector", "start": start, "end": end}
        target = {**items[0]["target"], "selector": [place]}
        items.append({**items[0], "id": f"x{number}", "briefreader": "5", "body": odd, "target": target})
    imported = read(json.dumps(collection).encode())
    assert isinstance(imported, Imported)
    _, export = taken(tmp_path, imported)
    assert [a.quote for a in export.documents[0].annotations].count("👩‍👩‍👧") == 2
