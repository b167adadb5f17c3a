"""Make the README's picture from the program itself: `make picture`."""

import asyncio
import re
import tempfile
from pathlib import Path

from annotations.sources import load
from tui.app import BriefReader
from tui.screens.reader import ReaderScreen
from tui.settings import Settings

ROOT = Path(__file__).parents[1]
SIZE = (120, 38)
KEYS = ("escape", "]", *"))))", "s", "2", "escape", "tab", "tab")


async def picture() -> str:
    """Open the wire report, tag a sentence, go to a mark; return the screen as SVG, without fonts from elsewhere."""
    document = load(str(ROOT / "sample_articles" / "wire_report.txt"))
    with tempfile.TemporaryDirectory() as folder:
        app = BriefReader(document, (), Path(folder, "store.db"), Settings(author="reader"))
        async with app.run_test(size=SIZE) as pilot:
            while not any(isinstance(s, ReaderScreen) and s.sheet.reading for s in app.screen_stack):
                await pilot.pause(0.05)
            for key in KEYS:
                await pilot.press(key)
                await pilot.pause(0.1)
            await pilot.pause(0.5)
            drawn = app.export_screenshot(title="briefreader")
    return re.sub(r"@font-face\s*\{.*?\}", "", drawn, flags=re.DOTALL)


if __name__ == "__main__":
    (ROOT / "docs" / "reader.svg").write_text(asyncio.run(picture()), encoding="utf-8")
