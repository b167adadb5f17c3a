"""The panel driven by keys, beside nothing but what it says."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, ClassVar

import msgspec
import pytest
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.color import Color
from textual.containers import Horizontal
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Button, Input

from annotations.model import Annotation, Document, Figure, Placement, Reading, Span, Tag
from tests.tui.panel.by_hand import CASUALTY, CLAIM, TEXT, annotation, briefing, passage
from tests.tui.panel.gold_reading import gold_reading
from tests.tui.seen import as_kept, seen
from tui.colours import contrast
from tui.keymap import bindings
from tui.panel.items import TABS, Tab
from tui.panel.panel import Panel
from tui.rows import POINTER
from tui.themes import THEMES

NOTES = (
    annotation("a1", "36 civilians", note="check with the council"),
    annotation("a2", "words that are gone", kind="orphan"),
    annotation("a3", "52", kind="review", tags=("t2",)),
)


class Beside(App[None]):
    """A program with a panel and one other thing that can have the keys."""

    CSS = "Button { width: 1fr; } Panel { width: 44; }"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("everywhere")]

    def __init__(
        self,
        reading: Reading | None = None,
        notes: Sequence[Annotation] = (),
        tags: Sequence[Tag] = (CASUALTY, CLAIM),
    ) -> None:
        super().__init__()
        for each in THEMES:
            self.register_theme(each)
        self.theme = "dark"
        self.given = (reading, notes, tags)
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Button("article")
            yield Panel()

    def on_mount(self) -> None:
        self.panel.show(*self.given)
        self.query_one(Button).focus()

    @property
    def panel(self) -> Panel:
        return self.query_one(Panel)

    def on_panel_item_highlighted(self, message: Panel.ItemHighlighted) -> None:
        self.heard.append(message)

    def on_panel_item_chosen(self, message: Panel.ItemChosen) -> None:
        self.heard.append(message)

    def on_panel_tab_changed(self, message: Panel.TabChanged) -> None:
        self.heard.append(message)

    def on_panel_left(self, message: Panel.Left) -> None:
        self.heard.append(message)


def words_of(message: Message) -> str:
    assert isinstance(message, Panel.Evidence)
    span = message.spans[message.at]
    return TEXT[span.start : span.end]


def pointed(app: Beside) -> str:
    """Return the first line of the item that the pointer stands at."""
    lines = [line.partition(POINTER) for line in seen(app).splitlines()]
    return next((after.strip() for _, pointer, after in lines if pointer), "")


@asynccontextmanager
async def beside(
    reading: Reading | None, *said: Any, tab: Tab = "facts", size: tuple[int, int] = (90, 30)
) -> AsyncIterator[tuple[Beside, Pilot[None]]]:
    """Run the panel on what is given to it, showing that tab."""
    app = Beside(reading, *said)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.panel.tab = tab
        await pilot.pause()
        yield app, pilot


async def test_the_list_begins_at_its_top_until_the_cursor_moves() -> None:
    async with beside(gold_reading("situation_report"), size=(90, 20)) as (app, pilot):
        for tab in TABS[:4]:
            app.panel.tab = tab
            app.panel.follow(0)
            await pilot.pause()
            assert "item 1 of" in seen(app)
            assert app.panel.rows.scroll_offset.y == 0


async def test_the_list_shows_whole_items_wherever_the_cursor_leads_it() -> None:
    reading = gold_reading("situation_report")
    async with beside(reading, tab="quotes", size=(90, 21)) as (app, pilot):
        for quote in (*reading.quotes, *reversed(reading.quotes)):
            app.panel.follow(quote.start)
            await pilot.pause()
            rows = app.panel.rows
            first, last = rows.scroll_offset.y, rows.scroll_offset.y + rows.size.height
            assert first in rows._tops
            at = rows.highlighted
            assert at is not None
            assert first <= rows._tops[at] < rows._tops[at + 1] <= last


async def test_the_highlight_follows_the_cursor_without_taking_the_keys() -> None:
    async with beside(briefing()) as (app, pilot):
        app.panel.follow(passage("52")["start"])
        await pilot.pause()
        assert pointed(app).startswith("≠ …put the number of dead at 52")
        app.panel.follow(passage("12 guns")["start"])
        await pilot.pause()
        assert pointed(app).startswith("12 guns")
        assert app.focused is app.query_one(Button)
        assert app.heard == []


async def test_moving_in_the_list_sends_the_article_to_the_evidence_and_keeps_the_keys() -> None:
    async with beside(briefing()) as (app, pilot):
        app.panel.focus()
        await pilot.press("g", "j")
        last = app.heard[-1]
        assert type(last) is Panel.ItemHighlighted
        assert (last.ref, words_of(last)) == ("q3", "reports of any civilian deaths on the Orsk road")
        assert app.panel.has_focus_within


async def test_next_evidence_goes_round_and_says_where_it_is() -> None:
    async with beside(briefing(), tab="names") as (app, pilot):
        app.panel.focus()
        await pilot.press("n", "n", "n", "N")
        assert [m.at for m in app.heard if isinstance(m, Panel.ItemHighlighted)] == [1, 2, 0, 2]
        assert "evidence 3 of 3 · item 1 of 4" in seen(app)


async def test_a_key_that_finds_no_other_evidence_says_so() -> None:
    async with beside(briefing(), tab="quotes") as (app, pilot):
        app.panel.focus()
        await pilot.press("G", "n")
        assert "it has no other place" in seen(app)


async def test_enter_goes_to_the_evidence_and_pressed_again_to_the_next() -> None:
    async with beside(briefing(), tab="names") as (app, pilot):
        app.panel.focus()
        await pilot.press("enter", "enter", "enter", "enter")
        chosen = [m for m in app.heard if type(m) is Panel.ItemChosen]
        assert [m.at for m in chosen] == [0, 1, 2, 0]
        assert {m.ref for m in chosen} == {"e1"}


async def test_the_highlight_stays_where_the_panel_has_sent_the_cursor() -> None:
    async with beside(briefing()) as (app, pilot):
        app.panel.focus()
        await pilot.press("G", "enter")
        chosen = app.heard[-1]
        assert isinstance(chosen, Panel.ItemChosen)
        app.query_one(Button).focus()
        await pilot.pause()
        app.panel.follow(chosen.spans[chosen.at].start)
        await pilot.pause()
        assert pointed(app).startswith("The army moved"), "not the figure that lies inside the event"
        app.panel.follow(passage("36 civilians")["start"])
        await pilot.pause()
        assert pointed(app).startswith("≠ 36 civilians")


async def test_a_panel_that_is_just_being_made_takes_the_keys_when_it_can() -> None:
    async with beside(briefing()) as (app, pilot):
        panel = Panel()
        app.query_one(Horizontal).mount(panel)
        panel.show(briefing(), (), ())
        panel.follow(passage("52")["start"])
        panel.focus()
        await pilot.pause()
        assert panel.has_focus_within


async def test_tabs_go_round_and_are_told() -> None:
    async with beside(briefing()) as (app, pilot):
        for _ in range(5):
            app.panel.step_tab(1)
            await pilot.pause()
        app.panel.step_tab(-1)
        await pilot.pause()
        tabs = [m.tab for m in app.heard if isinstance(m, Panel.TabChanged)]
        assert tabs == ["quotes", "names", "timeline", "notes", "facts", "notes"]


async def test_a_click_on_a_tab_shows_it() -> None:
    async with beside(briefing()) as (app, pilot):
        await pilot.click("TabLine", offset=(18, 0))
        assert app.panel.tab == "names"


async def test_a_click_on_an_item_goes_there_and_a_second_one_reads_on() -> None:
    async with beside(briefing(), tab="quotes") as (app, pilot):
        await pilot.click("RowList", offset=(5, 3))
        await pilot.click("RowList", offset=(5, 3))
        assert [type(m) for m in app.heard[-2:]] == [Panel.ItemHighlighted, Panel.ItemChosen]
        assert words_of(app.heard[-1]) == "We hit no town,"


async def test_the_filter_takes_words_as_they_are_typed_whatever_their_case() -> None:
    async with beside(briefing(), tab="quotes") as (app, pilot):
        app.panel.focus()
        await pilot.press("slash", *"kessler", "space", *"PREDICT")
        assert app.panel.filter == "kessler PREDICT"
        assert "“kessler PREDICT” · Esc shows all" in seen(app)
        assert "1/1" in seen(app)
        await pilot.press("enter", "enter")
        assert words_of(app.heard[-1]) == "The road will reopen,"


async def test_escape_clears_the_filter_first_and_then_leaves() -> None:
    async with beside(briefing()) as (app, pilot):
        app.panel.focus()
        await pilot.press("slash", *"nothing like it")
        assert "Nothing here has “nothing like it”." in seen(app)
        await pilot.press("escape")
        assert app.panel.filter == ""
        assert not app.panel.query_one(Input).display
        assert app.panel.has_focus_within
        await pilot.press("escape")
        assert isinstance(app.heard[-1], Panel.Left)


async def test_a_filter_belongs_to_its_tab_and_the_foot_says_how_to_clear_it() -> None:
    async with beside(briefing(), tab="quotes") as (app, pilot):
        app.panel.focus()
        await pilot.press("slash", *"boro", "enter")
        assert "“boro” · Esc shows all" in seen(app)
        app.panel.tab = "names"
        await pilot.pause()
        assert "item 1 of 4" in seen(app)
        assert not app.panel.line.display
        app.panel.tab = "quotes"
        await pilot.pause()
        assert "“boro” · Esc shows all" in seen(app)


@pytest.mark.parametrize("way_out", ["enter", "down"])
async def test_a_filter_that_is_emptied_goes_away_wholly(way_out: str) -> None:
    async with beside(briefing()) as (app, pilot):
        app.panel.focus()
        await pilot.press("slash")
        await pilot.pause()
        assert "words to find in this list" in seen(app)
        await pilot.press(*"orsk", "ctrl+u", way_out)
        await pilot.pause()
        assert "words to find in this list" not in seen(app)
        assert app.panel.rows.has_focus
        assert not any(isinstance(m, Panel.ItemChosen) for m in app.heard)


async def test_the_highlighted_item_unfolds_below_the_list() -> None:
    async with beside(briefing(), tab="quotes") as (app, pilot):
        app.panel.focus()
        await pilot.press("g")
        text = " ".join(line.rpartition("│")[2].strip() for line in seen(app).splitlines())
        assert "the shelling on Wednesday killed 36 civilians, with five children among the dead" in text
        assert "Nadia Kessler, head of the Relief Council · indirect · unverified" in text


async def test_without_room_nothing_unfolds() -> None:
    async with beside(briefing(), size=(90, 14)) as (app, _):
        assert not app.panel.unfolded.display


async def test_a_filter_set_several_times_at_once_is_the_last_one() -> None:
    async with beside(briefing()) as (app, pilot):
        for words in ("kess", "boro", "orsk", "guns"):
            app.panel.filter = words
        for _ in range(4):
            await pilot.pause()
        assert app.panel.filter == app.panel.query_one(Input).value == "guns"


async def test_an_arrow_in_the_filter_goes_into_the_list_and_the_filter_stays() -> None:
    async with beside(briefing(), tab="names") as (app, pilot):
        app.panel.focus()
        await pilot.press("slash", *"er", "down", "n")
        assert app.panel.filter == "er"


async def test_only_alike_shows_one_speaker_and_then_all_again() -> None:
    async with beside(briefing(), tab="quotes") as (app, pilot):
        app.panel.focus()
        await pilot.press("g", "f")
        assert "only Nadia Kessler · Esc shows all" in seen(app)
        assert "1/2" in seen(app)
        await pilot.press("f")
        assert "item 1 of 5" in seen(app)


async def test_a_long_name_leaves_room_for_the_way_out_and_the_count() -> None:
    bare = briefing()
    long = msgspec.structs.replace(bare.entities[0], name="The Permanent Commission for Roads and Rivers")
    reading = msgspec.structs.replace(bare, entities=(long, *bare.entities[1:]))
    async with beside(reading, tab="quotes") as (app, pilot):
        app.panel.focus()
        await pilot.press("g", "f")
        assert re.search(r"only The P.*… · Esc shows all +1/2$", seen(app), re.MULTILINE)


async def test_another_order_keeps_the_item_highlighted() -> None:
    async with beside(briefing(), tab="quotes") as (app, pilot):
        app.panel.focus()
        await pilot.press("G")
        before = pointed(app)
        await pilot.press("s")
        assert "by speaker" in seen(app)
        assert pointed(app) == before


async def test_until_there_is_a_reading_the_panel_says_what_goes_on_but_shows_notes() -> None:
    async with beside(None, NOTES) as (app, pilot):
        app.panel.working("Reading the article", 0.4)
        await pilot.pause()
        assert "Reading the article…" in seen(app)
        assert "40%" in seen(app)
        app.panel.tab = "notes"
        await pilot.pause()
        assert "check with the council" in seen(app)


async def test_a_tab_without_anything_says_so_as_soon_as_the_text_is_read() -> None:
    async with beside(None, tab="timeline", size=(100, 30)) as (app, pilot):
        assert "Reading the article…" in seen(app)
        app.panel.show(Reading(id="r", document=Document.of("Nothing is dated here.")), (), ())
        await pilot.pause()
        assert "Nothing in this text has a date" in seen(app)


@pytest.mark.parametrize("tab", ["facts", "quotes", "names", "timeline", "notes"])
async def test_an_empty_tab_says_what_would_be_there(tab: Any) -> None:
    bare = msgspec.structs.replace(briefing(), entities=(), quotes=(), dates=(), figures=(), events=())
    async with beside(bare) as (app, pilot):
        app.panel.tab = tab
        await pilot.pause()
        text = " ".join(line.rpartition("│")[2].strip() for line in seen(app).splitlines())
        assert "1 to 9" in text or "day of publication" in text


async def test_an_orphan_has_no_place_to_go_to_and_says_so() -> None:
    async with beside(briefing(), NOTES, tab="notes") as (app, pilot):
        app.panel.focus()
        await pilot.press("g", "j", "enter")
        assert "these words are gone from the text" in seen(app)
        assert not any(isinstance(m, Panel.ItemChosen) for m in app.heard)


async def test_a_new_note_appears_and_the_list_stays_where_it_is() -> None:
    async with beside(briefing(), NOTES, tab="notes") as (app, pilot):
        app.panel.focus()
        await pilot.press("G")
        before = pointed(app)
        app.panel.show(app.given[0], (annotation("a0", "Thursday"), *NOTES), (CASUALTY, CLAIM))
        await pilot.pause()
        assert pointed(app) == before
        assert "item 3 of 4" in seen(app)


async def test_words_of_an_article_are_never_taken_for_markup() -> None:
    hostile = annotation("a1", "Orsk", note="[/nope] [@click=app.quit]x[/] \x1b[2J \u202eevil")
    async with beside(briefing(), (hostile,), tab="notes", size=(120, 30)) as (app, pilot):
        assert "[/nope] [@click=app" in seen(app)
        assert "\x1b" not in seen(app)
        app.panel.focus()
        await pilot.press("slash", *"[/nope", "escape")


def boats(number: int) -> Reading:
    """Return a reading with so many figures."""
    text = "Orsk counted 7 boats. " * number
    figures = tuple(
        Figure(i * 22 + 13, i * 22 + 20, "7 boats", id=f"f{i + 1}", value=1000 + i, counted="boats")
        for i in range(number)
    )
    return Reading(id="r", document=Document.of(text, title="boats"), figures=figures)


async def until_seen(pilot: Pilot[None], words: str) -> None:
    async with asyncio.timeout(20):
        while words not in seen(pilot.app):
            await pilot.pause(0.01)


async def test_thousands_of_items_are_made_apart_and_can_be_walked() -> None:
    reading = boats(5000)
    async with beside(reading) as (app, pilot):
        await until_seen(pilot, "of 5000")
        app.panel.focus()
        await pilot.press("G")
        assert "item 5000 of 5000" in seen(app)
        app.query_one(Button).focus()
        await pilot.pause()
        app.panel.follow(reading.figures[2500].start)
        await pilot.pause()
        assert "item 2501 of 5000" in seen(app)


async def test_a_rejection_among_thousands_takes_one_away_and_keeps_the_place() -> None:
    reading = boats(2000)
    async with beside(reading) as (app, pilot):
        await until_seen(pilot, "of 2000")
        app.panel.follow(reading.figures[1000].start)
        await pilot.pause()
        first = reading.figures[0]
        no = annotation("a1", "", status="rejected", label="FIGURE", tags=())
        no = msgspec.structs.replace(no, placement=Placement(kind="exact", start=first.start, end=first.end))
        app.panel.show(reading, (no,), ())
        await until_seen(pilot, "item 1000 of 1999")


async def test_a_resize_keeps_the_highlight_in_view() -> None:
    async with beside(gold_reading("situation_report"), size=(120, 40)) as (app, pilot):
        app.panel.focus()
        await pilot.press("G")
        last = pointed(app)
        await pilot.resize_terminal(80, 14)
        await pilot.pause()
        assert pointed(app)[:20] == last[:20]


async def test_a_tags_name_can_be_read_on_the_ground_of_each_theme() -> None:
    pale = msgspec.structs.replace(CASUALTY, colour="#d7d75f")
    async with beside(None, NOTES[:1], (pale,), tab="notes") as (app, pilot):
        for theme in ("dark", "light"):
            app.theme = theme
            await pilot.pause()
            styles = [
                segment.style
                for strip in app.screen._compositor.render_strips()
                for segment in strip
                if segment.text == "casualty"
            ]
            assert styles
            for style in styles:
                assert style is not None
                assert style.color is not None
                assert style.bgcolor is not None
                assert contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)) >= 3


@pytest.mark.parametrize("tab", ["facts", "quotes", "names", "timeline", "notes"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_panel_looks_as_it_did(tab: Any, size: tuple[int, int]) -> None:
    async with beside(briefing(), NOTES, tab=tab, size=size) as (app, pilot):
        app.panel.follow(passage("52")["start"])
        await pilot.pause()
        await as_kept(pilot, f"panel_{tab}_{size[0]}x{size[1]}")


async def test_spans_are_passed_on_as_they_are() -> None:
    async with beside(briefing()) as (app, pilot):
        app.panel.focus()
        await pilot.press("j", "k")
        message = app.heard[-1]
        assert isinstance(message, Panel.ItemHighlighted)
        assert all(isinstance(span, Span) for span in message.spans)
