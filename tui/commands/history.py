"""The commands of the history, and of the list of what was deleted."""

from typing import Final

from tui.commands.command import Command, reading_on

HISTORY: Final = (
    Command(
        "history-undo",
        "Undo this",
        "Take this act back, unless a later one builds on it.",
        ("u",),
        "Annotate",
        "history",
    ),
    Command("history-redo", "Redo this", "Do this act again.", ("ctrl+r",), "Annotate", "history"),
    Command(
        "history-scope", "Which acts", "Show those of a document, an annotation, a day.", ("f",), "View", "history"
    ),
    reading_on("history"),
    Command("history-deleted", "Deleted", "Bring back what was deleted.", ("d",), "Annotate", "history"),
    Command("history-close", "Close", "Leave the history.", ("q", "Y"), "Documents", "history"),
)

DELETED: Final = (Command("deleted-close", "Close", "Leave what was deleted.", ("q",), "Documents", "deleted"),)
