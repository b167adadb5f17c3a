"""The commands that need an answer first: a tag's name, a label, a path."""

from pathlib import Path
from typing import TYPE_CHECKING, Final, cast, get_args

from annotations.assessment import judgement
from annotations.marks import label_of
from annotations.model import Layer, NameLabel, Span, is_day
from annotations.text import excerpt, shown_line
from tui.labels import LABEL_WORDS, LAYER_WORDS
from tui.reader import changes

if TYPE_CHECKING:
    from tui.prompts.assess import Assessment
    from tui.prompts.export import Order
    from tui.prompts.line import Choice
    from tui.screens.reader import ReaderScreen

LAYER_KEYS: Final[dict[str, Layer]] = {"n": "name", "q": "quote", "d": "date", "f": "figure", "e": "event", "o": "own"}
FLOORS: Final = {"0": 0.0, **{str(tenth): tenth / 10 for tenth in range(5, 10)}}
"""Floors of certainty, by the keys that choose them."""


class Asking:
    """Asks at the foot of the screen and hands the answers on."""

    def __init__(self, screen: "ReaderScreen") -> None:
        self.screen = screen

    def _target(self, what: str) -> Span | None:
        span = self.screen.pane.aim()
        if span is None:
            self.screen.say(f"nothing here to {what}: put the cursor on a word")
        return span

    def _words(self, span: Span) -> str:
        return excerpt(self.screen.sheet.text[span.start : span.end])

    def tag(self) -> None:
        """Ask for a tag by its name; a name that no tag has makes a new one."""
        from tui.prompts.line import LinePrompt

        if (span := self._target("tag")) is not None:
            prompt = LinePrompt(f"Tag {self._words(span)} with", complete=self._tags, check=_no_tag)
            self.screen.app.push_screen(prompt, lambda path: self._tagged(span, path))

    def _tags(self, typed: str) -> list["Choice"]:
        from tui.colours import colours_of
        from tui.prompts.line import Choice, among

        sheet = self.screen.sheet
        about = {t.id: f"{t.key}  {t.description}" if t.key else t.description for t in sheet.tags}
        colours = colours_of(sheet.tags)
        known = list(among([Choice(sheet.path_of(t.id), about[t.id], colours[t.id]) for t in sheet.tags])(typed))
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
        from tui.prompts.labels import label_prompt

        if (span := self._target("relabel")) is None:
            return
        sheet = self.screen.sheet
        said, found = sheet.said_at(span), sheet.found_at(span)
        present = said.label if said is not None else label_of(found[0]) if found else None
        self.screen.app.push_screen(
            label_prompt(excerpt(sheet.text[span.start : span.end], 30), present),
            lambda label: self._relabelled(span, label),
        )

    def _relabelled(self, span: Span, label: str | None) -> None:
        if label is not None:
            self.screen.acts.relabel(span, label)

    def remember(self) -> None:
        """Ask what the selection, or the name under the cursor, is, and know it in every document."""
        from tui.prompts.line import Choice, LinePrompt, among

        if (span := self._target("remember")) is None:
            return
        sheet = self.screen.sheet
        words = sheet.text[span.start : span.end]
        known = next((m.label for m in sheet.found_at(span) if m.layer == "name"), "")
        labels = sorted(get_args(NameLabel), key=lambda label: label != known)
        choices = [Choice(label, LABEL_WORDS[label]) for label in labels]
        prompt = LinePrompt(f"Remember {self._words(span)} as", complete=among(choices), strict=True)
        self.screen.app.push_screen(prompt, lambda label: self._remembered(words, label))

    def _remembered(self, words: str, label: str | None) -> None:
        if label is not None:
            self.screen.acts.remember(words, cast("NameLabel", label))

    def published(self) -> None:
        """Ask when the document was published."""
        from tui.prompts.line import LinePrompt

        value = self.screen.sheet.document.published or ""
        question = "Published on (as in 2026-01-31; nothing if it is not known)"
        prompt = LinePrompt(question, value=value, check=_no_day)
        self.screen.app.push_screen(prompt, self._published)

    def _published(self, day: str | None) -> None:
        if day is not None:
            self.screen.acts.date(day.strip() or None)

    def assess(self) -> None:
        """Ask how sure the reader is of the passage, and what its source is worth."""
        from tui.prompts.assess import Assessment, AssessPrompt

        if (span := self._target("judge")) is None:
            return
        said = self.screen.sheet.said_at(span)
        judged = Assessment(*judgement(said)) if said else Assessment()
        prompt = AssessPrompt(f"Judge {self._words(span)}", judged)
        self.screen.app.push_screen(prompt, lambda answer: self._assessed(span, answer))

    def _assessed(self, span: Span, judged: "Assessment | None") -> None:
        if judged is not None:
            self.screen.acts.do(lambda: changes.assessed(self.screen.sheet, span, judged))

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

    def floor(self) -> None:
        """Ask how sure a mark must be to be shown."""
        from tui.prompts.key import KeyChoice, KeyPrompt

        sheet = self.screen.sheet
        choices = [KeyChoice(key, self._left_out(floor)) for key, floor in FLOORS.items()]
        question = f"Show marks of which certainty? Now {f'{sheet.floor:.2f} and more' if sheet.floor else 'all'}"
        self.screen.app.push_screen(KeyPrompt(question, choices), self.screen.view.raise_floor)

    def _left_out(self, floor: float) -> str:
        if not floor:
            return "all"
        number = self.screen.sheet.number_below(floor)
        return f"{floor:.2f} and more: leaves out {number} {'mark' if number == 1 else 'marks'} here"

    def open(self) -> None:
        """Ask for a file, a folder or an address to open."""
        from tui.prompts.line import LinePrompt
        from tui.prompts.paths import nowhere, paths

        prompt = LinePrompt("Open a file, a folder or an address", complete=paths, free=True, check=nowhere)
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
        last = self.screen.reader.exported
        prompt = ExportPrompt(stem_of(sheet.document), suffixes(), tags, self.screen.side.filtered, last)
        self.screen.app.push_screen(prompt, self._exported)

    def _exported(self, order: "Order | None") -> None:
        from tui.prompts.key import KeyChoice, KeyPrompt

        if order is None:
            return
        self.screen.reader.exported = order
        path = Path(order.path).expanduser()
        if path.is_file():
            prompt = KeyPrompt(f"{shown_line(order.path)} is there already", [KeyChoice("y", "write over it")])
            self.screen.app.push_screen(prompt, lambda key: self.screen.opening.export(order, path) if key else None)
        else:
            self.screen.opening.export(order, path)


def _no_day(typed: str) -> str:
    """Return what is wrong with a day of publication."""
    day = typed.strip()
    return "" if not day or is_day(day) else f"“{day}” is no day like 2026-01-31"


def _no_tag(path: str) -> str:
    """Return what is wrong with a tag's path."""
    return "" if path.strip(" /") else "a tag needs a name"
