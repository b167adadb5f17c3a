"""What a reporting verb reports: the words after it that fill one of its frames (data/quotes_frames.txt)."""

from typing import Final, NamedTuple

from annotations.extract.quotes.adverbials import after_adverbial, is_incidental, is_time
from annotations.extract.quotes.clauses import clause_end, has_verb, is_clause, phrase_end
from annotations.extract.quotes.counts import count_told, number_told
from annotations.extract.quotes.lexicon import BASE, Verb, word_set
from annotations.extract.quotes.noun_phrases import Phrase, phrase_after
from annotations.extract.quotes.sentences import NAME, NUMBER, QUOTE, WORD, Sentence
from annotations.extract.quotes.verbs import is_adverb, is_finite, kinds_of


class Complement(NamedTuple):
    """The reported words, from the first to past the last, and the frame they fill; `told` is who was told."""

    content: tuple[int, int]
    frame: str
    told: Phrase | None = None


_NOMINAL: Final = frozenset(["determiner", "possessive", "subject", "object", "mark", NAME, WORD, NUMBER])
_AFTER_TOLD: Final = frozenset(["whether", "how", "why", "what", "if"])
_ABOUT: Final = frozenset(["about", "around", "over", "nearly", "almost"])
_AMOUNTS: Final = frozenset(["half", "one", "all"])
_AFTER_VERB: Final = frozenset(
    ["determiner", "possessive", "object", "preposition", "adverb", "to", "that", NAME, QUOTE]
)
_NEW_CLAUSE: Final = frozenset(["that", "comma", "conjunction", "subordinator", "relative", "subject", "dash"])
_POINTS: Final = frozenset(["stop", "semicolon", "colon", "to", "open", "close"])
_NAMED: Final = 14
"""Within how many words a thing is named and called something."""
_UNNAMED: Final = frozenset(["named", "identified", "quoted"])
_BARE_INFINITIVE: Final = 2
"""So few words say nothing: declined to comment."""
_STEPS: Final = 6
"""How many adverbials may stand between a verb and what it reports."""


def find_complement(sentence: Sentence, index: int, verb: Verb) -> Complement | None:
    """Return what `verb` reports, read from word `index` on; None where it takes nothing there."""
    at = index
    for step in range(_STEPS):
        if sentence.tag_at(at) in ("", "stop", "semicolon"):
            return None
        found = None if step and _is_title(sentence, at) else _quotation(sentence, at, verb, None)
        found = found or _clause(sentence, at, verb, None) or _nominal(sentence, at, verb, adjacent=step == 0)
        if found is not None:
            return found
        skipped = after_adverbial(sentence, at)
        if skipped == at:
            return None
        at = skipped
    return None


def _quotation(sentence: Sentence, index: int, verb: Verb, told: Phrase | None) -> Complement | None:
    """Read words in marks, after a comma, a colon or nothing."""
    at = index + (sentence.tag[index] in ("colon", "comma"))
    if sentence.tag_at(at) != QUOTE or not verb.frames & {"direct", "clause", "object"}:
        return None
    incidental = is_incidental(sentence, at)
    if told is not None and incidental:
        return None
    if "clause" in verb.frames:
        end = clause_end(sentence, at)
        if sentence.tag_at(at + 1) in (WORD, NAME, "auxiliary") and is_clause(sentence, at, end):
            return Complement((at, end), "clause", told)
    elif at == index and (incidental or "named" in verb.frames):
        return None
    return Complement((at, at + 1), "direct", told)


def _is_title(sentence: Sentence, at: int) -> bool:
    """Whether a title in marks follows: said on Sunday on "The Big Hour"."""
    at += sentence.tag[at] == "comma"
    return sentence.tag_at(at) == QUOTE and sentence.quoted[at].title


def _clause(sentence: Sentence, at: int, verb: Verb, told: Phrase | None) -> Complement | None:
    """Read a clause with "that", a question, or an infinitive."""
    tag, lower = sentence.tag[at], sentence.lower[at]
    if tag == "that" and verb.frames & {"clause", "that"}:
        end = clause_end(sentence, at + 1)
        if is_finite(sentence, at + 1):
            return Complement((at, end), "clause", told)
        if end == at + 2 and sentence.tag[at + 1] == QUOTE:
            return Complement((at + 1, end), "clause", told)
        return Complement((at + 1, end), "clause", told) if has_verb(sentence, at + 1, end) else None
    if "question" in verb.frames and lower in (word_set("question") if told is None else _AFTER_TOLD):
        return Complement((at, clause_end(sentence, at)), "question", told)
    frame = "infinitive" if told is None else "object_infinitive"
    if tag == "to" and frame in verb.frames and is_infinitive(sentence, at):
        end = _infinitive_end(sentence, at)
        unnamed = sentence.lower[at + 1] == "be" and not _UNNAMED.isdisjoint(sentence.lower[at + 2 : at + 3])
        return Complement((at, end), frame, told) if end - at > _BARE_INFINITIVE and not unnamed else None
    return None


