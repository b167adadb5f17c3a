"""The review as a reader uses it: one mark after the other, many at once after a preview, one undo, and back again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from annotations.marks import LABELS
from annotations.model import Mark
from annotations.store import Draft, open_store
from tests.tui.program import PATIENCE, Program, opened
from tests.tui.queues import Queue
from tests.tui.seen import seen
from tui.labels import LABEL_WORDS
from tui.prompts.labels import labels
from tui.screens.preview import PreviewScreen
from tui.screens.review import ReviewScreen


class Reviewing(Queue[ReviewScreen]):
    """The running review, over the program's reader."""

    def __init__(self, program: Program, screen: ReviewScreen) -> None:
        super().__init__(program.app, screen, program.pilot)
        self.program = program

    @property
    def words(self) -> str:
        """The words of the mark that is asked for; empty where none is."""
        mark = self.screen.mark
        return self.screen.sheet.text[mark.start : mark.end] if mark else ""

    @property
    def told(self) -> str:
        """How far the reader is."""
        return self.screen.status.under

    def judged(self) -> list[tuple[str, str, str | None]]:
        """Words, status and label of what the file holds now."""
        return [(a.selector.exact, a.status, a.label) for a in self.program.stored()]


@asynccontextmanager
async def reviewing(folder: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Reviewing]:
    async with opened(folder, size=size) as program:
        await program.pilot.press("J")
        await program.pilot.pause()
        screen = program.app.screen
        assert isinstance(screen, ReviewScreen)
        yield Reviewing(program, screen)


def ordered(marks: tuple[Mark, ...]) -> bool:
    return [m.start for m in marks] == sorted(m.start for m in marks)


async def test_marks_are_judged_one_after_the_other_and_progress_outlives_the_review(tmp_path: Path) -> None:
    async with reviewing(tmp_path) as it:
        whole = len(it.screen.waiting)
        assert it.told == f"0 of {whole} judged"
        await it.press("f", "n", "s")
        names = it.screen.waiting
        assert ordered(names)
        assert {m.layer for m in names} == {"name"}
        first, second, third = (it.screen.sheet.text[m.start : m.end] for m in names[:3])
        assert it.words == first
        await it.press("enter")
        assert it.words == second
        await it.press("n")
        assert (it.words, it.told) == (third, f"1 of {len(names)} judged, 1 skipped")
        await it.press("x")
        assert [(w, s) for w, s, _ in it.judged()] == [(first, "accepted"), (third, "rejected")]
        await it.press("q")
        await it.program.settle()
        assert it.program.reader.sheet.annotations
        await it.program.pilot.press("J")
        await it.program.pilot.pause()
        again = it.program.app.screen
        assert isinstance(again, ReviewScreen)
        assert (again.choice.layers, again.choice.order) == (("name",), "text")
        assert again.status.under.startswith("2 of ")


async def test_a_mark_is_relabelled_gone_back_to_and_judged_otherwise_and_all_undone(tmp_path: Path) -> None:
    async with reviewing(tmp_path) as it:
        await it.press("f", "n")
        words = it.words
        await it.press("r")
        await it.program.type("FAC")
        await it.press("enter")
        assert it.judged() == [(words, "accepted", "FAC")]
        await it.press("N")
        assert it.words == words
        await it.press("r")
        await it.program.type("DATE")
        await it.press("enter")
        assert sorted(it.judged()) == [(words, "accepted", "DATE"), (words, "rejected", "FAC")]
        await it.press("u")
        await it.press("u")
        assert it.judged() == []
        assert it.words == words


async def test_many_are_previewed_and_judged_as_one_act_with_one_undo(tmp_path: Path) -> None:
    async with reviewing(tmp_path) as it:
        await it.press("f", "n")
        everything = len(it.screen.waiting)
        await it.press("b", "1")
        preview = it.program.app.screen
        assert isinstance(preview, PreviewScreen)
        assert len(preview.refs) == everything
        await it.press("escape")
        assert (it.judged(), it.said) == ([], "nothing was changed")
        await it.press("b", "1", "enter")
        assert len(it.judged()) == everything
        assert it.words == ""
        assert it.told == f"{everything} of {everything} judged"
        await it.press("u")
        assert it.judged() == []
        assert it.words


