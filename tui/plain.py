"""A note's Markdown as plain lines: what it says, without the marks, safe to show on a terminal."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from annotations.text import shown_line

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARKED: Final = re.compile(r"[*_`#>\[\]<&\\~]|^\s*(?:[-+]|\d+[.)])\s", re.MULTILINE)
"""What a text without cannot be other in Markdown than it is."""
_LONGEST: Final = 800
"""No more of a note is looked at, in code points: more never fits beside an article."""


def plain_lines(note: str) -> list[str]:
    """Return what a note says, line by line; an item of a list begins with a dot or its number."""
    note = note[:_LONGEST]
    lines = _parsed(note) if _MARKED.search(note) else note.split("\n")
    return [line for each in lines if (line := shown_line(each).rstrip()).strip()]


def plain_line(note: str) -> str:
    """Return what a note says on one line."""
    return " ".join(" ".join(plain_lines(note)).split())


def _parsed(note: str) -> Iterator[str]:
    # Imported here: most notes need it not, and nothing else does at start-up.
    from markdown_it import MarkdownIt

    lists: list[int | None] = []
    item = ""
    for token in MarkdownIt("commonmark", {"html": False}).parse(note):
        match token.type:
            case "bullet_list_open":
                lists.append(None)
            case "ordered_list_open":
                lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                number = lists[-1]
                item = f"{'  ' * (len(lists) - 1)}{'•' if number is None else f'{number}.'} "
                lists[-1] = None if number is None else number + 1
            case "inline":
                for line in _words(token.children or ()).split("\n"):
                    yield item + line
                    item = " " * len(item)
            case "fence" | "code_block":
                yield from (item + line for line in token.content.split("\n"))
            case "list_item_close":
                item = ""
            case _:
                pass


def _words(tokens: Sequence["Token"]) -> str:
    """Return the words of one paragraph; a link's address stands behind its words, unless it is they."""
    words, address, begin = "", "", 0
    for token in tokens:
        match token.type:
            case "softbreak" | "hardbreak":
                words += "\n"
            case "link_open":
                address, begin = str(token.attrs.get("href", "")), len(words)
            case "link_close":
                words += f" ({address})" if address not in words[begin:] else ""
            case _:
                words += token.content
    return words
