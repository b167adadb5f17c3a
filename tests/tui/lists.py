"""A program with the store's thread and one screen that lists, for the tests of library and code book."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from textual.app import App
from textual.binding import BindingType
from textual.pilot import Pilot

from annotations.store import Store, open_store
from tests.tui.seen import seen
from tui.desk import Desk
from tui.keymap import bindings
from tui.rows import POINTER
from tui.screens.listing import ListScreen
from tui.themes import THEMES

PATIENCE = 20.0
"""Seconds to wait for what happens off the screen's thread before a test fails."""

Shown = TypeVar("Shown", bound=ListScreen[Any])


class Listing(App[None]):
    """Shows one screen and keeps its answer."""

    CSS = "Screen { background: $background; color: $foreground; }"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("everywhere")]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, path: Path, kind: Callable[[Desk], ListScreen[Any]], theme: str) -> None:
        super().__init__()
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme
        self.desk = Desk(path, "reader")
        self.shown = kind(self.desk)
        self.answers: list[Any] = []

    def on_mount(self) -> None:
        self.desk.open(self)
        self.push_screen(self.shown, self.answers.append)

    def on_unmount(self) -> None:
        self.desk.close()


class Listed(Generic[Shown]):
    """The running program: presses keys and waits until the store has answered."""

    def __init__(self, app: Listing, screen: Shown, pilot: Pilot[None]) -> None:
        self.app = app
        self.screen = screen
        self.pilot = pilot

    @property
    def text(self) -> str:
        """What is on the screen."""
        return seen(self.app)

    @property
    def said(self) -> str:
        """What the status line says of the last key."""
        return self.screen.status.message

    @property
    def lines(self) -> list[str]:
        """The lines of the list, without the columns' names."""
        return [line.strip(f" {POINTER}") for line in self.text.splitlines()[2:-3] if line.strip()]

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until all that they set off is done."""
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, words: str) -> None:
        """Type words into what has the keys."""
        await self.press(*("space" if letter == " " else letter for letter in words))

    async def settle(self) -> None:
        """Wait until the store has done all that was asked of it, and the screen shows it."""
        done = asyncio.Event()
        loop = asyncio.get_running_loop()
        await self.pilot.pause()

        def answered(_: Store) -> None:
            loop.call_soon_threadsafe(done.set)

        self.app.desk.ask(self.app, answered)
        async with asyncio.timeout(PATIENCE):
            await done.wait()
        await self.pilot.pause()

    async def until(self, happened: Callable[[], object]) -> None:
        """Wait until `happened` says so."""
        async with asyncio.timeout(PATIENCE):
            while not happened():
                await self.pilot.pause(0.01)


@asynccontextmanager
async def listing(
    path: Path, kind: type[Shown], *, size: tuple[int, int] = (120, 40), theme: str = "dark"
) -> AsyncIterator[Listed[Shown]]:
    """Show a screen of that kind on the store at `path`."""
    app = Listing(path, kind, theme)
    async with app.run_test(size=size) as pilot:
        assert isinstance(app.shown, kind)
        listed = Listed(app, app.shown, pilot)
        await listed.settle()
        yield listed


@contextmanager
def store_in(folder: Path) -> Iterator[Store]:
    """Open the store of a test."""
    with open_store(folder / "store.db", author="reader") as store:
        yield store
