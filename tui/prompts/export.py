"""What to export, how and where to: one form, whose defaults are taken with Enter."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Final, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from annotations.model import Origin
from annotations.text import shown_line
from tui.prompts.foot import FootPrompt
from tui.prompts.period import period

DOCUMENT: Final = "this document"
LIBRARY: Final = "library"
FILTERED: Final = "what is filtered"
ORIGINS: Final[Mapping[str, Origin]] = {"human": "human", "machine": "machine", "imported": "import"}
_STANDING: Final = (*ORIGINS, "accepted", "rejected", "suggested")
_DAYS: Final = ("today", "7 days", "30 days")
_MOST: Final = 12
"""So many names are listed where one is not known."""
_HELP: Final = "Enter to the file, then write · ↑ ↓ other line · → take the offer · Esc leave"


class Order(NamedTuple):
    """An export to be made. What is empty leaves everything in."""

    format: str
    tags: tuple[str, ...]
    """By their paths."""
    standing: tuple[str, ...]
    """Who found it and what was said of it: names of ORIGINS and of statuses."""
    days: str
    """When it was made or last changed, as typed: `tui.prompts.period` reads it."""
    whole_library: bool
    path: str
    annotations: frozenset[str] | None = None
    """The ids of those that are wanted, where it is not all."""


class ExportPrompt(FootPrompt[Order | None]):
    """Asks for an Order. `suffixes` are those of the files by format, the one to begin with first.

    `filtered` are the annotations that the panel is filtered to, by their ids; None where it is not. The choice of
    `last` is offered again.
    """

    DEFAULT_CSS = """
    ExportPrompt Horizontal { height: 1; }
    ExportPrompt Horizontal > Static { width: 9; color: $text-muted; }
    ExportPrompt Horizontal > .key { width: auto; }
    ExportPrompt Horizontal > Input { width: 1fr; border: none; padding: 0; height: 1; }
    ExportPrompt #said { color: $text-muted; }
    ExportPrompt #said.-wrong { color: $error; text-style: bold; }
    ExportPrompt #folder { color: $text-muted; padding-left: 9; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("ctrl+o", "turn('origin')", show=False),
        Binding("ctrl+t", "turn('days')", show=False),
    ]

    def __init__(
        self,
        stem: str,
        suffixes: Mapping[str, str],
        tags: Sequence[str],
        filtered: frozenset[str] | None = None,
        last: Order | None = None,
    ) -> None:
        super().__init__()
        self.stem = stem
        self.suffixes = suffixes
        self.tags = tags
        self.filtered = filtered
        self._sources = (DOCUMENT, LIBRARY) if filtered is None else (DOCUMENT, LIBRARY, FILTERED)
        self.last = last
        self._offered = ""

    def compose(self) -> ComposeResult:
        """Lay out a line for each thing to choose."""
        last = self.last or Order(next(iter(self.suffixes)), (), (), "", whole_library=False, path="")
        source = FILTERED if self.filtered is not None else LIBRARY if last.whole_library else DOCUMENT
        tags = ", ".join(tag for tag in last.tags if tag in self.tags)
        lines = (
            ("from", source, self._sources, " or ".join(self._sources), ""),
            ("tags", tags, self.tags, "all; or tags with commas between", ""),
            (
                "origin",
                ", ".join(last.standing),
                _STANDING,
                "all; or human, machine, imported, accepted, rejected",
                "Ctrl+o",
            ),
            ("days", last.days, _DAYS, "all; or today, 7 days, 2026-01-01..2026-01-31", "Ctrl+t"),
            ("format", last.format, tuple(self.suffixes), "/".join(self.suffixes), ""),
            ("file", "", (), "a file's name", ""),
        )
        with Vertical():
            yield Static("Export the annotations", classes="question")
            for name, value, offered, about, key in lines:
                with Horizontal():
                    yield Static(name)
                    suggester = SuggestFromList(offered, case_sensitive=False) if offered else None
                    yield Input(value, id=name, placeholder=about, suggester=suggester, compact=True)
                    if key:
                        yield Static(f" {key} next", classes="key")
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
            folder = Path(self.last.path).parent if self.last else Path()
            line.value = self._offered = str(folder / f"{stem}{self.suffixes[format_]}")
        folder = Path(line.value).expanduser().absolute().parent
        self.query_one("#folder", Static).update(f"in {shown_line(str(folder))}")
        self._say(_HELP)

    def _say(self, words: str, *, wrong: bool = False) -> None:
        said = self.query_one("#said", Static)
        said.set_class(wrong, "-wrong")
        said.update(words)

    def action_turn(self, name: str) -> None:
        """Offer the next of what is asked for most, and nothing, which is all, after the last."""
        line, offers = self._line(name), ("", *(_DAYS if name == "days" else _STANDING))
        line.value = offers[(offers.index(line.value) + 1) % len(offers)] if line.value in offers else ""

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
            self._say(wrong, wrong=True)
        elif event.input.id != "file":
            self._line("file").focus()
        else:
            self.dismiss(
                Order(
                    format=self._format() or "",
                    tags=self._named("tags", self.tags),
                    standing=self._named("origin", _STANDING),
                    days=self._days(),
                    whole_library=self._source() == LIBRARY,
                    path=self._line("file").value.strip(),
                    annotations=self.filtered if self._source() == FILTERED else None,
                )
            )

    def _typed(self, line: str) -> list[str]:
        return [word.strip() for word in self._line(line).value.split(",") if word.strip()]

    def _named(self, line: str, names: Sequence[str]) -> tuple[str, ...]:
        return tuple(name for typed in self._typed(line) if (name := _meant(typed, names)))

    def _days(self) -> str:
        typed = self._line("days").value.strip()
        return typed if period(typed) else _meant(typed, _DAYS) or typed

    def _wrong(self) -> str:
        """Return what cannot be done as it is asked for."""
        if self._format() is None:
            return f"there is no such format; there are: {', '.join(self.suffixes)}"
        if self._source() is None:
            return f"from what? {', '.join(self._sources)}"
        for line, what, names in (("tags", "tag", self.tags), ("origin", "origin", _STANDING)):
            unknown = next((typed for typed in self._typed(line) if _meant(typed, names) is None), None)
            if unknown is not None:
                there = ", ".join(map(shown_line, names[:_MOST])) + ", …" * (len(names) > _MOST)
                return f"there is no {what} {shown_line(unknown)}; there are: {there}"
        if period(self._days()) is None:
            return f"{shown_line(self._days())}: no days like today, 7 days, 2026-01-31 or 2026-01-01..2026-01-31"
        return "" if self._line("file").value.strip() else "a file needs a name"

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


def _meant(typed: str, names: Sequence[str]) -> str | None:
    """Return the name that is typed, or the first that begins so."""
    wanted = typed.strip().casefold()
    beginning = [name for name in names if wanted and name.casefold().startswith(wanted)]
    return next((name for name in beginning if name.casefold() == wanted), beginning[0] if beginning else None)
