"""What each tab of the panel lists, and in which orders."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from annotations.marks import marks_of
from annotations.model import Annotation, Reading, Tag
from tui.panel.facts import fact_items
from tui.panel.items import Item, Tab, grouped, in_text_order, name_items, note_items, quote_items
from tui.panel.timeline import timeline_items

if TYPE_CHECKING:
    from annotations.store import Linked

ORDERS: Final[Mapping[Tab, tuple[str, ...]]] = {
    "facts": ("by subject", "by text"),
    "quotes": ("by text", "by speaker"),
    "names": ("by kind", "by name", "by text"),
    "timeline": ("by day", "by text"),
    "notes": ("by text", "by tag"),
}
"""The orders of each tab, the usual one first."""


def contents(
    tab: Tab,
    order: str,
    reading: Reading | None,
    annotations: Sequence[Annotation],
    tags: Sequence[Tag],
    links: Mapping[str, Sequence["Linked"]] | None = None,
) -> tuple[Item, ...]:
    """Return what `tab` lists in `order`; nothing but notes before there is a reading."""
    if tab == "notes":
        notes = note_items(annotations, tags, links)
        return (
            grouped(item._replace(section=item.section or item.alike) for item in notes) if order == "by tag" else notes
        )
    if reading is None:
        return ()
    match tab:
        case "facts":
            items = fact_items(reading)
        case "quotes":
            items = quote_items(reading)
            return grouped(items) if order == "by speaker" else in_text_order(items)
        case "names":
            items = name_items(reading)
        case _:
            items = timeline_items(reading)
    if order == "by text":
        return in_text_order(items)
    if order == "by name":
        return tuple(item._replace(section="") for item in sorted(items, key=lambda item: item.headline.casefold()))
    return items


def at_least(items: tuple[Item, ...], reading: Reading, floor: float) -> tuple[Item, ...]:
    """Return those of `items` that rest on a mark of `reading` as certain as `floor` (0 to 1).

    What they say is what the whole reading says: a floor hides, it changes nothing.
    """
    marks = marks_of(reading)
    layers = {mark.ref: mark.layer for mark in marks}
    sure = {(mark.layer, mark.start, mark.end) for mark in marks if mark.certainty >= floor}
    return tuple(
        item
        for item in items
        if (layer := layers.get(item.ref)) is None or any((layer, s.start, s.end) in sure for s in item.spans)
    )
