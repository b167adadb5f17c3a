"""The commands of the screen in which passages find their places in a changed text."""

from typing import Final

from tui.commands.command import Command, reading_on, taking_back

_VERSION_MOVES: Final = tuple(
    Command(f"versions-{name}", title, f"{title} in the new text.", keys, "Move", "versions")
    for name, title, keys in (
        ("left", "Left", ("h", "left")),
        ("down", "Down", ("j", "down")),
        ("up", "Up", ("k", "up")),
        ("right", "Right", ("l", "right")),
        ("word-next", "Next word", ("w",)),
        ("word-back", "Word back", ("b",)),
        ("sentence-back", "Sentence back", ("(",)),
        ("sentence-next", "Next sentence", (")",)),
        ("paragraph-back", "Paragraph back", ("{",)),
        ("paragraph-next", "Next paragraph", ("}",)),
        ("top", "Top", ("g", "home")),
        ("bottom", "Bottom", ("G", "end")),
        ("page-down", "Page down", ("space", "pagedown", "ctrl+d")),
        ("page-up", "Page up", ("pageup", "backspace", "ctrl+u")),
    )
)

VERSIONS: Final = (
    Command(
        "versions-keep",
        "Keep",
        "The passage stands where it is lit; the next follows.",
        ("enter",),
        "Annotate",
        "versions",
    ),
    Command(
        "versions-candidate",
        "Other place",
        "Light the next place that may be the passage's.",
        ("tab",),
        "Annotate",
        "versions",
    ),
    Command(
        "versions-candidate-back", "Place before", "Light the place before.", ("shift+tab",), "Annotate", "versions"
    ),
    Command(
        "versions-place",
        "Place here",
        "The passage is what is selected, or the word at the cursor.",
        ("p",),
        "Annotate",
        "versions",
    ),
    Command(
        "versions-orphan",
        "Gone",
        "The passage is gone; its annotation stays in the notes.",
        ("o",),
        "Annotate",
        "versions",
    ),
    Command("versions-delete", "Delete", "Delete the annotation; undo brings it back.", ("d",), "Annotate", "versions"),
    Command("versions-next", "Next", "Leave it open and look at the next.", ("n",), "Annotate", "versions"),
    Command("versions-back", "Back", "Look at the one before.", ("N",), "Annotate", "versions"),
    *taking_back("versions"),
    *_VERSION_MOVES,
    reading_on("versions"),
    Command(
        "versions-select",
        "Select",
        "Start a selection that every motion extends, or leave it.",
        ("v",),
        "Select",
        "versions",
    ),
    Command(
        "versions-grow",
        "Grow",
        "Grow the selection: word, clause, sentence, paragraph.",
        ("+", "="),
        "Select",
        "versions",
    ),
    Command("versions-shrink", "Shrink", "Shrink the selection by one step.", ("-",), "Select", "versions"),
    Command(
        "versions-leave", "Leave", "Leave the selection; without one, the screen.", ("escape",), "Documents", "versions"
    ),
    Command("versions-close", "Close", "Leave the changed texts.", ("q", "V"), "Documents", "versions"),
)
