"""What a format of export and import is, and all that there are."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
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


class ExportRefused(Exception):
    """An export that cannot be made; the message says why, in words that follow the format's name."""


class Format(NamedTuple):
    """A format: how it is called, what it does, and what it cannot hold."""

    name: str
    title: str
    suffix: str
    write: Callable[[Export], bytes] | None = None
    """Raises ExportRefused."""
    write_files: Callable[[Export], Files] | None = None
    """For a format of many files."""
    update_files: Callable[[Export, Files], Files] | None = None
    """For one whose files a reader may write into: as `write_files`, given those with its suffix that are there."""
    read: Callable[[bytes], Imported] | None = None
    """Raises ImportRefused."""
    read_files: Callable[[Files], Imported] | None = None
    """For a format of many files, from a folder; `read` takes them in a ZIP file. Raises ImportRefused."""
    recognizes: Callable[[bytes], bool] | None = None
    """Whether the first bytes of a file look like this format; of one that cannot be read so that it can be told."""
    config: Callable[[Export], bytes] | None = None
    """What the other program must be told before it can take an export in: its labels."""
    lost: Callable[[Export], tuple[str, ...]] | None = None
    """Says what of this very export the format cannot show, a line each."""
    binary: bool = False
    code_book_alone: bool = False
    """Whether it has tags and no annotations."""
    loses: str = ""
    """What an export of this format leaves out."""
    changed: str = ""
    """What an export tells of a passage in whose place other words stand now than those that were marked."""
    takes: str = ""
    """What an import takes from a file that another program wrote or changed, and what it passes over."""


_MODULES: Final = {
    "brat": "brat",
    "doccano": "doccano",
    "html": "html",
    "json": "json_format",
    "label-studio": "label_studio",
    "markdown": "markdown",
    "prodigy": "prodigy",
    "qdpx": "refi",
    "qdc": "refi",
    "spacy": "spacy_docs",
    "stix": "stix",
    "csv": "table",
    "jsonl": "table",
    "w3c": "w3c",
}
"""The module of each format; the first that recognizes a file reads it."""

_registered: Final[dict[str, Format]] = {}


class _Formats(Mapping[str, Format]):
    """Formats by their names, each loaded when it is asked for: most runs need one of them."""

    def __getitem__(self, name: str) -> Format:
        if name not in _registered:
            import_module(f"annotations.exchange.{_MODULES[name]}")
        return _registered[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


FORMATS: Final[Mapping[str, Format]] = _Formats()


def register(format: Format) -> None:  # noqa: A002 - the subject's name
    """Make a format known; its module calls this once."""
    _registered[format.name] = format
