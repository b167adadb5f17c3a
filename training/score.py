"""How well names are found in a part of the corpus: `python -m training.score [FOLDER]` (kept_apart, if none is named).

Prints precision, recall and F1 of exact spans with their labels, for rules and lists alone and with the model.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotations.extract.names import find_names, rule_names
from annotations.extract.segment import segment
from training.corpus import CORPUS, KEPT_APART, MarkedName, texts


class Score(NamedTuple):
    """How many names were found, are there, and were found right."""

    found: int
    there: int
    right: int

    @property
    def precision(self) -> float:
        """The share of the found that is right, 0 to 1."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found, 0 to 1."""
        return self.right / self.there if self.there else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def by_rules(text: str) -> set[MarkedName]:
    """Return the names that rules and lists find alone."""
    return {
        MarkedName(s.tokens[chunk.first].start, s.tokens[chunk.last - 1].end, chunk.label)
        for s, chunks in rule_names(segment(text))
        for chunk in chunks
        if chunk.label is not None
    }


def by_all(text: str) -> set[MarkedName]:
    """Return the names as the program finds them."""
    return {MarkedName(name.start, name.end, name.label) for name in find_names(segment(text))}


def scores(pairs: Iterable[tuple[set[MarkedName], set[MarkedName]]]) -> dict[str, Score]:
    """Return the score of each label, and of "all", for pairs of the names that are there and those found."""
    there, found, right = Counter[str](), Counter[str](), Counter[str]()
    for gold, read in pairs:
        there.update(name.label for name in gold)
        found.update(name.label for name in read)
        right.update(name.label for name in gold & read)
    labels = [label for label, _ in there.most_common()]
    made = {label: Score(found[label], there[label], right[label]) for label in labels}
    return {"all": Score(found.total(), there.total(), right.total()), **made}


def main(folders: Sequence[str]) -> int:
    """Print the table."""
    marked = [*texts(CORPUS / (folders[0] if folders else KEPT_APART))]
    print(f"{len(marked)} texts, {sum(len(m.text.split()) for m in marked)} words")
    gold = [set(m.names) for m in marked]
    rules = scores(zip(gold, [by_rules(m.text) for m in marked], strict=True))
    model = scores(zip(gold, [by_all(m.text) for m in marked], strict=True))
    print(f"{'':12} {'names':>6}  {'rules: P':>8} {'R':>5} {'F1':>5}  {'with the model: P':>17} {'R':>5} {'F1':>5}")
    for label in model:
        a, b = rules[label], model[label]
        print(
            f"{label:12} {b.there:6}  {100 * a.precision:8.1f} {100 * a.recall:5.1f} {100 * a.f1:5.1f}"
            f"  {100 * b.precision:17.1f} {100 * b.recall:5.1f} {100 * b.f1:5.1f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
