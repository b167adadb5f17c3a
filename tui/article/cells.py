"""How wide text is on a terminal, and where a cursor may stand in it: clusters of code points and their cells.

Widths are Rich's, because Textual lays out with them; a cluster is what a reader takes for one character.
"""

import re
from typing import Final, NamedTuple

from rich.cells import cell_len, get_character_cell_size

TAB_CELLS: Final = 4
REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

UNUSUAL: Final = re.compile(
    "[^\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u1e00-\u200a\u2010-\u2027\u2030-\u205e"
    "\u2070-\u20cf\u2100-\u2319\u2500-\u25fc\ufffd]"
)
"""What may be other than one cell wide. Text without it takes one cell and one cluster a code point."""

_JOINER: Final = "\u200d"
# What a joiner joins into one picture: the blocks that hold Extended_Pictographic characters (Unicode, emoji-data.txt).
_PICTURE: Final = re.compile("[©®\u203c-\u3299\U0001f000-\U0001faff]")
_FLAG_HALF: Final = re.compile("[\U0001f1e6-\U0001f1ff]")


class Cluster(NamedTuple):
    """One character as a reader sees it: `start` and `end` in code points of the string measured, `shown` is safe."""

    start: int
    end: int
    cells: int
    shown: str


def widths(text: str) -> bytearray:
    """Return how many cells each code point of one line takes: a cluster's at its first, 0 at its others.

    Every cluster is at least one cell wide: what would be invisible by itself (a mark without its letter, a zero-width
    space first) shows as U+FFFD.
    """
    kinds = text.translate(_KINDS)
    cells = bytearray(kinds.translate(_CELLS_OF_KIND), "latin-1")
    for found in _COMPOSED.finditer(kinds):
        start, end = found.span()
        cells[start:end] = bytes(end - start)
        cells[start] = len(REPLACEMENT) if kinds[start] in "0j" else cell_len(_joined(text[start:end]))
    return cells


def clusters(text: str) -> list[Cluster]:
    """Divide one line of `text`, without gap or overlap."""
    cells = widths(text)
    starts = [i for i, width in enumerate(cells) if width]
    ends = [*starts[1:], len(text)]
    return [
        Cluster(start, end, cells[start], _shown(text[start:end])) for start, end in zip(starts, ends, strict=False)
    ]


def cluster_end(text: str, offset: int) -> int:
    """Return where the cluster that begins at `offset` ends; `offset` itself at the end of the text."""
    nearby = text[offset : offset + _REACH].partition("\n")[0]
    if not UNUSUAL.search(nearby, 0, 2):
        return min(len(text), offset + 1)
    return offset + next((i for i, width in enumerate(widths(nearby)) if i and width), len(nearby))


def cluster_start(text: str, offset: int) -> int:
    """Return where the cluster that covers `offset` begins."""
    if text[offset : offset + 1] in ("", "\n") or not UNUSUAL.search(text, max(0, offset - 1), offset + 1):
        return offset
    begin = max(text.rfind("\n", 0, offset) + 1, offset - _REACH)
    cells = widths(text[begin : offset + 2])
    start = next(begin + i for i in range(offset - begin, -1, -1) if cells[i])
    return start if start > begin or offset - begin < _REACH else offset


_REACH: Final = 64
"""No cluster that people write is longer than this many code points."""


class _Kinds(dict[int, str]):
    """Code point to kind: a digit for its cells, j joiner, t tab, f half a flag, p picture of two cells, q of one."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        cells = get_character_cell_size(sign)
        if sign == _JOINER:
            kind = "j"
        elif sign == "\t":
            kind = "t"
        elif _FLAG_HALF.match(sign):
            kind = "f"
        elif cells and _PICTURE.match(sign):
            kind = "qp"[cells - 1]
        else:
            kind = str(cells)
        self[code] = kind
        return kind


_KINDS: Final = _Kinds()
_CELLS_OF_KIND: Final = str.maketrans({"0": 0, "1": 1, "2": 2, "j": 0, "t": TAB_CELLS, "f": 1, "q": 1, "p": 2})
# Clusters of more than one code point, and what stands without a base.
_COMPOSED: Final = re.compile(r"[pq](?:0|j[pq]?)+|ff[0j]*|[12tf][0j]+|[0j]+")


def _joined(cluster: str) -> str:
    # Rich takes whatever follows a joiner into the cell before it; a terminal does so for pictures alone.
    if cluster[0] == "\t":
        return " " * TAB_CELLS
    return cluster.rstrip(_JOINER) if _PICTURE.match(cluster) else cluster.replace(_JOINER, "")


def _shown(cluster: str) -> str:
    if cluster.isascii() and cluster != "\t":
        return cluster
    return REPLACEMENT if _KINDS[ord(cluster[0])] in "0j" else _joined(cluster)
