"""What a changed text leaves to the reader, and how it is settled."""

import pytest
from msgspec.structs import replace

from annotations.model import Document, Placement
from annotations.store import Draft, Outlook, Store


@pytest.fixture
def ids(store: Store, article: Document, document: str) -> dict[str, str]:
    """Annotations by their words, after a text in which one has changed and one is gone."""
    words = ("Port of Lower Vasta", "36 people", "Twelve vessels wait in the strait.")
    starts = [article.text.index(each) for each in words]
    drafts = [Draft(start=at, end=at + len(each)) for at, each in zip(starts, words, strict=True)]
    made = store.annotations.create(document, drafts)
    text = article.text.replace("36 people", "41 people").replace(" Twelve vessels wait in the strait.", "")
    store.documents.add(replace(article, text=text, sha256=Document.of(text).sha256))
    return {annotation.selector.exact: annotation.id for annotation in made}


def test_what_is_not_sure_and_what_is_gone_wait_in_the_order_of_the_text(
    store: Store, document: str, ids: dict[str, str]
) -> None:
    waiting = (ids["36 people"], ids["Twelve vessels wait in the strait."])
    assert store.settling.waiting(document) == waiting == store.settling.waiting()
    assert store.settling.waiting("another") == ()


def test_where_nothing_waits_it_is_known_why_and_what_waits_elsewhere(
    store: Store, document: str, ids: dict[str, str]
) -> None:
    assert store.settling.outlook(document) == Outlook(changed=True, marked=3, elsewhere=0, documents=0)
    other = store.documents.add(Document.of("Nothing changed here.", source="other.txt")).id
    unchanged = Outlook(changed=False, marked=0, elsewhere=2, documents=1)
    assert store.settling.outlook(other) == unchanged
    store.annotations.create(other, [Draft(start=0, end=7)])
    assert store.settling.outlook(other) == unchanged
    store.annotations.delete(ids.values())
    assert store.settling.outlook(document) == Outlook(changed=True, marked=0, elsewhere=0, documents=0)
    store.documents.remove(document)
    assert store.settling.outlook() == Outlook(changed=False, marked=0, elsewhere=0, documents=0)


def test_the_passage_is_given_in_both_texts_with_its_guess(
    store: Store, article: Document, ids: dict[str, str]
) -> None:
    versions = store.settling.versions(ids["36 people"])
    assert versions.title == "Port closed"
    assert versions.old_text == article.text
    assert versions.old_text[versions.old.start : versions.old.end] == "36 people"
    (guess,) = versions.candidates
    assert versions.new_text[guess.start : guess.end] == "41 people"


@pytest.mark.parametrize("way", ["keep", "give up"])
def test_a_guess_is_settled_and_undo_brings_the_question_back(
    store: Store, document: str, ids: dict[str, str], way: str
) -> None:
    id = ids["36 people"]
    before = store.settling.waiting(document)
    guess = store.annotations.get(id).placement
    if way == "keep":
        store.annotations.place(id, Placement(kind="moved", start=guess.start, end=guess.end))
    else:
        assert store.settling.give_up(id).placement.kind == "orphan"
    assert store.settling.waiting(document) == before[1:]
    store.history.undo(document)
    assert store.annotations.get(id).placement == guess
    assert store.settling.waiting(document) == before
    store.history.redo(document)
    assert store.settling.waiting(document) == before[1:]


def test_what_is_gone_is_left_so_once_and_undo_asks_again(store: Store, document: str, ids: dict[str, str]) -> None:
    id = ids["Twelve vessels wait in the strait."]
    before = store.settling.waiting(document)
    store.settling.give_up(id)
    assert store.settling.waiting(document) == before[:1]
    assert store.annotations.get(id).placement.kind == "orphan"
    act = store.history.undo(document)
    assert act is not None
    assert act.title == "Leave without a place"
    assert store.settling.waiting(document) == before
    store.history.redo(document)
    assert store.settling.waiting(document) == before[:1]


def test_a_text_that_changes_once_more_asks_again(
    store: Store, article: Document, document: str, ids: dict[str, str]
) -> None:
    id = ids["Twelve vessels wait in the strait."]
    store.settling.give_up(id)
    text = store.documents.get(document).text + "One line more.\n"
    store.documents.add(replace(article, text=text, sha256=Document.of(text).sha256))
    assert id in store.settling.waiting(document)
    assert store.settling.versions(id).old_text == article.text


def test_deleted_annotations_and_rejected_marks_are_not_asked_for(
    store: Store, document: str, ids: dict[str, str]
) -> None:
    store.annotations.delete([ids["36 people"]])
    store.annotations.change([ids["Twelve vessels wait in the strait."]], status="rejected")
    assert store.settling.waiting(document) == ()
