"""JSON Lines: one `{"id", "text", "date"}` a line, taken verbatim."""

import msgspec

from annotations.json_input import decoded
from annotations.model import Document, is_day
from annotations.text import clean, clean_verbatim, shown_line


class Record(msgspec.Struct, frozen=True):
    """A line as it is written; other fields are left aside."""

    text: str
    id: str | int | None = None
    date: str | None = None


def document_of(line: bytes, published: str | None = None) -> tuple[str | None, Document]:
    """Return the id and the document of a line; no newline in it is folded, so no offset moves.

    `published` is the day of a line without one. A date that is no day is left aside, which a notice says: the words
    can be read without it. Raises ValueError with what is wrong with the line.
    """
    from annotations.extract.segment.head import head_of

    record = decoded(line.strip(), Record)
    text = clean_verbatim(record.text)
    head = head_of(text)
    day = record.date[:10] if record.date and is_day(record.date[:10]) else None
    document = Document.of(
        text,
        title=head.title,
        byline=head.byline,
        outlet=head.outlet,
        published=day or published or head.published,
        notices=_unread(record.date) if record.date and not day else (),
    )
    return (None if record.id is None else clean(str(record.id))), document


def _unread(date: str) -> tuple[str]:
    return (f"its date must be like 2026-01-31, not {shown_line(date)[:40]}: read without it",)
