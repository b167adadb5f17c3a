"""Reading from the command line: `open` and `extract`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from tui.cli.output import Failure, result, say

if TYPE_CHECKING:
    from annotations.model import Document, Reading


@click.command("open")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
def open_(sources: tuple[str, ...]) -> int:
    """Open the reader on files, folders, web addresses or - (standard input); without any, on the library."""
    raise Failure("not yet")


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--from", "from_", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@click.option("--to", type=click.Choice(["json", "jsonl"]))
@click.option("--date", metavar="YYYY-MM-DD")
@click.option("-o", "--output", metavar="FILE")
def extract(sources: tuple[str, ...], from_: str, to: str | None, date: str | None, output: str | None) -> int:
    """Print what the machine finds in each source: a reading as JSON."""
    import msgspec

    from annotations.extract.pipeline import read
    from annotations.sources import SourceError, expand, load
    from annotations.text import escaped_json

    failed = False
    with result(output) as out:
        for reference in expand(sources):
            try:
                for document, id_ in _lines(reference) if from_ == "jsonl" else [(load(reference, published=date), None)]:
                    reading = read(document, id=id_)
                    out.write(escaped_json(msgspec.json.encode(reading)) + b"\n")
            except SourceError as error:
                say(error)
                failed = True
    return int(failed)


def _lines(reference: str) -> Iterator[tuple["Document", str | None]]:
    import json
    import sys

    from annotations.model import Document
    from annotations.text import clean_verbatim

    file = sys.stdin.buffer if reference == "-" else open(reference, "rb")
    for line in file:
        item = json.loads(line)
        yield Document.of(clean_verbatim(item["text"]), published=item.get("date")), item["id"]
