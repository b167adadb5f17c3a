"""The passages of a tag in all documents, to be read on at, and to be given another tag: that splits the tag."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from annotations.model import Tag
from annotations.store.tagged import TaggedPassage
from annotations.text import one_spaced, shown_line
from tui.colours import colours_of
from tui.desk import Desk
from tui.keymap import Keymap, bindings
from tui.newtag import make_tag
from tui.panel.items import joined, paths_of
from tui.prompts.line import Choice, LinePrompt, among
from tui.reader.hints import Offer
from tui.rows import MUTED, Row, fitted, spread
from tui.screens import shelf
from tui.screens.atdesk import Way, turned
from tui.screens.codebook.words import many
from tui.screens.listing import ListScreen
from tui.sieve import Sieve

if TYPE_CHECKING:
    from annotations.store import Store

_CHOSEN = "✓"
_PLACES = {"orphan": "not in the text any more", "review": "place unsure"}


class PassagesAre(Message):
    """The passages of the tag now, and the code book; `said` tells what has just been done.

    None are found if the tag itself is not in the code book any more.
    """

    def __init__(self, tags: Sequence[Tag], found: Sequence[TaggedPassage] | None, said: str) -> None:
        super().__init__()
        self.tags = tags
        self.found = found
        self.said = said


class Left(NamedTuple):
    """How the list of passages was left: whether anything was changed, and what is still to be said."""

    changed: bool
    said: str = ""


class PassagePicked(Message):
    """A passage is to be read on at: by its document's id and the offset; `tag` is that of the list, as written."""

    def __init__(self, document: str, at: int | None, tag: str) -> None:
        super().__init__()
        self.document = document
        self.at = at
        self.tag = tag


