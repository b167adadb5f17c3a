"""The head of a plain text: title, byline, outlet and the day it was published."""

from typing import NamedTuple

from annotations.extract.segment import segment
from annotations.extract.segment.bylines import (
    HeadField,
    HeadPart,
    is_outlet,
    is_unsigned,
    read_dateline,
    read_head_line,
)
from annotations.extract.segment.layout import Layout, Paragraph

_HEAD_LENGTH = 6_000
_BODY_PARAGRAPHS = 2


class Head(NamedTuple):
    """What a text's first lines tell. `published` is an ISO day; `spans` say where each part stands."""

    title: str
    byline: str | None
    outlet: str | None
    published: str | None
    spans: tuple[HeadPart, ...]


def head_of(text: str) -> Head:
    """Return what the head of the plain text `text` tells: a title of "" and None for what it does not tell."""
    layout = segment(text[:_HEAD_LENGTH])
    parts: list[HeadPart] = []
    for paragraph in layout.paragraphs:
        if paragraph.kind == "title":
            words = text[paragraph.start : paragraph.end].lstrip("# ")
            parts.append(HeadPart("title", paragraph.end - len(words), paragraph.end, words))
    parts += _byline_parts(layout)
    for paragraph in [p for p in layout.paragraphs if p.kind == "body"][:_BODY_PARAGRAPHS]:
        parts += read_dateline(text, paragraph.start, paragraph.end)
    first: dict[HeadField, HeadPart] = {}
    for part in parts:
        first.setdefault(part.field, part)
    value = {field: part.value for field, part in first.items()}
    return Head(
        title=value.get("title", ""),
        byline=value.get("byline"),
        outlet=value.get("outlet"),
        published=value.get("published"),
        spans=tuple(first.values()),
    )


def _byline_parts(layout: Layout) -> list[HeadPart]:
    lines = [p for p in layout.paragraphs if p.kind == "byline"]
    told = [(p, read_head_line(layout.text, p.start, p.end)) for p in lines]
    parts = [part for _, found in told for part in found]
    signed = any(part.field == "byline" for part in parts)
    return parts + [_outlet(layout.text, p) for p, found in told if not found and _names_outlet(layout.text, p, signed)]


def _names_outlet(text: str, line: Paragraph, signed: bool) -> bool:
    """Whether a line of the head that tells neither writer nor day names the outlet: beside a writer any name does."""
    words = text[line.start : line.end]
    if is_unsigned(words):
        return False
    return is_outlet(words) or (signed and "," not in words and ":" not in words and len(words.split()) <= 6)


def _outlet(text: str, line: Paragraph) -> HeadPart:
    return HeadPart("outlet", line.start, line.end, text[line.start : line.end])
