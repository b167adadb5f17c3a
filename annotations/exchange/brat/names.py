"""What tags, labels and links are called in brat, whose names have only ASCII letters, digits, "_" and "-"."""

import re
from collections.abc import Iterable
from typing import Final

from annotations.exchange.naming import ascii_name

MARKED: Final = "Marked"
"""The type of a mark that bears neither tag nor label."""
ALSO: Final = "also_"
"""Begins the name of the attribute that stands for a second tag of a mark."""
NOTE: Final = "AnnotatorNotes"
SIDECAR: Final = ".briefreader.json"
ATTRIBUTES: Final = {
    name: values.split()
    for name, values in {
        "status": "accepted rejected suggested",
        "origin": "human machine import",
        "placement": "exact moved review",
        "confidence": "low moderate high",
        "reliability": "A B C D E F",
        "credibility": "1 2 3 4 5 6",
    }.items()
}
"""What is told by an attribute of that name, and the values that it can have."""

_BREAK: Final = re.compile("[\n\t\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def type_names(words: Iterable[str]) -> dict[str, str]:
    """Return a type's name for each tag as it is written, or label; no two of them alike."""
    names: dict[str, str] = {}
    used = {MARKED}
    for word in words:
        if word in names:
            continue
        stem = unique = ascii_name(word) or "tag"
        number = 1
        while unique in used:
            number += 1
            unique = f"{stem}_{number}"
        used.add(unique)
        names[word] = unique
    return names


def one_line(text: str) -> str:
    """Return text with a space for each character that would end a line or a column."""
    return _BREAK.sub(" ", text).strip()


def pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the parts of a passage between its line ends and tabs, in code points of the text."""
    found = []
    for end_of_piece in [*(start + m.start() for m in _BREAK.finditer(text[start:end])), end]:
        if end_of_piece > start:
            found.append((start, end_of_piece))
        start = end_of_piece + 1
    return [(a, b) for a, b in found if text[a:b].strip()]
