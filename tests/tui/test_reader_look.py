"""The reader as a person sees it, at the usual sizes."""

from pathlib import Path

import pytest

from tests.tui.program import Program, opened
from tests.tui.seen import as_kept

SIZES = [(80, 24), (120, 40)]


async def kept(program: Program, what: str, size: tuple[int, int]) -> None:
    await as_kept(program.pilot, f"reader_{what}_{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_start(size: tuple[int, int], tmp_path: Path) -> None:
    async with opened(tmp_path, size=size) as program:
        await kept(program, "first", size)


@pytest.mark.parametrize("size", SIZES)
async def test_a_briefing_with_tags_and_a_note(size: tuple[int, int], tmp_path: Path) -> None:
    async with opened(tmp_path, size=size) as program:
        program.at("Nadia")
        await program.press("1", "asterisk")
        program.at("36 civilians")
        await program.press("3", "c")
        await program.type("who counted?")
        await program.press("enter", "s")
        await kept(program, "selecting", size)
        await program.press("2", "tab")
        await kept(program, "tagged", size)


@pytest.mark.parametrize("size", SIZES)
async def test_the_prompts(size: tuple[int, int], tmp_path: Path) -> None:
    async with opened(tmp_path, size=size) as program:
        program.at("36 civilians")
        for key, typed, what in (("t", "ca", "tag"), ("c", "who?", "note"), ("r", "o", "relabel"), ("f", "", "layers")):
            await program.press(key)
            await program.type(typed)
            await kept(program, what, size)
            await program.press("escape")


@pytest.mark.parametrize("size", SIZES)
async def test_help_and_palette(size: tuple[int, int], tmp_path: Path) -> None:
    async with opened(tmp_path, size=size) as program:
        await program.press("question_mark")
        await kept(program, "help", size)
        await program.press("escape", "ctrl+p")
        await program.type("mark")
        await kept(program, "palette", size)
