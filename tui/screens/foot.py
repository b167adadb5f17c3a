"""What is told of the place or the item that a screen is at, in as many lines as it takes, above the status line."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static


class Foot(VerticalScroll, can_focus=False):
    """Words that wrap. It grows with them up to its largest height; from there on they are scrolled."""

    DEFAULT_CSS = """
    Foot {
        dock: bottom; height: auto; max-height: 9; margin-bottom: 2; padding: 0 1; background: $primary 10%;
        scrollbar-size-vertical: 1;
        & > Static { height: auto; }
        &:ansi { margin-bottom: 3; background: ansi_default; border-top: solid ansi_blue; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._words = Static(markup=False)

    def compose(self) -> ComposeResult:
        """Lay out the words."""
        yield self._words

    def tell(self, words: Content) -> None:
        """Show `words`, from their start unless they stand there already."""
        if self._words.content != words:
            self._words.update(words)
            self.scroll_home(animate=False)

    def read_on(self) -> bool:
        """Go a page down, from the end to the start; return whether there is more than is to be seen at once."""
        if self.scroll_offset.y < self.max_scroll_y:
            self.scroll_relative(y=max(1, self.size.height - 1), animate=False)
        else:
            self.scroll_home(animate=False)
        return self.max_scroll_y > 0
