"""Words, numbers and marks, with clitics split off as the Penn Treebank splits them."""

import re
from typing import Final

from annotations.extract.segment.layout import Token
from annotations.extract.wordlists import word_groups

_W: Final = r"[\w\u0300-\u036f]"
_TOKEN: Final = re.compile(
    rf"""
      (?P<link>https?://[^\s<>"]+)
    | (?P<number>\d+(?:[.,:]\d+)+)
    | (?P<dotted>(?:[A-Za-z]\.){{2,}})
    | (?P<word>{_W}+(?:['’&-]{_W}+)*)
    | \.{{2,}} | -{{2,}} | '' | `` | \S
    """,
    re.VERBOSE,
)
_CLITIC: Final = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of `text[start:end]`, with places in `text`.

    An abbreviation and an initial keep their full stop (Gov., J.), unless it stands last, where it ends the sentence;
    hyphenated words and words with an inner apostrophe stay whole (al-Assad, O'Neill).
    """
    limit = len(text) if end is None else end
    tokens: list[Token] = []
    position = start
    match = _TOKEN.search
    while found := match(text, position, limit):
        kind, first, last = found.lastgroup, found.start(), found.end()
        if kind == "word":
            if last < limit - 1 and text[last] == "." and _keeps_stop(text[first:last]):
                last += 1
            split = _clitic_start(text, first, last)
            if split:
                tokens.append(Token(first, split, text[first:split]))
                first = split
        tokens.append(Token(first, last, text[first:last]))
        position = last
    return tokens


def _keeps_stop(word: str) -> bool:
    return (len(word) == 1 and word.isupper()) or (len(word) < 6 and word.lower() in _abbreviations())


def _abbreviations() -> frozenset[str]:
    groups = word_groups("abbreviations")
    return groups["before"] | groups["number"] | groups["either"]


def _clitic_start(text: str, first: int, last: int) -> int:
    """Return where a clitic begins inside text[first:last], or 0."""
    if last - first < 3 or not ("'" in text[first:last] or "’" in text[first:last]):
        return 0
    found = _CLITIC.search(text, max(first + 1, last - 3), last)
    return found.start() if found else 0
