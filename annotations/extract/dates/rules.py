"""The rules: which words in which order are an expression of time, most specific first.

Structured as HeidelTime is (Strötgen and Gertz 2013): word lists, their values, rules that combine them.
"""

from functools import cache
from typing import Final

from annotations.extract.dates import context, days, lengths, periods
from annotations.extract.dates.expressions import Expression, Portion, Shift
from annotations.extract.dates.lengths import always
from annotations.extract.dates.notation import Grammar, Rule

MACROS: Final = {
    "DAY": "N1|N2|ORD",
    "NUM": "N1|N2|NX|NW|A? SCALE",
    "ANYMONTH": "MONTH|MONTHISH",
    "UNIT1": "UNIT|QUARTER|HOUR|WEEKEND",
    "UNITN": "UNITS|QUARTERS|HOURS|WEEKENDS",
    "UNITX": "UNITN|UNIT1|SECOND",
    "ANYORD": "ORDINAL|SECOND|ORD",
    "TIMEOFDAY": "CLOCK (LOCAL TIME|ZONE)?|N1? NOON",
    "PHASE": "THE? (BEGIN|MIDDLE|ENDOF) OF|(EARLY|LATE|MID) HYPHEN?|EARLIER|LATER",
    "ROUGHLY": "(ON OR)? ABOUT",
    "NEARBY": "LAST|NEXT|THIS COMING|THIS PAST|THIS|PAST|COMING|THE? (PREVIOUS|FOLLOWING)|THAT",
    "CALENDARDAY": "ANYMONTH (THE? DAY|ORDINAL)|DAY OF? ANYMONTH|THE (DAY|ORDINAL) OF? ANYMONTH",
    "WITHYEAR": "(COMMA|OF)? (YEAR|SHORTYEAR)",
    "DAYOFYEAR": "(NEARBY)? (WEEKDAY COMMA?)? (CALENDARDAY) (WITHYEAR)?",
    "NAMEDDAY": "(PHASE)? (NEARBY)? WEEKDAY|(PHASE)? DAYREF|ISO|SLASHED",
    "ANYDAY": "DAYOFYEAR|NAMEDDAY",
    "BOUND": "ABOUT|ALMOST|OVER|UNDER|(NO|NOT)? (MORE|LESS) THAN|AT (LEAST|MOST)|UP TO|WITHIN",
    "QUANTITY": "(NUM) ((TO|OR|HYPHEN|AND) (NUM))?|(THE|A)? COUPLE OF?|(A? FEW|SEVERAL) SCALE?",
    "NAMEDUNIT": "FISCAL? (UNIT|QUARTER)",
    "JOIN": "HYPHEN|TO|AND|OR|COMMA AND",
    "BACKTHEN": "(AGO|EARLIER)",
}

