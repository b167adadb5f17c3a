"""Expressions of months, seasons, quarters, years and longer, by name or pointed to; None where they name no time."""

from typing import Final, Literal

from annotations.extract.dates.expressions import (
    Expression,
    InYear,
    MonthDay,
    Portion,
    Season,
    Shift,
    Unit,
    When,
    Which,
)
from annotations.extract.dates.lengths import duration
from annotations.extract.dates.notation import Built, Piece
from annotations.extract.dates.parts import MONTHS, Parts, full_year

_BETWEEN: Final = ("HYPHEN", "TO", "AND", "OR", "COMMA")
_STEPS: Final[dict[Which | None, int]] = {"last": -1, "previous": -1, "next": 1, "following": 1}


def month(parts: Parts) -> Built:
    """Read a month: of a year that is named, pointed to, or to be found."""
    number, year = parts.number(*MONTHS), parts.year
    when: When = f"{year:04d}-{number:02d}" if year else MonthDay(number, None, parts.which)
    return Expression("DATE", when, parts.mod)


def months(parts: Parts) -> Built:
    """Read "May to October 2016", "late June and early July 1992": an expression for each, all with the year."""
    tokens, year = parts.tokens, parts.year
    places = [i for i, token in enumerate(tokens) if token.kind in MONTHS]
    if year is None:
        return None
    pieces = []
    begin = 0
    last = int(tokens[places[-1]].value)
    for i in places:
        number = int(tokens[i].value)
        end = len(tokens) if i == places[-1] else i + 1
        while tokens[begin].kind in _BETWEEN:
            begin += 1
        when = f"{year - (number > last):04d}-{number:02d}"
        pieces.append(Piece(begin, end, Expression("DATE", when, Parts(tokens[begin:end]).mod)))
        begin = end
    return pieces


def part_of_year(parts: Parts) -> Built:
    """Read "June last year", "January this year", "the spring of next year"."""
    if parts.unit != "Y":
        return None
    part = parts.get("SEASON") or f"{parts.number(*MONTHS):02d}"
    return Expression("DATE", InYear(_shift("Y", parts.which), part), parts.mod)


def season(parts: Parts) -> Built:
    """Read a season: of a year that is named, pointed to, or to be found."""
    code, year = parts.get("SEASON") or "", parts.year
    return Expression("DATE", f"{year:04d}-{code}" if year else Season(code, parts.which), parts.mod)


def portion(parts: Parts) -> Built:
    """Read a quarter or half: the third quarter of 1984, this year's first half, Q3; not half a match."""
    unit: Literal["Q", "H"] = "H" if parts.has("HALF", "HNUMBER") else "Q"
    number = parts.number("ORDINAL", "SECOND", "ORD", "QNUMBER", "HNUMBER")
    if not 1 <= number <= (2 if unit == "H" else 4):
        return None
    if unit == "H" and not parts.has("YEAR", "UNIT", "FISCAL", "HYPHEN", "HNUMBER"):
        return None
    year: int | Shift | None = parts.year
    if year is None and parts.has("AGO", "EARLIER"):
        year = Shift("Y", -1, mentioned=True)
    elif year is None and parts.has("UNIT"):
        year = _shift("Y", parts.which)
    return Expression("DATE", Portion(unit, number, year), None if parts.has("EARLIER") else parts.mod)


def half_of(parts: Parts) -> Built:
    """Read "the last half of 1989", "the latter half of the 1980s"."""
    if parts.year:
        return Expression("DATE", f"{parts.year:04d}-H2")
    return Expression("DATE", _decade(parts), "END")


def year(parts: Parts) -> Built:
    """Read a year by its number, in words too where "the year" stands before it."""
    number = parts.year
    if number is None and parts.has("ERA"):
        number = int(float(parts.get("N1", "N2", "NX") or 0))
    if number is None and (written := parts.get("NW")) and written.isdecimal() and 1000 <= int(written) <= 2999:
        number = int(written)
    if number is None:
        return None
    return Expression("DATE", f"BC{number:04d}" if parts.has("ERA") else f"{number:04d}", parts.mod)


