"""What the panel lists, made from a reading and the reader's annotations. Nothing here knows of a screen."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from annotations import codebook
from annotations.assessment import brief, judgement
from annotations.model import Annotation, Entity, NameLabel, Quote, Reading, Span, Speaker, Tag
from annotations.text import shown_line
from tui.labels import LABEL_WORDS
from tui.linked import told
from tui.plain import plain_line, plain_lines
from tui.rows import fitted

if TYPE_CHECKING:
    from annotations.store import Linked

Tab = Literal["facts", "quotes", "names", "timeline", "notes"]
TABS: Final[tuple[Tab, ...]] = ("facts", "quotes", "names", "timeline", "notes")

LONGEST: Final = 240
"""No line of an item is longer, in code points: more never fits on a screen."""
_HEAD: Final = 36
"""Tags take no more of a line than so many cells: what is said beside them is to be seen too."""
FULLEST: Final = 800
"""Nor are the words in full that an item unfolds to."""


class Item(NamedTuple):
    """One thing that the panel lists. All its words are safe to show on a terminal, and on one line but where told."""

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
    full: str = ""
    """All the words of it, where the headline is but a part; a note keeps its lines."""
    told: str = ""
    """All that is told about the words, where the detail is but a part."""


def one_line(text: str, longest: int = LONGEST) -> str:
    """Return `text` as one safe line without doubled spaces, cut where no screen shows it any more."""
    return " ".join(shown_line(text[: longest * 2]).split())[:longest]


_CLOSING: Final = ",'\"”’—– "
"""What stands between words and who said them, when these come after."""
_BEFORE_NAME: Final = re.compile(r"(?:\b(?:[Aa]n?|[Tt]he)\s)?(?:\b[A-Z]\w*\s){0,3}\Z")


def _with_title(text: str, start: int) -> int:
    """Return where the article and the title before a name begin."""
    found = _BEFORE_NAME.search(text, max(0, start - 40), start)
    return found.start() if found else start


class Voices:
    """Who says what in a reading."""

    def __init__(self, reading: Reading) -> None:
        self.entities: Mapping[str, Entity] = {e.id: e for e in reading.entities}
        self.quotes: Mapping[str, Quote] = {q.id: q for q in reading.quotes}
        self._descriptions: dict[str, str] = {}
        for quote in reading.quotes:
            if quote.speaker and quote.speaker.entity not in self.entities:
                self._descriptions.setdefault(quote.speaker.text.casefold(), quote.speaker.text)
        told = (told for q in reading.quotes for told in (q.speaker, q.cue) if told)
        self._attributions = sorted(_with_title(reading.document.text, each.start) for each in told)
        self._introduced = {q.speaker.entity: q.id for q in reversed(reading.quotes) if q.speaker}

    def name(self, speaker: Speaker | None) -> str:
        """Return the name of a speaker, or the words that stand for it as they stand first, whatever their case."""
        if speaker is None:
            return "speaker not named"
        entity = self.entities.get(speaker.entity or "")
        return one_line(entity.name if entity else self._descriptions.get(speaker.text.casefold(), speaker.text))

    def attributed_after(self, text: str, start: int, end: int) -> int:
        """Return where between `start` and `end` it begins to be told who said what stands before; `end` if nowhere."""
        place = bisect_left(self._attributions, start)
        if place == len(self._attributions) or self._attributions[place] >= end:
            return end
        before = text[start : self._attributions[place]].rstrip()
        return start + len(before.rstrip(_CLOSING)) if before and before[-1] in _CLOSING else end

    def described(self, speaker: Speaker | None) -> str:
        """Return the name of a speaker with all the roles that are known."""
        entity = self.entities.get(speaker.entity or "") if speaker else None
        return ", ".join((self.name(speaker), *map(one_line, entity.roles if entity else ())))

    def told_of(self, quote: Quote) -> str:
        """Return all that is told of who said it, how, and how far it holds."""
        reported = f"reported by {self.described(quote.reported_by)}" if quote.reported_by else ""
        return joined(f"{_denied_by(quote)}{self.described(quote.speaker)}", quote.kind, _held(quote), reported)

    def in_short(self, quote: Quote) -> str:
        """Return who said it, how, and how far it holds; the role last, where this is the first that one says."""
        entity = self.entities.get(quote.speaker.entity or "") if quote.speaker else None
        first = entity is not None and self._introduced.get(entity.id) == quote.id
        return joined(
            f"{_denied_by(quote)}{self.name(quote.speaker)}",
            quote.kind,
            _held(quote),
            f"via {self.name(quote.reported_by)}" if quote.reported_by else "",
            one_line(entity.roles[0]) if entity and entity.roles and first else "",
        )


def _denied_by(quote: Quote) -> str:
    return "denied by " if quote.stance == "denied" else ""


def _held(quote: Quote) -> str:
    """Return how far it holds, unless that goes without saying or is said with the speaker."""
    return "" if quote.stance in ("stated", "denied") else quote.stance


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
    return Item(
        ref=quote.id,
        headline=f"{before}{words_of(quote)}{after}",
        detail=voices.in_short(quote),
        spans=evidence_of(quote),
        section=name,
        alike=name,
        sign=STANCE_SIGNS.get(quote.stance, " "),
        full=f"{before}{words_of(quote, FULLEST)}{after}",
        told=voices.told_of(quote),
    )


def words_of(quote: Quote, longest: int = LONGEST) -> str:
    """Return what was said as one line, without the comma that leads to who said it."""
    return one_line(quote.text.rstrip(" ,;"), longest)


STANCE_SIGNS: Final = {"not confirmed": "?", "unverified": "?", "alleged": "?", "predicted": "→", "planned": "→"}
"""What is confirmed or denied bears none: a tick or a cross would be taken for the reader's own judgement."""


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
            told=joined(
                LABEL_WORDS[entity.label],
                *map(one_line, entity.roles),
                f"also {', '.join(map(one_line, entity.aliases))}" if entity.aliases else "",
                "named once" if len(entity.mentions) == 1 else f"named {len(entity.mentions)} times",
            ),
        )
        for entity in found
        if entity.mentions
    )


