"""What the reader says of a passage is kept, and changed only as said."""

from typing import Any

import pytest

from annotations.model import Annotation, Document, Link, Placement, Selector, Span
from annotations.store import BadSpan, Draft, Store, UnknownAnnotation, UnknownDocument, UnknownTag


def tag_ids(store: Store, *paths: str) -> tuple[str, ...]:
    return tuple(store.codebook.ensure(path).id for path in paths)


def test_an_annotation_keeps_what_was_said_of_which_words(store: Store, document: str, article: Document) -> None:
    start = article.text.index("🚢")
    tags = tag_ids(store, "figure", "casualty")
    made = store.annotations.create(document, [Draft(start=start, end=start + 8, tags=tags, note="ships, see list")])
    (kept,) = store.annotations.of(document)
    assert (kept,) == made
    assert kept.selector == Selector(
        start=start,
        end=start + 8,
        exact="🚢 Twelve",
        prefix=article.text[start - 32 : start],
        suffix=article.text[start + 8 : start + 40],
    )
    assert kept.placement == Placement(kind="exact", start=start, end=start + 8)
    assert (kept.tags, kept.note, kept.origin, kept.status) == (tags, "ships, see list", "human", "accepted")
    assert (kept.author, kept.created) == ("Ada", kept.modified)


def test_annotations_come_in_the_order_of_the_text(store: Store, document: str) -> None:
    spans = [(40, 50), (10, 20), (10, 30), (0, 5)]
    store.annotations.create(document, [Draft(start=start, end=end) for start, end in spans])
    placed = [(a.placement.start, a.placement.end) for a in store.annotations.of(document)]
    assert placed == [(0, 5), (10, 30), (10, 20), (40, 50)]


def test_only_what_is_named_is_changed(store: Store, document: str) -> None:
    first, second = tag_ids(store, "figure", "place")
    (made,) = store.annotations.create(document, [Draft(start=0, end=4, tags=(first,), note="n", label="ORG")])
    (changed,) = store.annotations.change([made.id], tags=(second, first))
    assert (changed.tags, changed.note, changed.label) == ((second, first), "n", "ORG")
    (changed,) = store.annotations.change([made.id], note="", status="rejected")
    assert (changed.tags, changed.note, changed.label, changed.status) == ((second, first), "", "ORG", "rejected")
    assert store.annotations.change([made.id], label="")[0].label is None


def test_a_passage_can_be_marked_anew(store: Store, document: str, article: Document) -> None:
    (made,) = store.annotations.create(document, [Draft(start=0, end=4, note="n")])
    (changed,) = store.annotations.change([made.id], span=Span(0, 19))
    assert (changed.selector.exact, changed.note) == ("Port of Lower Vasta", "n")
    store.history.undo(document)
    assert store.annotations.get(made.id) == made


def test_deleted_annotations_are_marked_and_can_be_restored(store: Store, document: str) -> None:
    first, second = store.annotations.create(document, [Draft(start=0, end=4), Draft(start=5, end=7)])
    store.annotations.delete([first.id])
    assert store.annotations.of(document) == (second,)
    (deleted,) = store.annotations.of(document, deleted=True)
    assert deleted.id == first.id
    store.annotations.restore([first.id])
    assert [a.id for a in store.annotations.of(document)] == [first.id, second.id]


def test_links_show_as_long_as_their_target_does(store: Store, document: str) -> None:
    first, second = store.annotations.create(document, [Draft(start=0, end=4), Draft(start=5, end=7)])
    link = Link(type="contradicts", to=second.id)
    assert store.annotations.link(first.id, link).links == (link,)
    assert store.annotations.link(first.id, link).links == (link,)
    store.annotations.delete([second.id])
    assert store.annotations.get(first.id).links == ()
    store.annotations.restore([second.id])
    assert store.annotations.get(first.id).links == (link,)
    assert store.annotations.unlink(first.id, link).links == ()


def test_an_import_keeps_what_was_settled_elsewhere(store: Store, document: str) -> None:
    settled: dict[str, Any] = {
        "id": "from-elsewhere",
        "selector": Selector(start=3, end=9, exact="vanish", prefix="to ", suffix=" now"),
        "placement": Placement(kind="orphan", start=None, end=None),
        "tags": tag_ids(store, "a/b"),
        "author": "Grace",
        "created": "2001-01-01T00:00:00Z",
        "modified": "2002-02-02T00:00:00Z",
        "origin": "import",
    }
    (made,) = store.annotations.create(document, [Draft(**settled)])
    assert made == Annotation(document=document, **settled)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 5), (6, 2), (0, 10**6), (0, 10**30)])
def test_a_passage_outside_the_text_is_refused_with_all_of_its_act(
    store: Store, document: str, start: int, end: int
) -> None:
    with pytest.raises(BadSpan):
        store.annotations.create(document, [Draft(start=0, end=4), Draft(start=start, end=end)])
    assert store.annotations.of(document) == ()
    assert store.history.undo(document) is None


def test_what_is_not_there_is_named(store: Store, document: str) -> None:
    with pytest.raises(UnknownAnnotation, match="nobody"):
        store.annotations.change(["nobody"], note="x")
    with pytest.raises(UnknownTag, match="no-tag"):
        store.annotations.create(document, [Draft(start=0, end=4, tags=("no-tag",))])
    with pytest.raises(UnknownDocument, match="no-document"):
        store.annotations.create("no-document", [Draft(start=0, end=4)])
    (made,) = store.annotations.create(document, [Draft(start=0, end=4)])
    with pytest.raises(UnknownAnnotation):
        store.annotations.link(made.id, Link(type="see", to="nobody"))


def test_a_note_carries_no_control_character(store: Store, document: str) -> None:
    (made,) = store.annotations.create(document, [Draft(start=0, end=4, note="a\x1b]52;c;\x07b\x00\ud800\r\nc\td")])
    assert made.note == "a\ufffd]52;c;\ufffdb\ufffd\ufffd\nc\td"


def test_many_annotations_are_one_act(store: Store, document: str) -> None:
    store.annotations.create(document, [Draft(start=n, end=n + 3) for n in range(100)])
    assert store.documents.all()[0].annotations == 100
    store.history.undo(document)
    assert store.documents.all()[0].annotations == 0
