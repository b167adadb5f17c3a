"""The code book as it is now: its tags, how they are written, coloured and counted, and where each cannot go."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from annotations.model import Tag
from annotations.store.tagged import Count
from tui.colours import colours_of, has_colour, name_of
from tui.panel.items import paths_of

if TYPE_CHECKING:
    from annotations.store import Store


class Book:
    """The tags of a store and how many annotations have each, as they were when it was asked."""

    def __init__(self, tags: Sequence[Tag] = (), counts: Mapping[str, Count] | None = None) -> None:
        self.tags = tags
        self.colours = colours_of(tags)
        """CSS colours, by the tags' ids."""
        self._counts = counts or {}
        self._by_id = {tag.id: tag for tag in tags}
        self._paths = paths_of(tags)

    @classmethod
    def of(cls, store: "Store") -> "Book":
        """Return the code book of a store."""
        return cls(store.codebook.tags(), store.tagged.counts())

    def tag(self, id: str | None) -> Tag | None:
        """Return the tag with that id, if there is one."""
        return self._by_id.get(id or "")

    def on_key(self, key: str | None) -> Tag | None:
        """Return the tag on that key, if there is one."""
        return next((tag for tag in self.tags if key and tag.key == key), None)

    def count(self, tag: Tag) -> Count:
        """Return how many annotations have a tag."""
        return self._counts.get(tag.id, Count())

    def path(self, tag: Tag) -> str:
        """Return how a tag is written: parent/child."""
        return self._paths.get(tag.id, tag.name)

    def by_path(self) -> dict[str, Tag]:
        """Return the tags by how they are written, in that order."""
        return {self.path(tag): tag for tag in sorted(self.tags, key=self.path)}

    def inside(self, tag: Tag) -> list[Tag]:
        """Return the tags that lie directly in a tag."""
        return [inner for inner in self.tags if inner.parent == tag.id]

    def colour_name(self, tag: Tag) -> str:
        """Return the name of a tag's colour, and where it is from if it is not its own."""
        name = name_of(self.colours[tag.id])
        return name if has_colour(tag) else f"{name}, {self.without_colour(tag)}"

    def without_colour(self, tag: Tag) -> str:
        """Return in words what a tag is coloured by that has no colour of its own."""
        around = self.tag(tag.parent)
        return f"like “{around.name}”" if around else "by its place"

    # Where a tag cannot go

    def is_taken(self, name: str, parent: str | None, tag: Tag) -> bool:
        """Return whether another tag than `tag` has a name in the tag with the id `parent`, or in none."""
        beside = (t.name.casefold() for t in self.tags if t.parent == parent and t.id != tag.id)
        return name.casefold() in beside

    def not_into(self, tag: Tag, other: Tag) -> str:
        """Return why `tag` can be neither put inside another one nor merged into it, or nothing."""
        if other.id == tag.id:
            return "that is the tag itself"
        inside = self.path(other).startswith(f"{self.path(tag)}/")
        return f"“{other.name}” lies inside “{tag.name}”" if inside else ""
