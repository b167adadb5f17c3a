"""What the reader judges or tells of names is known at once, here and in the next document; undo takes it back."""

from pathlib import Path

import pytest
from textual.widgets import Input

from annotations.store import open_store
from tests.tui.program import Program, opened
from tests.tui.seen import seen
from tui.prompts.line import LinePrompt
from tui.reader.extraction import APART
from tui.settings import load

TEXT = """Ferry stuck at Tarn Hollow

The quiet water is a ferry. On Monday the quiet water left Tarn Hollow with 36 passengers.
"It will be back on Thursday," said Maria Brask of Jordan. Nobody in Jordan had seen the quiet water.
"""


def names(program: Program) -> list[tuple[str, str, str]]:
    """Return the machine's names that are on the screen: words, label, rule."""
    text = program.reader.sheet.text
    return [(text[m.start : m.end], m.label, m.rule) for m in program.reader.sheet.marks if m.layer == "name"]


def words(program: Program, label: str) -> list[str]:
    return [name for name, of, _ in names(program) if of == label]


async def answer(program: Program, typed: str) -> None:
    program.app.screen.query_one(Input).value = typed
    await program.pilot.pause()
    await program.press("enter")


async def remember(program: Program, what: str, label: str) -> None:
    """Select `what` and have it remembered."""
    program.at(what)
    await program.press("v", *["l"] * (len(what) - 1), "R")
    assert program.over(LinePrompt)
    await answer(program, label)


async def test_a_name_that_is_remembered_is_marked_everywhere_at_once_and_undo_takes_it_back(tmp_path: Path) -> None:
    async with opened(tmp_path, text=TEXT) as program:
        assert words(program, "VEHICLE") == []
        await remember(program, "quiet water", "VEHICLE")
        assert program.said == "VEHICLE “quiet water” remembered"
        cursor = program.cursor
        assert names(program).count(("quiet water", "VEHICLE", "remembered")) == 3
        assert program.stored() == [], "it is no annotation"
        await program.press("u")
        assert words(program, "VEHICLE") == []
        assert program.said.startswith("undone: VEHICLE “quiet water” remembered")
        await program.press("ctrl+r")
        assert words(program, "VEHICLE") == ["quiet water"] * 3
        assert program.cursor == cursor, "the cursor stays where it is"


async def test_what_one_document_taught_is_known_as_the_next_is_opened(tmp_path: Path) -> None:
    async with opened(tmp_path, text=TEXT) as program:
        await remember(program, "quiet water", "VEHICLE")
    other = "Crews had searched since dawn on Monday, they said, and the quiet water was found at noon.\n"
    async with opened(tmp_path, text=other, name="other.txt") as program:
        assert words(program, "VEHICLE") == ["quiet water"]
        await program.press("u")
        assert words(program, "VEHICLE") == [], "it can be taken back from every document"
    async with opened(tmp_path, text=TEXT) as program:
        assert words(program, "VEHICLE") == [], "no reading is kept that knew more"


async def test_a_rejected_name_is_gone_wherever_it_stands_until_that_is_undone(tmp_path: Path) -> None:
    async with opened(tmp_path, text=TEXT) as program:
        assert words(program, "GPE").count("Jordan") == 2
        program.at("Jordan", 2)
        cursor = program.cursor
        await program.press("x")
        assert "Jordan" not in words(program, "GPE")
        assert program.cursor == cursor
        assert [a.status for a in program.stored()] == ["rejected"]
        await program.press("u")
        assert words(program, "GPE").count("Jordan") == 2
        assert program.stored() == []


async def test_a_rejected_date_teaches_only_its_place(tmp_path: Path) -> None:
    text = "On Monday it rained. On Monday it snowed.\n"
    async with opened(tmp_path, text=text) as program:
        program.at("Monday")
        await program.press("x")
        dates = [m for m in program.reader.sheet.marks if m.layer == "date"]
        assert [m.start for m in dates] == [text.rindex("Monday")]


