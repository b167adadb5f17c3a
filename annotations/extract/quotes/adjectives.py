"""Adjectives that tell what someone thinks or is ready for: "is willing to …", "was confident that …"."""

from functools import cache
from typing import Final

from annotations.extract.quotes.clauses import clause_end, has_verb, phrase_end
from annotations.extract.quotes.complements import is_infinitive
from annotations.extract.quotes.lexicon import Verb, word_set
from annotations.extract.quotes.noun_phrases import Phrase
from annotations.extract.quotes.report import Report
from annotations.extract.quotes.sentences import Sentence
from annotations.extract.quotes.subjects import subject_before
from annotations.extract.quotes.verbs import is_adverb
from annotations.extract.wordlists import word_groups

_PREPOSITIONS: Final = frozenset(["about", "of", "with", "by", "at", "in"])
_SEEMING: Final = word_set("seeming")


@cache
def reporting_adjectives() -> dict[str, Verb]:
    """Return the adjectives that report, with what may carry it (data/quotes_adjectives.txt)."""
    frames: dict[str, set[str]] = {}
    for frame, adjectives in word_groups("quotes_adjectives").items():
        for adjective in adjectives:
            frames.setdefault(adjective, set()).add(frame)
    return {word: Verb(word, frozenset(taken), frozenset(taken & _PREPOSITIONS)) for word, taken in frames.items()}


def adjective_report(sentence: Sentence, index: int) -> Report | None:
    """Return what the adjective at `index` reports, where it is said of somebody with "is", "seems" or the like."""
    adjective = reporting_adjectives().get(sentence.lower[index])
    if adjective is None:
        return None
    first, negated = index, False
    while first and (sentence.tag[first - 1] in ("auxiliary", "negation") or _leads_up(sentence, first - 1)):
        first -= 1
        negated = negated or sentence.tag[first] == "negation"
    while first < index and is_adverb(sentence, first):
        first += 1
    if first == index or (sentence.tag[first] != "auxiliary" and sentence.lower[first] not in _SEEMING):
        return None
    subject = subject_before(sentence, first - 1)
    if subject is None:
        return None
    impersonal = sentence.lower[subject.first] in ("it", "that", "this", "what", "there")
    content = _carried(sentence, index + 1, adjective)
    if content is None or content[1] <= content[0] or (impersonal and "question" not in adjective.frames):
        return None
    source: Phrase | None = None if impersonal else subject
    return Report((first, index + 1), adjective, source, (content,), "adjective", negated)


def _leads_up(sentence: Sentence, index: int) -> bool:
    return is_adverb(sentence, index) or sentence.lower[index] in _SEEMING


def _carried(sentence: Sentence, at: int, adjective: Verb) -> tuple[int, int] | None:
    """Return the words that carry what an adjective reports, read from word `at` on."""
    tag, lower = sentence.tag_at(at), sentence.lower[at] if at < len(sentence) else ""
    if tag == "that" and "that" in adjective.frames:
        end = clause_end(sentence, at + 1)
        return (at + 1, end) if has_verb(sentence, at + 1, end) else None
    if "question" in adjective.frames and lower in word_set("question"):
        return (at, clause_end(sentence, at))
    if tag == "to" and is_infinitive(sentence, at):
        return (at, clause_end(sentence, at)) if "to" in adjective.frames else None
    if (lower in adjective.prepositions or (tag == "to" and "towards" in adjective.frames)) and at + 1 < len(sentence):
        return (at + 1, phrase_end(sentence, at + 1))
    return None
