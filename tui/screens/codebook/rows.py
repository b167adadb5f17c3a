"""How tags stand in the code book: as a tree, in columns."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from textual.content import Content

from annotations.model import Tag
from annotations.store.tagged import Count
from annotations.text import shown_line
from tui.rows import MUTED, Row, fitted

_FOLDED: Final = "▸"


class Leaf(NamedTuple):
    """A tag where it stands in the tree: `guide` is what is drawn before it, `hidden` how many tags are folded away."""

    tag: Tag
    guide: str = ""
    hidden: int = 0


def in_tree(tags: Sequence[Tag], folded: Collection[str] = ()) -> Iterator[Leaf]:
    """Yield the tags to be seen, each after the one it lies in; one whose parent is not among `tags` is outermost.

    What lies in a tag whose id is in `folded` is left out.
    """
    ids = {tag.id for tag in tags}
    inside: defaultdict[str | None, list[Tag]] = defaultdict(list)
    for tag in tags:
        inside[tag.parent if tag.parent in ids else None].append(tag)
    waiting = [(tag, "", "") for tag in reversed(inside[None])]
    while waiting:
        tag, guide, below = waiting.pop()
        inner = inside[tag.id]
        if tag.id in folded:
            yield Leaf(tag, guide, _number_inside(tag, inside))
            continue
        yield Leaf(tag, guide)
        for last, child in enumerate(reversed(inner)):
            waiting.append((child, below + ("├ " if last else "└ "), below + ("│ " if last else "  ")))


def _number_inside(tag: Tag, inside: defaultdict[str | None, list[Tag]]) -> int:
    return sum(1 + _number_inside(inner, inside) for inner in inside[tag.id])


def _columns(key: str, name: Content, description: str, own: str, whole: str, width: int) -> Content:
    name_width = max(12, min(36, width // 3))
    room = max(0, width - 3 - name_width - 2 - 14)
    return Content("").join(
        [
            Content(f"{key:>2} "),
            name.truncate(name_width, ellipsis=True, pad=True),
            Content("  "),
            fitted(description, room).truncate(room, pad=True),
            Content(f"  {own:>5}  {whole:>5}"),
        ]
    )


COLUMNS: Final = Row(1, lambda width: [_columns("", Content("  Name"), "What it is for", "Own", "All", width)])
"""`Own` counts the annotations with the tag itself, `All` those with one inside it too."""


def tag_row(leaf: Leaf, name: str, count: Count, colour: str) -> Row:
    """Return the row of a tag: its key, a swatch and its name, what it is for, how many annotations have it."""
    tag = leaf.tag

    def draw(width: int) -> Sequence[Content]:
        swatch = Content.styled("■", colour) if colour else Content("·")
        words = Content.assemble((leaf.guide, MUTED), swatch, " ", (shown_line(name), f"bold {colour}".strip()))
        if leaf.hidden:
            words += Content.styled(f" {_FOLDED} {leaf.hidden}", MUTED)
        line = _columns(tag.key or "", words, tag.description, _number(count.own), _number(count.whole), width)
        return [line.stylize("bold", 0, 2).stylize(MUTED, len(line) - 12)]

    return Row(1, draw)


def _number(count: int) -> str:
    return str(count) if count else "–"
