"""A passage's words as they stand in the newest text, beside those that were marked."""

from typing import Literal, NamedTuple

from annotations.exchange.export import ExportedAnnotation


class Standing(NamedTuple):
    """What an annotation is shown with: `words`, and where its place has others, what those are to it."""

    words: str
    how: Literal["", "was", "perhaps now"] = ""
    others: str = ""


def now_of(annotation: ExportedAnnotation, text: str) -> str | None:
    """Return the words in an annotation's place in `text`, where they are others than those that were marked."""
    if annotation.start is None or annotation.end is None:
        return None
    now = text[annotation.start : annotation.end]
    return now if now != annotation.quote else None


def standing(annotation: ExportedAnnotation, text: str) -> Standing:
    """Return the words that stand in an annotation's place, and what was marked if it was other words.

    Where the place is only a guess for the reader to judge, it is the other way about.
    """
    now = now_of(annotation, text)
    if now is None:
        return Standing(annotation.quote)
    if annotation.placement == "review":
        return Standing(annotation.quote, "perhaps now", now)
    return Standing(now, "was", annotation.quote)
