"""Jumps: letters stand on every mark or word on the screen, and typing them goes there, tags it or selects from it.

On marks a capital letter means the sentence around it, and the key of the next paragraph before it the paragraph.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from annotations.model import Span
from annotations.text import shown_line
from tui.article.letters import Lettered, beginning
from tui.commands import BY_ID

if TYPE_CHECKING:
    from tui.screens.reader import ReaderScreen

_BACK: Final = "backspace"
_PARAGRAPH: Final = ": the paragraph of"
_TAG_KEYS: Final = frozenset(f"tag-{n}" for n in range(1, 10))
_SMALL: Final = "₀₁₂₃₄₅₆₇₈₉"


class Jump(NamedTuple):
    """A jump that is under way: what it says, the places there are, the letters typed, and what it does at one."""

    says: str
    places: tuple[Lettered, ...]
    then: Callable[[Span], None]
    whole: Callable[[Span], None] | None = None
    """What it does with the sentence or the paragraph around the place, where that is wanted."""
    paragraph: bool = False
    """Whether the paragraph around is wanted."""
    typed: str = ""
    tags: bool = False
    """Whether it tags where it leads, so that a tag's key chooses another tag first."""
    tag: str = ""
    """The path of the tag that was chosen; "" if each place gets the one of its sign."""
    cased: bool = False
    """Whether capitals are letters of their own."""


class Jumping:
    """Puts letters on the screen and takes the keys until a place is chosen."""

    def __init__(self, screen: "ReaderScreen") -> None:
        self.screen = screen
        self.under_way: Jump | None = None
        self.stays = False
        """Whether letters come again after each tag, until they are left."""

    @property
    def told(self) -> str:
        """What the status line says of the jump that is under way."""
        jump = self.under_way
        if jump is None:
            return ""
        return f"{jump.says} {jump.typed}…" if jump.typed else jump.says

    def to_mark(self) -> None:
        """Put letters on the marks; go to the one that is chosen, or have the selection reach to its end."""
        pane = self.screen.pane
        if pane.visual:
            self._begin(Jump("select to the end of", pane.marks_seen(), self._extend))
        else:
            self._begin(Jump("go to", pane.marks_seen(), self._go, pane.select))

    def tag_mark(self, path: str = "", *, paragraph: bool = False) -> None:
        """Put letters on the marks; tag the one that is chosen with the tag of that path, or as its kind was last."""
        places, key = self.screen.pane.marks_seen(), self._key(path)
        if path:
            says = f"tag {key} {shown_line(path)} on" if key else f"tag {shown_line(path)} on"
        else:
            signs = [self._sign(self.screen.acts.usual_tag(place.span)) for place in places]
            says = "tag with the tag of its sign" if any(signs) else "tag: 1…9 and then"
            places = tuple(p._replace(sign=sign) for p, sign in zip(places, signs, strict=True))

        def then(span: Span) -> None:
            self._tag(span, path or self.screen.acts.usual_tag(span))

        if paragraph:
            says += _PARAGRAPH
        self._begin(Jump(says, places, then, then, paragraph, tags=True, tag=path))

    def select_words(self) -> None:
        """Put letters on the words; select from the one that is chosen to another one."""
        self._begin(Jump("select from", self.screen.pane.words_seen(), self._select_from, cased=True))

    def takes(self, key: str) -> bool:
        """Take a key while a jump is under way; return whether one was."""
        jump = self.under_way
        if jump is None:
            return False
        if key == _BACK and jump.typed:
            self._show(jump._replace(typed=jump.typed[:-1]))
        elif not jump.typed and self._goes_on(jump, self.screen.keys.get(key, "")):
            pass
        elif jump.tags and not jump.typed and (tag := self.screen.sheet.tag_on_key(key)) is not None:
            self.tag_mark(self.screen.sheet.path_of(tag.id), paragraph=jump.paragraph)
        else:
            self._type(jump, key)
        return True

    def leave(self) -> None:
        """Take the letters away."""
        self.stays = False
        self._show(None)

    def marks_changed(self) -> None:
        """Put letters on the marks as they now are, where they stay."""
        if self.stays and self.under_way is not None and self.under_way.tags and not self.under_way.typed:
            self.tag_mark(self.under_way.tag, paragraph=self.under_way.paragraph)

    def after(self, command: str) -> None:
        """Put letters on the marks again where they stay and words that were selected by theirs have been tagged."""
        if self.stays and self.under_way is None:
            if command in _TAG_KEYS:
                self.tag_mark()
            elif BY_ID[command].group not in ("Select", "Move"):
                self.stays = False

    def _goes_on(self, jump: Jump, command: str) -> bool:
        """Do a command that is one of those which the letters leave their keys; return whether it is."""
        if command in ("paragraph-next", "paragraph-back") and jump.whole is not None:
            self.under_way = jump._replace(paragraph=True, says=f"{jump.says}{_PARAGRAPH}")
        elif not jump.tags:
            return False
        elif command == "jump-tag" and not self.stays:
            self.stays = True
        elif command == "jump-tag":
            self.select_words()
        elif command in ("page-down", "page-up") and self.stays:
            self.screen.view.move(command.replace("-", "_"))
            self.screen.pane.go_to_top()
            self.tag_mark(jump.tag)
        elif command == "tag-all" and self.stays:
            self.screen.acts.tag_all()
        else:
            return False
        return True

    def _key(self, path: str) -> str:
        tag = self.screen.sheet.tag_of_path(path)
        return tag.key or "" if tag else ""

    def _sign(self, path: str) -> str:
        """Return the sign of a tag: the digit of its key, small; "·" if it has none."""
        key = self._key(path)
        return _SMALL[int(key)] if key else "·" * bool(path)

    def _begin(self, jump: Jump) -> None:
        if not jump.places:
            self.screen.say("nothing on the screen to put letters on")
            return
        self.screen.side.to_text()
        self._show(jump)

    def _tag(self, span: Span, path: str) -> None:
        self._go(span)
        if path:
            self.screen.acts.tag_by_name(span, path)
        else:
            self.screen.say("no tag was used yet: a tag's key tags this")
        if self.stays and not self.screen.acts.pending:
            self.tag_mark()

    def _type(self, jump: Jump, key: str) -> None:
        typed = jump.typed + (key if jump.cased else key.lower())
        left = beginning(jump.places, typed)
        if not left:
            self.leave()
            if key != "escape":
                self.screen.say(f"no place has the letters {shown_line(typed)}" if len(key) == 1 else "no place chosen")
        elif left[0].letters == typed:
            if jump.tags and self.stays:  # they come anew when the tag is saved
                self.under_way = jump._replace(typed="", tag="", paragraph=False)
            else:
                self._show(None)
            span = left[0].span
            if jump.whole is not None and (jump.paragraph or key.isupper()):
                jump.whole(self.screen.pane.around("paragraph" if jump.paragraph else "sentence", span))
            else:
                jump.then(span)
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
        words = self.screen.pane.words_seen(first)
        self._begin(Jump("select to", words, lambda last: self._select(first, last), cased=True))

    def _select(self, first: Span, last: Span) -> None:
        self.screen.pane.select(Span(first.start, last.end))
