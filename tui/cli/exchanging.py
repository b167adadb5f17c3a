"""Exchanging: `export` prints what is in the library, `import` takes in what someone else has exported."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from annotations.text import shown_line
from tui.cli.annotators import check as check_annotators
from tui.cli.options import database, day, document_option, examples, opened_store, tag_option
from tui.cli.output import Failure, reason, result, say

if TYPE_CHECKING:
    from annotations.exchange import Export, Files, Format, Imported
    from annotations.exchange.intake import Report
    from annotations.store import Store

_LARGEST_IMPORT: Final = 500_000_000
_START: Final = 1_000_000
"""So many bytes tell what a file is: in some formats a whole text stands first."""
_MOST_PROBLEMS: Final = 20


@click.command(
    epilog=examples(
        "briefreader export > annotations.json",
        "briefreader export --to csv --tag casualty -o casualties.csv",
        "briefreader export --to markdown -o notes/ --document report.txt",
        "briefreader export --to label-studio --origin machine --since 2026-01-01 -o tasks.json",
    )
)
@click.option(
    "--to", default="json", metavar="FORMAT", help="json, the default, holds everything; a wrong name lists all."
)
@click.option(
    "-o", "--output", type=click.Path(allow_dash=True), metavar="FILE", help="Write to a file, whole or not at all."
)
@document_option
@tag_option("Only what bears this tag, or one inside it. Can be given again.")
@click.option(
    "--origin",
    "origins",
    multiple=True,
    type=click.Choice(["human", "machine", "import"]),
    help="Only what was marked by a reader, by the machine, or in another program. Can be given again.",
)
@click.option(
    "--author",
    "authors",
    multiple=True,
    metavar="NAME",
    help='Only what this annotator has signed; "" is one without a name. Can be given again.',
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(["accepted", "rejected", "suggested"]),
    help="Only what was accepted, rejected, or is but suggested. Can be given again.",
)
@click.option(
    "--since", metavar="DATE", callback=day, help="Only what was made or last changed on this day (UTC) or later."
)
@click.option(
    "--until", metavar="DATE", callback=day, help="Only what was made or last changed on this day (UTC) or before."
)
@click.option(
    "--labels", is_flag=True, help="Print the labels that doccano or Label Studio must be told first instead."
)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the json format instead.")
@database
def export(to: str, output: str | None, labels: bool, schema: bool, **choice: Any) -> None:
    """Print the annotations."""
    from annotations.exchange import ExportRefused, json_format

    if schema:
        with result(output) as out:
            out.write(json_format.schema())
        return
    chosen = _named(to, writing=True)
    if labels and chosen.config is None:
        raise click.UsageError(f"{to} needs no labels told first")
    if chosen.write is None and output in (None, "-"):
        raise click.UsageError(f"{to} is a format of many files: it needs -o FOLDER or -o NAME.zip")
    if chosen.binary and output in (None, "-"):
        raise click.UsageError(f"{to} is a binary format: it needs -o FILE")
    if choice["since"] and choice["until"] and choice["since"] > choice["until"]:
        raise click.UsageError(f"no day is both since {choice['since']} and until {choice['until']}")
    exported, tags = _chosen(**choice)
    if not (labels or chosen.code_book_alone):
        _say_what_is_empty(exported, tags)
    if labels and chosen.config is not None:
        with result(output) as out:
            out.write(chosen.config(exported))
        return
    for line in chosen.lost(exported) if chosen.lost else ():
        say(f"{to}: {line}")
    if chosen.write_files is not None and output is not None:
        from tui.cli.packages import files_of, write_package

        write_package(output, files_of(chosen, exported, output))
    elif chosen.write is not None:
        try:
            written = chosen.write(exported)
        except ExportRefused as error:
            raise Failure(f"{to} {error}") from error
        with result(output) as out:
            out.write(written)


def _chosen(
    documents: tuple[str, ...], tags: tuple[str, ...], authors: tuple[str, ...], **choice: Any
) -> tuple["Export", tuple[str, ...]]:
    """Return what is to be exported, and the tags that were chosen as the code book writes them. Raises Failure."""
    from annotations.exchange import Choice, export_of

    with opened_store() as store:
        tags = _paths(store, tags)
        if authors:
            ids = (row.id for row in store.documents.all() if row.annotations)
            check_annotators(authors, {a.author for id in ids for a in store.annotations.of(id)})
        named = tuple(store.documents.find(name) for name in documents)
        exported = export_of(store, Choice(documents=named, tags=tags, authors=authors, **choice))
    return exported, tags


def _named(name: str, *, writing: bool) -> "Format":
    """Return the format of that name. Raises a usage error that lists those there are to write or read."""
    from annotations.exchange import FORMATS

    chosen = FORMATS.get(name)
    if chosen is None:
        listed = ", ".join(FORMATS) if writing else _listed_to_import()
        raise click.UsageError(
            f"there is no format {name} to {'export to' if writing else 'import from'}; there are: {listed}"
        )
    if not writing and chosen.read is None:
        raise click.UsageError(f"{name} is a format to export to only; there are to import from: {_listed_to_import()}")
    return chosen


def _paths(store: "Store", tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return tags as the code book writes them. Raises Failure for one that is not there."""
    book = [store.codebook.path(tag.id) for tag in store.codebook.tags()]
    paths = []
    for tag in tags:
        found = store.codebook.by_path(tag)
        if found is None:
            raise Failure(f"{tag}: no such tag in the code book; there are: {', '.join(book) or 'none'}")
        paths.append(store.codebook.path(found.id))
    return tuple(paths)


