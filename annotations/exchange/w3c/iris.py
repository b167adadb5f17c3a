"""What documents and annotations are called in JSON-LD: the same each time."""

import uuid
from typing import Final

from annotations.exchange.export import ExportedDocument

_SPACE: Final = uuid.UUID("3c9e1a54-8a0b-5b1f-9a61-5a5e4f0b7d10")


def document_iri(document: ExportedDocument) -> str:
    """Return the document's address in the web, or else a name of our own for it."""
    source = document.source
    return source if is_address(source) else derived_iri("document", document.id)


def is_address(source: str) -> bool:
    """Whether a source is an address in the web."""
    return source.startswith(("http://", "https://")) and not any(c.isspace() or c in '<>"{}|\\^`' for c in source)


def annotation_iri(id: str) -> str:
    """Return the name of an annotation."""
    return derived_iri("annotation", id)


def derived_iri(kind: str, of: str) -> str:
    """Return the name of something of ours."""
    return f"urn:uuid:{uuid.uuid5(_SPACE, f'{kind}:{of}')}"
