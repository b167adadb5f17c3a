"""Documents keep every text that they ever had, and their annotations find their place in each."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from annotations.model import DateMention, Document, Entity, Figure, Mention, Placement, Reading, Span
from annotations.store import BadDay, Draft, Place, Store, UnknownDocument, open_store


def changed(article: Document, text: str) -> Document:
    return Document.of(text, title=article.title, source=article.source, published=article.published)


def span_of(article: Document, words: str) -> Draft:
    start = article.text.index(words)
    return Draft(start=start, end=start + len(words))


def test_a_document_comes_back_as_it_went_in(store: Store) -> None:
    document = Document.of(
        "Title\n\nBody \u202e text",
        title="Title",
        source="https://example.org/a",
        byline="B. Line",
        outlet="The Outlet",
        published="2020-02-29",
        headings=(Span(0, 5),),
        notices=("read as windows-1252",),
    )
    added = store.documents.add(document)
    assert (added.outcome, added.revision) == ("new", 1)
    assert store.documents.get(added.id) == document


def test_the_same_source_with_the_same_text_is_known(store: Store, article: Document, document: str) -> None:
    again = store.documents.add(article)
    assert (again.id, again.outcome, again.revision) == (document, "known", 1)
    assert len(store.documents.all()) == 1


def test_a_changed_title_alone_makes_no_revision(store: Store, article: Document, document: str) -> None:
    again = store.documents.add(Document.of(article.text, title="Port shut", source=article.source))
    assert (again.outcome, again.revision) == ("known", 1)
    assert store.documents.get(document).title == "Port shut"
    assert store.documents.get(document).published == "2019-05-03"


def test_texts_without_a_source_are_known_by_their_words(store: Store) -> None:
    first = store.documents.add(Document.of("pasted"))
    assert store.documents.add(Document.of("pasted")).id == first.id
    assert store.documents.add(Document.of("pasted too")).outcome == "new"


def test_the_texts_that_a_document_had_before_are_kept(store: Store, article: Document, document: str) -> None:
    assert store.documents.other_texts(document) == ()
    for text in ("Second.", "Third."):
        store.documents.add(changed(article, text))
    assert store.documents.other_texts(document) == ("Second.", article.text)


def test_a_changed_text_is_a_revision_that_says_how_the_annotations_fared(
    store: Store, article: Document, document: str
) -> None:
    store.annotations.create(
        document,
        [
            span_of(article, "Port of Lower Vasta"),
            span_of(article, "Twelve vessels"),
            span_of(article, "36 people"),
            span_of(article, "The ferry line denied"),
        ],
    )
    text = article.text.replace("36 people were missing", "36 men were missing").replace(
        "The ferry line denied that ", ""
    )
    revised = store.documents.add(changed(article, text))
    assert (revised.outcome, revised.revision) == ("revised", 2)
    assert dict(revised.fared) == {"exact": 1, "moved": 1, "review": 1, "orphan": 1}
    told = {a.selector.exact: a.placement for a in store.annotations.of(document)}
    assert told["Port of Lower Vasta"].kind == "exact"
    moved = told["Twelve vessels"]
    assert text[moved.start : moved.end] == "Twelve vessels"
    guess = told["36 people"]
    assert text[guess.start : guess.end] == "36 men"
    assert told["The ferry line denied"] == Placement(kind="orphan", start=None, end=None)


def test_a_passage_that_was_gone_comes_back_with_its_text(store: Store, article: Document, document: str) -> None:
    made = store.annotations.create(document, [span_of(article, "Twelve vessels")])[0]
    store.documents.add(changed(article, "Nothing of the sort."))
    assert store.annotations.get(made.id).placement.kind == "orphan"
    back = store.documents.add(article)
    assert (back.outcome, back.revision) == ("revised", 3)
    assert store.annotations.get(made.id) == made


def test_a_place_that_the_reader_has_settled_is_followed_into_the_next_text(
    store: Store, article: Document, document: str
) -> None:
    made = store.annotations.create(document, [span_of(article, "36 people")])[0]
    text = article.text.replace("36 people", "41 inhabitants")
    store.documents.add(changed(article, text))
    start = text.index("41 inhabitants")
    settled = store.annotations.place(made.id, Placement(kind="exact", start=start, end=start + 14))
    assert settled.placement.kind == "moved"  # these are not the words that were marked
    store.documents.add(changed(article, "Corrected.\n" + text))
    assert store.annotations.get(made.id).placement == Placement(kind="moved", start=start + 11, end=start + 25)
    assert store.annotations.get(made.id).selector == made.selector


def test_deleted_annotations_are_placed_too_and_can_be_restored(store: Store, article: Document, document: str) -> None:
    made = store.annotations.create(document, [span_of(article, "Twelve vessels")])[0]
    store.annotations.delete([made.id])
    store.documents.add(changed(article, "New lead.\n" + article.text))
    store.annotations.restore([made.id])
    assert store.annotations.of(document)[0].placement.kind == "moved"


def test_a_passage_marked_in_a_text_that_was_revised_meanwhile_is_placed_in_the_new_one(
    store: Store, article: Document, document: str
) -> None:
    draft = span_of(article, "Twelve vessels")
    store.documents.add(changed(article, "New lead.\n" + article.text))
    made = store.annotations.create(document, [draft], revision=1)[0]
    assert made.selector.exact == "Twelve vessels"
    assert made.placement == Placement(kind="moved", start=draft.start + 10, end=draft.end + 10)


def test_a_removed_document_comes_back_by_undo_or_by_its_source(store: Store, article: Document, document: str) -> None:
    store.annotations.create(document, [span_of(article, "36 people")])
    store.documents.remove(document)
    assert store.documents.all() == ()
    with pytest.raises(UnknownDocument):
        store.documents.find(article.source)
    undone = store.history.undo()
    assert undone is not None
    assert undone.title == "Remove Port closed"
    assert [row.annotations for row in store.documents.all()] == [1]
    store.documents.remove(document)
    assert store.documents.add(article).id == document
    assert [row.annotations for row in store.documents.all()] == [1]


def test_a_document_is_found_by_id_start_of_id_source_and_path(
    store: Store, article: Document, document: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    here = store.documents.add(Document.of("local", source=str(tmp_path / "note.txt")))
    assert store.documents.find(document) == document
    assert store.documents.find(document[:6]) == document
    assert store.documents.find(article.source) == document
    assert store.documents.find("note.txt") == here.id
    for nothing in ("", "zzz", "\x00", "' OR 1=1 --", "\ud800"):
        with pytest.raises(UnknownDocument):
            store.documents.find(nothing)


def test_the_start_of_several_ids_is_none_of_them(store: Store) -> None:
    for id in ("abc1", "abc2"):
        store.documents.add(Document.of(id), id=id)
    with pytest.raises(UnknownDocument, match="several"):
        store.documents.find("abc")


def test_the_place_of_reading_comes_back(path: Path, article: Document) -> None:
    place = Place(cursor=40, top=20, panel_open=False, tab="Quotes", progress=0.5, layers=("name",), letters={"a": 7})
    with open_store(path) as store:
        id = store.documents.add(article).id
        assert store.documents.place(id) is None
        assert store.documents.all()[0].opened is None
        store.documents.keep_place(id, place)
    with open_store(path) as store:
        assert store.documents.place(id) == place
        row = store.documents.all()[0]
        assert row.opened is not None
        assert row.progress == 0.5
        assert store.history.undo(id) is None


def test_the_place_of_reading_follows_a_changed_text(store: Store, article: Document, document: str) -> None:
    cursor = article.text.index("Twelve")
    top = article.text.index("The ferry")
    store.documents.keep_place(document, Place(cursor=cursor, top=top, letters={"a": cursor, "b": 3}))
    store.documents.add(changed(article, "New lead.\n" + article.text))
    place = store.documents.place(document)
    assert place is not None
    assert (place.cursor, place.top, place.letters) == (cursor + 10, top + 10, {"a": cursor + 10, "b": 13})
    store.documents.add(changed(article, "Short."))
    place = store.documents.place(document)
    assert place is not None
    assert max(place.cursor, place.top, *place.letters.values()) <= len("Short.")


def test_a_reading_is_kept_for_its_text_and_its_pipeline(store: Store, article: Document, document: str) -> None:
    reading = Reading(
        id="r",
        document=article,
        entities=(
            Entity(id="e1", label="GPE", name="Lower Vasta", mentions=(Mention(8, 19, "Lower Vasta", rule="port of"),)),
        ),
        dates=(DateMention(69, 75, "Monday", type="DATE", value="2019-04-29"),),
        figures=(Figure(81, 90, "36 people", id="f1", value=(36, 36.5), counted="people"),),
    )
    store.documents.keep_reading(document, "pipeline 1", reading)
    assert store.documents.reading(document, "pipeline 1") == reading
    assert store.documents.reading(document, "pipeline 2") is None
    store.documents.add(changed(article, "Another text."))
    assert store.documents.reading(document, "pipeline 1") is None
    store.documents.keep_reading(document, "pipeline 1", reading)  # of the old text, finished too late
    assert store.documents.reading(document, "pipeline 1") is None


def test_what_has_not_been_cleaned_is_cleaned(store: Store) -> None:
    raw = Document.of("a\x1b[31mb\x00c").__class__(
        title="t\x1bt\n", source="s\x00", sha256="", text="a\x1b[31mb\x00c", outlet="o\ud800"
    )
    kept = store.documents.get(store.documents.add(raw).id)
    assert kept == Document.of("a\ufffd[31mb\ufffdc", title="t\ufffdt ", source="s\ufffd", outlet="o\ufffd")


# the day that the reader gives


def test_the_day_that_the_reader_gives_stays_when_the_source_is_read_again(
    store: Store, document: str, article: Document
) -> None:
    store.documents.date(document, "2020-02-29")
    store.documents.add(article)
    assert store.documents.get(document).published == "2020-02-29"
    store.documents.date(document, None)
    store.documents.add(article)
    assert store.documents.get(document).published is None
    for day in ("2020-02-29", "2019-05-03"):
        store.history.undo(document)
        assert store.documents.get(document).published == day
    store.documents.add(replace(article, published="2019-05-04"))
    assert store.documents.get(document).published == "2019-05-04", "what is undone holds no more"
    assert store.doctor() == ()


@pytest.mark.parametrize("day", ["", "today", "2019-02-29", "2019-5-3", "\x1b[2J"])
def test_what_is_no_day_is_refused(store: Store, document: str, day: str) -> None:
    with pytest.raises(BadDay) as error:
        store.documents.date(document, day)
    assert "\x1b" not in str(error.value)
    with pytest.raises(UnknownDocument):
        store.documents.date("nowhere", "2020-01-01")
