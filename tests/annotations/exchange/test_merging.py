"""Annotators pass their exports around: nothing is lost, twice is once, and any order comes to the same."""

import itertools
import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from annotations.exchange import export_of, json_format
from annotations.exchange.export import ExportedAnnotation
from annotations.exchange.intake import Report, take_in
from annotations.exchange.merging import join
from annotations.model import Document, Link
from annotations.notes import BETWEEN_NOTES
from annotations.store import Draft, Store, open_store

TEXT = "Ana Reis said 36 civilians died.\n\nThe minister denied it. Nobody died, he said.\n"
CREATED = "2026-01-01T00:00:00Z"


def exported(store: Store) -> bytes:
    return json_format.write(export_of(store))


def merged(store: Store, *others: bytes) -> list[Report]:
    return [take_in(store, json_format.read(other), "export.json") for other in others]


def said(store: Store) -> dict[str, Any]:
    """Return all that a store's annotations say, by id: what must be the same wherever the same was merged."""
    documents = json.loads(exported(store))["documents"]
    annotations = [a | {"text": d["text"]} for d in documents for a in d["annotations"]]
    return {a["id"]: a | {"tags": sorted(a["tags"]), "links": sorted(a["links"], key=json.dumps)} for a in annotations}


# one annotation

COPIES = st.builds(
    ExportedAnnotation,
    id=st.just("a1"),
    start=st.integers(0, 2),
    end=st.just(5),
    quote=st.sampled_from(["here", "there"]),
    tags=st.lists(st.sampled_from(["a", "a/b", "c"]), unique=True).map(tuple),
    note=st.lists(st.sampled_from(["", "one", "one\ntwo", "three"]), max_size=2).map(BETWEEN_NOTES.join),
    label=st.sampled_from([None, "ORG", "GPE"]),
    status=st.sampled_from(["accepted", "rejected"]),
    created=st.just(CREATED),
    modified=st.sampled_from([CREATED, "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z"]),
    placement=st.sampled_from(["exact", "moved"]),
    links=st.lists(st.builds(Link, type=st.just("cause"), to=st.sampled_from("xy")), unique=True).map(tuple),
    confidence=st.sampled_from([None, "low", "high"]),
)


@settings(max_examples=300)
@given(COPIES, COPIES, COPIES)
def test_copies_join_in_any_order_and_any_number_of_times(
    one: ExportedAnnotation, two: ExportedAnnotation, three: ExportedAnnotation
) -> None:
    assert join(one, one) == one
    assert join(one, two) == join(two, one)
    assert join(join(one, two), three) == join(one, join(two, three))
    assert join(join(one, two), two) == join(one, two)


def test_of_two_changed_copies_both_keep_their_tags_and_notes() -> None:
    made = ExportedAnnotation(id="a1", start=0, end=3, quote="Ana", created=CREATED, modified=CREATED, tags=("actor",))
    one = replace(made, modified="2026-01-02T00:00:00Z", tags=("claim",), note="Who?", label="PERSON")
    two = replace(made, modified="2026-01-03T00:00:00Z", tags=("actor", "key"), note="Ask her.", label=None)
    joined = join(one, two)
    assert joined.tags == ("actor", "claim", "key")
    assert joined.note == f"Ask her.{BETWEEN_NOTES}Who?"
    assert (joined.label, joined.modified) == (None, "2026-01-03T00:00:00Z")
    assert join(made, one) == one, "what nobody has changed yields to what was"
    assert join(replace(two, note="Ask her.\nWho?"), one).note == "Ask her.\nWho?"


# stores


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[Store, Store, Store]]:
    with ExitStack() as stack:
        one, two, three = (
            stack.enter_context(open_store(tmp_path / f"{name}.db", author=name)) for name in ("Lena", "Otto", "Ada")
        )
        yield one, two, three


def add(store: Store, source: str = "/in/report.txt") -> str:
    return store.documents.add(Document.of(TEXT, title="A report", source=source)).id


def mark(store: Store, document: str, words: str, tag: str, note: str = "") -> str:
    start = TEXT.index(words)
    draft = Draft(start=start, end=start + len(words), tags=(store.codebook.ensure(tag).id,), note=note)
    return store.annotations.create(document, [draft])[0].id


def test_a_colleagues_marks_come_beside_ones_own_with_their_names(stores: Sequence[Store]) -> None:
    lena, otto, _ = stores
    mark(lena, add(lena, "/lena/report.txt"), "36 civilians", "casualty", "who counted?")
    mark(otto, id := add(otto, "/otto/report.txt"), "36 civilians", "claim/number")
    (report,) = merged(otto, exported(lena))
    assert (report.documents, report.new) == (0, 1), "the same text is the same document, wherever it lies"
    found = {a.author: (a.note, otto.codebook.path(a.tags[0])) for a in otto.annotations.of(id)}
    assert found == {"Lena": ("who counted?", "casualty"), "Otto": ("", "claim/number")}


