"""What a command is, and those that several places have alike."""

from typing import Literal, NamedTuple

Place = Literal[
    "everywhere",
    "reader",
    "list",
    "panel",
    "library",
    "codebook",
    "passages",
    "names",
    "versions",
    "review",
    "differences",
    "preview",
    "history",
    "deleted",
]
"""Where a command works. A key may do one thing in each place; keys of `everywhere` are taken in all of them, keys of
`list` in all that are lists."""

Group = Literal[
    "Marks", "Annotate", "Select", "Move", "Find", "Panel", "Documents", "Code book", "Names", "View", "Program"
]  # fmt: skip


class Command(NamedTuple):
    """One thing to do: `id` names it in the keymap, `title` in menus, `help` says in a sentence what happens.

    `keys` are written as the settings file writes them: "g", "?", "ctrl+d", "shift+tab", "pageup".
    """

    id: str
    title: str
    help: str
    keys: tuple[str, ...]
    group: Group
    place: Place = "reader"
    also: str = ""
    """Other words that people look for it by."""


def taking_back(place: Place, group: Group = "Annotate") -> tuple[Command, Command]:
    """Return undo and redo as they are in `place`."""
    return (
        Command(f"{place}-undo", "Undo", "Take the last act back.", ("u",), group, place),
        Command(f"{place}-redo", "Redo", "Do again what was undone.", ("ctrl+r",), group, place),
    )


def reading_on(place: Place) -> Command:
    """Return what scrolls the words at the foot of a screen, where there are more than it has room for."""
    return Command(f"{place}-more", "Read on", "Read on in what is told at the foot.", ("m",), "View", place)


def scrolling(place: Place) -> tuple[Command, ...]:
    """Return what scrolls a text that has no cursor."""
    return tuple(
        Command(f"{place}-{name}", title, help_, keys, "Move", place)
        for name, title, help_, keys in (
            ("down", "Down", "Scroll one line down.", ("j", "down")),
            ("up", "Up", "Scroll one line up.", ("k", "up")),
            ("page-down", "Page down", "Scroll down.", ("space", "pagedown", "ctrl+d")),
            ("page-up", "Page up", "Scroll up.", ("pageup", "backspace", "ctrl+u")),
        )
    )
