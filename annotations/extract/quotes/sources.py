"""Who reports: the subject of a reporting verb, before it, after it, or that of the verb it hangs on."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from annotations.extract.quotes.clauses import has_verb, names_claim
from annotations.extract.quotes.lexicon import (
    BASE,
    GERUND,
    PARTICIPLE,
    PAST,
    PRESENT,
    Form,
    Verb,
    reporting_verbs,
    word_set,
)
from annotations.extract.quotes.noun_phrases import REACH, Phrase, phrase_after
from annotations.extract.quotes.report import Report
from annotations.extract.quotes.sentences import NAME, NUMBER, QUOTE, WORD, Sentence
from annotations.extract.quotes.subjects import before_apposition, starts_clause, subject_before
from annotations.extract.quotes.verbs import first_of_group, is_adverb, is_finite, is_past

_BE: Final = frozenset(["is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "'re", "’re", "'m", "’m"])
_FAR: Final = 60
"""How many words back the verb is looked for that another hangs on."""
_INVERTS: Final = word_set("inverts")
_IN_GROUP: Final = word_set("in_group")
_ONLY_VERBS: Final = word_set("only_verbs")
_ALONE: Final = word_set("alone")
_RELATIVE_CLAUSE: Final = 15
_BEFORE_SUBJECT: Final = frozenset(
    ["comma", "stop", "semicolon", "colon", "dash", "that", "conjunction", "subordinator", "relative", QUOTE]
)
_OPENS_SUBJECT: Final = frozenset(["determiner", "possessive", "adverb", WORD, NAME, NUMBER])
_NOUN_GOES_ON: Final = frozenset([WORD, NAME, NUMBER, "clitic", "determiner", "possessive", "adverb"])
_OPENING_PHRASE: Final = 40


class VerbGroup(NamedTuple):
    """A verb at `verb`, with its auxiliaries and adverbs from word `first` on, and its particles up to `last`."""

    first: int
    verb: int
    last: int
    form: Form
    negated: bool
    passive: bool
    assisted: bool

    @property
    def participial(self) -> bool:
        """Whether it has no subject of its own: "…, saying"."""
        return GERUND in self.form.kinds and not self.assisted


class Source(NamedTuple):
    """Who speaks, and the stretch of words of the verb with its subject: what stands before and after is reported."""

    phrase: Phrase | None
    first: int
    last: int


def read_verb_group(sentence: Sentence, index: int, last: int, form: Form) -> VerbGroup | None:
    """Read the auxiliaries and adverbs before the verb at `index`; None where the word cannot be a verb."""
    at, negated, nearest = index, False, ""
    while at > 0:
        tag, lower = sentence.tag[at - 1], sentence.lower[at - 1]
        if tag == "auxiliary" or (tag == "clitic" and _has_or_is(sentence, at - 1, form)):
            nearest = nearest or lower
        elif tag == "negation":
            negated = True
        elif tag == "to" and not nearest and BASE in form.kinds:
            nearest = "to"
            if at > 1 and sentence.lower[at - 2] in word_set("governor"):
                negated = negated or sentence.lower[at - 2] in word_set("not_doing")
                at -= 1
            elif not _leads_into_marks(sentence, last):
                return None
        elif not _intervenes(sentence, at - 1):
            break
        at -= 1
    before = sentence.tag_at(at - 1)
    alone = before == "determiner" and sentence.lower[at - 1] in _ALONE
    if not nearest and before in ("determiner", "possessive", "to", "clitic") and not alone:
        return None
    if not nearest and before == "preposition" and GERUND not in form.kinds:
        return None
    if not nearest and before == NUMBER and sentence.lower[index] in word_set("counted"):
        return None
    negated = negated or (at > 0 and sentence.lower[at - 1] in ("nor", "neither")) or _after_negated(sentence, at)
    return VerbGroup(at, index, last, form, negated, PARTICIPLE in form.kinds and nearest in _BE, bool(nearest))


def _after_negated(sentence: Sentence, at: int) -> bool:
    """Whether a verb before "or" is negated: "would not confirm or deny", "declined to confirm or deny"."""
    if at < 3 or sentence.lower[at - 1] != "or":
        return False
    before = range(max(0, at - 4), at - 1)
    return any(sentence.tag[i] == "negation" or sentence.lower[i] in word_set("not_doing") for i in before)


def _leads_into_marks(sentence: Sentence, at: int) -> bool:
    """Whether words in marks follow, after a comma, a colon or nothing."""
    return sentence.tag_at(at + (sentence.tag_at(at) in ("comma", "colon"))) == QUOTE


def _has_or_is(sentence: Sentence, index: int, form: Form) -> bool:
    """Whether a clitic 's is an auxiliary: after a pronoun, before a participle."""
    if not form.kinds & {PARTICIPLE, GERUND}:
        return False
    return sentence.tag_at(index - 1) in ("subject", "relative", "that", "adverb")


