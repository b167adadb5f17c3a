"""A passage with its source, as it is copied."""

from annotations.model import Document, Span


def cite(document: Document, span: Span) -> str:
    """Return the words of `span` in quotation marks, and below them who wrote them, where and when."""
    passage = document.text[span.start : span.end].strip()
    head = (document.byline, document.title, document.outlet, document.published)
    return f"“{passage}”\n— {', '.join(part for part in head if part)}\n{document.source}\n"
