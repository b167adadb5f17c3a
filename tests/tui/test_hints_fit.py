"""The keys on the last line of every list: whole ones only, and the way to all others."""

from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from annotations.model import Document
from annotations.store import Draft
from tests.tui.lists import listing, store_in
from tui.panel.items import TABS
from tui.reader.hints import Hints
from tui.screens.codebook import CodeBookScreen
from tui.screens.deleted import DeletedScreen
from tui.screens.history import HistoryScreen
from tui.screens.library import LibraryScreen
from tui.screens.listing import ListScreen
from tui.screens.names import NamesScreen


def test_as_many_keys_as_fit_are_shown_whole_and_the_key_for_help_always() -> None:
    hints = Hints({"list-order": ("f5",)})
    offers = ("list-choose", "open"), ("list-filter", "find"), ("list-order", "sort")
    whole = "Enter open  / find  F5 sort  ? help"
    assert hints.whole(len(whole), *offers) == whole
    assert hints.whole(len(whole) - 1, *offers) == "Enter open  / find  ? help"
    assert hints.whole(17, *offers) == "? help"
    assert hints.whole(0, *offers) == "? help"


@pytest.mark.parametrize("room", [58, 78, 118])
def test_what_the_reader_is_told_to_do_fits(room: int) -> None:
    hints = Hints({})
    panel = [hints.in_panel(tab, room, typing=False) for tab in TABS]
    assert all(hint.startswith("Enter go there  ") and hint.endswith("  ? help") for hint in panel)
    others = [hints.linking("“words as long as an excerpt of them will be”", room), hints.counting("", room)]
    assert all(hint.startswith(("& ends the link here", "1…9 times: a motion or")) for hint in others)
    assert all(cell_len(hint) <= room for hint in (*panel, *others))


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("kind", [LibraryScreen, CodeBookScreen, NamesScreen, HistoryScreen, DeletedScreen])
async def test_every_list_shows_whole_keys_and_help(tmp_path: Path, kind: type[ListScreen[Any]], width: int) -> None:
    with store_in(tmp_path) as store:
        document = store.documents.add(Document.of("Okoro spoke.", source="okoro.txt")).id
        (made,) = store.annotations.create(document, [Draft(start=0, end=5)])
        store.annotations.delete([made.id])
        store.names.remember("Okoro", "PERSON")
    async with listing(tmp_path / "store.db", kind, size=(width, 24)) as shown:
        last = shown.text.splitlines()[-1]
        assert last.endswith("  ? help")
        assert "…" not in last
        offers = [*shown.screen.told()[2]]
        assert last.strip().split("  ")[:-1] == [shown.screen.hints.line(o) for o in offers][: last.count("  ")]
        await shown.pilot.resize_terminal(200, 24)
        await shown.settle()
        assert shown.text.splitlines()[-1].strip().count("  ") == len(offers)
