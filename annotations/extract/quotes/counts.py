"""Numbers that something is said to come to: "the number of dead at more than 80"."""

from typing import Final

from annotations.extract.quotes.clauses import phrase_end
from annotations.extract.quotes.lexicon import word_set
from annotations.extract.quotes.sentences import NUMBER, QUOTE, Sentence
from annotations.extract.wordlists import word_map

_COUNTED: Final = 12
"""How many words may stand before the "at"."""
_BEFORE_NUMBER: Final = 4
"""How many words may stand between "at" and the number: at no more than about 40."""
_BREAKS: Final = frozenset(
    ["comma", "stop", "semicolon", "colon", "dash", "that", "relative", "subordinator", "subject", "auxiliary", QUOTE]
)
_HOURS: Final = frozenset(["am", "pm", "a.m.", "p.m.", "a.m", "p.m", "o'clock", "o’clock", "hours", "gmt"])


def number_told(sentence: Sentence, at: int) -> int | None:
    """Return where the number ends that "at" leads to at word `at`; None where no number, or an hour, follows."""
    if sentence.lower[at : at + 1] != ["at"]:
        return None
    for number in range(at + 1, min(len(sentence), at + 2 + _BEFORE_NUMBER)):
        if sentence.tag[number] == NUMBER or sentence.lower[number] in word_map("figures_numbers"):
            after = sentence.lower[number + 1] if number + 1 < len(sentence) else ""
            return None if after in _HOURS else phrase_end(sentence, number)
        if sentence.lower[number] not in word_set("before_number"):
            return None
    return None


def count_told(sentence: Sentence, first: int) -> int | None:
    """Return where the number ends that is told of the phrase beginning at `first`: "the toll at 40"."""
    for at in range(first + 1, min(len(sentence), first + _COUNTED)):
        if sentence.lower[at] == "at":
            return number_told(sentence, at)
        if sentence.tag[at] in _BREAKS:
            return None
    return None
