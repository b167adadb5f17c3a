"""Annotations as the store's rows tell them: with their selector, their place in the newest text, tags and links."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec

from annotations.model import Annotation, Link, Placement, Selector
from annotations.store.database import Database
from annotations.store.errors import UnknownAnnotation
from annotations.text import shown_line


def of_document(database: Database, document: str, *, deleted: bool) -> tuple[Annotation, ...]:
    """Return a document's annotations, those there are or those that were deleted, those without a place last."""
    rows = database.rows(
        "SELECT * FROM annotations_placed WHERE document = ? AND (deleted IS NOT NULL) = ?", document, deleted
    )
    return tuple(sorted(_annotations(database, rows), key=_place_in_text))


def tagged(database: Database, tags: Sequence[str]) -> tuple[Annotation, ...]:
    """Return the annotations with any of `tags`, by their ids, the newest document's first, in order."""
    rows = database.rows(
        "SELECT p.* FROM annotations_placed AS p JOIN documents AS d ON d.id = p.document "
        "WHERE p.deleted IS NULL AND d.deleted IS NULL AND p.id IN (SELECT x.annotation "
        "FROM annotation_tags AS x JOIN json_each(?) AS wanted ON wanted.value = x.tag) "
        "ORDER BY d.added DESC, d.id, p.start_offset IS NULL, p.start_offset, p.end_offset DESC",
        _json(tags),
    )
    return tuple(_annotations(database, rows))


def in_order(database: Database, ids: Sequence[str]) -> tuple[Annotation, ...]:
    """Return the annotations with these ids, in their order."""
    rows = database.rows(
        "SELECT a.* FROM json_each(?) AS wanted JOIN annotations_placed AS a ON a.id = wanted.value "
        "ORDER BY wanted.key",
        _json(ids),
    )
    return tuple(_annotations(database, rows))


def get(database: Database, id: str) -> Annotation:
    """Return one annotation, deleted or not. Raises UnknownAnnotation."""
    return _annotations(database, [row(database, id)])[0]


def row(database: Database, id: str) -> Any:
    """Return the row of an annotation. Raises UnknownAnnotation."""
    found = database.row("SELECT * FROM annotations_placed WHERE id = ?", id)
    if found is None:
        raise UnknownAnnotation(f"{shown_line(id)}: no such annotation")
    return found


def _annotations(database: Database, rows: Sequence[Any]) -> list[Annotation]:
    ids = _json([row["id"] for row in rows])
    tags = defaultdict(list)
    for row in database.rows(
        "SELECT x.annotation, x.tag FROM json_each(?) AS wanted "
        "JOIN annotation_tags AS x ON x.annotation = wanted.value JOIN tags AS t ON t.id = x.tag "
        "WHERE t.deleted IS NULL ORDER BY x.position",
        ids,
    ):
        tags[row["annotation"]].append(row["tag"])
    links = defaultdict(list)
    for row in database.rows(
        "SELECT x.annotation, x.type, x.target FROM json_each(?) AS wanted "
        "JOIN links AS x ON x.annotation = wanted.value JOIN annotations AS a ON a.id = x.target "
        "JOIN documents AS d ON d.id = a.document "
        "WHERE a.deleted IS NULL AND d.deleted IS NULL ORDER BY x.position",
        ids,
    ):
        links[row["annotation"]].append(Link(type=row["type"], to=row["target"]))
    return [_annotation(row, tuple(tags[row["id"]]), tuple(links[row["id"]])) for row in rows]


def _annotation(row: Any, tags: tuple[str, ...], links: tuple[Link, ...]) -> Annotation:
    return Annotation(
        id=row["id"],
        document=row["document"],
        selector=Selector(
            start=row["marked_start"],
            end=row["marked_end"],
            exact=row["exact"],
            prefix=row["prefix"],
            suffix=row["suffix"],
        ),
        placement=Placement(kind=row["placement"], start=row["start_offset"], end=row["end_offset"]),
        tags=tags,
        note=row["note"],
        label=row["label"],
        origin=row["origin"],
        status=row["status"],
        author=row["author"],
        created=row["created"],
        modified=row["modified"],
        links=links,
        confidence=row["confidence"],
        reliability=row["reliability"],
        credibility=row["credibility"],
    )


def _place_in_text(annotation: Annotation) -> tuple[bool, int, int]:
    start, end = annotation.placement.start, annotation.placement.end
    return start is None, start or 0, -(end or 0)


def _json(ids: Sequence[str]) -> str:
    return msgspec.json.encode(ids).decode()
