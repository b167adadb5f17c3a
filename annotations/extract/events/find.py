"""The events of a text, each on its day.

A date belongs to the last verb before it in its clause ("killed two on Monday"), or to the first after it ("On Monday
he left"); verbs that are coordinated share it. What is told without a date has, with low certainty and no evidence of
it in the text, the day that the report is of: the one that its opening names, if that is of the week before
publication, else that of publication. So has the headline. Where the text looks back further, the story goes on in the
plain past: what it tells without a date happened on the day of the last dated event before it, if that is not far.
The rule of an event tells which of these days it has.
"""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from annotations.extract.events.triggers import (
    DAY,
    DAYS,
    Trigger,
    dated,
    day_in,
    days_apart,
    kind_of,
    narrates,
    told_in_headline,
    told_without_date,
)
from annotations.extract.quotes.sentences import Sentence, sentences_of
from annotations.extract.segment import Layout
from annotations.extract.segment.bylines import after_dateline
from annotations.extract.wordlists import word_groups
from annotations.model import DateMention, Entity, Event, Mention, Passage, Quote

_OPENING: Final = 400
"""How many characters of the text may name the day that it tells of."""
_WEEK: Final = timedelta(days=7)
_MONTH: Final = timedelta(days=30)
_FAR: Final = 1000
"""How many characters a story goes on from the last day that it named."""
_PLACES: Final = frozenset(["GPE", "LOC", "FAC"])
_OF_OPENING: Final = ("headline of the opening", "day of the opening")
_CERTAINTY: Final = {
    "date in clause": 0.85, "day told before": 0.4, "day of the report": 0.4, "headline": 0.4,
    "day of the opening": 0.4, "headline of the opening": 0.4,
}  # fmt: skip


def find_events(
    layout: Layout,
    entities: Sequence[Entity],
    dates: Sequence[DateMention],
    quotes: Sequence[Quote],
    published: str | None,
) -> tuple[Event, ...]:
    """Return the events of the title and the running text in their order.

    `date` is a day, month or year (ISO 8601); `published` is the day of the report. Participants and place are ids of
    `entities`. Words in quotation marks tell no events.
    """
    del quotes
    finder = _Finder(layout, entities, dates, published)
    found = finder.headline(layout)
    for sentence in sentences_of(layout):
        found += finder.events(sentence, len(found))
    return tuple(found)