def _say_what_is_empty(exported: "Export", tags: tuple[str, ...]) -> None:
    """Say which choice found nothing: an export with nothing in it looks like any other."""
    borne = {path for document in exported.documents for annotation in document.annotations for path in annotation.tags}
    for tag in tags:
        if not any(f"{path}/".startswith(f"{tag}/") for path in borne):
            say(f"{tag}: nothing that is exported bears this tag")
    if not tags and not any(document.annotations for document in exported.documents):
        say("there are no annotations to export")


@click.command("import", epilog=examples("briefreader import annotations.json"))
@click.argument("file", type=click.Path(allow_dash=True), metavar="FILE")
@click.option(
    "--from", "from_", default="auto", metavar="FORMAT", help="What the file is; auto, the default, finds out."
)
@database
def import_(file: str, from_: str) -> int:
    """Take annotations in, from a file or a folder.

    All of it is one act, which one undo takes back. A document whose source is in the library is that document. Of a
    code book the tags come in that are not here yet. What is damaged is told and left out.
    """
    from annotations.exchange import ImportRefused
    from annotations.exchange.intake import take_in

    name = "standard input" if file == "-" else file
    try:
        imported = _read_folder(file, from_) if Path(file).is_dir() else _read_file(file, name, from_)
    except ImportRefused as error:
        raise Failure(f"{name}: {error}") from error
    with opened_store(writes=True) as store:
        report = take_in(store, imported, Path(name).name)
    for problem in report.problems[:_MOST_PROBLEMS]:
        say(f"{name}: {problem}")
    if len(report.problems) > _MOST_PROBLEMS:
        say(f"{name}: and {len(report.problems) - _MOST_PROBLEMS} more such problems")
    with result(None) as out:
        out.write(f"{shown_line(_told(report, of_tags=bool(imported.tags and not imported.documents)))}\n".encode())
    return int(bool(report.problems))


def _read_folder(folder: str, from_: str) -> "Imported":
    """Return what a folder holds. Raises ImportRefused, Failure."""
    from annotations.exchange import FORMATS, ImportRefused
    from tui.cli.packages import read_folder

    able = [each for each in FORMATS.values() if each.read_files]
    chosen = able[0] if from_ == "auto" else _named(from_, writing=False)
    listed = ", ".join(each.name for each in able)
    if chosen.read_files is None:
        raise Failure(f"{folder}: is a folder, and {chosen.name} is one file; folders are imported from: {listed}")
    files = read_folder(Path(folder), _LARGEST_IMPORT)
    try:
        return chosen.read_files(files)
    except ImportRefused as error:
        if from_ == "auto":
            _refuse_what_is_only_written(folder, files)
            hint = f"folders are read as {listed}; of another format name one file; articles: `briefreader add`"
            raise ImportRefused(f"{error} ({hint})") from error
        raise


