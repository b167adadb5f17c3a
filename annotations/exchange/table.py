"""Annotations as rows: CSV for spreadsheets, JSON Lines for programs. One annotation a row; the texts stay behind."""

import csv
import io
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from annotations.exchange.export import Export
from annotations.exchange.registry import Format, register
from annotations.text import escaped_json, shown

_ABOUT: Final = ("document", "title", "outlet", "byline", "source", "published")
_OWN: Final = (
    "id", "start", "end", "quote", "tags", "note", "label", "origin", "status", "author", "created", "modified",
    "placement", "confidence", "reliability", "credibility",
)  # fmt: skip
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection)."""


def rows(export: Export) -> Iterator[dict[str, Any]]:
    """Yield each annotation with what its document is called."""
    for document in export.documents:
        about = {"document": document.id} | {name: getattr(document, name) for name in _ABOUT[1:]}
        for annotation in document.annotations:
            yield about | msgspec.to_builtins(annotation)


def write_csv(export: Export) -> bytes:
    """Return the annotations as CSV with a header, UTF-8 with a byte order mark, which spreadsheets need."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow((*_ABOUT, *_OWN))
    for row in rows(export):
        writer.writerow([_cell(row[name]) for name in (*_ABOUT, *_OWN)])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    """Return a value as a cell that no spreadsheet runs and no terminal obeys."""
    if isinstance(value, tuple | list):
        value = ", ".join(value)
    if not isinstance(value, str):
        return value
    text = shown(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def write_lines(export: Export) -> bytes:
    """Return the annotations as JSON, one a line."""
    return b"".join(escaped_json(msgspec.json.encode(row)) + b"\n" for row in rows(export))


register(
    Format(
        name="csv", title="a table for spreadsheets", suffix=".csv", write=write_csv, loses="texts, links, code book"
    )
)
register(
    Format(name="jsonl", title="one annotation a line", suffix=".jsonl", write=write_lines, loses="texts, code book")
)
