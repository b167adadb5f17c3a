"""Texts whose names have only the labels PER, ORG, LOC and MISC, made finer by what the rules say of the same words.

One JSON object a line: `text`, and `entities` with `start` and `end` in code points, and `label`.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from training.corpus import UNTOLD, MarkedName
from training.examples import Prepared, prepared

_FINER: Final = {"PER": ("PERSON",), "ORG": ("ORG",), "LOC": ("GPE", "LOC", "FAC")}
_PLACES_AND_BODIES: Final = frozenset(label for labels in _FINER.values() for label in labels)


def coarse_texts(path: Path) -> Iterator[Prepared]:
    """Yield the texts of a coarse set with the labels of this project; what cannot be told is UNTOLD."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        record = json.loads(line)
        names = [MarkedName(name["start"], name["end"], name["label"]) for name in record["entities"]]
        yield _refined(prepared(f"{path.stem}/{number}", record["text"], names))


def _refined(text: Prepared) -> Prepared:
    by_rule = {s.tokens[chunk.first].start: chunk.label for s, chunks in text.sentences for chunk in chunks}
    return text._replace(names=tuple(_finer(name, by_rule.get(name.start)) for name in text.names))


def _finer(name: MarkedName, by_rule: str | None) -> MarkedName:
    options = _FINER.get(name.label)
    if options:
        return name._replace(label=by_rule if by_rule in options else options[0])
    return name._replace(label=by_rule if by_rule and by_rule not in _PLACES_AND_BODIES else UNTOLD)
