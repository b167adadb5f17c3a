"""The help page: what works where the reader is, with the keys as they are set."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final, get_args

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from annotations.model import Tag
from annotations.text import shown_line
from tui.commands import Group, Place
from tui.palette import Offer
from tui.prompts.once import AnswersOnce

_WIDTH: Final = 92
"""Cells of the page at most."""
_AROUND: Final = 7
"""Cells of it that are border, padding and scroll bar."""


class HelpScreen(ModalScreen[None], AnswersOnce[None]):
    """Lists the commands by subject, those of every list last; what is on the keys of tags stands beside them."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background 60%; }
    HelpScreen > VerticalScroll {
        width: 92; max-width: 100%; height: auto; max-height: 90%; padding: 1 2;
        background: $surface; border: round $primary; scrollbar-size-vertical: 1;
    }
    HelpScreen Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "leave", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown,ctrl+d", "page(1)", show=False),
        Binding("pageup,backspace,ctrl+u", "page(-1)", show=False),
        Binding("g,home", "top", show=False),
        Binding("G,end", "bottom", show=False),
    ]

    def __init__(self, offered: Sequence[Offer], tags: Sequence[Tag] = ()) -> None:
        super().__init__()
        self.offered = offered
        self._tags = {f"tag-{tag.key}": f"Tag: {shown_line(tag.name)}; again takes it off." for tag in tags if tag.key}

    def compose(self) -> ComposeResult:
        """Draw the page."""
        with VerticalScroll(can_focus=True):
            yield Static()

    def on_resize(self) -> None:
        """Lay the page out anew for the width that there is."""
        self.query_one(Static).update(self._page(min(_WIDTH, self.size.width) - _AROUND))

    def _page(self, room: int) -> Content:
        """Return the page in `room` cells; what is longer goes on below its words, not below its keys."""
        parts = [Content.assemble(("What works here", "bold"), ("   j k scroll, any other key leaves", "$text-muted"))]
        here = {offer.command.group for offer in self.offered}
        own = {offer.command.group for offer in self.offered if offer.command.place != "list"}
        groups = sorted((group for group in get_args(Group) if group in here), key=lambda group: group not in own)
        width = max((len(_handle(offer)) for offer in self.offered), default=0)
        for group in groups:
            parts += [Content(""), Content.styled(group, "bold $primary")]
            of_group = [offer for offer in self.offered if offer.command.group == group]
            for offer in of_group:
                alike = _alike(offer, of_group)
                if not alike:
                    parts.append(self._row(offer, width, room))
                elif offer is alike[0]:
                    keys = f"{offer.keys[0]} … {alike[-1].keys[0]}"
                    parts.append(_line(keys, _BY_NUMBER[_stem(offer)], width, room))
        places = {offer.command.place for offer in self.offered}
        for place, (title, meanings) in _MEANINGS.items():
            if place in places:
                parts += [Content(""), Content.styled(title, "bold $primary")]
                parts += [_line(sign, words, width, room) for sign, words in meanings]
        return Content("\n").join(parts)

    def _row(self, offer: Offer, width: int, room: int) -> Content:
        words = self._tags.get(offer.command.id, offer.command.help)
        return _line(_handle(offer), words, width, room)

    def on_key(self, event: events.Key) -> None:
        """Leave with any key that does not scroll."""
        if event.key not in self.active_bindings:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Leave the page."""
        self.dismiss(None)

    def action_scroll(self, by: int) -> None:
        """Go a line down or up."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Go a page down or up."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=by * (scroll.size.height - 2), animate=False)

    def action_top(self) -> None:
        """Go to the start."""
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_bottom(self) -> None:
        """Go to the end."""
        self.query_one(VerticalScroll).scroll_end(animate=False)


_BY_NUMBER: Final = {
    "codebook-key-": "Put the tag on that key.",
    "differences-take-": "The annotator of that number is right; the next follows.",
}
"""Commands that differ in nothing but the number that is their key, by what their ids begin with: they share a line."""


def _stem(offer: Offer) -> str:
    return offer.command.id.rstrip("123456789")


def _alike(offer: Offer, others: Sequence[Offer]) -> list[Offer]:
    """Return the commands, with this one, that differ from it in nothing but the number."""
    stem = _stem(offer)
    return [other for other in others if _stem(other) == stem and other.keys] if stem in _BY_NUMBER else []


_MEANINGS: Final[Mapping[Place, tuple[str, Sequence[tuple[str, str]]]]] = {
    "panel": (
        "Signs",
        (
            ("≠", "Numbers of the same thing that cannot all be right, or that somebody denies or doubts."),
            ("?", "Alleged, not confirmed, or unverified: nobody could check it, the text says."),
            ("→", "Predicted or planned: it has not happened yet."),
            ("!", "A note whose words were changed or are gone: look whether it still fits."),
        ),
    ),
    "library": (
        "Columns",
        (
            ("Read", "How much of the text was on the screen; new: it was never opened."),
            ("Notes", "How many passages were tagged, noted or kept: those under Notes beside the text."),
        ),
    ),
    "codebook": (
        "Columns",
        (
            ("Own", "How many annotations have the tag itself."),
            ("All", "How many have it or a tag inside it; each counts once."),
        ),
    ),
}
"""What the signs and columns of a place mean: a title, and each with words about it."""


def _handle(offer: Offer) -> str:
    """Return the keys of a command, or the name that the palette finds it by."""
    return " ".join(offer.keys) or offer.command.title


def _line(handle: str, words: str, width: int, room: int) -> Content:
    before = width + 4
    first, *others = Content(words).wrap(max(12, room - before)) or [Content("")]
    lines = [Content.assemble((f"  {handle:<{width}}", "bold $accent"), "  ", first.rstrip())]
    return Content("\n").join([*lines, *(Content(" " * before) + line.rstrip() for line in others)])
