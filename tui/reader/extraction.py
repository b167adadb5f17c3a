"""The machine's reading of a document, made off the screen's thread: in a thread, or in a process if it takes long."""

import contextvars
import threading
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from textual.message import Message
from textual.message_pump import MessagePump

from annotations.model import Document, Reading

APART: Final = 100_000
"""From so many code points on a process reads: a thread would make the keys wait for it."""


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


def start(asker: MessagePump, document: Document) -> None:
    """Have `document` read; `asker` gets Read or NotRead."""
    context = contextvars.copy_context()
    threading.Thread(target=context.run, args=(_work, asker, document), name="reading", daemon=True).start()


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


def _work(asker: MessagePump, document: Document) -> None:
    try:
        if len(document.text) < APART:
            from annotations.extract.pipeline import read

            reading = read(document)
        else:
            reading = _read_apart(document)
    except Exception as error:
        asker.post_message(NotRead(f"{type(error).__name__}: {error}"))
    else:
        asker.post_message(Read(document, reading))


def _read_apart(document: Document) -> Reading:
    import multiprocessing

    import msgspec

    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_child, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    try:
        ours.send_bytes(msgspec.json.encode(document))
        return msgspec.json.decode(ours.recv_bytes(), type=Reading)
    except EOFError:
        raise RuntimeError("the process that read the text has died") from None
    finally:
        ours.close()
        process.join()


def _child(pipe: Connection) -> None:
    import msgspec

    from annotations.extract.pipeline import read

    document = msgspec.json.decode(pipe.recv_bytes(), type=Document)
    pipe.send_bytes(msgspec.json.encode(read(document)))
