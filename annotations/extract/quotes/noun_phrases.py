"""Noun phrases beside a verb, found by walking from it: who says something stands before or after the verb.

There is no tagger. Closed classes, the forms of some hundred verbs, and capitals are enough to see where a subject
begins and ends in edited prose; where they are not, no phrase is returned.
"""

from typing import Final, NamedTuple

from annotations.extract.quotes.lexicon import BASE, GERUND, PAST, PRESENT, common_verbs, reporting_verbs
from annotations.extract.quotes.sentences import NAME, NUMBER, QUOTE, WORD, Sentence


class Phrase(NamedTuple):
    """The words from `first` up to but not including `last`; `head` is the word that the phrase turns on."""

    first: int
    last: int
    head: int


_REACH: Final = 40
"""No noun phrase is longer, in words."""
_NOMINAL: Final = frozenset([WORD, NAME, NUMBER])
_ALONE: Final = frozenset("this that these those some many most both few others all several another each".split())
_LINKING: Final = frozenset(
    [
        "of",
        "for",
        "in",
        "at",
        "from",
        "with",
        "on",
        "to",
        "by",
        "near",
        "behind",
        "about",
        "against",
        "between",
        "inside",
        "outside",
        "within",
        "over",
        "across",
        "around",
        "like",
        "including",
        "under",
        "who",
    ]
)
_NO_ADVERBS: Final = frozenset(
    [
        "family",
        "ally",
        "rally",
        "reply",
        "supply",
        "assembly",
        "july",
        "bully",
        "monopoly",
        "anomaly",
        "homily",
        "belly",
        "jelly",
        "fly",
        "early",
        "likely",
        "daily",
        "weekly",
        "monthly",
        "elderly",
        "friendly",
        "deadly",
        "costly",
        "orderly",
        "lonely",
        "lovely",
        "ugly",
        "holy",
        "silly",
    ]
)
_NOT_PAST: Final = frozenset("hundred sacred naked wicked rugged beloved aged united".split())
_AFTER_PRESENT: Final = frozenset(["determiner", "possessive", "object", "that", "negation", QUOTE, "subject"])


def is_adverb(sentence: Sentence, index: int) -> bool:
    """Whether the word may stand between a subject and its verb without changing either."""
    tag = sentence.tag_at(index)
    if tag in ("adverb", "negation"):
        return True
    if tag not in (WORD, NAME):
        return False
    lower = sentence.lower[index]
    return lower.endswith("ly") and len(lower) > 4 and lower not in _NO_ADVERBS


def is_past(sentence: Sentence, index: int) -> bool:
    """Whether the word is an auxiliary or has the form of a verb's past tense and stands as a verb."""
    tag = sentence.tag_at(index)
    if tag == "auxiliary":
        return True
    if tag != WORD or _modifies(sentence, index):
        return False
    lower = sentence.lower[index]
    form = reporting_verbs().get(lower)
    if form is not None:
        return PAST in form.kinds
    kinds = common_verbs().get(lower)
    if kinds is not None:
        return PAST in kinds
    return lower.endswith("ed") and len(lower) > 4 and not lower.endswith("eed") and lower not in _NOT_PAST


def is_finite(sentence: Sentence, index: int) -> bool:
    """Whether the word is a verb that makes a clause; nouns of a verb's form count only before an object or the like."""
    if is_past(sentence, index) or _clitic_verb(sentence, index):
        return True
    if sentence.tag_at(index) != WORD or _modifies(sentence, index):
        return False
    lower = sentence.lower[index]
    before = sentence.tag_at(index - 1)
    form = reporting_verbs().get(lower)
    kinds = form.kinds if form is not None else common_verbs().get(lower)
    if before in ("subject", "relative") and sentence.lower[index - 1] not in ("one", "none", "others"):
        return kinds is not None or sentence.lower[index - 1] in ("he", "she", "they", "we", "i")
    if not lower.endswith("s"):
        known = kinds is not None and BASE in kinds and before == WORD and sentence.lower[index - 1].endswith("s")
        return known and (sentence.tag_at(index + 1) in _AFTER_PRESENT or sentence.tag_at(index + 1) == "to")
    if kinds is not None and PRESENT in kinds:
        after = sentence.tag_at(index + 1)
        return after in _AFTER_PRESENT or (before in (NAME, "close") and after in ("to", "preposition", "adverb"))
    return before == NAME and sentence.tag_at(index + 1) in ("determiner", "possessive", "object")


def _clitic_verb(sentence: Sentence, index: int) -> bool:
    """Whether 's is a verb: after a pronoun, "that" or "there"."""
    return sentence.tag_at(index) == "clitic" and (
        sentence.tag_at(index - 1) in ("subject", "that", "relative") or sentence.lower[index - 1] in ("there", "here")
    )


