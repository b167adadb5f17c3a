"""Texts of other programs, whose lines may end in CR LF, and places in them."""

from bisect import bisect_left
from itertools import accumulate
from typing import NamedTuple

from annotations.text import clean


class Folded(NamedTuple):
    """A text as a document holds it, with the places of the CR LF pairs that became one newline."""

    text: str
    pairs: tuple[int, ...]

    @classmethod
    def of(cls, raw: str) -> "Folded":
        """Return the text of `raw`, clean."""
        lengths = accumulate(len(part) + 2 for part in raw.split("\r\n")[:-1])
        return cls(clean(raw), tuple(length - 1 for length in lengths))

    def place(self, offset: int) -> int:
        """Return where the place `offset` of the raw text, in code points, lies in the text."""
        return offset - bisect_left(self.pairs, offset)
