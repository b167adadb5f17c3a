"""Verbs that tell what happens, and the clauses in which they stand."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from annotations.extract.quotes.clauses import trim
from annotations.extract.quotes.sentences import WORD, Sentence
from annotations.extract.quotes.subjects import subject_before
from annotations.extract.quotes.verbs import is_adverb, is_finite, kinds_of
from annotations.extract.wordlists import word_groups

_PARTS_CLAUSES: Final = frozenset(["that", "relative", "subordinator", "semicolon", "colon", "dash", "stop", "quote"])
_VERBAL: Final = frozenset([WORD, "auxiliary", "clitic"])
_STATES: Final = frozenset(["is", "are", "was", "were", "am", "has", "have", "had", "do", "does", "did"])
_BEFORE_DATE: Final = frozenset(["since", "after", "before", "until", "till"])


@cache
def event_words(name: str) -> frozenset[str]:
    """Return the words that the rules treat alike under `name` (data/events_words.txt)."""
    return word_groups("events_words")[name]


def event_verbs(sentence: Sentence, first: int, last: int) -> Iterator[int]:
    """Yield the places from `first` to `last` where a verb tells what happens."""
    tags = sentence.tag
    return (at for at in range(first, last) if tags[at] in _VERBAL and is_event_verb(sentence, at))


def is_event_verb(sentence: Sentence, index: int) -> bool:
    """Whether a verb stands here that tells what happens; of auxiliaries the last one counts, for want of a verb."""
    if sentence.tag[index] == "auxiliary":
        after = index + 1
        while is_adverb(sentence, after):
            after += 1
        return sentence.lower[index] in _STATES and sentence.tag_at(after) not in ("auxiliary", WORD)
    return is_finite(sentence, index) or (_is_participle(sentence, index) and after_auxiliary(sentence, index))


def _is_participle(sentence: Sentence, index: int) -> bool:
    if sentence.tag[index] != WORD:
        return False
    kinds = kinds_of(sentence.lower[index])
    return kinds is not None or sentence.lower[index].endswith(("ed", "ing"))


def after_auxiliary(sentence: Sentence, index: int) -> bool:
    """Whether the word stands behind an auxiliary, adverbs apart."""
    before = index - 1
    while before >= 0 and is_adverb(sentence, before):
        before -= 1
    return sentence.tag_at(before) == "auxiliary"


def coordinated(sentence: Sentence, first: int, last: int) -> bool:
    """Whether two verbs share a subject: killed four and injured nine."""
    between = sentence.tag[first + 1 : last]
    if "auxiliary" in between or "subject" in between or any(tag in _PARTS_CLAUSES for tag in between):
        return False
    return any(sentence.lower[i] in ("and", "or", "but") and i + 2 >= last for i in range(first + 1, last))


def segment_start(sentence: Sentence, at: int) -> int:
    """Return where the clause begins in which word `at` stands."""
    first = at
    while first > 0:
        tag = sentence.tag[first - 1]
        if tag in _PARTS_CLAUSES and _parts(sentence, first - 1):
            break
        if tag == "comma" and not _inside_phrase(sentence, first - 1, at):
            break
        first -= 1
    return first


def segment_end(sentence: Sentence, at: int) -> int:
    """Return where the clause ends in which word `at` stands."""
    for last in range(at, len(sentence)):
        tag = sentence.tag[last]
        if tag in _PARTS_CLAUSES and _parts(sentence, last):
            return last
        if tag == "comma" and (is_finite(sentence, last + 1) or sentence.tag_at(last + 2) == "subject"):
            return last
    return max(at, len(sentence))


def clause_around(sentence: Sentence, trigger: int, date: int) -> tuple[int, int]:
    """Return the clause of a trigger with its subject, wide enough to hold its date too."""
    first = min(segment_start(sentence, trigger), segment_start(sentence, min(trigger, date)))
    if sentence.tag_at(first - 1) == "relative":
        subject = subject_before(sentence, first - 2 - (sentence.tag_at(first - 2) == "comma"))
        first = subject.first if subject is not None else first - 1
    elif first and sentence.tag[first - 1] == "comma" and (is_finite(sentence, first) or is_adverb(sentence, first)):
        first = next((i + 1 for i in range(first - 1, -1, -1) if sentence.tag[i] in ("semicolon", "stop", "quote")), 0)
    last = trim(sentence, first, max(segment_end(sentence, trigger), date + 1))
    while last > max(trigger, date) + 1 and sentence.tag[last - 1] in ("conjunction", "that", "comma"):
        last -= 1
    return first, max(last, trigger + 1)


def _parts(sentence: Sentence, index: int) -> bool:
    """Whether a new clause begins after a word that can part clauses: "after", "since" may stand before a noun."""
    if sentence.lower[index] not in _BEFORE_DATE:
        return True
    for at in range(index + 1, min(len(sentence), index + 10)):
        if is_finite(sentence, at):
            return True
        if sentence.tag[at] in _PARTS_CLAUSES or sentence.tag[at] == "comma":
            return False
    return False


def _inside_phrase(sentence: Sentence, comma: int, at: int) -> bool:
    """Whether the clause goes on over a comma: a list, or words set off, with no verb of their own after it."""
    return not any(is_finite(sentence, i) for i in range(comma + 1, at)) and not (
        sentence.tag_at(comma + 1) == "conjunction" and sentence.tag_at(comma + 2) == "subject"
    )
