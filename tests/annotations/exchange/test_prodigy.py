"""Prodigy's JSON Lines: tokens and characters say the same, to spaCy too, and nothing is lost on the way back.

Prodigy cannot be had freely; its lines are made of spaCy's tokens, so that spaCy can tell whether they are right.
"""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from annotations.exchange import Export, ImportRefused, export_of
from annotations.exchange.intake import take_in
from annotations.exchange.prodigy import read, write
from annotations.model import Document, Link
from annotations.store import Draft, Store
from tests.annotations.exchange.passages import ODD, alike, comes_back, fills, stored, taken

_PLACE = {"type": "integer", "minimum": 0}
_SPAN = ["start", "end", "token_start", "token_end", "label"]
LINE = {
    "type": "object",
    "required": ["text", "tokens", "spans", "answer"],
    "properties": {
        "text": {"type": "string", "minLength": 1},
        "tokens": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["text", "start", "end", "id", "ws"],
                "properties": {"text": {"type": "string"}, "ws": {"type": "boolean"}}
                | dict.fromkeys(("start", "end", "id"), _PLACE),
            },
        },
        "spans": {
            "type": "array",
            "items": {
                "type": "object",
                "required": _SPAN,
                "properties": {"label": {"type": "string", "minLength": 1}} | dict.fromkeys(_SPAN[:-1], _PLACE),
            },
        },
        "answer": {"enum": ["accept", "reject", "ignore"]},
        "meta": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}


def filled(store: Store) -> Export:
    id = store.documents.add(Document.of(ODD, title="Odd", source="/in/odd.txt", published="2025-05-06")).id
    claim, ship = store.codebook.ensure("claim").id, store.codebook.ensure("claim/sea ship").id
    hebrew = ODD.index("שלום")
    one, two, _ = store.annotations.create(
        id,
        [
            Draft(start=4, end=9, tags=(ship, claim), note="Two\nlines"),
            Draft(start=hebrew, end=hebrew + 4, label="GPE", origin="machine"),
            Draft(start=1, end=3, label="PERSON", origin="machine", status="rejected"),
        ],
    )
    store.annotations.link(one.id, Link(type="same event", to=two.id))
    return export_of(store)


def lines_of(raw: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in raw.decode("utf-8").split("\n") if line]


def fits(line: dict[str, Any]) -> None:
    """Fail unless a line is of the form that Prodigy documents, and its tokens and characters say the same."""
    jsonschema.validate(line, LINE, cls=jsonschema.Draft202012Validator)
    text, tokens = line["text"], line["tokens"]
    assert "".join(token["text"] + " " * token["ws"] for token in tokens) == text
    for number, token in enumerate(tokens):
        assert token["id"] == number
        assert text[token["start"] : token["end"]] == token["text"]
    for span in line["spans"]:
        assert tokens[span["token_start"]]["start"] == span["start"]
        assert tokens[span["token_end"]]["end"] == span["end"]


def test_a_line_has_the_accepted_spans_and_a_second_one_the_rejected(store: Store) -> None:
    accepted, rejected = lines_of(write(filled(store)))
    for line, answer in ((accepted, "accept"), (rejected, "reject")):
        fits(line)
        assert line["answer"] == answer
        assert line["meta"]["title"] == "Odd"
    said = [(accepted["text"][span["start"] : span["end"]], span["label"]) for span in accepted["spans"]]
    assert said == [("👩‍👩‍👧", "claim/sea ship"), ("👩‍👩‍👧", "claim"), ("שלום", "GPE")]
    assert [(span["start"], span["end"], span["label"]) for span in rejected["spans"]] == [(1, 3, "PERSON")]


