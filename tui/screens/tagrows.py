"""How tags stand in the code book: one inside another, in columns."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content

from annotations.model import Tag
from annotations.text import shown_line
from tui.rows import MUTED, Row, fitted


def by_tree(tags: Sequence[Tag]) -> Iterator[tuple[Tag, int]]:
    """Yield each tag and how deep it lies, after the tag it lies in; one whose parent is not among `tags` lies at 0."""
    ids = {tag.id for tag in tags}
    inside: defaultdict[str | None, list[Tag]] = defaultdict(list)
    for tag in tags:
        inside[tag.parent if tag.parent in ids else None].append(tag)
    waiting = [(tag, 0) for tag in reversed(inside[None])]
    while waiting:
        tag, depth = waiting.pop()
        yield tag, depth
        waiting += [(child, depth + 1) for child in reversed(inside[tag.id])]


def _columns(key: str, name: Content, description: str, uses: str, width: int) -> Content:
    name_width = max(12, min(30, width // 3))
    room = max(0, width - 3 - name_width - 2 - 7)
    return Content("").join(
        [
            Content(f"{key:>2} "),
            name.truncate(name_width, ellipsis=True, pad=True),
            Content("  "),
            fitted(description, room).truncate(room, pad=True),
            Content(f"  {uses:>5}"),
        ]
    )


COLUMNS: Final = Row(1, lambda width: [_columns("", Content("   Name"), "What it is for", "Uses", width)])


def tag_row(tag: Tag, name: str, depth: int, uses: int, colour: str) -> Row:
    """Return the row of a tag: its key, a swatch and its name, what it is for, how many annotations bear it."""

    def draw(width: int) -> Sequence[Content]:
        swatch = Content.styled("■", colour) if colour else Content("·")
        words = Content("  " * depth) + swatch + Content.assemble(" ", (shown_line(name), f"bold {colour}".strip()))
        line = _columns(tag.key or "", words, tag.description, str(uses) if uses else "–", width)
        return [line.stylize("bold", 0, 2).stylize(MUTED, len(line) - 6)]

    return Row(1, draw)
