"""How exactly a number is meant, and whether it is a change: the words before it and behind it."""

import re
from functools import cache
from typing import Final, Literal

from annotations.extract.wordlists import word_groups
from annotations.model import Modifier

Change = Literal["up", "down"]

_BOUNDS: Final[tuple[Modifier, ...]] = (">=", "<=", ">", "<", "~")
_SIGNS: Final[dict[str, Modifier]] = {"~": "~", "≈": "~", "<": "<", ">": ">", "≤": "<=", "≥": ">="}
_AFTER: Final = re.compile(
    r" or (?:(more|above|over|higher|older|greater)|(less|fewer|below|under|younger)|(so))\b|[+](?!\d)|[- ]plus\b"
)
_ADDS_UP: Final = re.compile(r"\b(?:add|adds|added|live|lived|lives|led|leads|sums) up to $")
_REACH: Final = 36


def modifier_of(text: str, start: int, end: int) -> Modifier:
    """Return how the number at `text[start:end]` (currency and unit included) is bounded: = where nothing is said."""
    before = text[max(0, start - _REACH) : start]
    found = _bounds().search(before)
    if found and not _ADDS_UP.search(before):
        return _BOUNDS[(found.lastindex or 1) - 1]
    sign = before.rstrip()[-1:]
    if sign in _SIGNS:
        return _SIGNS[sign]
    after = _AFTER.match(text, end)
    if after is None:
        return "="
    return "<=" if after[2] else "~" if after[3] else ">="


def change_of(text: str, start: int) -> Change | None:
    """Return whether the number at `start` is said to be a change: "rose by 5 percent", "down 3 points"."""
    found = _changes().search(text[max(0, start - _REACH) : start])
    return None if found is None else "up" if found[1] else "down"


@cache
def _bounds() -> re.Pattern[str]:
    groups = "|".join(f"({_either(bound)})" for bound in _BOUNDS)
    return re.compile(rf"\b(?:{groups}) ?(?:an? |the |just |about |some |only )?$", re.IGNORECASE)


@cache
def _changes() -> re.Pattern[str]:
    bounds = "|".join(_either(bound) for bound in _BOUNDS)
    return re.compile(
        rf"\b(?:({_either('up')})|({_either('down')}))(?: by)?(?: an?)?(?: (?:{bounds}))? $", re.IGNORECASE
    )


def _either(group: str) -> str:
    phrases = sorted(word_groups("figures_modifiers")[group], key=len, reverse=True)
    return "|".join(re.escape(phrase) for phrase in phrases)
