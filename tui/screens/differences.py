"""Differences of annotators: each place lit in the text with what everyone says of it; one key settles it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from annotations.agreement import Difference, Side
from annotations.agreement.differences import NOBODY
from annotations.marks import annotation_marks
from annotations.model import Annotation, Span
from annotations.text import excerpt, one_spaced, shown_line
from tui.desk import Desk
from tui.keymap import Keymap, bindings
from tui.reader.hints import Offer
from tui.rows import fitted
from tui.screens.atdesk import Way, turned
from tui.screens.queue import QueueScreen

if TYPE_CHECKING:
    from annotations.store import Store


_SHORT: Final = 3
"""Annotators that stand among the keys; all of them are told at the foot."""
_SHORT_NAME: Final = 10
"""Cells that a name has there."""
_LONGEST: Final = 80
"""Code points of a passage that are told; of a longer one its middle is left out, as it is the ends that differ."""


class Place(NamedTuple):
    """A difference in a document."""

    document: str
    difference: Difference


class Found(NamedTuple):
    """The places that are to be settled, with the tags as they are written, and the text of the one to look at."""

    places: Sequence[Place] = ()
    paths: Mapping[str, str] = {}
    at: int = 0
    text: str = ""
    title: str = ""


class Open(Message):
    """What is to be settled now; `said` tells what has just been done, `acted` in which document."""

    def __init__(self, found: Found, said: str = "", acted: str = "") -> None:
        super().__init__()
        self.found = found
        self.said = said
        self.acted = acted


class DifferencesScreen(QueueScreen[bool], inherit_bindings=False):
    """Asks of one place after the other, of a document or of all, whose annotations stand; answers whether any was."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("differences")]
    PLACE = "differences"

    def __init__(self, desk: Desk, keymap: Keymap | None = None, document: str | None = None) -> None:
        super().__init__(desk, keymap)
        self.document = document
        """The id of the only document that is looked at; None for all."""
        self.found = Found()
        self.settled = 0
        """How many places have been settled since the screen opened."""
        self._acted: list[str] = []

    def on_mount(self) -> None:
        """Ask the store where annotators differ."""
        self.ask(self._look, "looking for differences")

    @property
    def places(self) -> Sequence[Place]:
        """The places that are to be settled."""
        return self.found.places

    @property
    def place(self) -> Place | None:
        """The place that is asked for."""
        return self.places[self.found.at] if self.places else None

    # What is shown

    @on(Open)
    def _opens(self, message: Open) -> None:
        if self._acted or message.acted:
            self.settled = max(0, self.settled + len(self.places) - len(message.found.places))
        if message.acted:
            self._acted.append(message.acted)
        self.busy = False
        self.found = message.found
        if self.pane.text != self.found.text:
            self.pane.load(self.found.text)
        self.light()
        if message.said:
            self.say(message.said)

    def light(self) -> None:
        """Light the place in the text, each annotator's passages with the number that takes them."""
        if (place := self.place) is None:
            self.pane.set_marks([])
        else:
            sides = tuple(enumerate(place.difference.sides, 1))
            signs = {a.id: str(number) for number, side in sides for a in side.annotations}
            self.pane.set_marks(annotation_marks(a for _, side in sides for a in side.annotations), signs=signs)
            span = Span(place.difference.span.start, place.difference.span.end)
            self.pane.jump(span)
            self.pane.centre(span)
        self._tell()

    def _tell(self) -> None:
        total = self.settled + len(self.places)
        what = f"{self.place.difference.what} · {self.found.title}" if self.place else "Differences"
        self.tell_of(what, self._of_place(), self.settled, total)
        self.status.under = f"{self.found.at + 1} of {len(self.places)} open" if self.places else ""
        self.offer(*self._offers())

    def _offers(self) -> list[Offer]:
        others = [("differences-undo", "undo"), ("differences-more", "more"), ("differences-close", "leave")]
        if self.place is None:
            return others
        names = [fitted(side.author or NOBODY, _SHORT_NAME).plain for side in self.place.difference.sides[:_SHORT]]
        sides = [(f"differences-take-{number}", name) for number, name in enumerate(names, 1)]
        take = [("differences-both", "all"), ("differences-neither", "neither"), ("differences-next", "next")]
        return [*sides, *take, *others]

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
        marked = [self._of_annotation(a) for a in side.annotations]
        rejected = [f"rejected: {self._of_annotation(a)}" for a in side.rejected]
        return " · ".join(marked + rejected) or "nothing here"

    def _of_annotation(self, annotation: Annotation) -> str:
        start, end = annotation.placement.start or 0, annotation.placement.end or 0
        tags = ", ".join(self.found.paths[tag] for tag in annotation.tags if tag in self.found.paths)
        parts = (
            _with_both_ends(self.pane.text[start:end]),
            tags or annotation.label or "",
            " ".join(annotation.note.split()),
        )
        return " ".join(part for part in parts if part)

    # What is done

    def action_command(self, command: str) -> None:
        """Do the command of that id."""
        if self.busy:
            return
        self.say("")
        if self.scrolls(command):
            return
        if command == "differences-close":
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
            return Open(self._found(store, place), said, place.document)

        self.ask(settle, "settling a difference")

    def _turn(self, way: Way) -> None:
        here, before = self.place, self.places
        document = self._acted[-1] if self._acted else here.document if here else self.document

        def turn(store: "Store") -> Open:
            act, said = turned(store, way, document)
            found = self._found(store, here)
            back = next((i for i, place in enumerate(found.places) if place not in before), None)
            found = found if back is None else self._at(store, found, back)
            return Open(found, said, (document or "") if act else "")

        self.ask(turn, "undo" if way == "undone" else "redo")

    def _step(self, by: int) -> None:
        if len(self.places) < 2:
            self.say("this is the only one")
            return
        found, at = self.found, (self.found.at + by) % len(self.places)
        self.ask(lambda store: Open(self._at(store, found, at)), "looking at a difference")

    def _look(self, store: "Store") -> Open:
        return Open(self._found(store))

    def _found(self, store: "Store", after: Place | None = None) -> Found:
        """Return what is to be settled, and the first place after that one."""
        from annotations.agreement import differences
        from annotations.codebook import paths_of

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
        return self._at(store, Found(places, paths), at)

    def _at(self, store: "Store", found: Found, at: int) -> Found:
        """Return what was found, with the text of the place at that number."""
        document = found.places[at].document if found.places else self.document
        if not document:
            return found
        shown = store.documents.get(document)
        return found._replace(at=at, text=shown.text, title=shown.title or shown.source)


def _with_both_ends(words: str) -> str:
    line = one_spaced(shown_line(words))
    half = _LONGEST // 2
    return f"“{line if len(line) <= _LONGEST else f'{line[:half].rstrip()} … {line[-half:].lstrip()}'}”"
