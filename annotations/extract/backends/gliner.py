"""Names by a GLiNER model: it is asked for the labels of this project in plain words."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Protocol

from gliner import GLiNER

from annotations.extract.backends import BackendError, Labelled
from annotations.extract.segment.sentences import sentences_in
from annotations.model import NameLabel

_ASKED: Final[dict[str, NameLabel]] = {
    "person": "PERSON", "nationality, religious or political group": "NORP", "building, airport or road": "FAC",
    "organization": "ORG", "country, city or state": "GPE", "mountain, river or region": "LOC", "product": "PRODUCT",
    "war, storm, conference or tournament": "EVENT", "law or treaty": "LAW", "book, film or song": "WORK_OF_ART",
    "language": "LANGUAGE", "weapon": "WEAPON", "ship, aircraft or car": "VEHICLE",
}  # fmt: skip
_THRESHOLD: Final = 0.5
"""The model's own default: names less sure are not asked for."""


class Predictor(Protocol):
    """The part of a GLiNER model that is used here."""

    def predict_entities(self, text: str, labels: list[str], *, threshold: float) -> list[dict[str, Any]]:
        """Return the entities with start, end, label and score."""


class GlinerNames:
    """The names that a model finds, sentence by sentence: its window holds some hundred words."""

    rule = "gliner"

    def __init__(self, model: Predictor) -> None:
        self.model = model

    def names_in(self, pieces: Sequence[str]) -> Iterable[Sequence[Labelled]]:
        """Yield the names of each piece."""
        for piece in pieces:
            yield [*self._names(piece)]

    def _names(self, piece: str) -> Iterator[Labelled]:
        for span in sentences_in(piece, 0, len(piece)):
            found = self.model.predict_entities(piece[span.start : span.end], [*_ASKED], threshold=_THRESHOLD)
            for name in sorted(found, key=lambda entity: int(entity["start"])):
                label = _ASKED[name["label"]]
                yield Labelled(span.start + name["start"], span.start + name["end"], label, float(name["score"]))


def load(model: str) -> GlinerNames:
    """Return the GLiNER model named `model`, or in that folder. Raises BackendError."""
    try:
        return GlinerNames(GLiNER.from_pretrained(model, local_files_only=True))
    except (OSError, ValueError, RuntimeError) as error:
        reason = " ".join(str(error).split())
        raise BackendError(f"GLiNER cannot open {model}: {reason}; name a model that is on this machine") from None
