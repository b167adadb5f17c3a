"""What must stand, or not stand, around words that are a time only sometimes: a year's number, a month that is a verb."""

import re
from collections.abc import Callable
from typing import Final

_WORD_BEFORE: Final = re.compile(r"([\w'’.]+)[\s(\"“'‘]*$")
_WORD_AFTER: Final = re.compile(r"[ \u00a0\n]?([\w'’-]+)")
_REACH: Final = 24

_PREPOSITIONS: Final = frozenset(
    """in on since by until till from to through before after during of for between and around about late early mid
    last next this as about circa throughout past""".split()
)
_SPAN_PREPOSITIONS: Final = frozenset(
    """in for within after over about nearly almost than every of during last lasted lasts take took takes taken spend
    spent before around roughly approximately only just another once twice times wait waited and or to by under until
    till at""".split()
)
_COUNTED: Final = re.compile(
    r"[ \u00a0](?:[a-z]+(?:s|ple|ren|men)\b|percent|per cent|per\b|[-–]\d|million|billion|thousand|hundred)"
)
_YEAR_FOLLOWERS: Final = re.compile(
    r"[ \u00a0](?:(?:was|is|has|goes|as|its|his|this|us|perhaps|plus|unless|towards|always|across|besides|whereas"
    r"|elections|sales|earnings|results|profits|revenues|estimates|levels|figures|games|championships|olympics"
    r"|primaries|finals|talks|attacks|riots|protests|accords|proceeds)\b)"
)
_STRONG_YEAR: Final = frozenset(
    "in since by until till from through before during after of between late early mid around circa fiscal".split()
)
_CLOSED: Final = re.compile(r"\s*(?:[.,;:!?)\]\"”'’—–]|--|$|\n)")
_OLD: Final = re.compile(r"[ -–](?:old|olds|of age|younger|older|his senior|his junior)\b")


def word_before(text: str, start: int) -> str:
    """Return the word before `start` in lower case, or ""."""
    found = _WORD_BEFORE.search(text[max(0, start - _REACH) : start])
    return found[1].lower() if found else ""


def word_after(text: str, end: int) -> str:
    """Return the word after `end`, or ""."""
    found = _WORD_AFTER.match(text, end)
    return found[1] if found else ""


def after_preposition(text: str, start: int, _: int) -> bool:
    """A word that can be something else is a month after a preposition: in May, since March."""
    return word_before(text, start) in _PREPOSITIONS


def month(text: str, start: int, end: int) -> bool:
    """A month alone, unless it is part of a name: the August Wilson play."""
    return True


def year(text: str, start: int, end: int) -> bool:
    """Four digits are a year after a preposition, in brackets, or where nothing they count follows."""
    written = text[start:end]
    digits = written[-4:]
    if not digits.isdecimal():
        return True
    before = word_before(text, start)
    if text[start - 1 : start] == "(" and text[end : end + 1] in ",)–-":
        return 1000 <= int(digits) <= 2100
    if _COUNTED.match(text, end) and not _YEAR_FOLLOWERS.match(text, end):
        return False
    number = int(digits)
    if before in _STRONG_YEAR:
        return True
    return 1900 <= number <= 2050 and before not in (
        "no",
        "no.",
        "number",
        "flight",
        "room",
        "than",
        "nearly",
        "almost",
    )


def never(text: str, start: int, end: int) -> bool:
    """Not a time."""
    return False


def closed(text: str, start: int, end: int) -> bool:
    """Nothing hangs on the words: "the year before." but not "the day before the vote"."""
    return _CLOSED.match(text, end) is not None


def duration(text: str, start: int, end: int) -> bool:
    """A length of time, not an age."""
    return _OLD.match(text, end) is None


def a_unit(text: str, start: int, end: int) -> bool:
    """A length of time: "in a year", not a rate as in "$2 million a year"."""
    if text[start] not in "aA":
        return True
    return word_before(text, start) in _SPAN_PREPOSITIONS and duration(text, start, end)


def units(text: str, start: int, end: int) -> bool:
    """For years, in weeks."""
    return word_before(text, start) in (
        "for",
        "in",
        "within",
        "of",
        "after",
        "take",
        "takes",
        "took",
        "last",
        "lasted",
    ) and duration(text, start, end)


def the_unit(text: str, start: int, end: int) -> bool:
    """In the quarter, for the year: a unit that is spoken of."""
    return word_before(text, start) in (
        "in",
        "for",
        "during",
        "of",
        "over",
        "this",
        "through",
        "throughout",
        "into",
        "from",
        "on",
        "to",
        "at",
        "by",
    ) or text[start:end].endswith("quarter")


def season(text: str, start: int, end: int) -> bool:
    """A season, not a fall in prices."""
    after = word_after(text, end)
    return after not in ("of", "in") and (word_before(text, start) in _PREPOSITIONS)


def clock(text: str, start: int, end: int) -> bool:
    """A clock time, not a score or a ratio."""
    written = text[start:end]
    return written != "Noon" or start == 0


def the_past(text: str, start: int, end: int) -> bool:
    """The past as a time."""
    return word_before(text, start) == "in" or closed(text, start, end)


def the_future(text: str, start: int, end: int) -> bool:
    """The future as a time."""
    return (
        text[start:end].lower() != "the future"
        or word_before(text, start) in ("in", "for", "into")
        or closed(text, start, end)
    )


def vague(text: str, start: int, end: int) -> bool:
    """Now as a time."""
    return True


def anything(text: str, start: int, end: int) -> bool:
    """No condition."""
    return True


CHECKS: Final[dict[str, Callable[[str, int, int], bool]]] = {
    "": anything,
    "after_preposition": after_preposition,
    "month": month,
    "year": year,
    "never": never,
    "closed": closed,
    "duration": duration,
    "a_unit": a_unit,
    "units": units,
    "the_unit": the_unit,
    "season": season,
    "clock": clock,
    "the_past": the_past,
    "the_future": the_future,
    "vague": vague,
    "day_word": anything,
    "decade": anything,
    "frequency": anything,
    "long": anything,
}
