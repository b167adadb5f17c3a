"""Where a document comes from, in a word or two."""

from pathlib import PurePath
from urllib.parse import urlsplit

from annotations.text import shown_line


def origin(source: str) -> str:
    """Return the name of a file, the host of an address, safe to show."""
    try:
        host = urlsplit(source).hostname if "://" in source else None
    except ValueError:
        host = None
    return shown_line(host or PurePath(source).name or source)
