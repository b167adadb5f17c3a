"""Which numbers of people, told by different speakers, cannot be of one count."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from math import inf
from typing import Final, NamedTuple

from annotations.extract.facts.befallen import PEOPLE
from annotations.extract.facts.places import Places
from annotations.extract.facts.told import Told
from annotations.extract.wordlists import word_groups
from annotations.model import Entity, Figure, Reading, Span

MOST: Final = 50
"""How many accounts of one thing are compared."""
_ABOUT: Final = 0.1
"""How far from a number that is said to be about right another may lie."""
_AT_LEAST: Final = 1.5
"""How many times as great as "at least so many" the same count may be: a greater number is another count."""
_FEW: Final = 2
"""So many more than "at least so many" are the same count, however small that is."""
_NEWS: Final = timedelta(days=7)
"""How long before publication the day lies of what a report tells without a day."""
_PART: Final = re.compile(
    r"\b(?:(?:includ(?:ing|e[sd]?)|among|with|whom|of which)\b[^.;]{0,30}"
    r"|(?:another|(?:a )?further|additional|other) )\Z"
)
_PART_OF: Final = re.compile(
    r" (?:of (?:the|those|them)|others|more|in (?:a|one|another) \w+)\b"
    r"|(?: (?:was|were|is|are))? among (?:the|those)\b"
)
_PLACES: Final = frozenset(["GPE", "LOC", "FAC"])


class Counted(NamedTuple):
    """A number of people of a kind, with all who give it."""

    counted: str
    same: Sequence[Told]


class _Claim(NamedTuple):
    """A number that a speaker gives: of whom, on which day, and between what it lies."""

    place: int
    told: Told
    counted: str
    who: str
    day: str
    low: float
    high: float


def compared(counted: str) -> str:
    """Return with whom people of a kind are compared: with people of any kind, fighters only with their like."""
    return PEOPLE if counted == PEOPLE or _is_unarmed(counted) else counted


def differing(reading: Reading, accounts: Sequence[Counted]) -> frozenset[int]:
    """Return the places of the accounts that cannot be of one count with another speaker's.

    Their day and, where they name one, their place are the same; what is told without a day is of the week before
    publication. A part of a greater number differs from nothing. Civilians differ from people only where
    they are more.
    """
    text = reading.document.text
    claims = [
        _Claim(
            i, account.same[0], _whom(account.counted), _who(account.same[0]), _day(account.same[0]), *_bounds(account)
        )
        for i, account in enumerate(accounts[:MOST])
        if _is_whole(text, account.same[0].figure)
    ]
    published = reading.document.published or ""
    pairs = [
        (one, other)
        for at, one in enumerate(claims)
        for other in claims[:at]
        if one.who != other.who and _conflict(one, other) and _may_share_day(one.day, other.day, published)
    ]
    where = _where(reading) if pairs else Places[Entity](())
    return frozenset(
        claim.place for pair in pairs if _may_share_place(where, pair[0].told, pair[1].told) for claim in pair
    )


def _is_whole(text: str, figure: Figure) -> bool:
    """Whether a figure counts all: no part, and not those that come to them."""
    return not _PART_OF.match(text, figure.end) and not _PART.search(text, max(0, figure.start - 40), figure.start)


def _who(told: Told) -> str:
    return (told.speaker.entity or told.speaker.text.casefold()) if told.speaker else ""


def _day(told: Told) -> str:
    return (told.day or "")[:10]


def _may_share_day(one: str, other: str, published: str) -> bool:
    if one == other:
        return True
    if one and other:
        return False
    try:
        return timedelta() <= date.fromisoformat(published) - date.fromisoformat(one or other) < _NEWS
    except ValueError:
        return False


def _conflict(one: _Claim, other: _Claim) -> bool:
    """Whether two claims cannot both hold, given that the people whom one counts may be a part of the other's."""
    if one.counted == other.counted:
        return one.high < other.low or other.high < one.low
    if not (one.who and other.who):
        return False
    return (_includes(one.counted, other.counted) and other.low > one.high) or (
        _includes(other.counted, one.counted) and one.low > other.high
    )


def _includes(wide: str, narrow: str) -> bool:
    return wide in (PEOPLE, "civilians") and narrow != PEOPLE and _is_unarmed(narrow)


@cache
def _is_unarmed(counted: str) -> bool:
    groups = word_groups("facts_words")
    return counted in groups["someone"] and counted not in groups["armed"]


def _whom(counted: str) -> str:
    return PEOPLE if counted in word_groups("facts_words")["locals"] else counted


def _bounds(account: Counted) -> tuple[float, float]:
    """Return between what the number lies, as it is told most exactly."""
    bounds = [_bounds_of(one.figure) for one in account.same]
    return max(low for low, _ in bounds), min(high for _, high in bounds)


def _bounds_of(figure: Figure) -> tuple[float, float]:
    low, high = figure.value if isinstance(figure.value, tuple) else (figure.value, figure.value)
    if figure.text.casefold().endswith(_BODIES):
        return low, max(low * _AT_LEAST, low + _FEW)
    match figure.modifier:
        case ">" | ">=":
            return low, max(low * _AT_LEAST, low + _FEW)
        case "<" | "<=":
            return -inf, high
        case "~":
            return low - _ABOUT * abs(low), high + _ABOUT * abs(high)
        case _:
            return low, high


_BODIES: Final = ("bodies", "corpses")
"""Whoever counts bodies may not have all of the dead."""


def _where(reading: Reading) -> Places[Entity]:
    """Return the places that the text says something happened in."""
    text, inside = reading.document.text, word_groups("events_words")["in"]
    named = ((m, e) for e in reading.entities if e.label in _PLACES for m in e.mentions)
    return Places(
        (Span(m.start, m.end), e)
        for m, e in named
        if not inside.isdisjoint(text[max(0, m.start - 24) : m.start].casefold().removesuffix("the ").split()[-1:])
    )


def _may_share_place(where: Places[Entity], one: Told, other: Told) -> bool:
    """Whether the clauses of two figures do not name different places."""
    named = [where.nearest_within(told.clause, told.figure.start, told.figure.end) for told in (one, other)]
    return None in named or len({found[1].id for found in named if found}) == 1
