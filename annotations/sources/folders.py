"""Folders among the sources: the readable files in them."""

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from annotations.sources.loading import SUFFIXES

_KINDS_TOLD: Final = 5


def expand(references: Sequence[str], tell: Callable[[str], object] = lambda _: None) -> Iterator[str]:
    """Yield the references with each folder replaced by the files in it, and in the folders in it, sorted by name.

    A file counts by its suffix; hidden files and a README are left out. `tell` gets a line for each folder that holds
    other files: how many were left out, and of what kind. A folder with nothing to read, or that cannot be looked
    into, is yielded as it is, for `load` to refuse.
    """
    for reference in references:
        if reference != "-" and os.path.isdir(reference):  # noqa: PTH112 - Path.is_dir raises for a name too long
            found, left_out = _files(reference)
            if found and left_out:
                tell(f"{reference}: {_told(left_out)}")
            yield from found or (reference,)
        else:
            yield reference


def _files(folder: str) -> tuple[list[str], Counter[str]]:
    """Return the files to be read, and how many others there are of each kind."""
    found: list[str] = []
    left_out: Counter[str] = Counter()
    for here, inner, names in os.walk(folder, onerror=lambda error: found.append(error.filename)):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        left_out["link to a folder"] += sum(Path(here, name).is_symlink() for name in inner)
        for name in sorted(names):
            path = Path(here, name)
            if name.startswith("."):
                continue
            if kind := _unread(path):
                left_out[kind] += 1
            else:
                found.append(str(path))
    return found, +left_out


def _unread(path: Path) -> str | None:
    """Return of what kind a file is that is not read, None for one that is."""
    if path.stem.upper() == "README":
        return "README"
    if path.suffix.lower() not in SUFFIXES:
        return path.suffix.lower() or "without a suffix"
    try:
        regular = stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return None  # `load` tells what is wrong with it
    return None if regular else "pipe or device"


def _told(left_out: Counter[str]) -> str:
    """Return what was left out, as in "3 files were left out (2 .pdf, 1 README)"."""
    number = left_out.total()
    most = left_out.most_common(_KINDS_TOLD)
    kinds = ", ".join(f"{count} {kind}" for kind, count in most)
    rest = number - sum(count for _, count in most)
    kinds += f", {rest} of other kinds" if rest else ""
    were = "file was" if number == 1 else "files were"
    return f"{number} {were} left out ({kinds}); what can be read is plain text, Markdown and HTML"
