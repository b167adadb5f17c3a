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
from annotations.text import clean, shown_line

if TYPE_CHECKING:
    from annotations.store import Added, Store
    from tui.desk import Desk


_PLAIN: Final = (".txt", ".text")
_SHORT: Final = 2_000_000


class Whole(Message):
    """All that the source of the document on the screen says of it."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document


class Loaded(Message):
    """A document has been read from `queue[0]`; the others of the queue are still to be.

    `failed` says of each source before it why it could not be read, `left_out` of each folder what else is in it.
    """

    def __init__(
        self,
        document: Document,
        queue: tuple[str, ...],
        failed: tuple[str, ...] = (),
        left_out: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self.failed = failed
        self.left_out = left_out
        self.document = document
        self.queue = queue


class NotLoaded(Message):
    """A source could not be read; `why` is one line that names it. It was the one at `place`, from 1, `of` so many."""

    def __init__(self, why: str, place: int = 1, of: int = 1) -> None:
        super().__init__()
        self.why = why
        self.place = place
        self.of = of


class TakenIn(Message):
    """The library has taken in the source at `place`, from 1, `of` so many, as the document `added`."""

    def __init__(self, added: "Added", title: str, place: int, of: int) -> None:
        super().__init__()
        self.added = added
        self.title = title
        self.place = place
        self.of = of


class AllTakenIn(Message):
    """The library has been given all `of` the sources; `failed` says of each that it could not take, in a line, why.

    `left_out` says of each folder what else is in it.
    """

    def __init__(self, of: int, failed: tuple[str, ...], left_out: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.of = of
        self.failed = failed
        self.left_out = left_out


def told(of: int, failed: Sequence[str], left_out: Sequence[str] = ()) -> str:
    """Return in a line how many of so many sources were taken in, why others were not, and what is no source."""
    return f"{of - len(failed)} of {of} taken in; {'; '.join((*failed, *left_out))}"


def whole(reference: str) -> Document:
    """Return the document of a source. Whatever goes wrong with it is a SourceError: others are not held up by it."""
    from annotations.sources import SourceError, load

    try:
        return load(reference)
    except SourceError:
        raise
    except Exception as error:
        raise SourceError(reference, f"cannot be read ({type(error).__name__}: {error})") from error


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
        from annotations.sources import SourceError

        try:
            asker.post_message(Whole(whole(reference)))
        except SourceError as error:
            asker.post_message(NotLoaded(str(error)))

    _in_thread(work, "loading")


def load_first(asker: MessagePump, references: Sequence[str]) -> None:
    """Have the first source read that can be; `asker` gets Loaded, and NotLoaded for each that cannot."""

    def work() -> None:
        from annotations.sources import SourceError

        queue, left_out = _expanded(references)
        failed: list[str] = []
        for place, reference in enumerate(queue):
            try:
                document = whole(reference)
            except SourceError as error:
                failed.append(briefly(reference, str(error)))
                asker.post_message(NotLoaded(str(error)))
            else:
                asker.post_message(Loaded(document, queue[place:], tuple(failed), left_out))
                return

    _in_thread(work, "loading")


def take_in(asker: MessagePump, references: Sequence[str], desk: "Desk") -> None:
    """Have all the sources taken into the library.

    `asker` gets TakenIn or NotLoaded for each, in order, and AllTakenIn after the last.
    """

    def work() -> None:
        from annotations.sources import SourceError

        queue, left_out = _expanded(references)
        failed: list[str] = []
        for place, reference in enumerate(queue, 1):
            try:
                document = whole(reference)
            except SourceError as error:
                failed.append(briefly(reference, str(error)))
                asker.post_message(NotLoaded(str(error), place, len(queue)))
            else:
                desk.ask(asker, partial(_add, document, place, len(queue)), "taking a document in")
        desk.ask(asker, lambda _: AllTakenIn(len(queue), tuple(failed), left_out))

    _in_thread(work, "taking in")


def briefly(reference: str, why: str) -> str:
    """Return why a source failed with its name in place of its whole path."""
    return Path(reference).name + why.removeprefix(shown_line(reference)) if "://" not in reference else why


def _expanded(references: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the files that the references stand for, and a line for each folder that holds others too."""
    from annotations.sources import expand

    queue: list[str] = []
    told: list[str] = []
    for reference in references:
        lines: list[str] = []
        queue += expand([reference], lines.append)
        told += [briefly(reference, shown_line(line)) for line in lines]
    return tuple(queue), tuple(told)


def _add(document: Document, place: int, of: int, store: "Store") -> TakenIn:
    return TakenIn(store.documents.add(document), document.title or document.source, place, of)


def _in_thread(work: Callable[[], None], name: str) -> None:
    context = contextvars.copy_context()
    threading.Thread(target=context.run, args=(work,), name=name, daemon=True).start()
