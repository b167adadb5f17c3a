"""A question that is answered with a line, helped by completions."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Final, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from annotations.text import shown_line
from tui.prompts.entry import EntryPrompt


class Choice(NamedTuple):
    """One completion: what the answer becomes, a few words about it, and a colour to show beside it."""

    answer: str
    about: str = ""
    colour: str = ""


Completer = Callable[[str], Sequence[Choice]]
"""From what is typed to what may be meant; the first is taken if Enter is pressed."""


def among(choices: Sequence[Choice]) -> Completer:
    """Return a completer that offers those of `choices` that hold what is typed, those that begin with it first."""

    def complete(typed: str) -> list[Choice]:
        wanted = typed.casefold()
        holding = [c for c in choices if wanted in c.answer.casefold()]
        return sorted(holding, key=lambda c: not c.answer.casefold().startswith(wanted))

    return complete


class LinePrompt(EntryPrompt):
    """Asks for a line.

    With `strict` only a completion is an answer; with `free` what is typed is, unless a completion is stepped to.
    `changed` hears every change of what is typed. `check` returns what is wrong with an answer, or nothing: what is
    wrong stays in the line, to be mended, with the words about it below.
    """

    DEFAULT_CSS = """
    LinePrompt OptionList {
        height: auto; max-height: 10; border: none; padding: 0; background: $panel; scrollbar-size-vertical: 1;
        text-wrap: nowrap; text-overflow: ellipsis;
        &:focus { border: none; background: $panel; }
    }
    LinePrompt.-low OptionList { max-height: 6; }
    LinePrompt .whole { padding: 0 2; max-height: 4; }
    LinePrompt .help.-wrong { color: $error; text-style: bold; }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-high")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("down,ctrl+n", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("tab", "complete", show=False),
    ]

    def __init__(
        self,
        question: str,
        *,
        value: str = "",
        complete: Completer | None = None,
        strict: bool = False,
        free: bool = False,
        changed: Callable[[str], None] | None = None,
        check: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__()
        self.question = question
        self.value = value
        self.complete = complete
        self.strict = strict
        self.free = free
        self.changed = changed
        self.check = check
        self.choices: list[Choice] = []
        self._rows: list[Content] = []
        """The completions as they are drawn."""

    def compose(self) -> ComposeResult:
        """Lay the completions over the line."""
        with Vertical():
            yield Static(self.question, classes="question", markup=False)
            if self.complete:
                yield OptionList(markup=False, compact=True)
                yield Static(classes="whole", markup=False)
            yield Input(self.value, select_on_focus=False, compact=True)
            yield Static(self._keys(), classes="help", markup=False)

    def _keys(self) -> str:
        return "Enter take · Esc leave · Tab complete · ↑ ↓ choose" if self.complete else "Enter take · Esc leave"

    @property
    def entry(self) -> Input:
        """Where is typed."""
        return self.query_one(Input)

    def on_mount(self) -> None:
        """Offer what can be offered before anything is typed."""
        super().on_mount()
        self._offer(self.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what fits what is typed now."""
        event.stop()
        self._help(self._keys())
        self._offer(event.value)
        if self.changed:
            self.changed(event.value)

    def _offer(self, typed: str) -> None:
        if self.complete is None:
            return
        self.choices = list(self.complete(typed))[:100]
        options = self.query_one(OptionList)
        options.clear_options()
        width = min(32, max((len(choice.answer) for choice in self.choices), default=0))
        self._rows = [_row(choice, width) for choice in self.choices]
        options.add_options([Option(Content(_UNLIT) + row) for row in self._rows])
        options.highlighted = None
        if self.choices and not self.free:
            self._light(0)
        options.display = bool(self.choices)
        self._show_whole()
        nothing = self.strict and not self.choices
        self._help("nothing here fits · Esc leave" if nothing else self._keys())

    def _help(self, words: str, *, wrong: bool = False) -> None:
        line = self.query_one(".help", Static)
        line.set_class(wrong, "-wrong")
        line.update(words)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with the completion that is lit, or with what is typed."""
        event.stop()
        lit = self._lit()
        if lit is not None or not self.strict:
            self._answer(lit.answer if lit is not None else event.value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with the completion that was clicked."""
        event.stop()
        self._answer(self.choices[event.option_index].answer)

    def _answer(self, answer: str) -> None:
        wrong = self.check(answer) if self.check else ""
        if wrong:
            self._help(f"{shown_line(wrong)} · Esc leave", wrong=True)
        else:
            self.dismiss(answer)

    def _lit(self) -> Choice | None:
        if self.complete is None:
            return None
        place = self.query_one(OptionList).highlighted
        return None if place is None else self.choices[place]

    def action_step(self, by: int) -> None:
        """Light the completion below or above."""
        if self.choices:
            before = self.query_one(OptionList).highlighted
            self._light((before + by if before is not None else min(by, 0)) % len(self.choices))

    def _light(self, place: int) -> None:
        """Light the completion at `place`, with a sign before it that is seen without colour."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            before = options.highlighted
            options.replace_option_prompt_at_index(before, Content(_UNLIT) + self._rows[before])
        options.replace_option_prompt_at_index(place, Content(_LIT) + self._rows[place])
        options.highlighted = place
        self._show_whole()

    def on_resize(self) -> None:
        """See anew what is cut."""
        if self.complete:
            self.call_after_refresh(self._show_whole)

    def _show_whole(self) -> None:
        """Show all of the completion that is lit, below the list, where its row is cut."""
        lit, line = self._lit(), self.query_one(".whole", Static)
        options = self.query_one(OptionList)
        place = options.highlighted
        width = options.scrollable_content_region.width
        cut = place is not None and 0 < width < self._rows[place].cell_length + len(_LIT)
        line.display = cut
        if cut and lit is not None:
            line.update(shown_line(f"{lit.answer}  {lit.about}".rstrip()))
            self.call_after_refresh(self.keep_in_view)

    def action_complete(self) -> None:
        """Put the completion that is lit into the line."""
        if self.choices:
            self.entry.value = (self._lit() or self.choices[0]).answer
            self.entry.cursor_position = len(self.entry.value)


_LIT: Final = "▌ "
_UNLIT: Final = "  "


def _row(choice: Choice, width: int) -> Content:
    swatch = Content.assemble(("██", choice.colour), " ") if choice.colour else Content("")
    if not choice.about:
        return swatch + Content(shown_line(choice.answer))
    return (
        swatch
        + Content.styled(f"{shown_line(choice.answer):<{width}}", "bold")
        + Content(f"  {shown_line(choice.about)}")
    )
