"""The reader: an article, the panel beside it, the status line below."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widget import Widget

from annotations.model import Document, Mark
from tui.article.pane import ArticlePane
from tui.desk import Failed
from tui.keymap import bindings, display
from tui.reader import extraction
from tui.reader.acts import Acts, Undone
from tui.reader.asking import Asking
from tui.reader.changes import Acted
from tui.reader.finding import Finding
from tui.reader.hints import Hints
from tui.reader.opening import Opened, Opening
from tui.reader.side import Side
from tui.reader.sheet import Sheet
from tui.reader.status import StatusLine
from tui.reader.under import under
from tui.reader.view import View
from tui.reader.welcome import Welcome

if TYPE_CHECKING:
    from tui.app import BriefReader
    from tui.desk import Desk
    from tui.panel.panel import Panel

_MOTIONS: tuple[str, ...] = (
    "left", "down", "up", "right", "word-next", "word-back", "word-end", "sentence-back", "sentence-next",
    "paragraph-back", "paragraph-next", "line-start", "line-end", "top", "bottom", "page-down", "page-up",
    "half-down", "half-up",
)  # fmt: skip


class ReaderScreen(Screen[None], inherit_bindings=False):
    """Shows one document. Text is painted first; store, panel and the machine's reading follow as messages.

    Its parts know each a subject: acts, finding, view, asking, opening. The screen joins them to keys and messages.
    """

    CSS = """
    ReaderScreen { layout: horizontal; }
    ReaderScreen > ArticlePane { width: 1fr; height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reader")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - as Textual declares it

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.sheet = Sheet(document)
        self.start = 0
        """Where the cursor stood before the first key; -1 after it."""
        self.pane = ArticlePane()
        self.status = StatusLine()
        self.hints = Hints(self.reader.settings.keymap)
        self.acts = Acts(self)
        self.finding = Finding(self)
        self.view = View(self)
        self.asking = Asking(self)
        self.opening = Opening(self)
        self.side = Side(self)
        self.handlers = self._handlers()
        self._welcome: Welcome | None = None
        self._bound: set[tuple[Widget | None, str]] = set()
        """Keys that were found to do something, by what had the keys."""

    @property
    def reader(self) -> "BriefReader":
        """The program."""
        return cast("BriefReader", self.app)

    @property
    def desk(self) -> "Desk":
        """The store's thread."""
        return self.reader.desk

    def compose(self) -> ComposeResult:
        """Only what the first paint needs."""
        yield self.pane
        yield self.status

    def on_mount(self) -> None:
        """Show the text; all else waits until it is painted."""
        self.pane.load(self.sheet.text, self.sheet.document.headings or ())
        self.pane.focus()
        self.start = self.pane.cursor
        self.show_state()
        self.call_after_refresh(self.opening.start)

    def on_resize(self) -> None:
        """Show the panel where there is room for it."""
        if self.desk.opened:
            self.side.fit()

    # Commands

    def _handlers(self) -> Mapping[str, Callable[[], object]]:
        acts, finding, view, asking, side = self.acts, self.finding, self.view, self.asking, self.side
        app = self.reader
        return {
            **{name: partial(self.pane.motion, name.replace("-", "_")) for name in _MOTIONS},
            **{f"tag-{n}": partial(acts.tag, str(n)) for n in range(1, 10)},
            "mark-next": partial(view.step, 1),
            "mark-back": partial(view.step, -1),
            "accept": acts.accept,
            "reject": acts.reject,
            "relabel": asking.relabel,
            "select": view.select,
            "select-sentence": view.select_sentence,
            "grow": view.grow,
            "shrink": view.shrink,
            "escape": view.escape,
            "tag-by-name": asking.tag,
            "tag-all": acts.tag_all,
            "comment": asking.comment,
            "delete": acts.delete,
            "repeat": acts.repeat,
            "undo": acts.undo,
            "redo": acts.redo,
            "copy": view.copy,
            "find": finding.ask,
            "find-next": partial(finding.step, 1),
            "find-back": partial(finding.step, -1),
            "set-place": finding.set_place,
            "go-place": finding.go_place,
            "panel": side.toggle,
            "panel-focus": side.focus,
            "panel-back": partial(side.turn, -1),
            "panel-next": partial(side.turn, 1),
            "open": asking.open,
            "library": app.library,
            "next-document": partial(app.turn, 1),
            "previous-document": partial(app.turn, -1),
            "export": asking.export,
            "code-book": app.code_book,
            "marks-shown": asking.layers,
            "wider": partial(view.widen, 4),
            "narrower": partial(view.widen, -4),
            "quit": app.exit,
        }

    def action_command(self, name: str) -> None:
        """Do what the command of that id does; what it says stays until the next key."""
        self.status.say("")
        self.start = -1
        self.handlers[name]()
        self.show_state()

    def on_key(self, event: events.Key) -> None:
        """Take the welcome away; say so if a key does nothing here."""
        if self._welcome is not None:
            self._welcome.remove()
            self._welcome = None
        bound = (self.focused, event.key)
        if bound in self._bound:
            return
        if event.key in self.active_bindings:
            self._bound.add(bound)
        else:
            key = event.character if event.is_printable and event.character else event.key
            self.say(f"{display(key)} does nothing here: {self.hints.key('help')} shows what does")

    # What is shown

    def say(self, message: str, *, alarm: bool = False) -> None:
        """Show `message` in the status line until the next key."""
        self.status.say(message, alarm=alarm)

    def show_state(self) -> None:
        """Bring the status line up to date."""
        pane, status, sheet = self.pane, self.status, self.sheet
        status.mode = "VISUAL" if pane.visual else "FIND" if self.finding.active else "READ"
        status.under = under(sheet, pane.marks_here(), pane.cursor)
        status.place = self.finding.where()
        status.saved = "saving…" if self.acts.pending and sheet.id else "saved" if sheet.id else ""
        mark = pane.mark_here()
        if pane.selection is not None:
            status.hint = self.hints.selecting(sheet)
        elif mark is None:
            status.hint = self.hints.reading()
        else:
            status.hint = self.hints.on_own(sheet) if mark.layer == "own" else self.hints.on_found(sheet)

    def show_marks(self) -> None:
        """Show the marks as the sheet now has them."""
        colours = {tag.id: tag.colour for tag in self.sheet.tags if tag.colour}
        signs = {tag.id: tag.key or tag.name[:1] for tag in self.sheet.tags}
        self.pane.set_marks(self.sheet.marks, colours, signs)
        self.side.refill()
        self.show_state()

    def welcome(self) -> None:
        """Say, until the next key, which keys do the main job."""
        self._welcome = Welcome(self.hints)
        self.mount(self._welcome)

    def machine_mark(self) -> Mark | None:
        """Return the machine's mark under the cursor."""
        mark = self.pane.mark_here()
        return mark if mark is not None and mark.layer != "own" else None

    def next_unjudged(self) -> bool:
        """Go to the next mark of the machine's that nobody has judged; return whether there is one."""
        return self.view.step_to_found()

    # What comes in

    @on(ArticlePane.CursorMoved)
    @on(ArticlePane.SelectionChanged)
    def _moved(self) -> None:
        self.side.follow()
        self.show_state()

    @on(Opened)
    def _opened(self, message: Opened) -> None:
        self.opening.opened(message)
        self.acts.free()
        self.show_marks()

    @on(extraction.Read)
    def _read(self, message: extraction.Read) -> None:
        self.opening.read(message.reading, keep=True)
        self.show_marks()

    @on(extraction.NotRead)
    def _not_read(self, message: extraction.NotRead) -> None:
        self.status.work = ""
        self.say(f"no marks for this text: {message.why}", alarm=True)

    @on(Acted)
    def _acted(self, message: Acted) -> None:
        if message.tags is not None:
            self.sheet.tags = message.tags
        self.sheet.said(message.changed, message.gone)
        self.acts.free()
        self.pane.clear_selection()
        self.show_marks()
        self.say(message.title)

    @on(Undone)
    def _undone(self, message: Undone) -> None:
        before = self.sheet.annotations
        self.sheet.tags = message.tags
        self.sheet.said_in_all(message.said)
        self.acts.free()
        self.show_marks()
        if message.act is None:
            self.say(f"nothing is left to be {message.way}")
        else:
            self.view.go_to_difference(before)
            other = "redo" if message.way == "undone" else "undo"
            self.say(f"{message.way}: {message.act.title} · {self.hints.key(other)} {other}es it")

    @on(Failed)
    def _failed(self, message: Failed) -> None:
        self.acts.free()
        self.show_state()
        self.say(f"not saved: {message.what}: {message.why}" if message.what else message.why, alarm=True)

    def on_panel_item_highlighted(self, message: "Panel.ItemHighlighted") -> None:
        """Show the evidence of the panel's item; the panel keeps the keys."""
        self.side.show_evidence(message.spans, message.at)

    def on_panel_item_chosen(self, message: "Panel.ItemChosen") -> None:
        """Read on at the evidence."""
        self.side.show_evidence(message.spans, message.at)
        self.side.leave()

    def on_panel_tab_changed(self, message: "Panel.TabChanged") -> None:
        """Remember the tab."""
        self.side.tab = message.tab

    def on_panel_left(self) -> None:
        """Read on."""
        self.side.leave()
