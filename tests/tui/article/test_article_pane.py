"""The pane as a reader uses it: in a running program, at a size of terminal, with keys' commands and a mouse."""

from collections.abc import Callable
from typing import Any

import pytest
from textual import events
from textual.geometry import Region

from annotations.model import Layer, Mark, Span
from tui.article.pane import ArticlePane

TEXT = (
    "Harbour talks\n\n"
    "The minister, Ilse Brandt, said on Monday: “We will not close the port of Merrow, but 36 ships must wait.” "
    "Nobody asked why.\n\n"
    + "\n\n".join(f"Paragraph {n} tells of boat {n} and of nothing else that matters here." * 2 for n in range(60))
)


def mark(words: str, layer: Layer, label: str = "x") -> Mark:
    start = TEXT.index(words)
    return Mark(start=start, end=start + len(words), layer=layer, label=label, ref=f"{layer}:{words}")


QUOTE = mark("We will not close the port of Merrow, but 36 ships must wait.", "quote")
MERROW = mark("Merrow", "name", "GPE")
BRANDT = mark("Ilse Brandt", "name", "PERSON")
MONDAY = mark("Monday", "date")
SHIPS = mark("36 ships", "figure")
OWN = mark("Nobody asked why.", "own", "t1")
EVENT = mark("Nobody asked why.", "event")
MARKS = (OWN, SHIPS, MONDAY, QUOTE, BRANDT, MERROW, EVENT)


def said(pane: ArticlePane) -> list[Any]:
    heard: list[Any] = pane.app.said  # type: ignore[attr-defined]
    return heard


def screen(pane: ArticlePane) -> list[str]:
    width, height = pane.size
    return [strip.text.rstrip() for strip in pane.render_lines(Region(0, 0, width, height))]


async def until(pilot: Any, done: Callable[[], bool]) -> None:
    """Wait for what a timer brings about, for ten seconds at most."""
    for _ in range(200):
        if done():
            return
        await pilot.pause(0.05)
    raise AssertionError("it did not come about")


def passage(pane: ArticlePane) -> str | None:
    return pane.text[pane.selection.start : pane.selection.end] if pane.selection else None


async def test_tab_goes_through_the_marks_in_the_order_of_the_text(reading: Callable[..., Any]) -> None:
    async with reading(TEXT) as (_, pane):
        pane.set_marks(MARKS)
        assert [pane.next_mark() for _ in range(7)] == [BRANDT, MONDAY, QUOTE, MERROW, SHIPS, OWN, None]
        assert pane.cursor == OWN.start
        assert [pane.next_mark(-1) for _ in range(6)] == [SHIPS, MERROW, QUOTE, MONDAY, BRANDT, None]


async def test_marks_that_begin_together_are_stepped_through_the_shorter_first(reading: Callable[..., Any]) -> None:
    wide, narrow = mark("Monday: “We will", "quote"), MONDAY
    async with reading(TEXT) as (_, pane):
        pane.set_marks([narrow, wide])
        assert [pane.next_mark(), pane.next_mark(), pane.next_mark()] == [narrow, wide, None]
        assert [pane.next_mark(-1), pane.next_mark(-1)] == [narrow, None]


async def test_what_was_stepped_to_stays_the_target_when_it_is_annotated(reading: Callable[..., Any]) -> None:
    wide = mark("Monday: “We will", "quote")
    async with reading(TEXT) as (_, pane):
        pane.set_marks([MONDAY, wide])
        pane.next_mark()
        pane.next_mark()
        own = mark("Monday: “We will", "own", "t1")
        pane.set_marks([MONDAY, own])
        assert pane.mark_here() == own
        pane.set_marks([MONDAY, wide])
        assert pane.mark_here() == wide


async def test_a_passage_jumped_to_is_the_target_until_the_next_motion(reading: Callable[..., Any]) -> None:
    passage = Span(MERROW.start, SHIPS.end)
    async with reading(TEXT) as (_, pane):
        pane.set_marks(MARKS)
        pane.jump(passage)
        assert (pane.cursor, pane.target(), pane.mark_here()) == (MERROW.start, passage, None)
        own = Mark(start=passage.start, end=passage.end, layer="own", label="t1", ref="a")
        pane.set_marks([*MARKS, own])
        assert pane.mark_here() == own
        pane.jump(QUOTE)
        assert pane.mark_here() == QUOTE
        pane.jump(passage)
        pane.motion("right")
        assert pane.mark_here() == MERROW


