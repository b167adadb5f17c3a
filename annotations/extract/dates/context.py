"""What must stand around words that are a time only sometimes: a year's number, a month that is a verb."""

import re
from typing import Final

from annotations.extract.wordlists import word_groups

_WORD_BEFORE: Final = re.compile(r"([\w'’.]+)[\s(\"“'‘]*$")
_WORD_AFTER: Final = re.compile(r"[ \u00a0\n]?([\w'’-]+)")
_REACH: Final = 24

_MEASURED: Final = re.compile(
    r" ?-? ?(?:year|day|week|month|hour|minute|second|mile|metre|meter|kilomet(?:er|re)|foot|pound|dollar|euro|ton|tonne"
    r"|gallon|barrel|acre|hectare|km|kg|lb|sq)s?\b|[ \u00a0](?:people|men|women|children|troops|soldiers|feet|percent"
    r"|per cent|per\b|million|billion|thousand|hundred)"
)
_COUNTED: Final = re.compile(r"[ \u00a0](?:[a-z]+(?:s|ple|ren|men)\b|[-–]\d|a )")
_NOT_COUNTED: Final = re.compile(
    r"[ \u00a0](?:was|is|has|goes|as|its|his|this|us|perhaps|plus|unless|towards|always|across|besides|whereas|does"
    r"|elections|sales|earnings|results|profits|revenues|estimates|levels|figures|games|championships|olympics"
    r"|primaries|finals|talks|attacks|riots|protests|accords|proceeds|says)\b"
)
_CLOSED: Final = re.compile(r"\s*(?:[.,;:!?)\]\"”'’—–]|--|$|\n)")
_AGE: Final = re.compile(r" ?[-–]? ?(?:old|olds|of age|younger|older|his senior|her senior)\b")


def now(text: str, start: int, end: int) -> bool:
    """Now as a time, not "Now, ..." which goes on with a tale."""
    return text[start:end] != "Now" and word(text, start, end)


def word(text: str, start: int, end: int) -> bool:
    """A word, not a name: USA Today, Now magazine."""
    return not (text[start].isupper() and start > 1 and text[start - 2].isalnum() and text[start - 1] == " ")


def title(text: str, start: int, end: int) -> bool:
    """Not the name of a programme: "This Week"."""
    words = text[start:end].split()
    return not (
        text[start - 1 : start] in ('"', "“", "'", "‘") and all(w[0].isupper() for w in words) and len(words) > 1
    )


def weekday(text: str, start: int, end: int) -> bool:
    """A day of the week, not a paper or a day with a name: Sunday Times, Black Friday."""
    return _word_after(text, end) not in _words("weekday_name") and _word_before(text, start) not in _words(
        "named_weekday"
    )


def month(text: str, start: int, end: int) -> bool:
    """A month, not a person: August Wilson, April said."""
    after = _word_after(text, end)
    if after in _words("says"):
        return False
    return not after[:1].isupper() or text[end : end + 1] != " " or after_preposition(text, start, end)


def after_preposition(text: str, start: int, end: int) -> bool:
    """A word that can be something else is a month after a preposition: in May, since March."""
    return _word_before(text, start) in _words("preposition") and not _word_after(text, end)[:1].isupper()


def year(text: str, start: int, end: int) -> bool:
    """Four digits are a year after a preposition, in brackets, or where nothing they count follows."""
    digits = text[start:end][-4:]
    if not digits.isdecimal():
        return True
    number = int(digits)
    if _MEASURED.match(text, end):
        return False
    if (
        (number % 50 == 0 or not 1950 <= number <= 2035)
        and _COUNTED.match(text, end)
        and not _NOT_COUNTED.match(text, end)
    ):
        return False
    before = _word_before(text, start)
    if before in _words("before_year") or (
        text[start - 1 : start] == "(" and text[end : end + 1] in (",", ")", "–", "-")
    ):
        return True
    return 1900 <= number <= 2050 and before not in _words("no_year")


def closed(text: str, start: int, end: int) -> bool:
    """Nothing hangs on the words: "the year before." but not "the day before the vote"."""
    return _CLOSED.match(text, end) is not None


def duration(text: str, start: int, end: int) -> bool:
    """A length of time, not an age."""
    return _AGE.match(text, end) is None


def a_unit(text: str, start: int, end: int) -> bool:
    """A length of time: "in a year"; not a rate, as in "$2 million a year", and not a quarter of something."""
    if not duration(text, start, end):
        return False
    if text[start:end].endswith("quarter"):
        return text[end : end + 4] != " of " and _word_before(text, start) in _words("before_quarter")
    return (
        text[start] not in "aA"
        or text[start : start + 2] not in ("a ", "an", "A ", "An")
        or (_word_before(text, start) in _words("before_unit"))
    )


def units(text: str, start: int, end: int) -> bool:
    """For years, in weeks."""
    return _word_before(text, start) in _words("before_units") and duration(text, start, end)


def ended(text: str, start: int, end: int) -> bool:
    """The year ended December 31."""
    return _word_after(text, end) in ("ended", "ending", "to")


def the_unit(text: str, start: int, end: int) -> bool:
    """In the quarter, for the year: a unit that is spoken of."""
    return _word_before(text, start) in _words("before_the_unit") or text[start:end].endswith("quarter")


def weekend(text: str, start: int, end: int) -> bool:
    """A weekend that is pointed to, not "a weekend of talks"."""
    return " " in text[start:end] or _word_before(text, start) in ("this", "next", "last", "over", "during")


def season(text: str, start: int, end: int) -> bool:
    """A season, not a fall in prices."""
    return _word_after(text, end) not in ("of", "in") and _word_before(text, start) in _words("preposition")


def clock(text: str, start: int, end: int) -> bool:
    """A clock time or noon, not High Noon."""
    return _word_before(text, start) != "high"


def frequency(text: str, start: int, end: int) -> bool:
    """Daily as how often, not a paper: the daily Granma."""
    return not _word_after(text, end)[:1].isupper() and word(text, start, end)


def the_past(text: str, start: int, end: int) -> bool:
    """The past as a time."""
    return _word_before(text, start) == "in" or closed(text, start, end)


def the_future(text: str, start: int, end: int) -> bool:
    """The future as a time, not the future of something."""
    return _word_after(text, end) != "of" and (text[start:end].lower() != "the future" or the_past(text, start, end))


def _words(group: str) -> frozenset[str]:
    return word_groups("dates_context")[group]


def _word_before(text: str, start: int) -> str:
    """Return the word before `start` in lower case, or ""."""
    found = _WORD_BEFORE.search(text[max(0, start - _REACH) : start])
    return found[1].lower() if found else ""


def _word_after(text: str, end: int) -> str:
    """Return the word after `end`, or ""."""
    found = _WORD_AFTER.match(text, end)
    return found[1] if found else ""
