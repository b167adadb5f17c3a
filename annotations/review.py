"""The queue in which a reader judges the machine's marks: which are in it, in what order, and what goes together.

What was judged follows from the annotations alone, so it needs no keeping.
"""

from collections.abc import Container, Iterable
from typing import Final, Literal, NamedTuple

from annotations.marks import in_order, layer_of, unjudged
from annotations.model import Annotation, Layer, Mark, Value
from annotations.text import one_spaced

Order = Literal["certainty", "text"]
LAYERS: Final[tuple[Layer, ...]] = ("name", "quote", "date", "figure", "event", "own")
"""The layers that are judged; `own` are annotations that somebody suggested and that bear no label of the machine's."""


class Choice(Value, frozen=True, kw_only=True):
    """Which marks are in the queue, the least certain first or in the order of the text.

    With `below`, only marks less certain than that are.
    """

    layers: tuple[Layer, ...] = LAYERS
    below: float | None = None
    order: Order = "certainty"

    def has(self, mark: Mark) -> bool:
        """Return whether a mark is one to be judged."""
        return mark.layer in self.layers and (self.below is None or mark.certainty < self.below)

    def key(self, mark: Mark) -> tuple[float, int, int, str, str]:
        """Return what the queue is sorted by: no two marks have it in common."""
        sure = mark.certainty if self.order == "certainty" else 0.0
        return sure, mark.start, -mark.end, mark.layer, mark.ref


class Progress(NamedTuple):
    """How many marks were judged, of how many, and how many are skipped."""

    judged: int
    of: int
    skipped: int = 0


def queue(marks: Iterable[Mark], annotations: Iterable[Annotation], choice: Choice) -> tuple[Mark, ...]:
    """Return those of the machine's `marks` that are to be judged and that nobody has, in order."""
    said = tuple(annotations)
    suggested = {a.id for a in said if a.status == "suggested"}
    left = unjudged(filter(choice.has, marks), (a for a in said if a.status != "suggested"))
    return tuple(sorted((m for m in left if m.layer != "own" or m.ref in suggested), key=choice.key))


def with_suggested(marks: Iterable[Mark], annotations: Iterable[Annotation]) -> tuple[Mark, ...]:
    """Return the machine's marks, and one for each annotation that is only suggested where the machine has none.

    Its `ref` is the annotation's id; how sure it is, nobody has said.
    """
    found = tuple(marks)
    there = {(m.start, m.end, m.layer) for m in found}
    suggested = (
        Mark(
            start=a.placement.start,
            end=a.placement.end,
            layer=layer_of(a.label) or "own",
            label=a.label or "",
            ref=a.id,
            origin=a.origin,
            certainty=0.0,
        )
        for a in annotations
        if a.status == "suggested" and a.placement.start is not None and a.placement.end is not None
    )
    return in_order((*found, *(m for m in suggested if (m.start, m.end, m.layer) not in there)))


def following(
    waiting: Iterable[Mark], choice: Choice, after: Mark | None = None, skipped: Container[Mark] = ()
) -> Mark | None:
    """Return the mark of the queue to judge next: the first after `after` that is not skipped, else the first of all.

    `after` need not be in the queue any more. None if there is no other but those that are skipped.
    """
    left = [mark for mark in waiting if mark not in skipped]
    later = (mark for mark in left if after is None or choice.key(mark) > choice.key(after))
    return next(later, next(iter(left), None))


def progress(
    marks: Iterable[Mark], annotations: Iterable[Annotation], choice: Choice, skipped: Container[Mark] = ()
) -> Progress:
    """Return how far the reader is with a queue.

    A machine's mark that was judged counts even where the machine, having learned from that, does not make it any more.
    """
    chosen, said = [mark for mark in marks if choice.has(mark)], tuple(annotations)
    left = queue(chosen, said, choice)
    there = {(mark.start, mark.end, mark.layer) for mark in chosen}
    gone = [
        a
        for a in said
        if a.origin == "machine"
        and a.status == "rejected"
        and (layer := layer_of(a.label)) in choice.layers
        and (a.placement.start, a.placement.end, layer) not in there
    ]
    judged = len(chosen) - len(left) + len(gone)
    return Progress(judged, judged + len(left), sum(mark in skipped for mark in left))


def as_sure(marks: Iterable[Mark], layer: Layer, certainty: float) -> tuple[Mark, ...]:
    """Return the marks of a layer that are at least so certain."""
    return tuple(mark for mark in marks if mark.layer == layer and mark.certainty >= certainty)


def of_same_words(marks: Iterable[Mark], text: str, mark: Mark) -> tuple[Mark, ...]:
    """Return the marks that say of the same words the same as `mark`, itself among them."""
    words = _words(text, mark)
    return tuple(m for m in marks if (m.layer, m.label) == (mark.layer, mark.label) and _words(text, m) == words)


def of_same_entity(marks: Iterable[Mark], mark: Mark) -> tuple[Mark, ...]:
    """Return the mentions of the thing that a name's `mark` stands for, itself among them."""
    return tuple(m for m in marks if m.layer == mark.layer == "name" and m.ref == mark.ref)


def _words(text: str, mark: Mark) -> str:
    return one_spaced(text[mark.start : mark.end])
