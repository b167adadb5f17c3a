"""Reading annotations from rows: ours, or a table of anybody's with the columns `source` and `quote`.

The texts are not in a table: a row's document is the one in the library with its source, or else its id, and its words
are looked for there, at the place that the row tells or else wherever they stand.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import msgspec

from annotations.exchange.export import ExportedAnnotation, ExportedDocument
from annotations.exchange.finding import Sought
from annotations.exchange.registry import Imported, ImportRefused
from annotations.json_input import decoded
from annotations.text import clean

_GUARDED: Final = re.compile(r"'+\s*[=+\-@|%＝＋－＠]|'+[\t\r\n]")
_LISTS: Final = ("tags", "links")
_DELIMITERS: Final = ",;\t"
"""What Excel puts between cells, by country."""
_NEEDED: Final = ("source", "quote")


def read_csv(raw: bytes) -> Imported:
    """Return what a CSV file holds. Raises ImportRefused."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportRefused(f"is not UTF-8 (byte {error.start}): save it as “CSV UTF-8”") from error
    before = csv.field_size_limit(max(len(text), 1))
    try:
        delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
        missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
        if missing:
            raise ImportRefused(f"has no column {' and no column '.join(missing)}")
        return _imported([(f"line {rows.line_num}", _said(row)) for row in rows], [])
    except csv.Error as error:
        raise ImportRefused(f"is no sound CSV: {error}") from error
    finally:
        csv.field_size_limit(before)


def read_lines(raw: bytes) -> Imported:
    """Return what a file of one annotation a line holds. Raises ImportRefused where no line of it is one."""
    rows: list[tuple[str, Mapping[str, Any]]] = []
    problems: list[str] = []
    for number, line in enumerate(raw.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            rows.append((f"line {number}", decoded(line, dict[str, Any])))
        except ValueError as error:
            problems.append(f"line {number}: {error}")
    if not rows:
        raise ImportRefused("; ".join(problems[:1]) or "holds no line")
    return _imported(rows, problems)


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the cells of a row say; a cell that is empty says nothing."""
    told: dict[str, Any] = {name: _bare(cell) for name, cell in row.items() if isinstance(cell, str) and cell}
    for name in _LISTS:
        told[name] = _items(told.get(name, ""))
    told["links"] = [dict(zip(("type", "to"), link.rpartition(" ")[::2], strict=True)) for link in told["links"]]
    return told


def _bare(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def _items(cell: str) -> list[str]:
    return next(csv.reader(io.StringIO(cell, newline=""), skipinitialspace=True), [])


def _imported(rows: Iterable[tuple[str, Mapping[str, Any]]], problems: list[str]) -> Imported:
    documents: dict[tuple[str, str], list[ExportedAnnotation]] = {}
    for place, row in rows:
        try:
            annotation = msgspec.convert(_annotation(row), Sought, strict=False)
            document = msgspec.convert(_document(row), tuple[str, str])
        except msgspec.ValidationError as error:
            problems.append(f"{place}: {str(error).replace('`', '')}")
            continue
        documents.setdefault(document, []).append(annotation)
    return Imported((), tuple(_documents(documents)), tuple(problems))


def _document(row: Mapping[str, Any]) -> tuple[Any, Any]:
    """Return the source and the id of a row's document. Raises ValidationError where it tells neither."""
    if not row.get("source") and not row.get("document"):
        raise msgspec.ValidationError("it does not tell its source")
    return row.get("source") or "", row.get("document") or ""


def _annotation(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as an annotation; one without an id gets one that is the same whenever the same row is read."""
    made = hashlib.sha256("\0".join(str(row.get(name)) for name in (*_NEEDED, "start", "end")).encode()).hexdigest()[
        :16
    ]
    said: dict[str, Any] = {"id": made, "origin": "import", "start": None, "end": None, "quote": "", **row}
    return said | {name: clean(said[name]) for name in ("quote", "now") if isinstance(said.get(name), str)}


def _documents(found: Mapping[tuple[str, str], list[ExportedAnnotation]]) -> Iterator[ExportedDocument]:
    return (
        ExportedDocument(id=id, source=source, text="", annotations=tuple(annotations))
        for (source, id), annotations in found.items()
    )
