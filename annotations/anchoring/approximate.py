"""Words found again with errors in them: a code point more, less or another counts as one.

The bit-vector algorithm of G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic
programming" (Journal of the ACM 46, 1999), with H. Hyyrö's form of it, on Python's integers: a column of the table
of distances is one integer, so that the time grows with the text's length and hardly with that of short words.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Match(NamedTuple):
    """Words found from `start` to `end`, with so many errors."""

    start: int
    end: int
    errors: int


def errors_between(words: str, others: str) -> int:
    """Return the least number of errors that turn `words` into `others`: their Levenshtein distance."""
    if not words or not others:
        return max(len(words), len(others))
    errors = 0
    for errors in _errors(words, others, anchored=True):  # noqa: B007 - the last one is meant
        pass
    return errors


def find(words: str, text: str, *, most: int, number: int = 1) -> tuple[Match, ...]:
    """Return up to `number` places of `words` in `text` with at most so many errors, the best first.

    No two of them begin or end within half the length of `words` of one another.
    """
    if not words or not text:
        return ()
    ends = sorted((errors, end) for end, errors in enumerate(_errors(words, text, anchored=False), 1) if errors <= most)
    apart = len(words) // 2 + 1
    found: list[Match] = []
    for errors, end in ends:
        if all(abs(end - other.end) >= apart for other in found):
            match = Match(_start(words, text, end, errors), end, errors)
            if match.start < match.end:
                found.append(match)
        if len(found) == number:
            break
    return tuple(found)


def _start(words: str, text: str, end: int, errors: int) -> int:
    """Return where the match begins that ends at `end`: of several places the one that is as long as `words`."""
    backwards = text[max(0, end - len(words) - errors) : end][::-1]
    lengths = (n for n, e in enumerate(_errors(words[::-1], backwards, anchored=True), 1) if e == errors)
    return end - min(lengths, key=lambda length: abs(length - len(words)), default=0)


def _errors(words: str, text: Iterable[str], *, anchored: bool) -> Iterator[int]:
    """Yield behind each code point of `text` the errors of the best match of `words` that ends there.

    Matches may begin anywhere, or, if `anchored`, only at the start of `text`.
    """
    places: dict[str, int] = {}
    for at, letter in enumerate(words):
        places[letter] = places.get(letter, 0) | 1 << at
    whole = (1 << len(words)) - 1
    last = 1 << (len(words) - 1)
    first = 1 if anchored else 0
    more, less, errors = whole, 0, len(words)
    for letter in text:
        same = places.get(letter, 0)
        diagonal = (((same & more) + more) ^ more) | same | less
        up = less | (whole & ~(diagonal | more))
        down = more & diagonal
        if up & last:
            errors += 1
        elif down & last:
            errors -= 1
        up = up << 1 | first
        more = (down << 1 | (whole & ~(diagonal | up))) & whole
        less = up & diagonal & whole
        yield errors