def _read_file(file: str, name: str, from_: str) -> "Imported":
    """Return what a file holds. Raises ImportRefused, Failure."""
    from annotations.exchange import FORMATS, ImportRefused
    from annotations.exchange.archive import unpacked

    raw = _content(file, name)
    begins_so = _beginning_like(raw) if from_ == "auto" else _named(from_, writing=False)
    chosen = begins_so or next((each for each in FORMATS.values() if name.lower().endswith(each.suffix)), None)
    if chosen is None:
        raise Failure(f"{name}: looks like none of the formats that can be imported: {_listed_to_import()}")
    if chosen.read is None:
        raise Failure(f"{name}: looks like {_only_written(chosen)}")
    try:
        return chosen.read(raw)
    except ImportRefused as error:
        if begins_so:
            raise
        if chosen.read_files:
            _refuse_what_is_only_written(name, unpacked(raw))
        others = _listed_to_import(but=chosen.name)
        raise ImportRefused(f"{error} (read as {chosen.name} by its name; it begins like none of {others})") from error


def _refuse_what_is_only_written(name: str, files: "Files") -> None:
    """Raise Failure where one of the files of a package is of a format that cannot be imported."""
    from annotations.exchange import FORMATS

    for each in FORMATS.values():
        if each.read is None and each.recognizes and any(each.recognizes(raw[:_START]) for raw in files.values()):
            raise Failure(f"{name}: holds {_only_written(each)}")


def _only_written(each: "Format") -> str:
    return (
        f"{each.name} ({each.title}), which is exported and not imported: an article is taken in with "
        f"`briefreader add`, annotations are imported from {_listed_to_import()}"
    )


def _listed_to_import(but: str = "") -> str:
    from annotations.exchange import FORMATS

    return ", ".join(each.name for each in FORMATS.values() if each.read and each.name != but)


def _content(file: str, name: str) -> bytes:
    try:
        if file == "-":
            raw = sys.stdin.buffer.read(_LARGEST_IMPORT + 1) if sys.stdin else b""
        else:
            with Path(file).open("rb") as opened:
                raw = opened.read(_LARGEST_IMPORT + 1)
    except FileNotFoundError as error:
        raise Failure(f"{name}: there is no such file") from error
    except (OSError, ValueError) as error:
        raise Failure(f"{name}: cannot be read: {reason(error)}") from error
    if len(raw) > _LARGEST_IMPORT:
        raise Failure(f"{name}: is larger than {_LARGEST_IMPORT // 1_000_000} MB, the most that is read")
    if not raw.strip():
        raise Failure(f"{name}: is empty")
    return raw


def _beginning_like(raw: bytes) -> "Format | None":
    """Return the format that a file begins like; those that are only written say so most surely, and come first."""
    from annotations.exchange import FORMATS

    formats = sorted(FORMATS.values(), key=lambda each: each.read is not None)
    return next((each for each in formats if each.recognizes and each.recognizes(raw[:_START])), None)


def _told(report: "Report", *, of_tags: bool) -> str:
    """Return what came of an import, in one line; `of_tags` if it was a code book alone."""
    from annotations.exchange.codebooks import told_of_tags

    if of_tags:
        return told_of_tags(report)
    tags = f"; {told_of_tags(report)}" if report.new_tags or report.replaced_tags else ""
    placed = ", ".join(f"{count} {kind}" for kind, count in report.fared.items())
    new = f"{report.new} new annotation{'s' * (report.new != 1)}" + (f" ({placed})" if placed else "")
    documents = f"{report.documents} new document{'s' * (report.documents != 1)}"
    return f"{new}, {report.changed} changed, {report.known} known; {documents}{tags}"
