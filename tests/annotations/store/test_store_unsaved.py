"""Notes that were begun and not saved: nothing typed is lost, whatever happens to the program and to the text."""

import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec

from annotations.model import Document, Span
from annotations.store import Store, open_store
from tests.annotations.store.conftest import TEXT


def at(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def test_a_note_that_was_begun_is_there_in_the_next_run(path: Path, article: Document) -> None:
    with open_store(path) as store:
        document = store.documents.add(article).id
        store.unsaved.keep(document, at("Port"), "who s")
        store.unsaved.keep(document, at("closed"), "since *when*?\n\U0001f6a2")
        store.unsaved.keep(document, at("Port"), "who says so?")
    with open_store(path) as store:
        later, last = store.unsaved.all()
        assert (later.document, later.title, later.words, later.note) == (
            document, "Port closed", "closed", "since *when*?\n\U0001f6a2",
        )  # fmt: skip
        assert (last.span, last.words, last.note) == (at("Port"), "Port", "who says so?")
        assert store.annotations.of(document) == ()
        assert store.history.undo(document) is None, "it is no act"
        store.unsaved.forget(document, at("Port"))
        assert [note.words for note in store.unsaved.all()] == ["closed"]
        assert store.doctor() == ()
        store.documents.remove(document)
        assert store.unsaved.all() == ()


def test_it_follows_its_words_into_a_changed_text(store: Store, article: Document, document: str) -> None:
    store.unsaved.keep(document, at("closed"), "since when?")
    text = f"Late on Friday: {TEXT}"
    store.documents.add(msgspec.structs.replace(article, text=text, sha256=Document.of(text).sha256))
    (note,) = store.unsaved.all()
    assert (note.span, note.words, note.note) == (at("closed", text), "closed", "since when?")


def test_no_note_is_lost_with_its_words(store: Store, article: Document, document: str) -> None:
    end = len(TEXT)
    store.unsaved.keep(document, Span(end - 4, end - 1), "first")
    store.unsaved.keep(document, Span(end - 5, end - 2), "second")
    text = "Nothing of it."
    store.documents.add(msgspec.structs.replace(article, text=text, sha256=Document.of(text).sha256))
    assert "\n".join(note.note for note in store.unsaved.all()) == "first\nsecond"
    assert all(0 <= note.span.start < note.span.end <= len(text) for note in store.unsaved.all())


def test_a_store_of_the_version_before_gets_the_table(path: Path, article: Document) -> None:
    with open_store(path) as store:
        document = store.documents.add(article).id
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("DROP TABLE unsaved_notes; PRAGMA user_version = 3")
    with open_store(path) as store:
        store.unsaved.keep(document, at("Port"), "who?")
        assert [note.note for note in store.unsaved.all()] == ["who?"]
        assert store.doctor() == ()
