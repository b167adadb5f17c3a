"""The known names: what was learned from the reader, told or judged, each change an act to be undone."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple, cast, get_args

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from annotations.model import LONGEST_NAME, NameLabel
from annotations.text import one_spaced, shown_line
from tui.desk import Desk
from tui.keymap import Keymap, bindings
from tui.labels import LABEL_WORDS
from tui.prompts.line import Choice, LinePrompt, among
from tui.reader.hints import Offer
from tui.rows import MUTED, Row, fitted
from tui.screens.atdesk import Way, turned
from tui.screens.listing import ListScreen
from tui.sieve import Sieve, folded

if TYPE_CHECKING:
    from annotations.store import Store


class Known(NamedTuple):
    """A name and how it is known: one of `_HOW`; judged so in that many documents; whether in the own list too."""

    text: str
    label: str
    how: str
    documents: int = 0
    listed: bool = False

    @property
    def ref(self) -> str:
        """What tells it from all others."""
        return f"{self.how}/{self.label}/{self.text}"


_OWN: Final = "own list"
_HOW: Final[Mapping[str, str]] = {
    "remembered": "remembered",
    _OWN: "in names.txt",
    "accepted": "mark accepted",
    "refused": "mark rejected",
}
"""As the column says it."""
_HOW_LONG: Final[Mapping[str, str]] = {
    "remembered": "you had it remembered",
    _OWN: "in your own list of names",
    "accepted": "you accepted or relabelled its mark",
    "refused": "you rejected its mark: it is none",
}


class NamesAre(Message):
    """The names that are known now; `said` tells what has just been done, `text` is the name it was done to."""

    def __init__(self, names: Sequence[Known], said: str = "", text: str = "", problem: str = "") -> None:
        super().__init__()
        self.names = names
        self.said = said
        self.text = text
        self.problem = problem


class NamesScreen(ListScreen[bool]):
    """Lists the known names; answers whether any was changed."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list", "names")]
    MODE = "NAMES"
    ORDERS = ("by name", "by how they are known", "by label")

    def __init__(self, desk: Desk, keymap: Keymap | None = None) -> None:
        super().__init__(desk, keymap)
        self.names: Sequence[Known] | None = None
        self.changed = False
        self._sieve: Sieve[Known] = Sieve(lambda name: f"{name.text} {name.label} {name.how}")

    def on_mount(self) -> None:
        """Ask the store for the names."""
        super().on_mount()
        self.relist()
        self.desk.ask(self, _as_they_are, "reading the known names")

    # What is shown

    def listed(self) -> tuple[Row | None, Sequence[tuple[Row, str | None]], str]:
        """Return the names: text, label, how each is known, in how many documents."""
        fitting = sorted(self._sieve.kept(tuple(self.names or ()), self.filter), key=lambda name: folded(name.text))
        if self.order == self.ORDERS[1]:
            fitting.sort(key=lambda name: [*_HOW].index(name.how))
        elif self.order == self.ORDERS[2]:
            fitting.sort(key=lambda name: name.label)
        return (_COLUMNS if fitting else None), [(_row(name), name.ref) for name in fitting], self._nothing()

    def _nothing(self) -> str:
        if self.names is None:
            return "Opening the known names…"
        if self.filter:
            return f"No name has “{self.filter}”.\n\n{self.hints.key('list-leave')} shows all again."
        accept, reject, remember = map(self.hints.key, ("accept", "reject", "remember"))
        return (
            "No names were learned from you yet.\n\n"
            f"They come from marks that you accept ({accept}) and reject ({reject}), and from names that you have "
            f"remembered ({remember} in an article, {self.hints.key('names-add')} here)."
        )

    def told(self) -> tuple[str, str, Sequence[Offer]]:
        """Return of the highlighted name what it is and how it is known, its place, and the keys."""
        keys = (
            ("names-add", "add"), ("names-relabel", "relabel"), ("names-forget", "forget"), ("names-undo", "undo"),
            ("list-filter", "find"), ("list-order", "sort"),
        )  # fmt: skip
        name = self._here()
        if name is None:
            return "", "", keys
        label = LABEL_WORDS.get(name.label, "what its form tells")
        listed = "; in your own list of names too, which yields to it" if name.listed else ""
        under = f"{name.text} · {label} · {_HOW_LONG[name.how]}{listed}"
        return shown_line(under), f"{self.refs.index(name.ref) + 1} of {len(self.refs)} · {self.order}", keys

    def _here(self) -> Known | None:
        return next((name for name in self.names or () if name.ref == self.ref), None)

    # What is done

    def leave(self) -> None:
        """Clear the filter; without one, leave and say whether anything was changed."""
        if not self.clear_filter():
            self.dismiss(self.changed)

    def choose(self, ref: str) -> None:  # noqa: ARG002 - as every list is asked
        """Say what the name really is."""
        self.obey("names-relabel")

    def obey(self, command: str) -> None:
        """Do one of the commands of the known names."""
        simple: Mapping[str, Callable[[], object]] = {
            "names-add": self._ask_name,
            "names-undo": partial(self._turn, "undone"),
            "names-redo": partial(self._turn, "redone"),
            "names-close": partial(self.dismiss, self.changed),
        }
        if command in simple:
            simple[command]()
        elif (name := self._here()) is None:
            self.say("there is no name here")
        elif name.how == _OWN:
            self.say("it stands in your own list of names, a file beside the settings: change it there")
        elif command == "names-relabel":
            self._ask_label(name.text, name.label)
        else:
            self._do(
                lambda store: store.names.forget(name.text),
                f"“{name.text}” forgotten · {self.hints.key('names-undo')} brings it back",
            )

    def _ask_name(self) -> None:
        def answered(text: str | None) -> None:
            if text is not None:
                self._ask_label(one_spaced(text), "")

        self.app.push_screen(LinePrompt("Name to know in every document", check=_no_name), answered)

    def _ask_label(self, text: str, known: str) -> None:
        labels = sorted(get_args(NameLabel), key=lambda label: label != known)
        choices = [Choice(label, LABEL_WORDS[label]) for label in labels]

        def answered(label: str | None) -> None:
            if label is not None:
                self._do(
                    lambda store: store.names.remember(text, cast("NameLabel", label)),
                    f"“{text}” remembered as {LABEL_WORDS[label]}{self._overruled(text, label)}",
                    text,
                )

        self.app.push_screen(LinePrompt(f"“{shown_line(text)}” is", complete=among(choices), strict=True), answered)

    def _overruled(self, text: str, label: str) -> str:
        """Return what was said of the name till now and does not count any more."""
        others = [n for n in self.names or () if n.text == text and n.how == "accepted" and n.label != label]
        return f": this counts from now on, not {LABEL_WORDS[others[0].label]}" if others else ""

    def _turn(self, way: Way) -> None:
        def turn(store: "Store") -> NamesAre:
            return _as_they_are(store, turned(store, way)[1])

        self.changed = True
        self.desk.ask(self, turn, "undo" if way == "undone" else "redo")

    def _do(self, change: Callable[["Store"], object], said: str, text: str = "") -> None:
        def done(store: "Store") -> NamesAre:
            change(store)
            return _as_they_are(store, said, text)

        self.changed = True
        self.desk.ask(self, done, "changing the known names")

    @on(NamesAre)
    def _are_now(self, message: NamesAre) -> None:
        known = {name.ref for name in before} if (before := self.names) is not None else None
        self.names = message.names
        told = next((n.ref for n in message.names if n.text == message.text and n.how == "remembered"), None)
        new = next((n.ref for n in message.names if known is not None and n.ref not in known), None)
        self.relist(told or new)
        if message.said:
            self.say(message.said)
        elif message.problem:
            self.say(message.problem, alarm=True)


