"""The code book: what a new store begins with, and how it is changed."""

from typing import Any

import pytest

from annotations.store import BadTag, Draft, Store, UnknownTag


def key_of(store: Store, path: str) -> str | None:
    tag = store.codebook.by_path(path)
    assert tag is not None
    return tag.key


def test_a_new_store_has_nine_tags_on_the_keys_one_to_nine(store: Store) -> None:
    tags = store.codebook.tags()
    assert [tag.key for tag in tags] == list("123456789")
    assert all(tag.name and tag.description and tag.colour for tag in tags)
    assert len({tag.name for tag in tags}) == len({tag.colour for tag in tags}) == 9


def test_tags_lie_inside_each_other_and_are_written_as_paths(store: Store) -> None:
    inner = store.codebook.ensure("actor/state/ministry")
    assert store.codebook.path(inner.id) == "actor/state/ministry"
    assert store.codebook.ensure("Actor/STATE") == store.codebook.by_path("actor/state")
    assert store.codebook.by_path("actor/ministry") is None
    assert store.codebook.by_path("") is None
    store.history.undo()
    assert store.codebook.by_path("actor/state") is None


def test_a_tag_made_by_its_path_is_one_act(store: Store) -> None:
    before = store.codebook.tags()
    store.codebook.ensure("a/b/c")
    assert len(store.codebook.tags()) == 12
    store.history.undo()
    assert store.codebook.tags() == before


def test_taking_a_key_moves_it(store: Store) -> None:
    tag = store.codebook.add("rumour", key="2")
    assert (tag.key, key_of(store, "claim")) == ("2", None)
    store.history.undo()
    assert key_of(store, "claim") == "2"
    store.history.redo()
    assert (key_of(store, "rumour"), key_of(store, "claim")) == ("2", None)
    store.codebook.change(tag.id, key="3")
    assert (key_of(store, "rumour"), key_of(store, "casualty")) == ("3", None)
    store.codebook.change(tag.id, key=None)
    assert key_of(store, "rumour") is None


def test_each_change_is_called_what_it_does(store: Store) -> None:
    changes: dict[str, dict[str, Any]] = {
        "Rename tag actor to player": {"name": "player"},
        "Move tag player into claim": {"parent": "starter-claim"},
        "Move tag player out of claim": {"parent": None},
        "Put tag player on key 2": {"key": "2"},
        "Take tag player off its key": {"key": None},
        "Change the colour of tag player": {"colour": "#102030"},
        "Change tag player": {"name": "body", "description": "Who acts."},
    }
    for title, fields in changes.items():
        store.codebook.change("starter-actor", **fields)
        act, *_ = store.history.acts(limit=1)
        assert act.title == title


@pytest.mark.parametrize("name", ["", "   ", "a/b", "Actor", "actor"])
def test_a_name_that_cannot_be_is_refused(store: Store, name: str) -> None:
    before = store.codebook.tags()
    with pytest.raises(BadTag):
        store.codebook.add(name)
    assert store.codebook.tags() == before


def test_a_name_may_be_used_again_elsewhere_or_after_its_removal(store: Store) -> None:
    actor = store.codebook.by_path("actor")
    assert actor is not None
    store.codebook.add("actor", parent=actor.id)
    store.codebook.remove(actor.id)
    assert store.codebook.by_path("actor") is None
    assert store.codebook.add("actor").id != actor.id


def test_a_tag_cannot_lie_in_itself(store: Store) -> None:
    inner = store.codebook.ensure("place/town")
    outer = store.codebook.by_path("place")
    assert outer is not None
    for parent in (outer.id, inner.id):
        with pytest.raises(BadTag):
            store.codebook.change(outer.id, parent=parent)


def test_a_key_that_is_no_digit_from_one_to_nine_is_refused(store: Store) -> None:
    for key in ("0", "10", "x", ""):
        with pytest.raises(BadTag):
            store.codebook.add("rumour", key=key)


def test_a_removed_tag_leaves_its_annotations_and_comes_back_with_undo(store: Store, document: str) -> None:
    outer = store.codebook.by_path("place")
    assert outer is not None
    inner, other = store.codebook.ensure("place/town"), store.codebook.ensure("other")
    (made,) = store.annotations.create(document, [Draft(start=0, end=4, tags=(inner.id, other.id))])
    store.codebook.remove(outer.id)
    assert store.codebook.by_path("place/town") is None
    assert store.annotations.get(made.id).tags == (other.id,)
    with pytest.raises(UnknownTag):
        store.codebook.path(inner.id)
    store.history.undo(document)
    assert store.annotations.get(made.id) == made


def test_a_removed_tag_comes_back_even_if_its_annotation_got_others_meanwhile(store: Store, document: str) -> None:
    gone, kept, new = (store.codebook.ensure(name).id for name in ("gone", "kept", "new"))
    (made,) = store.annotations.create(document, [Draft(start=0, end=4, tags=(gone, kept))])
    store.codebook.remove(gone)
    (changed,) = store.annotations.change([made.id], tags=(kept, new))
    assert changed.tags == (kept, new)
    store.history.undo()
    assert store.annotations.get(made.id).tags == (kept, new, gone)


def test_tags_are_renamed_and_merged(store: Store, document: str) -> None:
    one, two = store.codebook.ensure("killed"), store.codebook.ensure("dead")
    below = store.codebook.ensure("dead/children")
    first, second = store.annotations.create(
        document, [Draft(start=0, end=4, tags=(two.id,)), Draft(start=5, end=7, tags=(one.id, two.id))]
    )
    assert store.codebook.change(two.id, name="fatality").name == "fatality"
    before = store.annotations.of(document), store.codebook.tags()
    store.codebook.merge(two.id, one.id)
    assert store.annotations.get(first.id).tags == (one.id,)
    assert store.annotations.get(second.id).tags == (one.id,)
    assert store.codebook.path(below.id) == "killed/children"
    assert {id: count.own for id, count in store.tagged.counts().items()} == {one.id: 2}
    store.history.undo(document)  # from a document, as every act on the code book
    assert (store.annotations.of(document), store.codebook.tags()) == before


def test_a_tag_is_shown_without_what_a_terminal_would_obey(store: Store) -> None:
    tag = store.codebook.add(" a\x1b[0m\nb ", description="c\u202ed")
    assert (tag.name, tag.description) == ("a\ufffd[0m b", "c\ufffdd")
