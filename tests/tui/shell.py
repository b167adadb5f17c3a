"""The installed command, run as a user runs it: a process of its own, with a home of its own."""

import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from fcntl import ioctl
from functools import partial
from pathlib import Path

BRIEFREADER = str(Path(sys.executable).with_name("briefreader"))
SAMPLES = Path(__file__).parents[2] / "sample_articles"
REPORT = """Port of Vasta closed

by Ana Reis, 3 May 2024

“We search,” the governor said. The minister said 36 people were missing.

Twelve ships wait, and 36 people were
missing from a second list.
"""


class Shell:
    """Runs `briefreader` in a folder, with the library, the settings and everything else of its own there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "library.db"
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder / "home"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "BRIEFREADER_DB": str(self.database),
            "LOGNAME": "lena",
            "LC_ALL": "C",
        }

    def __call__(self, *arguments: str | Path, stdin: bytes = b"", status: int = 0) -> "Done":
        """Run one command to its end; its exit status must be `status`, and a traceback is never right."""
        done = Done(
            subprocess.run(
                [BRIEFREADER, *arguments],
                cwd=self.folder,
                env=self.environment,
                input=stdin,
                capture_output=True,
                timeout=120,
                check=False,
            )
        )
        assert "Traceback" not in done.err, done.err
        assert done.status == status, (done.status, done.out[-500:], done.err)
        return done


class Done:
    """What a command has left: its output, what it said, its exit status."""

    def __init__(self, process: "subprocess.CompletedProcess[bytes]") -> None:
        self.raw = process.stdout
        self.out = process.stdout.decode("utf-8")
        self.err = process.stderr.decode("utf-8")
        self.status = process.returncode

    @property
    def lines(self) -> list[str]:
        """The lines of the output."""
        return self.out.splitlines()

    @property
    def told(self) -> str:
        """The one line on standard error."""
        (line,) = self.err.splitlines()
        assert line.startswith("briefreader: ")
        return line.removeprefix("briefreader: ")


ESCAPE = "\x1b[27u"
"""The Escape key as new terminals send it: never the beginning of another key, however slowly it is read."""
LEFT = "\x1b[?1049l"
"""What a program writes when it gives the screen back."""


def _since(seen: int, words: bytes, written: bytes) -> bool:
    return words in written[seen:]


class Terminal:
    """The near end of a pseudo-terminal, the program at the other, and all that was written to it."""

    def __init__(self, descriptor: int, pid: int) -> None:
        self.descriptor = descriptor
        self.pid = pid
        self.written = b""

    def read(
        self, until: Callable[[bytes], bool] = lambda _: False, *, quiet: float = 60.0, within: float = 30.0
    ) -> bytes:
        """Return all that was written, read on until that holds for it or the program has ended.

        Reading ends too when nothing came for `quiet` seconds, and after `within` seconds in any case.
        """
        end = time.monotonic() + within
        while not until(self.written) and select.select([self.descriptor], [], [], self._patience(end, quiet))[0]:
            try:
                part = os.read(self.descriptor, 65536)
            except OSError:  # Linux's way to say that nobody is left at the other end
                break
            if not part:
                break
            self.written += part
        return self.written

    def press(self, keys: str, then: str) -> None:
        """Press `keys`, and wait until `then` is written anew; fail if it never is."""
        seen = len(self.written)
        os.write(self.descriptor, keys.encode())
        self.read(partial(_since, seen, then.encode()))
        assert then.encode() in self.written[seen:], (keys, then, self.written[-2000:])

    def marks(self) -> None:
        """Wait until the machine has read the text: until Tab leads to a mark of its own."""
        self.read(lambda written: b"saved" in written)
        for _ in range(100):
            seen = len(self.written)
            os.write(self.descriptor, b"\t")
            if b"x wrong" in self.read(partial(_since, seen, b"x wrong"), quiet=0.3):
                return
        raise AssertionError(self.written[-2000:])

    def leave(self) -> bytes:
        """Quit the reader's screen, and return all that was written when the program has ended."""
        self.press("q", LEFT)
        return self.read()

    def hang_up(self) -> None:
        """Close the terminal, as one closes its window, and wait until the program has ended by itself."""
        os.close(self.descriptor)
        end = time.monotonic() + 30.0
        while os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            assert time.monotonic() < end
            time.sleep(0.02)

    @staticmethod
    def _patience(end: float, quiet: float) -> float:
        return max(0.0, min(quiet, end - time.monotonic()))


@contextmanager
def at_the_claim(shell: Shell, text: str) -> Iterator[Terminal]:
    """Run the reader on `text`, which it has read, with the cursor on “36 civilians”."""
    (shell.folder / "orsk.txt").write_text(text, encoding="utf-8")
    with terminal(shell, "orsk.txt") as run:
        run.marks()
        run.press("/36 civ", "36 civ")
        run.press("\r", " FIND ")
        yield run


@contextmanager
def terminal(shell: Shell, *arguments: str, program: str = BRIEFREADER) -> Iterator[Terminal]:
    """Run a command on a new terminal of 100 by 30 cells and end it afterwards."""
    pid, descriptor = pty.fork()
    if pid == 0:
        os.chdir(shell.folder)
        os.execve(program, [program, *arguments], shell.environment | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"})
    ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    try:
        yield Terminal(descriptor, pid)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        with suppress(OSError):  # it was hung up
            os.close(descriptor)
