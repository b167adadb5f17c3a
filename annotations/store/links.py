"""Links between annotations, seen from either end."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from annotations.model import Annotation, Link, Value
from annotations.store.annotations import Annotations, Draft
from annotations.store.database import Database
from annotations.store.errors import BadLink, UnknownAnnotation
from annotations.store.history import History
from annotations.text import shown_line

LINK_TYPES: Final = ("supports", "contradicts", "same event", "cause")
"""The types that every store offers; any other word is one too."""

_OF_DOCUMENT: Final = """
    SELECT x.*, b.document, d.title, b.exact, b.start_offset, b.deleted IS NOT NULL OR d.deleted IS NOT NULL AS deleted
    FROM (
        SELECT l.annotation AS here, l.type, l.target AS other, 0 AS incoming, l.position, a.number
        FROM annotations AS a JOIN links AS l ON l.annotation = a.id WHERE a.document = ?1 AND a.deleted IS NULL
        UNION ALL
        SELECT l.target, l.type, l.annotation, 1, l.position, f.number
        FROM annotations AS a JOIN links AS l ON l.target = a.id
        JOIN annotations AS f ON f.id = l.annotation AND f.deleted IS NULL
        JOIN documents AS g ON g.id = f.document AND g.deleted IS NULL
        WHERE a.document = ?1 AND a.deleted IS NULL
    ) AS x
    JOIN annotations_placed AS b ON b.id = x.other
    JOIN documents AS d ON d.id = b.document
    ORDER BY x.incoming, x.number, x.position
"""


class Linked(Value, frozen=True, kw_only=True):
    """A link of an annotation, and what is at its other end.

    `here` is the id of the annotation, `other` that of the one at the other end; `incoming` says that it is the other
    that is linked to this one. `start` is None where the other's words are gone from its text.
    """

    here: str
    type: str
    other: str
    incoming: bool
    document: str
    title: str
    exact: str
    start: int | None
    deleted: bool
    """Whether the other annotation or its document was deleted: an undo would bring it back."""

    @property
    def owner(self) -> str:
        """The id of the annotation that has the link."""
        return self.other if self.incoming else self.here

    @property
    def link(self) -> Link:
        """The link as its owner has it."""
        return Link(type=self.type, to=self.here if self.incoming else self.other)


class End(Value, frozen=True, kw_only=True):
    """One end of a link to be made: an annotation by its id, or a passage that gets one.

    `revision` is the number of the text that a passage's offsets are in; None for the newest.
    """

    document: str
    annotation: str | Draft
    revision: int | None = None


class Links:
    """The links of a store."""

    def __init__(self, database: Database, history: History, annotations: Annotations) -> None:
        self._database = database
        self._history = history
        self._annotations = annotations

    def of(self, document_id: str) -> Mapping[str, Sequence[Linked]]:
        """Return the links that the annotations of a document have or that lead to them, by the annotation's id.

        Those it has stand first, in the order in which they were made. A link of a deleted annotation is none.
        """
        found: defaultdict[str, list[Linked]] = defaultdict(list)
        for row in self._database.rows(_OF_DOCUMENT, document_id):
            found[row["here"]].append(
                Linked(
                    here=row["here"],
                    type=row["type"],
                    other=row["other"],
                    incoming=bool(row["incoming"]),
                    document=row["document"],
                    title=row["title"],
                    exact=row["exact"],
                    start=row["start_offset"],
                    deleted=bool(row["deleted"]),
                )
            )
        return dict(found)

    def types(self) -> tuple[str, ...]:
        """Return the types of link that there are: those in use, the most used first, then the usual ones."""
        rows = self._database.rows(
            "SELECT x.type FROM links AS x JOIN annotations AS a ON a.id = x.annotation WHERE a.deleted IS NULL "
            "GROUP BY x.type ORDER BY count(*) DESC, x.type"
        )
        return tuple(dict.fromkeys((*(row["type"] for row in rows), *LINK_TYPES)))

    def make(self, start: End, end: End, type_: str) -> tuple[Annotation, Annotation]:
        """Link one passage to another, as one act on the second's document, and return both annotations.

        Raises UnknownAnnotation, UnknownDocument, BadSpan, and BadLink for one without a type or to itself.
        """
        type_ = " ".join(shown_line(type_).split())
        if not type_:
            raise BadLink("a link needs a type: one of the usual ones, or any word")
        with self._history.act("Link", end.document):
            here, there = self._at(start), self._at(end)
            if here == there:
                raise BadLink("an annotation is not linked to itself")
            made = self._annotations.link(here, Link(type=type_, to=there))
            return made, self._annotations.get(there)

    def _at(self, end: End) -> str:
        if isinstance(end.annotation, str):
            if self._annotations.fields(end.annotation)["deleted"] is not None:
                raise UnknownAnnotation("what is to be linked was deleted meanwhile: undo brings it back")
            return end.annotation
        (made,) = self._annotations.create(end.document, [end.annotation], revision=end.revision)
        return made.id
