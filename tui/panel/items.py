"""What the panel lists, made from a reading and the reader's annotations. Nothing here knows of a screen."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from annotations.model import Annotation, Entity, NameLabel, Quote, Reading, Span, Speaker, Tag
from annotations.text import shown_line

Tab = Literal["facts", "quotes", "names", "timeline", "notes"]
TABS: Final[tuple[Tab, ...]] = ("facts", "quotes", "names", "timeline", "notes")

LONGEST: Final = 240
"""No line of an item is longer, in code points: more never fits on a screen."""


class Item(NamedTuple):
    """One thing that the panel lists. All its words are safe to show on a terminal, each on one line."""

    ref: str
    """The id of what it stands for: an entity's, a quote's, a figure's, an event's, an annotation's."""
    headline: str
    detail: str
    """Who says so, and when."""
    spans: tuple[Span, ...]
    """Its evidence, the best first. Empty only for an annotation whose words are gone from the text."""
    section: str = ""
    """The heading that it stands under."""
    alike: str = ""
    """What the items to be seen together share: the speaker, the label, the day, the tag."""
    sign: str = " "
    """One cell that says without colour what is special: ≠ disagrees, ! to be looked at."""
    times: str = ""
    """How often it is named."""
    strong: tuple[int, int] = (0, 0)
    """The part of the headline that stands out, in code points."""
    tag: str | None = None
    """The id of the tag whose colour it bears."""


def one_line(text: str) -> str:
    """Return `text` as one safe line without doubled spaces, cut where no screen shows it any more."""
    return " ".join(shown_line(text[: LONGEST * 2]).split())[:LONGEST]


_STOP: Final = re.compile(r"\n|;\s|[.!?](?<![A-Z].)(?<!\b[A-Z][a-z].)(?<!\b[A-Z][a-z][a-z].)['\"’”)\]]*\s")
_BULLET: Final = re.compile(r"[-*•–>#]+[ \t]+")
_REACH: Final = 200


def clause_around(text: str, span: Span) -> Span:
    """Return the sentence or line around `span`, 200 code points to a side at most, without bullet and full stop."""
    start, end = max(0, span.start - _REACH), min(len(text), span.end + _REACH)
    for stop in _STOP.finditer(text, start, span.start):
        start = stop.end()
    if bullet := _BULLET.match(text, start, span.start):
        start = bullet.end()
    after = _STOP.search(text, span.end, end)
    return Span(start, after.start() if after else end)


class Voices:
    """Who says what in a reading."""

    def __init__(self, reading: Reading) -> None:
        self.entities: Mapping[str, Entity] = {e.id: e for e in reading.entities}
        self.quotes: Mapping[str, Quote] = {q.id: q for q in reading.quotes}
        self._introduced = {q.speaker.entity: q.id for q in reversed(reading.quotes) if q.speaker}

    def name(self, speaker: Speaker | None) -> str:
        """Return the name of a speaker, or the words that stand for it."""
        if speaker is None:
            return "speaker not named"
        entity = self.entities.get(speaker.entity or "")
        return one_line(entity.name if entity else speaker.text)

    def introduced(self, quote: Quote) -> str:
        """Return the speaker's name, with the role where this is the first that he or she says."""
        name = self.name(quote.speaker)
        entity = self.entities.get(quote.speaker.entity or "") if quote.speaker else None
        if entity and entity.roles and self._introduced.get(entity.id) == quote.id:
            return f"{name}, {one_line(entity.roles[0])}"
        return name


def joined(*parts: str) -> str:
    """Return the parts that say something as one line."""
    return " · ".join(part for part in parts if part)


_MARK: Final = re.compile(r"[\"“”„«»]|(?<!\w)['‘]|['’](?!\w)")
MARKS_OF: Final = {"direct": ("“", "”"), "mixed": ("… “", "”"), "indirect": ("", ""), "fragment": ("‘", "’")}


def quote_items(reading: Reading) -> tuple[Item, ...]:
    """Return what is said, in the order of the text."""
    voices = Voices(reading)
    return tuple(_quote_item(quote, voices) for quote in reading.quotes)


def _quote_item(quote: Quote, voices: Voices) -> Item:
    name = voices.name(quote.speaker)
    before, after = ("", "") if _MARK.search(quote.text) else MARKS_OF[quote.kind]
    reported = f"via {voices.name(quote.reported_by)}" if quote.reported_by else ""
    stance = "" if quote.stance == "stated" else quote.stance
    return Item(
        ref=quote.id,
        headline=f"{before}{words_of(quote)}{after}",
        detail=joined(voices.introduced(quote), quote.kind, stance, reported),
        spans=evidence_of(quote),
        section=name,
        alike=name,
        sign=STANCE_SIGNS.get(quote.stance, " "),
    )