def _infinitive_end(sentence: Sentence, to: int) -> int:
    """Return where an infinitive ends: before a verb whose subject it is part of ("pilots hoping to stop him say")."""
    end = clause_end(sentence, to)
    for at in range(to + 2, end):
        if sentence.tag[at] in _NEW_CLAUSE:
            return end
        if sentence.tag[at] == WORD and sentence.lower[at] in word_set("closing"):
            return at
    return end


def is_infinitive(sentence: Sentence, to: int) -> bool:
    """Whether a verb follows "to"."""
    after = to + 1
    while is_adverb(sentence, after):
        after += 1
    if sentence.tag_at(after) != WORD:
        return sentence.tag_at(after) == "auxiliary"
    kinds = kinds_of(sentence.lower[after])
    if kinds is not None:
        return BASE in kinds
    return not sentence.lower[after].endswith("s") and sentence.tag_at(after + 1) in _AFTER_VERB


def _nominal(sentence: Sentence, at: int, verb: Verb, *, adjacent: bool) -> Complement | None:
    """Read a prepositional phrase that the verb takes, or what begins with a noun phrase."""
    tag, lower = sentence.tag[at], sentence.lower[at]
    if lower in verb.prepositions and tag in ("preposition", "to", "adverb"):
        return _after_preposition(sentence, at)
    if verb.lemma == "put it" and (counted := number_told(sentence, at)) is not None:
        return Complement((at, counted), "count")
    if "gerund" in verb.frames and adjacent and _is_gerund(sentence, at):
        return Complement((at, clause_end(sentence, at)), "object")
    marks = _marks_after(sentence, at) if "named" in verb.frames and adjacent and tag in _NOMINAL else None
    if marks is not None:
        return Complement((at, marks + 1), "named")
    if not _begins_phrase(sentence, at):
        return None
    told = _told(sentence, at, verb) if adjacent and "addressee" in verb.frames else None
    if told is not None:
        return told
    claim = _claim(sentence, at) if "object" in verb.frames else None
    if claim is not None:
        return claim
    end = clause_end(sentence, at)
    if "clause" in verb.frames and "addressed" not in verb.frames and _is_said(sentence, at, end, verb):
        return Complement((at, end), "clause")
    return _object(sentence, at, end, verb) if adjacent else None


def _is_gerund(sentence: Sentence, at: int) -> bool:
    lower = sentence.lower[at]
    return lower in ("having", "being") or (sentence.tag[at] == WORD and len(lower) > 4 and lower.endswith("ing"))


def _after_preposition(sentence: Sentence, at: int) -> Complement | None:
    if sentence.tag_at(at + 1) in ("time", "preposition", "adverb"):
        return None
    return _phrase(sentence, at + 1, "prepositions")


def _begins_phrase(sentence: Sentence, at: int) -> bool:
    """Whether a noun phrase begins here, also "there is …" and "about half of …"."""
    tag, lower = sentence.tag[at], sentence.lower[at]
    if lower == "there":
        return is_finite(sentence, at + 1)
    if lower == "at" and sentence.lower[at + 1 : at + 2] in (["least"], ["most"]):
        return True
    if lower in _ABOUT and at + 1 < len(sentence):
        return sentence.tag[at + 1] == NUMBER or sentence.lower[at + 1] in _AMOUNTS
    if tag == "time":
        return sentence.tag_at(at + 1) == "clitic"
    return tag in _NOMINAL and not is_time(sentence, at) and (tag == NAME or not is_adverb(sentence, at))


def _is_said(sentence: Sentence, first: int, end: int, verb: Verb) -> bool:
    """Whether the words are a clause without "that"; after a verb that takes hardly anything else, any verb will do."""
    if "plain" in verb.frames:
        that = next((at for at in range(first + 1, end) if sentence.tag[at] == "that"), end)
        return has_verb(sentence, first, that) or (
            verb.lemma in word_set("speech") and _says_something(sentence, first, end)
        )
    return is_clause(sentence, first, end, infinitive="object_infinitive" in verb.frames)


def _says_something(sentence: Sentence, first: int, end: int) -> bool:
    """Whether the words after a verb that takes nothing but what is said are more than "so" or "little"."""
    return end - first > 1 and sentence.lower[first] not in word_set("hardly_anything")


