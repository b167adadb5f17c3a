"""The values that everything else passes around: immutable, shaped as their JSON, checked as they are decoded.

Every offset counts code points of a document's text, `start` inclusive and `end` exclusive; every date is an ISO 8601
day or a TIMEX3 value; every time stamp is UTC, as in 2026-01-01T00:00:00Z.
"""

import datetime
import hashlib
from typing import Final, Literal, Self

import msgspec

NameLabel = Literal[
    "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART", "LANGUAGE",
    "WEAPON", "VEHICLE",
]  # fmt: skip
"""What a name names: the labels of OntoNotes 5, and two that briefings need."""

LONGEST_NAME: Final = 100
"""A longer text, in code points, is not taken for a name that a reader tells."""

QuoteKind = Literal["direct", "mixed", "indirect", "fragment"]
Stance = Literal[
    "stated", "confirmed", "not confirmed", "denied", "alleged", "unverified", "predicted", "planned"
]  # fmt: skip
EventKind = Literal["occurrence", "reporting", "state"]
"""What an event's trigger tells, by the classes of TimeML: that something happens, that somebody speaks, how it is."""
FactKind = Literal["killed", "wounded", "missing", "displaced", "held", "casualties"]
"""What befell people, the gravest first; `held` are those arrested, kidnapped or taken prisoner."""
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Modifier = Literal["=", "~", "<", ">", "<=", ">="]
Number = int | float

Layer = Literal["name", "quote", "date", "figure", "event", "own"]
"""The kinds of mark that a reader can show, hide and step through; `own` are the reader's annotations."""

Origin = Literal["human", "machine", "import"]
Status = Literal["accepted", "rejected", "suggested"]
PlacementKind = Literal["exact", "moved", "review", "orphan"]

Confidence = Literal["low", "moderate", "high"]
"""How sure the reader is of what an annotation says."""
Reliability = Literal["A", "B", "C", "D", "E", "F"]
"""How reliable the source is, by the Admiralty code: A completely, E not at all, F cannot be judged."""
Credibility = Literal[1, 2, 3, 4, 5, 6]
"""How credible what it says is, by the Admiralty code: 1 confirmed, 5 improbable, 6 cannot be judged."""


def is_day(text: str) -> bool:
    """Whether `text` is a day of the calendar, as in 2026-01-31."""
    try:
        return len(text) == 10 and datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class Value(msgspec.Struct, frozen=True, gc=False):
    """The base of all values: equal by content, never changed, and never part of a cycle, so not tracked for one."""


class Span(Value, frozen=True, order=True):
    """A stretch of a document's text, in code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end


class Passage(Span, frozen=True, order=True):
    """A span with the words it covers."""

    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Passage":
        """Return the passage of `text` from `start` to `end`."""
        return Passage(start, end, text[start:end])


class Found(Passage, frozen=True, kw_only=True):
    """A passage that extraction found: which rule or model made it, and how sure it is (0 to 1)."""

    rule: str = ""
    certainty: float = 1.0


class Document(Value, frozen=True, kw_only=True):
    """A text as it was taken in, with what its source says of it. Made by `annotations.sources.load`."""

    title: str
    byline: str | None = None
    outlet: str | None = None
    source: str
    published: str | None = None
    sha256: str
    text: str
    headings: tuple[Span, ...] | None = None
    """The headings that the source's markup declares; None where the format has no markup (plain text)."""
    notices: tuple[str, ...] = ()
    """What the reader should know of how the text was taken in: a guessed charset, a fallback."""

    @classmethod
    def of(
        cls,
        text: str,
        *,
        title: str = "",
        source: str = "",
        published: str | None = None,
        byline: str | None = None,
        outlet: str | None = None,
        headings: tuple[Span, ...] | None = None,
        notices: tuple[str, ...] = (),
    ) -> Self:
        """Return a document of `text`, which has been through `annotations.text.clean`, with its hash."""
        return cls(
            title=title,
            byline=byline,
            outlet=outlet,
            source=source,
            published=published,
            sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
            text=text,
            headings=headings,
            notices=notices,
        )


class Mention(Found, frozen=True, kw_only=True):
    """One place where an entity is named."""


class Entity(Value, frozen=True, kw_only=True):
    """A real thing, with every place where the text names it."""

    id: str
    label: NameLabel
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    mentions: tuple[Mention, ...]
    role_mentions: tuple[Passage, ...] = ()
    """Where each of `roles` stands in the text, in the same order."""


class Speaker(Passage, frozen=True, kw_only=True):
    """The words that name who speaks ("he" too), and the id of the entity whom they mean, if it is known."""

    entity: str | None = None


