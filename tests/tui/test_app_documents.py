"""More than one document: the queue, the library, the code book, and back again."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from annotations.store import open_store
from tests.tui.program import Program
from tui.app import BriefReader, _load_first
from tui.screens.codebook import CodeBookScreen
from tui.screens.library import LibraryScreen
from tui.screens.reader import ReaderScreen
from tui.settings import Settings


@asynccontextmanager
async def queue(folder: Path, *texts: str) -> AsyncIterator[Program]:
    articles = folder / "articles"
    articles.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (articles / f"{number}.txt").write_text(f"Article {number}\n\n{text}\n")
    document, paths, _ = _load_first([str(articles)], print) if texts else (None, [], [])
    app = BriefReader(document, paths, folder / "store.db", Settings())
    async with app.run_test(size=(120, 40)) as pilot:
        program = Program(app, pilot)
        if texts:
            await program.ready()
        yield program


async def shown(program: Program, word: str) -> None:
    await program.until(lambda: word in program.reader.sheet.text)
    await program.ready()


async def test_several_sources_are_a_queue_and_all_are_in_the_library(tmp_path: Path) -> None:
    async with queue(tmp_path, "The first.", "The second.", "The third.") as program:
        assert "The first." in program.reader.sheet.text
        assert program.said == "document 1 of 3  > next  L lists all"
        await program.press("less_than_sign")
        assert program.said == "this is the first of 3 documents"
        for word in ("second", "third"):
            await program.press("greater_than_sign")
            await shown(program, word)
        await program.press("greater_than_sign")
        assert program.said == "this is the last of 3 documents"
        await program.press("less_than_sign")
        await shown(program, "second")
        await program.press("q")
    with open_store(tmp_path / "store.db") as store:
        assert {row.title for row in store.documents.all()} == {"Article 0", "Article 1", "Article 2"}


async def test_a_document_of_the_library_is_opened_where_it_was_left(tmp_path: Path) -> None:
    async with queue(tmp_path, "The first.", "The second.") as program:
        program.at("first")
        place = program.cursor
        await program.press("greater_than_sign")
        await shown(program, "second")
        await program.press("L")
        library = program.app.screen
        assert isinstance(library, LibraryScreen)
        await program.until(lambda: library.documents)
        await program.press("slash")
        await program.type("0.txt")
        await program.press("enter", "enter")
        await shown(program, "first")
        assert program.cursor == place


async def test_leaving_library_and_code_book_leads_back_to_the_document(tmp_path: Path) -> None:
    async with queue(tmp_path, "The first.") as program:
        await program.press("L")
        assert program.over(LibraryScreen)
        await program.press("q")
        assert program.over(ReaderScreen)
        await program.press("T")
        screen = program.app.screen
        assert isinstance(screen, CodeBookScreen)
        await program.until(lambda: screen.refs)
        await program.press("r", *["backspace"] * 10)
        await program.type("who acts")
        await program.press("enter")
        await program.press("q")
        await program.until(lambda: program.reader.sheet.tag_of_path("who acts"))
        program.at("first")
        await program.press("1")
        assert program.said == "who acts on “first”"


async def test_without_a_source_the_library_is_shown_and_leaving_it_ends_the_program(tmp_path: Path) -> None:
    async with queue(tmp_path) as program:
        screen = program.app.screen
        assert isinstance(screen, LibraryScreen)
        await program.until(lambda: screen.documents is not None)
        await program.pilot.press("q")
        await program.until(lambda: program.app._exit)


async def test_however_a_source_fails_the_others_are_taken_in_and_a_line_says_how_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "1bad.txt").write_bytes(b"\x00\x01\x02")
    (folder / "web.html").write_text("<p>Words.</p>", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "annotations.sources.article", None)  # what it needs is not installed
    async with queue(tmp_path, "The first.", "The second.") as program:
        await program.until(lambda: " taken in; " in program.said)
        assert program.said.startswith("2 of 4 taken in; 1bad.txt: ")
        assert "; web.html: " in program.said
    with open_store(tmp_path / "store.db") as store:
        assert {"Article 0", "Article 1"} <= {row.title for row in store.documents.all()}


async def test_a_folder_that_is_opened_tells_what_in_it_is_no_source(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name in ("one.txt", "two.txt", "sheet.xls", "README.md"):
        (folder / name).write_text(f"Of {name}.\n")
    async with queue(tmp_path, "The first.") as program:
        program.app.open(str(folder))
        await shown(program, "Of one.txt")
        left_out = "inbox: 2 files were left out (1 README, 1 .xls)"
        assert program.said.startswith(f"document 1 of 2  > next  L lists all · {left_out}")
        await program.press("greater_than_sign")
        await shown(program, "Of two.txt")
        assert "left out" not in program.said


async def test_a_source_that_cannot_be_read_is_told_and_the_others_are_there(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "1bad.txt").write_bytes(b"\x00\x01\x02")
    async with queue(tmp_path, "The first.") as program:
        await program.until(lambda: program.app.problems)
        assert "1bad.txt" in program.app.problems[0]
        assert "1bad.txt" in program.said
