"""Show a reviewer where the corpus may be marked wrongly: `python -m training.review [FOLDER]...`.

Each fifth of the texts is read by a model that was trained on the other four; where it is sure of something else than
what is marked, either it has not learned enough or the mark is a slip.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from pycrfsuite import Tagger

from training.examples import Prepared, examples, own_texts
from training.names import train

_PARTS: Final = 5
_SURE: Final = 0.9


def main(folders: Sequence[str]) -> int:
    """Print the disagreements in the folders of the corpus, or in all, one a line."""
    own = own_texts()
    with tempfile.TemporaryDirectory() as folder:
        for part in range(_PARTS):
            path = Path(folder) / f"{part}.crfsuite"
            train((e for i, text in enumerate(own) if i % _PARTS != part for e in examples(text)), path)
            tagger = Tagger()
            tagger.open(str(path))
            for text in own[part::_PARTS]:
                if not folders or text.name.split("/")[0] in folders:
                    for line in _disagreements(text, tagger):
                        print(f"{text.name}: {line}")
    return 0


def _disagreements(text: Prepared, tagger: Tagger) -> Iterator[str]:
    for example in examples(text):
        tagger.set(example.features)
        words = [next(f[2:] for f in row if f.startswith("w=")) for row in example.features]
        for i, (said, marked) in enumerate(zip(tagger.tag(), example.labels, strict=True)):
            if said != marked and tagger.marginal(said, i) > _SURE:
                around = " ".join([*words[max(0, i - 4) : i], f"»{words[i]}«", *words[i + 1 : i + 4]])
                yield f"marked {marked}, read {said}: {around}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
