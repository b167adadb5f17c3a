"""The second step: what a time comes to, given the day of publication, the times named before, and the tense.

Directions follow HeidelTime for news (Strötgen and Gertz 2013); values are TIMEX3's (ISO-TimeML).
"""

import re
from calendar import isleap
from datetime import date, timedelta
from typing import Final

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from annotations.extract.dates.expressions import (
    THAT_DAY,
    Around,
    DayOfWeek,
    Expression,
    Feast,
    InYear,
    MonthDay,
    Numeric,
    Portion,
    Season,
    Shift,
    Unit,
    Weekday,
    Weekend,
    When,
    Which,
)
from annotations.extract.dates.tense import Tense

_VALUE: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|-W(\d\d)(?:-WE)?|-([QH])(\d)|-(SP|SU|FA|WI))?")
_FULL_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
_SEASONS: Final = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}
TENSED: Final = (Weekday, Weekend, MonthDay, Season, Portion, Feast, Around)
"""What the tense can decide."""
_BACK: Final = ("past", "passed")
_NEAR: Final = 3  # months within which the nearest day is meant, whatever the tense
_NEAR_FEAST: Final = 45  # days within which the nearest holiday is meant
_NEXT: Final = 2  # months within which the nearest month is meant
_PORTION_REACH: Final = 2000
_YEARS: Final[dict[str, int]] = {"Y": 1, "E": 10, "C": 100, "L": 1000}
_MONTHS_OF_SEASON: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Anchors:
    """The day of publication and the times that were named so far: what relative times count from."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.day = published
        self._day_here: date | None = None
        self.value = published.isoformat()[:4] if published else ""
        self._portion_named: str | None = None
        self._portion_at = 0
        self._at = 0

    def resolve(self, expression: Expression, tense: Tense, at: int = 0) -> str:
        """Return the TIMEX3 value of `expression`, which stands at `at`; what cannot be known is written with X."""
        self._at = at
        try:
            if expression.clock and expression.when == THAT_DAY:
                day = self._day_here or self.published
                value = day.isoformat() if day else "XXXX-XX-XX"
            else:
                value = self._value(expression.when, tense)
        except (OverflowError, ValueError):
            value = "XXXX"
        if expression.clock and not value.endswith("_REF"):
            value = value[:10] + expression.clock
        if expression.type in ("DATE", "TIME"):
            self._remember(value, expression.when)
        return value

    @property
    def portion(self) -> str | None:
        """The quarter or half-year that is spoken of: the last one named, unless that is long ago."""
        return self._portion_named if self._at - self._portion_at < _PORTION_REACH else None

    def publish(self, value: str) -> None:
        """Take the day of publication from a dateline, if `value` is a day."""
        self.published = date.fromisoformat(value) if _FULL_DATE.fullmatch(value) else None

    def next_paragraph(self) -> None:
        """Forget the day that a clock time belongs to: it is one of the same paragraph, or the day of publication."""
        self._day_here = None

    def _remember(self, value: str, when: When) -> None:
        found = _VALUE.match(value)
        if found is None:
            return
        day = _date_of(value)
        if day is None:
            return
        self.value = value
        if found[3]:
            self.day = self._day_here = day
        if found[5] and isinstance(when, Portion) and not isinstance(when.year, Shift) and when.number:
            if self.published and self.portion == period(moved(self.published, "Q", -1), "Q") != value:
                return
            self._portion_named, self._portion_at = value, self._at

    def _value(self, when: When, tense: Tense) -> str:
        match when:
            case str():
                return when
            case Shift():
                return self._shift(when)
            case InYear():
                return f"{self._shift(when.year)}-{when.part}"
            case Season():
                return self._season(when, tense)
            case Portion():
                return self._portion(when, tense)
            case _:
                return self._day_value(when, tense)

    def _day_value(
        self, when: Weekday | DayOfWeek | Weekend | MonthDay | Numeric | Feast | Around, tense: Tense
    ) -> str:
        match when:
            case Weekday():
                return self._weekday(when, tense)
            case DayOfWeek():
                return self._day_of_week(when)
            case Weekend():
                saturday = _date_of(self._weekday(Weekday(6, when.which), tense))
                return period(saturday, "WE") if saturday else "XXXX-WXX-WE"
            case MonthDay():
                return self._month_day(when, tense)
            case Numeric():
                return self._numeric(when)
            case Feast():
                return self._feast(when, tense)
            case Around():
                day = _date_of(self._value(when.day, tense))
                if day and when.unit == "WE":
                    day += timedelta((6 - day.isoweekday() + 3) % 7 - 3)
                return period(day, when.unit) if day else "XXXX-WXX"

    def _day_of_week(self, when: DayOfWeek) -> str:
        if self.published is None:
            return f"XXXX-WXX-{when.day}"
        return (self.published + timedelta(7 * when.weeks + when.day - self.published.isoweekday())).isoformat()

    def _weekday(self, when: Weekday, tense: Tense) -> str:
        base = self.day if when.which in ("previous", "following", "same") else self.published
        if base is None:
            return f"XXXX-WXX-{when.day}"
        back = (base.isoweekday() - when.day) % 7
        ahead = (when.day - base.isoweekday()) % 7
        if when.which in ("last", "previous"):
            step = -(back or 7)
        elif when.which in ("next", "following"):
            step = ahead or 7
        elif when.which == "this" or (when.which is None and tense == "future"):
            step = ahead
        else:
            step = -back
        return (base + timedelta(step)).isoformat()

    def _numeric(self, when: Numeric) -> str:
        """Return the reading nearer to the day of publication; the month comes first where that does not tell."""
        published = self.published
        if published is None or when.month_first == when.day_first:
            return when.month_first
        return min(when, key=lambda reading: abs((date.fromisoformat(reading) - published).days))

    def _month_day(self, when: MonthDay, tense: Tense) -> str:
        rest = f"{when.month:02d}" + (f"-{when.day:02d}" if when.day else "")
        if self.published is None:
            return f"XXXX-{rest}"
        year = self._year_of(when.month, when.day, when.which, tense)
        if rest == "02-29" and not isleap(year):
            year += 4 - year % 4 if tense == "future" else -(year % 4)
        return f"{year:04d}-{rest}"

    def _year_of(self, month: int, day: int | None, which: Which | None, tense: Tense) -> int:
        """Return the year of a month or day: the nearest one that agrees with the tense."""
        base = self.published
        if base is None:
            return 0
        here = (month, day) if day else (month,)
        now = (base.month, base.day) if day else (base.month,)
        if which == "last":
            return base.year - (here >= now or (day is None and month == base.month - 1))
        if which in ("next", "following"):
            return base.year + (here <= now)
        if which == "this":
            return base.year
        if which in ("previous", "same") and (mentioned := _date_of(self.value)):
            return mentioned.year
        months = (month - base.month + 6) % 12 - 6
        if tense == "passed" or (abs(months) > (_NEAR if day else _NEXT) and tense is not None):
            return base.year - (here > now) if tense in _BACK else base.year + (here < now)
        return base.year + (base.month + months - 1) // 12

    def _shift(self, when: Shift) -> str:
        unit, count = when.unit, when.steps
        if when.alike and self.portion:
            return f"{int(self.portion[:4]) + count:04d}{self.portion[4:]}"
        base = self._base(unit) if when.mentioned else self.published
        if base is None:
            return "PAST_REF" if count < 0 else "FUTURE_REF" if count > 0 else "XXXX"
        if unit in ("TH", "TM", "TS"):
            return base.isoformat()
        return period(moved(base, unit, count), unit)

    def _base(self, unit: Unit) -> date | None:
        """Return the day from which "earlier" counts: the last one named, or the last month or year."""
        if unit in ("D", "W", "2W", "WE", "TH", "TM", "TS"):
            return self.day
        return _date_of(self.value) or self.day

    def _season(self, when: Season, tense: Tense) -> str:
        base = self.published
        if base is None:
            return f"XXXX-{when.code}"
        year = base.year
        begins = _MONTHS_OF_SEASON[when.code]
        if when.which in ("last", "previous"):
            year -= begins + 2 >= base.month if when.code != "WI" else 1
        elif when.which in ("next", "following"):
            year += begins <= base.month
        elif when.which is None and tense in _BACK and begins > base.month + 1:
            year -= 1
        elif when.which is None and tense == "future" and begins + 2 < base.month:
            year += 1
        return f"{year:04d}-{when.code}"

    def _portion(self, when: Portion, tense: Tense) -> str:
        year = None
        if isinstance(when.year, int):
            year = when.year
        elif isinstance(when.year, Shift):
            base = self._base("Y") if when.year.mentioned else self.published
            year = base.year + when.year.steps if base else None
        number = when.number
        if number is None:
            return self._portion_spoken_of(when, year)
        if year is None and self.published is not None:
            year = self._year_of_portion(number, when.unit, tense)
        return f"{year:04d}-{when.unit}{number}" if year is not None else f"XXXX-{when.unit}{number}"

    def _year_of_portion(self, number: int, unit: str, tense: Tense) -> int:
        """Return the year of "the third quarter": this one unless it has not come yet and the tense is past."""
        if self.published is None:
            return 0
        current = (self.published.month - 1) // (3 if unit == "Q" else 6) + 1
        if number > current and tense != "future":
            return self.published.year - 1
        if number < current and tense == "future" and current - number > 1:
            return self.published.year + 1
        return self.published.year

    def _portion_spoken_of(self, when: Portion, year: int | None) -> str:
        if self.portion and when.which not in ("this", "last", "next"):
            value = self.portion
        elif self.published:
            step = {"this": 0, "next": 1}.get(when.which or "", -1)
            value = period(moved(self.published, "Q", step), "Q")
        else:
            value = "XXXX-QX"
        if when.which == "previous" and (base := _date_of(value)):
            value = period(moved(base, "Q", -1), "Q")
        return f"{year:04d}{value[4:]}" if year is not None else value

    def _feast(self, when: Feast, tense: Tense) -> str:
        if when.year:
            return feast_day(when.rule, when.year).isoformat()
        if self.published is None:
            return "XXXX"
        days = [feast_day(when.rule, self.published.year + step) for step in (-1, 0, 1)]
        if when.which == "last":
            return max(day for day in days if day < self.published).isoformat()
        if when.which == "next":
            return min(day for day in days if day > self.published).isoformat()
        if when.which == "this":
            return days[1].isoformat()
        nearest = min(days, key=lambda day: abs(day.toordinal() - (self.published or day).toordinal()))
        if tense is None or abs((nearest - self.published).days) <= _NEAR_FEAST:
            return nearest.isoformat()
        passed = [day for day in days if day <= self.published]
        return (passed[-1] if tense in _BACK else days[len(passed)]).isoformat()


def moved(day: date, unit: Unit, count: int) -> date:
    """Return `day` moved by `count` units."""
    if unit in _YEARS:
        return day + relativedelta(years=count * _YEARS[unit])
    if unit == "D":
        return day + timedelta(count)
    if unit in ("W", "WE"):
        return day + timedelta(7 * count)
    if unit == "2W":
        return day + timedelta(14 * count)
    return day + relativedelta(months=count * {"M": 1, "Q": 3, "H": 6}.get(unit, 0))


def period(day: date, unit: Unit) -> str:
    """Return the TIMEX3 value of the period of `unit` in which `day` lies."""
    iso = day.isocalendar()
    match unit:
        case "D":
            return day.isoformat()
        case "W" | "2W":
            return f"{iso.year:04d}-W{iso.week:02d}"
        case "WE":
            return f"{iso.year:04d}-W{iso.week:02d}-WE"
        case "M":
            return f"{day.year:04d}-{day.month:02d}"
        case "Q":
            return f"{day.year:04d}-Q{(day.month - 1) // 3 + 1}"
        case "H":
            return f"{day.year:04d}-H{(day.month - 1) // 6 + 1}"
        case "E":
            return f"{day.year:04d}"[:3]
        case "C":
            return f"{day.year:04d}"[:2]
        case _:
            return f"{day.year:04d}"


def feast_day(rule: str, year: int) -> date:
    """Return the day of a holiday in `year`, by its rule in `dates_feasts.txt`."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(int(rule.split()[1]))
    month, _, rest = rule.partition("-")
    weekday, _, nth = rest.partition("-")
    if not nth:
        return date(year, int(month), int(rest))
    if int(nth) > 0:
        first = date(year, int(month), 1)
        return first + timedelta((int(weekday) - first.isoweekday()) % 7 + 7 * (int(nth) - 1))
    last = date(year, int(month), 1) + relativedelta(months=1) - timedelta(1)
    return last - timedelta((last.isoweekday() - int(weekday)) % 7)


def _date_of(value: str) -> date | None:
    """Return the first day of the period that a value names, or None."""
    found = _VALUE.match(value)
    if found is None:
        return None
    year, month, day, week, portion, number, season = found.groups()
    try:
        if week:
            return date.fromisocalendar(int(year), int(week), 1)
        if portion:
            return date(int(year), (int(number) - 1) * (3 if portion == "Q" else 6) + 1, 1)
        if season:
            return date(int(year), _SEASONS[season], 1)
        return date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
