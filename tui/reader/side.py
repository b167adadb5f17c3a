"""The panel beside the article, kept in step with the cursor both ways."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotations.model import Span
from tui.article import motions
from tui.panel.items import TABS, Item, Tab

if TYPE_CHECKING:
    from tui.panel.panel import Panel
    from tui.screens.reader import ReaderScreen


class Side:
    """Shows and hides the panel. It is made when first seen, so that the text is painted without it.

    Where the terminal is narrow the panel lies below the text, and only when it is asked for.
    """

    def __init__(self, screen: "ReaderScreen") -> None:
        self.screen = screen
        self.tab: Tab = screen.reader.settings.tab
        self.wanted = screen.reader.settings.panel
        """Whether the panel is to be open where there is room."""
        self.panel: Panel | None = None
        self.jumped = False
        """Whether the last key led from the panel to a place in the text."""

    @property
    def narrow(self) -> bool:
        """Whether there is no room for the panel beside the text."""
        return self.screen.size.width < 100

    @property
    def open(self) -> bool:
        """Whether the panel is seen."""
        return self.panel is not None and bool(self.panel.display)

    @property
    def filtered(self) -> frozenset[str] | None:
        """The ids of the annotations that the panel is filtered to; None where it is not, or not seen."""
        return self.panel.filtered if self.panel is not None and self.open else None

    @property
    def item(self) -> Item | None:
        """The panel's item, where the keys go to the panel."""
        return self.panel.item if self.panel is not None and self.has_keys else None

    @property
    def has_keys(self) -> bool:
        """Whether the keys go to the panel."""
        return self.panel is not None and self.panel.has_focus_within

    @property
    def typing(self) -> bool:
        """Whether words to find are typed in the panel."""
        return self.panel is not None and self.panel.line.has_focus

    def restore(self, tab: str, *, wanted: bool) -> None:
        """Show the panel as it was left."""
        self.tab = next((t for t in TABS if t == tab), self.tab)
        self.wanted = wanted
        if self.panel is not None:
            self.panel.tab = self.tab

    def fit(self) -> None:
        """Show the panel if it is wanted and there is room beside the text; take it away if there is none."""
        if self.wanted and not self.narrow:
            self.show()
        elif self.panel is not None:
            self._hide()

    def show(self) -> None:
        """Show the panel."""
        if self.panel is None:
            from tui.panel.panel import Panel

            self.panel = Panel(self.screen.reader.settings.keymap, at=motions.rest(self.screen.sheet.text, 0))
            self.panel.tab = self.tab
            self.screen.mount(self.panel, after=self.screen.pane)
            self.refill()
        self.panel.display = True
        self.panel.follow(self.screen.pane.cursor)

    def _hide(self) -> None:
        if self.panel is not None:
            if self.panel.has_focus_within:
                self.screen.pane.focus()
            self.panel.display = False

    def refill(self) -> None:
        """Give the panel what is known now."""
        if self.panel is not None:
            sheet = self.screen.sheet
            self.panel.show(sheet.reading, sheet.shown, sheet.tags, sheet.floor, sheet.links)

    def working(self, what: str) -> None:
        """Say in the panel what goes on, or why there is nothing to list."""
        if self.panel is not None:
            self.panel.working(what)

    def follow(self) -> None:
        """Take the panel along to the cursor."""
        if self.panel is not None and self.panel.display:
            self.panel.follow(self.screen.pane.cursor)

    def toggle(self) -> None:
        """Show or hide the panel."""
        if self.open:
            self._hide()
            if not self.narrow:
                self.wanted = False
        else:
            if not self.narrow:
                self.wanted = True
            self.show()

    def focus(self) -> None:
        """Put the keys into the panel, or back into the article."""
        if self.panel is not None and self.panel.has_focus_within:
            self.leave()
        else:
            self.show()
            if self.panel is not None:
                self.panel.focus()

    def leave(self) -> None:
        """Put the keys back into the article; on a narrow terminal the panel makes way."""
        self.screen.pane.focus()
        if self.narrow:
            self._hide()

    def to_text(self) -> None:
        """Put the keys into the article, if they are in the panel; the panel stays."""
        if self.has_keys:
            self.screen.pane.focus()

    def show_evidence(self, spans: Sequence[Span], at: int) -> None:
        """Bring the evidence at that place of `spans` into view in the article."""
        if spans:
            span = spans[at]
            self.screen.pane.jump(span)
            self.screen.pane.flash(Span(span.start, span.end))

    def take_aim(self) -> bool:
        """Have the next act be on the evidence of the panel's item, where the keys go to the panel.

        Return False if there is none in the text: then there is nothing to act on.
        """
        if self.panel is None or not self.has_keys or self.panel.due is None:
            return True
        if not self.panel.due:
            self.panel.tell_gone()
            return False
        span = self.panel.due[0]
        if self.screen.pane.target() != Span(span.start, span.end):
            self.screen.pane.jump(span)
        return True

    def unsieve(self) -> bool:
        """Have the panel show all items of its tab again; return whether it showed fewer."""
        return self.panel is not None and self.open and self.panel.unsieve()

    def close_over_text(self) -> bool:
        """Take the panel away if it lies below the text; return whether it did."""
        if self.open and self.narrow:
            self._hide()
            return True
        return False

    def turn(self, by: int) -> None:
        """Show the panel's next tab or the one before; the panel with it, if it is hidden."""
        if not self.open:
            self.toggle()
        if self.panel is not None:
            self.panel.step_tab(by)
