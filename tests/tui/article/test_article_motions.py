"""Motions lead to places where a cursor may stand, onwards, and where a reader expects."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Span
from tui.article import motions
from tui.article.rows import Rows
from tui.article.structure import structure_of

SIGNS = [
    *"abC .,!?'’-\n\t",
    "12.5",
    "é",
    "e\u0301",
    "漢",
    "。",
    "👩\u200d🔬",
    "🇺🇦",
    "\u200d",
    "\u0301",
    "said ",
    "The ",
]
texts = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=120).map("".join)
places = st.integers(min_value=0, max_value=10_000)

FORWARD = ["right", "word_next", "word_end", "sentence_next", "paragraph_next", "bottom", "line_end"]
BACK = ["left", "word_back", "sentence_back", "paragraph_back", "top", "line_start"]


def motion(text: str, name: str) -> Callable[[int], int]:
    structure = structure_of(text)
    rows = Rows(text, 20)

    def go(offset: int) -> int:
        if name in motions.BY_SENTENCE:
            place = motions.BY_SENTENCE[name](text, offset, structure.sentences)
        elif name in motions.BY_PARAGRAPH:
            place = motions.BY_PARAGRAPH[name](text, offset, structure.paragraphs)
        elif name in motions.IN_ROW:
            place = motions.IN_ROW[name](rows, offset)
        else:
            place = motions.IN_TEXT[name](text, offset)
        return motions.rest(text, place)

    return go


@given(texts, places, st.sampled_from(FORWARD + BACK))
def test_a_motion_leads_to_a_place_where_the_cursor_may_stand(text: str, place: int, name: str) -> None:
    offset = motion(text, name)(motions.rest(text, place))
    assert 0 <= offset < len(text)
    assert motions.rest(text, offset) == offset
    assert text[offset] != "\n" or offset == 0 or text[offset - 1] == "\n"


@given(texts, places, st.sampled_from(FORWARD))
def test_a_motion_forward_never_goes_back(text: str, place: int, name: str) -> None:
    start = motions.rest(text, place)
    assert motion(text, name)(start) >= start or name == "line_end"


@given(texts, places, st.sampled_from(BACK))
def test_a_motion_back_never_goes_forward(text: str, place: int, name: str) -> None:
    start = motions.rest(text, place)
    assert motion(text, name)(start) <= start


@given(texts, st.sampled_from(["right", "word_next", "word_end", "sentence_next", "paragraph_next"]))
def test_repeating_a_motion_forward_reaches_the_end(text: str, name: str) -> None:
    go = motion(text, name)
    offset = motions.rest(text, 0)
    for _ in text:
        offset = go(offset)
    assert offset == motions.rest(text, len(text))


@given(texts, st.sampled_from(["left", "word_back", "sentence_back", "paragraph_back"]))
def test_repeating_a_motion_back_reaches_the_beginning(text: str, name: str) -> None:
    go = motion(text, name)
    offset = motions.rest(text, len(text))
    for _ in text:
        offset = go(offset)
    assert offset == motions.rest(text, 0)


@given(texts, places)
def test_left_undoes_right(text: str, place: int) -> None:
    start = motions.rest(text, place)
    after = motions.right(text, start)
    assert after == start or motions.left(text, after) == start


@given(texts, places, st.integers(min_value=2, max_value=40))
def test_down_and_up_again_keeps_the_cell(text: str, place: int, measure: int) -> None:
    rows = Rows(text, measure)
    start = rows.offset_at(rows.row_of(motions.rest(text, place)), 3)
    if rows.row_of(start) + 1 < len(rows):
        cell = rows.cell_of(start)
        assert motions.line(rows, motions.line(rows, start, cell, 1), cell, -1) == start


TEXT = "The U.S. envoy said 2.3 boats weren't seen. Dr. Amara Osei agreed!\n\nShe left."


def stops(text: str, name: str, start: int = 0) -> list[str]:
    go, offset, seen = motion(text, name), start, []
    while (after := go(offset)) != offset:
        offset = after
        seen.append(text[offset:].split("\n")[0][:6])
    return seen


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("word_next", "U.S. e|envoy |said 2|2.3 bo|boats |weren'|seen. |Dr. Am|Amara |Osei a|agreed|She le|left.|."),
        ("word_end", "e U.S.|S. env|y said|d 2.3 |3 boat|s were|t seen|n. Dr.|r. Ama|a Osei|i agre|d!|e left|t.|."),
        ("sentence_next", "Dr. Am|She le|."),
        ("paragraph_next", "She le|."),
    ],
)
def test_where_motions_stop(name: str, expected: str) -> None:
    assert stops(TEXT, name) == expected.split("|")


def test_where_motions_back_stop() -> None:
    end = len(TEXT) - 1
    assert stops(TEXT, "word_back", end)[:3] == ["left.", "She le", "agreed"]
    assert stops(TEXT, "sentence_back", end) == ["She le", "Dr. Am", "The U."]
    assert stops(TEXT, "paragraph_back", end) == ["She le", "The U."]


def test_the_word_under_the_cursor() -> None:
    def word(at: str) -> str | None:
        span = motions.word_at(TEXT, TEXT.index(at))
        return TEXT[span.start : span.end] if span else None

    assert word("eren't") == "weren't"
    assert word("2.3") == "2.3"
    assert word(" envoy") is None
    assert word("!") is None
    assert motions.word_at("cafe\u0301s, हिन्दी।", 1) == Span(0, 6)
    assert motions.word_at("cafe\u0301s, हिन्दी।", 9) == Span(8, 14)


def test_a_word_of_a_million_letters_is_crossed_in_steps() -> None:
    text = "x" * 1_000_000
    middle = 500_000
    assert middle < motions.word_next(text, middle) <= middle + 1000
    assert middle - 1000 <= motions.word_back(text, middle) < middle


def test_long_runs_without_a_word_are_crossed_at_once() -> None:
    for run in (" " * 2_000_000, "'" * 2_000_000, "a.b" + "-" * 2_000_000):
        end = len(run) - 1
        assert motions.word_next(run, 10) == end
        assert motions.word_end(run, 10) == end
        assert motions.word_back(run, end) == 0


def test_sentences_and_paragraphs_that_are_passed_in_are_kept_to() -> None:
    spans = [Span(0, 10), Span(12, 30), Span(40, 50)]
    text = "x" * 60
    assert [motions.next_start(text, at, spans) for at in (0, 12, 45)] == [12, 40, 59]
    assert [motions.start_back(text, at, spans) for at in (0, 12, 13, 55)] == [0, 0, 12, 40]
    assert motions.span_at(spans, 11) is None
    assert motions.span_at(spans, 12) == Span(12, 30)
