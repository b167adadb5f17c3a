"""What is under the cursor, in a line of words."""

from collections.abc import Iterable

from annotations.model import Annotation, DateMention, Figure, Mark, Quote
from annotations.text import shown_line
from tui.labels import LABEL_WORDS
from tui.quantity import quantity
from tui.reader.sheet import Sheet, placed

SEPARATOR = " · "


def under(sheet: Sheet, marks: Iterable[Mark], offset: int) -> str:
    """Return what is said of the place at `offset`: the reader's annotations, then the machine's marks over it."""
    said = sheet.said_over(offset)
    judged = (mark for a in said if (span := placed(a)) for mark in sheet.found_at(span))
    found = sorted({*(m for m in marks if m.layer != "own"), *judged}, key=len)
    return shown_line("  ▏".join([*(_annotation(sheet, a) for a in said), *(_mark(sheet, m) for m in found)]))


def _annotation(sheet: Sheet, annotation: Annotation) -> str:
    tags = ", ".join(sheet.path_of(tag) for tag in annotation.tags)
    head = tags or ("note" if annotation.note else annotation.label or "annotation")
    unsure = " (is this still the place?)" if annotation.placement.kind == "review" else ""
    suggested = " (suggested)" if annotation.status == "suggested" else ""
    return f"◆ {head}{unsure}{suggested}" + (f": {annotation.note}" if annotation.note else "")


def _mark(sheet: Sheet, mark: Mark) -> str:
    match mark.layer:
        case "name":
            return _name(sheet, mark)
        case "quote":
            return _quote(sheet, sheet.quotes[mark.ref])
        case "date":
            return _date(sheet.dates[mark.ref])
        case "figure":
            return _figure(sheet, sheet.figures[mark.ref])
        case "event":
            return f"EVENT {mark.label}"
        case _:
            return ""


def _name(sheet: Sheet, mark: Mark) -> str:
    entity = sheet.entities[mark.ref]
    times = len(entity.mentions)
    named = "named once" if times == 1 else f"named {times} times"
    return SEPARATOR.join((entity.name, LABEL_WORDS[entity.label], *entity.roles[:1], named))


def _quote(sheet: Sheet, quote: Quote) -> str:
    return SEPARATOR.join((f"QUOTE {quote.kind}", who_says(sheet, quote), quote.stance))


def who_says(sheet: Sheet, quote: Quote) -> str:
    """Return the name of who says `quote`, or the words that stand for it."""
    if quote.speaker is None:
        return "speaker not named"
    entity = sheet.entities.get(quote.speaker.entity or "")
    return entity.name if entity else quote.speaker.text


def _date(date: DateMention) -> str:
    return f"{date.type} {date.value}" + (f" ({date.mod.lower()})" if date.mod else "")


def _figure(sheet: Sheet, figure: Figure) -> str:
    between = SEPARATOR if figure.unit else " "
    counted = f"{between}{figure.counted}" if figure.counted else ""
    said = sheet.quotes.get(figure.quote or "")
    source = f"{SEPARATOR}says {who_says(sheet, said)}" if said else ""
    return f"FIGURE {quantity(figure)}{counted}{source}"