async def test_of_those_previewed_only_the_ones_listed_are_judged(tmp_path: Path) -> None:
    async with reviewing(tmp_path) as it:
        await it.press("f", "n", "b", "1", "slash")
        await it.program.type("orsk")
        await it.press("enter")
        preview = it.program.app.screen
        assert isinstance(preview, PreviewScreen)
        number = len(preview.refs)
        assert 0 < number < len(preview.bulk.marks)
        assert f"Enter do it to these {number} of {len(preview.bulk.marks)}" in it.offered
        await it.press("enter")
        assert len(it.judged()) == number
        assert {words for words, _, _ in it.judged()} == {"Orsk"}
        await it.press("u")
        assert it.judged() == []


async def test_keys_pressed_faster_than_the_store_answers_are_all_done(tmp_path: Path) -> None:
    async with reviewing(tmp_path) as it:
        await it.press("f", "n")
        names = len(it.screen.waiting)
        await it.burst("enter", "enter", "x", "n", "enter")
        async with asyncio.timeout(PATIENCE):
            while len(it.judged()) < 4:
                await it.program.pilot.pause(0.02)
        assert it.told == f"4 of {names} judged, 1 skipped"


async def test_on_a_small_terminal_the_mark_and_what_is_said_of_it_are_seen(tmp_path: Path) -> None:
    async with reviewing(tmp_path, size=(80, 24)) as it:
        assert "certainty" in it.text
        assert f"0 of {len(it.screen.waiting)}" in it.text
        assert it.words.split()[0] in it.text
        assert it.offered == [
            "Enter accept", "x reject", "r relabel", "n skip", "u undo", "b many", "f kinds", "? help",
        ]  # fmt: skip


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_while_a_label_is_chosen_the_mark_is_seen_and_the_likeliest_label_is_lit(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with reviewing(tmp_path, size) as it:
        await it.press("f", "n")
        mark = it.screen.mark
        assert mark is not None
        await it.press("r")
        above, _, prompt = seen(it.app).partition("▔")
        assert it.words in " ".join(above.split())
        assert f"(now {LABEL_WORDS[mark.label]}) is" in prompt
        lit = next(line for line in prompt.splitlines() if line.startswith(" ▌"))
        assert lit.split()[1] == labels("", mark.label)[0].answer != mark.label


def test_labels_begin_with_what_a_thing_of_the_present_one_mostly_is() -> None:
    for present in LABELS:
        offered = [choice.answer for choice in labels("", present)]
        assert sorted(offered) == sorted(LABELS)
        assert offered[-1] == present
    assert [choice.answer for choice in labels("", "GPE")][:2] == ["LOC", "ORG"]
    assert [choice.answer for choice in labels("o", "GPE")][:2] == ["ORG", "OCCURRENCE"]


async def test_what_a_colleague_s_program_suggested_is_judged_too(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        id = program.reader.sheet.id
        with open_store(tmp_path / "store.db", author="Tagger") as store:
            tag = store.codebook.tags()[0].id
            drafts = [Draft(start=n, end=n + 3, tags=(tag,), status="suggested", origin="import") for n in (0, 5)]
            store.annotations.create(id, drafts)
        program.reader.watching.refresh()
        await program.until(lambda: program.own)
        await program.pilot.press("J")
        await program.pilot.pause()
        assert isinstance(program.app.screen, ReviewScreen)
        it = Reviewing(program, program.app.screen)
        await it.press("f", "o")
        assert (it.told, it.words) == ("0 of 2 judged", program.reader.sheet.text[:3])
        await it.press("enter", "x")
        assert [status for _, status, _ in it.judged()] == ["accepted", "rejected"]
        await it.press("u", "u", "b", "0", "enter")
        assert [status for _, status, _ in it.judged()] == ["accepted", "accepted"]
