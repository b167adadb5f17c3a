"""HTML as plain text without a parse: for pages in which no article is found, however broken they are."""

import html
import re
from typing import Final

_BLOCKS: Final = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre",
    "section", "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
))  # fmt: skip
_UNSEEN: Final = ("script", "style", "template", "textarea", "svg", "iframe", "noscript", "object", "math")
_NAME: Final = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]{0,20})")
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_LINES: Final = re.compile(r"\n{3,}")


def without_tags(page: str) -> str:
    """Return the words of an HTML page: block elements on paragraphs of their own, scripts and comments left out.

    Takes time linear in the length of the page, whatever is wrong with it.
    """
    parts: list[str] = []
    at = 0
    lowered = page.lower() if page.isascii() else re.sub("[A-Z]+", lambda m: m[0].lower(), page)
    while (tag := page.find("<", at)) >= 0:
        parts.append(_words(page[at:tag]))
        at, gap = _after(page, lowered, tag)
        parts.append(gap)
    parts.append(_words(page[at:]))
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return _LINES.sub("\n\n", "\n".join(lines)).strip() + "\n"


def _after(page: str, lowered: str, tag: int) -> tuple[int, str]:
    """Return where the text goes on after what begins at `tag`, and what stands in its place."""
    if page.startswith("<!--", tag):
        return _end(page, "-->", tag + 4), ""
    name_match = _NAME.match(page, tag + 1)
    if not name_match:
        return (_end(page, ">", tag), "") if page[tag + 1 : tag + 2] in ("!", "?", "/") else (tag + 1, "<")
    end = _end(page, ">", tag)
    name = name_match[1].lower()
    if name in _UNSEEN and page[tag + 1] != "/":
        close = _end(lowered, f"</{name}", end)
        return _end(page, ">", close), "\n\n" if name == "noscript" else ""
    if name == "br":
        return end, "\n"
    return end, "\n\n" if name in _BLOCKS else ""


def _end(page: str, mark: str, at: int) -> int:
    """Return where the next `mark` ends, the end of the page if there is none."""
    found = page.find(mark, at)
    return len(page) if found < 0 else found + len(mark)


def _words(raw: str) -> str:
    return _SPACE.sub(" ", html.unescape(raw)) if raw else ""