class _Finder:
    def __init__(
        self, layout: Layout, entities: Sequence[Entity], dates: Sequence[DateMention], published: str | None
    ) -> None:
        self.text = layout.text
        self.dates = [d for d in dates if DAY.match(d.value) or DAYS.fullmatch(d.value)]
        self.date_starts = [d.start for d in self.dates]
        named = sorted(((m, e) for e in entities for m in e.mentions), key=lambda pair: pair[0].start)
        self.mentions = [m for m, _ in named]
        self.entities = [e for _, e in named]
        self.mention_starts = [m.start for m in self.mentions]
        day = day_in(published)
        told = self._opening_day(layout, day) or day
        self.report_day = told.isoformat() if told is not None else None
        self.day_rules = ("headline", "day of the report") if told == day else _OF_OPENING
        self.told: Event | None = None
        """The last event before here whose day the text names, if the text looks back to it."""

    def headline(self, layout: Layout) -> list[Event]:
        """Return what the title tells, if the report has a day."""
        title = next((p for p in layout.paragraphs if p.kind == "title"), None)
        if title is None or self.report_day is None:
            return []
        sentence = Sentence(0)
        sentence.add_words(layout.tokens_between(title.start, title.end))
        if len(sentence) < 3:
            return []
        if known := dated(sentence, [d for d in self._dates_in(sentence) if d.type in ("DATE", "TIME")]):
            return [self._dated(sentence, trigger, i) for i, trigger in enumerate(known, 1)]
        told = told_in_headline(sentence)
        return [self._event(sentence, told, 1, self.report_day, self.day_rules[0])] if told is not None else []

    def events(self, sentence: Sentence, count: int) -> list[Event]:
        """Return the events of one sentence; `count` are known already."""
        if len(sentence) < 3:
            return []
        triggers: list[Trigger] = []
        if dates := self._dates_in(sentence):
            triggers = dated(sentence, [d for d in dates if d.type in ("DATE", "TIME")])
            triggers += [t for d in dates if d.type == "DURATION" for t in days_apart(sentence, d, triggers[:1])]
        if self.report_day:
            told = told_without_date(sentence, triggers)
            triggers += [told] if told is not None else []
        if len(triggers) > 1:
            triggers.sort(key=lambda t: t.at)
        return [self._dated(sentence, trigger, count + i) for i, trigger in enumerate(triggers, 1)]

    def _dated(self, sentence: Sentence, trigger: Trigger, number: int) -> Event:
        if trigger.evidence is not None:
            event = self._event(sentence, trigger, number, trigger.day or self.report_day, "date in clause")
            day = day_in(event.date)
            if day is not None:
                self.told = event if self._looks_back_to(day) else None
            return event
        told = self.told
        if told is not None and sentence.start[0] - told.end < _FAR and narrates(sentence, trigger.at):
            return self._event(sentence, trigger, number, told.date, "day told before")
        return self._event(sentence, trigger, number, self.report_day, self.day_rules[1])

    def _looks_back_to(self, day: date) -> bool:
        """Whether the day is of the month before the report, but not of its last week, of which all the news tells."""
        report = day_in(self.report_day)
        return report is not None and _WEEK < report - day <= _MONTH

    def _opening_day(self, layout: Layout, published: date | None) -> date | None:
        """Return the day that the opening names, if it is of the week before publication.

        A dateline is of the report; where there is one, the paragraph behind it is the opening.
        """
        paragraph = next((p for p in layout.paragraphs if p.kind in ("body", "list")), None)
        if paragraph is None or published is None:
            return None
        start = after_dateline(self.text, paragraph.start, paragraph.end)
        end = paragraph.end if start > paragraph.start else start + _OPENING
        at = bisect_left(self.date_starts, start)
        for named in self.dates[at : at + 3]:
            told = day_in(named.value)
            if told is not None and named.start < end:
                return told if timedelta() <= published - told < _WEEK else None
        return None

    def _dates_in(self, sentence: Sentence) -> list[DateMention]:
        first = bisect_left(self.date_starts, sentence.start[0])
        last = bisect_left(self.date_starts, sentence.end[-1])
        return self.dates[first:last]

    def _event(self, sentence: Sentence, trigger: Trigger, number: int, day: str | None, rule: str) -> Event:
        start, end = sentence.start[trigger.first], sentence.end[trigger.last - 1]
        participants, place = self._entities_in(start, end)
        evidence = trigger.evidence
        return Event(
            start=start,
            end=end,
            text=self.text[start:end],
            id=f"v{number}",
            trigger=Passage.of(self.text, sentence.start[trigger.at], sentence.end[trigger.at]),
            kind=kind_of(sentence, trigger.at),
            date=day,
            date_evidence=Passage(evidence.start, evidence.end, evidence.text) if evidence is not None else None,
            participants=participants,
            place=place,
            rule=rule,
            certainty=_CERTAINTY[rule],
        )

    def _entities_in(self, start: int, end: int) -> tuple[tuple[str, ...], str | None]:
        """Return who takes part, in order, and where: the place after "in", "at" or "near"."""
        taking_part: list[str] = []
        place = None
        for index in range(bisect_left(self.mention_starts, start), bisect_left(self.mention_starts, end)):
            entity, mention = self.entities[index], self.mentions[index]
            if entity.label in _PLACES and self._follows_in(mention):
                place = place or entity.id
            elif entity.id not in taking_part:
                taking_part.append(entity.id)
        return tuple(p for p in taking_part if p != place), place

    def _follows_in(self, mention: Mention) -> bool:
        before = self.text[max(0, mention.start - 24) : mention.start].lower().split()
        places = word_groups("events_words")["in"]
        return bool(before) and (
            before[-1] in places or (before[-1] == "the" and len(before) > 1 and before[-2] in places)
        )
