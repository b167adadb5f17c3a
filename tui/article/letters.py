"""Letters on places of the screen, typed to go there."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from annotations.model import Span
from tui.article.rows import Rows

ALPHABET: Final = "asdfjklghqweruiopvcxzmntyb"
"""The home row first, then what the fingers reach above and below it."""


class Lettered(NamedTuple):
    """A span with the letters that stand on it, and the code point where they do."""

    letters: str
    span: Span
    at: int


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


def lettered(spans: Iterable[Span], cursor: int, rows: Rows, first: int, last: int) -> tuple[Lettered, ...]:
    """Give letters to the `spans` that are seen from row `first` to `last`, the shortest to those near `cursor`.

    Of spans that begin together each has its letters where no shorter one is, so that they tell which one is meant.
    """
    top, bottom = rows.start(first), rows.end(last)
    seen = sorted({Span(s.start, s.end) for s in spans if s.start < bottom and s.end > top})
    near = sorted(seen, key=lambda s: (abs(rows.row_of(max(top, s.start)) - rows.row_of(cursor)), s.start < cursor))
    code_of = dict(zip(near, codes(len(near)), strict=True))
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
