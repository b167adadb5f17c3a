"""The screen of the code book: the tags as a tree that folds, and the keys that lead to acts and passages."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from annotations.model import Tag
from annotations.text import shown, shown_line
from tui.colours import legible
from tui.desk import Desk
from tui.keymap import Keymap, bindings
from tui.reader.hints import Offer
from tui.rows import Row
from tui.screens.codebook.acts import CodeBookIs, Foreseen, TagActs, as_it_is
from tui.screens.codebook.book import Book
from tui.screens.codebook.passages import Left, PassagesScreen
from tui.screens.codebook.rows import COLUMNS, Leaf, in_tree, tag_row
from tui.screens.listing import ListScreen
from tui.sieve import Sieve, folded


class CodeBookScreen(ListScreen[bool]):
    """Lists the tags; answers whether any was changed."""

    DEFAULT_CSS = """
    CodeBookScreen #about { height: 4; border-top: solid $border-blurred; padding: 0 1; color: $foreground 80%; }
    CodeBookScreen #about:ansi { color: ansi_default; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list", "codebook")]
    MODE = "CODE BOOK"
    ORDERS = ("as a tree", "by name", "most used first")

    def __init__(self, desk: Desk, keymap: Keymap | None = None) -> None:
        super().__init__(desk, keymap)
        self.book = Book()
        self.known = False
        """Whether the store has said what is in it."""
        self.acts = TagActs(self)
        self.folded: set[str] = set()
        """The tags whose inner ones are not shown."""
        self._sieve: Sieve[Tag] = Sieve(lambda tag: f"{self.book.path(tag)} {tag.description}")

    def compose(self) -> ComposeResult:
        """Lay out the list, and below it what the highlighted tag is for."""
        yield from super().compose()
        yield Static(id="about", markup=False)

    def on_mount(self) -> None:
        """Ask the store for the tags."""
        super().on_mount()
        self.relist()
        self.desk.ask(self, as_it_is, "reading the code book")

    # What is shown

    def listed(self) -> tuple[Row | None, Sequence[tuple[Row, str | None]], str]:
        """Return the tags: key, colour, name, description, number of annotations."""
        book, ground = self.book, self.rows.background_colors[1]
        fitting = self._sieve.kept(book.tags, self.filter)
        leaves = list(in_tree(fitting, () if self.filter else self.folded))
        nested = self.order == self.ORDERS[0]
        if not nested:
            leaves = [Leaf(tag) for tag in sorted(fitting, key=lambda tag: folded(book.path(tag)))]
        if self.order == "most used first":
            leaves.sort(key=lambda leaf: -book.count(leaf.tag).whole)
        rows = [
            (
                tag_row(
                    leaf,
                    leaf.tag.name if nested else book.path(leaf.tag),
                    book.count(leaf.tag),
                    legible(book.colours[leaf.tag.id], ground),
                ),
                leaf.tag.id,
            )
            for leaf in leaves
        ]
        return (COLUMNS if rows else None), rows, self._nothing()

    def _nothing(self) -> str:
        if not self.known:
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
            ("list-leave", "back"), ("codebook-colour", "colour"), ("codebook-describe", "describe"),
            ("codebook-split", "split"), ("codebook-export", "export"),
        )  # fmt: skip
        tag = self.book.tag(self.ref)
        if tag is None:
            return "", "", keys
        under = f"{self.book.path(tag)} · {self.book.colour_name(tag)}"
        return shown_line(under), f"{self.refs.index(tag.id) + 1} of {len(self.refs)} · {self.order}", keys

    def tell(self) -> None:
        """Bring the status line, and what the tag is for, up to date."""
        super().tell()
        tag = self.book.tag(self.ref)
        self.query_one("#about", Static).update(shown(tag.description) if tag else "")

    # What is done

    def leave(self) -> None:
        """Clear the filter; without one, leave and say whether anything was changed."""
        if not self.clear_filter():
            self._close()

    def _close(self) -> None:
        self.dismiss(self.acts.done)

    def choose(self, ref: str) -> None:
        """Rename the tag."""
        if tag := self.book.tag(ref):
            self.acts.rename(tag)

    def obey(self, command: str) -> None:
        """Do one of the code book's commands."""
        acts = self.acts
        simple: Mapping[str, Callable[[], object]] = {
            "codebook-add": acts.add,
            "codebook-fold-all": self._fold_all,
            "codebook-export": acts.write,
            "codebook-import": acts.take_in,
            "codebook-undo": partial(acts.turn, "undone"),
            "codebook-redo": partial(acts.turn, "redone"),
            "codebook-close": self._close,
        }
        if command in simple:
            simple[command]()
        elif (tag := self.book.tag(self.ref)) is None:
            self.say("there is no tag here")
        elif command.startswith("codebook-key-"):
            acts.put_on_key(tag, command[-1])
        else:
            of_tag: Mapping[str, Callable[[Tag], object]] = {
                "codebook-rename": acts.rename,
                "codebook-describe": acts.describe,
                "codebook-colour": acts.colour,
                "codebook-fold": self._fold,
                "codebook-unfold": self._unfold,
                "codebook-passages": self._show_passages,
                "codebook-split": partial(self._show_passages, split=True),
                "codebook-move": acts.move,
                "codebook-merge": acts.merge,
                "codebook-no-key": partial(acts.put_on_key, key=None),
                "codebook-remove": acts.remove,
            }
            of_tag[command](tag)

    # The tree

    def _fold(self, tag: Tag) -> None:
        """Hide what is inside the tag; where nothing is, or is hidden already, go to the tag that it lies in."""
        if self.book.inside(tag) and tag.id not in self.folded:
            self.folded.add(tag.id)
            self.relist()
        elif tag.parent in self.refs:
            self.relist(tag.parent)

    def _unfold(self, tag: Tag) -> None:
        """Show what is inside the tag; where it is shown already, go to the first."""
        inner = self.book.inside(tag)
        if tag.id in self.folded:
            self.folded.discard(tag.id)
            self.relist()
        elif inner:
            self.relist(inner[0].id)

    def _fold_all(self) -> None:
        outer = {tag.id for tag in self.book.tags if self.book.inside(tag)}
        top = self.book.tag(self.ref)
        while top is not None and top.parent is not None and not self.folded:
            top = self.book.tag(top.parent)
        self.folded = set() if self.folded else outer
        self.relist(top.id if top else None)

    # Passages

    def _show_passages(self, tag: Tag, *, split: bool = False) -> None:
        choose, give = self.hints.key("passages-choose"), self.hints.key("passages-retag")
        said = f"{choose} chooses passages, {give} gives them another tag, also a new one" if split else ""

        def seen(left: Left | None) -> None:
            self.acts.done = self.acts.done or bool(left and left.changed)
            said = left.said if left else ""
            self.desk.ask(self, partial(as_it_is, said=said), "reading the code book")

        self.app.push_screen(PassagesScreen(self.desk, self.hints.keymap, tag.id, said=said), seen)

    # What the store answers

    @on(Foreseen)
    def _foreseen(self, message: Foreseen) -> None:
        message.then(message.effect)

    @on(CodeBookIs)
    def _is_now(self, message: CodeBookIs) -> None:
        self.book, self.known = message.book, True
        tag = self.book.tag(message.ref)
        while tag is not None and tag.parent is not None:  # what has just been changed is to be seen
            self.folded.discard(tag.parent)
            tag = self.book.tag(tag.parent)
        self.relist(message.ref)
        if message.said:
            self.say(message.said)
