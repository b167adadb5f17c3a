"""One row of an article as the strip that Textual paints."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from rich.segment import Segment
from textual.strip import Strip

from tui.article.cells import clusters
from tui.article.overlay import Laid, Sign
from tui.article.rows import Rows
from tui.article.styles import Looks

GUTTER: Final = 3
"""Cells left of the text: two signs and a space."""

_ON_NEWLINE: Final = frozenset({"selection", "cursor"})


def runs(start: int, end: int, laid: Sequence[Laid]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Cut the text from `start` to `end` where a look begins or ends; each run with its looks, in the order given."""
    borders = {start, end}
    for one in laid:
        borders.update((max(start, min(one.start, end)), max(start, min(one.end, end))))
    return [
        (here, after, tuple(one.look for one in laid if one.start <= here and after <= one.end))
        for here, after in pairwise(sorted(borders))
    ]


def paint(
    rows: Rows, row: int, laid: Sequence[Laid], signs: Sequence[Sign], looks: Looks, left: int, width: int
) -> Strip:
    """Return `row` at `width` cells, with `left` empty cells before the gutter."""
    signs = signs[: GUTTER - 1]
    segments = [
        Segment(" " * left, looks.of()),
        *(Segment(sign.shown, looks.sign(sign.tag, first=sign.first)) for sign in signs),
        Segment(" " * (GUTTER - len(signs) + rows.indent(row)), looks.of()),
    ]
    start, end = rows.start(row), rows.shown_end(row)
    parts = runs(start, end, laid)
    if rows.plain(row):
        segments += [Segment(rows.text[a:b], looks.of(*names)) for a, b, names in parts]
    else:
        segments += _composed(rows.text[start:end], start, parts, looks)
    if end < rows.end(row) or start == end:
        at_newline = tuple(one.look for one in laid if one.start <= end < one.end and one.look in _ON_NEWLINE)
        segments.append(Segment(" ", looks.of(*at_newline)))
    return Strip([s for s in segments if s.text]).adjust_cell_length(width, looks.of())


def put(strip: Strip, words: str, cell: int) -> Strip:
    """Return `strip` with `words` in place of what stands from `cell` on, in the style that it has there."""
    style = next(iter(strip.crop(cell, cell + 1)), Segment("")).style
    end = cell + len(words)
    return Strip([*strip.crop(0, cell), Segment(words, style), *strip.crop(end, strip.cell_length)])


def _composed(text: str, offset: int, parts: Sequence[tuple[int, int, tuple[str, ...]]], looks: Looks) -> list[Segment]:
    """Paint text whose characters are not all one cell: a look takes whole characters, and no segment cuts one."""
    starts = [a for a, _, _ in parts]
    shown: dict[int, list[str]] = {}
    for character in clusters(text):
        shown.setdefault(bisect_right(starts, offset + character.start) - 1, []).append(character.shown)
    return [Segment("".join(signs), looks.of(*parts[part][2])) for part, signs in shown.items()]
