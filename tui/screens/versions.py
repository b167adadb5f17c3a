"""Changed texts: each passage that is gone or not sure, lit in the old text and in the new, is settled with one key."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from annotations.model import Mark, Placement, Span
from annotations.text import excerpt, shown_line
from tui.desk import Desk
from tui.keymap import Keymap, bindings
from tui.screens.atdesk import DeskScreen, Way, turned
from tui.screens.foot import Foot
from tui.screens.lit import LitPane

if TYPE_CHECKING:
    from annotations.store import Outlook, Store, Versions

_MOTIONS: Final[Mapping[str, str]] = {
    f"versions-{name}": name.replace("-", "_")
    for name in (
        "left", "down", "up", "right", "word-next", "word-back", "sentence-back", "sentence-next", "paragraph-back",
        "paragraph-next", "top", "bottom", "page-down", "page-up",
    )
}  # fmt: skip


class Waiting(Message):
    """The passages that are to be settled, by their annotations' ids, and the one to look at in both versions.

    Where there is none, `why` says why. `said` tells what has just been done, `document` in which document.
    """

    def __init__(
        self,
        ids: Sequence[str],
        versions: "Versions | None",
        *,
        tags: str = "",
        why: str = "",
        said: str = "",
        document: str = "",
    ) -> None:
        super().__init__()
        self.ids = ids
        self.versions = versions
        self.why = why
        self.tags = tags
        self.said = said
        self.document = document


class VersionsScreen(DeskScreen[bool], inherit_bindings=False):
    """Asks for one passage after the other, of a document or of all; answers whether any was settled."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("versions")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - as Textual declares it
    DEFAULT_CSS = """
    VersionsScreen > Container { height: 1fr; layout: horizontal; }
    VersionsScreen.-narrow > Container { layout: vertical; }
    VersionsScreen .version { width: 1fr; height: 1fr; layout: vertical; }
    VersionsScreen .version > Static { height: 1; padding: 0 1; color: $primary; text-style: bold; }
    VersionsScreen .version > ArticlePane { height: 1fr; }
    VersionsScreen > Foot { max-height: 4; }
    VersionsScreen #old { border-right: solid $border-blurred; }
    VersionsScreen.-narrow #old { border-right: none; border-bottom: solid $border-blurred; height: 40%; }
    """

    def __init__(self, desk: Desk, keymap: Keymap | None = None, document: str | None = None) -> None:
        super().__init__(desk, keymap)
        self.document = document
        """The id of the only document that is looked at; None for all."""
        self.ids: Sequence[str] = ()
        self.shown: Versions | None = None
        self.candidate = 0
        self.changed = False
        self.old = LitPane()
        self.new = LitPane()
        self.foot = Foot()
        self._acted: list[str] = []
        self._tags = ""
        self._why = ""

    def compose(self) -> ComposeResult:
        """Lay out the two texts and the status line."""
        with Container():
            with Container(id="old", classes="version"):
                yield Static("Before", markup=False)
                yield self.old
            with Container(id="new", classes="version"):
                yield Static("Now", markup=False)
                yield self.new
        yield self.foot
        yield self.status

    def on_mount(self) -> None:
        """Ask the store what is to be settled."""
        self.old.can_focus = False
        self.new.focus()
        self.status.mode = "VERSIONS"
        self.ask(lambda store: self._look(store), "looking for changed texts")

    def on_resize(self) -> None:
        """Offer as many keys as there is room for now."""
        self.call_after_refresh(self.tell)

    # What is shown

    @on(Waiting)
    def _waits(self, message: Waiting) -> None:
        self.busy = False
        self.ids, self.shown, self._tags, self._why = message.ids, message.versions, message.tags, message.why
        self.candidate = 0
        if message.document:
            self.changed = True
            self._acted.append(message.document)
        self._light()
        if message.said:
            self.say(message.said)

    def _light(self) -> None:
        """Show both texts with the passage lit, and the candidate that the next key would take."""
        shown = self.shown
        if shown is None:
            self.old.load("")
            self.new.load(self._why)
            self.tell()
            return
        if self.old.text != shown.old_text:
            self.old.load(shown.old_text)
        if self.new.text != shown.new_text:
            self.new.load(shown.new_text)
        self.old.set_marks([_mark(shown.old)])
        self.new.clear_selection()
        self.new.set_marks([_mark(span) for span in shown.candidates])
        here = self._candidate()
        if here is not None:
            self.new.jump(here)
        elif shown.old_text:
            about = round(shown.old.start * len(shown.new_text) / len(shown.old_text))
            here = Span(about, about)
            self.new.go(about)
        self.old.go(shown.old.start)
        self.old.centre(shown.old)
        if here is not None:
            self.new.centre(here)
        self.tell()

    def _candidate(self) -> Span | None:
        candidates = self.shown.candidates if self.shown else ()
        return candidates[self.candidate] if self.candidate < len(candidates) else None

    def tell(self) -> None:
        """Bring the status line and the titles over the texts up to date."""
        shown, status = self.shown, self.status
        before, now = self.query(".version > Static").results(Static)
        before.update(Content("Before"))
        now.update(Content("Now"))
        status.place = status.under = ""
        self.foot.display = shown is not None
        if shown is None:
            self.offer(("versions-undo", "undo"), ("versions-close", "leave"))
            return
        number = len(shown.candidates)
        gone = shown.annotation.placement.kind == "orphan"
        lit = f" · place {self.candidate + 1} of {number}" if number > 1 else ""
        now.update(Content(f"Now · {'it is gone' if gone else 'a guess'}{lit}"))
        before.update(Content(f"Before · {shown_line(shown.title)}"))
        words = Content.styled(excerpt(shown.annotation.selector.exact, 200), "bold")
        self.foot.tell(words + Content(shown_line(self._tags)))
        status.place = f"{self.ids.index(shown.annotation.id) + 1} of {len(self.ids)}"
        keep = [("versions-keep", "it is here")] if self._candidate() else []
        others = [("versions-candidate", "other")] if number > 1 else []
        self.offer(
            *keep, *others, ("versions-place", "at cursor"), ("versions-orphan", "gone"), ("versions-delete", "delete"),
            ("versions-next", "next"), ("versions-undo", "undo"),
        )  # fmt: skip

    # What is done

    def action_command(self, command: str) -> None:
        """Do the command of that id."""
        self.say("")
        if command in _MOTIONS:
            self.new.centred = None
            self.new.motion(_MOTIONS[command])
            return
        if command == "versions-more":
            self.read_on(self.foot)
            return
        simple: Mapping[str, Callable[[], object]] = {
            "versions-select": self._select,
            "versions-grow": self.new.grow_selection,
            "versions-shrink": self.new.shrink_selection,
            "versions-leave": self._leave,
            "versions-close": partial(self.dismiss, self.changed),
            "versions-undo": partial(self._turn, "undone"),
            "versions-redo": partial(self._turn, "redone"),
        }
        if command in simple:
            simple[command]()
        elif self.shown is None:
            self.say("nothing is to be settled")
        elif not self.busy:
            of_passage: Mapping[str, Callable[[Versions], object]] = {
                "versions-keep": self._keep,
                "versions-place": self._place_here,
                "versions-orphan": self._give_up,
                "versions-delete": self._delete,
                "versions-candidate": partial(self._other, 1),
                "versions-candidate-back": partial(self._other, -1),
                "versions-next": partial(self._step, 1),
                "versions-back": partial(self._step, -1),
            }
            of_passage[command](self.shown)

    def _select(self) -> None:
        if self.new.visual:
            self.new.clear_selection()
        else:
            self.new.start_visual()

    def _leave(self) -> None:
        if self.new.visual:
            self.new.clear_selection()
        else:
            self.dismiss(self.changed)

    def _other(self, by: int, shown: "Versions") -> None:
        if len(shown.candidates) < 2:
            self.say("no other place is like it: go there and use " + self.hints.key("versions-place"))
            return
        self.candidate = (self.candidate + by) % len(shown.candidates)
        self._light()

    def _step(self, by: int, shown: "Versions") -> None:
        if len(self.ids) < 2:
            self.say("this is the only one")
            return
        id = self.ids[(self.ids.index(shown.annotation.id) + by) % len(self.ids)]
        self.ask(lambda store: self._look(store, id), "looking at a passage")

    def _keep(self, shown: "Versions") -> None:
        if (span := self._candidate()) is None:
            self.say(f"no place is lit: go there and use {self.hints.key('versions-place')}")
        else:
            self._put(shown, span)

    def _place_here(self, shown: "Versions") -> None:
        if (span := self.new.target()) is None:
            self.say("there is no word here")
        else:
            self._put(shown, span)

    def _put(self, shown: "Versions", span: Span) -> None:
        words = shown.new_text[span.start : span.end]
        selector = shown.annotation.selector
        same = (span.start, words) == (selector.start, selector.exact)
        placement = Placement(kind="exact" if same else "moved", start=span.start, end=span.end)
        self._settle(shown, f"now at {excerpt(words)}", lambda store, id: store.annotations.place(id, placement))

    def _give_up(self, shown: "Versions") -> None:
        self._settle(shown, f"{_words(shown)} has no place any more", lambda store, id: store.settling.give_up(id))

    def _delete(self, shown: "Versions") -> None:
        self._settle(shown, f"annotation of {_words(shown)} deleted", lambda store, id: store.annotations.delete([id]))

    def _settle(self, shown: "Versions", title: str, act: Callable[["Store", str], object]) -> None:
        """Do what the reader has decided as one act, and go to the next passage."""
        id, document = shown.annotation.id, shown.annotation.document
        at = self.ids.index(id)
        following = (*self.ids[at + 1 :], *self.ids[:at])

        def settle(store: "Store") -> Waiting:
            with store.act(title, document):
                act(store, id)
            return self._look(store, *following, said=title, document=document)

        self.ask(settle, "settling a place")

    def _turn(self, way: Way) -> None:
        here = self.shown.annotation.document if self.shown else self.document
        document, before = (self._acted[-1] if self._acted else here), self.ids
        now = [self.shown.annotation.id] if self.shown else []

        def turn(store: "Store") -> Waiting:
            act, said = turned(store, way, document)
            back = [id for id in store.settling.waiting(self.document) if id not in before]
            return self._look(store, *back, *now, said=said, document=document or "" if act else "")

        self.ask(turn, "undo" if way == "undone" else "redo")

    def _look(self, store: "Store", *wanted: str, said: str = "", document: str = "") -> Waiting:
        """Return what is to be settled, and the first of `wanted` that still is, or else the first of all."""
        ids = store.settling.waiting(self.document)
        id = next((id for id in (*wanted, *ids) if id in ids), None)
        if id is None:
            why = self._nothing(store.settling.outlook(self.document))
            return Waiting(ids, None, why=why, said=said, document=document)
        versions = store.settling.versions(id)
        names = {tag.id: tag.name for tag in store.codebook.tags()}
        tags = ", ".join(names[tag] for tag in versions.annotation.tags if tag in names)
        note = " ".join(versions.annotation.note.split())
        told = "".join(f" · {part}" for part in (tags, note) if part)
        return Waiting(ids, versions, tags=told, said=said, document=document)

    def _nothing(self, outlook: "Outlook") -> str:
        """Return why there is nothing to settle, and where there is."""
        one = self.document is not None
        changed = "this text" if one else "the texts that changed"
        if not outlook.changed:
            why = f"{'this text has not' if one else 'no text has'} changed since it was taken in"
        elif not outlook.marked:
            why = f"nothing is marked in {changed}{', which changed' if one else ''}"
        else:
            why = f"every passage marked in {changed} has its place, or is known to be gone"
        told = f"Nothing is to be settled here: {why}."
        if not outlook.elsewhere:
            return told
        leave, library, all_ = map(self.hints.key, ("versions-close", "library", "library-versions"))
        passages = "1 passage waits" if outlook.elsewhere == 1 else f"{outlook.elsewhere} passages wait"
        documents = "another document" if outlook.documents == 1 else f"{outlook.documents} other documents"
        return f"{told}\n\n{passages} in {documents}: {leave} leads back, then {library} and {all_} to them."


def _mark(span: Span) -> Mark:
    return Mark(start=span.start, end=span.end, layer="own", label="", ref=f"{span.start}")


def _words(shown: "Versions") -> str:
    return excerpt(shown.annotation.selector.exact)
