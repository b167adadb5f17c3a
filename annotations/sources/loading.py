"""One door for every source: a file, a web address, standard input."""

import hashlib
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from annotations.model import Document, is_day
from annotations.sources.binary import kind_of
from annotations.sources.errors import SourceError
from annotations.sources.formats import Format, Raw
from annotations.sources.markdown import MARKDOWN
from annotations.sources.page import HTML
from annotations.sources.plain import PLAIN
from annotations.text import clean, shown_line

if TYPE_CHECKING:
    from annotations.sources.web import Allowed

FORMATS: Final[tuple[Format, ...]] = (PLAIN, MARKDOWN, HTML)
SUFFIXES: Final = frozenset(suffix for each in FORMATS for suffix in each.suffixes)
LIMIT: Final = 20_000_000
"""The most bytes that a source may have."""

_WAY_OUT: Final = "what can be read is plain text, Markdown and HTML"
_LONGEST_TITLE: Final = 300
_URL: Final = re.compile(r"https?://", re.IGNORECASE)
_PAGE: Final = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,1000}-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE
)


class _Opened(NamedTuple):
    """Bytes with what is known of where they came from: `source` as the document will bear it."""

    content: bytes
    source: str
    name: str
    """What stands for a title where there is none, and for the format: its last part with its suffix."""
    media_type: str | None = None
    charset: str | None = None


def load(reference: str, *, published: str | None = None, allowed: "Allowed | None" = None) -> Document:
    """Return the document behind a path, an http(s) address or "-" (standard input).

    `published` is an ISO day that goes before the source's own. `allowed` says which network addresses may be
    fetched from; None means public ones only. Raises SourceError: there is nothing, it cannot be read, it is empty,
    binary or larger than 20 MB.
    """
    opened = _open(reference, allowed)
    what = "standard input" if reference == "-" else reference
    if kind := kind_of(opened.content):
        raise SourceError(what, f"is {kind}; {_WAY_OUT}")
    try:
        parsed = _format_of(opened).parse(Raw(opened.content, opened.charset))
    except ValueError as error:
        raise SourceError(what, str(error)) from error
    if not parsed.text.strip():
        raise SourceError(what, "is empty: there is nothing to read in it")
    return Document.of(
        parsed.text,
        title=_line(parsed.title) or _line(Path(opened.name).stem) or _line(opened.source),
        source=clean(opened.source),
        published=published or (parsed.published if parsed.published and is_day(parsed.published) else None),
        byline=_line(parsed.byline) or None,
        outlet=_line(parsed.outlet) or None,
        headings=parsed.headings,
        notices=parsed.notices,
    )


def is_url(reference: str) -> bool:
    """Whether a source is a web address."""
    return _URL.match(reference) is not None


def _open(reference: str, allowed: "Allowed | None") -> _Opened:
    if reference == "-":
        content = _at_most(sys.stdin.buffer, "standard input") if sys.stdin else b""
        return _Opened(content, f"stdin:{hashlib.sha256(content).hexdigest()[:12]}", "standard input")
    if is_url(reference):
        from annotations.sources.web import fetch, is_public

        fetched = fetch(reference, allowed=allowed or is_public)
        if not _is_text(fetched.media_type):
            raise SourceError(reference, f"is {fetched.media_type}; {_WAY_OUT}")
        return _Opened(fetched.content, reference, fetched.url.split("?")[0], fetched.media_type, fetched.charset)
    return _Opened(_file(reference), os.path.abspath(reference), reference)  # noqa: PTH100 - resolve() follows links


def _file(reference: str) -> bytes:
    try:
        with Path(reference).open("rb") as file:
            return _at_most(file, reference)
    except FileNotFoundError as error:
        raise SourceError(reference, "there is no such file") from error
    except IsADirectoryError as error:
        kinds = " ".join(sorted(SUFFIXES))
        raise SourceError(reference, f"is a folder without a file to read in it ({kinds})") from error
    except (OSError, ValueError) as error:
        raise SourceError(reference, f"cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _at_most(file: BinaryIO, what: str) -> bytes:
    content = file.read(LIMIT + 1)
    if len(content) > LIMIT:
        raise SourceError(what, f"is larger than {LIMIT // 1_000_000} MB, the most that is read: split it")
    return content


def _format_of(opened: _Opened) -> Format:
    """Choose by media type (where it says more than "text"), by suffix, by how the bytes begin."""
    suffix = Path(opened.name).suffix.lower()
    for each in FORMATS:
        if opened.media_type in each.media_types and each is not PLAIN:
            return each
    for each in FORMATS:
        if suffix in each.suffixes:
            return each
    return HTML if _PAGE.match(opened.content.removeprefix(b"\xef\xbb\xbf")) else PLAIN


def _is_text(media_type: str) -> bool:
    """Whether a server says that it sends text, or does not say what it sends."""
    known = (each for one in FORMATS for each in one.media_types)
    return media_type.startswith("text/") or media_type in (*known, "application/octet-stream", "application/xml")


def _line(text: str | None) -> str:
    return " ".join(shown_line((text or "")[:_LONGEST_TITLE]).split())
