"""The library, driven by keys on a real store."""

from pathlib import Path

import pytest
from textual.widgets import Input

from annotations.model import Document
from annotations.store import Draft, Place, Store
from tests.tui.lists import Listed, listing, store_in
from tests.tui.seen import as_kept
from tui.screens.codebook import CodeBookScreen
from tui.screens.library import LibraryScreen, Picked

FLOOD = "Flood on the Amber\n\nThe river rose by two metres. Nobody was hurt in Sille, the mayor said."
STRIKE = "Strike at the port\n\nCranes stood still on Monday. The river traffic was stopped for six hours."
TALKS = "Talks to go on\n\nThe envoys met in Dalmere and will meet again."


def take_in(store: Store, text: str, published: str, outlet: str | None = None) -> str:
    title = text.partition("\n")[0]
    document = Document.of(text, title=title, source=f"{title}.txt", published=published, outlet=outlet)
    return store.documents.add(document).id


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """A library of three documents: one read, one in part, one new."""
    with store_in(tmp_path) as store:
        flood = take_in(store, FLOOD, "2025-09-19", "The Daily Ledger")
        strike = take_in(store, STRIKE, "2024-03-14", "Northern Wire")
        take_in(store, TALKS, "2025-11-10")
        at = FLOOD.index("two metres")
        store.annotations.create(
            flood, [Draft(start=at, end=at + 10, tags=("starter-figure",), note="gauge at Matonga")]
        )
        store.documents.keep_place(flood, Place(progress=1.0))
        store.documents.keep_place(strike, Place(progress=0.452))
    return tmp_path / "store.db"


def titles(listed: Listed[LibraryScreen]) -> list[str]:
    known = ("Flood on the Amber", "Strike at the port", "Talks to go on")
    return [next(t for t in known if t in line) for line in listed.lines if any(t in line for t in known)]


async def test_a_document_is_listed_with_read_state_title_outlet_date_and_number_of_notes(store_path: Path) -> None:
    async with listing(store_path, LibraryScreen) as library:
        assert [line.split() for line in library.lines] == [
            ["new", "Talks", "to", "go", "on", "Talks", "to", "go", "on.txt", "2025-11-10", "–"],
            [
                "45%",
                "Strike",
                "at",
                "the",
                "port",
                "Northern",
                "Wire",
                "Strike",
                "at",
                "the",
                "port…",
                "2024-03-14",
                "–",
            ],
            [
                "read",
                "Flood",
                "on",
                "the",
                "Amber",
                "The",
                "Daily",
                "Ledger",
                "Flood",
                "on",
                "the",
                "Amber…",
                "2025-09-19",
                "1",
            ],
        ]


async def test_a_mark_that_was_only_found_wrong_is_no_note(store_path: Path) -> None:
    with store_in(store_path.parent) as store:
        talks = store.documents.find("Talks to go on.txt")
        wrong = Draft(start=0, end=5, label="PERSON", origin="machine", status="rejected")
        store.annotations.create(talks, [wrong, Draft(start=6, end=8, label="ORG", origin="machine")])
        (row,) = [row for row in store.documents.all() if row.id == talks]
        assert (row.annotations, row.notes) == (2, 1)
    async with listing(store_path, LibraryScreen) as library:
        (line,) = [line for line in library.lines if "Talks to go on" in line]
        assert line.split()[-1] == "1"
        await library.press("g", "d")
        assert library.said == "removed “Talks to go on” with its note · u brings it back"


async def test_enter_answers_with_the_document(store_path: Path) -> None:
    with store_in(store_path.parent) as store:
        strike = store.documents.find("Strike at the port.txt")
    async with listing(store_path, LibraryScreen) as library:
        await library.press("j", "enter")
        assert library.app.answers == [Picked(strike, None)]


