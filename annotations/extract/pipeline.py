"""A document read from end to end: each step is a function of the text and the layers before it."""

from annotations.extract.segment import segment
from annotations.model import Document, Reading, Span


def read(document: Document, *, id: str | None = None) -> Reading:  # noqa: A002 - the field's name
    """Return what the machine finds in `document`; `id` names the reading, else the text's hash does."""
    layout = segment(document.text, document.headings)
    return Reading(
        id=document.sha256 if id is None else id,
        document=document,
        furniture=tuple(Span(p.start, p.end) for p in layout.furniture),
        headings=tuple(Span(p.start, p.end) for p in layout.headings),
    )
