"""What a format's module offers, and the choice between them."""

from collections.abc import Callable
from typing import NamedTuple

from annotations.model import Span


class Raw(NamedTuple):
    """Bytes as they came, with what came with them."""

    content: bytes
    charset: str | None = None
    """The charset that the transport declares (the HTTP header)."""


class Parsed(NamedTuple):
    """A source's text, cleaned, and what the source says of itself."""

    text: str
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    headings: tuple[Span, ...] | None = None
    notices: tuple[str, ...] = ()


class Format(NamedTuple):
    """One format: how it is recognized and how its bytes become text."""

    name: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    parse: Callable[[Raw], Parsed]
    """Raises ValueError with what is wrong, in words that follow the source's name."""
