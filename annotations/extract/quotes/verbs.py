"""Which words of a sentence are verbs, as far as their forms and neighbours tell."""

from typing import Final

from annotations.extract.quotes.lexicon import BASE, GERUND, PAST, PRESENT, common_verbs, reporting_verbs, word_set
from annotations.extract.quotes.sentences import NAME, NUMBER, QUOTE, WORD, Sentence

_AFTER_PRESENT: Final = frozenset(["determiner", "possessive", "object", "that", "negation", QUOTE, "subject"])
_MODIFIERS: Final = frozenset(["determiner", "possessive", "clitic", NUMBER])
_NOT_ADVERBS: Final = word_set("no_adverb")
_NOT_PAST: Final = word_set("no_past")


_KINDS: Final = common_verbs() | {word: form.kinds for word, form in reporting_verbs().items()}


def kinds_of(word: str) -> frozenset[str] | None:
    """Return the kinds of verb form that `word` (lower case) may be; None for a word that is no known verb."""
    return _KINDS.get(word)


def is_adverb(sentence: Sentence, index: int) -> bool:
    """Whether the word may stand between a subject and its verb without changing either."""
    tag = sentence.tag_at(index)
    if tag in ("adverb", "negation"):
        return True
    if tag not in (WORD, NAME):
        return False
    lower = sentence.lower[index]
    return lower.endswith("ly") and len(lower) > 4 and lower not in _NOT_ADVERBS


def is_past(sentence: Sentence, index: int) -> bool:
    """Whether the word is an auxiliary, or stands as a verb in the past tense."""
    tag = sentence.tag_at(index)
    if tag == WORD:
        return not _modifies(sentence, index) and _has_past_form(sentence.lower[index])
    return tag == "auxiliary"


def _has_past_form(lower: str) -> bool:
    kinds = _KINDS.get(lower)
    if kinds is not None:
        return PAST in kinds
    return lower.endswith("ed") and len(lower) > 4 and not lower.endswith("eed") and lower not in _NOT_PAST


def is_finite(sentence: Sentence, index: int) -> bool:
    """Whether the word is a verb that makes a clause; what may be a noun counts only before an object or the like."""
    tag = sentence.tag_at(index)
    if tag != WORD:
        return tag == "auxiliary" or (tag == "clitic" and _is_clitic_verb(sentence, index))
    before, lower = sentence.tag[index - 1] if index else "", sentence.lower[index]
    if before in _MODIFIERS:
        return False
    if _has_past_form(lower):
        return True
    kinds, after = _KINDS.get(lower), sentence.tag_at(index + 1)
    if before in ("subject", "relative") and sentence.lower[index - 1] not in ("one", "none", "others"):
        return kinds is not None or sentence.lower[index - 1] in ("he", "she", "they", "we", "i")
    if not lower.endswith("s"):
        plural = before == WORD and sentence.lower[index - 1].endswith("s") and sentence.lower[index - 1][-2:] != "us"
        return plural and kinds is not None and BASE in kinds and (after in _AFTER_PRESENT or after == "to")
    if kinds is not None and PRESENT in kinds:
        return after in _AFTER_PRESENT or (
            before in (NAME, "close", "adverb") and after in ("to", "preposition", "adverb")
        )
    return before == NAME and after in ("determiner", "possessive", "object")


def is_reporting_gerund(sentence: Sentence, index: int) -> bool:
    """Whether the word is a reporting verb in -ing, as in "one source saying"."""
    form = reporting_verbs().get(sentence.lower[index]) if 0 <= index < len(sentence) else None
    return form is not None and GERUND in form.kinds


def is_base(sentence: Sentence, index: int) -> bool:
    """Whether the word is a known verb's plain form, as after "to"."""
    kinds = kinds_of(sentence.lower[index]) if sentence.tag_at(index) == WORD else None
    return kinds is not None and BASE in kinds


def first_of_group(sentence: Sentence, verb: int) -> int:
    """Return where the auxiliaries and adverbs of the verb at `verb` begin."""
    first = verb
    while first and (sentence.tag[first - 1] == "auxiliary" or is_adverb(sentence, first - 1)):
        first -= 1
    return first


def _is_clitic_verb(sentence: Sentence, index: int) -> bool:
    """Whether the clitic 's is a verb: after a pronoun, "that" or "there"."""
    before = sentence.tag_at(index - 1)
    return before in ("subject", "that", "relative") or sentence.lower[index - 1] in ("there", "here")


def _modifies(sentence: Sentence, index: int) -> bool:
    """Whether a word of a verb's form stands inside a noun phrase: the embattled senator, its reports."""
    return sentence.tag_at(index - 1) in _MODIFIERS
