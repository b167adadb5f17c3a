"""Two notes of one annotation, written by two: both stay."""

from typing import Final

BETWEEN_NOTES: Final = "\n\n* * *\n\n"
"""What stands between two notes of one annotation: a thematic break in Markdown."""


def both_notes(one: str, other: str) -> str:
    """Return one note of both, the same whichever comes first; what is a part of the other is in it already."""
    if one == other:
        return one
    notes = {note for note in (*one.split(BETWEEN_NOTES), *other.split(BETWEEN_NOTES)) if note.strip()}
    kept = [note for note in notes if not any(note != longer and note in longer for longer in notes)]
    return BETWEEN_NOTES.join(sorted(kept))
