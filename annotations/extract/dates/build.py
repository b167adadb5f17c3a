"""What the words of a rule mean: each function makes an expression of the tokens that a rule matched, or nothing."""

from calendar import monthrange
from typing import Final, Literal

from annotations.extract.dates.expressions import (
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
from annotations.extract.dates.notation import Built, Parts, Piece

_WHICH: Final[dict[str, Which]] = {
    "LAST": "last",
    "PAST": "last",
    "PREVIOUS": "previous",
    "NEXT": "next",
    "COMING": "next",
    "FOLLOWING": "following",
    "THIS": "this",
    "CURRENT": "this",
    "THAT": "same",
    "SAME": "same",
}
_MODS: Final = {
    "EARLY": "START",
    "EARLIER": "START",
    "BEGIN": "START",
    "LATE": "END",
    "LATER": "END",
    "ENDOF": "END",
    "MID": "MID",
    "MIDDLE": "MID",
    "ABOUT": "APPROX",
}
_BOUNDS: Final = {
    "ABOUT": "APPROX",
    "ALMOST": "APPROX",
    "OVER": "MORE_THAN",
    "UNDER": "LESS_THAN",
    "WITHIN": "EQUAL_OR_LESS",
}
_MONTHS: Final = ("MONTH", "MONTHISH")
_DAYS: Final = ("N1", "N2", "ORD", "ORDINAL", "SECOND")
_NUMBERS: Final = ("N1", "N2", "NX", "NW", "YEAR")
_UNITS: Final = (
    "UNIT", "UNITS", "QUARTER", "QUARTERS", "HOUR", "HOURS", "WEEKEND", "WEEKENDS", "SECOND",
)  # fmt: skip
_UNIT_OF: Final[dict[str, Unit]] = {
    "D": "D", "W": "W", "2W": "2W", "M": "M", "Q": "Q", "H": "H", "Y": "Y", "E": "E", "C": "C", "L": "L", "WE": "WE",
    "TH": "TH", "TM": "TM", "TS": "TS",
}  # fmt: skip
_CENTURY_TURN: Final = 40
_LEAP: Final = 2000


# days and clock times


def day(parts: Parts) -> Built:
    """A day, by its calendar date, its weekday or its place from today; with a clock time or a part, a TIME."""
    when = _day(parts)
    if when is None:
        return None
    clock = _clock(parts)
    return Expression("TIME" if clock else "DATE", when, mod(parts), clock)


def time(parts: Parts) -> Built:
    """A clock time or a part of the day, on the day that is spoken of."""
    return Expression("TIME", Shift("D", 0, mentioned=True), mod(parts), _clock(parts))


def clock_and_part(parts: Parts) -> Built:
    """A clock time with the part of the day that it falls in: 4 in the morning."""
    part = parts.get("PART")
    hours, _, minutes = (parts.get("CLOCK", "N1") or "").partition(":")
    if not hours.isdecimal() or int(hours) > 24:
        return None
    hour = int(hours) + (12 if part in ("AF", "EV") and int(hours) < 12 else 0)
    return Expression("TIME", Shift("D", 0, mentioned=True), mod(parts), f"T{hour:02d}:{minutes[:2] or '00'}")


def part_pointed_to(parts: Parts) -> Built:
    """This morning, last night, the next morning, tonight."""
    which = _which(parts) or "same"
    shift = {
        "last": Shift("D", -1),
        "this": Shift("D", 0),
        "next": Shift("D", 1, mentioned=True),
        "previous": Shift("D", -1, mentioned=True),
        "following": Shift("D", 1, mentioned=True),
        "same": Shift("D", 0, mentioned=True),
    }[which]
    return Expression("TIME", shift, mod(parts), f"T{parts.get('PART')}")


def weekend(parts: Parts) -> Built:
    """The weekend, this weekend, last weekend."""
    which = _which(parts)
    return Expression("DATE", Weekend(None if which == "this" else which), mod(parts))


def overnight(parts: Parts) -> Built:
    """Overnight: the night before the day of publication."""
    return Expression("TIME", Shift("D", -1), None, "TNI")


def feast(parts: Parts) -> Built:
    """A holiday, in a named or a nearby year."""
    year = _year(parts)
    return Expression("DATE", Feast(parts.get("FEAST") or "", year, _which(parts)), mod(parts))


def day_beside(parts: Parts) -> Built:
    """The day before yesterday; the day after Thursday."""
    when = _day(Parts([t for t in parts.tokens if t.kind != "UNIT"]))
    step = -1 if parts.has("BEFORE") else 1
    if isinstance(when, Shift):
        return Expression("DATE", when._replace(steps=when.steps + step))
    if isinstance(when, Weekday):
        return Expression("DATE", when._replace(day=(when.day - 1 + step) % 7 + 1))
    return None


def weekday_of_week(parts: Parts) -> Built:
    """Tuesday of last week."""
    if parts.get("UNIT") != "W":
        return None
    step = {"last": -1, "next": 1}.get(_which(parts) or "", 0)
    return Expression("DATE", DayOfWeek(int(parts.get("WEEKDAY") or 1), step))


def days(parts: Parts) -> Built:
    """October 5 and 6; 12 to 18 September 2016: an expression for each day, the month inside the nearest."""
    tokens = parts.tokens
    month_at = next(i for i, t in enumerate(tokens) if t.kind in _MONTHS)
    places = [i for i, t in enumerate(tokens) if t.kind in _DAYS]
    if any(not 1 <= int(tokens[i].value) <= 31 for i in places):
        return None
    month, year = int(tokens[month_at].value), _year(parts)
    nearest = places[0] if month_at < places[0] else places[-1]
    pieces = []
    for i in places:
        begin, end = (min(0, i), max(month_at, i) + 1) if i == nearest and month_at < i else (i, i + 1)
        if i == nearest and month_at > i:
            end = month_at + 1
        if i == places[-1] and year is not None:
            end = len(tokens)
        number = int(tokens[i].value)
        value: When = _iso(year, month, number) if year else MonthDay(month, number)
        pieces.append(Piece(begin, end, Expression("DATE", value)))
    return pieces


def _day(parts: Parts) -> When | None:
    if stamp := parts.get("ISO"):
        return stamp[:10]
    if numeric := parts.get("SLASHED"):
        return _numeric(numeric)
    if parts.has(*_MONTHS) and parts.has(*_DAYS):
        month, number, year = int(parts.get(*_MONTHS) or 0), int(parts.get(*_DAYS) or 0), _year(parts)
        if not 1 <= number <= monthrange(year or _LEAP, month)[1]:
            return None
        return _iso(year, month, number) if year else MonthDay(month, number, _which(parts))
    if weekday := parts.get("WEEKDAY"):
        return Weekday(int(weekday), _which(parts))
    if rule := parts.get("FEAST"):
        return Feast(rule, _year(parts), _which(parts))
    if shift := parts.get("DAYREF"):
        return Shift("D", int(shift))
    return Shift("D", 0) if parts.has("TONIGHT") else None


def _numeric(written: str) -> When | None:
    """Read 10/01/2015, 1.10.2015 and 2015/10/01; which of two numbers is the month may stay open."""
    mark = next(c for c in written if not c.isdecimal())
    a, b, c = (int(number) for number in written.split(mark))
    if a > 31:
        return _iso(a, b, c) if 1 <= b <= 12 and 1 <= c <= monthrange(a, b)[1] else None
    year = c if c > 99 else c + (2000 if c < _CENTURY_TURN else 1900)
    readings = [(month, day) for month, day in ((a, b), (b, a)) if 1 <= month <= 12 and 1 <= day <= 31]
    if mark == "." or (mark == "-" and len(readings) > 1):
        readings = [(b, a)] if (b, a) in readings else []
    good = [_iso(year, month, day) for month, day in readings if day <= monthrange(year, month)[1]]
    return Numeric(good[0], good[-1]) if good else None


def _clock(parts: Parts) -> str:
    if noon := parts.get("NOON"):
        return f"T{noon}:00"
    if written := parts.get("CLOCK"):
        return _clock_value(written)
    stamp = parts.get("ISO")
    if stamp and len(stamp) > 10:
        return f"T{stamp[11:]}"
    if parts.has("TONIGHT"):
        return "TNI"
    part = parts.get("PART")
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


# months, seasons, quarters, years


def month(parts: Parts) -> Built:
    """A month: of a year that is named, pointed to, or to be found."""
    number, year = int(parts.get(*_MONTHS) or 0), _year(parts)
    if year:
        return Expression("DATE", f"{year:04d}-{number:02d}", mod(parts))
    return Expression("DATE", MonthDay(number, None, _which(parts)), mod(parts))


def season(parts: Parts) -> Built:
    """A season: of a year that is named, pointed to, or to be found."""
    code, year = parts.get("SEASON") or "", _year(parts)
    if year:
        return Expression("DATE", f"{year:04d}-{code}", mod(parts))
    return Expression("DATE", Season(code, _which(parts)), mod(parts))


def portion(parts: Parts) -> Built:
    """A quarter or half of a year: the third quarter of 1984, this year's second half, the year-ago quarter."""
    unit: Literal["Q", "H"] = "H" if parts.has("HALF", "HNUMBER") else "Q"
    ordinal = parts.get("ORDINAL", "SECOND", "ORD", "QNUMBER", "HNUMBER")
    number = int(ordinal) if ordinal else None
    if number is not None and not 1 <= number <= (2 if unit == "H" else 4):
        return None
    if unit == "H" and not parts.has("YEAR", "UNIT", "FISCAL", "HYPHEN", "HNUMBER"):
        return None
    year: int | Shift | None = _year(parts)
    which = None
    if year is None and parts.has("UNIT"):
        if parts.has("AGO", "EARLIER"):
            year = Shift("Y", -1, mentioned=True)
        else:
            year = _shift("Y", _which(parts))
    elif number is None:
        which = _which(parts)
    return Expression("DATE", Portion(unit, number, year, which), None if parts.has("EARLIER") else mod(parts))


def year(parts: Parts) -> Built:
    """A year by its number."""
    number = _year(parts)
    if number is None and (written := parts.get("NW")) and written.isdecimal() and 1000 <= int(written) <= 2999:
        number = int(written)
    if number is None:
        return None
    value = f"BC{number:04d}" if parts.has("ERA") else f"{number:04d}"
    return Expression("DATE", value, mod(parts))


def decade(parts: Parts) -> Built:
    """The 1990s, the '80s, the nineties: TIMEX3 writes the first three digits."""
    written = parts.get("DECADE") or ""
    if len(written) == 2:
        written = f"{'20' if int(written) < 30 else '19'}{written[0]}"
    return Expression("DATE", written[:3], mod(parts))


def century(parts: Parts) -> Built:
    """The 20th century: TIMEX3 writes 19."""
    number = int(parts.get("ORD", "ORDINAL", "SECOND") or 0)
    return Expression("DATE", f"{number - 1:02d}", mod(parts)) if parts.get("UNIT") == "C" and number > 0 else None


def year_end(parts: Parts) -> Built:
    """Year-end, year's end."""
    unit = _unit(parts)
    return Expression("DATE", InYear(Shift("Y", 0), "12-31")) if unit == "Y" else None


def month_of(parts: Parts) -> Built:
    """June last year, January this year."""
    number = int(parts.get(*_MONTHS) or 0)
    if parts.get("UNIT") != "Y":
        return None
    return Expression("DATE", InYear(_shift("Y", _which(parts)), f"{number:02d}"), mod(parts))


def half_of(parts: Parts) -> Built:
    """The last half of 1989; the latter half of the 1980s."""
    number = _year(parts)
    if number:
        return Expression("DATE", f"{number:04d}-H2")
    made = decade(parts)
    return made._replace(mod="END") if isinstance(made, Expression) else None


def period_of_year(parts: Parts) -> Built:
    """The 1988 quarter, the 1988 period, the 1990 fiscal year."""
    number = _year(parts)
    if number is None:
        return None
    if parts.has("QUARTER"):
        return Expression("DATE", Portion("Q", None, number))
    return Expression("DATE", f"{number:04d}") if parts.get("UNIT") in ("Y", None) else None


def fiscal(parts: Parts) -> Built:
    """Fiscal 1989, fiscal year 1989, the fiscal year, the 1990 financial year."""
    number = _year(parts)
    if parts.get("UNIT") not in ("Y", None):
        return None
    when: When = f"{number:04d}" if number else Shift("Y", 0, mentioned=True)
    return Expression("DATE", when, mod(parts))


# periods pointed to


def pointed(parts: Parts) -> Built:
    """Last week, this year, the previous day, that month, early next year, later in the day."""
    unit = _unit(parts)
    which = _which(parts)
    if unit is None:
        return None
    if which == "next" and parts.has("THE"):
        which = "following"
    if which is None and unit != "D":
        which = "this"
    if unit == "Q":
        spoken_of = not parts.has("THIS", "CURRENT", "LAST", "NEXT")
        return Expression("DATE", Portion("Q", None, None, None if spoken_of else which), mod(parts))
    if parts.has("LATEST"):
        which = "last"
    return Expression("DATE", _shift(unit, which), mod(parts))


def _shift(unit: Unit, which: Which | None) -> Shift:
    count = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(which or "", 0)
    return Shift(unit, count, which not in ("last", "this", "next"))


def year_ago(parts: Parts) -> Built:
    """The year-ago quarter, year-earlier, the same period last year."""
    if parts.get("UNIT") not in ("Y", None):
        return None
    if parts.has("UNITS"):
        return lasting(Parts([t for t in parts.tokens if t.kind != "UNIT"]))
    number = _year(parts)
    ago = Shift("Y", -1, mentioned=True, alike=True)
    when: When = Portion("Q", None, number or ago) if number or parts.has("QUARTER") else ago
    first = 1 if parts.tokens[0].kind in ("THE", "A") and not parts.has("QUARTER", "PERIOD") else 0
    return [Piece(first, len(parts.tokens), Expression("DATE", when))]


def unit_before(parts: Parts) -> Built:
    """The year before, the day after."""
    unit = _unit(parts)
    return Expression("DATE", Shift(unit, 1 if parts.has("AFTER") else -1, mentioned=True)) if unit else None


def week_of(parts: Parts) -> Built:
    """The week of March 6."""
    when = _day(parts)
    return Expression("DATE", Around("W", when)) if parts.get("UNIT") == "W" and when else None


def latest(parts: Parts) -> Built:
    """The latest period: the quarter that is spoken of."""
    return Expression("DATE", Portion("Q", None))


def ago(parts: Parts) -> Built:
    """Two years ago; a week earlier; three days later; in five years from now."""
    unit = _unit(parts)
    if unit is None:
        return None
    back = parts.has("AGO", "EARLIER", "BEFORE", "BACK")
    count = _quantity(parts)
    if count is None or parts.has("FEW"):
        return Expression("DATE", "PAST_REF" if back else "FUTURE_REF")
    if count != int(count):
        unit, count = ("M", count * 12) if unit == "Y" else (unit, round(count))
    step = -int(count) if back else int(count)
    bound = _bound(parts)
    mentioned = parts.has("EARLIER", "BEFORE", "LATER", "AFTER")
    alike = unit == "Y" and abs(step) == 1
    return Expression("DATE", Shift(unit, step, mentioned, alike), "APPROX" if parts.has("SO") else bound)


def lasting(parts: Parts) -> Built:
    """Three years, the past two months, a four-day, at least 30 days, a year and a half."""
    unit = _unit(parts)
    if unit is None:
        return None
    count = _quantity(parts)
    bound = _bound(parts) or ("APPROX" if parts.has("SO", "COUPLE") else None)
    if count is not None and parts.has("HALF"):
        count = count + 0.5 if parts.has("AND") else 0.5
    made = Expression("DURATION", _duration(count, unit), bound)
    return [Piece(1, len(parts.tokens), made)] if parts.tokens[0].kind == "WITHIN" else made


def _duration(count: float | None, unit: Unit) -> str:
    """Write a number of units as ISO 8601 does; TIMEX3 writes X for a number that is not known."""
    scale, letter = {"E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y"), "2W": (2, "W"), "H": (6, "M")}.get(
        unit, (1, unit)
    )
    if count is None:
        letter = {"E": "E", "C": "C", "L": "L"}.get(unit, letter)
    prefix = "PT" if letter.startswith("T") else "P"
    letter = letter.removeprefix("T")
    if count is None:
        return f"{prefix}X{letter}"
    count *= scale
    whole = int(count)
    if count == whole:
        return f"{prefix}{whole}{letter}"
    smaller = {"Y": ("M", 12), "H": ("M", 60), "M": ("S", 60)}.get(letter) if prefix == "PT" or letter == "Y" else None
    if smaller is None:
        return f"{prefix}{count:g}{letter}"
    rest = round((count - whole) * smaller[1])
    return f"{prefix}{whole}{letter}{rest}{smaller[0]}" if whole else f"{prefix}{rest}{smaller[0]}"


