"""The commands of the queue in which the machine's marks are judged, and of the preview of many at once."""

from typing import Final

from tui.commands.command import Command, reading_on, scrolling, taking_back

REVIEW: Final = (
    Command("review-accept", "Accept", "The mark is right; the next follows.", ("enter",), "Marks", "review"),
    Command("review-reject", "Reject", "The mark is wrong; the next follows.", ("x",), "Marks", "review"),
    Command("review-relabel", "Relabel", "Say what the mark really is.", ("r",), "Marks", "review"),
    Command("review-skip", "Skip", "Leave it open; it comes again at the end.", ("n", "tab"), "Marks", "review"),
    Command("review-back", "Back", "Go back to the mark before.", ("N", "shift+tab"), "Marks", "review"),
    Command("review-bulk", "Many at once", "Judge what is alike as one act.", ("b",), "Marks", "review"),
    *taking_back("review", "Marks"),
    Command("review-layers", "Kinds", "Choose which kinds of mark are reviewed.", ("f",), "View", "review"),
    Command("review-floor", "Unsure only", "Review only marks less certain than you say.", ("F",), "View", "review"),
    Command(
        "review-order", "Order", "The least certain first, or as they stand in the text.", ("s",), "View", "review"
    ),
    *scrolling("review"),
    reading_on("review"),
    Command("review-close", "Close", "Go back to where you were.", ("q", "J", "escape"), "Documents", "review"),
)

PREVIEW: Final = (Command("preview-close", "Close", "Leave all as it is.", ("q",), "Marks", "preview"),)
