"""A tiny program around the pane, driven by Textual's pilot."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tui.article.pane import ArticlePane


class Host(App[None]):
    """Holds one pane and keeps what it says."""

    def __init__(self, text: str, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self.text = text
        self.pane = ArticlePane()
        self.said: list[Any] = []

    def compose(self) -> ComposeResult:
        yield self.pane

    def on_mount(self) -> None:
        self.pane.load(self.text)
        self.pane.focus()

    def on_article_pane_cursor_moved(self, message: ArticlePane.CursorMoved) -> None:
        self.said.append(message.offset)

    def on_article_pane_selection_changed(self, message: ArticlePane.SelectionChanged) -> None:
        self.said.append(message.span)


Reading = Callable[..., AbstractAsyncContextManager[tuple[Pilot[None], ArticlePane]]]


@pytest.fixture
def reading() -> Reading:
    """Open a text in a pane: `async with reading(text, size=(80, 24)) as (pilot, pane)`."""

    @asynccontextmanager
    async def open_text(
        text: str, size: tuple[int, int] = (80, 24), *, ansi: bool | None = None
    ) -> AsyncIterator[tuple[Pilot[None], ArticlePane]]:
        host = Host(text, ansi_color=ansi)
        async with host.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot, host.pane

    return open_text
