"""The commonest call, `briefreader FILE`, without the weight of a parser: click alone takes a tenth of a start."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO


def opened_at_once(arguments: Sequence[str]) -> int | None:
    """Open the reader if `arguments` are files to open, and --db at most; return the exit status.

    Return None, with nothing done, for every other call: it is for the parser to understand, or to refuse.
    """
    given = _files_and_store(arguments)
    if given is None or not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        return None
    from tui.settings import SettingsError, load

    try:
        settings = load()
    except SettingsError:
        return None
    files, store = given
    if store is None:
        from platformdirs import user_data_path

        store = user_data_path("briefreader") / "briefreader.db"
    import gc

    gc.disable()  # nothing that start-up makes is garbage; the program enables it once its text is on the screen
    from tui.app import run

    return run(files, store, settings)


def _files_and_store(arguments: Sequence[str]) -> tuple[list[str], Path | None] | None:
    """Return the files and the store that are named; None if anything else is, or what might be a command."""
    files = list(arguments)
    store = os.environ.get("BRIEFREADER_DB")
    if len(files) > 1 and files[0] == "--db":
        store = files[1]
        del files[:2]
    plain = all(not f.startswith("-") and ("." in f or "/" in f) and Path(f).is_file() for f in files)
    if not files or not plain or (store or "").startswith("-"):
        return None
    path = Path(store).absolute() if store else None
    return None if path and not path.parent.is_dir() else (files, path)


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()
