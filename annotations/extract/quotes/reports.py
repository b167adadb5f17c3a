"""Find the verbs of a sentence that report what someone says, with who says it and what is reported."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from annotations.extract.quotes.adjectives import adjective_report, reporting_adjectives
from annotations.extract.quotes.adverbials import is_time
from annotations.extract.quotes.clauses import (
    clause_end,
    clause_start,
    first_comma,
    has_verb,
    is_clause,
    leaves,
    names_claim,
    trim,
)
from annotations.extract.quotes.complements import Complement, find_complement
from annotations.extract.quotes.lexicon import GERUND, PAST, Form, phrasal_verbs, reporting_verbs, word_set
from annotations.extract.quotes.noun_phrases import REACH, Phrase, phrase_after
from annotations.extract.quotes.nouns import noun_report, reporting_nouns
from annotations.extract.quotes.passives import passive_report
from annotations.extract.quotes.report import Report
from annotations.extract.quotes.sentences import NAME, NUMBER, QUOTE, WORD, Sentence
from annotations.extract.quotes.sources import Source, VerbGroup, agrees, find_source, read_verb_group
from annotations.extract.quotes.subjects import subject_before
from annotations.extract.quotes.verbs import is_adverb, is_finite
from annotations.extract.quotes.viewpoints import viewpoint_report

_GOES_INTO_MARKS: Final = frozenset(
    ["auxiliary", "determiner", "preposition", "to", "adverb", "negation", "subject", WORD, NAME, NUMBER]
)
_BETWEEN: Final = frozenset(["conjunction", "comma", "dash"])
_AFTER_TRAILING: Final = frozenset(
    ["", "stop", "comma", "dash", "time", "adverb", "preposition", "semicolon", "colon", "close", "conjunction", "to",
     "subordinator", "relative", "open"]
)  # fmt: skip
"""What may follow "…, she said" where that is all she said."""
_UNFINISHED: Final = frozenset(["auxiliary", "that", "preposition", "to", "determiner", "subordinator", "conjunction"])
_ALONE: Final = word_set("alone")
_MOSTLY_NOUNS: Final = word_set("mostly_nouns")
_QUOTING: Final = word_set("quoting")
_ANSWERING: Final = word_set("answering")
_RESUMES: Final = frozenset(["determiner", "subject", "subordinator", NAME])


def find_reports(sentence: Sentence) -> list[Report]:
    """Return the reports of `sentence` in the order of their cues."""
    cues = _cue_words()
    opening = viewpoint_report(sentence) if "in" in sentence.lower[:2] else None
    found: list[Report] = [opening] if opening is not None else []
    for index in [i for i, lower in enumerate(sentence.lower[: _asked(sentence)]) if lower in cues]:
        report = _report_at(sentence, index, found)
        if report is not None and not _told_already(report, found):
            if sentence.tag_at(report.cue[0] - 1) == "conjunction":
                found = [_before_second_verb(sentence, r, report) for r in found]
            found.append(report)
    return found


def _told_already(report: Report, earlier: Sequence[Report]) -> bool:
    """Whether a verb reports the words that a noun beside it carries too: "denied reports that …"."""
    return report.frame == "noun" and any(r.contents == report.contents for r in earlier)


def _before_second_verb(sentence: Sentence, first: Report, second: Report) -> Report:
    """Return `first` without the words from "and" on, where `second` is told of the same speaker after it."""
    conjunction = second.cue[0] - 1
    if first.source is None or first.source != second.source:
        return first
    ends = tuple((a, trim(sentence, a, conjunction)) if a < conjunction < b else (a, b) for a, b in first.contents)
    least = 2 if first.frame == "infinitive" else 0
    return first._replace(contents=tuple((a, b) for a, b in ends if b - a > least))


def _asked(sentence: Sentence) -> int:
    """Return where "you" stands in "Can you confirm that …?", after which nothing is reported, or the end."""
    if sentence.lower[-1:] != ["?"]:
        return len(sentence)
    asked = (i for i, lower in enumerate(sentence.lower) if lower == "you" and sentence.tag_at(i - 1) == "auxiliary")
    return next(asked, len(sentence))


@cache
def _other_cues() -> frozenset[str]:
    return frozenset([*reporting_nouns(), *reporting_adjectives()])


@cache
def _cue_words() -> frozenset[str]:
    return frozenset([*reporting_verbs(), *phrasal_verbs(), *reporting_nouns(), *reporting_adjectives(), "according"])


def _report_at(sentence: Sentence, index: int, earlier: Sequence[Report]) -> Report | None:
    """Read the word at `index` as a verb, as "according to", or as a noun that reports."""
    lower = sentence.lower[index]
    if lower == "according":
        return _according(sentence, index + 1) if sentence.tag_at(index + 1) == "to" else None
    report = None
    if sentence.tag[index] in (WORD, NAME) and not _follows_article(sentence, index):
        form, last = reporting_verbs().get(lower), index + 1
        for rest, longer in phrasal_verbs().get(lower, ()):
            if tuple(sentence.lower[index + 1 : index + 1 + len(rest)]) == rest:
                form, last = longer, index + 1 + len(rest)
                break
        verb = form is not None and lower not in _MOSTLY_NOUNS
        report = _verb_report(sentence, index, last, form, earlier) if form is not None and verb else None
    if report is not None or lower not in _other_cues():
        return report
    return noun_report(sentence, index) or adjective_report(sentence, index)


def _follows_article(sentence: Sentence, index: int) -> bool:
    """Whether "the", "his" or the like stands right before, so that the word is no verb."""
    if not index or sentence.tag[index - 1] not in ("determiner", "possessive"):
        return False
    return sentence.lower[index - 1] not in _ALONE


def _verb_report(sentence: Sentence, index: int, last: int, form: Form, earlier: Sequence[Report]) -> Report | None:
    if sentence.tag[index] == NAME and sentence.lower[index] != "says" and not _opens(sentence, index, form):
        return None
    group = read_verb_group(sentence, index, last, form)
    if group is None:
        return None
    quoted = _quoting(sentence, group)
    if quoted is not None:
        return quoted
    source = find_source(sentence, group, earlier)
    if not agrees(sentence, group, source.phrase) or (earlier and _is_cue(source.phrase, earlier)):
        return None
    complement = find_complement(sentence, source.last, form.verb)
    if group.passive and source.phrase is None and (passive := passive_report(sentence, group, complement)):
        return passive
    reported = _reported(sentence, group, source, complement)
    if reported is None:
        return None
    contents, frame = reported
    told = complement.told if complement is not None else None
    return Report((group.first, last), form.verb, source.phrase, contents, frame, group.negated, told)


def _is_cue(subject: Phrase | None, earlier: Sequence[Report]) -> bool:
    """Whether the subject is a verb that reports already: "deny" in "did not deny reports that …"."""
    return subject is not None and any(r.cue[0] <= subject.head < r.cue[1] for r in earlier)


def _reported(
    sentence: Sentence, group: VerbGroup, source: Source, complement: Complement | None
) -> tuple[tuple[tuple[int, int], ...], str] | None:
    """Return what is reported and what carries it: marks before the verb, words after it, a clause before it."""
    frames = group.form.verb.frames
    left = _left_quotation(sentence, source.first, group)
    told = complement is not None and complement.frame in ("clause", "question")
    if left is not None and not (told and sentence.quoted[left[1] - 1].title):
        direct = complement is not None and complement.frame == "direct"
        return ((left, complement.content) if direct and complement is not None else (left,)), "left"
    if complement is not None:
        if not _accepted(group, source.phrase, complement):
            return None
        first, end = complement.content
        opened = source.first < 4 and sentence.tag_at(source.first - 1) in ("subordinator", "preposition")
        if opened or (group.first == 0 and source.phrase is None):
            end = first_comma(sentence, first, end)
        return ((first, end),), complement.frame
    as_told = _as_told(sentence, source)
    if as_told is not None and "say" in frames:
        return (as_told,), "according"
    answered = _answered(sentence, source, group)
    if answered is not None:
        return (answered,), "trailing"
    relative = _relative_clause(sentence, source, group)
    if relative is not None:
        return (relative,), "clause"
    term = _named_before(sentence, source, group)
    if term is not None:
        return (term,), "named"
    clause = _left_clause(sentence, source, group)
    if clause is not None:
        return (clause,), "trailing"
    speech = "direct" in frames and (frames & {"clause", "that", "question"} or sentence.tag_at(source.last) == "colon")
    if source.phrase is not None and speech:
        return (), "none"
    return None


def _answered(sentence: Sentence, source: Source, group: VerbGroup) -> tuple[int, int] | None:
    """Return the claim that is answered in "pilots say he lied, which he denies", "…, a charge he denies"."""
    at = source.first - 1
    if source.phrase is None or group.form.verb.lemma not in _ANSWERING:
        return None
    at -= sentence.tag_at(at) == "that"
    taken_up = sentence.lower[at] == "which" if at > 0 else False
    comma = at - 1 if taken_up else at - 2
    if comma < 2 or sentence.tag[comma] != "comma" or not (taken_up or names_claim(sentence, comma + 1)):
        return None
    first = clause_start(sentence, comma)
    for cue in range(comma - 1, first, -1):
        verb = sentence.lower[cue] in reporting_verbs() and sentence.tag[cue] == WORD
        if verb and has_verb(sentence, cue, comma):
            return (cue + 1 + (sentence.tag[cue + 1] == "that"), comma)
    return (first, comma) if has_verb(sentence, first - 1, comma) else None


def _as_told(sentence: Sentence, source: Source) -> tuple[int, int] | None:
    """Return what stands after or before the clause of "As the paper reported, …", "…, as she said last week"."""
    opening = source.first - 1
    if source.phrase is None or opening < 0 or sentence.lower[opening] != "as":
        return None
    if opening < 2:
        limit = min(len(sentence), source.last + REACH)
        first = next((at + 1 for at in range(source.last, limit) if sentence.tag[at] == "comma"), limit)
        end = clause_end(sentence, first) if first < limit else 0
        return (first, end) if end > first else None
    if sentence.tag[opening - 1] not in ("comma", "dash"):
        return None
    first = clause_start(sentence, opening - 1)
    return (first, opening - 1) if has_verb(sentence, first - 1, opening - 1) else None


def _relative_clause(sentence: Sentence, source: Source, group: VerbGroup) -> tuple[int, int] | None:
    """Return the clause around "officials said" in "the changes, which officials said will go into effect"."""
    before = source.first - 1
    if source.phrase is None or "clause" not in group.form.verb.frames or not is_finite(sentence, source.last):
        return None
    if sentence.tag_at(before) != "relative" and sentence.tag_at(before) != "that":
        return None
    end = clause_end(sentence, source.last)
    if sentence.tag_at(before - 1) == "comma":
        end = next((at for at in range(source.last, end) if sentence.tag[at] == "comma"), end)
    return (before, end)


def _named_before(sentence: Sentence, source: Source, group: VerbGroup) -> tuple[int, int] | None:
    """Return the term in "what the minister called “a decent beginning”"."""
    if "named" not in group.form.verb.frames or sentence.tag_at(source.last) != QUOTE:
        return None
    before = sentence.lower[source.first - 1] if source.first else ""
    return (source.last, source.last + 1) if before in ("what", "which", "whom", "that") else None


def _accepted(group: VerbGroup, source: Phrase | None, complement: Complement) -> bool:
    """Whether a verb may report without a known subject, or in the passive; "did not comment on it" reports nothing."""
    if group.negated and complement.frame == "prepositions":
        return False
    if group.passive:
        return "clause" in group.form.verb.frames and complement.frame in ("clause", "question", "infinitive", "direct")
    return source is not None or group.participial or complement.frame in ("clause", "direct", "question")


def _opens(sentence: Sentence, index: int, form: Form) -> bool:
    """Whether a capitalised verb opens its sentence: "Asked about it, …", "Said Mr. Smith: …"."""
    return sentence.tag_at(index - 1) in ("", QUOTE, "mark", "dash") and bool(form.kinds & {PAST, GERUND})


def _quoting(sentence: Sentence, group: VerbGroup) -> Report | None:
    """Read "reported one source saying", "quoted her as saying": the object speaks, the subject passes it on."""
    if group.form.verb.lemma not in _QUOTING:
        return None
    if group.passive:
        return _quoted_by(sentence, group)
    speaker = phrase_after(sentence, group.last)
    if speaker is None:
        return None
    saying = speaker.last + (sentence.lower[speaker.last : speaker.last + 1] == ["as"])
    if sentence.lower[saying : saying + 1] != ["saying"]:
        return None
    relay = subject_before(sentence, group.first - 1)
    verb = reporting_verbs()["saying"].verb
    complement = find_complement(sentence, saying + 1, verb)
    left = _left_quotation(sentence, relay.first if relay is not None else group.first, group)
    content = complement.content if complement is not None else left
    if content is None:
        return None
    frame = complement.frame if complement is not None else "left"
    return Report((group.first, saying + 1), verb, speaker, (content,), frame, group.negated, None, relay)


def _quoted_by(sentence: Sentence, group: VerbGroup) -> Report | None:
    """Read "she was quoted (by the paper) as saying …": the subject speaks, the paper passes it on."""
    relay, at = _agent(sentence, group.last)
    at += sentence.lower[at : at + 1] == ["as"]
    speaker = subject_before(sentence, group.first - 1)
    if speaker is None or sentence.lower[at : at + 1] != ["saying"]:
        return None
    after = _agent(sentence, at + 1)
    verb = reporting_verbs()["saying"].verb
    left = _left_quotation(sentence, speaker.first, group)
    complement = find_complement(sentence, after[1], verb) if left is None else None
    content = complement.content if complement is not None else left
    if content is None:
        return None
    frame = complement.frame if complement is not None else "left"
    return Report((group.first, at + 1), verb, speaker, (content,), frame, group.negated, None, relay or after[0])


def _agent(sentence: Sentence, at: int) -> tuple[Phrase | None, int]:
    """Return whom "by" names at word `at`, and the place after it."""
    phrase = phrase_after(sentence, at + 1) if sentence.lower[at : at + 1] == ["by"] else None
    return phrase, phrase.last if phrase is not None else at


def _left_quotation(sentence: Sentence, edge: int, group: VerbGroup) -> tuple[int, int] | None:
    """Return the quotation just before "she said" or "said Smith", with the words that lead into its marks."""
    if "direct" not in group.form.verb.frames or group.participial:
        return None
    at = edge - 1
    while at > 0 and (sentence.tag[at] in _BETWEEN or is_adverb(sentence, at)):
        at -= 1
    if sentence.tag_at(at) != QUOTE:
        return None
    first = at
    if sentence.tag_at(at - 1) in _GOES_INTO_MARKS and not sentence.quoted[at].opens:
        while first > 0 and sentence.tag[first - 1] not in (
            "comma", "semicolon", "stop", "colon", QUOTE, "conjunction",
        ):  # fmt: skip
            first -= 1
    return (first, at + 1)


def _left_clause(sentence: Sentence, source: Source, group: VerbGroup) -> tuple[int, int] | None:
    """Return the clause before ", she said": it is reported where nothing is after the verb."""
    if source.phrase is None or group.participial or "say" not in group.form.verb.frames:
        return None
    comma = source.first - 1
    if sentence.tag_at(comma) != "comma" or sentence.tag[source.phrase.first] == "relative":
        return None
    first = clause_start(sentence, comma)
    rest, end = source.last, trim(sentence, first, len(sentence))
    if "addressee" in group.form.verb.frames and sentence.tag_at(rest) != "comma":
        told = phrase_after(sentence, rest)
        rest = told.last if told is not None else rest
    if sentence.tag_at(rest) not in _AFTER_TRAILING and not is_time(sentence, rest):
        return None
    inverted = source.phrase.first > group.verb
    if (
        not inverted
        and sentence.tag_at(rest) == "comma"
        and rest + 1 < end
        and _resumes(sentence, first, comma, rest + 1)
    ):
        return (first, end)
    if sentence.tag[first] == "subordinator" and not any(
        is_clause(sentence, at, comma) for at in _past_commas(sentence, first, comma)
    ):
        return None
    return (first, comma) if comma - first > 2 and has_verb(sentence, first - 1, comma) else None


def _past_commas(sentence: Sentence, first: int, end: int) -> Iterator[int]:
    """Yield the places after the commas of a stretch of words."""
    yield from (at + 1 for at in range(first, end) if sentence.tag[at] == "comma")


def _resumes(sentence: Sentence, first: int, comma: int, rest: int) -> bool:
    """Whether what is said goes on after ", he said,": "It was, he said, a mistake"."""
    tag = sentence.tag[rest]
    if leaves(sentence, rest):
        return False
    if tag == "conjunction":
        return True
    if comma - first < 3 or not has_verb(sentence, first, comma) or sentence.tag[comma - 1] in _UNFINISHED:
        return True
    return tag in _RESUMES or has_verb(sentence, rest, len(sentence))


def _according(sentence: Sentence, index: int) -> Report | None:
    """Read "according to X": X is the source of the rest of the sentence."""
    source = phrase_after(sentence, index + 1)
    if source is None:
        return None
    cue = (index - 1, index + 1)
    end = trim(sentence, 0, len(sentence))
    if all(sentence.tag[i] in ("conjunction", "adverb", "mark", "comma") for i in range(cue[0])):
        limit = min(end, source.last + REACH)
        first = next((i for i in range(source.last, limit) if sentence.tag[i] == "comma"), end) + 1
        last = end
    else:
        first = clause_start(sentence, cue[0], conjunction=False)
        last = trim(sentence, first, cue[0])
        inside = sentence.tag_at(source.last) == "comma" and not has_verb(sentence, first - 1, last)
        last = end if inside and source.last + 1 < end else last
    return Report(cue, None, source, ((first, last),), "according") if last > first else None
