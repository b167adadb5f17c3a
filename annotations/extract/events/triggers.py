"""The word that tells an event: the verb or noun that a date belongs to, or the first verb told in the past."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from annotations.extract.events.clauses import (
    after_auxiliary,
    clause_around,
    coordinated,
    event_verbs,
    event_words,
    is_event_verb,
    segment_end,
    segment_start,
)
from annotations.extract.quotes.clauses import trim
from annotations.extract.quotes.lexicon import BASE, GERUND, PAST, PRESENT, reporting_verbs
from annotations.extract.quotes.sentences import NAME, WORD, Sentence
from annotations.extract.quotes.verbs import first_of_group, is_finite, is_past, kinds_of
from annotations.model import DateMention, EventKind

DAY: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=T|$)")
"""A TIMEX3 value that names a day, a month or a year."""
DAYS: Final = re.compile(r"P(\d{1,4})([DW])")
"""A length of so many days or weeks."""
_WHOLE_DAY: Final = 10
_NO_DAY_OF: Final = frozenset(["since", "than", "until", "till"])
_HAPPENED: Final = frozenset(["was", "were", "had", "did"])
_NOT_TOLD: Final = frozenset(["has", "have", "is", "are", "am", "'s", "’s", "'ve", "’ve", "'re", "’re"])
_PRESENT: Final = frozenset(["is", "are", "am", "'s", "’s", "'re", "’re"])
_TOLD_VERBS: Final = frozenset([PRESENT, PAST, GERUND])


class Trigger(NamedTuple):
    """A verb or event noun at word `at` of the clause from `first` to `last`, with its day and what names that."""

    at: int
    first: int
    last: int
    day: str | None = None
    evidence: DateMention | None = None


def day_in(value: str | None) -> date | None:
    """Return the day that an ISO date or a TIMEX3 value names; None for a month, a year, or nothing."""
    found = DAY.match(value or "")
    try:
        return date.fromisoformat(found[0]) if found is not None and len(found[0]) == _WHOLE_DAY else None
    except ValueError:
        return None


def kind_of(sentence: Sentence, at: int) -> EventKind:
    """Return what the word at `at` tells: that something happened, that somebody spoke, or how things stand."""
    word = sentence.lower[at]
    if word in event_words("speech"):
        return "reporting"
    return "state" if sentence.tag[at] == "auxiliary" or word in event_words("state") else "occurrence"


def narrates(sentence: Sentence, at: int) -> bool:
    """Whether the verb at `at` stands in the plain past, in which a story goes on: not in the perfect or present."""
    group = sentence.lower[first_of_group(sentence, at) : at + 1]
    return not _NOT_TOLD.intersection(group) and (bool(_HAPPENED.intersection(group)) or is_past(sentence, at))


def dated(sentence: Sentence, dates: Sequence[DateMention]) -> list[Trigger]:
    """Return a trigger for each verb or noun that a date of the sentence belongs to."""
    triggers: dict[int, Trigger] = {}
    for named in dates:
        at = bisect_right(sentence.start, named.start) - 1
        if at < 0 or sentence.end[at] <= named.start or sentence.tag[at] == "quote" or _only_bounds(sentence, at):
            continue
        past = bisect_left(sentence.start, named.end)
        for trigger in _triggers_of(sentence, at, past):
            if trigger not in triggers:
                first, last = clause_around(sentence, trigger, at)
                if len(dates) == 1 and sentence.lower[trigger] in reporting_verbs():
                    last = trim(sentence, first, len(sentence))
                day = DAY.match(named.value)
                triggers[trigger] = Trigger(trigger, first, last, day[0] if day is not None else None, named)
    return [triggers[at] for at in sorted(triggers)]


def days_apart(sentence: Sentence, span: DateMention, known: Sequence[Trigger]) -> list[Trigger]:
    """Return what happened so many days before or after a dated event: "…, six days after the shaft collapsed"."""
    apart, day = DAYS.fullmatch(span.value), day_in(known[0].day) if known else None
    at = bisect_left(sentence.start, span.end)
    side = sentence.lower[at] if at < len(sentence) else ""
    if apart is None or day is None or side not in ("after", "before"):
        return []
    days = int(apart[1]) * (7 if apart[2] == "W" else 1)
    ordinal = day.toordinal() - (days if side == "after" else -days)
    if not 0 < ordinal <= date.max.toordinal():
        return []
    other = date.fromordinal(ordinal)
    last = segment_end(sentence, at + 1)
    verb = next(event_verbs(sentence, at + 1, last), None)
    return [Trigger(verb, at + 1, last, other.isoformat(), span)] if verb is not None else []


def told_without_date(sentence: Sentence, known: Sequence[Trigger]) -> Trigger | None:
    """Return what a sentence tells as having happened besides what is `known`: with all of it if nothing is.

    It is the first verb; where that only says that somebody spoke or how things stood, the first one after it that
    tells more: "The ministry said that shells hit the port".
    """
    end = trim(sentence, 0, len(sentence))
    first = _first_told(sentence, 0, end)
    if first is None or _within(first, known) or _of_the_report(sentence):
        return None
    at: int | None = first
    while at is not None and (kind_of(sentence, at) != "occurrence" or _within(at, known) or _goes_on(sentence, at)):
        at = _first_told(sentence, at + 1, end)
    at = first if at is None else at
    if not known:
        return Trigger(at, next(i for i in range(end) if i == at or sentence.tag[i] != "dash"), end)
    return Trigger(at, segment_start(sentence, first), max(at + 1, segment_end(sentence, first)))


def _of_the_report(sentence: Sentence) -> bool:
    """Whether the sentence tells how the report itself was made: "Two reporters contributed to this report"."""
    lower = sentence.lower
    return "this" in lower and any(a == "this" and b in ("report", "article", "story") for a, b in pairwise(lower))


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Whether the verb tells what goes on at present: "is working"."""
    return not _PRESENT.isdisjoint(sentence.lower[first_of_group(sentence, at) : at])


