"""Keeping: `annotate` and `add` put things into the library."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotations.text import shown_line
from tui.cli.options import database, day, examples, opened_store, tag_option
from tui.cli.output import Failure, result, say

if TYPE_CHECKING:
    from annotations.model import PlacementKind, Span
    from annotations.store import Store


@click.command(
    epilog=examples(
        'briefreader annotate report.txt --quote "36 civilians" --tag casualty',
        'briefreader annotate report.txt --start 120 --end 154 --note "Who says so?"',
    )
)
@click.argument("source", type=click.Path(allow_dash=True), metavar="SOURCE")
@click.option("--quote", metavar="TEXT", help="The passage, by its words; they must stand in the text once.")
@click.option("--start", type=click.IntRange(0), metavar="N", help="Where it begins, in characters from 0.")
@click.option("--end", type=click.IntRange(0), metavar="N", help="Where it ends: before this character.")
@tag_option("A tag, as in parent/child; made if it is new. Can be given again.")
@click.option("--note", default="", metavar="TEXT", help="A note on the passage.")
@database
def annotate(
    source: str, quote: str | None, start: int | None, end: int | None, tags: tuple[str, ...], note: str
) -> None:
    """Annotate one passage and print the annotation's id.

    SOURCE is a file or an address, which is taken into the library, or the id of a document there.
    """
    from annotations.store import Draft

    if quote is not None and start is None and end is None:
        passage: str | tuple[int, int] = quote
    elif quote is None and start is not None and end is not None:
        passage = (start, end)
    else:
        raise click.UsageError("say which passage: with --quote, or with --start and --end")
    with opened_store(writes=True) as store:
        id = _document(store, source)
        text = store.documents.get(id).text
        span = _span(text, passage)
        with store.act(_title(text[span.start : span.end], tags, note), id):
            ids = tuple(store.codebook.ensure(tag).id for tag in tags)
            (made,) = store.annotations.create(id, [Draft(start=span.start, end=span.end, tags=ids, note=note)])
    with result(None) as out:
        out.write(f"{made.id}\n".encode())


def _title(words: str, tags: tuple[str, ...], note: str) -> str:
    """Return the title of the act, as the history tells it."""
    from annotations.text import excerpt

    what = ", ".join(tags) or ("note" if note else "mark")
    return f"{what} on {excerpt(words, 40)}, from the command line"


def _document(store: "Store", source: str) -> str:
    """Return the id of the document that is meant; a file, or an address that is new, is taken in."""
    from annotations.sources import is_url, load
    from annotations.store import UnknownDocument

    if source != "-" and not Path(source).is_file():
        try:
            return store.documents.find(source)
        except UnknownDocument:
            if Path(source).is_dir():
                raise Failure(f"{source}: is a folder; name the file that is to be annotated") from None
            if not is_url(source):
                raise Failure(f"{source}: there is no such file, and no such document in the library") from None
    return store.documents.add(load(source)).id


def _span(text: str, passage: str | tuple[int, int]) -> "Span":
    from annotations.model import Span

    if isinstance(passage, str):
        return _quoted(text, passage)
    start, end = passage
    if not start < end <= len(text):
        raise Failure(f"there is no passage from {start} to {end} in a text of {len(text)} characters")
    return Span(start, end)


def _quoted(text: str, quote: str) -> "Span":
    """Return the one place of words in a text: as they are, or else with other white space and quotation marks."""
    from annotations.model import Span

    if not quote.strip():
        raise click.UsageError("the quote is empty")
    words = r"\s+".join(re.escape(word) for word in quote.split())
    for pattern in (re.escape(quote), words.replace("'", "['‘’]").replace('"', '["“”„]')):
        places = [Span(*found.span()) for found in re.finditer(pattern, text)]
        if len(places) == 1:
            return places[0]
        if places:
            starts = ", ".join(str(place.start) for place in places[:5]) + (", …" if len(places) > 5 else "")
            raise Failure(f"the quote stands {len(places)} times in the text (at {starts}): use --start and --end")
    raise Failure("the quote does not stand in the text")


@click.command(
    epilog=examples(
        "briefreader add morning/ https://example.org/news.html", "briefreader add --date 2026-01-31 report.txt"
    )
)
@click.argument("sources", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="SOURCE...")
@click.option("--date", metavar="YYYY-MM-DD", callback=day, help="When it was published, whatever the source says.")
@database
def add(sources: tuple[str, ...], date: str | None) -> int:
    """Take sources into the library.

    A line for each says what became of it. A source whose text has changed becomes a new revision, and its line says
    how the annotations fared: exact (where they were), moved, review (a guess, to be looked at), orphan (gone from
    the text).
    """
    from annotations.sources import SourceError, expand, load

    failed = False
    with opened_store(writes=True) as store, result(None) as out:
        for reference in expand(sources, say):
            try:
                document = load(reference, published=date)
            except SourceError as error:
                say(error)
                failed = True
                continue
            for notice in document.notices:
                say(f"{reference}: {notice}")
            added = store.documents.add(document)
            line = f"{added.id} {added.outcome} {document.title}{_fared(added.fared)}"
            out.write(f"{shown_line(line)}\n".encode())
            out.flush()
    return int(failed)


def _fared(counts: "Mapping[PlacementKind, int]") -> str:
    """Return how annotations fared, as in ": 3 exact, 1 review"; nothing where there are none."""
    told = ", ".join(f"{counts[kind]} {kind}" for kind in counts if counts[kind])
    return f": {told}" if told else ""
