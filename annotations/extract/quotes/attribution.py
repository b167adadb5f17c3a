"""Who said each quotation: a sieve of rules, the most certain first; what passes them all has no speaker."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from annotations.extract.quotes.clauses import trim
from annotations.extract.quotes.lexicon import word_set
from annotations.extract.quotes.noun_phrases import Phrase
from annotations.extract.quotes.pairing import Quoted
from annotations.extract.quotes.relays import settle
from annotations.extract.quotes.report import Report
from annotations.extract.quotes.reports import find_reports
from annotations.extract.quotes.sentences import NAME, QUOTE, Marked, Sentence
from annotations.extract.quotes.subjects import first_subject, label_before
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


class _Statement(NamedTuple):
    """Words in marks as the sieve sees them: where they stand, and whether they can be a whole statement."""

    number: int
    at: int
    marked: Marked
    whole: bool

    @property
    def quoted(self) -> Quoted:
        return self.marked.quoted


_CERTAINTY: Final = {
    "cue after": 0.98, "cue before": 0.96, "taken up": 0.97, "label": 0.9, "same sentence": 0.9, "cue next": 0.9,
    "colon": 0.85, "goes on": 0.93, "leads up": 0.85, "sentence before": 0.75, "paragraph before": 0.65,
    "clause": 0.85, "trailing": 0.85, "left": 0.85, "according": 0.9, "question": 0.75, "object infinitive": 0.75,
    "as": 0.75, "for": 0.75, "of": 0.8, "named": 0.7, "object": 0.65, "infinitive": 0.6, "prepositions": 0.6,
    "noun": 0.6, "adjective": 0.6, "count": 0.8,
    "in clause": 0.85, "words in marks": 0.7, "no speaker": 0.7,
}  # fmt: skip
"""How sure each rule is, after what it measures on news: the part of its marks that careful readers share."""
_OPENING: Final = frozenset(["", "stop", "colon", "comma", "dash", "semicolon", "conjunction", QUOTE])
_SURE_OPENING: Final = frozenset(["", "stop", "colon", QUOTE])
_FEW: Final = 3
"""So many words in marks are a term, not a statement."""
_NEAR_COLON: Final = 8


def attribute(sentences: Sequence[Sentence]) -> list[Told]:
    """Return all that is reported in `sentences`, in the order of the text."""
    return _Sieve(sentences).run()


class _Sieve:
    """The quotations of a text, and the voices found for them so far."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        self.reports = [settle(s, find_reports(s)) for s in sentences]
        self.statements: list[_Statement] = []
        self.in_sentence: list[list[_Statement]] = []
        for number, sentence in enumerate(sentences):
            found = [_statement(sentence, number, index) for index in sentence.quoted]
            self.in_sentence.append(found)
            self.statements += found
        self.voices: dict[Quoted, _Voice] = {}
        self.told: list[Told] = []

    def run(self) -> list[Told]:
        for number, sentence in enumerate(self.sentences):
            if self.reports[number]:
                self._reported(sentence, number)
        for position, statement in enumerate(self.statements):
            if statement.quoted not in self.voices:
                self._left_over(position, statement)
        return sorted(self.told, key=lambda t: (t.start, -t.end))

    def _reported(self, sentence: Sentence, number: int) -> None:
        """Take what the verbs of a sentence report: words in marks first, then clauses."""
        statements = {s.at: s for s in self.in_sentence[number]}
        taken: set[int] = set()
        for report in self.reports[number]:
            for first, last in report.contents:
                if _is_quotation(sentence, first, last) and first not in taken:
                    taken.add(first)
                    if report.source is not None:
                        after = report.frame == "left" and report.contents[0] == (first, last)
                        rule = "named" if report.frame == "named" else "cue after" if after else "cue before"
                        voice = _Voice(sentence, report.source, report)
                        term = rule == "named" and statements[first].marked.words <= _FEW
                        self._add(statements[first], voice, rule, whole=not term, fragment=term)
        clauses: set[tuple[int, int, Phrase | None]] = set()
        for report in self.reports[number]:
            for first, last in report.contents:
                if not _is_quotation(sentence, first, last) and (first, last, report.source) not in clauses:
                    clauses.add((first, last, report.source))
                    inside = [statements[i] for i in range(first, last) if i in statements] if statements else []
                    self._clause(sentence, report, (first, last), inside)

    def _clause(
        self, sentence: Sentence, report: Report, content: tuple[int, int], inside: Sequence[_Statement]
    ) -> None:
        """Take a reported clause: mixed where what matters of it is in marks."""
        start, end = sentence.start[content[0]], sentence.end[content[1] - 1]
        in_marks = sum(s.quoted.inner_end - s.quoted.inner_start for s in inside)
        longest = max((s.marked.words for s in inside), default=0)
        mixed = longest > _FEW or in_marks > 0.5 * (end - start)
        rule = report.frame.replace("_", " ")
        kind: QuoteKind = "mixed" if mixed else "indirect"
        self.told.append(Told(start, end, kind, rule, _CERTAINTY[rule], sentence, report.source, report))
        if report.source is None:
            return
        voice = _Voice(sentence, report.source, report)
        for statement in inside:
            if statement.quoted not in self.voices:
                if mixed and statement.marked.words in range(_FEW + 1, longest + 1):
                    self.voices[statement.quoted] = voice
                else:
                    self._add(statement, voice, "in clause", fragment=True)

    def _add(
        self, statement: _Statement, voice: _Voice | None, rule: str, *, whole: bool = False, fragment: bool = False
    ) -> None:
        """Take words in marks: with `whole`, all that a verb reports; with `fragment`, a term in what is reported."""
        quoted = statement.quoted
        kind: QuoteKind = "fragment"
        if statement.whole or (whole and statement.marked.words > _FEW):
            kind = "direct"
        elif whole:
            kind = "mixed"
        kind = "fragment" if fragment else kind
        sentence = voice.sentence if voice is not None else self.sentences[statement.number]
        source, report = (voice.source, voice.report) if voice is not None else (None, None)
        certainty = _CERTAINTY[rule]
        self.told.append(Told(quoted.inner_start, quoted.inner_end, kind, rule, certainty, sentence, source, report))
        if voice is not None:
            self.voices[quoted] = voice

    def _left_over(self, position: int, statement: _Statement) -> None:
        """Try the rules for a quotation that no verb of its sentence reports."""
        if (added := self._added_by_dash(statement)) is not None:
            self._add(statement, added, "in clause", fragment=True)
            return
        if (joined := self._joined(statement)) is not None:
            self._add(statement, joined, "same sentence", whole=True)
            return
        if not statement.whole:
            self._add(statement, None, "words in marks")
            return
        before = self.statements[position - 1] if position else None
        after = self.statements[position + 1] if position + 1 < len(self.statements) else None
        for rule, voice in self._rules(statement, before, after):
            if voice is not None:
                self._add(statement, voice, rule)
                return
        self._add(statement, None, "no speaker")

    def _joined(self, statement: _Statement) -> _Voice | None:
        """Read words in marks that "and" joins to others: she said “we are ready” and “nobody told us”."""
        sentence, at = self.sentences[statement.number], statement.at - 2
        if at < 0 or sentence.tag[at + 1] != "conjunction" or sentence.tag[at] != QUOTE:
            return None
        return self.voices.get(sentence.quoted[at].quoted)

    def _added_by_dash(self, statement: _Statement) -> _Voice | None:
        """Read words in marks that a dash adds to a reported clause: they were two – “twins.”, he said."""
        sentence, dash = self.sentences[statement.number], statement.at - 1
        if sentence.tag_at(dash) != "dash" or statement.marked.opens:
            return None
        for report in self.reports[statement.number]:
            if report.source is not None and any(last == dash for _, last in report.contents):
                return _Voice(sentence, report.source, report)
        return None

    def _rules(
        self, statement: _Statement, before: _Statement | None, after: _Statement | None
    ) -> Iterator[tuple[str, _Voice | None]]:
        """Yield each rule with the voice that it finds, the most certain first."""
        yield "taken up", self._taken_up(statement, before)
        yield "label", self._label(statement)
        yield "same sentence", self._same_sentence(statement, before, after)
        yield "cue next", self._cue_next(statement)
        yield "colon", self._colon(statement)
        yield "goes on", self._goes_on(statement, before)
        yield "leads up", self._leads_up(statement, after)
        yield "sentence before", self._sentence_before(statement)
        yield "paragraph before", self._paragraph_before(statement)

    def _voice_of(self, statement: _Statement | None) -> _Voice | None:
        """Return who speaks in a whole statement."""
        return self.voices.get(statement.quoted) if statement is not None and statement.whole else None

    def _taken_up(self, statement: _Statement, before: _Statement | None) -> _Voice | None:
        """Read a paragraph that takes up the quotation of the paragraph before."""
        return self.voices.get(before.quoted) if statement.quoted.continues and before is not None else None

    def _label(self, statement: _Statement) -> _Voice | None:
        """Read a name and a colon, as in a transcript."""
        sentence, at = self.sentences[statement.number], statement.at - 1
        named = label_before(sentence, at) if sentence.tag_at(at) == "colon" else None
        return _Voice(sentence, named) if named is not None else None

    def _same_sentence(
        self, statement: _Statement, before: _Statement | None, after: _Statement | None
    ) -> _Voice | None:
        """Look for another quotation of the sentence with a speaker, or a verb of speech that reports nothing yet."""
        for other in (before, after):
            if other is not None and other.number == statement.number and self._voice_of(other) is not None:
                return self._voice_of(other)
        sentence = self.sentences[statement.number]
        for report in reversed(self.reports[statement.number]):
            waits = not report.contents or report.frame == "trailing"
            if report.source is not None and report.cue[0] < statement.at and waits:
                return _Voice(sentence, report.source, report)
        return None

    def _cue_next(self, statement: _Statement) -> _Voice | None:
        """Read a question that ends its sentence and has its cue at the start of the next: “Why?” Smith asked."""
        sentence, number = self.sentences[statement.number], statement.number + 1
        if statement.at != len(sentence) - 1 or not self._same_paragraph(number):
            return None
        report = next((r for r in self.reports[number] if r.source is not None and not r.contents), None)
        if report is None or report.source is None or min(report.source.first, report.cue[0]) > 0:
            return None
        return _Voice(self.sentences[number], report.source, report)

    def _colon(self, statement: _Statement) -> _Voice | None:
        """Read words that lead up to it: "Smith said:" and, in a paragraph of its own, the quotation."""
        number, at = statement.number, statement.at
        if at == 0:
            number -= 1
            at = len(self.sentences[number]) if number >= 0 else 0
        sentence = self.sentences[number]
        mark = sentence.tag_at(at - 1)
        if at < 2 or not (mark == "colon" or (mark == "comma" and statement.at)):
            return None
        for report in reversed(self.reports[number]):
            near = not report.contents or at - report.cue[1] < _NEAR_COLON
            if report.source is not None and near and report.cue[1] <= at:
                return _Voice(sentence, report.source, report)
        subject = first_subject(sentence)
        if subject is None or mark != "colon":
            return None
        uttered = not word_set("utterance").isdisjoint(sentence.lower[: at - 1])
        person = sentence.tag[subject.head] == NAME or sentence.lower[subject.head] in word_set("persons")
        return _Voice(sentence, subject) if uttered or person else None

    def _goes_on(self, statement: _Statement, before: _Statement | None) -> _Voice | None:
        """Take the speaker of the quotation before, in the same paragraph, with only its cue between."""
        if before is None or statement.at or statement.number - before.number > 1:
            return None
        return self._voice_of(before) if self._same_paragraph(statement.number) else None

    def _leads_up(self, statement: _Statement, after: _Statement | None) -> _Voice | None:
        """Take the speaker of the next quotation, with nothing between: “A.” “B,” he said."""
        number = statement.number + 1
        if after is None or after.at or after.number != number or not self._same_paragraph(number):
            return None
        return self._voice_of(after) if self._ends_sentence(statement) else None

    def _sentence_before(self, statement: _Statement) -> _Voice | None:
        """Take who speaks in the sentence before, in the same paragraph."""
        if statement.at or not self._same_paragraph(statement.number):
            return None
        return self._last_voice(statement.number - 1)

    def _paragraph_before(self, statement: _Statement) -> _Voice | None:
        """Take who speaks last in the paragraph before, where the quotation is a paragraph of its own."""
        number, sentence = statement.number, self.sentences[statement.number]
        if statement.at or number == 0 or not self._ends_sentence(statement):
            return None
        apart = sentence.paragraph - self.sentences[number - 1].paragraph
        return self._last_voice(number - 1) if apart == 1 else None

    def _last_voice(self, number: int) -> _Voice | None:
        sentence = self.sentences[number]
        for statement in reversed(self.in_sentence[number]):
            if statement.quoted in self.voices:
                return self.voices[statement.quoted]
        for report in self.reports[number]:
            if report.source is not None and sentence.tag[report.source.first] != "relative":
                return _Voice(sentence, report.source, report)
        return None

    def _same_paragraph(self, number: int) -> bool:
        """Whether a sentence stands in one paragraph with the one before it."""
        if not 0 < number < len(self.sentences):
            return False
        return self.sentences[number].paragraph == self.sentences[number - 1].paragraph

    def _ends_sentence(self, statement: _Statement) -> bool:
        sentence = self.sentences[statement.number]
        return trim(sentence, 0, len(sentence)) == statement.at + 1


def _is_quotation(sentence: Sentence, first: int, last: int) -> bool:
    return last - first == 1 and sentence.tag[first] == QUOTE


def _statement(sentence: Sentence, number: int, index: int) -> _Statement:
    """Describe words in marks: they can be a whole statement where they begin and end as one."""
    marked = sentence.quoted[index]
    before, after = sentence.tag_at(index - 1), sentence.tag_at(index + 1)
    ends = marked.ends or after in ("", "stop", "comma", "dash")
    if before in _OPENING:
        begins = before in _SURE_OPENING or marked.opens or marked.words > _FEW + 1
        whole = begins and ends and (marked.words >= _FEW or marked.ends)
    else:
        whole = marked.opens and ends and marked.words > _FEW and not marked.title
    return _Statement(number, index, marked, whole or marked.quoted.continues)
