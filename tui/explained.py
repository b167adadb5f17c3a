"""A reading as text for people: each mark with its words, how sure it is, and what made it."""

from collections.abc import Iterator
from typing import Final

from annotations.extract.explained import explain
from annotations.marks import marks_of
from annotations.model import Mark, Quote, Reading
from annotations.text import shown_line
from tui.quantity import quantity

_LONGEST: Final = 200


def why(rule: str, certainty: float) -> str:
    """Return what made a mark and how sure that is, in one line."""
    return f"{explain(rule) or 'no rule is told'} · certainty {certainty:.2f}"


def explained(reading: Reading) -> str:
    """Return the marks of a reading in the order of the text, two lines each: what it is, and why."""
    document = reading.document
    title = " · ".join(filter(None, (document.title, document.source or reading.id, document.published)))
    return "\n".join((shown_line(title), "", *_lines(reading), ""))


def _lines(reading: Reading) -> Iterator[str]:
    things = _Things(reading)
    text = reading.document.text
    width = len(str(len(text)))
    for mark in marks_of(reading):
        words = " ".join(shown_line(text[mark.start : mark.end][: 2 * _LONGEST]).split())
        words = words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
        yield f"{mark.start:>{width}}  {shown_line(things.what(mark))}  “{words}”"
        yield f"{'':>{width}}  {why(mark.rule, mark.certainty)} [{mark.rule}]"


class _Things:
    """What the marks of a reading stand for, by their ids."""

    def __init__(self, reading: Reading) -> None:
        self._entities = {e.id: e for e in reading.entities}
        self._quotes = {q.id: q for q in reading.quotes}
        self._dates = {f"d{i}": d for i, d in enumerate(reading.dates, 1)}
        self._figures = {f.id: f for f in reading.figures}
        self._events = {e.id: e for e in reading.events}

    def what(self, mark: Mark) -> str:
        """Return in a few words what a mark says."""
        match mark.layer:
            case "name":
                return f"{mark.label} {self._entities[mark.ref].name}"
            case "quote":
                quote = self._quotes[mark.ref]
                return f"QUOTE {quote.kind}, {self._who(quote)}, {quote.stance}"
            case "date":
                return f"{mark.label} {self._dates[mark.ref].value}"
            case "figure":
                figure = self._figures[mark.ref]
                return " ".join(filter(None, ("FIGURE", quantity(figure), figure.counted)))
            case _:
                return f"EVENT {self._events[mark.ref].date or 'without a date'}"

    def _who(self, quote: Quote) -> str:
        if quote.speaker is None:
            return "speaker not named"
        entity = self._entities.get(quote.speaker.entity or "")
        return entity.name if entity else quote.speaker.text
