"""What a reporting verb reports: the words after it that fill one of its frames (data/quotes_frames.txt)."""

from typing import Final, NamedTuple

from annotations.extract.quotes.clauses import clause_end, has_verb, is_clause, phrase_end
from annotations.extract.quotes.lexicon import BASE, GERUND, Verb, common_verbs, reporting_verbs
from annotations.extract.quotes.noun_phrases import Phrase, is_adverb, is_finite, phrase_after
from annotations.extract.quotes.sentences import NAME, NUMBER, QUOTE, WORD, Sentence


class Complement(NamedTuple):
    """The reported words, from the first to past the last, and the frame they fill; `told` is who was told."""

    content: tuple[int, int]
    frame: str
    told: Phrase | None = None


_QUESTIONS: Final = frozenset(["whether", "how", "why", "what", "who", "where", "when", "if", "which"])
_AFTER_TOLD: Final = frozenset(["whether", "how", "why", "what", "if"])
_NOMINAL: Final = frozenset(["determiner", "possessive", "subject", "object", NAME, WORD, NUMBER, "mark"])
_STEPS: Final = 6
"""How many adverbials may stand between a verb and what it reports."""


def find_complement(sentence: Sentence, index: int, verb: Verb) -> Complement | None:
    """Return what `verb` reports, read from word `index` on; None where it takes nothing there."""
    at = index
    for step in range(_STEPS):
        tag = sentence.tag_at(at)
        if tag in ("", "stop", "semicolon"):
            return None
        found = (
            _quotation(sentence, at, verb) or _clause(sentence, at, verb, None) or _other(sentence, at, verb, step == 0)
        )
        if found is not None:
            return found
        skipped = after_adverbial(sentence, at)
        if skipped == at:
            return None
        at = skipped
    return None


def _quotation(sentence: Sentence, at: int, verb: Verb, told: Phrase | None = None) -> Complement | None:
    """Read words in marks, after a comma, a colon or nothing."""
    index = at
    if sentence.tag[at] in ("colon", "comma") and sentence.tag_at(at + 1) == QUOTE:
        at += 1
    if sentence.tag_at(at) != QUOTE or not verb.frames & {"direct", "clause", "object"}:
        return None
    if at == index and ("named" in verb.frames or _incidental(sentence, at)) and "clause" not in verb.frames:
        return None
    if told is not None and _incidental(sentence, at):
        return None
    end = clause_end(sentence, at)
    if (
        sentence.tag_at(at + 1) in (WORD, NAME, "auxiliary")
        and "clause" in verb.frames
        and is_clause(sentence, at, end)
    ):
        return Complement((at, end), "clause", told)
    return Complement((at, at + 1), "direct", told)


def _incidental(sentence: Sentence, at: int) -> bool:
    """Whether the sentence goes on after words in marks as if they were its own: warned them "in private" of it."""
    return sentence.tag_at(at + 1) in ("preposition", "to", "that") and not sentence.quoted[at].ends


def _clause(sentence: Sentence, at: int, verb: Verb, told: Phrase | None) -> Complement | None:
    """Read a clause with "that", a question, or an infinitive."""
    tag, lower = sentence.tag[at], sentence.lower[at]
    if tag == "that" and verb.frames & {"clause", "that"} and sentence.tag_at(at + 1) not in ("stop", "comma", ""):
        return Complement((at + 1, clause_end(sentence, at + 1)), "clause", told)
    if lower in _QUESTIONS and "question" in verb.frames and (told is None or lower in _AFTER_TOLD):
        return Complement((at, clause_end(sentence, at)), "question", told)
    frame = "infinitive" if told is None else "object_infinitive"
    if tag == "to" and frame in verb.frames and _is_infinitive(sentence, at):
        return Complement((at, clause_end(sentence, at)), frame, told)
    return None


def _is_infinitive(sentence: Sentence, at: int) -> bool:
    """Whether a verb follows the "to" at `at`."""
    after = at + 1
    while is_adverb(sentence, after):
        after += 1
    if sentence.tag_at(after) == "auxiliary":
        return True
    if sentence.tag_at(after) != WORD:
        return False
    lower = sentence.lower[after]
    form = reporting_verbs().get(lower)
    kinds = form.kinds if form is not None else common_verbs().get(lower)
    if kinds is not None:
        return BASE in kinds
    follows = sentence.tag_at(after + 1)
    return not lower.endswith("s") and follows in (
        "determiner", "possessive", "object", "preposition", "adverb", NAME, "to", QUOTE, "that",
    )  # fmt: skip