async def test_the_order_goes_round_and_is_told(store_path: Path) -> None:
    seen = {}
    async with listing(store_path, LibraryScreen) as library:
        for _ in range(6):
            await library.press("s")
            seen[library.said] = titles(library)
    talks, strike, flood = "Talks to go on", "Strike at the port", "Flood on the Amber"
    assert seen == {
        "ordered last published first": [talks, flood, strike],
        "ordered by title": [flood, strike, talks],
        "ordered by outlet": [strike, flood, talks],
        "ordered unread first": [talks, strike, flood],
        "ordered most notes first": [flood, talks, strike],
        "ordered last added first": [talks, strike, flood],
    }


async def test_the_filter_takes_title_outlet_and_source_as_typed_and_a_second_enter_opens(store_path: Path) -> None:
    async with listing(store_path, LibraryScreen) as library:
        await library.press("slash")
        await library.type("LEDG")
        assert titles(library) == ["Flood on the Amber"]
        assert library.screen.status.hint == "Enter to the list  Esc leave"
        await library.press("enter")
        assert not library.app.answers
        assert library.screen.focused is library.screen.rows
        assert library.screen.status.hint.startswith("Enter open")
        await library.press("enter")
        assert len(library.app.answers) == 1


async def test_escape_shows_all_again_and_then_leaves(store_path: Path) -> None:
    async with listing(store_path, LibraryScreen) as library:
        await library.press("slash")
        await library.type("zzz")
        assert "No title, outlet or source has “zzz”." in library.text
        await library.press("escape")
        assert len(titles(library)) == 3
        await library.press("escape")
        assert library.app.answers == [None]


async def test_all_texts_quotes_and_notes_are_searched_and_a_hit_opens_at_its_place(store_path: Path) -> None:
    with store_in(store_path.parent) as store:
        flood = store.documents.find("Flood on the Amber.txt")
    async with listing(store_path, LibraryScreen) as library:
        await library.press("f")
        await library.type("river")
        assert "The river traffic was stopped" in library.text
        assert "The river rose by two metres" in library.text
        await library.press("ctrl+u")
        await library.type("Matonga")
        assert "note" in library.lines[1].split()[0]
        await library.press("enter", "enter")
        assert library.app.answers == [Picked(flood, FLOOD.index("two metres"))]


async def test_what_was_found_is_left_for_the_list(store_path: Path) -> None:
    async with listing(store_path, LibraryScreen) as library:
        await library.press("f")
        await library.type("river")
        await library.press("escape")
        assert len(titles(library)) == 3
        assert not library.screen.query_one(Input).display


async def test_a_search_for_odd_signs_finds_nothing_and_breaks_nothing(store_path: Path) -> None:
    async with listing(store_path, LibraryScreen) as library:
        await library.press("f")
        await library.press("quotation_mark", "asterisk", "left_parenthesis", *"NEAR", "slash", "left_square_bracket")
        assert "Nothing in texts, quotes and notes has" in library.text


async def test_removing_says_what_goes_and_undo_brings_it_back(store_path: Path) -> None:
    async with listing(store_path, LibraryScreen) as library:
        await library.press("G", "d")
        assert library.said == "removed “Flood on the Amber” with its note · u brings it back"
        assert titles(library) == ["Talks to go on", "Strike at the port"]
        await library.press("u")
        assert library.said == "undone: Remove Flood on the Amber"
        assert len(titles(library)) == 3
        assert library.screen.status.under.startswith("Flood on the Amber.txt")
        await library.press("ctrl+r")
        assert library.said == "redone: Remove Flood on the Amber"
        assert len(titles(library)) == 2
        await library.press("u", "u")
        assert library.said == "nothing is left to be undone"


async def test_a_folder_is_taken_in_and_what_cannot_be_read_is_told(store_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "one.txt").write_text("One thing\n\nIt happened.", encoding="utf-8")
    (folder / "two.md").write_text("# Another thing\n\nIt happened too.", encoding="utf-8")
    (folder / "a three.txt").write_bytes(b"\x00\x01\x02\x00")
    async with listing(store_path, LibraryScreen) as library:
        await library.press("o")
        library.app.screen.query_one(Input).value = str(folder)
        await library.press("enter")
        await library.until(lambda: "Another thing" in library.text and not library.screen.status.work)
        await library.until(lambda: "One thing" in library.text)
        await library.until(lambda: library.said.startswith("2 of 3 taken in; a three.txt: "))
        with store_in(tmp_path) as store:
            assert len(store.documents.all()) == 5


