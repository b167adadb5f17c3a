"""The commands of the list of known names."""

from typing import Final

from tui.commands.command import Command, taking_back

NAMES: Final = (
    Command("names-add", "Add", "Know a name in every document from now on.", ("a",), "Names", "names"),
    Command("names-relabel", "Relabel", "Say what the name really is.", ("r",), "Names", "names"),
    Command("names-forget", "Forget", "Know nothing of the name any more.", ("d",), "Names", "names"),
    *taking_back("names", "Names"),
    Command("names-close", "Close", "Leave the known names.", ("q", "K"), "Names", "names"),
)
