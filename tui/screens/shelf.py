"""How documents stand in the library: in which orders, and in which columns."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from textual.content import Content

from annotations.text import shown_line
from tui.origin import origin
from tui.rows import MUTED, Row, fitted
from tui.sieve import folded

if TYPE_CHECKING:
    from annotations.store import DocumentRow, Hit

_READ: Final = 0.98
"""How much of a text must have been seen for it to count as read."""


def read_state(row: "DocumentRow") -> str:
    """Return how far a document is read: "new", a percentage, or "read"."""
    if row.opened is None:
        return "new"
    return "read" if row.progress >= _READ else f"{row.progress:.0%}"


def _state_order(row: "DocumentRow") -> float:
    return -1 if row.opened is None else row.progress


_ORDERS: Final[Mapping[str, tuple[Callable[["DocumentRow"], Any], bool]]] = {
    "last added first": (lambda row: row.added, True),
    "last published first": (lambda row: row.published or "", True),
    "by title": (lambda row: folded(row.title), False),
    "by outlet": (lambda row: (row.outlet is None, folded(row.outlet or ""), folded(row.title)), False),
    "unread first": (_state_order, False),
    "most notes first": (lambda row: row.notes, True),
}
ORDERS: Final = tuple(_ORDERS)


def in_order(documents: Sequence["DocumentRow"], order: str) -> list["DocumentRow"]:
    """Return the documents in one of `ORDERS`."""
    key, backward = _ORDERS[order]
    return sorted(documents, key=key, reverse=backward)


_WIDE: Final = 70
"""From so many cells on there is room for the outlet."""


_WIDER: Final = 96
"""And for the source."""


def _columns(state: str, title: Content, outlet: str, source: str, published: str, notes: str, width: int) -> Content:
    ends = (10, 5)
    source_width = min(24, width // 6) if width >= _WIDER else 0
    outlet_width = max(12, min(26, width // 5)) if width >= _WIDE else 0
    room = max(
        8,
        width
        - 6
        - sum(ends)
        - len(ends) * 2
        - (outlet_width + 2 if outlet_width else 0)
        - (source_width + 2 if source_width else 0),
    )
    parts = [Content(f"{state:>4}  "), title.truncate(room, ellipsis=True, pad=True)]
    if outlet_width:
        parts += [Content("  "), fitted(outlet, outlet_width).truncate(outlet_width, pad=True)]
    if source_width:
        parts += [Content("  "), Content(source).truncate(source_width, ellipsis=True, pad=True)]
    parts += [Content(f"  {published:<10}"), Content(f"  {notes:>5}")]
    return Content("").join(parts)


COLUMNS: Final = Row(
    1, lambda width: [_columns("Read", Content("Title"), "Outlet", "Source", "Published", "Notes", width)]
)


def document_row(document: "DocumentRow") -> Row:
    """Return the row of a document: read state, title, outlet, source, date, how many notes its panel lists."""
    state = read_state(document)
    title = shown_line(document.title) or shown_line(document.source) or "(no title)"

    def draw(width: int) -> Sequence[Content]:
        notes = str(document.notes) if document.notes else "–"
        published = fitted(document.published or "", 10).plain
        line = _columns(state, Content(title), document.outlet or "", origin(document.source), published, notes, width)
        line = line.stylize(MUTED, 0, 4).stylize(MUTED, len(line) - 5)
        return [line.stylize("bold", 0, 4) if state == "new" else line]

    return Row(1, draw)


def title_row(title: str, hits: int, *, first: bool) -> Row:
    """Return the heading over what was found in one document."""

    def draw(width: int) -> Sequence[Content]:
        line = fitted(f"{title or '(no title)'} · {hits}", width - 1).stylize("bold")
        return [line] if first else [Content(""), line]

    return Row(1 if first else 2, draw, heading=True)


def hit_row(hit: "Hit") -> Row:
    """Return the row of something found: where, and the words around it, those sought bold."""

    def draw(width: int) -> Sequence[Content]:
        words = Content(shown_line(hit.excerpt))
        for span in hit.found:
            words = words.stylize("bold underline", span.start, span.end)
        room = width - 7
        first = min((span.start for span in hit.found), default=0)
        if words.cell_length > room and first > room // 2:
            words = Content("…") + words[first - room // 3 :]
        return [Content.styled(f"{hit.kind:>5}  ", MUTED) + words.truncate(room, ellipsis=True)]

    return Row(1, draw)
