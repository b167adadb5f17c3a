"""Names by a GLiNER model: a small one is made here, kept in a folder and opened from there; it has learned nothing."""

from pathlib import Path
from typing import Any

import pytest

from annotations.extract.backends import BackendError, backend
from annotations.extract.pipeline import read
from annotations.model import Document

gliner = pytest.importorskip("gliner")
pytestmark = pytest.mark.heavy

TEXT = "Rain fell. The Qorvan Trust said that Aron Tesk had left Tharn.\n\nTesk sailed on the Santa Vela.\n"
WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] <<ENT>> <<SEP>> The Qorvan Trust said that Aron Tesk had left Tharn ."


@pytest.fixture(scope="module")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a model with sixteen dimensions and one layer."""
    from gliner.model import UniEncoderSpanGLiNER
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, PreTrainedTokenizerFast

    words = WORDS.split()
    tokenizer = Tokenizer(models.WordLevel({word: i for i, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    marks = {name: f"[{name[:3].upper()}]" for name in ("unk_token", "pad_token", "cls_token", "sep_token")}
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, mask_token="[MASK]", **marks)
    sizes = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    encoder = BertConfig(vocab_size=len(words) + 1, **sizes)
    config = gliner.GLiNERConfig(
        model_name="bert", encoder_config=encoder.to_dict(), hidden_size=16, max_width=4, max_len=64, has_rnn=False
    )
    folder = tmp_path_factory.mktemp("gliner") / "small"
    UniEncoderSpanGLiNER(config, tokenizer=fast, backbone_from_pretrained=False).save_pretrained(folder)
    return folder


def test_a_model_in_a_folder_is_opened_and_a_reading_made_with_it(model_folder: Path) -> None:
    reading = read(Document.of(TEXT), backend=backend(f"gliner:{model_folder}"))
    for entity in reading.entities:
        for mention in entity.mentions:
            assert mention.rule == "gliner"
            assert TEXT[mention.start : mention.end] == mention.text


def test_what_a_model_finds_sentence_by_sentence_stands_where_its_words_are() -> None:
    from annotations.extract.backends.gliner import GlinerNames

    answers = {"Qorvan Trust": "organization", "Aron Tesk": "person", "Tharn": "country, city or state"}
    answers["Santa Vela"] = "ship, aircraft or car"

    class Knowing:
        def predict_entities(self, text: str, labels: list[str], *, threshold: float) -> list[dict[str, Any]]:
            assert set(answers.values()) <= set(labels)
            places = [(text.find(name), name) for name in answers if name in text]
            return [
                {"start": at, "end": at + len(name), "text": name, "label": answers[name], "score": threshold + 0.2}
                for at, name in places
            ]

    reading = read(Document.of(TEXT), backend=GlinerNames(Knowing()))
    found = {mention.text: entity.label for entity in reading.entities for mention in entity.mentions}
    assert found == {"Qorvan Trust": "ORG", "Aron Tesk": "PERSON", "Tharn": "GPE", "Santa Vela": "VEHICLE"}
    assert {mention.certainty for entity in reading.entities for mention in entity.mentions} == {0.7}


def test_a_model_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(BackendError, match=r"GLiNER cannot open .*on this machine") as caught:
        backend(f"gliner:{tmp_path / 'none'}")
    assert "\n" not in str(caught.value)
