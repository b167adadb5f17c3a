"""The status line and the panel beside the article: what they say of the place where one is."""

from pathlib import Path

import pytest

from tests.tui.panel.by_hand import TEXT
from tests.tui.program import opened
from tests.tui.seen import seen as screen
from tui.panel.panel import Panel

SHELLING = "reported words · Nadia Kessler · unverified · “the shelling on Wednesd…”"


def seen(panel: Panel) -> bool:
    return bool(panel.display)


def tab(panel: Panel) -> str:
    return panel.tab


@pytest.mark.parametrize(
    ("words", "occurrence", "told"),
    [
        ("Nadia", 1, "Nadia Kessler · person · head of the Relief Council · named 3 times"),
        ("Ivo", 1, "Ivo Boro · person · General · named once"),
        ("We hit", 1, "direct quotation · Ivo Boro · stated · “We hit no town,”"),
        ("March 2011", 1, "date: March 2011"),
        ("4,000", 1, "figure: about 4,000 people"),
        (
            "36 civilians",
            1,
            f"figure: 36 civilians (1 of 2 marks here) · says Nadia Kessler  ▏{SHELLING}",
        ),
        ("displaced", 1, "word “displaced”"),
        (" displaced", 1, ""),
    ],
)
async def test_what_is_under_the_cursor_is_told(words: str, occurrence: int, told: str, tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at(words, occurrence)
        await program.settle()
        assert program.reader.status.under == told


async def test_an_annotation_is_told_with_tags_and_note_before_the_mark_it_was_made_from(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("Nadia")
        await program.press("1", "2", "c")
        await program.type("check her role")
        await program.press("enter")
        told = program.reader.status.under
        assert told == (
            "◆ actor, claim on “Nadia Kessler”: check her role  "
            "▏Nadia Kessler · person · head of the Relief Council · named 3 times"
        )


async def test_place_mode_and_hints_follow(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        status = program.reader.status
        await program.press("g")
        assert status.place == "¶ 1/6  0% read"
        assert status.hint.startswith("Tab next mark")
        await program.press("G")
        assert status.place == "¶ 6/6  100% read"
        program.at("Nadia")
        await program.settle()
        assert status.hint.startswith("Enter keep  x wrong  r relabel  1 actor  2 claim")
        await program.press("1")
        assert status.hint.startswith("c note  d delete  * all alike   1 actor off  2 claim")
        await program.press("s")
        assert status.hint.startswith("+ grow  c note  Esc leave       1 actor  2 claim")


@pytest.mark.parametrize("words", ["Nadia", "displaced"])
@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (200, 50)])
async def test_the_last_line_has_the_acts_and_whole_tags_at_one_place_in_every_state(
    words: str, size: tuple[int, int], tmp_path: Path
) -> None:
    async with opened(tmp_path, size=size) as program:
        program.at(words)
        places = set()
        for keys in (("v", "l"), ("escape", "1"), ("2",)):
            await program.press(*keys)
            last = screen(program.app).splitlines()[-1]
            acts, actor, tags = last.partition("1 actor")
            assert actor
            assert acts.startswith((" + grow", " c note"))
            places.add(len(acts))
            *named, more = tags.replace(" off", "").split("  ")
            assert more == "t more"
            wanted = [f"{tag.key} {tag.name}" for tag in program.reader.sheet.tags[1:]]
            assert named[1:] == wanted[: len(named) - 1]
            assert len(named) > 2
            assert len(last) <= size[0]
        assert len(places) == 1


async def test_a_narrow_row_keeps_to_whole_words(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(40, 24)) as program:
        program.at("Nadia")
        await program.settle()
        assert screen(program.app).splitlines()[-1].split("  ") == [" Enter keep", "x wrong", "r relabel", "t more"]


async def test_where_there_is_no_mark_the_row_says_what_the_numbers_do(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(80, 24)) as program:
        program.at("displaced")
        await program.settle()
        last = screen(program.app).splitlines()[-1]
        assert last.startswith(" Tab next mark  ? help  ")
        assert "1 actor  2 claim" in last
        program.at(" displaced")
        await program.settle()
        assert "1 actor" not in screen(program.app).splitlines()[-1]


async def test_a_message_stands_above_the_tags_and_a_long_one_takes_both_lines(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(80, 24)) as program:
        program.at("Nadia")
        await program.press("Z")
        above, below = screen(program.app).splitlines()[-2:]
        assert "Z does nothing here" in above
        assert "1 actor" in below
        long = "notes.pdf: " + "the file has no text that can be taken out of it, only " + "pictures of pages"
        program.reader.say(long, alarm=True)
        await program.pilot.pause()
        above, below = screen(program.app).splitlines()[-2:]
        assert f"{above.partition('READ')[2].strip()} {below.strip()}" == long
        await program.press("l")
        assert "1 actor" in screen(program.app).splitlines()[-1]


async def test_find_ends_with_the_first_key_that_does_not_search(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.press("slash")
        await program.type("Orsk")
        await program.press("enter", "n")
        assert program.mode() == "FIND"
        await program.press("1")
        assert program.mode() == "READ"
        await program.press("n")
        assert program.mode() == "FIND"


async def test_a_message_goes_with_the_next_key(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.press("Z")
        assert program.said
        await program.press("l")
        assert program.said == ""


async def test_hostile_words_are_shown_as_they_are(tmp_path: Path) -> None:
    hostile = "[/nope] [@click=app.quit]now[/] \x1b[31m"
    text = f"{hostile}\n\nSome words of {hostile} stand here.\n"
    async with opened(tmp_path, text=text, name="[bold]odd[nope].txt") as program:
        program.at("words")
        await program.press("t")
        await program.type("[/x] tag")
        await program.press("enter")
        await program.press("c")
        await program.type("[/note] [red]")
        await program.press("enter")
        assert program.reader.status.under == "◆ [/x] tag on “words”: [/note] [red]"
        for key in ("L", "escape", "question_mark", "escape", "t", "escape", "c", "escape", "p", "p", "T", "escape"):
            await program.press(key)
        screenshot = program.app.export_screenshot()
        assert "\x1b" not in screenshot
        assert "[/nope]" in screenshot.replace("&#160;", " ")


async def test_the_panel_is_shown_hidden_turned_and_entered_and_follows_the_cursor(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        panel = program.app.screen.query_one(Panel)
        assert seen(panel)
        await program.press("p")
        assert not seen(panel)
        await program.press("right_square_bracket")
        assert seen(panel)
        assert tab(panel) == "quotes"
        await program.press("left_square_bracket", "left_square_bracket")
        assert tab(panel) == "notes"
        await program.press("right_square_bracket", "right_square_bracket", "P")
        assert panel.has_focus_within
        await program.press("j")
        await program.settle()
        assert panel.has_focus_within
        assert program.cursor > 0
        await program.press("enter")
        assert program.reader.pane.has_focus
        await program.press("P", "escape")
        assert program.reader.pane.has_focus


async def test_escape_in_the_article_clears_the_panels_filter(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.press("P", "slash", *"orsk", "enter")
        panel = program.app.screen.query_one(Panel)
        assert panel.has_focus_within
        assert panel.filter == "orsk"
        await program.press("enter")
        assert program.reader.pane.has_focus
        assert panel.filter == "orsk"
        await program.press("escape")
        assert panel.filter == ""


async def test_on_a_narrow_terminal_the_panel_comes_below_the_text_when_asked_for(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(80, 24)) as program:
        assert not program.app.screen.query(Panel)
        width = program.reader.pane.size.width
        await program.press("p")
        panel = program.app.screen.query_one(Panel)
        assert seen(panel)
        assert program.reader.pane.size.width == width
        await program.press("escape")
        assert not seen(panel)
        await program.press("P", "enter")
        assert not seen(panel)
        assert program.reader.pane.has_focus


async def test_a_resize_keeps_the_place_and_fits_the_panel(tmp_path: Path) -> None:
    text = "\n\n".join(f"Paragraph number {n} has a few words in it, enough of them to be wrapped." for n in range(80))
    async with opened(tmp_path, text=text, size=(140, 40)) as program:
        program.at("number 50")
        place = program.cursor
        panel = program.app.screen.query_one(Panel)
        await program.pilot.resize_terminal(70, 20)
        await program.until(lambda: not panel.display)
        assert program.cursor == place
        await program.pilot.resize_terminal(140, 40)
        await program.until(lambda: panel.display)
        assert program.cursor == place


async def test_a_switch_of_theme_keeps_the_place_and_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    async with opened(tmp_path) as program:
        program.at("Health")
        place = program.cursor
        for theme in ("light", "terminal", "dark"):
            await program.press("ctrl+p")
            await program.type(theme)
            await program.press("enter")
            assert program.app.theme == theme
            assert program.cursor == place
            written = (tmp_path / "config" / "briefreader" / "settings.toml").read_text()
            assert written == f'theme = "{theme}"\n'


@pytest.mark.parametrize("colours", ["NO_COLOR", ""])
async def test_without_colours_marks_and_modes_are_still_told_apart(
    colours: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if colours:
        monkeypatch.setenv(colours, "1")
    async with opened(tmp_path) as program:
        assert program.app.theme == ("terminal" if colours else "dark")
        strips = program.app.screen._compositor.render_strips()
        shown = {s.style.color.name for strip in strips for s in strip if s.style and s.style.color}
        assert (len(shown) > 1) is not bool(colours)


def test_the_usual_text_has_what_these_tests_look_for() -> None:
    assert TEXT.count("\n\n") == 5


async def test_read_is_what_was_moved_past_and_not_what_stood_on_the_first_screen(tmp_path: Path) -> None:
    text = "\n\n".join(f"Paragraph {n} has a few words to be read." for n in range(60)) + "\n"
    async with opened(tmp_path, text=text, size=(80, 24)) as program:
        finding = program.reader.finding
        assert finding.read == 0
        await program.press("space")
        once = finding.read
        assert 0 < once < 0.3
        await program.press("g")
        assert finding.read == once, "the furthest place counts"
        program.reader.pane.go(len(text) - 10)
        await program.settle()
        assert finding.read == once, "what the panel or a search shows is not read yet"
        await program.press("g")
        for _ in range(12):
            await program.press("space")
        assert finding.read == 1
        await program.press("q")
    async with opened(tmp_path, text=text, size=(80, 24)) as program:
        assert "100% read" in program.reader.status.place


async def test_a_short_text_is_read_when_its_last_paragraph_is_reached(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        assert program.reader.finding.read == 0
        await program.press("right_curly_bracket")
        assert 0 < program.reader.finding.read < 0.5
        await program.press(*["right_curly_bracket"] * 4)
        assert program.reader.finding.read == 1


async def test_on_a_narrow_screen_what_is_under_the_cursor_goes_before_the_place(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(40, 12)) as program:
        program.at("Nadia")
        await program.settle()
        [line] = [line for line in screen(program.app).splitlines() if " READ " in line]
        assert "Nadia Kessler" in line
        assert line.endswith("saved")
        await program.press("t")
        assert "Esc leave" in screen(program.app)
        await program.press("escape", "c")
        assert "Esc leave" in screen(program.app)


@pytest.mark.parametrize("words", ["Nadia", "We hit", "the shelling", "36 civilians"])
async def test_a_small_terminal_tells_what_the_mark_under_the_cursor_is(words: str, tmp_path: Path) -> None:
    async with opened(tmp_path, size=(80, 24)) as program:
        program.at(words)
        await program.settle()
        line = screen(program.app).splitlines()[-2]
        assert program.reader.status.under.partition("  ▏")[0][:50].rstrip() in line
        assert line.endswith("saved")


async def test_a_document_without_a_day_says_how_one_is_told(tmp_path: Path) -> None:
    text = "Anna Berg met Carl Holm in Oslo on Monday.\n"
    async with opened(tmp_path, text=text) as program:
        assert program.said == "no day of publication is known: Ctrl+p and “date” to tell it"
        program.at("Monday")
        await program.settle()
        assert program.reader.status.under == "date: a Monday, not known which · when was this published?"
        assert "Ctrl+p “date”: published when" in program.reader.status.hint
        await program.press("ctrl+p")
        await program.type("date")
        await program.press("enter")
        await program.type("2015-10-01")
        await program.press("enter")
        await program.until(lambda: "Mon 28 Sep 2015" in program.reader.status.under)
