"""The panel beside the article: what was found and said, in step with the cursor both ways."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Self

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static

from annotations.model import Annotation, Reading, Span, Tag
from annotations.text import shown_line
from tui.colours import colours_of, legible
from tui.commands import BY_ID
from tui.keymap import Keymap, bindings, display, keys_of
from tui.panel.contents import ORDERS
from tui.panel.empty import empty_words, working_words
from tui.panel.items import TABS, UNSURE, Item, Tab, joined
from tui.panel.listed import Listed
from tui.panel.stock import Made, Stock
from tui.panel.tabs import TabLine
from tui.panel.unfolded import lines_for, unfolded
from tui.rows import RowList, spread
from tui.sieve import Sieve

if TYPE_CHECKING:
    from annotations.store import Linked


class Panel(Vertical):
    """Shows one tab of items at a time. It changes nothing: what the reader does here goes out as messages."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list", "panel")]
    DEFAULT_CSS = """
    Panel { background: $background; border-left: solid $border-blurred; }
    Panel:focus-within { border-left: solid $primary; }
    Panel RowList { height: 1fr; margin-top: 1; }
    Panel Input, Panel Input.-textual-compact { border: none; height: 1; padding: 0 1; background: $panel; }
    Panel #unfolded { border-top: solid $border-blurred; padding: 0 1; }
    Panel #foot { height: 1; color: $text-muted; padding: 0 1; }
    """

    tab: reactive[Tab] = reactive("facts")
    """The tab shown."""
    filter: reactive[str] = reactive("")
    """Only items with all these words are shown, whatever their case and accents. Each tab has its own."""

    class Evidence(Message):
        """An item, and `spans[at]`, the evidence of it that is due."""

        def __init__(self, ref: str, spans: tuple[Span, ...], at: int) -> None:
            super().__init__()
            self.ref = ref
            self.spans = spans
            self.at = at

    class ItemHighlighted(Evidence):
        """The reader went to an item or to its next evidence: it is to be shown, the panel keeps the keys."""

    class ItemChosen(Evidence):
        """The reader wants to read on at the evidence: the article gets the keys."""

    class Unwanted(Message):
        """The reader wants an annotation deleted."""

        def __init__(self, ref: str) -> None:
            super().__init__()
            self.ref = ref

    class TabChanged(Message):
        """Another tab is shown."""

        def __init__(self, tab: Tab) -> None:
            super().__init__()
            self.tab: Tab = tab

    class Left(Message):
        """The reader wants out of the panel: the article gets the keys, where it is."""

    def __init__(self, keymap: Keymap | None = None, *, at: int = 0, id: str | None = None) -> None:
        """`at` is where the cursor stands in an article that nobody has moved in yet: the list shows its top then."""
        super().__init__(id=id)
        self.keymap = keymap or {}
        self.tabs = TabLine()
        self.rows = RowList()
        self.line = Input(placeholder="words to find in this list", compact=True)
        self.unfolded = Static(id="unfolded", markup=False)
        self.foot = Static(id="foot", markup=False)
        self._stock = Stock(self)
        self._orders: dict[Tab, int] = dict.fromkeys(TABS, 0)
        self._filters: dict[Tab, str] = dict.fromkeys(TABS, "")
        self._only = ""
        self._work: tuple[str, float | None] = ("Reading the article", None)
        self._wants_keys = False
        """Whether the panel was given the keys before it was there to take them."""
        self._filled_with: tuple[object, ...] = ()
        """All that the list depends on, as it was when it was filled."""
        self._listed = Listed()
        self._gone_to: int | None = None
        """The offset where the article was last sent."""
        self._offset = at
        self._follows = False
        """Whether the cursor has been moved, so that the list goes where it is."""
        self._chosen: tuple[str, int] | None = None
        self._sieve: Sieve[Item] = Sieve(lambda item: f"{item.headline} {item.detail} {item.section}")

    def compose(self) -> ComposeResult:
        """Lay out tabs, list, the highlighted item, filter and foot."""
        self.line.display = self.unfolded.display = False
        yield from (self.tabs, self.rows, self.unfolded, self.line, self.foot)

    def on_mount(self) -> None:
        """Show what there is."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._list())
        self._list()
        if self._wants_keys:
            self.rows.focus()

    def on_resize(self) -> None:
        """Say at the new width what the foot says, and unfold the item where there is room now."""
        self._foot()

    # What is shown

    def show(
        self,
        reading: Reading | None,
        annotations: Sequence[Annotation],
        tags: Sequence[Tag],
        floor: float = 0.0,
        links: Mapping[str, Sequence["Linked"]] | None = None,
    ) -> None:
        """Show what the machine found, as far as it is as certain as `floor`, and what the reader said and linked.

        `reading` is None until the machine is done.
        """
        self._stock.renew(reading, annotations, tags, floor, links or {})
        if self.is_mounted:
            self._list()

    def working(self, what: str, done: float | None = None) -> None:
        """Say what goes on until there is a reading, and how far it is (0 to 1) if that is known."""
        self._work = (what, done)
        if self._stock.reading is None and self.is_mounted:
            self._list()

    def watch_tab(self, tab: Tab) -> None:
        """Show another tab."""
        self._only = ""
        if self.is_mounted:
            self._listed.leave()
            self.filter = self._filters[tab]
            self._list()
            self.post_message(self.TabChanged(tab))

    def step_tab(self, by: int) -> None:
        """Show the tab `by` places further on, round and round."""
        self.tab = TABS[(TABS.index(self.tab) + by) % len(TABS)]

    def watch_filter(self, words: str) -> None:
        """Show what fits."""
        self._filters[self.tab] = words
        if not self.is_mounted:
            return
        if self.line.value != words:
            self.line.value = words
        self.line.display = bool(words) or self.line.has_focus
        self._list()

    @property
    def filtered(self) -> frozenset[str] | None:
        """The ids of the annotations that are listed, where only some of them are; None where it is all, or others."""
        sieved = self.tab == "notes" and (self.filter or self._only)
        return frozenset(item.ref for item in self._listed.items) if sieved else None

    @property
    def order(self) -> str:
        """The order of the tab shown."""
        return ORDERS[self.tab][self._orders[self.tab]]

    def _list(self) -> None:
        """Fill the list: the same item stays highlighted, else the one at the cursor is."""
        key = (self.tab, self.order)
        everything = self._stock.items(*key)
        if everything is None and self._filled_with[:1] == (key,):
            return  # what stands there is as good, until the thread has made it anew
        ground = self.background_colors[1]
        nothing = self._nothing(everything)
        listed = (key, everything, self.filter, self._only, self._stock.tags, ground, nothing)
        if listed == self._filled_with:
            return
        self._filled_with = listed
        colours = {tag: legible(css, ground) for tag, css in colours_of(self._stock.tags).items()}
        rows = self._listed.fill(self._sieved(everything or ()), colours)
        if self.item is None:
            self._find(self._offset)
        self.tabs.tab = self.tab
        self.rows.show(rows, empty=nothing, highlighted=self._listed.row)
        self._foot()

    @on(Made)
    def _made(self, message: Made) -> None:
        """Show what a thread has made, if it is of what is known now."""
        if self._stock.take(message):
            self._list()

    def _sieved(self, items: tuple[Item, ...]) -> Sequence[Item]:
        alike = tuple(item for item in items if item.alike == self._only) if self._only else items
        return self._sieve.kept(alike, self.filter)

    def _nothing(self, everything: tuple[Item, ...] | None) -> str:
        if everything is None:
            return working_words("Listing", None)
        if everything:
            return f"Nothing here has “{self.filter or self._only}”.\n\n{self._key('list-leave')} shows all again."
        if self._stock.reading is None and self.tab != "notes":
            return working_words(*self._work)
        return empty_words(self.tab, self._key)

    def _key(self, command: str) -> str:
        return display(keys_of(BY_ID[command], self.keymap)[0])

    def _foot(self, said: str = "") -> None:
        """Say how the items are ordered and sieved, which one is highlighted, and which of its evidence is shown."""
        width = max(1, self.foot.content_size.width)
        ways = self._listed.where()
        sieved = self._sieved_by(width - len(ways[-1]) - 1)
        left = said or sieved or (self._way_on(self.item) if self.item else "")
        room = width - 1 - (len(left) if said or sieved else 0)
        right = next((words for words in ways if len(words) <= room), ways[-1])
        self.foot.update(spread(Content(left), Content(right), width), layout=False)
        self._unfold()

    def _way_on(self, item: Item) -> str:
        """Return the order, or what can be done with an annotation that a changed text may have left behind."""
        if item.section != UNSURE:
            told = f"{self._key('explain')} tells all of it" if not lines_for(self.content_size.height) else ""
            return joined(self.order, told)
        there = f"{self._key('list-choose')} goes there, " if item.spans else ""
        return f"{there}{self._key('panel-delete')} deletes it"

    def _sieved_by(self, room: int) -> str:
        """Return what the items are sieved by, and the key that shows all again, in `room` cells."""
        by = " ".join(([f"only {self._only}"] if self._only else []) + ([f"“{self.filter}”"] if self.filter else []))
        way_out = f" · {self._key('list-leave')} shows all"
        words = Content(shown_line(by)).truncate(max(8, room - len(way_out)), ellipsis=True).plain
        return f"{words}{way_out}" if by else ""

    def _unfold(self) -> None:
        """Show the highlighted item in full, where there is room for it."""
        lines = lines_for(self.content_size.height)
        self.unfolded.display = bool(lines) and self.item is not None
        if lines and self.item is not None:
            self.unfolded.styles.height = lines + 1
            width = max(1, self.content_size.width - 2)
            self.unfolded.update(unfolded(self.item, width, lines), layout=False)

    # In step with the cursor

    def follow(self, offset: int) -> None:
        """Highlight the item at the article's cursor, or nearest to it. While the panel has the keys nothing moves."""
        if offset == self._offset:
            return
        self._offset = offset
        self._follows = True
        if self.has_focus_within or offset == self._gone_to or not self.is_mounted:
            return
        self._gone_to = None
        self._chosen = None
        self._find(offset)
        if self.item is not None:
            self.rows.highlighted = self._listed.row
        self._foot()

    def _find(self, offset: int) -> None:
        if self._follows:
            self._listed.to_offset(offset)
        else:
            self._listed.to_first()

    # What the reader does here

    def action_command(self, command: str) -> None:
        """Do one of the panel's commands, or of any list's."""
        if command in ("list-down", "list-up"):
            self.rows.focus()
        if self.rows.obey(command):
            return
        match command:
            case "list-filter":
                self.line.display = True
                self.line.focus()
            case "list-leave":
                self._leave()
            case "list-order":
                self._orders[self.tab] = (self._orders[self.tab] + 1) % len(ORDERS[self.tab])
                self._list()
            case "panel-only":
                self._show_alike()
            case "panel-delete":
                self._delete()
            case "evidence-next":
                self._step_evidence(1)
            case "evidence-back":
                self._step_evidence(-1)

    def focus(self, scroll_visible: bool = True) -> Self:
        """Give the keys to the list, as soon as there is one."""
        if self.is_mounted:
            self.rows.focus(scroll_visible)
        else:
            self._wants_keys = True
        return self

    def _leave(self) -> None:
        if self.line.has_focus:
            self.unsieve()
            self.focus()
        elif not self.unsieve():
            self.post_message(self.Left())

    def unsieve(self) -> bool:
        """Show all items of the tab again; return whether there were fewer."""
        sieved = bool(self.filter or self._only)
        self._only = self.filter = ""
        self._list()
        return sieved

    def _show_alike(self) -> None:
        if self._only:
            self._only = ""
        elif self.item is not None:
            self._only = self.item.alike
        self._list()

    def _delete(self) -> None:
        if self.tab == "notes" and self.item is not None:
            self.post_message(self.Unwanted(self.item.ref))
        else:
            self._foot("only notes are deleted here")

    def _step_evidence(self, by: int) -> None:
        if self.item is None:
            return
        spans = self.item.spans
        self._listed.step(by)
        self._go(self.ItemHighlighted)
        self._foot("" if len(spans) > 1 else "it has no other place" if spans else self._gone())

    def _go(self, message: type[Evidence]) -> None:
        """Have the article show the evidence that is due."""
        item, at = self.item, self._listed.at
        if item is not None and item.spans:
            self._gone_to = item.spans[at].start
            self.post_message(message(item.ref, item.spans, at))
        elif item is not None:
            self._foot(self._gone())

    @property
    def item(self) -> Item | None:
        """The highlighted item."""
        return self._listed.item

    @property
    def due(self) -> Sequence[Span] | None:
        """The evidence of the highlighted item that is due; none if its words are gone, None without an item."""
        return self._listed.due

    def tell_gone(self) -> None:
        """Say that the words of the highlighted item are gone from the text."""
        self._foot(self._gone())

    def _gone(self) -> str:
        return f"gone from the text: {self._key('panel-delete')} deletes it"

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        event.stop()
        self._listed.to_row(event.index)
        self._chosen = None
        self._foot()
        self._go(self.ItemHighlighted)

    @on(RowList.Chosen)
    def _choose(self, event: RowList.Chosen) -> None:
        """Go to the evidence; chosen again, to the next one."""
        event.stop()
        if self.item is None:
            return
        if self._chosen == (self.item.ref, self._listed.at):
            self._listed.step(1)
        self._chosen = (self.item.ref, self._listed.at)
        self._foot()
        self._go(self.ItemChosen)

    @on(TabLine.Clicked)
    def _click(self, event: TabLine.Clicked) -> None:
        event.stop()
        self.tab = event.tab

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value == event.input.value:  # what was typed since is on its way
            self.filter = event.value

    @on(Input.Submitted)
    def _taken(self, event: Input.Submitted) -> None:
        """Have the keys go back to the list: what fits stays in it, and a second Enter chooses."""
        event.stop()
        self.focus()

    def on_descendant_blur(self) -> None:
        """Take an empty filter away, now that nobody writes in it."""
        self.line.display = bool(self.filter) or self.screen.focused is self.line
