"""The code book as people write it: a tag inside another is "parent/child"."""

from collections.abc import Iterable, Mapping

from annotations.model import Tag


def paths_of(tags: Iterable[Tag]) -> Mapping[str, str]:
    """Return how each tag is written, by its id: "parent/child"."""
    by_id = {tag.id: tag for tag in tags}
    paths = {}
    for tag in by_id.values():
        names = [tag.name]
        above = by_id.get(tag.parent or "")
        while above is not None and len(names) <= len(by_id):
            names.append(above.name)
            above = by_id.get(above.parent or "")
        paths[tag.id] = "/".join(reversed(names))
    return paths