def test_passed_to_and_fro_both_come_to_the_same_and_stay_there(stores: Sequence[Store]) -> None:
    lena, otto, _ = stores
    id = mark(lena, add(lena, "/lena/report.txt"), "36 civilians", "casualty", "who counted?")
    merged(otto, exported(lena))
    lena.annotations.change([id], note="who counted them?", tags=[lena.codebook.ensure("claim").id])
    age(lena, id)
    merged(otto, exported(lena))
    assert said(otto) == said(lena), "a first correction replaces what nobody else has changed"
    otto.annotations.change([id], note="the ministry", tags=[otto.codebook.ensure("checked").id])
    age(otto, id, "2999-01-01T00:00:00Z")
    merged(lena, exported(otto))
    merged(otto, exported(lena))
    assert said(otto) == said(lena)
    ((_, annotation),) = said(otto).items()
    assert annotation["tags"] == ["checked", "claim"]
    assert annotation["note"] == f"the ministry{BETWEEN_NOTES}who counted them?"
    before = said(otto)
    (report,) = merged(otto, exported(lena))
    assert (report.new, report.changed, report.known) == (0, 0, 1)
    assert said(otto) == before


def age(store: Store, id: str, at: str = "2998-01-01T00:00:00Z") -> None:
    """Let an annotation be changed at that time: tests are faster than the clock's seconds."""
    with store.act("Later"):
        store.history.change("annotation", id, {"modified": at})


def test_one_undo_takes_a_merge_back_whole(stores: Sequence[Store]) -> None:
    lena, otto, _ = stores
    id = mark(lena, add(lena), "36 civilians", "casualty", "one")
    merged(otto, exported(lena))
    otto.annotations.change([id], note="two")
    age(otto, id)
    mark(otto, otto.documents.find("/in/report.txt"), "he said", "claim")
    lena.annotations.change([id], note="three")
    age(lena, id, "2999-01-01T00:00:00Z")
    mark(lena, lena.documents.find("/in/report.txt"), "denied", "claim")
    before = said(otto)
    merged(otto, exported(lena))
    after = said(otto)
    assert after[id]["note"] == f"three{BETWEEN_NOTES}two"
    otto.history.undo()
    assert said(otto) == before
    merged(otto, exported(lena))
    assert said(otto) == after
    assert otto.doctor() == ()


def test_an_id_that_is_taken_by_another_passage_becomes_the_same_one_every_time(stores: Sequence[Store]) -> None:
    lena, otto, _ = stores
    mark(lena, add(lena), "36 civilians", "casualty")
    value = json.loads(exported(lena))
    value["documents"][0] |= {"source": "/else.txt", "text": "Quite another text.\n", "sha256": None, "id": "else"}
    value["documents"][0]["annotations"][0] |= {
        "start": 0, "end": 5, "quote": "Quite", "author": "Ida", "prefix": "", "suffix": "",
    }  # fmt: skip
    other = json.dumps(value).encode()
    for store in (lena, otto):
        merged(store, exported(lena), other)
        once = said(store)
        assert len(once) == 2
        merged(store, other, exported(lena))
        assert said(store) == once
    assert said(lena) == said(otto)


# any stores

WORDS = ["36 civilians", "died", "The minister denied it", "denied", "he said"]
TAGS = ["claim", "claim/denied", "Casualty", "key"]


@st.composite
def doings(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """Return what an annotator does: marks passages of own, and changes some of those that all began with."""
    own = st.tuples(st.just("mark"), st.sampled_from(WORDS), st.sampled_from(TAGS), st.sampled_from(["", "mine"]))
    changed = st.tuples(
        st.just("change"),
        st.integers(0, 1),
        st.lists(st.sampled_from(TAGS), unique=True, max_size=2),
        st.sampled_from(["", "one", "two", "one\ntwo"]),
        st.sampled_from(["accepted", "rejected"]),
        st.integers(1, 3),
    )
    linked = st.tuples(st.just("link"), st.sampled_from(["cause", "supports"]))
    return draw(st.lists(own | changed | linked, max_size=4))


def do(store: Store, common: Sequence[str], document: str, act: tuple[Any, ...]) -> None:
    match act:
        case "mark", words, tag, note:
            mark(store, document, words, tag, note)
        case "change", which, tags, note, status, day:
            ids = [store.codebook.ensure(tag).id for tag in tags]
            store.annotations.change([common[which]], tags=ids, note=note, status=status)
            age(store, common[which], f"2999-01-0{day}T00:00:00Z")
        case "link", kind:
            store.annotations.link(common[0], Link(type=kind, to=common[1]))
            age(store, common[0], "2999-01-02T00:00:00Z")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(doings(), min_size=3, max_size=3))
