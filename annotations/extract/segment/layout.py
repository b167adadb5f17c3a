"""The parts of a text as values: paragraphs with their kinds, sentences, tokens."""

from typing import Literal, NamedTuple

from annotations.model import Span, Value

ParagraphKind = Literal["furniture", "title", "byline", "heading", "body", "list", "code"]


class Paragraph(Span, frozen=True, kw_only=True):
    """A paragraph's extent without its outer white space, and what it is."""

    kind: ParagraphKind = "body"


class Layout(Value, frozen=True, kw_only=True):
    """A text and its parts, each in the order of the text.

    `sentences` lie inside paragraphs and cover all of them but furniture; a heading is one sentence.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Span, ...]

    @property
    def furniture(self) -> tuple[Paragraph, ...]:
        """The site's own lines."""
        return tuple(p for p in self.paragraphs if p.kind == "furniture")

    @property
    def headings(self) -> tuple[Paragraph, ...]:
        """Title and headings."""
        return tuple(p for p in self.paragraphs if p.kind in ("title", "heading"))


class Token(NamedTuple):
    """A word, number or punctuation mark; clitics stand alone: Russia | 's, do | n't."""

    start: int
    end: int
    text: str