RULES: Final = (
    # days and clock times
    Rule(
        "clock times",
        "(CLOCK|N1) (HYPHEN|TO|AND|OR) CLOCK (LOCAL TIME|ZONE)? (COMMA? ON? (ANYDAY))?",
        days.clocks,
        0.93,
    ),
    Rule("parts of an hour", "HALF PAST (N1|NW)|A? QUARTER (PAST|TO) (N1|NW)", days.part_of_hour, 0.9, context.at_time),
    Rule("clock time and day", "(ROUGHLY)? (TIMEOFDAY) COMMA? ON? (ANYDAY|FEAST)", days.day, 0.98),
    Rule("day and clock time", "(ANYDAY|FEAST) COMMA? AT? (ROUGHLY)? (TIMEOFDAY)", days.day, 0.98),
    Rule("clock time and part of the day", "(ROUGHLY)? (CLOCK|N1) (IN THE PART|THIS PART)", days.clock_and_part),
    Rule("day and part of it", "(ANYDAY|FEAST) (EARLY|LATE|MID)? HYPHEN? PART", days.day, 0.98),
    Rule("part of a day", "(THE? (EARLY|LATE|MID) HYPHEN?|THE)? PART (ON|OF)? (ANYDAY)", days.day),
    Rule(
        "days of a month, month first",
        "(WEEKDAY COMMA?)? ANYMONTH (N1|N2|ORD) (COMMA DAY)* (JOIN) (N1|N2|ORD) (WITHYEAR)?",
        days.days,
    ),
    Rule("days of a month, month last", "DAY (COMMA DAY)* (JOIN) DAY OF? ANYMONTH (WITHYEAR)?", days.days),
    Rule(
        "days of two months",
        "(WEEKDAY COMMA?)? (CALENDARDAY) (JOIN) (WEEKDAY COMMA?)? (CALENDARDAY) (WITHYEAR)",
        days.two_days,
    ),
    Rule("weekday of a month", "THE? (ANYORD|LAST) WEEKDAY (OF|IN) ANYMONTH (WITHYEAR)?", days.weekday_of_month),
    Rule("day of a month", "THE? (ANYORD|LAST) UNIT OF ANYMONTH (WITHYEAR)?", days.day_of_month, 0.9),
    Rule("day of a month pointed to", "THE (ANYORD) UNIT? OF (THIS|NEXT|LAST) UNIT", days.day_of_month_pointed_to),
    Rule("day before or after", "THE? UNIT (BEFORE|AFTER) (ANYDAY)", days.day_beside),
    Rule("week of a day", "THE UNIT OF (ANYDAY)", days.week_of),
    Rule("calendar date", "(PHASE|ROUGHLY)? (DAYOFYEAR|ISO|SLASHED)", days.day, 0.99),
    Rule("every weekday", "EACH OTHER? (WEEKDAY|ANYMONTH) PART?|WEEKDAY PARTS|WEEKDAYS", lengths.repeated),
    Rule("weekends", "WEEKENDS|PARTS", lengths.repeated, 0.85, context.again_and_again),
    Rule("weekday and ordinal", "WEEKDAY COMMA? THE ORD", days.day, 0.9),
    Rule("weekday of a week", "WEEKDAY (OF|COMMA)? (LAST|NEXT|THIS) UNIT", days.weekday_of_week, 0.9),
    Rule("weekday", "(PHASE)? (NEARBY)? WEEKDAY", days.day, 0.97, context.weekday),
    Rule("today", "(PHASE)? DAYREF|TONIGHT", days.day, 0.97, context.word),
    Rule("week of a holiday", "FEAST (UNIT|WEEKEND) (WITHYEAR)?", days.week_of, 0.9),
    Rule("holiday", "(NEARBY)? FEAST (WITHYEAR)?", days.feast, 0.9),
    Rule("part of the day", "(PHASE)? (THIS|LAST|THAT|THE (NEXT|PREVIOUS|FOLLOWING|SAME)) PART", days.part_pointed_to),
    Rule("phase of a part of the day", "MID HYPHEN? PART|(EARLY|EARLIER|LATE|LATER) IN THE PART", days.time, 0.9),
    Rule("in a part of the day", "THE PART", days.part_pointed_to, 0.8, context.in_part),
    Rule("weekend", "(PHASE)? (NEARBY|THE)? WEEKEND", days.weekend, 0.9, context.weekend),
    Rule("overnight", "OVERNIGHT", always(Expression("TIME", Shift("D", -1), None, "TNI")), 0.8),
    Rule("clock time", "(ROUGHLY)? (TIMEOFDAY)", days.time, 0.95, context.clock),
    # months, quarters, seasons
    Rule(
        "months of a year",
        "(PHASE)? ANYMONTH (COMMA ANYMONTH)* (JOIN) (PHASE)? ANYMONTH (HYPHEN|COMMA|OF)? (YEAR|SHORTYEAR)",
        periods.months,
    ),
    Rule("month and year", "(PHASE|ROUGHLY)? ANYMONTH (HYPHEN|COMMA|OF)? (YEAR|SHORTYEAR)", periods.month, 0.99),
    Rule("month of a year pointed to", "(PHASE)? ANYMONTH OF? (LAST|THIS|NEXT) UNIT", periods.part_of_year),
    Rule("month pointed to", "(PHASE)? (NEARBY) ANYMONTH", periods.month),
    Rule("part of a month", "(PHASE) ANYMONTH", periods.month),
    Rule("month", "MONTH", periods.month, 0.93, context.month),
    Rule("month after a preposition", "MONTHISH", periods.month, 0.9, context.after_preposition),
    Rule(
        "quarter of a year",
        "THE? (YEAR|(LAST|THIS|NEXT) UNIT POSS|UNIT HYPHEN? (BACKTHEN))? FISCAL? (ANYORD) (QUARTER|HALF)"
        " ((OF|COMMA|IN)? FISCAL? YEAR|OF (LAST|THIS|NEXT|THE) UNIT|OF? FISCAL YEAR)?",
        periods.portion,
        0.97,
    ),
    Rule(
        "quarter of a year as adjective", "FISCAL? HYPHEN? (ANYORD) HYPHEN (QUARTER|HALF) (OF? YEAR)?", periods.portion
    ),
    Rule(
        "quarter by number",
        "(QNUMBER|HNUMBER) ((OF|COMMA|HYPHEN)? FISCAL? YEAR)?|YEAR HYPHEN? (QNUMBER|HNUMBER)",
        periods.portion,
        0.95,
    ),
    Rule("last half", "THE (LAST|ENDOF|LATE) HALF OF (YEAR|THE? DECADE)", periods.half_of, 0.9),
    Rule("quarter a year ago", "THE QUARTER A UNIT (BACKTHEN)", periods.year_ago, 0.9),
    Rule(
        "year-ago period",
        "(THE COMPARABLE?|A|ITS)? UNIT HYPHEN (BACKTHEN) (PERIOD|QUARTER|(QUANTITY) (UNITN))?",
        periods.year_ago,
        0.9,
    ),
    Rule(
        "same period",
        "THE (COMPARABLE|SAME) (PERIOD|QUARTER|UNIT) (OF|IN)? (LAST UNIT|YEAR|A UNIT (BACKTHEN)|THE PREVIOUS UNIT)",
        periods.year_ago,
        0.9,
    ),
    Rule("period of a year", "THE YEAR (QUARTER|PERIOD|FISCAL? UNIT)", periods.period_of_year, 0.9),
    Rule("season and year", "(PHASE)? THE? SEASON (OF|COMMA)? (YEAR|SHORTYEAR)", periods.season, 0.97),
    Rule("season of a year pointed to", "(PHASE)? THE? SEASON OF? (LAST|THIS|NEXT) UNIT", periods.part_of_year),
    Rule("season pointed to", "(PHASE)? (NEARBY) SEASON", periods.season, 0.95),
    Rule(
        "season",
        "(PHASE)? THE (EARLY|LATE|MID)? SEASON|(EARLY|LATE|MID) HYPHEN? SEASON",
        periods.season,
        0.85,
        context.season,
    ),
    # from one time to another
    Rule("ago", "(BOUND)? ((QUANTITY) CONSECUTIVE* (UNITN)|A (UNIT1)) (OR SO)? AGO", periods.ago, 0.97),
    Rule("units ago", "(UNITN) AGO", periods.ago, 0.9),
    Rule("earlier or later", "(BOUND)? ((QUANTITY) (UNITN)|A (UNIT1)) (OR SO)? (EARLIER|LATER)", periods.ago, 0.93),
    Rule("units later", "(UNITN) (EARLIER|LATER)", lengths.lasting, 0.85),
    Rule("from now", "(BOUND)? ((QUANTITY) (UNITN)|A (UNIT1)) FROM (VAGUE|DAYREF)", periods.ago),
    Rule("the unit before", "THE UNIT (BEFORE|AFTER)|THE UNIT EARLIER", periods.unit_before, 0.85, context.closed),
    Rule(
        "the last so many",
        "((ABOUT|ALMOST|AT LEAST|AT MOST)? (THE|THESE)? (LAST|PAST|NEXT|COMING|FOLLOWING|PREVIOUS|LATEST|ANYORD)|THE)"
        " (QUANTITY) (MORE|CONSECUTIVE)* (UNITN) (OR SO)?",
        lengths.lasting,
    ),
    Rule("this past unit", "THIS (PAST|COMING) UNIT", periods.pointed),
    Rule("the past unit", "THE? PAST (UNIT1)|THE LAST UNIT", lengths.lasting, 0.85),
    Rule(
        "period pointed to",
        "(PHASE)? THE? (LAST|NEXT|THIS|CURRENT|PREVIOUS|FOLLOWING|COMING|THAT? SAME|THAT|LATEST) (NAMEDUNIT) (OR SO)?",
        periods.pointed,
        0.95,
        context.title,
    ),
    Rule(
        "in the period",
        "(EARLIER|LATER|EARLY|LATE) IN (THE|THIS|THAT) (NAMEDUNIT)|THE? (BEGIN|MIDDLE|ENDOF) OF THE (NAMEDUNIT)",
        periods.pointed,
        0.93,
    ),
    Rule("the year by number", "(PHASE)? THE UNIT (YEAR|NW)", periods.year, 0.97),
    Rule("the year ended", "THE FISCAL? UNIT", lengths.lasting, 0.85, context.ended),
    Rule("the unit", "THE ENTIRE? (UNIT|QUARTER)", periods.pointed, 0.8, context.the_unit),
    Rule("year-end", "UNIT (HYPHEN|POSS)? ENDOF", periods.year_end, 0.9),
    Rule("latest period", "THE LATEST PERIOD", always(Expression("DATE", Portion("Q", None))), 0.9),
    # years, decades, centuries
    Rule("fiscal year", "(PHASE)? FISCAL UNIT? YEAR|THE YEAR? FISCAL UNIT YEAR?", periods.fiscal_year),
    Rule("decade", "(PHASE|THE (EARLY|LATE|MID) HYPHEN?)? THE? DECADE", periods.decade),
    Rule("century", "(PHASE|THE (EARLY|LATE|MID) HYPHEN?)? THE? (ANYORD) HYPHEN? UNIT", periods.century),
    Rule("so many units, four digits", "YEAR (UNITS|HOURS)", lengths.lasting, 0.9, context.duration),
    Rule("part of a year", "(PHASE) YEAR", periods.year, 0.93, context.year),
    Rule("year", "YEAR ERA?|(N1|N2|NX) ERA", periods.year, 0.9, context.year),
    Rule("short year", "SHORTYEAR", periods.year, 0.85, context.after_preposition),
    # what comes again and again
    Rule("so often", "(TWICE|(NUM) TIMES) (A|EACH) (UNIT1)", lengths.so_often, 0.93),
    Rule("every", "EACH (OTHER|(QUANTITY))? ((UNITX)|PART|SEASON)", lengths.repeated, 0.93),
    Rule("daily", "FREQUENCY", lengths.frequency, 0.85, context.frequency),
    # how long
    Rule("quarter of a century", "A? QUARTER (HYPHEN|OF A)? UNIT", lengths.quarter, 0.85, context.duration),
    Rule(
        "half units",
        "(BOUND)? (A? HALF (HYPHEN|A)? (UNIT1)|A (UNIT1) AND A HALF)",
        lengths.lasting,
        0.85,
        context.duration,
    ),
    Rule("one day", "NW UNIT", always(Expression("DATE", "FUTURE_REF")), 0.8, context.one_day),
    Rule(
        "so many units",
        "ANOTHER? (BOUND)? (QUANTITY) HYPHEN? (MORE|CONSECUTIVE)* (UNITX) (HYPHEN CONSECUTIVE|OR SO)?",
        lengths.lasting,
        0.93,
        context.duration,
    ),
    Rule(
        "a unit",
        "(BOUND)? (A (MORE|CONSECUTIVE)?|ANOTHER) (UNIT1) (OR SO|OR NW)?",
        lengths.lasting,
        0.88,
        context.a_unit,
    ),
    Rule("units long", "(UNITX) HYPHEN CONSECUTIVE", lengths.lasting, 0.85),
    # vague
    Rule(
        "recent times",
        "THE? RECENT (UNITN) ((AND|OR) (UNITN))?|THE? PAST (UNITN)",
        always(Expression("DATE", "PAST_REF")),
        0.9,
    ),
    Rule(
        "coming times",
        "THE? (COMING|NEXT|FUTURE) (UNITN)|THE (UNITN) AHEAD",
        always(Expression("DATE", "FUTURE_REF")),
        0.85,
    ),
    Rule("all of a unit", "ALL (UNIT|QUARTER|PART)", lengths.whole, 0.85, context.all_of),
    Rule("over the years", "THE (UNITN)", lengths.lasting, 0.8, context.over_the_units),
    Rule("units", "(UNITN) ((OR|AND) (UNITN))?", lengths.either, 0.75, context.units),
    Rule("these days", "THESE UNITS", always(Expression("DATE", "PRESENT_REF")), 0.85),
    Rule("to date", "TO DATEWORD", always(Expression("DATE", "PRESENT_REF")), 0.9, context.to_date),
    Rule("at present", "AT THE? PRESENT", always(Expression("DATE", "PRESENT_REF")), 0.9, context.at_present),
    Rule(
        "the future",
        "THE NEAR? FUTURE|THE (NEAR|SHORTNEAR) TERM",
        always(Expression("DATE", "FUTURE_REF")),
        0.85,
        context.the_future,
    ),
    Rule("the past", "THE RECENT? PAST", always(Expression("DATE", "PAST_REF")), 0.85, context.the_past),
    Rule("now", "RIGHT? VAGUE", lengths.vague, 0.8, context.now),
)


@cache
def grammar() -> Grammar:
    """Return the rules, made ready."""
    return Grammar(RULES, MACROS)
