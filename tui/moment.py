"""What a date says, in words: "Thu 1 Oct 2015, morning", "3 weeks", "every Monday", "a Monday, not known which"."""

import re
from typing import Final

from annotations.model import DateMention
from tui.panel.days import DAY_PARTS, MONTHS, SEASONS, WEEKDAYS, day_of, written

_KINDS: Final = {"DATE": "date", "TIME": "time", "DURATION": "how long", "SET": "how often"}
_MODS: Final = {
    "START": "early in ", "MID": "in the middle of ", "END": "late in ", "BEFORE": "before ", "AFTER": "after ",
    "APPROX": "about ", "LESS_THAN": "less than ", "MORE_THAN": "more than ", "EQUAL_OR_LESS": "at most ",
    "EQUAL_OR_MORE": "at least ",
}  # fmt: skip
_VAGUE: Final = {"PAST_REF": "some time ago", "PRESENT_REF": "now", "FUTURE_REF": "some time to come"}
_UNITS: Final = {
    "Y": "year", "Q": "quarter", "M": "month", "W": "week", "WE": "weekend", "D": "day", "TH": "hour", "TM": "minute",
    "TS": "second", "C": "century", "MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night",
}  # fmt: skip
_LENGTH: Final = re.compile(r"(\d+(?:\.\d+)?|X)(WE|MO|AF|EV|NI|[YQMWDHSC])")
_OPEN: Final = "not known which"


def moment(date: DateMention) -> str:
    """Return the kind of `date` and what it says: "date: early in October 2025", "how long: at least 10 days"."""
    words = {"DURATION": _length, "SET": _often}.get(date.type, _day)(date.value)
    mod = _MODS.get(date.mod or "", "")
    if re.match(r"\d{4}-\d\d-\d\d", date.value):
        mod = mod.replace(" in ", " on ")
    return f"{_KINDS[date.type]}: {mod}{words}" if words else f"{_KINDS[date.type]}, not told more exactly"


def _day(value: str) -> str:
    if day_of(value):
        return written(value)
    day, _, time = value.partition("T")
    at = f", {DAY_PARTS.get(time, time)}" if time else ""
    found = re.fullmatch(r"XXXX-(?:WXX-(\d)|(\d\d)(?:-(\d\d))?)", day)
    if found is None:
        return _VAGUE.get(value) or at.removeprefix(", ")
    if found[1]:
        return f"a {WEEKDAYS[int(found[1]) - 1]}{at}, {_OPEN}"
    month = MONTHS[int(found[2]) - 1]
    return f"{int(found[3])} {month}{at}, year {_OPEN}" if found[3] else f"{month}, year {_OPEN}"


def _length(value: str) -> str:
    """Return a period of TIMEX3 in words: "2 years 6 months" for P2Y6M; "" for none."""
    days, _, hours = value.removeprefix("P").partition("T")
    parts = [(number, unit) for number, unit in _LENGTH.findall(days)]
    parts += [(number, f"T{unit}") for number, unit in _LENGTH.findall(hours)]
    if not value.startswith("P") or any(unit not in _UNITS for _, unit in parts):
        return ""
    return (
        " ".join(f"{number} {_UNITS[unit]}{'s' * (number != '1')}" for number, unit in parts)
        .replace("X ", "some ")
        .replace("centurys", "centuries")
    )


def _often(value: str) -> str:
    if length := _length(value):
        return f"every {length.removeprefix('1 ')}"
    day, _, time = value.partition("T")
    at = f", {DAY_PARTS.get(time, time)}" if time else ""
    if found := re.fullmatch(r"XXXX-WXX-(\d)", day):
        return f"every {WEEKDAYS[int(found[1]) - 1]}{at}"
    if day == "XXXX-WXX-WE":
        return f"every weekend{at}"
    if day == "XXXX-XX-XX":
        return f"every day{at}"
    if found := re.fullmatch(r"XXXX-(\d\d)", day):
        return f"every {MONTHS[int(found[1]) - 1]}"
    return f"every {season.lower()}" if (season := SEASONS.get(day.removeprefix("XXXX-"), ("", 0))[0]) else ""
