"""Who did what when, from what to what; and whatever was deleted comes back."""

from pathlib import Path

import pytest

from annotations.model import Document
from annotations.store import BadTag, Draft, Store, Unknown, UnknownAct, open_store


def titles(
    store: Store,
    document: str | None = None,
    annotation: str | None = None,
    *,
    since: str | None = None,
    until: str | None = None,
) -> list[str]:
    return [e.act.title for e in store.log.entries(document, annotation, since=since, until=until)]


def test_acts_are_told_by_document_by_annotation_and_by_day(store: Store, document: str) -> None:
    other = store.documents.add(Document.of("Another text.", title="Other", source="other")).id
    with store.act("here", document):
        first, second = store.annotations.create(document, [Draft(start=0, end=4), Draft(start=5, end=7)])
    store.annotations.create(other, [Draft(start=0, end=7)])
    with store.act("both"):
        store.annotations.change([first.id], note="a")
        store.codebook.ensure("rumour")
    assert titles(store, document) == ["both", "here", "Take in Port closed"]
    assert titles(store, document, first.id) == ["both", "here"]
    assert titles(store, document, second.id) == ["here"]
    assert titles(store) == [
        "both",
        "Annotate",
        "here",
        "Take in Other",
        "Take in Port closed",
        "Begin with a code book",
    ]
    day = store.log.entries()[0].act.at[:10]
    assert len(titles(store, since=f"{day}T00:00:00Z")) == 6
    assert titles(store, until=f"{day}T00:00:00Z") == []
    here = store.log.entries(document)[1]
    assert (here.act.author, here.title, here.changes, here.fixed) == ("Ada", "Port closed", 2, False)
    assert store.log.entries(document)[2].fixed


def test_changes_are_told_in_words_and_tags_and_passages_by_their_names(store: Store, document: str) -> None:
    tag = store.codebook.ensure("doubt/rumour")
    (made,) = store.annotations.create(document, [Draft(start=0, end=4, tags=(tag.id,))])
    with store.act("change", document):
        store.annotations.change([made.id], tags=[], note="late", label="GPE")
    store.codebook.remove(tag.id)
    changed, making = (store.log.changes(e.act.id)[0] for e in store.log.entries(document, made.id))
    assert (changed.name, changed.document, changed.start) == ("Port", document, 0)
    assert changed.before == {"tags": "doubt/rumour", "note": "", "label": ""}
    assert changed.after == {"tags": "", "note": "late", "label": "GPE"}
    assert making.before is None
    assert making.after["tags"] == "doubt/rumour"
    with pytest.raises(UnknownAct):
        store.log.changes(10**6)


def test_annotations_documents_and_tags_come_back_with_what_they_had(path: Path, article: Document) -> None:
    with open_store(path, author="Ada") as store:
        document = store.documents.add(article).id
        outer = store.codebook.ensure("outer")
        inner = store.codebook.add("inner", parent=outer.id)
        before = store.codebook.tags()
        (made,) = store.annotations.create(document, [Draft(start=0, end=4, tags=(inner.id,))])
        store.codebook.remove(outer.id)
        store.annotations.delete([made.id])
        store.documents.remove(document)
    with open_store(path, author="Ben") as store:
        gone = {one.kind: one for one in store.deleted.all() if one.name != "inner"}
        assert [(one.kind, one.name, one.author) for one in gone.values()] == [
            ("annotation", "Port", "Ada"),
            ("document", "Port closed", "Ada"),
            ("tag", "outer", "Ada"),
        ]
        for one in gone.values():
            store.deleted.restore(one.kind, one.id)
        assert store.deleted.all() == ()
        assert store.codebook.tags() == before
        assert [row.id for row in store.documents.all()] == [document]
        assert store.annotations.of(document)[0].tags == (inner.id,)
        assert store.log.entries()[0].act.author == "Ben"
        assert store.doctor() == ()


def test_a_tag_comes_back_with_what_it_lies_in_but_not_over_another(store: Store) -> None:
    outer = store.codebook.add("outer", key="1")
    inner = store.codebook.add("inner", parent=outer.id)
    store.codebook.remove(inner.id)
    store.codebook.remove(outer.id)
    other = store.codebook.add("other", key="1")
    store.deleted.restore("tag", inner.id)
    assert store.codebook.path(inner.id) == "outer/inner"
    assert (store.codebook.get(outer.id).key, store.codebook.get(other.id).key) == (None, "1")
    store.codebook.remove(inner.id)
    store.codebook.add("Inner", parent=outer.id)
    with pytest.raises(BadTag):
        store.deleted.restore("tag", inner.id)
    with pytest.raises(Unknown):
        store.deleted.restore("tag", other.id)


def test_what_was_only_undone_is_not_among_the_deleted(store: Store, document: str) -> None:
    store.annotations.create(document, [Draft(start=0, end=4)])
    store.history.undo()
    assert store.deleted.all() == ()
    store.history.redo()
    (one,) = store.annotations.of(document)
    store.annotations.delete([one.id])
    assert [gone.id for gone in store.deleted.all()] == [one.id]
