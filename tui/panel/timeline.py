"""The timeline: what happened and what is dated, by day in the order of the calendar."""

from collections.abc import Sequence
from typing import Final

from annotations.extract.facts import clause_around
from annotations.extract.facts.places import Places
from annotations.model import DateMention, Event, Reading, Span
from tui.panel.days import Day, day_of, written
from tui.panel.items import FULLEST, Item, Voices, joined, one_line

UNDATED = "No date"
_INFERRED: Final = {
    "day told before": " (the day told before)",
    "day of the report": " (no day told: that of the report)",
    "day of the opening": " (no day told: the one that the opening names)",
    "headline": " (no day told: that of the report)",
    "headline of the opening": " (no day told: the one that the opening names)",
}
"""How an event has its day whose words name none, by the rule that gave it."""


def timeline_items(reading: Reading) -> tuple[Item, ...]:
    """Return events and dated sentences by day, the undated events last; durations and repeated times are left out."""
    voices = Voices(reading)
    quotes = Places((Span(q.start, q.end), q) for q in reading.quotes)
    placed: list[tuple[Day | None, Item]] = [
        (day_of(e.date), event_item(e, voices)) for e in worth_telling(reading.events)
    ]
    events = Places((Span(e.start, e.end), day_of(e.date)) for e in reading.events if e.date)
    sentences: dict[tuple[Day, Span], list[tuple[str, DateMention]]] = {}
    for place, mention in enumerate(reading.dates, 1):
        day = day_of(mention.value)
        if day is None:
            continue
        told = events.over(mention.start, mention.end)
        if told is None or told[1] != day:
            sentences.setdefault((day, clause_around(reading.document.text, mention)), []).append(
                (f"d{place}", mention)
            )
    for (day, clause), mentions in sentences.items():
        first = mentions[0][1]
        said = quotes.over(first.start, first.end) or quotes.nearest_within(clause, first.start, first.end)
        who = voices.name(said[1].speaker) if said else ""
        placed.append((day, _date_item(reading, clause, mentions, who)))
    placed.sort(key=lambda pair: (pair[0] is None, pair[0] or (), pair[1].spans[0]))
    published = day_of(reading.document.published)
    return tuple(_under(day, item, published) for day, item in placed)


def worth_telling(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events that a reader wants to know, in their order.

    That somebody spoke, how things stood, and what the headline tells count only on a day of which no more is told.
    """
    told = {e.date for e in events if _happens(e)}
    return tuple(e for e in events if _happens(e) or e.date not in told)


def _happens(event: Event) -> bool:
    return event.kind == "occurrence" and not event.rule.startswith("headline")


def _under(day: Day | None, item: Item, published: Day | None) -> Item:
    heading = day.heading if day else UNDATED
    shown = joined(heading, "published" if day is not None and day == published else "")
    return item._replace(section=shown, alike=heading)


def event_item(event: Event, voices: Voices, when: str = "") -> Item:
    """Return the item of an event: what happened; `when`, or the time of day, who took part, and where."""
    people = [voices.entities[e].name for e in event.participants if e in voices.entities]
    place = voices.entities.get(event.place or "")
    start = len(one_line(event.text[: event.trigger.start - event.start] + "|")) - 1
    spans = [Span(event.start, event.end)]
    if event.date_evidence and not spans[0].covers(event.date_evidence):
        spans.append(Span(event.date_evidence.start, event.date_evidence.end))
    time = when or written(event.date).partition(", ")[2]
    return Item(
        ref=event.id,
        headline=one_line(event.text),
        detail=joined(time, one_line(", ".join(people)), f"in {one_line(place.name)}" if place else ""),
        spans=tuple(spans),
        strong=(start, start + len(one_line(event.trigger.text))),
        full=one_line(event.text, FULLEST),
        told=joined(
            written(event.date) + _INFERRED.get(event.rule, ""),
            ", ".join(map(one_line, people)),
            f"in {one_line(place.name)}" if place else "",
        ),
    )


def _date_item(reading: Reading, clause: Span, mentions: list[tuple[str, DateMention]], who: str) -> Item:
    ref, first = mentions[0]
    text = reading.document.text
    start = len(one_line(text[clause.start : first.start] + "|")) - 1
    return Item(
        ref=ref,
        headline=one_line(text[clause.start : clause.end]),
        detail=joined(written(first.value).partition(", ")[2], who),
        spans=tuple(Span(m.start, m.end) for _, m in mentions),
        strong=(start, start + len(one_line(first.text))),
        full=one_line(text[clause.start : clause.end], FULLEST),
        told=joined(written(first.value), who),
    )
