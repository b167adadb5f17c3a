"""What stands in the margin beside an annotation."""

from collections.abc import Iterable
from typing import Final

from rich.cells import cell_len

from annotations.assessment import judgement
from annotations.model import Annotation, Tag
from annotations.text import shown_line
from tui.article.overlay import KEPT, MORE

NOTE: Final = "≡"
JUDGED: Final = "%"
_NAMELESS: Final = "#"


def signs_of(annotations: Iterable[Annotation], tags: Iterable[Tag]) -> dict[str, str]:
    """Return the sign of each annotation by its id: its first tag's, or that of a note, a judgement, a mark kept.

    A tag's sign is its key or its letter; "+" follows if there are more tags, a note or a judgement.
    """
    letters = {tag.id: tag.key or _letter(tag.name) for tag in tags}
    return {annotation.id: _sign(annotation, letters) for annotation in annotations}


def _sign(annotation: Annotation, letters: dict[str, str]) -> str:
    said = [letters[tag] for tag in annotation.tags if tag in letters]
    if not said:
        return NOTE if annotation.note else JUDGED if any(judgement(annotation)) else KEPT
    return said[0] + (MORE if len(said) > 1 or annotation.note or any(judgement(annotation)) else "")


def _letter(name: str) -> str:
    letter = shown_line(name)[:1]
    return letter if cell_len(letter) == 1 else _NAMELESS
