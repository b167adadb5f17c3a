"""What a selection grows through, how a text falls into parts by the simple rule, and what search finds."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Mark, Span
from tui.article.search import find_all
from tui.article.spans import SpanIndex
from tui.article.structure import structure_of
from tui.article.textobjects import grown, ladder, shrunk

TEXT = (
    "Harbour talks\n\n"
    "The minister, Ilse Brandt, said on Monday: “We will not close the port, but ships must wait.” "
    "Nobody asked why.\n\n"
    "Talks go on."
)
STRUCTURE = structure_of(TEXT)


def place(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def steps(at: str, *marks: Span) -> list[str]:
    return [TEXT[s.start : s.end] for s in ladder(TEXT, TEXT.index(at), marks, STRUCTURE)]


def test_a_selection_grows_from_word_through_marks_to_paragraph() -> None:
    assert steps("Brandt", place("Ilse Brandt")) == [
        "Brandt",
        "Ilse Brandt",
        "The minister, Ilse Brandt, said on Monday: “We will not close the port, but ships must wait.”",
        TEXT.split("\n\n")[1],
    ]


def test_a_clause_ends_at_commas_and_quotation_marks() -> None:
    assert steps("ships")[:2] == ["ships", "but ships must wait"]


def test_a_mark_wider_than_a_sentence_comes_after_it() -> None:
    both = place("“We will not close the port, but ships must wait.” Nobody asked why.")
    assert steps("Nobody", both)[:3] == ["Nobody", "Nobody asked why", "Nobody asked why."]
    assert TEXT[both.start : both.end] in steps("Nobody", both)


@given(st.integers(min_value=0, max_value=len(TEXT) - 1), st.lists(st.tuples(st.integers(0, 150), st.integers(1, 60))))
def test_each_step_covers_the_one_before_and_shrinking_goes_back(offset: int, marks: list[tuple[int, int]]) -> None:
    around = [m for s, n in marks if (m := Span(s, min(s + n, len(TEXT)))).start <= offset < m.end]
    rungs = ladder(TEXT, offset, around, STRUCTURE)
    assert all(wider.covers(narrower) and len(wider) > len(narrower) for narrower, wider in pairwise(rungs))
    assert all(rung.start <= offset < rung.end for rung in rungs)
    selection = None
    for rung in rungs:
        selection = grown(rungs, selection)
        assert selection == rung
    assert grown(rungs, selection) is None
    for rung in reversed(rungs[:-1]):
        assert selection is not None
        selection = shrunk(rungs, selection)
        assert selection == rung


def test_lines_wrapped_by_hand_are_one_paragraph_and_long_lines_one_each() -> None:
    wrapped = "This text was wrapped\nby hand at a narrow\nmeasure.\n\nA second one."
    assert [wrapped[p.start : p.end] for p in structure_of(wrapped).paragraphs] == [
        "This text was wrapped\nby hand at a narrow\nmeasure.",
        "A second one.",
    ]
    long = ("word " * 30).strip()
    assert len(structure_of(f"Heading\n{long}\n{long}\n- item one\n- item two").paragraphs) == 5


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "Gen. Ruiz met U.S. officials. J. Okafor did not. No. 5 was left out? Yes."
    assert [text[s.start : s.end] for s in structure_of(text).sentences] == [
        "Gen. Ruiz met U.S. officials.",
        "J. Okafor did not.",
        "No. 5 was left out?",
        "Yes.",
    ]


@given(st.lists(st.sampled_from([*"aB .!?\n“”(", "Dr. ", "said ", "漢。"]), max_size=80).map("".join))
def test_parts_are_in_order_and_leave_out_only_white_space(text: str) -> None:
    for parts in structure_of(text)[:2]:
        end = 0
        for part in parts:
            assert part.start < part.end
            assert text[end : part.start].strip() == ""
            assert text[part.start : part.end] == text[part.start : part.end].strip()
            end = part.end
        assert text[end:].strip() == ""


@pytest.mark.parametrize(
    "text",
    ["." * 500_000, ".' " * 200_000, (" " * 50_000 + "x\n") * 20, ("." + ")" * 50_000) * 20, "\n " * 200_000],
    ids=["full stops", "marks", "white space", "brackets", "blank lines"],
)
def test_texts_made_to_be_slow_are_not(text: str) -> None:
    assert len(structure_of(text).paragraphs) <= 20
    assert find_all(text, " y") == find_all(text, "y ") == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("port", ["Port", "port", "PORT"]),
        ("Port", ["Port"]),
        ("don't", ["don’t"]),
        ("the port", ["the\nport"]),
        ("a.c", ["a.c"]),
        ("[/nope]", ["[/nope]"]),
        ("PORT ", ["PORT "]),
        ("  ", []),
        ("", []),
    ],
)
def test_search_takes_words_as_a_reader_types_them(words: str, found: list[str]) -> None:
    text = "Port don’t the\nport PORT a.c abc [/nope]"
    assert [text[s.start : s.end] for s in find_all(text, words)] == found


spans = st.lists(
    st.tuples(st.integers(0, 9000), st.integers(0, 5000)).map(lambda s: Span(s[0], s[0] + s[1])), max_size=60
)


@given(spans, st.integers(0, 9000), st.integers(1, 300))
def test_the_index_finds_what_lies_over_a_stretch(all_spans: list[Span], start: int, length: int) -> None:
    stretch = Span(start, start + length)
    expected = sorted((s for s in all_spans if s.overlaps(stretch) and len(s)), key=lambda s: (s.start, s.end))
    assert SpanIndex(all_spans).over(stretch.start, stretch.end) == expected


@given(spans, st.integers(0, 9000))
def test_stepping_visits_each_place_once_in_the_order_of_the_text(all_spans: list[Span], offset: int) -> None:
    index = SpanIndex(all_spans)
    visited: list[Span] = []
    here, at = None, offset
    while (step := index.next_to(at, here, 1)) is not None:
        visited.append(step)
        here, at = step, step.start
    assert visited == sorted({s for s in all_spans if s.start > offset and len(s)}, key=lambda s: (s.start, s.end))
    back: list[Span] = []
    while here is not None and (step := index.next_to(at, here, -1)) is not None and len(back) + 1 < len(visited):
        back.append(step)
        here, at = step, step.start
    assert back == visited[-2::-1]


def test_own_marks_are_marks_too() -> None:
    mark = Mark(start=2, end=5, layer="own", label="t", ref="a")
    assert SpanIndex([mark]).over(4, 9) == [mark]
