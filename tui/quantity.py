"""A figure's number with its unit, as people write them: "about 75 million crowns"."""

import re
from functools import cache
from typing import Final

from annotations.extract.figures.counted import is_plural
from annotations.extract.wordlists import word_map
from annotations.model import Figure

MODIFIERS: Final = {"=": "", "~": "about ", "<": "under ", ">": "over ", "<=": "at most ", ">=": "at least "}
_SCALES: Final = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_SCALE_TWICE: Final = re.compile(r" (\w+) to (\S+) \1\Z")
_HEAD: Final = re.compile(r"(.+?)((?: per | of ).+)?")


def quantity(figure: Figure) -> str:
    """Return the number of `figure` with its unit, as in "under 5 percent" and "3 to 4 million dollars"."""
    bounds = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    number = _SCALE_TWICE.sub(r" to \2 \1", " to ".join(map(_number, bounds)))
    unit = f" {figure.unit if bounds == (1,) else plural(figure.unit)}" if figure.unit else ""
    return f"{MODIFIERS[figure.modifier]}{number}{unit}"


def _number(value: float) -> str:
    for scale, word in _SCALES:
        scaled = round(value / scale, 3)
        if abs(scaled) >= 1 and scaled * scale == value:
            return f"{scaled:g} {word}"
    return f"{value:,}"


@cache
def plural(unit: str) -> str:
    """Return the plural of a unit's name: "crowns", "feet", "dollars per barrel"; "percent" has none."""
    found = _HEAD.fullmatch(unit)
    if found is None:
        return unit
    head, rest = found[1], found[2] or ""
    written = (entry for entry, name in word_map("figures_units").items() if name == head and entry != head)
    own = (w for w in written if w[0] == head[0] and len(w) >= len(head) and any(map(is_plural, w.split())))
    return next(own, head) + rest
