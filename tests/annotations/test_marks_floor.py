"""A floor of certainty: what lies below it is gone, and nothing that stays refers to it."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.extract.pipeline import read
from annotations.marks import at_least, marks_of
from annotations.model import Reading
from annotations.sources import load
from tests.sample_articles.gold import ARTICLES


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return [read(load(str(path))) for path in ARTICLES]


def referred(reading: Reading) -> Iterator[str]:
    """Yield the ids that anything in a reading refers to."""
    for quote in reading.quotes:
        yield from (s.entity for s in (quote.speaker, quote.reported_by) if s and s.entity)
    yield from (figure.quote for figure in reading.figures if figure.quote)
    for event in reading.events:
        yield from (*event.participants, *filter(None, [event.place]))
    for fact in reading.facts:
        yield from fact.doubts
        for account in fact.accounts:
            yield from (*account.figures, *(s.entity for s in account.speakers if s.entity))


@given(floor=st.floats(0, 1))
def test_what_is_sure_enough_stays_as_it_is_and_refers_to_nothing_that_is_gone(
    readings: list[Reading], floor: float
) -> None:
    for reading in readings:
        sure = at_least(reading, floor)
        kept = {(m.start, m.end, m.layer, m.label) for m in marks_of(reading) if m.certainty >= floor}
        assert {(m.start, m.end, m.layer, m.label) for m in marks_of(sure)} == kept
        ids = {thing.id for layer in (sure.entities, sure.quotes, sure.figures) for thing in layer}
        assert set(referred(sure)) <= ids
        assert all(entity.mentions for entity in sure.entities)
        assert all(account.figures for fact in sure.facts for account in fact.accounts)


def test_a_floor_of_nothing_leaves_the_reading_alone(readings: list[Reading]) -> None:
    assert all(at_least(reading, 0.0) is reading for reading in readings)


def test_a_mark_tells_how_sure_it_is_in_hundredths(readings: list[Reading]) -> None:
    assert all(m.certainty == round(m.certainty, 2) for reading in readings for m in marks_of(reading))
