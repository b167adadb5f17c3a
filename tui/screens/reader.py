"""The reader: an article, the panel beside it, the status line below."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widget import Widget

from annotations.model import Document, Mark
from tui.article.pane import ArticlePane
from tui.commands import BY_ID
from tui.keymap import bindings, commands_by_key, display
from tui.reader.article import Article
from tui.reader.sheet import Sheet
from tui.reader.status import StatusLine

if TYPE_CHECKING:
    from tui.app import BriefReader
    from tui.desk import Desk, Failed
    from tui.loading import Whole
    from tui.panel.panel import Panel
    from tui.reader.acts import Acts, Undone
    from tui.reader.asking import Asking
    from tui.reader.changes import Acted
    from tui.reader.counting import Count
    from tui.reader.explaining import Explaining
    from tui.reader.exporting import Exported
    from tui.reader.extraction import NotRead, Read
    from tui.reader.finding import Finding
    from tui.reader.hints import Hints
    from tui.reader.jumping import Jumping
    from tui.reader.learning import Learning, Taught
    from tui.reader.linking import Linking, LinksKnown
    from tui.reader.noting import Noting
    from tui.reader.opening import Opened, Opening
    from tui.reader.side import Side
    from tui.reader.view import View
    from tui.reader.watching import Looked, Refreshed, Watching


_AIMED: Final = frozenset(
    [*(f"tag-{n}" for n in range(1, 10)), "tag-by-name", "tag-all", "comment", "correct", "delete", "repeat", "copy",
     "link", "follow-link", "unlink", "assess", "reject", "relabel", "explain", "remember"]
)  # fmt: skip
"""The commands that act on a passage: that of the panel's item, where the keys go to the panel."""
_COUNTED: Final = frozenset({"Move", "Marks", "Select"})
"""The groups of the commands that may follow a count."""