def _object(sentence: Sentence, at: int, end: int, verb: Verb) -> Complement | None:
    """Read an object and what is said of it."""
    frames = verb.frames
    phrase = phrase_after(sentence, at)
    if phrase is None:
        marked = sentence.tag[at] in ("determiner", "possessive") and QUOTE in sentence.tag[at + 1 : at + 4]
        return _phrase(sentence, at, "object") if marked and "object" in frames else None
    if "object_infinitive" in frames and sentence.tag_at(phrase.last) == "to" and is_infinitive(sentence, phrase.last):
        return Complement((at, end), "object_infinitive")
    if verb.lemma == "deny" and sentence.tag_at(phrase.last) in ("determiner", "possessive"):
        return None
    past = phrase.last
    while past < end and (sentence.tag[past] in ("time", "adverb") or sentence.lower[past] == "on"):
        past += 1
    inside = sentence.lower[phrase.first : past + 1]
    for frame in ("of", "as", "for"):
        if frame in frames and frame in inside:
            return Complement((at, end), frame)
    counted = count_told(sentence, phrase.first) if "count" in frames else None
    if counted is not None:
        return Complement((phrase.first, counted), "count")
    if "scene" in frames and _shows(sentence, phrase):
        return Complement((at, end), "object")
    named = _named(sentence, phrase, end) if "named" in frames else None
    if named is not None or "object" not in frames:
        return named
    return _phrase(sentence, at, "object")


def _shows(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether "leading", "with a lead" or "ahead" is said of somebody who is shown so."""
    words = sentence.lower[phrase.first + 1 : phrase.last + 1]
    return any(word in ("with", "ahead") or (word.endswith("ing") and len(word) > 4) for word in words)


def _marks_after(sentence: Sentence, first: int) -> int | None:
    """Return where the words in marks stand that name a thing: "called her handling of it “careless”"."""
    for at in range(first + 1, min(len(sentence), first + _NAMED)):
        if sentence.tag[at] == QUOTE:
            return at
        if (
            sentence.tag[at] in _POINTS
            or sentence.tag[at] in _NEW_CLAUSE
            or (is_finite(sentence, at) and sentence.tag_at(at + 1) != QUOTE)
        ):
            return None
    return None


def _named(sentence: Sentence, phrase: Phrase, end: int) -> Complement | None:
    """Read "called him a liar" and "called the plan “a disaster”"."""
    follows = sentence.tag_at(phrase.last)
    if follows == QUOTE:
        return Complement((phrase.first, phrase.last + 1), "named")
    pronoun = sentence.tag[phrase.first] in ("object", "subject")
    if follows in ("determiner", "possessive", NAME) or (follows == WORD and pronoun):
        return Complement((phrase.first, end), "named")
    return None


def _claim(sentence: Sentence, at: int) -> Complement | None:
    """Read what is denied, confirmed or voiced: "denied reports that …"."""
    phrase = phrase_after(sentence, at)
    if phrase is None or sentence.tag_at(phrase.last) != "that" or sentence.lower[phrase.head] not in word_set("claim"):
        return None
    return Complement((phrase.last + 1, clause_end(sentence, phrase.last + 1)), "clause")


def _phrase(sentence: Sentence, first: int, frame: str) -> Complement | None:
    end = phrase_end(sentence, first)
    last = end
    while last > first + 1 and is_adverb(sentence, last - 1):
        last -= 1
    pointer = last == first + 1 and sentence.lower[first] in word_set("pointer")
    return Complement((first, end), frame) if end > first and not pointer else None


def _told(sentence: Sentence, at: int, verb: Verb) -> Complement | None:
    """Read someone told and, after that, what: "told reporters on Monday that …"."""
    phrase = phrase_after(sentence, at)
    if phrase is None:
        return None
    for last in _ends_of_told(sentence, phrase):
        found = _after_told(sentence, Phrase(phrase.first, last, min(phrase.head, last - 1)), verb)
        if found is not None:
            return found
    return None


def _after_told(sentence: Sentence, told: Phrase, verb: Verb) -> Complement | None:
    at = told.last
    for _ in range(_STEPS):
        if sentence.tag_at(at) in ("", "stop"):
            return None
        found = _quotation(sentence, at, verb, told) or _clause(sentence, at, verb, told)
        if found is not None and found.frame == "object_infinitive":
            return Complement((told.first, found.content[1]), found.frame, told) if at == told.last else None
        if found is not None:
            return found
        if sentence.lower[at] in verb.prepositions:
            return _after_preposition(sentence, at)
        if "clause" in verb.frames and sentence.tag[at] in _NOMINAL and not is_time(sentence, at):
            end = clause_end(sentence, at)
            if is_clause(sentence, at, end):
                return Complement((at, end), "clause", told)
        skipped = after_adverbial(sentence, at, told=True)
        if skipped == at:
            return None
        at = skipped
    return None


def _ends_of_told(sentence: Sentence, phrase: Phrase) -> list[int]:
    """Return where the words for someone told may end: a name may run into the clause (told CNN Smith had left)."""
    ends = [phrase.last]
    if phrase.head + 1 < phrase.last:
        ends.append(phrase.head + 1)
    if sentence.tag[phrase.first] == NAME:
        ends += [i for i in range(phrase.first + 1, min(phrase.head + 1, phrase.first + 4)) if i not in ends]
    return ends
