"""Differences of annotators, settled by keys on a real store."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from annotations.model import Document
from annotations.store import Draft
from tests.tui.lists import store_in
from tests.tui.queues import Queue
from tui.app import BriefReader
from tui.screens.differences import DifferencesScreen
from tui.settings import Settings

TEXT = "The ferry sank off Port Hallow. Twelve people died, police said. Nobody knows why.\n"
MARKED = {
    "Lena": {"ferry": "ship", "Twelve people": "casualty", "police": "source"},
    "Otto": {"ferry": "ship", "people died": "casualty", "police": "actor", "Nobody": "actor"},
}


@pytest.fixture
def ids(tmp_path: Path) -> dict[tuple[str, str], str]:
    """Annotations by author and words, of two who differ in three places."""
    found = {}
    with store_in(tmp_path) as store:
        document = store.documents.add(Document.of(TEXT, title="The ferry", source="ferry.txt")).id
        for author, marked in MARKED.items():
            for words, tag in marked.items():
                start = TEXT.index(words)
                tags = (store.codebook.ensure(tag).id,)
                draft = Draft(start=start, end=start + len(words), tags=tags, author=author, note=f"{author} says")
                found[author, words] = store.annotations.create(document, [draft])[0].id
    return found


class Differing(Queue[DifferencesScreen]):
    """The running screen."""

    @property
    def words(self) -> str:
        """The words of the place that is asked for; empty where nothing is."""
        place = self.screen.place
        return TEXT[place.difference.span.start : place.difference.span.end] if place else ""


@asynccontextmanager
async def differing(folder: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Differing]:
    """Show the differences in the library in `folder`."""
    app = BriefReader(None, [], folder / "store.db", Settings())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = DifferencesScreen(app.desk)
        app.push_screen(screen)
        shown = Differing(app, screen, pilot)
        await shown.settled()
        yield shown


def statuses(folder: Path, ids: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """Return whose annotations do not stand."""
    with store_in(folder) as store:
        return {key: status for key, id in ids.items() if (status := store.annotations.get(id).status) != "accepted"}


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_place_is_lit_with_what_each_says_and_how_far_one_is(
    tmp_path: Path, ids: dict[tuple[str, str], str], size: tuple[int, int]
) -> None:
    async with differing(tmp_path, size) as screen:
        assert screen.words == "Twelve people died"
        for words in (
            "other borders · The ferry", "0 of 3", "1 Lena “Twelve people” casualty Lena says",
            "2 Otto “people died” casualty", "b all", "0 neither",
        ):  # fmt: skip
            assert words in screen.text, words
        assert screen.offered[:5] == ["1 Lena", "2 Otto", "b all", "0 neither", "n next"]
        assert screen.offered[-1] == "? help"
        assert len(screen.screen.pane._overlay.shown.over(0, len(TEXT))) == 2
        await screen.press("n", "n")
        assert "only Otto" in screen.text
        assert "1 Lena nothing here" in screen.text


async def test_one_key_settles_a_place_and_undo_brings_it_back(tmp_path: Path, ids: dict[tuple[str, str], str]) -> None:
    async with differing(tmp_path) as screen:
        await screen.press("1")
        assert screen.words == "police"
        assert statuses(tmp_path, ids) == {("Otto", "people died"): "rejected"}
        await screen.press("2", "0")
        assert screen.words == ""
        assert "No differences are open" in screen.text
        assert "3 of 3" in screen.text
        assert set(statuses(tmp_path, ids)) == {("Otto", "people died"), ("Lena", "police"), ("Otto", "Nobody")}
        await screen.press("u")
        assert screen.words == "Nobody"
        await screen.press("u", "u")
        assert (screen.words, statuses(tmp_path, ids)) == ("Twelve people died", {})
        assert "0 of 3" in screen.text
        await screen.press("ctrl+r")
        assert statuses(tmp_path, ids) == {("Otto", "people died"): "rejected"}


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_where_much_is_said_all_of_it_can_be_read_and_both_ends_of_a_passage(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    note = [f"word{number}" for number in range(200)]
    passage = TEXT[: TEXT.index("said")].strip() + " said"
    with store_in(tmp_path) as store:
        document = store.documents.add(Document.of(TEXT, title="The ferry", source="ferry.txt")).id
        for author, end in (("Lena", len(passage)), ("Otto", len(passage) - 5), ("Mira Konstantinova-Holm", 9)):
            draft = Draft(start=0, end=end, tags=(), author=author, note=" ".join(note))
            store.annotations.create(document, [draft])
    async with differing(tmp_path, size) as screen:
        read = screen.text
        for _ in range(20):
            await screen.press("m")
            read += screen.text
        assert {word.strip("”") for word in read.split()} >= set(note)
        for words in ("police said”", ", police”", "“The ferry”", "3 Otto"):
            assert words in read, words
        assert screen.offered[:3] == ["1 Lena", "2 Mira…", "3 Otto"]
        assert screen.screen.pane.size.height >= 8


async def test_all_may_stand_and_the_place_is_not_asked_again(tmp_path: Path, ids: dict[tuple[str, str], str]) -> None:
    async with differing(tmp_path) as screen:
        await screen.press("b", "9", "1", "1", "b")
        assert "nothing is left" in screen.text
        assert set(statuses(tmp_path, ids)) == {("Otto", "police"), ("Otto", "Nobody")}
        await screen.press("q")
        assert screen.app.screen is not screen.screen
    async with differing(tmp_path) as screen:
        assert screen.words == ""
