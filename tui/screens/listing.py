"""What the library and the code book have in common: a list with columns, a filter, an order."""

from collections.abc import Sequence
from typing import ClassVar, Generic

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from tui.desk import Desk
from tui.keymap import Keymap
from tui.prompts.once import Answer
from tui.reader.hints import Offer
from tui.rows import Row, RowList
from tui.screens.atdesk import DeskScreen


class Columns(Widget):
    """The names of a list's columns, on one line above it."""

    DEFAULT_CSS = "Columns { height: 1; color: $primary; text-style: bold; }"

    row: reactive[Row | None] = reactive(None)

    def render(self) -> Content:
        """Draw them as a row of the list would be."""
        return Content(" ") + self.row.draw(self.size.width - 2)[0] if self.row else Content("")


class ListScreen(DeskScreen[Answer], Generic[Answer], inherit_bindings=False):
    """A screen with a list. Who inherits says what is listed, in `listed`, and what is done, in `obey` and `choose`."""

    DEFAULT_CSS = """
    ListScreen > Vertical { height: 1fr; padding: 1 1 0 1; }
    ListScreen RowList { height: 1fr; }
    ListScreen Input { border: none; height: 1; padding: 0 1; background: $panel; }
    """
    MODE: ClassVar[str]
    ORDERS: ClassVar[Sequence[str]]

    filter: reactive[str] = reactive("", init=False)
    """What is typed to find entries by."""

    def __init__(self, desk: Desk, keymap: Keymap | None = None) -> None:
        super().__init__(desk, keymap)
        self.order = self.ORDERS[0]
        self.refs: list[str | None] = []
        """What each row stands for; None for a heading."""

    def compose(self) -> ComposeResult:
        """Lay out columns, list, filter and status line."""
        with Vertical():
            yield Columns()
            yield RowList()
            line = Input(compact=True)
            line.display = False
            yield line
        yield self.status

    def on_mount(self) -> None:
        """Give the keys to the list."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.relist())
        self.rows.focus()

    def on_resize(self) -> None:
        """Offer as many keys as there is room for now."""
        self.call_after_refresh(self.tell)

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    @property
    def line(self) -> Input:
        """The line in which a filter is typed."""
        return self.query_one(Input)

    @property
    def ref(self) -> str | None:
        """What the highlighted row stands for."""
        return None if self.rows.highlighted is None else self.refs[self.rows.highlighted]

    # What is shown

    def mode(self) -> str:
        """Return in a word what goes on."""
        return self.MODE

    def listed(self) -> tuple[Row | None, Sequence[tuple[Row, str | None]], str]:
        """Return the columns' names, the rows with what each stands for, and the words where there is no row."""
        raise NotImplementedError

    def told(self) -> tuple[str, str, Sequence[Offer]]:
        """Return what is said of the highlighted row and of the place in the list, and what can be done with it."""
        raise NotImplementedError

    def relist(self, ref: str | None = None) -> None:
        """Fill the list anew; `ref`, or what was highlighted, stays so, else the row at its place is."""
        before, at = ref or self.ref, self.rows.highlighted
        columns, rows, empty = self.listed()
        self.refs = [ref for _, ref in rows]
        items = [place for place, ref in enumerate(self.refs) if ref is not None]
        kept = next((place for place in items if self.refs[place] == before), None)
        if kept is None and items:
            kept = min(items, key=lambda place: abs(place - (at or 0)))
        self.query_one(Columns).row = columns
        self.rows.show([row for row, _ in rows], empty=empty, highlighted=kept)
        self.tell()

    def tell(self) -> None:
        """Bring the status line up to date."""
        self.status.mode = self.mode()
        self.status.under, self.status.place, offers = self.told()
        if self.line.has_focus:
            self.status.hint = self.hints.line(("list-choose", "to the list"), ("list-leave", "leave"))
        else:
            self.offer(*offers)

    # Keys

    def obey(self, command: str) -> None:
        """Do a command that is not every list's."""
        raise NotImplementedError

    def choose(self, ref: str) -> None:
        """Do what choosing an entry does."""
        raise NotImplementedError

    def action_command(self, command: str) -> None:
        """Do the command of that id."""
        self.say("")
        if command in ("list-down", "list-up"):
            self.rows.focus()
        if self.rows.obey(command):
            return
        match command:
            case "list-filter":
                self.type_filter("words to filter by")
            case "list-order":
                self.order = self.ORDERS[(self.ORDERS.index(self.order) + 1) % len(self.ORDERS)]
                self.relist()
                self.say(f"ordered {self.order}")
            case "list-leave":
                self.leave()
            case _:
                self.obey(command)

    def type_filter(self, placeholder: str) -> None:
        """Open the line in which is typed what to find entries by."""
        self.line.placeholder = placeholder
        self.line.display = True
        self.line.focus()

    def on_descendant_focus(self) -> None:
        """Say what can be done where the keys are now."""
        self.tell()

    def clear_filter(self) -> bool:
        """Show all entries again; return whether some were hidden or the line was open."""
        was = bool(self.filter) or bool(self.line.display)
        self.rows.focus()
        self.line.display = False
        self.line.value = self.filter = ""
        return was

    def leave(self) -> None:
        """Clear the filter; without one, leave the screen."""
        if not self.clear_filter():
            self.dismiss(None)

    def watch_filter(self) -> None:
        """Show what fits."""
        self.relist()

    def hears(self) -> bool:
        """Return whether the keys are for the list."""
        return self.focused is self.rows

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.tell()

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        ref = self.refs[event.index]
        if ref is not None:
            self.choose(ref)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value == event.input.value:  # what was typed since is on its way
            self.filter = event.value

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Have the keys go to the list: what fits stays in it, and a second Enter chooses."""
        self.rows.focus()
        self.tell()
