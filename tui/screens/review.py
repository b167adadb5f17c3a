"""The review: one mark of the machine's after the other, lit in the article, is accepted, rejected or relabelled."""

from collections import deque
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from annotations import review
from annotations.marks import annotation_marks, in_order, label_of, marks_of
from annotations.model import Mark, Span
from annotations.review import Choice
from annotations.text import excerpt, shown_line
from tui import judging
from tui.desk import Desk
from tui.explained import why
from tui.judging import Bulk
from tui.keymap import Keymap, bindings
from tui.labels import LABEL_WORDS
from tui.prompts.key import KeyChoice, KeyPrompt
from tui.prompts.labels import label_prompt
from tui.reader.acts import Undone
from tui.reader.asking import FLOORS, LAYER_KEYS
from tui.reader.changes import Acted, Change, Judgement
from tui.reader.sheet import Sheet
from tui.reader.under import what_of
from tui.screens.atdesk import Way
from tui.screens.queue import QueueScreen

if TYPE_CHECKING:
    from annotations.store import Store


class ReviewScreen(QueueScreen[Choice], inherit_bindings=False):
    """Goes through the machine's marks of one document; answers which queue was chosen last."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("review")]
    DEFAULT_CSS = "ReviewScreen > Foot { max-height: 5; }"
    PLACE = "review"

    def __init__(
        self,
        desk: Desk,
        keymap: Keymap,
        sheet: Sheet,
        choice: Choice | None = None,
        *,
        measure: int = 0,
        at: int = 0,
    ) -> None:
        super().__init__(desk, keymap)
        self.sheet = _copied(sheet)
        """The reader's, as it was when the review began: what the machine learns meanwhile changes no queue."""
        found = marks_of(self.sheet.reading) if self.sheet.reading else ()
        self.found = review.with_suggested(found, self.sheet.annotations.values())
        self.choice = choice or Choice()
        self.mark: Mark | None = None
        """The mark that is asked for."""
        self.skipped: set[Mark] = set()
        self._at = at
        self._measure = measure
        self._trail: list[Mark] = []
        self._waiting: deque[str] = deque()
        """Commands that wait until an act is in the store."""

    def on_mount(self) -> None:
        """Show the text and the first mark."""
        if self._measure:
            self.pane.measure = self._measure
        self.pane.load(self.sheet.text, self.sheet.document.headings or ())
        if self.sheet.reading is not None:
            self.pane.set_structure(self.sheet.reading.headings, self.sheet.reading.furniture)
        self._begin()

    @property
    def waiting(self) -> tuple[Mark, ...]:
        """The marks of the queue that nobody has judged."""
        return review.queue(self.found, self.sheet.annotations.values(), self.choice)

    # What is shown

    def _begin(self) -> None:
        """Show the first mark of the queue; in the order of the text, the first from the reader's place on."""
        waiting = self.waiting
        first = review.following(waiting, self.choice)
        if self.choice.order == "text":
            first = next((mark for mark in waiting if mark.start >= self._at), first)
        self._show(first)

    def _show(self, mark: Mark | None) -> None:
        self.mark = mark
        self.light()

    def light(self) -> None:
        """Light the mark in the article, and say what it is and how far the reader is."""
        said = self.sheet.annotations.values()
        others = [*self.waiting, *annotation_marks(said)]
        if self.mark is not None and self.mark not in others:
            others.append(self.mark)
        self.pane.set_marks(in_order(others))
        if self.mark is not None:
            self._at = self.mark.start
            self.pane.jump(Span(self.mark.start, self.mark.end))
            self.pane.choose({self.mark.ref})
            self.pane.centre(Span(self.mark.start, self.mark.end))
        self._tell()

    def _tell(self) -> None:
        layers = self.choice.layers
        which = "all marks" if layers == review.LAYERS else ", ".join(judging.JUDGED_WORDS[layer] for layer in layers)
        below = "" if self.choice.below is None else f" · below {self.choice.below:.2f}"
        order = "least certain first" if self.choice.order == "certainty" else "in the order of the text"
        done = review.progress(self.found, self.sheet.annotations.values(), self.choice, self.skipped)
        skipped = f", {done.skipped} skipped" if done.skipped else ""
        self.tell_of(f"{which}{below} · {order}", self._of_mark(), done.judged, done.of, skipped)
        self.status.under = f"{done.judged} of {done.of} judged{skipped}"
        judge = (
            ("review-accept", "accept"), ("review-reject", "reject"), ("review-relabel", "relabel"),
            ("review-skip", "skip"),
        )  # fmt: skip
        self.offer(
            *(judge if self.mark else ()), ("review-undo", "undo"), ("review-bulk", "many"), ("review-layers", "kinds"),
            ("review-back", "back"), ("review-floor", "unsure"), ("review-order", "order"), ("review-close", "leave"),
        )  # fmt: skip

    def _of_mark(self) -> Content:
        """Return what the mark is, in the words around it, and why it is there."""
        mark = self.mark
        if mark is None:
            return Content(self._nothing())
        said = judging.judgement(self.sheet, mark)
        verdict = "" if said is None or said.status == "suggested" else f" · {said.status}"
        if verdict and said is not None and said.status == "accepted" and said.label:
            verdict += f" as {said.label}"
        words = excerpt(self.sheet.text[mark.start : mark.end], 60)
        suggested = self.sheet.annotations.get(mark.ref)
        if suggested is not None:
            tags = [self.sheet.path_of(tag) for tag in suggested.tags]
            told = shown_line(", ".join((*tags, LABEL_WORDS.get(mark.label, mark.label))).removesuffix(", "))
            reason = f"suggested by {suggested.author or 'an import'}"
        else:
            told = shown_line(what_of(self.sheet, mark)).removeprefix(words[1:-1])
            reason = why(mark.rule, mark.certainty)
        head = Content.styled(words, "bold")
        what = Content(f" {told.removeprefix(' · ')}") + Content.styled(shown_line(verdict), "bold")
        return Content("\n").join([head + what, Content(shown_line(reason))])

    def _nothing(self) -> str:
        which = f"{self.hints.key('review-layers')} and {self.hints.key('review-floor')} choose other marks"
        return f"All of these are judged. {which}, {self.hints.key('review-close')} goes back to the article."

    # What is done

    def action_command(self, command: str) -> None:
        """Do the command of that id, now or when the act before it is in the store."""
        if self.busy:
            self._waiting.append(command)
            return
        self.say("")
        simple: Mapping[str, Callable[[], object]] = {
            "review-back": self._back,
            "review-layers": self._ask_layers,
            "review-order": self._turn_order,
            "review-floor": self._ask_floor,
            "review-undo": partial(self._turn, "undone"),
            "review-redo": partial(self._turn, "redone"),
            "review-close": partial(self.dismiss, self.choice),
        }
        if self.scrolls(command):
            return
        if command in simple:
            simple[command]()
        elif self.mark is None:
            self.say("no mark is left to judge here")
        else:
            of_mark: Mapping[str, Callable[[Mark], object]] = {
                "review-accept": partial(self._judge, "accepted"),
                "review-reject": partial(self._judge, "rejected"),
                "review-relabel": self._ask_label,
                "review-skip": self._skip,
                "review-bulk": self._ask_bulk,
            }
            of_mark[command](self.mark)

    def _judge(self, status: Judgement, mark: Mark) -> None:
        plan = judging.one(self.sheet, mark, status)
        if isinstance(plan, str):
            self.say(plan)
            self._go_on(mark)
        else:
            self._carry_out(plan)

    def _skip(self, mark: Mark) -> None:
        if mark in self.waiting:
            self.skipped.add(mark)
        self._go_on(mark)

    def _go_on(self, mark: Mark) -> None:
        """Show what follows `mark`; when but the skipped are left, these come again."""
        waiting = self.waiting
        following = review.following(waiting, self.choice, mark, self.skipped)
        if following is None and waiting:
            again = "the one that was skipped" if len(waiting) == 1 else f"the {len(waiting)} that were skipped"
            self.say(f"only {again}: they come again" if len(waiting) > 1 else f"only {again} is left")
            self.skipped.clear()
            following = waiting[0]
        self._trail.append(mark)
        self._show(following)

    def _back(self) -> None:
        if not self._trail:
            self.say("this is where the review began")
            return
        mark = self._trail.pop()
        self.skipped.discard(mark)
        self._show(mark)

    def _ask_label(self, mark: Mark) -> None:
        def answered(label: str | None) -> None:
            if label is not None:
                self._carry_out(judging.relabelled(self.sheet, mark, label))

        said = judging.judgement(self.sheet, mark)
        present = said.label if said is not None and said.label else label_of(mark)
        words = excerpt(self.sheet.text[mark.start : mark.end], 30)
        self.app.push_screen(label_prompt(words, present), answered)

    def _carry_out(self, plan: Change) -> None:
        document = self.sheet.id

        def act(store: "Store") -> Message:
            with store.act(plan.title, document):
                return plan.job(store)

        self.ask(act, plan.title)

    def _turn(self, way: Way) -> None:
        document = self.sheet.id

        def turn(store: "Store") -> Message:
            act = store.history.undo(document) if way == "undone" else store.history.redo(document)
            said = store.annotations.of(document)
            return Undone(way, act, said, store.codebook.tags())

        self.ask(turn, "undo" if way == "undone" else "redo")

    # Many at once

    def _ask_bulk(self, mark: Mark) -> None:
        everything = review.queue(self.found, self.sheet.annotations.values(), Choice())
        offered = {bulk.key: bulk for bulk in judging.bulks(self.sheet, everything, mark)}
        if not offered:
            self.say("no other mark goes with this one")
            return
        choices = [KeyChoice(b.key, b.question) for b in offered.values()]

        def chosen(key: str | None) -> None:
            if key is not None:
                self._preview(offered[key])

        self.app.push_screen(KeyPrompt("Judge many at once; what would change is shown first", choices), chosen)

    def _preview(self, bulk: Bulk) -> None:
        from tui.screens.preview import PreviewScreen

        def answered(chosen: Bulk | None) -> None:
            if chosen is not None:
                self._carry_out(judging.all_of(self.sheet, chosen))
            else:
                self.say("nothing was changed")

        self.app.push_screen(PreviewScreen(self.desk, self.hints.keymap, self.sheet.text, bulk), answered)

    # Which marks

    def _ask_layers(self) -> None:
        keys = {key: layer for key, layer in LAYER_KEYS.items() if layer in review.LAYERS}
        choices = [KeyChoice("a", f"all marks: {self._left(Choice(below=self.choice.below))}")]
        for key, layer in keys.items():
            left = self._left(Choice(layers=(layer,), below=self.choice.below))
            choices.append(KeyChoice(key, f"{judging.JUDGED_WORDS[layer]}: {left}"))

        def chosen(key: str | None) -> None:
            if key is not None:
                self._choose(replace(self.choice, layers=(keys[key],) if key in keys else review.LAYERS))

        self.app.push_screen(KeyPrompt("Review which marks?", choices), chosen)

    def _ask_floor(self) -> None:
        floors = {key: floor or None for key, floor in FLOORS.items()}
        choices = [
            KeyChoice(
                key, f"{f'below {floor:.2f}' if floor else 'all'}: {self._left(replace(self.choice, below=floor))}"
            )
            for key, floor in floors.items()
        ]

        def chosen(key: str | None) -> None:
            if key is not None:
                self._choose(replace(self.choice, below=floors[key]))

        self.app.push_screen(KeyPrompt("Review marks of which certainty?", choices), chosen)

    def _left(self, choice: Choice) -> str:
        left = len(review.queue(self.found, self.sheet.annotations.values(), choice))
        return f"{left} left" if left else "none left"

    def _turn_order(self) -> None:
        self._choose(replace(self.choice, order="text" if self.choice.order == "certainty" else "certainty"))

    def _choose(self, choice: Choice) -> None:
        """Take another queue; the mark stays if it is in it."""
        self.choice = choice
        if self.mark is not None and self.mark in self.waiting:
            self.light()
        else:
            self._begin()

    # What the store says

    @on(Acted)
    def _acted(self, message: Acted) -> None:
        mark = self.mark
        self.sheet.said(message.changed, message.gone)
        self.busy = False
        if mark is not None:
            self._go_on(mark)
        if not self.status.message:
            self.say(message.title)
        self._next_command()

    @on(Undone)
    def _undone(self, message: Undone) -> None:
        before = set(self.waiting)
        self.sheet.said_in_all(message.said)
        self.busy = False
        self.skipped &= set(self.waiting)
        changed = sorted(before ^ set(self.waiting), key=self.choice.key)
        self._show(changed[0] if changed else self.mark)
        self.say(f"{message.way}: {message.act.title}" if message.act else f"nothing is left to be {message.way}")
        self._next_command()

    def gave_up(self) -> None:
        """Forget the commands that waited, as what came before them was not done."""
        self._waiting.clear()
        self._tell()

    def _next_command(self) -> None:
        while self._waiting and not self.busy:
            self.action_command(self._waiting.popleft())


def _copied(sheet: Sheet) -> Sheet:
    copy = Sheet(sheet.document)
    copy.id, copy.tags = sheet.id, sheet.tags
    if sheet.reading is not None:
        copy.read(sheet.reading)
    copy.said_in_all(sheet.annotations.values())
    return copy