def _modifies(sentence: Sentence, index: int) -> bool:
    """Whether a word of a verb's form stands inside a noun phrase: the embattled senator, its reports."""
    return sentence.tag_at(index - 1) in ("determiner", "possessive", "clitic", NUMBER)


def subject_before(sentence: Sentence, index: int) -> Phrase | None:
    """Return the noun phrase that ends at word `index`, the last before a verb and its auxiliaries."""
    index = _before_time(sentence, index)
    tag = sentence.tag_at(index)
    if tag == "comma":
        return before_apposition(sentence, index)
    if tag == "close":
        opened = _matching(sentence, index, "open")
        return subject_before(sentence, opened - 1) if opened > 0 else None
    if tag == "dash":
        opened = _matching(sentence, index, "dash")
        return _ending_at(sentence, opened - 1) if opened > 0 else None
    return _ending_at(sentence, index)


def _before_time(sentence: Sentence, index: int) -> int:
    """Step back over "on Tuesday", "late Friday night", "in March 2015" between subject and verb."""
    at = index
    timed = False
    while at > 0 and (
        sentence.tag[at] in ("time", NUMBER)
        or (timed and sentence.lower[at] in ("last", "this", "late", "early", "the", "a"))
    ):
        timed = timed or sentence.tag[at] == "time"
        at -= 1
    if not timed:
        return index
    while at > 0 and is_adverb(sentence, at):
        at -= 1
    if sentence.lower[at] in ("on", "in", "at", "by", "earlier"):
        at -= 1
    return at if at >= 0 and sentence.tag[at] in (WORD, NAME, "subject", "comma", "close") else index


def _matching(sentence: Sentence, index: int, tag: str) -> int:
    """Return where the bracket or dash that ends at `index` begins; 0 if nowhere near."""
    for at in range(index - 1, max(-1, index - _REACH), -1):
        if sentence.tag[at] == tag:
            return at
    return 0


_PREPOSITIONS_TOO: Final = frozenset(["after", "before", "since", "until", "till", "as"])
_CLAUSE_STARTS: Final = frozenset(
    ["", "conjunction", "that", "subordinator", "colon", "semicolon", "dash", QUOTE, "stop", "mark", "open"]
)


def before_apposition(sentence: Sentence, comma: int) -> Phrase | None:
    """Return the phrase before words set off by commas: Smith, 45, a senator from Ohio, said …"""
    best: Phrase | None = None
    end = comma
    for _ in range(6):
        opened = _segment_start(sentence, end) - 1
        whole = _filling(sentence, opened + 1, end)
        if best is None and whole is not None and sentence.tag_at(opened) != "comma":
            return whole
        if opened < 1 or sentence.tag[opened] != "comma" or not _set_off(sentence, opened + 1):
            return best or whole
        phrase = _ending_at(sentence, _before_bracket(sentence, opened - 1))
        if phrase is None:
            return best or whole
        before = sentence.tag_at(phrase.first - 1)
        if starts_clause(sentence, phrase.first) and before != "comma":
            return phrase
        if before == "comma":
            best, end = phrase, opened
        elif best is not None or whole is not None:
            return best or whole
        else:
            return phrase if _reports(sentence, phrase.first - 1) or before == "subordinator" else None
    return best


def starts_clause(sentence: Sentence, first: int) -> bool:
    """Whether a clause may begin at word `first`."""
    before = sentence.tag_at(first - 1)
    return before == "comma" or (
        before in _CLAUSE_STARTS and not (first and sentence.lower[first - 1] in _PREPOSITIONS_TOO)
    )


def _before_bracket(sentence: Sentence, index: int) -> int:
    return _matching(sentence, index, "open") - 1 if sentence.tag_at(index) == "close" else index


def _segment_start(sentence: Sentence, end: int) -> int:
    """Return where the words before the comma at `end` begin: after another comma, or a mark that parts clauses."""
    at = end
    while at > 0 and end - at < _REACH and sentence.tag[at - 1] not in ("comma", "semicolon", "stop", "colon"):
        if sentence.tag[at - 1] == QUOTE and sentence.tag_at(at) not in (WORD, NAME, "comma"):
            break
        at -= 1
    return at


def _filling(sentence: Sentence, first: int, end: int) -> Phrase | None:
    """Return a phrase that fills the words between two marks, but for a conjunction before it."""
    phrase = _ending_at(sentence, _before_bracket(sentence, end - 1))
    if phrase is None:
        return None
    return (
        phrase
        if phrase.first == first or (phrase.first == first + 1 and sentence.tag[first] in _CLAUSE_STARTS)
        else None
    )


