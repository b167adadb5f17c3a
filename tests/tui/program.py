"""The whole program on a real store and a real file, driven by keys, for the tests of its keys."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from msgspec.structs import replace
from textual.events import Key
from textual.pilot import Pilot

from annotations.extract.learned import NOTHING
from annotations.model import Annotation, Reading, Span
from annotations.sources import load
from annotations.store import Store, open_store
from tests.tui.panel.by_hand import TEXT, briefing
from tui.app import BriefReader
from tui.reader.extraction import fingerprint
from tui.screens.reader import ReaderScreen
from tui.settings import Settings

_WRITES = {"enter": "\r", "tab": "\t", "escape": "\x1b", "slash": "/", "question_mark": "?", "apostrophe": "'"}
PATIENCE = 20.0
"""Seconds to wait for what happens off the screen's thread before a test fails."""


class Program:
    """The running program: presses keys and waits until all that they set off is done."""

    def __init__(self, app: BriefReader, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def reader(self) -> ReaderScreen:
        """The reader's screen, under whatever lies over it."""
        return next(s for s in reversed(self.app.screen_stack) if isinstance(s, ReaderScreen))

    @property
    def said(self) -> str:
        """What the status line says of the last key."""
        return self.reader.status.message

    def over(self, kind: type[object]) -> bool:
        """Return whether the screen on top is of that kind."""
        return isinstance(self.app.screen, kind)

    def mode(self) -> str:
        """Return the mode that the status line shows."""
        return self.reader.status.mode

    def selection(self) -> Span | None:
        """Return what is selected."""
        return self.reader.pane.selection

    @property
    def cursor(self) -> int:
        """Where the cursor stands."""
        return self.reader.pane.cursor

    @property
    def own(self) -> list[Annotation]:
        """The annotations on the screen, in the order of the text."""
        return sorted(self.reader.sheet.annotations.values(), key=lambda a: (a.placement.start or 0, a.placement.end))

    def stored(self) -> list[Annotation]:
        """Return the annotations that the store's file holds now, read by another connection."""
        with open_store(self.app.desk.path) as store:
            return list(store.annotations.of(self.reader.sheet.id))

    def tags(self, annotation: Annotation) -> list[str]:
        """Return the names of its tags."""
        return [self.reader.sheet.path_of(tag) for tag in annotation.tags]

    def at(self, words: str, occurrence: int = 1) -> None:
        """Put the cursor on the n-th place of `words`."""
        place = -1
        for _ in range(occurrence):
            place = self.reader.sheet.text.index(words, place + 1)
        self.reader.pane.go(place)

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until the store has answered."""
        for key in keys:
            await self.pilot.press(key)
        await self.settle()

    async def on(self, words: str, *keys: str) -> None:
        """Press keys with the cursor on the first place of `words`."""
        self.at(words)
        await self.press(*keys)

    async def answer(self, key: str, typed: str) -> None:
        """Press a key that asks for something, and answer it."""
        await self.press(key)
        await self.type(typed)
        await self.press("enter")

    async def burst(self, *keys: str) -> None:
        """Press keys as a terminal gives them that has them all at once, and wait until all is done."""
        for key in keys:
            self.app.post_message(Key(key, _WRITES.get(key, key if len(key) == 1 else None)))
        await self.settle()

    async def type(self, words: str) -> None:
        """Type `words` into what has the focus."""
        for letter in words:
            await self.pilot.press("space" if letter == " " else letter)
        await self.pilot.pause()

    async def settle(self) -> None:
        """Wait until nothing is on its way into the store or out of it."""
        await self.pilot.pause()
        await self.until(lambda: not self.reader.acts.pending and not self.reader.learning.pending)
        await self.pilot.pause()

    async def until(self, happened: Callable[[], object]) -> None:
        """Wait until `happened` says so."""
        async with asyncio.timeout(PATIENCE):
            while not happened():
                await self.pilot.pause(0.01)

    async def ready(self) -> None:
        """Wait until the document is open and read."""
        await self.until(lambda: any(isinstance(s, ReaderScreen) for s in self.app.screen_stack))
        await self.until(lambda: self.reader.sheet.reading is not None)
        await self.settle()


@asynccontextmanager
async def opened(
    folder: Path,
    *,
    text: str = TEXT,
    name: str = "orsk.txt",
    reading: Reading | None = None,
    settings: Settings | None = None,
    size: tuple[int, int] = (120, 40),
) -> AsyncIterator[Program]:
    """Open the program on a file of that text and name in `folder`, whose store is beside it.

    `reading` is what the machine has found in it; left out, the one made by hand for the usual text.
    """
    article = folder / name
    article.write_text(text, encoding="utf-8")
    if reading is None and text == TEXT:
        reading = briefing()
    if reading is not None:
        with open_store(folder / "store.db") as store:
            keep(store, article, reading)
    app = BriefReader(load(str(article)), [str(article)], folder / "store.db", settings or Settings())
    async with app.run_test(size=size) as pilot:
        program = Program(app, pilot)
        await program.ready()
        yield program


def keep(store: Store, article: Path, reading: Reading) -> None:
    """Keep `reading` as the machine's of the file `article`."""
    document = load(str(article))
    added = store.documents.add(document)
    store.documents.keep_reading(added.id, fingerprint(document, NOTHING, "own"), replace(reading, document=document))
