"""Words can be read in both themes: what is on the screen has the contrast that WCAG 2 (1.4.3) asks of text."""

from pathlib import Path

import pytest
from textual.color import Color

from tests.tui.panel.by_hand import TEXT
from tests.tui.program import Program, opened
from tui.colours import contrast
from tui.settings import Settings, ThemeName


def unreadable(program: Program) -> list[tuple[str, str, str, float]]:
    """Return the words on the screen whose contrast is too low, with their colours; drawn lines are no words."""
    found = []
    for strip in program.app.screen._compositor.render_strips():
        for words, style, _ in strip:
            if style is None or style.color is None or style.bgcolor is None or not any(map(str.isalnum, words)):
                continue
            ink, ground = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
            if contrast(ink, ground) < 4.5:
                found.append((words, ink.hex, ground.hex, contrast(ink, ground)))
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_marks_tags_selections_and_hits_can_be_read_under_one_another(theme: ThemeName, tmp_path: Path) -> None:
    async with opened(tmp_path, text=TEXT, settings=Settings(theme=theme)) as program:
        assert unreadable(program) == []
        program.at("36 civilians")
        for key in ("3", "tab", "1", "tab", "2", "tab", "4", "tab", "5", "tab", "6", "tab", "7", "s", "8", "s"):
            await program.press(key)
            assert unreadable(program) == [], key
        await program.press("escape", "slash")
        await program.type("the")
        await program.press("enter")
        assert unreadable(program) == []
        program.app.say("a failure", alarm=True)
        await program.settle()
        assert unreadable(program) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_prompts_panel_and_lists_can_be_read(theme: ThemeName, tmp_path: Path) -> None:
    async with opened(tmp_path, settings=Settings(theme=theme)) as program:
        program.at("36 civilians")
        await program.press("3")
        for key in ("t", "c", "r", "f", "ctrl+p", "slash", "m"):
            await program.press(key)
            assert unreadable(program) == [], key
            await program.press("escape")
        for _ in range(5):
            await program.press("right_square_bracket", "P", "j")
            assert unreadable(program) == []
            await program.press("escape")
        for key in ("T", "L"):
            await program.press(key, "j")
            assert unreadable(program) == [], key
            await program.press("q")
