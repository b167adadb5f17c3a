"""Objects of a text: each lies in it and is what its kind says; again is the next; what grows shrinks."""

from itertools import islice, pairwise
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.model import Layer, Mark, Span
from tui.article.spans import SpanIndex
from tui.article.structure import structure_of
from tui.article.textobjects import Kind, clauses, grown, ladder, objects, reach, shrunk

TEXT = (
    "Harbour talks\n\n"
    "On 3 May, 2024, the minister, Ilse Brandt, said that “the port stays open, for now”, although 36 ships wait. "
    "Nobody asked why.\n\n"
    "Fleet\n\n"
    "Talks go on."
)
HEADINGS = [Span(TEXT.index(words), TEXT.index(words) + len(words)) for words in ("Harbour talks", "Fleet")]
STRUCTURE = structure_of(TEXT, HEADINGS)
WORDS: list[tuple[Layer, str]] = [
    ("date", "3 May, 2024"),
    ("name", "Ilse Brandt"),
    ("quote", "the port stays open, for now"),
    ("figure", "36 ships"),
]
MARKS = SpanIndex(
    [
        Mark(TEXT.index(words), TEXT.index(words) + len(words), layer=layer, label=layer, ref=words)
        for layer, words in WORDS
    ]
)
texts = st.lists(
    st.sampled_from([*"aB, .!?\n“”()", " and he ", "— ", "Dr. ", "12 ", "漢。", "e\u0301"]), max_size=60
).map("".join)
places = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20), st.sampled_from(["name", "quote", "figure", "date"])), max_size=6
)


def said(kind: Kind, at: str, times: int = 3) -> list[str]:
    found = objects(kind, TEXT, TEXT.index(at), MARKS, STRUCTURE)
    return [TEXT[s.start : s.end] for s in islice(found, times)]


def test_each_kind_is_found_here_or_after() -> None:
    assert said("word", "Brandt", 2) == ["Brandt", "said"]
    assert said("name", "Harbour") == ["Ilse Brandt"]
    assert said("quote", "port stays") == ["the port stays open, for now"]
    assert said("figure", "minister") == ["36 ships"]
    assert said("sentence", "Nobody", 2) == ["Nobody asked why.", "Fleet"]
    assert said("paragraph", "Talks") == ["Talks go on."]
    assert said("section", "Nobody", 2) == [TEXT[: TEXT.index("Fleet")].strip(), "Fleet\n\nTalks go on."]
    assert said("name", "Nobody") == []


def test_clauses_end_at_marks_of_punctuation_conjunctions_and_quotations_and_cut_no_date() -> None:
    sentence = next(s for s in STRUCTURE.sentences if TEXT.startswith("On 3", s.start))
    assert [TEXT[c.start : c.end] for c in clauses(TEXT, sentence, MARKS)] == [
        "On 3 May, 2024",
        "the minister",
        "Ilse Brandt",
        "said that",
        "the port stays open",
        "for now",
        "although 36 ships wait",
    ]


def test_again_is_the_next_and_a_count_takes_so_many() -> None:
    words = [Span(0, 2), Span(3, 5), Span(6, 9)]
    assert reach(words, None) == words[0]
    assert reach(words, words[0]) == words[1]
    assert reach(words, None, 3) == Span(0, 9)
    assert reach(words, None, 30) == Span(0, 9)
    assert reach([], None) is None


@pytest.mark.parametrize("kind", [kind for part in get_args(Kind) for kind in get_args(part)])
@settings(max_examples=50)
@given(text=texts, offset=st.integers(0, 60), marked=places, cuts=st.lists(st.integers(0, 60), max_size=3))
def test_objects_lie_in_the_text_around_or_after_the_cursor_without_end(
    kind: Kind, text: str, offset: int, marked: list[tuple[int, int, Layer]], cuts: list[int]
) -> None:
    marks = SpanIndex(
        Mark(s, min(s + n, len(text)), layer=layer, label=layer, ref="") for s, n, layer in marked if s < len(text)
    )
    structure = structure_of(text, [Span(c, c + 1) for c in sorted({*cuts}) if c < len(text)])
    found = list(islice(objects(kind, text, min(offset, len(text)), marks, structure), len(text) + 1))
    assert len(found) <= len(text)
    assert all(0 <= s.start < s.end <= len(text) and s.end > min(offset, len(text)) for s in found)
    after = [s for s in found if s.start > offset]
    assert all(one.start <= other.start for one, other in pairwise(after))


@settings(max_examples=50)
@given(text=texts, offset=st.integers(0, 60), marked=places)
def test_growing_is_monotone_holds_the_cursor_and_shrinking_goes_the_same_way_back(
    text: str, offset: int, marked: list[tuple[int, int, Layer]]
) -> None:
    marks = SpanIndex(
        Mark(s, min(s + n, len(text)), layer=layer, label=layer, ref="") for s, n, layer in marked if s < len(text)
    )
    steps = ladder(text, offset, marks.over(offset, offset + 1), structure_of(text), marks)
    assert all(0 <= s.start <= offset < s.end <= len(text) for s in steps)
    way: list[Span] = []
    while (wider := grown(steps, way[-1] if way else None)) is not None:
        assert not way or (wider.covers(way[-1]) and len(wider) > len(way[-1]))
        way.append(wider)
    assert tuple(way) == steps
    while len(way) > 1:
        assert shrunk(steps, way.pop()) == way[-1]
