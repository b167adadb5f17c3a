"""What a text is made of: paragraphs and their kinds, sentences, tokens."""

from annotations.extract.segment.kinds import kinds_of
from annotations.extract.segment.layout import Layout, Paragraph, ParagraphKind, Sought
from annotations.extract.segment.paragraphs import blocks
from annotations.extract.segment.sentences import sentences_in
from annotations.extract.segment.tokens import Sieve, Token, tokenize
from annotations.model import Span

__all__ = ["Layout", "Paragraph", "ParagraphKind", "Sieve", "Sought", "Token", "segment", "tokenize"]


def segment(text: str, headings: tuple[Span, ...] | None = None) -> Layout:
    """Return the paragraphs and sentences of `text`.

    `headings` are those that the source's markup declares; with None they are guessed from the form of the lines.
    """
    paragraphs = kinds_of(text, blocks(text), headings)
    sentences: list[Span] = []
    for paragraph in paragraphs:
        if paragraph.kind in ("title", "heading", "byline"):
            sentences.append(Span(paragraph.start, paragraph.end))
        elif paragraph.kind != "furniture":
            sentences.extend(sentences_in(text, paragraph.start, paragraph.end))
    return Layout(text=text, paragraphs=paragraphs, sentences=tuple(sentences))
