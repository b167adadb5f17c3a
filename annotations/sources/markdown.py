"""Markdown (CommonMark with tables) as plain text: its marks taken away, its headings declared."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from annotations.sources.builder import TextBuilder
from annotations.sources.charset import decode
from annotations.sources.formats import Format, Parsed, Raw
from annotations.sources.tags import without_tags
from annotations.text import clean

if TYPE_CHECKING:
    from markdown_it.token import Token

_LIMIT: Final = 3_000_000
"""The longest text that is parsed, in code points: the parser takes up to 10 microseconds for each."""
_FRONT_MATTER: Final = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD: Final = re.compile(
    r"^(title|author|date|outlet|publisher)[ \t]*:[ \t]*(\S[^\n]*)$", re.IGNORECASE | re.MULTILINE
)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def parse(raw: Raw) -> Parsed:
    """Return the text of a Markdown file. What its front matter tells goes before what its first lines tell."""
    from annotations.extract.segment.head import head_of

    decoded = decode(raw.content, raw.charset)
    source = clean(decoded.text)
    notices = [decoded.notice] if decoded.notice else []
    if len(source) > _LIMIT:
        notices.append(f"longer than {_LIMIT:,} characters: shown as it stands, with its Markdown")
        return Parsed(text=source, notices=tuple(notices))
    front = _FRONT_MATTER.match(source)
    fields = {name.lower(): value.strip("\"' \t") for name, value in _FIELD.findall(front[1])} if front else {}
    builder = TextBuilder()
    title = _write(source[front.end() :] if front else source, builder)
    head = head_of(builder.text)
    day = _DAY.match(fields.get("date", ""))
    return Parsed(
        text=builder.text,
        title=fields.get("title") or title or head.title,
        byline=fields.get("author") or head.byline,
        outlet=fields.get("outlet") or fields.get("publisher") or head.outlet,
        published=day[0] if day else head.published,
        headings=tuple(builder.headings),
        notices=tuple(notices),
    )


def _write(source: str, builder: TextBuilder) -> str | None:
    """Write the blocks of `source` and return its first heading of the first level."""
    from markdown_it import MarkdownIt

    title = None
    level = 0
    row: list[str] | None = None
    for token in MarkdownIt("commonmark").enable("table").parse(source):
        match token.type:
            case "heading_open":
                level = int(token.tag[1])
            case "tr_open":
                row = []
            case "tr_close":
                builder.add(" | ".join(row or ()), row=True)
                row = None
            case "inline" if row is not None:
                row.append(_words(token.children or ()))
            case "inline":
                words = _words(token.children or ())
                builder.add(words, level=level)
                title = title or (words if level == 1 else None)
                level = 0
            case "fence" | "code_block":
                builder.add(token.content)
            case "html_block":
                builder.add(without_tags(token.content))
            case _:
                _follow_list(token, builder)
    return title


def _follow_list(token: "Token", builder: TextBuilder) -> None:
    match token.type:
        case "bullet_list_open":
            builder.begin_list()
        case "ordered_list_open":
            builder.begin_list(int(token.attrGet("start") or 1))
        case "bullet_list_close" | "ordered_list_close":
            builder.end_list()
        case "list_item_open":
            builder.begin_item()


def _words(tokens: Iterable["Token"]) -> str:
    """Return the words of a run of inline tokens: a wrapped line is joined, a picture is its description."""
    parts = []
    for token in tokens:
        match token.type:
            case "text" | "code_inline":
                parts.append(token.content)
            case "softbreak":
                parts.append(" ")
            case "hardbreak":
                parts.append("\n")
            case "image":
                parts.append(_words(token.children or ()))
            case "html_inline" if token.content.lower().startswith("<br"):
                parts.append("\n")
    return "".join(parts)


MARKDOWN: Final = Format("Markdown", (".md", ".markdown", ".mkd"), ("text/markdown", "text/x-markdown"), parse)
