"""Passages that another program selected, in the texts they were selected in."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from annotations.exchange.export import ExportedAnnotation, ExportedDocument
from annotations.exchange.registry import Imported
from annotations.exchange.same_document import SameDocument
from annotations.exchange.utf16 import Units
from annotations.model import Span
from annotations.store import Store
from annotations.text import shown, shown_line


class Sought(ExportedAnnotation, frozen=True, kw_only=True):
    """An annotation that comes without its text; `now` is what stands in its place, if that is not its quote."""

    now: str | None = None


_MOST: Final = 10_000
"""Places of the same words that are compared by what stands around them."""


def find(text: str, quote: str, prefix: str, suffix: str, place: tuple[int, int] | None) -> Span | None:
    """Return where `quote` stands; `place` is where it is said to, in code points or, as many programs count, UTF-16.

    Where it is said to stand, or else where most of what should be around it is around it, or nearest to the place.
    With no quote the place is all there is.
    """
    if place is not None:
        if not quote or text[place[0] : place[1]] == quote:
            return Span(*place) if 0 <= place[0] < place[1] <= len(text) else None
        units = Units.of(text)
        points = units.point(place[0]), units.point(place[1])
        if text[points[0] : points[1]] == quote:
            return Span(*points)
    near = place[0] if place else 0
    starts = [*_starts(text, quote)] if quote else []
    best = max(
        starts, key=lambda start: (_around(text, start, quote, prefix, suffix), -abs(start - near)), default=None
    )
    return None if best is None else Span(best, best + len(quote))


def _starts(text: str, quote: str) -> Iterator[int]:
    start = text.find(quote)
    for _ in range(_MOST):
        if start < 0:
            return
        yield start
        start = text.find(quote, start + 1)


def _around(text: str, start: int, quote: str, prefix: str, suffix: str) -> int:
    """Return how much of what should stand around a passage stands around one, in code points."""
    end = start + len(quote)
    before, after = text[max(0, start - len(prefix)) : start], text[end : end + len(suffix)]
    return _same(before[::-1], prefix[::-1]) + _same(after, suffix)


def _same(one: str, other: str) -> int:
    """Return how many code points two texts begin with alike."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def with_texts(store: Store, imported: Imported) -> Imported:
    """Return an import whose documents without a text have the one that is here, and their passages found in it.

    What was told of a text that the document had before is a document with that text.
    """
    if all(document.text for document in imported.documents):
        return imported
    same = SameDocument(store, imported.documents)
    problems = list(imported.problems)
    documents: list[ExportedDocument] = []
    for document in imported.documents:
        if document.text:
            documents.append(document)
        elif (id := same.here(document)) is not None:
            documents += _with_text(store, id, document.annotations, problems)
        else:
            named = shown_line(document.source or document.id)
            problems.append(
                f"{named}: its text is not in the file, and no document here is known to be it: "
                "take it in first, with `briefreader add`, or from JSON, which holds the text"
            )
    return Imported(imported.tags, tuple(documents), tuple(problems))


def _with_text(
    store: Store, id: str, annotations: Iterable[ExportedAnnotation], problems: list[str]
) -> Iterator[ExportedDocument]:
    """Yield the document with that id here, once with each of its texts that annotations are of."""
    known = store.documents.get(id)
    texts = (known.text, *store.documents.other_texts(id))
    placed: dict[str, list[ExportedAnnotation]] = {known.text: []}
    for annotation in annotations:
        if found := _found(annotation, texts):
            placed.setdefault(found[0], []).append(found[1])
        else:
            words = shown_line(annotation.quote)[:80]
            problems.append(f"“{words}” is not in {shown_line(known.source or known.title)}")
    for text, found_there in placed.items():
        yield ExportedDocument(id=id, title=known.title, source=known.source, text=text, annotations=tuple(found_there))


def _found(annotation: ExportedAnnotation, texts: Sequence[str]) -> tuple[str, ExportedAnnotation] | None:
    """Return the text that an annotation is of, and the annotation in its place there; None where it is in none.

    `texts` are those that a document has had, the newest first. An annotation that is told to be lost stays so.
    """
    told = {name: getattr(annotation, name) for name in ExportedAnnotation.__struct_fields__}
    if annotation.placement == "orphan":
        return texts[0], ExportedAnnotation(**told)
    place = None if annotation.start is None or annotation.end is None else (annotation.start, annotation.end)
    now = annotation.now if isinstance(annotation, Sought) else None
    for text in texts:
        if place is not None and _shows(text, now or annotation.quote, place):
            told |= {} if now else {"quote": text[slice(*place)]}
            told |= {} if annotation.placement in ("moved", "review") else {"placement": "moved" if now else "exact"}
            return text, ExportedAnnotation(**told)
    around = annotation.prefix or "", annotation.suffix or ""
    for words in filter(None, (annotation.quote, now)) if annotation.quote else ("",):
        for text in texts:
            if span := find(text, words, *around, place):
                moved = words == now or (place is not None and isinstance(annotation, Sought))
                told |= {"start": span.start, "end": span.end, "placement": "moved" if moved else "exact"}
                told |= {} if words == now else {"quote": text[span.start : span.end]}
                return text, ExportedAnnotation(**told)
    return None


def _shows(text: str, words: str, place: tuple[int, int]) -> bool:
    """Whether a place shows words, some of which a table may not hold as they are."""
    there = text[slice(*place)] if 0 <= place[0] < place[1] <= len(text) else ""
    return bool(there) and words in (there, shown(there))
