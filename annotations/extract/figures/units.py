"""Units of measure and of money: how they are written, and their names in the singular."""

import re
from functools import cache
from typing import Final, NamedTuple

from annotations.extract.wordlists import word_map

_UNIT_WORD: Final = r"[^\W\d_][\w.²³-]*(?:/[\w²³]+)?"
_FIRST: Final = re.compile(rf"[ \u00a0\u202f\n]?[-‑]?({_UNIT_WORD}|[%‰°º℃℉％¢€$£″][CF]?(?!\w))")
_NEXT: Final = re.compile(rf"[ \u00a0\u202f\n-]({_UNIT_WORD})")
_LONGEST: Final = 4  # words of one unit
_PER: Final = re.compile(
    r"""(?:\ U\.?S\.?)?
        (?:[ \u00a0](?:per|an?|each|every)[ \u00a0-] | [ ]?/[ ]? | [-‑](?:an?|per)[-‑])
        (square\ \w+ | cubic\ \w+ | sq\.?\ (?:m|ft|km) | [a-zA-Z]+)\b
        (?!\ (?:ago|earlier|later|before|after)\b)""",
    re.VERBOSE,
)
_BARE_POUND: Final = re.compile(r"(?<=PS)(?:\d+(?:\.\d+)?(?:bn|m|k)\b|\d{1,3}(?:,\d{3})+)")
"""Amounts that show that PS stands for the sign of the pound, as it does in texts that were forced into ASCII."""
_OLD: Final = re.compile(r"[ -](?:olds?|of age)\b")
_AGES: Final = ("year", "month", "week", "day")
_LONGEST_SIGN: Final = 7
_LAST_ASCII: Final = 127


class Unit(NamedTuple):
    """A unit after a number: its name and where it ends."""

    name: str
    end: int


class Money(NamedTuple):
    """A sign of money before a number: the currency and where the sign begins."""

    name: str
    start: int


def unit_at(text: str, end: int) -> Unit | None:
    """Return the unit that stands right behind a number which ends at `end`, with its rate: barrel per day."""
    words: list[str] = []
    ends: list[int] = []
    found = _FIRST.match(text, end)
    longest = _words_from(found[1].lower()) if found else 0
    while found and len(words) < longest:
        words.append(found[1])
        ends.append(found.end())
        found = _NEXT.match(text, found.end()) if len(words) < longest else None
    for count in range(len(words), 0, -1):
        unit = _named(text, " ".join(words[:count]), ends[count - 1])
        if unit:
            return with_rate(text, unit)
    hyphened = _hyphened(words[0], ends[0]) if words else None
    return with_rate(text, hyphened) if hyphened else None


def _words_from(first: str) -> int:
    """Return how many words the longest unit has that begins with the word `first`, in lower case; 1 if none does."""
    return _most_words().get(first, 1)


@cache
def _most_words() -> dict[str, int]:
    most: dict[str, int] = {}
    for words in (phrase.lower().split() for phrase in word_map("figures_units")):
        most[words[0]] = max(most.get(words[0], 1), len(words))
    return most


def _named(text: str, phrase: str, end: int) -> Unit | None:
    """Return the unit that is written so, or so but for a full stop behind it."""
    name = _name(phrase)
    if name in _AGES and (old := _OLD.match(text, end)):
        return Unit(f"{name} of age", old.end())
    if name is None and phrase.endswith("."):
        name, end = _name(phrase[:-1]), end - 1
    return Unit(name, end) if name else None


def _hyphened(word: str, end: int) -> Unit | None:
    """Return the unit in "foot-long", "year-old"."""
    first, hyphen, rest = word.partition("-")
    name = _name(first) if hyphen and len(first) > 2 else None
    if name is None:
        return None
    if rest in ("old", "olds"):
        return Unit(f"{name} of age", end)
    return Unit(name, end - len(hyphen) - len(rest))


def _name(phrase: str) -> str | None:
    known = word_map("figures_units")
    return known.get(phrase) or (known.get(phrase.lower()) if len(phrase) > 2 else None)


def with_rate(text: str, unit: Unit) -> Unit:
    """Return the unit with what it is counted by: dollar per barrel."""
    found = _PER.match(text, unit.end)
    rate = _rates().get(found[1]) if found else None
    return Unit(f"{unit.name} per {rate}", found.end()) if found and rate else unit


@cache
def _rates() -> dict[str, str]:
    return word_map("figures_rates")


def money_before(text: str, start: int) -> Money | None:
    """Return the sign of money that stands right before a number at `start`."""
    before = text[max(0, start - _LONGEST_SIGN) : start].rstrip(" \u00a0")
    if not before or not (before[-1] in "$.=" or before[-1].isupper() or ord(before[-1]) > _LAST_ASCII):
        return None
    signs = word_map("figures_currencies")
    for first, character in enumerate(before):
        sign = before[first:].replace(" ", "")
        if sign == "PS" and not _BARE_POUND.match(text, start):
            continue
        if character != " " and sign in signs and not (first and before[first - 1].isalnum()):
            return Money(signs[sign], max(0, start - _LONGEST_SIGN) + first)
    return None
