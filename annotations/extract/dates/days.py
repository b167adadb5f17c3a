"""Expressions of days and clock times, made of the tokens that a rule matched; None where they name no day."""

from calendar import monthrange
from typing import Final

from annotations.extract.dates.expressions import (
    THAT_DAY,
    Around,
    DayOfWeek,
    Expression,
    Feast,
    InYear,
    MonthDay,
    Numeric,
    Shift,
    Weekday,
    Weekend,
    When,
    Which,
)
from annotations.extract.dates.notation import Built, Piece
from annotations.extract.dates.parts import DAYS, MONTHS, Parts, full_year

_LEAP: Final = 2000
_COMMON: Final = 2001
_ORDINALS: Final = ("ORDINAL", "SECOND", "ORD")
_JOINS: Final = ("HYPHEN", "TO", "AND", "OR", "COMMA")
_MONTH_STEPS: Final = {"LAST": -1, "THIS": 0, "NEXT": 1}
_PART_SHIFTS: Final[dict[Which, Shift]] = {
    "last": Shift("D", -1),
    "this": Shift("D", 0),
    "next": Shift("D", 1, mentioned=True),
    "previous": Shift("D", -1, mentioned=True),
    "following": Shift("D", 1, mentioned=True),
    "same": THAT_DAY,
}


def day(parts: Parts) -> Built:
    """Read a day by its calendar date, its weekday or its place from today; with a clock time or a part, a TIME."""
    when = _day(parts)
    if when is None:
        return None
    clock = _clock(parts)
    return Expression("TIME" if clock else "DATE", when, parts.mod, clock)


def days(parts: Parts) -> Built:
    """Read "October 5 and 6", "12 to 18 September 2016": an expression for each day, the month inside the nearest."""
    tokens = parts.tokens
    month_at = next(i for i, token in enumerate(tokens) if token.kind in MONTHS)
    places = [i for i, token in enumerate(tokens) if token.kind in DAYS]
    month, year = int(tokens[month_at].value), parts.year
    nearest = places[0] if month_at < places[0] else places[-1]
    pieces = []
    for i in places:
        begin, end = i, i + 1
        if i == nearest:
            begin, end = (0, i + 1) if month_at < i else (i, month_at + 1)
        if i == places[-1] and year is not None:
            end = len(tokens)
        when = _calendar_day(year, month, int(tokens[i].value), None)
        if when is None:
            return None
        pieces.append(Piece(begin, end, Expression("DATE", when)))
    return pieces


def two_days(parts: Parts) -> Built:
    """Read "May 30 to June 2, 2016": an expression for each day, both with the year."""
    at = next(i for i, token in enumerate(parts.tokens) if i and token.kind in _JOINS)
    at_second = at + 1 if parts.tokens[at + 1].kind != "AND" else at + 2
    first, second = Parts(parts.tokens[:at]), Parts(parts.tokens[at_second:])
    if parts.year is None:
        return None
    later = second.number(*MONTHS), second.number(*DAYS)
    earlier = first.number(*MONTHS), first.number(*DAYS)
    begins = _calendar_day(parts.year - (earlier > later), *earlier, None)
    ends = _calendar_day(parts.year, *later, None)
    if begins is None or ends is None:
        return None
    return [
        Piece(0, at, Expression("DATE", begins)),
        Piece(at_second, len(parts.tokens), Expression("DATE", ends)),
    ]


def clocks(parts: Parts) -> Built:
    """Read "from 5 to 6 p.m. on Friday", "8:30-9:30 a.m.": an expression for each time, on the same day."""
    begins, ends = (token.value for token in (parts.tokens[0], parts.tokens[2]))
    half = "".join(c for c in ends if c.isalpha())
    if parts.tokens[0].kind == "N1" and not half:
        return None
    first, second = _clock_value(begins), _clock_value(ends)
    if half and not any(c.isalpha() for c in begins):
        first = _clock_value(begins + half)
        if first > second:
            first = _clock_value(begins + ("am" if half.lower().startswith("p") else "pm"))
    when = _day(Parts(parts.tokens[3:])) or THAT_DAY
    return [
        Piece(0, 1, Expression("TIME", when, None, first)),
        Piece(2, len(parts.tokens), Expression("TIME", when, None, second)),
    ]


def part_of_hour(parts: Parts) -> Built:
    """Read "half past nine", "a quarter to five"."""
    hour = parts.number("N1", "NW")
    if not 1 <= hour <= 12:
        return None
    to, past = f"T{(hour - 2) % 12 + 1:02d}:45", f"T{hour:02d}:{30 if parts.has('HALF') else 15}"
    return Expression("TIME", THAT_DAY, None, to if parts.has("TO") else past)


def time(parts: Parts) -> Built:
    """Read a clock time or a part of the day, on the day that is spoken of."""
    return Expression("TIME", THAT_DAY, parts.mod, _clock(parts))


def clock_and_part(parts: Parts) -> Built:
    """Read a clock time with the part of the day that it falls in: 4 in the morning."""
    hours, _, minutes = (parts.get("CLOCK", "N1") or "").partition(":")
    if not hours.isdecimal() or int(hours) > 24:
        return None
    hour = int(hours) + (12 if parts.get("PART") in ("AF", "EV") and int(hours) < 12 else 0)
    return Expression("TIME", THAT_DAY, parts.mod, f"T{hour:02d}:{minutes[:2] or '00'}")


def part_pointed_to(parts: Parts) -> Built:
    """Read "this morning", "last night", "the next morning"."""
    return Expression("TIME", _PART_SHIFTS[parts.which or "same"], parts.mod, f"T{parts.get('PART')}")


