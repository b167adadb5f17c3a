"""Other finders of names: what they find is read on as the project's own names are, and what cannot be used is told."""

from collections.abc import Iterable, Sequence

import pytest

from annotations.extract.backends import BackendError, Labelled, backend
from annotations.extract.pipeline import read
from annotations.model import Document, Reading

TEXT = """THARN, June 3 - The Qorvan Trust said on Monday that it would close its mill in Tharn.

"We had no choice," said Ula Brondvik, who leads the Qorvan Trust's board. Brondvik left at once.
"""


class Lookup:
    """A finder that knows four names by heart, with the slips that other finders make."""

    rule = "lookup"
    names = {
        "The Qorvan Trust": "ORG",
        "the Qorvan Trust's": "ORG",
        "Ula Brondvik": "PERSON",
        "Brondvik left": "PERSON",
    }

    def names_in(self, pieces: Sequence[str]) -> Iterable[Sequence[Labelled]]:
        for piece in pieces:
            found = [
                Labelled(at, at + len(name), "ORG" if label == "ORG" else "PERSON", 0.75)
                for name, label in self.names.items()
                if (at := piece.find(name)) >= 0
            ]
            yield sorted(found)


def reading() -> Reading:
    return read(Document.of(TEXT, published="2024-06-03"), backend=Lookup())


def test_names_are_cut_to_the_rules_of_this_project() -> None:
    mentions = {m.text: (e.label, m.rule, m.certainty) for e in reading().entities for m in e.mentions}
    assert mentions["Qorvan Trust"] == ("ORG", "lookup", 0.75)
    assert mentions["Ula Brondvik"] == ("PERSON", "lookup", 0.75)
    assert not any(text.startswith(("The ", "the ")) or text.endswith("'s") for text in mentions)


def test_every_mention_is_where_its_words_are() -> None:
    for entity in reading().entities:
        for mention in entity.mentions:
            assert TEXT[mention.start : mention.end] == mention.text


def test_the_layers_above_read_on_from_the_names() -> None:
    found = reading()
    speaker = found.quotes[-1].speaker
    assert speaker is not None
    assert speaker.text == "Ula Brondvik"
    assert {e.id: e.name for e in found.entities}[speaker.entity or ""] == "Ula Brondvik"


def test_own_names_need_no_back_end() -> None:
    assert backend("own") is None


@pytest.mark.parametrize("reference", ["mind", "spacy:", "mind:reader", ""])
def test_an_unknown_finder_is_told_with_the_choices(reference: str) -> None:
    with pytest.raises(BackendError, match=r"choose own, spacy:PIPELINE or gliner:MODEL"):
        backend(reference)
