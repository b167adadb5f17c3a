"""Taking an import into the store: as one act, so that one undo takes all of it out again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from annotations import anchoring
from annotations.codebook import paths_of
from annotations.exchange.checking import checked
from annotations.exchange.export import ExportedAnnotation, ExportedDocument, exported_annotation
from annotations.exchange.finding import with_texts
from annotations.exchange.merging import is_same, join, other_id
from annotations.exchange.registry import Imported
from annotations.exchange.same_document import SameDocument
from annotations.model import Annotation, Document, Link, Placement, PlacementKind, Selector, Span, Tag, Value
from annotations.store import Draft, Store, UnknownAnnotation, UnknownDocument
from annotations.text import shown


class Report(Value, frozen=True, kw_only=True):
    """What came of an import; `fared` counts the new annotations by the kind of their place."""

    documents: int = 0
    """How many documents are new; the other numbers count annotations."""
    new: int = 0
    changed: int = 0
    known: int = 0
    new_tags: int = 0
    known_tags: int = 0
    replaced_tags: int = 0
    """How many of the tags that a new store begins with have gone for those of the import."""
    fared: Mapping[PlacementKind, int] = {}
    problems: tuple[str, ...] = ()


def take_in(store: Store, imported: Imported, name: str) -> Report:
    """Take the sound part of an import into `store`; `name` is its file's, for the history.

    A document that `SameDocument` finds here is that document: its text stays, and where the import's is another one
    the annotations are placed anew. An annotation that is here already is merged with the
    import's as `merging.join` says; one that was deleted here comes back. Tags are the same if they are written the
    same, or else have the same id. A store in which nothing was ever done takes the import's code book for its own.
    """
    sound = checked(with_texts(store, imported))
    untouched = not store.documents.all() and len(store.history.acts(limit=2)) <= 1  # the one that made the code book
    with store.act(f"Import {name}"):
        intake = _Intake(store, sound)
        intake.run(untouched=untouched)
    return intake.report()


class _Intake:
    """One import on its way into a store."""

    def __init__(self, store: Store, imported: Imported) -> None:
        self._store = store
        self._imported = imported
        self._counts: Counter[str] = Counter()
        self._fared: Counter[PlacementKind] = Counter()
        self._problems = list(imported.problems)
        self._tags: dict[str, str] = {}
        """Tag ids here, by how the import writes them, in lower case."""
        self._paths: Mapping[str, str] = {}
        """Tags as they are written here, by their ids."""
        self._ids: dict[str, str] = {}
        """Annotation ids here, by the import's."""
        self._texts: dict[str, tuple[str, frozenset[str]]] = {}
        """What `_kept` has said of documents."""
        self._links: list[tuple[str, str | None, Link]] = []
        """Annotations with the time they were changed and a link that is to be theirs."""

    def run(self, *, untouched: bool) -> None:
        """Write everything; links last, when all that they lead to is there."""
        before = self._written()
        self._tags = _Tags(self._store, self._imported.tags, replace=untouched).ids
        for document in self._imported.documents:
            for annotation in document.annotations:
                self._know(annotation.tags)
        self._paths = paths_of(self._store.codebook.tags())
        after = self._written()
        self._counts["new_tags"] = len(after - before)
        self._counts["known_tags"] = len(before & self._tags.keys())
        self._counts["replaced_tags"] = len(before - after)
        for id, document in self._documents():
            self._take_annotations(id, document)
        for id, modified, link in self._links:
            try:
                to = self._ids.get(link.to, link.to)
                self._store.annotations.link(id, Link(type=link.type, to=to), modified=modified)
            except UnknownAnnotation:
                self._problems.append(f"the annotation {id}: it is linked to {link.to}, which is not there")

    def _written(self) -> set[str]:
        """Return how the tags here are written, in lower case."""
        return {path.casefold() for path in paths_of(self._store.codebook.tags()).values()}

    def _documents(self) -> Iterator[tuple[str, ExportedDocument]]:
        """Yield the import's documents, each with the id of the one here, which is made if need be."""
        same = SameDocument(self._store, self._imported.documents)
        titles = {row.title: row.source or row.id for row in self._store.documents.all() if row.title}
        for document in self._imported.documents:
            id = same.here(document)
            if id is None:
                id = self._add(document)
                if alike := titles.get(document.title):
                    self._problems.append(
                        f"{document.source or document.title}: taken as another document than {alike}, "
                        "which has its title, but neither its text nor annotations of it"
                    )
            same.became(document, id)
            yield id, document

    def report(self) -> Report:
        """Return what came of it."""
        return Report(**self._counts, fared=dict(self._fared), problems=tuple(self._problems))

    def _add(self, document: ExportedDocument) -> str:
        added = self._store.documents.add(
            Document.of(
                document.text,
                title=document.title,
                source=document.source,
                published=document.published,
                byline=document.byline,
                outlet=document.outlet,
                headings=document.headings,
            ),
            id=document.id if document.id and self._is_new_document(document.id) else None,
        )
        self._counts["documents"] += added.outcome == "new"
        return added.id

    def _is_new_document(self, id: str) -> bool:
        try:
            self._store.documents.get(id)
        except UnknownDocument:
            return True
        return False

    def _take_annotations(self, id: str, document: ExportedDocument) -> None:
        text = self._store.documents.get(id).text
        new = []
        for annotation in document.annotations:
            wanted, present = self._present(annotation, id, document)
            if present is None:
                new.append(replace(annotation, id=wanted))
                self._ids[annotation.id] = wanted
            else:
                self._ids[annotation.id] = present.id
                self._merge(present, annotation, document.text)
        drafts = [self._draft(annotation, document.text, text) for annotation in new]
        for annotation, made in zip(new, self._store.annotations.create(id, drafts), strict=True):
            self._ids.setdefault(annotation.id, made.id)
            self._fared[made.placement.kind] += 1
            self._links += ((made.id, annotation.modified, link) for link in annotation.links)
        self._counts["new"] += len(new)

    def _present(
        self, annotation: ExportedAnnotation, id: str, document: ExportedDocument
    ) -> tuple[str, Annotation | None]:
        """Return the id for an annotation here, and the one that it is a copy of, if that is here."""
        for wanted in (annotation.id, other_id(annotation, document.source or document.text)):
            present = self._get(wanted) if wanted else None
            if present is None:
                return wanted, None
            copy = exported_annotation(present, self._paths)
            if is_same(copy, annotation) and (present.document == id or annotation.created is not None):
                return wanted, present
        return wanted, present

    def _get(self, id: str) -> Annotation | None:
        try:
            return self._store.annotations.get(id)
        except UnknownAnnotation:
            return None

    def _draft(self, annotation: ExportedAnnotation, text: str, here: str) -> Draft:
        """Return a new annotation; `text` is the import's, `here` the one that is kept."""
        selector, placement = _placed(annotation, text, here)
        return Draft(
            id=annotation.id or None,
            selector=selector,
            placement=placement,
            tags=self._tag_ids(annotation.tags),
            note=annotation.note,
            label=annotation.label,
            origin=annotation.origin,
            status=annotation.status,
            confidence=annotation.confidence,
            reliability=annotation.reliability,
            credibility=annotation.credibility,
            author=annotation.author,
            created=annotation.created,
            modified=annotation.modified,
        )

    def _merge(self, present: Annotation, annotation: ExportedAnnotation, text: str) -> None:
        """Make of the annotation here what it and the import's copy of it come to."""
        mine = exported_annotation(present, self._paths)
        here, deleted = self._kept(present.document)
        joined = join(mine, self._as_here(annotation, mine, text, here))
        if present.id in deleted:
            self._store.annotations.restore([present.id])
        elif joined == mine:
            self._counts["known"] += 1
            return
        self._counts["changed"] += 1
        span = None
        if _words(joined) != _words(mine) and joined.start is not None and joined.end is not None:
            span = Span(joined.start, joined.end)
        self._store.annotations.change(
            [present.id],
            tags=self._tag_ids(joined.tags),
            note=joined.note,
            label=joined.label or "",
            status=joined.status,
            span=span,
        )
        if span is None and _place(joined) != _place(mine):
            placement = Placement(kind=joined.placement, start=joined.start, end=joined.end)
            self._store.annotations.place(present.id, placement)
        self._store.annotations.assess(
            [present.id],
            confidence=joined.confidence,
            reliability=joined.reliability,
            credibility=joined.credibility,
        )
        self._links += ((present.id, joined.modified, link) for link in joined.links if link not in mine.links)
        self._store.history.change("annotation", present.id, {"modified": joined.modified})

    def _as_here(
        self, annotation: ExportedAnnotation, mine: ExportedAnnotation, text: str, here: str
    ) -> ExportedAnnotation:
        """Return the import's copy of `mine` as it would be here: its tags, its links and its place in our text."""
        same = annotation.quote in (mine.quote, shown(mine.quote))
        if same and annotation.prefix is None and annotation.suffix is None:
            annotation = replace(annotation, quote=mine.quote, prefix=mine.prefix, suffix=mine.suffix)
        selector, placement = _placed(annotation, text, here)
        copy = replace(
            annotation,
            id=mine.id,
            tags=tuple(self._paths[tag] for tag in self._tag_ids(annotation.tags)),
            links=tuple(Link(type=link.type, to=self._ids.get(link.to, link.to)) for link in annotation.links),
            created=annotation.created or mine.created,
            quote=selector.exact,
            prefix=selector.prefix,
            suffix=selector.suffix,
            placement=placement.kind,
            start=placement.start,
            end=placement.end,
        )
        if text == here or _words(copy) != _words(mine):
            return copy
        return replace(copy, placement=mine.placement, start=mine.start, end=mine.end)

    def _kept(self, document: str) -> tuple[str, frozenset[str]]:
        """Return the text of a document here, and which of its annotations were deleted before the import."""
        if document not in self._texts:
            deleted = self._store.annotations.of(document, deleted=True)
            text = self._store.documents.get(document).text
            self._texts[document] = text, frozenset(annotation.id for annotation in deleted)
        return self._texts[document]

    def _know(self, paths: Iterable[str]) -> None:
        """Make tags that are not there."""
        for path in paths:
            if path.casefold() not in self._tags:
                self._tags[path.casefold()] = self._store.codebook.ensure(path).id

    def _tag_ids(self, paths: Iterable[str]) -> tuple[str, ...]:
        here = {path.casefold(): id for id, path in self._paths.items()}
        return tuple(self._tags.get(path.casefold()) or here[path.casefold()] for path in paths)


