"""What each paragraph is: the site's own line, title, byline, heading, list item or body."""

import re
from typing import Final

from annotations.extract.segment.furniture import is_furniture
from annotations.extract.segment.layout import Paragraph, ParagraphKind
from annotations.model import Span

_BYLINE: Final = re.compile(r"(?i:by|from|compiled by|written by|reported by)\s+[A-Z][^\n]{2,100}$")
_ITEM: Final = re.compile(r"[-*•‣·]\s|\(?\d{1,3}[.)]\s")
_LONGEST_HEADING: Final = 100
_LONGEST_TITLE: Final = 200


def kinds_of(text: str, blocks: list[Span], headings: tuple[Span, ...] | None) -> tuple[Paragraph, ...]:
    """Return the paragraphs with their kinds."""
    kinds: list[ParagraphKind] = [_kind(text, block, headings) for block in blocks]
    _settle_head(kinds)
    return tuple(Paragraph(b.start, b.end, kind=kind) for b, kind in zip(blocks, kinds, strict=True))


def _kind(text: str, block: Span, headings: tuple[Span, ...] | None) -> ParagraphKind:
    line = text[block.start : block.end] if len(block) <= _LONGEST_TITLE else ""
    if headings is not None and any(h.overlaps(block) for h in headings):
        return "heading"
    if line and is_furniture(line):
        return "furniture"
    if _ITEM.match(text, block.start, block.end):
        return "list"
    if line and _BYLINE.match(line):
        return "byline"
    if headings is None and line and _looks_like_heading(line):
        return "heading"
    return "body"


def _looks_like_heading(line: str) -> bool:
    bare = line.rstrip("\"'”’»)")
    return (
        "\n" not in line
        and len(line) <= _LONGEST_HEADING
        and bare[-1:] not in ".!,;:…"
        and (line.lstrip("\"'“‘«(#* ")[:1].isupper() or line[:1].isdigit())
        and sum(c.isdigit() for c in line) * 3 < len(line)
    )


def _settle_head(kinds: list[ParagraphKind]) -> None:
    """Call the heading before the byline, else the first one before any body, the title."""
    last = next((i for i, kind in enumerate(kinds) if kind in ("body", "list")), len(kinds))
    byline = next((i for i in range(min(last + 1, len(kinds))) if kinds[i] == "byline"), None)
    for i in range(len(kinds)):
        if kinds[i] == "byline" and (byline is None or i > last + 3):
            kinds[i] = "body"
    before = [i for i in range(last if byline is None else byline) if kinds[i] == "heading"]
    if before:
        kinds[before[0] if byline is None else before[-1]] = "title"
