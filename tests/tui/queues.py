"""A screen that goes through a queue, driven by keys, for the tests of review, changed texts and differences."""

import asyncio
from typing import Any, Generic, TypeVar

from textual.pilot import Pilot

from tests.tui.lists import PATIENCE
from tests.tui.seen import seen
from tui.app import BriefReader
from tui.screens.atdesk import DeskScreen

Shown = TypeVar("Shown", bound=DeskScreen[Any])


class Queue(Generic[Shown]):
    """The running screen: presses keys and waits until the store has answered."""

    def __init__(self, app: BriefReader, screen: Shown, pilot: Pilot[None]) -> None:
        self.app = app
        self.screen = screen
        self.pilot = pilot

    @property
    def text(self) -> str:
        """The words on the screen, with one space between them."""
        return " ".join(seen(self.app).replace("│", " ").split())

    @property
    def said(self) -> str:
        """What the status line says of the last key."""
        return self.screen.status.message

    @property
    def offered(self) -> list[str]:
        """The keys on the last line, each with what it does."""
        return seen(self.app).splitlines()[-1].strip().split("  ")

    async def press(self, *keys: str) -> None:
        """Press keys, each when the store has answered the one before."""
        for key in keys:
            await self.burst(key)

    async def burst(self, *keys: str) -> None:
        """Press keys, one upon the other, and wait until the store has answered."""
        for key in keys:
            await self.pilot.press(key)
        await self.settled()

    async def settled(self) -> None:
        """Wait until the store has answered, and the screen shows it."""
        await self.pilot.pause()
        async with asyncio.timeout(PATIENCE):
            while self.screen.busy:
                await self.pilot.pause(0.01)
        await self.pilot.pause()
