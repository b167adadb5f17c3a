"""Who said each quotation: a sieve of rules, the most certain first; what passes them all has no speaker."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from annotations.extract.quotes.clauses import trim
from annotations.extract.quotes.noun_phrases import Phrase, first_subject, label_before
from annotations.extract.quotes.pairing import Quoted
from annotations.extract.quotes.relays import settle
from annotations.extract.quotes.reports import Report, find_reports
from annotations.extract.quotes.sentences import QUOTE, Sentence
from annotations.model import QuoteKind


class Told(NamedTuple):
    """Words that are reported, from `start` to `end`, and the place of who says so: `source` in `sentence`."""

    start: int
    end: int
    kind: QuoteKind
    rule: str
    certainty: float
    sentence: Sentence
    source: Phrase | None = None
    report: Report | None = None


class _Voice(NamedTuple):
    """Who speaks: a phrase and the sentence it stands in, and the report that makes it a speaker, if one does."""

    sentence: Sentence
    source: Phrase
    report: Report | None = None


_CERTAINTY: Final = {
    "cue after": 0.98, "cue before": 0.96, "clause": 0.85, "trailing": 0.85, "according": 0.9, "question": 0.75,
    "infinitive": 0.65, "object infinitive": 0.7, "object": 0.6, "prepositions": 0.6, "as": 0.7, "for": 0.7,
    "of": 0.75, "named": 0.65, "taken up": 0.97, "same sentence": 0.9, "colon": 0.85, "label": 0.9, "cue next": 0.9, "goes on": 0.93,
    "leads up": 0.85, "sentence before": 0.75, "paragraph before": 0.7, "subject before": 0.6,
}  # fmt: skip
_WORD: Final = re.compile(r"\w+(?:['’]\w+)?")
_ENDS_STATEMENT: Final = (".", ",", "?", "!", "…", "—", "-", ";", ":")


class Statement(NamedTuple):
    """A quotation as the sieve sees it: its place, its number of words, and whether it can be a whole statement."""

    sentence: int
    index: int
    quoted: Quoted
    words: int
    whole: bool


def attribute(text: str, sentences: Sequence[Sentence]) -> list[Told]:
    """Return all that is reported in `sentences`, in the order of the text."""
    return _Sieve(text, sentences).run()


class _Sieve:
    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self.text = text
        self.sentences = sentences
        self.reports = [settle(s, find_reports(s)) for s in sentences]
        self.statements = [
            _statement(text, number, index, sentence)
            for number, sentence in enumerate(sentences)
            for index in sentence.quoted
        ]
        self.voices: dict[Quoted, _Voice] = {}
        self.told: list[Told] = []

    def run(self) -> list[Told]:
        for number, sentence in enumerate(self.sentences):
            self._reported(number, sentence)
        for position, statement in enumerate(self.statements):
            if statement.quoted not in self.voices:
                self._left_over(position, statement)
        return sorted(self.told, key=lambda t: (t.start, -t.end))

    def _add(self, statement: Statement, voice: _Voice | None, rule: str, kind: QuoteKind | None = None) -> None:
        quoted = statement.quoted
        sentence = voice.sentence if voice is not None else self.sentences[statement.sentence]
        kind = kind or ("direct" if statement.whole else "fragment")
        certainty = _CERTAINTY.get(rule, 0.5)
        source, report = (voice.source, voice.report) if voice is not None else (None, None)
        self.told.append(Told(quoted.inner_start, quoted.inner_end, kind, rule, certainty, sentence, source, report))
        if voice is not None:
            self.voices[quoted] = voice

    def _reported(self, number: int, sentence: Sentence) -> None:
        """Take what the verbs of a sentence report."""
        by_index = {s.index: s for s in self.statements_of(number)}
        taken: set[int] = set()
        for report in self.reports[number]:
            voice = _Voice(sentence, report.source, report) if report.source is not None else None
            for first, last in report.contents:
                if last - first == 1 and sentence.tag[first] == QUOTE and first not in taken:
                    taken.add(first)
                    rule = (
                        "cue after" if report.frame == "left" and report.contents[0] == (first, last) else "cue before"
                    )
                    if voice is not None:
                        kind: QuoteKind = "direct" if by_index[first].words > 3 or by_index[first].whole else "mixed"
                        self._add(by_index[first], voice, rule, kind)
        for report in self.reports[number]:
            for first, last in report.contents:
                if last - first > 1 or sentence.tag[first] != QUOTE:
                    self._clause(sentence, report, first, last, by_index)

    def statements_of(self, number: int) -> list[Statement]:
        return self._by_sentence.get(number, [])

    @property
    def _by_sentence(self) -> dict[int, list[Statement]]:
        if not hasattr(self, "_cache"):
            self._cache: dict[int, list[Statement]] = {}
            for s in self.statements:
                self._cache.setdefault(s.sentence, []).append(s)
        return self._cache

    def _clause(
        self, sentence: Sentence, report: Report, first: int, last: int, by_index: dict[int, Statement]
    ) -> None:
        """Take a reported clause: mixed where what matters of it is in marks."""
        start, end = sentence.start[first], sentence.end[last - 1]
        inside = [by_index[i] for i in range(first, last) if i in by_index]
        in_marks = sum(s.quoted.inner_end - s.quoted.inner_start for s in inside)
        longest = max((s.words for s in inside), default=0)
        kind: QuoteKind = "mixed" if longest > 3 or in_marks > 0.5 * (end - start) else "indirect"
        rule = report.frame.replace("_", " ")
        certainty = _CERTAINTY.get(rule, 0.6)
        self.told.append(Told(start, end, kind, rule, certainty, sentence, report.source, report))
        for statement in inside:
            if statement.quoted in self.voices or report.source is None:
                continue
            voice = _Voice(sentence, report.source, report)
            if kind == "mixed" and (statement.words > 3 or longest == statement.words):
                self.voices[statement.quoted] = voice
            else:
                self._add(statement, voice, "in clause", "fragment")

    def _left_over(self, position: int, statement: Statement) -> None:
        """Try the rules for a quotation that no verb of its sentence reports."""
        if not statement.whole:
            self._add(statement, None, "words in marks")
            return
        for rule, find in (
            ("taken up", self._taken_up),
            ("label", self._label),
            ("same sentence", self._same_sentence),
            ("cue next", self._cue_next),
            ("colon", self._colon),
            ("goes on", self._goes_on),
            ("leads up", self._leads_up),
            ("sentence before", self._sentence_before),
            ("paragraph before", self._paragraph_before),
            ("subject before", self._subject_before),
        ):
            voice = find(position, statement)
            if voice is not None:
                self._add(statement, voice, rule)
                return
        self._add(statement, None, "no speaker")

    def _taken_up(self, position: int, statement: Statement) -> _Voice | None:
        """A paragraph that takes up the quotation of the paragraph before."""
        if not statement.quoted.continues or not position:
            return None
        return self.voices.get(self.statements[position - 1].quoted)

    def _same_sentence(self, position: int, statement: Statement) -> _Voice | None:
        """Another quotation of the same sentence has a speaker."""
        for step in (-1, 1):
            other = self._neighbour(position, step)
            if (
                other is not None
                and other.sentence == statement.sentence
                and other.quoted in self.voices
                and other.whole
            ):
                return self.voices[other.quoted]
        return self._report_without_words(statement.sentence, before=statement.index)

    def _neighbour(self, position: int, step: int) -> Statement | None:
        at = position + step
        return self.statements[at] if 0 <= at < len(self.statements) else None

    def _report_without_words(self, number: int, before: int) -> _Voice | None:
        """A verb of speaking that reports nothing yet: "Smith spoke: …", "asked about it, he said with a smile …"."""
        sentence = self.sentences[number]
        for report in reversed(self.reports[number]):
            if (
                report.source is not None
                and report.cue[0] < before
                and (not report.contents or report.frame == "trailing")
            ):
                return _Voice(sentence, report.source, report)
        return None

    def _label(self, position: int, statement: Statement) -> _Voice | None:
        """A name and a colon, as in a transcript."""
        sentence, at = self.sentences[statement.sentence], statement.index - 1
        named = label_before(sentence, at) if at > 0 and sentence.tag[at] == "colon" else None
        return _Voice(sentence, named) if named is not None else None

    def _colon(self, position: int, statement: Statement) -> _Voice | None:
        """The words before lead up to it: "Smith said:" and, in a paragraph of its own, the quotation; "Smith: …"."""
        number, at = statement.sentence, statement.index
        if at == 0:
            number -= 1
            at = len(self.sentences[number]) if number >= 0 else 0
        sentence = self.sentences[number]
        if (
            at < 2
            or sentence.tag[at - 1] not in ("colon", "comma")
            or (sentence.tag[at - 1] == "comma" and not statement.index)
        ):
            return None
        for report in reversed(self.reports[number]):
            if report.source is not None and (not report.contents or at - report.cue[1] < 8) and report.cue[1] <= at:
                return _Voice(sentence, report.source, report)
        if any(sentence.lower[i] in _UTTERANCES for i in range(at - 1)):
            subject = first_subject(sentence)
            return _Voice(sentence, subject) if subject is not None else None
        return None

    def _cue_next(self, position: int, statement: Statement) -> _Voice | None:
        """A question or exclamation ends its sentence, and its cue begins the next: “Why?” Smith asked."""
        sentence, number = self.sentences[statement.sentence], statement.sentence + 1
        if statement.index != len(sentence) - 1 or number == len(self.sentences):
            return None
        following = self.sentences[number]
        if following.paragraph != sentence.paragraph:
            return None
        for report in self.reports[number]:
            if report.source is not None and not report.contents:
                first = min(report.source.first, report.cue[0])
                return _Voice(following, report.source, report) if first == 0 else None
        return None

    def _goes_on(self, position: int, statement: Statement) -> _Voice | None:
        """The quotation before, in the same paragraph, was attributed, and only its cue stands between."""
        other = self._neighbour(position, -1)
        if other is None or other.quoted not in self.voices or not other.whole:
            return None
        here, there = self.sentences[statement.sentence], self.sentences[other.sentence]
        if here.paragraph != there.paragraph or statement.index > 0 or statement.sentence - other.sentence > 1:
            return None
        return self.voices[other.quoted]

    def _leads_up(self, position: int, statement: Statement) -> _Voice | None:
        """The next quotation of the paragraph is attributed, and nothing stands between: “A.” “B,” he said."""
        other = self._neighbour(position, 1)
        if other is None or other.quoted not in self.voices or not other.whole:
            return None
        here, there = self.sentences[statement.sentence], self.sentences[other.sentence]
        if here.paragraph != there.paragraph or other.index > 0 or statement.sentence + 1 != other.sentence:
            return None
        return self.voices[other.quoted] if trim(here, 0, len(here)) == statement.index + 1 else None

    def _sentence_before(self, position: int, statement: Statement) -> _Voice | None:
        """The sentence before, in the same paragraph, reports what the speaker says."""
        number = statement.sentence - 1
        if statement.index or number < 0 or self.sentences[number].paragraph != self.sentences[number + 1].paragraph:
            return None
        return self._last_voice(number)

    def _paragraph_before(self, position: int, statement: Statement) -> _Voice | None:
        """The quotation is a paragraph of its own after one whose last sentence has a speaker."""
        number, sentence = statement.sentence, self.sentences[statement.sentence]
        if statement.index or number == 0 or trim(sentence, 0, len(sentence)) != 1:
            return None
        before = self.sentences[number - 1]
        if not 0 < sentence.paragraph - before.paragraph <= 1:
            return None
        return self._last_voice(number - 1)

    def _last_voice(self, number: int) -> _Voice | None:
        sentence = self.sentences[number]
        for statement in reversed(self.statements_of(number)):
            if statement.quoted in self.voices:
                return self.voices[statement.quoted]
        for report in self.reports[number]:
            if report.source is not None and sentence.tag[report.source.first] != "relative":
                return _Voice(sentence, report.source, report)
        return None

    def _subject_before(self, position: int, statement: Statement) -> _Voice | None:
        """The subject of the sentence before, in the same paragraph."""
        number = statement.sentence - 1
        if statement.index or number < 0 or self.sentences[number].paragraph != self.sentences[number + 1].paragraph:
            return None
        subject = first_subject(self.sentences[number])
        return _Voice(self.sentences[number], subject) if subject is not None else None


_UTTERANCES: Final = frozenset(
    [
        "statement",
        "tweet",
        "email",
        "e-mail",
        "message",
        "letter",
        "post",
        "words",
        "question",
        "answer",
        "response",
        "comment",
        "comments",
        "remarks",
        "reply",
        "following",
        "note",
        "speech",
        "warning",
        "advice",
        "point",
        "explanation",
        "conclusion",
        "appeal",
        "plea",
        "announcement",
        "op-ed",
        "essay",
        "interview",
    ]
)
_OPENING_CONTEXT: Final = frozenset(["", "stop", "colon", "comma", "dash", "semicolon", QUOTE, "conjunction"])


def _statement(text: str, number: int, index: int, sentence: Sentence) -> Statement:
    """Describe a quotation: it can be a whole statement where it begins and ends as one."""
    quoted = sentence.quoted[index]
    inner = text[quoted.inner_start : quoted.inner_end].strip()
    words = len(_WORD.findall(inner[:400]))
    before, after = sentence.tag_at(index - 1), sentence.tag_at(index + 1)
    ends = inner.endswith(_ENDS_STATEMENT) or not quoted.closed or after in ("", "stop", "comma", "dash")
    if before in _OPENING_CONTEXT:
        begins = before in ("", "stop", "colon", QUOTE) or inner[:1].isupper() or words > 4
        whole = ends and begins and (words > 2 or inner.endswith((".", "?", "!", ",")))
    else:
        whole = ends and words > 3 and inner[:1].isupper() and not inner.istitle()
    return Statement(number, index, quoted, words, whole or quoted.continues)