def test_there_and_back_it_is_the_same(store: Store) -> None:
    before = filled(store)
    comes_back(before, read(write(before)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fills())
def test_any_store_fits_the_form_and_comes_back(documents: list[dict[str, Any]]) -> None:
    before = stored(documents)
    if not before.documents:
        return
    raw = write(before)
    for line in lines_of(raw):
        fits(line)
    comes_back(before, read(raw))


def test_two_documents_with_the_same_words_stay_two(store: Store) -> None:
    for source in ("/in/a.txt", "/in/b.txt"):
        id = store.documents.add(Document.of("Ana left.\n", title=source, source=source)).id
        store.annotations.create(id, [Draft(start=0, end=3), Draft(start=4, end=8, status="rejected")])
    before = export_of(store)
    comes_back(before, read(write(before)))


def test_what_was_changed_in_prodigy_is_taken_in(store: Store) -> None:
    accepted, rejected = lines_of(write(filled(store)))
    accepted["spans"] = [{**accepted["spans"][0], "label": "claim/new"}]
    rejected["answer"] = "accept"
    imported = read("\n".join(map(json.dumps, (accepted, rejected))).encode())
    assert imported.problems == ()
    assert {(a.quote, a.tags, a.label, a.status, a.note) for a in imported.documents[0].annotations} == {
        ("👩‍👩‍👧", ("claim/new",), None, "accepted", "Two\nlines"),
        ("oë", (), "PERSON", "accepted", ""),
    }


def test_answers_of_a_foreign_set_are_read(tmp_path: Path) -> None:
    raw = (
        '{"text": "Ana 😀 left\\r\\nOrsk.", "spans": [{"start": 0, "end": 3, "label": "PERSON", "id": 4}],'
        ' "answer": "accept", "_annotator_id": "set-ana"}\r\n'
        '{"text": "Ana 😀 left\\r\\nOrsk.", "spans": [{"start": 12, "end": 16, "label": "ORG"}], "answer": "reject"}\n'
        '{"text": "Ana 😀 left\\r\\nOrsk.", "spans": [{"start": 0, "end": 3, "label": "X"}], "answer": "ignore"}\n'
        '{"text": "Too short.", "spans": [{"start": 0, "end": 99, "label": "x"}], "_view_id": "ner_manual"}\n'
        '{"label": "no text"}\nno line\n'
    ).encode()
    imported = read(raw)
    assert len(imported.problems) == 4
    report, export = taken(tmp_path, imported)
    assert report.documents == 2
    first = next(document for document in export.documents if document.annotations)
    assert first.text == "Ana 😀 left\nOrsk."
    assert {(a.quote, a.label, a.status, a.author) for a in first.annotations} == {
        ("Ana", "PERSON", "accepted", "set-ana"),
        ("Orsk", "ORG", "rejected", ""),
    }


def test_reading_the_same_file_again_changes_nothing(store: Store) -> None:
    raw = b'{"text": "Ana left.", "spans": [{"start": 0, "end": 3, "label": "PER"}], "answer": "accept"}\n' * 2
    assert take_in(store, read(raw), "one").new == 1
    before = alike(export_of(store))
    assert take_in(store, read(raw), "two").known == 1
    assert alike(export_of(store)) == before


@pytest.mark.parametrize("raw", [b"", b"[]", b'{"a": 1}\n', b"\xff\xfe", b'{"text": ' * 9000])
def test_what_is_none_of_prodigy_s_is_refused(raw: bytes) -> None:
    with pytest.raises(ImportRefused):
        read(raw)


@pytest.mark.heavy
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fills())
def test_spacy_s_tokens_give_the_same_spans_as_the_characters(documents: list[dict[str, Any]]) -> None:
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import Doc

    vocab = spacy.blank("xx").vocab
    for line in lines_of(write(stored(documents))):
        tokens = line["tokens"]
        doc = Doc(vocab, [token["text"] for token in tokens], [token["ws"] for token in tokens])
        assert doc.text == line["text"]
        for span in line["spans"]:
            marked = doc[span["token_start"] : span["token_end"] + 1]
            assert (marked.start_char, marked.end_char) == (span["start"], span["end"])
            assert marked.text == line["text"][span["start"] : span["end"]]
