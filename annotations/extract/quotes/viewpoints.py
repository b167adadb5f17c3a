"""Whose view a sentence tells from the start: "In her view, …", "In a poll by the paper, …"."""

from typing import Final

from annotations.extract.quotes.clauses import clause_end, has_verb
from annotations.extract.quotes.lexicon import word_set
from annotations.extract.quotes.noun_phrases import Phrase, phrase_after
from annotations.extract.quotes.report import Report
from annotations.extract.quotes.sentences import Sentence

_VIEWS: Final = word_set("view")
_SURVEYS: Final = word_set("survey")
_SET_OFF: Final = 8
"""How many words may stand between the view and its comma: "in a poll taken last week,"."""


def viewpoint_report(sentence: Sentence) -> Report | None:
    """Return what follows "In X's view," with X, or "In a poll," with the poll; None where neither opens it."""
    opening = int(sentence.tag_at(0) == "conjunction")
    if sentence.lower[opening : opening + 1] != ["in"]:
        return None
    phrase = phrase_after(sentence, opening + 1)
    source = _whose(sentence, phrase) if phrase is not None else None
    if phrase is None or source is None:
        return None
    limit = min(len(sentence), phrase.last + _SET_OFF)
    comma = next((at for at in range(phrase.last, limit) if sentence.tag[at] == "comma"), limit)
    end = clause_end(sentence, comma + 1) if comma < limit else 0
    if end <= comma + 1 or not has_verb(sentence, comma, end):
        return None
    view = phrase.last - 1 if sentence.lower[phrase.last - 1] in _VIEWS else opening
    return Report((view, view + 1), None, source, ((comma + 1, end),), "according")


def _whose(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """Return the owner of a view, or the survey itself."""
    survey = next((at for at in range(phrase.first, phrase.last) if sentence.lower[at] in _SURVEYS), None)
    if survey is not None:
        return Phrase(phrase.first, survey + 1, survey)
    if sentence.lower[phrase.last - 1] not in _VIEWS:
        return None
    owner = phrase.last - 1
    while owner > phrase.first and sentence.tag[owner] not in ("possessive", "clitic"):
        owner -= 1
    if sentence.tag[owner] == "possessive":
        return Phrase(owner, owner + 1, owner)
    return Phrase(phrase.first, owner, owner - 1) if owner > phrase.first else None
