"""The commands of every list, and those of the panel beside the article."""

from typing import Final

from tui.commands.command import Command

LIST: Final = (
    Command("list-down", "Down", "Go to the next item.", ("j", "down"), "Move", "list"),
    Command("list-up", "Up", "Go to the item before.", ("k", "up"), "Move", "list"),
    Command("list-page-down", "Page down", "Go one page down.", ("space", "pagedown", "ctrl+d"), "Move", "list"),
    Command("list-page-up", "Page up", "Go one page up.", ("pageup", "backspace", "ctrl+u"), "Move", "list"),
    Command("list-first", "First", "Go to the first item.", ("g", "home"), "Move", "list"),
    Command("list-last", "Last", "Go to the last item.", ("G", "end"), "Move", "list"),
    Command(
        "list-choose", "Choose", "Choose the item: read on there, open it or change it.", ("enter",), "Move", "list"
    ),
    Command("list-filter", "Find", "Show only the items with the words typed.", ("/",), "Find", "list"),
    Command("list-order", "Sort", "Put the items into another order.", ("s",), "View", "list"),
    Command("list-leave", "Leave", "Clear the filter; without one, leave the list.", ("escape",), "Move", "list"),
)

PANEL: Final = (
    Command(
        "evidence-next",
        "Next evidence",
        "Go to the item's next place in the article.",
        ("n", "l", "right"),
        "Panel",
        "panel",
    ),
    Command(
        "evidence-back",
        "Evidence back",
        "Go to the item's place before.",
        ("N", "h", "left"),
        "Panel",
        "panel",
    ),
    Command(
        "panel-only",
        "Filter by kind",
        "Show only this speaker, kind, day or tag, or all again.",
        ("f",),
        "Panel",
        "panel",
    ),
    Command("panel-delete", "Delete", "Delete the annotation that Notes lists here.", ("d",), "Panel", "panel"),
)
