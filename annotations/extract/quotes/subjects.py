"""The subject of a verb, before it: past adverbs of time, brackets and what is set off by commas."""

from typing import Final

from annotations.extract.quotes.lexicon import reporting_verbs
from annotations.extract.quotes.noun_phrases import REACH, Phrase, phrase_before
from annotations.extract.quotes.sentences import NAME, NUMBER, QUOTE, WORD, Sentence
from annotations.extract.quotes.verbs import first_of_group, is_adverb, is_finite, is_past

_CLAUSE_STARTS: Final = frozenset(
    ["", "conjunction", "that", "subordinator", "colon", "semicolon", "dash", QUOTE, "stop", "mark", "open"]
)
_PREPOSITIONS_TOO: Final = frozenset(["after", "before", "since", "until", "till", "as"])
_SET_OFF: Final = frozenset(["determiner", "possessive", "object", "relative", "preposition", "subordinator", "adverb"])
_SET_OFF_TOO: Final = frozenset(["time", "to", "negation", NUMBER, NAME, WORD])
_WITH_TIME: Final = frozenset(["last", "this", "late", "early", "the", "a"])
_BEFORE_TIME: Final = frozenset(["on", "in", "at", "by", "earlier"])
_COMMAS: Final = 6
"""How many commas may stand between a subject and its verb."""


def subject_before(sentence: Sentence, index: int) -> Phrase | None:
    """Return the subject whose last word, or what hangs on it, stands at `index`, just before a verb."""
    index = _before_time(sentence, index)
    tag = sentence.tag_at(index)
    if tag == "comma":
        return before_apposition(sentence, index)
    if tag == "close":
        opened = _matching(sentence, index, "open")
        return subject_before(sentence, opened - 1) if opened > 0 else None
    if tag == "dash":
        return phrase_before(sentence, _matching(sentence, index, "dash") - 1)
    return phrase_before(sentence, index)


def first_subject(sentence: Sentence) -> Phrase | None:
    """Return the subject of the first verb of the sentence that has one."""
    for at in range(1, min(len(sentence), 2 * REACH)):
        if is_finite(sentence, at):
            phrase = subject_before(sentence, first_of_group(sentence, at) - 1)
            if phrase is not None and sentence.tag[phrase.first] != "relative":
                return phrase
    return None


def label_before(sentence: Sentence, colon: int) -> Phrase | None:
    """Return the name that labels what follows the colon, as in a transcript: "Smith: …", "- Anna Smith: …"."""
    first = colon
    while first > 0 and sentence.tag[first - 1] in (NAME, "close", "open", "clitic") and colon - first < 8:
        first -= 1
    if first == colon or sentence.tag_at(first - 1) not in ("", "dash", "mark", "stop"):
        return None
    return Phrase(first, colon, colon - 1)


def starts_clause(sentence: Sentence, first: int) -> bool:
    """Whether a clause may begin at word `first`."""
    before = sentence.tag_at(first - 1)
    if before == "comma":
        return True
    return before in _CLAUSE_STARTS and not (first and sentence.lower[first - 1] in _PREPOSITIONS_TOO)


def before_apposition(sentence: Sentence, comma: int) -> Phrase | None:
    """Return the phrase before words set off that end at `comma`: Smith in "Smith, 45, a senator from Ohio, said".

    Going back from comma to comma, the last phrase that begins a clause, or follows a comma, is taken.
    """
    best: Phrase | None = None
    end = comma
    for _ in range(_COMMAS):
        opened = _segment_start(sentence, end) - 1
        whole = _filling(sentence, opened + 1, end)
        if best is None and whole is not None and sentence.tag_at(opened) != "comma":
            return whole
        if opened < 1 or sentence.tag[opened] != "comma" or not _is_set_off(sentence, opened + 1):
            return best or whole
        phrase = phrase_before(sentence, _before_bracket(sentence, opened - 1))
        if phrase is None:
            return best or whole
        before = sentence.tag_at(phrase.first - 1)
        if before == "comma":
            best, end = phrase, opened
        elif starts_clause(sentence, phrase.first):
            return phrase
        elif best is not None or whole is not None:
            return best or whole
        else:
            return phrase if before == "subordinator" or _reports(sentence, phrase.first - 1) else None
    return best


def _before_time(sentence: Sentence, index: int) -> int:
    """Step back over "on Tuesday", "late Friday night", "in March 2015" between subject and verb."""
    at = index
    timed = False
    while at > 0 and (sentence.tag[at] in ("time", NUMBER) or (timed and sentence.lower[at] in _WITH_TIME)):
        timed = timed or sentence.tag[at] == "time"
        at -= 1
    if not timed:
        return index
    while at > 0 and is_adverb(sentence, at):
        at -= 1
    if sentence.lower[at] in _BEFORE_TIME:
        at -= 1
    return at if at >= 0 and sentence.tag[at] in (WORD, NAME, "subject", "comma", "close") else index


def _matching(sentence: Sentence, index: int, tag: str) -> int:
    """Return where the bracket or dash that ends at `index` begins; 0 if nowhere near."""
    return next((at for at in range(index - 1, max(0, index - REACH), -1) if sentence.tag[at] == tag), 0)


def _before_bracket(sentence: Sentence, index: int) -> int:
    return _matching(sentence, index, "open") - 1 if sentence.tag_at(index) == "close" else index


def _segment_start(sentence: Sentence, end: int) -> int:
    """Return where the words before the comma at `end` begin: after another comma, or a mark that parts clauses."""
    at = end
    while at > 0 and end - at < REACH and sentence.tag[at - 1] not in ("comma", "semicolon", "stop", "colon"):
        if sentence.tag[at - 1] == QUOTE and sentence.tag_at(at) not in (WORD, NAME, "comma"):
            break
        at -= 1
    return at


def _filling(sentence: Sentence, first: int, end: int) -> Phrase | None:
    """Return a phrase that fills the words from `first` to `end`, but for a conjunction before it."""
    phrase = phrase_before(sentence, _before_bracket(sentence, end - 1))
    if phrase is None or phrase.first > first + 1:
        return None
    return phrase if phrase.first == first or sentence.tag[first] in _CLAUSE_STARTS else None


def _is_set_off(sentence: Sentence, first: int) -> bool:
    """Whether the words from `first` on may be an apposition or a relative clause, not a clause of their own."""
    if sentence.lower[first].endswith("ed") or sentence.lower[first] == "one":
        return True
    tag = sentence.tag_at(first)
    return (tag in _SET_OFF or tag in _SET_OFF_TOO) and not is_past(sentence, first)


def _reports(sentence: Sentence, index: int) -> bool:
    return index >= 0 and sentence.lower[index] in reporting_verbs()
