"""What can be done where the reader is: for the palette, which finds it by name, and the help page, which lists it."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Protocol, cast

from textual.dom import DOMNode
from textual.screen import Screen

from tui.commands import BY_ID, CHOOSING, Command, Place, commands_of
from tui.keymap import Keymap, display, keys_of, textual_name
from tui.prompts.line import Choice, Completer


class Offer(NamedTuple):
    """A command, the keys that give it here, as people write them, and what does it."""

    command: Command
    keys: tuple[str, ...]
    node: DOMNode


class Obeys(Protocol):
    """What does commands."""

    def action_command(self, name: str) -> None:
        """Do the command of that id."""


def offers(screen: Screen[Any], keymap: Keymap) -> tuple[Offer, ...]:
    """Return what can be done on `screen` with what has the focus, in the table's order.

    A key that something nearer to the focus takes for itself is left out, and so is a command whose keys are all taken.
    """
    active = {(bound.binding.id, key): bound.node for key, bound in screen.active_bindings.items()}
    nodes: dict[Place, DOMNode] = {BY_ID[name].place: node for (name, _), node in active.items() if name in BY_ID}
    found: list[Offer] = []
    choosing = next((CHOOSING[place] for place in nodes if place in CHOOSING), "")
    for command in commands_of(*nodes):
        if command.id == "list-choose":
            command = command._replace(help=choosing)
        keys = keys_of(command, keymap)
        here = tuple(display(key) for key in keys if (command.id, textual_name(key)) in active)
        if here or not keys:
            found.append(Offer(command, here, nodes[command.place]))
    return tuple(found)


def by_name(offered: Sequence[Offer]) -> Completer:
    """Return a completer that finds commands by the words of their titles and help, those of titles first."""

    def complete(typed: str) -> list[Choice]:
        words = typed.casefold().split()
        fitting = [o for o in offered if all(word in _words(o) for word in words)]
        fitting.sort(key=lambda o: (not o.command.title.casefold().startswith(typed.casefold()), not _titled(o, words)))
        width = max((len(" ".join(o.keys)) for o in fitting), default=0)
        return [Choice(o.command.title, f"{' '.join(o.keys):<{width}}  {o.command.help}") for o in fitting]

    return complete


def _words(offer: Offer) -> str:
    command = offer.command
    return f"{command.title} {command.help} {command.id} {command.also}".casefold()


def _titled(offer: Offer, words: Iterable[str]) -> bool:
    return all(word in offer.command.title.casefold() for word in words)


def carry_out(offered: Sequence[Offer], title: str) -> None:
    """Do the command of that title."""
    for offer in offered:
        if offer.command.title == title:
            cast("Obeys", offer.node).action_command(offer.command.id)
            return
