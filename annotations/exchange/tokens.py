"""Tokens as spaCy and Prodigy have them: those that reading uses, cut wherever a span begins or ends inside one."""

import itertools
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Token(NamedTuple):
    """A token as spaCy has it: tokens and the spaces after them make the whole text."""

    start: int
    end: int
    space: bool


def tokens_of(text: str, spans: Iterable[tuple[int, int]] = ()) -> Iterator[Token]:
    """Yield the tokens of `text`, so that each of `spans` begins and ends with one.

    White space is a token too, but for a single space after a token.
    """
    from annotations.extract.segment import tokenize

    edges = set(spans)
    starts, ends = {start for start, _ in edges}, {end for _, end in edges}
    cuts = {0, len(text)} | starts | ends
    for token in tokenize(text):
        cuts |= {token.start, token.end}
    left = 0
    """Where the text begins that has no token yet."""
    for start, end in itertools.pairwise(sorted(cuts)):
        space = text[end : end + 1] == " " and end not in starts and end + 1 not in ends
        if text[start:end].isspace():
            if left < end:
                yield Token(left, end, space=False)
            left = end
        else:
            yield Token(start, end, space=space)
            left = end + space
