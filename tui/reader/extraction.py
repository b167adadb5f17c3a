"""The machine's reading of a document, made off the screen's thread: in a thread, or in a process if it takes long."""

import contextvars
import gc
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.message_pump import MessagePump

from annotations.model import Document, Reading

if TYPE_CHECKING:
    from annotations.extract.learned import Learned

APART: Final = 100_000
"""From so many code points on a process reads: with a thread the keys would wait for their turn."""


_ONE_AT_A_TIME: Final = threading.Lock()
"""Held by the thread that reads: what all readings share is not made for two."""


class Read(Message):
    """The machine has read a document; `fingerprint` is what the reading depends on."""

    def __init__(self, fingerprint: str, reading: Reading) -> None:
        super().__init__()
        self.fingerprint = fingerprint
        self.reading = reading


class NotRead(Message):
    """The machine could not read the document; `why` is one line. The text can be read and tagged all the same."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


class Extraction:
    """The reading of one document, under way, by one who knows what was `learned`; `names` says who finds the names."""

    def __init__(self, asker: MessagePump, document: Document, learned: "Learned", names: str) -> None:
        self._asker = asker
        self._document = document
        self._learned = learned
        self._names = names
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
        from annotations.extract.backends import BackendError

        try:
            reading = self._read_here() if len(self._document.text) < APART else self._read_apart()
        except BackendError as error:
            answer: Message = NotRead(str(error))
        except Exception as error:  # whatever a rule stumbles over, the text stays readable
            answer = NotRead(f"{type(error).__name__}: {error}")
        else:
            answer = Read(fingerprint(self._document, self._learned, self._names), reading)
        if not self._stopped:
            self._asker.post_message(answer)

    def _read_here(self) -> Reading:
        from annotations.extract.backends import backend
        from annotations.extract.pipeline import read

        with _ONE_AT_A_TIME:
            reading = read(self._document, learned=self._learned, backend=backend(self._names))
            _keep_what_is_loaded()
            return reading

    def _read_apart(self) -> Reading:
        """Read in a process that takes the document and what was learned, and gives the reading, as JSON.

        It is started as a program of its own: `multiprocessing` cannot pass on the standard error that Textual puts in
        the place of the terminal's.
        """
        import msgspec

        pipe = subprocess.PIPE
        self._process = subprocess.Popen(  # noqa: S603 - our own code
            [sys.executable, "-c", _READ], stdin=pipe, stdout=pipe, stderr=pipe
        )
        answer, problem = self._process.communicate(msgspec.json.encode((self._document, self._learned, self._names)))
        if self._process.returncode:
            raise RuntimeError(problem.decode(errors="replace").strip().rpartition("\n")[2] or "the process has died")
        return msgspec.json.decode(answer, type=Reading)


_READ: Final = """
import sys, msgspec
from annotations.extract.backends import backend
from annotations.extract.learned import Learned
from annotations.extract.pipeline import read
from annotations.model import Document
document, learned, names = msgspec.json.decode(sys.stdin.buffer.read(), type=tuple[Document, Learned, str])
sys.stdout.buffer.write(msgspec.json.encode(read(document, learned=learned, backend=backend(names))))
"""


@cache
def _keep_what_is_loaded() -> None:
    """Take lists, patterns and the model, once, out of the collector's rounds: each would stop the keys for 90 ms."""
    gc.freeze()


def fingerprint(document: Document, learned: "Learned", names: str) -> str:
    """Return what a reading depends on: rules as installed, text and day, what was learned, who finds the names."""
    return f"{_rules()}/{document.published or ''}/{document.sha256}/{learned.digest}/{names}"


@cache
def _rules() -> str:
    import hashlib

    import annotations.extract

    files = sorted(path for path in Path(annotations.extract.__path__[0]).rglob("*.*") if path.suffix != ".pyc")
    states = [(path.name, stat.st_size, stat.st_mtime_ns) for path in files for stat in [path.stat()]]
    return hashlib.sha256(repr(states).encode()).hexdigest()[:16]