def _intervenes(sentence: Sentence, index: int) -> bool:
    """Whether an adverb stands here, or the "since" of "has since said"."""
    if sentence.lower[index] in _IN_GROUP:
        return sentence.tag_at(index - 1) == "auxiliary"
    return is_adverb(sentence, index) and sentence.tag[index] != NAME


def find_source(sentence: Sentence, group: VerbGroup, earlier: Sequence[Report]) -> Source:
    """Return who speaks with the verb of `group`; `earlier` are the reports before it in the sentence."""
    after = _inverted_subject(sentence, group)
    if after is not None:
        return Source(after, group.first, after.last)
    before = None if group.passive else _after_content(sentence, _subject(sentence, group, earlier), earlier)
    return Source(before, before.first if before is not None else group.first, group.last)


def _after_content(sentence: Sentence, subject: Phrase | None, earlier: Sequence[Report]) -> Phrase | None:
    """Return the subject without what an earlier report has taken: "they said it was and one in four said not"."""
    if subject is None:
        return None
    if subject.last - subject.first > 2 and names_claim(sentence, subject.first):
        return Phrase(subject.first + 2, subject.last, max(subject.head, subject.first + 2))
    for report in earlier:
        for _, end in report.contents:
            if subject.first < end < subject.last and sentence.tag[end] == "conjunction" and end + 1 < subject.last:
                return Phrase(end + 1, subject.last, max(subject.head, end + 1))
    return subject


def _inverted_subject(sentence: Sentence, group: VerbGroup) -> Phrase | None:
    """Return the subject after its verb: “…,” said Smith; …, says the head of the ministry."""
    frames, before = group.form.verb.frames, sentence.tag_at(group.first - 1)
    if group.assisted or not group.form.kinds & {PAST, PRESENT} or "direct" not in frames:
        return None
    if before not in (QUOTE, "comma", "dash", "") or group.form.verb.lemma in word_set("never_inverted"):
        return None
    after_quotation = QUOTE in (before, sentence.tag_at(group.first - 2))
    if before == "comma" and not after_quotation:
        told_before = group.form.verb.lemma in _INVERTS and has_verb(sentence, -1, group.first - 1)
        if not told_before:
            return None
    phrase = phrase_after(sentence, group.last)
    if phrase is None or sentence.tag[phrase.head] not in (WORD, NAME, "subject"):
        return None
    if sentence.lower[phrase.first] in ("it", "that", "this", "nothing", "you"):
        return None
    follows = sentence.tag_at(phrase.last)
    if after_quotation:
        return phrase if not is_past(sentence, phrase.last) else None
    leads_up = sentence.tag_at(phrase.last + 1) == QUOTE
    if leads_up or before != "comma":
        opens = before == "" and (follows == "relative" or (follows == "comma" and QUOTE in sentence.tag))
        return phrase if opens or (follows == "colon" and sentence.tag_at(phrase.last + 1) in (QUOTE, "")) else None
    if follows in ("time", "preposition") and sentence.tag[phrase.head] == WORD:
        return phrase if not has_verb(sentence, phrase.last, len(sentence)) else None
    return phrase if follows in ("", "stop", "comma", "time", "relative", "preposition") else None


