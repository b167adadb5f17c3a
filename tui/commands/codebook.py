"""The code book's commands, and those of the list of a tag's passages."""

from typing import Final

from tui.commands.command import Command, taking_back

_TAG_KEYS: Final = tuple(
    Command(f"codebook-key-{n}", f"Key {n}", f"Put the tag on key {n}.", (str(n),), "Code book", "codebook")
    for n in range(1, 10)
)

CODEBOOK: Final = (
    Command("codebook-add", "Add", "Make a new tag.", ("a",), "Code book", "codebook"),
    Command("codebook-rename", "Rename", "Give the tag another name.", ("r",), "Code book", "codebook"),
    Command("codebook-describe", "Describe", "Say what the tag is for.", ("e",), "Code book", "codebook"),
    Command("codebook-colour", "Colour", "Choose the tag's colour.", ("c",), "Code book", "codebook"),
    Command("codebook-move", "Move", "Put the tag inside another one.", ("m",), "Code book", "codebook"),
    Command(
        "codebook-merge",
        "Merge",
        "Make one tag of two; what that changes is told before.",
        ("M",),
        "Code book",
        "codebook",
        also="join combine",
    ),
    Command(
        "codebook-passages",
        "Passages",
        "See the passages with the tag in all documents.",
        ("p",),
        "Code book",
        "codebook",
        also="where used list",
    ),
    Command("codebook-split", "Split", "Choose the passages that get another tag.", ("S",), "Code book", "codebook"),
    *_TAG_KEYS,
    Command("codebook-no-key", "No key", "Take the tag's key away.", ("0",), "Code book", "codebook"),
    Command("codebook-remove", "Remove", "Remove the tag.", ("d",), "Code book", "codebook"),
    Command(
        "codebook-fold",
        "Fold",
        "Hide the tags inside; again, go to the tag that it lies in.",
        ("h", "left"),
        "View",
        "codebook",
        also="collapse tree",
    ),
    Command(
        "codebook-unfold",
        "Unfold",
        "Show the tags inside; again, go to the first.",
        ("l", "right"),
        "View",
        "codebook",
        also="expand tree",
    ),
    Command("codebook-fold-all", "Fold all", "Hide all inner tags, or show all again.", ("z",), "View", "codebook"),
    Command("codebook-export", "Export", "Write the code book to a file.", ("E",), "Code book", "codebook"),
    Command(
        "codebook-import",
        "Take in",
        "Take in the tags of a file that are not here yet.",
        ("o",),
        "Code book",
        "codebook",
        also="import open",
    ),
    *taking_back("codebook", "Code book"),
    Command("codebook-close", "Close", "Leave the code book.", ("q", "T"), "Code book", "codebook"),
)

PASSAGES: Final = (
    Command("passages-choose", "Choose one", "Choose the passage, or not any more.", ("v",), "Code book", "passages"),
    Command(
        "passages-choose-all", "Choose all", "Choose all that are listed, or none.", ("*",), "Code book", "passages"
    ),
    Command(
        "passages-retag",
        "Another tag",
        "Give the chosen passages another tag instead, also a new one.",
        ("t",),
        "Code book",
        "passages",
        also="split",
    ),
    Command(
        "passages-inside",
        "Inner tags",
        "List the passages of the tags inside it too, or not.",
        ("i",),
        "View",
        "passages",
    ),
    *taking_back("passages", "Code book"),
    Command("passages-close", "Close", "Go back to the code book.", ("q", "p"), "Code book", "passages"),
)
