"""The line of tabs over the panel."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.panel.items import TABS, Tab


class TabLine(Widget):
    """The names of the tabs on one line; the one shown is reversed."""

    DEFAULT_CSS = "TabLine { height: 1; color: $text-muted; }"

    tab: reactive[Tab] = reactive("facts")

    class Clicked(Message):
        """A tab was clicked."""

        def __init__(self, tab: Tab) -> None:
            super().__init__()
            self.tab: Tab = tab

    def render(self) -> Content:
        """Draw the tabs, close together where there is little room."""
        return Content("").join(
            Content.styled(words, "bold reverse" if tab == self.tab else "") for tab, words in self._cells()
        )

    def _cells(self) -> list[tuple[Tab, str]]:
        roomy = [(tab, f" {tab.capitalize()} ") for tab in TABS]
        if sum(len(words) for _, words in roomy) <= self.size.width:
            return roomy
        return [(tab, f"{words.strip()} ") for tab, words in roomy]

    def on_click(self, event: events.Click) -> None:
        """Say which tab stands where the mouse is."""
        end = 0
        for tab, words in self._cells():
            end += len(words)
            if event.x < end:
                self.post_message(self.Clicked(tab))
                return
