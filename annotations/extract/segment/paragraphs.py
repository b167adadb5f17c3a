"""Lines put together to paragraphs: blank-line separated, one paragraph a line, and lines wrapped at a width."""

import re
from itertools import pairwise
from typing import Final

from annotations.model import Span

_LINE: Final = re.compile(r"[^\n]+")
_ITEM: Final = re.compile(r"[-*•‣·–—]\s|\(?(?:\d{1,3}|[a-zA-Z])[.)]\s")
_WIDEST: Final = 130
_LEAST_WRAPPED: Final = 0.75


def blocks(text: str) -> list[Span]:
    """Return the paragraphs of `text`, each without its outer white space."""
    lines = [span for found in _LINE.finditer(text) if (span := _trimmed(text, found.start(), found.end()))]
    width = _wrap_width(text, lines)
    paragraphs: list[Span] = []
    for line in lines:
        if paragraphs and width and _continues(text, paragraphs[-1], line, width):
            paragraphs[-1] = Span(paragraphs[-1].start, line.end)
        else:
            paragraphs.append(line)
    return paragraphs


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _wrap_width(text: str, lines: list[Span]) -> int:
    """Return the width at which lines were wrapped, or 0 where they were not.

    A line was wrapped if the next line's first word would not have fitted on it; that must hold for most lines that
    have a next one without a blank line between.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if _adjacent(text, a, b)]
    width = max((len(a) for a, _ in pairs), default=0)
    if len(pairs) < 2 or not 30 <= width <= _WIDEST:
        return 0
    wrapped = sum(len(a) + 1 + _first_word(text, b) > width for a, b in pairs)
    return width if wrapped >= _LEAST_WRAPPED * len(pairs) else 0


def _continues(text: str, paragraph: Span, line: Span, width: int) -> bool:
    if not _adjacent(text, paragraph, line) or _ITEM.match(text, line.start, line.end):
        return False
    last_line = paragraph.end - max(text.rfind("\n", paragraph.start, paragraph.end) + 1, paragraph.start)
    return last_line + 1 + _first_word(text, line) > width


def _adjacent(text: str, before: Span, after: Span) -> bool:
    return text.count("\n", before.end, after.start) == 1 and text[after.start - 1] == "\n"


def _first_word(text: str, line: Span) -> int:
    space = text.find(" ", line.start, line.end)
    return (space if space >= 0 else line.end) - line.start
