"""What can be selected by its kind, and what a selection grows through. Pure functions of text, place and marks."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Final, Literal, cast, get_args

from annotations.model import Mark, Span
from tui.article.motions import span_at, word_at, word_next
from tui.article.spans import SpanIndex
from tui.article.structure import Structure

MarkKind = Literal["name", "quote", "figure"]
Kind = Literal["word", "clause", "sentence", "paragraph", "section"] | MarkKind
"""The text objects: parts of the text, and the layers of the machine's marks."""
MARK_KINDS: Final[frozenset[str]] = frozenset(get_args(MarkKind))

# What parts a sentence into clauses: a comma or colon before a space, a dash between spaces or long, brackets, marks.
_CLAUSE_BREAK: Final = re.compile(r"[,;:](?=\s)|(?<=\s)[-–](?=\s)|—|[()\[\]“”\"]|(?<!\w)['‘]|['’](?!\w)")
# The words that begin a clause wherever they stand, and those that do so before the subject of another one.
_CONJUNCTION: Final = re.compile(
    r"(?<=\s)(?:(?:because|although|though|while|whereas|unless|whether|but|if|when|where|who|whom|which)\b"
    r"|(?:and|or|so|that)(?=\s+(?:he|she|it|they|we|you|I|there)\b))"
)
_WHOLE: Final = frozenset({"name", "date", "figure"})
"""Layers whose marks no clause ends inside: "3 May, 2024"."""


def objects(kind: Kind, text: str, offset: int, marks: SpanIndex[Mark], structure: Structure) -> Iterator[Span]:
    """Yield the spans of `kind` around `offset`, the innermost first, and then those that begin after it, in order.

    `marks` are all that the machine found, `structure` what the text is made of.
    """
    if kind == "word":
        return _words(text, offset)
    if kind == "clause":
        return _clauses(text, offset, marks, structure.sentences)
    if kind in MARK_KINDS:
        return _marks(cast("MarkKind", kind), offset, marks)
    parts = {"sentence": structure.sentences, "paragraph": structure.paragraphs, "section": structure.sections}[kind]
    here = max(0, bisect_right(parts, offset, key=lambda s: s.start) - 1)
    return (span for span in islice(parts, here, None) if span.end > offset)


def reach(spans: Iterable[Span], here: Span | None, count: int = 1) -> Span | None:
    """Return the first of `spans`, or the next where that is `here` already; with a `count`, from it through so many.

    None if there is none.
    """
    wanted = iter(spans)
    first = next((s for s in wanted if s != here), None)
    if first is None:
        return None
    taken = [first, *islice(wanted, count - 1)]
    return Span(min(s.start for s in taken), max(s.end for s in taken))


def ladder(
    text: str, offset: int, marks: Iterable[Span], structure: Structure, found: SpanIndex[Mark] | None = None
) -> tuple[Span, ...]:
    """Return the spans around `offset`, each wider than the one before and covering it.

    `marks` are those that cover `offset`; `found` is what tells clauses, besides punctuation and conjunctions. Where a
    mark crosses a sentence's or a clause's end it takes its place by length, and what does not cover it is left out.
    """
    steps: list[Span] = []
    for span in sorted(_around(text, offset, marks, structure, found), key=len):
        span = Span(span.start, span.end)
        if not steps or (span != steps[-1] and span.covers(steps[-1])):
            steps.append(span)
    return tuple(steps)


def grown(steps: tuple[Span, ...], selection: Span | None) -> Span | None:
    """Return the first step wider than `selection`, or None if there is none."""
    if selection is None:
        return steps[0] if steps else None
    return next((s for s in steps if s.covers(selection) and len(s) > len(selection)), None)


def shrunk(steps: tuple[Span, ...], selection: Span) -> Span | None:
    """Return the last step narrower than `selection`, or None if there is none."""
    return next((s for s in reversed(steps) if selection.covers(s) and len(s) < len(selection)), None)


def clauses(text: str, sentence: Span, marks: SpanIndex[Mark] | None = None) -> Iterator[Span]:
    """Yield the parts of `sentence` between commas, dashes, brackets, quotation marks, conjunctions and reported words.

    No name, date or figure of `marks` is cut; what is quoted or reported begins and ends a clause.
    """
    within = marks.over(sentence.start, sentence.end) if marks else []
    whole = [m for m in within if m.layer in _WHOLE]
    cuts = [found.span() for found in _CLAUSE_BREAK.finditer(text, sentence.start, sentence.end)]
    cuts += [(found.start(),) * 2 for found in _CONJUNCTION.finditer(text, sentence.start, sentence.end)]
    cuts += [(place,) * 2 for m in within if m.layer == "quote" for place in (m.start, m.end)]
    cuts = [c for c in cuts if not any(m.start < c[0] and c[1] < m.end for m in whole)]
    borders = [(sentence.start,) * 2, *sorted(cuts), (sentence.end,) * 2]
    for (_, start), (end, _) in pairwise(borders):
        clause = _trimmed(text, max(start, sentence.start), min(end, sentence.end))
        if clause is not None:
            yield clause


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".!?…"):
        end -= 1
    return Span(start, end) if start < end else None


def _around(
    text: str, offset: int, marks: Iterable[Span], structure: Structure, found: SpanIndex[Mark] | None
) -> Iterator[Span]:
    word = word_at(text, offset)
    if word:
        yield word
    yield from marks
    sentence = span_at(structure.sentences, offset)
    if sentence:
        yield from (c for c in clauses(text, sentence, found) if c.start <= offset < c.end)
        yield sentence
    for parts in (structure.paragraphs, structure.sections):
        part = span_at(parts, offset)
        if part:
            yield part


def _words(text: str, offset: int) -> Iterator[Span]:
    while True:
        word = word_at(text, offset)
        if word:
            yield word
        after = word_next(text, offset)
        if after <= offset:
            return
        offset = after


def _clauses(text: str, offset: int, marks: SpanIndex[Mark], sentences: Sequence[Span]) -> Iterator[Span]:
    here = max(0, bisect_right(sentences, offset, key=lambda s: s.start) - 1)
    for sentence in islice(sentences, here, None):
        yield from (c for c in clauses(text, sentence, marks) if c.end > offset)


def _marks(kind: MarkKind, offset: int, marks: SpanIndex[Mark]) -> Iterator[Span]:
    over = sorted((m for m in marks.over(offset, offset + 1) if m.layer == kind), key=len)
    after = (m for m in islice(marks.all, marks.after(offset), None) if m.layer == kind)
    return (Span(m.start, m.end) for found in (over, after) for m in found)
