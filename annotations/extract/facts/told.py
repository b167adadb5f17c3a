"""Figures as somebody told them: in which clause, who says so, and on which day it was."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from annotations.extract.facts.befallen import Befallen, befell_part, may_tell, what_befell
from annotations.extract.facts.places import Places
from annotations.extract.segment.bylines import after_dateline
from annotations.model import DateMention, Event, Figure, Passage, Quote, Reading, Span, Speaker

_STOP: Final = re.compile(r"\n|;\s|[.!?](?<![A-Z].)(?<!\b[A-Z][a-z].)(?<!\b[A-Z][a-z][a-z].)['\"’”)\]]*\s")
_BULLET: Final = re.compile(r"[-*•–>#]+[ \t]+")
_REACH: Final = 200
_DATED: Final = re.compile(r"\d{2,4}(?!\d)")
_OWN_DATE: Final = 40
"""How far from a figure, in code points, a date may stand that is its own."""
_RISEN: Final = re.compile(r"[^.;\n]{0,30}?\b(?:up|down) from (?:about |around |nearly |just )?")
_INCLUDING: Final = re.compile(
    r"[^.;:\n]{0,30}?[ ,(](?:including|among them)(?: (?:at least|about|some|more than|up to))? "
)
_CHANGE: Final = re.compile(r"\b(?:up|down) from\b")
_SAID_ON: Final = re.compile(
    r"(?: (?:on|late|early|earlier|reporters|journalists|in a (?:statement|report|briefing)))* "
)
_COUNTED: Final = re.compile(
    r"\b(?:recorded|registered|counted|documented|tallied|logged"
    r"|put the (?:number|toll|count|death toll|number of \w+|toll of \w+) at)"
    r"(?: (?:at least|more than|over|about|some|nearly))?\s\Z"
)


class When(NamedTuple):
    """The day of a figure, and the words that name it."""

    value: str
    evidence: Passage


class Told(NamedTuple):
    """A figure as somebody told it. `day` is what its clause names, `when` what is told to be its own day."""

    figure: Figure
    clause: Span
    befallen: Befallen | None
    quote: Quote | None
    speaker: Speaker | None
    """Who says it in the quote, or else who is told to have counted."""
    day: str | None
    when: When | None


def clause_around(text: str, span: Span) -> Span:
    """Return the sentence or line around `span`, 200 code points to a side at most.

    Bullet, dateline and full stop are left out.
    """
    start, end = max(0, span.start - _REACH), min(len(text), span.end + _REACH)
    for stop in _STOP.finditer(text, start, span.start):
        start = stop.end()
    if bullet := _BULLET.match(text, start, span.start):
        start = bullet.end()
    if start == 0 or text[start - 1] == "\n":
        start = after_dateline(text, start, span.start)
    after = _STOP.search(text, span.end, end)
    return Span(start, after.start() if after else end)


def told_in(reading: Reading) -> list[Told]:
    """Return the figures of a reading as they are told; those that name a speaker ("two sources said") are left out."""
    return _told(reading, _placed(reading, lambda _: True))


def befallen_in(reading: Reading) -> list[Told]:
    """Return the figures of people whom something befell, as they are told."""
    text = reading.document.text
    placed = [one for one in _placed(reading, lambda figure: may_tell(text, figure)) if one.befallen is not None]
    return _told(reading, placed) if placed else []


class _Placed(NamedTuple):
    """A figure in its clause; `free` is as much of that as lies between the figures next to it."""

    figure: Figure
    clause: Span
    free: Span
    befallen: Befallen | None


def _placed(reading: Reading, wanted: Callable[[Figure], bool]) -> list[_Placed]:
    """Return the wanted figures in their clauses, and those that tell from what one of these has risen."""
    text, figures = reading.document.text, reading.figures
    placed: list[_Placed] = []
    for i, figure in enumerate(figures):
        follows = bool(placed) and placed[-1].figure is figures[i - 1]
        risen = follows and bool(_RISEN.fullmatch(text, figures[i - 1].end, figure.start))
        if not risen and not wanted(figure):
            continue
        clause = clause_around(text, figure)
        free = Span(
            max(clause.start, figures[i - 1].end if i else 0),
            min(clause.end, figures[i + 1].start if i + 1 < len(figures) else clause.end),
        )
        before = placed[-1].befallen if follows else None
        part = before and _INCLUDING.fullmatch(text, figures[i - 1].end, figure.start)
        befallen = befell_part(before, figure) if before and part else None
        befallen = befallen or what_befell(text, figure, clause, free)
        if befallen is None and risen:
            befallen = before
        placed.append(_Placed(figure, clause, free, befallen))
    return placed


def _told(reading: Reading, placed: Sequence[_Placed]) -> list[Told]:
    text = reading.document.text
    known = {q.id: q for q in reading.quotes}
    quotes = Places((Span(q.start, q.end), q) for q in reading.quotes)
    said = _said_on(reading)
    dates = Places((Span(d.start, d.end), d) for d in reading.dates if d.start not in said and _DATED.match(d.value))
    events = {e.trigger.start: e for e in reading.events if e.date_evidence}
    speakers = Places((Span(q.speaker.start, q.speaker.end), q.id) for q in reading.quotes if q.speaker)
    counters = _counters(reading, placed)
    told: list[Told] = []
    for figure, clause, free, befallen in placed:
        if speakers.over(figure.start, figure.end):
            continue
        covering = quotes.over(figure.start, figure.end)
        quote = known.get(figure.quote or "") or (covering[1] if covering else None)
        near = dates.nearest_within(clause, figure.start, figure.end)
        event = events.get(befallen.word.start) if befallen else None
        told.append(
            Told(
                figure=figure,
                clause=clause,
                befallen=befallen,
                quote=quote,
                speaker=quote.speaker if quote else counters.get(figure.id),
                day=near[1].value if near else None,
                when=_own_day(text, figure, near[1] if near and free.covers(near[0]) else None, event),
            )
        )
    return told


def _said_on(reading: Reading) -> frozenset[int]:
    """Return where dates begin that tell when somebody spoke: "police said on Sunday"."""
    text, starts = reading.document.text, [d.start for d in reading.dates]
    said: set[int] = set()
    for cue in (q.cue for q in reading.quotes if q.cue):
        at = bisect_left(starts, cue.end)
        if at < len(starts) and starts[at] - cue.end < _OWN_DATE and _SAID_ON.fullmatch(text, cue.end, starts[at]):
            said.add(starts[at])
    return frozenset(said)


def _counters(reading: Reading, placed: Sequence[_Placed]) -> dict[str, Speaker]:
    """Return by the figure's id who is told to have counted: "The Red Cross has recorded 71 deaths"."""
    text = reading.document.text
    verbs = [
        (one, verb)
        for one in placed
        if (verb := _COUNTED.search(text, max(one.clause.start, one.figure.start - _OWN_DATE), one.figure.start))
    ]
    named = ((e, m) for e in reading.entities if verbs and e.label in ("ORG", "PERSON") for m in e.mentions)
    counting = Places((Span(m.start, m.end), Speaker(m.start, m.end, m.text, entity=e.id)) for e, m in named)
    counters: dict[str, Speaker] = {}
    for one, verb in verbs:
        start = one.clause.start
        if first := counting.nearest_within(Span(start, verb.start()), start, start):
            counters[one.figure.id] = first[1]
    return counters


def _own_day(text: str, figure: Figure, near: DateMention | None, event: Event | None) -> When | None:
    """Return the day of a figure: that of a date near by, else of the event that it is part of.

    A comma between counts as 20 code points.
    """
    if near is not None:
        first, second = sorted(((figure.start, figure.end), (near.start, near.end)))
        if second[0] - first[1] + 20 * text.count(",", first[1], second[0]) <= _OWN_DATE:
            return When(near.value, Passage(near.start, near.end, near.text))
    if event is None or not event.date or not event.date_evidence:
        return None
    if not _CHANGE.search(text, figure.end, max(figure.end, event.date_evidence.start)):
        return When(event.date, event.date_evidence)
    return None