def paths_of(tags: Iterable[Tag]) -> Mapping[str, str]:
    """Return each tag as it is written, by its id, safe to show on a terminal."""
    return {id: one_line(path) for id, path in codebook.paths_of(tags).items()}


def note_items(
    annotations: Sequence[Annotation], tags: Iterable[Tag], links: Mapping[str, Sequence["Linked"]] | None = None
) -> tuple[Item, ...]:
    """Return the reader's annotations in the order of the text, before them those whose place is not sure or gone.

    `links` are what they are linked to, by their ids. Where several have made them each bears its author's name.
    """
    paths = paths_of(tags)
    kept = [a for a in annotations if a.status != "rejected"]
    kept.sort(key=lambda a: (_UNSURE.get(a.placement.kind, 2), a.placement.start or 0, a.created))
    several = len({a.author for a in annotations}) > 1
    return tuple(_note_item(a, paths, (links or {}).get(a.id, ()), a.author if several else "") for a in kept)


_UNSURE: Final = {"review": 0, "orphan": 1}
UNSURE: Final = "To be looked at"
"""The heading over annotations that a changed text may have left behind."""
_PLACEMENTS: Final = {
    "review": ("!", "the text changed: is this still the place?"),
    "orphan": ("×", "these words are gone from the text"),
}


def _note_item(annotation: Annotation, paths: Mapping[str, str], links: Sequence["Linked"], author: str) -> Item:
    place = annotation.placement
    sign, state = _PLACEMENTS.get(place.kind, (" ", ""))
    if annotation.status == "suggested":
        sign, state = "?", "suggested"
    label = LABEL_WORDS.get(annotation.label or "", annotation.label)
    names = [paths.get(tag, tag) for tag in annotation.tags] or [label or "note"]
    head = one_line(", ".join(names))
    short = head if len(head) <= _HEAD else fitted(", ".join(map(_inner, names)), _HEAD).plain
    note = one_line(plain_line(annotation.note))
    judged = ", ".join(brief(*judgement(annotation)))
    linked = joined(*(told(link, annotation.document) for link in links))
    words = f"“{one_line(annotation.selector.exact)}”"
    spans = () if place.start is None or place.end is None else (Span(place.start, place.end),)
    return Item(
        ref=annotation.id,
        headline=joined(short, note or words),
        detail=joined(state, one_line(author), judged, linked, words if note else "", _origin(annotation))[:LONGEST],
        spans=spans,
        section=UNSURE if place.kind in _UNSURE else "",
        alike=names[0],
        sign=sign,
        strong=(0, len(short)),
        tag=annotation.tags[0] if annotation.tags else None,
        full="\n".join(
            [*plain_lines(annotation.note[:FULLEST]), f"“{one_line(annotation.selector.exact, FULLEST // 2)}”"]
        ),
        told=joined(
            head,
            state,
            judged,
            linked,
            one_line(annotation.author),
            annotation.modified[:10],
            _origin(annotation),
        ),
    )


def _inner(path: str) -> str:
    """Return a tag as it is written where there is little room: "parent/child" as "…/child"."""
    outer, _, name = path.rpartition("/")
    return f"…/{name}" if outer else name


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