def _subject(sentence: Sentence, group: VerbGroup, earlier: Sequence[Report]) -> Phrase | None:
    """Return the subject before its verb, or that of the verb it is coordinated with or hangs on."""
    before = group.first - 1
    tag = sentence.tag_at(before)
    if group.participial:
        return _participle_subject(sentence, group, earlier)
    if sentence.tag[group.first] == "to":
        asked = any(first <= group.first < end for r in earlier for first, end in r.contents)
        return None if asked else _governing_subject(sentence, before, earlier)
    if tag == "conjunction":
        outer = coordinated_with(sentence, group, earlier)
        return outer.source if outer is not None else _governing_subject(sentence, before, earlier)
    if tag == "that" or (tag == "relative" and sentence.lower[before] == "which"):
        noun = before - 1 - (sentence.tag_at(before - 1) == "comma")
        return subject_before(sentence, noun) if sentence.tag_at(noun) in (WORD, NAME) else None
    if tag == QUOTE and before:
        return before_apposition(sentence, group.first)
    phrase = subject_before(sentence, before)
    if phrase is None and tag in ("comma", "dash"):
        return _governing_subject(sentence, before, earlier)
    if phrase is None or (phrase.first and not starts_clause(sentence, phrase.first)):
        relative = _before_relative(sentence, phrase.first if phrase is not None else before)
        return relative or _whole_subject(sentence, before) or phrase
    return phrase


def coordinated_with(sentence: Sentence, group: VerbGroup, earlier: Sequence[Report]) -> Report | None:
    """Return the report that goes on with a second verb: "Rell said the move was wrong and called it a mistake"."""
    if sentence.lower[group.first - 1] not in ("and", "but") or not _speaks(group.form.verb):
        return None
    outer = next((r for r in reversed(earlier) if any(a <= group.first <= b for a, b in r.contents)), None)
    if outer is None or outer.verb is None or outer.source is None or "direct" not in outer.verb.frames:
        return None
    first = reporting_verbs().get(sentence.lower[outer.cue[1] - 1])
    tense = group.form.kinds & first.kinds & {PAST, PRESENT} if first is not None else None
    return outer if outer.frame == "clause" and tense and not group.assisted else None


def _speaks(verb: Verb) -> bool:
    return "direct" in verb.frames or verb.lemma in word_set("contradicting")


def _participle_subject(sentence: Sentence, group: VerbGroup, earlier: Sequence[Report]) -> Phrase | None:
    """Return who speaks in "officials saying …", "he left, saying …", "Speaking of peace, he …"."""
    before = group.first - 1
    tag = sentence.tag_at(before)
    phrase = subject_before(sentence, before) if tag in (WORD, NAME) else None
    if phrase is not None and sentence.lower[phrase.head] in word_set("document"):
        phrase = _governing_subject(sentence, phrase.first - 1, earlier) or phrase
    phrase = phrase or _governing_subject(sentence, before, earlier) or _following_subject(sentence, group)
    return phrase or (subject_before(sentence, before - 1) if tag == "comma" else None)


def _before_relative(sentence: Sentence, index: int) -> Phrase | None:
    """Return the noun before a relative clause that runs up to the verb: "officials who know the plan say"."""
    for at in range(index, max(0, index - _RELATIVE_CLAUSE), -1):
        if sentence.tag[at] in ("comma", "stop", "that", QUOTE):
            return None
        if sentence.lower[at] == "who":
            return subject_before(sentence, at - 1) if sentence.tag[at - 1] in (WORD, NAME) else None
    return None


