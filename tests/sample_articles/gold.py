"""The gold readings beside the sample articles, located in their texts, and how a reading compares with them."""

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from annotations.model import Document, Number, Reading, Span
from annotations.sources import load

FOLDER = Path(__file__).parents[2] / "sample_articles"
ARTICLES = sorted(path for path in FOLDER.iterdir() if path.suffix in {".txt", ".md", ".html"})


class GoldEntity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One real thing and every form in which the text names it."""

    label: str
    name: str
    forms: tuple[str, ...]
    roles: tuple[str, ...] = ()


class GoldMark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A marked passage of any layer; fields that a layer does not have stay unset."""

    words: str
    kind: str | None = None
    type: str | None = None
    value: str | Number | tuple[Number, Number] | None = None
    speaker: str | None = None
    who: str | None = None
    stance: str | None = None
    unit: str | None = None
    counted: str | None = None
    modifier: str | None = None
    date: str | None = None
    within: bool = False


class Gold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a careful reader would mark in one article."""

    title: str
    published: str
    furniture: tuple[str, ...]
    headings: tuple[str, ...]
    entities: tuple[GoldEntity, ...]
    quotes: tuple[GoldMark, ...]
    dates: tuple[GoldMark, ...]
    figures: tuple[GoldMark, ...]
    events: tuple[GoldMark, ...]
    byline: str | None = None
    outlet: str | None = None


class Located(NamedTuple):
    """A gold mark and where it stands."""

    span: Span
    mark: GoldMark


class Sample(NamedTuple):
    """An article with its gold reading."""

    document: Document
    gold: Gold


def sample(article: Path) -> Sample:
    """Load an article and the gold reading beside it."""
    raw: dict[str, Any] = tomllib.loads(article.with_suffix(".gold.toml").read_text(encoding="utf-8"))
    return Sample(load(str(article)), msgspec.convert(raw, Gold))


def located(text: str, marks: Iterable[GoldMark]) -> tuple[Located, ...]:
    """Find each mark's words after the one before it; `…` stands for the words between."""
    out = []
    at = 0
    for mark in marks:
        first, _, last = mark.words.partition(" … ")
        start = text.index(first, at)
        end = text.index(last, start) + len(last) if last else start + len(first)
        out.append(Located(Span(start, end), mark))
        at = start + 1
    return tuple(out)


def gold_mentions(text: str, entities: Sequence[GoldEntity], furniture: Sequence[Span]) -> dict[Span, GoldEntity]:
    """Return every mention: the longest form wins where two overlap."""
    taken: dict[Span, GoldEntity] = {}
    for form, entity in sorted(((f, e) for e in entities for f in e.forms), key=lambda pair: -len(pair[0])):
        at = text.find(form)
        while at >= 0:
            span = Span(at, at + len(form))
            if _whole_words(text, span) and not any(span.overlaps(other) for other in (*taken, *furniture)):
                taken[span] = entity
            at = text.find(form, at + 1)
    return taken


def overlap_ratio(a: Span, b: Span) -> float:
    """Return the intersection over the union of two spans."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared / (max(a.end, b.end) - min(a.start, b.start)) if shared > 0 else 0.0


def matching(gold: Located, found: Iterable[Span], least: float) -> Span | None:
    """Return the span that best fits a gold mark; where the mark says `within`, one that covers it will do."""
    fits = [(overlap_ratio(gold.span, span), span) for span in found]
    best = max(fits, default=(0.0, None), key=lambda fit: fit[0])
    if best[0] >= least:
        return best[1]
    if gold.mark.within:
        return next((span for _, span in fits if span.covers(gold.span)), None)
    return None


def speaker_of(reading: Reading, ref: str | None) -> str | None:
    """Return the name of the entity with the id `ref`."""
    return next((entity.name for entity in reading.entities if entity.id == ref), None)


def _whole_words(text: str, span: Span) -> bool:
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    return not (before.isalnum() or after.isalnum())
