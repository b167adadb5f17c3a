"""Places that a foreign file tells, held against the words that it tells beside them.

Where they contradict each other somebody has miscounted: the words are what was meant.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from annotations.text import clean, shown_line

Stretch = tuple[int, int]

NEAR: Final = 100
"""So many code points from the place that is told its words are looked for."""
_LONGEST: Final = 80
_ESCAPED: Final = re.compile(r"\\[nrt]")
_SPACE: Final = re.compile(r"\s")


class Told(NamedTuple):
    """A passage as a file tells it: its own numbers, the words beside them, and where other ways to count lead."""

    start: int
    end: int
    words: str = ""
    others: Sequence[Stretch] = ()
    """In code points of the text."""


def agree(text: str, stretches: Sequence[Stretch], words: str) -> bool:
    """Whether words stand in stretches of `text`; white space, and how a program escapes it, makes no difference."""
    return _bare("".join(text[start:end] for start, end in stretches)) == _bare(clean(words))


def _bare(words: str) -> str:
    return "".join(_ESCAPED.sub("", words).split())


def settled(
    text: str, stretches: Sequence[Stretch], told: Told, named: str, problems: list[str]
) -> Sequence[Stretch] | None:
    """Return where a passage is: in `stretches`, if they lie in the text and show its words, or where those are near.

    What is taken elsewhere or (None) left out becomes a problem, which begins with what the passage is named.
    """
    if not all(0 <= start < end <= len(text) for start, end in stretches):
        problems.append(f"{named}: there is no passage from {told.start} to {told.end} in its text")
        return None
    if not _bare(clean(told.words)) or agree(text, stretches, told.words):
        return stretches
    said = f"{named}: “{_short(told.words)}” does not stand from {told.start} to {told.end}"
    meant = [place for place in told.others if agree(text, [place], told.words)]
    meant = meant or _near(text, stretches[0][0], clean(told.words))
    if len(meant) == 1:
        at = "from {} to {} in code points".format(*meant[0])
        problems.append(f"{said} as the format counts; it is taken where it does, {at}")
        return meant
    there = " ".join(text[start:end] for start, end in stretches)
    problems.append(f"{said}, where “{_short(there)}” does, nor at one place near: it is left out")
    return None


def _near(text: str, start: int, words: str) -> list[Stretch]:
    """Return where words stand that begin near a place."""
    words = _SPACE.sub(" ", words.strip())
    begin = max(0, start - NEAR)
    window = _SPACE.sub(" ", text[begin : start + NEAR + len(words)])
    found = []
    at = window.find(words)
    while at >= 0:
        found.append((begin + at, begin + at + len(words)))
        at = window.find(words, at + 1)
    return found


def _short(words: str) -> str:
    line = shown_line(words)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
