"""Why the machine marks what it marks: said of the mark under the cursor, until the next key."""

from typing import TYPE_CHECKING

from textual.widgets import Static

from annotations.model import Mark, Span
from annotations.text import shown_line
from tui.explained import why
from tui.labels import LABEL_WORDS
from tui.reader.changes import excerpt

if TYPE_CHECKING:
    from tui.screens.reader import ReaderScreen


class Reasons(Static):
    """What made a mark, in as many lines as that takes, above the status line."""

    DEFAULT_CSS = """
    Reasons { dock: bottom; margin-bottom: 2; height: auto; max-height: 8; padding: 0 1; background: $primary 10%; }
    Reasons:ansi { margin-bottom: 3; background: ansi_default; border-top: solid ansi_blue; padding: 0; }
    """


class Explaining:
    """Explains marks."""

    def __init__(self, screen: "ReaderScreen") -> None:
        self.screen = screen

    def explain(self) -> None:
        """Say what made the mark under the cursor."""
        target = self.screen.pane.target()
        if target is None:
            self.screen.say("nothing here to explain: put the cursor on a mark")
            return
        here = self.screen.machine_mark()
        marks = self.screen.sheet.found_at(Span(here.start, here.end) if here else target)
        told = "\n".join(map(self._why, marks)) if marks else self._of_own(target)
        if told:
            self.screen.show_until_key(Reasons(told, markup=False))
        else:
            self.screen.say("no mark of the machine’s here")

    def _of_own(self, target: Span) -> str:
        said = self.screen.sheet.said_at(target)
        if said is None:
            return ""
        how = {"human": "made by you", "machine": "found by the machine, judged by you", "import": "imported"}
        return shown_line(f"{excerpt(said.selector.exact)}: {how[said.origin]}, {said.modified[:10]}")

    def _why(self, mark: Mark) -> str:
        words = self.screen.sheet.text[mark.start : mark.end]
        what = LABEL_WORDS.get(mark.label, mark.layer) if mark.layer in ("name", "date") else mark.layer
        return shown_line(f"{excerpt(words)} is marked as {_WHAT.get(what, what)}: {why(mark.rule, mark.certainty)}")


_WHAT = {"quote": "quotation", "event": "what happened"}
"""Layers in plain words."""
