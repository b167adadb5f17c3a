"""Help and the palette: what works where one is, and every command by its name."""

from pathlib import Path

from textual.widgets import OptionList, Static

from tests.tui.program import Program, opened
from tui.commands import commands_of
from tui.palette import by_name, offers
from tui.prompts.line import LinePrompt
from tui.screens.help import HelpScreen
from tui.screens.reader import ReaderScreen
from tui.settings import Settings


def page(program: Program) -> str:
    assert isinstance(program.app.screen, HelpScreen)
    return str(program.app.screen.query_one(Static).render())


async def test_help_lists_what_works_in_the_article_with_the_code_books_tags(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.press("question_mark")
        shown = page(program)
        for command in commands_of("reader", "everywhere"):
            assert command.help in " ".join(shown.split()) or command.id.startswith("tag-"), command.id
        assert "Tag: casualty; again takes it off." in shown
        assert "Show only this speaker" not in shown
        groups = [line for line in shown.splitlines() if line and not line.startswith(" ")][1:]
        assert groups[:4] == ["Marks", "Annotate", "Select", "Move"]
        await program.press("j", "space", "G", "g", "q")
        assert program.over(ReaderScreen)


async def test_help_in_the_panel_lists_the_panels_keys_first_taken(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.press("P", "question_mark")
        shown = page(program)
        assert "Show only this speaker" in shown
        assert "Go to the next item." in shown
        assert "Read on at the item's evidence." in shown
        assert "unverified: nobody could check it" in " ".join(shown.split())
        assert "≠" in shown
        assert "Go one line down." not in shown
        assert "Tag: casualty; again takes it off." in shown


async def test_help_names_commands_without_a_key_and_folds_those_that_differ_only_in_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.press("question_mark")
        [line] = [line for line in page(program).splitlines() if "lines of the article longer" in line]
        assert line.strip().startswith("Wider lines  ")
        await program.press("escape", "T", "question_mark")
        folded = [line.split() for line in page(program).splitlines() if "Put the tag on" in line]
        assert [line[:4] for line in folded] == [["1", "…", "9", "Put"]]


async def test_help_of_library_and_code_book_says_what_their_numbers_count(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.press("T", "question_mark")
        assert "How many have it or a tag inside it; each counts once." in page(program)
        groups = [line for line in page(program).splitlines() if line and not line.startswith(" ")][1:]
        assert groups[0] == "Code book"
        assert groups.index("Move") > groups.index("View")
        await program.press("escape", "escape", "L", "question_mark")
        assert "How many passages were tagged, noted or kept" in page(program)


async def test_help_shows_the_users_own_keys(tmp_path: Path) -> None:
    async with opened(tmp_path, settings=Settings(keymap={"mark-next": ("ctrl+n",)})) as program:
        await program.press("f1")
        [line] = [line for line in page(program).splitlines() if "next mark of the kinds" in line]
        assert line.split()[0] == "Ctrl+n"


async def test_the_palette_has_every_command_of_the_reader_and_does_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        complete = by_name(offers(program.reader, {}))
        titles = [c.title for c in commands_of("reader", "everywhere")]
        assert sorted(choice.answer for choice in complete("")) == sorted(titles)
        assert [choice.answer for choice in complete("")][:5] == ["Tag by name", "Note", "Keep", "Find", "Export"]
        assert {"Light theme", "Library", "Help"} <= {choice.answer for choice in complete("")[:10]}
        assert next(choice.answer for choice in complete("next mark")) == "Next mark"
        await program.press("g", "ctrl+p")
        assert program.over(LinePrompt)
        await program.type("next mark")
        await program.press("enter")
        assert program.reader.pane.mark_here() is not None
        assert program.cursor > 0


async def test_the_palette_finds_commands_by_what_they_do(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.press("ctrl+p")
        await program.type("yesterday")
        options = program.app.screen.query_one(OptionList)
        assert options.option_count == 1
        await program.press("escape")
        assert program.over(ReaderScreen)


async def test_the_palette_in_the_panel_offers_the_panels_commands(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.press("P", "ctrl+p")
        await program.type("other order")
        await program.press("enter")
        assert program.reader.side.panel is not None
        assert program.reader.side.panel.order == "by text"
