"""What a number counts: the words behind it up to the noun in the plural."""

import re
from functools import cache
from typing import Final, NamedTuple

from annotations.extract.wordlists import word_groups

_WORD: Final = re.compile(r"[ \u00a0\u202f\n]([^\W\d_][\w'’.&/-]*|\d+(?![\w.,-]))")
_HYPHENED: Final = re.compile(r" ?[-‑] ?([a-z]+)(?![a-z])")
_FURTHEST: Final = 7  # words looked at
_APOSTROPHES: Final = ("'", "’")


class Counted(NamedTuple):
    """The words that say what is counted: where they begin and end."""

    start: int
    end: int


@cache
def _groups() -> dict[str, frozenset[str]]:
    return word_groups("figures_words")


def counted_at(text: str, end: int, *, one: bool = False) -> Counted | None:
    """Return what a number that ends at `end` counts, adjectives included, or None.

    A number counts a plural; `one` counts a singular. What makes a number more of the same ("two more", "hundreds of")
    is left out.
    """
    groups = _groups()
    words = _words(text, end, groups["stop"], groups["skip"])
    if not words or words[0][0][0].isdecimal():
        return None
    if one:
        return _singular(words)
    for i, (word, _, stop) in enumerate(words):
        if not is_plural(word):
            continue
        last = stop
        if word in groups["attributive"] and i + 1 < len(words) and is_plural(words[i + 1][0]):
            last = words[i + 1][2]
        return Counted(words[0][1], last)
    return None


def hyphened_at(text: str, end: int) -> Counted | None:
    """Return the noun in "six-member": one in the singular, joined by a hyphen."""
    found = _HYPHENED.match(text, end)
    if found is None or found[1] in _groups()["stop"] or found[1].endswith(("ing", "ed")):
        return None
    return Counted(found.start(1), found.end(1))


def is_plural(word: str) -> bool:
    """Whether a word looks like a noun in the plural."""
    low = word.lower()
    groups = _groups()
    if low in groups["plural"] or word in groups["plural"]:
        return True
    return len(word) > 2 and word[-1] == "s" and low[-2] not in "s'’i" and low not in groups["singular"]


def _words(text: str, end: int, stop: frozenset[str], skip: frozenset[str]) -> list[tuple[str, int, int]]:
    """Return the words of the noun phrase with their places: up to a stop word, a mark, or too many of them."""
    words: list[tuple[str, int, int]] = []
    position = end
    skipped = ""
    while len(words) < _FURTHEST and (found := _WORD.match(text, position)):
        word = found[1]
        low = word.lower()
        if not words and f"{skipped} {low}".strip() in skip:
            skipped = f"{skipped} {low}".strip()
            position = found.end()
            continue
        bare = word.rstrip(".'’/-&")
        if not bare or low in stop or bare.lower() in stop:
            if not (low == "and" and words and _pairs(text, found.end(), words)):
                break
        closes = len(bare) != len(word)
        possessive = bare.endswith(("'s", "’s"))
        words.append((bare, found.start(1), found.start(1) + len(bare)))
        position = found.end()
        if closes and not word.endswith("."):
            break
        if possessive:
            break
        if closes and position < len(text) and not is_plural(bare) and len(bare) < 4:
            continue
        if closes:
            break
    return words


def _pairs(text: str, position: int, words: list[tuple[str, int, int]]) -> bool:
    """Whether "and" joins two names before one noun: Kia and Hyundai vehicles."""
    following = _WORD.match(text, position)
    return (
        following is not None
        and words[-1][0][:1].isupper()
        and following[1][:1].isupper()
        and not is_plural(words[-1][0])
    )


def _singular(words: list[tuple[str, int, int]]) -> Counted | None:
    """Return the first noun in the singular, as far as its place tells: the last word before a verb or a stop."""
    kept = []
    for word, start, stop in words[:3]:
        low = word.lower()
        if kept and (is_plural(word) or low.endswith(("ed", "ing", "ly"))):
            break
        if low.endswith("ly") or is_plural(word):
            return None
        kept.append((start, stop))
    return Counted(kept[0][0], kept[-1][1]) if kept else None
