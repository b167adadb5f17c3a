"""What is kept of a passage so that it can be found again."""

from typing import Final

from annotations.model import Selector

CONTEXT: Final = 32
"""How many code points a selector keeps on either side of its passage."""


def select(text: str, start: int, end: int) -> Selector:
    """Return the selector of `text[start:end]`."""
    return Selector(
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )
