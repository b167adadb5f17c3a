"""Nouns that report what their owner says: "Rell's claim that …", "a promise by the ministry that …"."""

from functools import cache
from typing import Final

from annotations.extract.quotes.clauses import clause_end, first_comma, phrase_end
from annotations.extract.quotes.complements import is_infinitive
from annotations.extract.quotes.lexicon import Verb, reporting_verbs, word_set
from annotations.extract.quotes.noun_phrases import Phrase, phrase_after
from annotations.extract.quotes.report import Report
from annotations.extract.quotes.sentences import NAME, QUOTE, WORD, Sentence
from annotations.extract.quotes.subjects import subject_before
from annotations.extract.quotes.verbs import first_of_group, is_finite, is_past, is_reporting_gerund
from annotations.extract.wordlists import word_groups

_ADJECTIVES: Final = 3
"""How many words may stand between an owner and the noun."""
_OWNER: Final = 6
_LEAST_CLAUSE: Final = 3
_OPENING: Final = 12
"""Within how many words an opening phrase has its noun."""
_OBJECT: Final = 8
"""How many words an object may have before its noun."""
_PREPOSITIONS: Final = frozenset(["of", "for", "on", "against", "about", "over", "with"])
_NO_NOUN_AFTER: Final = frozenset(["subject", "to", "auxiliary", "negation", "relative"])
_NEW_CLAUSE: Final = frozenset(["comma", "conjunction", "that", "relative", "subordinator", "subject", "dash"])


@cache
def reporting_nouns() -> dict[str, Verb]:
    """Return the nouns that report, singular and plural, with what may carry it (data/quotes_nouns.txt)."""
    frames: dict[str, set[str]] = {}
    for frame, nouns in word_groups("quotes_nouns").items():
        for noun in nouns:
            frames.setdefault(noun, set()).add(frame)
    forms: dict[str, Verb] = {}
    for noun, taken in frames.items():
        verb = Verb(noun, frozenset(taken), frozenset(taken & _PREPOSITIONS))
        plural = noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"
        forms[noun] = forms[plural] = verb
    return forms


def noun_report(sentence: Sentence, index: int) -> Report | None:
    """Return what the noun at `index` reports, with its owner or whoever makes it, if the sentence tells."""
    noun = reporting_nouns().get(sentence.lower[index])
    if noun is None or sentence.tag_at(index - 1) in _NO_NOUN_AFTER:
        return None
    owner, after = _owner_before(sentence, index), index + 1
    if owner is None and sentence.lower[after : after + 1] == ["by"]:
        owner = phrase_after(sentence, after + 1)
        after = owner.last if owner is not None else after
    content = _carried(sentence, after, noun)
    if content is None or content[1] <= content[0]:
        return None
    owner = owner or _maker(sentence, index)
    if owner is None and sentence.tag[after] != "that":
        return None
    return Report((index, after), noun, owner, (content,), "noun")


def _carried(sentence: Sentence, at: int, noun: Verb) -> tuple[int, int] | None:
    """Return the words that carry what a noun reports, read from word `at` on."""
    tag, lower = sentence.tag_at(at), sentence.lower[at] if at < len(sentence) else ""
    if tag == "that" and "that" in noun.frames:
        end = _clause_end_inside(sentence, at)
        form = reporting_verbs().get(sentence.lower[end - 1])
        answered = form is not None and form.verb.lemma in word_set("answering")
        relative = is_finite(sentence, at + 1) or answered
        return None if relative or end - at < _LEAST_CLAUSE else (at + 1, end)
    if tag == "to" and "to" in noun.frames and is_infinitive(sentence, at):
        return (at, _phrase_end_inside(sentence, at, clause_end(sentence, at)))
    if lower in noun.prepositions or (tag == "to" and "towards" in noun.frames and not is_infinitive(sentence, at)):
        begins = phrase_after(sentence, at + 1) is not None
        return (at + 1, _phrase_end_inside(sentence, at + 1, phrase_end(sentence, at + 1))) if begins else None
    return None


def _clause_end_inside(sentence: Sentence, that: int) -> int:
    """Return where the clause ends: before a second verb, whose subject the noun is ("the claim that … was denied")."""
    end = clause_end(sentence, that + 1)
    if _in_opening_phrase(sentence, that):
        end = first_comma(sentence, that + 1, end)
    verbs = 0
    for at in range(that + 1, end):
        if sentence.tag[at] in _NEW_CLAUSE:
            verbs = 0
        elif is_finite(sentence, at) and sentence.tag_at(at - 1) != "auxiliary":
            verbs += 1
            if verbs > 1:
                return at
    return end


def _phrase_end_inside(sentence: Sentence, first: int, end: int) -> int:
    """Return where the phrase ends: at the verb whose subject it is part of."""
    for at in range(first + 1, end):
        if sentence.tag[at] in ("that", "relative", "subordinator"):
            return end
        if is_finite(sentence, at):
            return at
    return end


def _in_opening_phrase(sentence: Sentence, index: int) -> bool:
    """Whether the words up to `index` open the sentence with a preposition: "Despite claims that …, it …"."""
    return index < _OPENING and sentence.tag_at(0) in ("preposition", "subordinator")


def _maker(sentence: Sentence, index: int) -> Phrase | None:
    """Return the subject of the verb whose object the noun is: "Voss made a sharp attack on …"."""
    for at in range(index - 1, max(0, index - _OBJECT), -1):
        if sentence.tag[at] in ("comma", "that", "relative", "conjunction", "subordinator", "preposition", QUOTE):
            return None
        if is_finite(sentence, at) and sentence.tag[at] != "clitic":
            return subject_before(sentence, first_of_group(sentence, at) - 1)
    return None


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
