"""Annotations as rows: CSV for spreadsheets, JSON Lines for programs. One annotation a row; the texts stay behind.

CSV is as RFC 4180 has it, in UTF-8 with a byte order mark, without which Excel takes it for another charset. A cell
that a spreadsheet could run has an apostrophe before it, and so has one that begins with apostrophes and then such
words: who takes one apostrophe from either has the words as they were. Tags, and links (their type, a space, the id of
the other annotation), are lists with ", " between, in which an item with a comma or a quotation mark is quoted as CSV
quotes.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from annotations.exchange.export import Export
from annotations.exchange.registry import Format, register
from annotations.exchange.standing import now_of
from annotations.exchange.table_reading import read_csv, read_lines
from annotations.text import escaped_json, shown

_ABOUT: Final = ("document", "title", "outlet", "byline", "source", "published")
_OWN: Final = (
    "id", "start", "end", "quote", "tags", "note", "label", "origin", "status", "author", "created", "modified",
    "placement", "confidence", "reliability", "credibility", "links", "now",
)  # fmt: skip
_FORMULA: Final = re.compile(r"'*\s*[=+\-@|%＝＋－＠]|'*[\t\r\n]")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection), wide letters too."""
_HEAD: Final = re.compile(b"(?:\xef\xbb\xbf)?document[,;\t]title[,;\t]")
_QUOTED: Final = re.compile(r'[",\n]|^\s|\s$')
_LONGEST_CELL: Final = 32_767
"""In UTF-16 units: what Excel holds in a cell."""


def rows(export: Export) -> Iterator[dict[str, Any]]:
    """Yield each annotation with what its document is called; `now` is what stands in its place, where that changed."""
    for document in export.documents:
        about = {"document": document.id} | {name: getattr(document, name) for name in _ABOUT[1:]}
        for annotation in document.annotations:
            yield about | msgspec.to_builtins(annotation) | {"now": now_of(annotation, document.text)}


def write_csv(export: Export) -> bytes:
    """Return the annotations as CSV with a header, UTF-8 with a byte order mark, which spreadsheets need."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow((*_ABOUT, *_OWN))
    for row in rows(export):
        row["tags"] = _listed(row["tags"])
        row["links"] = _listed(f"{link['type']} {link['to']}" for link in row["links"])
        writer.writerow([_cell(row[name]) for name in (*_ABOUT, *_OWN)])
    return out.getvalue().encode("utf-8-sig")


def _listed(items: Iterable[str]) -> str:
    return ", ".join('"' + item.replace('"', '""') + '"' if _QUOTED.search(item) else item for item in items)


def _cell(value: object) -> object:
    """Return a value as a cell that no spreadsheet runs and no terminal obeys."""
    if not isinstance(value, str):
        return value
    text = shown(value)
    return f"'{text}" if _FORMULA.match(text) else text


def lost_in_csv(export: Export) -> tuple[str, ...]:
    """Return what of an export Excel cuts."""
    said = (row[name] or "" for row in rows(export) for name in ("quote", "note", "now"))
    count = sum(len(words.encode("utf-16-le")) > 2 * _LONGEST_CELL for words in said)
    many = f"{count} cell{'' if count == 1 else 's'} longer than the {_LONGEST_CELL} characters that Excel shows"
    return (many,) if count else ()


def write_lines(export: Export) -> bytes:
    """Return the annotations as JSON, one a line."""
    return b"".join(escaped_json(msgspec.json.encode(row)) + b"\n" for row in rows(export))


register(
    Format(
        name="csv",
        title="a table for spreadsheets",
        suffix=".csv",
        write=write_csv,
        read=read_csv,
        recognizes=lambda start: bool(_HEAD.match(start)),
        lost=lost_in_csv,
        loses="texts, contexts, code book; characters that turn the direction and U+2028, U+2029 and tag characters "
        "become U+FFFD; an apostrophe stands before what a spreadsheet would run (a cell that begins with = + - @ and "
        "the like), which an import takes off: so `quote` is not to the letter the words of the text",
        changed="`quote` has the words that were marked, `now` those that stand there",
        takes="rows of documents in the library, with the columns source and quote; what else they have by its name",
    )
)
register(
    Format(
        name="jsonl",
        title="one annotation a line",
        suffix=".jsonl",
        write=write_lines,
        read=read_lines,
        recognizes=lambda start: start.startswith(b'{"document":"'),
        loses="texts, code book",
        changed="`quote` has the words that were marked, `now` those that stand there",
        takes="lines of documents in the library, with source and quote",
    )
)
