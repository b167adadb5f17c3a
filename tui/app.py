"""The reader program: it holds the themes, the keys, the store's thread and the queue of documents."""

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, Protocol, runtime_checkable

from msgspec.structs import replace
from textual.app import App
from textual.binding import BindingType
from textual.events import Event, Key, Paste
from textual.message import Message
from textual.screen import ModalScreen

from annotations.model import Document
from annotations.text import shown_line
from tui import loading
from tui.desk import Desk, Failed, NoStore
from tui.inturn import InTurn
from tui.keymap import bindings, for_textual
from tui.queue import Queue
from tui.screens.reader import ReaderScreen
from tui.settings import Settings
from tui.themes import THEMES
from tui.unsaved import Unsaved
from tui.visits import Visits

if TYPE_CHECKING:
    from tui.prompts.export import Order
    from tui.reader.linking import LinkStart
    from tui.screens.codebook.passages import PassagePicked


_ENDS: Final = (signal.SIGHUP, signal.SIGTERM) if sys.platform != "win32" else ()
"""What tells a program that its terminal was closed, or that it has to end."""


class Kept(Message):
    """A document of the library, to be shown at an offset or where the reader was.

    With `tag`, over the list of that tag's passages.
    """

    def __init__(self, document: Document, at: int | None, tag: str = "") -> None:
        super().__init__()
        self.document = document
        self.at = at
        self.tag = tag


@runtime_checkable
class Tells(Protocol):
    """A screen with a status line."""

    def say(self, message: str, *, alarm: bool = False) -> None:
        """Show `message` until the next key."""


