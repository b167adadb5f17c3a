"""Differences of annotators: each place lit in the text with what everyone says of it; one key settles it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from annotations.agreement import Difference, Side
from annotations.agreement.differences import NOBODY
from annotations.marks import annotation_marks
from annotations.model import Annotation, Span
from annotations.text import shown_line
from tui.article.pane import ArticlePane
from tui.desk import Desk, Failed
from tui.keymap import Keymap, bindings, display
from tui.prompts.once import AnswersOnce
from tui.reader.changes import excerpt
from tui.reader.hints import Hints
from tui.reader.status import StatusLine
from tui.rows import spread

if TYPE_CHECKING:
    from annotations.store import Store

_BAR: Final = 10
"""Cells of the bar that shows how much is settled."""
_SCROLLS: Final[Mapping[str, tuple[int, float]]] = {
    "differences-down": (1, 0),
    "differences-up": (-1, 0),
    "differences-page-down": (0, 0.8),
    "differences-page-up": (0, -0.8),
}
"""How far each command scrolls: lines, and parts of a page."""


class Place(NamedTuple):
    """A difference in a document."""

    document: str
    difference: Difference


class Open(Message):
    """The places that are to be settled, with the tags as they are written and the text of the one to look at.

    `said` tells what has just been done, `acted` in which document.
    """

    def __init__(
        self, places: Sequence[Place], at: int, text: str, title: str, paths: Mapping[str, str], said: str, acted: str
    ) -> None:
        super().__init__()
        self.places = places
        self.at = at
        self.text = text
        self.title = title
        self.paths = paths
        self.said = said
        self.acted = acted


class DifferencesScreen(AnswersOnce[bool], inherit_bindings=False):
    """Asks of one place after the other, of a document or of all, whose annotations stand; answers whether any was."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("differences")]
    DEFAULT_CSS = """
    DifferencesScreen > .head { height: 1; padding: 0 1; color: $primary; text-style: bold; }
    DifferencesScreen > ArticlePane { height: 1fr; }
    DifferencesScreen > .sides {
        dock: bottom; height: auto; max-height: 9; margin-bottom: 2; padding: 0 1; background: $primary 10%;
    }
    DifferencesScreen > .sides:ansi { margin-bottom: 3; background: ansi_default; border-top: solid ansi_blue; }
    """

    def __init__(self, desk: Desk, keymap: Keymap | None = None, document: str | None = None) -> None:
        super().__init__()
        self.desk = desk
        self.hints = Hints(keymap or {})
        self.document = document
        """The id of the only document that is looked at; None for all."""
        self.places: Sequence[Place] = ()
        self.at = 0
        self.settled = 0
        """How many places have been settled since the screen opened."""
        self.status = StatusLine()
        self.pane = ArticlePane()
        self.busy = False
        """Whether an act is on its way into the store; commands wait until it is there."""
        self._paths: Mapping[str, str] = {}
        self._title = ""
        self._acted: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay out the text, what each annotator says of the place, and the status line."""
        yield Static(classes="head", markup=False)
        yield self.pane
        yield Static(classes="sides", markup=False)
        yield self.status

    def on_mount(self) -> None:
        """Ask the store where annotators differ."""
        self.pane.focus()
        self.status.mode = "DIFFERENCES"
        self._ask(self._look, "looking for differences")

    def on_resize(self) -> None:
        """Draw the progress anew, and keep the place in view."""
        self.call_after_refresh(self._light)

    def say(self, message: str, *, alarm: bool = False) -> None:
        """Show `message` until the next key."""
        self.status.say(message, alarm=alarm)

    @property
    def place(self) -> Place | None:
        """The place that is asked for."""
        return self.places[self.at] if self.places else None

    # What is shown

    @on(Open)
    def _opens(self, message: Open) -> None:
        if self._acted or message.acted:
            self.settled = max(0, self.settled + len(self.places) - len(message.places))
        if message.acted:
            self._acted.append(message.acted)
        self.busy = False
        self.places, self.at, self._paths, self._title = message.places, message.at, message.paths, message.title
        if self.pane.text != message.text:
            self.pane.load(message.text)
        self._light()
        if message.said:
            self.say(message.said)

    def _light(self) -> None:
        """Light the place in the text, each annotator's passages with the number that takes them."""
        if (place := self.place) is None:
            self.pane.set_marks([])
        else:
            sides = tuple(enumerate(place.difference.sides, 1))
            signs = {a.id: str(number) for number, side in sides for a in side.annotations}
            self.pane.set_marks(annotation_marks(a for _, side in sides for a in side.annotations), signs=signs)
            span = Span(place.difference.span.start, place.difference.span.end)
            self.pane.jump(span)
            self.pane.reveal(span, centre=True)
        self._tell()

    def _tell(self) -> None:
        total = self.settled + len(self.places)
        full = round(_BAR * self.settled / total) if total else _BAR
        how_far = f"{'█' * full}{'░' * (_BAR - full)} {self.settled} of {total}"
        what = f"{self.place.difference.what} · {self._title}" if self.place else "Differences"
        head, sides = self.query(Static).results(Static)
        head.update(spread(Content(shown_line(what)), Content(how_far), self.size.width - 2))
        sides.update(self._of_place())
        self.status.under = f"{self.at + 1} of {len(self.places)} open" if self.places else ""
        self.status.place = ""
        self.status.saved = "saving…" if self.busy else "saved"
        take = [("differences-both", "all"), ("differences-neither", "neither"), ("differences-next", "next")]
        self.status.hint = self.hints.line(
            *(take if self.places else ()),
            ("differences-undo", "undo"),
            ("differences-close", "leave"),
            ("help", "help"),
        )

    def _of_place(self) -> Content:
        """Return what each annotator says of the place, with the key that takes it."""
        if self.place is None:
            return Content("" if self.busy else "No differences are open: all annotators agree, or it is settled.")
        lines = []
        for number, side in enumerate(self.place.difference.sides, 1):
            key = self.hints.key(f"differences-take-{number}") if number < 10 else " "
            name = Content.styled(f"{key} {shown_line(side.author or NOBODY)}", "bold")
            lines.append(name + Content(f"  {shown_line(self._said(side))}"))
        return Content("\n").join(lines)

    def _said(self, side: Side) -> str:
        return " · ".join(self._of_annotation(a) for a in side.annotations) or "nothing here"

    def _of_annotation(self, annotation: Annotation) -> str:
        start, end = annotation.placement.start or 0, annotation.placement.end or 0
        tags = ", ".join(self._paths[tag] for tag in annotation.tags if tag in self._paths) or annotation.label or ""
        parts = (excerpt(self.pane.text[start:end]), tags, " ".join(annotation.note.split()))
        return " ".join(part for part in parts if part)

    # What is done

    def action_command(self, command: str) -> None:
        """Do the command of that id."""
        if self.busy:
            return
        self.say("")
        if command in _SCROLLS:
            lines, pages = _SCROLLS[command]
            self.pane.scroll_relative(y=lines + round(pages * self.pane.size.height), animate=False)
        elif command == "differences-close":
            self.dismiss(bool(self._acted))
        elif command in ("differences-undo", "differences-redo"):
            self._turn("undone" if command == "differences-undo" else "redone")
        elif (place := self.place) is None:
            self.say("nothing is left to settle")
        elif command in ("differences-next", "differences-back"):
            self._step(1 if command == "differences-next" else -1)
        elif command == "differences-both":
            self._settle(place, "all stand", place.difference.sides)
        elif command == "differences-neither":
            self._settle(place, "neither stands", ())
        else:
            self._take(place, int(command.rpartition("-")[2]))

    def _take(self, place: Place, number: int) -> None:
        sides = place.difference.sides
        if number > len(sides):
            self.say(f"there are {len(sides)} annotators")
        else:
            side = sides[number - 1]
            name = side.author or NOBODY
            self._settle(
                place, f"{name}'s stands" if side.annotations else f"nothing stands, as {name} has it", (side,)
            )

    def _settle(self, place: Place, title: str, kept: Sequence[Side]) -> None:
        keep = {a.id for side in kept for a in side.annotations}
        reject = place.difference.ids - keep
        words = excerpt(self.pane.text[place.difference.span.start : place.difference.span.end])
        said = f"{words}: {title}"

        def settle(store: "Store") -> Open:
            store.deciding.decide(place.document, said, keep=sorted(keep), reject=sorted(reject))
            return self._look(store, place, said=said, acted=place.document)

        self._ask(settle, "settling a difference")

    def _turn(self, way: str) -> None:
        here, before = self.place, self.places
        document = self._acted[-1] if self._acted else here.document if here else self.document

        def turn(store: "Store") -> Open:
            act = store.history.undo(document) if way == "undone" else store.history.redo(document)
            said = f"{way}: {act.title}" if act else f"nothing is left to be {way}"
            acted = (document or "") if act else ""
            found = self._look(store, here, said=said, acted=acted)
            back = next((i for i, place in enumerate(found.places) if place not in before), None)
            return found if back is None else self._at(store, found, back)

        self._ask(turn, "undo" if way == "undone" else "redo")

    def _step(self, by: int) -> None:
        if len(self.places) < 2:
            self.say("this is the only one")
            return
        at = (self.at + by) % len(self.places)
        found = Open(self.places, at, "", "", self._paths, "", "")
        self._ask(partial(self._at, found=found, at=at), "looking at a difference")

    def _look(self, store: "Store", after: Place | None = None, *, said: str = "", acted: str = "") -> Open:
        """Return what is to be settled, and the first place after that one."""
        from annotations.agreement import differences
        from annotations.exchange.export import paths_of

        paths = paths_of(store.codebook.tags())
        documents = (self.document,) if self.document else store.deciding.shared()
        places = [
            Place(document, difference)
            for document in documents
            for difference in differences(store.annotations.of(document), paths, store.deciding.decided(document))
        ]
        at = 0
        if after is not None:
            order = {document: number for number, document in enumerate(documents)}
            there = order.get(after.document, 0), after.difference.span.start
            later = (i for i, p in enumerate(places) if (order[p.document], p.difference.span.start) >= there)
            at = next(later, 0)
        return self._at(store, Open(places, at, "", "", paths, said, acted), at)

    def _at(self, store: "Store", found: Open, at: int) -> Open:
        """Return what was found, with the text of the place at that number."""
        document = found.places[at].document if found.places else self.document
        text, title = "", ""
        if document:
            shown = store.documents.get(document)
            text, title = shown.text, shown.title or shown.source
        return Open(found.places, at, text, title, found.paths, found.said, found.acted)

    def _ask(self, job: Callable[["Store"], Open], what: str) -> None:
        self.busy = True
        self.desk.ask(self, job, what)

    # What else happens

    def on_key(self, event: events.Key) -> None:
        """Say so if a key does nothing here."""
        if event.key not in self.active_bindings:
            key = event.character if event.is_printable and event.character else event.key
            self.say(f"{display(key)} does nothing here: {self.hints.key('help')} shows what does")

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        self.busy = False
        self.say(f"not done: {event.what}: {event.why}" if event.what else event.why, alarm=True)