def _words(annotation: ExportedAnnotation) -> tuple[str, str | None, str | None]:
    return annotation.quote, annotation.prefix, annotation.suffix


def _place(annotation: ExportedAnnotation) -> tuple[str, int | None, int | None]:
    return annotation.placement, annotation.start, annotation.end


def _placed(annotation: ExportedAnnotation, text: str, here: str) -> tuple[Selector, Placement]:
    """Return how an annotation of `text` was marked, and where it stands in `here`."""
    start, end = annotation.start, annotation.end
    now = None if start is None or end is None else anchoring.select(text, start, end)
    marked = Selector(
        start=start or 0,
        end=end or len(annotation.quote),
        exact=annotation.quote,
        prefix=annotation.prefix if annotation.prefix is not None else now.prefix if now else "",
        suffix=annotation.suffix if annotation.suffix is not None else now.suffix if now else "",
    )
    if text == here:
        return marked, Placement(kind=annotation.placement, start=start, end=end)
    return marked, anchoring.place(now or marked, text, here)


class _Tags:
    """The import's tags in the code book: `ids` are the ids here by how the import writes them, in lower case."""

    def __init__(self, store: Store, tags: Sequence[Tag], *, replace: bool) -> None:
        self._book = store.codebook
        self._wanted = {tag.id: tag for tag in tags}
        self._taken: dict[str, str] = {}
        replace = replace and bool(tags) and tuple(tags) != self._book.tags()
        if replace:
            for tag in self._book.tags():
                if tag.parent is None:
                    self._book.remove(tag.id)
        present = self._book.tags()
        self._by_name = {(tag.parent, tag.name.casefold()): tag.id for tag in present}
        self._keys = {tag.key for tag in present}
        for tag in tags:
            self._take(tag)
        if replace and list(self._taken) != list(self._wanted):
            for position, tag in enumerate(tags, 1):
                self._book.change(self._taken[tag.id], position=position)
        paths = paths_of(tags)
        self.ids = {paths[id].casefold(): here for id, here in self._taken.items()}

    def _take(self, tag: Tag) -> str:
        """Return the id here of one of the tags, which is made if need be, after the one that it lies in."""
        if tag.id in self._taken:
            return self._taken[tag.id]
        parent = self._take(self._wanted[tag.parent]) if tag.parent else None
        here = self._by_name.get((parent, tag.name.casefold()))
        if here is None and tag.id in self._by_name.values():
            here = tag.id
        if here is None:
            key = None if tag.key in self._keys else tag.key
            made = self._book.add(
                tag.name, parent=parent, description=tag.description, colour=tag.colour, key=key, id=tag.id
            )
            here = self._by_name[parent, made.name.casefold()] = made.id
            self._keys.add(key)
        self._taken[tag.id] = here
        return here
