"""All reported speech of a text: marks, sentences, attribution, speakers, put together."""

from collections.abc import Sequence

from annotations.extract.quotes.attribution import Told, attribute
from annotations.extract.quotes.sentences import Sentence, sentences_of
from annotations.extract.quotes.speakers import Speakers
from annotations.extract.segment import Layout
from annotations.extract.stance import stance_of, with_doubts
from annotations.model import Entity, Passage, Quote, Stance


def find_quotes(layout: Layout, entities: Sequence[Entity]) -> tuple[Quote, ...]:
    """Return the quotations and the reported speech of the running text, in its order.

    Speakers and those who pass words on carry the id of their entity where it is among `entities`.
    """
    text = layout.text
    sentences = sentences_of(layout)
    speakers = Speakers(text, layout.sentences, entities)
    quotes = [_quote(text, number, told, speakers) for number, told in enumerate(attribute(sentences), 1)]
    return with_doubts(quotes, layout)


def _quote(text: str, number: int, told: Told, speakers: Speakers) -> Quote:
    report = told.report
    start, end = _trimmed(text, told)
    cue = _passage(text, told.sentence, *report.cue) if report is not None else None
    stance: Stance = "stated"
    if report is not None and report.verb is not None and told.kind != "fragment":
        called = text[start:end] if report.frame in ("as", "named") else ""
        stance = stance_of(report.verb.lemma, negated=report.negated, called=called)
    return Quote(
        id=f"q{number}",
        start=start,
        end=end,
        text=text[start:end],
        kind=told.kind,
        speaker=speakers.speaker(told.sentence, told.source) if told.source is not None else None,
        cue=cue,
        stance=stance,
        stance_evidence=cue if stance != "stated" else None,
        reported_by=speakers.relay(told.sentence, report) if report is not None else None,
        rule=told.rule,
        certainty=told.certainty,
    )


def _trimmed(text: str, told: Told) -> tuple[int, int]:
    """Return the span without outer spaces; a term in marks is also without the sentence's own punctuation."""
    words = text[told.start : told.end]
    start = told.start + len(words) - len(words.lstrip())
    words = words.strip()
    if told.kind == "fragment":
        words = words.rstrip(".,;: ") or words
    return start, start + len(words)


def _passage(text: str, sentence: Sentence, first: int, last: int) -> Passage:
    return Passage.of(text, sentence.start[first], sentence.end[last - 1])
