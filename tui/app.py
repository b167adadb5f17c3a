"""The reader program: it holds the themes, the keys, the store's thread and the queue of documents."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType

from annotations.model import Document
from annotations.text import shown_line
from tui.desk import Desk
from tui.keymap import bindings, for_textual
from tui.settings import Settings
from tui.themes import THEMES


class BriefReader(App[None]):
    """Opens documents one at a time in the reader's screen; everything said of them goes through `desk`."""

    TITLE = "briefreader"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("everywhere")]
    CSS = "Screen { background: $background; color: $foreground; }"

    def __init__(self, document: Document | None, rest: Sequence[str], db: Path, settings: Settings) -> None:
        no_color = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if no_color else None)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "terminal" if no_color else settings.theme
        self.set_keymap(for_textual(settings.keymap))
        self.settings = settings
        self.desk = Desk(db, settings.author)
        self.document = document
        self.rest = tuple(rest)

    def on_mount(self) -> None:
        """Put the first document on the screen, before anything else is done."""
        from tui.screens.reader import ReaderScreen

        if self.document is not None:
            self.push_screen(ReaderScreen(self.document))

    def on_unmount(self) -> None:
        """Wait for what is still on its way into the store."""
        self.desk.close()


def run(references: list[str], db: Path, settings: Settings) -> int:
    """Open the reader on `references`, or the library if there is none; return the exit status.

    The first that can be read is on the screen at once, the others wait in the queue. What cannot be read is told on
    standard error, and makes the status 1.
    """
    from annotations.sources import SourceError, expand, load

    document: Document | None = None
    rest: list[str] = []
    problems: list[str] = []
    for reference in expand(references):
        if document is not None:
            rest.append(reference)
            continue
        try:
            document = load(reference)
        except SourceError as error:
            problems.append(shown_line(f"briefreader: {error}"))
    if document is not None or not references:
        app = BriefReader(document, rest, db, settings)
        app.run()
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0
