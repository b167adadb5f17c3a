"""What a bulk act would change, before it does: every mark in its words, and how many."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from annotations.marks import label_of
from annotations.model import Mark
from annotations.text import shown_line
from tui.desk import Desk
from tui.judging import Bulk
from tui.keymap import Keymap, bindings
from tui.reader.hints import Offer
from tui.rows import MUTED, Row, fitted
from tui.screens.listing import ListScreen


class PreviewScreen(ListScreen[Bulk]):
    """Lists the marks of a bulk act; answers the act on those that are listed, if it is to be done."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list", "preview")]
    MODE = "PREVIEW"
    ORDERS = ("in the order of the text", "least certain first")

    def __init__(self, desk: Desk, keymap: Keymap, text: str, bulk: Bulk) -> None:
        super().__init__(desk, keymap)
        self.text = text
        self.bulk = bulk

    def on_mount(self) -> None:
        """List the marks."""
        super().on_mount()
        self.relist()
        self.say(self._question())

    def _question(self) -> str:
        do = f"{self.hints.key('list-choose')} does it as one act"
        return f"{self.bulk.question}? {do}, {self.hints.key('list-leave')} leaves it"

    def listed(self) -> tuple[Row | None, Sequence[tuple[Row, str | None]], str]:
        """Return the marks: certainty, label, the words with what stands around them."""
        by_text = self.order == self.ORDERS[0]
        marks = sorted(self._act.marks, key=lambda m: (0.0 if by_text else m.certainty, m.start))
        rows = [(self._row(mark), f"{mark.start}-{mark.end}-{mark.layer}") for mark in marks]
        columns = Row(1, lambda _: [Content("Sure  Label         In its words")])
        return (columns if rows else None), rows, f"None of them has “{self.filter}”."

    def _row(self, mark: Mark) -> Row:
        def draw(width: int) -> Sequence[Content]:
            start = max(0, mark.start - max(8, (width - 60) // 2))
            before = " ".join(shown_line(self.text[start : mark.start]).split(" "))
            words = shown_line(self.text[mark.start : mark.end])
            after = fitted(self.text[mark.end : mark.end + width], width)
            head = Content(f"{mark.certainty:.2f}  {shown_line(label_of(mark))[:12]:<12}  ")
            line = head.stylize(MUTED) + Content(before.lstrip()).stylize(MUTED)
            line += Content.styled(f"[{words}]", "bold") + after.stylize(MUTED)
            return [line.truncate(width, ellipsis=True)]

        return Row(1, draw)

    def told(self) -> tuple[str, str, Sequence[Offer]]:
        """Return what would be done, the place in the list, and the keys."""
        of = f"{self.refs.index(self.ref) + 1} of {len(self.refs)}" if self.ref in self.refs else ""
        number, all_ = len(self._act.marks), len(self.bulk.marks)
        do = ("list-choose", f"do it to all {all_}" if number == all_ else f"do it to these {number} of {all_}")
        keys = do, ("list-leave", "leave it"), ("list-order", "sort"), ("list-filter", "find")
        return f"{self._act.question}?", of, keys

    @property
    def _act(self) -> Bulk:
        """The act on the marks with the words that are sought."""
        if not self.filter:
            return self.bulk
        found = [m for m in self.bulk.marks if self.filter.casefold() in self.text[m.start : m.end].casefold()]
        return self.bulk._replace(
            marks=found, which=f"{len(found)} with “{shown_line(self.filter)}” of {self.bulk.which}"
        )

    def choose(self, ref: str) -> None:  # noqa: ARG002 - as every list is asked
        """Do it, to all that are listed."""
        self.dismiss(self._act)

    def leave(self) -> None:
        """Clear the filter; without one, leave it."""
        if not self.clear_filter():
            self.dismiss(None)

    def obey(self, command: str) -> None:  # noqa: ARG002 - there is but one
        """Leave it."""
        self.dismiss(None)
