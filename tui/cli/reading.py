"""Reading: `open` shows sources in the reader, `extract` prints what the machine finds in them."""

import errno
import gc
import itertools
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import click

from tui.cli.options import database, day, examples, settings, store_path, taught
from tui.cli.output import Failure, Progress, reason, result, say

if TYPE_CHECKING:
    from tui.cli.answers import Form, Question

_LONGEST_LINE: Final = 100_000_000


@click.command(
    "open",
    epilog=examples(
        "briefreader report.txt",
        "briefreader morning/ https://example.org/news.html",
        "pdftotext report.pdf - | briefreader -",
    ),
)
@click.argument("sources", nargs=-1, type=click.Path(allow_dash=True), metavar="[SOURCE]...")
@database
def open_(sources: tuple[str, ...]) -> int:
    """Open the reader on sources, or on the library.

    SOURCE is a file, a folder, a web address or - (standard input). This is what briefreader does without a
    command's name.
    """
    _check_for_typing_error(sources)
    if "-" in sources:
        _move_standard_input()
    if not ((sys.stdin and sys.stdin.isatty()) or "-" in sources) or not (sys.stdout and sys.stdout.isatty()):
        raise Failure("the reader needs a terminal; `briefreader extract` prints readings without one")
    chosen = settings()
    path = store_path()
    if not sources and not path.exists():
        _take_in_samples()
    gc.disable()  # nothing that start-up makes is garbage; the program enables it once its text is on the screen
    from tui.app import run

    return run(list(sources), path, chosen)


def _check_for_typing_error(sources: Sequence[str]) -> None:
    """Refuse what is no file but nearly the name of a command."""
    import difflib

    root = click.get_current_context().find_root()
    names = root.command.list_commands(root) if isinstance(root.command, click.Group) else []
    for source in sources[:1]:
        close = difflib.get_close_matches(source, names, n=1)
        if close and not Path(source).exists():
            raise Failure(f"{source}: there is no such file or command; did you mean `briefreader {close[0]}`?")


