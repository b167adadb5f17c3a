"""Whose annotations are shown, where several have annotated a text."""

from typing import TYPE_CHECKING, Final

from annotations.text import shown_line

if TYPE_CHECKING:
    from tui.screens.reader import ReaderScreen

NOBODY: Final = "no name"
"""What one is called who has signed with no name."""
_MOST: Final = 9


def choose(screen: "ReaderScreen") -> None:
    """Ask whose annotations to show, and show only these."""
    from tui.prompts.key import KeyChoice, KeyPrompt

    sheet = screen.sheet
    authors = sheet.authors
    if len(authors) < 2:
        screen.say(
            f"only {name_of(authors[0])} has annotated this text" if authors else "nobody has annotated this text"
        )
        return
    keys = {str(number): author for number, author in enumerate(authors[:_MOST], 1)}
    counts = {author: sum(a.author == author for a in sheet.annotations.values()) for author in authors}
    choices = [KeyChoice(key, f"{name_of(author)}: {counts[author]}") for key, author in keys.items()]

    def chosen(key: str | None) -> None:
        if key is not None:
            sheet.show_only(keys.get(key))
            screen.show_marks()
            screen.say(
                f"only what {name_of(keys[key])} has marked" if key in keys else "what all annotators have marked"
            )

    screen.app.push_screen(KeyPrompt("Whose annotations?", [*choices, KeyChoice("a", "all")]), chosen)


def name_of(author: str) -> str:
    """Return an annotator's name as it is shown."""
    return shown_line(author) or NOBODY
