"""Which names name one thing: short forms, family names, acronyms, other names; and what roles people have."""

from annotations.extract.coreference.entities import resolve

__all__ = ["resolve"]
