"""What the files of an export are called: after the titles of the documents."""

import re
from collections.abc import Iterable
from typing import Final

from annotations.exchange.export import ExportedDocument

_NOT_A_WORD: Final = re.compile(r"[\W_]+")
_LONGEST_NAME: Final = 60


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
