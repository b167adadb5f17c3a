"""The history on the screen: who did what, undone and redone by act, what stands in the way, what is brought back."""

from pathlib import Path

from annotations.model import Document
from annotations.store import Draft, open_store
from tests.tui.lists import listing, store_in
from tui.said import day_in_utc, in_words, local
from tui.screens.deleted import DeletedScreen
from tui.screens.history import HistoryScreen
from tui.screens.library import Picked

TEXT = "Governor Okoro said that 36 people were missing."


def filled(folder: Path) -> tuple[str, str]:
    """A library with a note that was changed twice; the ids of its document and annotation."""
    with open_store(folder / "store.db", author="Ada") as store:
        document = store.documents.add(Document.of(TEXT, title="Port", source="port.txt")).id
        with store.act("mark", document):
            (made,) = store.annotations.create(document, [Draft(start=9, end=14)])
        for title, note in (("first note", "a"), ("second note", "b")):
            with store.act(title, document):
                store.annotations.change([made.id], note=note)
    return document, made.id


async def test_acts_are_listed_with_what_they_changed_and_undone_where_nothing_rests_on_them(tmp_path: Path) -> None:
    document, annotation = filled(tmp_path)
    async with listing(tmp_path / "store.db", HistoryScreen) as shown:
        assert "second note" in shown.text
        assert "Ada" in shown.text
        assert "note “a” → “b”" in shown.text
        await shown.press("j")
        await shown.press("u")
        assert "by “second note”: undo that first, it is here" in shown.said
        await shown.press("u", "j")
        await shown.press("u")
        assert shown.said == "undone: first note"
        assert "undone by reader" in shown.text
        with store_in(tmp_path) as store:
            assert store.annotations.get(annotation).note == ""
        await shown.press("ctrl+r")
        assert shown.said == "redone: first note"
        await shown.press("enter")
        assert shown.app.answers == [Picked(document, 9)]


async def test_on_a_small_terminal_all_that_an_act_changed_can_be_read(tmp_path: Path) -> None:
    document, annotation = filled(tmp_path)
    words = [f"word{number}" for number in range(300)]
    with open_store(tmp_path / "store.db", author="Ada") as store, store.act("a long note " * 8, document):
        store.annotations.change([annotation], note=" ".join(words))
    async with listing(tmp_path / "store.db", HistoryScreen, size=(80, 24)) as shown:
        assert "a long note " * 7 in " ".join(shown.text.split())
        read = shown.text
        for _ in range(10):
            await shown.press("m")
            read += shown.text
        assert {word.strip("“”") for word in read.split()} >= set(words)
        await shown.press("j", "m")
        assert shown.said == "there is no more than is to be seen here"
        assert "note “a” → “b”" in shown.text


async def test_the_acts_of_one_annotation_or_day_are_chosen(tmp_path: Path) -> None:
    filled(tmp_path)
    async with listing(tmp_path / "store.db", HistoryScreen) as shown:
        everything = len([ref for ref in shown.screen.refs if ref])
        await shown.press("f", "t")
        assert len([ref for ref in shown.screen.refs if ref]) == 3
        await shown.press("f", "a")
        await shown.press("f", "y")
        assert len([ref for ref in shown.screen.refs if ref]) == everything


async def test_what_was_deleted_is_brought_back_with_one_key(tmp_path: Path) -> None:
    document, annotation = filled(tmp_path)
    with open_store(tmp_path / "store.db", author="Ada") as store:
        store.annotations.delete([annotation])
        store.codebook.remove(store.codebook.tags()[0].id)
    async with listing(tmp_path / "store.db", DeletedScreen) as shown:
        assert "Okoro" in shown.text
        await shown.press("slash")
        await shown.type("okoro")
        await shown.press("enter", "enter")
        assert shown.said == "annotation “Okoro” is back"
        with store_in(tmp_path) as store:
            assert [a.id for a in store.annotations.of(document)] == [annotation]


def test_changes_are_told_in_words(tmp_path: Path) -> None:
    document, annotation = filled(tmp_path)
    with open_store(tmp_path / "store.db") as store:
        store.annotations.delete([annotation])
        told = [in_words(store.log.changes(entry.act.id)[0]) for entry in store.log.entries(document)]
    assert told[:4] == [
        "“Okoro”: deleted",
        "“Okoro”: note “a” → “b”",
        "“Okoro”: note nothing → “a”",
        "“Okoro”: made",
    ]


def test_a_new_text_of_a_document_is_told(tmp_path: Path) -> None:
    document, _ = filled(tmp_path)
    with open_store(tmp_path / "store.db") as store:
        store.documents.add(Document.of(f"{TEXT} Nobody knew.", title="Port", source="port.txt"))
        told = [in_words(store.log.changes(entry.act.id)[0]) for entry in store.log.entries(document)]
    assert told[0] == "document “Port”: version of its text 1 → 2"
    assert told[-1] == "document “Port”: made"


async def test_what_is_only_recorded_is_not_offered_to_be_undone(tmp_path: Path) -> None:
    filled(tmp_path)
    async with listing(tmp_path / "store.db", HistoryScreen) as shown:
        assert "u undo it" in shown.text
        await shown.press("G")
        assert "only recorded" in shown.text
        assert "undo it" not in shown.text.splitlines()[-1]
        await shown.press("g", "u")
        assert "Ctrl+r redo it" in shown.text


def test_a_day_is_the_one_on_the_clock_on_the_wall() -> None:
    start, end = day_in_utc("2026-01-31")
    assert local(start) == "2026-01-31 00:00"
    assert local(end) == "2026-02-01 00:00"
    assert local("no time") == "no time"
