"""Noun phrases beside a verb, found by walking from it: who says something stands before or after the verb.

There is no tagger. Closed classes, the forms of some hundred verbs, and capitals are enough to see where a subject
begins and ends in edited prose; where they are not, no phrase is returned.
"""

from typing import Final, NamedTuple

from annotations.extract.quotes.lexicon import word_set
from annotations.extract.quotes.sentences import NAME, NUMBER, WORD, Sentence
from annotations.extract.quotes.verbs import is_adverb, is_base, is_finite, is_past, is_reporting_gerund


class Phrase(NamedTuple):
    """The words from `first` up to but not including `last`; `head` is the word that the phrase turns on."""

    first: int
    last: int
    head: int


REACH: Final = 40
"""No noun phrase is longer, in words."""
_NOMINAL: Final = frozenset([WORD, NAME, NUMBER])
_BEGINS: Final = frozenset(["determiner", "possessive", "subject", "object", "adverb", *_NOMINAL])
_AND: Final = frozenset(["and", "or", "&"])
_ONES: Final = frozenset(["one", "none", "others"])
_HANGS_ON: Final = frozenset(["for", "from", "with", "at", "in", "on", "to"])
_ALONE: Final = word_set("alone")
_PERSONAL: Final = word_set("personal")
_PARTITIVE: Final = word_set("partitive")
_LINKING: Final = word_set("linking")
_REDUCED: Final = word_set("reduced")


def phrase_before(sentence: Sentence, index: int) -> Phrase | None:
    """Return the longest plain noun phrase whose last word is at `index`; None where none ends there."""
    if index < 0:
        return None
    tag, lower = sentence.tag[index], sentence.lower[index]
    if tag == "relative":
        return Phrase(index, index + 1, index) if lower in ("who", "which") else None
    if tag == "subject" or lower in _ALONE:
        modified = index > 0 and sentence.tag[index - 1] in (WORD, NAME) and lower not in _PERSONAL
        if not modified:
            return Phrase(index, index + 1, index)
    if tag == "object" and index > 1 and sentence.lower[index - 1] == "of" and sentence.lower[index - 2] in _PARTITIVE:
        return Phrase(index - 2, index + 1, index - 2)
    if tag not in _NOMINAL and tag not in ("subject", "clitic", "time"):
        return None
    if tag == "time" or is_adverb(sentence, index):
        return None
    if is_past(sentence, index) and sentence.lower[index - 1] != "of":
        return None
    first, head = _walk_left(sentence, index)
    if first > index or _is_no_subject(sentence, first, head):
        return None
    return Phrase(first, index + 1, head)


def _is_no_subject(sentence: Sentence, first: int, head: int) -> bool:
    """Whether the words only look like a noun phrase: a verb after its auxiliary, a participle and its object."""
    lower = sentence.lower
    if sentence.tag[first] == WORD:
        if sentence.tag_at(first - 1) in ("auxiliary", "negation", "to"):
            return True
        if head != first and lower[first].endswith("ing") and len(lower[first]) > 5:
            return True
    wants_noun = sentence.tag[head] == WORD and lower[head].endswith("ed")
    return head > first and wants_noun and sentence.tag_at(head - 1) in ("possessive", "clitic")


def _walk_left(sentence: Sentence, index: int) -> tuple[int, int]:
    """Return where the phrase that ends at `index` begins, and its head: the last word before its first preposition."""
    at = head = index
    while at > 0 and index - at < REACH:
        left = sentence.tag[at - 1]
        if sentence.tag[at] in ("determiner", "possessive"):
            if left == "determiner":
                at -= 1
            elif _joins(sentence, at):
                at = head = at - 2
            else:
                break
        elif _belongs(sentence, at - 1):
            at -= 1
        elif _joins(sentence, at):
            head = at - 2 if sentence.tag[at - 1] != "conjunction" else head
            at -= 2
        else:
            break
    if sentence.tag[at] == "clitic":
        at += 1
    return at, max(at, head)


def _belongs(sentence: Sentence, index: int) -> bool:
    """Whether the word at `index` belongs to the noun phrase that goes on right after it."""
    tag, before = sentence.tag[index], sentence.tag_at(index - 1)
    if tag in ("determiner", "possessive", "clitic") or sentence.lower[index] == "one":
        return True
    if tag in _NOMINAL:
        attributive = before in (NUMBER, "determiner") or "-" in sentence.lower[index]
        if is_past(sentence, index) and not attributive:
            return False
        return not is_adverb(sentence, index) or before in ("determiner", "possessive")
    if tag == "adverb":
        return before in ("determiner", "possessive")
    return tag == "time" and sentence.tag[index + 1] in (WORD, NAME) and before in ("determiner", "clitic")