async def test_a_relabelled_name_has_its_new_label_wherever_it_stands(tmp_path: Path) -> None:
    async with opened(tmp_path, text=TEXT) as program:
        program.at("Jordan")
        await program.press("r")
        await answer(program, "PERSON")
        assert [n for n in names(program) if n[0] == "Jordan"] == [("Jordan", "PERSON", "accepted")]
        await program.press("u")
        assert words(program, "GPE").count("Jordan") == 2


async def test_an_accepted_name_is_sure_wherever_else_it_stands(tmp_path: Path) -> None:
    async with opened(tmp_path, text=TEXT) as program:
        program.at("Jordan")
        await program.press("enter")
        (mark,) = [m for m in program.reader.sheet.marks if m.layer == "name" and m.rule == "accepted"]
        assert (mark.start, mark.label, mark.certainty) == (TEXT.rindex("Jordan"), "GPE", 1.0)


async def test_many_judgements_pressed_fast_are_all_learned(tmp_path: Path) -> None:
    async with opened(tmp_path, text=TEXT) as program:
        await program.press("g", "tab", *["enter"] * 12)
        with open_store(program.app.desk.path) as store:
            learned = store.names.learned(program.reader.sheet.id)
        known = {name.text for held in learned.names.values() for name in held}
        assert "Jordan" in known
        assert {name for name, _, rule in names(program) if name in known} == {
            name for name, _, rule in names(program) if rule == "accepted"
        }


async def test_the_own_list_of_names_counts_and_what_is_wrong_in_it_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "briefreader"
    folder.mkdir(parents=True)
    (folder / "names.txt").write_text("quiet water = VEHICLE\n", encoding="utf-8")
    async with opened(tmp_path, text=TEXT) as program:
        assert names(program).count(("quiet water", "VEHICLE", "own list")) == 3
    (folder / "names.txt").write_text("quiet water = BOAT\n", encoding="utf-8")
    async with opened(tmp_path, text=TEXT) as program:
        assert "names.txt:1: no label has this name" in program.said
        assert words(program, "GPE"), "the text is read all the same"


async def test_a_long_text_is_read_again_too(tmp_path: Path) -> None:
    text = TEXT + "Nobody had seen it.\n\n" * (APART // 20)
    async with opened(tmp_path, text=text, name="long.txt") as program:
        await remember(program, "quiet water", "VEHICLE")
        assert words(program, "VEHICLE") == ["quiet water"] * 3


async def test_nothing_to_remember_is_said(tmp_path: Path) -> None:
    async with opened(tmp_path, text="…\n") as program:
        await program.press("R")
        assert program.said == "nothing here to remember: put the cursor on a word"


# the day of publication


async def test_relative_dates_follow_the_day_that_the_reader_gives(tmp_path: Path) -> None:
    def thursday(program: Program) -> str:
        sheet = program.reader.sheet
        return next(d.value for d in sheet.dates.values() if d.text == "Thursday")

    async with opened(tmp_path, text=TEXT) as program:
        before = thursday(program)
        await program.press("ctrl+p")
        await answer(program, "day of publication")
        await answer(program, "2015-10-01")
        assert program.said == "published 2015-10-01"
        assert thursday(program).startswith("2015-10-0")
        await program.press("u")
        assert thursday(program) == before
        await program.press("ctrl+r")
    async with opened(tmp_path, text=TEXT) as program:
        assert thursday(program).startswith("2015-10-0"), "it is kept"
        assert program.reader.sheet.document.published == "2015-10-01"


async def test_what_is_no_day_stays_in_the_line_to_be_mended(tmp_path: Path) -> None:
    async with opened(tmp_path, text=TEXT) as program:
        program.reader.action_command("published")
        await program.pilot.pause()
        await answer(program, "yesterday")
        assert "“yesterday” is no day like 2026-01-31" in seen(program.app)
        assert program.app.screen.query_one(Input).value == "yesterday"
        await program.press("backspace")
        assert "is no day" not in seen(program.app)
        await answer(program, "2015-10-01")
        assert program.reader.sheet.document.published == "2015-10-01"


async def test_no_day_where_none_was_known_changes_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path, text=TEXT) as program:
        program.reader.action_command("published")
        await program.pilot.pause()
        await answer(program, "")
        assert "no day of publication was known" in program.said
        assert program.reader.sheet.document.published is None


