"""Reports in the passive: "the council is expected to pass it", "he was backed by pilots"."""

from typing import Final

from annotations.extract.quotes.clauses import clause_end
from annotations.extract.quotes.complements import Complement
from annotations.extract.quotes.counts import number_told
from annotations.extract.quotes.lexicon import word_set
from annotations.extract.quotes.noun_phrases import Phrase, phrase_after
from annotations.extract.quotes.report import Report
from annotations.extract.quotes.sentences import Sentence
from annotations.extract.quotes.sources import VerbGroup
from annotations.extract.quotes.subjects import subject_before

_OF_VIEWS: Final = frozenset(["object", "for", "named", "clause"])
_BEFORE_BY: Final = 4
"""How many words may stand between a verb and its "by": endorsed the day before by Voss."""


def passive_report(sentence: Sentence, group: VerbGroup, complement: Complement | None) -> Report | None:
    """Return what is reported of the subject of a passive verb, subject and verb being part of what is reported."""
    subject = subject_before(sentence, group.first - 1)
    if subject is None or sentence.tag[subject.head] == "relative":
        return None
    frames, cue = group.form.verb.frames, (group.first, group.last)
    if complement is not None:
        if complement.frame != "infinitive" or sentence.lower[subject.first] == "it":
            return None
        content = (subject.first, complement.content[1])
        return Report(cue, group.form.verb, None, (content,), "infinitive", group.negated)
    if group.form.verb.lemma in word_set("deeds"):
        return None
    frame = sentence.lower[group.last] if group.last < len(sentence) else ""
    if frame in ("as", "of", "for") and frame in frames:
        content = (subject.first, clause_end(sentence, group.last))
        return Report(cue, group.form.verb, None, (content,), frame, group.negated)
    counted = number_told(sentence, group.last) if "count" in frames else None
    if counted is not None:
        by = next((at for at in range(group.last, counted) if sentence.lower[at] == "by"), counted)
        return Report(cue, group.form.verb, _agent(sentence, by), ((subject.first, by),), "count", group.negated)
    source = _agent(sentence, group.last) if frames & _OF_VIEWS else None
    if source is None:
        return None
    return Report(cue, group.form.verb, source, ((subject.first, subject.last),), "object", group.negated)


def _agent(sentence: Sentence, after: int) -> Phrase | None:
    """Return who did it: the phrase after "by"."""
    for at in range(after, min(len(sentence), after + _BEFORE_BY)):
        if sentence.lower[at] == "by":
            return phrase_after(sentence, at + 1)
        if sentence.tag[at] not in ("time", "adverb", "determiner", "subordinator"):
            return None
    return None
