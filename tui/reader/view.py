"""What is seen of the document: marks stepped through, selections, layers, the measure, the panel."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, get_args

from annotations.model import Annotation, Layer, Span
from annotations.text import excerpt
from tui.article.textobjects import MARK_KINDS, Kind
from tui.labels import LAYER_WORDS
from tui.reader.asking import FLOORS, LAYER_KEYS
from tui.reader.citation import cite
from tui.reader.sheet import placed

if TYPE_CHECKING:
    from tui.screens.reader import ReaderScreen

_ALL: Final[frozenset[Layer]] = frozenset(get_args(Layer))

KIND_WORDS: Final[Mapping[Kind, str]] = {
    "word": "word",
    "name": "name",
    "quote": "quotation",
    "figure": "figure",
    "clause": "clause",
    "sentence": "sentence",
    "paragraph": "paragraph",
    "section": "section",
}

_BACK: Final = frozenset(
    ("left", "up", "word_back", "sentence_back", "paragraph_back", "line_start", "top", "page_up", "half_up")
)
"""The motions towards the start."""


class View:
    """Moves from mark to mark, selects, and shows and hides."""

    def __init__(self, screen: "ReaderScreen") -> None:
        self.screen = screen

    def move(self, motion: str) -> None:
        """Move as `motion` says, or say why there is nowhere to go."""
        pane = self.screen.pane
        before = pane.cursor, pane.selection, pane.top
        pane.motion(motion, self.screen.count.number)
        if (pane.cursor, pane.selection, pane.top) == before:
            side = "start" if motion in _BACK else "end"
            self.screen.say(f"this is the {side} of the {'line' if motion.startswith('line') else 'article'}")

    # Marks

    def step(self, direction: int) -> None:
        """Go to the next mark shown, or to the one before."""
        found = [self.screen.pane.next_mark(direction) for _ in range(self.screen.count.number)]
        if found[0] is None:
            self.screen.say(self._why_no_mark("after" if direction > 0 else "before"))

    def _why_no_mark(self, side: str) -> str:
        if self.screen.status.work:
            return "the marks are not all there yet"
        if not self.screen.sheet.marks:
            return "no marks in this text"
        return f"no mark {side} this one" + ("" if self.screen.pane.layers_shown == _ALL else ", of the kinds shown")

    def another(self) -> None:
        """Choose another of the marks over the cursor for what comes next."""
        marks = self.screen.pane.marks_here()
        if not self.screen.pane.choose_another():
            self.screen.say("only one mark is here" if marks else "no mark here")

    def step_to_found(self) -> bool:
        """Go to the next mark of the machine's; return whether there is one."""
        pane = self.screen.pane
        before = pane.cursor
        while (mark := pane.next_mark(1)) is not None:
            if mark.layer != "own":
                return True
        pane.go(before)
        return False

    def go_to_difference(self, before: Mapping[str, Annotation]) -> None:
        """Go to the first annotation that is not as it was `before`, unless the cursor is on one."""
        now = self.screen.sheet.annotations
        ids = {i for i in before.keys() | now.keys() if before.get(i) != now.get(i)}
        spans = sorted(span for i in ids if (span := placed(now.get(i) or before[i])) is not None)
        cursor = self.screen.pane.cursor
        if spans and not any(span.start <= cursor < span.end for span in spans):
            self.screen.pane.jump(spans[0])
        for span in spans[:1]:
            self.screen.pane.flash(span)

    # Selecting

    def select(self) -> None:
        """Start a selection, or leave the one there is."""
        pane = self.screen.pane
        if pane.visual:
            pane.clear_selection()
            self.screen.count.end()
        else:
            pane.start_visual()
            self.screen.count.begin()

    def select_object(self, kind: Kind) -> None:
        """Select what there is of `kind` under the cursor, or else the next after it."""
        if self.screen.pane.select_object(kind, self.screen.count.number) is None:
            busy = kind in MARK_KINDS and self.screen.status.work
            self.screen.say("the marks are not all there yet" if busy else f"no {KIND_WORDS[kind]} from here on")

    def grow(self) -> None:
        """Grow the selection by one step, or by as many as were counted."""
        steps = [self.screen.pane.grow_selection() for _ in range(self.screen.count.number)]
        if steps[0] is None:
            self.screen.say("the selection cannot grow: it is the whole section")

    def shrink(self) -> None:
        """Shrink the selection by one step."""
        if self.screen.pane.selection is None:
            self.screen.say(f"nothing is selected: {self.screen.hints.key('grow')} selects the word, then more")
        else:
            self.screen.pane.shrink_selection()

    def escape(self) -> None:
        """Leave the selection, the search, or the panel that lies over the text; after a jump just let Enter keep."""
        if self.screen.pane.selection is not None:
            self.screen.pane.clear_selection()
        elif self.screen.finding.active:
            self.screen.finding.leave()
        elif self.screen.linking.drop():
            pass  # it has told so
        elif self.screen.side.unsieve() or self.screen.side.close_over_text() or self.screen.side.jumped:
            pass
        elif not self.screen.reader.back_to_passages():
            self.screen.say(f"nothing to leave: {self.screen.hints.key('quit')} quits")

    def copy(self) -> None:
        """Copy the selection, the mark or the sentence with its source."""
        pane, sheet = self.screen.pane, self.screen.sheet
        span = pane.target()
        if span is None:
            self.screen.say("nothing here to copy: put the cursor on a word")
            return
        self.screen.app.copy_to_clipboard(cite(sheet.document, span))
        words = excerpt(sheet.text[span.start : span.end])
        self.screen.say(f"{words} copied with its source, if your terminal lets programs copy (OSC 52)")
        pane.clear_selection()
        pane.flash(Span(span.start, span.end))

    # What is shown

    def toggle_layer(self, key: str | None) -> None:
        """Show or hide the layer of a letter; "a" is all of them."""
        pane = self.screen.pane
        if key == "a":
            pane.layers_shown = frozenset() if pane.layers_shown == _ALL else _ALL
        elif key is not None:
            pane.layers_shown = pane.layers_shown ^ {LAYER_KEYS[key]}
        names = [LAYER_WORDS[layer] for layer in get_args(Layer) if layer in pane.layers_shown]
        self.screen.say(f"shown: {', '.join(names) or 'no marks'}")
        self.screen.show_state()

    def raise_floor(self, key: str | None) -> None:
        """Show the marks that are as sure as a key says, and remember it in the settings file."""
        if key is not None:
            floor = FLOORS[key]
            self.screen.sheet.raise_to(floor)
            self.screen.show_marks()
            said = f"marks of certainty {floor:.2f} and more" if floor else "marks of any certainty"
            self.screen.reader.remember("floor", floor, said)

    def widen(self, by: int) -> None:
        """Make the lines longer or shorter, and remember it in the settings file."""
        pane = self.screen.pane
        pane.measure = max(30, min(160, pane.measure + by))
        self.screen.reader.remember("measure", pane.measure, f"lines of {pane.measure} cells at most")
