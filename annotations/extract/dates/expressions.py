"""What an expression of time means before it is known when the text was written, and what other times it names."""

from typing import Final, Literal, NamedTuple

from annotations.model import TimexType

Unit = Literal["D", "W", "2W", "M", "Q", "H", "Y", "E", "C", "L", "WE", "TH", "TM", "TS"]
"""Day, week, fortnight, month, quarter, half-year, year, decade, century, millennium, weekend; hour, minute, second."""

Which = Literal["last", "this", "next", "previous", "following", "same"]
"""Counted from the day of publication: last, this, next; from the time last mentioned: previous, following, same."""


class Weekday(NamedTuple):
    """A day of the week, Monday 1 to Sunday 7; `which` is None where the tense has to tell."""

    day: int
    which: Which | None = None


class DayOfWeek(NamedTuple):
    """A weekday of the week that is `weeks` from the present one: Tuesday of last week."""

    day: int
    weeks: int


class Numeric(NamedTuple):
    """A date in numbers, read with the month first and with the day first."""

    month_first: str
    day_first: str


class Weekend(NamedTuple):
    """A weekend; `which` is None where the tense has to tell."""

    which: Which | None = None


class MonthDay(NamedTuple):
    """A month, or a day of it, without its year."""

    month: int
    day: int | None = None
    which: Which | None = None


class Shift(NamedTuple):
    """The period `steps` units from the one of the publication day, or from that of the time last mentioned.

    `alike`: where a quarter is spoken of, "a year ago" is the same quarter of another year.
    """

    unit: Unit
    steps: int
    mentioned: bool = False
    alike: bool = False


THAT_DAY: Final = Shift("D", 0, mentioned=True)
"""The day of a clock time that names none."""


class Season(NamedTuple):
    """Spring SP, summer SU, autumn FA, winter WI, in a year that is to be found."""

    code: str
    which: Which | None = None


class Portion(NamedTuple):
    """A quarter (Q) or half (H) of a year; `number` is None for the one that is spoken of."""

    unit: Literal["Q", "H"]
    number: int | None
    year: "int | Shift | None" = None
    which: Which | None = None


class Feast(NamedTuple):
    """A holiday: its rule as `dates_feasts.txt` has it."""

    rule: str
    year: int | None = None
    which: Which | None = None


class InYear(NamedTuple):
    """A part of a year that is pointed to: June last year; `part` is what stands behind the year."""

    year: Shift
    part: str


class Around(NamedTuple):
    """The period that holds a day: the week of March 6."""

    unit: Unit
    day: "When"


When = str | Weekday | DayOfWeek | Numeric | Weekend | MonthDay | Shift | Season | Portion | Feast | InYear | Around
"""A TIMEX3 value, or what is to be resolved to one."""


class Expression(NamedTuple):
    """What a rule made of some words. `clock` goes behind the day's value: T10:35, TMO."""

    type: TimexType
    when: When
    mod: str | None = None
    clock: str = ""
