"""The parts of a text as values: paragraphs with their kinds, sentences, tokens."""

from bisect import bisect_left
from functools import cached_property
from itertools import chain
from typing import Literal

from annotations.extract.segment.tokens import Sieve, Token, tokenize
from annotations.model import Span, Value

ParagraphKind = Literal["furniture", "title", "byline", "heading", "body", "list", "code"]


class Paragraph(Span, frozen=True, kw_only=True):
    """A paragraph's extent without its outer white space, and what it is."""

    kind: ParagraphKind = "body"


class Sought:
    """Words that one looks for, each with its place in the text, in order."""

    def __init__(self, words: list[tuple[int, str]]) -> None:
        self._words = words

    def between(self, start: int, end: int) -> list[tuple[int, str]]:
        """Return those that begin in `text[start:end]`."""
        return self._words[bisect_left(self._words, (start,)) : bisect_left(self._words, (end,))]


class Layout(Value, frozen=True, kw_only=True, eq=False, gc=True, dict=True):
    """A text and its parts, each in the order of the text.

    `sentences` lie inside paragraphs and cover all of them but furniture; a heading is one sentence. A layout is equal
    to itself only, so that what is made of it can be looked up by it at no cost.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Span, ...]

    @cached_property
    def tokens(self) -> tuple[list[Token], ...]:
        """The tokens of each sentence, made once for all who ask."""
        return tuple([tokenize(self.text, sentence.start, sentence.end) for sentence in self.sentences])

    @cached_property
    def _row(self) -> tuple[list[Token], list[int]]:
        row = list(chain.from_iterable(self.tokens))
        return row, [token[0] for token in row]

    def tokens_between(self, start: int, end: int) -> list[Token]:
        """Return the tokens that lie in `text[start:end]`, or begin or end there."""
        row, starts = self._row
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        return row[first - (first > 0 and row[first - 1].end > start) : last]

    def sought(self, sieve: Sieve) -> Sought:
        """Return the words of the text that `sieve` picks out."""
        row, starts = self._row
        picked = zip(starts, map(sieve.__getitem__, [token[2] for token in row]), strict=True)
        return Sought([(start + at, part) for start, parts in picked if parts for at, part in parts])

    @property
    def furniture(self) -> tuple[Paragraph, ...]:
        """The site's own lines."""
        return tuple(p for p in self.paragraphs if p.kind == "furniture")

    @property
    def headings(self) -> tuple[Paragraph, ...]:
        """Title and headings."""
        return tuple(p for p in self.paragraphs if p.kind in ("title", "heading"))
