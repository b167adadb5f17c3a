"""The labels that a mark can bear, as completions."""

from annotations.marks import LABELS
from tui.labels import LABEL_WORDS
from tui.prompts.line import Choice


def labels(typed: str) -> list[Choice]:
    """Return the labels that begin with what is typed or whose meaning holds it."""
    wanted = typed.strip().casefold()
    fitting = [label for label in LABELS if wanted in f"{label} {LABEL_WORDS[label]}".casefold()]
    fitting.sort(key=lambda label: not label.casefold().startswith(wanted))
    return [Choice(label, LABEL_WORDS[label]) for label in fitting]
