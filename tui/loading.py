"""Documents brought in while the screen is up: read in a thread, told as messages."""

import contextvars
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.message_pump import MessagePump

from annotations.model import Document
from annotations.text import clean

if TYPE_CHECKING:
    from annotations.store import Store
    from tui.desk import Desk


_PLAIN: Final = (".txt", ".text")
_SHORT: Final = 2_000_000


class Whole(Message):
    """All that the source of the document on the screen says of it."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document


class Loaded(Message):
    """A document has been read from `queue[0]`; the others of the queue are still to be."""

    def __init__(self, document: Document, queue: tuple[str, ...]) -> None:
        super().__init__()
        self.document = document
        self.queue = queue


class NotLoaded(Message):
    """A source could not be read; `why` is one line that names it."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


def glimpse(reference: str) -> Document | None:
    """Return a file's text with nothing known of it but its name, if it is plain UTF-8, which takes no time to find.

    What else its source says, and all that is not so plain, is for `annotations.sources.load` to find.
    """
    path = Path(reference)
    try:
        if path.suffix.lower() not in _PLAIN or not path.is_file() or path.stat().st_size > _SHORT:
            return None
        text = path.read_bytes().decode("utf-8")
    except (OSError, ValueError):
        return None
    plain = text.strip() and "\0" not in text and not text.startswith("\ufeff")
    return Document.of(clean(text), title=path.stem, source=reference) if plain else None


def load_whole(asker: MessagePump, reference: str) -> None:
    """Have all found out that `glimpse` left; `asker` gets Whole or NotLoaded."""

    def work() -> None:
        from annotations.sources import SourceError, load

        try:
            asker.post_message(Whole(load(reference)))
        except SourceError as error:
            asker.post_message(NotLoaded(str(error)))

    _in_thread(work, "loading")


def load_first(asker: MessagePump, references: Sequence[str]) -> None:
    """Have the first source read that can be; `asker` gets Loaded, and NotLoaded for each that cannot."""

    def work() -> None:
        from annotations.sources import SourceError, expand, load

        queue = tuple(expand(references))
        for place, reference in enumerate(queue):
            try:
                document = load(reference)
            except SourceError as error:
                asker.post_message(NotLoaded(str(error)))
            else:
                asker.post_message(Loaded(document, queue[place:]))
                return

    _in_thread(work, "loading")


def take_in(asker: MessagePump, references: Sequence[str], desk: "Desk") -> None:
    """Have all the sources taken into the library; `asker` gets NotLoaded for each that cannot be read."""

    def work() -> None:
        from annotations.sources import SourceError, load

        for reference in references:
            try:
                document = load(reference)
            except SourceError as error:
                asker.post_message(NotLoaded(str(error)))
            else:
                desk.ask(asker, partial(_add, document), "taking a document in")

    _in_thread(work, "taking in")


def _add(document: Document, store: "Store") -> None:
    store.documents.add(document)


def _in_thread(work: Callable[[], None], name: str) -> None:
    context = contextvars.copy_context()
    threading.Thread(target=context.run, args=(work,), name=name, daemon=True).start()