def _other(sentence: Sentence, at: int, verb: Verb, adjacent: bool) -> Complement | None:
    """Read a prepositional phrase that the verb takes, or what begins with a noun phrase."""
    tag, lower = sentence.tag[at], sentence.lower[at]
    if tag in ("preposition", "to", "adverb") and lower in verb.prepositions:
        return _phrase(sentence, at + 1, "prepositions")
    begins = (lower == "there" and is_finite(sentence, at + 1)) or _counts(sentence, at)
    if not begins and (tag not in _NOMINAL or (is_adverb(sentence, at) and tag != NAME) or _is_time(sentence, at)):
        return None
    if "addressee" in verb.frames and adjacent:
        told = _told(sentence, at, verb)
        if told is not None:
            return told
    end = clause_end(sentence, at)
    if "clause" in verb.frames and "addressed" not in verb.frames and _is_said(sentence, at, end, verb):
        return Complement((at, end), "clause")
    return _object(sentence, at, end, verb) if adjacent else None


def _counts(sentence: Sentence, at: int) -> bool:
    """Whether "about half of …" or "over 40 percent" begins here: a subject, not an adverbial."""
    return sentence.lower[at] in ("about", "around", "over", "nearly", "almost") and (
        sentence.tag_at(at + 1) == NUMBER or sentence.lower[at + 1 : at + 2] in (["half"], ["one"], ["all"])
    )


def _is_said(sentence: Sentence, first: int, end: int, verb: Verb) -> bool:
    """Whether the words are a clause that `verb` takes without "that"; a plain verb of speech takes any clause."""
    if "say" in verb.frames and "object_infinitive" not in verb.frames:
        return has_verb(sentence, first, end)
    return is_clause(sentence, first, end)


def _object(sentence: Sentence, at: int, end: int, verb: Verb) -> Complement | None:
    """Read an object and what is said of it."""
    phrase = phrase_after(sentence, at)
    frames = verb.frames
    if phrase is not None and phrase.last - phrase.first == 1 and sentence.lower[at] in _POINTERS and phrase.last == end:
        return None
    if phrase is None:
        quoted = next((i for i in range(at + 1, min(at + 4, len(sentence))) if sentence.tag[i] == QUOTE), None)
        known = "object" in frames and sentence.tag[at] in ("determiner", "possessive")
        return _phrase(sentence, at, "object") if known and quoted is not None else None
    after = sentence.lower[phrase.last] if phrase.last < len(sentence) else ""
    if after == "to" and "object_infinitive" in frames and _is_infinitive(sentence, phrase.last):
        return Complement((at, end), "object_infinitive")
    past = phrase.last
    while past < end and (sentence.tag[past] in ("time", "adverb") or sentence.lower[past] == "on"):
        past += 1
    inside = {sentence.lower[i] for i in range(phrase.first, min(past + 1, len(sentence)))}
    for frame in ("of", "as", "for"):
        if frame in frames and frame in inside:
            return Complement((at, end), frame)
    if "named" in frames:
        follows = sentence.tag_at(phrase.last)
        if follows == QUOTE:
            return Complement((at, phrase.last + 1), "named")
        if follows in ("determiner", "possessive", NAME) or (
            follows == WORD and sentence.tag[phrase.first] in ("object", "subject")
        ):
            return Complement((at, end), "named")
    return (_claim_that(sentence, phrase) or _phrase(sentence, at, "object")) if "object" in frames else None


_POINTERS: Final = frozenset(["it", "that", "this", "so", "them", "these", "those", "him", "her", "me", "us"])
"""Words that only point to what was said: "denied it" reports nothing of its own."""
_CLAIMS: Final = frozenset(
    "report reports claim claims allegation allegations suggestion suggestions rumor rumors rumour rumours speculation "
    "accusation accusations charge charges notion idea assertion assertions hope hopes concern concerns fear fears "
    "belief view opinion promise pledge warning warnings plan plans".split()
)
"""Nouns whose clause is what is denied, confirmed or voiced: "denied reports that …"."""


