"""What to export, how and where to: one form, whose defaults are taken with Enter."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Final, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from annotations.text import shown_line
from tui.prompts.once import AnswersOnce

DOCUMENT: Final = "this document"
LIBRARY: Final = "library"
FILTERED: Final = "what is filtered"
_HELP: Final = "Enter to the file, then write · ↑ ↓ other line · → take the offer · Esc leave"


class Order(NamedTuple):
    """An export to be made: the format's name, the tags' paths (none: all), whether of all documents, and the file.

    `annotations` are the ids of those that are wanted, where it is not all.
    """

    format: str
    tags: tuple[str, ...]
    whole_library: bool
    path: str
    annotations: frozenset[str] | None = None


class ExportPrompt(ModalScreen[Order | None], AnswersOnce[Order | None]):
    """Asks for an Order. `suffixes` are those of the files by format, the one to begin with first.

    `filtered` are the annotations that the panel is filtered to, by their ids; None where it is not.
    """

    DEFAULT_CSS = """
    ExportPrompt { align: left bottom; background: transparent; }
    ExportPrompt > Vertical { dock: bottom; height: auto; background: $panel; padding: 0 1; border-top: tall $primary; }
    ExportPrompt .question { height: 1; text-style: bold; color: $primary; }
    ExportPrompt Horizontal { height: 1; }
    ExportPrompt Horizontal > Static { width: 9; color: $text-muted; }
    ExportPrompt Horizontal > Input { width: 1fr; border: none; padding: 0; height: 1; }
    ExportPrompt #said { height: 1; color: $text-muted; }
    ExportPrompt #folder { height: 1; color: $text-muted; padding-left: 9; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(
        self,
        stem: str,
        suffixes: Mapping[str, str],
        tags: Sequence[str],
        filtered: frozenset[str] | None = None,
    ) -> None:
        super().__init__()
        self.stem = stem
        self.suffixes = suffixes
        self.tags = tags
        self.filtered = filtered
        self._sources = (DOCUMENT, LIBRARY) if filtered is None else (DOCUMENT, LIBRARY, FILTERED)
        self._offered = ""

    def compose(self) -> ComposeResult:
        """Lay out a line for each thing to choose."""
        first = next(iter(self.suffixes))
        lines = (
            ("from", DOCUMENT if self.filtered is None else FILTERED, self._sources, " or ".join(self._sources)),
            ("tags", "", self.tags, "all; or tags with commas between"),
            ("format", first, tuple(self.suffixes), "/".join(self.suffixes)),
            ("file", "", (), "a file's name"),
        )
        with Vertical():
            yield Static("Export the annotations", classes="question")
            for name, value, offered, about in lines:
                with Horizontal():
                    yield Static(name)
                    suggester = SuggestFromList(offered, case_sensitive=False) if offered else None
                    yield Input(value, id=name, placeholder=about, suggester=suggester, compact=True)
            yield Static(id="folder", markup=False)
            yield Static(_HELP, id="said", markup=False)

    def on_mount(self) -> None:
        """Begin at the format, all else being usual."""
        self._name_file()
        self._line("format").focus()

    def _line(self, name: str) -> Input:
        return self.query_one(f"#{name}", Input)

    def _format(self) -> str | None:
        return _meant(self._line("format").value, tuple(self.suffixes))

    def _source(self) -> str | None:
        return _meant(self._line("from").value, self._sources)

    def _name_file(self) -> None:
        """Offer a file's name, unless another was typed; say in which folder it will be."""
        line, format_ = self._line("file"), self._format()
        if format_ and line.value == self._offered:
            stem = self.stem if self._source() != LIBRARY else LIBRARY
            line.value = self._offered = f"{stem}{self.suffixes[format_]}"
        folder = Path(line.value).expanduser().absolute().parent
        self.query_one("#folder", Static).update(f"in {shown_line(str(folder))}")
        self._say(_HELP)

    def _say(self, words: str) -> None:
        self.query_one("#said", Static).update(words)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._name_file()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Go on to the file; from there, answer."""
        event.stop()
        wrong = self._wrong()
        if wrong:
            self._say(wrong)
        elif event.input.id != "file":
            self._line("file").focus()
        else:
            tags = tuple(t for typed in self._typed_tags() if (t := _meant(typed, self.tags)))
            path = self._line("file").value.strip()
            wanted = self.filtered if self._source() == FILTERED else None
            self.dismiss(Order(self._format() or "", tags, self._source() == LIBRARY, path, wanted))

    def _typed_tags(self) -> list[str]:
        return [tag.strip() for tag in self._line("tags").value.split(",") if tag.strip()]

    def _wrong(self) -> str:
        """Return what cannot be done as it is asked for."""
        if self._format() is None:
            return f"there is no such format; there are: {', '.join(self.suffixes)}"
        if self._source() is None:
            return f"from what? {', '.join(self._sources)}"
        unknown = next((tag for tag in self._typed_tags() if _meant(tag, self.tags) is None), None)
        if unknown is not None:
            return f"there is no tag {shown_line(unknown)}; there are: {', '.join(map(shown_line, self.tags))}"
        return "" if self._line("file").value.strip() else "a file needs a name"

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


def _meant(typed: str, names: Sequence[str]) -> str | None:
    """Return the name that is typed, or the first that begins so."""
    wanted = typed.strip().casefold()
    beginning = [name for name in names if wanted and name.casefold().startswith(wanted)]
    return next((name for name in beginning if name.casefold() == wanted), beginning[0] if beginning else None)
