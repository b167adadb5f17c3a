"""Expressions of how long and how often, and those that name no time of their own: the past, now."""

from annotations.extract.dates.expressions import Expression, Unit
from annotations.extract.dates.notation import Build, Built, Piece
from annotations.extract.dates.parts import MONTHS, Parts
from annotations.extract.dates.scan import Token

_SCALES: dict[Unit, tuple[int, str]] = {
    "E": (10, "Y"),
    "C": (100, "Y"),
    "L": (1000, "Y"),
    "2W": (2, "W"),
    "H": (6, "M"),
}


def lasting(parts: Parts) -> Built:
    """Read "three years", "the past two months", "a four-day", "at least 30 days", "a year and a half"."""
    unit, count = parts.unit, parts.quantity
    if unit is None:
        return None
    if count is not None and parts.has("HALF"):
        count = count + 0.5 if parts.has("AND") else 0.5
    made = Expression("DURATION", duration(count, unit), parts.bound)
    return [Piece(1, len(parts.tokens), made)] if parts.tokens[0].kind == "WITHIN" else made


def either(parts: Parts) -> Built:
    """Read "months", "weeks or months": the shorter."""
    return lasting(Parts(parts.tokens[:1]))


def quarter(parts: Parts) -> Built:
    """Read "a quarter of a century", "quarter-century"."""
    return Expression("DURATION", "P25Y") if parts.get("UNIT") == "C" else None


def whole(parts: Parts) -> Built:
    """Read "all week", "all night"."""
    part = parts.get("PART")
    return Expression("DURATION", f"P1{part}") if part else lasting(Parts([*parts.tokens, Token(0, 0, "A", "1")]))


def duration(count: float | None, unit: Unit) -> str:
    """Write a number of units as ISO 8601 does, with X for a number that is not known, as TIMEX3 does."""
    scale, letter = _SCALES.get(unit, (1, unit)) if count is not None else (1, unit)
    prefix = "PT" if letter.startswith("T") else "P"
    letter = letter.removeprefix("T")
    if count is None:
        return f"{prefix}X{letter}"
    count *= scale
    whole = int(count)
    smaller = {"PY": ("M", 12), "PTH": ("M", 60), "PTM": ("S", 60)}.get(prefix + letter)
    if count == whole or smaller is None:
        return f"{prefix}{count:.15g}{letter}"
    rest = f"{round((count - whole) * smaller[1])}{smaller[0]}"
    return f"{prefix}{whole}{letter}{rest}" if whole else f"{prefix}{rest}"


def repeated(parts: Parts) -> Built:
    """Read "every day", "each July", "every two weeks", "Tuesday nights", "on Mondays"."""
    unit = parts.unit
    suffix = f"T{part}" if (part := parts.get("PART", "PARTS")) else ""
    if weekday := parts.get("WEEKDAY", "WEEKDAYS"):
        value = f"XXXX-WXX-{weekday}{suffix}"
    elif parts.has(*MONTHS):
        value = f"XXXX-{parts.number(*MONTHS):02d}"
    elif code := parts.get("SEASON"):
        value = f"XXXX-{code}"
    elif suffix:
        value = f"XXXX-XX-XX{suffix}"
    elif unit is None:
        return None
    else:
        value = "XXXX-WXX-WE" if unit == "WE" else duration(2 if parts.has("OTHER") else parts.quantity or 1, unit)
    return Expression("SET", value)


def so_often(parts: Parts) -> Built:
    """Read "twice a week", "three times a year": the time in which it comes so often."""
    return Expression("SET", duration(1, parts.unit)) if parts.unit else None


def frequency(parts: Parts) -> Built:
    """Read "daily", "weekly"."""
    return Expression("SET", parts.get("FREQUENCY") or "")


def vague(parts: Parts) -> Built:
    """Read a word that names the past, the present or the future."""
    return Expression("DATE", parts.get("VAGUE") or "")


def always(expression: Expression) -> Build:
    """Return a builder that makes the same of whatever was matched."""
    return lambda _: expression