class Quote(Found, frozen=True, kw_only=True):
    """Reported speech: its words, who said them, how that is told, and how it stands."""

    id: str
    kind: QuoteKind
    speaker: Speaker | None = None
    cue: Passage | None = None
    stance: Stance = "stated"
    stance_evidence: Passage | None = None
    reported_by: Speaker | None = None
    """Who passed the words on: the agency in "Reuters reported", the paper in "told the Daily"."""


class DateMention(Found, frozen=True, kw_only=True):
    """A TIMEX3 expression: `value` as in ISO-TimeML (2015-10-01, 2015-W40, P3D, PXD, PRESENT_REF)."""

    type: TimexType
    value: str
    mod: str | None = None
    """TIMEX3's mod: BEFORE, AFTER, APPROX, START, MID, END, LESS_THAN, MORE_THAN, EQUAL_OR_LESS, EQUAL_OR_MORE."""


class Figure(Found, frozen=True, kw_only=True):
    """A number that counts or measures something. `unit` is singular and spelled out: "dollar", "percent"."""

    id: str
    value: Number | tuple[Number, Number]
    unit: str | None = None
    counted: str | None = None
    modifier: Modifier = "="
    change: Literal["up", "down"] | None = None
    """Whether it is said to be a rise or a fall: "rose by 5 percent"."""
    quote: str | None = None
    """The id of the quote it stands in: who says so."""


class Event(Found, frozen=True, kw_only=True):
    """Something that happened or is to happen: the clause that tells it is its span."""

    id: str
    trigger: Passage
    kind: EventKind = "occurrence"
    date: str | None = None
    date_evidence: Passage | None = None
    participants: tuple[str, ...] = ()
    place: str | None = None


class Account(Value, frozen=True, kw_only=True):
    """A number of people as one or more speakers give it; with no speakers, the text itself says so."""

    value: Number | tuple[Number, Number]
    modifier: Modifier = "="
    figures: tuple[str, ...]
    """The ids of the figures that give it."""
    speakers: tuple[Speaker, ...] = ()
    stance: Stance = "stated"
    date: str | None = None
    """The day or time of what befell them (a TIMEX3 value), where the text tells it."""
    date_evidence: Passage | None = None
    evidence: tuple[Passage, ...]
    """The figures and the words that say what befell those counted."""
    disagrees: bool = False
    """Whether another speaker gives a number of the same day that cannot be of one count with this one."""


class Fact(Value, frozen=True, kw_only=True):
    """What befell people: all numbers that the text gives, and the ids of the quotes that deny or doubt it."""

    id: str
    kind: FactKind
    counted: str
    """Who they are, in the plural: "civilians"; "people" where the text does not say."""
    accounts: tuple[Account, ...]
    doubts: tuple[str, ...] = ()


class Reading(Value, frozen=True, kw_only=True):
    """What the machine found in a document. Encoded by msgspec it is the JSON that `briefreader extract` prints."""

    format: Literal["briefreader-reading"] = "briefreader-reading"
    version: Literal[1] = 1
    id: str
    document: Document
    furniture: tuple[Span, ...] = ()
    headings: tuple[Span, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    dates: tuple[DateMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    facts: tuple[Fact, ...] = ()


class Tag(Value, frozen=True, kw_only=True):
    """A code of the code book. `parent` is the id of the tag it lies in, `key` a digit from 1 to 9."""

    id: str
    name: str
    parent: str | None = None
    description: str = ""
    colour: str = ""
    key: str | None = None


class Selector(Value, frozen=True, kw_only=True):
    """Where a passage stood when it was marked: offsets, its words, and up to 32 code points on either side."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


class Placement(Value, frozen=True, kw_only=True):
    """Where a passage stands in one revision of its text; `start` and `end` are None for an orphan."""

    kind: PlacementKind
    start: int | None
    end: int | None


class Link(Value, frozen=True, kw_only=True):
    """A typed link to another annotation, by its id."""

    type: str
    to: str


class Annotation(Value, frozen=True, kw_only=True):
    """What a reader says of a passage, or a machine's mark that the reader has judged. `tags` are tag ids."""

    id: str
    document: str
    selector: Selector
    placement: Placement
    tags: tuple[str, ...] = ()
    note: str = ""
    label: str | None = None
    origin: Origin = "human"
    status: Status = "accepted"
    author: str = ""
    created: str
    modified: str
    links: tuple[Link, ...] = ()
    confidence: Confidence | None = None
    reliability: Reliability | None = None
    credibility: Credibility | None = None


class Mark(Span, frozen=True, kw_only=True):
    """A labelled span with an origin: what the article shows, whether a machine or a reader made it.

    `ref` is the id of the thing it stands for: an entity's, a quote's, a figure's, an annotation's; for a date its
    place in the reading, as in "d3".
    """

    layer: Layer
    label: str
    ref: str
    origin: Origin = "machine"
    rule: str = ""
    certainty: float = 1.0
