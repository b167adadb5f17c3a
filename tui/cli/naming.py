"""Naming: `names` lists what is known of names, and changes it."""

import sys
from typing import TYPE_CHECKING, cast, get_args

import click

from annotations.text import one_spaced, shown_line
from tui.cli.options import database, examples, opened_store
from tui.cli.output import say, table

if TYPE_CHECKING:
    from annotations.model import NameLabel
    from annotations.store import NameRow


@click.command(
    epilog=examples(
        "briefreader names",
        "briefreader names --label ORG",
        'briefreader names --remember "Free Harbour Front" --label ORG',
        'briefreader names --forget "Jordan"',
    )
)
@click.option("--remember", "remembered", multiple=True, metavar="NAME", help="Know this name. Can be given again.")
@click.option(
    "--label",
    metavar="LABEL",
    help="What the names remembered are; left out, their form tells. Without --remember: list only these.",
)
@click.option("--forget", "forgotten", multiple=True, metavar="NAME", help="Know nothing of it. Can be given again.")
@database
def names(remembered: tuple[str, ...], label: str | None, forgotten: tuple[str, ...]) -> None:
    """List the names that briefreader knows from you.

    They are those you had it remember, those of your own list, and those whose marks you accepted or rejected.
    A line each: name, label, how it is known, in how many documents it was judged so. With --remember and --forget
    nothing is listed. A name that is remembered again with another --label has that one from then on.
    """
    if forgotten and label is not None and not remembered:
        raise click.UsageError("a name is forgotten with all its labels: leave --label out")
    chosen = _label(label) if label is not None else None
    if remembered or forgotten:
        _tell(remembered, chosen, forgotten)
    else:
        _list(chosen)


def _tell(remembered: tuple[str, ...], label: "NameLabel | None", forgotten: tuple[str, ...]) -> None:
    """Have names remembered and forgotten, and say so."""
    with opened_store(writes=True) as store:
        for name in remembered:
            given = label or _formed(name)
            store.names.remember(name, given)
            change = "" if label else " by its form; `--label` says otherwise"
            say(f"{one_spaced(name)} is remembered as {given}{change}, `--forget` takes it back")
        for name in forgotten:
            store.names.forget(name)
            say(f"{one_spaced(name)} is forgotten")


def _list(label: "NameLabel | None") -> None:
    from tui.ownnames import own_names

    own = [name for name in own_names() if label is None or (name.label or _formed(name.text)) == label]
    with opened_store() as store:
        rows = [row for row in store.names.all() if label is None or row.label == label]
    cells = [_row(row) for row in rows] + [(n.text, n.label or "", n.rule, "") for n in own]
    if cells or not sys.stdout.isatty():
        table(("NAME", "LABEL", "HOW", "DOCUMENTS"), sorted(cells, key=lambda cell: str(cell[0]).casefold()))
    if not cells:
        kind = f"{label} names" if label else "names"
        say(f"no {kind} are known from you yet; `briefreader names --remember NAME` tells one")


def _row(row: "NameRow") -> tuple[str, str, str, str]:
    return row.text, row.label, row.how, str(row.documents or "")


def _label(given: str) -> "NameLabel":
    from annotations.model import NameLabel
    from tui.keymap import nearest

    good = get_args(NameLabel)
    if given.upper() not in good:
        meant = nearest(given, good)
        raise click.UsageError(shown_line(f"no label is called {given}{meant}; good labels: {', '.join(good)}"))
    return cast("NameLabel", given.upper())


def _formed(name: str) -> "NameLabel":
    from annotations.extract.names.remembered import label_by_form

    return label_by_form(name)