class PassagesScreen(ListScreen[Left]):
    """Lists the passages of the tag with that id, and goes when that tag is gone. `said` is told at first."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list", "passages")]
    MODE = "PASSAGES"
    ORDERS = ("by document", "changed last first")

    def __init__(self, desk: Desk, keymap: Keymap | None, tag: str, *, said: str = "") -> None:
        super().__init__(desk, keymap)
        self.tag = tag
        self.inside = True
        """Whether the passages of the tags inside it are listed too."""
        self.chosen: set[str] = set()
        self.changed = False
        self.found: Sequence[TaggedPassage] | None = None
        self.paths: Mapping[str, str] = {}
        self.colours: Mapping[str, str] = {}
        self.key: str | None = None
        """The key that gives the tag in an article."""
        self._said = said
        self._sieve: Sieve[TaggedPassage] = Sieve(self._words)

    def on_mount(self) -> None:
        """Ask the store for the passages."""
        super().on_mount()
        self.relist()
        self._ask(lambda _: self._said, "reading the passages")

    # What is shown

    def listed(self) -> tuple[Row | None, Sequence[tuple[Row, str | None]], str]:
        """Return the passages, each in its sentence, below the titles of their documents."""
        fitting = self._sieve.kept(self.found or (), self.filter)
        rows: list[tuple[Row, str | None]] = []
        if self.order == self.ORDERS[1]:
            fitting = sorted(fitting, key=lambda found: found.annotation.modified, reverse=True)
            return None, [self._row(found, shown_line(found.title)) for found in fitting], self._nothing()
        for _, of_one in groupby(fitting, key=lambda found: found.annotation.document):
            inner = list(of_one)
            rows.append((shelf.title_row(inner[0].title or inner[0].source, len(inner), first=not rows), None))
            rows += [self._row(found, "") for found in inner]
        return None, rows, self._nothing()

    def _row(self, found: TaggedPassage, title: str) -> tuple[Row, str]:
        annotation = found.annotation
        inner = [] if self.tag in annotation.tags else [self.paths[t] for t in annotation.tags if t in self.paths]
        aside = " · ".join(filter(None, (*inner[:1], _PLACES.get(annotation.placement.kind), title)))
        return passage_row(found, aside, chosen=annotation.id in self.chosen), annotation.id

    def _nothing(self) -> str:
        if self.found is None:
            return "Looking for the passages…"
        if self.filter:
            return f"No passage of “{self._path()}” has “{self.filter}”.\n\n{self.hints.key('list-leave')} shows all."
        way = self.hints.key(f"tag-{self.key}" if self.key else "tag-by-name")
        return f"No passage has the tag “{self._path()}” yet.\n\nIn an article {way} gives it."

    def told(self) -> tuple[str, str, Sequence[Offer]]:
        """Return the tag with what is said of the highlighted passage, its place in the list, and the keys."""
        keys = (
            ("list-choose", "open"), ("passages-choose", "choose"), ("passages-retag", "other tag"),
            ("list-leave", "back"), ("passages-undo", "undo"), ("passages-inside", "inner tags"),
            ("list-filter", "find"), ("list-order", "sort"),
        )  # fmt: skip
        alone = "" if self.inside else "without its inner tags"
        chosen = f"{len(self.chosen)} chosen" if self.chosen else ""
        under = joined(self._path(), alone, chosen)
        items = [ref for ref in self.refs if ref is not None]
        if self.ref is None:
            return under, "", keys
        number = f"{items.index(self.ref) + 1} of {len(items)}"
        return under, f"{number} · {self.order}", keys

    def _path(self) -> str:
        return self.paths.get(self.tag, "")

    def _words(self, found: TaggedPassage) -> str:
        tags = " ".join(self.paths.get(tag, "") for tag in found.annotation.tags)
        said = found.words, found.annotation.selector.exact, found.after, found.annotation.note, found.title, tags
        return " ".join((found.before, *said))

    # What is done

    def choose(self, ref: str) -> None:
        """Read on at the passage."""
        if (found := self._found(ref)) is not None:
            annotation = found.annotation
            self.post_message(PassagePicked(annotation.document, annotation.placement.start, self._path()))

    def ask_again(self) -> None:
        """List the passages as they are now, after something else may have changed them."""
        self._ask(lambda _: "", "reading the passages")

    def leave(self) -> None:
        """Clear the filter; without one, leave and say whether anything was changed."""
        if not self.clear_filter():
            self.dismiss(Left(self.changed))

    def obey(self, command: str) -> None:
        """Do one of the commands of passages."""
        simple: Mapping[str, Callable[[], object]] = {
            "passages-choose": self._turn_chosen,
            "passages-choose-all": self._choose_all,
            "passages-retag": self._ask_tag,
            "passages-inside": self._turn_inside,
            "passages-undo": partial(self._turn, "undone"),
            "passages-redo": partial(self._turn, "redone"),
            "passages-close": lambda: self.dismiss(Left(self.changed)),
        }
        simple[command]()

    def _found(self, ref: str | None) -> TaggedPassage | None:
        return next((found for found in self.found or () if found.annotation.id == ref), None)

    def _turn_chosen(self) -> None:
        if self.ref is None:
            self.say("there is no passage here")
            return
        self.chosen ^= {self.ref}
        self.relist()
        self.rows.obey("list-down")

    def _choose_all(self) -> None:
        """Choose all that are listed, or none of them if all are chosen."""
        listed = {ref for ref in self.refs if ref is not None}
        self.chosen = self.chosen - listed if listed <= self.chosen else self.chosen | listed
        self.relist()

    def _turn_inside(self) -> None:
        self.inside = not self.inside
        said = "with the passages of the tags inside it" if self.inside else "only the passages of the tag itself"
        self._ask(lambda _: said, "reading the passages")

    def _ask_tag(self) -> None:
        """Ask which tag the chosen passages, or else the one here, are to have instead."""
        chosen = self.chosen or {self.ref} - {None}
        ids = [one.annotation.id for one in self.found or () if one.annotation.id in chosen]
        own = [id for id in ids if (found := self._found(id)) and self.tag in found.annotation.tags]
        if not own:
            inner = "they have only a tag inside this one: open that one's passages"
            self.say(inner if ids else "there is no passage here")
            return
        others = sorted((path, self.colours[id]) for id, path in self.paths.items() if id != self.tag)
        apart = f" ({len(ids) - len(own)} with only a tag inside it stay)" if len(own) < len(ids) else ""
        prompt = LinePrompt(
            f"Another tag than “{self._path()}” for {many(len(own), 'passage')}{apart}; a new name makes a new tag",
            complete=among([Choice(path, "", colour) for path, colour in others]),
            free=True,
            check=self._no_tag,
        )
        self.app.push_screen(prompt, lambda path: self._give(own, path.strip()) if path else None)

    def _no_tag(self, path: str) -> str:
        if not all(name.strip() for name in path.split("/")):
            return "a tag needs a name, and so does each part of parent/child"
        same = path.strip().casefold() == self._path().casefold()
        return "that is the tag that they have" if same else ""

    def _give(self, ids: Sequence[str], path: str) -> None:
        tag, before = self.tag, self._path()

        def split(store: "Store") -> str:
            with store.history.act(f"Split tag {before}: some to {path}", code_book=True):
                into = store.codebook.by_path(path) or make_tag(store, path)
                count = store.codebook.split(tag, ids, into.id)
            return f"{many(count, 'passage')} of “{before}” now “{path}” · {self.hints.key('passages-undo')} undoes it"

        self.chosen.clear()
        self.changed = True
        self._ask(split, "giving another tag")

    def _turn(self, way: Way) -> None:
        self.changed = True
        self._ask(lambda store: turned(store, way)[1], "undo" if way == "undone" else "redo")

    def _ask(self, job: Callable[["Store"], str], what: str) -> None:
        """Have a job done; it returns what is to be said. The passages are then listed anew."""
        tag, inside = self.tag, self.inside

        def done(store: "Store") -> PassagesAre:
            said = job(store)
            tags = store.codebook.tags()
            there = any(each.id == tag for each in tags)
            return PassagesAre(tags, store.tagged.passages(tag, inside=inside) if there else None, said)

        self.desk.ask(self, done, what)

    @on(PassagesAre)
    def _are_now(self, message: PassagesAre) -> None:
        if message.found is None:
            gone = f"the tag “{self._path()}” is gone" + (" with it" if message.said else "")
            self.dismiss(Left(self.changed, joined(message.said, gone)))
            return
        self.paths, self.colours = paths_of(message.tags), colours_of(message.tags)
        self.key = next((tag.key for tag in message.tags if tag.id == self.tag), None)
        self.found = message.found
        self.chosen &= {found.annotation.id for found in message.found}
        self.relist()
        if message.said:
            self.say(message.said)


def passage_row(found: TaggedPassage, aside: str, *, chosen: bool) -> Row:
    """Return the row of a passage: a sign if it is chosen, its sentence with the passage underlined, its note below."""
    note = one_spaced(shown_line(found.annotation.note))
    before, passage, after = (one_line(part) for part in (found.before, found.words, found.after))

    def draw(width: int) -> Sequence[Content]:
        right = Content.styled(fitted(aside, width // 3).plain, MUTED)
        room = max(8, width - 3 - right.cell_length - bool(aside) * 2)
        start = Content(before)
        if start.cell_length + Content(passage).cell_length > room and start.cell_length > room // 3:
            start = Content("…") + Content(before[-(room // 3) :])
        words = (start + Content.styled(passage, "bold underline") + Content(after)).truncate(room, ellipsis=True)
        lines = [spread(Content(f"{_CHOSEN if chosen else ' '} ") + words, right, width)]
        return [*lines, Content.styled("    ✎ " + fitted(note, width - 8).plain, MUTED)] if note else lines

    return Row(2 if note else 1, draw)


def one_line(part: str) -> str:
    """Return a part of a text on one line, with the spaces at its ends that part it from the next."""
    words = one_spaced(shown_line(part))
    return f"{' ' * part[:1].isspace()}{words}{' ' * part[-1:].isspace()}" if words else " " * bool(part)
