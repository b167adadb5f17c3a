"""Where a motion leads: pure functions from a text and an offset to an offset.

A cursor rests on the first code point of a character, and on a newline only where its line is empty. Every motion
leads to such a place.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from operator import attrgetter
from typing import Final

from annotations.model import Span
from tui.article.cells import cluster_end, cluster_start
from tui.article.rows import Rows

# A letter or digit, then also joiners and the marks that stand on letters (diacritics; Hebrew, Arabic and Indic signs).
_MARKS: Final = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u109f"
_PART: Final = rf"\w[\w{_MARKS}\u200c\u200d]{{0,99}}"
_WORD: Final = re.compile(rf"[$€£¥]?{_PART}(?:[’'.,:/-]{_PART}){{0,4}}%?")
"""A word or number as one: don't, U.S.-backed, 2.3, $40, 30%."""
_LONGEST_WORD: Final = 510

_start = attrgetter("start")


def rest(text: str, offset: int) -> int:
    """Return the nearest place, not after `offset`, where a cursor may stand."""
    offset = max(0, min(offset, len(text) - 1))
    if text[offset : offset + 1] == "\n" and offset and text[offset - 1] != "\n":
        offset -= 1
    return cluster_start(text, offset)


def right(text: str, offset: int) -> int:
    """Return the next character, over a line's end too."""
    after = cluster_end(text, offset)
    if text[after : after + 1] == "\n" and text[offset : offset + 1] != "\n":
        after += 1
    return after if after < len(text) else rest(text, offset)


def left(text: str, offset: int) -> int:
    """Return the character before, over a line's start too."""
    return rest(text, offset - 1)


def first(text: str, offset: int) -> int:  # noqa: ARG001 - as every motion
    """Return the text's first character."""
    return rest(text, 0)


def last(text: str, offset: int) -> int:  # noqa: ARG001 - as every motion
    """Return the text's last character."""
    return rest(text, len(text))


def last_before(text: str, offset: int) -> int:
    """Return the last character before `offset` that is no white space; the text's last, if `offset` is there."""
    if offset >= rest(text, len(text)):
        return offset
    while offset and text[offset - 1].isspace():
        offset -= 1
    return rest(text, offset - 1)


def words(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the words from `start` on that begin before `end`."""
    return (Span(*w.span()) for w in _WORD.finditer(text, start, end))


def word_at(text: str, offset: int) -> Span | None:
    """Return the word at `offset`, or None between words."""
    for word in _words(text, offset):
        if word.end > offset:
            return word if word.start <= offset else None
    return None


def word_next(text: str, offset: int) -> int:
    """Return where the next word begins, or the text's last character."""
    return next((start for w in _words(text, offset) if (start := rest(text, w.start)) > offset), last(text, offset))


def word_end(text: str, offset: int) -> int:
    """Return the last character of this word, or the next word's if it is here."""
    here = cluster_end(text, offset)
    return rest(text, next((w.end for w in _words(text, offset) if w.end > here), len(text)) - 1)


def word_back(text: str, offset: int) -> int:
    """Return where this word begins, or the one before if it is here, or the text's first character."""
    end = offset
    while end > 0:
        begin = _before_word(text, max(0, end - _LONGEST_WORD))
        starts = [w.start() for w in _WORD.finditer(text, begin, end)]
        if starts:
            return starts[-1]
        end = begin
    return first(text, offset)


def span_at(spans: Sequence[Span], offset: int) -> Span | None:
    """Return which of `spans` (in order, none overlapping) holds `offset`."""
    i = bisect_right(spans, offset, key=_start) - 1
    return spans[i] if i >= 0 and offset < spans[i].end else None


def next_start(text: str, offset: int, spans: Sequence[Span]) -> int:
    """Return where the next sentence or paragraph of `spans` begins, or the text's last character."""
    after = islice(spans, bisect_right(spans, offset, key=_start), None)
    return next((start for s in after if (start := rest(text, s.start)) > offset), last(text, offset))


def start_back(text: str, offset: int, spans: Sequence[Span]) -> int:
    """Return where this sentence or paragraph begins, or the one before if it is here, or the text's beginning."""
    i = bisect_left(spans, offset, key=_start) - 1
    return spans[i].start if i >= 0 else first(text, offset)


def line(rows: Rows, offset: int, cell: int, by: int) -> int:
    """Return the character at `cell`, `by` rows below (above, if negative)."""
    row = max(0, min(rows.row_of(offset) + by, len(rows) - 1))
    return rows.offset_at(row, cell)


def line_start(rows: Rows, offset: int) -> int:
    """Return the first character of the row."""
    return rows.start(rows.row_of(offset))


def line_end(rows: Rows, offset: int) -> int:
    """Return the last character of the row that is not a space."""
    row = rows.row_of(offset)
    start, end = rows.start(row), rows.shown_end(row)
    while end - 1 > start and rows.text[end - 1].isspace():
        end -= 1
    return max(start, cluster_start(rows.text, end - 1))


IN_TEXT: Final[Mapping[str, Callable[[str, int], int]]] = {
    "left": left,
    "right": right,
    "word_next": word_next,
    "word_back": word_back,
    "word_end": word_end,
    "top": first,
    "bottom": last,
}
BY_SENTENCE: Final[Mapping[str, Callable[[str, int, Sequence[Span]], int]]] = {
    "sentence_next": next_start,
    "sentence_back": start_back,
}
BY_PARAGRAPH: Final[Mapping[str, Callable[[str, int, Sequence[Span]], int]]] = {
    "paragraph_next": next_start,
    "paragraph_back": start_back,
}
IN_ROW: Final[Mapping[str, Callable[[Rows, int], int]]] = {"line_start": line_start, "line_end": line_end}


def _words(text: str, offset: int) -> Iterator[Span]:
    return (Span(*w.span()) for w in _WORD.finditer(text, _before_word(text, offset)))


def _before_word(text: str, offset: int) -> int:
    """Return a place at or before `offset` where no word is under way."""
    least = max(0, offset - _LONGEST_WORD)
    return max(text.rfind(" ", least, offset), text.rfind("\n", least, offset), least - 1) + 1