def _within(at: int, known: Sequence[Trigger]) -> bool:
    return any(trigger.first <= at < trigger.last for trigger in known)


def _first_told(sentence: Sentence, first: int, end: int) -> int | None:
    """Return the first verb from `first` on that tells of something as having happened; None from a modal on."""
    tags, lower = sentence.tag, sentence.lower
    for index in range(first, end):
        tag = tags[index]
        if tag == WORD:
            if _may_be_verb(lower[index]) and is_event_verb(sentence, index):
                return index
        elif tag == "auxiliary":
            if lower[index] in event_words("modal"):
                return None
            if lower[index] in _HAPPENED and is_event_verb(sentence, index):
                return index
    return None


@lru_cache(maxsize=20_000)
def _may_be_verb(word: str) -> bool:
    """Whether a word may be a verb at all: a known one, or by its ending."""
    return kinds_of(word) is not None or word.endswith(("s", "ed", "ing"))


def told_in_headline(sentence: Sentence) -> Trigger | None:
    """Return what a headline tells, in its own tense: "Port reopens after blaze"; a noun for want of a verb."""
    end = trim(sentence, 0, len(sentence))
    verb = next((at for at in range(1, end) if sentence.tag[at] == WORD and _tells(sentence, at)), None)
    if verb is None:
        verb = next((at for at in range(end) if sentence.lower[at] in event_words("event")), None)
    if verb is None or event_words("modal").intersection(sentence.lower[:verb]):
        return None
    return Trigger(verb, 0, end)


def _tells(sentence: Sentence, at: int) -> bool:
    """Whether a word of a headline is a verb: by its form, or by its -s or plain form behind who may do it."""
    word, tag = sentence.lower[at], sentence.tag[at - 1]
    kinds = kinds_of(word) or frozenset()
    if is_finite(sentence, at) or _TOLD_VERBS & kinds:
        return True
    if word.endswith("s"):
        return tag == NAME or sentence.lower[at - 1] in event_words("event")
    return BASE in kinds and word not in event_words("event") and (tag == NAME or sentence.lower[at - 1].endswith("s"))


def _only_bounds(sentence: Sentence, at: int) -> bool:
    """Whether the date only bounds something: the lowest since 1997, but not: suspended since 1997."""
    before = at - 1
    while before >= 0 and sentence.tag[before] in ("determiner", "adverb"):
        before -= 1
    if before < 0 or sentence.lower[before] not in _NO_DAY_OF:
        return False
    return sentence.lower[before] != "since" or not (
        is_past(sentence, before - 1) and after_auxiliary(sentence, before - 1)
    )


def _triggers_of(sentence: Sentence, at: int, past: int) -> list[int]:
    """Return where what happened on the date from word `at` to `past` stands: the verb with its partners, or a noun."""
    if sentence.tag_at(past) == WORD and sentence.lower[at - 1 : at] in (["for"], ["of"]):
        return []
    left, right = segment_start(sentence, at), segment_end(sentence, past)
    verbs = list(event_verbs(sentence, left, at))
    following = list(event_verbs(sentence, past, right))
    if not verbs:
        return _with_partners(sentence, following, 0)
    verb = verbs[-1]
    if following and following[0] - past < 3 and verb + 1 < at and sentence.lower[verb] in reporting_verbs():
        return _with_partners(sentence, following, 0)
    noun = next((i for i in range(at - 1, max(verb, at - 5), -1) if sentence.lower[i] in event_words("event")), None)
    if noun is not None and any(sentence.lower[i] in event_words("between") for i in range(verb, noun)):
        return [noun]
    return [i for i in verbs if i == verb or coordinated(sentence, i, verb)]


def _with_partners(sentence: Sentence, verbs: list[int], first: int) -> list[int]:
    return [i for i in verbs if i == verbs[first] or coordinated(sentence, verbs[first], i)]
