"""Sources read one after the other, or by several processes at once, with the answers in the order of the questions."""

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

    from annotations.model import Document
    from tui.cli.options import Taught

_PER_PROCESS: Final = 4
"""How many questions wait for each process: enough that none is idle, few enough that memory stays the same."""

Q = TypeVar("Q")
A = TypeVar("A")


class Source(NamedTuple):
    """A question: read what is behind a reference."""

    reference: str
    published: str | None


class Line(NamedTuple):
    """A question: read the document of a JSON line."""

    name: str
    content: bytes
    published: str | None


class Unread(NamedTuple):
    """What could not even be asked, and why."""

    problem: str


Question = Source | Line | Unread


Form = Literal["json", "indented", "text"]


class Way(NamedTuple):
    """How all questions of a call are answered.

    What is less certain than `floor` is left out; `taught` is what the reader has taught, None for nothing; `names`
    says who finds the names.
    """

    form: Form = "json"
    floor: float = 0.0
    taught: "Taught | None" = None
    names: str = "own"


class Answer(NamedTuple):
    """A reading as it is printed, or None and why there is none; and what else is to be told."""

    reading: bytes | None
    problem: str | None = None
    notices: tuple[str, ...] = ()


_way = Way()
"""The way of this process: sent once, for what was taught may be much."""


def begin(way: Way) -> None:
    """Have this process answer in that way from now on."""
    global _way
    _way = way


def answer(question: Question) -> Answer:
    """Read one source. Whatever is wrong with it becomes an answer that says so: the others are still read."""
    from annotations.sources import SourceError, load

    if isinstance(question, Unread):
        return Answer(None, question.problem)
    try:
        if isinstance(question, Line):
            return _line(question)
        document = _dated(load(question.reference, published=question.published), question)
        return Answer(_reading(document, None), notices=_notices(question.reference, document))
    except SourceError as error:
        return Answer(None, str(error))
    except Exception as error:  # a fault of ours that one hostile text brings out must not cost the other texts
        name = question.name if isinstance(question, Line) else question.reference
        return Answer(None, f"{name}: cannot be read: {type(error).__name__}: {error}")


def _dated(document: "Document", question: Source) -> "Document":
    """Return a document with the day on which the reader knows it to be published, unless the call tells another."""
    from msgspec.structs import replace

    days = _way.taught.days if _way.taught else {}
    told = question.published is not None or document.sha256 not in days
    return document if told else replace(document, published=days[document.sha256])


def _line(question: Line) -> Answer:
    from annotations.sources.lines import document_of

    try:
        id_, document = document_of(question.content, question.published)
    except ValueError as error:
        return Answer(None, f"{question.name}: {error}")
    return Answer(_reading(document, id_), notices=_notices(question.name, document))


def _notices(name: str, document: "Document") -> tuple[str, ...]:
    return tuple(f"{name}: {notice}" for notice in document.notices)


def _reading(document: "Document", id_: str | None) -> bytes:
    import msgspec

    from annotations.extract.backends import backend
    from annotations.extract.learned import NOTHING
    from annotations.extract.pipeline import read
    from annotations.marks import at_least
    from annotations.text import escaped_json

    learned = _way.taught.names if _way.taught else NOTHING
    reading = read(document, id=id_, learned=learned, backend=backend(_way.names))
    reading = at_least(reading, _way.floor)
    if _way.form == "text":
        from tui.explained import explained

        return explained(reading).encode()
    encoded = msgspec.json.encode(reading)
    return escaped_json(msgspec.json.format(encoded, indent=2) if _way.form == "indented" else encoded)


def in_order(ask: Callable[[Q], A], questions: Iterable[Q], processes: int, way: Way) -> Iterator[A]:
    """Yield the answer to each question, in their order, as soon as it is there; never many of them at once."""
    begin(way)
    if processes == 1:
        yield from map(ask, questions)
        return
    from concurrent.futures import ProcessPoolExecutor
    from queue import SimpleQueue

    room = threading.Semaphore(processes * _PER_PROCESS)
    waiting: SimpleQueue[Future[A] | BaseException | None] = SimpleQueue()
    stopped = threading.Event()

    def feed() -> None:
        try:
            for question in questions:
                room.acquire()
                if stopped.is_set():
                    return
                waiting.put(pool.submit(ask, question))
            waiting.put(None)
        except BaseException as error:
            waiting.put(error)

    pool = ProcessPoolExecutor(processes, initializer=_begin_apart, initargs=(way,))
    try:
        threading.Thread(target=feed, daemon=True).start()
        while (item := waiting.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item.result()
            room.release()
    finally:
        stopped.set()
        room.release()
        pool.shutdown(
            cancel_futures=True
        )  # waits: at exit Python would, and complain of the pipe that was closed meanwhile


def _begin_apart(way: Way) -> None:
    """Begin in a process of its own, and leave Ctrl+C to the one that asks."""
    begin(way)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
