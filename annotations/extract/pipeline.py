"""A document read from end to end: each step is a function of the text and the layers before it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from msgspec.structs import replace

from annotations.extract.backends import Backend
from annotations.extract.coreference import resolve
from annotations.extract.dates import find_dates
from annotations.extract.events import find_events
from annotations.extract.facts import find_facts
from annotations.extract.figures import attach_figures, find_figures
from annotations.extract.learned import NOTHING, Learned
from annotations.extract.names import find_names
from annotations.extract.quotes import find_quotes
from annotations.extract.quotes.sentences import sentences_of
from annotations.extract.segment import segment
from annotations.model import Document, Reading, Span


def read(
    document: Document, *, id: str | None = None, learned: Learned = NOTHING, backend: Backend | None = None
) -> Reading:
    """Return what the machine finds in `document`, knowing what was `learned` from its reader.

    `id` names the reading, else the text's hash does; a `backend` finds the names in place of the project's own way.
    """
    with _no_search_for_cycles():
        reading = _read(document, document.sha256 if id is None else id, learned, backend)
        sentences_of.cache_clear()  # else the collector, once awake, goes through all the words
        return reading


def _read(document: Document, id: str, learned: Learned, backend: Backend | None) -> Reading:
    layout = segment(document.text, document.headings)
    names = find_names(layout, learned, backend)
    entities = resolve(layout, names)
    dates = find_dates(layout, document.published, [name for name in names if name.label != "EVENT"])
    quotes = find_quotes(layout, entities)
    figures = attach_figures(find_figures(layout, dates), quotes)
    reading = Reading(
        id=id,
        document=document,
        furniture=tuple(Span(p.start, p.end) for p in layout.furniture),
        headings=tuple(Span(p.start, p.end) for p in layout.headings),
        entities=entities,
        quotes=quotes,
        dates=dates,
        figures=figures,
        events=find_events(layout, entities, dates, quotes, document.published),
    )
    return replace(reading, facts=find_facts(reading))


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Keep the collector still: reading makes many values and no cycles, and looking for some takes a fifth of it."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
