"""Other finders of names behind one small interface: a spaCy pipeline or a GLiNER model that the user has installed.

What they find is read on as the project's own names are: entities, speakers and facts come out the same.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import Final, NamedTuple, Protocol

from annotations.model import NameLabel

OWN: Final = "own"


class Labelled(NamedTuple):
    """A name in a piece of text: code points of the piece, `end` exclusive; how sure the finder is, 0 to 1."""

    start: int
    end: int
    label: NameLabel
    certainty: float


class Backend(Protocol):
    """Finds the names in pieces of text, such as paragraphs; `rule` is what its names say that made them."""

    rule: str

    def names_in(self, pieces: Sequence[str]) -> Iterable[Sequence[Labelled]]:
        """Yield the names of each piece, in the order of the pieces."""


class BackendError(Exception):
    """A back end that cannot be used: one clear line that tells why, and the way out."""


Loader = Callable[[str], Backend]

_MODULES: Final = {"spacy": "annotations.extract.backends.spacy", "gliner": "annotations.extract.backends.gliner"}


@cache
def backend(reference: str) -> Backend | None:
    """Return the back end that `reference` names: spacy:NAME, gliner:NAME (or a folder); None for the project's own.

    It is loaded once. Raises BackendError.
    """
    if reference == OWN:
        return None
    kind, _, model = reference.partition(":")
    if kind not in _MODULES or not model:
        raise BackendError(f"no such finder of names: {reference}; choose {OWN}, spacy:PIPELINE or gliner:MODEL")
    try:
        load: Loader = import_module(_MODULES[kind]).load
    except ImportError as error:
        if error.name is None or error.name.partition(".")[0] != kind:
            raise
        raise BackendError(f"{kind} is not installed; install it with: pip install 'briefreader[{kind}]'") from None
    return load(model)
