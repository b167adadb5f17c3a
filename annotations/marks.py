"""Readings and annotations as marks: one idea of a labelled span, whoever made it."""

from collections.abc import Iterable
from typing import Final, get_args

from msgspec.structs import replace

from annotations.model import (
    Account,
    Annotation,
    Fact,
    Found,
    Layer,
    Mark,
    NameLabel,
    Reading,
    Span,
    Speaker,
    TimexType,
)

_LABELS: Final[dict[Layer, str]] = {"quote": "QUOTE", "figure": "FIGURE", "event": "OCCURRENCE"}
_LAYERS: Final[dict[str, Layer]] = {
    **dict.fromkeys(get_args(NameLabel), "name"),
    **dict.fromkeys(get_args(TimexType), "date"),
    **{label: layer for layer, label in _LABELS.items()},
}
LABELS: Final = tuple(_LAYERS)
"""The labels that an annotation can bear: those of OntoNotes and TIMEX3, and one for each other layer."""


def marks_of(reading: Reading) -> tuple[Mark, ...]:
    """Return the machine's marks in the order of the text, longer ones first where they begin together."""
    found = [
        *(_mark(m, "name", e.label, e.id) for e in reading.entities for m in e.mentions),
        *(_mark(q, "quote", q.kind, q.id) for q in reading.quotes),
        *(_mark(d, "date", d.type, f"d{i}") for i, d in enumerate(reading.dates, 1)),
        *(_mark(f, "figure", f.unit or f.counted or "number", f.id) for f in reading.figures),
        *(_mark(e, "event", e.trigger.text, e.id) for e in reading.events),
    ]
    return in_order(found)


def annotation_marks(annotations: Iterable[Annotation]) -> tuple[Mark, ...]:
    """Return a mark for each annotation that has a place and is not a rejection."""
    return in_order(
        Mark(
            start=a.placement.start,
            end=a.placement.end,
            layer="own",
            label=a.tags[0] if a.tags else a.label or "",
            ref=a.id,
            origin=a.origin,
        )
        for a in annotations
        if a.placement.start is not None and a.placement.end is not None and a.status != "rejected"
    )


def label_of(mark: Mark) -> str:
    """Return the label that an annotation made from a machine's `mark` bears."""
    return _LABELS.get(mark.layer, mark.label)


def layer_of(label: str | None) -> Layer | None:
    """Return the layer of the machine's marks that bear `label`; None for another word, or none."""
    return _LAYERS.get(label or "")


def unjudged(marks: Iterable[Mark], annotations: Iterable[Annotation]) -> tuple[Mark, ...]:
    """Return the marks that no annotation has taken up, relabelled or rejected: one of the same span and layer.

    An annotation whose passage was corrected has no mark of its own; it stands for those of its layer that it overlaps.
    """
    found = tuple(marks)
    judged = {(a.placement.start, a.placement.end, _LAYERS.get(a.label)) for a in annotations if a.label is not None}
    corrected = judged - {(m.start, m.end, m.layer) for m in found}
    return tuple(
        m
        for m in found
        if (m.start, m.end, m.layer) not in judged
        and not any(
            layer == m.layer and start is not None and end is not None and m.overlaps(Span(start, end))
            for start, end, layer in corrected
        )
    )


def without_rejected(reading: Reading, annotations: Iterable[Annotation]) -> Reading:
    """Return `reading` without what the reader has rejected, and without the facts that rest on it.

    A rejected date keeps its place, which is its id, but has no value any more.
    """
    rejected = {
        (a.placement.start, a.placement.end, _LAYERS.get(a.label or "")) for a in annotations if a.status == "rejected"
    }
    if not rejected:
        return reading

    def kept(layer: Layer, found: Found) -> bool:
        return (found.start, found.end, layer) not in rejected

    entities = (replace(e, mentions=tuple(m for m in e.mentions if kept("name", m))) for e in reading.entities)
    left = replace(
        reading,
        entities=tuple(e for e in entities if e.mentions),
        quotes=tuple(q for q in reading.quotes if kept("quote", q)),
        dates=tuple(d if kept("date", d) else replace(d, value="") for d in reading.dates),
        figures=tuple(f for f in reading.figures if kept("figure", f)),
        events=tuple(e for e in reading.events if kept("event", e)),
    )
    return replace(left, facts=_still_told(reading, left))


