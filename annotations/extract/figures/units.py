"""Units of measure and of money: how they are written, and their names in the singular."""

import re
from functools import cache
from typing import Final, NamedTuple

from annotations.extract.wordlists import word_map

_PHRASE: Final = re.compile(r"[ \u00a0\u202f\n]?[-‑]?([^\W\d_][\w.²³-]*(?:/[\w²³]+)?|[%‰°º℃℉％¢€$£″][CF]?(?!\d))")
_NEXT: Final = re.compile(r"[ \u00a0\u202f\n-]([^\W\d_][\w.²³-]*(?:/[\w²³]+)?)")
_LONGEST: Final = 4  # words of one unit
_PER: Final = re.compile(
    r"(?: U\.?S\.?)?(?:[ \u00a0](?:per|an?|each|every)[ \u00a0-]|[ ]?/[ ]?|[-‑]an?[-‑]|[-‑]per[-‑])"
    r"(square (?:metre|meter|foot|kilomet(?:re|er)|mile|inch)|cubic (?:metre|meter|foot)|sq ?\.? ?m|sq ?\.? ?ft|[a-zA-Z]+)\b(?! (?:ago|earlier|later|before|after)\b)"
)
_PER_WHAT: Final = frozenset(
    [
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "year",
        "annum",
        "decade",
        "century",
        "share",
        "barrel",
        "bbl",
        "gallon",
        "litre",
        "liter",
        "ounce",
        "pound",
        "ton",
        "tonne",
        "kilogram",
        "kilo",
        "kg",
        "gram",
        "metre",
        "meter",
        "kilometre",
        "kilometer",
        "km",
        "mile",
        "foot",
        "yard",
        "acre",
        "hectare",
        "person",
        "head",
        "capita",
        "household",
        "student",
        "unit",
        "vote",
        "ticket",
        "night",
        "game",
        "season",
        "match",
        "visit",
        "kilowatt-hour",
        "kwh",
        "mwh",
        "watt",
        "bushel",
        "dose",
        "employee",
        "worker",
        "passenger",
        "seat",
        "song",
        "album",
        "page",
        "word",
        "inch",
        "hr",
        "s",
        "sec",
        "min",
        "m",
        "h",
        "L",
    ]
)
_SHORT_PER: Final = {
    "s": "second", "sec": "second", "min": "minute", "h": "hour", "hr": "hour", "m": "metre", "km": "kilometre",
    "kg": "kilogram", "kilo": "kilogram", "L": "litre", "liter": "litre", "meter": "metre", "kilometer": "kilometre",
    "bbl": "barrel", "kwh": "kilowatt-hour", "mwh": "megawatt-hour", "annum": "year", "sq m": "square metre",
    "sqm": "square metre", "sq ft": "square foot", "square meter": "square metre", "cubic meter": "cubic metre",
    "square kilometer": "square kilometre",
}  # fmt: skip
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


@cache
def _units() -> dict[str, str]:
    written = dict(word_map("figures_units"))
    return written | {word.lower(): name for word, name in written.items() if word.islower() and len(word) > 2}


@cache
def _signs() -> dict[str, str]:
    return word_map("figures_currencies")


def unit_at(text: str, end: int) -> Unit | None:
    """Return the unit that stands right behind a number which ends at `end`, with its rate: barrel per day."""
    words = []
    ends = []
    found = _PHRASE.match(text, end)
    while found and len(words) < _LONGEST:
        words.append(found[1])
        ends.append(found.end())
        found = _NEXT.match(text, found.end())
    for count in range(len(words), 0, -1):
        phrase = " ".join(words[:count])
        name = _named(phrase)
        if name is None and phrase.endswith("."):
            name = _named(phrase.rstrip("."))
        if name is None and count == 1 and "-" in phrase:
            joined = _hyphenated(text, phrase, ends[0])
            return with_rate(text, joined) if joined else None
        if name is not None:
            at = ends[count - 1]
            if text[at - 1] == "." and _named(phrase) is None:
                at -= 1
            return with_rate(text, Unit(name, at))
    return None


def _named(phrase: str) -> str | None:
    known = _units()
    return known.get(phrase) or (known.get(phrase.lower()) if len(phrase) > 2 else None)


def _hyphenated(text: str, phrase: str, end: int) -> Unit | None:
    """Read the unit in "foot-long", "year-old"."""
    first, _, rest = phrase.partition("-")
    name = _named(first) if len(first) > 2 else None
    if name is None:
        return None
    return Unit(name, end if rest in ("old", "olds") else end - len(phrase) + len(first))


def with_rate(text: str, unit: Unit) -> Unit:
    """Return the unit with what it is counted by: dollar per barrel."""
    found = _PER.match(text, unit.end)
    if found is None:
        return unit
    what = found[1]
    if what not in _SHORT_PER and what not in _PER_WHAT and not what.startswith(("square", "cubic")):
        return unit
    return Unit(f"{unit.name} per {_SHORT_PER.get(what, what)}", found.end())


def money_before(text: str, start: int) -> Money | None:
    """Return the sign of money that stands right before a number at `start`."""
    before = text[max(0, start - _LONGEST_SIGN) : start].rstrip(" \u00a0")
    if not before or not (before[-1] in "$.=" or before[-1].isupper() or ord(before[-1]) > _LAST_ASCII):
        return None
    bare = before
    signs = _signs()
    for first in range(len(bare)):
        if bare[first] != " " and bare[first:].replace(" ", "") in signs and not (first and bare[first - 1].isalnum()):
            return Money(signs[bare[first:].replace(" ", "")], max(0, start - _LONGEST_SIGN) + first)
    return None
