"""How exactly a number is meant, and whether it is a change: the words before it and behind it."""

import re
from functools import cache
from typing import Final, Literal

from annotations.extract.wordlists import word_groups
from annotations.model import Modifier

Change = Literal["up", "down"]

_SIGNS: Final[dict[str, Modifier]] = {"~": "~", "≈": "~", "<": "<", ">": ">", "≤": "<=", "≥": ">="}
_AFTER: Final = re.compile(
    r" or (?:(more|above|over|higher|older|greater)|(less|fewer|below|under|younger)|(so))\b|[+](?!\d)|[- ]plus\b"
)
_FILLERS: Final = ("a", "an", "the", "just", "some", "only")
_ADDS_UP: Final = ("add", "adds", "added", "live", "lived", "lives", "led", "leads", "sums")
_REACH: Final = 36
_LONGEST: Final = 4  # words of a modifier


def modifier_of(text: str, start: int, end: int) -> Modifier:
    """Return how the number at `text[start:end]` (currency and unit included) is bounded: = where nothing is said."""
    words = _words_before(text, start)
    bound = _bound(words) or (_bound(words[:-1]) if words[-1:] and words[-1] in _FILLERS else None)
    if bound and not (words[-2:] == ["up", "to"] and len(words) > 2 and words[-3] in _ADDS_UP):
        return bound
    sign = text[max(0, start - 2) : start].strip()[-1:]
    if sign in _SIGNS:
        return _SIGNS[sign]
    if text[start - 1 : start] == "-" and text[max(0, start - 4) : start].lower() == "sub-":
        return "<"
    after = _AFTER.match(text, end)
    if after is None:
        return "="
    return "<=" if after[2] else "~" if after[3] else ">="


def is_during(text: str, start: int) -> bool:
    """Whether "over" before the length of time at `start` tells when: was built over three days, not for over three."""
    words = _words_before(text, start)
    return words[-1:] == ["over"] and len(words) > 1 and words[-2] not in word_groups("figures_modifiers")["lasting"]


def change_of(text: str, start: int, *, counts: bool = False) -> Change | None:
    """Return whether the number at `start` is said to be a change: "rose by 5 percent", "down nearly 3 points".

    Where it `counts` things, "lost two fingers" and "held up two children" tell what was done with them.
    """
    words = _words_before(text, start)
    words = words[: len(words) - _bounding(words)]
    while words and words[-1] in ("by", "a", "an"):
        words = words[:-1]
    if not words or (counts and words[-1] in word_groups("figures_modifiers")["done"]):
        return None
    return _changes().get(words[-1])


def _words_before(text: str, start: int) -> list[str]:
    """Return the words that lead up to `start`, in lower case: none where a mark stands between."""
    before = text[max(0, start - _REACH) : start]
    return before.lower().split() if before[-1:].isspace() else []


def _bound(words: list[str]) -> Modifier | None:
    """Return what the last words say, the longest phrase first."""
    count = _bounding(words)
    return _bounds()[" ".join(words[-count:])] if count else None


def _bounding(words: list[str]) -> int:
    """Return how many of the last words say how exactly a number is meant, at most."""
    if not words or words[-1] not in _last_words():
        return 0
    counts = range(min(_LONGEST, len(words)), 0, -1)
    return next((count for count in counts if " ".join(words[-count:]) in _bounds()), 0)


@cache
def _bounds() -> dict[str, Modifier]:
    bounds: tuple[Modifier, ...] = (">=", "<=", ">", "<", "~")
    return {phrase: bound for bound in bounds for phrase in word_groups("figures_modifiers")[bound]}


@cache
def _last_words() -> frozenset[str]:
    return frozenset(phrase.split()[-1] for phrase in _bounds())


@cache
def _changes() -> dict[str, Change]:
    changes: tuple[Change, ...] = ("up", "down")
    return {phrase: change for change in changes for phrase in word_groups("figures_modifiers")[change]}