class BriefReader(App[None], inherit_bindings=False):
    """Opens documents one at a time in the reader's screen; everything said of them goes through `desk`."""

    TITLE = "briefreader"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("everywhere")]
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self, document: Document | None, queue: Sequence[str], db: Path, settings: Settings, *, whole: bool = True
    ) -> None:
        no_color = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if no_color else None)
        for theme in THEMES:
            self.register_theme(theme)
        # Before anything is parsed, so that it is parsed once.
        self.set_reactive(App.theme, "terminal" if no_color else settings.theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_keymap(for_textual(settings.keymap))
        self.settings = settings
        self.desk = Desk(db, settings.signature)
        self.problems: list[str] = []
        """What is to be told on standard error when the program has ended."""
        self._first = ReaderScreen(document, whole=whole) if document else None
        self.failed: tuple[str, ...] = ()
        """Why the sources before the first of the queue could not be read, each in a few words."""
        self.left_out: tuple[str, ...] = ()
        """What else the folders of the queue hold, until it is told."""
        self.link_start: LinkStart | None = None
        """Where a link was begun that is not ended yet."""
        self.trail: list[tuple[str, int]] = []
        """Where links were followed: document and offset, the last last."""
        self.followed = ""
        """The link that was followed to the document that is being opened, in words."""
        self.visits = Visits(self)
        self.unsaved = Unsaved(self.desk, self)
        """The notes that were begun and are not saved."""
        self.exported: Order | None = None
        """The last export, whose choice is offered again."""
        self._queue = Queue(tuple(queue))
        self._keys = InTurn(self, super().on_event)
        self._leaving = False
        """Whether the program ends as soon as all is saved."""

    def on_mount(self) -> None:
        """Put the first document on the screen before anything else is done; without one, the library."""
        if self._first is not None:
            self.push_screen(self._first)
        else:
            self.text_is_painted()
            self.visits.library()
        if not self.is_headless:
            for told in _ENDS:
                asyncio.get_running_loop().add_signal_handler(told, self._when_saved, self._leave)

    def text_is_painted(self) -> None:
        """Begin what is not needed to see the text: the store, the other documents of the queue."""
        if not gc.isenabled():
            gc.freeze()  # what start-up made stays: the collector need not walk it while somebody waits for a key
            gc.enable()
        if not self.desk.opened:
            self.desk.open(self)
            loading.take_in(self, self._queue.references[1:], self.desk)

    async def on_event(self, event: Event) -> None:
        """Let keys, and what is pasted, in one after the other."""
        if isinstance(event, (Key, Paste)) and not event.is_forwarded:
            await self._keys.take(event)
        else:
            await super().on_event(event)

    # Documents

    def open(self, reference: str) -> None:
        """Open a file, an address, or the first document of a folder, whose others become the queue."""
        self.say(f"opening {reference}…")
        self._queue = self._queue.turned_to(reference)
        loading.load_first(self, [reference])

    def turn(self, by: int) -> None:
        """Open the next document of the queue, or the one before."""
        number = len(self._queue.references)
        if number < 2:
            self.say("this document is alone: several files or a folder make a queue")
        elif (queue := self._queue.turned(by)) is None:
            this = "the one before this" if self._queue.left else "this"
            self.say(f"{this} is the {'last' if by > 0 else 'first'} of {number} documents")
        else:
            self._queue = queue
            loading.load_first(self, [queue.references[queue.at]])

    def place_in_queue(self, *, ways: bool = True) -> str:
        """Return which of how many documents this is, with the `ways` to the others; nothing where it is alone."""
        from tui.reader.hints import Hints

        number, place = len(self._queue.references), self._queue.at + 1
        if number < 2:
            return ""
        if self._queue.left:
            which = f"none of the {number} documents that were opened"
            others = [("previous-document", place), *[("next-document", place + 1)] * (place < number)]
            offers = [(command, f"document {other}") for command, other in others]
        else:
            which = f"document {place} of {number}"
            offers = [("next-document", "next"), ("library", "lists all")]
        return f"{which}  {Hints(self.settings.keymap).line(*offers)}" if ways else which

    def on_loaded(self, message: loading.Loaded) -> None:
        """Show what was read."""
        if message.queue[0] not in self._queue.references:
            self._queue = Queue(message.queue)
            self.failed, self.left_out = message.failed, message.left_out
            loading.take_in(self, message.queue[1:], self.desk)
        elif message.queue[0] != self._queue.references[self._queue.at]:
            return  # the reader has turned on meanwhile
        self.show(message.document)

    def on_not_loaded(self, message: loading.NotLoaded) -> None:
        """Tell what could not be read, now and at the end."""
        self.say(message.why, alarm=True)
        self.problems.append(message.why)

    def on_all_taken_in(self, message: loading.AllTakenIn) -> None:
        """Tell which documents of the queue the library has not taken; the first is on the screen already."""
        failed = (*self.failed, *message.failed)
        if failed:
            self.say(loading.told(message.of + 1 + len(self.failed), failed, self.left_out), alarm=True)

    def show(self, document: Document, at: int | None = None) -> None:
        """Put `document` on the screen in place of the one there, at that offset or where the reader was in it."""
        self._queue = self._queue.showing(document.source)
        self.keep_places()
        while len(self.screen_stack) > 2:
            self.pop_screen()
        screen = ReaderScreen(document, at=at)
        if len(self.screen_stack) == 2:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def open_kept(self, document: str, at: int | None) -> None:
        """Open a document of the library by its id, at an offset or where the reader was."""
        self.desk.ask(self, lambda store: Kept(store.documents.get(document), at), "opening")

    def on_kept(self, message: "Kept") -> None:
        """Show a document that the library holds."""
        from tui.screens.codebook.passages import PassagesScreen

        if not message.tag:
            self.show(message.document, message.at)
        elif isinstance(passages := self.screen, PassagesScreen):  # else it has been left meanwhile
            self._queue = self._queue.showing(message.document.source)
            self.keep_places()
            reader = ReaderScreen(message.document, at=message.at, tag=message.tag)
            self.push_screen(reader, lambda _: passages.ask_again())

    def on_passage_picked(self, message: "PassagePicked") -> None:
        """Read on at a passage of a tag's list, which stays below: that is the way back."""
        self.desk.ask(
            self, lambda store: Kept(store.documents.get(message.document), message.at, message.tag), "opening"
        )

    def back_to_passages(self) -> bool:
        """Go back to the list of passages that the reader came from; return whether there is one."""
        reader = self.screen
        if not isinstance(reader, ReaderScreen) or not reader.tag:
            return False
        reader.acts.afterwards(partial(self._end, reader))
        return True

    def _end(self, reader: ReaderScreen) -> None:
        """Take the reader's screen away, if it is still the one that is seen."""
        if self.screen is reader:
            reader.opening.keep_place()
            reader.dismiss()

    def refresh_reader(self) -> None:
        """Show what may have been changed while another screen lay over the reader's."""
        if isinstance(self.screen, ReaderScreen) and self.screen.complete:
            self._queue = self._queue.showing(self.screen.sheet.document.source)
            self.screen.watching.refresh()

    def keep_places(self) -> None:
        """Have the store keep where the reader is in each document."""
        for screen in self.screen_stack:
            if isinstance(screen, ReaderScreen) and screen.complete:
                screen.opening.keep_place()

    # Telling

    def say(self, message: str, *, alarm: bool = False) -> None:
        """Tell the reader something, in the status line if there is one."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, Tells):
                screen.say(message, alarm=alarm)
                return

    def on_failed(self, message: Failed) -> None:
        """Tell what the store refused."""
        self.say(f"{message.what}: not done: {message.why}", alarm=True)

    def on_no_store(self, message: NoStore) -> None:
        """Leave: without its store the program would lose what the reader says."""
        self.problems.append(message.why)
        self.exit()

    # Commands that work everywhere

    def action_command(self, name: str) -> None:
        """Do what the command of that id does."""
        if name.startswith("theme-"):
            self.choose_theme(name.removeprefix("theme-"))
        else:
            {"help": self.help, "palette": self.palette}[name]()

    def help(self) -> None:
        """Show what works where the reader is."""
        from tui.palette import offers
        from tui.screens.help import HelpScreen

        if not isinstance(self.screen, ModalScreen):
            tags = self.screen.sheet.tags if isinstance(self.screen, ReaderScreen) else ()
            self.push_screen(HelpScreen(offers(self.screen, self.settings.keymap), tags))

    def palette(self) -> None:
        """Find a command by its name and do it."""
        from tui.palette import by_name, carry_out, offers
        from tui.prompts.line import LinePrompt

        if not isinstance(self.screen, ModalScreen):
            offered = offers(self.screen, self.settings.keymap)
            prompt = LinePrompt("Every command", complete=by_name(offered), strict=True)
            self.push_screen(prompt, lambda title: carry_out(offered, title) if title else None)

    def choose_theme(self, name: str) -> None:
        """Show another theme."""
        self.theme = name
        self.remember("theme", name, f"{name} theme")

    def remember(self, name: str, value: str | float, said: str) -> None:
        """Keep a choice for the documents to come, write it into the settings file, and say so."""
        from tui.settings import remember

        self.settings = replace(self.settings, **{name: value})
        try:
            remember(name, value)
        except OSError as error:
            self.say(f"{said}, not remembered: {error.strerror}", alarm=True)
        else:
            self.say(f"{said}, remembered")

    def leave(self) -> None:
        """End the program when all that was said is saved; where the reader is is kept. Asked again, end it at once."""
        self._when_saved(self._leave_told)

    def _when_saved(self, leave: Callable[[], None]) -> None:
        reader = next((s for s in reversed(self.screen_stack) if isinstance(s, ReaderScreen) and s.complete), None)
        if self._leaving:
            self._leave()
        elif reader is None:
            leave()
        else:
            self._leaving = True
            self.say("saving…")
            reader.acts.afterwards(leave)

    def _leave_told(self) -> None:
        """End the program, unless there are notes that were left without being saved: they are kept, and told first."""
        if news := self.unsaved.news():
            from tui.reader.hints import Hints

            key = Hints(self.settings.keymap).key
            ways = f"{key('unsaved')} goes on with it, {key('quit')} leaves it for next time"
            self._leaving = False
            self.say(f"{news} · {ways}", alarm=True)
        else:
            self._leave()

    def _leave(self) -> None:
        self.keep_places()
        self.exit()

    async def action_quit(self) -> None:
        """Do as `leave`."""
        self.leave()

    def on_unmount(self) -> None:
        """Wait for what is still on its way into the store."""
        self.desk.close()


def run(references: list[str], db: Path, settings: Settings) -> int:
    """Open the reader on `references`, or the library if there is none; return the exit status.

    The first that can be read is on the screen at once, the others wait in the queue. What cannot be read is told on
    standard error, and makes the status 1.
    """
    queue = references
    failed: dict[str, str] = {}
    problems: list[str] = []
    notices: list[str] = []
    document = loading.glimpse(references[0]) if references and all(map(os.path.isfile, references)) else None
    whole = document is None
    if document is None and references:
        document, queue, failed = _load_first(references, notices.append)
    if document is not None or not references:
        app = BriefReader(document, queue, db, settings, whole=whole)
        app.failed = tuple(loading.briefly(reference, why) for reference, why in failed.items())
        app.left_out = tuple(notices)
        app.run()
        problems = app.problems
    problems = [*failed.values(), *problems]
    for line in (*notices, *problems):
        print(f"briefreader: {shown_line(line)}", file=sys.stderr)
    return 1 if problems else 0


def _load_first(
    references: Sequence[str], tell: Callable[[str], object]
) -> tuple[Document | None, list[str], dict[str, str]]:
    """Return the first document that can be read, the queue from it on, and what is wrong with each of those before.

    `tell` gets a line for each folder that holds other files.
    """
    from annotations.sources import SourceError, expand

    queue = list(expand(references, tell))
    failed: dict[str, str] = {}
    while queue:
        try:
            return loading.whole(queue[0]), queue, failed
        except SourceError as error:
            failed[queue.pop(0)] = str(error)
    return None, queue, failed
