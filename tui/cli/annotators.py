"""Annotators that are named on the command line."""

from collections.abc import Collection

from annotations.text import shown_line
from tui.cli.output import Failure

_NOBODY = "no name"
"""What one is called who has signed with no name."""


def name_of(author: str) -> str:
    """Return an annotator's name as it is told."""
    return shown_line(author) or _NOBODY


def listed(authors: Collection[str]) -> str:
    """Return the names of annotators in one line."""
    return ", ".join(map(name_of, sorted(authors))) or "none"


def check(wanted: Collection[str], here: Collection[str]) -> None:
    """Raise Failure for a wanted annotator who is none of those that are here."""
    for author in wanted:
        if author not in here:
            raise Failure(f"{name_of(author)}: has annotated nothing here; there are: {listed(here)}")