def test_three_annotators_merge_in_any_order_to_one_set(acts: list[list[tuple[Any, ...]]]) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:

        def new(name: str) -> Store:
            return stack.enter_context(open_store(Path(folder, f"{name}.db"), author=name))

        first = new("first")
        document = add(first)
        common = [mark(first, document, words, "claim", "first") for words in WORDS[:2]]
        exports = []
        for number, own in enumerate(acts):
            store = new(f"annotator {number}")
            merged(store, exported(first))
            here = store.documents.find("/in/report.txt")
            for act in own:
                do(store, common, here, act)
            exports.append(exported(store))
        outcomes: list[dict[str, Any]] = []
        for order in itertools.permutations(exports):
            store = new(f"order {len(outcomes)}")
            merged(store, *order)
            outcome = said(store)
            merged(store, *order)
            assert said(store) == outcome
            outcomes.append(outcome)
        assert all(outcome == outcomes[0] for outcome in outcomes)
        assert store.doctor() == ()


# the same text at places of their own


def revise(store: Store, name: str, text: str) -> str:
    return store.documents.add(Document.of(text, title="A report", source=f"/{name}/report.txt")).id


def exchange(stores: dict[str, Store], imports: Sequence[tuple[str, str]]) -> None:
    for to, other in imports:
        merged(stores[to], exported(stores[other]))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_text_kept_in_several_places_stays_one_document_when_it_is_edited(data: st.DataObject) -> None:
    names = ["lena", "otto", "ada"][: data.draw(st.integers(2, 3))]
    pairs = list(itertools.permutations(names, 2))
    orders = st.permutations(pairs)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        stores = {name: stack.enter_context(open_store(Path(folder, f"{name}.db"), author=name)) for name in names}
        marked = data.draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
        for name, store in stores.items():
            document = revise(store, name, TEXT)
            if name in marked:
                mark(store, document, "36 civilians", "casualty", name)
        exchange(stores, data.draw(orders) * 2)
        for number, name in enumerate(data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=2))):
            store = stores[name]
            revise(store, name, TEXT.replace("denied", f"denied {number} times"))
            mark(store, store.documents.find(f"/{name}/report.txt"), "Ana Reis", "source", f"edit {number}")
            exchange(stores, data.draw(orders) * 2)
        outcomes = {name: spoken(store) for name, store in stores.items()}
        for store in stores.values():
            assert len(store.documents.all()) == 1, "one document each"
            assert store.doctor() == ()
        assert all(outcome == outcomes[names[0]] for outcome in outcomes.values())
        exchange(stores, pairs)
        assert {name: spoken(store) for name, store in stores.items()} == outcomes


def spoken(store: Store) -> dict[str, Any]:
    """Return what a store's annotations say, but for their places in the text, which is each reader's own."""
    placed = ("start", "end", "placement", "text")
    return {id: {k: v for k, v in a.items() if k not in placed} for id, a in said(store).items()}


def test_most_of_the_annotations_tell_which_document_it_is(stores: Sequence[Store]) -> None:
    lena, otto, _ = stores
    few = otto.documents.add(Document.of(TEXT, source="/otto/few.txt")).id
    many = otto.documents.add(Document.of("Before. " + TEXT, source="/otto/many.txt")).id
    shared = [mark(otto, id, words, "claim") for id, words in [(few, "denied"), (many, "died"), (many, "Ana")]]
    document = json.loads(exported(otto))
    value = document["documents"][0] | {"id": "other", "source": "/lena/n.txt", "text": TEXT, "sha256": None}
    value["annotations"] = [
        a | {"start": 0, "end": 3, "placement": "moved"} for d in document["documents"] for a in d["annotations"]
    ]
    value["annotations"].append(value["annotations"][0] | {"id": "new", "note": "new"})
    merged(otto, json.dumps(document | {"documents": [value]}).encode())
    assert otto.annotations.get("new").document == many
    assert {otto.annotations.get(id).document for id in shared} == {few, many}, "what stands in another stays there"
    assert len(otto.documents.all()) == 2
    assert merged(lena, exported(otto))[0].documents == 2


def test_what_nothing_ties_to_a_document_here_is_another_one_and_told(stores: Sequence[Store]) -> None:
    lena, otto, _ = stores
    revise(otto, "otto", TEXT)
    mark(lena, revise(lena, "lena", f"{TEXT}More."), "denied", "claim")
    (report,) = merged(otto, exported(lena))
    assert report.documents == 1
    (problem,) = report.problems
    assert problem == (
        "/lena/report.txt: taken as another document than /otto/report.txt, which has its title, but neither its text "
        "nor annotations of it"
    )
    assert merged(otto, exported(lena))[0].problems == ()
