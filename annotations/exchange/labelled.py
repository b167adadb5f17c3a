"""What formats of labelled spans have in common: a word for each span, and our own data that travels beside them.

A span is an accepted annotation in its place, once for each of its tags; some formats have spans that are rejected or
suggested too. What such a format cannot say (notes, authors, links, what is lost, the code book) goes into one JSON
value a document, which other programs pass through.
Read back, a span finds its annotation by id where the format keeps one, or else by its place and word.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, get_args

import msgspec

from annotations.codebook import paths_of
from annotations.exchange import carried
from annotations.exchange.export import Export, ExportedAnnotation, ExportedDocument
from annotations.exchange.placing import Told, settled
from annotations.marks import LABELS
from annotations.model import Link, Status, Tag
from annotations.text import shown_line

MARKED: Final = "Marked"
"""The word of an annotation that bears neither tag nor label."""

ACCEPTED: Final[tuple[Status, ...]] = ("accepted",)

_LONGEST_TITLE: Final = 80


class Labelled(NamedTuple):
    """A stretch of a text, in code points, with its word; `id` is its annotation's, where that is known."""

    start: int
    end: int
    word: str
    id: str | None = None
    note: str | None = None
    """What the other program says of it; None where it says nothing."""
    author: str = ""
    ref: str = ""
    """What the other program calls it."""
    status: Status = "accepted"
    told: Told | None = None
    """How the other program tells the place, where it is not told just so."""


class Relation(NamedTuple):
    """A typed link between two spans, as the other program calls them."""

    type: str
    start: str
    end: str


def is_span(annotation: ExportedAnnotation, statuses: Collection[Status] = ACCEPTED) -> bool:
    """Whether an annotation is among the spans: its status is one that the format has, and it has a place."""
    return annotation.status in statuses and annotation.start is not None and annotation.end is not None


def words_of(annotation: ExportedAnnotation) -> tuple[str, ...]:
    """Return the words of an annotation's spans: its tags, or else its label."""
    return annotation.tags or (annotation.label or MARKED,)


def labelled(document: ExportedDocument, statuses: Collection[Status] = ACCEPTED) -> Iterator[Labelled]:
    """Yield the spans of a document in the order of the text, the longer first."""
    for a in document.annotations:
        if is_span(a, statuses) and a.start is not None and a.end is not None:
            yield from (Labelled(a.start, a.end, word, a.id, status=a.status) for word in words_of(a))


def own_data(
    export: Export, document: ExportedDocument, stands: Mapping[str, tuple[int, int]] | None = None
) -> dict[str, Any]:
    """Return what travels beside the spans of a document; the code book goes with the first one.

    `stands` are the places of the spans, by annotation, that differ from those of their annotations.
    """
    stands = stands or {}
    own = {
        "document": carried.about(document, ()),
        "annotations": [_own_of(a, document.text, stands.get(a.id)) for a in document.annotations],
    }
    if document is export.documents[0]:
        own["tags"] = msgspec.to_builtins(export.tags)
    return own


def _own_of(annotation: ExportedAnnotation, text: str, stands: tuple[int, int] | None) -> dict[str, Any]:
    place = {"id": annotation.id, "start": annotation.start, "end": annotation.end}
    own = place | carried.own_of(annotation, text, ("id",))
    return own | {"stands": stands} if stands else own


def lost(export: Export, statuses: Collection[Status] = ACCEPTED) -> tuple[str, ...]:
    """Return what of an export is not among the spans."""
    left = sum(not is_span(a, statuses) for document in export.documents for a in document.annotations)
    why = " or ".join(
        [*(status for status in ("rejected", "suggested") if status not in statuses), "without a place in the text"]
    )
    return (f"{left} annotation{'' if left == 1 else 's'} left out of the spans: {why}",) if left else ()


