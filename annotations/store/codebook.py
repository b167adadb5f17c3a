"""The code book: tags, one inside another, some on a digit key."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from annotations.model import Tag
from annotations.store.database import Database, new_id, now
from annotations.store.errors import BadTag, BrokenRule, UnknownTag
from annotations.store.history import History
from annotations.store.standing import Fields
from annotations.text import clean, shown, shown_line

KEYS: Final = frozenset("123456789")
_FIELDS: Final = ("name", "parent", "description", "colour", "key", "position", "deleted")
_FILLED: Final = ("description", "colour", "key")
"""What a tag takes over from one that is merged into it, where it has none."""
_STARTER: Final = "starter_codebook.toml"


class CodeBook:
    """The tags of a store. A tag inside another is written `parent/child`; no two beside each other share a name."""

    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history
        history.keep("tag", self, self._check)

    def start(self) -> None:
        """Take in the tags that a new store begins with, if no tag was ever made."""
        if self._database.row("SELECT 1 FROM tags") is not None:
            return
        # Imported here: only the first start of all needs them.
        import tomllib
        from importlib.resources import files

        starter = tomllib.loads(files("annotations.store").joinpath(_STARTER).read_text("utf-8"))
        with self._history.act("Begin with a code book", fixed=True):
            if self._database.row("SELECT 1 FROM tags") is None:
                for tag in starter["tag"]:
                    self.add(**tag)

    # reading

    def tags(self) -> tuple[Tag, ...]:
        """Return all tags, in order."""
        with self._database.snapshot():
            rows = self._database.rows("SELECT * FROM tags WHERE deleted IS NULL ORDER BY position, id")
            return tuple(_tag(row) for row in rows)

    def get(self, id: str) -> Tag:
        """Return a tag. Raises UnknownTag."""
        with self._database.snapshot():
            row = self._database.row("SELECT * FROM tags WHERE id = ? AND deleted IS NULL", id)
            if row is None:
                raise _unknown(id)
            return _tag(row)

    def by_path(self, path: str) -> Tag | None:
        """Return the tag that is written so, as in "parent/child", or None. Upper and lower case are one."""
        tags = self.tags()
        found: Tag | None = None
        for name in path.split("/"):
            parent = found.id if found else None
            found = next((tag for tag in tags if tag.parent == parent and _same(tag.name, name.strip())), None)
            if found is None:
                return None
        return found

    def path(self, id: str) -> str:
        """Return a tag as it is written: "parent/child". Raises UnknownTag."""
        with self._database.snapshot():
            tag = self.get(id)
            return tag.name if tag.parent is None else f"{self.path(tag.parent)}/{tag.name}"

    def inside(self, id: str) -> list[str]:
        """Return the ids of all tags inside a tag, at any depth."""
        children = [tag.id for tag in self.tags() if tag.parent == id]
        return [found for child in children for found in (child, *self.inside(child))]

    # changing

    def add(
        self,
        name: str,
        *,
        parent: str | None = None,
        description: str = "",
        colour: str = "",
        key: str | None = None,
        id: str | None = None,
    ) -> Tag:
        """Make a tag; `parent` is the id of the tag it lies in. A key that another has moves to this one.

        With the `id` of a tag that was removed, that one comes back. Raises BadTag, UnknownTag.
        """
        with self._history.act(f"Add tag {name}"):
            fields = self._checked(
                {"name": name, "parent": parent, "description": description, "colour": colour, "key": key}, None
            )
            fields |= {"position": self._database.next_number("tags", "position"), "deleted": None}
            id = id or new_id()
            self._free_key(fields["key"], id)
            if self._database.row("SELECT 1 FROM tags WHERE id = ? AND deleted IS NOT NULL", id) is None:
                self._database.insert("tags", {"id": id, **fields})
                self._history.made("tag", id)
            else:
                self._history.change("tag", id, fields)
            return self.get(id)

    def ensure(self, path: str) -> Tag:
        """Return the tag that is written so, made with all that it lies in if need be. Raises BadTag."""
        tag = self.by_path(path)
        if tag is not None:
            return tag
        above, _, name = path.rpartition("/")
        with self._history.act(f"Add tag {path}"):
            parent = self.ensure(above).id if above else None
            return self.add(name, parent=parent)

    def change(self, id: str, **fields: Any) -> Tag:
        """Change `name`, `parent`, `description`, `colour`, `key` or `position` of a tag. Raises BadTag, UnknownTag."""
        if unknown := fields.keys() - set(_FIELDS) | fields.keys() & {"deleted"}:
            raise TypeError(f"a tag has no {', '.join(sorted(unknown))} to change")
        with self._history.act(self._title(self.get(id), fields)):
            fields = self._checked(fields, id)
            self._free_key(fields.get("key"), id)
            self._history.change("tag", id, fields)
            return self.get(id)

    def _title(self, tag: Tag, fields: Mapping[str, Any]) -> str:
        """Return what a change of a tag is called."""
        match list(fields.items()):
            case [("name", name)]:
                return f"Rename tag {tag.name} to {name}"
            case [("parent", None)]:
                return f"Move tag {tag.name} out of {self.path(tag.parent) if tag.parent else 'no other'}"
            case [("parent", parent)]:
                return f"Move tag {tag.name} into {self.path(parent)}"
            case [("key", key)]:
                return f"Put tag {tag.name} on key {key}" if key else f"Take tag {tag.name} off its key"
            case [(field, _)]:
                return f"Change the {field} of tag {tag.name}"
        return f"Change tag {tag.name}"

    def remove(self, id: str) -> None:
        """Take a tag, and those inside it, out of the code book; annotations lose it until that is undone."""
        with self._history.act(f"Remove tag {self.get(id).name}"):
            at = now()
            for tag in (id, *self.inside(id)):
                self._history.change("tag", tag, {"deleted": at})

    def merge(self, id: str, into: str) -> Tag:
        """Give every annotation with a tag another one instead, and take the first out. Raises BadTag, UnknownTag.

        What lies in the first goes into the other; tags of one name become one, in the same way. The other takes over
        description, colour and key where it has none.
        """
        tag, other = self.get(id), self.get(into)
        pairs = self.meeting(id, into)
        with self._history.act(f"Merge tag {tag.name} into {other.name}", code_book=True):
            at = now()
            for gone, stays in pairs.items():
                self._give_instead(gone, stays, self._bearers(gone))
                self._history.change("tag", gone, {"deleted": at})
                gaps = {name: self.fields(gone)[name] for name in _FILLED if not self.fields(stays)[name]}
                self._history.change("tag", stays, gaps)
            for inner in self.tags():
                if inner.parent in pairs:
                    self._history.change("tag", inner.id, {"parent": pairs[inner.parent]})
            return self.get(into)

    def meeting(self, id: str, into: str) -> dict[str, str]:
        """Return which tags become which, by their ids, if one is merged into another: those of one name inside both.

        Raises BadTag, UnknownTag.
        """
        tag, other = self.get(id), self.get(into)
        if into in (id, *self.inside(id)):
            where = "itself" if into == id else f"{other.name}, which lies in it"
            raise BadTag(f"{tag.name}: a tag cannot be merged into {where}")
        tags = [each for each in self.tags() if each.id != id]
        pairs = {}
        waiting = [(id, into)]
        while waiting:
            gone, stays = waiting.pop()
            pairs[gone] = stays
            inner, known = ([each for each in tags if each.parent == parent] for parent in (gone, stays))
            waiting += [(each.id, same.id) for each in inner for same in known if _same(each.name, same.name)]
        return pairs

    def split(self, id: str, annotations: Iterable[str], into: str) -> int:
        """Give some of the annotations with a tag another one instead, and return how many.

        Those that do not have the tag stay as they are. Raises BadTag, UnknownTag.
        """
        tag, other = self.get(id), self.get(into)
        if id == into:
            raise BadTag(f"{tag.name}: the passages need another tag than the one they have")
        with self._history.act(f"Split tag {tag.name}: some to {other.name}", code_book=True):
            chosen = set(annotations)
            return self._give_instead(id, into, [bearer for bearer in self._bearers(id) if bearer in chosen])

    def _bearers(self, id: str) -> list[str]:
        """Return the ids of all annotations with a tag, deleted ones too."""
        rows = self._database.rows("SELECT annotation FROM annotation_tags WHERE tag = ? ORDER BY rowid", id)
        return [row["annotation"] for row in rows]

    def _give_instead(self, id: str, into: str, annotations: Sequence[str]) -> int:
        keeper = self._history.keepers["annotation"]
        for annotation in annotations:
            tags = [into if tag == id else tag for tag in keeper.fields(annotation)["tags"]]
            self._history.change("annotation", annotation, {"tags": list(dict.fromkeys(tags))})
        return len(annotations)

    # for the history

    def fields(self, thing: str) -> Fields:
        """Return what can change in a tag. Raises UnknownTag."""
        row = self._database.row("SELECT * FROM tags WHERE id = ?", thing)
        if row is None:
            raise _unknown(thing)
        return {name: row[name] for name in _FIELDS}

    def write(self, thing: str, fields: Mapping[str, Any]) -> None:
        """Write fields of a tag."""
        self._database.update("tags", "id", thing, fields)

    def relied_on(self, thing: str) -> bool:
        """Return whether annotations have a tag, or other tags lie in it."""
        annotation = (
            "SELECT 1 FROM annotation_tags AS x JOIN annotations AS a ON a.id = x.annotation "
            "WHERE x.tag = ? AND a.deleted IS NULL"
        )
        return bool(self.inside(thing)) or self._database.row(annotation, thing) is not None

    # rules

    def _check(self) -> None:
        """Raise BrokenRule if a tag lies in one that is removed, or inside itself, or beside one of its name."""
        tags = self.tags()
        parents = {tag.id: tag.parent for tag in tags}
        names = Counter((tag.parent, tag.name.casefold()) for tag in tags)
        for tag in tags:
            if names[tag.parent, tag.name.casefold()] > 1:
                raise BrokenRule(f"there would be two tags “{tag.name}”")
            above, depth = tag.parent, 0
            while above is not None:
                if above not in parents:
                    raise BrokenRule(f"“{tag.name}” would lie in a tag that is removed")
                if depth > len(parents):
                    raise BrokenRule(f"“{tag.name}” would lie inside itself")
                above, depth = parents[above], depth + 1

    def _checked(self, fields: Mapping[str, Any], id: str | None) -> Fields:
        """Return new fields of a tag (`id` is None for a new one), made clean, or raise BadTag."""
        checked = dict(fields)
        for field in checked.keys() & {"name", "colour"}:
            checked[field] = shown_line(checked[field]).strip()
        if "description" in checked:
            checked["description"] = shown(clean(checked["description"])).strip()
        whole: Fields = {} if id is None else self.fields(id)
        whole |= checked
        name, parent = whole["name"], whole["parent"]
        if not name:
            raise BadTag("a tag needs a name, and so does each part of parent/child")
        if "/" in name:
            raise BadTag(f"{name}: a name has no “/” in it; a tag inside another is written parent/child")
        if parent is not None:
            self.get(parent)
            if id is not None and parent in (id, *self.inside(id)):
                raise BadTag(f"{name}: a tag cannot lie inside itself")
        if any(tag.parent == parent and tag.id != id and _same(tag.name, name) for tag in self.tags()):
            raise BadTag(f"{name}: there is a tag of that name already")
        if checked.get("key") not in (None, *KEYS):
            raise BadTag(f"{shown_line(str(checked['key']))}: the keys of tags are 1 to 9")
        return checked

    def _free_key(self, key: str | None, id: str) -> None:
        holder = self._database.value("SELECT id FROM tags WHERE key = ? AND deleted IS NULL AND id <> ?", key, id)
        if holder is not None:
            self._history.change("tag", holder, {"key": None})


def _tag(row: Any) -> Tag:
    return Tag(
        id=row["id"],
        name=row["name"],
        parent=row["parent"],
        description=row["description"],
        colour=row["colour"],
        key=row["key"],
    )


def _same(name: str, other: str) -> bool:
    return name.casefold() == other.casefold()


def _unknown(id: str) -> UnknownTag:
    return UnknownTag(f"{shown_line(id)}: no such tag in the code book")
