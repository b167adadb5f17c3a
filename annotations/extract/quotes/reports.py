"""Find the verbs of a sentence that report what someone says, with who says it and what is reported."""

from typing import Final, NamedTuple

from annotations.extract.quotes.clauses import first_comma, has_verb, leaves, trim
from annotations.extract.quotes.complements import Complement, find_complement
from annotations.extract.quotes.lexicon import (
    BASE,
    GERUND,
    PARTICIPLE,
    PAST,
    PRESENT,
    Form,
    Verb,
    phrasal_verbs,
    reporting_verbs,
)
from annotations.extract.quotes.noun_phrases import (
    Phrase,
    before_apposition,
    is_adverb,
    is_finite,
    is_past,
    phrase_after,
    starts_clause,
    subject_before,
)
from annotations.extract.quotes.sentences import NAME, QUOTE, WORD, Sentence


class Report(NamedTuple):
    """A verb that reports, or "according to", by places in its sentence: `cue` from its first word to past its last.

    `contents` are the stretches of words that are reported, none where what is said stands in another sentence;
    `frame` tells what carries them; `told` is who is addressed.
    """

    cue: tuple[int, int]
    verb: Verb | None
    source: Phrase | None
    contents: tuple[tuple[int, int], ...]
    frame: str
    negated: bool = False
    told: Phrase | None = None
    relayed_by: Phrase | None = None


class _Group(NamedTuple):
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


_BE: Final = frozenset("is are was were be been being am 's ’s 're ’re 'm ’m".split())
_CLITIC_IS: Final = frozenset(["'s", "’s"])
_GOVERNORS: Final = frozenset(
    [
        "went",
        "goes",
        "go",
        "going",
        "continued",
        "continues",
        "continue",
        "declined",
        "declines",
        "decline",
        "refused",
        "refuses",
        "refuse",
        "appeared",
        "appears",
        "appear",
        "seemed",
        "seems",
        "seem",
        "began",
        "begins",
        "begin",
        "wanted",
        "wants",
        "want",
        "tried",
        "tries",
        "try",
        "used",
        "had",
        "has",
        "have",
        "failed",
        "fails",
        "fail",
        "rushed",
        "hastened",
        "chose",
        "liked",
        "likes",
        "like",
        "loves",
        "love",
    ]
)
"""Verbs before "to" whose subject is the speaker."""
_NOT_DOING: Final = frozenset("declined declines decline refused refuses refuse failed fails fail".split())
_NEVER_INVERTED: Final = frozenset(["tell", "inform", "assure", "remind", "like", "want", "know"])


def find_reports(sentence: Sentence) -> list[Report]:
    """Return the reports of `sentence` in the order of their cues."""
    verbs, phrasal = reporting_verbs(), phrasal_verbs()
    found: list[Report] = []
    for index, lower in enumerate(sentence.lower):
        form, last = verbs.get(lower), index + 1
        for rest, longer in phrasal.get(lower, ()):
            if tuple(sentence.lower[index + 1 : index + 1 + len(rest)]) == rest:
                form, last = longer, index + 1 + len(rest)
                break
        report = None
        if form is not None and sentence.tag[index] in (WORD, NAME):
            report = _verb_report(sentence, index, last, form, found)
        elif lower == "to" and index and sentence.lower[index - 1] == "according":
            report = _according(sentence, index)
        if report is not None:
            found.append(report)
    return found


