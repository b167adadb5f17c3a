"""The commands of the screen in which annotators' differences are settled."""

from typing import Final

from tui.commands.command import Command, reading_on, scrolling, taking_back

_TAKEN: Final = tuple(
    Command(
        f"differences-take-{n}",
        f"Take {n}",
        f"Annotator {n} is right; the next follows.",
        (str(n),),
        "Annotate",
        "differences",
    )
    for n in range(1, 10)
)

DIFFERENCES: Final = (
    *_TAKEN,
    Command(
        "differences-both", "All", "What all have marked stands; the next follows.", ("b",), "Annotate", "differences"
    ),
    Command("differences-neither", "Neither", "Nobody is right; the next follows.", ("0",), "Annotate", "differences"),
    Command("differences-next", "Next", "Leave it open and look at the next.", ("n", "tab"), "Annotate", "differences"),
    Command("differences-back", "Back", "Look at the one before.", ("N", "shift+tab"), "Annotate", "differences"),
    *taking_back("differences"),
    *scrolling("differences"),
    reading_on("differences"),
    Command("differences-close", "Close", "Go back to where you were.", ("q", "escape"), "Documents", "differences"),
)
