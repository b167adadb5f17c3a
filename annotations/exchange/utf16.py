"""Places counted in UTF-16 code units, as JavaScript counts them."""

from bisect import bisect_left
from typing import NamedTuple


class Units(NamedTuple):
    """A text's places in UTF-16; `wide` are its code points that take two units, by place."""

    wide: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Units":
        """Return the places of `text`."""
        return cls(() if text.isascii() else tuple(i for i, c in enumerate(text) if c > "\uffff"))

    def unit(self, point: int) -> int:
        """Return where a place in code points lies in units."""
        return point + bisect_left(self.wide, point)

    def point(self, unit: int) -> int:
        """Return where a place in units lies in code points; one inside a pair is moved behind it."""
        low, high = 0, len(self.wide)
        while low < high:
            middle = (low + high) // 2
            if self.wide[middle] + middle + 1 < unit:
                low = middle + 1
            else:
                high = middle
        return unit - low
