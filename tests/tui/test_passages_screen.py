"""A tag's passages in all documents: listed, read on at, and given another tag."""

from pathlib import Path

import pytest
from textual.widgets import Input

from annotations.model import Document
from annotations.store import Draft
from tests.tui.lists import Listed, listing, store_in
from tests.tui.program import Program, opened
from tui.screens.codebook import CodeBookScreen
from tui.screens.codebook.passages import PassagesScreen
from tui.screens.library import LibraryScreen

ONE = "Two bridges fell. The mayor of Sille said that nobody was hurt, and left."
TWO = "Nobody in Sille was warned. The dam held."


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """Three passages with the tag `claim` or one inside it, in two documents."""
    with store_in(tmp_path) as store:
        inner = store.codebook.ensure("claim/denied").id
        for text, title, words, tag in (
            (ONE, "Bridges", ("Two bridges", "nobody was hurt"), "starter-claim"),
            (TWO, "Dam", ("was warned",), inner),
        ):
            id = store.documents.add(Document.of(text, title=title, source=f"/{title}.txt")).id
            starts = [text.index(each) for each in words]
            drafts = [
                Draft(start=start, end=start + len(each), tags=(tag,), note="Who says so?" if each[0] == "n" else "")
                for start, each in zip(starts, words, strict=True)
            ]
            store.annotations.create(id, drafts)
    return tmp_path / "store.db"


def passages(book: Listed[CodeBookScreen]) -> PassagesScreen:
    screen = book.app.screen
    assert isinstance(screen, PassagesScreen)
    return screen


def listed_in(program: Program) -> PassagesScreen:
    screen = program.app.screen
    assert isinstance(screen, PassagesScreen)
    return screen


async def test_passages_are_listed_with_document_sentence_note_and_inner_tag(store_path: Path) -> None:
    async with listing(store_path, CodeBookScreen) as book:
        await book.press("g", "j", "p")
        for words in ("Bridges · 2", "The mayor of Sille said that nobody was hurt, and left.", "✎ Who says so?",
                      "Nobody in Sille was warned.", "claim/denied"):  # fmt: skip
            assert words in book.text
        await book.press("i")
        assert "warned" not in book.text
        await book.press("g")
        assert passages(book).status.under == "claim · without its inner tags"
        await book.press("i", "slash")
        await book.type("mayor")
        assert "Two bridges" not in book.text
        await book.press("escape", "s")
        assert passages(book).status.message == "ordered changed last first"
        await book.press("escape")
        assert book.app.screen is book.screen


async def test_where_no_passage_has_the_tag_it_is_said_how_one_gets_it(store_path: Path) -> None:
    async with listing(store_path, CodeBookScreen) as book:
        await book.press("g", "p")
        assert "No passage has the tag “actor” yet." in book.text
        assert "In an article 1 gives it." in book.text
        for key in ("v", "t"):
            await book.press(key)
            assert passages(book).status.message == "there is no passage here"
        await book.press("q", "0", "p")
        assert "In an article t gives it." in book.text


async def test_chosen_passages_get_another_tag_and_one_undo_takes_that_back(store_path: Path) -> None:
    async with listing(store_path, CodeBookScreen) as book:
        await book.press("g", "j", "S")
        assert passages(book).status.message.startswith("v chooses passages, t gives them another tag")
        await book.press("asterisk", "t")
        assert "for 2 passages (1 with only a tag inside it stay)" in book.text
        book.app.screen.query_one(Input).value = "Claim"
        await book.press("enter")
        assert "that is the tag that they have" in book.text
        book.app.screen.query_one(Input).value = "claim/reported"
        await book.press("enter")
        assert passages(book).status.message == "2 passages of “claim” now “claim/reported” · u undoes it"
        with store_in(store_path.parent) as store:
            made = store.codebook.by_path("claim/reported")
            assert made is not None
            assert made.colour
            assert len(store.tagged.passages(made.id)) == 2
        await book.press("u", "g", "v", "escape")
        with store_in(store_path.parent) as store:
            assert store.codebook.by_path("claim/reported") is None
            assert len(store.tagged.passages("starter-claim", inside=False)) == 2
        await book.press("q")
        assert book.app.answers == [True]


async def test_undo_of_the_split_that_made_the_tag_leads_back_to_the_code_book_and_says_so(store_path: Path) -> None:
    async with listing(store_path, CodeBookScreen) as book:
        await book.press("g", "j", "S")
        await book.until(lambda: "Two bridges" in book.text)
        await book.press("asterisk", "t")
        book.app.screen.query_one(Input).value = "doubt"
        await book.press("enter")
        await book.press("escape")
        await book.until(lambda: "■ doubt" in book.text)
        await book.press("G")
        assert book.screen.status.under.startswith("doubt")
        await book.press("p")
        assert "Two bridges" in book.text
        await book.press("u")
        await book.until(lambda: book.said)
        assert book.app.screen is book.screen
        assert book.said == "undone: Split tag claim: some to doubt · the tag “doubt” is gone with it"
        assert "doubt" not in "".join(book.lines)
        await book.press("g", "j", "p")
        assert "Bridges · 2" in book.text


@pytest.mark.parametrize("back", ["escape", "ctrl+o"])
async def test_enter_reads_on_at_the_passage_and_the_way_back_leads_to_where_the_code_book_was_opened(
    back: str, tmp_path: Path, store_path: Path
) -> None:
    async with opened(tmp_path) as program:
        begun = program.reader
        cursor = begun.pane.cursor
        await program.press("T", "j", "p", "s", "j")
        screen = listed_in(program)
        await program.until(lambda: screen.ref is not None)
        ref = screen.ref
        await program.press("enter")
        await program.until(
            lambda: program.reader.sheet.document.title in ("Bridges", "Dam") and program.reader.complete
        )
        await program.ready()
        assert program.reader.pane.cursor in (ONE.index("nobody"), TWO.index("was warned"), ONE.index("Two"))
        assert program.reader.status.hint.startswith("Esc passages of “claim”  ")
        await program.press("5", back)
        assert listed_in(program) is screen
        assert (screen.ref, screen.order) == (ref, "changed last first")
        await program.until(lambda: any("starter-place" in found.annotation.tags for found in screen.found or ()))
        await program.press("escape")
        assert program.over(CodeBookScreen)
        await program.press("q")
        assert not program.over(CodeBookScreen)
        assert program.reader is begun
        assert begun.pane.cursor == cursor
        await program.press("escape")
        assert program.said.startswith("nothing to leave")


async def test_from_the_library_the_way_back_leads_to_the_library_which_counts_anew(
    tmp_path: Path, store_path: Path
) -> None:
    async with opened(tmp_path) as program:
        await program.press("L", "T", "j", "p")
        await program.until(lambda: listed_in(program).ref is not None)
        await program.press("enter")
        await program.until(lambda: program.reader.tag)
        await program.ready()
        await program.press("d", "escape", "escape", "escape")
        library = program.app.screen
        assert isinstance(library, LibraryScreen)
        await program.until(lambda: sum(row.notes for row in library.documents or ()) == 2)


async def test_another_document_opened_from_there_is_no_way_back_to_the_list(tmp_path: Path, store_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.press("T", "j", "p", "j")
        screen = listed_in(program)
        await program.until(lambda: screen.ref is not None)
        await program.press("enter")
        await program.until(lambda: program.reader.tag)
        await program.ready()
        await program.press("L", "G", "enter")
        await program.until(lambda: not program.reader.tag)
        await program.ready()
        await program.press("escape")
        assert program.said.startswith("nothing to leave")
