"""Rules as patterns over kinds of tokens: "MONTH DAY COMMA? YEAR" instead of one over characters.

Each kind stands for one character, a run of tokens for a string of them, and a pattern becomes a regular expression
over such strings. Names of groups of kinds (DAY, NUM) and of parts of patterns are put in where they are used.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from annotations.extract.dates.context import Place, anywhere
from annotations.extract.dates.expressions import Expression
from annotations.extract.dates.parts import Parts
from annotations.extract.dates.scan import Token

_NAME: Final = re.compile(r"[A-Z][A-Z0-9]*")
_PART: Final = re.compile(r"\(\?:|.")


class Piece(NamedTuple):
    """A part of a match that is an expression of its own: "12" and "18 September" in "12 to 18 September"."""

    first: int
    last: int
    expression: Expression


Built = Expression | list[Piece] | None
Build = Callable[[Parts], Built]
Check = Callable[[Place], bool]
"""Whether words can be a time where they stand."""


class Rule(NamedTuple):
    """A pattern over kinds, and what is made of the tokens it fits; `check` looks at the text around them."""

    name: str
    pattern: str
    build: Build
    certainty: float = 0.95
    check: Check = anywhere


class Match(NamedTuple):
    """A rule and the tokens it fits, as places in the run."""

    rule: Rule
    first: int
    last: int


class Grammar:
    """Rules in their order: the first that fits and may stand at a place holds, and the leftmost place is first."""

    def __init__(self, rules: Sequence[Rule], macros: Mapping[str, str]) -> None:
        self._characters: dict[str, str] = {}
        self._macros = macros
        self._opened_by: dict[str, list[tuple[Rule, re.Pattern[str]]]] = {}
        for rule in rules:
            pattern = self._translated(rule.pattern)
            compiled = re.compile(pattern)
            for opening in _openings(iter(_PART.findall(pattern)))[0]:
                self._opened_by.setdefault(opening, []).append((rule, compiled))
        self.fitting = lru_cache(maxsize=8192)(self._fitting)

    def encoded(self, tokens: Sequence[Token]) -> str:
        """Return the tokens as the string over which the rules are matched."""
        known = self._characters
        return "".join(known.get(token.kind, "?") for token in tokens)

    def _fitting(self, kinds: str, position: int) -> tuple[Match, ...]:
        """Return what fits at the first place from `position` on where anything does, the rules in their order."""
        for first in range(position, len(kinds)):
            opened = self._opened_by.get(kinds[first], ())
            if fits := [(rule, found.end()) for rule, pattern in opened if (found := pattern.match(kinds, first))]:
                return tuple(Match(rule, first, last) for rule, last in fits)
        return ()

    def _translated(self, pattern: str) -> str:
        def name(found: re.Match[str]) -> str:
            macro = self._macros.get(found[0])
            if macro is not None:
                return f"(?:{self._translated(macro)})"
            return self._characters.setdefault(found[0], chr(0x4E00 + len(self._characters)))

        return _NAME.sub(name, pattern).replace(" ", "")


def _openings(parts: Iterator[str]) -> tuple[set[str], bool]:
    """Return the characters with which a match of a pattern can begin, and whether it can be empty.

    The pattern is read up to its end, or to that of the group it is in; it holds groups, `|`, `?` and `*`.
    """
    openings: set[str] = set()
    empty, begins = False, True
    last: tuple[set[str], bool] = (set(), True)
    for part in chain(parts, ")"):
        if part in "?*":
            last = last[0], True
            continue
        if begins:
            openings |= last[0]
            begins = last[1]
        if part == ")":
            break
        if part == "|":
            empty, begins, last = empty or begins, True, (set(), True)
        else:
            last = _openings(parts) if part in ("(", "(?:") else ({part}, False)
    return openings, empty or begins
