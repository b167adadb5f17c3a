"""What is told of the same people put together: each number once, with all who give it, and which numbers disagree."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import inf
from typing import Final, NamedTuple

from annotations.extract.facts.befallen import KINDS, PEOPLE, Befallen, kinds_told
from annotations.extract.facts.told import Told, befallen_in
from annotations.model import Account, Fact, FactKind, Figure, Passage, Quote, Reading, Speaker

DOUBTING: Final = frozenset({"denied", "not confirmed"})
"""Stances that speak against what others say."""
_AMONG: Final = re.compile(r"\b(?:includ(?:ing|e[sd]?)|among|with|whom|of which)\b[^.;]{0,30}\Z")
_PART_OF: Final = re.compile(r" of (?:the|those|them)\b")
_MOST: Final = 50
"""How many accounts of one thing, and how many things, are compared."""
_ABOUT: Final = 0.1
"""How far from a number that is said to be about right another may lie."""


class _Subject(NamedTuple):
    """What figures are about: what befell whom."""

    kind: FactKind
    counted: str


def find_facts(reading: Reading) -> tuple[Fact, ...]:
    """Return what befell people by the figures of `reading`, the gravest first; the reading's own facts are not asked.

    An account is one number with all who give it. Two accounts disagree where different speakers give numbers of the
    same day that cannot both hold. `doubts` are ids of quotes that deny or do not confirm it.
    """
    by_subject: defaultdict[_Subject, list[Told]] = defaultdict(list)
    for subject, one in _of_a_kind(befallen_in(reading)):
        by_subject[subject].append(one)
    ordered = sorted(by_subject, key=lambda subject: KINDS.index(subject.kind))
    doubts = _doubts(reading.quotes, ordered[:_MOST])
    facts: list[Fact] = []
    for number, subject in enumerate(ordered, 1):
        same = _same(by_subject[subject])
        differing = _differing(reading, same)
        facts.append(
            Fact(
                id=f"k{number}",
                kind=subject.kind,
                counted=subject.counted,
                accounts=tuple(_account(told, disagrees=i in differing) for i, told in enumerate(same)),
                doubts=tuple(quote.id for quote in doubts.get(subject, ())),
            )
        )
    return tuple(facts)


def _of_a_kind(told: Sequence[Told]) -> list[tuple[_Subject, Told]]:
    """Return the figures of people with their subjects.

    Those that count anyone are taken for those that say of whom the same number is: "four dead", "four dock workers".
    """
    found = [(one, one.befallen) for one in told if one.befallen is not None]
    named = {(b.kind, one.figure.value): b.counted for one, b in found if b.counted != PEOPLE}

    def subject(figure: Figure, befallen: Befallen) -> _Subject:
        counted = befallen.counted
        return _Subject(
            befallen.kind, named.get((befallen.kind, figure.value), counted) if counted == PEOPLE else counted
        )

    return [(subject(one.figure, befallen), one) for one, befallen in found]


def _same(told: Iterable[Told]) -> list[list[Told]]:
    """Return what was told with the same number put together."""
    same: defaultdict[object, list[Told]] = defaultdict(list)
    for one in told:
        same[one.figure.value].append(one)
    return list(same.values())


def _account(told: Sequence[Told], *, disagrees: bool) -> Account:
    """Return one number with all who give it: as it is told first by somebody who is named."""
    first = next((one for one in told if one.speaker), told[0])
    speakers = [one.speaker for one in told if one.speaker]
    when = next((one.when for one in (first, *told) if one.when), None)
    passages = [
        passage
        for one in told
        if one.befallen is not None
        for passage in (Passage(one.figure.start, one.figure.end, one.figure.text), one.befallen.word)
    ]
    return Account(
        value=first.figure.value,
        modifier=first.figure.modifier,
        figures=tuple(one.figure.id for one in (first, *(one for one in told if one is not first))),
        speakers=_each_once(speakers),
        stance=first.quote.stance if first.quote else "stated",
        date=when.value if when else None,
        date_evidence=when.evidence if when else None,
        evidence=tuple(dict.fromkeys(passages)),
        disagrees=disagrees,
    )


def _each_once(speakers: Iterable[Speaker]) -> tuple[Speaker, ...]:
    first: dict[str, Speaker] = {}
    for speaker in speakers:
        first.setdefault(speaker.entity or speaker.text.casefold(), speaker)
    return tuple(first.values())


def _who(told: Told) -> str:
    return (told.speaker.entity or told.speaker.text.casefold()) if told.speaker else ""


def _differing(reading: Reading, accounts: Sequence[Sequence[Told]]) -> frozenset[int]:
    """Return the places of the accounts that cannot hold together with another speaker's of the same day.

    A number without a day is of the day of publication; a part of a greater number differs from nothing.
    """
    text = reading.document.text

    def whole(figure: Figure) -> bool:
        return not _PART_OF.search(text, figure.start, figure.end + 12) and not _AMONG.search(
            text, max(0, figure.start - 40), figure.start
        )

    def day(told: Told) -> str:
        return (told.day or reading.document.published or "")[:10]

    first = [
        (_who(same[0]), day(same[0]), *_bounds(same), i)
        for i, same in enumerate(accounts[:_MOST])
        if whole(same[0].figure)
    ]
    return frozenset(
        i
        for who, when, low, high, i in first
        if any(who != other and when == then and (high < least or most < low) for other, then, least, most, _ in first)
    )


def _bounds(same: Sequence[Told]) -> tuple[float, float]:
    """Return between what the number lies, as it is told most exactly: "more than 40" and "52" may both be right."""
    bounds = [_bounds_of(one.figure) for one in same]
    return max(low for low, _ in bounds), min(high for _, high in bounds)


def _bounds_of(figure: Figure) -> tuple[float, float]:
    low, high = figure.value if isinstance(figure.value, tuple) else (figure.value, figure.value)
    match figure.modifier:
        case ">" | ">=":
            return low, inf
        case "<" | "<=":
            return -inf, high
        case "~":
            return low - _ABOUT * abs(low), high + _ABOUT * abs(high)
        case _:
            return low, high


def _doubts(quotes: Iterable[Quote], subjects: Sequence[_Subject]) -> dict[_Subject, list[Quote]]:
    """Return the claims that doubt what befell people, by the subject that they are about."""
    doubts: defaultdict[_Subject, list[Quote]] = defaultdict(list)
    for quote in quotes:
        if quote.stance not in DOUBTING or quote.kind == "fragment":
            continue
        told = kinds_told(quote.text)
        words = {_singular(word) for word in re.findall(r"\w+", quote.text.casefold())}
        about = [s for s in subjects if s.kind in told or ("casualties" in told and s.kind == "killed")]
        named = [s for s in about if _singular(s.counted) in words]
        for subject in named[:1] or about[:1]:
            doubts[subject].append(quote)
    return doubts


def _singular(word: str) -> str:
    return word.removesuffix("s")