async def test_what_else_is_in_a_folder_is_told(store_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "one.txt").write_text("One thing\n\nIt happened.", encoding="utf-8")
    (folder / "two.xls").write_bytes(b"\xd0\xcf")
    async with listing(store_path, LibraryScreen) as library:
        await library.press("o")
        library.app.screen.query_one(Input).value = str(folder)
        await library.press("enter")
        await library.until(lambda: library.said.startswith("1 of 1 taken in; inbox: 1 file was left out (1 .xls)"))
        assert not library.screen.status.alarm


async def test_a_missing_file_is_told_below_the_line_and_a_broken_one_in_the_status(
    store_path: Path, tmp_path: Path
) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    async with listing(store_path, LibraryScreen) as library:
        await library.press("o")
        library.app.screen.query_one(Input).value = "/no/such/file.txt"
        await library.press("enter")
        assert "/no/such/file.txt: there is no such file or folder" in library.text
        library.app.screen.query_one(Input).value = str(tmp_path / "broken.pdf")
        await library.press("enter")
        await library.until(lambda: library.said)
        assert "broken.pdf" in library.said
        assert library.screen.status.alarm


async def test_an_empty_library_says_which_key_fills_it(tmp_path: Path) -> None:
    with store_in(tmp_path):
        pass
    async with listing(tmp_path / "store.db", LibraryScreen) as library:
        assert "The library is empty." in library.text
        assert "o takes in a file, a folder or a web address." in library.text
        await library.press("d")
        assert library.said == "there is no document here to be removed"


async def test_a_key_that_does_nothing_says_so(store_path: Path) -> None:
    async with listing(store_path, LibraryScreen) as library:
        await library.press("z")
        assert library.said == "z does nothing here: ? shows what does"


async def test_hostile_titles_are_shown_and_not_obeyed(tmp_path: Path) -> None:
    hostile = "[/b] [@click=app.quit]x \x1b]52;c;eA==\x07 \u202eevil \x9b2J"
    with store_in(tmp_path) as store:
        document = Document.of("A text.", title=hostile, outlet=hostile, source=f"{hostile}.txt")
        store.documents.add(document)
    async with listing(tmp_path / "store.db", LibraryScreen) as library:
        assert "[/b] [@click=app.quit]x" in library.text
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(library.text)
        await library.press("d")
        assert "\x1b" not in library.text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_library_looks_as_it_did(store_path: Path, size: tuple[int, int]) -> None:
    async with listing(store_path, LibraryScreen, size=size) as library:
        await library.press("j")
        await as_kept(library.pilot, f"library_{size[0]}x{size[1]}")
        await library.press("f")
        await library.type("river")
        await as_kept(library.pilot, f"library_search_{size[0]}x{size[1]}")


async def test_many_documents_are_filtered_and_ordered(tmp_path: Path) -> None:
    with store_in(tmp_path) as store, store.act("Take in many"):
        for n in range(400):
            store.documents.add(Document.of(f"Text {n}", title=f"Report {n}", source=f"{n}.txt"))
    async with listing(tmp_path / "store.db", LibraryScreen) as library:
        await library.press("G")
        assert "400 of 400" in library.text
        await library.press("slash")
        await library.type("report 39")
        assert "of 14" in library.text


async def test_the_code_book_opens_over_the_library_and_leads_back_to_it(store_path: Path) -> None:
    async with listing(store_path, LibraryScreen) as listed:
        await listed.press("T")
        over = type(listed.app.screen)
        await listed.press("q")
        assert [over, type(listed.app.screen)] == [CodeBookScreen, LibraryScreen]