# why a mark, and how sure


def flat(program: Program) -> str:
    """Return what is on the screen without line breaks."""
    return " ".join(seen(program.app).split())


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_why_the_mark_under_the_cursor_is_there_is_said_whole_until_the_next_key(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, text=TEXT, size=size) as program:
        program.at("Monday")
        for _ in range(2):
            await program.press("i")
            assert "“Monday” is marked as day, month or year: words that tell a time: weekday · certainty 0.9" in flat(
                program
            )
            assert program.reader.status.hint[:12] in seen(program.app), "the keys are not covered"
        await program.press("l")
        assert "certainty" not in flat(program)
        program.at("Nobody")
        await program.press("i")
        assert program.said == "no mark of the machine’s here"
        program.at("Jordan")
        await program.press("enter")
        program.at("Jordan")
        await program.press("i")
        assert "you have accepted this name" in flat(program)
        assert "certainty 1.00" in flat(program)


async def test_in_the_panel_the_item_s_own_evidence_is_explained(tmp_path: Path) -> None:
    async with opened(tmp_path, text=TEXT) as program:
        panel = program.reader.side.panel
        assert panel is not None
        panel.tab = "names"
        program.at("Jordan")
        await program.press("P", "g", "j", "i")
        assert "“Maria Brask” is marked as person: " in flat(program)


async def test_of_an_annotation_all_is_told_however_little_of_it_has_room(tmp_path: Path) -> None:
    async with opened(tmp_path, text=TEXT, size=(80, 24)) as program:
        program.at("Jordan")
        await program.press("t")
        await program.type("humanitarian consequences/people in emergency shelters of the town")
        await program.press("enter", "c")
        await program.type("two sources differ " * 12)
        await program.press("enter")
        program.at("Jordan")
        await program.press("P")
        program.reader.side.turn(4)
        await program.pilot.pause()
        assert "■ …/people in emergency shelters of… · two sources differ two" in seen(program.app)
        assert "i tells all of it" in seen(program.app)
        for _ in range(2):
            await program.press("i")
            assert (
                "two sources differ " * 11 + "two sources differ “Jordan” humanitarian consequences/people in "
                in flat(program)
            )
            assert "certainty" in flat(program)
            await program.press("escape")
            program.at("Jordan")


async def test_a_floor_leaves_out_what_is_less_sure_and_is_remembered(tmp_path: Path) -> None:
    async with opened(tmp_path, text=TEXT) as program:
        sheet = program.reader.sheet
        everything = sheet.marks
        assert any(m.certainty < 0.9 for m in everything)
        await program.press("F", "9")
        assert sheet.marks == tuple(m for m in everything if m.certainty >= 0.9)
        assert program.said == "marks of certainty 0.90 and more, remembered"
        assert program.reader.status.place.startswith("from 0.90 on")
        assert load().floor == 0.9
    async with opened(tmp_path, text=TEXT, settings=load()) as program:
        assert all(m.certainty >= 0.9 for m in program.reader.sheet.marks)
        await program.press("F", "0")
        assert program.reader.sheet.marks == everything
        assert load().floor == 0


async def test_a_floor_that_is_left_alone_changes_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path, text=TEXT) as program:
        before = program.reader.sheet.marks
        await program.press("F", "escape")
        assert program.reader.sheet.marks == before
        assert load().floor == 0
