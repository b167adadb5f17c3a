"""Where one is in the article, and ways to a place: searching, places remembered under letters."""

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from annotations.text import shown_line

if TYPE_CHECKING:
    from tui.screens.reader import ReaderScreen

_PARAGRAPH: Final = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")


class Finding:
    """The search that is under way and the places that the reader has set."""

    def __init__(self, screen: "ReaderScreen") -> None:
        self.screen = screen
        self.letters: dict[str, int] = {}
        self.read = 0.0
        """How much of the text has been read, 0 to 1: up to the furthest place that the reader has moved to."""
        self.under_way = False
        """Whether the last key searched; the hits may be shown for longer."""
        self._wanted = ""
        self._hits = 0
        self._begun_at = 0
        self._text = ""
        self._paragraphs: list[int] = []

    @property
    def active(self) -> bool:
        """Whether hits are shown."""
        return bool(self._hits)

    def where(self) -> str:
        """Return the place: which paragraph of how many, and how much of the text has been read."""
        starts = self._starts()
        return f"¶ {bisect_right(starts, self.screen.pane.cursor)}/{len(starts)}  {self.read:.0%} read"

    def moved(self) -> None:
        """Take it that the reader has read up to the cursor, or up to the screen's top; at the end, all of it.

        The end is the last paragraph, or the last page of a text that is longer than the screen.
        """
        pane, starts = self.screen.pane, self._starts()
        at_end = (len(starts) > 1 and pane.cursor >= starts[-1]) or (pane.top > 0 and pane.progress >= 1)
        passed = 1.0 if at_end else max(pane.cursor, pane.top) / max(1, len(self._text))
        self.read = max(self.read, passed)

    def _starts(self) -> list[int]:
        """Return where the paragraphs begin."""
        if self._text is not self.screen.sheet.text:
            self._text = self.screen.sheet.text
            self._paragraphs = [m.start() for m in _PARAGRAPH.finditer(self._text)]
        return self._paragraphs

    def which(self) -> str:
        """Return, while the last key searched, what was found and which of it is under the cursor."""
        if not self.under_way or not self._hits:
            return ""
        return f"“{shown_line(self._wanted)}”: {self.screen.pane.hit_here()} of {self._hits}  ▏"

    def ask(self) -> None:
        """Ask what to search, showing the hits as it is typed."""
        from tui.prompts.line import LinePrompt

        self._begun_at = self.screen.pane.cursor
        self.screen.app.push_screen(LinePrompt("Find in the article", changed=self._look), self._found)

    def _look(self, wanted: str) -> None:
        pane = self.screen.pane
        self._hits = pane.find(wanted) if wanted else 0
        pane.go(self._begun_at)
        if self._hits and not pane.hit_here():
            pane.next_hit(1)

    def _found(self, wanted: str | None) -> None:
        if not wanted:
            self.leave()
            self.screen.pane.go(self._begun_at)
        else:
            self._wanted = wanted
            self._look(wanted)
            self._tell()
        self.screen.show_state()

    def step(self, direction: int) -> None:
        """Go to the next hit or to the one before; without hits, search again for what was sought last."""
        if not self._wanted:
            self.screen.say(f"nothing to look for yet: {self.screen.hints.key('find')} searches")
            return
        if not self._hits:
            self._hits = self.screen.pane.find(self._wanted)
        self.screen.pane.next_hit(direction)
        self._tell()

    def _tell(self) -> None:
        if not self._hits:
            self.screen.say(f"“{shown_line(self._wanted)}” is nowhere in the article")

    def leave(self) -> None:
        """Show no hits any more."""
        self.screen.pane.find("")
        self._hits = 0
        self.under_way = False

    def set_place(self) -> None:
        """Remember the place under the cursor by a letter."""
        from tui.prompts.key import KeyPrompt

        self.screen.app.push_screen(KeyPrompt("Remember this place under which letter?"), self._set)

    def _set(self, letter: str | None) -> None:
        if letter:
            self.letters[letter] = self.screen.pane.cursor
            self.screen.say(f"place {letter} set: {self.screen.hints.key('go-place')} {letter} comes back here")

    def go_place(self) -> None:
        """Go to the place of a letter."""
        from tui.prompts.key import KeyChoice, KeyPrompt

        if not self.letters:
            self.screen.say(f"no place is set yet: {self.screen.hints.key('set-place')} and a letter sets one")
            return
        text = self.screen.sheet.text
        choices = [KeyChoice(c, shown_line(text[at : at + 50])) for c, at in sorted(self.letters.items())]
        self.screen.app.push_screen(KeyPrompt("Go to which place?", choices), self._go)

    def _go(self, letter: str | None) -> None:
        if letter in self.letters:
            self.screen.pane.go(self.letters[letter], centre=True)
