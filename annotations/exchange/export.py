"""The annotations of a store as one value, whose JSON is what `briefreader export` prints; its names are fixed."""

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Final, Literal

import msgspec

from annotations import __version__
from annotations.codebook import paths_of
from annotations.model import (
    Annotation,
    Confidence,
    Credibility,
    Link,
    Origin,
    PlacementKind,
    Reliability,
    Span,
    Status,
    Tag,
    Value,
)
from annotations.store import Store

FORMAT: Final = "briefreader-annotations"
VERSION: Final = 1

Time = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", description="UTC")]
Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\d$")]
Offset = Annotated[int, msgspec.Meta(ge=0, description="Code points of the document's text")]


class ExportedAnnotation(Value, frozen=True, kw_only=True):
    """An annotation: its place in its document's text (null for an orphan), its words as they were marked."""

    id: str
    start: Offset | None
    end: Offset | None
    quote: str
    prefix: str | None = None
    """The words before, as they were when it was marked; None where nobody kept them. So is `suffix`."""
    suffix: str | None = None
    tags: tuple[str, ...] = ()
    """Tags as they are written: "parent/child"."""
    note: str = ""
    label: str | None = None
    origin: Origin = "human"
    status: Status = "accepted"
    author: str = ""
    created: Time | None = None
    modified: Time | None = None
    placement: PlacementKind = "exact"
    links: tuple[Link, ...] = ()
    confidence: Confidence | None = None
    reliability: Reliability | None = None
    """Of the source, by the Admiralty code; `credibility` is that of the information."""
    credibility: Credibility | None = None


class ExportedDocument(Value, frozen=True, kw_only=True):
    """A document with its newest text."""

    id: str
    title: str = ""
    byline: str | None = None
    outlet: str | None = None
    source: str = ""
    published: Day | None = None
    sha256: str | None = None
    headings: tuple[Span, ...] | None = None
    text: str
    annotations: tuple[ExportedAnnotation, ...] = ()


class Export(Value, frozen=True, kw_only=True):
    """All that an export holds."""

    format: Literal["briefreader-annotations"]
    version: Literal[1]
    exported: Time
    generator: str
    tags: tuple[Tag, ...]
    documents: tuple[ExportedDocument, ...]


class Choice(Value, frozen=True, kw_only=True):
    """What of a store is exported; a part that is empty or None leaves everything in."""

    documents: tuple[str, ...] = ()
    """By their ids. Documents without annotations are left out unless they are named here."""
    tags: tuple[str, ...] = ()
    """Written "parent/child"; a tag stands for those inside it too."""
    origins: tuple[Origin, ...] = ()
    authors: tuple[str, ...] = ()
    """As they sign; "" is one who has signed with no name."""
    statuses: tuple[Status, ...] = ()
    since: str | None = None
    """The first day, by UTC, of what was made or last changed; `until` is the last one."""
    until: str | None = None
    annotations: frozenset[str] | None = None
    """By their ids: what a screen shows, for example."""


EVERYTHING: Final = Choice()


def export_of(store: Store, choice: Choice = EVERYTHING) -> Export:
    """Return what `store` holds, or what of it is chosen."""
    book = store.codebook.tags()
    paths = paths_of(book)
    wanted = _with_inner(choice.tags, paths)
    exported = []
    for row in reversed(store.documents.all()):
        if choice.documents and row.id not in choice.documents:
            continue
        if not choice.documents and not row.annotations:
            continue
        kept = [a for a in store.annotations.of(row.id) if _is_chosen(a, choice, wanted)]
        if kept or choice.documents:
            exported.append(_document(store, row.id, kept, paths))
    return Export(
        format=FORMAT,
        version=VERSION,
        exported=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        generator=f"briefreader {__version__}",
        tags=book,
        documents=tuple(exported),
    )


def _is_chosen(annotation: Annotation, choice: Choice, tags: frozenset[str] | None) -> bool:
    day = annotation.modified[:10]
    return (
        (tags is None or not tags.isdisjoint(annotation.tags))
        and (not choice.origins or annotation.origin in choice.origins)
        and (not choice.authors or annotation.author in choice.authors)
        and (not choice.statuses or annotation.status in choice.statuses)
        and (choice.since is None or day >= choice.since)
        and (choice.until is None or day <= choice.until)
        and (choice.annotations is None or annotation.id in choice.annotations)
    )


def _with_inner(tags: Sequence[str], paths: Mapping[str, str]) -> frozenset[str] | None:
    """Return the ids of the tags that are written so and of those inside them; None for no choice."""
    if not tags:
        return None
    outer = tuple(tag.casefold() for tag in tags)
    written = {id: path.casefold() for id, path in paths.items()}
    return frozenset(
        id for id, path in written.items() if path in outer or path.startswith(tuple(f"{o}/" for o in outer))
    )


def _document(store: Store, id: str, annotations: Iterable[Annotation], paths: Mapping[str, str]) -> ExportedDocument:
    document = store.documents.get(id)
    return ExportedDocument(
        id=id,
        title=document.title,
        byline=document.byline,
        outlet=document.outlet,
        source=document.source,
        published=document.published,
        sha256=document.sha256,
        headings=document.headings,
        text=document.text,
        annotations=tuple(exported_annotation(a, paths) for a in annotations),
    )


def exported_annotation(annotation: Annotation, paths: Mapping[str, str]) -> ExportedAnnotation:
    """Return an annotation as it is exported; `paths` are the tags as they are written, by their ids."""
    return ExportedAnnotation(
        id=annotation.id,
        start=annotation.placement.start,
        end=annotation.placement.end,
        quote=annotation.selector.exact,
        prefix=annotation.selector.prefix,
        suffix=annotation.selector.suffix,
        tags=tuple(paths[tag] for tag in annotation.tags),
        note=annotation.note,
        label=annotation.label,
        origin=annotation.origin,
        status=annotation.status,
        author=annotation.author,
        created=annotation.created,
        modified=annotation.modified,
        placement=annotation.placement.kind,
        links=annotation.links,
        confidence=annotation.confidence,
        reliability=annotation.reliability,
        credibility=annotation.credibility,
    )
