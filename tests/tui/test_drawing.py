"""An act is drawn once, when it is saved; a store that does not answer, another screen or another size is drawn too."""

import os
import sqlite3
import struct
import termios
from collections.abc import Iterator
from contextlib import closing, contextmanager
from fcntl import ioctl
from pathlib import Path

from tests.tui.panel.by_hand import TEXT
from tests.tui.shell import ESCAPE, Shell, Terminal, at_the_claim


@contextmanager
def locked(tmp_path: Path) -> Iterator[Terminal]:
    """Run the reader on a claim, while another program keeps the library locked."""
    shell = Shell(tmp_path)
    with at_the_claim(shell, TEXT) as run, closing(sqlite3.connect(shell.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield run
        other.execute("ROLLBACK")


def test_that_a_locked_library_is_waited_for_is_shown(tmp_path: Path) -> None:
    with locked(tmp_path) as run:
        run.press("3", "saving…")


def test_a_screen_that_is_opened_while_an_act_waits_is_drawn(tmp_path: Path) -> None:
    with locked(tmp_path) as run:
        run.press("3?", "What works here")
        run.press(ESCAPE, "saving…")


def test_a_window_that_is_made_smaller_while_an_act_waits_is_drawn(tmp_path: Path) -> None:
    with locked(tmp_path) as run:
        seen = len(run.written)
        os.write(run.descriptor, b"3")
        ioctl(run.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 20, 90, 0, 0))
        run.read(lambda written: b"saving" in written[seen:])
        run.read(quiet=0.5)
        assert all(words in run.written[seen:].decode() for words in ("Orsk", "saving…"))
