"""Where the reader is in each document: kept without an act, so that undo is about what was said, not about reading."""

from collections.abc import Mapping

import msgspec

from annotations import anchoring
from annotations.model import Layer, Value
from annotations.store.database import Database, now
from annotations.text import shown_line

_AHEAD = 32
"""Code points after a place by which it is found again in a changed text."""


class Place(Value, frozen=True, kw_only=True):
    """Where the reader is in a document: offsets of cursor and of the first text on the screen, and what is shown."""

    cursor: int = 0
    top: int = 0
    panel_open: bool = True
    tab: str = ""
    progress: float = 0.0
    layers: tuple[Layer, ...] | None = None
    """The layers shown; None for those that the settings name."""
    letters: Mapping[str, int] = {}
    """The places that the reader has set, by their letters."""


def keep(database: Database, document: str, place: Place) -> None:
    """Keep a document's place, instead of the one before, inside a transaction."""
    database.run("DELETE FROM places WHERE document = ?", document)
    row = {
        "document": document,
        "cursor": place.cursor,
        "top": place.top,
        "panel_open": int(place.panel_open),
        "tab": shown_line(place.tab),
        "progress": float(place.progress),
        "layers": None if place.layers is None else msgspec.json.encode(place.layers).decode(),
        "letters": msgspec.json.encode(place.letters).decode(),
        "kept": now(),
    }
    database.insert("places", row)


def kept(database: Database, document: str) -> Place | None:
    """Return a document's place, or None."""
    row = database.row("SELECT * FROM places WHERE document = ?", document)
    if row is None:
        return None
    return Place(
        cursor=row["cursor"],
        top=row["top"],
        panel_open=bool(row["panel_open"]),
        tab=row["tab"],
        progress=row["progress"],
        layers=None if row["layers"] is None else msgspec.json.decode(row["layers"], type=tuple[Layer, ...]),
        letters=msgspec.json.decode(row["letters"], type=dict[str, int]),
    )


def follow(database: Database, document: str, old_text: str, new_text: str) -> None:
    """Move a document's place with its words, when its text has changed."""
    place = kept(database, document)
    if place is None:
        return

    def moved(offset: int) -> int:
        selector = anchoring.select(old_text, offset, min(offset + _AHEAD, len(old_text)))
        start = anchoring.place(selector, old_text, new_text).start
        return min(offset, len(new_text)) if start is None else start

    fields = {
        "cursor": moved(place.cursor),
        "top": moved(place.top),
        "letters": msgspec.json.encode({letter: moved(at) for letter, at in place.letters.items()}).decode(),
    }
    database.update("places", "document", document, fields)
