"""What a number counts: the words behind it up to the noun in the plural."""

import re
from typing import Final, NamedTuple

from annotations.extract.wordlists import word_groups

_WORD: Final = re.compile(r"[ \u00a0\u202f\n]([^\W\d_][\w'’.&/-]*|\d+(?![\w.,-]))")
_HYPHENED: Final = re.compile(r" ?[-‑] ?([a-z]+)(?![a-z])")
_ABBREVIATION: Final = re.compile(r"(?:[A-Z]\.){1,4}|[A-Z][a-z]{1,3}\.")
_FURTHEST: Final = 7  # words looked at
_NAMED_REACH: Final = 3


class Counted(NamedTuple):
    """The words that say what is counted: where they begin and end."""

    start: int
    end: int


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def counted_at(text: str, end: int, *, one: bool = False) -> Counted | None:
    """Return what a number that ends at `end` counts, adjectives included, or None.

    A number counts a plural; `one` counts a singular. What makes a number more of the same ("two more", "hundreds of")
    is left out.
    """
    words = _words(text, end)
    if not words or words[0].text[0].isdecimal():
        return None
    if one:
        return _singular(words)
    for i, word in enumerate(words):
        if not is_plural(word.text):
            continue
        return Counted(words[0].start, _head(words, i).end)
    return None


def _head(words: list[_Word], first: int) -> _Word:
    """Return the plural that is meant: a later one behind "Dallas", "sports" or "police"."""
    groups = word_groups("figures_words")
    head = words[first]
    if head.text[0].isupper():
        later = words[first + 1 : first + _NAMED_REACH]
        head = next((w for w in later if w.text[0].islower() and is_plural(w.text)), head)
    attributive = head.text in groups["attributive"] or head.text in groups["plural"]
    following = next(iter(words[words.index(head) + 1 :]), None)
    if not attributive or following is None or following.text in groups["befallen"]:
        return head
    return following if is_plural(following.text) else head


def hyphened_at(text: str, end: int) -> Counted | None:
    """Return the noun in "six-member": one in the singular, joined by a hyphen."""
    found = _HYPHENED.match(text, end)
    if found is None or found[1] in word_groups("figures_words")["stop"] or found[1].endswith(("ing", "ed")):
        return None
    return Counted(found.start(1), found.end(1))


def member_at(text: str, end: int) -> Counted | None:
    """Return the noun in "11 member group": one in the singular, before another noun."""
    found = _WORD.match(text, end)
    if found is None or found[1] not in word_groups("figures_words")["member"]:
        return None
    following = _WORD.match(text, found.end())
    if following is None or not following[1][0].islower() or following[1] in word_groups("figures_words")["stop"]:
        return None
    return Counted(found.start(1), found.end(1))


def is_plural(word: str) -> bool:
    """Whether a word looks like a noun in the plural."""
    low = word.lower()
    groups = word_groups("figures_words")
    if low in groups["plural"] or word in groups["plural"]:
        return True
    return len(word) > 2 and word[-1] == "s" and low[-2] not in "s'’i" and low not in groups["singular"]


def _words(text: str, end: int) -> list[_Word]:
    """Return the words of the noun phrase: up to a stop word, a mark or a possessive, or too many of them."""
    groups = word_groups("figures_words")
    words: list[_Word] = []
    position = end
    skipped = ""
    while len(words) < _FURTHEST and (found := _WORD.match(text, position)):
        word, start, position = found[1], found.start(1), found.end()
        low = word.lower()
        longer = f"{skipped} {low}".strip()
        if not words and longer in groups["skip"]:
            skipped = longer
            continue
        bare = word.rstrip(".'’/-&")
        stops = not bare or bare.lower() in groups["stop"] or low in groups["stop"]
        if stops and not (low == "and" and words and _pairs(text, position, words[-1].text)):
            break
        words.append(_Word(bare, start, start + len(bare)))
        if (len(bare) != len(word) and not _ABBREVIATION.fullmatch(word)) or bare.endswith(("'s", "’s")):
            break
    return words


def _pairs(text: str, position: int, before: str) -> bool:
    """Tell whether "and" joins two words before one noun: Kia and Hyundai vehicles, digital and physical sales."""
    following = _WORD.match(text, position)
    noun = _WORD.match(text, following.end()) if following else None
    if following is None or noun is None or is_plural(before) or not is_plural(noun[1]):
        return False
    return following[1][0].isalpha() and before[0].isupper() == following[1][0].isupper()


def _singular(words: list[_Word]) -> Counted | None:
    """Return the first noun in the singular, as far as its place tells: the last word before a verb or a stop."""
    last = 0
    for word in words[:3]:
        low = word.text.lower()
        if last and (is_plural(word.text) or low.endswith(("ed", "ing", "ly"))):
            break
        if low.endswith("ly") or is_plural(word.text):
            return None
        last = word.end
    return Counted(words[0].start, last) if last else None
