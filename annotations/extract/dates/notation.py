"""Rules as patterns over kinds of tokens: "MONTH DAY COMMA? YEAR" instead of one over characters.

Each kind stands for one character, a run of tokens for a string of them, and a pattern becomes a regular expression
over such strings. Names of groups of kinds (DAY, NUM) and of parts of patterns are put in where they are used.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from annotations.extract.dates.context import Place, anywhere
from annotations.extract.dates.expressions import Expression
from annotations.extract.dates.parts import Parts
from annotations.extract.dates.scan import Token

_NAME: Final = re.compile(r"[A-Z][A-Z0-9]*")


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
    """Rules in their order: the first that fits at a place holds, and the leftmost place is taken first."""

    def __init__(self, rules: Sequence[Rule], macros: Mapping[str, str]) -> None:
        self._characters: dict[str, str] = {}
        self._macros = macros
        self._rules = {f"r{i}": rule for i, rule in enumerate(rules)}
        pattern = "|".join(f"(?P<{key}>{self._translated(rule.pattern)})" for key, rule in self._rules.items())
        self._search = re.compile(pattern).search
        self.matches = lru_cache(maxsize=4096)(self._matches)

    def encoded(self, tokens: Sequence[Token]) -> str:
        """Return the tokens as the string over which the rules are matched."""
        known = self._characters
        return "".join(known.get(token.kind, "?") for token in tokens)

    def _matches(self, kinds: str) -> tuple[Match, ...]:
        found = []
        position = 0
        while position < len(kinds) and (match := self._search(kinds, position)):
            found.append(Match(self._rules[match.lastgroup or ""], match.start(), match.end()))
            position = max(match.end(), position + 1)
        return tuple(found)

    def _translated(self, pattern: str) -> str:
        def name(found: re.Match[str]) -> str:
            macro = self._macros.get(found[0])
            if macro is not None:
                return f"(?:{self._translated(macro)})"
            return self._characters.setdefault(found[0], chr(0x4E00 + len(self._characters)))

        return _NAME.sub(name, pattern).replace(" ", "")