def words(export: Export) -> dict[str, Tag | None]:
    """Return every word that the spans of an export can bear, with its tag: the code book first."""
    paths = paths_of(export.tags)
    found: dict[str, Tag | None] = {paths[tag.id]: tag for tag in export.tags}
    for document in export.documents:
        for span in labelled(document, get_args(Status)):
            found.setdefault(span.word)
    return found


# reading


def document_of(
    text: str,
    spans: Sequence[Labelled],
    own: object,
    problems: list[str],
    *,
    title: str = "",
    source: str = "",
    relations: Sequence[Relation] | None = None,
    statuses: Collection[Status] = ACCEPTED,
) -> ExportedDocument:
    """Return a document of what a format holds and what travels beside it; `title` and `source` are the format's.

    `relations` are None where the format has none: the links are those that travelled beside the spans.
    """
    ours = _ours(own)
    found = [*_annotations(text, spans, ours.get("annotations"), problems, statuses)]
    about = ours.get("document")
    held = {"text": text, "annotations": tuple(_linked(found, relations, ids_of(own)))}
    given = {"id": "", "title": title or _first_line(text), "source": source}
    kept = {name: value for name, value in about.items() if name != "sha256"} if isinstance(about, dict) else {}
    try:
        return msgspec.convert({**given, **kept, **held}, ExportedDocument, from_attributes=True)
    except msgspec.ValidationError:
        return msgspec.convert({**given, **held}, ExportedDocument, from_attributes=True)


class _Found(NamedTuple):
    """An annotation with what the other program calls its spans, and the status of those when they were written."""

    annotation: ExportedAnnotation
    refs: tuple[str, ...]
    was: Status


def _linked(
    found: Sequence[_Found], relations: Sequence[Relation] | None, ours: Collection[str]
) -> Iterator[ExportedAnnotation]:
    """Yield annotations with the links that the format tells, and those of ours that it cannot.

    It can tell those between spans of the same status. Those of `ours` that were not found were removed in it.
    """
    ids = {ref: each.annotation.id for each in found for ref in each.refs}
    told: dict[str, list[Link]] = {}
    for relation in relations or ():
        if relation.start in ids and relation.end in ids:
            told.setdefault(ids[relation.start], []).append(Link(type=relation.type, to=ids[relation.end]))
    was = {each.annotation.id: each.was for each in found if each.refs}
    removed = set(ours) - {each.annotation.id for each in found}
    for annotation, refs, status in found:
        kept = [link for link in annotation.links if link.to not in removed]
        beside = [link for link in kept if relations is None or not refs or was.get(link.to) != status]
        yield msgspec.structs.replace(annotation, links=tuple(dict.fromkeys([*beside, *told.get(annotation.id, ())])))


def tags_of(owns: Iterable[object]) -> tuple[Tag, ...]:
    """Return the code book that travels beside the documents, as far as it is sound."""
    tags: dict[str, Tag] = {}
    for own in owns:
        try:
            found = msgspec.convert(_ours(own).get("tags", ()), tuple[Tag, ...])
        except msgspec.ValidationError:
            continue
        tags |= {tag.id: tag for tag in found}
    return tuple(tags.values())


def ids_of(own: object) -> frozenset[str]:
    """Return the ids of our annotations that travel beside the spans."""
    entries = _ours(own).get("annotations")
    listed = entries if isinstance(entries, list | tuple) else ()
    found = (entry.get("id") for entry in listed if isinstance(entry, dict))
    return frozenset(id for id in found if isinstance(id, str))


def _ours(own: object) -> Mapping[str, Any]:
    """Return what travels beside a document; some programs give it back as a string."""
    return own if isinstance(own, dict) else carried.read(own) if isinstance(own, str) else {}


def _first_line(text: str) -> str:
    line = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return line if len(line) <= _LONGEST_TITLE else f"{line[: _LONGEST_TITLE - 1]}…"


