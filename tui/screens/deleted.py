"""What was deleted: annotations, tags and documents, each brought back with one key."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from annotations.text import shown_line
from tui.desk import Desk
from tui.keymap import Keymap, bindings
from tui.reader.hints import Offer
from tui.rows import MUTED, Row, fitted
from tui.said import local
from tui.screens.listing import ListScreen

if TYPE_CHECKING:
    from annotations.store import Gone, Store


class DeletedAre(Message):
    """What is deleted now; `said` tells what has just been done."""

    def __init__(self, gone: "Sequence[Gone]", said: str = "") -> None:
        super().__init__()
        self.gone = gone
        self.said = said


class DeletedScreen(ListScreen[bool]):
    """Lists what was deleted; answers whether any of it was brought back."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list", "deleted")]
    MODE = "DELETED"
    ORDERS = ("last deleted first", "by kind", "by name")

    def __init__(self, desk: Desk, keymap: Keymap | None = None) -> None:
        super().__init__(desk, keymap)
        self.gone: Sequence[Gone] | None = None
        self.changed = False

    def on_mount(self) -> None:
        """Ask the store what was deleted."""
        super().on_mount()
        self.relist()
        self.desk.ask(self, _as_it_is, "reading what was deleted")

    def listed(self) -> tuple[Row | None, Sequence[tuple[Row, str | None]], str]:
        """Return what was deleted: when, by whom, what, and of what."""
        wanted = self.filter.casefold()
        fitting = [one for one in self.gone or () if wanted in f"{one.kind} {one.name} {one.of} {one.more}".casefold()]
        if self.order == self.ORDERS[1]:
            fitting.sort(key=lambda one: one.kind)
        elif self.order == self.ORDERS[2]:
            fitting.sort(key=lambda one: one.name.casefold())
        return None, [(_row(one), _ref(one)) for one in fitting], self._nothing()

    def _nothing(self) -> str:
        if self.gone is None:
            return "Looking for what was deleted…"
        return f"Nothing deleted has “{self.filter}”." if self.filter else "Nothing is deleted."

    def told(self) -> tuple[str, str, Sequence[Offer]]:
        """Return what it is, the place in the list, and the keys."""
        keys = ("list-choose", "bring it back"), ("list-filter", "find"), ("list-order", "sort")
        one = self._here()
        if one is None:
            return "", "", keys
        under = " · ".join(filter(None, (f"{one.kind} “{one.name}”", one.of, one.more, one.act)))
        return shown_line(under), f"{self.refs.index(_ref(one)) + 1} of {len(self.refs)} · {self.order}", keys

    def _here(self) -> "Gone | None":
        return next((one for one in self.gone or () if _ref(one) == self.ref), None)

    def leave(self) -> None:
        """Clear the filter; without one, leave and say whether anything was brought back."""
        if not self.clear_filter():
            self.dismiss(self.changed)

    def choose(self, ref: str) -> None:  # noqa: ARG002 - as every list is asked
        """Bring it back."""
        if (one := self._here()) is not None:
            self._restore(one)

    def obey(self, command: str) -> None:  # noqa: ARG002 - there is but one
        """Leave."""
        self.dismiss(self.changed)

    def _restore(self, one: "Gone") -> None:
        def restore(store: "Store") -> DeletedAre:
            store.deleted.restore(one.kind, one.id)
            return _as_it_is(store, f"{one.kind} “{one.name}” is back")

        self.changed = True
        self.desk.ask(self, restore, "bringing it back")

    @on(DeletedAre)
    def _are_now(self, message: DeletedAre) -> None:
        self.gone = message.gone
        self.relist()
        if message.said:
            self.say(message.said)


def _as_it_is(store: "Store", said: str = "") -> DeletedAre:
    return DeletedAre(store.deleted.all(), said)


def _ref(one: "Gone") -> str:
    return f"{one.kind}/{one.id}"


def _row(one: "Gone") -> Row:
    def draw(width: int) -> Sequence[Content]:
        head = Content(f"{local(one.at)}  {shown_line(one.author)[:10]:<10}  {one.kind:<10}  ").stylize(MUTED)
        of = Content("  ") + fitted(one.of, width // 4)
        name = Content.styled(shown_line(one.name), "bold")
        room = width - head.cell_length - of.cell_length
        return [head + name.truncate(max(8, room), ellipsis=True, pad=True) + of.stylize(MUTED)]

    return Row(1, draw)
