"""The labels that a mark can bear, as completions."""

from collections.abc import Mapping, Sequence
from typing import Final

from annotations.marks import LABELS, layer_of
from tui.labels import LABEL_WORDS
from tui.prompts.line import Choice, LinePrompt

_TAKEN_FOR: Final[Mapping[str, Sequence[str]]] = {
    "PERSON": ("ORG", "GPE", "NORP"),
    "NORP": ("GPE", "ORG", "LANGUAGE"),
    "FAC": ("LOC", "ORG", "GPE"),
    "ORG": ("GPE", "PERSON", "FAC", "PRODUCT"),
    "GPE": ("LOC", "ORG", "NORP", "FAC"),
    "LOC": ("GPE", "FAC"),
    "PRODUCT": ("WEAPON", "VEHICLE", "ORG"),
    "EVENT": ("OCCURRENCE", "ORG", "WORK_OF_ART"),
    "LAW": ("WORK_OF_ART", "ORG", "EVENT"),
    "WORK_OF_ART": ("ORG", "LAW", "PRODUCT"),
    "LANGUAGE": ("NORP",),
    "WEAPON": ("VEHICLE", "PRODUCT"),
    "VEHICLE": ("WEAPON", "PRODUCT", "FAC"),
    "DATE": ("DURATION", "TIME", "SET", "FIGURE"),
    "TIME": ("DATE", "DURATION"),
    "DURATION": ("DATE", "FIGURE", "SET"),
    "SET": ("DURATION", "DATE"),
    "QUOTE": ("WORK_OF_ART", "OCCURRENCE"),
    "FIGURE": ("DURATION", "DATE", "OCCURRENCE"),
    "OCCURRENCE": ("EVENT",),
}
"""What a thing is most often that was taken for something else: words of the same look, or of the same use."""


def label_prompt(words: str, present: str | None) -> LinePrompt:
    """Return the question what the passage `words` really is, which bears the label `present` now."""
    now = f" (now {LABEL_WORDS[present]})" if present and present in LABEL_WORDS else ""
    return LinePrompt(f"{words}{now} is", complete=lambda typed: labels(typed, present), strict=True)


def labels(typed: str, present: str | None = None) -> list[Choice]:
    """Return the labels that begin with what is typed or whose meaning holds it.

    Those that take the place of `present` most often come first, then the others of its layer; itself is the last.
    """
    wanted = typed.strip().casefold()
    fitting = [label for label in LABELS if wanted in f"{label} {LABEL_WORDS[label]}".casefold()]
    likely = [*_TAKEN_FOR.get(present or "", ())]

    def key(label: str) -> tuple[bool, bool, int, bool]:
        place = likely.index(label) if label in likely else len(likely)
        begins = label.casefold().startswith(wanted)
        return not begins, label == present, place, layer_of(label) != layer_of(present)

    return [Choice(label, LABEL_WORDS[label]) for label in sorted(fitting, key=key)]
