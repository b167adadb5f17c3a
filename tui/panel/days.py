"""TIMEX3 values as places in the calendar: their order, and how they are written for people."""

import re
from datetime import date, timedelta
from typing import Final, NamedTuple

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAY_PARTS: Final = {
    "MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime",
    "PM": "afternoon", "AM": "morning",
}  # fmt: skip
# Where in its year a season, a quarter or a half begins.
SEASONS: Final = {
    "SP": ("Spring", 3),
    "SU": ("Summer", 6),
    "FA": ("Autumn", 9),
    "AU": ("Autumn", 9),
    "WI": ("Winter", 12),
}
_VALUE: Final = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<time>[\w:.]*))?)?"
    r"|W(?P<week>\d\d)(?:-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|AU|WI)))?$"
    r"|(?P<decade>\d{3})X?$|(?P<century>\d{2})(?:XX)?$",
    re.ASCII,
)


class Day(NamedTuple):
    """A place in the calendar. Days sort as time runs; a month stands before its days, a year before its months."""

    year: int
    month: int = 0
    day: int = 0
    heading: str = ""


def day_of(value: str | None) -> Day | None:
    """Return where a TIMEX3 `value` lies in the calendar, or None for a duration, a set, a vague or broken value."""
    found = _VALUE.match(value or "")
    if found is None:
        return None
    if found["decade"]:
        return Day(int(found["decade"]) * 10, heading=f"{found['decade']}0s")
    if found["century"]:
        return Day(int(found["century"]) * 100, heading=f"{found['century']}00s")
    year = int(found["year"])
    try:
        return _within(year, found)
    except (ValueError, IndexError):
        return None


def _within(year: int, found: re.Match[str]) -> Day:
    if found["day"]:
        day = date(year, int(found["month"]), int(found["day"]))
        return Day(year, day.month, day.day, f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1]} {year}")
    if found["month"]:
        month = int(found["month"])
        return Day(year, month, 0, f"{MONTHS[month - 1]} {year}") if month else _refuse()
    if found["week"]:
        monday = date.fromisocalendar(year, int(found["week"]), 1)
        sunday = monday + timedelta(days=6)
        return Day(monday.year, monday.month, monday.day, f"Week of {_short(monday)} to {_short(sunday)} {sunday.year}")
    if found["quarter"]:
        quarter = int(found["quarter"])
        return Day(year, quarter * 3 - 2, 0, f"Quarter {quarter} of {year}")
    if found["half"]:
        half = int(found["half"])
        return Day(year, half * 6 - 5, 0, f"{'First' if half == 1 else 'Second'} half of {year}")
    if found["season"]:
        name, month = SEASONS[found["season"]]
        return Day(year, month, 0, f"{name} {year}")
    return Day(year, heading=str(year))


def _refuse() -> Day:
    raise ValueError


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def written(value: str | None, year: str = "") -> str:
    """Return a TIMEX3 `value` in a few words, as in "Thu 1 Oct 2015, morning", or as it is if it is no date.

    A day in `year` is written without it.
    """
    place = day_of(value)
    if place is None or value is None:
        return value or ""
    if not place.day or value[5:6] == "W":
        return place.heading
    weekday, day, month, its_year = place.heading.split()
    time = value.partition("T")[2]
    words = f"{weekday} {day} {month[:3]}" + (f" {its_year}" if its_year != year else "")
    return words + (f", {DAY_PARTS.get(time, time)}" if time else "")
