"""How the items of the panel look: one line of what, one of who and when."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from textual.content import Content

from tui.panel.items import Item
from tui.rows import HEADING, MUTED, Row, fitted, spread


def item_row(item: Item, colours: Mapping[str, str]) -> Row:
    """Return the row of `item`; `colours` are the tags' by id."""

    def draw(width: int) -> Sequence[Content]:
        times = Content.styled(item.times, MUTED)
        room = width - 2 - (times.cell_length + 1 if item.times else 0)
        words, start, end = in_view(item.headline, *item.strong, room)
        headline = fitted(words, room)
        if end > start:
            headline = headline.stylize("bold", start, min(end, len(headline)))
        sign = Content.styled(item.sign, "bold")
        if item.tag is not None:
            headline, sign = _in_colour(headline, sign, item, colours.get(item.tag, ""))
        first = sign + Content(" ") + headline
        lines = [spread(first, times, width) if item.times else first]
        if item.detail:
            lines.append(Content("  ") + fitted(item.detail, width - 2).stylize(MUTED))
        return lines

    return Row(2 if item.detail else 1, draw)


def in_view(words: str, start: int, end: int, cells: int) -> tuple[str, int, int]:
    """Return `words`, cut at their beginning so that the part from `start` to `end` is seen, and where that is then."""
    beyond = cell_len(words[:end]) - cells + 2
    if beyond <= 0 or not start:
        return words, start, end
    cut = words.find(" ", min(beyond, start - 1), start) + 1 or start
    return "…" + words[cut:], start - cut + 1, end - cut + 1


def _in_colour(headline: Content, sign: Content, item: Item, colour: str) -> tuple[Content, Content]:
    """Return headline and sign with the tag's name in its colour; a square stands where there is no other sign."""
    if item.sign == " ":
        sign = Content.styled("■", colour)
    return headline.stylize(colour, *item.strong) if colour else headline, sign


def heading_row(words: str, *, first: bool) -> Row:
    """Return the row of a heading, with an empty line above all but the first."""

    def draw(width: int) -> Sequence[Content]:
        line = fitted(words, width - 1).stylize(HEADING)
        return [line] if first else [Content(""), line]

    return Row(1 if first else 2, draw, heading=True)


def rows_of(items: Sequence[Item], colours: Mapping[str, str]) -> tuple[list[Row], list[int | None]]:
    """Return rows with headings between them, and for each row the place of its item, None for a heading."""
    rows: list[Row] = []
    places: list[int | None] = []
    section = ""
    for place, item in enumerate(items):
        if item.section != section:
            section = item.section
            rows.append(heading_row(section, first=not rows))
            places.append(None)
        rows.append(item_row(item, colours))
        places.append(place)
    return rows, places
