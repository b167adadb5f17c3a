"""All that is known of what is here: what was said, and why the machine marks it; told until the next key."""

from typing import TYPE_CHECKING

from textual.widgets import Static

from annotations.model import Mark, Span
from annotations.text import excerpt, shown_line
from tui.explained import why
from tui.labels import LABEL_WORDS
from tui.panel.items import Item, note_items

if TYPE_CHECKING:
    from tui.screens.reader import ReaderScreen


class Reasons(Static):
    """What made a mark, in as many lines as that takes, above the status line."""

    DEFAULT_CSS = """
    Reasons { dock: bottom; margin-bottom: 2; height: auto; max-height: 75%; padding: 0 1; background: $primary 10%; }
    Reasons:ansi { margin-bottom: 3; background: ansi_default; border-top: solid ansi_blue; padding: 0; }
    """


class Explaining:
    """Explains marks."""

    def __init__(self, screen: "ReaderScreen") -> None:
        self.screen = screen

    def explain(self) -> None:
        """Tell all of the panel's item or of the annotation under the cursor, and what made the mark here."""
        target = self.screen.pane.target()
        if target is None:
            self.screen.say("nothing here to explain: put the cursor on a mark")
            return
        here = self.screen.machine_mark()
        marks = self.screen.sheet.found_at(Span(here.start, here.end) if here else target)
        item = self.screen.side.item or (None if here else self._own(target))
        told = [item.full or item.headline, item.told or item.detail] if item else []
        told += map(self._why, marks)
        if told:
            self.screen.show_until_key(Reasons("\n".join(told), markup=False))
        else:
            self.screen.say("no mark of the machine’s here")

    def _own(self, target: Span) -> Item | None:
        """Return the annotation under the cursor as the panel would list it."""
        sheet, mark = self.screen.sheet, self.screen.pane.mark_here()
        said = sheet.annotations.get(mark.ref) if mark else sheet.said_at(target)
        return next(iter(note_items([said], sheet.tags, sheet.links)), None) if said else None

    def _why(self, mark: Mark) -> str:
        words = self.screen.sheet.text[mark.start : mark.end]
        what = LABEL_WORDS.get(mark.label, mark.layer) if mark.layer in ("name", "date") else mark.layer
        return shown_line(f"{excerpt(words)} is marked as {_WHAT.get(what, what)}: {why(mark.rule, mark.certainty)}")


_WHAT = {"quote": "quotation", "event": "what happened"}
"""Layers in plain words."""
