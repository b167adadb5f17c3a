"""What was deleted: nothing is ever gone, so all of it can be listed and brought back."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from annotations.model import Value
from annotations.store.database import Database
from annotations.store.errors import BadTag, Unknown
from annotations.store.history import History
from annotations.store.standing import Kind
from annotations.text import shown_line

_ALL: Final = """
    SELECT 'annotation' AS kind, a.id, a.exact AS name, ifnull(nullif(d.title, ''), d.source) AS of, a.deleted AS at,
        a.note AS more
    FROM annotations_placed AS a JOIN documents AS d ON d.id = a.document WHERE a.deleted IS NOT NULL AND EXISTS (
        SELECT 1 FROM events AS e JOIN acts AS c ON c.id = e.act
        WHERE e.thing = a.id AND c.inverts IS NULL AND json_type(e.after, '$.deleted') = 'text'
    )
    UNION ALL
    SELECT 'document', id, ifnull(nullif(title, ''), source), ifnull(outlet, ''), deleted, ifnull(published, '')
    FROM documents WHERE deleted IS NOT NULL
    UNION ALL
    SELECT 'tag', t.id, t.name, ifnull(p.name, ''), t.deleted, t.description
    FROM tags AS t LEFT JOIN tags AS p ON p.id = t.parent WHERE t.deleted IS NOT NULL
"""


class Gone(Value, frozen=True, kw_only=True):
    """Something that was deleted: its words, title or name, what it was `of`, when and by whom, in which act."""

    kind: Kind
    id: str
    name: str
    of: str = ""
    more: str = ""
    at: str
    author: str = ""
    act: str = ""


class Deleted:
    """The annotations, documents and tags that were deleted.

    An annotation whose making was undone is not among them: redoing that brings it back.
    """

    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history

    def all(self) -> tuple[Gone, ...]:
        """Return all that was deleted, the last first."""
        with self._database.snapshot():
            rows = self._database.rows(f"{_ALL} ORDER BY at DESC, kind, name")
            return tuple(self._gone(row) for row in rows)

    def restore(self, kind: Kind, id: str) -> None:
        """Bring back an annotation, a document or a tag as an act of its own.

        A tag comes with the tags that it lies in, and with those that were removed together with it; it loses its key
        if another has that by now. Raises Unknown for what is not deleted, BadTag where another tag has its name.
        """
        gone = next((one for one in self.all() if (one.kind, one.id) == (kind, id)), None)
        if gone is None:
            raise Unknown(f"{shown_line(id)}: nothing of that id was deleted")
        document = None
        if kind == "annotation":
            document = self._database.value("SELECT document FROM annotations WHERE id = ?", id)
        with self._history.act(f"Restore “{_short(gone.name)}”", document):
            if kind == "tag":
                self._restore_tag(id)
            else:
                self._history.change(kind, id, {"deleted": None})

    def _gone(self, row: Any) -> Gone:
        act = self._database.row(
            "SELECT a.title, a.author FROM events AS e JOIN acts AS a ON a.id = e.act "
            "WHERE e.thing = ? AND json_type(e.after, '$.deleted') = 'text' ORDER BY e.id DESC LIMIT 1",
            row["id"],
        )
        told = {"act": act["title"], "author": act["author"]} if act else {}
        return Gone(**{key: row[key] for key in ("kind", "id", "name", "of", "more", "at")}, **told)

    def _restore_tag(self, id: str) -> None:
        tags = {row["id"]: row for row in self._database.rows("SELECT * FROM tags")}
        above, removed_above = tags[id]["parent"], []
        while above is not None and tags[above]["deleted"] is not None:
            removed_above.append(above)
            above = tags[above]["parent"]
        for tag in (*reversed(removed_above), *_removed_with(tags, id)):
            self._restore_one(tags[tag])

    def _restore_one(self, row: Any) -> None:
        beside = self._database.rows(
            "SELECT name FROM tags WHERE deleted IS NULL AND parent IS ?",
            row["parent"],
        )
        if any(other["name"].casefold() == row["name"].casefold() for other in beside):
            raise BadTag(f"{row['name']}: there is a tag of that name already")
        fields: dict[str, Any] = {"deleted": None}
        if self._database.row("SELECT 1 FROM tags WHERE deleted IS NULL AND key = ?", row["key"]) is not None:
            fields["key"] = None
        self._history.change("tag", row["id"], fields)


def _removed_with(tags: Mapping[str, Any], id: str) -> Iterator[str]:
    """Yield a tag and those inside it that were removed at the same time, each after the one it lies in."""
    yield id
    for other, row in tags.items():
        if row["parent"] == id and row["deleted"] == tags[id]["deleted"]:
            yield from _removed_with(tags, other)


def _short(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:39].rstrip()}…"
