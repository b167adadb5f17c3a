"""An export as Web Annotations."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args

import msgspec

from annotations import anchoring
from annotations.exchange import carried
from annotations.exchange.export import Export, ExportedAnnotation, ExportedDocument
from annotations.exchange.w3c.iris import annotation_iri, derived_iri, document_iri
from annotations.model import Confidence, Credibility, Reliability
from annotations.text import escaped_json

CONTEXT: Final = ("http://www.w3.org/ns/anno.jsonld", {carried.NAME: "urn:briefreader:own"})
JUDGEMENTS: Final[Mapping[str, Mapping[str, str | int]]] = {
    name: {str(value): value for value in get_args(kind)}
    for name, kind in (("confidence", Confidence), ("reliability", Reliability), ("credibility", Credibility))
}
"""What the reader judges, and how each judgement is written."""
HELD: Final = ("tags", "label", "note", "author", "created", "modified", *JUDGEMENTS)

_Node = dict[str, Any]


def write(export: Export) -> bytes:
    """Return the accepted annotations as a collection of one page; the others are in its own data."""
    items = [_item(a, document) for document in export.documents for a in document.annotations if _is_item(a)]
    ids = "\0".join(item["id"] for item in items)
    collection: _Node = {
        "@context": CONTEXT,
        "id": derived_iri("collection", ids),
        "type": "AnnotationCollection",
        "label": "briefreader",
        "total": len(items),
        carried.NAME: carried.written(_own(export)),
    }
    if items:
        page = {"id": derived_iri("page", ids), "type": "AnnotationPage", "startIndex": 0, "items": items}
        collection["first"] = page
    return escaped_json(msgspec.json.format(msgspec.json.encode(collection), indent=2)) + b"\n"


def lost(export: Export) -> tuple[str, ...]:
    """Return what of an export other programs do not see."""
    left = sum(not _is_item(a) for document in export.documents for a in document.annotations)
    return (
        (f"{left} annotation{'s' * (left != 1)} that other programs do not see: rejected or suggested",) if left else ()
    )


def _is_item(annotation: ExportedAnnotation) -> bool:
    return annotation.status == "accepted"


def _own(export: Export) -> _Node:
    documents = []
    for document in export.documents:
        others = {a.id for a in document.annotations if not _is_item(a)}
        about = carried.about(document, (), others)
        documents.append({"iri": document_iri(document), **about, "text": document.text})
    return {"tags": msgspec.to_builtins(export.tags), "documents": documents}


def _item(annotation: ExportedAnnotation, document: ExportedDocument) -> _Node:
    bodies = [*_bodies(annotation)]
    item: _Node = {"id": annotation_iri(annotation.id), "type": "Annotation"}
    item["motivation"] = [*dict.fromkeys(body["purpose"] for body in bodies)] or ["highlighting"]
    for name in ("created", "modified"):
        if time := getattr(annotation, name):
            item[name] = time
    if annotation.author:
        item["creator"] = {"type": "Person", "name": annotation.author}
    if annotation.origin == "machine":
        item["generator"] = {"type": "Software", "name": "briefreader"}
    if bodies:
        item["body"] = bodies
    selectors = [*_selectors(annotation, document.text)]
    item["target"] = {"type": "SpecificResource", "source": document_iri(document), "selector": selectors}
    item[carried.NAME] = carried.written(carried.own_of(annotation, document.text, HELD))
    return item


def _bodies(annotation: ExportedAnnotation) -> Iterator[_Node]:
    for tag in annotation.tags:
        yield _said("tagging", tag)
    if annotation.label is not None:
        yield _said("classifying", annotation.label)
    if annotation.note:
        yield _said("commenting", annotation.note) | {"format": "text/markdown"}
    for name in JUDGEMENTS:
        if (value := getattr(annotation, name)) is not None:
            yield _said("assessing", f"{name}: {value}")
    for link in annotation.links:
        yield {
            "type": "SpecificResource",
            "purpose": "linking",
            "source": annotation_iri(link.to),
            "label": link.type,
        }


def _said(purpose: str, value: str) -> _Node:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _selectors(annotation: ExportedAnnotation, text: str) -> Iterator[_Node]:
    """Yield how the passage is found: by its words as they stand now, and by its place."""
    start, end = annotation.start, annotation.end
    if start is None or end is None:
        around = annotation.prefix, annotation.suffix
        words = annotation.quote
    else:
        now = anchoring.select(text, start, end)
        around, words = (now.prefix, now.suffix), now.exact
    told = {name: words for name, words in zip(("prefix", "suffix"), around, strict=True) if words}
    yield {"type": "TextQuoteSelector", "exact": words, **told}
    if start is not None:
        yield {"type": "TextPositionSelector", "start": start, "end": end}
