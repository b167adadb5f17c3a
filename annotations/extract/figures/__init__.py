"""Numbers that count or measure something: value, unit or what they count, and how exactly they are meant."""

from collections.abc import Sequence

import msgspec

from annotations.extract.figures.find import find_figures
from annotations.model import Figure, Quote

__all__ = ["attach_figures", "find_figures"]


def attach_figures(figures: Sequence[Figure], quotes: Sequence[Quote]) -> tuple[Figure, ...]:
    """Return the figures, each with the id of the shortest quote that it stands in: who says so."""
    ordered = sorted(quotes, key=lambda quote: quote.start)
    attached = []
    first = 0
    for figure in figures:
        while first < len(ordered) and ordered[first].end <= figure.start:
            first += 1
        around = []
        for at in range(first, len(ordered)):
            if ordered[at].start > figure.start:
                break
            if ordered[at].end >= figure.end:
                around.append(ordered[at])
        inside = min(around, key=len, default=None)
        attached.append(figure if inside is None else msgspec.structs.replace(figure, quote=inside.id))
    return tuple(attached)
