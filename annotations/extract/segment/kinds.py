"""What each paragraph is: the site's own line, title, byline, heading, list item, code or body."""

import re
from collections.abc import Sequence
from typing import Final

from annotations.extract.segment.bylines import is_outlet, is_unsigned, read_head_line
from annotations.extract.segment.furniture import is_furniture
from annotations.extract.segment.layout import Paragraph, ParagraphKind
from annotations.model import Span

_ITEM: Final = re.compile(r"[-*+•‣·]\s|\(?\d{1,3}[.)]\s")
_MARKED_HEADING: Final = re.compile(r"#{1,6} ")
_LONGEST_HEADING: Final = 100
_LONGEST_TITLE: Final = 220
_LONGEST_HEAD: Final = 10
_LONGEST_RUN: Final = 2
"""Of more short lines than these in a row none is a heading: they are a table or a list."""


def kinds_of(text: str, blocks: Sequence[Span], headings: Sequence[Span] | None) -> tuple[Paragraph, ...]:
    """Return the paragraphs with their kinds; `headings` are declared ones, None where they are to be guessed."""
    kinds = [_kind(text, block) for block in blocks] if headings is None else _declared(text, blocks, headings)
    _settle_code(text, blocks, kinds)
    body = _settle_head(text, blocks, kinds)
    if headings is None:
        _drop_false_headings(text, blocks, kinds, body)
    return tuple(Paragraph(b.start, b.end, kind=kind) for b, kind in zip(blocks, kinds, strict=True))


def _declared(text: str, blocks: Sequence[Span], headings: Sequence[Span]) -> list[ParagraphKind]:
    kinds: list[ParagraphKind] = []
    ahead = iter(sorted(headings))
    heading = next(ahead, None)
    for block in blocks:
        while heading and heading.end <= block.start:
            heading = next(ahead, None)
        declared = heading is not None and heading.overlaps(block)
        kind = "heading" if declared else _kind(text, block)
        kinds.append("body" if kind == "heading" and not declared else kind)
    return kinds


def _kind(text: str, block: Span) -> ParagraphKind:
    if _ITEM.match(text, block.start, block.end):
        return "list"
    if len(block) > _LONGEST_TITLE:
        return "body"
    line = text[block.start : block.end]
    if is_furniture(line):
        return "furniture"
    return "heading" if _looks_like_heading(line) else "body"


def _looks_like_heading(line: str) -> bool:
    """Whether a line has a heading's form: short, one line, opened by a capital, closed by no full stop."""
    if _MARKED_HEADING.match(line):
        return True
    bare = line.rstrip("\"'”’»)*_")
    opening = line.lstrip("\"'“‘«(#*_ ")
    if "\n" in line or len(line) > _LONGEST_HEADING or not bare or not opening:
        return False
    if bare[-1] in "?!":
        return len(line.split()) <= 10 and line[0] not in "\"'“‘«" and ". " not in line and ": " not in line
    return (
        (bare[-1] not in ".,;:…" or (bare[-1] == "." and line.isupper()))
        and (opening[0].isupper() or opening[0].isdigit())
        and sum(c.isdigit() for c in line) * 4 < len(line)
    )


def _settle_code(text: str, blocks: Sequence[Span], kinds: list[ParagraphKind]) -> None:
    """Call fenced lines code; an open fence closes nothing."""
    fences = [i for i, block in enumerate(blocks) if text.startswith("```", block.start)]
    for first, last in zip(fences[::2], fences[1::2], strict=False):
        kinds[first : last + 1] = ["code"] * (last + 1 - first)


def _settle_head(text: str, blocks: Sequence[Span], kinds: list[ParagraphKind]) -> int:
    """Find the title, and the byline's lines under it; return where the body begins.

    A line that tells a writer or a day makes its neighbours, those without a blank line between, lines of the head.
    The title is the heading before them, else the first of the text.
    """
    limit = min(_LONGEST_HEAD, len(blocks))
    told = [bool(read_head_line(text, blocks[i].start, blocks[i].end)) for i in range(limit)]
    body = next((i for i in range(limit) if kinds[i] in ("body", "list", "code") and not told[i]), limit)
    first_told = next((i for i in range(body) if told[i]), None)
    above = [i for i in range(body if first_told is None else first_told) if kinds[i] == "heading"]
    if not above and first_told is not None:
        above = [i for i in range(first_told, body) if kinds[i] == "heading" and not told[i]][:1]
    title = _title_among(text, blocks, above, first_told)
    for i in range(body):
        if told[i] and i != title:
            kinds[i] = "byline"
            for step in (1, -1):
                _spread(text, blocks, kinds, i, step, body, title)
    if title is not None:
        kinds[title] = "title"
    return body


def _title_among(text: str, blocks: Sequence[Span], above: list[int], first_told: int | None) -> int | None:
    if not above or first_told is None:
        return above[0] if above else None
    title = above[-1]
    while title - 1 in above and _touching(text, blocks[title - 1], blocks[title]):
        title -= 1
    return title


def _spread(
    text: str, blocks: Sequence[Span], kinds: list[ParagraphKind], at: int, step: int, body: int, title: int | None
) -> None:
    near = at + step
    while 0 <= near < body and near != title and kinds[near] == "heading":
        line = text[blocks[near].start : blocks[near].end]
        touching = _touching(text, blocks[min(near, near - step)], blocks[max(near, near - step)])
        if not touching and not is_outlet(line) and not is_unsigned(line):
            return
        kinds[near] = "byline"
        near += step


def _touching(text: str, before: Span, after: Span) -> bool:
    return text.count("\n", before.end, after.start) == 1


def _drop_false_headings(text: str, blocks: Sequence[Span], kinds: list[ParagraphKind], body: int) -> None:
    """Call short lines body where no text follows them, or where they come in rows."""
    run: list[int] = []
    for i in range(body, len(kinds)):
        if kinds[i] == "heading":
            run.append(i)
            continue
        if len(run) > _LONGEST_RUN or (run and kinds[i] == "furniture"):
            _demote(text, blocks, kinds, run)
        run = []
    _demote(text, blocks, kinds, run)


def _demote(text: str, blocks: Sequence[Span], kinds: list[ParagraphKind], run: list[int]) -> None:
    for i in run:
        if not _MARKED_HEADING.match(text, blocks[i].start):
            kinds[i] = "body"
