"""From a key to the first cell that changes: an article of a megabyte with its marks, beside a bare Line API pane."""

import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks.measure import Row, python
from benchmarks.terminal import running
from benchmarks.texts import news

_FIRST: Final = "Quellenmark"
_KEYS: Final = "jwjljwjekjwbl" * 8
_BARE: Final = """
import sys
from pathlib import Path
from textual.app import App
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from rich.segment import Segment
from rich.style import Style

class Pane(ScrollView, can_focus=True):
    def __init__(self, lines):
        super().__init__()
        self.lines, self.row = lines, 0
        self.virtual_size = Size(120, len(lines))
    def render_line(self, y):
        line = y + self.scroll_offset.y
        style = Style(reverse=True) if line == self.row else None
        return Strip([Segment(self.lines[line], style)]).adjust_cell_length(self.size.width)
    def on_key(self, event):
        self.row += 1 if event.character in "jwle" else -1
        self.row = max(0, min(self.row, 30))
        self.refresh()

class Bare(App):
    def compose(self):
        text = Path(sys.argv[1]).read_text()
        yield Pane([text[i:i + 100].replace(chr(10), " ") for i in range(0, len(text), 100)])
Bare().run()
"""


def rows() -> Iterator[Row]:
    """Measure the time from key to screen."""
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder, "article.txt")
        article.write_text(f"The {_FIRST} in the harbour\n\n{news(1_000_000)}", encoding="utf-8")
        briefreader = str(Path(sys.executable).with_name("briefreader"))
        ours = _latency([briefreader, "--db", str(Path(folder, "bench.db")), str(article)], reading=20.0)
        bare = _latency(python("-c", _BARE, str(article)), reading=1.0)
        ratio = ours / bare
        yield Row(
            "key to first changed cell, median",
            f"{ours * 1000:.1f} ms, bare pane {bare * 1000:.1f} ms, ratio {ratio:.2f}",
            "≤ 2 x",
            ratio <= 2,
        )


def _latency(command: Sequence[str], *, reading: float) -> float:
    """Return the median seconds from key to screen once nothing has been written for a while.

    `reading` is how long the program may take in the background before it counts as settled.
    """
    with running(command) as terminal:
        terminal.until(_FIRST)
        terminal.settle(quiet=reading / 4)
        out = []
        for key in _KEYS:
            out.append(terminal.press(key))
            terminal.settle(quiet=0.05)
        return statistics.median(out)