def _verb_report(sentence: Sentence, index: int, last: int, form: Form, earlier: list[Report]) -> Report | None:
    if sentence.tag[index] == NAME and not _opens(sentence, index, form):
        return None
    group = _verb_group(sentence, index, last, form)
    if group is None:
        return None
    quoted = _quoting(sentence, group)
    if quoted is not None:
        return quoted
    source = _inverted_subject(sentence, group)
    inverted = source is not None
    if source is None:
        source = _subject(sentence, group, earlier)
    if not _agrees(sentence, group, source):
        return None
    after = source.last if inverted and source is not None else last
    complement = find_complement(sentence, after, form.verb)
    edge = group.first if inverted or source is None else source.first
    left = _left_quotation(sentence, edge, group)
    told = complement.told if complement is not None else None
    cue = (group.first, last)
    if left is not None:
        contents = (left,) if complement is None or complement.frame != "direct" else (left, complement.content)
        return Report(cue, form.verb, source, contents, "left", group.negated, told)
    if complement is not None:
        if not _accepted(group, source, complement):
            return None
        first, end = complement.content
        if _opens_subordinate(sentence, edge):
            end = first_comma(sentence, first, end)
        return Report(cue, form.verb, source, ((first, end),), complement.frame, group.negated, told)
    clause = _left_clause(sentence, edge, source, group)
    if clause is not None:
        return Report(cue, form.verb, source, (clause,), "trailing", group.negated, told)
    if source is not None and "direct" in form.verb.frames and form.verb.frames & {"clause", "that", "question"}:
        return Report(cue, form.verb, source, (), "none", group.negated, told)
    return None


def _quoting(sentence: Sentence, group: _Group) -> Report | None:
    """Read "reported one source saying", "quoted her as saying": the object speaks, the subject passes it on."""
    if group.form.verb.lemma not in _QUOTING or group.passive:
        return None
    source = phrase_after(sentence, group.last)
    if source is None:
        return None
    saying = source.last + (sentence.lower[source.last : source.last + 1] == ["as"])
    if sentence.lower[saying : saying + 1] != ["saying"]:
        return None
    relay = subject_before(sentence, group.first - 1)
    edge = relay.first if relay is not None else group.first
    verb = reporting_verbs()["saying"].verb
    complement = find_complement(sentence, saying + 1, verb)
    left = _left_quotation(sentence, edge, group)
    content = complement.content if complement is not None else left
    if content is None:
        return None
    frame = complement.frame if complement is not None else "left"
    return Report((group.first, saying + 1), verb, source, (content,), frame, group.negated, None, relay)


_QUOTING: Final = frozenset(["report", "quote", "cite", "show", "hear", "record"])


def _opens_subordinate(sentence: Sentence, edge: int) -> bool:
    """Whether the report stands in a clause with "when", "after" or the like that opens the sentence."""
    before = sentence.tag_at(edge - 1)
    return edge < 4 and before in ("subordinator", "preposition")


def _accepted(group: _Group, source: Phrase | None, complement: Complement) -> bool:
    """Whether a verb without a known subject may report."""
    if group.passive:
        return "clause" in group.form.verb.frames and complement.frame in ("clause", "question", "infinitive", "direct")
    return source is not None or group.participial or complement.frame in ("clause", "direct", "question")


def _opens(sentence: Sentence, index: int, form: Form) -> bool:
    """Whether a capitalised verb opens its sentence: "Asked about it, …", "Said Mr. Smith: …"."""
    return sentence.tag_at(index - 1) in ("", QUOTE, "mark", "dash") and bool(form.kinds & {PAST, GERUND})


def _verb_group(sentence: Sentence, index: int, last: int, form: Form) -> _Group | None:
    """Read the auxiliaries and adverbs before the verb at `index`; None where it cannot be a verb."""
    at, negated, nearest = index, False, ""
    while at > 0:
        tag, lower = sentence.tag[at - 1], sentence.lower[at - 1]
        if tag == "auxiliary" or (
            lower in _CLITIC_IS and form.kinds & {PARTICIPLE, GERUND} and _is_or_has(sentence, at - 1)
        ):
            nearest = nearest or lower
        elif tag == "negation":
            negated = True
        elif lower == "since" and sentence.tag_at(at - 2) == "auxiliary":
            pass
        elif tag == "to" and not nearest and BASE in form.kinds:
            if at < 2 or sentence.lower[at - 2] not in _GOVERNORS:
                return None
            negated = negated or sentence.lower[at - 2] in _NOT_DOING
            nearest = "to"
            at -= 1
        elif not (is_adverb(sentence, at - 1) and sentence.tag[at - 1] != NAME):
            break
        at -= 1
    negated = negated or (at > 0 and sentence.lower[at - 1] in ("nor", "neither"))
    before = sentence.tag_at(at - 1)
    if not nearest and before in ("determiner", "possessive", "to", "clitic"):
        return None
    if not nearest and GERUND not in form.kinds and before == "preposition":
        return None
    return _Group(at, index, last, form, negated, PARTICIPLE in form.kinds and nearest in _BE, bool(nearest))


