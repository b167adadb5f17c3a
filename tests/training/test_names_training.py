"""The model of names is made from marked-up texts, and reads what it was taught."""

from pathlib import Path

from pycrfsuite import Tagger

from training.corpus import CORPUS, KEPT_APART, MarkedName, texts
from training.examples import examples, prepared
from training.names import train
from training.score import by_all, by_rules, scores

TEXT = "The ferry met Ula Brondvik near Tharn. Later Ula Brondvik left Tharn for good.\n"
NAMES = [
    MarkedName(start, start + len(words), label)
    for words, label in (("Ula Brondvik", "PERSON"), ("Tharn", "GPE"))
    for start in (TEXT.index(words), TEXT.rindex(words))
]


def test_each_token_near_a_capital_has_its_label() -> None:
    labels = [label for example in examples(prepared("a", TEXT, NAMES)) for label in example.labels if label != "O"]
    assert labels == ["B-PERSON", "I-PERSON", "B-GPE"] * 2


def test_a_model_reads_the_names_that_it_was_taught(tmp_path: Path) -> None:
    taught = [*examples(prepared("a", TEXT, NAMES))]
    assert train(taught * 5, tmp_path / "model") == 5 * sum(len(example.labels) for example in taught)
    tagger = Tagger()
    tagger.open(str(tmp_path / "model"))
    for example in taught:
        tagger.set(example.features)
        assert tagger.tag() == example.labels


def test_the_model_keeps_its_worth_on_texts_that_it_has_not_seen() -> None:
    apart = [*texts(CORPUS / KEPT_APART)]
    gold = [set(marked.names) for marked in apart]
    alone = scores(zip(gold, [by_rules(marked.text) for marked in apart], strict=True))
    together = scores(zip(gold, [by_all(marked.text) for marked in apart], strict=True))
    assert together["all"].f1 >= 0.80
    assert together["PERSON"].precision >= 0.88
    assert together["all"].f1 > alone["all"].f1 + 0.03
