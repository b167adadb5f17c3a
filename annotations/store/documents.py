"""Documents, their immutable revisions, and the machine's readings of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from annotations.model import Document, PlacementKind, Reading, Span, Value, is_day
from annotations.store import placements, places, unsaved
from annotations.store.database import Database, new_id, now
from annotations.store.errors import BadDay, UnknownDocument
from annotations.store.history import History
from annotations.store.places import Place
from annotations.store.standing import Fields
from annotations.text import clean_verbatim, shown_line

_TOLD = ("title", "byline", "outlet", "source", "published")
"""What a source says of its text; a change of it alone makes no revision."""
_FIELDS = (*_TOLD, "revision", "deleted")
_DATED = (
    "SELECT 1 FROM events AS e JOIN acts AS a ON a.id = e.act WHERE e.kind = 'document' AND a.state = 'done' "
    "AND e.before IS NOT NULL AND json_type(e.after, '$.published') IS NOT NULL"
)
"""Where the reader has said when a document was published."""


class Added(Value, frozen=True, kw_only=True):
    """How taking in a document went: its id, the number of its newest revision, how its annotations fared."""

    id: str
    revision: int
    outcome: Literal["new", "known", "revised"]
    fared: Mapping[PlacementKind, int]


class DocumentRow(Value, frozen=True, kw_only=True):
    """A document as the library lists it; `progress` is how much of it was read, 0 to 1.

    Of all that was said of it in `annotations`, `notes` are those that do not only say that a mark is wrong.
    """

    id: str
    title: str
    outlet: str | None
    byline: str | None
    source: str
    published: str | None
    added: str
    opened: str | None
    progress: float
    revision: int
    annotations: int
    notes: int


class Documents:
    """The documents of a store."""

    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history
        history.keep("document", self)

    # taking in

    def add(self, document: Document, *, id: str | None = None) -> Added:
        """Take in a document, or a new revision of it if its source is known and its text has changed.

        Without a source, the same text is the same document. `id` is the id of a new one. A removed document comes
        back. Annotations are placed anew in a changed text. The day that the reader gave stays.
        """
        document = _clean(document)
        with self._history.act(f"Take in {document.title or document.source}", fixed=True):
            known = self._known(document)
            if known is None:
                return self._add_new(document, id or new_id())
            fields: Fields = {"deleted": None}
            fields |= {name: told for name in _TOLD if (told := getattr(document, name))}
            if self._is_dated(known):
                fields.pop("published", None)
            revised = document.sha256 != self._revision(known)["sha256"]
            if revised:
                fields["revision"] = self._add_revision(known, document)
            self._history.change("document", known, fields)
            return Added(
                id=known,
                revision=self.revision(known),
                outcome="revised" if revised else "known",
                fared=placements.fared(self._database, known),
            )

    def remove(self, id: str) -> None:
        """Take a document out of the library. It is marked as removed, and undo brings it back."""
        with self._history.act(f"Remove {self._title(id)}"):
            self._history.change("document", id, {"deleted": now()})

    def date(self, id: str, published: str | None) -> None:
        """Say when a document was published, whatever its source says from now on; None if that is not known.

        Raises BadDay for what is no day like 2026-01-31, UnknownDocument.
        """
        if published is not None and not is_day(published):
            raise BadDay(f"{shown_line(published)}: is no day like 2026-01-31")
        with self._history.act(f"Published {published}" if published else "Day of publication taken away", id):
            self._history.change("document", id, {"published": published})

    # finding

    def all(self) -> tuple[DocumentRow, ...]:
        """Return the documents of the library, the one added last first."""
        with self._database.snapshot():
            rows = self._database.rows(
                "SELECT d.id, d.title, d.outlet, d.byline, d.source, d.published, d.added, p.kept AS opened, "
                "ifnull(p.progress, 0.0) AS progress, d.revision, count(a.id) AS annotations, "
                "count(iif(a.status <> 'rejected', 1, NULL)) AS notes FROM documents AS d "
                "LEFT JOIN places AS p ON p.document = d.id "
                "LEFT JOIN annotations AS a ON a.document = d.id AND a.deleted IS NULL "
                "WHERE d.deleted IS NULL GROUP BY d.id ORDER BY d.added DESC, d.rowid DESC"
            )
            return tuple(DocumentRow(**row) for row in rows)

    def get(self, id: str) -> Document:
        """Return a document with its newest text. Raises UnknownDocument."""
        with self._database.snapshot():
            row = self._database.row(
                "SELECT d.*, r.sha256, r.headings, r.notices, r.text FROM documents AS d "
                "JOIN revisions AS r ON r.document = d.id AND r.number = d.revision WHERE d.id = ?",
                id,
            )
            if row is None:
                raise _unknown(id)
            return _document(row)

    def other_texts(self, id: str) -> tuple[str, ...]:
        """Return the texts that a document had before, the newest first."""
        rows = self._database.rows(
            "SELECT r.text FROM documents AS d JOIN revisions AS r ON r.document = d.id AND r.number <> d.revision "
            "WHERE d.id = ? ORDER BY r.number DESC",
            id,
        )
        return tuple(row["text"] for row in rows)

    def days(self) -> Mapping[str, str | None]:
        """Return when the newest texts of the library were published, by their hashes, as far as that is known.

        It is None where the reader has said that it is not known. Of documents with one text the one added last counts.
        """
        known = f"d.published IS NOT NULL OR EXISTS ({_DATED} AND e.thing = d.id)"
        rows = self._database.rows(
            "SELECT r.sha256, d.published FROM documents AS d "  # noqa: S608 - a constant
            "JOIN revisions AS r ON r.document = d.id AND r.number = d.revision "
            f"WHERE d.deleted IS NULL AND ({known}) ORDER BY d.added, d.rowid"
        )
        return {row["sha256"]: row["published"] for row in rows}

    def find(self, reference: str) -> str:
        """Return the id of the document that is meant: its id, the start of one, its source or path.

        Raises UnknownDocument if there is none, or more than one.
        """
        reference = clean_verbatim(reference)
        path = str(Path(reference).absolute()) if "://" not in reference else reference
        rows = self._database.rows(
            "SELECT id FROM documents WHERE deleted IS NULL AND (id = ?1 OR source IN (?1, ?2))", reference, path
        )
        if not rows and reference:
            rows = self._database.rows(
                "SELECT id FROM documents WHERE deleted IS NULL AND substr(id, 1, length(?1)) = ?1", reference
            )
        if len(rows) > 1:
            raise UnknownDocument(f"{shown_line(reference)}: several documents have an id that starts so")
        if not rows:
            raise _unknown(reference)
        return str(rows[0]["id"])

    def of_text(self, sha256: str) -> tuple[str, ...]:
        """Return the ids of the library's documents of which some revision is the text of that hash, oldest first."""
        rows = self._database.rows(
            "SELECT d.id FROM documents AS d WHERE d.deleted IS NULL AND EXISTS "
            "(SELECT 1 FROM revisions AS r WHERE r.document = d.id AND r.sha256 = ?) ORDER BY d.added, d.rowid",
            sha256,
        )
        return tuple(row["id"] for row in rows)

    def revision(self, id: str) -> int:
        """Return the number of the newest revision, from 1. Raises UnknownDocument."""
        with self._database.snapshot():
            return int(self.fields(id)["revision"])

    # readings and places: caches and bookmarks, kept without an act

    def keep_reading(self, id: str, fingerprint: str, reading: Reading) -> None:
        """Keep what the pipeline of that fingerprint found, for the newest revision, if that is the text it read."""
        bare = msgspec.structs.replace(reading, document=msgspec.structs.replace(reading.document, text=""))
        with self._database.transaction():
            revision, sha256 = self._revision(id)
            if reading.document.sha256 != sha256:
                return
            older = "SELECT id FROM revisions WHERE document = ?"
            self._database.run(f"DELETE FROM readings WHERE revision IN ({older})", id)  # noqa: S608 - a constant
            row = {"revision": revision, "fingerprint": fingerprint, "reading": msgspec.json.encode(bare).decode()}
            self._database.insert("readings", row)

    def reading(self, id: str, fingerprint: str) -> Reading | None:
        """Return the reading that was kept for the newest revision, if the same pipeline made it."""
        with self._database.snapshot():
            kept = self._database.value(
                "SELECT reading FROM readings WHERE revision = ? AND fingerprint = ?",
                self._revision(id)["id"],
                fingerprint,
            )
            document = self.get(id)
        if kept is None:
            return None
        try:
            reading = msgspec.json.decode(kept, type=Reading)
        except msgspec.MsgspecError:
            return None  # of another shape than this program's: it is made anew
        return msgspec.structs.replace(reading, document=document)

    def keep_place(self, id: str, place: Place) -> None:
        """Keep where the reader is; the document counts as opened now."""
        with self._database.transaction():
            self.fields(id)
            places.keep(self._database, id, place)

    def place(self, id: str) -> Place | None:
        """Return where the reader was, or None if the document was never opened."""
        with self._database.snapshot():
            return places.kept(self._database, id)

    # for the history

    def fields(self, thing: str) -> Fields:
        """Return what can change in a document. Raises UnknownDocument."""
        with self._database.snapshot():
            row = self._database.row("SELECT * FROM documents WHERE id = ?", thing)
            if row is None:
                raise _unknown(thing)
            return {name: row[name] for name in _FIELDS}

    def write(self, thing: str, fields: Mapping[str, Any]) -> None:
        """Write fields of a document; with another revision, place its annotations there."""
        before = self.get(thing).text if "revision" in fields else ""
        self._database.update("documents", "id", thing, fields)
        if "revision" in fields:
            placements.place_all(self._database, thing)
            text = self.get(thing).text
            places.follow(self._database, thing, before, text)
            unsaved.follow(self._database, thing, before, text)

    def relied_on(self, thing: str) -> bool:
        """Return whether a document has annotations."""
        annotation = "SELECT 1 FROM annotations WHERE document = ? AND deleted IS NULL"
        return self._database.row(annotation, thing) is not None

    # the parts of taking in

    def _known(self, document: Document) -> str | None:
        if document.source:
            id = self._database.value("SELECT id FROM documents WHERE source = ?", document.source)
        else:
            id = self._database.value(
                "SELECT d.id FROM documents AS d JOIN revisions AS r ON r.document = d.id AND r.number = d.revision "
                "WHERE d.source = '' AND r.sha256 = ?",
                document.sha256,
            )
        return None if id is None else str(id)

    def _is_dated(self, id: str) -> bool:
        """Return whether the reader has said when a document was published."""
        return self._database.row(f"{_DATED} AND e.thing = ?", id) is not None

    def _add_new(self, document: Document, id: str) -> Added:
        row = {name: getattr(document, name) for name in _TOLD}
        self._database.insert("documents", {"id": id, **row, "revision": 1, "added": now(), "deleted": None})
        self._add_revision(id, document)
        self._history.made("document", id)
        return Added(id=id, revision=1, outcome="new", fared={})

    def _add_revision(self, id: str, document: Document) -> int:
        number = self._database.value("SELECT ifnull(max(number), 0) + 1 FROM revisions WHERE document = ?", id)
        headings = None if document.headings is None else msgspec.json.encode(document.headings).decode()
        row = {
            "id": self._database.next_number("revisions"),
            "document": id,
            "number": number,
            "sha256": document.sha256,
            "headings": headings,
            "notices": msgspec.json.encode(document.notices).decode(),
            "added": now(),
            "text": document.text,
        }
        self._database.insert("revisions", row)
        return int(number)

    def _revision(self, id: str) -> Any:
        row = self._database.row(
            "SELECT r.id, r.sha256 FROM revisions AS r JOIN documents AS d ON d.id = r.document "
            "WHERE d.id = ? AND r.number = d.revision",
            id,
        )
        if row is None:
            raise _unknown(id)
        return row

    def _title(self, id: str) -> str:
        fields = self.fields(id)
        return fields["title"] or fields["source"] or id


def _clean(document: Document) -> Document:
    """Return a document that can be stored and shown, whoever made it; sources and imports have cleaned theirs."""
    fields = {name: told and shown_line(told) for name in _TOLD if (told := getattr(document, name)) is not None}
    text = clean_verbatim(document.text)
    if text != document.text:
        fields |= {"text": text, "sha256": Document.of(text).sha256}
    return msgspec.structs.replace(document, **fields)


def _document(row: Any) -> Document:
    return Document(
        title=row["title"],
        byline=row["byline"],
        outlet=row["outlet"],
        source=row["source"],
        published=row["published"],
        sha256=row["sha256"],
        text=row["text"],
        headings=None if row["headings"] is None else msgspec.json.decode(row["headings"], type=tuple[Span, ...]),
        notices=msgspec.json.decode(row["notices"], type=tuple[str, ...]),
    )


def _unknown(id: str) -> UnknownDocument:
    return UnknownDocument(f"{shown_line(id)}: no such document in the library")
