"""Notes on passages: written in an editor of a few lines; what is typed and not saved is kept and gone on with."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from annotations.model import Annotation, Span
from annotations.text import clean, excerpt, shown
from tui.reader.sheet import placed
from tui.unsaved import named

if TYPE_CHECKING:
    from annotations.store import UnsavedNote
    from tui.prompts.note import NotePrompt
    from tui.screens.reader import ReaderScreen


class Noting:
    """Asks for notes on passages of one open document."""

    def __init__(self, screen: "ReaderScreen") -> None:
        self.screen = screen
        self._prompt: NotePrompt | None = None
        """What is typed into now."""
        self._aim = Span(0, 0)
        """What it is on: of several annotations of a passage the one that was aimed at."""
        self._kept = ""

    def ask(self) -> None:
        """Ask for a note on the passage under the cursor."""
        aim = self.screen.pane.aim()
        if aim is None:
            self.screen.say("nothing here to note: put the cursor on a word")
        else:
            self._ask_on(aim)

    def go_on(self, besides: Span | None = None) -> None:
        """Go to the unsaved note that was left longest ago, besides the one on that passage, and open it again."""
        sheet, unsaved = self.screen.sheet, self.screen.reader.unsaved
        note = unsaved.first(besides=(sheet.id, besides) if besides else None)
        if note is None:
            self.screen.say("no note is unsaved")
        elif note.document == sheet.id:
            self._open(note)
        else:
            unsaved.due = note
            self.screen.reader.open_kept(note.document, note.span.start)

    def opened(self) -> None:
        """Go on with the note for which the document was opened."""
        unsaved = self.screen.reader.unsaved
        due, unsaved.due = unsaved.due, None
        if due is not None and due.document == self.screen.sheet.id:
            self._open(due)

    def saved(self, changed: Sequence[Annotation]) -> None:
        """Let go of what was kept of notes that are saved now."""
        unsaved = self.screen.reader.unsaved
        for annotation in changed:
            span = placed(annotation)
            note = unsaved.at((self.screen.sheet.id, span)) if span else None
            if note is not None and clean(note.note).strip() in annotation.note:
                unsaved.forget((note.document, note.span))

    def _open(self, note: "UnsavedNote") -> None:
        self.screen.pane.jump(note.span)
        self._ask_on(note.span)

    def _ask_on(self, aim: Span) -> None:
        from tui.prompts.note import NotePrompt

        sheet, unsaved = self.screen.sheet, self.screen.reader.unsaved
        span = Span(aim.start, aim.end)
        here = sheet.id, span
        begun, other = unsaved.at(here), unsaved.first(besides=here)
        said = sheet.said_at(aim)
        before, note_before = self._note(aim), said.note if said else ""
        prompt = NotePrompt(
            excerpt(sheet.text[span.start : span.end]),
            before,
            begun.note if begun else None,
            named(other) if other else "",
        )
        self._prompt, self._aim, self._kept = prompt, aim, prompt.written

        def answered(note: str | None) -> None:
            key = self.screen.hints.key
            self._prompt = None
            self._keep(aim, prompt.written)
            if note is not None and note != before:
                self.screen.acts.comment(aim, note, note_before)
            elif prompt.written.strip() != before.strip():
                ways = f"{key('comment')} here, or {key('unsaved')} anywhere"
                self.screen.say(f"the note is not saved: {ways}, goes on with it")
            else:
                self.screen.say("the note is as it was")
            if prompt.to_other:
                self.go_on(besides=span)

        self.screen.app.push_screen(prompt, answered)

    def keep(self) -> None:
        """Keep what is being typed, if it has changed."""
        if self._prompt is not None and self._prompt.written != self._kept:
            self._kept = self._prompt.written
            self._keep(self._aim, self._kept)

    def _note(self, aim: Span) -> str:
        said = self.screen.sheet.said_at(aim)
        return shown(said.note) if said else ""

    def _keep(self, aim: Span, written: str) -> None:
        """Keep what is written, unless it is what is saved; as soon as the document is in the store."""
        from annotations.store import UnsavedNote

        sheet, unsaved = self.screen.sheet, self.screen.reader.unsaved
        span = Span(aim.start, aim.end)
        if not sheet.id:
            self.screen.set_timer(0.5, partial(self._keep, aim, written))
        elif not written.strip() or written.strip() == self._note(aim).strip():
            unsaved.forget((sheet.id, span))
        else:
            words = sheet.text[span.start : span.end]
            title = sheet.document.title
            unsaved.keep(UnsavedNote(document=sheet.id, title=title, span=span, words=words, note=written))