def past(parts: Parts) -> Built:
    """In the past, recent years."""
    return Expression("DATE", "PAST_REF")


def present(parts: Parts) -> Built:
    """Now, to date, these days."""
    return Expression("DATE", "PRESENT_REF")


def future(parts: Parts) -> Built:
    """The near future, the coming months."""
    return Expression("DATE", "FUTURE_REF")


def vague(parts: Parts) -> Built:
    """A word that names the past, the present or the future."""
    return Expression("DATE", parts.get("VAGUE") or "")


# what comes again and again


def repeated(parts: Parts) -> Built:
    """Every day, each July, every two weeks, Tuesday nights, on Mondays."""
    suffix = f"T{part}" if (part := parts.get("PART", "PARTS")) else ""
    if weekday := parts.get("WEEKDAY", "WEEKDAYS"):
        return Expression("SET", f"XXXX-WXX-{weekday}{suffix}")
    if number := parts.get(*_MONTHS):
        return Expression("SET", f"XXXX-{int(number):02d}")
    if code := parts.get("SEASON", "SEASONS"):
        return Expression("SET", f"XXXX-{code}")
    if suffix:
        return Expression("SET", f"XXXX-XX-XX{suffix}")
    unit = _unit(parts)
    if unit is None:
        return None
    count = 2 if parts.has("OTHER") else (_quantity(parts) or 1)
    return Expression("SET", "XXXX-WXX-WE" if unit == "WE" else _duration(count, unit))


