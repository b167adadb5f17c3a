"""Two numbers that are the bounds of one: "between 20 and 30 people", "20-30", "5 to 7 percent", "$3 to $5 billion"."""

import re
from typing import Final

from annotations.extract.figures.amount import Amount, Measure, amount_of, measure
from annotations.extract.figures.counted import counted_at
from annotations.extract.figures.numbers import VULGAR, Value, number_at, plain

_LINK: Final = re.compile(r"[ ]?[-–—‑][ ]?|[ \u00a0](?:to|or|and)[ \u00a0\n]|[-–](?:to|or)[-–]")
_SIGN: Final = re.compile(r"(?:US|C|A|HK)?[$€£¥₹]?[ ]?")
_TAIL: Final = re.compile(r"(?:st|nd|rd|th)\b|[:@_#\\]\w|/\w|[.,]\d|['’]\d")
_BETWEEN: Final = re.compile(r"\bbetween\b[^.]{0,12}$", re.IGNORECASE)
_RANGED: Final = re.compile(
    r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|anywhere) from [^.\w]{0,8}$", re.IGNORECASE
)
_FROM: Final = re.compile(r"\bfrom (?:about |around |just |some )?[^\w\s]{0,3}$", re.IGNORECASE)
_BY: Final = re.compile(r"\bby (?:about |around |just |some |nearly )?[^\w\s]{0,3}$", re.IGNORECASE)
_REACH: Final = 32
_HYPHENS: Final = ("-", "‑")
LENGTHS_OF_TIME: Final = frozenset(["second", "minute", "hour", "day", "week", "month", "year", "decade", "century"])


def length_of_time(text: str, start: int) -> Amount | None:
    """Return the length of time that begins at `start`: "three years", "two or three days"; "five-year" is none."""
    number = number_at(text, start)
    if number is None or text[number.end : number.end + 1] in _HYPHENS:
        return None
    read = measure(text, number)
    length = range_from(text, read) or amount_of(text, read, start)
    return length._replace(rule="duration") if length is not None and length.unit in LENGTHS_OF_TIME else None


def range_from(text: str, low: Measure) -> Amount | None:
    """Return the range that begins with `low`, or None.

    In a change, "fell from 7 to 5 percent", only the first number is returned, with the unit of the second.
    """
    link = _LINK.match(text, low.end)
    if link is None or isinstance(low.number.value, tuple) or low.number.form == "part":
        return None
    word = link[0].strip(" \u00a0\n-–—‑")
    before = text[max(0, low.number.start - _REACH) : low.number.start]
    if word == "and" and not _BETWEEN.search(before):
        return None
    high = _second(text, link.end())
    if high is None or isinstance(high.number.value, tuple) or not _alike(low, high):
        return None
    if word == "to" and low.unit is not None and _BY.search(before):
        return None  # "rose by 2 percent to 41 percent"
    value = _scaled(text, low, low.number.value, high, high.number.value)
    if word == "to" and _FROM.search(before) and not _RANGED.search(before):
        if high.unit is None or low.unit is not None:
            return None
        return Amount(low.start, low.number.end, value, high.unit.name, None, "measure", 0.85)
    if word == "to" and value > high.number.value and high.unit is not None and low.unit is None:
        return Amount(low.start, low.number.end, value, high.unit.name, None, "measure", 0.85)  # "52 to 38 percent"
    return (
        _bounds(text, low.start, value, high.number.value, high, hyphen=not word) if value < high.number.value else None
    )


def _bounds(text: str, start: int, low: Value, high: Value, second: Measure, *, hyphen: bool) -> Amount | None:
    if second.unit:
        return Amount(start, second.end, (low, high), second.unit.name, None, "range", 0.95)
    counted = counted_at(text, second.end)
    if counted:
        return Amount(start, counted.end, (low, high), None, text[counted.start : counted.end], "range", 0.9)
    return None if hyphen else Amount(start, second.end, (low, high), None, None, "range", 0.8)


def _second(text: str, start: int) -> Measure | None:
    sign = _SIGN.match(text, start)
    place = sign.end() if sign else start
    if place >= len(text) or not (text[place].isalnum() or text[place] in VULGAR):
        return None
    number = number_at(text, place)
    if number is None or number.form == "part" or _TAIL.match(text, number.end):
        return None
    return measure(text, number)


def _alike(low: Measure, high: Measure) -> bool:
    """Tell whether both measure the same: the first may leave its unit, or its rate, to the second."""
    return low.unit is None or (high.unit is not None and high.unit.name.startswith(low.unit.name))


def _scaled(text: str, low: Measure, value: Value, high: Measure, bound: Value) -> Value:
    """Give the first number the magnitude of the second: 3 in "3 to 5 billion"."""
    written = text[high.number.start : high.number.end]
    if not written[-1].isalpha() or text[low.number.end - 1].isalpha():
        return value
    digits = re.match(r"[\d.,]*\d", written)
    mantissa = number_at(digits[0], 0) if digits else None
    if mantissa is None or isinstance(mantissa.value, tuple) or not mantissa.value or value > mantissa.value:
        return value
    return plain(value * (bound / mantissa.value))
