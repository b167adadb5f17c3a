"""Search finds what was said, wherever it stands, whatever is typed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.model import Document
from annotations.store import Draft, Hit, Store
from annotations.store.search import MOST_PLACES


def kinds(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.kind for hit in hits]


@pytest.fixture
def searched(store: Store, document: str, article: Document) -> Store:
    start = article.text.index("36 people")
    store.annotations.create(document, [Draft(start=start, end=start + 9, note="Compare the Café count: 41")])
    return store


def test_words_are_found_in_texts_passages_and_notes(searched: Store, article: Document, document: str) -> None:
    (annotation,) = searched.annotations.of(document)
    note, quote, text = (*searched.search("compare"), *searched.search("people"))
    assert kinds((note, quote, text)) == ["note", "quote", "text"]
    assert (note.annotation, quote.annotation, text.annotation) == (annotation.id, annotation.id, None)
    for hit in (note, quote, text):
        assert (hit.document, hit.title) == (document, "Port closed")
        assert hit.start is not None
    assert article.text[note.start : note.end] == article.text[quote.start : quote.end] == "36 people"
    assert article.text[text.start : text.end] == "people"
    assert [text.excerpt[span.start : span.end] for span in text.found] == ["people"]
    assert "\n" not in text.excerpt


def test_offsets_count_code_points(searched: Store, article: Document) -> None:
    (hit,) = searched.search("vessels")
    assert article.text[hit.start : hit.end] == "vessels"
    assert hit.excerpt[hit.found[0].start : hit.found[0].end] == "vessels"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SEARCHED warned", []),
        ("FERRY warned", ["text"]),
        ("cafe", ["note"]),
        ("CAFÉ", ["note"]),
        ("cafe\u0301", ["note"]),
        ("vessel", ["text"]),
        ("men", []),
        ("the", ["note", "text"]),
        ("wai*", ["text"]),
        ('"wait in"', ["text"]),
        ('"in wait"', []),
        ('"wait in', ["text"]),
        ("Okoro's", []),
        ("Okoro's*", ["text"]),
        ("“search", ["text"]),
        ("36", ["quote", "text"]),
        ("3", []),
    ],
)
def test_what_a_query_finds(searched: Store, query: str, found: list[str]) -> None:
    assert kinds(searched.search(query)) == found


def test_the_place_shown_is_where_the_words_stand_together(store: Store) -> None:
    text = "The port. " + "Nothing here. " * 40 + "Grain left the port."
    store.documents.add(Document.of(text, source="a"))
    (hit,) = store.search("grain port")
    assert text[hit.start : hit.end] == "Grain"
    assert [hit.excerpt[span.start : span.end] for span in hit.found] == ["Grain", "port"]


def test_every_place_in_a_text_is_told_and_the_hit_leads_to_the_first(store: Store) -> None:
    text = "Grain left. No grain came, and the port stood idle. GRAIN! " + "grain " * 200
    store.documents.add(Document.of(text[:59], source="a"))
    (hit,) = store.search("grain")
    assert (hit.start, hit.end) == (0, 5)
    assert [text[place.start : place.end] for place in hit.places] == ["Grain", "grain", "GRAIN"]
    store.documents.add(Document.of(text, source="a"))
    (hit,) = store.search("grain")
    assert len(hit.places) == MOST_PLACES


def test_accents_and_case_are_found_where_they_differ(store: Store) -> None:
    text = "Élodie McÁrdle reached ŁÓDŹ."
    store.documents.add(Document.of(text, source="a"))
    for query, words in [("elodie", "Élodie"), ("mcardle", "McÁrdle"), ("mca\u0301rdle", "McÁrdle"), ("łodz", "ŁÓDŹ")]:
        (hit,) = store.search(query)
        assert text[hit.start : hit.end] == words


def test_what_is_deleted_or_removed_is_not_found(searched: Store, document: str) -> None:
    (annotation,) = searched.annotations.of(document)
    searched.annotations.delete([annotation.id])
    assert kinds(searched.search("compare")) == []
    searched.history.undo(document)
    assert kinds(searched.search("compare")) == ["note"]
    searched.documents.remove(document)
    assert searched.search("compare") == searched.search("ferry") == ()


def test_only_the_newest_text_and_note_are_found(searched: Store, document: str, article: Document) -> None:
    (annotation,) = searched.annotations.of(document)
    searched.annotations.change([annotation.id], note="settled")
    assert searched.search("compare") == ()
    assert kinds(searched.search("settled")) == ["note"]
    searched.documents.add(Document.of("All quiet.", source=article.source, title=article.title))
    assert kinds(searched.search("ferry")) == []
    assert kinds(searched.search("quiet")) == ["text"]
    (orphan,) = searched.search("36 people")
    assert (orphan.kind, orphan.start, orphan.end) == ("quote", None, None)


def test_every_kind_has_its_share_of_the_hits(store: Store) -> None:
    for n in range(12):
        id = store.documents.add(Document.of("grain " * 5, source=str(n))).id
        store.annotations.create(id, [Draft(start=0, end=5, note="grain")])
    assert kinds(store.search("grain", limit=9)) == ["note"] * 3 + ["quote"] * 3 + ["text"] * 3
    assert len(store.search("grain", limit=100)) == 36
    assert store.search("grain", limit=0) == ()


@pytest.mark.parametrize(
    "query",
    ["", " ", '"', '""', "'", "*", "-", "NEAR(", "a AND", "OR", "NOT x", "(x", "col:x", "^x", "{x}: y", "x + y", "\x00",
     "a\x00b", "\ud800", "🚢", "\u202e", ";--", '"\\"', "x" * 5000, '"x" ' * 500],
)  # fmt: skip
def test_any_query_is_answered(searched: Store, query: str) -> None:
    for hit in searched.search(query):
        assert hit.excerpt


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=12) | st.text(alphabet="ap36 \"*'()-:^+ANDOR", max_size=12))
def test_whatever_is_typed_is_answered_with_places_in_the_text(searched: Store, article: Document, query: str) -> None:
    for hit in searched.search(query):
        for span in hit.found:
            assert 0 <= span.start < span.end <= len(hit.excerpt)
        if hit.kind == "text":
            assert hit.start is not None
            assert hit.end is not None
            assert 0 <= hit.start <= hit.end <= len(article.text)


def test_every_word_of_the_text_finds_it(searched: Store, article: Document) -> None:
    for word in article.text.replace("“", " ").replace(".”", " ").split():
        if any(sign.isalnum() for sign in word):
            hits = [hit for hit in searched.search(word) if hit.kind == "text"]
            assert len(hits) == 1, word
            assert hits[0].found, word
