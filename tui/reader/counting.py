"""A count typed after the key that starts a selection: how often a motion is done, how many objects are selected.

The digits are the keys of tags everywhere else, so they count only until the next key that is none.
"""

from typing import Final

_MOST: Final = 3
"""Digits at most."""


class Count:
    """The count that is being typed, if one may be."""

    def __init__(self) -> None:
        self.typed: str | None = None
        """Its digits so far; None where digits are the keys of tags."""

    @property
    def number(self) -> int:
        """How often to do it: what was typed, or once."""
        return int(self.typed or 1)

    def begin(self) -> None:
        """Take the next digits for a count."""
        self.typed = ""

    def end(self) -> None:
        """Take no more digits."""
        self.typed = None

    def takes(self, key: str) -> bool:
        """Take the digit `key` if a count may be typed; a first 0 is none. Return whether it was taken."""
        if self.typed is None or len(key) != 1 or key not in ("123456789" if not self.typed else "0123456789"):
            return False
        self.typed = (self.typed + key)[:_MOST]
        return True
