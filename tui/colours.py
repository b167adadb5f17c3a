"""The colours of tags: a palette that can be read on light and on dark ground, and any colour made legible."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import dist
from typing import Final

from textual.color import Color, ColorParseError

from annotations.model import Tag

PALETTE: Final[Mapping[str, str]] = {
    "red": "#d94a3f",
    "orange": "#c4671a",
    "amber": "#a8790a",
    "green": "#3f8f46",
    "teal": "#14908a",
    "blue": "#3b82c4",
    "violet": "#8a6fd0",
    "pink": "#c4579f",
    "brown": "#9a7250",
    "grey": "#7f858c",
}
"""Colours with a contrast of 3.5 and more to white paper as well as to a dark screen."""

_GREYEST: Final = 0.15
"""A colour that is less saturated has no hue to name it by."""
LEGIBLE: Final = 4.5
"""The least contrast that words have to their ground (WCAG 2, 1.4.3)."""


def colours_of(tags: Sequence[Tag]) -> dict[str, str]:
    """Return the colour of each tag of a code book as CSS, by its id.

    It is the tag's own, else that of the nearest tag around it that has one, else the palette's at the outermost one's
    place in the code book.
    """
    known = {tag.id: tag for tag in tags}
    places = {tag.id: place for place, tag in enumerate(tag for tag in tags if tag.parent not in known)}
    by_place = list(PALETTE.values())
    colours = {}
    for tag in tags:
        source = tag
        while not has_colour(source) and source.parent in known:
            source = known[source.parent]
        colours[tag.id] = source.colour if has_colour(source) else by_place[places[source.id] % len(by_place)]
    return colours


def has_colour(tag: Tag) -> bool:
    """Return whether a tag has a colour of its own."""
    return bool(tag.colour) and _parsed(tag.colour) is not None


def name_of(css: str) -> str:
    """Return the palette's name for a colour, or that of the nearest hue there; what is no colour as it is written."""
    same = next((name for name, colour in PALETTE.items() if colour == css.lower()), None)
    parsed = _parsed(css)
    if same is not None or parsed is None:
        return same or css
    hue, saturation, _ = parsed.hsl
    if saturation < _GREYEST:
        return "grey"
    apart = {name: abs(hue - Color.parse(PALETTE[name]).hsl.h) for name in PALETTE.keys() - {"grey", "brown"}}
    return min(apart, key=lambda name: min(apart[name], 1 - apart[name]))


def free_colour(taken: Iterable[str]) -> str:
    """Return the colour of the palette that is least like any of those `taken`, as CSS."""
    others = [colour.rgb for css in taken if (colour := _parsed(css)) is not None]

    def apart(css: str) -> float:
        return min((dist(Color.parse(css).rgb, other) for other in others), default=0.0)

    return max(PALETTE.values(), key=apart)


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def legible(css: str, ground: Color) -> str:
    """Return a colour as CSS that can be read on `ground`; nothing for what is no colour."""
    colour = _parsed(css)
    if colour is None:
        return ""
    shade = readable(colour, ground)
    return css if shade is colour else shade.hex6


@lru_cache(maxsize=1024)
def readable(colour: Color, ground: Color) -> Color:
    """Return `colour` made darker or lighter until words in it can be read on `ground`.

    On the terminal's own ground, which nobody knows, it is left as it is.
    """
    if ground.ansi is not None or colour.ansi is not None or contrast(ground + colour, ground) >= LEGIBLE:
        return colour
    away = Color(0, 0, 0) if _luminance(ground) > 0.18 else Color(255, 255, 255)
    steps = ((ground + colour).blend(away, step / 10) for step in range(1, 11))
    return next((shade for shade in steps if contrast(shade, ground) >= LEGIBLE), away)


def _parsed(css: str) -> Color | None:
    try:
        return Color.parse(css)
    except ColorParseError:
        return None


def _luminance(colour: Color) -> float:
    red, green, blue = (_linear(part / 255) for part in colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