def _reports(sentence: Sentence, index: int) -> bool:
    return index >= 0 and sentence.lower[index] in reporting_verbs()


def _set_off(sentence: Sentence, first: int) -> bool:
    """Whether the words from `first` on may be an apposition or a relative clause, not a clause of their own."""
    return (sentence.tag_at(first) in (
        "relative", "determiner", "possessive", NUMBER, NAME, "preposition", "subordinator", "adverb", "time", WORD, "object", "to", "negation",
    ) and not is_past(sentence, first)) or sentence.lower[first].endswith("ed") or sentence.lower[first] == "one"  # fmt: skip


def _ending_at(sentence: Sentence, index: int) -> Phrase | None:
    """Return the longest plain noun phrase whose last word is at `index`."""
    if index < 0:
        return None
    tag, lower = sentence.tag[index], sentence.lower[index]
    if tag == "relative":
        return Phrase(index, index + 1, index) if lower in ("who", "which") else None
    if (tag == "subject" or lower in _ALONE) and not (
        index and sentence.tag[index - 1] in (WORD, NAME) and lower not in _PERSONAL
    ):
        return Phrase(index, index + 1, index)
    if tag == "time" and sentence.tag_at(index - 1) in ("determiner", "clitic", "possessive"):
        return None
    if (
        (tag not in _NOMINAL and tag not in ("subject", "clitic"))
        or is_adverb(sentence, index)
        or is_past(sentence, index)
    ):
        return None
    first, head = _walk_left(sentence, index)
    if first > index or (head > first and _unfinished(sentence, head)):
        return None
    before = sentence.tag_at(first - 1)
    if before in ("auxiliary", "negation", "to") and sentence.tag[first] == WORD:
        return None
    if (
        sentence.tag[first] == WORD
        and sentence.lower[first].endswith("ing")
        and head != first
        and len(sentence.lower[first]) > 5
    ):
        return None
    return Phrase(first, index + 1, head)


def _unfinished(sentence: Sentence, head: int) -> bool:
    """Whether the phrase ends in a participle that wants its noun: her recovered (e-mails)."""
    lower = sentence.lower[head]
    return sentence.tag[head] == WORD and lower.endswith("ed") and sentence.tag_at(head - 1) in ("possessive", "clitic")


_PERSONAL: Final = frozenset("he she they we i it you".split())


def _walk_left(sentence: Sentence, index: int) -> tuple[int, int]:
    """Return where the phrase that ends at `index` begins, and its head: the last word before its first preposition."""
    tags = sentence.tag
    at = head = index
    while at > 0 and index - at < _REACH:
        left = tags[at - 1]
        if tags[at] in ("determiner", "possessive"):
            if left == "determiner":
                at -= 1
                continue
            if not _joins(sentence, at):
                break
            at -= 2
            head = at
        elif left in ("determiner", "possessive", "clitic") or sentence.lower[at - 1] == "one":
            at -= 1
        elif left in _NOMINAL:
            if is_past(sentence, at - 1) and not _attributive(sentence, at - 1):
                break
            if is_adverb(sentence, at - 1) and tags[at - 2 : at - 1] not in (["determiner"], ["possessive"]):
                break
            at -= 1
        elif (left == "adverb" and at > 1 and tags[at - 2] in ("determiner", "possessive")) or (
            left == "time" and tags[at] in (WORD, NAME) and sentence.tag_at(at - 2) in ("determiner", "clitic")
        ):
            at -= 1
        elif _joins(sentence, at):
            if tags[at - 1] != "conjunction":
                head = at - 2
            at -= 2
        else:
            break
    if tags[at] == "clitic":
        at += 1
    return at, max(at, head)


def _attributive(sentence: Sentence, index: int) -> bool:
    """Whether a participle stands before its noun with an adverb or number before it: two armed men."""
    return sentence.tag_at(index - 1) in (NUMBER, "determiner") or "-" in sentence.lower[index]


def _joins(sentence: Sentence, at: int) -> bool:
    """Whether the phrase goes on to the left of `at` over a preposition or a conjunction."""
    joint, further = sentence.tag_at(at - 1), at - 2
    if further < 0 or (
        sentence.tag[further] not in _NOMINAL
        and sentence.lower[further]
        not in ("one", "none", "all", "some", "many", "most", "both", "few", "others", "several", "those")
    ):
        return False
    if is_adverb(sentence, further):
        return False
    if joint in ("preposition", "to"):
        if sentence.lower[at - 1] not in _LINKING or (joint == "to" and _base(sentence, at)):
            return False
        return not is_past(sentence, further) or _reduced(sentence, further)
    return joint == "conjunction" and sentence.lower[at - 1] in ("and", "or", "&") and not is_past(sentence, further)


