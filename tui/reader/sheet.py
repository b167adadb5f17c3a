"""The document on the desk: its text, what the machine found, what the reader said, and the marks that follow."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from annotations.marks import annotation_marks, in_order, label_of, marks_of, unjudged
from annotations.model import Annotation, DateMention, Document, Entity, Figure, Mark, Quote, Reading, Span, Tag
from tui.article.caret import Aim

if TYPE_CHECKING:
    from annotations.store import Linked


class Sheet:
    """What is known of one open document. The reader's screen owns it; nothing else changes it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.id = ""
        """The document's id in the store; empty until the store is open."""
        self.reading: Reading | None = None
        """What the machine found."""
        self.floor = 0.0
        """Marks less certain than this are not shown. What the others say of what is hidden stays as it was read."""
        self.annotations: dict[str, Annotation] = {}
        self.tags: tuple[Tag, ...] = ()
        self.marks: tuple[Mark, ...] = ()
        """All marks there are to see: the machine's that nobody has judged, and the reader's."""
        self.entities: Mapping[str, Entity] = {}
        self.quotes: Mapping[str, Quote] = {}
        self.figures: Mapping[str, Figure] = {}
        self.dates: Mapping[str, DateMention] = {}
        self.links: Mapping[str, Sequence[Linked]] = {}
        """The links of the annotations and those that lead to them, by the annotation's id."""
        self.found: tuple[Mark, ...] = ()
        """All the machine's marks, judged or not."""
        self._said: list[tuple[int, int, Annotation]] = []
        self.times_changed = 0
        """How often what is found or said of the text has changed."""
        self.authors: tuple[str, ...] = ()
        """The names of all who have annotated the text; "" for those without one."""
        self._author: str | None = None
        """Whose annotations are shown; None for all."""

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    def lacks_day(self, date: DateMention) -> bool:
        """Return whether it would be known when `date` is, if it were known when the document was published."""
        return self.document.published is None and date.value.startswith("XXXX")

    def read(self, reading: Reading) -> None:
        """Take in what the machine found."""
        self.reading = reading
        self.found = tuple(mark for mark in marks_of(reading) if mark.certainty >= self.floor)
        self.entities = {e.id: e for e in reading.entities}
        self.quotes = {q.id: q for q in reading.quotes}
        self.figures = {f.id: f for f in reading.figures}
        self.dates = {f"d{i}": d for i, d in enumerate(reading.dates, 1)}
        self._remark()

    def raise_to(self, floor: float) -> None:
        """Leave out what is less certain than `floor` from now on; a lower one brings back what was left out."""
        self.floor = floor
        if self.reading is not None:
            self.read(self.reading)

    def number_below(self, floor: float) -> int:
        """Return how many of the machine's marks a floor would leave out."""
        return sum(m.certainty < floor for m in marks_of(self.reading)) if self.reading else 0

    def said(self, changed: Iterable[Annotation], gone: Iterable[str] = ()) -> None:
        """Take in annotations made or changed, and the ids of those deleted."""
        self.annotations |= {a.id: a for a in changed}
        for annotation in gone:
            self.annotations.pop(annotation, None)
        self._remark()

    def said_in_all(self, annotations: Iterable[Annotation]) -> None:
        """Take in all that the reader has said of the document, in place of what was known."""
        self.annotations = {a.id: a for a in annotations}
        self._remark()

    @property
    def shown(self) -> tuple[Annotation, ...]:
        """The annotations of those whose annotations are shown."""
        return tuple(a for a in self.annotations.values() if self._author in (None, a.author))

    def show_only(self, author: str | None) -> None:
        """Show only that annotator's annotations from now on, or with None those of all."""
        self._author = author
        self._remark()

    def _remark(self) -> None:
        self.times_changed += 1
        self.authors = tuple(sorted({a.author for a in self.annotations.values()}))
        if self._author is not None and self._author not in self.authors:
            self._author = None
        said = self.shown
        self.marks = in_order((*unjudged(self.found, self.annotations.values()), *annotation_marks(said)))
        self._said = [(p.start, p.end, a) for a in said if (p := placed(a)) and a.status != "rejected"]

    def tag(self, tag: str) -> Tag | None:
        """Return the tag of that id."""
        return next((t for t in self.tags if t.id == tag), None)

    def tag_on_key(self, key: str) -> Tag | None:
        """Return the tag that the code book has on the key "1" to "9"."""
        return next((t for t in self.tags if t.key == key), None)

    def path_of(self, tag: str) -> str:
        """Return the tag's name behind those of the tags it lies in: "parent/child"."""
        names: list[str] = []
        place: str | None = tag
        while place is not None and (found := self.tag(place)) and len(names) < len(self.tags):
            names.append(found.name)
            place = found.parent
        return "/".join(reversed(names)) or tag

    def tag_of_path(self, path: str) -> Tag | None:
        """Return the tag that is written "parent/child"."""
        return next((t for t in self.tags if self.path_of(t.id) == path), None)

    def found_at(self, span: Span) -> tuple[Mark, ...]:
        """Return the machine's marks, judged or not, that cover exactly `span`; the one that is aimed at, if one is."""
        if isinstance(span, Aim) and span.mark is not None and span.mark.layer != "own":
            return (span.mark,)
        first = bisect_left(self.found, span.start, key=lambda m: m.start)
        last = bisect_right(self.found, span.start, key=lambda m: m.start)
        return tuple(m for m in self.found[first:last] if m.end == span.end)

    def kinds_of(self, span: Span) -> tuple[str, ...]:
        """Return what `span` is, the narrowest first: which name or of what a figure, the label of the mark on it."""
        mark = next(iter(self.found_at(span)), None)
        if mark is None:
            return ("",)
        of: str | None = None
        if mark.layer == "name":
            of = self.entities[mark.ref].name
        elif mark.layer == "figure":
            of = self.figures[mark.ref].unit or self.figures[mark.ref].counted
        return (of, label_of(mark)) if of else (label_of(mark),)

    def said_at(self, span: Span) -> Annotation | None:
        """Return the annotation that covers exactly `span` and is not a rejection.

        Of several the one that is aimed at; if a machine's mark is, that which bears its label.
        """
        said = (a for a in self.said_over(span.start) if placed(a) == Span(span.start, span.end))
        mark = span.mark if isinstance(span, Aim) else None
        if mark is None:
            return next(said, None)
        if mark.layer == "own":
            return next((a for a in said if a.id == mark.ref), None)
        return next((a for a in said if a.label == label_of(mark)), None)

    def said_over(self, offset: int) -> tuple[Annotation, ...]:
        """Return the annotations over `offset` that are no rejections, the shortest first."""
        over = [(end - start, a) for start, end, a in self._said if start <= offset < end]
        return tuple(a for _, a in sorted(over, key=lambda pair: pair[0]))

    def said_here(self, target: Span | None, offset: int) -> tuple[Annotation, ...]:
        """Return the annotations over `offset`: that of `target` itself, if there is one, then the shortest first."""
        first = self.said_at(target) if target is not None else None
        return tuple(sorted(self.said_over(offset), key=lambda a: a is not first))

    def alike(self, span: Span) -> tuple[Span, ...]:
        """Return every other place that says the same as `span`: mentions of its entity, or else the same words."""
        named = [m.ref for m in self.found_at(span) if m.layer == "name"]
        if named:
            mentions = self.entities[named[0]].mentions
            places = {Span(m.start, m.end) for m in mentions if m.certainty >= self.floor}
        else:
            places = set(_same_words(self.text, self.text[span.start : span.end]))
        return tuple(sorted(places - {Span(span.start, span.end)}))


def placed(annotation: Annotation) -> Span | None:
    """Return where `annotation` stands in the text; None for an orphan."""
    start, end = annotation.placement.start, annotation.placement.end
    return None if start is None or end is None else Span(start, end)


def _same_words(text: str, words: str) -> Iterable[Span]:
    """Yield where `words` stand in `text`, not as a part of longer words."""
    place = text.find(words) if words else -1
    while place >= 0:
        end = place + len(words)
        if _at_border(text, place) and _at_border(text, end):
            yield Span(place, end)
        place = text.find(words, end)


def _at_border(text: str, place: int) -> bool:
    """Whether `place` lies at the edge of the text or where not both neighbours belong to words."""
    return not (0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum())
