"""The model of names is made from marked-up texts, and reads what it was taught."""

import json
from pathlib import Path

from pycrfsuite import Tagger

from training.coarse import coarse_texts
from training.corpus import MarkedName
from training.examples import examples, prepared
from training.names import train

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


def test_coarse_labels_are_made_finer_by_the_rules_and_left_out_where_nothing_tells(tmp_path: Path) -> None:
    text = "Ula met the French minister in Europe and in France about Qorx.\n"
    spans = {"French": "MISC", "Europe": "LOC", "France": "LOC", "Qorx": "MISC"}
    entities = [
        {"start": text.index(w + " "), "end": text.index(w + " ") + len(w), "label": v}
        for w, v in spans.items()
        if w != "Qorx"
    ]
    entities.append({"start": text.index("Qorx"), "end": text.index("Qorx") + 4, "label": "MISC"})
    path = tmp_path / "coarse.jsonl"
    path.write_text(json.dumps({"text": text, "entities": entities}) + "\n", "utf-8")
    (read,) = coarse_texts(path)
    assert {text[n.start : n.end]: n.label for n in read.names} == {
        "French": "NORP",
        "Europe": "LOC",
        "France": "GPE",
        "Qorx": "UNTOLD",
    }
    assert all("UNTOLD" not in label for example in examples(read) for label in example.labels)
