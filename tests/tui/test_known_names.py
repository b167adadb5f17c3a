"""The known names, driven by keys on a real store."""

from pathlib import Path

import pytest
from textual.widgets import Input

from annotations.model import Document
from annotations.store import Draft, NameRow
from tests.tui.lists import Listed, listing, store_in
from tests.tui.program import opened
from tui.palette import offers
from tui.screens.names import NamesScreen


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """A store with a name of each kind, and a list of the reader's own beside it."""
    with store_in(tmp_path) as store:
        store.names.remember("Quiet Water", "VEHICLE")
        document = store.documents.add(Document.of("Brask of Jordan spoke.", source="t.txt")).id
        store.annotations.create(document, [Draft(start=0, end=5, label="PERSON", origin="machine")])
        store.annotations.create(document, [Draft(start=9, end=15, label="GPE", origin="machine", status="rejected")])
    folder = tmp_path / "config" / "briefreader"
    folder.mkdir(parents=True)
    (folder / "names.txt").write_text("Free Harbour\n", encoding="utf-8")
    return tmp_path / "store.db"


def known(path: Path) -> list[tuple[str, str, str]]:
    with store_in(path.parent) as store:
        return [(row.text, row.label, row.how) for row in store.names.all()]


async def answer(names: Listed[NamesScreen], words: str) -> None:
    names.app.screen.query_one(Input).value = words
    await names.pilot.pause()
    await names.press("enter")


async def highlight(names: Listed[NamesScreen], name: str) -> None:
    await names.press("g")
    while name not in names.screen.status.under:
        await names.press("j")


async def test_each_name_is_listed_with_its_label_and_how_it_is_known(store_path: Path) -> None:
    async with listing(store_path, NamesScreen) as names:
        assert [line.split("  ")[0] for line in names.lines] == ["Brask", "Free Harbour", "Jordan", "Quiet Water"]
        rows = [" ".join(line.split()) for line in names.lines]
        assert rows == [
            "Brask PERSON mark accepted 1",
            "Free Harbour by form in names.txt –",
            "Jordan GPE mark rejected 1",
            "Quiet Water VEHICLE remembered –",
        ]


@pytest.mark.parametrize("name", ["Quiet Water", "Brask", "Jordan"])
async def test_a_name_is_forgotten_and_undo_brings_it_back(store_path: Path, name: str) -> None:
    before = known(store_path)
    async with listing(store_path, NamesScreen) as names:
        await highlight(names, name)
        await names.press("d")
        assert names.said == f"“{name}” forgotten · u brings it back"
        assert [row for row in before if row[0] != name] == known(store_path)
        assert not any(line.startswith(name) for line in names.lines)
        await names.press("u")
        assert known(store_path) == before
        assert names.screen.status.under.startswith(name), "the cursor is on what came back"
        await names.press("ctrl+r")
        assert names.said == f"redone: “{name}” forgotten"
        await names.press("q")
        assert names.app.answers == [True]


async def test_a_name_is_added_and_relabelled(store_path: Path) -> None:
    async with listing(store_path, NamesScreen) as names:
        await names.press("a")
        await answer(names, "  Vale   Bridge ")
        await answer(names, "FAC")
        assert names.said == "“Vale Bridge” remembered as building or road"
        assert names.screen.status.under.startswith("Vale Bridge · building or road")
        await names.press("enter")
        await answer(names, "ORG")
        assert ("Vale Bridge", "ORG", "remembered") in known(store_path)
        await names.press("r", "escape")
        assert ("Vale Bridge", "ORG", "remembered") in known(store_path)


async def test_the_own_list_is_changed_in_its_file(store_path: Path) -> None:
    async with listing(store_path, NamesScreen) as names:
        await highlight(names, "Free Harbour")
        for key in ("d", "r", "enter"):
            await names.press(key)
            assert "a file beside the settings" in names.said


async def test_what_is_wrong_in_the_own_list_is_told(store_path: Path, tmp_path: Path) -> None:
    (tmp_path / "config" / "briefreader" / "names.txt").write_text("Vale = BOAT\n", encoding="utf-8")
    async with listing(store_path, NamesScreen) as names:
        assert "names.txt:1: no label has this name" in names.said


async def test_names_are_found_and_ordered(store_path: Path) -> None:
    async with listing(store_path, NamesScreen) as names:
        await names.press("s")
        assert names.lines[0].startswith("Quiet Water")
        await names.press("s")
        assert names.lines[0].startswith("Free Harbour"), "without a label first"
        await names.press("slash")
        await names.type("gpe")
        assert [line.split()[0] for line in names.lines if not line.startswith("gpe")] == ["Jordan"]


async def test_without_names_it_is_told_where_they_come_from(tmp_path: Path) -> None:
    with store_in(tmp_path):
        pass
    async with listing(tmp_path / "store.db", NamesScreen) as names:
        assert "No names were learned from you yet." in names.text
        await names.press("d")
        assert names.said == "there is no name here"


async def test_a_name_with_escapes_and_markup_is_shown_as_it_is(tmp_path: Path) -> None:
    with store_in(tmp_path) as store:
        store.names.remember("[red]Vale[/nope]", "ORG")
    async with listing(tmp_path / "store.db", NamesScreen) as names:
        assert "[red]Vale[/nope]" in names.lines[0]
        await names.press("r")
        assert "[red]Vale[/nope]" in names.text


async def test_what_is_changed_there_is_seen_in_the_article(tmp_path: Path) -> None:
    text = "On Monday the quiet water left. Nobody knew why.\n"
    async with opened(tmp_path, text=text) as program:
        with store_in(tmp_path) as store:
            store.names.remember("quiet water", "VEHICLE")
            assert store.names.all() == (NameRow(text="quiet water", label="VEHICLE", how="remembered"),)
        await program.press("K")
        assert program.over(NamesScreen)
        await program.press("q")
        await program.until(lambda: any(m.label == "VEHICLE" for m in program.reader.sheet.marks))


async def test_a_name_without_a_letter_is_asked_for_again(tmp_path: Path) -> None:
    with store_in(tmp_path):
        pass
    async with listing(tmp_path / "store.db", NamesScreen) as names:
        await names.press("a")
        await names.type("--")
        await names.press("enter")
        assert "a name needs a letter or a digit" in names.text
        await names.type(" Brenvik")
        await names.press("enter")
        assert "“-- Brenvik” is" in names.text


async def test_a_name_remembered_and_in_the_own_list_is_one_row_with_both_origins(
    store_path: Path, tmp_path: Path
) -> None:
    own = tmp_path / "config" / "briefreader" / "names.txt"
    own.write_text("Quiet Water = ORG\n", encoding="utf-8")
    async with listing(store_path, NamesScreen, size=(80, 24)) as names:
        rows = [" ".join(line.split()) for line in names.lines if "Quiet" in line]
        assert rows == ["Quiet Water VEHICLE remembered, in names.txt –"]
        await highlight(names, "Quiet Water")
        assert names.screen.status.under.endswith("in your own list of names too, which yields to it")


async def test_relabelling_an_accepted_name_says_which_word_counts(store_path: Path) -> None:
    async with listing(store_path, NamesScreen) as names:
        await highlight(names, "Brask")
        await names.press("enter")
        await answer(names, "FAC")
        assert names.said == "“Brask” remembered as building or road: this counts from now on, not person"


async def test_help_says_what_enter_does_here(store_path: Path) -> None:
    async with listing(store_path, NamesScreen) as names:
        says = [o.command.help for o in offers(names.screen, {}) if o.command.id == "list-choose"]
        assert says == ["Say what the name really is."]
