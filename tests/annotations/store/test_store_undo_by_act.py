"""Any act can be taken back by itself, unless a later one that stands rests on it; then that one is named."""

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.model import Document, Link
from annotations.store import BadTag, Draft, Store, UndoConflict, UnknownAct, open_store

TEXT = "Governor Okoro said that 36 people were missing. Twelve vessels wait in the strait."


def acts(store: Store) -> dict[str, int]:
    """The ids of the acts by their titles, the last of a title."""
    return {act.title: act.id for act in reversed(store.history.acts(limit=1000))}


def noted(store: Store, document: str, title: str, id: str, note: str) -> None:
    with store.act(title, document):
        store.annotations.change([id], note=note)


@pytest.fixture
def made(store: Store, document: str) -> str:
    with store.act("make", document):
        (made,) = store.annotations.create(document, [Draft(start=0, end=4)])
    return made.id


def test_an_act_in_the_middle_is_taken_back_and_the_later_ones_stay(store: Store, document: str, made: str) -> None:
    noted(store, document, "note", made, "first")
    with store.act("tag", document):
        store.annotations.change([made], tags=[store.codebook.ensure("rumour").id])
    undone = store.history.undo_act(acts(store)["note"])
    assert (undone.title, undone.undone) == ("note", True)
    now = store.annotations.get(made)
    assert (now.note, len(now.tags)) == ("", 1)
    assert not store.history.redo_act(acts(store)["note"]).undone
    assert store.annotations.get(made).note == "first"


def test_the_last_act_that_stands_in_the_way_is_named_until_it_is_undone(
    store: Store, document: str, made: str
) -> None:
    for title, note in (("one", "a"), ("two", "b"), ("three", "c")):
        noted(store, document, title, made, note)
    with pytest.raises(
        UndoConflict, match="“one” cannot be undone: the annotation has been changed since by “three”"
    ) as e:
        store.history.undo_act(acts(store)["one"])
    assert e.value.act == acts(store)["three"]
    assert store.annotations.get(made).note == "c"
    store.history.undo_act(acts(store)["three"])
    with pytest.raises(UndoConflict, match="by “two”"):
        store.history.undo_act(acts(store)["one"])
    store.history.undo_act(acts(store)["two"])
    store.history.undo_act(acts(store)["one"])
    assert store.annotations.get(made).note == ""
    with pytest.raises(UndoConflict, match="“three” cannot be redone: it builds on “two”, which is undone"):
        store.history.redo_act(acts(store)["three"])


def test_what_was_done_to_a_thing_is_not_redone_while_its_making_is_undone(
    store: Store, document: str, made: str
) -> None:
    noted(store, document, "note", made, "a")
    store.history.undo_act(acts(store)["note"])
    store.history.undo_act(acts(store)["make"])
    with pytest.raises(UndoConflict, match="“note” cannot be redone: it builds on “make”, which is undone"):
        store.history.redo_act(acts(store)["note"])


def test_a_change_and_its_return_still_stand_in_the_way(store: Store, document: str, made: str) -> None:
    for title, note in (("one", "a"), ("away", "b"), ("back", "a")):
        noted(store, document, title, made, note)
    with pytest.raises(UndoConflict, match="by “back”"):
        store.history.undo_act(acts(store)["one"])


def test_what_others_need_by_now_is_not_taken_back_and_they_are_named(store: Store, document: str, made: str) -> None:
    with store.act("other", document):
        (other,) = store.annotations.create(document, [Draft(start=5, end=7)])
    with store.act("link", document):
        store.annotations.link(other.id, Link(type="supports", to=made))
    with pytest.raises(UndoConflict, match="the annotation is in use by now by “link”"):
        store.history.undo_act(acts(store)["make"])


def test_a_tag_is_never_put_inside_one_that_is_gone_or_inside_itself(store: Store) -> None:
    outer, inner = store.codebook.add("outer"), store.codebook.ensure("outer/inner")
    with store.act("out"):
        store.codebook.change(inner.id, parent=None)
    with store.act("in"):
        store.codebook.change(outer.id, parent=inner.id)
    with pytest.raises(UndoConflict, match="inside itself"):
        store.history.undo_act(acts(store)["out"])
    store.history.undo_act(acts(store)["in"])
    with store.act("gone"):
        store.codebook.remove(outer.id)
    with pytest.raises(UndoConflict, match="“inner” would lie in a tag that is removed"):
        store.history.undo_act(acts(store)["out"])
    assert store.codebook.path(inner.id) == "inner"


