"""The article in a web page, as trafilatura finds it: its words without the site around them.

Run as a program it does so for a page that may take too long: page on standard input, answer as JSON on standard
output. Parser and search are quadratic in places: 50,000 spans in one paragraph take 16 s, as many attributes 5 s.
"""

import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final

import msgspec

from annotations.sources.builder import TextBuilder
from annotations.sources.formats import Parsed

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element  # lxml's has the same methods, and no types

_MANY_TAGS: Final = 10_000
_LONG_PAGE: Final = 1_000_000
_LONG_TAG: Final = re.compile(r"<[a-zA-Z][^<>]{20000}")
_TIME_LIMIT: Final = 10.0
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")


def article_of(page: str) -> Parsed | None:
    """Return the article in `page`, None where there is none. Raises TimeoutError after 10 seconds."""
    if len(page) <= _LONG_PAGE and page.count("<") <= _MANY_TAGS and not _LONG_TAG.search(page):
        return found(page)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "annotations.sources.article"],
            input=page.encode("utf-8", "replace"),
            capture_output=True,
            timeout=_TIME_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TimeoutError from error
    return msgspec.json.decode(done.stdout, type=Parsed | None) if done.returncode == 0 else None


def found(page: str) -> Parsed | None:
    """Return the article in `page`, in whatever time it takes."""
    import logging

    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if page.lstrip().startswith("<?xml"):
        page = page.partition("?>")[2]
    document: Any = bare_extraction(page, fast=True, with_metadata=True, include_comments=False)
    if document is None:
        return None
    builder = TextBuilder()
    title = _folded(document.title or "")
    if title and not any(_folded("".join(head.itertext())) == title for head in document.body.iter("head")):
        builder.add(title, level=1)
    words = len(builder.text)
    _write(document.body, builder)
    if len(builder.text) == words:
        return None
    return Parsed(
        text=builder.text,
        title=title or None,
        byline=_authors(document.author),
        outlet=document.sitename,
        published=document.date,
        headings=tuple(builder.headings),
    )


def _write(body: "Element", builder: TextBuilder) -> None:
    """Write trafilatura's tree: p, head, list, item, quote, code, table, row, cell; hi, ref, lb inside them."""
    words: list[str] = []

    def flush(tag: str = "", rend: str = "") -> None:
        run = "".join(words)
        words.clear()
        lines = run if tag == "code" else "\n".join(_folded(line) for line in run.split("\v"))
        level = int(rend[1]) if re.fullmatch(r"h[1-6]", rend) else 1
        builder.add(lines, level=level if tag == "head" else 0, row=tag == "row")

    def visit(element: "Element") -> None:
        tag = str(element.tag)
        inline = tag in ("hi", "ref", "lb", "cell", "del", "graphic")
        if not inline:
            flush()
        if tag == "list":
            builder.begin_list(1 if element.get("rend") == "ol" else None)
        elif tag == "item":
            builder.begin_item()
        elif tag == "lb":
            words.append("\v")
        elif tag == "cell" and any(word.strip() for word in words):
            words.append(" | ")
        words.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                visit(child)
            words.append(child.tail or "")
        if not inline:
            flush(tag, element.get("rend") or "")
        if tag == "list":
            builder.end_list()

    visit(body)


def _folded(words: str) -> str:
    return _SPACE.sub(" ", words).strip()


def _authors(author: str | None) -> str | None:
    """Return the names as a byline has them: trafilatura parts them with semicolons."""
    *most, last = [name.strip() for name in (author or "").split(";")]
    return f"{', '.join(most)} and {last}" if most else last or None


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(found(sys.stdin.buffer.read().decode("utf-8", "replace"))))