async def test_what_was_selected_and_annotated_stays_the_target(reading: Callable[..., Any]) -> None:
    async with reading(TEXT) as (_, pane):
        pane.set_marks(MARKS)
        pane.select(Span(BRANDT.start - 5, BRANDT.end))
        own = Mark(start=BRANDT.start - 5, end=BRANDT.end, layer="own", label="t1", ref="a")
        pane.set_marks([*MARKS, own])
        pane.clear_selection()
        assert pane.mark_here() == own


async def test_marks_over_the_same_words_are_one_stop_and_the_readers_own_is_the_one_there(
    reading: Callable[..., Any],
) -> None:
    own = mark("Merrow", "own", "t1")
    async with reading(TEXT) as (_, pane):
        pane.set_marks([MERROW, own, SHIPS])
        assert [pane.next_mark(), pane.next_mark()] == [own, SHIPS]
        assert pane.next_mark(-1) == own
        assert set(pane.marks_here()) == {own, MERROW}


async def test_hidden_layers_are_not_stepped_to_nor_under_the_cursor(reading: Callable[..., Any]) -> None:
    async with reading(TEXT) as (_, pane):
        pane.set_marks(MARKS)
        pane.layers_shown = frozenset({"figure", "event"})
        assert [pane.next_mark(), pane.next_mark()] == [SHIPS, EVENT]
        pane.go(MERROW.start)
        assert pane.mark_here() is None


async def test_the_innermost_mark_is_the_one_here_and_new_marks_keep_the_place(reading: Callable[..., Any]) -> None:
    async with reading(TEXT) as (_, pane):
        pane.set_marks(MARKS)
        pane.go(MERROW.start + 2)
        assert pane.mark_here() == MERROW
        assert pane.marks_here() == (QUOTE, MERROW)
        pane.set_marks([QUOTE])
        assert (pane.cursor, pane.mark_here()) == (MERROW.start + 2, QUOTE)


async def test_what_a_tag_acts_on(reading: Callable[..., Any]) -> None:
    async with reading(TEXT) as (_, pane):
        pane.go(TEXT.index("minister") + 3)
        assert pane.target() == Span(TEXT.index("minister"), TEXT.index(", Ilse"))
        pane.go(TEXT.index(" said"))
        assert pane.target() is None
        pane.set_marks(MARKS)
        pane.go(BRANDT.start + 1)
        assert pane.target() == Span(BRANDT.start, BRANDT.end)
        pane.select(Span(3, 9))
        assert pane.target() == Span(3, 9)


async def test_every_motion_extends_a_selection(reading: Callable[..., Any]) -> None:
    async with reading(TEXT) as (_, pane):
        pane.go(TEXT.index("minister"))
        assert not pane.visual
        pane.start_visual()
        assert passage(pane) == "m"
        pane.motion("word_end")
        assert passage(pane) == "minister"
        pane.motion("word_end", 2)
        assert passage(pane) == "minister, Ilse Brandt"
        pane.motion("paragraph_back")
        assert passage(pane) == "The m"
        pane.clear_selection()
        assert (pane.selection, pane.visual) == (None, False)


async def test_a_selection_grows_and_shrinks_around_the_cursor_and_motions_go_on_from_its_end(
    reading: Callable[..., Any],
) -> None:
    async with reading(TEXT) as (_, pane):
        pane.set_marks(MARKS)
        start = BRANDT.start + 6
        pane.go(start)
        grown = [TEXT[s.start : s.end] for s in iter(pane.grow_selection, None)]
        assert grown[:2] == ["Brandt", "Ilse Brandt"]
        assert grown[2].startswith("The minister")
        assert grown[-1].endswith("Nobody asked why.")
        assert pane.cursor == start
        while pane.shrink_selection() is not None:
            assert pane.visual
        assert (pane.selection, pane.cursor) == (None, start)
        pane.grow_selection()
        pane.motion("word_end")
        assert passage(pane) == "Brandt, said"


async def test_search_shows_where_it_is_and_goes_around(reading: Callable[..., Any]) -> None:
    async with reading(TEXT) as (_, pane):
        assert pane.find("PARAGRAPH 1 ") == 0
        assert pane.find("paragraph 1 ") == 2
        assert (pane.next_hit(), pane.next_hit()) == (1, 2)
        second = pane.cursor
        assert TEXT[second:].startswith("Paragraph 1 ")
        assert (pane.next_hit(), pane.next_hit(-1)) == (1, 2)
        assert pane.cursor == second
        assert pane.find("") == 0
        assert pane.next_hit() == 0
        assert pane.cursor == second


