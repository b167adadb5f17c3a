"""What the reader says of passages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from msgspec import UNSET, UnsetType

from annotations import anchoring
from annotations.model import (
    Annotation,
    Confidence,
    Credibility,
    Link,
    Origin,
    Placement,
    Reliability,
    Selector,
    Span,
    Status,
    Value,
)
from annotations.store import annotation_rows, placements
from annotations.store.database import Database, new_id, now
from annotations.store.errors import BadSpan, UnknownAnnotation, UnknownDocument, UnknownTag
from annotations.store.history import History
from annotations.store.standing import Fields
from annotations.text import clean, shown_line

_ROW_FIELDS: Final = ("note", "label", "status", "selector", "modified", "deleted")
_ASSESSED: Final = ("confidence", "reliability", "credibility")


class Draft(Value, frozen=True, kw_only=True):
    """An annotation to be made: a passage of the newest text, and what is said of it. `tags` are tag ids.

    An import also brings what was settled elsewhere: id, author and time stamps, and the `selector` of a passage that
    has moved since it was marked, or `placement` where it stands now (None: at `start` to `end`, exactly).
    """

    start: int = 0
    end: int = 0
    tags: tuple[str, ...] = ()
    note: str = ""
    label: str | None = None
    origin: Origin = "human"
    status: Status = "accepted"
    confidence: Confidence | None = None
    reliability: Reliability | None = None
    credibility: Credibility | None = None
    id: str | None = None
    author: str | None = None
    created: str | None = None
    modified: str | None = None
    selector: Selector | None = None
    placement: Placement | None = None


class Annotations:
    """The annotations of a store."""

    def __init__(self, database: Database, history: History, author: str) -> None:
        self._database = database
        self._history = history
        self._author = clean(author)
        history.keep("annotation", self)

    # reading

    def of(self, document_id: str, *, deleted: bool = False) -> tuple[Annotation, ...]:
        """Return a document's annotations in the order of its newest text, those without a place last.

        With `deleted`, those that were deleted, instead.
        """
        with self._database.snapshot():
            return annotation_rows.of_document(self._database, document_id, deleted=deleted)

    def tagged(self, tags: Iterable[str]) -> tuple[Annotation, ...]:
        """Return the annotations with any of `tags`, by their ids, the newest document's first, in order."""
        with self._database.snapshot():
            return annotation_rows.tagged(self._database, tuple(tags))

    def get(self, id: str) -> Annotation:
        """Return one annotation, deleted or not. Raises UnknownAnnotation."""
        with self._database.snapshot():
            return annotation_rows.get(self._database, id)

    # changing

    def create(
        self, document_id: str, drafts: Sequence[Draft], *, revision: int | None = None
    ) -> tuple[Annotation, ...]:
        """Make annotations as one act. Raises BadSpan for a passage outside the text, UnknownTag, UnknownDocument.

        `revision` is the number of the one whose offsets the drafts have, for who may not have the newest before him:
        the passages are then placed in the newest text as others are.
        """
        what = f"Annotate {len(drafts)} passages" if len(drafts) > 1 else "Annotate"
        with self._history.act(what, document_id):
            row = self._database.row(
                "SELECT r.id, r.number, d.revision, r.text FROM documents AS d "
                "JOIN revisions AS r ON r.document = d.id AND r.number = ifnull(?, d.revision) WHERE d.id = ?",
                revision,
                document_id,
            )
            if row is None:
                raise UnknownDocument(f"{shown_line(document_id)}: no such document or revision in the library")
            ids = [self._create(document_id, row["id"], row["text"], draft) for draft in drafts]
            if row["number"] != row["revision"]:
                placements.place_all(self._database, document_id)
            for id in ids:
                self._history.made("annotation", id)
            return annotation_rows.in_order(self._database, ids)

    def change(
        self,
        ids: Iterable[str],
        *,
        tags: Sequence[str] | None = None,
        note: str | None = None,
        label: str | None = None,
        status: Status | None = None,
        span: Span | None = None,
    ) -> tuple[Annotation, ...]:
        """Change annotations as one act; None leaves a field as it is, and a label of "" takes it away.

        With `span`, the passage is marked anew in the newest text. Raises UnknownAnnotation, also for one that was
        deleted, UnknownTag, BadSpan.
        """
        fields: Fields = {}
        if note is not None:
            fields["note"] = clean(note)
        if label is not None:
            fields["label"] = clean(label) or None
        if status is not None:
            fields["status"] = status
        ids = tuple(ids)
        with self._history.act(_what("Change", ids), self._document_of(ids)):
            for id in ids:
                self._change(id, fields, tags, span)
            return annotation_rows.in_order(self._database, ids)

    def assess(
        self,
        ids: Iterable[str],
        *,
        confidence: Confidence | UnsetType | None = UNSET,
        reliability: Reliability | UnsetType | None = UNSET,
        credibility: Credibility | UnsetType | None = UNSET,
    ) -> tuple[Annotation, ...]:
        """Say, as one act, how sure annotations are and what their source and its information are worth.

        None takes a judgement away; what is not given stays. Raises UnknownAnnotation.
        """
        given = zip(_ASSESSED, (confidence, reliability, credibility), strict=True)
        fields: Fields = {name: value for name, value in given if value is not UNSET}
        ids = tuple(ids)
        with self._history.act(_what("Assess", ids), self._document_of(ids)):
            for id in ids:
                self._set(id, fields)
            return annotation_rows.in_order(self._database, ids)

    def delete(self, ids: Iterable[str]) -> None:
        """Mark annotations as deleted, as one act. Raises UnknownAnnotation."""
        self._mark("Delete", ids, now())

    def restore(self, ids: Iterable[str]) -> None:
        """Bring deleted annotations back, as one act. Raises UnknownAnnotation."""
        self._mark("Restore", ids, None)

    def place(self, id: str, placement: Placement) -> Annotation:
        """Say where a passage stands in the newest text, when the machine was not sure. Raises BadSpan."""
        with self._history.act("Settle the place", self._document_of([id])):
            row = annotation_rows.row(self._database, id)
            text = self._database.value("SELECT text FROM revisions WHERE id = ?", row["revision_id"])
            placement = _honest(placement, row["exact"], text)
            self._set(id, {"placement": _place(row["revision_id"], placement)})
            return self.get(id)

    def link(self, id: str, link: Link, *, modified: str | None = None) -> Annotation:
        """Link an annotation to another. `modified` keeps the time that an import brings. Raises UnknownAnnotation."""
        annotation_rows.row(self._database, link.to)
        return self._set_links(id, lambda links: links if _pair(link) in links else [*links, _pair(link)], modified)

    def unlink(self, id: str, link: Link) -> Annotation:
        """Take a link away. Raises UnknownAnnotation."""
        return self._set_links(id, lambda links: [pair for pair in links if pair != _pair(link)])

    # for the history

    def fields(self, thing: str) -> Fields:
        """Return what can change in an annotation. Raises UnknownAnnotation."""
        row = annotation_rows.row(self._database, thing)
        tags = self._database.rows("SELECT tag FROM annotation_tags WHERE annotation = ? ORDER BY position", thing)
        links = self._database.rows("SELECT type, target FROM links WHERE annotation = ? ORDER BY position", thing)
        placement = Placement(kind=row["placement"], start=row["start_offset"], end=row["end_offset"])
        return {
            **{name: row[name] for name in (*_ROW_FIELDS, *_ASSESSED)},
            "tags": [tag["tag"] for tag in tags],
            "links": [[link["type"], link["target"]] for link in links],
            "placement": _place(row["revision_id"], placement),
        }

    def write(self, thing: str, fields: Mapping[str, Any]) -> None:
        """Write fields of an annotation."""
        if own := {name: fields[name] for name in _ROW_FIELDS if name in fields}:
            self._database.update("annotations", "id", thing, own)
        if "tags" in fields:
            self._database.run("DELETE FROM annotation_tags WHERE annotation = ?", thing)
            for position, tag in enumerate(fields["tags"]):
                self._database.insert("annotation_tags", {"annotation": thing, "tag": tag, "position": position})
        if "links" in fields:
            self._database.run("DELETE FROM links WHERE annotation = ?", thing)
            for position, (type_, target) in enumerate(fields["links"]):
                row = {"annotation": thing, "type": type_, "target": target, "position": position}
                self._database.insert("links", row)
        if said := {name: fields[name] for name in _ASSESSED if name in fields}:
            self._write_assessment(thing, said)
        if "placement" in fields:
            place = fields["placement"]
            placement = Placement(kind=place["kind"], start=place["start"], end=place["end"])
            placements.write(self._database, thing, place["revision"], placement)

    def _write_assessment(self, id: str, said: Mapping[str, Any]) -> None:
        present = annotation_rows.row(self._database, id)
        row = {name: said.get(name, present[name]) for name in _ASSESSED}
        self._database.run("DELETE FROM assessments WHERE annotation = ?", id)
        if any(value is not None for value in row.values()):
            self._database.insert("assessments", {"annotation": id, **row})

    def relied_on(self, thing: str) -> bool:
        """Return whether another annotation is linked to this one."""
        linked = self._database.row(
            "SELECT 1 FROM links AS x JOIN annotations AS a ON a.id = x.annotation "
            "WHERE x.target = ? AND a.deleted IS NULL",
            thing,
        )
        return linked is not None

    # the parts of changing

    def _create(self, document: str, revision: int, text: str, draft: Draft) -> str:
        placement = draft.placement or Placement(kind="exact", start=draft.start, end=draft.end)
        if draft.selector is None:
            _check(draft.start, draft.end, text)
        selector = draft.selector or anchoring.select(text, draft.start, draft.end)
        placement = _honest(placement, selector.exact, text)
        id = draft.id or new_id()
        at = now()
        row = {
            "number": self._database.next_number("annotations", "number"),
            "id": id,
            "document": document,
            "selector": self._keep_selector(revision, selector),
            "note": clean(draft.note),
            "label": None if draft.label is None else clean(draft.label),
            "origin": draft.origin,
            "status": draft.status,
            "author": self._author if draft.author is None else clean(draft.author),
            "created": draft.created or at,
            "modified": draft.modified or draft.created or at,
            "deleted": None,
        }
        self._database.insert("annotations", row)
        assessed = {name: value for name in _ASSESSED if (value := getattr(draft, name)) is not None}
        tags = self._known_tags(draft.tags)
        self.write(id, {"tags": tags, "placement": _place(revision, placement), **assessed})
        return id

    def _change(self, id: str, fields: Fields, tags: Sequence[str] | None, span: Span | None) -> None:
        if self.fields(id)["deleted"] is not None:
            raise UnknownAnnotation("the annotation was deleted meanwhile: undo brings it back")
        fields = dict(fields)
        if tags is not None:
            fields["tags"] = [*self._known_tags(tags), *self._hidden_tags(id)]
        if span is not None:
            revision = annotation_rows.row(self._database, id)["revision_id"]
            text = self._database.value("SELECT text FROM revisions WHERE id = ?", revision)
            _check(span.start, span.end, text)
            fields["selector"] = self._keep_selector(revision, anchoring.select(text, span.start, span.end))
            fields["placement"] = _place(revision, Placement(kind="exact", start=span.start, end=span.end))
        self._set(id, fields)

    def _mark(self, verb: str, ids: Iterable[str], deleted: str | None) -> None:
        ids = tuple(ids)
        with self._history.act(_what(verb, ids), self._document_of(ids)):
            for id in ids:
                if (self.fields(id)["deleted"] is None) != (deleted is None):
                    self._set(id, {"deleted": deleted})

    def _set_links(
        self, id: str, change: Callable[[list[list[str]]], list[list[str]]], modified: str | None = None
    ) -> Annotation:
        with self._history.act("Link", self._document_of([id])):
            self._set(id, {"links": change(self.fields(id)["links"])}, modified)
            return self.get(id)

    def _set(self, id: str, fields: Fields, modified: str | None = None) -> None:
        present = self.fields(id)
        if any(present[name] != value for name, value in fields.items()):
            self._history.change("annotation", id, {**fields, "modified": modified or now()})

    def _keep_selector(self, revision: int, selector: Selector) -> int:
        number = self._database.next_number("selectors")
        row = {
            "id": number,
            "revision": revision,
            "start_offset": selector.start,
            "end_offset": selector.end,
            "exact": selector.exact,
            "prefix": selector.prefix,
            "suffix": selector.suffix,
        }
        self._database.insert("selectors", row)
        return number

    def _known_tags(self, tags: Sequence[str]) -> list[str]:
        for tag in tags:
            if self._database.row("SELECT 1 FROM tags WHERE id = ? AND deleted IS NULL", tag) is None:
                raise UnknownTag(f"{shown_line(tag)}: no such tag in the code book")
        return list(dict.fromkeys(tags))

    def _hidden_tags(self, id: str) -> list[str]:
        """Return the annotation's tags that were removed from the code book: they come back if that is undone."""
        rows = self._database.rows(
            "SELECT t.id FROM annotation_tags AS x JOIN tags AS t ON t.id = x.tag "
            "WHERE x.annotation = ? AND t.deleted IS NOT NULL ORDER BY x.position",
            id,
        )
        return [row["id"] for row in rows]

    def _document_of(self, ids: Iterable[str]) -> str | None:
        """Return the document of the annotations, or None if they are of several."""
        documents = {annotation_rows.row(self._database, id)["document"] for id in ids}
        return documents.pop() if len(documents) == 1 else None


def _place(revision: int, placement: Placement) -> Fields:
    return {"revision": revision, "kind": placement.kind, "start": placement.start, "end": placement.end}


def _pair(link: Link) -> list[str]:
    return [clean(link.type), link.to]


def _check(start: int, end: int, text: str) -> None:
    if not 0 <= start < end <= len(text):
        raise BadSpan(f"no passage from {start} to {end} in a text of {len(text)} characters")


def _honest(placement: Placement, exact: str, text: str) -> Placement:
    """Return a placement that is `exact` only where the words are the same. Raises BadSpan outside the text."""
    start, end = placement.start, placement.end
    if start is None or end is None:
        return Placement(kind="orphan", start=None, end=None)
    _check(start, end, text)
    same = placement.kind != "exact" or text[start:end] == exact
    return placement if same else Placement(kind="moved", start=start, end=end)


def _what(verb: str, ids: Sequence[str]) -> str:
    return f"{verb} {len(ids)} annotations" if len(ids) > 1 else f"{verb} annotation"
