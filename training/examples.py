"""What the model of names learns from: texts as rules and lists read them, in regions, each token with its label."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from annotations.extract.names import rule_names
from annotations.extract.names.features import features, is_for_rules, regions
from annotations.extract.names.first_pass import Chunk
from annotations.extract.names.sentence import Sentence
from annotations.extract.segment import segment
from training.corpus import CORPUS, KEPT_APART, MarkedName, texts


class Example(NamedTuple):
    """A region of a sentence: the features of each token, and its label as B-, I- or O."""

    features: list[list[str]]
    labels: list[str]


class Prepared(NamedTuple):
    """A text with its names, and the sentences in it as rules and lists have read them."""

    name: str
    text: str
    names: tuple[MarkedName, ...]
    sentences: tuple[tuple[Sentence, list[Chunk]], ...]


def prepared(name: str, text: str, names: Sequence[MarkedName]) -> Prepared:
    """Return `text` as rules and lists read it."""
    return Prepared(name, text, tuple(names), tuple(rule_names(segment(text))))


def own_texts(folder: Path = CORPUS) -> list[Prepared]:
    """Return the corpus, ready to learn from, without the part kept apart; a text's name begins with its folder's."""
    return [
        prepared(f"{t.path.parent.name}/{t.path.stem}", t.text, t.names)
        for t in texts(folder)
        if t.path.parent.name != KEPT_APART
    ]


def examples(of: Prepared) -> Iterator[Example]:
    """Yield the regions of a text with the label of each token."""
    gold = {at: name for name in of.names for at in range(name.start, name.end)}
    for s, chunks in of.sentences:
        if is_for_rules(s):
            continue
        for region in regions(s, chunks):
            labels: list[str] = []
            last: MarkedName | None = None
            for token in s.tokens[region.first : region.last]:
                name = gold.get(token.start)
                labels.append("O" if name is None else f"{'I' if name is last else 'B'}-{name.label}")
                last = name
            yield Example(features(s, chunks, region), labels)
