"""Rows of an article: a text wrapped once for a width, as a table of where each row begins.

A row's extent runs to the next row's start: the space or newline that ends it belongs to it. Rows therefore cover the
text without gap or overlap, and none is longer than a few hundred code points, however long its line.
"""

import re
import sys
from array import array
from bisect import bisect_right
from itertools import accumulate
from typing import Final

from tui.article.cells import UNUSUAL, widths

# No row holds more code points than this many times its cells: a flood of combining marks is cut.
_MOST_MARKS: Final = 8
_BULLET: Final = re.compile(r" {0,6}(?:[-*•‣–·]|\d{1,3}[.)]|\([a-z\d]{1,3}\)) +(?=\S)| {1,8}(?=\S)")
_DEEPEST_INDENT: Final = 12
# East Asian marks that do not begin a row, and those that do not end one (JLREQ, 3.1.7 and 3.1.8, the common ones).
_NOT_FIRST: Final = frozenset("、。，．・：；？！」』）】〉》〕］｝ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ’”")
_NOT_LAST: Final = frozenset("「『（【〈《〔［｛‘“")


class Rows:
    """The row table of `text` at `measure` cells. Made once per width; every query is a bisection or one row's work."""

    def __init__(self, text: str, measure: int) -> None:
        self.text = text
        self.measure = max(2, measure)
        self._starts = array("Q")
        self._paragraphs = array("L")
        self._indents = array("B")
        self._wrap()

    def __len__(self) -> int:
        return len(self._starts)

    def start(self, row: int) -> int:
        """Where the row begins, in code points."""
        return self._starts[row]

    def end(self, row: int) -> int:
        """Where the row ends, its newline or last space included: the next row's start."""
        return self._starts[row + 1] if row + 1 < len(self._starts) else len(self.text)

    def shown_end(self, row: int) -> int:
        """Where the row ends for the eye: without its newline."""
        end = self.end(row)
        return end - 1 if end > self._starts[row] and self.text[end - 1] == "\n" else end

    def paragraph(self, row: int) -> int:
        """Which line of the text the row is of, counted from 0."""
        return self._paragraphs[row]

    def indent(self, row: int) -> int:
        """How many cells the row hangs in, below its list item's bullet."""
        return self._indents[row]

    def row_of(self, offset: int) -> int:
        """Which row holds the code point at `offset`; the last for the end of the text."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def plain(self, row: int) -> bool:
        """Whether each code point of the row is a character of one cell."""
        return UNUSUAL.search(self.text, self._starts[row], self.shown_end(row)) is None

    def cell_of(self, offset: int) -> int:
        """In which cell of its row the character at `offset` begins."""
        row = self.row_of(offset)
        start = self._starts[row]
        within = min(offset, self.shown_end(row)) - start
        if not self.plain(row):
            cells = widths(self.text[start : self.shown_end(row)])
            while 0 < within < len(cells) and not cells[within]:
                within -= 1
            within = sum(cells[:within])
        return self._indents[row] + within

    def offset_at(self, row: int, cell: int) -> int:
        """Which character stands at `cell` of the row; the nearest one left or right of the text."""
        start, end = self._starts[row], self.shown_end(row)
        cell = max(0, cell - self._indents[row])
        if self.plain(row):
            return min(start + cell, max(start, end - 1))
        cells = widths(self.text[start:end])
        rights = list(accumulate(cells))
        return start + bisect_right(rights, min(cell, rights[-1] - 1))

    def _wrap(self) -> None:
        text = self.text
        begin = 0
        paragraph = 0
        while begin < len(text) or paragraph == 0:
            newline = text.find("\n", begin)
            end = len(text) if newline < 0 else newline
            self._wrap_paragraph(begin, end, paragraph)
            begin = end + 1
            paragraph += 1

    def _wrap_paragraph(self, begin: int, end: int, paragraph: int) -> None:
        text, measure = self.text, self.measure
        indent = 0
        unusual = _next_unusual(text, begin, end)
        while True:
            self._starts.append(begin)
            self._paragraphs.append(paragraph)
            self._indents.append(indent)
            room = measure - indent
            if unusual < begin:
                unusual = _next_unusual(text, begin, end)
            if unusual > begin + room + 1:
                if end - begin <= room:
                    return
                cut = text.rfind(" ", begin, begin + room + 1) + 1 or begin + room
            else:
                cut = _cut(text, begin, end, room)
            if cut >= end:
                return
            if indent == 0 and (bullet := _BULLET.match(text, begin, end)):
                indent = min(bullet.end() - begin, _DEEPEST_INDENT, measure // 4)
            begin = cut


def _next_unusual(text: str, begin: int, end: int) -> int:
    found = UNUSUAL.search(text, begin, end)
    return found.start() if found else sys.maxsize


def _cut(text: str, begin: int, end: int, room: int) -> int:
    """Return where to end a row that begins at `begin` and holds characters of other widths than one cell."""
    most = min(end, begin + _MOST_MARKS * room)
    reach = min(most, begin + room + 2)
    while True:
        window = text[begin:reach]
        cells = widths(window)
        full = bisect_right(list(accumulate(cells)), room)
        whole = any(cells[full + 1 :])
        if whole or reach == most:
            return begin + _last_break(window, cells, full)
        reach = min(most, reach + room)


def _last_break(window: str, cells: bytearray, full: int) -> int:
    """Return the last place where a row may end, of which `full` code points fit; there, if there is no better."""
    if full == len(window):
        return full
    if full == 0 or window[full] in " \t":
        return next((i for i in range(full + 1, len(cells)) if cells[i]), len(cells))
    for i in range(full, 0, -1):
        before, after = window[i - 1], window[i]
        wide = 2 in (cells[i - 1], cells[i]) and before not in _NOT_LAST and after not in _NOT_FIRST
        if cells[i] and (before in " \t" or wide):
            return i
    return full
