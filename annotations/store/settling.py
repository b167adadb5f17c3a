"""What a changed text has left to the reader: passages that are gone, or of which it is not sure where they stand."""

from annotations import anchoring
from annotations.model import Annotation, Placement, Selector, Span, Value
from annotations.store.annotations import Annotations
from annotations.store.database import Database
from annotations.store.history import History

_SETTLED = (
    "SELECT 1 FROM events AS e JOIN acts AS t ON t.id = e.act WHERE e.thing = a.id AND e.kind = 'annotation' "
    "AND t.state = 'done' AND e.before IS NOT NULL AND json_extract(e.after, '$.placement.revision') = a.revision_id"
)
"""Where the reader has said where an annotation stands in the newest text."""


class Versions(Value, frozen=True, kw_only=True):
    """A passage in the text where it stood last and in the new one, with the places that may be its own now.

    `candidates` are the likeliest first; where the placement is `review`, the first is the guess.
    """

    annotation: Annotation
    title: str
    old_text: str
    old: Span
    new_text: str
    candidates: tuple[Span, ...]


class Outlook(Value, frozen=True, kw_only=True):
    """What a document, or the library, is like in which nothing waits to be settled.

    `changed` tells whether any text has changed since it was taken in, `marked` how many passages are marked in those
    that have, `elsewhere` how many wait in other documents, and `documents` in how many.
    """

    changed: bool
    marked: int
    elsewhere: int
    documents: int


class Settling:
    """What is to be settled, and how. Passages are placed with `Annotations.place`."""

    def __init__(self, database: Database, history: History, annotations: Annotations) -> None:
        self._database = database
        self._history = history
        self._annotations = annotations

    def waiting(self, document_id: str | None = None) -> tuple[str, ...]:
        """Return the ids of the annotations of a document, or of all, that the reader has yet to settle.

        They are in the order of the library, and of the texts in which they were marked. What was settled is not
        asked for again until the text changes once more; rejected marks never are.
        """
        rows = self._database.rows(
            "SELECT a.id FROM annotations_placed AS a JOIN documents AS d ON d.id = a.document "  # noqa: S608 - a constant
            "WHERE a.deleted IS NULL AND d.deleted IS NULL AND a.status <> 'rejected' "
            "AND a.placement IN ('review', 'orphan') AND (?1 IS NULL OR a.document = ?1) "
            f"AND NOT EXISTS ({_SETTLED}) ORDER BY d.added DESC, d.rowid DESC, a.marked_start, a.marked_end",
            document_id,
        )
        return tuple(row["id"] for row in rows)

    def outlook(self, document_id: str | None = None) -> Outlook:
        """Return why nothing waits in a document, or in the library, and what waits elsewhere."""
        with self._database.snapshot():
            changed = self._database.row(
                "SELECT count(DISTINCT d.id) AS texts, count(a.id) AS passages FROM documents AS d "
                "LEFT JOIN annotations AS a ON a.document = d.id AND a.deleted IS NULL AND a.status <> 'rejected' "
                "WHERE d.deleted IS NULL AND d.revision > 1 AND (?1 IS NULL OR d.id = ?1)",
                document_id,
            )
            if changed is None:
                raise RuntimeError("a count that counts nothing")
            here = frozenset(self.waiting(document_id))
            others = [self._annotations.get(id).document for id in self.waiting() if id not in here]
        return Outlook(
            changed=changed["texts"] > 0,
            marked=changed["passages"],
            elsewhere=len(others),
            documents=len(set(others)),
        )

    def versions(self, id: str) -> Versions:
        """Return a passage in its old text and in the new one. Raises UnknownAnnotation."""
        with self._database.snapshot():
            annotation = self._annotations.get(id)
            row = self._database.row(
                "SELECT d.title, d.source, r.id, r.text FROM documents AS d "
                "JOIN revisions AS r ON r.document = d.id AND r.number = d.revision WHERE d.id = ?",
                annotation.document,
            )
            if row is None:
                raise RuntimeError("an annotation without a text")
            old_text, old = self._last(annotation, row["id"])
        selector = anchoring.select(old_text, old.start, old.end)
        found = [span for span in anchoring.candidates(selector, old_text, row["text"]) if span.start < span.end]
        now = annotation.placement
        if now.start is not None and now.end is not None:
            guess = Span(now.start, now.end)
            found = [guess, *(span for span in found if not span.overlaps(guess))]
        return Versions(
            annotation=annotation,
            title=row["title"] or row["source"],
            old_text=old_text,
            old=old,
            new_text=row["text"],
            candidates=tuple(found),
        )

    def give_up(self, id: str) -> Annotation:
        """Say that a passage is gone from the newest text; the annotation stays. Raises UnknownAnnotation."""
        annotation = self._annotations.get(id)
        with self._history.act("Leave without a place", annotation.document):
            if annotation.placement.kind == "orphan":
                self._history.confirm("annotation", id, "placement")
                return annotation
            return self._annotations.place(id, Placement(kind="orphan", start=None, end=None))

    def _last(self, annotation: Annotation, newest: int) -> tuple[str, Span]:
        """Return the text before the newest in which the passage surely stood, and where."""
        row = self._database.row(
            "SELECT r.text, p.start_offset, p.end_offset FROM placements AS p JOIN revisions AS r ON r.id = p.revision "
            "WHERE p.annotation = ? AND p.revision < ? AND p.kind IN ('exact', 'moved') "
            "ORDER BY p.revision DESC LIMIT 1",
            annotation.id,
            newest,
        )
        if row is not None:
            return row["text"], Span(row["start_offset"], row["end_offset"])
        return _by_itself(annotation.selector)


def _by_itself(selector: Selector) -> tuple[str, Span]:
    """Return what is known of a passage's old text where an import brought no more than its neighbours."""
    start = len(selector.prefix)
    return selector.prefix + selector.exact + selector.suffix, Span(start, start + len(selector.exact))
