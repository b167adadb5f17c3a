"""Links: begun at one passage, ended at another, also of another document; seen, followed, gone back, taken away."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from annotations.model import Annotation, Span
from annotations.text import excerpt
from tui.linked import told, told_at_the_other_end
from tui.reader import changes
from tui.reader.sheet import placed

if TYPE_CHECKING:
    from annotations.store import Linked
    from tui.prompts.line import Choice
    from tui.screens.reader import ReaderScreen


class LinkStart(NamedTuple):
    """Where a link begins: a passage of a document, with the id of its annotation if it has one."""

    document: str
    span: Span
    annotation: str
    words: str


class LinksKnown(Message):
    """The links of the document as the store has them, and the types there are."""

    def __init__(self, links: Mapping[str, Sequence["Linked"]], types: Sequence[str]) -> None:
        super().__init__()
        self.links = links
        self.types = types


class Linking:
    """Makes and follows the links of one open document. Where a link begins outlives it: the program keeps that."""

    def __init__(self, screen: "ReaderScreen") -> None:
        self.screen = screen
        self.types: Sequence[str] = ()
        self._trail = len(screen.reader.trail) if screen.tag else 0
        """How much of the trail lies before the list of passages below this screen."""

    def ask(self) -> None:
        """Ask the store which links there are."""
        if document := self.screen.sheet.id:
            self.screen.desk.ask(self.screen, lambda store: LinksKnown(store.links.of(document), store.links.types()))

    def know(self, message: LinksKnown) -> None:
        """Take in which links there are."""
        self.types = message.types
        if message.links != self.screen.sheet.links:
            self.screen.sheet.links = message.links
            self.screen.show_marks()

    # Making

    def link(self) -> None:
        """Begin a link at the passage under the cursor, or end it there."""
        sheet, key = self.screen.sheet, self.screen.hints.key
        span = self.screen.pane.aim()
        if span is None or not sheet.id:
            self.screen.say("nothing here to link: put the cursor on a word")
            return
        start = self.screen.reader.link_start
        here = self._start(span)
        if start is None:
            self.screen.reader.link_start = here
            self.screen.say(f"link from {here.words}: go to the other passage, {key('link')} ends it there")
        elif (start.document, start.span) == (here.document, here.span):
            self.screen.say(f"here the link begins: go to the other passage, or {key('escape')} drops it")
        else:
            self._ask_type(start, here)

    def _start(self, span: Span) -> LinkStart:
        sheet = self.screen.sheet
        said = sheet.said_at(span)
        words = excerpt(sheet.text[span.start : span.end], 30)
        return LinkStart(sheet.id, Span(span.start, span.end), said.id if said else "", words)

    def _ask_type(self, start: LinkStart, end: LinkStart) -> None:
        from tui.prompts.line import LinePrompt

        prompt = LinePrompt(f"Link {start.words} … {end.words} as", complete=self._offered, check=_no_type)
        self.screen.app.push_screen(prompt, lambda type_: self._typed(start, end, type_))

    def _offered(self, typed: str) -> list["Choice"]:
        from tui.prompts.line import Choice, among

        known = list(among([Choice(type_) for type_ in self.types])(typed))
        name = " ".join(typed.split())
        if not name or any(choice.answer.casefold() == name.casefold() for choice in known):
            return known
        new = Choice(name, "a new kind of link")
        fits = bool(known) and known[0].answer.casefold().startswith(name.casefold())
        return [*known, new] if fits else [new, *known]

    def _typed(self, start: LinkStart, end: LinkStart, type_: str | None) -> None:
        if type_ is None:
            self.screen.say(f"no link yet: it still begins at {start.words}")
            return
        self.screen.reader.link_start = None
        self.screen.acts.do(lambda: changes.linked(self.screen.sheet, start, end, type_))
        self.screen.show_state()

    def drop(self) -> bool:
        """Forget where a link begins; return whether one had been begun."""
        begun = self.screen.reader.link_start is not None
        if begun:
            self.screen.reader.link_start = None
            self.screen.say("no link made")
        return begun

    # Following

    def follow(self) -> None:
        """Go to the other end of a link of the annotation under the cursor."""
        self._choose("Go to", self._go)

    def unlink(self) -> None:
        """Take a link of the annotation under the cursor away."""
        self._choose("Take away", self._unlink)

    def _choose(self, question: str, then: Callable[["Linked"], None]) -> None:
        """Have `then` done with a link of the annotation under the cursor; ask which, if there are several."""
        from tui.prompts.line import Choice, LinePrompt, among

        links = {f"{n} {told}": link for n, (told, link) in enumerate(self._told(), 1)}
        if not links:
            key = self.screen.hints.key("link")
            self.screen.say(f"no link here: {key} begins one")
        elif len(links) == 1:
            then(*links.values())
        else:
            prompt = LinePrompt(question, complete=among([Choice(told) for told in links]), strict=True)
            self.screen.app.push_screen(prompt, lambda told: then(links[told]) if told in links else None)

    def _told(self) -> list[tuple[str, "Linked"]]:
        sheet, pane = self.screen.sheet, self.screen.pane
        here = sheet.said_here(pane.aim(), pane.cursor)
        said = next((a for a in here if sheet.links.get(a.id)), None)
        return [(told(link, sheet.id), link) for link in sheet.links[said.id]] if said else []

    def _go(self, link: "Linked") -> None:
        sheet = self.screen.sheet
        if link.deleted:
            self.screen.say("the other passage was deleted: undo in its document brings it back")
        elif link.start is None and link.document == sheet.id:
            self.screen.say("the words at the other end are gone from the text")
        else:
            self.screen.reader.trail.append((sheet.id, self.screen.pane.cursor))
            words = sheet.annotations[link.here].selector.exact
            self.screen.reader.followed = told_at_the_other_end(link, sheet.id, sheet.document.title, words)
            self._show(link.document, link.start, sheet.annotations.get(link.other))
            if link.document == sheet.id:
                self.screen.say(self.followed())

    def followed(self) -> str:
        """Return, once, which link was followed to here, and the way back; nothing if none was."""
        followed, self.screen.reader.followed = self.screen.reader.followed, ""
        return f"{followed} · {self.screen.hints.key('link-back')} goes back" if followed else ""

    def back(self) -> None:
        """Go back to where a link was followed last, or to the list of passages that the reader came from since."""
        trail = self.screen.reader.trail
        if len(trail) > self._trail:
            self._show(*trail.pop(), None)
        elif not self.screen.reader.back_to_passages():
            self.screen.say(f"no link was followed: {self.screen.hints.key('follow-link')} follows one")

    def _show(self, document: str, at: int | None, said: Annotation | None) -> None:
        pane = self.screen.pane
        span = placed(said) if said else None
        if document != self.screen.sheet.id:
            self.screen.reader.open_kept(document, at)
        elif span is not None and said is not None:
            pane.jump(span)
            pane.choose({said.id})
            pane.flash(span)
        else:
            pane.go(at or 0, centre=True)

    def _unlink(self, link: "Linked") -> None:
        self.screen.acts.do(lambda: changes.unlinked(self.screen.sheet, link, told(link, self.screen.sheet.id)))


def _no_type(typed: str) -> str:
    return "" if typed.strip() else "a link needs a type: choose one, or type any word"
