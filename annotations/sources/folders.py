"""Folders among the sources: the readable files in them."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from annotations.sources.loading import SUFFIXES


def expand(references: Sequence[str]) -> Iterator[str]:
    """Yield the references with each folder replaced by the files in it, and in the folders in it, sorted by name.

    A file counts by its suffix; hidden files and a README are left out. A folder with none is yielded as it is, for
    `load` to refuse.
    """
    for reference in references:
        if reference != "-" and Path(reference).is_dir():
            yield from _files(reference) or (reference,)
        else:
            yield reference


def _files(folder: str) -> list[str]:
    found: list[str] = []
    for here, inner, names in os.walk(folder):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        found.extend(str(Path(here, name)) for name in sorted(names) if _readable(name))
    return found


def _readable(name: str) -> bool:
    path = Path(name)
    return path.suffix.lower() in SUFFIXES and not name.startswith(".") and path.stem.upper() != "README"
