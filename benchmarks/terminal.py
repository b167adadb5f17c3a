"""A program on a terminal of its own: what it writes, and how soon."""

import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fcntl import ioctl

ROWS, COLUMNS = 40, 120


class Terminal:
    """The near end of a pseudo-terminal."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def until(self, word: str, *, patience: float = 60.0) -> float:
        """Return the seconds until `word` has been written; raises TimeoutError if it is not."""
        begin = time.perf_counter()
        seen = b""
        while word.encode() not in seen:
            left = patience - (time.perf_counter() - begin)
            if left <= 0 or not select.select([self._descriptor], [], [], left)[0]:
                raise TimeoutError(f"no {word!r} in {patience} s: {seen[-500:]!r}")
            seen += os.read(self._descriptor, 65536)
        return time.perf_counter() - begin

    def settle(self, *, quiet: float = 0.3) -> None:
        """Read until nothing has been written for `quiet` seconds."""
        while select.select([self._descriptor], [], [], quiet)[0]:
            os.read(self._descriptor, 65536)

    def press(self, key: str, *, patience: float = 10.0) -> float:
        """Send a key and return the seconds until the program writes; raises TimeoutError if it does not."""
        begin = time.perf_counter()
        os.write(self._descriptor, key.encode())
        if not select.select([self._descriptor], [], [], patience)[0]:
            raise TimeoutError(f"nothing written within {patience} s of {key!r}")
        return time.perf_counter() - begin


@contextmanager
def running(command: Sequence[str]) -> Iterator[Terminal]:
    """Run `command` on a new terminal and end it afterwards."""
    pid, descriptor = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS=str(COLUMNS), LINES=str(ROWS))
        os.execvp(command[0], list(command))
    ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    try:
        yield Terminal(descriptor)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(descriptor)