def _is_or_has(sentence: Sentence, index: int) -> bool:
    """Whether a clitic 's is a verb: after a pronoun."""
    return sentence.tag_at(index - 1) in ("subject", "relative", "that", "adverb")


def _inverted_subject(sentence: Sentence, group: _Group) -> Phrase | None:
    """Return the subject after its verb: “…,” said Smith; …, says the head of the ministry."""
    form, before = group.form, sentence.tag_at(group.first - 1)
    if group.assisted or not form.kinds & {PAST, PRESENT} or "direct" not in form.verb.frames:
        return None
    if before not in (QUOTE, "comma", "dash", "") or form.verb.lemma in _NEVER_INVERTED:
        return None
    if before == "comma" and sentence.tag_at(group.first - 2) != QUOTE and "say" not in form.verb.frames:
        return None
    phrase = phrase_after(sentence, group.last)
    if (
        phrase is None
        or sentence.tag[phrase.head] not in (WORD, NAME, "subject")
        or sentence.tag[phrase.first] == "object"
    ):
        return None
    lower = sentence.lower[phrase.first]
    if lower in ("it", "that", "this", "nothing", "you"):
        return None
    follows = sentence.tag_at(phrase.last)
    if before == QUOTE or sentence.tag_at(group.first - 2) == QUOTE:
        return phrase if follows not in ("auxiliary",) and not is_past(sentence, phrase.last) else None
    if follows == "colon" and sentence.tag_at(phrase.last + 1) == QUOTE:
        return phrase
    closed = (
        follows in ("", "stop", "comma", "time", "relative", "preposition")
        and sentence.tag_at(phrase.last + 1) != QUOTE
    )
    return phrase if closed and before == "comma" else None


def _subject(sentence: Sentence, group: _Group, earlier: list[Report]) -> Phrase | None:
    """Return the subject before its verb, or that of the verb it is coordinated with or hangs on."""
    if group.passive:
        return None
    before = group.first - 1
    tag = sentence.tag_at(before)
    if group.participial:
        phrase = subject_before(sentence, before) if tag in (WORD, NAME) else None
        if phrase is not None and sentence.lower[phrase.head] in _DOCUMENTS:
            phrase = _governing_subject(sentence, phrase.first - 1, earlier) or phrase
        phrase = phrase or _governing_subject(sentence, before, earlier) or _following_subject(sentence, group)
        return phrase or (subject_before(sentence, before - 1) if tag == "comma" else None)
    if tag == "conjunction":
        return _governing_subject(sentence, before, earlier)
    if tag == "that" or (tag == "relative" and sentence.lower[before] == "which"):
        return _antecedent(sentence, before)
    if tag == QUOTE and before:
        return before_apposition(sentence, group.first)
    phrase = subject_before(sentence, before)
    if phrase is None and tag in ("comma", "dash"):
        return _governing_subject(sentence, before, earlier)
    if phrase is None or (phrase.first and not starts_clause(sentence, phrase.first)):
        return _before_relative(sentence, phrase.first if phrase is not None else before) or phrase
    return phrase


