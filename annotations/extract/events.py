"""Dated events: what happened, on which day, who took part and where, each a clause of the text.

A date belongs to the last verb before it in its clause ("killed two on Monday"), or to the first after it ("On Monday
he left"); verbs that are coordinated share it. In news, what is told in the past tense without any date happened, as a
rule, on the day of the report: such events carry that day with low certainty and no evidence of it in the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Final, NamedTuple

from annotations.extract.quotes.clauses import trim
from annotations.extract.quotes.lexicon import reporting_verbs
from annotations.extract.quotes.sentences import WORD, Sentence, sentences_of
from annotations.extract.quotes.subjects import subject_before
from annotations.extract.quotes.verbs import is_adverb, is_finite, is_past, kinds_of
from annotations.extract.segment import Layout
from annotations.extract.wordlists import word_groups
from annotations.model import DateMention, Entity, Event, Mention, Passage, Quote

_DAY: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=T|$)")
_DAYS: Final = re.compile(r"P(\d{1,4})([DW])")
_WHOLE_DAY: Final = 10
_OPENING: Final = 400
"""How many characters of the text may name the day that it tells of."""
_PARTS_CLAUSES: Final = frozenset(["that", "relative", "subordinator", "semicolon", "colon", "dash", "stop", "quote"])
_VERBAL: Final = frozenset([WORD, "auxiliary", "clitic"])
_NO_DAY_OF: Final = frozenset(["since", "than", "until", "till"])
_STATES: Final = frozenset(["is", "are", "was", "were", "am", "has", "have", "had", "do", "does", "did"])
_HAPPENED: Final = frozenset(["was", "were", "had", "did"])
_PLACES: Final = frozenset(["GPE", "LOC", "FAC"])


class _Trigger(NamedTuple):
    """A verb or event noun at word `at` of the clause from `first` to `last`, with its day and what names that."""

    at: int
    first: int
    last: int
    day: str | None = None
    evidence: DateMention | None = None


def find_events(
    layout: Layout,
    entities: Sequence[Entity],
    dates: Sequence[DateMention],
    quotes: Sequence[Quote],
    published: str | None,
) -> tuple[Event, ...]:
    """Return the events of the running text in its order.

    `date` is a day, month or year (ISO 8601); `published` is the day of the report. Participants and place are ids of
    `entities`. Words in quotation marks tell no events.
    """
    del quotes
    finder = _Finder(layout, entities, dates, published)
    found: list[Event] = []
    for sentence in sentences_of(layout):
        found += finder.events(sentence, len(found))
    return tuple(found)


class _Finder:
    def __init__(
        self, layout: Layout, entities: Sequence[Entity], dates: Sequence[DateMention], published: str | None
    ) -> None:
        self.text = layout.text
        self.dates = [d for d in dates if _DAY.match(d.value) or _DAYS.fullmatch(d.value)]
        self.date_starts = [d.start for d in self.dates]
        named = sorted(((m, e) for e in entities for m in e.mentions), key=lambda pair: pair[0].start)
        self.mentions = [m for m, _ in named]
        self.entities = [e for _, e in named]
        self.mention_starts = [m.start for m in self.mentions]
        self.report_day = self._day_of_report(layout, published)

    def events(self, sentence: Sentence, count: int) -> list[Event]:
        """Return the events of one sentence; `count` are known already."""
        if len(sentence) < 3:
            return []
        dates = self._dates_in(sentence)
        triggers = _dated(sentence, [d for d in dates if d.type in ("DATE", "TIME")])
        triggers += [t for d in dates if d.type == "DURATION" for t in _days_apart(sentence, d, triggers[:1])]
        if self.report_day:
            told = _told_without_date(sentence, whole=not triggers)
            if told is not None and not any(t.first <= told.at < t.last for t in triggers):
                triggers.append(told)
        triggers.sort(key=lambda t: t.at)
        return [self._event(sentence, trigger, count + i) for i, trigger in enumerate(triggers, 1)]

    def _day_of_report(self, layout: Layout, published: str | None) -> str | None:
        """Return the day that the opening names, if it is of the week before publication; else that of publication."""
        day = _day_in(published)
        if day is None:
            return None
        body = next((p.start for p in layout.paragraphs if p.kind == "body"), 0)
        at = bisect_left(self.date_starts, body)
        for named in self.dates[at : at + 3]:
            told = _day_in(named.value)
            if told is not None and named.start < body + _OPENING:
                return (told if timedelta() <= day - told < timedelta(days=7) else day).isoformat()
        return day.isoformat()

    def _dates_in(self, sentence: Sentence) -> list[DateMention]:
        first = bisect_left(self.date_starts, sentence.start[0])
        last = bisect_left(self.date_starts, sentence.end[-1])
        return self.dates[first:last]

    def _event(self, sentence: Sentence, trigger: _Trigger, number: int) -> Event:
        start, end = sentence.start[trigger.first], sentence.end[trigger.last - 1]
        participants, place = self._entities_in(start, end)
        evidence = trigger.evidence
        return Event(
            start=start,
            end=end,
            text=self.text[start:end],
            id=f"v{number}",
            trigger=Passage.of(self.text, sentence.start[trigger.at], sentence.end[trigger.at]),
            date=trigger.day or self.report_day,
            date_evidence=Passage(evidence.start, evidence.end, evidence.text) if evidence is not None else None,
            participants=participants,
            place=place,
            rule="date in clause" if evidence is not None else "day of the report",
            certainty=0.85 if evidence is not None else 0.4,
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
        return bool(before) and (
            before[-1] in _words("in") or (before[-1] == "the" and len(before) > 1 and before[-2] in _words("in"))
        )


def _day_in(value: str | None) -> date | None:
    """Return the day that an ISO date or a TIMEX3 value names; None for a month, a year, or nothing."""
    found = _DAY.match(value or "")
    try:
        return date.fromisoformat(found[0]) if found is not None and len(found[0]) == _WHOLE_DAY else None
    except ValueError:
        return None


def _dated(sentence: Sentence, dates: Sequence[DateMention]) -> list[_Trigger]:
    """Return a trigger for each verb or noun that a date of the sentence belongs to."""
    triggers: dict[int, _Trigger] = {}
    for named in dates:
        at = bisect_right(sentence.start, named.start) - 1
        if at < 0 or sentence.end[at] <= named.start or sentence.tag[at] == "quote" or _only_bounds(sentence, at):
            continue
        past = bisect_left(sentence.start, named.end)
        for trigger in _triggers_of(sentence, at, past):
            if trigger not in triggers:
                first, last = _clause_around(sentence, trigger, at)
                if len(dates) == 1 and sentence.lower[trigger] in reporting_verbs():
                    last = trim(sentence, first, len(sentence))
                day = _DAY.match(named.value)
                triggers[trigger] = _Trigger(trigger, first, last, day[0] if day is not None else None, named)
    return [triggers[at] for at in sorted(triggers)]


def _days_apart(sentence: Sentence, span: DateMention, known: Sequence[_Trigger]) -> list[_Trigger]:
    """Return what happened so many days before or after a dated event: "…, six days after the shaft collapsed"."""
    apart, day = _DAYS.fullmatch(span.value), _day_in(known[0].day) if known else None
    at = bisect_left(sentence.start, span.end)
    side = sentence.lower[at] if at < len(sentence) else ""
    if apart is None or day is None or side not in ("after", "before"):
        return []
    days = int(apart[1]) * (7 if apart[2] == "W" else 1)
    ordinal = day.toordinal() - (days if side == "after" else -days)
    if not 0 < ordinal <= date.max.toordinal():
        return []
    other = date.fromordinal(ordinal)
    last = _segment_end(sentence, at + 1)
    verb = next(_event_verbs(sentence, at + 1, last), None)
    return [_Trigger(verb, at + 1, last, other.isoformat(), span)] if verb is not None else []


def _only_bounds(sentence: Sentence, at: int) -> bool:
    """Whether the date only bounds something: the lowest since 1997, but not: suspended since 1997."""
    before = at - 1
    while before >= 0 and sentence.tag[before] in ("determiner", "adverb"):
        before -= 1
    if before < 0 or sentence.lower[before] not in _NO_DAY_OF:
        return False
    return sentence.lower[before] != "since" or not (
        is_past(sentence, before - 1) and _after_auxiliary(sentence, before - 1)
    )


def _triggers_of(sentence: Sentence, at: int, past: int) -> list[int]:
    """Return where what happened on the date from word `at` to `past` stands: the verb with its partners, or a noun."""
    if sentence.tag_at(past) == WORD and sentence.lower[at - 1 : at] in (["for"], ["of"]):
        return []
    left, right = _segment_start(sentence, at), _segment_end(sentence, past)
    verbs = list(_event_verbs(sentence, left, at))
    following = list(_event_verbs(sentence, past, right))
    if not verbs:
        return _with_partners(sentence, following, 0)
    verb = verbs[-1]
    if following and following[0] - past < 3 and verb + 1 < at and sentence.lower[verb] in reporting_verbs():
        return _with_partners(sentence, following, 0)
    noun = next((i for i in range(at - 1, max(verb, at - 5), -1) if sentence.lower[i] in _words("event")), None)
    if noun is not None and any(sentence.lower[i] in _words("between") for i in range(verb, noun)):
        return [noun]
    return [i for i in verbs if i == verb or _coordinated(sentence, i, verb)]


def _with_partners(sentence: Sentence, verbs: list[int], first: int) -> list[int]:
    return [i for i in verbs if i == verbs[first] or _coordinated(sentence, verbs[first], i)]


@cache
def _words(name: str) -> frozenset[str]:
    return word_groups("events_words")[name]


def _event_verbs(sentence: Sentence, first: int, last: int) -> Iterator[int]:
    """Yield the places from `first` to `last` where a verb tells what happens."""
    tags = sentence.tag
    return (at for at in range(first, last) if tags[at] in _VERBAL and _is_event_verb(sentence, at))


def _is_event_verb(sentence: Sentence, index: int) -> bool:
    """Whether a verb stands here that tells what happens; of auxiliaries the last one counts, for want of a verb."""
    if sentence.tag[index] == "auxiliary":
        after = index + 1
        while is_adverb(sentence, after):
            after += 1
        return sentence.lower[index] in _STATES and sentence.tag_at(after) not in ("auxiliary", WORD)
    return is_finite(sentence, index) or (_is_participle(sentence, index) and _after_auxiliary(sentence, index))


def _is_participle(sentence: Sentence, index: int) -> bool:
    if sentence.tag[index] != WORD:
        return False
    kinds = kinds_of(sentence.lower[index])
    return kinds is not None or sentence.lower[index].endswith(("ed", "ing"))


def _after_auxiliary(sentence: Sentence, index: int) -> bool:
    before = index - 1
    while before >= 0 and is_adverb(sentence, before):
        before -= 1
    return sentence.tag_at(before) == "auxiliary"


def _coordinated(sentence: Sentence, first: int, last: int) -> bool:
    """Whether two verbs share a subject: killed four and injured nine."""
    between = sentence.tag[first + 1 : last]
    if "auxiliary" in between or "subject" in between or any(tag in _PARTS_CLAUSES for tag in between):
        return False
    return any(sentence.lower[i] in ("and", "or", "but") and i + 2 >= last for i in range(first + 1, last))


def _segment_start(sentence: Sentence, at: int) -> int:
    """Return where the clause begins in which word `at` stands."""
    first = at
    while first > 0:
        tag = sentence.tag[first - 1]
        if tag in _PARTS_CLAUSES and _parts(sentence, first - 1):
            break
        if tag == "comma" and not _inside_phrase(sentence, first - 1, at):
            break
        first -= 1
    return first


def _parts(sentence: Sentence, index: int) -> bool:
    """Whether a new clause begins after a word that can part clauses: "after", "since" may stand before a noun."""
    if sentence.lower[index] not in _BEFORE_DATE:
        return True
    for at in range(index + 1, min(len(sentence), index + 10)):
        if is_finite(sentence, at):
            return True
        if sentence.tag[at] in _PARTS_CLAUSES or sentence.tag[at] == "comma":
            return False
    return False


_BEFORE_DATE: Final = frozenset(["since", "after", "before", "until", "till"])


def _inside_phrase(sentence: Sentence, comma: int, at: int) -> bool:
    """Whether the clause goes on over a comma: a list, or words set off, with no verb of their own after it."""
    return not any(is_finite(sentence, i) for i in range(comma + 1, at)) and not (
        sentence.tag_at(comma + 1) == "conjunction" and sentence.tag_at(comma + 2) == "subject"
    )


def _segment_end(sentence: Sentence, at: int) -> int:
    """Return where the clause ends in which word `at` stands."""
    for last in range(at, len(sentence)):
        tag = sentence.tag[last]
        if tag in _PARTS_CLAUSES and _parts(sentence, last):
            return last
        if tag == "comma" and (is_finite(sentence, last + 1) or sentence.tag_at(last + 2) == "subject"):
            return last
    return max(at, len(sentence))


def _clause_around(sentence: Sentence, trigger: int, date: int) -> tuple[int, int]:
    """Return the clause of a trigger with its subject, wide enough to hold its date too."""
    first = min(_segment_start(sentence, trigger), _segment_start(sentence, min(trigger, date)))
    if sentence.tag_at(first - 1) == "relative":
        subject = subject_before(sentence, first - 2 - (sentence.tag_at(first - 2) == "comma"))
        first = subject.first if subject is not None else first - 1
    elif first and sentence.tag[first - 1] == "comma" and (is_finite(sentence, first) or is_adverb(sentence, first)):
        first = next((i + 1 for i in range(first - 1, -1, -1) if sentence.tag[i] in ("semicolon", "stop", "quote")), 0)
    last = trim(sentence, first, max(_segment_end(sentence, trigger), date + 1))
    while last > max(trigger, date) + 1 and sentence.tag[last - 1] in ("conjunction", "that", "comma"):
        last -= 1
    return first, max(last, trigger + 1)


def _told_without_date(sentence: Sentence, *, whole: bool) -> _Trigger | None:
    """Return the first verb of a sentence that tells something as having happened, with its clause or all of it."""
    end = trim(sentence, 0, len(sentence))
    for index in range(end):
        tag = sentence.tag[index]
        if tag not in _VERBAL:
            continue
        if tag == "auxiliary" and sentence.lower[index] in _words("modal"):
            return None
        if _is_event_verb(sentence, index) and (tag == WORD or sentence.lower[index] in _HAPPENED):
            if whole:
                return _Trigger(index, 0, end, None)
            return _Trigger(index, _segment_start(sentence, index), _segment_end(sentence, index), None)
    return None