def test_a_key_that_another_tag_has_by_now_stays_with_it(store: Store) -> None:
    with store.act("keyed"):
        first = store.codebook.add("first", key="1")
    with store.act("gone"):
        store.codebook.remove(first.id)
    second = store.codebook.add("second", key="1")
    with pytest.raises(UndoConflict, match="another has its name or its key by now"):
        store.history.undo_act(acts(store)["gone"])
    assert store.codebook.get(second.id).key == "1"


def test_only_what_was_done_can_be_undone_and_what_was_undone_redone(store: Store, document: str, made: str) -> None:
    taken_in = next(a.id for a in store.history.acts() if a.title.startswith("Take in"))
    with pytest.raises(UndoConflict, match="only recorded"):
        store.history.undo_act(taken_in)
    with pytest.raises(UndoConflict, match="done already"):
        store.history.redo_act(acts(store)["make"])
    store.history.undo_act(acts(store)["make"])
    with pytest.raises(UndoConflict, match="undone already"):
        store.history.undo_act(acts(store)["make"])
    with pytest.raises(UnknownAct):
        store.history.undo_act(10**6)
    assert store.annotations.of(document) == ()
    assert store.annotations.of(document, deleted=True)[0].id == made


def test_undo_and_redo_in_turn_go_on_from_what_was_done_by_act(store: Store, document: str, made: str) -> None:
    noted(store, document, "note", made, "n")
    with store.act("label", document):
        store.annotations.change([made], label="ORG")
    store.history.undo_act(acts(store)["note"])
    for title in ("label", "make"):
        act = store.history.undo(document)
        assert act is not None
        assert act.title == title
    redone = [act.title for _ in range(3) if (act := store.history.redo(document))]
    assert redone == ["make", "label", "note"]
    last = store.history.undo(document)
    assert last is not None
    assert last.title == "note"


def test_what_was_undone_long_ago_can_be_redone_though_other_things_were_done_since(
    store: Store, document: str, made: str
) -> None:
    noted(store, document, "note", made, "n")
    store.history.undo(document)
    store.annotations.create(document, [Draft(start=5, end=7)])
    assert store.history.redo(document) is None
    store.history.redo_act(acts(store)["note"])
    assert store.annotations.get(made).note == "n"


def test_an_act_that_could_not_be_undone_can_be_when_what_stood_in_its_way_is_gone(
    store: Store, document: str, made: str
) -> None:
    noted(store, document, "here", made, "here")
    with store.act("everywhere"):
        store.annotations.change([made], note="elsewhere")
    with pytest.raises(UndoConflict):
        store.history.undo(document)
    store.history.undo_act(acts(store)["everywhere"])
    undone = store.history.undo(document)
    assert undone is not None
    assert undone.title == "here"


def test_two_instances_take_back_each_other_s_acts_and_see_what_stands_in_the_way(path: Path) -> None:
    with open_store(path, author="Ada") as ada, open_store(path, author="Ben") as ben:
        document = ada.documents.add(Document.of(TEXT, source="a")).id
        (made,) = ada.annotations.create(document, [Draft(start=0, end=4)])
        noted(ada, document, "hers", made.id, "a")
        noted(ben, document, "his", made.id, "b")
        with pytest.raises(UndoConflict, match="by “his”"):
            ada.history.undo_act(acts(ada)["hers"])
        ada.history.undo_act(acts(ada)["his"])
        ben.history.undo_act(acts(ben)["hers"])
        assert ada.annotations.get(made.id).note == ""
        with pytest.raises(UndoConflict, match="“hers” is undone already"):
            ada.history.undo_act(acts(ada)["hers"])
        entry = next(e for e in ada.log.entries(document) if e.act.title == "his")
        assert (entry.act.author, entry.act.undone, entry.turned_by) == ("Ben", True, "Ada")
    with open_store(path, author="Cy") as store:
        store.history.redo_act(acts(store)["hers"])
        assert store.annotations.get(made.id).note == "a"
        assert store.doctor() == ()


# any acts, any of them undone

SPANS = [(0, 8), (9, 14), (25, 34)]
single = st.tuples(
    st.sampled_from(["create", "note", "tag", "delete", "restore", "label", "add tag", "rename", "put", "remove tag"]),
    st.integers(0, 5),
    st.integers(0, 5),
)
Move = list[tuple[str, int, int]]


