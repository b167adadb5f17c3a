"""Where a marked passage went when its text changed.

A passage keeps its place, or is found again by its words and what stands around them. What is not sure is left to the
reader (`review`), what is gone is an `orphan`; neither is ever dropped.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final, Literal

from annotations.model import Placement, Selector

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

    `exact`: at the same offsets, with the same words, and either nowhere else or beside the same context. `moved`: the
    same words elsewhere, the only ones there are or the only ones in that context. `review`: the words are there, but
    which of them is not sure; or others stand between the old neighbours; the place is a guess. `orphan`: gone.
    """
    exact, start = selector.exact, selector.start
    first = new_text.find(exact)
    if first < 0:
        return _between(selector, new_text)
    only = new_text.find(exact, first + 1) < 0
    stays = new_text.startswith(exact, start)
    if stays and (only or _keeps_company(selector, new_text)):
        return Placement(kind="exact", start=start, end=selector.end)
    if only and old_text.find(exact, old_text.find(exact) + 1) < 0:
        return _at(first, selector, "moved")
    found = _in_context(selector, old_text, new_text)
    if found is not None:
        return _at(found, selector, "moved")
    nearest = min(_starts(exact, new_text), key=lambda place: abs(place - start))
    return _at(nearest, selector, "review")


def _at(start: int, selector: Selector, kind: Literal["moved", "review"]) -> Placement:
    return Placement(kind=kind, start=start, end=start + len(selector.exact))


def _starts(words: str, text: str) -> Iterator[int]:
    """Yield every place where `words` begin in `text`, overlapping ones too."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _keeps_company(selector: Selector, text: str) -> bool:
    """Whether one side of the passage's old place still has the same neighbours."""
    start, end = selector.start, selector.end
    before = text.endswith(selector.prefix, 0, start) if selector.prefix else start == 0
    after = text.startswith(selector.suffix, end) if selector.suffix else end == len(text)
    return before or after


def _in_context(selector: Selector, old_text: str, new_text: str) -> int | None:
    """Return the one place of the words that has their old context, which is widened until one is left."""
    exact, start, end = selector.exact, selector.start, selector.end
    before, after = selector.prefix, selector.suffix
    widths = _WIDER if old_text.startswith(exact, start) else ()
    for width in (CONTEXT, *widths):
        if width > CONTEXT:
            before, after = old_text[max(0, start - width) : start], old_text[end : end + width]
        places = list(islice(_starts(before + exact + after, new_text), 2))
        if len(places) == 1:
            return places[0] + len(before)
        if not places:
            return _beside(before, exact, after, new_text)
    return None


def _beside(before: str, exact: str, after: str, text: str) -> int | None:
    """Return the one place of `exact` with at least one of its two contexts."""
    places: set[int] = set()
    if len(before) >= _ENOUGH:
        places.update(at + len(before) for at in islice(_starts(before + exact, text), 2))
    if len(after) >= _ENOUGH:
        places.update(islice(_starts(exact + after, text), 2))
    return places.pop() if len(places) == 1 else None


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
