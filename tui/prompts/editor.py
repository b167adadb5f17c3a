"""Writing a text in the editor that the user has: $VISUAL, or else $EDITOR."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from annotations.text import clean, shown_line


class EditorError(Exception):
    """The editor did not give a text back; its words are one line for the user."""


def edit(text: str, environment: Mapping[str, str] = os.environ) -> str:
    """Let the user change `text` in the editor, on the terminal, and return it; one newline at its end is none.

    The text goes through a file that only the user can read. Raises EditorError: no editor is set or there, it failed,
    or what it left is no text; what was written by then stays in the file, which the error names.
    """
    command = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise EditorError(f"VISUAL or EDITOR is no command: {shown_line(command)}: {error}") from error
    if not words:
        raise EditorError("no editor is set: put its name into VISUAL or EDITOR")
    descriptor, name = tempfile.mkstemp(prefix="briefreader-note-", suffix=".md")
    os.close(descriptor)
    path = Path(name)
    given = text.encode("utf-8")
    try:
        path.write_bytes(given)
        status = subprocess.run([*words, name], check=False).returncode  # noqa: S603 - the user's own choice
        if status:
            raise EditorError(f"{shown_line(words[0])} ended with status {status}: the note is as it was")
        written = clean(path.read_bytes().decode("utf-8-sig"))
    except (EditorError, OSError, ValueError) as error:
        raise EditorError(f"{_why(error, words[0])}{_rescued(path, given)}") from error
    path.unlink(missing_ok=True)
    return written.removesuffix("\n")


def _why(error: Exception, editor: str) -> str:
    if isinstance(error, FileNotFoundError) and error.filename == editor:
        return f"there is no editor {shown_line(editor)}: see VISUAL and EDITOR"
    if isinstance(error, UnicodeDecodeError):
        return f"{shown_line(editor)} left no UTF-8 text: the note is as it was"
    if isinstance(error, OSError):
        return f"{shown_line(editor)}: {error.strerror}: the note is as it was"
    return str(error)


def _rescued(path: Path, given: bytes) -> str:
    """Take the file away if nothing was written into it; otherwise say where it is."""
    with suppress(OSError):
        if path.read_bytes() != given:
            return f"; what you wrote is in {shown_line(str(path))}"
    path.unlink(missing_ok=True)
    return ""
