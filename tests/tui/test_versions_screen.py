"""Changed texts, settled by keys on a real store: old and new side by side."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from annotations.model import Annotation, Document, Span
from annotations.store import Draft
from tests.tui.lists import store_in
from tests.tui.program import opened
from tests.tui.queues import Queue
from tests.tui.seen import seen
from tui.app import BriefReader
from tui.screens.reader import ReaderScreen
from tui.screens.versions import VersionsScreen
from tui.settings import Settings

OLD = (
    "The ferry left Port Hallow on Monday with 36 people on board. The crossing takes an hour.\n\n"
    "Governor Ines Okoro said that the harbour was safe. Nobody was hurt in the storm.\n"
)
NEW = OLD.replace("36 people", "41 people").replace(" Nobody was hurt in the storm.", "")
PASSAGES = ("36 people", "Governor Ines Okoro", "Nobody was hurt in the storm.")


@pytest.fixture
def ids(tmp_path: Path) -> dict[str, str]:
    """Annotations by their words, in a text of which one has changed and one is gone."""
    with store_in(tmp_path) as store:
        document = store.documents.add(Document.of(OLD, title="The ferry", source="ferry.txt")).id
        tag = store.codebook.ensure("casualty").id
        drafts = [Draft(start=OLD.index(w), end=OLD.index(w) + len(w), tags=(tag,)) for w in PASSAGES]
        made = store.annotations.create(document, drafts)
        store.documents.add(Document.of(NEW, title="The ferry", source="ferry.txt"))
    return {annotation.selector.exact: annotation.id for annotation in made}


class Settling(Queue[VersionsScreen]):
    """The running screen."""

    @property
    def passage(self) -> str:
        """The words of the passage that is asked for; empty where nothing is."""
        shown = self.screen.shown
        return shown.annotation.selector.exact if shown else ""


@asynccontextmanager
async def settling(folder: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Settling]:
    """Show the changed texts of the library in `folder`."""
    app = BriefReader(None, [], folder / "store.db", Settings())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("V")
        screen = app.screen
        assert isinstance(screen, VersionsScreen)
        shown = Settling(app, screen, pilot)
        await shown.settled()
        yield shown


def stored(folder: Path, id: str) -> Annotation:
    with store_in(folder) as store:
        return store.annotations.get(id)


def now(folder: Path, id: str) -> str:
    """Return the kind of an annotation's placement, and the words there."""
    place = stored(folder, id).placement
    words = "" if place.start is None else NEW[place.start : place.end]
    return f"{place.kind} {words}".strip()


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_passage_is_lit_in_the_old_text_and_in_the_new(
    tmp_path: Path, ids: dict[str, str], size: tuple[int, int]
) -> None:
    async with settling(tmp_path, size) as screen:
        assert screen.passage == "36 people"
        for words in ("Before · The ferry", "Now · a guess", "with 36 people", "with 41 people", "casualty"):
            assert words in screen.text, words
        shown = screen.screen
        assert [(m.start, m.end) for m in shown.old._overlay.shown.over(0, len(OLD))] == [
            (OLD.index("36 people"), OLD.index("36 people") + 9)
        ]
        assert shown.new.target() == Span(NEW.index("41 people"), NEW.index("41 people") + 9)
        narrow = size[0] < 100
        assert (shown.old.region.y < shown.new.region.y) == narrow
        assert shown.new.region.height >= 8
        assert shown.old.region.height >= 5
        assert screen.offered == [
            "Enter it is here", "p at cursor", "o gone", "d delete", "n next", "u undo", "? help",
        ]  # fmt: skip


async def test_a_long_passage_is_in_view_from_the_start_and_what_is_said_of_it_is_not_cut(tmp_path: Path) -> None:
    lines = [f"Nothing of note happened on day {number} of that long crossing." for number in range(40)]
    old = "\n\n".join(lines)
    at, end = old.index(lines[20]), old.index(lines[23]) - 2
    note = " ".join(f"word{number}" for number in range(80))
    with store_in(tmp_path) as store:
        document = store.documents.add(Document.of(old, source="day.txt")).id
        store.annotations.create(document, [Draft(start=at, end=end, note=note)])
        new = "\n\n".join((*lines[:20], "Then the pumps failed.", *lines[23:]))
        store.documents.add(Document.of(new, source="day.txt"))
    async with settling(tmp_path, (80, 24)) as screen:
        pane = screen.screen.old.region
        rows = "\n".join(seen(screen.app).splitlines()[pane.y : pane.bottom])
        assert "day 20 of" in rows
        assert "day 21 of" in rows
        read = screen.text
        for _ in range(8):
            await screen.press("m")
            read += screen.text
        assert set(read.split()) >= set(note.split())


