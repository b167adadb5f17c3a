"""Three lines for who opens the program for the first time."""

from textual.content import Content
from textual.widget import Widget

from tui.reader.hints import Hints


class Welcome(Widget):
    """Says which keys do the main job; it goes with the first key."""

    DEFAULT_CSS = """
    Welcome { dock: bottom; margin-bottom: 2; height: auto; padding: 0 1; background: $primary 10%; }
    Welcome:ansi { margin-bottom: 3; background: ansi_default; border-top: solid ansi_blue; padding: 0; }
    """

    def __init__(self, hints: Hints) -> None:
        super().__init__()
        self.hints = hints

    def render(self) -> Content:
        """Draw the three lines."""
        key = self.hints.key
        lines = (
            (("mark-next", "goes from mark to mark;"), ("accept", "keeps one,"), ("reject", "takes a wrong one away.")),
            (("tag-1", f"to {key('tag-9')} tag what is under the cursor;"), ("comment", "notes;"), ("undo", "undoes.")),
            (("help", "shows all keys,"), ("panel", "the facts beside the text,"), ("quit", "quits: all is saved.")),
        )
        return Content("\n").join(
            Content(" ").join(Content.assemble((key(command), "bold $accent"), f" {words}") for command, words in line)
            for line in lines
        )