def _joins(sentence: Sentence, at: int) -> bool:
    """Whether the phrase goes on to the left of `at` over a preposition or a conjunction."""
    joint, further = sentence.tag_at(at - 1), at - 2
    if further < 0 or is_adverb(sentence, further):
        return False
    if sentence.tag[further] not in _NOMINAL and sentence.lower[further] not in _PARTITIVE:
        return False
    if joint in ("preposition", "to"):
        if sentence.lower[at - 1] not in _LINKING or (joint == "to" and is_base(sentence, at)):
            return False
        return not is_past(sentence, further) or _stands_for_clause(sentence, further)
    return joint == "conjunction" and sentence.lower[at - 1] in _AND and not is_past(sentence, further)


def _stands_for_clause(sentence: Sentence, index: int) -> bool:
    """Whether a participle stands for a relative clause: officials briefed on the talks, those polled by a paper."""
    before, lower = sentence.tag_at(index - 1), sentence.lower[index]
    if sentence.tag_at(index) != WORD or before not in (WORD, NAME):
        return False
    if lower.endswith("ed") and sentence.lower[index + 1 : index + 2] == ["by"]:
        return True
    return before == WORD and lower in _REDUCED


def phrase_after(sentence: Sentence, index: int) -> Phrase | None:
    """Return the noun phrase that begins at word `index`: the subject of an inverted verb, someone told."""
    tag = sentence.tag_at(index)
    if tag not in _BEGINS:
        return None
    lower, after = sentence.lower[index], sentence.tag_at(index + 1)
    if tag in ("subject", "object") or (lower == "her" and after not in (WORD, NAME)):
        if lower not in _ONES or after not in (WORD, NAME, "preposition"):
            return Phrase(index, index + 1, index)
    elif _is_no_noun(sentence, index):
        return None
    return _walk_right(sentence, index)


def _is_no_noun(sentence: Sentence, index: int) -> bool:
    """Whether a verb or an adverb stands here, and not one that belongs to a noun after it."""
    after = sentence.tag_at(index + 1)
    if is_past(sentence, index):
        return after not in (WORD, NAME)
    capital = sentence.tag[index] == NAME and after != ""
    return is_adverb(sentence, index) and after not in _NOMINAL and not capital


def _walk_right(sentence: Sentence, index: int) -> Phrase | None:
    """Return the phrase from `index` on; its head is the last noun before a preposition."""
    at, noun, head = index, -1, -1
    limit = min(len(sentence), index + REACH)
    while at < limit:
        tag = sentence.tag[at]
        if tag in _NOMINAL:
            if noun >= 0 and (is_finite(sentence, at) or is_adverb(sentence, at) or is_reporting_gerund(sentence, at)):
                break
            noun = at
            if head < 0 or head == at - 1 or sentence.tag[at - 1] == "clitic":
                head = at
        elif tag == "clitic":
            head = -1
        elif noun < 0 and sentence.lower[at] in _ONES:
            noun = head = at
        elif tag in ("determiner", "possessive", "subject", "adverb"):
            if noun >= 0 and sentence.tag[at - 1] not in ("preposition", "conjunction", "clitic", "determiner"):
                break
        elif tag == "time" and noun < 0:
            pass
        elif noun < 0 or not _goes_on(sentence, at):
            break
        elif head < 0:
            head = noun
        at += 1
    return Phrase(index, at, head if head >= 0 else noun) if noun >= 0 else None


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Whether a preposition or conjunction at `at` goes on with the noun phrase before it."""
    tag, lower, after = sentence.tag[at], sentence.lower[at], sentence.tag_at(at + 1)
    if after not in (WORD, NAME, NUMBER, "determiner", "possessive"):
        return False
    if tag in ("preposition", "to"):
        hangs = lower in _HANGS_ON and sentence.tag[at - 1] == WORD and not is_base(sentence, at + 1)
        return lower == "of" or hangs
    return tag == "conjunction" and lower in _AND and not is_finite(sentence, at + 1)