async def test_one_key_keeps_the_guess_and_the_next_follows(tmp_path: Path, ids: dict[str, str]) -> None:
    async with settling(tmp_path) as screen:
        await screen.press("enter")
        assert now(tmp_path, ids["36 people"]) == "moved 41 people"
        assert screen.said == "now at “41 people”"
        assert screen.passage == "Nobody was hurt in the storm."
        await screen.press("o")
        assert now(tmp_path, ids["Nobody was hurt in the storm."]) == "orphan"
        assert screen.passage == ""
        assert (
            "Nothing is to be settled here: every passage marked in the texts that changed has its place" in screen.text
        )
        await screen.press("u")
        assert screen.passage == "Nobody was hurt in the storm."
        await screen.press("u")
        assert screen.passage == "36 people"
        assert now(tmp_path, ids["36 people"]) == "review 41 people"
        assert screen.said == "undone: now at “41 people”"
        await screen.press("ctrl+r")
        assert now(tmp_path, ids["36 people"]) == "moved 41 people"


async def test_a_passage_is_placed_where_the_cursor_is_or_on_what_is_selected(
    tmp_path: Path, ids: dict[str, str]
) -> None:
    async with settling(tmp_path) as screen:
        await screen.press("g", "w", "p")
        assert now(tmp_path, ids["36 people"]) == "moved ferry"
        assert screen.passage == "Nobody was hurt in the storm."
        await screen.press("g", "v", "w", "w", "p")
        assert now(tmp_path, ids["Nobody was hurt in the storm."]).startswith("moved The ferry")


async def test_a_guess_is_taken_away_and_an_annotation_deleted(tmp_path: Path, ids: dict[str, str]) -> None:
    async with settling(tmp_path) as screen:
        await screen.press("o", "d")
        assert now(tmp_path, ids["36 people"]) == "orphan"
        with store_in(tmp_path) as store:
            document = stored(tmp_path, ids["36 people"]).document
            assert [a.selector.exact for a in store.annotations.of(document, deleted=True)] == [PASSAGES[2]]
        await screen.press("u")
        assert screen.passage == PASSAGES[2]


async def test_one_can_look_at_the_next_first_and_what_cannot_be_done_is_said(
    tmp_path: Path, ids: dict[str, str]
) -> None:
    async with settling(tmp_path) as screen:
        await screen.press("n")
        assert screen.passage == PASSAGES[2]
        await screen.press("enter")
        assert "no place is lit" in screen.said
        await screen.press("N")
        assert screen.passage == "36 people"
        await screen.press("Z")
        assert "does nothing here" in screen.said
        await screen.press("q")
        assert not isinstance(screen.app.screen, VersionsScreen)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_where_nothing_waits_it_is_said_why_and_where_something_does(
    tmp_path: Path, ids: dict[str, str], size: tuple[int, int]
) -> None:
    async with opened(tmp_path, text="Another text, in which nothing has changed.\n", size=size) as program:

        async def told() -> str:
            await program.press("V")
            screen = program.app.screen
            assert isinstance(screen, VersionsScreen)
            shown = Settling(program.app, screen, program.pilot)
            await shown.settled()
            text = shown.text
            await shown.press("q")
            return text

        text = await told()
        assert "this text has not changed since it was taken in." in text
        assert "2 passages wait in another document: q leads back, then L and V to them." in text
        with store_in(tmp_path) as store:
            document = store.annotations.get(ids["36 people"]).document
            for id in store.settling.waiting():
                store.settling.give_up(id)
        assert "wait" not in await told()
        async with settling(tmp_path, size) as library:
            assert "every passage marked in the texts that changed has its place" in library.text
        with store_in(tmp_path) as store:
            store.annotations.delete(ids.values())
        async with settling(tmp_path, size) as library:
            assert "nothing is marked in the texts that changed." in library.text
        with store_in(tmp_path) as store:
            store.documents.remove(document)
        async with settling(tmp_path, size) as library:
            assert "no text has changed since it was taken in." in library.text


async def test_of_several_places_each_can_be_taken(tmp_path: Path) -> None:
    old = "They met on Monday. The union said the damage was large, and left the room. Nobody spoke then.\n"
    new = "Okoro denied it: said the damage was total. Others, later on: said the damage was slight.\n"
    with store_in(tmp_path) as store:
        document = store.documents.add(Document.of(old, source="u.txt")).id
        start = old.index("said the damage was")
        (made,) = store.annotations.create(document, [Draft(start=start, end=start + 19)])
        store.documents.add(Document.of(new, source="u.txt"))
    async with settling(tmp_path) as screen:
        assert "place 1 of 2" in screen.text
        guess = screen.screen.new.target()
        await screen.press("tab")
        other = screen.screen.new.target()
        assert other != guess
        await screen.press("enter")
        placement = stored(tmp_path, made.id).placement
        assert Span(placement.start or 0, placement.end or 0) == other


async def test_the_reader_says_so_and_leads_there(tmp_path: Path) -> None:
    async with opened(tmp_path, text=OLD, name="f.txt") as program:
        program.at("36")
        await program.press("v", "w", "e", "1")
    (tmp_path / "f.txt").write_text(NEW, encoding="utf-8")
    async with opened(tmp_path, text=NEW, name="f.txt") as program:
        assert program.said == "text changed: 1 mark unsure · V shows old and new"
        await program.press("V")
        assert isinstance(program.app.screen, VersionsScreen)
        assert not isinstance(program.app.screen, ReaderScreen)
    async with opened(tmp_path, text=NEW, name="f.txt") as program:
        assert program.said == "text changed: 1 passage has no sure place yet · V shows old and new"
