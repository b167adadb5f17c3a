"""Which document here an import's document is: colleagues keep the same text at places of their own."""

from collections import Counter
from collections.abc import Iterable

from annotations.exchange.export import ExportedDocument
from annotations.model import Document
from annotations.store import Store, UnknownAnnotation


class SameDocument:
    """The documents of a store, by which those of one import are known.

    Asked for one after the other; each is told what it became, so that no other of the import with its text does too.
    """

    def __init__(self, store: Store, documents: Iterable[ExportedDocument]) -> None:
        self._store = store
        rows = store.documents.all()
        self._ids = {row.id for row in rows}
        self._sources = {row.source: row.id for row in rows if row.source}
        self._taken = {self._sources[d.source] for d in documents if d.source in self._sources}

    def here(self, document: ExportedDocument) -> str | None:
        """Return the id of the document here that the import's is; None where nothing ties it to one.

        That with its source; or else with most of its annotations; or else with its text, now or before. One that comes
        without its text may tell the id here. (An id alone ties no two texts: many programs number from 1.)
        """
        return (
            self._sources.get(document.source)
            or self._with_annotations(document)
            or (self._with_text(document) if document.text else document.id if document.id in self._ids else None)
        )

    def became(self, document: ExportedDocument, id: str) -> None:
        """Tell what a document of the import is here, found or new."""
        self._taken.add(id)
        if document.source:
            self._sources[document.source] = id

    def _with_annotations(self, document: ExportedDocument) -> str | None:
        """Return the document in which most of another's annotations stand; of as many, that with the least id."""
        shared: Counter[str] = Counter()
        for annotation in document.annotations:
            try:
                here = self._store.annotations.get(annotation.id)
            except UnknownAnnotation:
                continue
            if here.document in self._ids and (here.author, here.created) == (annotation.author, annotation.created):
                shared[here.document] += 1
        return min(shared, key=lambda id: (-shared[id], id), default=None)

    def _with_text(self, document: ExportedDocument) -> str | None:
        alike = self._store.documents.of_text(Document.of(document.text).sha256)
        return next((id for id in alike if id not in self._taken), None)
