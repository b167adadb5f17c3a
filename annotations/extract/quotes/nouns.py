"""Nouns that report what their owner says: "Rell's claim that …", "a promise by the ministry that …"."""

from functools import cache
from typing import Final

from annotations.extract.quotes.clauses import clause_end
from annotations.extract.quotes.lexicon import Verb
from annotations.extract.quotes.noun_phrases import Phrase, phrase_after
from annotations.extract.quotes.report import Report
from annotations.extract.quotes.sentences import NAME, WORD, Sentence
from annotations.extract.quotes.verbs import is_finite, is_past, is_reporting_gerund
from annotations.extract.wordlists import word_groups

_ADJECTIVES: Final = 3
"""How many words may stand between an owner and the noun."""
_OWNER: Final = 6
_NEW_CLAUSE: Final = frozenset(["comma", "conjunction", "that", "relative", "subordinator", "subject", "dash"])


@cache
def reporting_nouns() -> dict[str, str]:
    """Return the nouns that report, singular and plural, with their singular (data/quotes_nouns.txt)."""
    forms: dict[str, str] = {}
    for noun in word_groups("quotes_nouns")["that"]:
        plural = noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"
        forms[noun] = forms[plural] = noun
    return forms


def noun_report(sentence: Sentence, index: int) -> Report | None:
    """Return what the noun at `index` reports; None where the text does not say whose words they are."""
    noun = reporting_nouns().get(sentence.lower[index])
    if noun is None:
        return None
    owner, that = _owner_before(sentence, index), index + 1
    if owner is None and sentence.lower[that : that + 1] == ["by"]:
        owner = phrase_after(sentence, that + 1)
        that = owner.last if owner is not None else that
    if owner is None or sentence.tag_at(that) != "that":
        return None
    content = (that + 1, _end_inside(sentence, that + 1))
    if content[1] <= content[0]:
        return None
    return Report((index, index + 1), Verb(noun, frozenset(), frozenset()), owner, (content,), "noun")


def _end_inside(sentence: Sentence, first: int) -> int:
    """Return where the clause ends: before a second verb, whose subject the noun is ("the claim that … was denied")."""
    end = clause_end(sentence, first)
    verbs = 0
    for at in range(first, end):
        if sentence.tag[at] in _NEW_CLAUSE:
            verbs = 0
        elif is_finite(sentence, at) and sentence.tag_at(at - 1) != "auxiliary":
            verbs += 1
            if verbs > 1:
                return at
    return end


def _owner_before(sentence: Sentence, index: int) -> Phrase | None:
    """Return the owner in "Rell's repeated claim" or "his claim"."""
    at = index - 1
    while at > 0 and index - at <= _ADJECTIVES and sentence.tag[at] == WORD:
        at -= 1
    if sentence.tag_at(at) == "possessive":
        return Phrase(at, at + 1, at)
    if sentence.tag_at(at) != "clitic":
        return None
    first = at
    while first > 0 and at - first < _OWNER and _names(sentence, first - 1):
        first -= 1
    return Phrase(first, at, at - 1) if first < at else None


def _names(sentence: Sentence, index: int) -> bool:
    """Whether the word may belong to an owner's name or description."""
    tag = sentence.tag[index]
    if tag in (NAME, "determiner", "possessive"):
        return True
    return tag == WORD and not is_past(sentence, index) and not is_reporting_gerund(sentence, index)