def _move_standard_input() -> None:
    """Keep the piped text readable as `sys.stdin`, and give the place of the keyboard to the terminal."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        raise Failure("the reader needs a terminal; `briefreader extract -` prints a reading without one") from error
    if not os.isatty(0):
        sys.stdin = os.fdopen(os.dup(0), encoding="utf-8", errors="replace")
        os.dup2(terminal, 0)
    os.close(terminal)


def _take_in_samples() -> None:
    """Fill a new library with the sample articles."""
    from annotations.sources import expand, load
    from tui.cli.options import opened_store

    here = Path(__file__).parents[1]
    folder = next(f for f in (here / "sample_articles", here.parent / "sample_articles") if f.is_dir())
    with opened_store(writes=True) as store:
        for reference in expand([str(folder)]):
            store.documents.add(load(reference))


@click.command(
    epilog=examples(
        "briefreader extract report.txt",
        "briefreader extract --to jsonl -o readings.jsonl morning/",
        "briefreader extract --from jsonl --jobs 4 - < texts.jsonl",
        "briefreader extract --explain --floor 0.7 report.txt",
    )
)
@click.argument("sources", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="SOURCE...")
@click.option(
    "--from",
    "from_",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    help="text: any source, the default; jsonl: an {id, text, date} a line.",
)
@click.option(
    "--to",
    type=click.Choice(["json", "jsonl"]),
    help="json: one object, of several sources an array; jsonl: a reading a line.",
)
@click.option("--date", metavar="YYYY-MM-DD", callback=day, help="When it was published, whatever the source says.")
@click.option("-o", "--output", metavar="FILE", help="Write to a file, whole or not at all.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, metavar="N", help="Read with N processes at once.")
@click.option("--floor", type=click.FloatRange(0, 1), default=0.0, metavar="N", help="Leave out what is less certain.")
@click.option("--explain", is_flag=True, help="As text for people: each mark, how sure it is, what made it.")
@click.option("--names", metavar="FINDER", help="Who finds the names: own, spacy:PIPELINE or gliner:MODEL.")
@click.option("--untaught", is_flag=True, help="Leave your own names, and what the library knows, out of account.")
@database
def extract(
    sources: tuple[str, ...],
    from_: str,
    to: str | None,
    date: str | None,
    output: str | None,
    jobs: int,
    floor: float,
    explain: bool,
    names: str | None,
    untaught: bool,
) -> int:
    """Print what the machine finds in each source.

    A reading is JSON: names, quotations, dates, figures and events, each with its place in the text, the rule that
    made it and how sure that is (0 to 1). With --explain it is text, unless --to is given.

    Names count that are in your own list (names.txt), and of the library the names that you had it remember, accepted
    and rejected, and the day of publication of a text that is there. Other annotations change nothing.
    """
    from annotations.sources import expand
    from tui.cli.answers import Source, Way, answer, in_order

    explain = explain and to is None
    to = to or ("jsonl" if from_ == "jsonl" else "json")
    array = to == "json" and not explain
    form: Form = "text" if explain else "indented" if array else "json"
    way = Way(form, floor, None if untaught else taught(), _finder(names))
    questions: Iterable[Question]
    total, one = None, False
    if from_ == "jsonl":
        questions = _lines(sources, date)
    else:
        references = tuple(expand(sources, say))
        questions = [Source(reference, date) for reference in references]
        total, one = len(references), references == sources and len(sources) == 1
    failed = False
    with result(output) as out, Progress(total, "read") as progress:
        write = _Readings(out, array=array and not one)
        for found in in_order(answer, questions, min(jobs, total or jobs), way):
            for notice in (*found.notices, *filter(None, [found.problem])):
                progress.say(notice)
            if found.reading is None:
                failed = True
            else:
                write.add(found.reading)
            progress.step()
        if failed and not write.begun:
            raise click.exceptions.Exit(1)  # a file that would be empty is not written
        write.end()
    return int(failed)


def _finder(names: str | None) -> str:
    """Return who finds the names, as the option or the settings say, once it is sure that it can be used."""
    from annotations.extract.backends import BackendError, backend

    finder = names or settings().names
    try:
        backend(finder)
    except BackendError as error:
        raise Failure(str(error)) from error
    return finder


class _Readings:
    """Readings on their way out: as they are, or as the elements of an array."""

    def __init__(self, out: BinaryIO, *, array: bool) -> None:
        self._out = out
        self._array = array
        self.begun = False

    def add(self, reading: bytes) -> None:
        """Write a reading at once: who waits at the other end of a pipe gets it now."""
        if self._array:
            self._out.write(b",\n" if self.begun else b"[\n")
        self._out.write(reading if self._array else reading + b"\n")
        self._out.flush()
        self.begun = True

    def end(self) -> None:
        """Close the array, if it is one."""
        if self._array:
            self._out.write(b"\n]\n" if self.begun else b"[]\n")


def _lines(references: Sequence[str], published: str | None) -> Iterator["Question"]:
    """Yield the lines of JSON Lines files, each with its place; never more than one is in memory."""
    from tui.cli.answers import Line, Unread

    for reference in references:
        name = "standard input" if reference == "-" else reference
        try:
            with _binary(reference) as file:
                for number in itertools.count(1):
                    content = file.readline(_LONGEST_LINE)
                    if not content:
                        break
                    place = f"{name} line {number}"
                    if len(content) == _LONGEST_LINE and not content.endswith(b"\n"):
                        yield Unread(f"{place}: is longer than {_LONGEST_LINE // 1_000_000} MB")
                        while (rest := file.readline(_LONGEST_LINE)) and not rest.endswith(b"\n"):
                            pass
                    elif content.strip():
                        yield Line(place, content, published)
        except (OSError, ValueError) as error:
            yield Unread(f"{name}: cannot be read: {reason(error)}")


def _binary(reference: str) -> BinaryIO:
    if reference != "-":
        return Path(reference).open("rb")
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return os.fdopen(0, "rb", closefd=False)  # not sys.stdin's buffer: Python cannot exit while a thread waits for that
