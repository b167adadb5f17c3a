"""What a format of export and import is, and all that there are."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from annotations.exchange.export import Export, ExportedDocument
from annotations.model import Tag

Files = Mapping[str, bytes]
"""The files that an export consists of, by their paths inside its folder."""


class Imported(NamedTuple):
    """What an import holds, nothing of it checked yet; and what of it could not even be read, a line each."""

    tags: tuple[Tag, ...]
    documents: tuple[ExportedDocument, ...]
    problems: tuple[str, ...] = ()


class ImportRefused(Exception):
    """A file that cannot be taken in at all; the message says why, in words that follow its name."""


class Format(NamedTuple):
    """A format: how it is called, what it does, and what it cannot hold."""

    name: str
    title: str
    suffix: str
    write: Callable[[Export], bytes] | None = None
    write_files: Callable[[Export], Files] | None = None
    """For a format of many files."""
    read: Callable[[bytes], Imported] | None = None
    """Raises ImportRefused."""
    read_files: Callable[[Files], Imported] | None = None
    """For a format of many files, from a folder; `read` takes them in a ZIP file. Raises ImportRefused."""
    recognizes: Callable[[bytes], bool] | None = None
    """Whether the first bytes of a file look like this format."""
    binary: bool = False
    loses: str = ""
    """What an export of this format leaves out."""


FORMATS: Final[dict[str, Format]] = {}


def register(format: Format) -> None:  # noqa: A002 - the subject's name
    """Make a format known; its module calls this once."""
    FORMATS[format.name] = format
