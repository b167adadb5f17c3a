"""What has a tag: counts, passages across documents, and what merging, splitting and removing change."""

import pytest

from annotations.model import Document
from annotations.store import BadTag, Draft, Store, UnknownTag
from annotations.store.tagged import Count, Effect


def words(store: Store, tag: str, *, inside: bool = True) -> list[str]:
    return [found.annotation.selector.exact for found in store.tagged.passages(tag, inside=inside)]


@pytest.fixture
def tags(store: Store) -> dict[str, str]:
    """Two tags with a child of the same name in each, and one more in the first; ids by their paths."""
    paths = ("dead", "dead/children", "dead/soldiers", "killed", "killed/Children")
    return {path: store.codebook.ensure(path).id for path in paths}


@pytest.fixture
def marked(store: Store, document: str, tags: dict[str, str]) -> list[str]:
    """Four passages, the third with two tags that meet when one is merged into the other, in two documents."""
    text = "Six died. Two children died, they say. Nobody counted."
    other = store.documents.add(Document.of(text, title="Second", source="/second.txt")).id
    first = store.annotations.create(
        document,
        [Draft(start=0, end=4, tags=(tags["dead"],)), Draft(start=5, end=7, tags=(tags["dead/children"],))],
    )
    second = store.annotations.create(
        other,
        [Draft(start=10, end=22, tags=(tags["killed"], tags["dead"])),
         Draft(start=39, end=45, tags=(tags["dead/soldiers"], tags["killed"]), note="Who?")],
    )  # fmt: skip
    return [annotation.id for annotation in (*first, *second)]


def test_counts_are_of_the_tag_itself_and_of_all_inside_it_each_passage_once(
    store: Store, tags: dict[str, str], marked: list[str]
) -> None:
    store.annotations.change([marked[1]], tags=[tags["dead/children"], tags["dead"]])
    counts = store.tagged.counts()
    assert counts[tags["dead"]] == Count(own=3, whole=4)
    assert counts[tags["dead/children"]] == Count(own=1, whole=1)
    assert tags["killed/Children"] not in counts
    store.annotations.delete([marked[0]])
    assert store.tagged.counts()[tags["dead"]] == Count(own=2, whole=3)
    for row in store.documents.all():
        store.documents.remove(row.id)
    assert store.tagged.counts() == {}


def test_passages_come_from_all_documents_with_the_sentence_around_them(
    store: Store, tags: dict[str, str], marked: list[str], document: str
) -> None:
    found = store.tagged.passages(tags["dead"])
    assert {one.annotation.id for one in found} == set(marked)
    told = {one.annotation.id: one for one in found}
    assert (told[marked[2]].title, told[marked[2]].before, told[marked[2]].after) == ("Second", "", " died, they say.")
    assert told[marked[3]].annotation.note == "Who?"
    assert sorted(words(store, tags["dead"], inside=False)) == ["Port", "Two children"]
    store.documents.remove(document)
    assert words(store, tags["dead"]) == ["Two children", "Nobody"]
    with pytest.raises(UnknownTag):
        store.tagged.passages("nobody")


def test_a_passage_without_a_place_is_listed_with_what_stood_around_it(
    store: Store, tags: dict[str, str], marked: list[str]
) -> None:
    store.documents.add(Document.of("All of it is another text by now, for certain.", source="/second.txt"))
    lost = next(one for one in store.tagged.passages(tags["killed"]) if one.annotation.id == marked[2])
    assert lost.annotation.placement.start is None
    assert lost.before.endswith("Six died. ")


def test_what_a_merge_would_change_is_what_it_changes(store: Store, tags: dict[str, str], marked: list[str]) -> None:
    store.codebook.change(tags["dead"], key="3", description="Who died.")
    store.codebook.change(tags["dead/children"], key="4", colour="#3f8f46")
    store.codebook.change(tags["killed/Children"], key="5")
    before = store.codebook.tags(), store.tagged.passages(tags["dead"]), store.tagged.passages(tags["killed"])
    assert store.tagged.merging(tags["dead"], tags["killed"]) == Effect(
        annotations=3, documents=2, both=1, inside=("dead/soldiers",), joined=("dead/children",), keys=("4",)
    )
    merged = store.codebook.merge(tags["dead"], tags["killed"])
    assert (merged.key, merged.description) == ("3", "Who died.")
    inner = store.codebook.by_path("killed/children")
    assert inner is not None
    assert (inner.id, inner.key, inner.colour) == (tags["killed/Children"], "5", "#3f8f46")
    assert store.codebook.path(tags["dead/soldiers"]) == "killed/soldiers"
    assert store.annotations.get(marked[2]).tags == (tags["killed"],)
    assert store.annotations.get(marked[1]).tags == (tags["killed/Children"],)
    store.history.undo()
    after = store.codebook.tags(), store.tagged.passages(tags["dead"]), store.tagged.passages(tags["killed"])
    assert after == before


def test_a_tag_is_merged_into_the_one_it_lies_in_but_not_into_one_inside_it(
    store: Store, tags: dict[str, str], marked: list[str]
) -> None:
    twin = store.codebook.add("children", parent=tags["dead/children"])
    store.codebook.merge(tags["dead/children"], tags["dead"])
    assert store.codebook.path(twin.id) == "dead/children"
    assert store.annotations.get(marked[1]).tags == (tags["dead"],)
    for into in (tags["dead"], twin.id):
        with pytest.raises(BadTag):
            store.codebook.merge(tags["dead"], into)


def test_what_a_removal_would_change_is_told(store: Store, tags: dict[str, str], marked: list[str]) -> None:
    store.codebook.change(tags["dead/soldiers"], key="3")
    assert store.tagged.removing(tags["dead"]) == Effect(
        annotations=4, documents=2, bare=2, inside=("dead/children", "dead/soldiers"), keys=("3",)
    )


def test_some_passages_of_a_tag_are_given_another_in_one_act(
    store: Store, tags: dict[str, str], marked: list[str], document: str
) -> None:
    before = [store.annotations.get(id) for id in marked]
    assert store.codebook.split(tags["dead"], [marked[2], marked[3], "nobody"], tags["killed"]) == 1
    assert store.annotations.get(marked[2]).tags == (tags["killed"],)
    assert store.annotations.get(marked[0]).tags == (tags["dead"],)
    assert store.codebook.split(tags["dead"], marked, tags["dead/children"]) == 1
    store.history.undo(document)  # from a document, as every act on the code book
    store.history.undo()
    assert [store.annotations.get(id) for id in marked] == before
    for into, error in ((tags["dead"], BadTag), ("nobody", UnknownTag)):
        with pytest.raises(error):
            store.codebook.split(tags["dead"], marked, into)


def test_a_description_may_have_several_lines(store: Store) -> None:
    tag = store.codebook.add("rumour", description="Who says so?\r\n\nAnd \x1b[2Jwhy?\n")
    assert tag.description == "Who says so?\n\nAnd \ufffd[2Jwhy?"
