"""Whether more of the corpus would pay: `python -m training.curve`.

Trains on growing parts of it, and scores each model on the texts kept apart: exact spans with their labels.
"""

import sys
import tempfile
from pathlib import Path
from typing import Final

from pycrfsuite import Tagger

from annotations.extract.names.model import decided_by
from training.corpus import CORPUS, KEPT_APART, MarkedName, texts
from training.examples import Prepared, examples, own_texts, prepared
from training.names import train
from training.score import scores

_PARTS: Final = (16, 8, 4, 2, 1)


def main() -> int:
    """Print one line for each part: how many words, and the score."""
    own = own_texts()
    apart = [prepared(m.path.stem, m.text, m.names) for m in texts(CORPUS / KEPT_APART)]
    with tempfile.TemporaryDirectory() as folder:
        for part in _PARTS:
            taught = own[::part]
            path = Path(folder) / f"{part}.crfsuite"
            train((e for text in taught for e in examples(text)), path)
            tagger = Tagger()
            tagger.open(str(path))
            score = scores((set(text.names), _read(text, tagger)) for text in apart)["all"]
            words = sum(len(text.text.split()) for text in taught)
            shown = " ".join(f"{100 * share:.1f}" for share in (score.precision, score.recall, score.f1))
            print(f"{words:7} words: P R F1 {shown}", flush=True)
    return 0


def _read(text: Prepared, tagger: Tagger) -> set[MarkedName]:
    return {
        MarkedName(s.tokens[chunk.first].start, s.tokens[chunk.last - 1].end, chunk.label)
        for s, chunks in decided_by(tagger, text.sentences)
        for chunk in chunks
        if chunk.label is not None
    }


if __name__ == "__main__":
    sys.exit(main())
