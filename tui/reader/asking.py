"""The commands that need an answer first: a tag's name, a label, a note, a path."""

from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

from annotations.marks import LABELS
from annotations.model import Layer, Span
from annotations.text import shown, shown_line
from tui.labels import LABEL_WORDS
from tui.reader.changes import excerpt

if TYPE_CHECKING:
    from tui.prompts.export import Order
    from tui.prompts.line import Choice
    from tui.screens.reader import ReaderScreen

LAYER_KEYS: Final[dict[str, Layer]] = {"n": "name", "q": "quote", "d": "date", "f": "figure", "e": "event", "o": "own"}
LAYER_WORDS: Final[dict[Layer, str]] = {
    "name": "names",
    "quote": "quotations",
    "date": "dates",
    "figure": "figures",
    "event": "events",
    "own": "your annotations",
}


class Asking:
    """Asks at the foot of the screen and hands the answers on."""

    def __init__(self, screen: "ReaderScreen") -> None:
        self.screen = screen

    def _target(self, what: str) -> Span | None:
        span = self.screen.pane.target()
        if span is None:
            self.screen.say(f"nothing here to {what}: put the cursor on a word")
        return span

    def _words(self, span: Span) -> str:
        return excerpt(self.screen.sheet.text[span.start : span.end])

    def tag(self) -> None:
        """Ask for a tag by its name; a name that no tag has makes a new one."""
        from tui.prompts.line import LinePrompt

        if (span := self._target("tag")) is not None:
            prompt = LinePrompt(f"Tag {self._words(span)} with", complete=self._tags)
            self.screen.app.push_screen(prompt, lambda path: self._tagged(span, path))

    def _tags(self, typed: str) -> list["Choice"]:
        from tui.prompts.line import Choice, among

        sheet = self.screen.sheet
        about = {t.id: f"{t.key}  {t.description}" if t.key else t.description for t in sheet.tags}
        known = list(among([Choice(sheet.path_of(t.id), about[t.id], t.colour) for t in sheet.tags])(typed))
        name = typed.strip()
        if not name or sheet.tag_of_path(name):
            return known
        new = Choice(name, "a new tag")
        fits = bool(known) and known[0].answer.casefold().startswith(name.casefold())
        return [*known, new] if fits else [new, *known]

    def _tagged(self, span: Span, path: str | None) -> None:
        if path is not None:
            self.screen.acts.tag_by_name(span, path)

    def relabel(self) -> None:
        """Ask what the mark under the cursor really is."""
        from tui.prompts.line import LinePrompt

        if (span := self._target("relabel")) is None:
            return
        prompt = LinePrompt(f"{self._words(span)} is", complete=self._labels, strict=True)
        self.screen.app.push_screen(prompt, lambda label: self._relabelled(span, label))

    def _labels(self, typed: str) -> list["Choice"]:
        """Return the labels that begin with what is typed or whose meaning holds it."""
        from tui.prompts.line import Choice

        wanted = typed.strip().casefold()
        fitting = [label for label in LABELS if wanted in f"{label} {LABEL_WORDS[label]}".casefold()]
        fitting.sort(key=lambda label: not label.casefold().startswith(wanted))
        return [Choice(label, LABEL_WORDS[label]) for label in fitting]

    def _relabelled(self, span: Span, label: str | None) -> None:
        if label is not None:
            self.screen.acts.relabel(span, label)

    def comment(self) -> None:
        """Ask for a note on the passage."""
        from tui.prompts.note import NotePrompt

        if (span := self._target("note")) is None:
            return
        said = self.screen.sheet.said_at(span)
        before = shown(said.note) if said else ""
        prompt = NotePrompt(self._words(span), before)
        self.screen.app.push_screen(prompt, lambda note: self._commented(span, before, note))

    def _commented(self, span: Span, before: str, note: str | None) -> None:
        if note is None or note == before:
            self.screen.say("the note is as it was")
        else:
            self.screen.acts.comment(span, note)

    def layers(self) -> None:
        """Ask which kinds of mark to show or hide."""
        from tui.prompts.key import KeyChoice, KeyPrompt

        shown_now = self.screen.pane.layers_shown
        choices = [
            KeyChoice(key, f"{'hide' if layer in shown_now else 'show'} {LAYER_WORDS[layer]}")
            for key, layer in LAYER_KEYS.items()
        ]
        choices.append(KeyChoice("a", "show all" if len(shown_now) < len(get_args(Layer)) else "show none"))
        self.screen.app.push_screen(KeyPrompt("Marks shown", choices), self.screen.view.toggle_layer)

    def open(self) -> None:
        """Ask for a file, a folder or an address to open."""
        from tui.prompts.line import LinePrompt
        from tui.prompts.paths import paths

        prompt = LinePrompt("Open a file, a folder or an address", complete=paths, free=True)
        self.screen.app.push_screen(prompt, self._opened)

    def _opened(self, reference: str | None) -> None:
        if reference:
            self.screen.reader.open(str(Path(reference).expanduser()) if "://" not in reference else reference)

    def export(self) -> None:
        """Ask what to export, how and where to, and write it."""
        from tui.prompts.export import ExportPrompt
        from tui.reader.exporting import stem_of, suffixes

        sheet = self.screen.sheet
        tags = sorted(sheet.path_of(tag.id) for tag in sheet.tags)
        self.screen.app.push_screen(ExportPrompt(stem_of(sheet.document), suffixes(), tags), self._exported)

    def _exported(self, order: "Order | None") -> None:
        from tui.prompts.key import KeyChoice, KeyPrompt

        if order is None:
            return
        path = Path(order.path).expanduser()
        if path.is_file():
            prompt = KeyPrompt(f"{shown_line(order.path)} is there already", [KeyChoice("y", "write over it")])
            self.screen.app.push_screen(prompt, lambda key: self.screen.opening.export(order, path) if key else None)
        else:
            self.screen.opening.export(order, path)
