"""Paragraphs and sentences by a simple rule, for motions before the real segmentation is there; sections."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from annotations.model import Span


class Structure(NamedTuple):
    """What a text is made of, each in the order of the text, without the white space around them."""

    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    sections: tuple[Span, ...]
    """Each from a heading to before the next, and what stands before the first; without headings there are none."""


# A longer line was not wrapped by hand: it is a paragraph by itself.
_LONGEST_WRAPPED: Final = 120
_LIST_ITEM: Final = re.compile(r"\s*(?:[-*•‣–·]|\d{1,3}[.)])\s")
_SENTENCE_END: Final = re.compile(
    r"[.!?…][\"'’”)\]]*\s+(?=[\"'‘“(\[]?[^\W_a-z])|[。！？][」』）]*\s*(?![。！？])",
)
_ABBREVIATION: Final = re.compile(
    r"(?<!\w)(?:\w\.)*(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Sgt|Capt|Sen|Rep|Gov|St|No|vs|[JF][ae][nb]|Aug|"
    r"Sept?|Oct|Nov|Dec)\.$"
)


def structure_of(text: str, headings: Sequence[Span] = ()) -> Structure:
    """Return the paragraphs and sentences of `text` as blank lines, line lengths and full stops tell them."""
    paragraphs = tuple(_paragraphs(text))
    sentences = tuple(s for p in paragraphs for s in _sentences(text, p))
    return Structure(paragraphs, sentences, sections_of(text, headings))


def sections_of(text: str, headings: Sequence[Span]) -> tuple[Span, ...]:
    """Return the sections that `headings` part `text` into, the words before the first included; without any, none."""
    if not headings:
        return ()
    starts = sorted({0, *(h.start for h in headings), len(text)})
    return tuple(s for s in (_trimmed(text, a, b) for a, b in pairwise(starts)) if len(s))


def _paragraphs(text: str) -> Iterator[Span]:
    start = end = 0
    for line in _lines(text):
        words = text[line.start : line.end]
        long = len(line) > _LONGEST_WRAPPED
        if start < end and (long or not words or words.isspace() or _LIST_ITEM.match(words)):
            yield _trimmed(text, start, end)
            start = end
        if words and not words.isspace():
            start = start if start < end else line.start
            end = line.end
            if long:
                yield _trimmed(text, start, end)
                start = end
    if start < end:
        yield _trimmed(text, start, end)


def _lines(text: str) -> Iterator[Span]:
    start = 0
    while start < len(text):
        newline = text.find("\n", start)
        end = len(text) if newline < 0 else newline
        yield Span(start, end)
        start = end + 1


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for stop in _SENTENCE_END.finditer(text, paragraph.start, paragraph.end):
        if _ABBREVIATION.search(text, max(start, stop.start() - 12), stop.start() + 1):
            continue
        yield _trimmed(text, start, stop.end())
        start = stop.end()
    if start < paragraph.end:
        yield _trimmed(text, start, paragraph.end)


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)
