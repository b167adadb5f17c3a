"""The highlighted item in full, for the foot of the panel: all its words, then all that is told about them."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from tui.panel.items import Item

MOST: Final = 7
"""So many lines at most are for one item."""
_LEAST: Final = 3
_LIST: Final = 14
"""So many lines of a panel are the list's before an item unfolds below it."""


def lines_for(height: int) -> int:
    """Return how many lines an item may take at the foot of a panel of `height` lines; 0 where it has no room."""
    room = min(MOST, height - _LIST)
    return room if room >= _LEAST else 0


def unfolded(item: Item, width: int, lines: int) -> Content:
    """Return the words of `item` and what is told about them in at most `lines` lines of `width` cells.

    Where all of it is too long, the words keep half of the lines.
    """
    words: Sequence[Content] = Content(item.full or item.headline).wrap(width)
    about = item.told or item.detail
    told: Sequence[Content] = Content.styled(about, "$text-muted").wrap(width) if about else ()
    told = _cut(told, max(lines - len(words), lines // 2), width)
    return Content("\n").join([*_cut(words, lines - len(told), width), *told])


def _cut(lines: Sequence[Content], most: int, width: int) -> Sequence[Content]:
    """Return the first `most` of `lines`, the last of them with a sign if others follow."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1].rstrip()
    return [*lines[: most - 1], last.truncate(width - 1) + Content("…")]
