"""Naming: `names` lists what is known of names, and changes it."""

import sys
from typing import TYPE_CHECKING, cast, get_args

import click

from annotations.text import shown_line
from tui.cli.options import database, examples, opened_store
from tui.cli.output import say, table

if TYPE_CHECKING:
    from annotations.model import NameLabel
    from annotations.store import NameRow


@click.command(
    epilog=examples(
        "briefreader names",
        'briefreader names --remember "Free Harbour Front" --label ORG',
        'briefreader names --forget "Jordan"',
    )
)
@click.option("--remember", "remembered", multiple=True, metavar="NAME", help="Know this name. Can be given again.")
@click.option("--label", metavar="LABEL", help="What the names remembered are; left out, their form tells.")
@click.option("--forget", "forgotten", multiple=True, metavar="NAME", help="Know nothing of it. Can be given again.")
@database
def names(remembered: tuple[str, ...], label: str | None, forgotten: tuple[str, ...]) -> None:
    """List the names that briefreader knows from you.

    They are those you had it remember, those of your own list, and those whose marks you accepted or rejected.
    A line each: name, label, how it is known, in how many documents it was judged so. With --remember and --forget
    nothing is listed.
    """
    from tui.ownnames import own_names

    chosen = _label(label) if label is not None else None
    own = own_names()
    with opened_store(writes=bool(remembered or forgotten)) as store:
        for name in remembered:
            store.names.remember(name, chosen or _formed(name))
        for name in forgotten:
            store.names.forget(name)
        rows = store.names.all()
    if remembered or forgotten:
        return
    cells = [_row(row) for row in rows] + [(n.text, n.label or "", n.rule, "") for n in own]
    if cells or not sys.stdout.isatty():
        table(("NAME", "LABEL", "HOW", "DOCUMENTS"), sorted(cells, key=lambda cell: str(cell[0]).casefold()))
    if not cells:
        say("no names are known from you yet; `briefreader names --remember NAME` tells one")


def _row(row: "NameRow") -> tuple[str, str, str, str]:
    return row.text, row.label, row.how, str(row.documents or "")


def _label(given: str) -> "NameLabel":
    from annotations.model import NameLabel
    from tui.keymap import nearest

    good = get_args(NameLabel)
    if given.upper() not in good:
        meant = nearest(given, map(str.lower, good))
        raise click.UsageError(shown_line(f"no label is called {given}{meant}; good labels: {', '.join(good)}"))
    return cast("NameLabel", given.upper())


def _formed(name: str) -> "NameLabel":
    from annotations.extract.names.remembered import label_by_form

    return label_by_form(name)