def _base(sentence: Sentence, index: int) -> bool:
    """Whether the word is a verb's plain form, as after "to"."""
    lower = sentence.lower[index]
    form = reporting_verbs().get(lower)
    kinds = form.kinds if form is not None else common_verbs().get(lower)
    return sentence.tag[index] == WORD and kinds is not None and BASE in kinds


def _reduced(sentence: Sentence, index: int) -> bool:
    """Whether a participle stands for a relative clause: officials briefed on the talks."""
    return sentence.tag_at(index) == WORD and sentence.tag_at(index - 1) == WORD and sentence.lower[index] in _REDUCED


_REDUCED: Final = frozenset(
    "briefed based involved involving close familiar named posted charged assigned tasked acquainted published obtained released affiliated allied opposed aligned surveyed interviewed polled".split()
)


def phrase_after(sentence: Sentence, index: int) -> Phrase | None:
    """Return the noun phrase that begins at word `index`: the subject of an inverted verb, someone told."""
    tag = sentence.tag_at(index)
    if not tag or tag not in ("determiner", "possessive", "subject", "object", "adverb", NAME, NUMBER, WORD):
        return None
    lower = sentence.lower[index]
    alone = tag in ("subject", "object") or (lower == "her" and sentence.tag_at(index + 1) not in (WORD, NAME))
    if alone and not (lower in ("one", "none", "others") and sentence.tag_at(index + 1) in (WORD, NAME, "preposition")):
        return Phrase(index, index + 1, index)
    if (
        is_adverb(sentence, index)
        and (tag != NAME or index + 1 == len(sentence))
        and sentence.tag_at(index + 1) not in _NOMINAL
    ):
        return None
    if is_past(sentence, index) and sentence.tag_at(index + 1) not in (WORD, NAME):
        return None
    last, head, core = _walk_right(sentence, index)
    return None if head < 0 else Phrase(index, last, core)


def _walk_right(sentence: Sentence, index: int) -> tuple[int, int, int]:
    """Return past the phrase's last word, its last noun (-1 if none), and its head."""
    at, head, core = index, -1, -1
    limit = min(len(sentence), index + _REACH)
    while at < limit:
        here = sentence.tag[at]
        if here in _NOMINAL:
            if head >= 0 and is_finite(sentence, at):
                break
            if head >= 0 and (is_adverb(sentence, at) or _gerund(sentence, at)):
                break
            head = at
            if core < 0 or core == at - 1 or sentence.tag[at - 1] in ("clitic",):
                core = at
        elif here == "clitic":
            core = -1
        elif here == "time" and head < 0:
            pass
        elif here == "subject" and sentence.lower[at] in ("one", "none", "others") and head < 0:
            head = core = at
        elif here in ("determiner", "possessive", "subject", "adverb"):
            if head >= 0 and sentence.tag[at - 1] not in ("preposition", "conjunction", "clitic", "determiner"):
                break
        elif head < 0 or not _continues(sentence, at):
            break
        else:
            core = core if core >= 0 else head
        at += 1
    return at, head, core if core >= 0 else head


def _gerund(sentence: Sentence, index: int) -> bool:
    """Whether the word is a reporting verb in -ing, which begins a clause after its noun: one source saying …"""
    form = reporting_verbs().get(sentence.lower[index])
    return form is not None and GERUND in form.kinds


def _continues(sentence: Sentence, at: int) -> bool:
    """Whether a preposition or conjunction at `at` goes on with the noun phrase before it."""
    here, lower, after = sentence.tag[at], sentence.lower[at], sentence.tag_at(at + 1)
    if after not in (WORD, NAME, NUMBER, "determiner", "possessive"):
        return False
    if here == "preposition":
        if lower == "of":
            return True
        return (
            lower in ("for", "from", "with", "at", "in", "on", "to")
            and sentence.tag[at - 1] == WORD
            and sentence.tag_at(at + 1) != "time"
        )
    return (
        here == "conjunction"
        and lower in ("and", "&", "or")
        and not is_past(sentence, at + 1)
        and not is_finite(sentence, at + 1)
    )


def first_subject(sentence: Sentence) -> Phrase | None:
    """Return the subject of the first verb of the sentence that has one."""
    for at in range(1, min(len(sentence), 2 * _REACH)):
        if is_finite(sentence, at):
            first = at
            while first and (sentence.tag[first - 1] == "auxiliary" or is_adverb(sentence, first - 1)):
                first -= 1
            phrase = subject_before(sentence, first - 1)
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
