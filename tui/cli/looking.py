"""Looking: `list`, `search`, `tags`, `keys`, `doctor`, `datasette` and `completion` print what there is."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tui.cli.options import COMPLETION, database, examples, opened_store, settings, store_path
from tui.cli.output import Failure, result, say, table
from tui.origin import origin

if TYPE_CHECKING:
    from annotations.store import Hit, Store


@click.command("list", epilog=examples("briefreader list", "briefreader list | cut -f 2"))
@database
def list_() -> None:
    """List the documents of the library, the newest first.

    To a terminal in columns, else a line each with tabs between: id, title, outlet, publication date, how much was
    read, number of notes (what you have tagged, noted or kept), source, byline.
    """
    with opened_store() as store:
        rows = store.documents.all()
    header = ("ID", "TITLE", "OUTLET", "PUBLISHED", "READ", "NOTES", "SOURCE", "BYLINE")
    cells = [
        (r.id, r.title, r.outlet or "", r.published or "", f"{r.progress:.0%}", r.notes, r.source, r.byline or "")
        for r in rows
    ]
    if rows or not sys.stdout.isatty():
        table(header, cells)
    if not rows:
        say("the library is empty; `briefreader add FILE` takes a text in")


@click.command(epilog=examples("briefreader search ceasefire", "briefreader search '\"air strike*\" Idlib'"))
@click.argument("query", nargs=-1, required=True, metavar="QUERY")
@click.option(
    "--limit", type=click.IntRange(1, 100_000), default=50, metavar="N", help="Find at most N, 50 unless told."
)
@database
def search(query: tuple[str, ...], limit: int) -> None:
    """Search texts, marked passages and notes.

    All words must be there; "words in quotation marks" must follow each other; a word with * at its end stands for
    all that begin so. To a terminal with the file's name first; else a line each with tabs between: document, what was
    found, where it stands, how many places it has there, title, the words around it.
    """
    with opened_store() as store:
        hits = store.search(" ".join(query), limit=limit)
        sources = {row.id: row.source for row in store.documents.all()}
    if hits and sys.stdout.isatty():
        table(("FROM", "IN", "WORDS"), [(origin(sources.get(h.document, "")), h.kind, h.excerpt) for h in hits])
    elif hits:
        header = ("DOCUMENT", "IN", "AT", "PLACES", "TITLE", "WORDS")
        table(header, [(h.document, h.kind, _at(h), _number_of_places(h), h.title, h.excerpt) for h in hits])
    else:
        say("nothing was found")


def _at(hit: "Hit") -> str:
    return "" if hit.start is None else f"{hit.start}-{hit.end}"


def _number_of_places(hit: "Hit") -> str:
    from annotations.store.search import MOST_PLACES

    return f"{MOST_PLACES}+" if len(hit.places) >= MOST_PLACES else str(len(hit.places) or 1)


@click.command(
    epilog=examples(
        "briefreader tags",
        "briefreader tags --to qdc -o codebook.qdc       # `briefreader import` takes it in",
        "briefreader tags --passages casualty",
    )
)
@click.option("--to", type=click.Choice(["json", "qdc"]), help="Print the code book for other programs and libraries.")
@click.option("-o", "--output", metavar="FILE", help="With --to: write to a file, whole or not at all.")
@click.option("--passages", metavar="TAG", help="List the passages with this tag, or with one inside it.")
@database
def tags(to: str | None, output: str | None, passages: str | None) -> None:
    """List the tags of the code book.

    A line each: tag, the key that gives it, how often it was used itself, and with those inside it, description. With
    --passages a line each: document, where it stands, title, tags, passage, the sentence around it, note.
    """
    if (output and not to) or (to and passages):
        raise click.UsageError("-o goes with --to, and --to not with --passages")
    with opened_store() as store:
        if to is not None:
            from annotations.exchange.codebooks import written

            with result(output) as out:
                out.write(written(store, to))
        elif passages is not None:
            _list_passages(store, passages)
        else:
            _list_tags(store)


def _list_tags(store: "Store") -> None:
    counts = store.tagged.counts()
    rows = [
        (store.codebook.path(tag.id), tag.key or "", *counts.get(tag.id, (0, 0)), tag.description)
        for tag in store.codebook.tags()
    ]
    table(("TAG", "KEY", "USED", "WITH INNER", "DESCRIPTION"), rows)


def _list_passages(store: "Store", path: str) -> None:
    tag = store.codebook.by_path(path)
    if tag is None:
        raise Failure(f"{path}: no such tag in the code book; `briefreader tags` lists them")
    rows = []
    for found in store.tagged.passages(tag.id):
        annotation = found.annotation
        place = annotation.placement
        at = "" if place.start is None else f"{place.start}-{place.end}"
        paths = ", ".join(map(store.codebook.path, annotation.tags))
        sentence = f"{found.before}{found.words}{found.after}"
        words = annotation.selector.exact
        rows.append((annotation.document, at, place.kind, found.title, paths, words, sentence, annotation.note))
    table(("DOCUMENT", "AT", "PLACE", "TITLE", "TAGS", "MARKED", "SENTENCE", "NOTE"), rows)
    if not rows:
        say(f"{path}: no passage has this tag")


@click.command(epilog=examples("briefreader keys | grep undo"))
def keys() -> None:
    """List the keys of the reader.

    Your own settings count. A line each: keys, the name by which the settings change them, where they work, what they
    do.
    """
    from tui.commands import COMMANDS
    from tui.keymap import display, keys_of

    keymap = settings().keymap
    rows = [
        (" ".join(display(key) for key in keys_of(command, keymap)), command.id, command.place, command.help)
        for command in COMMANDS
    ]
    table(("KEYS", "NAME", "WHERE", "WHAT IT DOES"), rows)


@click.command(epilog=examples("briefreader doctor", "briefreader --db old.db doctor"))
@database
def doctor() -> int:
    """Check the library and the settings.

    Says what is wrong and what to do; the exit status is then 1.
    """
    sick = False
    with result(None) as out:
        for line, well in _examined():
            sick = sick or not well
            out.write(f"{line}\n".encode())
    return int(sick)


def _examined() -> Iterator[tuple[str, bool]]:
    """Yield a line for each thing looked at, and whether it is well."""
    import platform
    import sqlite3

    from annotations import __version__
    from annotations.store import StoreError, open_store
    from annotations.text import shown_line
    from tui.ownnames import names_path, own_names
    from tui.settings import SettingsError, default_path, load

    python = platform.python_version()
    yield f"briefreader {__version__}, Python {python}, SQLite {sqlite3.sqlite_version}", True
    try:
        chosen = load()
        there = "" if default_path().exists() else " (not there: the defaults hold)"
        yield shown_line(f"settings: {default_path()}{there}"), True
    except SettingsError as error:
        yield f"settings: {error}", False
        return
    if names_path().exists():
        try:
            count = len(own_names())
        except SettingsError as error:
            yield f"names: {error}", False
        else:
            yield shown_line(f"names: {names_path()}, {count:,} {'name' if count == 1 else 'names'} of your own"), True
    path = store_path()
    if not path.exists():
        yield shown_line(f"library: {path} is not there yet; it is made when something is added"), True
        return
    try:
        with open_store(path, author=chosen.signature) as store:
            count = len(store.documents.all())
            held = "1 document" if count == 1 else f"{count:,} documents"
            yield shown_line(f"library: {path}, {path.stat().st_size:,} bytes, {held}"), True
            findings = store.doctor()
    except StoreError as error:
        yield f"library: {error}", False
        return
    for finding in findings:
        way_out = f": {finding.way_out}" if finding.way_out else ""
        yield shown_line(f"library: {finding.severity}: {finding.what}{way_out}"), finding.severity != "damage"
    if not findings:
        yield "library: sound", True


@click.command(
    epilog=examples(
        'bash:  eval "$(briefreader completion bash)"                in ~/.bashrc',
        'zsh:   eval "$(briefreader completion zsh)"                 in ~/.zshrc',
        "fish:  briefreader completion fish | source                 in ~/.config/fish/config.fish",
    )
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print a shell's completion script.

    It completes commands, options, files, tags and documents.
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"there is no completion for {shell}")
    script = kind(context.find_root().command, {}, "briefreader", COMPLETION).source()
    with result(None) as out:
        out.write(script.encode())


@click.command(
    "datasette",
    epilog=examples(
        "briefreader datasette -o metadata.json",
        "datasette ~/.local/share/briefreader/briefreader.db --metadata metadata.json",
    ),
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, whole or not at all.")
@database
def datasette(output: str | None) -> None:
    """Print metadata for Datasette, a browser for SQLite files.

    It gives the library's tables and views their titles, descriptions and units, hides what only the program needs, and
    adds a few queries. It belongs to a library's file name.
    """
    import json

    from annotations.store.datasette import metadata

    with result(output) as out:
        out.write(f"{json.dumps(metadata(store_path()), ensure_ascii=False, indent=2)}\n".encode())
