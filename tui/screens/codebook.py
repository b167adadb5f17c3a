"""The code book: the tags, their names, keys and colours, changed one at a time, each change an act to be undone."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.message import Message

from annotations.model import Tag
from annotations.text import shown_line
from tui.colours import PALETTE, legible, name_of
from tui.desk import Desk
from tui.keymap import Keymap, bindings
from tui.newtag import make_tag
from tui.panel.items import paths_of
from tui.prompts.key import KeyChoice, KeyPrompt
from tui.prompts.line import Choice, LinePrompt, among
from tui.reader.status import APART
from tui.rows import Row
from tui.screens.listing import ListScreen
from tui.screens.tagrows import COLUMNS, by_tree, tag_row
from tui.sieve import Sieve, folded

if TYPE_CHECKING:
    from annotations.store import Store

_TOP = "(in no other tag)"


class CodeBookIs(Message):
    """The code book as it is now; `said` tells what has just been done, `ref` is the tag it was done to."""

    def __init__(self, tags: tuple[Tag, ...], uses: Mapping[str, int], said: str = "", ref: str | None = None) -> None:
        super().__init__()
        self.tags = tags
        self.uses = uses
        self.said = said
        self.ref = ref


class CodeBookScreen(ListScreen[bool]):
    """Lists the tags; answers whether any was changed."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list", "codebook")]
    MODE = "CODE BOOK"
    ORDERS = ("one inside another", "by name", "most used first")

    def __init__(self, desk: Desk, keymap: Keymap | None = None) -> None:
        super().__init__(desk, keymap)
        self.tags: tuple[Tag, ...] | None = None
        self.uses: Mapping[str, int] = {}
        self.changed = False
        self._sieve: Sieve[Tag] = Sieve(lambda tag: f"{self._path(tag)} {tag.description}")

    def on_mount(self) -> None:
        """Ask the store for the tags."""
        super().on_mount()
        self.relist()
        self.desk.ask(self, _as_it_is, "reading the code book")

    # What is shown

    def listed(self) -> tuple[Row | None, Sequence[tuple[Row, str | None]], str]:
        """Return the tags: key, colour, name, description, number of uses."""
        fitting = self._sieve.kept(self.tags or (), self.filter)
        indents = dict(by_tree(fitting))
        ordered = list(indents)
        if self.order == "by name":
            ordered = sorted(fitting, key=lambda tag: folded(self._path(tag)))
        elif self.order == "most used first":
            ordered = sorted(fitting, key=lambda tag: -self.uses.get(tag.id, 0))
        nested = self.order == self.ORDERS[0]
        ground = self.rows.background_colors[1]
        rows = [
            (
                tag_row(
                    tag,
                    tag.name if nested else self._path(tag),
                    indents[tag] if nested else 0,
                    self.uses.get(tag.id, 0),
                    legible(tag.colour, ground),
                ),
                tag.id,
            )
            for tag in ordered
        ]
        return (COLUMNS if rows else None), rows, self._nothing()

    def _nothing(self) -> str:
        if self.tags is None:
            return "Opening the code book…"
        if self.filter:
            return f"No tag has “{self.filter}”.\n\n{self.hints.key('list-leave')} shows all again."
        return f"The code book is empty.\n\n{self.hints.key('codebook-add')} makes a tag."

    def told(self) -> tuple[str, str, str]:
        """Return of the highlighted tag its path, colour and description, its place, and the keys."""
        keys = self.hints.line(
            ("codebook-add", "add"), ("codebook-rename", "rename"), ("codebook-describe", "about"),
            ("codebook-colour", "colour"), ("codebook-key-1", "… 9 key"), ("codebook-move", "move"),
            ("codebook-remove", "remove"), ("codebook-undo", "undo"), ("help", "help"),
        )  # fmt: skip
        tag = self._tag(self.ref)
        if tag is None:
            return "", "", keys
        colour = name_of(tag.colour) if tag.colour else "no colour"
        under = APART.join(part for part in (f"{self._path(tag)} · {colour}", tag.description) if part)
        return shown_line(under), f"{self.refs.index(tag.id) + 1} of {len(self.refs)} · {self.order}", keys

    def _tag(self, ref: str | None) -> Tag | None:
        return next((tag for tag in self.tags or () if tag.id == ref), None)

    def _path(self, tag: Tag) -> str:
        return paths_of(self.tags or ()).get(tag.id, tag.name)

    # What is done

    def leave(self) -> None:
        """Clear the filter; without one, leave and say whether anything was changed."""
        if not self.clear_filter():
            self.dismiss(self.changed)

    def choose(self, ref: str) -> None:
        """Rename the tag."""
        if tag := self._tag(ref):
            self._ask_name(tag)

    def obey(self, command: str) -> None:
        """Do one of the code book's commands."""
        simple: Mapping[str, Callable[[], object]] = {
            "codebook-add": self._ask_new,
            "codebook-undo": partial(self._turn, "undone"),
            "codebook-redo": partial(self._turn, "redone"),
            "codebook-close": partial(self.dismiss, self.changed),
        }
        if command in simple:
            simple[command]()
        elif (tag := self._tag(self.ref)) is None:
            self.say("there is no tag here")
        elif command.startswith("codebook-key-"):
            self._put_on_key(tag, command[-1])
        else:
            of_tag: Mapping[str, Callable[[Tag], object]] = {
                "codebook-rename": self._ask_name,
                "codebook-describe": self._ask_description,
                "codebook-colour": self._ask_colour,
                "codebook-move": self._ask_parent,
                "codebook-no-key": partial(self._put_on_key, key=None),
                "codebook-remove": self._remove,
            }
            of_tag[command](tag)

    def _ask(self, question: str, then: Callable[[str], object], **given: Any) -> None:
        def answered(answer: str | None) -> None:
            if answer is not None:
                then(answer)

        self.app.push_screen(LinePrompt(question, **given), answered)

    def _ask_new(self) -> None:
        question = "Name of the new tag (parent/child puts it inside another)"
        self._ask(question, self._add, check=lambda path: "" if path.strip(" /") else "a tag needs a name")

    def _add(self, path: str) -> None:
        def add(store: "Store") -> CodeBookIs:
            if known := store.codebook.by_path(path):
                return _as_it_is(store, f"there is a tag “{path.strip()}” already", known.id)
            tag = make_tag(store, path.strip())
            return _as_it_is(store, f"added “{path.strip()}”" + (f" on key {tag.key}" if tag.key else ""), tag.id)

        self._do(add, "adding a tag")

    def _ask_name(self, tag: Tag) -> None:
        self._ask(
            f"Name of “{shown_line(tag.name)}”",
            lambda name: self._change(tag, f"“{tag.name}” is now “{name.strip()}”", name=name),
            value=tag.name,
            check=partial(self._no_name, tag),
        )

    def _no_name(self, tag: Tag, typed: str) -> str:
        """Return what is wrong with a new name of `tag`."""
        name = typed.strip()
        others = {t.name.casefold() for t in self.tags or () if t.parent == tag.parent and t.id != tag.id}
        if not name:
            return "a tag needs a name"
        if "/" in name:
            return "a name has no “/” in it"
        return f"{name}: there is a tag of that name already" if name.casefold() in others else ""

    def _ask_description(self, tag: Tag) -> None:
        self._ask(
            f"What “{shown_line(tag.name)}” is for",
            lambda words: self._change(tag, f"described “{tag.name}”", description=words),
            value=tag.description,
        )

    def _ask_colour(self, tag: Tag) -> None:
        choices = [Choice(name, "now" if css == tag.colour else "", css) for name, css in PALETTE.items()]
        self._ask(
            f"Colour of “{shown_line(tag.name)}”",
            lambda name: self._change(tag, f"“{tag.name}” is now {name}", colour=PALETTE[name]),
            complete=among(choices),
            strict=True,
        )

    def _ask_parent(self, tag: Tag) -> None:
        paths = paths_of(self.tags or ())
        inside = f"{paths[tag.id]}/"
        others = {path: id for id, path in paths.items() if id != tag.id and not path.startswith(inside)}
        self._ask(
            f"Put “{shown_line(tag.name)}” inside",
            lambda path: self._change(tag, f"“{tag.name}” is now {_where(path)}", parent=others.get(path)),
            complete=among([Choice(_TOP), *map(Choice, sorted(others))]),
            strict=True,
        )

    def _put_on_key(self, tag: Tag, key: str | None) -> None:
        holder = next((t for t in self.tags or () if key and t.key == key and t.id != tag.id), None)
        if key == tag.key:
            self.say(f"“{tag.name}” is on key {key} already" if key else f"“{tag.name}” has no key")
        elif key is None:
            self._change(tag, f"“{tag.name}” has no key any more", key=None)
        else:
            lost = f"; “{holder.name}” has no key any more" if holder else ""
            self._change(tag, f"key {key} is now “{tag.name}”{lost}", key=key)

    def _change(self, tag: Tag, said: str, **fields: Any) -> None:
        def change(store: "Store") -> CodeBookIs:
            store.codebook.change(tag.id, **fields)
            return _as_it_is(store, said, tag.id)

        self._do(change, "changing a tag")

    def _remove(self, tag: Tag) -> None:
        inside = sum(1 for path in paths_of(self.tags or ()).values() if path.startswith(f"{self._path(tag)}/"))
        uses = self.uses.get(tag.id, 0)
        if not uses and not inside:
            self._take_out(tag)
            return
        used = [_many(uses, "annotation bears it", "annotations bear it")] if uses else []
        used += [_many(inside, "tag is inside it", "tags are inside it")] if inside else []
        question = f"Remove “{shown_line(tag.name)}”? {', '.join(used)}."
        choices = [KeyChoice("y", "remove it; undo brings it back"), KeyChoice("n", "keep it")]

        def answered(key: str | None) -> None:
            if key == "y":
                self._take_out(tag)

        self.app.push_screen(KeyPrompt(question, choices), answered)

    def _take_out(self, tag: Tag) -> None:
        said = f"removed “{tag.name}” · {self.hints.key('codebook-undo')} brings it back"

        def remove(store: "Store") -> CodeBookIs:
            store.codebook.remove(tag.id)
            return _as_it_is(store, said)

        self._do(remove, "removing a tag")

    def _turn(self, way: str) -> None:
        def turn(store: "Store") -> CodeBookIs:
            act = store.history.undo() if way == "undone" else store.history.redo()
            return _as_it_is(store, f"{way}: {act.title}" if act else f"nothing is left to be {way}")

        self._do(turn, "undo" if way == "undone" else "redo")

    def _do(self, job: Callable[["Store"], CodeBookIs], what: str) -> None:
        self.changed = True
        self.desk.ask(self, job, what)

    @on(CodeBookIs)
    def _is_now(self, message: CodeBookIs) -> None:
        self.tags, self.uses = message.tags, message.uses
        self.relist(message.ref)
        if message.said:
            self.say(message.said)


def _as_it_is(store: "Store", said: str = "", ref: str | None = None) -> CodeBookIs:
    return CodeBookIs(store.codebook.tags(), store.codebook.uses(), said, ref)


def _where(path: str) -> str:
    return "in no other tag" if path == _TOP else f"inside “{path}”"


def _many(number: int, one: str, more: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {more}"