async def test_the_pane_says_where_it_goes_and_what_is_selected(reading: Callable[..., Any]) -> None:
    async with reading(TEXT) as (pilot, pane):
        pane.go(20)
        pane.go(20)
        pane.start_visual()
        pane.motion("right")
        pane.clear_selection()
        await pilot.pause()
        assert said(pane) == [20, Span(20, 21), 21, Span(20, 22), None]


@pytest.mark.parametrize("size", [(80, 24), (44, 10), (200, 50), (8, 3)])
async def test_the_cursor_is_always_on_the_screen(reading: Callable[..., Any], size: tuple[int, int]) -> None:
    async with reading(TEXT, size) as (pilot, pane):
        names = ["bottom", "page_up", "half_up", "up", "top", "page_down", "half_down", "down", "paragraph_next",
                 "sentence_next", "word_next", "word_back", "sentence_back", "paragraph_back", "line_end"]  # fmt: skip
        for name in names:
            pane.motion(name)
            await pilot.pause()
            row = pane.row_of(pane.cursor)
            assert pane.scroll_offset.y <= row < pane.scroll_offset.y + pane.size.height, name


async def test_up_and_down_keep_to_the_column_over_shorter_lines(reading: Callable[..., Any]) -> None:
    text = "a long enough line\nshort\nanother long line"
    async with reading(text) as (_, pane):
        pane.go(12)
        pane.motion("down")
        assert pane.cursor == text.index("short") + 4
        pane.motion("down")
        assert pane.cursor == text.index("another") + 12
        pane.motion("up", 2)
        assert pane.cursor == 12


async def test_a_page_down_and_up_comes_back(reading: Callable[..., Any]) -> None:
    async with reading(TEXT) as (_, pane):
        pane.motion("down", 4)
        start = pane.cursor
        pane.motion("page_down")
        assert pane.top > 0
        pane.motion("page_up")
        assert (pane.cursor, pane.top) == (start, 0)


