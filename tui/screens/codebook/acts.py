"""What is done to tags: each act asks what it needs to know, is done as one act of the store, and says so."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from textual.message import Message

from annotations.model import Tag
from annotations.store.tagged import Effect
from annotations.text import shown_line
from tui.colours import PALETTE, has_colour
from tui.newtag import make_tag
from tui.prompts.key import KeyChoice, KeyPrompt
from tui.prompts.line import Choice, Completer, LinePrompt, among
from tui.prompts.lines import LinesPrompt
from tui.prompts.paths import nowhere, paths
from tui.screens.atdesk import Way, turned
from tui.screens.codebook.book import Book
from tui.screens.codebook.words import before_merging, before_removing, many

if TYPE_CHECKING:
    from annotations.store import Store
    from tui.screens.codebook.screen import CodeBookScreen

_TOP: Final = "(in no other tag)"


class CodeBookIs(Message):
    """The code book as it is now; `said` tells what has just been done, `ref` is the tag it was done to."""

    def __init__(self, book: Book, said: str, ref: str | None) -> None:
        super().__init__()
        self.book = book
        self.said = said
        self.ref = ref


class Foreseen(Message):
    """What an act would change; `then` asks the reader about it."""

    def __init__(self, effect: Effect, then: Callable[[Effect], object]) -> None:
        super().__init__()
        self.effect = effect
        self.then = then


class TagActs:
    """The acts of the code book's screen. The store answers with CodeBookIs."""

    def __init__(self, screen: "CodeBookScreen") -> None:
        self.screen = screen
        self.done = False
        """Whether any act was begun."""

    @property
    def _book(self) -> Book:
        return self.screen.book

    def _key(self, command: str) -> str:
        return self.screen.hints.key(command)

    # Adding and changing

    def add(self) -> None:
        """Ask for the name of a new tag, and make it."""
        question = "Name of the new tag (parent/child puts it inside another)"
        self._ask(question, self._add, check=lambda path: "" if path.strip(" /") else "a tag needs a name")

    def _add(self, path: str) -> None:
        def add(store: "Store") -> CodeBookIs:
            if known := store.codebook.by_path(path):
                return as_it_is(store, f"there is a tag “{path.strip()}” already", known.id)
            tag = make_tag(store, path.strip())
            return as_it_is(store, f"added “{path.strip()}”" + (f" on key {tag.key}" if tag.key else ""), tag.id)

        self._do(add, "adding a tag")

    def rename(self, tag: Tag) -> None:
        """Ask for another name."""
        self._ask(
            f"Name of “{shown_line(tag.name)}”",
            lambda name: self._change(tag, f"“{tag.name}” is now “{name.strip()}”", name=name.strip()),
            value=tag.name,
            check=partial(self._no_name, tag),
        )

    def _no_name(self, tag: Tag, typed: str) -> str:
        """Return what is wrong with a new name of `tag`."""
        name = typed.strip()
        if not name:
            return "a tag needs a name"
        if "/" in name:
            return f"a name has no “/” in it; {self._key('codebook-move')} puts a tag inside another"
        return self._clash(tag, name, tag.parent)

    def _clash(self, tag: Tag, name: str, parent: str | None) -> str:
        """Return what to do if `tag` cannot have a name in a place because another has it there."""
        if not self._book.is_taken(name, parent, tag):
            return ""
        return f"{name}: there is a tag of that name already; {self._key('codebook-merge')} merges"

    def describe(self, tag: Tag) -> None:
        """Ask what the tag is for."""

        def answered(words: str | None) -> None:
            if words is not None:
                self._change(tag, f"described “{tag.name}”", description=words.strip())

        prompt = LinesPrompt(f"What “{shown_line(tag.name)}” is for", tag.description)
        self.screen.app.push_screen(prompt, answered)

    def colour(self, tag: Tag) -> None:
        """Ask for a colour."""
        none = self._book.without_colour(tag)
        choices = [Choice(name, "now" if css == tag.colour else "", css) for name, css in PALETTE.items()]
        choices.append(Choice(none, "" if has_colour(tag) else "now"))
        self._ask(
            f"Colour of “{shown_line(tag.name)}”",
            lambda name: self._change(tag, f"“{tag.name}” is now coloured {name}", colour=PALETTE.get(name, "")),
            complete=among(choices),
            strict=True,
        )

    def put_on_key(self, tag: Tag, key: str | None) -> None:
        """Put the tag on a key, or on none."""
        holder = self._book.on_key(key)
        if key == tag.key:
            self.screen.say(f"“{tag.name}” is on key {key} already" if key else f"“{tag.name}” has no key")
        elif key is None:
            self._change(tag, f"“{tag.name}” has no key any more", key=None)
        else:
            lost = f"; “{holder.name}” has no key any more" if holder else ""
            self._change(tag, f"key {key} is now “{tag.name}”{lost}", key=key)

    def _change(self, tag: Tag, said: str, **fields: Any) -> None:
        if all(getattr(tag, name) == value for name, value in fields.items()):
            self.screen.say(f"“{tag.name}” is as it was")
            return

        def change(store: "Store") -> CodeBookIs:
            store.codebook.change(tag.id, **fields)
            return as_it_is(store, said, tag.id)

        self._do(change, "changing a tag")

    # Moving, merging, removing

    def move(self, tag: Tag) -> None:
        """Ask which tag this one is to lie in."""
        book, tags = self._book, self._book.by_path()
        choices = [Choice(_TOP), *(Choice(path, "", book.colours[each.id]) for path, each in tags.items())]
        ids = {path: each.id for path, each in tags.items()}

        def wrong(path: str) -> str:
            if ids.get(path) == tag.parent:
                return f"“{tag.name}” is {_where(path)} already"
            why = book.not_into(tag, tags[path]) if path in tags else ""
            return why or self._clash(tag, tag.name, ids.get(path))

        self._ask(
            f"Put “{shown_line(tag.name)}” inside",
            lambda path: self._change(tag, f"“{tag.name}” is now {_where(path)}", parent=ids.get(path)),
            complete=_possible(choices, wrong),
            strict=True,
            check=wrong,
        )

    def merge(self, tag: Tag) -> None:
        """Ask into which tag this one is to be merged, tell what that changes, and do it."""
        book, tags = self._book, self._book.by_path()
        choices = [
            Choice(path, many(book.count(each).own, "annotation"), book.colours[each.id]) for path, each in tags.items()
        ]

        def wrong(path: str) -> str:
            return book.not_into(tag, tags[path])

        self._ask(
            f"Merge “{shown_line(tag.name)}” into",
            lambda path: self._merge(tag, tags[path]),
            complete=_possible(choices, wrong),
            strict=True,
            check=wrong,
        )

    def _merge(self, tag: Tag, other: Tag) -> None:
        def merge(store: "Store") -> CodeBookIs:
            store.codebook.merge(tag.id, other.id)
            return as_it_is(store, f"merged “{tag.name}” into “{other.name}”{back}", other.id)

        back = f" · {self._key('codebook-undo')} takes them apart"
        self._foresee(
            lambda store: store.tagged.merging(tag.id, other.id),
            lambda effect: self._confirm(
                before_merging(tag, other, effect), "merge them; undo takes them apart",
                lambda: self._do(merge, "merging tags"),
            ),
        )  # fmt: skip

    def remove(self, tag: Tag) -> None:
        """Take the tag out, after it was told what annotations lose."""

        def remove(store: "Store") -> CodeBookIs:
            store.codebook.remove(tag.id)
            return as_it_is(store, f"removed “{tag.name}”{back}")

        def ask(effect: Effect) -> None:
            if effect.annotations or effect.inside:
                self._confirm(before_removing(tag, effect), "remove it; undo brings it back", do)
            else:
                do()

        back = f" · {self._key('codebook-undo')} brings it back"
        do = partial(self._do, remove, "removing a tag")
        self._foresee(lambda store: store.tagged.removing(tag.id), ask)

    # Files

    def write(self) -> None:
        """Ask for a file, and write the code book to it; over one that is there only when told so."""

        def write(path: Path) -> None:
            from tui.screens.codebook import files

            self.screen.desk.ask(
                self.screen, lambda store: as_it_is(store, files.write(store, path)), "writing the code book"
            )

        def named(answer: str) -> None:
            path = Path(answer.strip()).expanduser()
            if path.exists():
                self._confirm(f"{shown_line(str(path))} is there already", "write over it", partial(write, path))
            else:
                write(path)

        self._ask(
            "Write the code book to",
            named,
            value="codebook.json",
            complete=paths,
            free=True,
            check=_unwritable,
        )

    def take_in(self) -> None:
        """Ask for a file, and take in the tags that it holds."""

        def take_in(path: str, store: "Store") -> CodeBookIs:
            from tui.screens.codebook import files

            return as_it_is(store, files.take_in(store, Path(path.strip()).expanduser()))

        self._ask(
            "Take in the code book (.json, .qdc)",
            lambda path: self._do(partial(take_in, path), "taking in a code book"),
            complete=paths,
            free=True,
            check=lambda path: nowhere(path) if path.strip() else "a file needs a name",
        )

    # Taking back

    def turn(self, way: Way) -> None:
        """Undo or redo the last act, and go to what is another tag than before."""

        def turn(store: "Store") -> CodeBookIs:
            before = frozenset(store.codebook.tags())
            _, said = turned(store, way)
            return as_it_is(store, said, next((tag.id for tag in store.codebook.tags() if tag not in before), None))

        self._do(turn, "undo" if way == "undone" else "redo")

    # The parts of acts

    def _ask(self, question: str, then: Callable[[str], object], **given: Any) -> None:
        def answered(answer: str | None) -> None:
            if answer is not None:
                then(answer)

        self.screen.app.push_screen(LinePrompt(question, **given), answered)

    def _foresee(self, look: Callable[["Store"], Effect], then: Callable[[Effect], object]) -> None:
        self.screen.desk.ask(self.screen, lambda store: Foreseen(look(store), then), "looking what that would change")

    def _confirm(self, question: str, yes: str, do: Callable[[], object]) -> None:
        def answered(key: str | None) -> None:
            if key == "y":
                do()
            else:
                self.screen.say("all is left as it was")

        choices = [KeyChoice("y", yes), KeyChoice("n", "leave all as it is")]
        self.screen.app.push_screen(KeyPrompt(question, choices), answered)

    def _do(self, job: Callable[["Store"], CodeBookIs], what: str) -> None:
        self.done = True
        self.screen.desk.ask(self.screen, job, what)


def as_it_is(store: "Store", said: str = "", ref: str | None = None) -> CodeBookIs:
    """Return the code book as it is now, with what is to be said, and the tag that is to be highlighted."""
    return CodeBookIs(Book.of(store), said, ref)


def _unwritable(path: str) -> str:
    from tui.screens.codebook import files

    return files.unwritable(path)


def _possible(choices: Sequence[Choice], wrong: Callable[[str], str]) -> Completer:
    """Return a completer that offers what is not `wrong`; what is, only where nothing else is meant, and says why."""
    right = among([choice for choice in choices if not wrong(choice.answer)])
    refused = [choice._replace(about=why) for choice in choices if (why := wrong(choice.answer))]

    def complete(typed: str) -> Sequence[Choice]:
        meant = [choice for choice in refused if choice.answer.casefold() == typed.strip().casefold()]
        return [*meant, *right(typed)] or among(refused)(typed)

    return complete


def _where(path: str) -> str:
    return "in no other tag" if path == _TOP else f"inside “{path}”"