def carry_out(store: Store, documents: list[str], move: Move) -> None:
    document = documents[move[0][1] % len(documents)]
    with store.act("some", document):
        for what, one, other in move:
            one_thing(store, document, what, one, other)


def one_thing(store: Store, document: str, what: str, one: int, other: int) -> None:
    live, gone = store.annotations.of(document), store.annotations.of(document, deleted=True)
    tags = [tag.id for tag in store.codebook.tags() if tag.key is None]
    if what == "create":
        start, end = SPANS[one % 3]
        store.annotations.create(document, [Draft(start=start, end=end)])
    elif what == "add tag":
        with suppress(BadTag):
            store.codebook.add(f"new {len(store.history.acts(limit=1000))} {other}")
    elif what == "restore" and gone:
        store.annotations.restore([gone[one % len(gone)].id])
    elif what in ("rename", "put", "remove tag") and tags:
        with suppress(BadTag):
            change_tag(store, what, tags[one % len(tags)], other, tags)
    elif what in ("note", "tag", "delete", "label") and live:
        annotate(store, what, live[one % len(live)].id, other, tags)


def annotate(store: Store, what: str, id: str, other: int, tags: list[str]) -> None:
    if what == "note":
        store.annotations.change([id], note=str(other))
    elif what == "label":
        store.annotations.change([id], label="ORG" if other % 2 else "")
    elif what == "delete":
        store.annotations.delete([id])
    elif tags:
        store.annotations.change([id], tags=[tags[other % len(tags)]])


def change_tag(store: Store, what: str, id: str, other: int, tags: list[str]) -> None:
    if what == "rename":
        store.codebook.change(id, name=f"named {other}")
    elif what == "put":
        store.codebook.change(id, parent=tags[other % len(tags)])
    else:
        store.codebook.remove(id)


def present(store: Store) -> dict[str, Any]:
    """What there is of all things that any act speaks of; what was deleted is just that."""
    keepers = store.history.keepers
    things = {
        (change.kind, change.thing)
        for entry in store.log.entries(limit=1000)
        for change in store.log.changes(entry.act.id)
        if change.kind in ("annotation", "tag")
    }
    found = {thing: keepers[kind].fields(thing) for kind, thing in things}
    return {thing: _plain(fields) for thing, fields in found.items()}


def _plain(fields: dict[str, Any]) -> dict[str, Any] | None:
    return None if fields["deleted"] else {k: v for k, v in fields.items() if k != "modified"}


def told(store: Store, standing: set[int]) -> dict[str, Any]:
    """What those acts alone say, one after the other."""
    state: dict[str, dict[str, Any]] = {}
    everything: set[str] = set()
    for event in store._database.rows(
        "SELECT e.* FROM events AS e JOIN acts AS a ON a.id = e.act WHERE a.inverts IS NULL AND e.kind <> 'document' "
        "ORDER BY e.id"
    ):
        everything.add(event["thing"])
        if event["act"] in standing:
            state.setdefault(event["thing"], {}).update(msgspec.json.decode(event["after"]))
    return {thing: _plain(state[thing]) if thing in state else None for thing in everything}


@settings(max_examples=50, deadline=None)
@given(
    moves=st.lists(st.lists(single, min_size=1, max_size=3), min_size=1, max_size=10),
    turns=st.lists(st.tuples(st.booleans(), st.integers(0, 30)), max_size=12),
)
def test_whichever_acts_are_undone_what_is_left_is_what_the_others_say(
    moves: list[Move], turns: list[tuple[bool, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder, "library.db")) as store:
        documents = [store.documents.add(Document.of(TEXT, source=source)).id for source in "ab"]
        fixed = {entry.act.id for entry in store.log.entries(limit=1000)}
        for move in moves:
            carry_out(store, documents, move)
        standing = {act.id for act in store.history.acts(limit=1000)}
        turnable = sorted(standing - fixed)
        for undo, number in turns if turnable else ():
            act, before = turnable[number % len(turnable)], present(store)
            try:
                if undo:
                    store.history.undo_act(act)
                else:
                    store.history.redo_act(act)
            except UndoConflict:
                assert present(store) == before
                continue
            standing ^= {act}
            assert present(store) == told(store, standing)
        assert store.doctor() == ()