def at_least(reading: Reading, floor: float) -> Reading:
    """Return `reading` without what is less certain than `floor` (0 to 1); nothing in it refers to what is gone."""
    if floor <= 0:
        return reading
    kept = (replace(e, mentions=tuple(m for m in e.mentions if m.certainty >= floor)) for e in reading.entities)
    entities = tuple(e for e in kept if e.mentions)
    quotes = tuple(q for q in reading.quotes if q.certainty >= floor)
    figures = tuple(f for f in reading.figures if f.certainty >= floor)
    named, said = {e.id for e in entities}, {q.id for q in quotes}

    def known(speaker: Speaker | None) -> Speaker | None:
        return speaker if speaker is None or speaker.entity in named else replace(speaker, entity=None)

    sure = replace(
        reading,
        entities=entities,
        quotes=tuple(replace(q, speaker=known(q.speaker), reported_by=known(q.reported_by)) for q in quotes),
        dates=tuple(d for d in reading.dates if d.certainty >= floor),
        figures=tuple(f if f.quote in said else replace(f, quote=None) for f in figures),
        events=tuple(
            replace(
                e,
                participants=tuple(p for p in e.participants if p in named),
                place=e.place if e.place in named else None,
            )
            for e in reading.events
            if e.certainty >= floor
        ),
    )
    return replace(sure, facts=_still_told(reading, sure))


def _still_told(whole: Reading, left: Reading) -> tuple[Fact, ...]:
    """Return the facts of `whole` as far as the figures, quotes and entities of `left` bear them out.

    An account stays while one of its figures does; it disagrees with nothing where the others that disagree are gone.
    """
    named, said, counted = {e.id for e in left.entities}, {q.id for q in left.quotes}, {f.id for f in left.figures}
    gone = {f.id: f for f in whole.figures if f.id not in counted}
    speaker_of = {q.id: q.speaker for q in whole.quotes}
    quote_of = {f.id: f.quote for f in whole.figures}

    def given(account: Account) -> Account:
        figures = tuple(f for f in account.figures if f in counted)
        places = {(gone[f].start, gone[f].end) for f in account.figures if f in gone}
        silent = {speaker_of.get(quote_of.get(f) or "") for f in account.figures if f in gone}
        silent -= {speaker_of.get(quote_of.get(f) or "") for f in figures}
        speakers = (s for s in account.speakers if s not in silent)
        return replace(
            account,
            figures=figures,
            speakers=tuple(s if s.entity in named else replace(s, entity=None) for s in speakers),
            evidence=tuple(p for p in account.evidence if (p.start, p.end) not in places),
        )

    def told(fact: Fact) -> Fact:
        accounts = tuple(a for a in map(given, fact.accounts) if a.figures)
        if sum(a.disagrees for a in accounts) == 1:
            accounts = tuple(replace(a, disagrees=False) for a in accounts)
        return replace(fact, accounts=accounts, doubts=tuple(q for q in fact.doubts if q in said))

    return tuple(fact for fact in map(told, whole.facts) if fact.accounts)


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Sort marks as a reader meets them: by start, the longer first."""
    return tuple(sorted(marks, key=lambda m: (m.start, -m.end)))


def _mark(found: Found, layer: Layer, label: str, ref: str) -> Mark:
    return Mark(
        start=found.start,
        end=found.end,
        layer=layer,
        label=label,
        ref=ref,
        rule=found.rule,
        certainty=found.certainty,
    )
