"""Only rows that have changed are painted anew: the page is then as if all of it had been."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App
from textual.strip import Strip

from annotations.model import Span
from tests.tui.article.conftest import Host
from tests.tui.article.test_article_look import COLOURS, LAYERS, MARKS, SIGNS, TEXT, show, span
from tui.article.pane import ArticlePane

Step = Callable[[ArticlePane], object]

STEPS: Final[Mapping[str, Step]] = {
    "fewer marks": lambda pane: pane.set_marks(MARKS[::2], COLOURS, SIGNS),
    "all marks": lambda pane: pane.set_marks(MARKS, COLOURS, SIGNS),
    "other signs": lambda pane: pane.set_marks(MARKS, COLOURS, {}),
    "other colours": lambda pane: pane.set_marks(MARKS, {"t1": "green"}, SIGNS),
    "fewer layers": lambda pane: setattr(pane, "layers_shown", frozenset({"name", "own"})),
    "all layers": lambda pane: setattr(pane, "layers_shown", LAYERS),
    "letters": lambda pane: setattr(pane, "letters", pane.marks_seen()),
    "one letter": lambda pane: setattr(pane, "letters", pane.marks_seen()[:1]),
    "no letters": lambda pane: setattr(pane, "letters", ()),
    "next mark": lambda pane: pane.next_mark(1),
    "mark before": lambda pane: pane.next_mark(-1),
    "to the end": lambda pane: pane.motion("bottom"),
    "to the top": lambda pane: pane.motion("top"),
    "a row down": lambda pane: pane.motion("down"),
    "jump": lambda pane: pane.jump(span("2,400 tonnes")),
    "select": lambda pane: pane.select(Span(span("Three").start, span("wheat").end)),
    "clear": lambda pane: pane.clear_selection(),
    "find": lambda pane: pane.find("the"),
    "find nothing": lambda pane: pane.find(""),
    "narrow": lambda pane: setattr(pane, "measure", 40),
    "wide": lambda pane: setattr(pane, "measure", 70),
}


def painted(app: App[Any]) -> list[Strip]:
    return app.screen._compositor.render_strips()


@settings(max_examples=12, deadline=None)
@given(st.lists(st.lists(st.sampled_from(sorted(STEPS)), min_size=1, max_size=3), min_size=4, max_size=12))
def test_a_page_is_painted_as_if_all_of_it_were_painted_anew(rounds: list[list[str]]) -> None:
    async def read() -> None:
        host = Host(TEXT)
        async with host.run_test(size=(60, 14)) as pilot:
            show(host.pane)
            await pilot.pause()
            for steps in rounds:
                for step in steps:
                    STEPS[step](host.pane)
                await pilot.pause()
                as_it_is = painted(host)
                host.pane._strips.clear()
                host.pane.refresh()
                await pilot.pause()
                assert as_it_is == painted(host), steps

    asyncio.run(read())


def test_what_has_not_changed_is_not_painted_anew() -> None:
    async def read() -> None:
        host = Host(TEXT)
        async with host.run_test(size=(60, 24)) as pilot:
            show(host.pane)
            await pilot.pause()
            rows: list[int] = []
            paint = host.pane.render_line
            host.pane.render_line = lambda y: rows.append(y) or paint(y)  # type: ignore[method-assign,func-returns-value]
            host.pane.set_marks([m for m in MARKS if m.ref != "2,400 tonnes"], COLOURS, SIGNS)
            await pilot.pause()
            assert set(rows) == {host.pane.row_of(span("2,400 tonnes").start)}

    asyncio.run(read())
