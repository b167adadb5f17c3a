"""Names that another finder found, cut to this project's rules: whole words, no article, no possessive."""

from collections.abc import Iterator
from typing import Final

from annotations.extract.backends import Backend, Labelled
from annotations.extract.names.first_pass import Chunk
from annotations.extract.names.sentence import Sentence, sentence
from annotations.extract.segment import Layout

_OUTSIDE_BEFORE: Final = frozenset(["the", "a", "an"])
_OUTSIDE_AFTER: Final = frozenset(["'s", "’s", "'", "’"])


def backend_names(layout: Layout, backend: Backend) -> Iterator[tuple[Sentence, list[Chunk]]]:
    """Yield each sentence with the names that `backend` finds in it."""
    paragraphs = [paragraph for paragraph in layout.paragraphs if paragraph.kind != "furniture"]
    pieces = [layout.text[paragraph.start : paragraph.end] for paragraph in paragraphs]
    found = [
        name._replace(start=paragraph.start + name.start, end=paragraph.start + name.end)
        for paragraph, names in zip(paragraphs, backend.names_in(pieces), strict=True)
        for name in names
    ]
    at = 0
    for span, tokens in zip(layout.sentences, layout.tokens, strict=True):
        s = sentence(layout.text, span, tokens, headline=False)
        chunks: list[Chunk] = []
        while at < len(found) and found[at].start < span.end:
            chunk = _chunk(s, found[at], backend.rule)
            if chunk is not None and (not chunks or chunks[-1].last <= chunk.first):
                chunks.append(chunk)
            at += 1
        yield s, chunks


def _chunk(s: Sentence, name: Labelled, rule: str) -> Chunk | None:
    inside = [i for i, token in enumerate(s.tokens) if token.start < name.end and name.start < token.end]
    while inside and s.words[inside[0]].lower() in _OUTSIDE_BEFORE:
        del inside[0]
    while inside and s.words[inside[-1]] in _OUTSIDE_AFTER:
        del inside[-1]
    return Chunk(inside[0], inside[-1] + 1, name.label, rule, name.certainty) if inside else None
