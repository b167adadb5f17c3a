"""What must stand around words that are a time only sometimes: a year's number, a month that is a verb."""

import re
from typing import Final, NamedTuple

from annotations.extract.wordlists import word_groups

_WORD_BEFORE: Final = re.compile(r"([\w'’.]+)[\s(\"“'‘]*$")
_WORD_AFTER: Final = re.compile(r"[ \u00a0\n]?([\w'’-]+)")
_REACH: Final = 24
_MEASURED: Final = re.compile(
    r" ?-? ?(?:year|day|week|month|hour|minute|second|mile|metre|meter|kilomet(?:er|re)|foot|pound|dollar|euro|ton"
    r"|tonne|gallon|barrel|acre|hectare|km|kg|lb|sq)s?\b|[ \u00a0](?:people|men|women|children|troops|soldiers|feet"
    r"|percent|per cent|per\b|million|billion|thousand|hundred)"
)
_COUNTED: Final = re.compile(r"[ \u00a0](?:[a-z]+(?:s|ple|ren|men)\b|[-–]\d|a )")
_NOT_COUNTED: Final = re.compile(
    r"[ \u00a0](?:was|is|has|goes|as|its|his|this|us|perhaps|plus|unless|towards|always|across|besides|whereas|does"
    r"|elections|sales|earnings|results|profits|revenues|estimates|levels|figures|games|championships|olympics"
    r"|primaries|finals|talks|attacks|riots|protests|accords|proceeds|says)\b"
)
_CLOSED: Final = re.compile(r"\s*(?:[.,;:!?)\]\"”'’—–]|--|$|\n)")
_AGAIN: Final = re.compile(r",? and (?:again|then)\b")
_COUNT: Final = re.compile(
    r"\s(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|dozen|few|several|couple|half|election|season|cycle)\b)"
)
_AGE: Final = re.compile(r" ?[-–]? ?(?:old|olds|of age|younger|older|his senior|her senior)\b")
_FRACTION: Final = re.compile(
    r"three[-‑]quarters|quarters of (?:the|its|his|her|their|our|my|all|an?|those|these)\b", re.I
)
_GOES_ON: Final = frozenset(
    {"and", "but", "or", "in", "at", "on", "for", "with", "by", "as", "to", "from", "long", "because"}
)
_QUOTE_MARKS: Final = ('"', "“", "'", "‘")


class Place(NamedTuple):
    """Where words stand that may be a time."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words themselves."""
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """The word before them in lower case, or ""."""
        found = _WORD_BEFORE.search(self.text[max(0, self.start - _REACH) : self.start])
        return found[1].lower() if found else ""

    @property
    def after(self) -> str:
        """The word behind them, or ""."""
        found = _WORD_AFTER.match(self.text, self.end)
        return found[1] if found else ""

    def follows(self, group: str) -> bool:
        """Tell whether the word before is one of a group of `dates_context.txt`."""
        return self.before in word_groups("dates_context")[group]

    def precedes(self, group: str) -> bool:
        """Tell whether the word behind is one of a group of `dates_context.txt`."""
        return self.after in word_groups("dates_context")[group]


def anywhere(_: Place) -> bool:
    """Set no condition."""
    return True


def word(place: Place) -> bool:
    """Tell a word from a piece of a name: USA Today, Now magazine."""
    text, start = place.text, place.start
    return not (text[start].isupper() and start > 1 and text[start - 2].isalnum() and text[start - 1] == " ")


def now(place: Place) -> bool:
    """Tell the time from the "Now" that goes on with a tale."""
    return place.words != "Now" and word(place) and not _AGAIN.match(place.text, place.end)


def title(place: Place) -> bool:
    """Tell "this week" from the programme "This Week"."""
    words = place.words.split()
    quoted = place.text[place.start - 1 : place.start] in _QUOTE_MARKS
    return not (quoted and len(words) > 1 and all(w[0].isupper() for w in words))


def weekday(place: Place) -> bool:
    """Tell a day of the week from a paper and from a day with a name: Sunday Times, Black Friday."""
    return not place.precedes("weekday_name") and not place.follows("named_weekday")


def month(place: Place) -> bool:
    """Tell a month from a person: August Wilson, April said."""
    if place.precedes("says"):
        return False
    return not place.after[:1].isupper() or place.text[place.end : place.end + 1] != " " or after_preposition(place)


def after_preposition(place: Place) -> bool:
    """Tell a month from a word of another meaning: in May, since March."""
    return place.follows("preposition") and not place.after[:1].isupper()


def year(place: Place) -> bool:
    """Tell a year from another number of four digits: it stands after a preposition, or counts nothing."""
    text, start, end = place
    digits = text[start:end][-4:]
    if not digits.isdecimal():
        return True
    number = int(digits)
    if _MEASURED.match(text, end):
        return False
    round_or_far = number % 50 == 0 or not 1950 <= number <= 2035
    if round_or_far and _COUNTED.match(text, end) and not _NOT_COUNTED.match(text, end):
        return False
    bracketed = text[start - 1 : start] == "(" and text[end : end + 1] in (",", ")", "–", "-")
    return place.follows("before_year") or bracketed or (1900 <= number <= 2050 and not place.follows("no_year"))


def closed(place: Place) -> bool:
    """Tell "the year before." from "the day before the vote": nothing hangs on the words."""
    return _CLOSED.match(place.text, place.end) is not None


def duration(place: Place) -> bool:
    """Tell a length of time from an age, and from three quarters of something."""
    if place.words.endswith("quarters") and _FRACTION.search(place.words + place.text[place.end : place.end + 12]):
        return False
    return _AGE.match(place.text, place.end) is None


def one_day(place: Place) -> bool:
    """Tell a day to come from a length of time: may one day return."""
    return place.words.lower() == "one day" and place.follows("modal") and not closed(place)


def in_part(place: Place) -> bool:
    """Tell a part of the day that is spoken of: in the morning."""
    return place.before in ("in", "during", "throughout") and place.after != "of"


def at_time(place: Place) -> bool:
    """Tell a clock time from a part that grew: at a quarter to five."""
    return place.follows("at_time") or place.words[:4].lower() == "half"


def a_unit(place: Place) -> bool:
    """Tell a length of time, "in a year", from a rate, "$2 million a year", and from a quarter of something."""
    if not duration(place):
        return False
    words = place.words.lower()
    if words.endswith("quarter"):
        return place.text[place.end : place.end + 4] != " of " and place.follows("before_quarter")
    return not words.startswith(("a ", "an ")) or place.follows("before_unit")


def units(place: Place) -> bool:
    """Tell a length of time from a plural: for years, in weeks."""
    return place.follows("before_units") and duration(place)


def over_the_units(place: Place) -> bool:
    """Tell a length of time from years that are told apart: over the years."""
    return place.follows("before_the_units")


def again_and_again(place: Place) -> bool:
    """Tell how often: on weekends, in the mornings."""
    return place.follows("before_sets")


def all_of(place: Place) -> bool:
    """Tell "all week" from "all day trips" and "of all year groups"."""
    return place.before != "of" and (closed(place) or place.after in _GOES_ON)


def to_date(place: Place) -> bool:
    """Tell "until now" from what is up to date."""
    return place.before not in ("up", "equal") and not place.after[:1].isdigit()


def ended(place: Place) -> bool:
    """Tell a length of time from a year: the year ended December 31."""
    return place.after in ("ended", "ending", "to")


def the_unit(place: Place) -> bool:
    """Tell a time that is spoken of from a thing: in the quarter, for the year."""
    words = place.words
    if place.text[place.end : place.end + 1] == "-":
        return False
    named = words.rpartition(" ")[2][:1].isupper() and not words.isupper()
    if named or (place.before == "of" and words.lower() in ("the day", "the week")):
        return False
    return place.follows("before_the_unit") or (words.endswith("quarter") and place.after != "of")


def weekend(place: Place) -> bool:
    """Tell a weekend that is pointed to from "a weekend of talks"."""
    return " " in place.words or place.before in ("this", "next", "last", "over", "during")


def season(place: Place) -> bool:
    """Tell a season from a fall in prices."""
    return place.after not in ("of", "in") and place.follows("preposition")


def clock(place: Place) -> bool:
    """Tell noon from High Noon."""
    return place.before != "high"


def frequency(place: Place) -> bool:
    """Tell how often from a paper: the daily Granma."""
    return not place.after[:1].isupper() and word(place)


def at_present(place: Place) -> bool:
    """Tell now from the moment that something is done."""
    return not place.words.endswith("moment") or closed(place)


def the_past(place: Place) -> bool:
    """Tell the time from the past of something, and from the past six matches."""
    return closed(place) or (place.before == "in" and not _COUNT.match(place.text, place.end))


def the_future(place: Place) -> bool:
    """Tell the time from the future of something."""
    return place.after != "of" and (
        place.words.lower() != "the future" or place.follows("before_future") or closed(place)
    )
