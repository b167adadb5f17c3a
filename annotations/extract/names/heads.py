"""Names that the form of a head shows: who wrote, for whom, and the place of a dateline."""

from collections.abc import Iterator

from annotations.extract.names.first_pass import Chunk
from annotations.extract.names.sentence import Sentence
from annotations.extract.segment import Layout
from annotations.extract.segment.bylines import HeadPart, names_of, read_dateline, read_head_line
from annotations.model import NameLabel

_FIRST_PARAGRAPHS = 3
_LABELS: dict[str, NameLabel] = {"byline": "PERSON", "outlet": "ORG", "place": "GPE"}


def head_names(layout: Layout) -> dict[int, tuple[int, NameLabel]]:
    """Return end and label of the names in bylines and datelines, by where they start."""
    return {part.start: (part.end, _LABELS[part.field]) for part in _parts(layout) if part.field in _LABELS}


def _parts(layout: Layout) -> Iterator[HeadPart]:
    body = 0
    for paragraph in layout.paragraphs:
        if paragraph.kind == "byline":
            for part in read_head_line(layout.text, paragraph.start, paragraph.end):
                yield from names_of(layout.text, part) if part.field in ("byline", "place") else [part]
        elif paragraph.kind == "body":
            dateline = read_dateline(layout.text, paragraph.start, paragraph.end)
            if len(dateline) > 1:
                yield from dateline
            body += 1
            if body == _FIRST_PARAGRAPHS:
                return


def with_head_names(s: Sentence, chunks: list[Chunk], shown: dict[int, tuple[int, NameLabel]]) -> list[Chunk]:
    """Return a sentence's chunks with those that the head's form shows, in place of what they overlap."""
    starts = [i for i, token in enumerate(s.tokens) if token.start in shown]
    for first in starts:
        end, label = shown[s.tokens[first].start]
        last = next((i for i in range(first, len(s.tokens)) if s.tokens[i].end >= end), first) + 1
        chunks = [c for c in chunks if c.last <= first or c.first >= last]
        chunks.append(Chunk(first, last, label, "head line", 0.9))
    return sorted(chunks, key=lambda chunk: chunk.first) if starts else chunks
