"""Where a command's words go: results to standard output or whole into a file, everything else to standard error."""

import errno
import math
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final, Self

import click

from annotations.text import shown_line

_LONGEST: Final = 500


class Failure(click.ClickException):
    """What could not be done: one line on standard error, exit status 1."""


def say(message: object) -> None:
    """Write one line to standard error, safe for a terminal."""
    line = shown_line(str(message))
    click.echo(f"briefreader: {line if len(line) <= _LONGEST else line[: _LONGEST - 1] + '…'}", err=True)


def reason(error: OSError | ValueError) -> str:
    """Return why the system refused, in its own words."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


class Progress:
    """A count on the last line of standard error, where that is a terminal and the work takes more than a moment."""

    _PATIENCE: Final = 1.0
    _PAUSE: Final = 0.2

    def __init__(self, total: int | None, done: str) -> None:
        self._of = f" of {total}" if total else ""
        self._done = done
        self._count = 0
        self._shown = False
        quiet = total == 1 or not (sys.stderr and sys.stderr.isatty())
        self._next = math.inf if quiet else time.monotonic() + self._PATIENCE

    def step(self) -> None:
        """Count one more."""
        self._count += 1
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + self._PAUSE
            self._shown = True
            click.echo(f"\r{self._done} {self._count}{self._of}", err=True, nl=False)

    def say(self, message: str) -> None:
        """Write a line of its own."""
        self._clear()
        say(message)

    def _clear(self) -> None:
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)
            self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._clear()


@contextmanager
def result(path: str | None) -> Iterator[BinaryIO]:
    """Give a file to write the result to: standard output, or the file at `path`, which appears whole or not at all.

    Raises Failure where it cannot be written; BrokenPipeError passes.
    """
    if path is None or path == "-":
        with _standard_output() as out:
            yield out
    elif _is_special(Path(path)):
        with _refused(path), Path(path).open("wb") as out:
            yield out
    else:
        with _whole_file(path) as out:
            yield out


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    if sys.stdout is None:
        raise Failure("standard output is closed: there is nowhere to write the result")
    out = sys.stdout.buffer
    with _refused("standard output"):
        yield out
        out.flush()


@contextmanager
def _whole_file(path: str) -> Iterator[BinaryIO]:
    import tempfile

    target = Path(os.path.realpath(path))
    with _refused(path):
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.")
    try:
        with _refused(path), os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        with _refused(path):
            Path(name).chmod(_mode(target))
            Path(name).replace(target)
            _keep(target.parent)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


@contextmanager
def _refused(name: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Failure(f"{name}: cannot be written: {reason(error)}") from error


def _is_special(path: Path) -> bool:
    """Whether `path` is a device or a pipe, which cannot be replaced by a file."""
    try:
        kind = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(kind) and not stat.S_ISDIR(kind)


def _mode(target: Path) -> int:
    """Return the mode that `target` has, or that a new file gets."""
    with suppress(OSError):
        return stat.S_IMODE(target.stat().st_mode)
    return 0o666 & ~current_umask()


def current_umask() -> int:
    """Return which rights new files do not get; there is no way to ask but to set it."""
    umask = os.umask(0)
    os.umask(umask)
    return umask


def _keep(folder: Path) -> None:
    """Make a rename in `folder` last through a power cut, where the file system can."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows: in columns under a header to a terminal, else with tabs between, for other programs."""
    cells = [[shown_line(str(cell)) for cell in row] for row in rows]
    if sys.stdout and sys.stdout.isatty():
        widths = [max(len(row[i]) for row in (header, *cells)) for i in range(len(header) - 1)]
        lines = ["  ".join(map(str.ljust, row, (*widths, 0))).rstrip() for row in (header, *cells)]
    else:
        lines = ["\t".join(row) for row in cells]
    with result(None) as out:
        out.write("".join(f"{line}\n" for line in lines).encode())
