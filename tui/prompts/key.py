"""A question that is answered with one key."""

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from annotations.text import shown_line
from tui.prompts.foot import FootPrompt


class KeyChoice(NamedTuple):
    """One key and what it stands for."""

    key: str
    about: str


class KeyPrompt(FootPrompt[str | None]):
    """Asks for one key and answers with its character; None for Escape and keys that write nothing.

    With `choices` only their keys are answers.
    """

    def __init__(self, question: str, choices: Sequence[KeyChoice] = ()) -> None:
        super().__init__()
        self.question = question
        self.choices = choices

    def compose(self) -> ComposeResult:
        """Show the question and its keys."""
        rows = [Content.styled(self.question, "bold $primary")]
        rows += [Content.assemble((f" {c.key} ", "bold"), f" {c.about}") for c in self.choices]
        with Vertical():
            yield Static(Content("\n").join(rows))
            yield Static("Esc leave", classes="help", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Answer with the key, unless it is none of the choices."""
        event.stop()
        if event.key == "escape" or not event.is_printable:
            self.dismiss(None)
        elif not self.choices or any(event.character == c.key for c in self.choices):
            self.dismiss(event.character)
        else:
            self.query_one(".help", Static).update(f"{shown_line(event.character or '')} is none of these · Esc leave")
