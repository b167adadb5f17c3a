"""What may stand between a reporting verb and what it reports: adverbs, times, prepositional phrases."""

from typing import Final

from annotations.extract.quotes.lexicon import word_set
from annotations.extract.quotes.noun_phrases import phrase_after
from annotations.extract.quotes.sentences import NUMBER, QUOTE, WORD, Sentence
from annotations.extract.quotes.verbs import is_adverb, is_finite, is_past, is_reporting_gerund

_SET_OFF: Final = 14
"""How many words may be set off by commas between a verb and what it reports."""


def after_adverbial(sentence: Sentence, at: int, *, told: bool = False) -> int:
    """Return the place after the adverbial at `at` (in a statement, last week, to reporters), or `at` if there is none.

    With `told`, after the words for someone told, a relative clause and words in marks may be passed over too.
    """
    tag = sentence.tag_at(at)
    if tag == "time" and sentence.tag_at(at + 1) == "clitic":
        return at
    if tag == "time" or is_adverb(sentence, at) or (tag == NUMBER and sentence.tag_at(at - 1) == "time"):
        return at + 1
    if tag in ("determiner", WORD, NUMBER) and is_time(sentence, at):
        return at + (2 if sentence.tag_at(at + 1) == "time" else 3)
    if tag == WORD and told and is_past(sentence, at) and sentence.tag_at(at + 1) in ("preposition", "time"):
        return at + 1
    if tag == QUOTE and told and is_incidental(sentence, at):
        return at + 1
    if tag in ("preposition", "to"):
        return _after_preposition(sentence, at)
    if tag == "comma":
        return at if is_reporting_gerund(sentence, at + 1) else _after_words_set_off(sentence, at)
    return _after_words_set_off(sentence, at) if tag == "relative" and told else at


def is_time(sentence: Sentence, at: int) -> bool:
    """Whether "last week", "earlier this month", "a year ago" begins here; "a day of mourning" is no time."""
    if sentence.lower[at] not in word_set("before_time"):
        return False
    unit = next((i for i in (at + 1, at + 2) if sentence.tag_at(i) == "time"), None)
    return unit is not None and not (
        sentence.lower[unit + 1 : unit + 2] == ["of"] and sentence.tag_at(unit + 2) == WORD
    )


def is_incidental(sentence: Sentence, at: int) -> bool:
    """Whether the sentence goes on after words in marks as if they were its own: warned them "in private" of it."""
    return sentence.tag_at(at + 1) in ("preposition", "to", "that") and not sentence.quoted[at].ends


def _after_preposition(sentence: Sentence, at: int) -> int:
    phrase = phrase_after(sentence, at + 1)
    if phrase is not None:
        return phrase.last
    if sentence.tag_at(at + 1) == "determiner" and sentence.tag_at(at + 2) == "time":
        return at + 3
    return at + 2 if sentence.tag_at(at + 1) in ("time", QUOTE, NUMBER) else at


def _after_words_set_off(sentence: Sentence, at: int) -> int:
    """Step over ", in effect," or "who gathered there," where "that" or a quotation follows."""
    for comma in range(at + 1, min(len(sentence), at + _SET_OFF)):
        if sentence.tag[comma] == "comma":
            return comma + 1 if sentence.tag_at(comma + 1) in ("that", QUOTE) else at
        if sentence.tag[at] == "comma" and is_finite(sentence, comma):
            return at
    return at