async def test_a_new_width_keeps_the_passage_on_top_and_the_cursor(reading: Callable[..., Any]) -> None:
    async with reading(TEXT, (100, 30)) as (pilot, pane):
        place = TEXT.index("Paragraph 30")
        pane.go(place)
        pane.top = place
        await pilot.pause()
        for size in [(50, 30), (33, 12), (140, 50), (20, 8), (100, 30)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert pane.top <= place <= pane.top + size[0]
            assert pane.cursor == place
        assert screen(pane)[0].strip().startswith("Paragraph 30")


async def test_another_theme_keeps_the_place_and_changes_the_colours(reading: Callable[..., Any]) -> None:
    async with reading(TEXT) as (pilot, pane):
        pane.go(TEXT.index("Paragraph 30"))
        pane.start_visual()
        before = (pane.cursor, pane.top, pane.selection, screen(pane))
        dark = pane.render_lines(Region(0, 0, 80, 1))[0]
        pane.app.theme = "textual-light"
        await pilot.pause()
        assert (pane.cursor, pane.top, pane.selection, screen(pane)) == before
        assert pane.render_lines(Region(0, 0, 80, 1))[0] != dark


async def test_a_place_given_before_the_first_layout_is_kept() -> None:
    from textual.app import App, ComposeResult

    class Early(App[None]):
        def compose(self) -> ComposeResult:
            self.pane = ArticlePane()
            self.pane.load(TEXT)
            self.pane.go(TEXT.index("Paragraph 40"))
            self.pane.top = TEXT.index("Paragraph 38")
            yield self.pane

    app = Early()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.pane.cursor == TEXT.index("Paragraph 40")
        assert screen(app.pane)[0].strip().startswith("Paragraph 38")


async def test_progress_goes_from_the_first_screen_to_the_end(reading: Callable[..., Any]) -> None:
    async with reading(TEXT) as (_, pane):
        assert 0 < pane.progress < 0.3
        pane.motion("bottom")
        assert pane.progress == 1
    async with reading("short") as (_, pane):
        assert pane.progress == 1


# The mouse


def cell(pane: ArticlePane, words: str, within: int = 0) -> tuple[int, int]:
    lines = screen(pane)
    y = next(i for i, line in enumerate(lines) if words in line)
    return lines[y].index(words) + within, y


async def test_a_click_sets_the_cursor_and_ends_a_selection(reading: Callable[..., Any]) -> None:
    async with reading(TEXT) as (pilot, pane):
        pane.start_visual()
        await pilot.click(pane, cell(pane, "minister", 3))
        assert pane.cursor == TEXT.index("minister") + 3
        assert pane.selection is None


async def test_a_drag_selects_to_the_character_in_both_directions(reading: Callable[..., Any]) -> None:
    async with reading(TEXT) as (pilot, pane):
        await pilot.mouse_down(pane, cell(pane, "Ilse"))
        await pilot.hover(pane, cell(pane, "Brandt", 2))
        await pilot.hover(pane, cell(pane, "Brandt", 5))
        await pilot.mouse_up(pane, cell(pane, "Brandt", 5))
        assert passage(pane) == "Ilse Brandt"
        await pilot.mouse_down(pane, cell(pane, "said on", 3))
        await pilot.hover(pane, cell(pane, "minister"))
        await pilot.mouse_up(pane, cell(pane, "minister"))
        assert passage(pane) == "minister, Ilse Brandt, said"
        pane.motion("word_back")
        assert passage(pane) == "The minister, Ilse Brandt, said"


async def test_a_drag_over_wide_and_composed_characters_selects_whole_ones(reading: Callable[..., Any]) -> None:
    async with reading("ab漢字👩\u200d🔬e\u0301z end") as (pilot, pane):
        left = len(screen(pane)[0]) - len(screen(pane)[0].lstrip())
        await pilot.mouse_down(pane, (left + 3, 0))
        await pilot.hover(pane, (left + 8, 0))
        await pilot.mouse_up(pane, (left + 8, 0))
        assert passage(pane) == "漢字👩\u200d🔬e\u0301"


async def test_a_drag_below_the_screen_scrolls_on(reading: Callable[..., Any]) -> None:
    async with reading(TEXT, (80, 12)) as (pilot, pane):
        await pilot.mouse_down(pane, cell(pane, "minister"))
        pane.post_message(
            events.MouseMove(pane, x=20, y=14, delta_x=0, delta_y=3, button=1, shift=False, meta=False, ctrl=False)
        )
        await until(pilot, lambda: pane.scroll_offset.y > 0)
        assert pane.selection is not None
        assert pane.row_of(pane.selection.end - 1) >= pane.scroll_offset.y + 11
        await pilot.mouse_up(pane, (20, 5))
        resting = pane.scroll_offset.y
        await pilot.pause(0.2)
        assert pane.scroll_offset.y == resting


async def test_two_clicks_take_a_word_three_a_sentence_four_a_paragraph(reading: Callable[..., Any]) -> None:
    async with reading(TEXT) as (pilot, pane):
        place = cell(pane, "Nobody", 2)
        await pilot.click(pane, place, times=2)
        assert passage(pane) == "Nobody"
        await pilot.click(pane, place, times=3)
        assert passage(pane) == "Nobody asked why."
        await pilot.click(pane, place, times=4)
        assert passage(pane) == TEXT.split("\n\n")[1]


async def test_the_wheel_scrolls_and_takes_the_cursor_along(reading: Callable[..., Any]) -> None:
    async with reading(TEXT) as (pilot, pane):
        for _ in range(5):
            pane.post_message(
                events.MouseScrollDown(
                    pane, x=5, y=5, delta_x=0, delta_y=1, button=0, shift=False, meta=False, ctrl=False
                )
            )
        await until(pilot, lambda: pane.scroll_offset.y > 3)
        assert pane.row_of(pane.cursor) == pane.scroll_offset.y
        assert said(pane)[-1] == pane.cursor


# Texts that would do harm


HOSTILE = (
    "[/nope] and [@click=app.quit]press[/] and [red]not red[/red] \x1b[31mred\x1b[0m \x9b31m "
    "\u202eback\u202c tag\U000e0041 \r \x07 end"
)


async def test_hostile_text_is_shown_as_it_is_and_not_obeyed(reading: Callable[..., Any]) -> None:
    async with reading(HOSTILE, (160, 5)) as (pilot, pane):
        pane.find("[/nope]")
        pane.flash(Span(0, 20))
        await pilot.click(pane, cell(pane, "press", 2))
        line = screen(pane)[0].strip()
        assert line.startswith("[/nope] and [@click=app.quit]press[/] and [red]not red[/red] \ufffd[31mred\ufffd[0m")
        for strip in pane.render_lines(Region(0, 0, 160, 5)):
            assert all(sign.isprintable() for sign in strip.text if sign != "\ufffd")
            assert "\u202e" not in strip.text
        assert pilot.app.is_running


@pytest.mark.parametrize(
    "text",
    ["", "\n", "\n\n\n", " ", "\t", "\u0301", "\u200d", "x", "x\n", "漢", "🇺🇦", "\u200b\n\u200b", "a\n\n\n\n\nb"],
    ids=ascii,
)
async def test_odd_texts_are_read_without_harm(reading: Callable[..., Any], text: str) -> None:
    async with reading(text, (20, 5)) as (pilot, pane):
        for name in ("right", "down", "word_next", "word_end", "word_back", "sentence_next", "sentence_back", "bottom",
                     "paragraph_next", "paragraph_back", "line_end", "line_start", "page_down", "top"):  # fmt: skip
            pane.start_visual()
            pane.motion(name)
            pane.grow_selection()
            pane.clear_selection()
        assert pane.target() is None or text[pane.cursor :].startswith(("x", "漢", "a"))
        assert (pane.next_mark(), pane.find("q"), pane.next_hit()) == (None, 0, 0)
        await pilot.pause()
        assert len(screen(pane)) == 5


@pytest.mark.parametrize(
    "text",
    ["word " * 1_000_000, "x" * 1_000_000, "One line of a long text.\n" * 200_000],
    ids=["one line", "no space", "many lines"],
)
async def test_five_megabytes_and_a_line_of_a_million_open_and_move(reading: Callable[..., Any], text: str) -> None:
    async with reading(text, (120, 40)) as (pilot, pane):
        assert screen(pane)[0].strip()
        pane.motion("bottom")
        await pilot.pause()
        assert pane.progress == 1
        assert max(len(strip.text) for strip in pane.render_lines(Region(0, 0, 120, 40))) <= 120
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert pane.cursor == len(text.rstrip("\n")) - 1
        pane.start_visual()
        pane.motion("top")
        assert pane.selection == Span(0, len(text.rstrip("\n")))


async def test_marks_far_away_cost_a_row_nothing(reading: Callable[..., Any]) -> None:
    text = "Ada Byron met nobody. " * 5_000
    marks = [Mark(start=i, end=i + 9, layer="name", label="PERSON", ref=f"e{i}") for i in range(0, len(text), 22)]
    async with reading(text) as (pilot, pane):
        pane.set_marks(marks)
        await pilot.pause()
        painted: list[int] = []
        paint_line = pane.render_line
        pane.render_line = lambda y: painted.append(y) or paint_line(y)  # type: ignore[func-returns-value]
        pane.motion("word_next")
        await pilot.pause()
        assert set(painted) == {0}


@pytest.mark.parametrize(
    ("motions", "selected"),
    [
        (["word_next"], "Reuters"),
        (["word_next", "word_next"], "Reuters reported"),
        (["word_next", "word_next", "word_next"], "Reuters reported.\n\nIn"),
        (["sentence_next", "word_next"], "Reuters reported.\n\nIn"),
        (["sentence_next"], "Reuters reported."),
        (["paragraph_next"], "Reuters reported."),
        (["paragraph_next", "paragraph_next"], "Reuters reported.\n\nIn Geneva it rained. Ada left."),
        (["word_next", "right"], "Reuters "),
    ],
)
async def test_a_selection_goes_on_by_whole_words_and_sentences(
    reading: Callable[..., Any], motions: list[str], selected: str
) -> None:
    async with reading("Reuters reported.\n\nIn Geneva it rained. Ada left.") as (_, pane):
        pane.start_visual()
        for motion in motions:
            pane.motion(motion)
        assert pane.text[pane.selection.start : pane.selection.end] == selected


async def test_a_selection_by_words_takes_no_quotation_mark_that_opens_after_it(reading: Callable[..., Any]) -> None:
    async with reading("He said: “We stay.” (They left.)") as (_, pane):
        pane.motion("word_next")
        pane.start_visual()
        pane.motion("word_next")
        assert passage(pane) == "said"
        pane.motion("word_next")
        assert passage(pane) == "said: “We"
