"""Completion of paths."""

import os
from pathlib import Path

from annotations.text import shown
from tui.prompts.line import Choice

_MOST = 50


def paths(typed: str) -> list[Choice]:
    """Return the files and folders that `typed` may go on to, folders first.

    Hidden files are offered once a dot is typed. Names that a terminal would not show as they are, are left out.
    """
    if "://" in typed:
        return []
    folder, _, start = typed.rpartition("/")
    here = Path(f"{folder}/").expanduser() if "/" in typed else Path()
    before = f"{folder}/" if "/" in typed else ""
    try:
        with os.scandir(here) as entries:
            found = sorted(
                (not entry.is_dir(), entry.name)
                for entry in entries
                if entry.name.startswith(start)
                and (start.startswith(".") or not entry.name.startswith("."))
                and shown(entry.name) == entry.name
            )
    except (OSError, ValueError, RuntimeError):
        return []
    choices = (Choice(f"{before}{name}" + ("" if is_file else "/")) for is_file, name in found[:_MOST])
    return [choice for choice in choices if choice.answer != typed]


def nowhere(reference: str) -> str:
    """Return what is wrong with the path of a file or a folder, if nothing is there. Addresses are not looked at."""
    path = reference.strip()
    there = not path or "://" in path or os.path.exists(os.path.expanduser(path))  # noqa: PTH110, PTH111 - any words
    return "" if there else f"{path}: there is no such file or folder"
