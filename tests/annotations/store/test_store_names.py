"""What the reader teaches of names: told or judged, kept, listed, taken back, brought along from an older store."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest

from annotations.extract.learned import ACCEPTED, OWN_LIST, KnownName, Learned
from annotations.model import Document, NameLabel
from annotations.store import BadName, Draft, NameRow, Store, UnknownName, open_store

OLD = Path(__file__).with_name("version-1.db.gz")
"""A store of version 1: “Ines Okoro” accepted as a person, “Jordan” rejected as a place, a tag that was undone."""


def judge(
    store: Store, document: str, words: str, label: str, *, accepted: bool = True, origin: str = "machine"
) -> str:
    """Accept or reject the first place of `words`, as the reader's screen does; return the annotation's id."""
    start = store.documents.get(document).text.index(words)
    status = "accepted" if accepted else "rejected"
    draft = Draft(start=start, end=start + len(words), label=label, origin=origin, status=status)  # type: ignore[arg-type]
    with store.act(f"{label} {status}", document):
        return store.annotations.create(document, [draft])[0].id


def known(learned: Learned) -> dict[str, tuple[NameLabel | None, str, bool]]:
    return {n.text: (n.label, n.rule, n.firm) for held in learned.names.values() for n in held}


@pytest.fixture
def other(store: Store) -> str:
    """The id of another document."""
    return store.documents.add(Document.of("Okoro met Vasta’s mayor in May.", source="/briefings/other.txt")).id


def test_a_name_that_is_remembered_is_known_in_every_document_until_that_is_undone(store: Store, document: str) -> None:
    store.names.remember("  Ines\n Okoro ", "PERSON")
    assert known(store.names.learned(document)) == {"Ines Okoro": ("PERSON", "remembered", True)}
    assert store.names.all() == (NameRow(text="Ines Okoro", label="PERSON", how="remembered"),)
    store.names.remember("Ines Okoro", "ORG")
    act = store.history.undo(document)
    assert act is not None
    assert act.title == "ORG “Ines Okoro” remembered"
    assert known(store.names.learned()) == {"Ines Okoro": ("PERSON", "remembered", True)}
    store.history.undo()
    assert not store.names.learned()
    store.history.redo()
    assert known(store.names.learned()) == {"Ines Okoro": ("PERSON", "remembered", True)}
    assert store.doctor() == ()


@pytest.mark.parametrize("text", ["", " ", "–", "x" * 101])
def test_what_can_be_no_name_is_refused(store: Store, text: str) -> None:
    with pytest.raises(BadName):
        store.names.remember(text, "PERSON")


def test_a_name_told_last_counts_for_its_form_in_capitals_too(store: Store) -> None:
    store.names.remember("Tolvaren", "GPE")
    store.names.remember("TOLVAREN", "ORG")
    assert known(store.names.learned()) == {"TOLVAREN": ("ORG", "remembered", True)}


def test_a_rejection_in_capitals_refuses_the_name_otherwise_too(store: Store, document: str) -> None:
    shout = store.documents.add(Document.of("TOLVAREN FALLS SILENT", source="/briefings/shout.txt")).id
    judge(store, shout, "TOLVAREN", "GPE", accepted=False)
    store.names.remember("Tolvaren", "GPE")
    assert not known(store.names.learned(shout))
    assert known(store.names.learned(document)) == {"Tolvaren": ("GPE", "remembered", True)}


def test_what_is_remembered_is_shown_safely(store: Store) -> None:
    store.names.remember("Ines\x1b[2J", "PERSON")
    assert "\x1b" not in store.names.all()[0].text + store.history.acts()[0].title


def test_an_accepted_mark_teaches_its_name_here_and_elsewhere(store: Store, document: str, other: str) -> None:
    mark = judge(store, document, "Ines Okoro", "PERSON")
    for place in (document, other, None):
        assert known(store.names.learned(place)) == {"Ines Okoro": ("PERSON", ACCEPTED, True)}
    assert store.names.all() == (NameRow(text="Ines Okoro", label="PERSON", how="accepted", documents=1),)
    store.annotations.change([mark], label="ORG")
    assert known(store.names.learned(other)) == {"Ines Okoro": ("ORG", ACCEPTED, True)}
    store.annotations.delete([mark])
    assert not store.names.learned(document)
    for _ in range(3):
        store.history.undo(document)
    assert not store.names.learned(document)
    assert store.annotations.of(document) == ()


def test_an_accepted_word_is_firm_only_where_it_was_accepted(store: Store, document: str, other: str) -> None:
    judge(store, document, "Okoro", "PERSON")
    assert known(store.names.learned(document)) == {"Okoro": ("PERSON", ACCEPTED, True)}
    for elsewhere in (other, None):
        assert known(store.names.learned(elsewhere)) == {"Okoro": ("PERSON", ACCEPTED, False)}


def test_a_rejected_mark_refuses_its_label_everywhere_unless_it_was_accepted_elsewhere(
    store: Store, document: str, other: str
) -> None:
    judge(store, document, "Okoro", "GPE", accepted=False)
    assert store.names.learned(document).refused == store.names.learned(other).refused == {"Okoro": ("GPE",)}
    judge(store, other, "Okoro", "GPE")
    assert store.names.learned(document).refused == {"Okoro": ("GPE",)}
    assert store.names.learned(other).refused == store.names.learned().refused == {}
    assert known(store.names.learned(document)) == {}
    assert known(store.names.learned(other)) == {"Okoro": ("GPE", ACCEPTED, True)}
    assert {(n.how, n.documents) for n in store.names.all()} == {("accepted", 1), ("refused", 1)}


def test_accepted_here_and_rejected_here_is_about_those_places_alone(store: Store, document: str) -> None:
    judge(store, document, "Okoro", "GPE", accepted=False)
    judge(store, document, "Okoro", "GPE")
    learned = store.names.learned(document)
    assert (known(learned), learned.refused) == ({}, {})


def test_a_name_that_was_told_outlasts_a_rejection_in_another_document(store: Store, document: str, other: str) -> None:
    store.names.remember("Okoro", "PERSON")
    judge(store, other, "Okoro", "PERSON", accepted=False)
    assert known(store.names.learned(other)) == {}
    assert store.names.learned(other).refused == {"Okoro": ("PERSON",)}
    assert known(store.names.learned(document)) == {"Okoro": ("PERSON", "remembered", True)}
    assert store.names.learned(document).refused == {}


def _long_ago(store: Store, name: str) -> None:
    """Have it that all said of the name till now was said years ago: time stamps are exact to the second."""
    with closing(sqlite3.connect(store.path)) as file, file:
        file.execute("UPDATE names SET at = '2001-01-01T00:00:00Z' WHERE text = ?", (name,))
        file.execute("UPDATE annotations SET modified = '2000-01-01T00:00:00Z'")


def test_of_contradicting_words_the_newer_counts_everywhere(store: Store, document: str, other: str) -> None:
    judge(store, document, "Okoro", "PERSON")
    store.names.remember("Okoro", "FAC")
    _long_ago(store, "Okoro")
    for place in (document, other, None):
        assert known(store.names.learned(place)) == {"Okoro": ("FAC", "remembered", True)}
    assert [(n.label, n.how) for n in store.names.all()] == [("FAC", "remembered")]
    judge(store, other, "Okoro", "ORG")
    assert known(store.names.learned(other)) == {"Okoro": ("ORG", ACCEPTED, True)}
    assert [(n.label, n.how) for n in store.names.all()] == [("ORG", "accepted")]
    store.names.remember("Okoro", "FAC")
    _long_ago(store, "Okoro")
    assert [(n.label, n.how) for n in store.names.all()] == [("FAC", "remembered")], "said again, it is the newer word"


def test_what_is_remembered_after_its_rejection_is_a_name_again(store: Store, document: str) -> None:
    judge(store, document, "Okoro", "PERSON", accepted=False)
    store.names.remember("Okoro", "PERSON")
    _long_ago(store, "Okoro")
    assert known(store.names.learned(document)) == {"Okoro": ("PERSON", "remembered", True)}
    assert [(n.label, n.how) for n in store.names.all()] == [("PERSON", "remembered")]


def test_documents_that_disagree_teach_nothing_to_a_third(store: Store, document: str, other: str) -> None:
    judge(store, document, "Vasta", "LOC")
    judge(store, other, "Vasta", "GPE")
    assert known(store.names.learned()) == {}
    assert known(store.names.learned(other)) == {"Vasta": ("GPE", ACCEPTED, True)}


def test_only_names_teach_and_only_the_readers_word(store: Store, document: str, other: str) -> None:
    judge(store, document, "“We search,”", "QUOTE", accepted=False)
    judge(store, document, "Monday", "DATE", accepted=False)
    judge(store, document, "ferry line", "ORG")  # in small letters: what else would be marked with it
    judge(store, document, "Ines Okoro", "PERSON", origin="import")
    store.annotations.create(document, [Draft(start=0, end=4, label="ORG", origin="machine", status="suggested")])
    assert not store.names.learned(document)
    judge(store, other, "Okoro", "PERSON")
    store.documents.remove(other)
    assert not store.names.learned(document), "a document that was removed teaches no more"


def test_names_of_the_readers_own_list_come_after_what_was_said_in_the_program(store: Store, document: str) -> None:
    own = [KnownName(text=t, label="ORG", rule=OWN_LIST) for t in ("Okoro", "Vasta", "Ferry Line")]
    store.names.remember("Okoro", "PERSON")
    judge(store, document, "Vasta", "GPE")
    assert known(store.names.learned(document, own=own)) == {
        "Okoro": ("PERSON", "remembered", True),
        "Vasta": ("GPE", ACCEPTED, True),
        "Ferry Line": ("ORG", OWN_LIST, True),
    }


def test_what_is_forgotten_teaches_no_more_and_comes_back_with_undo(
    store: Store, document: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.names.remember("Vasta", "LOC")
    mark = judge(store, document, "Vasta", "GPE")
    judge(store, document, "Okoro", "GPE", accepted=False)
    store.names.forget("Vasta")
    store.names.forget("Okoro")
    assert not store.names.learned(document)
    assert store.names.all() == ()
    with pytest.raises(UnknownName, match="Vasta"):
        store.names.forget("Vasta")
    monkeypatch.setattr("annotations.store.annotations.now", lambda: "2999-01-01T00:00:00Z")
    store.annotations.change([mark], label="FAC")
    assert known(store.names.learned()) == {"Vasta": ("FAC", ACCEPTED, False)}, "what is said later counts again"
    monkeypatch.undo()
    for _ in range(3):
        store.history.undo(document)
    assert known(store.names.learned(document)) == {"Vasta": ("GPE", ACCEPTED, True)}
    assert store.names.learned(document).refused == {"Okoro": ("GPE",)}
    assert {n.how for n in store.names.all()} >= {"accepted", "refused"}


def test_two_instances_teach_one_store(path: Path) -> None:
    with open_store(path) as one, open_store(path) as other:
        one.names.remember("Orla Dunne", "PERSON")
        assert known(other.names.learned()) == {"Orla Dunne": ("PERSON", "remembered", True)}
        other.names.forget("Orla Dunne")
        assert not one.names.learned()
        other.history.undo()
        one.history.undo()
        other.names.remember("Orla Dunne", "ORG")
        one.names.remember("Orla Dunne", "ORG")
        assert [n.label for n in one.names.all()] == ["ORG"]
        assert one.doctor() == other.doctor() == ()


def test_a_name_said_anew_by_another_is_not_taken_back_under_it(path: Path) -> None:
    with open_store(path) as one, open_store(path) as other:
        one.names.remember("Orla Dunne", "PERSON")
        one.history.undo()
        other.names.remember("Orla Dunne", "ORG")
        assert one.history.redo() is None, "the later act has taken its place"
        assert [n.label for n in one.names.all()] == ["ORG"]


def test_all_labels_of_names_teach(store: Store) -> None:
    text = " ".join(f"Word{n}" for n in range(20))
    document = store.documents.add(Document.of(text, source="w")).id
    for n, label in enumerate(get_args(NameLabel)):
        judge(store, document, f"Word{n} ", label)
    assert {label for label, _, _ in known(store.names.learned()).values()} == set(get_args(NameLabel))


def test_what_was_judged_in_an_older_version_teaches_in_this_one(path: Path) -> None:
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    with closing(sqlite3.connect(path)) as old:
        before = old.execute("SELECT * FROM events ORDER BY id").fetchall()
    with open_store(path, author="Ada") as store:
        document = store.documents.find("/briefings/talks.txt")
        assert known(store.names.learned(document)) == {"Ines Okoro": ("PERSON", ACCEPTED, True)}
        assert store.names.learned(document).refused == {"Jordan": ("GPE",)}
        assert store.doctor() == ()
        redone = store.history.redo(document)
        assert redone is not None
        assert redone.title == "tag"
        assert len(store.annotations.of(document)) == 3
        store.names.remember("Lower Vasta", "GPE")
        assert store.doctor() == ()
    with closing(sqlite3.connect(path)) as new:
        assert new.execute("SELECT * FROM events ORDER BY id").fetchall()[: len(before)] == before
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            new.execute("UPDATE events SET thing = 'x'")
    (copy,) = path.parent.glob("library.*.version-1.db")
    assert copy.stat().st_size == len(gzip.decompress(OLD.read_bytes()))
