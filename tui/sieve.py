"""Filtering as one types: entries with all the words, whatever their case and accents."""

import unicodedata
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


def folded(words: str) -> str:
    """Return `words` without case and accents."""
    plain = unicodedata.normalize("NFKD", words)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()


class Sieve(Generic[T]):
    """Keeps those of a list that hold what is typed; what is said of an entry is folded once."""

    def __init__(self, words_of: Callable[[T], str]) -> None:
        self._words_of = words_of
        self._entries: Sequence[T] = ()
        self._folded: list[str] = []

    def kept(self, entries: Sequence[T], typed: str) -> Sequence[T]:
        """Return the entries that hold every word of `typed`, in their order."""
        wanted = folded(typed).split()
        if not wanted:
            return entries
        if entries is not self._entries:
            self._entries = entries
            self._folded = [folded(self._words_of(entry)) for entry in entries]
        return [e for e, words in zip(entries, self._folded, strict=True) if all(word in words for word in wanted)]
