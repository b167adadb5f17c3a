"""What judging the machine's marks writes into the store: one mark, or many as one act, which is previewed first."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from annotations import review
from annotations.marks import label_of, layer_of
from annotations.model import Annotation, Layer, Mark, Span
from annotations.text import excerpt
from tui.labels import LAYER_WORDS
from tui.reader.changes import Acted, Change, Judgement, judged, taken_up
from tui.reader.sheet import Sheet, placed

if TYPE_CHECKING:
    from annotations.store import Draft, Store

JUDGED_WORDS: Final[Mapping[Layer, str]] = {**LAYER_WORDS, "own": "suggestions"}
"""Of the annotations only those are judged that an import suggests."""
_STEPS: Final = (0.95, 0.9, 0.8, 0.7, 0.6, 0.5)
"""Certainties from which on all marks of a layer can be accepted."""


class Bulk(NamedTuple):
    """Marks to be judged alike, as one act: the key that chooses them, in words which they are, and the marks."""

    key: str
    which: str
    status: Judgement
    marks: Sequence[Mark]

    @property
    def title(self) -> str:
        """The act's title, as undo names it."""
        return f"{self.which} {self.status}"

    @property
    def question(self) -> str:
        """What is asked before it is done."""
        return f"{'accept' if self.status == 'accepted' else 'reject'} {self.which}"


def bulks(sheet: Sheet, waiting: Sequence[Mark], mark: Mark) -> list[Bulk]:
    """Return what can be judged with `mark`: its layer from a certainty on, its words, its entity; never it alone."""
    words, layer = excerpt(sheet.text[mark.start : mark.end]), JUDGED_WORDS.get(mark.layer, mark.layer)
    same = review.of_same_words(waiting, sheet.text, mark)
    found = [
        Bulk("w", f"{_many(same)} of the words {words}", "accepted", same),
        Bulk("W", f"{_many(same)} of the words {words}", "rejected", same),
    ]
    entity = review.of_same_entity(waiting, mark) if mark.ref in sheet.entities else ()
    if entity and set(entity) != set(same):
        name = excerpt(sheet.entities[mark.ref].name)
        found.append(Bulk("e", f"{_many(entity)} of {name}", "accepted", entity))
        found.append(Bulk("E", f"{_many(entity)} of {name}", "rejected", entity))
    before = 0
    for number, least in enumerate(_STEPS, 1):
        sure = review.as_sure(waiting, mark.layer, least)
        if len(sure) > before:
            found.append(Bulk(str(number), f"{len(sure)} {layer} of certainty {least:.2f} and more", "accepted", sure))
        before = len(sure)
    whole = review.as_sure(waiting, mark.layer, 0.0)
    if len(whole) > before:
        found.append(Bulk("0", f"all {len(whole)} {layer} that are left", "accepted", whole))
    return [bulk for bulk in found if len(bulk.marks) > 1]


def judgement(sheet: Sheet, mark: Mark) -> Annotation | None:
    """Return the annotation that says how a mark was judged, or that only suggests it."""
    if mark.ref in sheet.annotations:
        return sheet.annotations[mark.ref]
    span = Span(mark.start, mark.end)
    said = [a for a in sheet.annotations.values() if placed(a) == span and layer_of(a.label) == mark.layer]
    return next(iter(said), None)


def one(sheet: Sheet, mark: Mark, status: Judgement) -> Change | str:
    """Plan to accept or reject a mark, or to judge it otherwise than before."""
    said = judgement(sheet, mark)
    if said is None:
        return taken_up(sheet, mark, status)
    if said.status == status:
        return f"{_words(sheet, mark)} is {status} already"
    return judged(said, status)


def relabelled(sheet: Sheet, mark: Mark, label: str) -> Change:
    """Plan to say what a mark really is: what is of another kind is rejected as what it was."""
    title = f"{label} on {_words(sheet, mark)}"
    said = judgement(sheet, mark)
    same = mark.layer in (layer_of(label), "own")

    def job(store: "Store") -> Acted:
        changed: list[Annotation] = []
        if said is None:
            drafts = [_draft(mark, label if same else label_of(mark), "accepted" if same else "rejected")]
            changed += store.annotations.create(sheet.id, drafts)
        elif same:
            changed += store.annotations.change([said.id], label=label, status="accepted")
        else:
            changed += store.annotations.change([said.id], status="rejected")
        if not same:
            changed += store.annotations.create(sheet.id, [_own(mark, label)])
        return Acted(title, changed)

    return Change(title, job)


def all_of(sheet: Sheet, bulk: Bulk) -> Change:
    """Plan to judge many marks alike, as one act."""
    said = [judgement(sheet, mark) for mark in bulk.marks]
    there = [annotation.id for annotation in said if annotation is not None]
    fresh = (mark for mark, annotation in zip(bulk.marks, said, strict=True) if annotation is None)
    drafts = [_draft(mark, label_of(mark), bulk.status) for mark in fresh]

    def job(store: "Store") -> Acted:
        changed = store.annotations.change(there, status=bulk.status) if there else ()
        return Acted(bulk.title, (*changed, *(store.annotations.create(sheet.id, drafts) if drafts else ())))

    return Change(bulk.title, job)


def _draft(mark: Mark, label: str, status: Judgement) -> "Draft":
    from annotations.store import Draft

    return Draft(start=mark.start, end=mark.end, label=label, origin="machine", status=status)


def _own(mark: Mark, label: str) -> "Draft":
    """Return what the reader says stands where the machine saw something else."""
    from annotations.store import Draft

    return Draft(start=mark.start, end=mark.end, label=label)


def _words(sheet: Sheet, mark: Mark) -> str:
    return excerpt(sheet.text[mark.start : mark.end])


def _many(marks: Sequence[Mark]) -> str:
    return "1 mark" if len(marks) == 1 else f"{len(marks)} marks"