def frequency(parts: Parts) -> Built:
    """Daily, weekly."""
    return Expression("SET", parts.get("FREQUENCY") or "")


# what the parts say


def mod(parts: Parts) -> str | None:
    """Return the mod of the first word that gives one: early, the end of, about."""
    return next((_MODS[t.kind] for t in parts.tokens if t.kind in _MODS), None)


def _bound(parts: Parts) -> str | None:
    """Return the mod of "more than", "at least", "nearly"."""
    negated = parts.has("NO", "NOT")
    if parts.has("THAN"):
        if parts.has("MORE"):
            return "EQUAL_OR_LESS" if negated else "MORE_THAN"
        return "EQUAL_OR_MORE" if negated else "LESS_THAN"
    if parts.has("AT"):
        return "EQUAL_OR_MORE" if parts.has("LEAST") else "EQUAL_OR_LESS"
    if parts.has("UP"):
        return "EQUAL_OR_LESS"
    return next((_BOUNDS[t.kind] for t in parts.tokens if t.kind in _BOUNDS), None)


def _which(parts: Parts) -> Which | None:
    kinds = [t.kind for t in parts.tokens]
    if "THIS" in kinds and ("PAST" in kinds or "COMING" in kinds):
        return "last" if "PAST" in kinds else "next"
    return next((_WHICH[kind] for kind in kinds if kind in _WHICH), None)


def _unit(parts: Parts) -> Unit | None:
    units = parts.all(*_UNITS)
    if not units:
        return None
    return "TS" if units[-1].kind == "SECOND" else _UNIT_OF[units[-1].value]


def _quantity(parts: Parts) -> float | None:
    """Return the number: that of the word, the higher one of two, 1 for "a"; None for "a few" and for plain plurals."""
    if parts.has("FEW"):
        return None
    if parts.has("COUPLE"):
        return 2
    numbers = [float(t.value) for t in parts.tokens if t.kind in _NUMBERS]
    if numbers:
        return numbers[0]
    if parts.has("HALF"):
        return 1 if parts.has("AND") else 0.5
    return 1 if parts.has("A") or parts.has("UNIT", "HOUR", "QUARTER", "WEEKEND") else None


def _year(parts: Parts) -> int | None:
    if written := parts.get("YEAR"):
        return int(float(written))
    if short := parts.get("SHORTYEAR"):
        return int(short) + (2000 if int(short) < _CENTURY_TURN else 1900)
    return None


def _iso(year: int, month: int, number: int) -> str:
    return f"{year:04d}-{month:02d}-{number:02d}"
