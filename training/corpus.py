"""The marked-up corpus: texts in which names are written `[words](LABEL)`, as corpus/GUIDELINE.md tells."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple, get_args

from annotations.model import NameLabel

CORPUS: Final = Path(__file__).resolve().parents[1] / "corpus"
LABELS: Final[frozenset[str]] = frozenset(get_args(NameLabel))
KEPT_APART: Final = "kept_apart"
"""The folder of the corpus that nothing learns from: it shows how a model reads texts that it has not seen."""

_MARK: Final = re.compile(r"\\([\[\]\\])|\[([^\[\]]*)\]\(([A-Z_]*)\)|([\[\]])")


class MarkupError(ValueError):
    """A text whose marks cannot be read: `line` and what is wrong."""


class MarkedName(NamedTuple):
    """A name in a text: code points, `end` exclusive, and its label."""

    start: int
    end: int
    label: str


class MarkedText(NamedTuple):
    """A text of the corpus without its marks, and where they were; `head` holds kind, published and setting."""

    path: Path
    head: dict[str, str]
    text: str
    names: tuple[MarkedName, ...]


def texts(folder: Path = CORPUS) -> Iterator[MarkedText]:
    """Yield the corpus's texts in the order of their names. Raises MarkupError."""
    for path in sorted(folder.rglob("*.txt")):
        yield read_marked(path)


def read_marked(path: Path) -> MarkedText:
    """Return the text in the file at `path`. Raises MarkupError with file, line and cause."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    try:
        text, names = unmark(body.rstrip("\n") + "\n")
    except MarkupError as error:
        raise MarkupError(f"{path}: {error}") from None
    return MarkedText(path, dict(line.split(": ", 1) for line in head.splitlines() if ": " in line), text, names)


def unmark(marked: str) -> tuple[str, tuple[MarkedName, ...]]:
    """Return `marked` without its marks, and the names they marked. Raises MarkupError."""
    parts: list[str] = []
    names: list[MarkedName] = []
    length = after = 0
    for match in _MARK.finditer(marked):
        parts.append(marked[after : match.start()])
        length += match.start() - after
        after = match.end()
        escaped, words, label, stray = match.groups()
        line = marked.count("\n", 0, match.start()) + 1
        if stray:
            raise MarkupError(
                f"line {line} of the text: a bracket that is part of no mark: {match.string[match.start() :][:40]!r}"
            )
        if escaped is None:
            if label not in LABELS:
                raise MarkupError(f"line {line} of the text: no such label: {label or 'none'} for {words!r}")
            if not words or words != words.strip() or "\n" in words:
                raise MarkupError(f"line {line} of the text: a name is empty or has spaces at its ends: {words!r}")
            names.append(MarkedName(length, length + len(words), label))
        parts.append(escaped or words)
        length += len(parts[-1])
    parts.append(marked[after:])
    return "".join(parts), tuple(names)
