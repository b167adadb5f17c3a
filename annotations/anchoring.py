"""Where a marked passage went when its text changed.

A passage keeps its place, or is found again by its words and what stands around them. What is not sure is left to the
reader (`review`), what is gone is an `orphan`; neither is ever dropped.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Final

from annotations.model import Placement, PlacementKind, Selector

CONTEXT: Final = 32
"""How many code points a selector keeps on either side of its passage."""

_WIDER: Final = (128, 512, 2048)
"""Code points of context that tell apart places whose nearer contexts are the same."""

_ENOUGH: Final = 16
"""Code points of context that are worth something on one side alone."""


def select(text: str, start: int, end: int) -> Selector:
    """Return the selector of `text[start:end]`."""
    return Selector(
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )


def place(selector: Selector, old_text: str, new_text: str) -> Placement:
    """Return where the passage that `selector` marked in `old_text` stands in `new_text`.

    `exact`, or `moved` if at other offsets: the text around it is the same up to the texts' start or end; or its words
    stand there, and either nowhere else in both texts, or nowhere else with their old neighbours. `review`: the words
    are there, but which of them is not sure, or others stand between the old neighbours; the place is a guess.
    `orphan`: gone.
    """
    exact, start = selector.exact, selector.start
    if old_text.startswith(exact, start):
        head, tail = _unchanged(old_text, new_text)
        if selector.end <= head:
            return _at(start, selector)
        if start >= len(old_text) - tail:
            return _at(start + len(new_text) - len(old_text), selector)
    first = new_text.find(exact)
    if first < 0:
        return _between(selector, new_text)
    if new_text.find(exact, first + 1) < 0 and old_text.find(exact, old_text.find(exact) + 1) < 0:
        return _at(first, selector)
    found = _in_context(selector, old_text, new_text)
    if found is not None:
        return _at(found, selector)
    nearest = min(_starts(exact, new_text), key=lambda place: abs(place - start))
    return Placement(kind="review", start=nearest, end=nearest + len(exact))


def _at(start: int, selector: Selector) -> Placement:
    kind: PlacementKind = "exact" if start == selector.start else "moved"
    return Placement(kind=kind, start=start, end=start + len(selector.exact))


@lru_cache(maxsize=1)  # a document's passages are placed one after the other in the same two texts
def _unchanged(old_text: str, new_text: str) -> tuple[int, int]:
    """Return how many code points at the start, and behind those at the end, are the same in both texts."""
    shorter = min(len(old_text), len(new_text))
    head = _longest(shorter, lambda length: old_text[:length] == new_text[:length])
    tail = _longest(
        shorter - head,
        lambda length: old_text[len(old_text) - length :] == new_text[len(new_text) - length :],
    )
    return head, tail


def _longest(most: int, holds: Callable[[int], bool]) -> int:
    """Return the greatest length up to `most` for which `holds` is true, as it is for all shorter ones."""
    return bisect_left(range(most), True, key=lambda length: not holds(length + 1))


def _starts(words: str, text: str) -> Iterator[int]:
    """Yield every place where `words` begin in `text`, overlapping ones too."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _in_context(selector: Selector, old_text: str, new_text: str) -> int | None:
    """Return the one place of the words that has their old neighbours on both sides, or else on one."""
    exact, start, end = selector.exact, selector.start, selector.end
    contexts = [(selector.prefix, selector.suffix)]
    if old_text.startswith(exact, start):
        contexts += [(old_text[max(0, start - wide) : start], old_text[end : end + wide]) for wide in _WIDER]
    both = _sole([(before, exact + after) for before, after in contexts], new_text)
    if both is not None:
        return both
    sides = {
        _sole([(before, exact) for before, _ in contexts if len(before) >= _ENOUGH], new_text),
        _sole([("", exact + after) for _, after in contexts if len(after) >= _ENOUGH], new_text),
    } - {None}
    return sides.pop() if len(sides) == 1 else None


def _sole(sought: Iterable[tuple[str, str]], text: str) -> int | None:
    """Return where the second part begins in the one place that has both.

    The pairs of `sought` get longer: each is tried only if the one before stands in several places.
    """
    for before, words in sought:
        places = list(islice(_starts(before + words, text), 2))
        if len(places) < 2:
            return places[0] + len(before) if places else None
    return None


def _between(selector: Selector, text: str) -> Placement:
    """Guess that what now stands between the old neighbours has taken the passage's place."""
    gone = Placement(kind="orphan", start=None, end=None)
    if len(selector.prefix) < _ENOUGH or len(selector.suffix) < _ENOUGH:
        return gone
    places = list(islice(_starts(selector.prefix, text), 2))
    if len(places) != 1:
        return gone
    start = places[0] + len(selector.prefix)
    end = text.find(selector.suffix, start, start + 2 * len(selector.exact) + 2 * CONTEXT)
    return Placement(kind="review", start=start, end=end) if end > start else gone
