"""Searching, places by letter, layers, opening by path: the keys that ask first."""

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList, Static

from tests.tui.panel.by_hand import TEXT
from tests.tui.program import opened
from tests.tui.seen import seen as screen
from tui.prompts.line import Choice, LinePrompt, among
from tui.prompts.paths import paths
from tui.screens.reader import ReaderScreen
from tui.settings import load as load_settings


async def test_search_shows_hits_as_typed_and_goes_from_one_to_the_next(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        first, second = TEXT.index("Wednesday"), TEXT.rindex("Wednesday")
        await program.press("slash")
        await program.type("wedn")
        assert program.cursor == first
        await program.press("enter")
        assert program.reader.status.under.startswith("“wedn”: 1 of 2  ▏")
        assert program.mode() == "FIND"
        await program.press("n")
        assert program.cursor == second
        assert program.reader.status.under.startswith("“wedn”: 2 of 2")
        await program.press("n")
        assert program.cursor == first
        await program.press("N")
        assert program.cursor == second
        await program.press("escape")
        assert program.mode() == "READ"
        await program.press("n")
        assert program.cursor == first


async def test_the_mark_that_a_search_has_found_is_the_next(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.press("slash")
        await program.type("Ivo")
        await program.press("enter")
        found = program.cursor
        assert "Tab its mark" in program.reader.status.hint
        await program.press("tab")
        assert program.cursor == found
        assert program.reader.status.hint.startswith("Enter keep")
        await program.press("enter")
        assert program.own[0].selector.exact == "Ivo Boro"


async def test_a_search_that_is_left_comes_back_to_where_it_began(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("Health")
        before = program.cursor
        await program.press("slash")
        await program.type("Wednesday")
        assert program.cursor != before
        await program.press("escape")
        assert program.cursor == before
        assert program.mode() == "READ"


async def test_words_that_are_nowhere_are_told(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.press("slash")
        await program.type("zebra")
        await program.press("enter")
        assert program.said == "“zebra” is nowhere in the article"


async def test_places_are_set_and_gone_to_by_letter_and_come_back_at_the_next_opening(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("Health")
        place = program.cursor
        await program.press("m", "a", "g", "apostrophe", "a")
        assert program.cursor == place
        await program.press("m", "escape")
        await program.press("g", "apostrophe", "z")
        assert program.cursor == 0
        await program.press("escape")
        assert program.reader.finding.letters == {"a": place}
        await program.press("q")
    async with opened(tmp_path) as program:
        await program.press("g", "apostrophe", "a")
        assert program.cursor == place


async def test_the_kinds_of_mark_shown_are_chosen_by_letter(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        before = program.reader.pane.layers_shown
        await program.press("f", "q")
        assert program.reader.pane.layers_shown == before - {"quote"}
        await program.press("f", "e")
        assert "events" in program.said
        assert "quotations" not in program.said
        await program.press("f", "escape")
        assert program.reader.pane.layers_shown == before - {"quote"} | {"event"}


async def test_the_measure_is_changed_from_the_palette_and_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    async with opened(tmp_path, size=(160, 40)) as program:
        before = program.reader.pane.measure
        await program.press("ctrl+p")
        await program.type("wider")
        await program.press("enter")
        assert program.reader.pane.measure == before + 4
        await program.press("ctrl+p")
        await program.type("narrower")
        await program.press("enter")
        assert program.reader.pane.measure == before
    assert load_settings(tmp_path / "config" / "briefreader" / "settings.toml").measure == before


async def test_a_path_is_completed_with_tab_and_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "second report.txt").write_text("The second report\n\nIt says little.\n")
    monkeypatch.chdir(tmp_path)
    async with opened(tmp_path) as program:
        await program.press("o")
        await program.type("rep")
        await program.press("tab")
        assert program.app.screen.query_one(Input).value == "reports/"
        await program.press("tab")
        assert program.app.screen.query_one(Input).value == "reports/second report.txt"
        await program.press("enter")
        await program.until(lambda: program.reader.sheet.text.startswith("The second report"))
        await program.ready()
        assert program.reader.sheet.document.source.endswith("second report.txt")


async def test_a_path_that_leads_nowhere_stays_in_the_line_to_be_mended(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.press("o")
        await program.type("no/such.txt")
        await program.press("enter")
        assert program.app.screen.query_one(Input).value == "no/such.txt"
        assert "no/such.txt: there is no such file or folder" in screen(program.app)


async def test_a_file_that_cannot_be_read_is_told_and_the_document_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    async with opened(tmp_path) as program:
        await program.press("o")
        await program.type("broken.pdf")
        await program.press("enter")
        await program.until(lambda: program.reader.status.alarm)
        assert "broken.pdf" in program.said
        assert program.reader.sheet.text == TEXT


async def test_a_tag_without_a_name_is_asked_for_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("36 civilians")
        await program.press("t")
        await program.type("/")
        await program.press("enter")
        assert "a tag needs a name" in screen(program.app)
        await program.press("escape")
        assert program.stored() == []


def test_paths_offer_folders_first_hide_what_is_hidden_and_what_a_terminal_would_obey(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "evil\x1b[2J.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / "zone").mkdir()
    typed = f"{tmp_path}/"
    assert [c.answer for c in paths(typed)] == [f"{typed}zone/", f"{typed}a.txt", f"{typed}b.txt"]
    assert [c.answer for c in paths(f"{typed}.")] == [f"{typed}.hidden"]
    assert paths("https://example.org/a") == []
    assert paths("/nowhere/at/all") == []


async def test_a_completion_that_is_cut_is_shown_whole_while_it_is_lit(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(80, 24)) as program:
        program.at("36 civilians")
        await program.press("t")
        await program.type("humanitarian consequences of the shelling/people in emergency shelters of the town")
        await program.press("enter", "t")
        await program.type("humanitarian")
        assert "of the town" not in screen(program.app)
        await program.press("down")
        assert "of the shelling/people in emergency shelters of\n   the town\n" in screen(program.app)
        await program.press("up")
        assert "   the town\n" not in screen(program.app)
        await program.press("escape")


def test_completions_that_begin_with_what_is_typed_come_first() -> None:
    complete = among([Choice("place"), Choice("Casualty"), Choice("displaced")])
    assert [c.answer for c in complete("pla")] == ["place", "displaced"]
    assert [c.answer for c in complete("CAS")] == ["Casualty"]
    assert len(complete("")) == 3


async def test_only_a_label_of_the_list_is_taken(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("Health Office")
        await program.press("r")
        await program.type("zzz")
        await program.press("enter")
        assert isinstance(program.app.screen, LinePrompt)
        assert not program.app.screen.query_one(OptionList).display
        assert "nothing here fits" in str(program.app.screen.query_one(".help", Static).render())
        await program.press("escape")
        assert program.stored() == []


async def test_enter_on_nothing_opens_nothing_and_a_completion_is_chosen_with_the_arrows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The other text.")
    async with opened(tmp_path) as program:
        await program.press("o", "enter")
        assert program.over(ReaderScreen)
        assert program.reader.sheet.text == TEXT
        await program.press("o", "down", "enter")
        await program.until(lambda: program.reader.sheet.text == "The other text.")


async def test_a_key_that_is_no_answer_is_told(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.press("f", "z")
        assert "z is none of these" in str(program.app.screen.query_one(".help", Static).render())
        await program.press("escape")
        assert program.over(ReaderScreen)


async def test_labels_are_offered_in_plain_words_and_found_by_them(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("Orsk", 2)
        await program.press("r")
        options = program.app.screen.query_one(OptionList)
        told = [str(options.get_option_at_index(place).prompt) for place in range(options.option_count)]
        assert "mountain, river or region" in told[0]
        assert any("people, faith or party" in each for each in told)
        assert "city" in told[-1]
        await program.type("river")
        assert options.option_count == 1
        await program.press("enter")
        assert program.own[0].label == "LOC"


async def test_the_completion_that_enter_takes_has_a_sign_before_it_without_colour(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("36 civilians")
        await program.press("t")
        lit = [line for line in screen(program.app).splitlines() if line.startswith(" ▌ ")]
        assert len(lit) == 1
        assert "actor" in lit[0]
        await program.press("down", "down", "up")
        await program.pilot.pause()
        lit = [line for line in screen(program.app).splitlines() if line.startswith(" ▌ ")]
        assert len(lit) == 1
        assert "claim" in lit[0]
        await program.press("enter")
        assert program.tags(program.own[0]) == ["claim"]
