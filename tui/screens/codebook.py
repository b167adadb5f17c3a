"""The code book: the tags as a tree, their names, keys and colours; each change is an act to be undone."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Static

from annotations.model import Tag
from annotations.store.tagged import Count, Effect
from annotations.text import shown, shown_line
from tui.colours import PALETTE, colours_of, has_colour, legible, name_of
from tui.desk import Desk
from tui.keymap import Keymap, bindings
from tui.newtag import make_tag
from tui.panel.items import paths_of
from tui.prompts.key import KeyChoice, KeyPrompt
from tui.prompts.line import Choice, Completer, LinePrompt, among
from tui.prompts.lines import LinesPrompt
from tui.prompts.paths import nowhere, paths
from tui.reader.hints import Offer
from tui.rows import Row
from tui.screens.listing import ListScreen
from tui.screens.passages import Left, PassagesScreen
from tui.screens.tagrows import COLUMNS, Leaf, in_tree, tag_row
from tui.screens.tagwords import before_merging, before_removing, many
from tui.sieve import Sieve, folded

if TYPE_CHECKING:
    from annotations.store import Store

_TOP = "(in no other tag)"


class CodeBookIs(Message):
    """The code book as it is now; `said` tells what has just been done, `ref` is the tag it was done to."""

    def __init__(self, tags: tuple[Tag, ...], counts: Mapping[str, Count], said: str, ref: str | None) -> None:
        super().__init__()
        self.tags = tags
        self.counts = counts
        self.said = said
        self.ref = ref


class Foreseen(Message):
    """What an act would change; `then` asks the reader about it."""

    def __init__(self, effect: Effect, then: Callable[[Effect], object]) -> None:
        super().__init__()
        self.effect = effect
        self.then = then


class CodeBookScreen(ListScreen[bool]):
    """Lists the tags; answers whether any was changed."""

    DEFAULT_CSS = """
    CodeBookScreen #about { height: 4; border-top: solid $border-blurred; padding: 0 1; color: $foreground 80%; }
    CodeBookScreen #about:ansi { color: ansi_default; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list", "codebook")]
    MODE = "CODE BOOK"
    ORDERS = ("one inside another", "by name", "most used first")

    def __init__(self, desk: Desk, keymap: Keymap | None = None) -> None:
        super().__init__(desk, keymap)
        self.tags: tuple[Tag, ...] | None = None
        self.counts: Mapping[str, Count] = {}
        self._paths: Mapping[str, str] = {}
        self.folded: set[str] = set()
        """The tags whose inner ones are not shown."""
        self.changed = False
        self._sieve: Sieve[Tag] = Sieve(lambda tag: f"{self._path(tag)} {tag.description}")

    def compose(self) -> ComposeResult:
        """Lay out the list, and below it what the highlighted tag is for."""
        yield from super().compose()
        yield Static(id="about", markup=False)

    def on_mount(self) -> None:
        """Ask the store for the tags."""
        super().on_mount()
        self.relist()
        self.desk.ask(self, _as_it_is, "reading the code book")

    # What is shown

    def listed(self) -> tuple[Row | None, Sequence[tuple[Row, str | None]], str]:
        """Return the tags: key, colour, name, description, number of annotations."""
        fitting = self._sieve.kept(self.tags or (), self.filter)
        leaves = list(in_tree(fitting, () if self.filter else self.folded))
        nested = self.order == self.ORDERS[0]
        if not nested:
            leaves = [Leaf(tag) for tag in sorted(fitting, key=lambda tag: folded(self._path(tag)))]
        if self.order == "most used first":
            leaves.sort(key=lambda leaf: -self._count(leaf.tag).whole)
        ground, colours = self.rows.background_colors[1], colours_of(self.tags or ())
        rows = [
            (
                tag_row(
                    leaf,
                    leaf.tag.name if nested else self._path(leaf.tag),
                    self._count(leaf.tag),
                    legible(colours[leaf.tag.id], ground),
                ),
                leaf.tag.id,
            )
            for leaf in leaves
        ]
        return (COLUMNS if rows else None), rows, self._nothing()

    def _nothing(self) -> str:
        if self.tags is None:
            return "Opening the code book…"
        if self.filter:
            return f"No tag has “{self.filter}”.\n\n{self.hints.key('list-leave')} shows all again."
        return f"The code book is empty.\n\n{self.hints.key('codebook-add')} makes a tag."

    def told(self) -> tuple[str, str, Sequence[Offer]]:
        """Return of the highlighted tag its path and colour, its place, and the keys."""
        keys = (
            ("codebook-add", "add"), ("codebook-rename", "rename"),
            ("codebook-passages", "passages"), ("codebook-move", "move"),
            ("codebook-merge", "merge"), ("codebook-remove", "remove"), ("codebook-undo", "undo"),
        )  # fmt: skip
        tag = self._tag(self.ref)
        if tag is None:
            return "", "", keys
        under = f"{self._path(tag)} · {self._colour(tag)}"
        return shown_line(under), f"{self.refs.index(tag.id) + 1} of {len(self.refs)} · {self.order}", keys

    def _colour(self, tag: Tag) -> str:
        """Return the name of the tag's colour, and where it is from if it is not its own."""
        name = name_of(colours_of(self.tags or ())[tag.id])
        return name if has_colour(tag) else f"{name}, {self._without_colour(tag)}"

    def _without_colour(self, tag: Tag) -> str:
        """Return what a tag is coloured by that has no colour of its own."""
        around = self._tag(tag.parent)
        return f"like “{around.name}”" if around else "by its place"

    def tell(self) -> None:
        """Bring the status line, and what the tag is for, up to date."""
        super().tell()
        tag = self._tag(self.ref)
        self.query_one("#about", Static).update(shown(tag.description) if tag else "")

    def _count(self, tag: Tag) -> Count:
        return self.counts.get(tag.id, Count())

    def _tag(self, ref: str | None) -> Tag | None:
        return next((tag for tag in self.tags or () if tag.id == ref), None)

    def _path(self, tag: Tag) -> str:
        return self._paths.get(tag.id, tag.name)

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
            "codebook-fold-all": self._fold_all,
            "codebook-export": self._ask_file,
            "codebook-import": self._ask_source,
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
                "codebook-fold": self._fold,
                "codebook-unfold": self._unfold,
                "codebook-passages": self._show_passages,
                "codebook-split": partial(self._show_passages, split=True),
                "codebook-move": self._ask_parent,
                "codebook-merge": self._ask_other,
                "codebook-no-key": partial(self._put_on_key, key=None),
                "codebook-remove": self._remove,
            }
            of_tag[command](tag)

    # The tree

    def _inside(self, tag: Tag) -> list[Tag]:
        return [inner for inner in self.tags or () if inner.parent == tag.id]

    def _fold(self, tag: Tag) -> None:
        """Hide what is inside the tag; where nothing is, or is hidden already, go to the tag that it lies in."""
        if self._inside(tag) and tag.id not in self.folded:
            self.folded.add(tag.id)
            self.relist()
        elif tag.parent in self.refs:
            self.relist(tag.parent)

    def _unfold(self, tag: Tag) -> None:
        """Show what is inside the tag; where it is shown already, go to the first."""
        inner = self._inside(tag)
        if tag.id in self.folded:
            self.folded.discard(tag.id)
            self.relist()
        elif inner:
            self.relist(inner[0].id)

    def _fold_all(self) -> None:
        outer = {tag.id for tag in self.tags or () if self._inside(tag)}
        top = self._tag(self.ref)
        while top is not None and top.parent is not None and not self.folded:
            top = self._tag(top.parent)
        self.folded = set() if self.folded else outer
        self.relist(top.id if top else None)

    # Passages

    def _show_passages(self, tag: Tag, *, split: bool = False) -> None:
        choose, give = self.hints.key("passages-choose"), self.hints.key("passages-retag")
        said = f"{choose} chooses passages, {give} gives them another tag, also a new one" if split else ""

        def seen(left: Left | None) -> None:
            self.changed = self.changed or bool(left and left.changed)
            said = left.said if left else ""
            self.desk.ask(self, partial(_as_it_is, said=said), "reading the code book")

        self.app.push_screen(PassagesScreen(self.desk, self.hints.keymap, tag.id, said=said), seen)

    # Questions

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
        if not name:
            return "a tag needs a name"
        if "/" in name:
            return "a name has no “/” in it"
        return self._clash(tag, name, tag.parent)

    def _clash(self, tag: Tag, name: str, parent: str | None) -> str:
        """Return what to do if `tag` cannot have a name in a place because another has it there."""
        beside = (t.name.casefold() for t in self.tags or () if t.parent == parent and t.id != tag.id)
        taken = name.casefold() in beside
        return (
            f"{name}: there is a tag of that name already; {self.hints.key('codebook-merge')} merges" if taken else ""
        )

    def _ask_description(self, tag: Tag) -> None:
        def answered(words: str | None) -> None:
            if words is not None:
                self._change(tag, f"described “{tag.name}”", description=words)

        self.app.push_screen(LinesPrompt(f"What “{shown_line(tag.name)}” is for", tag.description), answered)

    def _ask_colour(self, tag: Tag) -> None:
        none = self._without_colour(tag)
        choices = [Choice(name, "now" if css == tag.colour else "", css) for name, css in PALETTE.items()]
        choices.append(Choice(none, "" if has_colour(tag) else "now"))
        self._ask(
            f"Colour of “{shown_line(tag.name)}”",
            lambda name: self._change(tag, f"“{tag.name}” is now {name}", colour=PALETTE.get(name, "")),
            complete=among(choices),
            strict=True,
        )

    def _by_path(self) -> dict[str, Tag]:
        return {self._path(tag): tag for tag in sorted(self.tags or (), key=self._path)}

    def _not_into(self, tag: Tag, other: Tag) -> str:
        """Return why `tag` can be neither put inside another one nor merged into it, or nothing."""
        if other.id == tag.id:
            return "that is the tag itself"
        inside = self._path(other).startswith(f"{self._path(tag)}/")
        return f"“{other.name}” lies inside “{tag.name}”" if inside else ""

    def _ask_parent(self, tag: Tag) -> None:
        tags = self._by_path()
        colours = colours_of(self.tags or ())
        choices = [Choice(_TOP), *(Choice(path, "", colours[each.id]) for path, each in tags.items())]
        ids = {path: each.id for path, each in tags.items()}

        def wrong(path: str) -> str:
            if ids.get(path) == tag.parent:
                return f"“{tag.name}” is {_where(path)} already"
            why = self._not_into(tag, tags[path]) if path in tags else ""
            return why or self._clash(tag, tag.name, ids.get(path))

        self._ask(
            f"Put “{shown_line(tag.name)}” inside",
            lambda path: self._change(tag, f"“{tag.name}” is now {_where(path)}", parent=ids.get(path)),
            complete=possible(choices, wrong),
            strict=True,
            check=wrong,
        )

    def _ask_other(self, tag: Tag) -> None:
        tags = self._by_path()
        colours = colours_of(self.tags or ())
        choices = [
            Choice(path, many(self._count(each).own, "annotation"), colours[each.id]) for path, each in tags.items()
        ]

        def wrong(path: str) -> str:
            return self._not_into(tag, tags[path])

        self._ask(
            f"Merge “{shown_line(tag.name)}” into",
            lambda path: self._foresee_merging(tag, tags[path].id),
            complete=possible(choices, wrong),
            strict=True,
            check=wrong,
        )

    def _foresee_merging(self, tag: Tag, into: str) -> None:
        other = self._tag(into)
        if other is None:
            return

        def merge(store: "Store") -> CodeBookIs:
            store.codebook.merge(tag.id, into)
            return _as_it_is(store, f"merged “{tag.name}” into “{other.name}”{back}", into)

        back = f" · {self.hints.key('codebook-undo')} takes them apart"
        self._foresee(
            lambda store: store.tagged.merging(tag.id, into),
            lambda effect: self._confirm(
                before_merging(tag, other, effect), "merge them; undo takes them apart",
                lambda: self._do(merge, "merging tags"),
            ),
        )  # fmt: skip

    def _foresee(self, look: Callable[["Store"], Effect], then: Callable[[Effect], object]) -> None:
        self.desk.ask(self, lambda store: Foreseen(look(store), then), "looking what that would change")

    def _confirm(self, question: str, yes: str, do: Callable[[], object]) -> None:
        def answered(key: str | None) -> None:
            if key == "y":
                do()

        choices = [KeyChoice("y", yes), KeyChoice("n", "leave all as it is")]
        self.app.push_screen(KeyPrompt(question, choices), answered)

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
        def remove(store: "Store") -> CodeBookIs:
            store.codebook.remove(tag.id)
            return _as_it_is(store, f"removed “{tag.name}”{back}")

        def ask(effect: Effect) -> None:
            if effect.annotations or effect.inside:
                self._confirm(before_removing(tag, effect), "remove it; undo brings it back", do)
            else:
                do()

        back = f" · {self.hints.key('codebook-undo')} brings it back"
        do = partial(self._do, remove, "removing a tag")
        self._foresee(lambda store: store.tagged.removing(tag.id), ask)

    def _ask_file(self) -> None:
        def write(path: str, store: "Store") -> CodeBookIs:
            from tui.screens import tagfiles

            return _as_it_is(store, tagfiles.write(store, Path(path.strip()).expanduser()))

        self._ask(
            "Write the code book to",
            lambda path: self.desk.ask(self, partial(write, path), "writing the code book"),
            value="codebook.json",
            complete=paths,
            free=True,
            check=_unwritable,
        )

    def _ask_source(self) -> None:
        def take_in(path: str, store: "Store") -> CodeBookIs:
            from tui.screens import tagfiles

            return _as_it_is(store, tagfiles.take_in(store, Path(path.strip()).expanduser()))

        self._ask(
            "Take in the code book (.json, .qdc)",
            lambda path: self._do(partial(take_in, path), "taking in a code book"),
            complete=paths,
            free=True,
            check=lambda path: nowhere(path) if path.strip() else "a file needs a name",
        )

    def _turn(self, way: str) -> None:
        def turn(store: "Store") -> CodeBookIs:
            act = store.history.undo() if way == "undone" else store.history.redo()
            return _as_it_is(store, f"{way}: {act.title}" if act else f"nothing is left to be {way}")

        self._do(turn, "undo" if way == "undone" else "redo")

    def _do(self, job: Callable[["Store"], CodeBookIs], what: str) -> None:
        self.changed = True
        self.desk.ask(self, job, what)

    @on(Foreseen)
    def _foreseen(self, message: Foreseen) -> None:
        message.then(message.effect)

    @on(CodeBookIs)
    def _is_now(self, message: CodeBookIs) -> None:
        self.tags, self.counts, self._paths = message.tags, message.counts, paths_of(message.tags)
        tag = self._tag(message.ref)
        while tag is not None and tag.parent is not None:  # what has just been changed is to be seen
            self.folded.discard(tag.parent)
            tag = self._tag(tag.parent)
        self.relist(message.ref)
        if message.said:
            self.say(message.said)


def _as_it_is(store: "Store", said: str = "", ref: str | None = None) -> CodeBookIs:
    return CodeBookIs(store.codebook.tags(), store.tagged.counts(), said, ref)


def _unwritable(path: str) -> str:
    from tui.screens import tagfiles

    return tagfiles.unwritable(path)


def possible(choices: Sequence[Choice], wrong: Callable[[str], str]) -> Completer:
    """Return a completer that offers what is not `wrong`; what is, only where nothing else is meant, and says why."""
    right = among([choice for choice in choices if not wrong(choice.answer)])
    refused = [choice._replace(about=why) for choice in choices if (why := wrong(choice.answer))]

    def complete(typed: str) -> Sequence[Choice]:
        meant = [choice for choice in refused if choice.answer.casefold() == typed.strip().casefold()]
        return [*meant, *right(typed)] or among(refused)(typed)

    return complete


def _where(path: str) -> str:
    return "in no other tag" if path == _TOP else f"inside “{path}”"
