"""Every key that moves, steps from mark to mark, or selects."""

from pathlib import Path

import pytest

from annotations.model import Span
from tests.tui.panel.by_hand import TEXT
from tests.tui.program import opened

KESSLER = TEXT.index("Nadia")
SENTENCE = TEXT.index("The claim")


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (["l"], KESSLER + 1),
        (["right"], KESSLER + 1),
        (["l", "h"], KESSLER),
        (["l", "left"], KESSLER),
        (["w"], TEXT.index("Kessler")),
        (["w", "b"], KESSLER),
        (["e"], KESSLER + 4),
        (["right_parenthesis"], SENTENCE),
        (["right_parenthesis", "left_parenthesis"], KESSLER),
        (["right_curly_bracket"], TEXT.index('"We hit')),
        (["right_curly_bracket", "left_curly_bracket"], KESSLER),
        (["g"], 0),
        (["l", "l", "0"], KESSLER),
        (["l", "home"], KESSLER),
    ],
)
async def test_a_motion_goes_where_its_key_says(keys: list[str], place: int, tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("Nadia")
        await program.press(*keys)
        assert program.cursor == place


async def test_lines_ends_and_pages(tmp_path: Path) -> None:
    text = "\n\n".join(f"Paragraph number {n} has a few words in it." for n in range(100))
    async with opened(tmp_path, text=text, size=(100, 24)) as program:
        pane = program.reader.pane
        await program.press("j")
        one = program.cursor
        assert one > 0
        await program.press("k")
        assert program.cursor == 0
        await program.press("down")
        assert program.cursor == one
        await program.press("up", "dollar_sign")
        assert text[program.cursor] == "."
        await program.press("0", "end")
        assert text[program.cursor] == "."
        await program.press("G")
        assert program.cursor == len(text) - 1
        await program.press("g")
        assert program.cursor == 0
        halves: list[int] = []
        for down, up in (("ctrl+d", "ctrl+u"), ("space", "pageup"), ("pagedown", "backspace")):
            await program.press(down)
            halves.append(program.cursor)
            assert pane.top > 0
            await program.press(up)
            assert program.cursor == 0
        assert halves[0] < halves[1] == halves[2]


async def test_tab_goes_through_the_marks_of_the_layers_shown_and_says_when_there_are_no_more(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.press("g", "tab")
        assert program.reader.pane.mark_here() is not None
        first = program.cursor
        await program.press("tab")
        assert program.cursor > first
        await program.press("shift+tab")
        assert program.cursor == first
        await program.press("f", "n")
        assert "names" not in program.said
        await program.press("g", "tab")
        mark = program.reader.pane.mark_here()
        assert mark is not None
        assert mark.layer != "name"
        await program.press("f", "a", "f", "a", "tab")
        assert program.said == "no mark after this one, of the kinds shown"


async def test_a_selection_is_started_extended_grown_shrunk_and_left(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("Nadia")
        await program.press("v", "w")
        assert program.selection() == Span(KESSLER, KESSLER + len("Nadia"))
        assert program.mode() == "VISUAL"
        await program.press("escape")
        assert program.selection() is None
        assert program.mode() == "READ"
        await program.press("plus")
        word = program.selection()
        await program.press("plus")
        mark = program.selection()
        assert word is not None
        assert mark is not None
        assert mark.covers(word)
        await program.press("minus")
        assert program.selection() == word
        await program.press("v")
        assert program.selection() is None


async def test_a_sentence_is_selected_with_one_key(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("could not be")
        await program.press("s")
        assert program.reader.pane.selection == Span(SENTENCE, SENTENCE + len("The claim could not be verified."))


async def test_keys_that_cannot_act_say_why(tmp_path: Path) -> None:
    async with opened(tmp_path, text="\n\n   \n.\n", name="empty.txt") as program:
        for key, words in {
            "tab": "no marks in this text",
            "minus": "nothing is selected",
            "escape": "nothing to leave",
            "n": "nothing to look for yet",
            "apostrophe": "no place is set yet",
            "full_stop": "nothing to repeat yet",
            "enter": "no mark of the machine's here",
            "x": "no mark of the machine's here",
            "1": "nothing here to tag",
            "t": "nothing here to tag",
            "c": "nothing here to note",
            "r": "nothing here to relabel",
            "d": "no annotation of yours here",
            "asterisk": "tag this first",
            "y": "nothing here to copy",
            "u": "nothing is left to be undone",
            "ctrl+r": "nothing is left to be redone",
            "greater_than_sign": "this document is alone",
            "less_than_sign": "this document is alone",
            "Z": "Z does nothing here: ? shows what does",
            "f7": "F7 does nothing here: ? shows what does",
        }.items():
            await program.press(key)
            assert words in program.said, key


async def test_a_motion_that_leads_nowhere_says_so(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        for keys, side in (
            (("h", "k", "b", "(", "{", "g", "pageup", "ctrl+u"), "start of the article"),
            (("0",), "start of the line"),
        ):
            program.reader.pane.go(0)
            for key in keys:
                await program.press("k", key)
                assert program.said == f"this is the {side}", key
        await program.press("G")
        for key in ("l", "j", "w", "e", ")", "}", "G", "space", "ctrl+d"):
            await program.press(key)
            assert program.said == "this is the end of the article", key
        await program.press("$")
        assert program.said == "this is the end of the line"
        await program.press("h")
        assert program.said == ""