def _before_relative(sentence: Sentence, index: int) -> Phrase | None:
    """Return the noun before a relative clause that runs up to the verb: "officials who know the plan say"."""
    for at in range(index, max(0, index - 15), -1):
        if sentence.tag[at] in ("comma", "stop", "that", QUOTE):
            return None
        if sentence.lower[at] == "who":
            return subject_before(sentence, at - 1) if sentence.tag[at - 1] in (WORD, NAME) else None
    return None


def _antecedent(sentence: Sentence, relative: int) -> Phrase | None:
    """Return the noun before "that" or "which"."""
    before = relative - 1 if sentence.tag_at(relative - 1) == "comma" else relative
    return subject_before(sentence, before - 1) if sentence.tag_at(before - 1) in (WORD, NAME) else None


def _governing_subject(sentence: Sentence, index: int, earlier: list[Report]) -> Phrase | None:
    """Return the subject of the nearest verb before `index` that has one and stands in no clause set off by a comma."""
    by_verb = {at: r for r in earlier for at in range(*r.cue)}
    commas = 0
    limit = 1 if sentence.tag_at(index) == "comma" else 0
    for at in range(index, max(-1, index - 60), -1):
        tag = sentence.tag[at]
        if tag in ("stop", "semicolon"):
            return None
        commas += tag == "comma"
        if commas and any(first <= at < last for r in earlier for first, last in r.contents if last <= index):
            continue
        report = by_verb.get(at)
        if report is not None and report.source is not None and report.source.first > at:
            return report.source
        if not is_finite(sentence, at):
            continue
        first = at
        while first and (sentence.tag[first - 1] == "auxiliary" or is_adverb(sentence, first - 1)):
            first -= 1
        phrase = subject_before(sentence, first - 1)
        if phrase is None or sentence.lower[phrase.first] in ("which", "that", "it"):
            continue
        if commas > limit and (
            sentence.tag[phrase.first] == "relative"
            or sentence.tag_at(phrase.first - 1) in ("subordinator", "that", "relative")
        ):
            continue
        return phrase
    return None


def _following_subject(sentence: Sentence, group: _Group) -> Phrase | None:
    """Return the subject after an opening participle: "Speaking of peace, Smith …"."""
    if sentence.tag_at(group.first - 1) not in ("", "preposition"):
        return None
    for at in range(group.verb + 1, min(len(sentence), group.verb + 40)):
        if sentence.tag[at] == "comma" or (
            sentence.tag[at - 1] == QUOTE and sentence.tag[at] in (NAME, "subject", "determiner")
        ):
            phrase = phrase_after(sentence, at + 1 if sentence.tag[at] == "comma" else at)
            if phrase is not None and (
                is_finite(sentence, phrase.last) or sentence.tag_at(phrase.last) in ("auxiliary", "adverb")
            ):
                return phrase
    return None


_DOCUMENTS: Final = frozenset(
    [
        "statement",
        "statements",
        "message",
        "messages",
        "email",
        "emails",
        "e-mail",
        "tweet",
        "tweets",
        "post",
        "posts",
        "letter",
        "letters",
        "sign",
        "signs",
        "note",
        "banner",
        "cover",
        "text",
        "memo",
        "release",
        "press",
        "op-ed",
        "column",
        "caption",
        "headline",
        "video",
        "ad",
    ]
)
"""What a speaker sends out: who speaks in "he sent a message saying" is "he"."""
_PLURAL: Final = frozenset(
    "they we i you people police men women children who many some others most critics those these few several all both percent % half majority handful dozens third quarter".split()
)


def _agrees(sentence: Sentence, group: _Group, source: Phrase | None) -> bool:
    """Whether verb and subject agree, where the form may be a noun's too: officials report, the report claims."""
    kinds = group.form.kinds
    if group.assisted or kinds & {PAST, GERUND}:
        return True
    if source is None:
        return False
    if sentence.tag_at(source.first - 1) in ("preposition", "to"):
        return False
    head = sentence.lower[source.head]
    last = sentence.lower[source.last - 1]
    if BASE in kinds and "of" in sentence.lower[source.first : source.last] and last.endswith("s"):
        return True
    plural = (head.endswith("s") and not head.endswith("ss")) or head in _PLURAL
    if BASE in kinds:
        return plural or any(sentence.lower[i] == "and" for i in range(source.first, source.last))
    return not (head in _PLURAL and head != "who") and not (plural and sentence.tag[source.head] == WORD)


