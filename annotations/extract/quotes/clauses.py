"""Where a reported clause or phrase ends, and whether a row of words is a clause at all."""

from typing import Final

from annotations.extract.quotes.lexicon import PAST, reporting_verbs, word_set
from annotations.extract.quotes.sentences import NAME, NUMBER, QUOTE, WORD, Sentence
from annotations.extract.quotes.verbs import is_adverb, is_finite, is_past, is_reporting_gerund

_POINTS: Final = frozenset(["stop", "comma", "dash", "colon", "semicolon"])
_ENDS_PHRASE: Final = frozenset(["comma", "stop", "semicolon", "colon", "dash", "open", "close"])
_NOT_IN_SUBJECT: Final = frozenset(
    ["comma", "stop", "auxiliary", "that", "semicolon", "relative", "conjunction", QUOTE]
)
_IN_DATELINE: Final = frozenset([NAME, NUMBER, "comma", "time", "open", "close"])
_DATELINE: Final = 20
"""How many words and marks a dateline may have."""
_COMMENT: Final = frozenset(["determiner", "possessive", "subject", QUOTE, ""])
_MAIN: Final = frozenset(["possessive", "subject"])
_ITEM: Final = 7
"""How many words an item of a list may have."""
_ITEM_OPENS: Final = frozenset([NAME, WORD, NUMBER, "determiner", "possessive"])
_IN_ITEM: Final = frozenset([NAME, WORD, NUMBER, "determiner", "possessive", "preposition", "clitic"])
_PARENTHESIS: Final = 20
"""How many words may stand between two dashes."""
_ATTRIBUTION: Final = 9
"""How many words "the head of the ministry said" may have."""
_AFTER_CLOSING: Final = frozenset(["", "stop", "comma", "time", "preposition"])
_FAR: Final = 25
"""How many words a subject may be long before its verb is missed."""


def is_clause(sentence: Sentence, first: int, end: int, *, infinitive: bool = True) -> bool:
    """Whether the words are a clause: a noun phrase and, not long after it, a finite verb of its own.

    With `infinitive` an infinitive before the verb tells against it: the words are somebody who is to do something.
    """
    for at in range(first + 1, min(end, first + _FAR)):
        tag = sentence.tag[at]
        if tag in ("relative", "that", "semicolon") or (tag == "subordinator" and at - first < 3):
            return False
        if (tag == "to" and infinitive) or (tag == "conjunction" and is_finite(sentence, at + 1)):
            return False
        if _predicates(sentence, at):
            return True
    return False


def has_verb(sentence: Sentence, first: int, end: int) -> bool:
    """Whether a verb that makes a clause stands anywhere in the words."""
    return any(_predicates(sentence, at) for at in range(first + 1, end))


def _predicates(sentence: Sentence, at: int) -> bool:
    """Whether a finite verb stands here, or words in marks that follow a noun as its verb would."""
    if sentence.tag[at] == QUOTE:
        return at == 0 or sentence.tag[at - 1] in (WORD, NAME, "subject", "close") or sentence.quoted[at].ends
    return is_finite(sentence, at)


def clause_start(sentence: Sentence, end: int, *, conjunction: bool = True) -> int:
    """Return where the main clause begins that ends at `end`; with `conjunction`, past one that opens it."""
    first = next((at + 1 for at in range(end - 1, -1, -1) if sentence.tag[at] in ("semicolon", "stop")), 0)
    first = first or _after_dateline(sentence, end)
    return first + 1 if conjunction and sentence.tag_at(first) == "conjunction" else first


def _after_dateline(sentence: Sentence, end: int) -> int:
    """Return where the words begin after a dateline ("PORT LARN, March 14 (Agency) - ") or a list's dash."""
    dash = next((at for at in range(min(end, _DATELINE)) if sentence.tag[at] not in _IN_DATELINE), end)
    if sentence.tag_at(dash) != "dash" or "dash" in sentence.tag[dash + 1 : dash + _PARENTHESIS]:
        return 0
    return dash + 1


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
        elif tag == QUOTE and at > first and sentence.quoted[at].ends and closing_attribution(sentence, at + 1):
            return at + 1
        elif (
            depth == 0
            and at > first
            and ((tag in _POINTS and _ends_at(sentence, at)) or (tag == "conjunction" and _contrasts(sentence, at)))
        ):
            return trim(sentence, first, at)
    return trim(sentence, first, len(sentence))


def _contrasts(sentence: Sentence, at: int) -> bool:
    """Whether another voice begins here: "but" (not "not only … but also"), or "and others said"."""
    if sentence.lower[at] == "but":
        return sentence.lower[at + 1 : at + 2] not in (["also"], ["that"])
    return sentence.lower[at] == "and" and _someone_reports(sentence, at + 1, word_set("closing"))