class ReaderScreen(Screen[None], inherit_bindings=False):
    """Shows one document. Its text is painted first; then come its parts, each of which knows a subject.

    The screen joins the parts to keys and messages. Nothing but the text, its pane and the status line is imported
    before the first paint.
    """

    DEFAULT_CSS = """
    ReaderScreen { layout: horizontal; }
    ReaderScreen > ArticlePane { width: 1fr; height: 1fr; scrollbar-size-vertical: 1; }
    ReaderScreen > Panel { width: 38%; min-width: 40; max-width: 70; height: 1fr; }
    ReaderScreen.-narrow { layout: vertical; }
    ReaderScreen.-narrow > Panel {
        width: 1fr; max-width: 100%; height: 50%; border-left: none; border-top: solid $border-blurred;
        &:focus-within { border-top: solid $primary; }
        & > RowList { margin-top: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reader")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - as Textual declares it

    hints: "Hints"
    acts: "Acts"
    count: "Count"
    jumping: "Jumping"
    finding: "Finding"
    view: "View"
    asking: "Asking"
    explaining: "Explaining"
    learning: "Learning"
    linking: "Linking"
    noting: "Noting"
    opening: "Opening"
    side: "Side"
    watching: "Watching"
    handlers: Mapping[str, Callable[[], object]]
    """What each command of the reader does, by its id."""

    def __init__(self, document: Document, *, whole: bool = True, at: int | None = None, tag: str = "") -> None:
        super().__init__()
        self.sheet = Sheet(document)
        self.at = at
        """The offset to begin at; None for where the reader was last time."""
        self.tag = tag
        """The tag, as written, whose list of passages lies below and is gone back to; "" where there is none."""
        self.whole = whole
        """Whether all is known of the document that its source says, not only its text."""
        self.pane = Article()
        self.status = StatusLine()
        self.complete = False
        """Whether the parts are there."""
        self.untouched = True
        """Whether no key has been pressed yet: the cursor may be put where it was last time."""
        self.keys: Mapping[str, str] = {}
        """The commands of the article by Textual's names of their keys."""
        self._passing: Widget | None = None
        """What is shown until the next key."""
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
        self.keys = commands_by_key(self.reader.settings.keymap, "reader")
        self.pane.measure = self.reader.settings.measure
        self.pane.layers_shown = frozenset(self.reader.settings.layers)
        self.sheet.floor = self.reader.settings.floor
        self.pane.load(self.sheet.text, self.sheet.document.headings or ())
        self.pane.focus()

    def on_article_painted(self) -> None:
        """Bring in the parts and open the document in the store, now that its text can be read."""
        self.reader.text_is_painted()
        self._complete()
        self.opening.start()
        self.show_state()

    def _complete(self) -> None:
        if not self.complete:
            from tui.reader.parts import put_together

            self.complete = True
            put_together(self)

    def on_unmount(self) -> None:
        """Let go of what is still being read."""
        if self.complete:
            self.learning.stop()

    def on_resize(self) -> None:
        """Show the panel where there is room for it."""
        if self.complete:
            self.side.fit()
            self.call_after_refresh(self.show_state)

    # Keys

    def action_command(self, name: str) -> None:
        """Do what the command of that id does; what it says stays until the next key."""
        self._complete()
        self._end_passing()
        self.untouched = False
        self.status.say("")
        if name == "accept" and self.finding.under_way:
            name = "find-next"
        at_hit = self.finding.under_way and self.pane.mark_here() is not None
        self.finding.under_way = name in ("find", "find-next", "find-back")
        if name == "accept" and self.side.jumped:
            enter, leave = self.hints.key("accept"), self.hints.key("escape")
            self.say(f"{enter} has kept nothing: {leave} or a motion first, then {enter}")
        elif name == "mark-next" and at_hit:
            pass  # the mark that was found is the next: the search is left, and what it is is told
        elif self.count.typed and BY_ID[name].group not in _COUNTED:
            self.say(f"{self.count.typed} of what? A motion or an object follows a count")
        elif name not in _AIMED or self.side.take_aim():
            self.handlers[name]()
            self.side.jumped = False
        if name != "select":
            self.count.end()
        if BY_ID[name].group in ("Move", "Marks"):
            self.finding.moved()
        self.jumping.after(name)
        self.show_state()

    def takes_key(self, event: events.Key) -> bool:
        """Take a key of the article that is no command's while letters or a count are typed; return whether it was."""
        taken = self.jumping.takes(event.key) or self.count.takes(event.key)
        if taken:
            self.show_state()
        return taken

    def on_key(self, event: events.Key) -> None:
        """Take away what was shown until a key; say so if a key does nothing here."""
        self._end_passing()
        bound = (self.focused, event.key)
        if bound in self._bound:
            return
        if event.key in self.active_bindings:
            self._bound.add(bound)
        elif self.complete:
            key = event.character if event.is_printable and event.character else event.key
            self.say(f"{display(key)} does nothing here: {self.hints.key('help')} shows what does")

    # What is shown

    def say(self, message: str, *, alarm: bool = False) -> None:
        """Show `message` in the status line until the next key."""
        self.status.say(message, alarm=alarm)

    def show_state(self) -> None:
        """Bring the status line up to date."""
        from tui.reader.telling import tell

        tell(self)

    def show_marks(self) -> None:
        """Show the marks as the sheet now has them."""
        from tui.colours import colours_of
        from tui.reader.margin import signs_of

        signs = signs_of(self.sheet.annotations.values(), self.sheet.tags)
        self.pane.set_found(self.sheet.found)
        self.pane.set_marks(self.sheet.marks, colours_of(self.sheet.tags), signs)
        self.side.refill()
        self.jumping.marks_changed()
        self.show_state()

    def welcome(self) -> None:
        """Say, until the next key, which keys do the main job."""
        from tui.reader.welcome import Welcome

        self.show_until_key(Welcome(self.hints))

    def show_until_key(self, passing: Widget) -> None:
        """Show a widget above the status line; it goes with the next key."""
        self._end_passing()
        self._passing = passing
        self.mount(passing)

    def _end_passing(self) -> None:
        if self._passing is not None:
            self._passing.remove()
            self._passing = None

    def machine_mark(self) -> Mark | None:
        """Return the machine's mark under the cursor."""
        mark = self.pane.mark_here()
        return mark if mark is not None and mark.layer != "own" else None

    def next_unjudged(self) -> bool:
        """Go to the next mark of the machine's that nobody has judged; return whether there is one."""
        return self.view.step_to_found()

    # What the pane and the panel say

    def on_article_pane_cursor_moved(self) -> None:
        """Keep status line and panel in step."""
        if self.complete:
            self.side.follow()
            self.show_state()

    def on_article_pane_selection_changed(self, message: ArticlePane.SelectionChanged) -> None:
        """Keep the status line in step; without a selection nothing is being corrected."""
        if self.complete:
            if message.span is None:
                self.acts.corrected = ""
            self.show_state()

    def on_descendant_focus(self) -> None:
        """Say what can be done where the keys are now."""
        if self.complete:
            if self.focused is not self.pane:
                self.jumping.leave()
            self.show_state()

    def on_panel_item_highlighted(self, message: "Panel.ItemHighlighted") -> None:
        """Show the evidence of the panel's item; the panel keeps the keys."""
        self.side.show_evidence(message.spans, message.at)

    def on_panel_item_chosen(self, message: "Panel.ItemChosen") -> None:
        """Read on at the evidence."""
        self.side.show_evidence(message.spans, message.at)
        self.side.leave()
        self.side.jumped = True
        self.show_state()

    def on_panel_tab_changed(self, message: "Panel.TabChanged") -> None:
        """Remember the tab."""
        self.side.tab = message.tab
        self.show_state()

    def on_panel_unwanted(self, message: "Panel.Unwanted") -> None:
        """Delete the annotation that the panel lists."""
        self.acts.delete_listed(message.ref)

    def on_panel_left(self) -> None:
        """Read on."""
        self.side.leave()

    # What the store and the machine say

    def on_whole(self, message: "Whole") -> None:
        """Take the document in, now that all is known of it."""
        self.opening.take_in(message.document)

    def on_opened(self, message: "Opened") -> None:
        """Show the document as it was left."""
        self.opening.opened(message)
        self.watching.begin(message.stand, message.added.revision)
        self.linking.ask()
        self.acts.free()
        self.show_marks()
        self.noting.opened()

    def on_refreshed(self, message: "Refreshed") -> None:
        """Show what was changed elsewhere."""
        self.watching.take_in(message)

    def on_looked(self, message: "Looked") -> None:
        """Show what another program has written, if one has."""
        self.watching.looked(message)

    def on_read(self, message: "Read") -> None:
        """Show the machine's marks."""
        if self.learning.is_due(message.fingerprint):
            self.learning.has(message.reading)
            self.opening.read(message.reading, message.fingerprint)
            self.show_marks()

    def on_taught(self, message: "Taught") -> None:
        """Have the document read again, if what was taught matters to it."""
        self.learning.take(message)

    def on_not_read(self, message: "NotRead") -> None:
        """Say why there are no marks."""
        self.status.work = ""
        self.learning.failed()
        self.side.working("No marks: the machine could not read this text")
        self.say(f"no marks for this text: {message.why}", alarm=True)

    def on_acted(self, message: "Acted") -> None:
        """Show what is saved now."""
        from tui.reader.telling import told

        if message.tags is not None:
            self.sheet.tags = message.tags
        self.learning.hear(message)
        self.noting.saved(message.changed)
        if message.links or (message.gone and self.sheet.links):
            self.linking.ask()
        self.sheet.said(message.changed, message.gone)
        self.acts.free()
        self.show_marks()
        self.pane.clear_selection()
        self.pane.choose({a.id for a in message.changed})
        self.say(told(self, message))

    def on_links_known(self, message: "LinksKnown") -> None:
        """Show the links."""
        self.linking.know(message)

    def on_undone(self, message: "Undone") -> None:
        """Show what was taken back, or brought back."""
        before = self.sheet.annotations
        self.sheet.tags = message.tags
        self.sheet.said_in_all(message.said)
        self.acts.free()
        self.show_marks()
        if message.act is None:
            self.say(f"nothing is left to be {message.way}")
        else:
            self.learning.ask()
            self.linking.ask()
            self.view.go_to_difference(before)
            other = "redo" if message.way == "undone" else "undo"
            self.say(f"{message.way}: {message.act.title} · {self.hints.key(other)} {other}es it")

    def on_exported(self, message: "Exported") -> None:
        """Say what was written."""
        self.status.work = ""
        self.say(message.what)

    def on_failed(self, message: "Failed") -> None:
        """Say what the store refused."""
        self.status.work = ""
        self.learning.failed()
        self.acts.free()
        self.show_state()
        self.say(f"{message.what}: not done: {message.why}" if message.what else message.why, alarm=True)
