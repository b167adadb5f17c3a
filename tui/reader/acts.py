"""The reader's acts, one after the other: each is one transaction of the store.

An act takes its passage when its key is pressed and is planned when the one before it is committed, so that keys
pressed fast find what the last one made.
"""

from collections import deque
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from textual.message import Message

from annotations.model import Annotation, NameLabel, Span, Tag
from annotations.text import clean
from tui.reader import changes
from tui.reader.changes import Plan
from tui.reader.drawing import Drawing
from tui.reader.sheet import placed

if TYPE_CHECKING:
    from annotations.store import Act, Store
    from tui.screens.reader import ReaderScreen

Way = Literal["undone", "redone"]


class Undone(Message):
    """An act was undone or redone, or there was none; the document's annotations and the code book as they are now."""

    def __init__(self, way: Way, act: "Act | None", said: tuple[Annotation, ...], tags: tuple[Tag, ...]) -> None:
        super().__init__()
        self.way = way
        self.act = act
        self.said = said
        self.tags = tags


class Last(NamedTuple):
    """The last act, as it is repeated: the tag's path, the note or the label that it gave."""

    kind: Literal["tag", "comment", "relabel", "accept", "reject", "delete"]
    value: str = ""


class Acts:
    """The acts of one open document. Commands call its methods; the screen tells it when the store has answered."""

    def __init__(self, screen: "ReaderScreen") -> None:
        self.screen = screen
        self.sheet = screen.sheet
        self.last: Last | None = None
        self._used: dict[str, str] = {}
        """The path of the tag that was put last on a name, on what has a label, or at all: that is the last."""
        self._used_before: dict[str, str] = {}
        """The same, of all that was tagged in this document, as the file tells it."""
        self._used_before_of: object = None
        """The annotations and the code book that this is of."""
        self.corrected = ""
        """The id of the annotation whose passage was selected to be corrected; it ends with the selection."""
        self._drawing = Drawing(screen)
        self._busy = True
        self._waiting: deque[Callable[[], None]] = deque()

    @property
    def pending(self) -> bool:
        """Whether an act is on its way into the store."""
        return self._busy or bool(self._waiting)

    def tag(self, key: str) -> None:
        """Tag with the code book's tag on `key`; a second time takes the tag off."""
        if (span := self._target("tag")) is not None:
            self._when_free(lambda: self._tag_on_key(span, key))

    def _tag_on_key(self, span: Span, key: str) -> Plan:
        tag = self.sheet.tag_on_key(key)
        if tag is None:
            return f"no tag is on key {key}: {self.screen.hints.key('code-book')} opens the code book"
        path = self.sheet.path_of(tag.id)
        self._use(span, path)
        return changes.toggled(self.sheet, span, path)

    def tag_by_name(self, span: Span, path: str) -> None:
        """Tag `span` with the tag of that path, which is made if there is none."""
        path = "/".join(name.strip() for name in clean(path).replace("\n", " ").split("/") if name.strip())
        if not path:
            self.screen.say("a tag needs a name")
            return
        self._use(span, path)
        self._when_free(lambda: changes.tagged(self.sheet, span, path))

    def _use(self, span: Span, path: str) -> None:
        self.last = Last("tag", path)
        for what in self.sheet.kinds_of(span):
            self._used.pop(what, None)
            self._used[what] = path

    def usual_tag(self, span: Span) -> str:
        """Return the path of the tag that was put last on the name at `span`, else on its label, else on anything."""
        now = self.sheet.times_changed, self.sheet.tags
        if self._used_before_of != now:
            self._used_before_of, self._used_before = now, self._what_was_used()
        used = self._used_before | self._used
        last = next(reversed(used.values()), "")
        return next((used[what] for what in self.sheet.kinds_of(span) if what in used), last)

    def _what_was_used(self) -> dict[str, str]:
        used: dict[str, str] = {}
        for each in sorted(self.sheet.annotations.values(), key=lambda each: each.modified):
            place = each.placement
            if each.tags and place.start is not None and place.end is not None:
                for what in self.sheet.kinds_of(Span(place.start, place.end)):
                    used.pop(what, None)
                    used[what] = self.sheet.path_of(each.tags[-1])
        return used

    def comment(self, span: Span, note: str, before: str | None = None) -> None:
        """Write `note` on `span`, in place of the note that it has; `before` is the one that it was made of."""
        self.last = Last("comment", note)
        self._when_free(lambda: changes.noted(self.sheet, span, clean(note).strip(), before))

    def relabel(self, span: Span, label: str) -> None:
        """Say that what stands at `span` is really a `label`."""
        self.last = Last("relabel", label)
        self._when_free(lambda: changes.relabelled(self.sheet, span, label))

    def remember(self, words: str, label: NameLabel) -> None:
        """Know `words` as a name in every document."""
        self._when_free(lambda: changes.remembered(words, label))

    def date(self, published: str | None) -> None:
        """Say when the document was published."""
        self._when_free(lambda: changes.dated(self.sheet, published))

    def accept(self) -> None:
        """Keep the machine's mark under the cursor as an annotation, and go to the next."""
        if self._selected("kept"):
            return
        mark, said = self.screen.machine_mark(), self._own()
        if said is not None and said.placement.kind == "review":
            self._when_free(lambda: changes.settled(self.sheet, said))
            return
        if mark is not None:
            self._when_free(lambda: changes.taken_up(self.sheet, mark, "accepted"))
        elif said is not None and said.status == "suggested":
            self._when_free(lambda: changes.judged(said, "accepted"))
        else:
            nothing = "this is yours already" if said else "no mark of the machine's here"
            went = "went to the next" if self.screen.next_unjudged() else "none is left to judge"
            self.screen.say(f"{nothing}: {went}")
            return
        self.last = Last("accept")
        self.screen.next_unjudged()

    def reject(self) -> None:
        """Take the machine's mark under the cursor away."""
        if self._selected("rejected"):
            return
        mark, said = self.screen.machine_mark(), self._own()
        if mark is not None:
            self._when_free(lambda: changes.taken_up(self.sheet, mark, "rejected"))
        elif said is not None and (said.origin != "human" or said.status == "suggested"):
            self._when_free(lambda: changes.judged(said, "rejected"))
        else:
            own = f"your own: {self.screen.hints.key('delete')} deletes it"
            self.screen.say(own if said else "no mark of the machine's here to reject")
            return
        self.last = Last("reject")

    def correct(self) -> None:
        """Select the passage of the annotation under the cursor; give it what is selected then."""
        pane, key = self.screen.pane, self.screen.hints.key
        span = pane.selection
        if span is None:
            said = next(iter(self._here()), None)
            if said is None or (span := placed(said)) is None:
                self.screen.say("no annotation of yours here to correct")
                return
            self.corrected = said.id
            pane.select(span)
            ways = f"motions, {key('grow')} and {key('shrink')} change the passage"
            self.screen.say(f"{ways}; {key('correct')} keeps it, {key('escape')} leaves it as it was")
        elif ref := self.corrected or self._most_selected(span):
            self._when_free(lambda: changes.corrected(self.sheet, ref, span))
        else:
            self.screen.say(f"no annotation of yours in the selection: {key('tag-by-name')} makes one")

    def _most_selected(self, span: Span) -> str:
        """Return the id of the annotation that shares most with `span`, the shortest of several."""
        shared = [
            (min(p.end, span.end) - max(p.start, span.start), -len(p), a.id)
            for a in self.sheet.annotations.values()
            if a.status != "rejected" and (p := placed(a)) is not None
        ]
        most, _, ref = max(shared, default=(0, 0, ""))
        return ref if most > 0 else ""

    def delete(self) -> None:
        """Delete the annotation under the cursor."""
        target, offset = self.screen.pane.aim(), self.screen.pane.cursor
        self.last = Last("delete")
        self._when_free(lambda: changes.deleted(self.sheet, target, offset))

    def delete_listed(self, annotation: str) -> None:
        """Delete the annotation of that id, even one whose words are gone from the text."""
        said = self.sheet.annotations.get(annotation)
        if said is not None:
            self._when_free(lambda: changes.deleted_wholly(said))

    def tag_all(self) -> None:
        """Give every identical mention the tags and the label of the annotation under the cursor."""
        target, offset = self.screen.pane.aim(), self.screen.pane.cursor
        self._when_free(lambda: changes.tagged_alike(self.sheet, target, offset))

    def repeat(self) -> None:
        """Do the last act again, on what is under the cursor now."""
        match self.last:
            case None:
                self.screen.say("nothing to repeat yet: tag or note something first")
            case Last("accept"):
                self.accept()
            case Last("reject"):
                self.reject()
            case Last("delete"):
                self.delete()
            case Last(kind, value):
                if (span := self._target(kind)) is not None:
                    verbs: Mapping[str, Callable[[Span, str], None]] = {
                        "tag": self.tag_by_name, "comment": self.comment, "relabel": self.relabel,
                    }  # fmt: skip
                    verbs[kind](span, value)

    def do(self, plan: Callable[[], Plan]) -> None:
        """Do what `plan` says, as soon as the acts before it are committed."""
        self._when_free(plan)

    def undo(self) -> None:
        """Take the document's last act back."""
        self._when_free(lambda: self._step("undone"))

    def redo(self) -> None:
        """Do again what was undone."""
        self._when_free(lambda: self._step("redone"))

    def free(self) -> None:
        """Plan what waits, now that the store is open or has answered."""
        self._busy = False
        self._drawing.go_on()
        while self._waiting and not self._busy:
            self._waiting.popleft()()

    def afterwards(self, then: Callable[[], None]) -> None:
        """Do `then` when no act waits or is on its way any more; at once if none is."""
        if self._waiting or self._busy:
            self._waiting.append(then)
        else:
            then()

    def _when_free(self, plan: Callable[[], Plan | None]) -> None:
        self._waiting.append(lambda: self._carry_out(plan()))
        if not self._busy:
            self.free()

    def _carry_out(self, plan: Plan | None) -> None:
        if isinstance(plan, str):
            self.screen.say(plan)
        elif plan is not None:
            title, job, document = plan.title, plan.job, None if plan.of_all else self.sheet.id

            def act(store: "Store") -> Message:
                with store.act(title, document):
                    return job(store)

            self._ask(act, title)

    def _step(self, way: Way) -> None:
        document = self.sheet.id

        def step(store: "Store") -> Message:
            act = store.history.undo(document) if way == "undone" else store.history.redo(document)
            return Undone(way, act, store.annotations.of(document), store.codebook.tags())

        self._ask(step, "undo" if way == "undone" else "redo")

    def _ask(self, job: Callable[["Store"], Message], what: str) -> None:
        self._busy = True
        self._drawing.hold()
        self.screen.desk.ask(self.screen, job, what)

    def _target(self, verb: str) -> Span | None:
        span = self.screen.pane.aim()
        if span is None:
            self.screen.say(f"nothing here to {verb}: put the cursor on a word")
        return span

    def _here(self) -> tuple[Annotation, ...]:
        return self.sheet.said_here(self.screen.pane.aim(), self.screen.pane.cursor)

    def _own(self) -> Annotation | None:
        """Return the annotation that an act would be on."""
        mark = self.screen.pane.mark_here()
        return self.sheet.annotations.get(mark.ref) if mark is not None and mark.layer == "own" else None

    def _selected(self, done: str) -> bool:
        """Return whether something is selected, and say that only marks are kept or rejected."""
        if self.screen.pane.selection is None:
            return False
        self.screen.say(f"only a mark is {done}: {self.screen.hints.key('escape')} leaves the selection")
        return True
