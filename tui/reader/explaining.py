"""Why the machine marks what it marks: said of the mark under the cursor, and shown with each item of the panel."""

from typing import TYPE_CHECKING

from annotations.model import Mark, Span
from annotations.text import shown_line
from tui.explained import why
from tui.labels import LABEL_WORDS
from tui.reader.changes import excerpt

if TYPE_CHECKING:
    from tui.screens.reader import ReaderScreen


class Explaining:
    """Explains marks."""

    def __init__(self, screen: "ReaderScreen") -> None:
        self.screen = screen

    def explain(self) -> None:
        """Say what made the mark under the cursor; have the panel say it of its items, or leave that."""
        told = self._here()
        panel = self.screen.side.panel
        if panel is not None and self.screen.side.open and panel.turn_why(self.of):
            told = told if panel.explains else f"explanations hidden · {told}"
        self.screen.say(told)

    def _here(self) -> str:
        target = self.screen.pane.target()
        if target is None:
            return "nothing here to explain: put the cursor on a mark"
        here = self.screen.machine_mark()
        return self.of(Span(here.start, here.end) if here else target) or self._of_own(target)

    def _of_own(self, target: Span) -> str:
        said = self.screen.sheet.said_at(target)
        if said is None:
            return "no mark of the machine’s here"
        how = {"human": "made by you", "machine": "found by the machine, judged by you", "import": "imported"}
        return f"{excerpt(said.selector.exact)}: {how[said.origin]}, {said.modified[:10]}"

    def of(self, span: Span) -> str:
        """Return what the machine's marks that cover just `span` are, what made each, and how sure it is."""
        return "  ▏".join(self._why(mark) for mark in self.screen.sheet.found_at(span))

    def _why(self, mark: Mark) -> str:
        words = self.screen.sheet.text[mark.start : mark.end]
        what = LABEL_WORDS.get(mark.label, mark.layer) if mark.layer in ("name", "date") else mark.layer
        return shown_line(f"{excerpt(words, 24)} {what}: {why(mark.rule, mark.certainty)}")
