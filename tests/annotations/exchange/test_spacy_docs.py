"""spaCy's DocBin, opened by spaCy, and back without a loss."""

import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from annotations.exchange import Export, ExportRefused, ImportRefused, export_of
from annotations.exchange.spacy_docs import read, write
from annotations.model import Document, Link
from annotations.store import Draft, Store
from tests.annotations.exchange.passages import ODD, comes_back, fills, stored, taken


@pytest.fixture
def export(store: Store) -> Export:
    id = store.documents.add(Document.of(ODD, title="Odd", source="/in/odd.txt", published="2025-05-06")).id
    claim, ship = store.codebook.ensure("claim").id, store.codebook.ensure("claim/sea ship").id
    hebrew = ODD.index("שלום")
    one, two, *_ = store.annotations.create(
        id,
        [
            Draft(start=4, end=9, tags=(ship, claim), note="Two\nlines"),
            Draft(start=hebrew, end=hebrew + 4, label="GPE", origin="machine"),
            Draft(start=hebrew - 1, end=hebrew + 5, label="ORG", origin="machine"),
            Draft(start=0, end=3, label="PERSON", origin="machine", status="rejected"),
        ],
    )
    store.annotations.link(one.id, Link(type="same event", to=two.id))
    return export_of(store)


def opened(raw: bytes) -> list[Any]:
    """Return the Docs as spaCy opens them, with a vocabulary of its own."""
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import DocBin

    return list(DocBin().from_bytes(raw).get_docs(spacy.blank("en").vocab))


def test_without_spacy_it_is_told_what_is_missing(export: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("spacy", "spacy.tokens", "spacy.vocab"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ExportRefused, match="needs spaCy: pip install"):
        write(export)
    with pytest.raises(ImportRefused, match="needs spaCy: pip install"):
        read(b"x\x9c")


@pytest.mark.heavy
def test_spans_may_lie_in_each_other_and_entities_do_not(export: Export) -> None:
    pytest.importorskip("spacy")
    (doc,) = opened(write(export))
    assert doc.text == ODD
    assert doc.user_data["title"] == "Odd"
    assert [(span.text, span.label_) for span in doc.spans["sc"]] == [
        ("👩‍👩‍👧", "claim/sea ship"),
        ("👩‍👩‍👧", "claim"),
        ("\tשלום ", "ORG"),
        ("שלום", "GPE"),
    ]
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("\tשלום ", "ORG")]


@pytest.mark.heavy
def test_there_and_back_it_is_the_same(export: Export) -> None:
    pytest.importorskip("spacy")
    comes_back(export, read(write(export)))


@pytest.mark.heavy
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fills())
def test_any_store_is_opened_by_spacy_and_comes_back(documents: list[dict[str, Any]]) -> None:
    pytest.importorskip("spacy")
    before = stored(documents)
    if not before.documents:
        return
    raw = write(before)
    for doc, document in zip(opened(raw), before.documents, strict=True):
        assert doc.text == document.text
        placed = [a for a in document.annotations if a.status == "accepted" and a.start is not None]
        assert {(s.start_char, s.end_char, s.text) for s in doc.spans["sc"]} == {
            (a.start, a.end, document.text[a.start : a.end]) for a in placed
        }
    comes_back(before, read(raw))


@pytest.mark.heavy
def test_what_a_pipeline_found_and_what_was_changed_are_taken_in(export: Export, tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import DocBin, Span

    (ours,) = opened(write(export))
    kept = [span for span in ours.spans["sc"] if span.label_ == "claim"]
    ours.spans["sc"] = [*kept, Span(ours, 0, 1, label="PERSON")]
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Orsk"}])
    found = nlp("😀 Ana left\r\nOrsk.")
    imported = read(DocBin(docs=[ours, found], store_user_data=True).to_bytes())
    report, after = taken(tmp_path, imported)
    assert report.problems == ()
    marks = {(d.text[:2], a.quote, a.tags, a.label, a.note, a.status) for d in after.documents for a in d.annotations}
    assert marks == {
        ("Zo", "👩‍👩‍👧", ("claim",), None, "Two\nlines", "accepted"),
        ("Zo", "Zoë", (), "PERSON", "", "accepted"),
        ("Zo", "Zoë", (), "PERSON", "", "rejected"),
        ("😀 ", "Orsk", (), "GPE", "", "accepted"),
    }


@pytest.mark.heavy
def test_what_is_no_docbin_is_refused(export: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("spacy")
    raw = write(export)
    for damaged in (b"", b"x\x9c", raw[:-40], zlib.compress(b"\x80"), zlib.compress(b'{"a": 1}'), raw[:20] + b"\0" * 9):
        with pytest.raises(ImportRefused, match="no sound DocBin"):
            read(damaged)
    monkeypatch.setattr("annotations.exchange.spacy_docs._LARGEST", 1_000_000)
    with pytest.raises(ImportRefused, match="unpacks to more than 1 MB"):
        read(zlib.compress(bytes(3_000_000)))
