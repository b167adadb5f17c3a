"""Words, numbers and marks, with clitics split off as the Penn Treebank splits them."""

import re
from collections.abc import Container, Iterator
from functools import cache
from itertools import accumulate, repeat
from sys import intern
from typing import Final, NamedTuple

from annotations.extract.wordlists import word_groups


class Token(NamedTuple):
    """A word, number or punctuation mark; clitics stand alone: Russia | 's, do | n't."""

    start: int
    end: int
    text: str


_W: Final = r"[\w\u0300-\u036f]"
_TOKEN: Final = re.compile(
    rf"""(
      https?://[^\s<>"]+
    | [A-Za-z]{{1,2}}\.(?:[A-Za-z]\.)+
    | \d+(?:[.,:]\d+)+
    | [AKS]/[AS]\b
    | {_W}+(?:['’&-]{_W}+)*(?:\.(?:com|org|net|edu|gov|io|info|ai|tv|uk|de|eu)\b)*
    | \.{{2,}} | -{{2,}} | '' | `` | \S
    )""",
    re.VERBOSE,
)
_CLITIC: Final = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)
_LONGEST_CLITIC: Final = 3
_MOST_WORDS: Final = 200_000
_LONG_WORD: Final = 40
_new: Final = tuple.__new__
"""Half as slow as `Token(...)`, and tokens are what reading makes most of."""


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of `text[start:end]`, with places in `text`.

    An abbreviation and an initial keep their full stop (Gov., J.), unless it stands last, where it ends the sentence;
    hyphenated words and words with an inner apostrophe stay whole (al-Assad, O'Neill).
    """
    limit = len(text) if end is None else end
    if _is_plain(text, start, limit):
        parts = _TOKEN.split(text[start:limit])
        places = list(accumulate(map(len, parts), initial=start))
        return list(map(_new, repeat(Token), zip(places[1::2], places[2::2], map(intern, parts[1::2]), strict=False)))
    tokens: list[Token] = []
    for found in _TOKEN.finditer(text, start, limit):
        first, last = found.span()
        word = intern(found[0])
        if word == "." and tokens and last < limit and tokens[-1].end == first and _keeps_stop(tokens[-1].text):
            stem = tokens.pop()
            tokens.append(Token(stem.start, last, stem.text + "."))
            continue
        if ("'" in word or "’" in word) and (split := _clitic_start(text, first, last)):
            tokens.append(Token(first, split, text[first:split]))
            first, word = split, text[split:last]
        tokens.append(_new(Token, (first, last, word)))
    return tokens


def _is_plain(text: str, start: int, end: int) -> bool:
    """Whether no token can be cut or joined: no apostrophe, and no full stop but the last."""
    return text.find("'", start, end) < 0 and text.find("’", start, end) < 0 and text.find(".", start, end - 1) < 0


class Sieve(dict[str, tuple[tuple[int, str], ...]]):
    """Picks out of a text's words those one looks for: the `known` ones, numbers, and parts that `pattern` finds.

    `pattern` takes apart the tokens that are no plain words (mid-January, 1990s, 40km); of the parts count those known
    and those with a digit first. Each word is looked at once, and forgotten when there are too many.
    """

    def __init__(self, known: Container[str], pattern: re.Pattern[str]) -> None:
        super().__init__()
        self._known, self._pattern = known, pattern

    def __missing__(self, word: str) -> tuple[tuple[int, str], ...]:
        if len(self) > _MOST_WORDS:
            self.clear()
        parts = tuple(self._parts(word))
        if len(word) < _LONG_WORD:
            self[word] = parts
        return parts

    def _parts(self, word: str) -> Iterator[tuple[int, str]]:
        if word in self._known or word.isdecimal():
            yield 0, word
        elif not word.isalpha() and (len(word) > 1 or word.isalnum()):
            for found in self._pattern.finditer(word):
                part = found[0]
                if part in self._known or part[0].isdecimal():
                    yield found.start(), part


def _keeps_stop(word: str) -> bool:
    return (len(word) == 1 and word.isupper()) or (len(word) < 6 and word.lower() in _abbreviations())


@cache
def _abbreviations() -> frozenset[str]:
    groups = word_groups("abbreviations")
    return groups["before"] | groups["number"] | groups["either"]


def _clitic_start(text: str, first: int, last: int) -> int:
    """Return where a clitic begins inside text[first:last], or 0."""
    found = _CLITIC.search(text, max(first + 1, last - _LONGEST_CLITIC), last)
    return found.start() if found else 0
