"""Jumps: letters stand on every mark or word on the screen, and typing them goes there, tags it or selects from it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from annotations.model import Span
from annotations.text import shown_line
from tui.article.letters import Lettered, beginning

if TYPE_CHECKING:
    from tui.screens.reader import ReaderScreen

_BACK: Final = "backspace"


class Jump(NamedTuple):
    """A jump that is under way: what it says, the places there are, the letters typed, and what it does at one."""

    says: str
    places: tuple[Lettered, ...]
    then: Callable[[Span], None]
    typed: str = ""
    tags: bool = False
    """Whether it tags where it leads, so that a tag's key chooses another tag first."""


class Jumping:
    """Puts letters on the screen and takes the keys until a place is chosen."""

    def __init__(self, screen: "ReaderScreen") -> None:
        self.screen = screen
        self.under_way: Jump | None = None

    @property
    def told(self) -> str:
        """What the status line says of the jump that is under way."""
        jump = self.under_way
        if jump is None:
            return ""
        return f"{jump.says} {jump.typed}…" if jump.typed else jump.says

    def to_mark(self) -> None:
        """Put letters on the marks; go to the one that is chosen, or have the selection reach to its end."""
        if self.screen.pane.visual:
            self._begin("select to the end of", self._marks(), self._extend)
        else:
            self._begin("go to", self._marks(), self._go)

    def tag_mark(self) -> None:
        """Put letters on the marks; tag the one that is chosen with the tag used last, or with that of a key before."""
        self._begin_tagging(self.screen.acts.used)

    def select_words(self) -> None:
        """Put letters on the words; select from the one that is chosen to another one."""
        self._begin("select from", self.screen.pane.words_seen(), self._select_from)

    def takes(self, key: str) -> bool:
        """Take a key while a jump is under way; return whether one was."""
        jump = self.under_way
        if jump is None:
            return False
        if key == _BACK and jump.typed:
            self._show(jump._replace(typed=jump.typed[:-1]))
        elif jump.tags and not jump.typed and (tag := self.screen.sheet.tag_on_key(key)) is not None:
            self._begin_tagging(self.screen.sheet.path_of(tag.id))
        else:
            self._type(jump, key)
        return True

    def leave(self) -> None:
        """Take the letters away."""
        self._show(None)

    def _marks(self) -> tuple[Lettered, ...]:
        return self.screen.pane.marks_seen()

    def _begin(
        self, says: str, places: tuple[Lettered, ...], then: Callable[[Span], None], *, tags: bool = False
    ) -> None:
        if not places:
            self.screen.say("nothing on the screen to put letters on")
            return
        self.screen.side.to_text()
        self._show(Jump(says, places, then, tags=tags))

    def _begin_tagging(self, path: str) -> None:
        tag = self.screen.sheet.tag_of_path(path)
        says = f"tag {shown_line(path)} on" if path else "tag: 1…9 and then"
        if tag is not None and tag.key:
            says = f"tag {tag.key} {shown_line(path)} on"

        def then(span: Span) -> None:
            self._go(span)
            if path:
                self.screen.acts.tag_by_name(span, path)
            else:
                self.screen.say("no tag was used yet: a tag's key tags this")

        self._begin(says, self._marks(), then, tags=True)

    def _type(self, jump: Jump, key: str) -> None:
        typed = jump.typed + key.lower()
        left = beginning(jump.places, typed)
        if not left:
            self.leave()
            if key != "escape":
                self.screen.say(f"no place has the letters {shown_line(typed)}" if len(key) == 1 else "no place chosen")
        elif left[0].letters == typed:
            self.leave()
            jump.then(left[0].span)
        else:
            self._show(jump._replace(typed=typed))

    def _show(self, jump: Jump | None) -> None:
        self.under_way = jump
        self.screen.pane.letters = beginning(jump.places, jump.typed) if jump else ()

    def _go(self, span: Span) -> None:
        if self.screen.pane.visual:
            self.screen.pane.clear_selection()
        self.screen.pane.jump(span)
        self.screen.finding.moved()

    def _extend(self, span: Span) -> None:
        pane = self.screen.pane
        pane.go(span.end - 1 if span.start >= pane.cursor else span.start)

    def _select_from(self, first: Span) -> None:
        self._begin("select to", self.screen.pane.words_seen(first), lambda last: self._select(first, last))

    def _select(self, first: Span, last: Span) -> None:
        self.screen.pane.select(Span(first.start, last.end))
