"""The history: who did what when, newest first; any act can be undone and redone where nothing rests on it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from annotations.text import excerpt, shown_line
from tui.desk import Desk
from tui.keymap import Keymap, bindings
from tui.prompts.key import KeyChoice, KeyPrompt
from tui.reader.hints import Offer
from tui.rows import MUTED, Row, fitted
from tui.said import day_in_utc, in_words, local, state_of
from tui.screens.foot import Foot
from tui.screens.library import Picked
from tui.screens.listing import ListScreen

if TYPE_CHECKING:
    from annotations.store import Change, Entry, Store

_MOST: Final = 2000
"""Acts that are listed at most: the last ones; a day's or a document's may be older."""
_DETAILS: Final = 40
"""Things at most of which is told what the highlighted act changed in them."""
_WHOLE: Final = 10_000
"""Code points of a note at most that are told."""


class Scope(NamedTuple):
    """Which acts are listed: all, a document's, an annotation's, or those of one day."""

    document: str | None = None
    annotation: str | None = None
    day: str | None = None

    def words(self) -> str:
        """Return in a few words which."""
        if self.annotation:
            return "this annotation"
        return " · ".join(filter(None, ("this document" if self.document else "everything", self.day)))


class HistoryIs(Message):
    """The acts as they are now; `said` tells what has just been done."""

    def __init__(self, entries: "Sequence[Entry]", said: str = "") -> None:
        super().__init__()
        self.entries = entries
        self.said = said


class Changed(Message):
    """What one act changed."""

    def __init__(self, act: int, changes: "Sequence[Change]") -> None:
        super().__init__()
        self.act = act
        self.changes = changes


class InTheWay(Message):
    """An act could not be taken back or done again: why, and the act that stands in the way."""

    def __init__(self, why: str, act: int | None) -> None:
        super().__init__()
        self.why = why
        self.act = act


class HistoryScreen(ListScreen[Picked]):
    """Lists the acts; answers where to read on, if that was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list", "history")]
    DEFAULT_CSS = """
    HistoryScreen > Foot { max-height: 45%; padding: 0 1 0 2; background: $surface; }
    """
    MODE = "HISTORY"
    ORDERS = ("newest first", "oldest first")

    def __init__(
        self, desk: Desk, keymap: Keymap | None = None, document: str | None = None, annotation: str | None = None
    ) -> None:
        super().__init__(desk, keymap)
        self.document = document
        self.annotation = annotation
        self.scope = Scope(document)
        self.entries: Sequence[Entry] | None = None
        self._changes: dict[int, Sequence[Change]] = {}
        self.foot = Foot()

    def compose(self) -> ComposeResult:
        """Lay out the list, and below it what the act changed."""
        yield from super().compose()
        yield self.foot

    def on_mount(self) -> None:
        """Ask the store what was done."""
        super().on_mount()
        self.relist()
        self.desk.ask(self, self._as_it_is, "reading the history")

    # What is shown

    def listed(self) -> tuple[Row | None, Sequence[tuple[Row, str | None]], str]:
        """Return the acts: when, by whom, what, how it stands; a heading for each day."""
        wanted = self.filter.casefold()
        fitting = [e for e in self.entries or () if wanted in f"{e.act.title} {e.act.author} {e.title}".casefold()]
        if self.order == self.ORDERS[1]:
            fitting.reverse()
        rows: list[tuple[Row, str | None]] = []
        day = ""
        for entry in fitting:
            if local(entry.act.at)[:10] != day:
                day = local(entry.act.at)[:10]
                rows.append((_heading(day), None))
            rows.append((_row(entry, named=self.scope.document is None), str(entry.act.id)))
        return None, rows, self._nothing()

    def _nothing(self) -> str:
        if self.entries is None:
            return "Opening the history…"
        which = f"Nothing was done yet: {self.scope.words()}." if not self.filter else f"No act has “{self.filter}”."
        return f"{which}\n\n{self.hints.key('history-scope')} shows others."

    def told(self) -> tuple[str, str, Sequence[Offer]]:
        """Return what the act is, the place in the list, and the keys."""
        entry = self._here()
        turn = ("history-redo", "redo it") if entry and entry.act.undone else ("history-undo", "undo it")
        turns = () if entry is None or entry.fixed else (turn,)
        keys = (
            ("list-choose", "go there"), *turns, ("history-scope", "which"), ("history-deleted", "deleted"),
            ("history-more", "more"), ("list-filter", "find"), ("list-order", "sort"),
        )  # fmt: skip
        self.foot.tell(self._what_changed(entry))
        if entry is None:
            return "", self.scope.words(), keys
        refs = [ref for ref in self.refs if ref is not None]
        under = " · ".join(filter(None, (entry.act.title, state_of(entry), entry.title)))
        return shown_line(under), f"{refs.index(str(entry.act.id)) + 1} of {len(refs)} · {self.scope.words()}", keys

    def _what_changed(self, entry: "Entry | None") -> Content:
        if entry is None:
            return Content("")
        if entry.act.id not in self._changes:
            act = entry.act.id
            self._changes[act] = ()
            self.desk.ask(
                self, lambda store: Changed(act, store.log.changes(act, limit=_DETAILS)), "reading the history"
            )
        state = state_of(entry)
        how = f" · {state}, {local(entry.turned)}" if entry.turned and state else ""
        lines = [Content.styled(shown_line(f"{entry.act.title}{how}"), "bold")]
        lines += [Content(in_words(change, _WHOLE)) for change in self._changes[entry.act.id]]
        if entry.changes > _DETAILS:
            lines.append(Content.styled(f"and {entry.changes - _DETAILS} more", MUTED))
        return Content("\n").join(lines)

    def _here(self) -> "Entry | None":
        return next((e for e in self.entries or () if str(e.act.id) == self.ref), None)

    # What is done

    def choose(self, ref: str) -> None:  # noqa: ARG002 - as every list is asked
        """Read on where the act changed something."""
        entry = self._here()
        placed = (
            [c for c in self._changes.get(entry.act.id, ()) if c.document and c.kind == "annotation"] if entry else []
        )
        if placed:
            self.dismiss(Picked(placed[0].document or "", placed[0].start))
        elif entry is not None and entry.act.document:
            self.dismiss(Picked(entry.act.document, None))
        else:
            self.say("this changed nothing in a text")

    def obey(self, command: str) -> None:
        """Do one of the commands of the history."""
        if command == "history-close":
            self.dismiss(None)
        elif command == "history-scope":
            self._ask_scope()
        elif command == "history-deleted":
            self._show_deleted()
        elif command == "history-more":
            self.read_on(self.foot)
        elif (entry := self._here()) is None:
            self.say("there is no act here")
        else:
            self._turn(entry.act.id, "undone" if command == "history-undo" else "redone")

    def _turn(self, act: int, way: str) -> None:
        def turn(store: "Store") -> Message:
            from annotations.store import UndoConflict

            try:
                turned = store.history.undo_act(act) if way == "undone" else store.history.redo_act(act)
            except UndoConflict as conflict:
                return InTheWay(str(conflict), conflict.act)
            return self._as_it_is(store, f"{way}: {turned.title}")

        self.desk.ask(self, turn, "undo" if way == "undone" else "redo")

    def _ask_scope(self) -> None:
        entry = self._here()
        scopes = {"a": Scope()}
        choices = [KeyChoice("a", "everything")]
        document = self.document or (entry.act.document if entry else None)
        if document:
            scopes["d"] = Scope(document)
            choices.append(KeyChoice("d", "what was done in this document"))
        if self.annotation:
            scopes["h"] = Scope(None, self.annotation)
            choices.append(KeyChoice("h", "what was done to the annotation at your cursor"))
        changed = self._changes.get(entry.act.id, ()) if entry else ()
        if annotation := next((c for c in changed if c.kind == "annotation"), None):
            scopes["t"] = Scope(None, annotation.thing)
            choices.append(KeyChoice("t", f"what was done to {excerpt(annotation.name)}"))
        if entry:
            scopes["y"] = self.scope._replace(annotation=None, day=local(entry.act.at)[:10])
            choices.append(KeyChoice("y", f"what was done on this day, {local(entry.act.at)[:10]}"))

        def chosen(key: str | None) -> None:
            if key is not None:
                self.scope = scopes[key]
                self.desk.ask(self, self._as_it_is, "reading the history")

        self.app.push_screen(KeyPrompt("Show which acts?", choices), chosen)

    def _show_deleted(self) -> None:
        from tui.screens.deleted import DeletedScreen

        def back(_: object) -> None:
            self._changes.clear()
            self.desk.ask(self, self._as_it_is, "reading the history")

        self.app.push_screen(DeletedScreen(self.desk, self.hints.keymap), back)

    def _as_it_is(self, store: "Store", said: str = "") -> HistoryIs:
        scope = self.scope
        since, until = day_in_utc(scope.day) if scope.day else (None, None)
        return HistoryIs(
            store.log.entries(scope.document, scope.annotation, since=since, until=until, limit=_MOST), said
        )

    @on(HistoryIs)
    def _is_now(self, message: HistoryIs) -> None:
        self.entries = message.entries
        self.relist()
        if message.said:
            self.say(message.said)

    @on(Changed)
    def _changed(self, message: Changed) -> None:
        self._changes[message.act] = message.changes
        self.tell()

    @on(InTheWay)
    def _in_the_way(self, message: InTheWay) -> None:
        """Say why not, and go to the act that stands in the way."""
        self.desk.ask(self, self._as_it_is, "reading the history")  # another program may have done it
        if message.act is not None and str(message.act) in self.refs:
            self.relist(str(message.act))
            self.say(f"{message.why}: undo that first, it is here")
        else:
            self.say(message.why)


def _heading(day: str) -> Row:
    return Row(1, lambda _: [Content.styled(day, ".rows--heading")], heading=True)


def _row(entry: "Entry", *, named: bool) -> Row:
    """Return the row of an act; with `named` its document stands in it."""

    def draw(width: int) -> Sequence[Content]:
        state = state_of(entry)
        right = Content.styled(f"  {state}", "italic") if state else Content("")
        if named and entry.title:
            right = Content.styled("  " + fitted(entry.title, width // 4).plain, MUTED) + right
        head = Content(f"{local(entry.act.at)[11:]}  {shown_line(entry.act.author)[:10]:<10}  ").stylize(MUTED)
        room = width - head.cell_length - right.cell_length
        title = Content.styled(shown_line(entry.act.title), "strike" if entry.act.undone else "")
        return [head + title.truncate(room, ellipsis=True, pad=True) + right]

    return Row(1, draw)
