"""What a selection grows through: word, mark, clause, sentence, paragraph. Pure functions of text and place."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from annotations.model import Span
from tui.article.motions import span_at, word_at
from tui.article.structure import Structure

# What parts a sentence into clauses: a comma or colon before a space, a dash between spaces or long, brackets, marks.
_CLAUSE_BREAK: Final = re.compile(r"[,;:](?=\s)|(?<=\s)[-–](?=\s)|—|[()\[\]“”\"]|(?<!\w)['‘]|['’](?!\w)")


def ladder(text: str, offset: int, marks: Iterable[Span], structure: Structure) -> tuple[Span, ...]:
    """Return the spans around `offset`, each wider than the one before and covering it.

    `marks` are those that cover `offset`. Where a mark crosses a sentence's or a clause's end it takes its place by
    length, and what does not cover it is left out.
    """
    steps: list[Span] = []
    for span in sorted(_around(text, offset, marks, structure), key=len):
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


def _around(text: str, offset: int, marks: Iterable[Span], structure: Structure) -> Iterator[Span]:
    word = word_at(text, offset)
    if word:
        yield word
    yield from marks
    sentence = span_at(structure.sentences, offset)
    if sentence:
        clause = clause_at(text, offset, sentence)
        if clause:
            yield clause
        yield sentence
    paragraph = span_at(structure.paragraphs, offset)
    if paragraph:
        yield paragraph


def clause_at(text: str, offset: int, sentence: Span) -> Span | None:
    """Return the part of `sentence` around `offset` between commas, dashes, brackets or quotation marks."""
    start, end = sentence.start, sentence.end
    for stop in _CLAUSE_BREAK.finditer(text, start, end):
        if stop.start() > offset:
            end = stop.start()
            break
        start = stop.end()
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".!?…"):
        end -= 1
    return Span(start, end) if start <= offset < end else None
