"""Names by a spaCy pipeline that is trained here, kept in a folder and opened from there."""

import json
import random
from pathlib import Path

import pytest

from annotations.extract.backends import BackendError, backend
from annotations.extract.pipeline import read
from annotations.model import Document
from tests.tui.shell import Shell

spacy = pytest.importorskip("spacy")
pytestmark = pytest.mark.heavy

PATTERNS = [
    "{person} met the head of {body} in {place}.",
    "In {place}, {person} spoke for {body}.",
    "{body} said that {person} had left {place}.",
    '"We go on," said {person} of {body} from {place}.',
]
PEOPLE = ["Ula Brondvik", "Aron Tesk", "Mira Oldaz", "Pell Harrow"]
BODIES = ["Qorvan Trust", "Larne Mills", "Union of Weavers"]
PLACES = ["Tharn", "Ostrava", "Port Vell"]


@pytest.fixture(scope="module")
def pipeline_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small pipeline that has learned a few invented names by heart."""
    from spacy.training import Example

    nlp = spacy.blank("en")
    ner = nlp.add_pipe("ner")
    chance = random.Random(7)
    examples = []
    for pattern in PATTERNS * 8:
        words = {"person": chance.choice(PEOPLE), "body": chance.choice(BODIES), "place": chance.choice(PLACES)}
        text = pattern.format(**words)
        spans = [
            (text.index(words[kind]), text.index(words[kind]) + len(words[kind]), label)
            for kind, label in (("person", "PERSON"), ("body", "ORG"), ("place", "GPE"))
        ]
        examples.append(Example.from_dict(nlp.make_doc(text), {"entities": spans}))
    for label in ("PERSON", "ORG", "GPE"):
        ner.add_label(label)
    spacy.util.fix_random_seed(7)
    nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples)
    folder = tmp_path_factory.mktemp("spacy") / "small"
    nlp.to_disk(folder)
    return folder


def test_a_reading_is_made_from_the_pipeline_s_names(pipeline_folder: Path) -> None:
    text = (
        'Qorvan Trust said that Aron Tesk had left Tharn.\n\n"We go on," said Mira Oldaz of Larne Mills from Tharn.\n'
    )
    reading = read(Document.of(text), backend=backend(f"spacy:{pipeline_folder}"))
    found = {mention.text: (entity.label, mention.rule) for entity in reading.entities for mention in entity.mentions}
    assert found == {
        "Qorvan Trust": ("ORG", "spacy"),
        "Aron Tesk": ("PERSON", "spacy"),
        "Tharn": ("GPE", "spacy"),
        "Mira Oldaz": ("PERSON", "spacy"),
        "Larne Mills": ("ORG", "spacy"),
    }
    (direct,) = (quote for quote in reading.quotes if quote.kind == "direct")
    assert direct.speaker is not None
    assert direct.speaker.text == "Mira Oldaz"


def test_a_pipeline_that_cannot_be_opened_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(BackendError, match=r"spaCy cannot open .*name an installed pipeline") as caught:
        backend(f"spacy:{tmp_path / 'none'}")
    assert "\n" not in str(caught.value)


def test_a_pipeline_without_names_is_told(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(BackendError, match="finds no names"):
        backend(f"spacy:{tmp_path / 'blank'}")


def test_the_command_line_reads_with_it(pipeline_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Qorvan Trust said that Aron Tesk had left Tharn.\n")
    read_out = Shell(tmp_path)("extract", "--names", f"spacy:{pipeline_folder}", "--jobs", "2", "a.txt", "a.txt").out
    for reading in json.loads(read_out):
        assert {m["rule"] for entity in reading["entities"] for m in entity["mentions"]} == {"spacy"}
