"""A question for how sure the reader is, and what a source and its information are worth: a key for each answer."""

from typing import Final, NamedTuple, get_args

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from annotations.assessment import CONFIDENCE, CREDIBILITY, RELIABILITY
from annotations.model import Confidence, Credibility, Reliability
from tui.prompts.foot import FootPrompt


class Assessment(NamedTuple):
    """What is judged of a passage; None is not judged."""

    confidence: Confidence | None = None
    reliability: Reliability | None = None
    credibility: Credibility | None = None


_SURE: Final[dict[str, Confidence]] = {level[0]: level for level in get_args(Confidence)}
_COLUMN: Final = 30
_KEYS: Final = "Enter save · the same key again takes it off · 0 all off · Esc leave"


class AssessPrompt(FootPrompt[Assessment | None]):
    """Asks by keys: h m l how sure, A to F for the source, 1 to 6 for what it says (the Admiralty code).

    Answers None when the reader leaves.
    """

    DEFAULT_CSS = """
    AssessPrompt .help { height: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, question: str, judged: Assessment) -> None:
        super().__init__()
        self.question = question
        self.judged = judged

    def compose(self) -> ComposeResult:
        """Show the question and all answers."""
        with Vertical():
            yield Static(self._rows(), id="answers")
            yield Static(_KEYS, classes="help", markup=False)

    def _rows(self) -> Content:
        judged = self.judged
        sure = [_answer(key, CONFIDENCE[level], chosen=judged.confidence == level) for key, level in _SURE.items()]
        rows = [
            Content.styled(self.question, "bold $primary"),
            Content("You are sure of it  ") + Content("   ").join(reversed(sure)),
            Content(f"{'  The source is':<{_COLUMN}}  What it says is"),
        ]
        for (letter, reliable), (number, credible) in zip(RELIABILITY.items(), CREDIBILITY.items(), strict=True):
            left = _answer(letter, reliable, chosen=judged.reliability == letter)
            right = _answer(str(number), credible, chosen=judged.credibility == number)
            rows.append(left + Content(" " * (_COLUMN - left.cell_length)) + right)
        return Content("\n").join(rows)

    def on_key(self, event: events.Key) -> None:
        """Take an answer, or take it off again."""
        event.stop()
        if event.key == "escape":
            self.dismiss(None)
        elif event.key == "enter":
            self.dismiss(self.judged)
        elif (now := self._with(event.character or "")) is not None:
            self.judged = now
            self.query_one("#answers", Static).update(self._rows())

    def _with(self, key: str) -> Assessment | None:
        """Return what is judged with that key, or None where it is no answer."""
        confidence, reliability, credibility = self.judged
        if key == "0":
            return Assessment()
        if level := _SURE.get(key.lower()):
            return Assessment(None if level == confidence else level, reliability, credibility)
        for letter in RELIABILITY:
            if letter == key.upper():
                return Assessment(confidence, None if letter == reliability else letter, credibility)
        for number in CREDIBILITY:
            if str(number) == key:
                return Assessment(confidence, reliability, None if number == credibility else number)
        return None


def _answer(key: str, words: str, *, chosen: bool) -> Content:
    """Return an answer with its key, and a sign before it that is seen without colour."""
    return Content.assemble(("● " if chosen else "  "), (key, "bold"), " ", (words, "bold" if chosen else ""))
