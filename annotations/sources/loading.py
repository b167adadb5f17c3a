"""One door for every source: a file, a web address, standard input."""

import hashlib
import os
import sys
from pathlib import Path
from typing import BinaryIO, Final

from annotations.model import Document
from annotations.sources.errors import SourceError
from annotations.sources.formats import Format, Parsed, Raw
from annotations.sources.plain import PLAIN
from annotations.text import clean, shown_line

FORMATS: Final[tuple[Format, ...]] = (PLAIN,)
SUFFIXES: Final = frozenset(suffix for format_ in FORMATS for suffix in format_.suffixes)
LIMIT: Final = 20_000_000
"""The most bytes that a source may have."""


def load(reference: str, *, published: str | None = None) -> Document:
    """Return the document behind a path, a web address or "-" (standard input).

    `published` is an ISO day that overrides the source's own. Raises SourceError.
    """
    name, content = _stdin() if reference == "-" else _file(reference)
    try:
        parsed = _format_of(name).parse(Raw(content))
    except ValueError as error:
        raise SourceError(name, str(error)) from error
    if not parsed.text.strip():
        raise SourceError(name, "is empty: there is nothing to read")
    return _document(parsed, reference, content, published)


def _document(parsed: Parsed, reference: str, content: bytes, published: str | None) -> Document:
    if reference == "-":
        source = f"stdin:{hashlib.sha256(content).hexdigest()[:12]}"
    else:
        source = os.path.abspath(reference)  # noqa: PTH100 - Path has no abspath that folds ".."
    return Document.of(
        parsed.text,
        title=_line(parsed.title) or _line(Path(reference).stem),
        source=clean(source),
        published=published or parsed.published,
        byline=_line(parsed.byline) or None,
        outlet=_line(parsed.outlet) or None,
        headings=parsed.headings,
        notices=parsed.notices,
    )


def _line(text: str | None) -> str:
    return " ".join(shown_line(text or "").split())


def _stdin() -> tuple[str, bytes]:
    return "standard input", _at_most(sys.stdin.buffer, "standard input")


def _file(reference: str) -> tuple[str, bytes]:
    try:
        with Path(reference).open("rb") as file:
            return reference, _at_most(file, reference)
    except FileNotFoundError as error:
        raise SourceError(reference, "there is no such file") from error
    except IsADirectoryError as error:
        kinds = ", ".join(sorted(SUFFIXES))
        raise SourceError(reference, f"a folder without a file to read in it ({kinds})") from error
    except (OSError, ValueError) as error:
        raise SourceError(reference, f"cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _at_most(file: BinaryIO, name: str) -> bytes:
    content = file.read(LIMIT + 1)
    if len(content) > LIMIT:
        raise SourceError(name, f"is larger than {LIMIT // 1_000_000} MB, the most that is read: split it")
    return content


def _format_of(name: str) -> Format:
    suffix = Path(name).suffix.lower()
    return next((f for f in FORMATS if suffix in f.suffixes), PLAIN)
