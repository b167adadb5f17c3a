"""Letters on places of the screen, typed to go there."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from annotations.model import Span
from tui.article.rows import Rows

ALPHABET: Final = "asdfjklghqweruiopvcxzmntyb"
"""The home row first, then what the fingers reach above and below it."""
BOTH_CASES: Final = ALPHABET + ALPHABET.upper().replace("I", "").replace("O", "")
"""For places so many that capitals are letters of their own; those that look like others are left out."""
_BACK: Final = 3
"""How many rows further away a row counts that lies before the cursor."""


class Lettered(NamedTuple):
    """A span with the letters to be typed for it, the code point where they stand, and the sign shown behind them."""

    letters: str
    span: Span
    at: int
    sign: str = ""

    @property
    def shown(self) -> str:
        """What is seen: the letters as they are to be typed, and the sign."""
        return self.letters + self.sign


def codes(count: int, alphabet: str = ALPHABET) -> tuple[str, ...]:
    """Return `count` different codes, the shortest first, none of which begins another.

    As few letters as can be begin longer codes, and those are the last of the alphabet.
    """
    known = tuple(alphabet)
    while len(known) < count:
        # A code given up makes room for as many as there are letters: so many must go.
        gone = min(len(known), -(-(count - len(known)) // (len(alphabet) - 1)))
        kept, opened = known[: len(known) - gone], known[len(known) - gone :]
        known = (*kept, *(code + letter for code in opened for letter in alphabet))
    return known[:count]


def lettered(
    spans: Iterable[Span], cursor: int, rows: Rows, first: int, last: int, alphabet: str = ALPHABET
) -> tuple[Lettered, ...]:
    """Give letters to the `spans` that are seen from row `first` to `last`, the shortest to those near `cursor`.

    One reads on: what is before the cursor counts as further away than what comes after it. Of spans that begin
    together each has its letters where no shorter one is, so that they tell which one is meant.
    """
    top, bottom = rows.start(first), rows.end(last)
    seen = sorted({Span(s.start, s.end) for s in spans if s.start < bottom and s.end > top})
    here = rows.row_of(cursor)

    def distance(span: Span) -> tuple[int, int]:
        down = rows.row_of(max(top, span.start)) - here
        return (down if span.start >= cursor else _BACK * (1 - down)), span.start

    near = sorted(seen, key=distance)
    code_of = dict(zip(near, codes(len(near), alphabet), strict=True))
    placed: list[Lettered] = []
    taken: set[int] = set()
    for span in seen:
        letters = code_of[span]
        at = _place(span, max(top, span.start), len(letters), taken)
        taken.update(range(at, at + len(letters)))
        placed.append(Lettered(letters, span, at))
    return tuple(placed)


def _place(span: Span, start: int, length: int, taken: set[int]) -> int:
    """Return the first place in `span` that is free for `length` letters; its start if there is none."""
    for at in range(start, max(start + 1, span.end)):
        if not any(place in taken for place in range(at, at + length)):
            return at
    return start


def beginning(places: Sequence[Lettered], typed: str) -> tuple[Lettered, ...]:
    """Return the places whose letters begin with what was typed."""
    return tuple(place for place in places if place.letters.startswith(typed))
