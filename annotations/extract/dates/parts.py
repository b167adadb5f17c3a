"""The tokens that a rule matched, and what they say together: which unit, how many, how early, in which direction."""

from collections.abc import Sequence
from typing import Final

from annotations.extract.dates.expressions import Unit, Which
from annotations.extract.dates.scan import Token

MONTHS: Final = ("MONTH", "MONTHISH")
DAYS: Final = ("N1", "N2", "ORD", "ORDINAL", "SECOND")
_NUMBERS: Final = ("N1", "N2", "NX", "NW", "SCALE", "YEAR")
_UNITS: Final = ("UNIT", "UNITS", "QUARTER", "QUARTERS", "HOUR", "HOURS", "WEEKEND", "WEEKENDS", "SECOND")
_UNIT_OF: Final[dict[str, Unit]] = {
    "D": "D", "W": "W", "2W": "2W", "M": "M", "Q": "Q", "H": "H", "Y": "Y", "E": "E", "C": "C", "L": "L", "WE": "WE",
    "TH": "TH", "TM": "TM", "TS": "TS", "2": "TS",
}  # fmt: skip
_WHICH: Final[dict[str, Which]] = {
    "LAST": "last", "PAST": "last", "PREVIOUS": "previous", "NEXT": "next", "COMING": "next", "FOLLOWING": "following",
    "THIS": "this", "CURRENT": "this", "THAT": "same", "SAME": "same",
}  # fmt: skip
_MODS: Final = {
    "EARLY": "START", "EARLIER": "START", "BEGIN": "START", "LATE": "END", "LATER": "END", "ENDOF": "END",
    "MID": "MID", "MIDDLE": "MID", "ABOUT": "APPROX",
}  # fmt: skip
_BOUNDS: Final = {
    "ABOUT": "APPROX", "ALMOST": "APPROX", "OVER": "MORE_THAN", "UNDER": "LESS_THAN", "WITHIN": "EQUAL_OR_LESS",
}  # fmt: skip
_CENTURY_TURN: Final = 40  # '39 is 2039, '40 is 1940


class Parts:
    """The tokens that a rule matched."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.values = {token.kind: token.value for token in reversed(tokens)}

    def has(self, *kinds: str) -> bool:
        """Tell whether a token of any of `kinds` is there."""
        return not self.values.keys().isdisjoint(kinds)

    def get(self, *kinds: str) -> str | None:
        """Return the value of the first token of any of `kinds`."""
        if len(kinds) == 1:
            return self.values.get(kinds[0])
        return next((token.value for token in self.tokens if token.kind in kinds), None)

    def number(self, *kinds: str) -> int:
        """Return the value of the first token of any of `kinds` as a whole number, 0 where there is none."""
        return int(self.get(*kinds) or 0)

    def without(self, kind: str) -> "Parts":
        """Return the other tokens."""
        return Parts([token for token in self.tokens if token.kind != kind])

    @property
    def mod(self) -> str | None:
        """The mod of the first word that gives one: early, the end of, about."""
        return next((_MODS[token.kind] for token in self.tokens if token.kind in _MODS), None)

    @property
    def bound(self) -> str | None:
        """The mod of "more than", "at least", "nearly", "a couple of", "or so"."""
        negated = self.has("NO", "NOT")
        if self.has("THAN"):
            if self.has("MORE"):
                return "EQUAL_OR_LESS" if negated else "MORE_THAN"
            return "EQUAL_OR_MORE" if negated else "LESS_THAN"
        if self.has("AT"):
            return "EQUAL_OR_MORE" if self.has("LEAST") else "EQUAL_OR_LESS"
        if self.has("UP"):
            return "EQUAL_OR_LESS"
        said = next((_BOUNDS[token.kind] for token in self.tokens if token.kind in _BOUNDS), None)
        return said or ("APPROX" if self.has("SO", "COUPLE") else None)

    @property
    def which(self) -> Which | None:
        """The direction: last, next, this, the previous, the following, that."""
        if self.has("THIS") and self.has("PAST", "COMING"):
            return "last" if self.has("PAST") else "next"
        return next((_WHICH[token.kind] for token in self.tokens if token.kind in _WHICH), None)

    @property
    def unit(self) -> Unit | None:
        """The unit, the last one if there are several."""
        return next((_UNIT_OF[token.value] for token in reversed(self.tokens) if token.kind in _UNITS), None)

    @property
    def quantity(self) -> float | None:
        """How many: the lower of two numbers, 1 for "a"; None for "a few" and for a plural without a number."""
        if self.has("FEW", "SEVERAL"):
            return None
        if self.has("COUPLE"):
            return 2
        numbers = [float(token.value) for token in self.tokens if token.kind in _NUMBERS]
        if numbers:
            return numbers[0]
        return 1 if self.has("A", "ANOTHER", "HALF", "UNIT", "HOUR", "QUARTER", "WEEKEND", "SECOND") else None

    @property
    def year(self) -> int | None:
        """The year in numbers, or in two of them behind an apostrophe."""
        if written := self.get("YEAR"):
            return int(float(written))
        return full_year(int(short)) if (short := self.get("SHORTYEAR")) else None


def full_year(year: int) -> int:
    """Return the year that two digits mean."""
    return year + (2000 if year < _CENTURY_TURN else 1900) if year < 100 else year
