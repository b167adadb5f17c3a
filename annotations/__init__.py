"""Text and all that is said of it: documents, readings, annotations, with no screen in sight.

What a script needs is here by one name each; it is imported when it is first asked for, for the program starts fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from annotations.exchange import FORMATS, Choice, Export, export_of
    from annotations.exchange.intake import take_in
    from annotations.extract.pipeline import read
    from annotations.marks import annotation_marks, marks_of
    from annotations.model import (
        Annotation,
        DateMention,
        Document,
        Entity,
        Event,
        Fact,
        Figure,
        Link,
        Mark,
        Quote,
        Reading,
        Span,
        Tag,
    )
    from annotations.sources import load
    from annotations.store import Draft, Store, open_store

__version__ = "0.1.0"

_HOMES: Final = {
    "model": (
        "Annotation", "DateMention", "Document", "Entity", "Event", "Fact", "Figure", "Link", "Mark", "Quote",
        "Reading", "Span", "Tag",
    ),
    "sources": ("load",),
    "extract.pipeline": ("read",),
    "marks": ("annotation_marks", "marks_of"),
    "store": ("Draft", "Store", "open_store"),
    "exchange": ("FORMATS", "Choice", "Export", "export_of"),
    "exchange.intake": ("take_in",),
}  # fmt: skip
_HOME_OF: Final = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "FORMATS",
    "Annotation",
    "Choice",
    "DateMention",
    "Document",
    "Draft",
    "Entity",
    "Event",
    "Export",
    "Fact",
    "Figure",
    "Link",
    "Mark",
    "Quote",
    "Reading",
    "Span",
    "Store",
    "Tag",
    "annotation_marks",
    "export_of",
    "load",
    "marks_of",
    "open_store",
    "read",
    "take_in",
]


def __getattr__(name: str) -> object:
    """Import what is asked for from where it lives. Raises AttributeError."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
