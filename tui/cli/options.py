"""What several commands take: the store's file, days, what the user taught, and where the store lies by default."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import click

from annotations.text import shown_line
from tui.cli.output import Failure, say

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from annotations.extract.learned import Learned
    from annotations.store import Store
    from tui.settings import Settings

COMPLETION: Final = "_BRIEFREADER_COMPLETE"
"""The variable by which a shell asks for completions."""

F = TypeVar("F", bound=Callable[..., Any])


def database(command: F) -> F:
    """Give a command the option --db, which may also stand before the command's name."""
    return click.option(
        "--db",
        metavar="PATH",
        envvar="BRIEFREADER_DB",
        expose_value=False,
        callback=_keep_path,
        help="The store's SQLite file (or set BRIEFREADER_DB).",
    )(command)


def examples(*lines: str) -> str:
    """Return the end of a command's help: lines to try."""
    return "\b\nExamples:\n  " + "\n  ".join(lines)


def tag_option(help: str) -> Callable[[F], F]:  # noqa: A002 - as click calls it
    """Give a command the option --tag, which can be given again; it completes the tags of the code book."""
    return click.option("--tag", "tags", multiple=True, metavar="TAG", help=help, shell_complete=_tags)


def document_option(command: F) -> F:
    """Give a command the option --document, which can be given again; it completes ids."""
    return click.option(
        "--document",
        "documents",
        multiple=True,
        metavar="ID|PATH",
        help="Only this document, even without annotations. Can be given again.",
        shell_complete=document_ids,
    )(command)


def _tags(context: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Complete a tag."""
    with context.scope(cleanup=False):
        if not store_path().exists():
            return []
        store = opened_store()
    with store:
        paths = [store.codebook.path(tag.id) for tag in store.codebook.tags()]
    return [path for path in paths if path.startswith(incomplete)]


def document_ids(context: click.Context, _: click.Parameter, incomplete: str) -> list["CompletionItem"]:
    """Complete a document's id, with its title beside it, or a path."""
    from click.shell_completion import CompletionItem

    with context.scope(cleanup=False):
        if not store_path().exists():
            return []
        store = opened_store()
    with store:
        rows = store.documents.all()
    found = [CompletionItem(row.id, help=shown_line(row.title)) for row in rows if row.id.startswith(incomplete)]
    return found or [CompletionItem(incomplete, type="file")]


def _keep_path(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    """Keep the path for the whole call; the one nearest to the command's name wins over the environment."""
    given = parameter.name is not None and context.get_parameter_source(parameter.name) is _ON_THE_LINE
    root = context.find_root()
    if value and (given or "db" not in root.meta):
        root.meta["db"] = value


_ON_THE_LINE = click.core.ParameterSource.COMMANDLINE


def store_path() -> Path:
    """Return the store's path: as given, else in the user's data folder. Raises Failure where there is no folder."""
    given = click.get_current_context().find_root().meta.get("db")
    if given:
        path = Path(given).absolute()
        if not path.parent.is_dir():
            raise Failure(shown_line(f"{given}: there is no folder {path.parent}; make it, or name another file"))
        return path
    from platformdirs import user_data_path

    return user_data_path("briefreader") / "briefreader.db"


def settings() -> "Settings":
    """Return the user's settings. Raises Failure where the settings file is wrong."""
    from tui.settings import SettingsError, load

    try:
        return load()
    except SettingsError as error:
        raise Failure(str(error)) from error


def opened_store(*, writes: bool = False) -> "Store":
    """Open the store for a command; a `with` closes it. Only one that writes needs an author. Raises StoreError."""
    from annotations.store import open_store

    return open_store(store_path(), author=settings().signature if writes else "")


class Taught(NamedTuple):
    """What the user has taught: names, and the days on which texts were published, by the texts' hashes."""

    names: "Learned"
    days: "Mapping[str, str | None]"


def taught() -> Taught:
    """Return what the user has taught: own names, and what the library knows if there is one. Raises SettingsError.

    A library that cannot be opened is told, and costs only what it would have taught.
    """
    from annotations.extract.learned import learn
    from tui.ownnames import own_names

    own = own_names()
    if store_path().exists():
        from annotations.store import StoreError

        try:
            with opened_store() as store:
                return Taught(store.names.learned(own=own), store.documents.days())
        except StoreError as error:
            say(f"the library teaches nothing: {error}")
    return Taught(learn((), told=own), {})


def day(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Check that an option's value is a day; to be the option's callback."""
    if value is not None:
        from annotations.model import is_day

        if not is_day(value):
            raise click.BadParameter(f"{value!r} is no day like 2026-01-31", context, parameter)
    return value
