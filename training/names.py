"""Train the model of names that ships with briefreader: `python -m training.names [-o FILE]`.

A linear-chain CRF over the regions of a sentence in which names may stand, with what rules and lists found there among
its features (`annotations.extract.names.features`). It learns from the corpus, and from nothing else.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import pycrfsuite

from training.examples import Example, examples, own_texts

MODEL: Final = Path(__file__).resolve().parents[1] / "annotations/extract/data/names/model.crfsuite"
SETTINGS: Final = {"c1": 0.5, "c2": 0.5, "max_iterations": 120, "feature.minfreq": 2}
"""Weights of the L1 and L2 penalties, and how often a feature must be seen.

A third of these penalties and every feature make a model three times as large, slower, and no better on texts kept
apart.
"""


def train(data: Iterable[Example], path: Path) -> int:
    """Write the model learned from `data` to `path`; return of how many tokens it was made."""
    trainer = pycrfsuite.Trainer(verbose=False)
    tokens = 0
    for example in data:
        trainer.append(example.features, example.labels)
        tokens += len(example.labels)
    trainer.select("lbfgs")
    trainer.set_params(SETTINGS)
    trainer.train(str(path))
    return tokens


def main(arguments: Sequence[str]) -> int:
    """Train on the corpus; say how much went in and how large the model is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, default=MODEL)
    options = parser.parse_args(arguments)
    own = own_texts()
    tokens = train((example for text in own for example in examples(text)), options.output)
    size = options.output.stat().st_size / 1e6
    print(f"{len(own)} texts, {tokens} tokens in regions; {size:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
