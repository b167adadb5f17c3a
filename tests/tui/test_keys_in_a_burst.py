"""Keys that arrive all at once do what they do one by one: none is lost, and none takes a screen too many away."""

import os
from pathlib import Path

import pytest

from tests.tui.program import opened
from tests.tui.seen import seen
from tests.tui.shell import LEFT, Shell, terminal
from tui.prompts.line import LinePrompt
from tui.screens.codebook import CodeBookScreen
from tui.screens.library import LibraryScreen
from tui.screens.names import NamesScreen
from tui.screens.reader import ReaderScreen

BURSTS = [
    ("F", "8", "enter"),
    ("F", "5", "5"),
    ("f", "n", "n"),
    ("r", "enter", "enter"),
    ("r", "escape", "escape"),
    ("M", "enter", "enter"),
    ("question_mark", "q", "g"),
    ("c", "a", "enter", "enter"),
    ("m", "a", "b"),
    ("slash", "o", "enter", "enter"),
    ("o", "escape", "escape"),
    ("E", "escape", "escape"),
    ("E", "enter", "enter", "y", "j"),
    ("ctrl+p", "w", "enter", "enter"),
    ("T", "q", "g"),
    ("T", "r", "escape", "escape", "j"),
    ("K", "q", "g"),
    ("K", "a", "escape", "escape", "j"),
    ("L", "escape", "escape"),
    ("L", "f", "escape", "escape", "j"),
]


async def _left_by(folder: Path, keys: tuple[str, ...], *, at_once: bool) -> tuple[object, ...]:
    """Return what the keys have done: the article as it is shown, where the cursor is, and what is kept."""
    folder.mkdir()
    async with opened(folder) as program:
        program.at("Orsk", 2)
        await (program.burst(*keys) if at_once else program.press(*keys))
        await program.until(lambda: program.over(ReaderScreen))
        await program.settle()
        assert len(program.app.screen_stack) == 2
        article = seen(program.app).splitlines()[:-2]
        kept = [(a.selector.exact, a.label, a.note, program.tags(a)) for a in program.stored()]
        return article, program.cursor, program.reader.sheet.floor, program.reader.finding.letters, kept


@pytest.mark.parametrize("keys", BURSTS, ids=" ".join)
async def test_a_burst_does_what_its_keys_do_one_by_one(
    keys: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    slowly = await _left_by(tmp_path / "slowly", keys, at_once=False)
    assert await _left_by(tmp_path / "at-once", keys, at_once=True) == slowly


async def test_letters_typed_at_once_with_the_key_that_asks_are_all_in_the_line(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("36 civilians")
        await program.burst("t", *"quayside", "enter")
        assert program.tags(program.own[0]) == ["quayside"]


@pytest.mark.parametrize(
    ("keys", "screen"), [("TjjJ", CodeBookScreen), ("LjjJ", LibraryScreen), ("KjjJ", NamesScreen), ("tab", LinePrompt)]
)
async def test_a_key_behind_the_one_that_opens_a_screen_is_that_screens(
    keys: str, screen: type[object], tmp_path: Path
) -> None:
    async with opened(tmp_path) as program:
        program.at("36 civilians")
        await program.burst(*keys)
        assert program.over(screen)


async def test_a_screen_that_has_answered_takes_no_other_away(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.press("r")
        prompt = program.app.screen
        assert isinstance(prompt, LinePrompt)
        prompt.dismiss(None)
        prompt.dismiss(None)
        await program.settle()
        assert program.over(ReaderScreen)


def test_a_terminal_that_has_two_keys_at_once_leaves_the_text_on_the_screen(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    (tmp_path / "a.txt").write_text("Anna Berg met Carl Holm in Oslo on Monday.\n")
    with terminal(shell, "a.txt") as screen:
        screen.marks()
        os.write(screen.descriptor, b"F")
        screen.read(lambda written: b"certainty" in written)
        os.write(screen.descriptor, b"8\r")
        screen.read(lambda written: b"0.80" in written, quiet=3)
        assert LEFT.encode() in screen.leave()
