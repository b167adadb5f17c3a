"""Undo and redo: across restarts, through any sequence of acts, and never over what has changed since."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.model import Document, Link, Span
from annotations.store import Draft, Store, StoreError, UndoConflict, open_store

TEXT = "Governor Okoro said that 36 people were missing. Twelve vessels wait in the strait."


def said(store: Store, document: str) -> object:
    return store.annotations.of(document), store.codebook.tags()


def test_undo_and_redo_go_through_the_acts_one_by_one(store: Store, document: str) -> None:
    states = [said(store, document)]
    (made,) = store.annotations.create(document, [Draft(start=0, end=4)])
    states.append(said(store, document))
    store.annotations.change([made.id], note="first")
    states.append(said(store, document))
    store.annotations.delete([made.id])
    states.append(said(store, document))
    for state in reversed(states[:-1]):
        assert store.history.undo(document) is not None
        assert said(store, document) == state
    assert store.history.undo(document) is None
    for state in states[1:]:
        assert store.history.redo(document) is not None
        assert said(store, document) == state
    assert store.history.redo(document) is None


def test_undo_outlives_the_program(path: Path, article: Document) -> None:
    with open_store(path) as store:
        id = store.documents.add(article).id
        (made,) = store.annotations.create(id, [Draft(start=0, end=4)])
        store.annotations.change([made.id], note="later")
    with open_store(path) as store:
        undone = store.history.undo(id)
        assert undone is not None
        assert undone.undone
        assert store.annotations.get(made.id) == made
    with open_store(path) as store:
        assert store.history.redo(id) is not None
        assert store.annotations.get(made.id).note == "later"


def test_a_new_act_ends_what_could_be_redone(store: Store, document: str) -> None:
    first, _ = store.annotations.create(document, [Draft(start=0, end=4), Draft(start=5, end=7)])
    store.annotations.change([first.id], note="a")
    store.history.undo(document)
    store.annotations.change([first.id], note="b")
    assert store.history.redo(document) is None
    assert store.annotations.get(first.id).note == "b"


def test_all_changes_of_an_act_are_one_step_with_its_title(store: Store, document: str) -> None:
    with store.act("Tag a rumour", document):
        tag = store.codebook.ensure("rumour/online")
        (made,) = store.annotations.create(document, [Draft(start=0, end=4)])
        store.annotations.change([made.id], tags=(tag.id,))
    (act,) = store.history.acts(document)
    assert (act.title, act.author, act.document, act.undone) == ("Tag a rumour", "Ada", document, False)
    assert store.history.undo(document) == store.history.acts(document)[0]
    assert (store.annotations.of(document), store.codebook.by_path("rumour")) == ((), None)


def test_an_act_that_fails_leaves_nothing_behind(store: Store, document: str) -> None:
    before = said(store, document)

    def half() -> None:
        with store.act("Half", document):
            store.codebook.ensure("new")
            store.annotations.create(document, [Draft(start=0, end=10**6)])

    with pytest.raises(StoreError):
        half()
    assert said(store, document) == before
    assert store.history.acts(document) == ()


def test_a_part_that_fails_leaves_the_rest_of_its_act(store: Store, document: str) -> None:
    with store.act("Some", document):
        store.annotations.create(document, [Draft(start=0, end=4)])
        with pytest.raises(StoreError):
            store.annotations.create(document, [Draft(start=5, end=7), Draft(start=0, end=10**6)])
    assert len(store.annotations.of(document)) == 1
    store.history.undo(document)
    assert store.annotations.of(document) == ()


def test_an_act_that_changes_nothing_is_none(store: Store, document: str) -> None:
    (made,) = store.annotations.create(document, [Draft(start=0, end=4, note="n")])
    store.annotations.change([made.id], note="n")
    store.annotations.restore([made.id])
    assert [act.title for act in store.history.acts(document)] == ["Annotate"]


def test_undo_is_of_one_document_and_of_the_code_book(store: Store, document: str) -> None:
    other = store.documents.add(Document.of(TEXT, title="Other", source="other")).id
    store.annotations.create(document, [Draft(start=0, end=4)])
    store.annotations.create(other, [Draft(start=0, end=4)])
    store.codebook.add("rumour")
    assert [store.history.undo(document) is not None for _ in range(3)] == [True, True, False]
    assert store.codebook.by_path("rumour") is None
    assert store.annotations.of(document) == ()
    assert len(store.annotations.of(other)) == 1


def test_undo_without_a_document_is_of_the_library_and_the_code_book(store: Store, document: str) -> None:
    store.documents.remove(document)
    store.codebook.add("rumour")
    (made,) = store.annotations.create(store.documents.add(Document.of(TEXT)).id, [Draft(start=0, end=4)])
    assert [act.title for act in (store.history.undo(), store.history.undo()) if act] == [
        "Add tag rumour",
        "Remove Port closed",
    ]
    assert store.history.undo() is None
    assert store.annotations.get(made.id) == made


def test_taking_in_a_document_is_not_undone_but_an_import_of_one_is(store: Store, document: str) -> None:
    assert store.history.undo(document) is None
    assert store.history.undo() is None
    with store.act("Import"):
        other = store.documents.add(Document.of(TEXT, source="other")).id
        store.annotations.create(other, [Draft(start=0, end=4)])
    store.history.undo()
    assert [row.id for row in store.documents.all()] == [document]
    store.history.redo()
    assert [row.annotations for row in store.documents.all()] == [1, 0]


def test_undo_of_an_imported_revision_goes_back_to_the_text_before(store: Store, document: str) -> None:
    before = store.documents.get(document)
    (old,) = store.annotations.create(document, [Draft(start=0, end=4)])
    with store.act("Import"):
        store.documents.add(Document.of("New lead. " + before.text, title=before.title, source=before.source))
    (late,) = store.annotations.create(document, [Draft(start=20, end=24)])
    store.history.undo()
    assert store.documents.get(document).text == before.text
    assert store.annotations.get(old.id) == old
    assert store.annotations.get(late.id).placement.start == 10
    assert store.doctor() == ()


def test_undo_says_so_when_the_annotation_has_been_changed_elsewhere(store: Store, document: str) -> None:
    (made,) = store.annotations.create(document, [Draft(start=0, end=4)])
    store.annotations.change([made.id], note="here")
    with store.act("Everywhere"):
        store.annotations.change([made.id], note="elsewhere")
    with pytest.raises(UndoConflict, match=r"“Change annotation” cannot be undone: the annotation has been changed"):
        store.history.undo(document)
    assert store.annotations.get(made.id).note == "elsewhere"
    assert store.doctor() == ()


def test_after_a_conflict_the_act_before_it_is_undone(store: Store, document: str) -> None:
    (first,) = store.annotations.create(document, [Draft(start=0, end=4)])
    (second,) = store.annotations.create(document, [Draft(start=5, end=7)])
    store.annotations.change([second.id], note="here")
    with store.act("Everywhere"):
        store.annotations.change([second.id], note="elsewhere")
    for _ in range(2):  # the change, and the making, of what was changed
        with pytest.raises(UndoConflict):
            store.history.undo(document)
    assert store.history.undo(document) is not None
    assert [a.id for a in store.annotations.of(document)] == [second.id]
    assert first.id != second.id


def test_a_tag_that_others_use_by_now_is_not_undone_away(store: Store, document: str) -> None:
    other = store.documents.add(Document.of(TEXT, source="other")).id
    with store.act("Tag by name", document):
        tag = store.codebook.add("rumour")
        store.annotations.create(document, [Draft(start=0, end=4, tags=(tag.id,))])
    store.annotations.create(other, [Draft(start=0, end=4, tags=(tag.id,))])
    with pytest.raises(UndoConflict, match="in use"):
        store.history.undo(document)
    assert len(store.annotations.of(document)) == 1
    assert store.codebook.get(tag.id) == tag


def test_another_annotation_of_the_same_note_is_no_conflict(store: Store, document: str) -> None:
    (made,) = store.annotations.create(document, [Draft(start=0, end=4)])
    store.annotations.change([made.id], note="here")
    with store.act("Everywhere"):
        store.annotations.change([made.id], status="rejected")
    store.history.undo(document)
    assert (store.annotations.get(made.id).note, store.annotations.get(made.id).status) == ("", "rejected")


# any sequence of acts

Step = Callable[[Store, str], object]


def _pick(store: Store, document: str, number: int) -> str | None:
    ids = [a.id for a in store.annotations.of(document)]
    return ids[number % len(ids)] if ids else None


def _tags(store: Store, numbers: Sequence[int]) -> tuple[str, ...]:
    tags = store.codebook.tags()
    return tuple(tags[n % len(tags)].id for n in numbers) if tags else ()


def _with_one(number: int, change: Callable[[Store, str], object]) -> Step:
    def step(store: Store, document: str) -> object:
        id = _pick(store, document, number)
        return None if id is None else change(store, id)

    return step


def _with_tag(number: int, change: Callable[[Store, str], object]) -> Step:
    def step(store: Store, _document: str) -> object:
        tags = _tags(store, [number])
        return change(store, tags[0]) if tags else None

    return step


def _linked(store: Store, id: str, other: int) -> object:
    document = store.annotations.get(id).document
    to = _pick(store, document, other)
    assert to is not None
    return store.annotations.link(id, Link(type="see", to=to))


def _grouped(steps: Sequence[Step]) -> Step:
    def step(store: Store, document: str) -> None:
        with store.act("Several", document):
            for inner in steps:
                inner(store, document)

    return step


def _refusable(step: Step) -> Step:
    def tried(store: Store, document: str) -> None:
        try:
            step(store, document)
        except StoreError:
            return  # a name that is taken, a tag inside itself

    return tried


number = st.integers(0, 20)
single = st.one_of(
    st.builds(
        lambda start, length, tags, note: (
            lambda store, document: store.annotations.create(
                document, [Draft(start=start, end=start + length, tags=_tags(store, tags), note=note)]
            )
        ),
        st.integers(0, 50),
        st.integers(1, 30),
        st.lists(number, max_size=3),
        st.text(max_size=5),
    ),
    st.builds(
        lambda n, note: _with_one(n, lambda s, id: s.annotations.change([id], note=note)), number, st.text(max_size=4)
    ),
    st.builds(
        lambda n, tags: _with_one(n, lambda s, id: s.annotations.change([id], tags=_tags(s, tags))),
        number,
        st.lists(number, max_size=3),
    ),
    st.builds(
        lambda n, start: _with_one(n, lambda s, id: s.annotations.change([id], span=Span(start, start + 9))),
        number,
        st.integers(0, 60),
    ),
    st.builds(lambda n: _with_one(n, lambda s, id: s.annotations.change([id], status="rejected", label="ORG")), number),
    st.builds(lambda n: _with_one(n, lambda s, id: s.annotations.delete([id])), number),
    st.builds(lambda n, m: _with_one(n, lambda s, id: _linked(s, id, m)), number, number),
    st.builds(
        lambda name, key: lambda store, _: store.codebook.add(name, key=key),
        st.sampled_from("abc"),
        st.sampled_from("123"),
    ),
    st.builds(
        lambda n, name: _with_tag(n, lambda s, id: s.codebook.change(id, name=name)), number, st.sampled_from("abcd")
    ),
    st.builds(
        lambda n, key: _with_tag(n, lambda s, id: s.codebook.change(id, key=key)), number, st.sampled_from("1259")
    ),
    st.builds(lambda n, m: _with_tag(n, lambda s, id: s.codebook.change(id, parent=_tags(s, [m])[0])), number, number),
    st.builds(lambda n: _with_tag(n, lambda s, id: s.codebook.remove(id)), number),
    st.builds(lambda n, m: _with_tag(n, lambda s, id: s.codebook.merge(id, _tags(s, [m])[0])), number, number),
).map(_refusable)
steps = st.lists(st.one_of(single, st.lists(single, min_size=2, max_size=4).map(_grouped)), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(steps=steps)
def test_undoing_every_act_leads_to_the_start_and_redoing_them_to_the_end(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "library.db")
        with open_store(path) as store:
            document = store.documents.add(Document.of(TEXT, source="a")).id
            states = [said(store, document)]
            for step in steps:
                acts = len(store.history.acts(document))
                step(store, document)
                if len(store.history.acts(document)) > acts:
                    states.append(said(store, document))
            for state in reversed(states[:-1]):
                assert store.history.undo(document) is not None
                assert said(store, document) == state
            assert store.history.undo(document) is None
        with open_store(path) as store:
            for state in states[1:]:
                assert store.history.redo(document) is not None
                assert said(store, document) == state
            assert store.history.redo(document) is None
            assert store.doctor() == ()


@settings(max_examples=25, deadline=None)
@given(
    moves=st.lists(st.tuples(st.sampled_from(["do", "undo", "redo", "revise"]), st.integers(0, 2), single), max_size=25)
)
def test_whatever_is_done_in_several_documents_the_events_lead_to_what_there_is(
    moves: list[tuple[str, int, Step]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder, "library.db")) as store:
        documents = [store.documents.add(Document.of(TEXT, source=source)).id for source in "abc"]
        texts = [TEXT] * 3
        for move, which, step in moves:
            try:
                if move == "do":
                    step(store, documents[which])
                elif move == "undo":
                    store.history.undo(documents[which])
                elif move == "redo":
                    store.history.redo(documents[which])
                else:
                    texts[which] = "Update. " + texts[which].replace("Twelve", "Ten")
                    store.documents.add(Document.of(texts[which], source="abc"[which]))
            except UndoConflict:
                continue
        assert store.doctor() == ()
