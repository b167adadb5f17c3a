"""The article's pane as the reader's screen has it: told when it is painted, its keys done at once."""

from typing import TYPE_CHECKING, cast

from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.article.pane import ArticlePane

if TYPE_CHECKING:
    from tui.screens.reader import ReaderScreen


class Article(ArticlePane):
    """The article's pane. It tells when its text can be read, and has each key's command done at once.

    By itself a key goes from the pane up to the program, which then looks for its binding.
    """

    class Painted(Message):
        """The text can be read."""

    painted = False

    def on_key(self, event: events.Key) -> None:
        """Do the command of the key."""
        screen = cast("ReaderScreen", self.screen)
        if screen.complete and screen.takes_key(event):
            event.stop()
        elif (command := screen.keys.get(event.key)) is not None:
            event.stop()
            screen.action_command(command)

    def render_line(self, y: int) -> Strip:
        """Return the strip of the row at line `y`."""
        if not self.painted and self.virtual_size.height:
            self.painted = True
            self.post_message(self.Painted())
        return super().render_line(y)