def weekend(parts: Parts) -> Built:
    """Read "the weekend", "this weekend", "last weekend"."""
    return Expression("DATE", Weekend(None if parts.which == "this" else parts.which), parts.mod)


def feast(parts: Parts) -> Built:
    """Read a holiday, in a named or a nearby year."""
    return Expression("DATE", Feast(parts.get("FEAST") or "", parts.year, parts.which), parts.mod)


def day_beside(parts: Parts) -> Built:
    """Read "the day before yesterday", "the day after Thursday"."""
    when = _day(parts.without("UNIT"))
    step = -1 if parts.has("BEFORE") else 1
    if isinstance(when, Shift):
        return Expression("DATE", when._replace(steps=when.steps + step))
    if isinstance(when, Weekday):
        return Expression("DATE", when._replace(day=(when.day - 1 + step) % 7 + 1))
    return None


def weekday_of_week(parts: Parts) -> Built:
    """Read "Tuesday of last week"."""
    step = {"last": -1, "next": 1}.get(parts.which or "", 0)
    return Expression("DATE", DayOfWeek(parts.number("WEEKDAY"), step)) if parts.get("UNIT") == "W" else None


def week_of(parts: Parts) -> Built:
    """Read "the week of March 6", "Easter week", "Thanksgiving weekend"."""
    when = _day(parts)
    unit = parts.unit
    return Expression("DATE", Around(unit, when)) if unit in ("W", "WE") and when else None


def weekday_of_month(parts: Parts) -> Built:
    """Read "the first Monday in September", "the last Friday of May 2016"."""
    number = -1 if parts.has("LAST") else parts.number(*_ORDINALS)
    if not -1 <= number <= 5 or number == 0:
        return None
    rule = f"{parts.number(*MONTHS):02d}-{parts.get('WEEKDAY')}-{number}"
    return Expression("DATE", Feast(rule, parts.year))


def day_of_month(parts: Parts) -> Built:
    """Read "the last day of March", "the first week of May 2016": of a week, the month that it is in."""
    month, year, number = parts.number(*MONTHS), parts.year, parts.number(*_ORDINALS)
    if parts.unit == "D":
        when = _calendar_day(year, month, number or monthrange(year or _COMMON, month)[1], None)
        return Expression("DATE", when) if when else None
    if parts.unit != "W":
        return None
    mod = "END" if parts.has("LAST") else "START" if number == 1 else None
    return Expression("DATE", f"{year:04d}-{month:02d}" if year else MonthDay(month), mod)


def day_of_month_pointed_to(parts: Parts) -> Built:
    """Read "the 15th of this month", "the third day of next month"."""
    number = parts.number(*_ORDINALS)
    if parts.tokens[-1].value != "M" or not 1 <= number <= 31 or parts.get("UNIT") not in ("D", "M"):
        return None
    return Expression("DATE", InYear(Shift("M", _MONTH_STEPS[parts.tokens[-2].kind]), f"{number:02d}"))


def _day(parts: Parts) -> When | None:
    if stamp := parts.get("ISO"):
        return stamp[:10]
    if numeric := parts.get("SLASHED"):
        return _numeric(numeric)
    if parts.has(*MONTHS) and parts.has(*DAYS):
        return _calendar_day(parts.year, parts.number(*MONTHS), parts.number(*DAYS), parts.which)
    if parts.has("WEEKDAY"):
        return Weekday(parts.number("WEEKDAY"), parts.which)
    if rule := parts.get("FEAST"):
        return Feast(rule, parts.year, parts.which)
    return Shift("D", parts.number("DAYREF")) if parts.has("DAYREF", "TONIGHT") else None


def _calendar_day(year: int | None, month: int, number: int, which: Which | None) -> When | None:
    if not 1 <= number <= monthrange(year or _LEAP, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{number:02d}" if year else MonthDay(month, number, which)


def _numeric(written: str) -> When | None:
    """Read 10/01/2015, 1.10.2015 and 2015/10/01; which of two numbers is the month may stay open."""
    mark = next(c for c in written if not c.isdecimal())
    a, b, c = (int(number) for number in written.split(mark))
    if a > 31:
        return _valid(a, b, c)
    by_month = None if mark in ".-" else _valid(full_year(c), a, b)
    by_day = _valid(full_year(c), b, a)
    first = by_month or by_day
    return Numeric(first, by_day or first) if first else None


def _valid(year: int, month: int, number: int) -> str | None:
    good = 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]
    return f"{year:04d}-{month:02d}-{number:02d}" if good else None


def _clock(parts: Parts) -> str:
    """Return what stands behind the day in a TIME's value, or ""."""
    if noon := parts.get("NOON"):
        return f"T{noon}:00"
    if written := parts.get("CLOCK"):
        return _clock_value(written)
    stamp = parts.get("ISO") or ""
    if len(stamp) > 10:
        return f"T{stamp[11:]}"
    part = parts.get("PART", "TONIGHT", "OVERNIGHT")
    return f"T{part}" if part else ""


def _clock_value(written: str) -> str:
    letters = "".join(c for c in written.lower() if c.isalpha())
    numbers = "".join(c if c.isdecimal() else " " for c in written).split()
    if len(numbers[0]) == 4:
        numbers = [numbers[0][:2], numbers[0][2:]]
    hour = int(numbers[0])
    if letters == "pm" and hour < 12:
        hour += 12
    elif letters == "am" and hour == 12:
        hour = 0
    return ":".join([f"T{hour:02d}", *(numbers[1:] or ["00"])])