def _left_quotation(sentence: Sentence, edge: int, group: _Group) -> tuple[int, int] | None:
    """Return the quotation just before "she said" or "said Smith"."""
    if "direct" not in group.form.verb.frames or group.participial:
        return None
    at = edge - 1
    while at > 0 and (sentence.tag[at] in ("conjunction", "comma", "dash") or is_adverb(sentence, at)):
        at -= 1
    if sentence.tag_at(at) != QUOTE:
        return None
    first = at
    if sentence.tag_at(at - 1) in _GOES_INTO_MARKS and not sentence.quoted[at].opens:
        while first > 0 and sentence.tag[first - 1] not in (
            "comma",
            "semicolon",
            "stop",
            "colon",
            QUOTE,
            "conjunction",
        ):
            first -= 1
    return (first, at + 1)


_GOES_INTO_MARKS: Final = frozenset(
    [WORD, NAME, "number", "auxiliary", "determiner", "preposition", "to", "adverb", "negation", "subject"]
)


def _left_clause(sentence: Sentence, edge: int, source: Phrase | None, group: _Group) -> tuple[int, int] | None:
    """Return the clause before ", she said": it is reported where nothing is after the verb."""
    if source is None or group.participial or "say" not in group.form.verb.frames:
        return None
    comma = edge - 1
    if sentence.tag_at(comma) != "comma" or sentence.tag[source.first] == "relative":
        return None
    first = next((at + 1 for at in range(comma - 1, -1, -1) if sentence.tag[at] in ("semicolon", "stop")), 0)
    if sentence.tag_at(first) == "conjunction":
        first += 1
    rest, end = max(group.last, source.last), trim(sentence, first, len(sentence))
    if "addressee" in group.form.verb.frames and sentence.tag_at(rest) != "comma":
        told = phrase_after(sentence, rest)
        rest = told.last if told is not None else rest
    if sentence.tag_at(rest) == "comma" and rest + 1 < end and _resumes(sentence, first, comma, rest + 1):
        return (first, end)
    return (first, comma) if comma - first > 2 and has_verb(sentence, first - 1, comma) else None


def _resumes(sentence: Sentence, first: int, comma: int, rest: int) -> bool:
    """Whether what is said goes on after ", he said,": "It was, he said, a mistake"."""
    if comma - first < 3 or not has_verb(sentence, first, comma):
        return not leaves(sentence, rest) or sentence.tag[rest] == "conjunction"
    tag = sentence.tag[rest]
    if tag == "conjunction":
        return True
    return not leaves(sentence, rest) and (tag in ("determiner", "subject", "subordinator", NAME) or has_verb(sentence, rest, len(sentence)))


def _according(sentence: Sentence, index: int) -> Report | None:
    """Read "according to X": X is the source of the rest of the sentence."""
    source = phrase_after(sentence, index + 1)
    if source is None:
        return None
    cue = (index - 1, index + 1)
    end = trim(sentence, 0, len(sentence))
    if all(sentence.tag[i] in ("conjunction", "adverb", "mark", "comma") for i in range(cue[0])):
        comma = next((i for i in range(source.last, min(end, source.last + 40)) if sentence.tag[i] == "comma"), end)
        return Report(cue, None, source, ((comma + 1, end),), "according") if comma + 1 < end else None
    first = next((i + 1 for i in range(cue[0] - 1, -1, -1) if sentence.tag[i] in ("semicolon", "stop")), 0)
    last = trim(sentence, first, cue[0])
    return Report(cue, None, source, ((first, last),), "according") if last > first else None
