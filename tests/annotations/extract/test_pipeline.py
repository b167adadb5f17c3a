"""A document read from end to end."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import msgspec
import pytest

from annotations.extract.coreference import resolve
from annotations.extract.names import find_names
from annotations.extract.pipeline import read
from annotations.extract.segment import segment
from annotations.model import Document, Found, Reading

TEXT = """Sign up for our newsletter

Port Larn reopens after fire

By Ida Holm
3 May 2021

PORT LARN (Coast Wire) - Harbourmaster Otto Brandt reopened the port on Monday, two days after a fire killed 4 dockers.

'Nobody was warned'

'Nobody was warned,' Brandt said. 'We will ask why.'
"""


def test_a_reading_holds_every_layer() -> None:
    reading = read(Document.of(TEXT, source="larn.txt", published="2021-05-03"))
    assert [TEXT[s.start : s.end] for s in reading.furniture] == ["Sign up for our newsletter"]
    assert [TEXT[s.start : s.end] for s in reading.headings] == ["Port Larn reopens after fire", "'Nobody was warned'"]
    brandt = next(e for e in reading.entities if e.name == "Otto Brandt")
    assert brandt.roles == ("Harbourmaster",)
    assert [m.text for m in brandt.mentions] == ["Otto Brandt", "Brandt"]
    quote = reading.quotes[0]
    assert quote.kind == "direct"
    assert quote.speaker
    assert quote.speaker.entity == brandt.id
    assert ("Monday", "2021-05-03") in [(d.text, d.value) for d in reading.dates]
    assert [(f.value, f.counted) for f in reading.figures if f.counted == "dockers"] == [(4, "dockers")]
    assert reading.events


def test_every_mark_stands_where_it_says() -> None:
    reading = read(Document.of(TEXT, published="2021-05-03"))
    found: list[Found] = [m for e in reading.entities for m in e.mentions]
    found += [*reading.quotes, *reading.dates, *reading.figures, *reading.events]
    for mark in found:
        assert TEXT[mark.start : mark.end] == mark.text
        assert mark.rule
        assert 0 < mark.certainty <= 1
        assert not any(f.overlaps(mark) for f in reading.furniture)


def test_a_reading_is_its_json() -> None:
    reading = read(Document.of(TEXT), id="larn")
    assert reading.id == "larn"
    assert msgspec.json.decode(msgspec.json.encode(reading), type=Reading) == reading


def test_the_hash_names_a_reading_without_a_name() -> None:
    document = Document.of(TEXT)
    assert read(document).id == document.sha256


def test_empty_and_odd_texts_are_read() -> None:
    for text in ("", "\n\n", "x", "🚢", "'" * 50, "A" * 5_000, "# Title\n\n- a\n- b\n"):
        assert read(Document.of(text)).document.text == text


@contextmanager
def counted_lines() -> Iterator[list[int]]:
    """Count the lines of Python that run: a measure of work that no other program disturbs."""
    count = [0]

    def trace(_frame: FrameType, event: str, _arg: Any) -> Any:
        count[0] += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield count
    finally:
        sys.settrace(before)


@pytest.mark.parametrize(
    "piece",
    [
        "Otto Brandt of the Larn Safety Council (LSC) met Ida Holm. Brandt said so. ",
        "Capital ",
        "'",
        "Bank of the ",
        "New ",
        "John de ",
        "the president, Ida Holm, the mayor, ",
        "Ida Holm, president of ",
        "London 1 Leeds 2\n",
        "Short Line\n\n",
        "A. ",
        "Sign up ",
        "A-b-C-",
    ],
)
def test_names_take_work_in_proportion_to_the_text(piece: str) -> None:
    work = []
    for length in (3_000, 12_000):
        text = piece * (length // len(piece))
        with counted_lines() as count:
            layout = segment(text)
            resolve(layout, find_names(layout))
        work.append(count[0])
    assert work[1] <= 6 * work[0] + 2_000
