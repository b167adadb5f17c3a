"""What is under the cursor, in a line of words."""

from typing import TYPE_CHECKING, NamedTuple

from annotations.assessment import brief, judgement
from annotations.model import Annotation, Figure, Mark, Quote, Span
from annotations.text import excerpt, shown_line
from tui.labels import LABEL_WORDS, QUOTE_WORDS
from tui.linked import told
from tui.moment import moment
from tui.plain import plain_line
from tui.quantity import quantity
from tui.reader.annotators import name_of
from tui.reader.sheet import Sheet, placed
from tui.reader.status import APART

if TYPE_CHECKING:
    from tui.article.pane import ArticlePane

SEPARATOR = " · "


class Said(NamedTuple):
    """What is said of a span: what it is, and more about it."""

    span: Span
    what: str
    more: str = ""
    ref: str = ""
    """The id of what is said: an annotation's, or what its mark stands for."""


def under(sheet: Sheet, pane: "ArticlePane") -> str:
    """Return what the next key acts on, and then what else is said of the place under the cursor.

    Annotations stand before the machine's marks, those of fewer words first.
    """
    target = pane.target()
    mark = pane.mark_here()
    chosen = mark.ref if mark is not None else ""
    said = sorted(_said(sheet, pane), key=lambda one: (one.span != target, one.ref != chosen))
    told = [f"{one.what}{one.more}" for one in said]
    if target is None:
        pass
    elif pane.selection is not None:
        told.insert(0, f"selection {_words(sheet, target)}")
    elif said and said[0].span == target:
        words = _words(sheet, target)
        quoted = "" if words in said[0].more or words[1:-1] in said[0].what else f" {words}"
        told[0] = f"{said[0].what}{quoted}{_which(pane)}{said[0].more}"
    else:
        told.insert(0, f"{'passage' if pane.passage else 'word'} {_words(sheet, target)}")
    return shown_line(APART.join(told))


def _said(sheet: Sheet, pane: "ArticlePane") -> list[Said]:
    annotations = sheet.said_over(pane.cursor)
    judged = (mark for a in annotations if (span := placed(a)) for mark in sheet.found_at(span))
    found = sorted({*(m for m in pane.marks_here() if m.layer != "own"), *judged}, key=len)
    return [*(_annotation(sheet, a) for a in annotations), *(_mark(sheet, m) for m in found)]


def _which(pane: "ArticlePane") -> str:
    """Return which this is of the marks over the cursor, the innermost first."""
    which, of = pane.choice()
    return f" ({which} of {of} marks here)" if which and of > 1 else ""


def _words(sheet: Sheet, span: Span) -> str:
    return excerpt(sheet.text[span.start : span.end], 24)


def _annotation(sheet: Sheet, annotation: Annotation) -> Said:
    span = placed(annotation) or Span(0, 0)
    tags = ", ".join(sheet.path_of(tag) for tag in annotation.tags)
    label = LABEL_WORDS.get(annotation.label or "", annotation.label)
    head = tags or ("note" if annotation.note else label or "annotation")
    unsure = " (is this still the place?)" if annotation.placement.kind == "review" else ""
    suggested = " (suggested)" if annotation.status == "suggested" else ""
    judged = "".join(f", {words}" for words in brief(*judgement(annotation)))
    note = f": {plain_line(annotation.note)}" if annotation.note else ""
    links = "".join(f"{SEPARATOR}{told(link, sheet.id)}" for link in sheet.links.get(annotation.id, ()))
    by = f" by {name_of(annotation.author)}" if len(sheet.authors) > 1 else ""
    more = f" on {_words(sheet, span)}{by}{judged}{unsure}{suggested}{note}{links}"
    return Said(span, f"◆ {head}", more, annotation.id)


def _mark(sheet: Sheet, mark: Mark) -> Said:
    return _told(sheet, mark, Span(mark.start, mark.end))._replace(ref=mark.ref)


def what_of(sheet: Sheet, mark: Mark) -> str:
    """Return what a machine's mark says, in words."""
    said = _told(sheet, mark, Span(mark.start, mark.end))
    return f"{said.what}{said.more}"


def _told(sheet: Sheet, mark: Mark, span: Span) -> Said:
    match mark.layer:
        case "name":
            return Said(span, *_name(sheet, mark))
        case "quote":
            quote = sheet.quotes[mark.ref]
            more = SEPARATOR.join(("", who_says(sheet, quote), quote.stance, _words(sheet, span)))
            return Said(span, QUOTE_WORDS[quote.kind], more)
        case "date":
            date = sheet.dates[mark.ref]
            return Said(span, moment(date), f"{SEPARATOR}when was this published?" if sheet.lacks_day(date) else "")
        case "figure":
            return Said(span, *_figure(sheet, sheet.figures[mark.ref]))
        case _:
            return Said(span, f"what happened: {mark.label}")


def _name(sheet: Sheet, mark: Mark) -> tuple[str, str]:
    entity = sheet.entities[mark.ref]
    times = len(entity.mentions)
    named = "named once" if times == 1 else f"named {times} times"
    return entity.name, SEPARATOR.join(("", LABEL_WORDS[entity.label], *entity.roles[:1], named))


def who_says(sheet: Sheet, quote: Quote) -> str:
    """Return the name of who says `quote`, or the words that stand for it."""
    if quote.speaker is None:
        return "speaker not named"
    entity = sheet.entities.get(quote.speaker.entity or "")
    return entity.name if entity else quote.speaker.text


def _figure(sheet: Sheet, figure: Figure) -> tuple[str, str]:
    between = SEPARATOR if figure.unit else " "
    counted = f"{between}{figure.counted}" if figure.counted else ""
    said = sheet.quotes.get(figure.quote or "")
    source = f"{SEPARATOR}says {who_says(sheet, said)}" if said else ""
    return f"figure: {quantity(figure)}{counted}", source