def fiscal_year(parts: Parts) -> Built:
    """Read "fiscal 1989", "fiscal year 1989", "the fiscal year", "the 1990 financial year"."""
    if parts.unit not in ("Y", None):
        return None
    when: When = f"{parts.year:04d}" if parts.year else Shift("Y", 0)
    return Expression("DATE", when, parts.mod)


def year_end(parts: Parts) -> Built:
    """Read "year-end", "year's end"."""
    return Expression("DATE", InYear(Shift("Y", 0), "12-31")) if parts.unit == "Y" else None


def decade(parts: Parts) -> Built:
    """Read "the 1990s", "the '80s", "the nineties": TIMEX3 writes the first three digits."""
    return Expression("DATE", _decade(parts), parts.mod)


def _decade(parts: Parts) -> str:
    written = parts.get("DECADE") or ""
    return str(full_year(int(written)))[:3] if len(written) == 2 else written[:3]


def century(parts: Parts) -> Built:
    """Read "the 20th century": TIMEX3 writes 19."""
    number = parts.number("ORD", "ORDINAL", "SECOND")
    return Expression("DATE", f"{number - 1:02d}", parts.mod) if parts.unit == "C" and number > 0 else None


def period_of_year(parts: Parts) -> Built:
    """Read "the 1988 quarter", "the 1988 period", "the 1990 fiscal year"."""
    if parts.year is None or parts.unit not in ("Q", "Y", None):
        return None
    return Expression("DATE", Portion("Q", None, parts.year) if parts.has("QUARTER") else f"{parts.year:04d}")


def year_ago(parts: Parts) -> Built:
    """Read "the year-ago quarter", "year-earlier", "the same period last year"."""
    if parts.get("UNIT") not in ("Y", None):
        return None
    ago = Shift("Y", -1, mentioned=True, alike=True)
    when: When = Portion("Q", None, parts.year or ago) if parts.year or parts.has("QUARTER") else ago
    adjective = parts.tokens[0].kind in ("THE", "A", "ITS") and not parts.has("QUARTER", "PERIOD")
    return [Piece(int(adjective), len(parts.tokens), Expression("DATE", when))]


def pointed(parts: Parts) -> Built:
    """Read "last week", "this year", "the previous day", "that month", "early next year", "later in the day"."""
    unit, which = parts.unit, parts.which
    if unit is None:
        return None
    if which == "next" and parts.has("THE"):
        which = "following"
    if unit == "Q":
        pointing = parts.has("THIS", "CURRENT", "LAST", "NEXT", "LATEST")
        which = "last" if parts.has("LATEST") else which
        return Expression("DATE", Portion("Q", None, None, which if pointing else None), parts.mod)
    if parts.has("LATEST"):
        which = "last"
    elif which is None and unit != "D":
        which = "this"
    return Expression("DATE", _shift(unit, which), parts.mod)


def unit_before(parts: Parts) -> Built:
    """Read "the year before", "the day after"."""
    unit = parts.unit
    return Expression("DATE", Shift(unit, 1 if parts.has("AFTER") else -1, mentioned=True)) if unit else None


def ago(parts: Parts) -> Built:
    """Read "two years ago", "a week earlier", "three days later", "five years from now"."""
    unit, count = parts.unit, parts.quantity
    if unit is None:
        return None
    back = parts.has("AGO", "EARLIER")
    if count is None and parts.has("EARLIER", "LATER"):
        return Expression("DURATION", duration(None, unit))
    if count is None:
        return Expression("DATE", "PAST_REF" if back else "FUTURE_REF")
    if unit == "Y" and count != int(count):
        unit, count = "M", count * 12
    step = -int(count) if back else int(count)
    alike = unit == "Y" and abs(step) == 1
    return Expression("DATE", Shift(unit, step, parts.has("EARLIER", "LATER"), alike), parts.bound)


def _shift(unit: Unit, which: Which | None) -> Shift:
    return Shift(unit, _STEPS.get(which, 0), which not in ("last", "this", "next"))
