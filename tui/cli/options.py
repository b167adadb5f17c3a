"""What several commands take: the store's file, days, and where the store lies by default."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tui.cli.output import Failure

if TYPE_CHECKING:
    from annotations.store import Store
    from tui.settings import Settings

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


def _keep_path(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    """Keep the path for the whole call; the one nearest to the command's name wins over the environment."""
    given = parameter.name is not None and context.get_parameter_source(parameter.name) is _ON_THE_LINE
    root = context.find_root()
    if value and (given or "db" not in root.meta):
        root.meta["db"] = value


_ON_THE_LINE = click.core.ParameterSource.COMMANDLINE


def store_path() -> Path:
    """Return the store's path: as given, else in the user's data folder."""
    given = click.get_current_context().find_root().meta.get("db")
    if given:
        return Path(given).absolute()
    from platformdirs import user_data_path

    return user_data_path("briefreader") / "briefreader.db"


def settings() -> "Settings":
    """Return the user's settings. Raises Failure where the settings file is wrong."""
    from tui.settings import SettingsError, load

    try:
        return load()
    except SettingsError as error:
        raise Failure(str(error)) from error


def opened_store() -> "Store":
    """Open the store for a command; a `with` closes it. Raises Failure."""
    from annotations.store import StoreError, open_store

    try:
        return open_store(store_path(), author=settings().author)
    except StoreError as error:
        raise Failure(str(error)) from error


def day(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Check that an option's value is a day; to be the option's callback."""
    if value is not None:
        from annotations.model import is_day

        if not is_day(value):
            raise click.BadParameter(f"{value!r} is no day like 2026-01-31", context, parameter)
    return value
