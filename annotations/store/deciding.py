"""Settling what annotators differ in: whose annotations stand."""

from collections.abc import Collection

from annotations.store.annotations import Annotations
from annotations.store.database import Database
from annotations.store.history import History


class Deciding:
    """What has been decided of annotations, and how it is."""

    def __init__(self, database: Database, history: History, annotations: Annotations) -> None:
        self._database = database
        self._history = history
        self._annotations = annotations

    def shared(self) -> tuple[str, ...]:
        """Return the ids of the documents that several have annotated, in the order of the library."""
        rows = self._database.rows(
            "SELECT d.id FROM documents AS d JOIN annotations AS a ON a.document = d.id "
            "WHERE d.deleted IS NULL AND a.deleted IS NULL GROUP BY d.id HAVING count(DISTINCT a.author) > 1 "
            "ORDER BY d.added DESC, d.rowid DESC"
        )
        return tuple(row["id"] for row in rows)

    def decided(self, document: str) -> frozenset[str]:
        """Return the ids of annotations of which it was said, after they were made, how they stand."""
        rows = self._database.rows(
            "SELECT DISTINCT e.thing FROM events AS e JOIN acts AS t ON t.id = e.act "
            "JOIN annotations AS a ON a.id = e.thing WHERE a.document = ? AND e.kind = 'annotation' "
            "AND t.state = 'done' AND e.before IS NOT NULL AND json_type(e.after, '$.status') IS NOT NULL",
            document,
        )
        return frozenset(row["thing"] for row in rows)

    def decide(self, document: str, title: str, *, keep: Collection[str], reject: Collection[str]) -> None:
        """Say, as one act, that annotations stand and that others are rejected. Raises UnknownAnnotation."""
        with self._history.act(title, document):
            if reject:
                self._annotations.change(reject, status="rejected")
            for id in keep:
                self._history.confirm("annotation", id, "status")
