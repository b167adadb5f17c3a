"""Notes that were begun and not saved: kept without an act, so that nothing typed is lost when the program ends."""

from annotations import anchoring
from annotations.model import Span, Value
from annotations.store.database import Database


class UnsavedNote(Value, frozen=True, kw_only=True):
    """A note as far as it was written, and the passage that it is on: the document by its id, its title, the words."""

    document: str
    title: str
    span: Span
    words: str
    note: str


class UnsavedNotes:
    """The unsaved notes of a store, at most one a passage."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[UnsavedNote, ...]:
        """Return them all, the one left longest ago first, but for those of documents that were removed."""
        rows = self._database.rows(
            "SELECT n.document, d.title, n.start_offset, n.end_offset, n.note, "
            "substr(r.text, n.start_offset + 1, n.end_offset - n.start_offset) AS words "
            "FROM unsaved_notes AS n JOIN documents AS d ON d.id = n.document AND d.deleted IS NULL "
            "JOIN revisions AS r ON r.document = d.id AND r.number = d.revision ORDER BY n.id"
        )
        return tuple(
            UnsavedNote(
                document=row["document"],
                title=row["title"],
                span=Span(row["start_offset"], row["end_offset"]),
                words=row["words"],
                note=row["note"],
            )
            for row in rows
        )

    def keep(self, document: str, span: Span, note: str) -> None:
        """Keep what is written of a note, in place of what was kept of it; it is the one left last now."""
        with self._database.transaction():
            _forget(self._database, document, span)
            _write(self._database, document, span, note)

    def forget(self, document: str, span: Span) -> None:
        """Keep nothing of the note on that passage any more: it is saved, or was given up."""
        with self._database.transaction():
            _forget(self._database, document, span)


def follow(database: Database, document: str, old_text: str, new_text: str) -> None:
    """Move a document's unsaved notes with their words, when its text has changed, inside a transaction.

    Those that come to the same place become one.
    """
    moved: dict[Span, list[str]] = {}
    for row in database.rows("SELECT * FROM unsaved_notes WHERE document = ? ORDER BY id", document):
        span = Span(row["start_offset"], row["end_offset"])
        moved.setdefault(_moved(span, old_text, new_text), []).append(row["note"])
        _forget(database, document, span)
    for span, notes in moved.items():
        _write(database, document, span, "\n".join(notes))


def _moved(span: Span, old_text: str, new_text: str) -> Span:
    place = anchoring.place(anchoring.select(old_text, span.start, span.end), old_text, new_text)
    if place.start is not None and place.end is not None:
        return Span(place.start, place.end)
    start = min(span.start, max(0, len(new_text) - 1))
    return Span(start, min(start + len(span), len(new_text)))


def _forget(database: Database, document: str, span: Span) -> None:
    where = "document = ? AND start_offset = ? AND end_offset = ?"
    database.run(f"DELETE FROM unsaved_notes WHERE {where}", document, span.start, span.end)  # noqa: S608 - a constant


def _write(database: Database, document: str, span: Span, note: str) -> None:
    row = {
        "id": database.next_number("unsaved_notes"),
        "document": document,
        "start_offset": span.start,
        "end_offset": span.end,
        "note": note,
    }
    database.insert("unsaved_notes", row)
