"""Search in texts, in the words that were marked, and in notes."""

from typing import Literal

from annotations.model import Value
from annotations.store.database import Database


class Hit(Value, frozen=True, kw_only=True):
    """A place that was found: `start` and `end` are offsets in the document's newest text, None for an orphan's."""

    kind: Literal["text", "quote", "note"]
    document: str
    title: str
    annotation: str | None
    start: int | None
    end: int | None
    excerpt: str


def search(database: Database, query: str, limit: int) -> tuple[Hit, ...]:
    """Return what is found."""
    raise NotImplementedError
