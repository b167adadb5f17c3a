"""JSON Lines: one `{"id", "text", "date"}` a line, taken verbatim."""

import datetime
import json
import re
from typing import Final, TypeVar

import msgspec

from annotations.extract.segment.head import head_of
from annotations.model import Document
from annotations.text import clean, clean_verbatim, shown_line

T = TypeVar("T")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Record(msgspec.Struct, frozen=True):
    """A line as it is written; other fields are left aside."""

    text: str
    id: str | int | None = None
    date: str | None = None


def document_of(line: bytes, published: str | None = None) -> tuple[str | None, Document]:
    """Return the id and the document of a line; no newline in it is folded, so no offset moves.

    `published` is the day of a line without one. Raises ValueError with what is wrong with the line.
    """
    record = decoded(line.strip(), Record)
    if record.date and not is_day(record.date[:10]):
        raise ValueError(f"its date must be like 2026-01-31, not {shown_line(record.date)[:40]}")
    text = clean_verbatim(record.text)
    head = head_of(text)
    day = record.date[:10] if record.date else None
    document = Document.of(
        text,
        title=head.title,
        byline=head.byline,
        outlet=head.outlet,
        published=day or published or head.published,
    )
    return (None if record.id is None else clean(str(record.id))), document


def decoded(raw: bytes, kind: type[T]) -> T:
    """Return JSON as a value of `kind`. Raises ValueError with what is wrong and where.

    Python's own reader is asked where msgspec's refuses: it takes the lone surrogates that some programs write.
    """
    try:
        try:
            return msgspec.json.decode(raw, type=kind)
        except msgspec.ValidationError:
            raise
        except msgspec.DecodeError:
            return msgspec.convert(json.loads(raw.decode("utf-8")), kind)
    except msgspec.ValidationError as error:
        what, _, place = shown_line(str(error)).replace("`", "").partition(" - at $")
        raise ValueError(f"{place.strip('.') or 'it'} is wrong: {what[:1].lower()}{what[1:]}") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"is not UTF-8 (byte {error.start})") from error
    except json.JSONDecodeError as error:
        place = f"column {error.colno}" if error.lineno == 1 else f"line {error.lineno} column {error.colno}"
        raise ValueError(f"is not JSON: {error.msg}, {place}") from error
    except RecursionError as error:
        raise ValueError("is nested too deep") from error


def is_day(text: str) -> bool:
    """Whether `text` is a day of the calendar as YYYY-MM-DD."""
    if not _DAY.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True
