"""Where a reported clause or phrase ends, and whether a row of words is a clause at all."""

from typing import Final

from annotations.extract.quotes.lexicon import GERUND, PAST, reporting_verbs
from annotations.extract.quotes.noun_phrases import is_adverb, is_finite
from annotations.extract.quotes.sentences import QUOTE, WORD, Sentence

_POINTS: Final = frozenset(["stop", "comma", "dash", "colon", "semicolon"])
_ENDS_PHRASE: Final = frozenset(["comma", "stop", "semicolon", "colon", "dash", "open", "close"])
_FAR: Final = 25
"""How many words a subject may be long before its verb is missed."""


def is_clause(sentence: Sentence, first: int, end: int) -> bool:
    """Whether the words are a clause: a noun phrase and, not long after it, a finite verb of its own."""
    for at in range(first + 1, min(end, first + _FAR)):
        tag = sentence.tag[at]
        if tag in ("relative", "that", "to", "semicolon") or (tag == "subordinator" and at - first < 3):
            return False
        if is_finite(sentence, at):
            return True
    return False


def clause_end(sentence: Sentence, first: int) -> int:
    """Return where a reported clause that begins at `first` ends: with the sentence, or where another voice begins."""
    depth = 0
    for at in range(first, len(sentence)):
        tag = sentence.tag[at]
        if tag == "open":
            depth += 1
        elif tag == "close":
            depth -= 1
            if depth < 0:
                return trim(sentence, first, at)
        elif depth == 0 and (
            tag in ("stop", "semicolon") or (tag == "comma" and at > first and _leaves(sentence, at + 1))
        ):
            return trim(sentence, first, at)
    return trim(sentence, first, len(sentence))


def trim(sentence: Sentence, first: int, end: int) -> int:
    """Step back over punctuation before `end`."""
    while end > first and sentence.tag[end - 1] in _POINTS:
        end -= 1
    return end


def _leaves(sentence: Sentence, at: int) -> bool:
    """Whether the words at `at`, after a comma, leave the reported clause."""
    lower = sentence.lower[at] if at < len(sentence) else ""
    if lower == "according" and sentence.tag_at(at + 1) == "to":
        return True
    if lower == "but":
        return True
    if lower == "and":
        at += 1
        while is_adverb(sentence, at):
            at += 1
        return _reports(sentence, at) or (sentence.tag_at(at) == "subject" and _reports(sentence, at + 1))
    form = reporting_verbs().get(lower)
    if form is not None and GERUND in form.kinds:
        return True
    return closing_attribution(sentence, at)


def _reports(sentence: Sentence, at: int) -> bool:
    while is_adverb(sentence, at):
        at += 1
    form = reporting_verbs().get(sentence.lower[at]) if sentence.tag_at(at) == WORD else None
    return form is not None and PAST in form.kinds


def closing_attribution(sentence: Sentence, at: int) -> bool:
    """Whether "Reuters reported" or "he said" stands at `at` and is all there is up to the end or the next comma."""
    for cue in range(at, min(len(sentence), at + 9)):
        tag = sentence.tag[cue]
        if tag == WORD and sentence.lower[cue] in _CLOSING:
            after = sentence.tag_at(cue + 1)
            return after in ("", "stop", "comma", "time", "preposition") or (
                cue == at and after in ("determiner", "name")
            )
        if tag in ("comma", "stop", QUOTE, "auxiliary", "that", "semicolon", "relative"):
            return False
    return False


_CLOSING: Final = frozenset("said says say reported reports wrote writes added noted".split())


def phrase_end(sentence: Sentence, first: int) -> int:
    """Return where a reported noun phrase that begins at `first` ends, with what hangs on it."""
    for at in range(first, len(sentence)):
        tag = sentence.tag[at]
        if tag in _ENDS_PHRASE:
            return at
        if at == first:
            continue
        if tag == "subordinator" and sentence.lower[at] not in ("whether", "how", "why", "what"):
            return at
        if tag == "conjunction" and (is_finite(sentence, at + 1) or sentence.tag_at(at + 1) in ("subject", "adverb")):
            return at
    return len(sentence)
