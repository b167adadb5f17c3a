"""Kappa and alpha beside those of another library, NLTK, which comes with Label Studio's."""

import random
from collections import Counter

import pytest

from annotations.agreement import cohen_kappa, krippendorff_alpha


@pytest.mark.heavy
@pytest.mark.parametrize("seed", range(20))
def test_the_same_as_nltk(seed: int) -> None:
    metrics = pytest.importorskip("nltk.metrics.agreement")
    chance = random.Random(seed)
    units = [tuple(chance.choice("aaab" if seed % 2 else "abc") for _ in range(3)) for _ in range(30)]
    task = metrics.AnnotationTask(
        data=[(f"c{c}", str(number), said) for number, unit in enumerate(units) for c, said in enumerate(unit)]
    )
    assert krippendorff_alpha(Counter(units)).value == pytest.approx(task.alpha())
    pairs = Counter((unit[0], unit[1]) for unit in units)
    assert cohen_kappa(pairs).value == pytest.approx(task.kappa_pairwise("c0", "c1"))
