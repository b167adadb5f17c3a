"""Names by a spaCy pipeline that the user has installed or trained."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import spacy
from spacy.language import Language
from spacy.tokens import Span

from annotations.extract.backends import BackendError, Labelled
from annotations.model import NameLabel

_LABELS: Final[dict[str, NameLabel]] = {
    "PERSON": "PERSON", "PER": "PERSON", "NORP": "NORP", "FAC": "FAC", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC",
    "PRODUCT": "PRODUCT", "EVENT": "EVENT", "LAW": "LAW", "WORK_OF_ART": "WORK_OF_ART", "LANGUAGE": "LANGUAGE",
    "WEAPON": "WEAPON", "VEHICLE": "VEHICLE",
}  # fmt: skip
"""The labels of names in OntoNotes, CoNLL and this project; dates and numbers have layers of their own here."""
_CERTAINTY: Final = 0.8
"""spaCy's entity recogniser does not tell how sure it is."""


class SpacyNames:
    """The names that a pipeline's `ents` hold."""

    rule = "spacy"

    def __init__(self, pipeline: Language) -> None:
        self.pipeline = pipeline

    def names_in(self, pieces: Sequence[str]) -> Iterable[Sequence[Labelled]]:
        """Yield the names of each piece."""
        for doc in self.pipeline.pipe(pieces):
            yield [*self._labelled(doc.ents)]

    def _labelled(self, ents: Iterable[Span]) -> Iterator[Labelled]:
        for ent in ents:
            label = _LABELS.get(ent.label_)
            if label is not None:
                yield Labelled(ent.start_char, ent.end_char, label, _CERTAINTY)


def load(model: str) -> SpacyNames:
    """Return the pipeline that is installed under the name `model` or lies in that folder. Raises BackendError."""
    try:
        pipeline = spacy.load(model)
    except (OSError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise BackendError(
            f"spaCy cannot open {model}: {reason}; name an installed pipeline or a folder with one"
        ) from None
    if "ner" not in pipeline.pipe_names and "entity_ruler" not in pipeline.pipe_names:
        raise BackendError(f"the spaCy pipeline {model} finds no names: it has no ner and no entity_ruler in it")
    return SpacyNames(pipeline)
