"""The pipeline reads the sample articles as a careful reader would."""

from pathlib import Path

import pytest

from annotations.extract.pipeline import read
from annotations.model import Quote, Reading
from tests.sample_articles.gold import (
    ARTICLES,
    Gold,
    Located,
    gold_mentions,
    located,
    matching,
    overlap_ratio,
    sample,
    speaker_of,
)

READINGS: dict[Path, tuple[Reading, Gold]] = {}


@pytest.fixture(params=ARTICLES, ids=lambda path: path.stem)
def read_and_gold(request: pytest.FixtureRequest) -> tuple[Reading, Gold]:
    """The machine's reading of an article and the gold one; each article is read once."""
    article: Path = request.param
    if article not in READINGS:
        document, gold = sample(article)
        READINGS[article] = read(document), gold
    return READINGS[article]


def test_there_are_six_kinds_of_briefing_of_300_to_1200_words() -> None:
    lengths = [len(sample(article).document.text.split()) for article in ARTICLES]
    assert len(lengths) >= 6
    assert all(300 <= length <= 1200 for length in lengths)


def test_head_and_structure(read_and_gold: tuple[Reading, Gold]) -> None:
    reading, gold = read_and_gold
    document = reading.document
    assert (document.title, document.byline, document.outlet, document.published) == (
        gold.title,
        gold.byline,
        gold.outlet,
        gold.published,
    )
    assert tuple(document.text[s.start : s.end] for s in reading.furniture) == gold.furniture
    headings = [document.text[s.start : s.end] for s in reading.headings]
    assert [h for h in headings if h != gold.title] == list(gold.headings)


def test_every_person_is_one_entity_with_roles_and_short_forms(read_and_gold: tuple[Reading, Gold]) -> None:
    reading, gold = read_and_gold
    for person in (e for e in gold.entities if e.label == "PERSON"):
        found = [e for e in reading.entities if e.label == "PERSON" and e.name == person.name]
        assert len(found) == 1, person.name
        assert {m.text for m in found[0].mentions} == set(person.forms)
        for role in person.roles:
            assert any(role.lower() in r.lower() for r in found[0].roles), (person.name, role, found[0].roles)


def test_names_stand_where_they_should(read_and_gold: tuple[Reading, Gold]) -> None:
    reading, gold = read_and_gold
    wanted = {
        (s.start, s.end, e.label)
        for s, e in gold_mentions(reading.document.text, gold.entities, reading.furniture).items()
    }
    kinds = {e.label for e in gold.entities}
    found = {(m.start, m.end, e.label) for e in reading.entities for m in e.mentions if e.label in kinds}
    assert len(found & wanted) / len(wanted) >= 0.85, sorted(wanted - found)
    assert len(found & wanted) / len(found) >= 0.85, sorted(found - wanted)


def test_every_direct_quotation_has_its_speaker_and_none_is_false(read_and_gold: tuple[Reading, Gold]) -> None:
    reading, gold = read_and_gold
    text = reading.document.text
    wanted = [g for g in located(text, gold.quotes) if g.mark.kind == "direct"]
    direct = [q for q in reading.quotes if q.kind == "direct"]
    for gold_quote in wanted:
        quote = _quote_of(gold_quote, direct)
        assert quote is not None, gold_quote.mark.words
        assert quote.speaker is not None, gold_quote.mark.words
        assert gold_quote.mark.speaker is not None
        assert quote.speaker.text.lower() in gold_quote.mark.speaker.lower() or (
            gold_quote.mark.speaker.lower() in quote.speaker.text.lower()
        )
        if gold_quote.mark.who:
            assert speaker_of(reading, quote.speaker.entity) == gold_quote.mark.who, gold_quote.mark.words
    for quote in direct:
        assert any(overlap_ratio(quote, g.span) >= 0.4 for g in wanted), quote.text


def test_reported_speech_is_found_and_no_speaker_is_wrong(read_and_gold: tuple[Reading, Gold]) -> None:
    reading, gold = read_and_gold
    wanted = located(reading.document.text, gold.quotes)
    hits = 0
    for gold_quote in wanted:
        quote = _quote_of(gold_quote, reading.quotes, least=0.5)
        if quote is None:
            continue
        hits += 1
        if gold_quote.mark.who and quote.speaker and quote.speaker.entity:
            assert speaker_of(reading, quote.speaker.entity) == gold_quote.mark.who, gold_quote.mark.words
        if gold_quote.mark.stance:
            assert quote.stance == gold_quote.mark.stance, gold_quote.mark.words
    assert hits / len(wanted) >= 0.8, [g.mark.words for g in wanted if not _quote_of(g, reading.quotes, least=0.5)]


def test_dates_are_resolved(read_and_gold: tuple[Reading, Gold]) -> None:
    reading, gold = read_and_gold
    wanted = located(reading.document.text, gold.dates)
    right = []
    for gold_date in wanted:
        found = next((d for d in reading.dates if d.overlaps(gold_date.span)), None)
        if found and found.type == gold_date.mark.type and gold_date.mark.value in (None, found.value):
            right.append(gold_date)
    assert len(right) / len(wanted) >= 0.9, [(g.mark.words, g.mark.value) for g in wanted if g not in right]


def test_figures_say_what_they_count(read_and_gold: tuple[Reading, Gold]) -> None:
    reading, gold = read_and_gold
    wanted = located(reading.document.text, gold.figures)
    right = []
    for gold_figure in wanted:
        mark = gold_figure.mark
        found = next(
            (f for f in reading.figures if f.overlaps(gold_figure.span) and f.value == mark.value),
            None,
        )
        if (
            found
            and mark.unit in (None, found.unit)
            and mark.counted in (None, found.counted)
            and mark.modifier in (None, found.modifier)
        ):
            right.append(gold_figure)
    assert len(right) / len(wanted) >= 0.9, [g.mark.words for g in wanted if g not in right]
    false = [f.text for f in reading.figures if not any(f.overlaps(g.span) for g in wanted)]
    assert len(false) <= 0.2 * len(wanted), false


def test_dated_events_stand_on_their_day(read_and_gold: tuple[Reading, Gold]) -> None:
    reading, gold = read_and_gold
    for gold_event in located(reading.document.text, gold.events):
        assert any(e.covers(gold_event.span) and e.date == gold_event.mark.date for e in reading.events), (
            gold_event.mark.words
        )


def _quote_of(gold: Located, quotes: tuple[Quote, ...] | list[Quote], least: float = 0.8) -> Quote | None:
    span = matching(gold, quotes, least)
    return next((q for q in quotes if q == span), None)
