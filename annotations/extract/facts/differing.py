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
from annotations.model import Figure, Reading, Span

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
_LONG: Final = re.compile(
    r"\b(?:since (?!then\b)|(?:so far )?this (?:year|month)|(?:over|in|during|for) the (?:past|last) )", re.IGNORECASE
)
_OF_LONG: Final = "long"
_WHOLE_DAY: Final = len("2024-01-31")
_VOICES: Final = 5
"""How many who give the same number are asked."""
_OPENING: Final = 600
"""How many code points of a text tell where its story is, and how far on a place is still meant."""
_TOWN_OF: Final = re.compile(
    r"\b(?:city|town|village|port|province|district|region|island|state|county|suburb|capital) of (?:the )?\Z"
)
_PLACES: Final = frozenset(["GPE", "LOC", "FAC"])


class Counted(NamedTuple):
    """A number of people of a kind, with all who give it."""

    counted: str
    same: Sequence[Told]


class _Claim(NamedTuple):
    """A number that a speaker gives: of whom, as named and as compared, on which day, between what it lies."""

    place: int
    told: Told
    named: str
    counted: str
    who: str
    day: str
    low: float
    high: float


def differing(reading: Reading, accounts: Sequence[Counted]) -> frozenset[int]:
    """Return the places of the accounts that cannot be of one count with another speaker's.

    Their day and, where they name one, their place are the same; what is told without a day is of the week before
    publication. A part of a greater number differs from nothing. Civilians differ from people only where
    they are more.
    """
    text = reading.document.text
    fighters = any(account.counted in word_groups("facts_words")["armed"] for account in accounts)
    claims = [
        _Claim(
            i, told, account.counted, _whom(account.counted, fighters), _who(told), _day(text, told), *_bounds(account)
        )
        for i, account in enumerate(accounts[:MOST])
        for told in account.same[:_VOICES]
        if _is_whole(text, told.figure)
    ]
    published = reading.document.published or ""
    pairs = [
        (one, other)
        for at, one in enumerate(claims)
        for other in claims[:at]
        if one.who != other.who and _conflict(one, other) and _may_share_day(one.day, other.day, published)
    ]
    where = _Where(reading) if pairs else None
    return frozenset(
        claim.place for pair in pairs if where and where.may_be_one(pair[0].told, pair[1].told) for claim in pair
    )


def _is_whole(text: str, figure: Figure) -> bool:
    """Whether a figure counts all: no part, and not those that come to them."""
    return not _PART_OF.match(text, figure.end) and not _PART.search(text, max(0, figure.start - 40), figure.start)


def _who(told: Told) -> str:
    return (told.speaker.entity or told.speaker.text.casefold()) if told.speaker else ""


def _day(text: str, told: Told) -> str:
    """Return the day that the clause names; of what has come together over a longer time another word."""
    day = (told.day or "")[:10]
    if len(day) < _WHOLE_DAY and _LONG.search(text, told.clause.start, told.clause.end):
        return _OF_LONG
    return day


def _may_share_day(one: str, other: str, published: str) -> bool:
    if _OF_LONG in (one, other):
        return False
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
    if one.named != other.named and not (one.who and other.who):
        return False
    if one.counted == other.counted:
        return one.high < other.low or other.high < one.low
    return (_includes(one.counted, other.counted) and other.low > one.high) or (
        _includes(other.counted, one.counted) and one.low > other.high
    )


def _includes(wide: str, narrow: str) -> bool:
    return wide in (PEOPLE, "civilians") and narrow != PEOPLE and _is_unarmed(narrow)


@cache
def _is_unarmed(counted: str) -> bool:
    groups = word_groups("facts_words")
    return counted in groups["someone"] and counted not in groups["armed"]


def _whom(counted: str, fighters: bool) -> str:
    """Return "people" for words used of all who are there; for civilians only where no `fighters` are counted too."""
    general = word_groups("facts_words")["locals"]
    return PEOPLE if counted in general or (counted == "civilians" and not fighters) else counted


def _bounds(account: Counted) -> tuple[float, float]:
    """Return between what the number lies, as it is told most exactly."""
    bounds = [_bounds_of(one.figure) for one in account.same]
    return max(low for low, _ in bounds), min(high for _, high in bounds)


def _bounds_of(figure: Figure) -> tuple[float, float]:
    low, high = figure.value if isinstance(figure.value, tuple) else (figure.value, figure.value)
    if figure.text.casefold().endswith(_BODIES):
        return low, inf
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


class _Where:
    """The places in which the text says that something happened."""

    def __init__(self, reading: Reading) -> None:
        text, inside = reading.document.text, word_groups("events_words")["in"]
        named = sorted((m.start, m.end, e.id) for e in reading.entities if e.label in _PLACES for m in e.mentions)
        self._first = {id: start for start, _, id in reversed(named)}
        self._inside = Places(
            (Span(start, end), id)
            for start, end, id in named
            if not inside.isdisjoint(text[max(0, start - 24) : start].casefold().removesuffix("the ").split()[-1:])
            or _TOWN_OF.search(text, max(0, start - 24), start)
        )

    def may_be_one(self, one: Told, other: Told) -> bool:
        """Whether two figures may be of one place.

        Where but one names it, it has been named before the other: in the opening of the text, or not far from it.
        """
        near = [self._inside.nearest_within(told.clause, told.figure.start, told.figure.end) for told in (one, other)]
        named = {found[1] for found in near if found}
        if len(named) != 1 or None not in near:
            return len(named) < 2
        first, unplaced = self._first[named.pop()], (one if near[0] is None else other).figure.start
        return first < unplaced and (first < _OPENING or unplaced - first < _OPENING)