def _no_name(typed: str) -> str:
    """Return what is wrong with a name to be known."""
    if not any(letter.isalnum() for letter in typed):
        return "a name needs a letter or a digit"
    return "" if len(one_spaced(typed)) <= LONGEST_NAME else f"a name has {LONGEST_NAME} characters at most"


def _as_they_are(store: "Store", said: str = "", text: str = "") -> NamesAre:
    from tui.ownnames import own_names
    from tui.settings import SettingsError

    known = [Known(row.text, row.label, row.how, row.documents) for row in store.names.all()]
    try:
        own, problem = own_names(), ""
    except SettingsError as error:
        own, problem = (), str(error)
    remembered = {name.text for name in known if name.how == "remembered"}
    listed = {name.text for name in own}
    known = [name._replace(listed=name.how == "remembered" and name.text in listed) for name in known]
    alone = [Known(n.text, n.label or "", _OWN) for n in own if n.text not in remembered]
    return NamesAre([*known, *alone], said, text, problem)


def _columns(name: Content, label: str, how: str, documents: str, width: int) -> Content:
    name_width = max(16, width // 3)
    room = max(8, width - name_width - 2 - 12 - 2 - 11)
    return Content("").join(
        [
            name.truncate(name_width, ellipsis=True, pad=True),
            Content(f"  {label:<12}"),
            fitted(how, room).truncate(room, pad=True),
            Content(f"  {documents:>9}"),
        ]
    )


_COLUMNS: Final = Row(1, lambda width: [_columns(Content("Name"), "What it is", "How it is known", "Documents", width)])


def _row(name: Known) -> Row:
    def draw(width: int) -> Sequence[Content]:
        words = Content.styled(shown_line(name.text), "strike" if name.how == "refused" else "bold")
        documents = str(name.documents) if name.documents else "–"
        how = _HOW[name.how] + f", {_HOW[_OWN]}" * name.listed
        line = _columns(words, name.label or "by form", how, documents, width)
        return [line.stylize(MUTED, len(line) - 9)]

    return Row(1, draw)