def _claim_that(sentence: Sentence, phrase: Phrase) -> Complement | None:
    that = phrase.last
    if sentence.tag_at(that) != "that" or sentence.lower[phrase.head] not in _CLAIMS:
        return None
    return Complement((that + 1, clause_end(sentence, that + 1)), "clause")


def _phrase(sentence: Sentence, first: int, frame: str) -> Complement | None:
    end = phrase_end(sentence, first)
    return Complement((first, end), frame) if end > first else None


def _told(sentence: Sentence, at: int, verb: Verb) -> Complement | None:
    """Read someone told and, after that, what: "told reporters on Monday that …"."""
    phrase = phrase_after(sentence, at)
    if phrase is None:
        return None
    for last in _ends_of_told(sentence, phrase):
        told = Phrase(phrase.first, last, min(phrase.head, last - 1))
        after = last
        for _ in range(_STEPS):
            if not sentence.tag_at(after) or sentence.tag_at(after) == "stop":
                break
            found = _quotation(sentence, after, verb, told) or _clause(sentence, after, verb, told)
            if found is not None and found.frame == "object_infinitive":
                return Complement((at, found.content[1]), *found[1:]) if after == last else None
            if found is not None:
                return found
            if sentence.lower[after] in verb.prepositions:
                return _phrase(sentence, after + 1, "prepositions")
            if sentence.tag[after] in _NOMINAL and not _is_time(sentence, after) and "clause" in verb.frames:
                end = clause_end(sentence, after)
                if is_clause(sentence, after, end):
                    return Complement((after, end), "clause", told)
            skipped = after_adverbial(sentence, after, told=True)
            if skipped == after:
                break
            after = skipped
    return None


def _ends_of_told(sentence: Sentence, phrase: Phrase) -> list[int]:
    """Return where the words for someone told may end: a name may run into the clause (told CNN Smith had left)."""
    ends = [phrase.last]
    if phrase.head + 1 < phrase.last:
        ends.append(phrase.head + 1)
    if sentence.tag[phrase.first] == NAME:
        ends += [i for i in range(phrase.first + 1, min(phrase.head + 1, phrase.first + 4)) if i not in ends]
    return ends


def _is_time(sentence: Sentence, at: int) -> bool:
    """Whether "last week", "earlier this month", "a year ago" begins here."""
    return sentence.lower[at] in _BEFORE_TIME and "time" in (sentence.tag_at(at + 1), sentence.tag_at(at + 2))


_BEFORE_TIME: Final = frozenset("last this next late earlier early that a an the one two three several few".split())


def after_adverbial(sentence: Sentence, at: int, *, told: bool = False) -> int:
    """Step over an adverb, a time, or a prepositional phrase (in a statement, on Monday, to reporters)."""
    tag = sentence.tag_at(at)
    if tag == "time" or is_adverb(sentence, at):
        return at + 1
    if tag in ("determiner", WORD, NUMBER) and _is_time(sentence, at):
        return at + (2 if sentence.tag_at(at + 1) == "time" else 3)
    if tag == QUOTE and told and _incidental(sentence, at):
        return at + 1
    if tag in ("preposition", "to"):
        phrase = phrase_after(sentence, at + 1)
        if phrase is not None:
            return phrase.last
        if sentence.tag_at(at + 1) == "determiner" and sentence.tag_at(at + 2) == "time":
            return at + 3
        if sentence.tag_at(at + 1) in ("time", QUOTE, NUMBER):
            return at + 2
    if tag == NUMBER and sentence.tag_at(at - 1) == "time":
        return at + 1
    if tag == "comma" or (tag == "relative" and told):
        if tag == "comma" and _speaks_on(sentence, at + 1):
            return at
        for comma in range(at + 1, min(len(sentence), at + 14)):
            if sentence.tag[comma] == "comma":
                return comma + 1 if sentence.tag_at(comma + 1) in ("that", QUOTE) else at
            if tag == "comma" and is_finite(sentence, comma):
                return at
    return at


def _speaks_on(sentence: Sentence, at: int) -> bool:
    """Whether ", adding" follows: another verb for the same speaker."""
    form = reporting_verbs().get(sentence.lower[at]) if at < len(sentence) else None
    return form is not None and GERUND in form.kinds
