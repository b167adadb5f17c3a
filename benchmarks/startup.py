"""From the command to the first text on a terminal, beside a bare Textual app; and commands that need no screen."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks.measure import Row, paired, process_seconds, python
from benchmarks.terminal import running
from benchmarks.texts import news

_WORD: Final = "Quellenmark"
_BARE: Final = f"""
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("{_WORD} " * 50)
Bare().run()
"""


def rows() -> Iterator[Row]:
    """Measure start-up."""
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder, "article.txt")
        article.write_text(f"The {_WORD} in the harbour\n\n{news(20_000)}", encoding="utf-8")
        database = str(Path(folder, "bench.db"))
        briefreader = str(Path(sys.executable).with_name("briefreader"))
        reader = [briefreader, "--db", database, str(article)]
        ours, bare, ratio = paired(lambda: first_paint(reader), lambda: first_paint(python("-c", _BARE)))
        yield Row(
            "start to first article text",
            f"{ours * 1000:.0f} ms, bare Textual app {bare * 1000:.0f} ms, ratio {ratio:.2f}",
            "≤ 1.3 x",
            ratio <= 1.3,
        )
        for arguments in (["export"], ["--help"]):
            command = [briefreader, "--db", database, *arguments]
            ours, click, ratio = paired(
                lambda command=command: process_seconds(command),  # type: ignore[misc]
                lambda: process_seconds(python("-c", "import click")),
            )
            yield Row(
                f"briefreader {' '.join(arguments)}",
                f"{ours * 1000:.0f} ms, import click {click * 1000:.0f} ms, ratio {ratio:.2f}",
                "≤ 3 x",
                ratio <= 3,
            )


def first_paint(command: Sequence[str], *, word: str = _WORD) -> float:
    """Return the seconds until `word` is written to the terminal that `command` runs on."""
    with running(command) as terminal:
        return terminal.until(word)