def _annotations(
    text: str, spans: Sequence[Labelled], own: object, problems: list[str], statuses: Collection[Status]
) -> Iterator[_Found]:
    """Yield annotations: those of ours that are still there, then those of the other program."""
    sound = []
    for span in spans:
        told = span.told or Told(span.start, span.end)
        for start, end in settled(text, [span[:2]], told, shown_line(span.word)[:80], problems) or ():
            sound.append(span._replace(start=start, end=end))
    left = _Left(sound)
    for entry in own if isinstance(own, list | tuple) else ():
        if isinstance(entry, dict) and (known := _known(text, entry, left, statuses)) is not None:
            yield known
    for number, span in enumerate(left.all()):
        yield _Found(_foreign(text, span, number), (span.ref,), span.status)


class _Left:
    """The spans that have not found their annotation yet."""

    def __init__(self, spans: Iterable[Labelled]) -> None:
        self._by_id: dict[str, list[Labelled]] = {}
        self._by_place: dict[tuple[int, int, str], list[Labelled]] = {}
        self._spans = {id(span): span for span in spans}
        for span in self._spans.values():
            if span.id:
                self._by_id.setdefault(span.id, []).append(span)
            else:
                self._by_place.setdefault(span[:3], []).append(span)

    def take(self, of: str, place: tuple[int, int], words: Sequence[str]) -> list[Labelled]:
        """Return the spans of the annotation with the id `of`: those that say so, or those in its place."""
        mine = self._by_id.pop(of, [])
        mine = [span for span in mine if span[:2] == mine[0][:2]]
        if not mine:
            mine = [found.pop(0) for word in words if (found := self._by_place.get((*place, word)))]
        for span in mine:
            del self._spans[id(span)]
        return mine

    def all(self) -> tuple[Labelled, ...]:
        return tuple(self._spans.values())


def _known(text: str, entry: Mapping[str, Any], left: _Left, statuses: Collection[Status]) -> _Found | None:
    """Return the annotation of ours that an entry tells of; None where the other program has removed it."""
    own = {name: value for name, value in entry.items() if name not in ("id", "stands")}
    try:
        was = msgspec.convert(
            carried.placed(own, own["start"], own["end"], text) | {"id": entry["id"]}
            if isinstance(own["start"], int) and isinstance(own["end"], int)
            else entry,
            ExportedAnnotation,
            strict=False,
        )
        stands = msgspec.convert(entry.get("stands") or (was.start or 0, was.end or 0), tuple[int, int])
    except (msgspec.ValidationError, KeyError):
        return None
    if not is_span(was, statuses):
        return _Found(was, (), was.status)
    spans = left.take(was.id, stands, words_of(was))
    if not spans:
        return None
    refs = tuple(span.ref for span in spans)
    held: dict[str, Any] = {"id": was.id, "status": spans[0].status}
    if {span.word for span in spans} != set(words_of(was)):
        held |= _said([span.word for span in spans], was.label)
    if spans[0].note is not None:
        held["note"] = spans[0].note
    if spans[0][:2] == stands:
        return _Found(msgspec.structs.replace(was, **held), refs, was.status)
    place = carried.placed(own, spans[0].start, spans[0].end, text)
    held |= {field: place.pop(field) for field in ("start", "end", "quote")}
    return _Found(carried.restored(ExportedAnnotation, place, held), refs, was.status)


def _said(words: Sequence[str], label: str | None = None) -> dict[str, Any]:
    """Return the label and tags that words stand for."""
    bare = [word for word in words if word in LABELS or word == label]
    tags = tuple(dict.fromkeys(word for word in words if word not in bare and word != MARKED))
    return {"tags": tags, "label": bare[0] if bare else label}


def _foreign(text: str, span: Labelled, number: int) -> ExportedAnnotation:
    """Return an annotation that another program made; its id is the same whenever the same file is read."""
    seed = f"{span.start}\0{span.end}\0{span.word}\0{number}\0{text}"
    return ExportedAnnotation(
        id=hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()[:16],
        start=span.start,
        end=span.end,
        quote=text[span.start : span.end],
        note=span.note or "",
        author=span.author,
        origin="import",
        status=span.status,
        **_said([span.word]),
    )
