"""The machine's reading of a document, made off the screen's thread: in a thread, or in a process if it takes long."""

import contextvars
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path
from typing import Final

from textual.message import Message
from textual.message_pump import MessagePump

from annotations.model import Document, Reading

APART: Final = 100_000
"""From so many code points on a process reads: with a thread the keys would wait for their turn."""


class Read(Message):
    """The machine has read `document`."""

    def __init__(self, document: Document, reading: Reading) -> None:
        super().__init__()
        self.document = document
        self.reading = reading


class NotRead(Message):
    """The machine could not read the document; `why` is one line. The text can be read and tagged all the same."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


class Extraction:
    """The reading of one document, under way."""

    def __init__(self, asker: MessagePump, document: Document) -> None:
        self._asker = asker
        self._document = document
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def start(self) -> None:
        """Have the document read; who asked gets Read or NotRead."""
        context = contextvars.copy_context()
        threading.Thread(target=context.run, args=(self._work,), name="reading", daemon=True).start()

    def stop(self) -> None:
        """Read no further: nobody waits for the answer any more."""
        self._stopped = True
        if self._process is not None:
            self._process.kill()

    def _work(self) -> None:
        try:
            reading = self._read_here() if len(self._document.text) < APART else self._read_apart()
        except Exception as error:  # whatever a rule stumbles over, the text stays readable
            answer: Message = NotRead(f"{type(error).__name__}: {error}")
        else:
            answer = Read(self._document, reading)
        if not self._stopped:
            self._asker.post_message(answer)

    def _read_here(self) -> Reading:
        from annotations.extract.pipeline import read

        return read(self._document)

    def _read_apart(self) -> Reading:
        """Read in a process that takes the document and gives the reading as JSON.

        It is started as a program of its own: `multiprocessing` cannot pass on the standard error that Textual puts in
        the place of the terminal's.
        """
        import msgspec

        pipe = subprocess.PIPE
        self._process = subprocess.Popen(  # noqa: S603 - our own code
            [sys.executable, "-c", _READ], stdin=pipe, stdout=pipe, stderr=pipe
        )
        answer, problem = self._process.communicate(msgspec.json.encode(self._document))
        if self._process.returncode:
            raise RuntimeError(problem.decode(errors="replace").strip().rpartition("\n")[2] or "the process has died")
        return msgspec.json.decode(answer, type=Reading)


_READ: Final = """
import sys, msgspec
from annotations.extract.pipeline import read
from annotations.model import Document
document = msgspec.json.decode(sys.stdin.buffer.read(), type=Document)
sys.stdout.buffer.write(msgspec.json.encode(read(document)))
"""


def fingerprint(document: Document) -> str:
    """Return what a kept reading depends on: the rules as they are installed, and what the source says of the text."""
    return f"{_rules()}/{document.published or ''}/{document.sha256}"


@cache
def _rules() -> str:
    import hashlib

    import annotations.extract

    files = sorted(path for path in Path(annotations.extract.__path__[0]).rglob("*.*") if path.suffix != ".pyc")
    states = [(path.name, stat.st_size, stat.st_mtime_ns) for path in files for stat in [path.stat()]]
    return hashlib.sha256(repr(states).encode()).hexdigest()[:16]