def words_of(quote: Quote) -> str:
    """Return what was said as one line, without the comma that leads to who said it."""
    return one_line(quote.text.rstrip(" ,;"))


STANCE_SIGNS: Final = {
    "confirmed": "✓", "not confirmed": "?", "unverified": "?", "alleged": "?", "denied": "✗", "predicted": "→",
    "planned": "→",
}  # fmt: skip


def evidence_of(quote: Quote) -> tuple[Span, ...]:
    """Return where the words stand, and where it is told how far they hold."""
    spans = [Span(quote.start, quote.end)]
    if quote.stance_evidence and not spans[0].covers(quote.stance_evidence):
        spans.append(Span(quote.stance_evidence.start, quote.stance_evidence.end))
    return tuple(spans)


LABELS: Final[Mapping[NameLabel, str]] = {
    "PERSON": "People", "ORG": "Organisations", "GPE": "Countries and cities", "NORP": "Peoples and parties",
    "LOC": "Places", "FAC": "Buildings and roads", "EVENT": "Events", "WEAPON": "Weapons", "VEHICLE": "Vehicles",
    "PRODUCT": "Products", "LAW": "Laws", "WORK_OF_ART": "Works", "LANGUAGE": "Languages",
}  # fmt: skip


def name_items(reading: Reading) -> tuple[Item, ...]:
    """Return the entities by label, those named most often first."""
    order = {label: place for place, label in enumerate(LABELS)}
    found = sorted(reading.entities, key=lambda e: (order[e.label], -len(e.mentions), e.name))
    return tuple(
        Item(
            ref=entity.id,
            headline=one_line(entity.name),
            detail=joined(
                "; ".join(map(one_line, entity.roles)),
                "also " + ", ".join(map(one_line, entity.aliases)) if entity.aliases else "",
            )[:LONGEST],
            spans=tuple(Span(m.start, m.end) for m in entity.mentions),
            section=LABELS[entity.label],
            alike=LABELS[entity.label],
            times=f"×{len(entity.mentions)}",
        )
        for entity in found
        if entity.mentions
    )


def paths_of(tags: Iterable[Tag]) -> dict[str, str]:
    """Return the written name of each tag by its id: "parent/child"."""
    known = {tag.id: tag for tag in tags}
    paths: dict[str, str] = {}
    for tag in known.values():
        names = [tag.name]
        parent = known.get(tag.parent or "")
        while parent is not None and len(names) <= len(known):
            names.append(parent.name)
            parent = known.get(parent.parent or "")
        paths[tag.id] = one_line("/".join(reversed(names)))
    return paths


def note_items(annotations: Sequence[Annotation], tags: Iterable[Tag]) -> tuple[Item, ...]:
    """Return the reader's annotations in the order of the text, before them those whose place is not sure or gone."""
    paths = paths_of(tags)
    kept = [a for a in annotations if a.status != "rejected"]
    kept.sort(key=lambda a: (_UNSURE.get(a.placement.kind, 2), a.placement.start or 0, a.created))
    return tuple(_note_item(annotation, paths) for annotation in kept)


_UNSURE: Final = {"review": 0, "orphan": 1}
_PLACEMENTS: Final = {
    "review": ("!", "the text changed: is this still the place?"),
    "orphan": ("×", "these words are gone from the text"),
}


def _note_item(annotation: Annotation, paths: Mapping[str, str]) -> Item:
    place = annotation.placement
    sign, state = _PLACEMENTS.get(place.kind, (" ", ""))
    if annotation.status == "suggested":
        sign, state = "?", "suggested"
    names = [paths.get(tag, tag) for tag in annotation.tags] or [annotation.label or "note"]
    head = ", ".join(names)
    note = one_line(annotation.note)
    words = f"“{one_line(annotation.selector.exact)}”"
    spans = () if place.start is None or place.end is None else (Span(place.start, place.end),)
    return Item(
        ref=annotation.id,
        headline=joined(one_line(head), note or words),
        detail=joined(state, words if note else "", _origin(annotation)),
        spans=spans,
        section="To be looked at" if place.kind in _UNSURE else "",
        alike=names[0],
        sign=sign,
        strong=(0, len(one_line(head))),
        tag=annotation.tags[0] if annotation.tags else None,
    )


def _origin(annotation: Annotation) -> str:
    return (
        ""
        if annotation.origin == "human"
        else {"machine": "found by the machine", "import": "imported"}[annotation.origin]
    )


def grouped(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the items with those of one section together, sections and items in the order of their first."""
    sections: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        sections[item.section].append(item)
    return tuple(item for section in sections.values() for item in section)


def in_text_order(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the items without sections, as their first evidence stands in the text."""
    placed = sorted(items, key=lambda item: min(item.spans) if item.spans else Span(0, 0))
    return tuple(item._replace(section="") for item in placed)