def _whole_subject(sentence: Sentence, last: int) -> Phrase | None:
    """Return the words of a clause up to `last` where none is its verb: "pilots hoping to block him", "one in five"."""
    first = last
    while first >= 0 and sentence.tag[first] not in _BEFORE_SUBJECT:
        if last - first > REACH or is_finite(sentence, first):
            return None
        first -= 1
    first += 1
    if first > last or (
        sentence.tag[first] not in _OPENS_SUBJECT and sentence.lower[first] not in word_set("partitive")
    ):
        return None
    head = next((at for at in range(first, last) if not _noun_goes_on(sentence, at + 1)), last)
    return Phrase(first, last + 1, head)


def _noun_goes_on(sentence: Sentence, at: int) -> bool:
    return sentence.tag[at] in _NOUN_GOES_ON and not is_past(sentence, at) and not sentence.lower[at].endswith("ing")


def _governing_subject(sentence: Sentence, index: int, earlier: Sequence[Report]) -> Phrase | None:
    """Return the subject of the nearest verb before `index` that has one and stands in no clause set off by a comma."""
    verbs = (r for r in earlier if r.frame not in ("noun", "adjective"))
    speakers = {at: r.source for r in verbs if r.source is not None for at in range(*r.cue)}
    reported = [content for r in earlier for content in r.contents if content[1] <= index]
    commas = 0
    limit = 1 if sentence.tag_at(index) == "comma" else 0
    for at in range(index, max(-1, index - _FAR), -1):
        tag = sentence.tag[at]
        if tag in ("stop", "semicolon"):
            return None
        commas += tag == "comma"
        if commas and any(first <= at < last for first, last in reported):
            continue
        speaker = speakers.get(at)
        if speaker is not None and (speaker.first > at or not commas):
            return speaker
        if not is_finite(sentence, at):
            continue
        phrase = subject_before(sentence, first_of_group(sentence, at) - 1)
        if phrase is None or sentence.lower[phrase.first] in ("which", "that", "it"):
            continue
        if commas > limit and _in_subordinate_clause(sentence, phrase):
            continue
        return phrase
    return None


def _in_subordinate_clause(sentence: Sentence, subject: Phrase) -> bool:
    before = sentence.tag_at(subject.first - 1)
    return sentence.tag[subject.first] == "relative" or before in ("subordinator", "that", "relative")


def _following_subject(sentence: Sentence, group: VerbGroup) -> Phrase | None:
    """Return the subject after an opening participle: "Speaking of peace, Smith …"."""
    if sentence.tag_at(group.first - 1) not in ("", "preposition"):
        return None
    for at in range(group.last, min(len(sentence), group.last + _OPENING_PHRASE)):
        if sentence.tag[at] == "comma":
            phrase = phrase_after(sentence, at + 1)
        elif sentence.tag[at - 1] == QUOTE and sentence.tag[at] in (NAME, "subject", "determiner"):
            phrase = phrase_after(sentence, at)
        else:
            continue
        if phrase is not None and (is_finite(sentence, phrase.last) or sentence.tag_at(phrase.last) == "adverb"):
            return phrase
    return None


def agrees(sentence: Sentence, group: VerbGroup, subject: Phrase | None) -> bool:
    """Whether verb and subject agree, where the form may be a noun's too: officials report, the report claims."""
    kinds = group.form.kinds
    if group.assisted or kinds & {PAST, GERUND}:
        return True
    if group.form.verb.lemma in _ONLY_VERBS:
        return True
    if subject is None:
        return False
    relative = sentence.tag_at(group.first - 1) in ("relative", "that")
    if sentence.tag_at(subject.first - 1) in ("preposition", "to") and not relative:
        return False
    words = sentence.lower[subject.first : subject.last]
    head = sentence.lower[subject.head]
    plural = (head.endswith("s") and not head.endswith("ss")) or head in word_set("plural")
    if BASE in kinds:
        return plural or "and" in words or ("of" in words and words[-1].endswith("s"))
    return head == "who" or not (head in word_set("plural") or (plural and sentence.tag[subject.head] == WORD))
