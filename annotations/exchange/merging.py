"""What comes of two copies of one annotation, where each may have been changed since they parted.

`join` is a join of a semilattice: of one copy with itself it is that copy, and any number of copies come to the same in
whatever order, and however often, they are joined. So colleagues who pass their exports around end with one set.

A copy that nobody has changed since it was made yields to one that was. Of two that were changed:
- tags and links of both stay,
- notes of both stay, one below the other, unless one is a part of the other,
- label, status, judgements and passage are those of the copy that was changed later.

Nothing is deleted by a join: an annotation that only one side has stays, and what one side has taken off comes back
if the other has changed its copy and still has it there.
"""

import hashlib
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from annotations.exchange.export import ExportedAnnotation
from annotations.notes import both_notes

_PLACEMENTS: Final = ("orphan", "review", "moved", "exact")


def join(one: ExportedAnnotation, other: ExportedAnnotation) -> ExportedAnnotation:
    """Return what the copies come to. They are of one annotation, with tags and ids written alike."""
    if one == other:
        return one
    if _is_changed(one) != _is_changed(other):
        changed, made = (one, other) if _is_changed(one) else (other, one)
        return replace(changed, **_unchanging(changed, made))
    later = max(one, other, key=lambda copy: copy.modified or "").modified
    latest = [copy for copy in (one, other) if (copy.modified or "") == (later or "")]
    passage = max(latest, key=_passage)
    return replace(
        one,
        **_unchanging(one, other),
        modified=later,
        start=passage.start,
        end=passage.end,
        quote=passage.quote,
        prefix=passage.prefix,
        suffix=passage.suffix,
        placement=passage.placement,
        label=max((copy.label for copy in latest), key=_order),
        status=max((copy.status for copy in latest), key=_order),
        confidence=max((copy.confidence for copy in latest), key=_order),
        reliability=max((copy.reliability for copy in latest), key=_order),
        credibility=max((copy.credibility for copy in latest), key=_order),
        tags=one.tags if one.tags == other.tags else tuple(sorted({*one.tags, *other.tags})),
        links=one.links if one.links == other.links else tuple(sorted({*one.links, *other.links}, key=_order)),
        note=both_notes(one.note, other.note),
    )


def is_same(one: ExportedAnnotation, other: ExportedAnnotation) -> bool:
    """Whether two that have one id are copies of one annotation, and not two of programs that number from 1."""
    known = one.created is not None and other.created is not None
    return one.author == other.author and (one.created == other.created if known else one.quote == other.quote)


def other_id(annotation: ExportedAnnotation, document: str) -> str:
    """Return the id of an annotation whose own is another's: always the same for one of that source or text."""
    seed = "\0".join((annotation.id, annotation.author, annotation.created or "", annotation.quote, document))
    return hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()[:16]


def _is_changed(copy: ExportedAnnotation) -> bool:
    return (copy.modified or "") > (copy.created or copy.modified or "")


def _unchanging(one: ExportedAnnotation, other: ExportedAnnotation) -> dict[str, Any]:
    """Return what two copies have in common, in an order of its own where they do not."""
    names = ("id", "author", "origin", "created")
    return {name: max(getattr(one, name), getattr(other, name), key=_order) for name in names}


def _passage(copy: ExportedAnnotation) -> tuple[int, bytes]:
    """Return the order of passages: the surer place is the greater."""
    words = (copy.quote, copy.prefix, copy.suffix, copy.start, copy.end)
    return _PLACEMENTS.index(copy.placement), msgspec.json.encode(words)


def _order(value: object) -> tuple[bool, bytes]:
    """Return an order of values that is the same everywhere; nothing comes before anything."""
    return value is not None, msgspec.json.encode(value)
