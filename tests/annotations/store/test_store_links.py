"""Links between annotations: seen from both ends, across documents, removed, undone, told where an end is deleted."""

import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.model import Annotation, Document, Link
from annotations.store import LINK_TYPES, BadLink, Draft, End, Store, UnknownAnnotation, open_store

ELSEWHERE = "The line said on Tuesday that it had been warned twice.\n"


@pytest.fixture
def elsewhere(store: Store) -> str:
    """The id of another document."""
    return store.documents.add(Document.of(ELSEWHERE, title="Line warned", source="/briefings/line.txt")).id


def test_a_link_is_seen_from_both_ends_across_documents(store: Store, document: str, elsewhere: str) -> None:
    (port,) = store.annotations.create(document, [Draft(start=0, end=4)])
    here, there = store.links.make(
        End(document=document, annotation=port.id),
        End(document=elsewhere, annotation=Draft(start=4, end=8, note="made for it")),
        "  contradicts ",
    )
    assert (here.id, here.links) == (port.id, (Link(type="contradicts", to=there.id),))
    assert (there.selector.exact, there.note) == ("line", "made for it")
    (out,) = store.links.of(document)[port.id]
    assert (out.type, out.incoming, out.title, out.exact, out.start) == ("contradicts", False, "Line warned", "line", 4)
    (back,) = store.links.of(elsewhere)[there.id]
    assert (back.incoming, back.other, back.document, back.exact) == (True, port.id, document, "Port")
    assert (back.owner, back.link) == (out.owner, out.link) == (port.id, here.links[0])
    assert store.links.types() == ("contradicts", "supports", "same event", "cause")
    store.annotations.unlink(back.owner, back.link)
    assert store.links.of(document) == store.links.of(elsewhere) == {}
    store.history.undo(document)
    assert [*store.links.of(elsewhere)[there.id]] == [back]


def test_it_is_one_act_where_it_was_ended(store: Store, document: str, elsewhere: str) -> None:
    port = End(document=document, annotation=Draft(start=0, end=4))
    store.links.make(port, End(document=elsewhere, annotation=Draft(start=4, end=8)), "cause")
    act = store.history.undo(elsewhere)
    assert act is not None
    assert store.annotations.of(document) == store.annotations.of(elsewhere) == ()
    store.history.redo(elsewhere)
    assert [a.links[0].type for a in store.annotations.of(document)] == ["cause"]
    assert store.doctor() == ()


def test_a_deleted_end_is_told_as_such_and_comes_back(store: Store, document: str, elsewhere: str) -> None:
    port, there = store.links.make(
        End(document=document, annotation=Draft(start=0, end=4)),
        End(document=elsewhere, annotation=Draft(start=4, end=8)),
        "supports",
    )
    store.annotations.delete([there.id])
    assert [link.deleted for link in store.links.of(document)[port.id]] == [True]
    store.history.undo(elsewhere)
    assert [link.deleted for link in store.links.of(document)[port.id]] == [False]
    store.documents.remove(elsewhere)
    assert [link.deleted for link in store.links.of(document)[port.id]] == [True]
    store.history.undo()
    store.annotations.delete([port.id])
    assert store.links.of(elsewhere) == {}, "what is deleted says nothing"


def test_no_link_to_itself_without_a_type_or_to_nothing(store: Store, document: str) -> None:
    (port,) = store.annotations.create(document, [Draft(start=0, end=4)])
    end = End(document=document, annotation=port.id)
    for other, type_, error in (
        (end, "cause", BadLink),
        (End(document=document, annotation=Draft(start=5, end=7)), " \n", BadLink),
        (End(document=document, annotation="nobody"), "cause", UnknownAnnotation),
    ):
        with pytest.raises(error):
            store.links.make(end, other, type_)
    assert store.annotations.of(document) == (port,)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("link"), st.integers(0, 3), st.integers(0, 3), st.sampled_from((*LINK_TYPES, "see also"))),
        st.tuples(st.just("unlink"), st.integers(0, 3), st.integers(0, 9)),
        st.tuples(st.just("assess"), st.integers(0, 3), st.sampled_from((None, "low", "high")), st.integers(1, 6)),
        st.tuples(st.just("delete"), st.integers(0, 3)),
    ),
    max_size=12,
)


def state(store: Store, documents: list[str]) -> list[object]:
    """All that was linked and judged, of what was deleted too."""
    return [
        [
            (a.id, deleted, a.links, a.confidence, a.reliability, a.credibility)
            for deleted in (False, True)
            for a in store.annotations.of(document, deleted=deleted)
        ]
        + [sorted((x.here, x.type, x.other, x.deleted) for found in store.links.of(document).values() for x in found)]
        for document in documents
    ]


def step(store: Store, made: list[Annotation], do: tuple[object, ...]) -> None:
    match do:
        case ("link", int(a), int(b), str(type_)) if a != b:
            one, two = (End(document=made[n].document, annotation=made[n].id) for n in (a, b))
            with suppress(UnknownAnnotation):  # one of the two is deleted
                store.links.make(one, two, type_)
        case ("unlink", int(a), int(n)):
            links = store.links.of(made[a].document).get(made[a].id, ())
            if links:
                store.annotations.unlink(links[n % len(links)].owner, links[n % len(links)].link)
        case ("assess", int(a), sure, int(worth)):
            store.annotations.assess([made[a].id], confidence=sure, credibility=worth)  # type: ignore[arg-type]
        case ("delete", int(a)):
            store.annotations.delete([made[a].id])


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_whatever_was_linked_and_judged_is_taken_back_and_done_again(steps: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as name, open_store(Path(name, "one.db")) as store:
        document = store.documents.add(Document.of(ELSEWHERE, source="a")).id
        drafts = [Draft(start=n, end=n + 2) for n in (0, 4, 8, 12)]
        made = list(store.annotations.create(document, drafts))
        states = [state(store, [document])]
        for do in steps:
            step(store, made, do)
            if (now := state(store, [document])) != states[-1]:
                states.append(now)
        for before in reversed(states[:-1]):
            assert store.history.undo(document) is not None
            assert state(store, [document]) == before
        for after in states[1:]:
            assert store.history.redo(document) is not None
            assert state(store, [document]) == after
        assert store.doctor() == ()
