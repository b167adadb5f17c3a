"""What the next key acts on: it is named first, stepped through where marks begin together, never met by chance."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from annotations.model import Document, Reading
from tests.tui.panel.by_hand import TEXT
from tests.tui.program import Program, opened
from tests.tui.seen import seen

NESTED = "Karvel will not pay for the bridge, the mayor said.\n"
NAME = {"start": 0, "end": 6, "text": "Karvel"}
QUOTE = {"start": 0, "end": 34, "text": NESTED[:34]}


def nested() -> Reading:
    """Return a reading in which a name and a quotation begin together."""
    raw: dict[str, Any] = {
        "id": "r2",
        "document": msgspec.to_builtins(Document.of(NESTED, title="Karvel", source="karvel.txt")),
        "entities": [{"id": "e1", "label": "ORG", "name": "Karvel", "mentions": [NAME]}],
        "quotes": [{"id": "q1", "kind": "indirect", **QUOTE, "stance": "stated"}],
    }
    return msgspec.convert(raw, Reading)


def under(program: Program) -> str:
    return program.reader.status.under


def row(program: Program) -> str:
    return seen(program.app).splitlines()[-1]


def quoted(program: Program) -> list[str]:
    return [annotation.selector.exact for annotation in program.stored()]


async def test_of_marks_that_begin_together_the_shortest_comes_first_and_the_status_says_which_it_is(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, text=NESTED, name="karvel.txt", reading=nested()) as program:
        assert under(program).startswith("Karvel (1 of 2 marks here) · organisation · named once  ▏reported words")
        await program.press("5")
        assert quoted(program) == ["Karvel"]
        await program.press("l", "h")
        assert under(program).startswith("◆ place (1 of 2 marks here) on “Karvel”")
        await program.press("tab")
        assert under(program).startswith("reported words (2 of 2 marks here)")
        await program.press("2")
        assert quoted(program) == [NESTED[:34], "Karvel"]
        await program.press("shift+tab")
        assert under(program).startswith("◆ place (1 of 2")


async def test_keys_after_the_first_go_on_acting_on_the_longer_mark(tmp_path: Path) -> None:
    async with opened(tmp_path, text=NESTED, name="karvel.txt", reading=nested()) as program:
        await program.press("5", "tab", "2", "3")
        assert [program.tags(a) for a in program.stored()] == [["claim", "casualty"], ["place"]]
        assert "2 claim off  3 casualty off" in row(program)
        await program.press("3")
        assert [program.tags(a) for a in program.stored()] == [["claim"], ["place"]]
        await program.press("d")
        assert quoted(program) == ["Karvel"]


async def test_after_a_selection_is_tagged_further_keys_act_on_the_same_words(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("shelling on")
        await program.press("v", "w", "w", "w", "w", "w", "2")
        assert quoted(program) == ["shelling on Wednesday killed 36"]
        await program.press("3")
        assert [program.tags(a) for a in program.stored()] == [["claim", "casualty"]]


async def test_a_selection_and_a_word_are_named_as_the_target(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("displaced")
        await program.settle()
        assert under(program) == "word “displaced”"
        await program.press("v", "w", "w")
        assert under(program) == "selection “displaced in”"
        await program.press("enter")
        assert program.stored() == []
        assert "only a mark is kept" in program.said


# From the panel into the text


async def test_enter_in_the_panels_filter_goes_to_its_list_and_enter_there_into_the_text(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.reader.side.restore("names", wanted=True)
        await program.press("P", "slash", *"boro", "enter")
        assert program.reader.side.has_keys
        await program.press("enter")
        assert program.app.focused is program.reader.pane
        assert program.cursor == TEXT.index("Ivo Boro")


async def test_enter_after_a_jump_keeps_nothing_until_another_key_was_pressed(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.reader.side.restore("names", wanted=True)
        await program.press("P", "slash", *"boro", *["enter"] * 6)
        assert program.stored() == []
        assert program.cursor == TEXT.index("Ivo Boro")
        assert program.said == "Enter has kept nothing: Esc or a motion first, then Enter"
        assert row(program).startswith(" Esc, then Enter keep  x wrong")
        await program.press("escape")
        assert row(program).startswith(" Enter keep  x wrong")
        await program.press("enter")
        assert quoted(program) == ["Ivo Boro"]


async def test_a_motion_after_a_jump_lets_enter_keep(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.reader.side.restore("names", wanted=True)
        await program.press("P", "slash", *"boro", "enter", "enter", "l", "enter")
        assert quoted(program) == ["Ivo Boro"]


async def test_a_jump_makes_the_evidence_the_target(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.reader.side.restore("quotes", wanted=True)
        await program.press("P", "g", "enter")
        assert under(program).startswith("reported words")
        await program.press("2")
        assert quoted(program) == ["the shelling on Wednesday killed 36 civilians, with five children among the dead"]


# Searching


@pytest.mark.parametrize(
    ("size", "offers"),
    [((120, 40), "N hit before  c note  s sentence  Esc leave"), ((80, 24), "N hit before  c note  Esc leave")],
)
async def test_while_a_search_is_under_way_the_row_shows_its_keys_and_enter_goes_to_the_next_hit(
    tmp_path: Path, size: tuple[int, int], offers: str
) -> None:
    async with opened(tmp_path, size=size) as program:
        await program.press("slash", *"Orsk", "enter")
        assert under(program).startswith("“Orsk”: 1 of 3  ▏Orsk · country, city or state")
        assert row(program) == f" Enter n next hit  Tab its mark  1…9 tag it  {offers}"
        await program.press("enter")
        assert under(program).startswith("“Orsk”: 2 of 3")
        await program.press("enter", "enter", "N")
        assert under(program).startswith("“Orsk”: 3 of 3")
        assert program.stored() == []
        await program.press("escape")
        assert under(program).startswith("Orsk · country, city or state")
        assert row(program).startswith(" Enter keep")


async def test_a_search_begun_on_a_hit_of_other_case_begins_with_that_one(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("Orsk")
        await program.press("slash", *"orsk", "enter")
        assert under(program).startswith("“orsk”: 1 of 3")


async def test_enter_keeps_nothing_when_the_words_are_nowhere(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("Nadia")
        await program.press("slash", *"zebra", "enter", "enter")
        assert program.stored() == []
        assert program.said == "“zebra” is nowhere in the article"


async def test_in_the_panel_an_act_is_on_the_item_and_not_on_what_was_under_the_cursor(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("36 civilians")
        program.reader.side.restore("names", wanted=True)
        await program.press("P", "slash", *"boro", "enter", "1")
        [annotation] = program.stored()
        assert annotation.selector.exact == "Ivo Boro"


async def test_the_key_of_the_next_tab_brings_a_hidden_panel_back_with_the_next_tab(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.press("p", "right_square_bracket")
        assert program.reader.side.open
        assert program.reader.side.tab == "quotes"
