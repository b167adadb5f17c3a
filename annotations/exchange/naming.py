"""What the files of an export are called, after the titles of the documents; and names where only ASCII is allowed."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from annotations.exchange.export import ExportedDocument

_NOT_A_WORD: Final = re.compile(r"[\W_]+")
_LONGEST_NAME: Final = 60
_OTHER: Final = re.compile(r"[^a-zA-Z0-9_-]+")


def stems_of(documents: Iterable[ExportedDocument], taken: Iterable[str] = ()) -> dict[str, str]:
    """Return a file name without suffix for each document, by its id; none in `taken`, none twice in any case."""
    stems: dict[str, str] = {}
    used = {name.casefold() for name in taken}
    for document in documents:
        words = _NOT_A_WORD.sub("-", document.title[: 4 * _LONGEST_NAME].lower()).strip("-")
        stem = words[:_LONGEST_NAME].strip("-") or "untitled"
        if stem.casefold() in used:
            stem = f"{stem}-{_NOT_A_WORD.sub('-', document.id[:8]).strip('-')}"
        number = 1
        unique = stem
        while unique.casefold() in used:
            number += 1
            unique = f"{stem}-{number}"
        used.add(unique.casefold())
        stems[document.id] = unique
    return stems


def ascii_name(word: str) -> str:
    """Return a word in ASCII letters, digits, "_" and "-"; "" where nothing of it is left."""
    plain = unicodedata.normalize("NFKD", word.replace("/", "_")).encode("ascii", "ignore").decode()
    return _OTHER.sub("_", plain).strip("_-")