def _ends_at(sentence: Sentence, at: int) -> bool:
    """Whether the mark at `at` ends a reported clause."""
    tag = sentence.tag[at]
    if tag == "comma":
        return leaves(sentence, at + 1)
    if tag == "colon":
        return sentence.tag_at(at + 1) == QUOTE or is_clause(sentence, at + 1, len(sentence), infinitive=False)
    if tag == "dash":
        return sentence.tag_at(at + 1) in _COMMENT and "dash" not in sentence.tag[at + 1 : at + _PARENTHESIS]
    return True


def first_comma(sentence: Sentence, first: int, end: int) -> int:
    """Return where a clause inside an opening "when …" or "after …" ends: at the comma before the main clause."""
    for at in range(first + 1, end):
        if sentence.tag[at] == "comma" and (is_clause(sentence, at + 1, end) or sentence.tag_at(at + 1) in _MAIN):
            return at
    return end


def trim(sentence: Sentence, first: int, end: int) -> int:
    """Step back over punctuation before `end`."""
    while end > first and sentence.tag[end - 1] in _POINTS:
        end -= 1
    return end


def leaves(sentence: Sentence, at: int) -> bool:
    """Whether the words at `at`, after a comma, leave the reported clause."""
    lower = sentence.lower[at] if at < len(sentence) else ""
    if lower == "according" and sentence.tag_at(at + 1) == "to":
        return True
    if lower in word_set("turn") or is_reporting_gerund(sentence, at) or lower == "compared":
        return True
    if lower == "as" and sentence.tag_at(at + 1) == "auxiliary":
        return True
    if sentence.tag_at(at) == "relative" or names_claim(sentence, at):
        return any(_reports(sentence, cue) for cue in range(at + 1, at + 5))
    if lower == "and":
        at += 1
        while is_adverb(sentence, at):
            at += 1
        return _reports(sentence, at) or _someone_reports(sentence, at)
    return closing_attribution(sentence, at)


def names_claim(sentence: Sentence, at: int) -> bool:
    """Whether "a charge", "an allegation" stands here: it takes up what was said before."""
    after = sentence.lower[at + 1] if at + 1 < len(sentence) else ""
    return sentence.tag_at(at) == "determiner" and after in word_set("claim")


def _someone_reports(sentence: Sentence, first: int, verbs: frozenset[str] | None = None) -> bool:
    """Whether a subject begins at `first` and a verb that reports, one of `verbs` if given, follows: "others said"."""
    for at in range(first + 1, min(len(sentence), first + _ATTRIBUTION)):
        if _reports(sentence, at):
            return verbs is None or sentence.lower[at] in verbs
        if sentence.tag[at] in _NOT_IN_SUBJECT or is_finite(sentence, at):
            return False
    return False


def _reports(sentence: Sentence, at: int) -> bool:
    while is_adverb(sentence, at):
        at += 1
    form = reporting_verbs().get(sentence.lower[at]) if sentence.tag_at(at) == WORD else None
    return form is not None and (
        PAST in form.kinds or sentence.lower[at] in ("say", "says") or sentence.lower[at] in word_set("answers")
    )


def closing_attribution(sentence: Sentence, at: int) -> bool:
    """Whether "Reuters reported" or "he said" stands at `at` and is all there is up to the end or the next comma."""
    for cue in range(at, min(len(sentence), at + _ATTRIBUTION)):
        tag = sentence.tag[cue]
        if tag == WORD and sentence.lower[cue] in word_set("closing"):
            after = sentence.tag_at(cue + 1)
            return after in _AFTER_CLOSING or (cue == at and after in ("determiner", NAME))
        if tag in _NOT_IN_SUBJECT or is_past(sentence, cue):
            return False
    return False


def phrase_end(sentence: Sentence, first: int) -> int:
    """Return where a reported noun phrase that begins at `first` ends, with what hangs on it."""
    for at in range(first, len(sentence)):
        tag = sentence.tag[at]
        if tag in _ENDS_PHRASE and not (tag == "comma" and at > first and _lists_more(sentence, at + 1)):
            return at
        if at > first and _ends_phrase(sentence, at):
            return at
    return len(sentence)


def _lists_more(sentence: Sentence, first: int) -> bool:
    """Whether the words after a comma go on with a list: "race, beauty and identity"."""
    for at in range(first, min(len(sentence), first + _ITEM)):
        tag = sentence.tag[at]
        if tag == "conjunction":
            after = sentence.tag_at(at + 1)
            return (
                at > first
                and sentence.lower[at] in ("and", "or")
                and after in _ITEM_OPENS
                and not is_finite(sentence, at + 1)
            )
        if tag == "comma":
            return at > first and _lists_more(sentence, at + 1)
        if tag not in _IN_ITEM or is_finite(sentence, at) or is_reporting_gerund(sentence, at):
            return False
    return False


def _ends_phrase(sentence: Sentence, at: int) -> bool:
    """Whether a new clause begins at `at`."""
    tag = sentence.tag[at]
    if tag == "subordinator":
        return sentence.lower[at] not in ("whether", "how", "why", "what")
    if tag != "conjunction":
        return False
    after = sentence.tag_at(at + 1)
    return sentence.lower[at] == "but" or after in ("subject", "adverb") or is_finite(sentence, at + 1)
