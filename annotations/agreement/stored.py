"""What the annotators of a store have marked."""

from collections.abc import Mapping, Sequence

from annotations.agreement.codings import Coded, coded
from annotations.codebook import paths_of
from annotations.store import Store


def coded_in(store: Store, documents: Sequence[str] = ()) -> Mapping[str, Coded]:
    """Return what was marked in the documents with these ids, or in all that have annotations, by the ids."""
    paths = paths_of(store.codebook.tags())
    ids = documents or [row.id for row in reversed(store.documents.all()) if row.annotations]
    return {id: coded(store.documents.get(id).text, store.annotations.of(id), paths) for id in ids}
