"""The library's commands."""

from typing import Final

from tui.commands.command import Command, taking_back

LIBRARY: Final = (
    Command(
        "library-add", "Add", "Take a file, a folder or an address into the library.", ("o",), "Documents", "library"
    ),
    Command("library-search", "Search all", "Search in all texts, quotes and notes.", ("f",), "Find", "library"),
    Command(
        "library-remove",
        "Remove",
        "Take the document out of the library; undo brings it back.",
        ("d",),
        "Documents",
        "library",
    ),
    *taking_back("library", "Documents"),
    Command("library-code-book", "Code book", "See and change the tags.", ("T",), "Documents", "library"),
    Command("library-names", "Known names", "See what names were learned from you.", ("K",), "Documents", "library"),
    Command(
        "library-versions",
        "Changed texts",
        "Settle where passages stand in changed texts.",
        ("V",),
        "Documents",
        "library",
    ),
    Command("library-history", "History", "See who did what when; undo any act.", ("Y",), "Documents", "library"),
    Command("library-deleted", "Deleted", "Bring back what was deleted.", (), "Documents", "library"),
    Command(
        "library-differences",
        "Differences",
        "Settle where annotators differ, text by text.",
        (),
        "Documents",
        "library",
        also="annotators agreement adjudicate colleagues merge",
    ),
    Command("library-close", "Close", "Leave the library.", ("q", "L"), "Documents", "library"),
)
