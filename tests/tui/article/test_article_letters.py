"""Letters on places: none begins another's, the near ones are short, each stands where it tells which one is meant."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.model import Span
from tui.article.letters import ALPHABET, BOTH_CASES, beginning, codes, lettered
from tui.article.rows import Rows

TEXT = "\n".join("one two three four five six" for _ in range(60))


@given(st.integers(0, 1500), st.sampled_from([ALPHABET, BOTH_CASES, "ab"]))
@settings(max_examples=50)
def test_no_code_begins_another_and_the_shortest_come_first(count: int, alphabet: str) -> None:
    given_ = codes(count, alphabet)
    assert len(set(given_)) == count
    assert sorted(map(len, given_)) == [len(code) for code in given_]
    ordered = sorted(given_)
    assert not any(two.startswith(one) for one, two in pairwise(ordered))


def test_what_lies_ahead_has_the_shortest_letters() -> None:
    rows = Rows(TEXT, 40)
    words = [Span(s, s + 3) for s in range(0, len(TEXT), 7)]
    placed = lettered(words, TEXT.index("\n") * 20, rows, 10, 40)
    ahead = [p for p in placed if p.span.start >= TEXT.index("\n") * 20]
    assert [len(p.letters) for p in ahead[:10]] == [1] * 10
    assert all(rows.start(10) < p.span.end and p.span.start < rows.end(40) for p in placed)


def test_letters_of_places_that_begin_together_stand_apart_and_are_told_by_what_is_typed() -> None:
    rows = Rows(TEXT, 40)
    placed = lettered([Span(0, 3), Span(0, 13), Span(4, 7), Span(0, 3)], 0, rows, 0, 9)
    assert [p.span for p in placed] == [Span(0, 3), Span(0, 13), Span(4, 7)]
    assert len({p.at for p in placed}) == 3
    assert beginning(placed, placed[1].letters) == (placed[1],)
    assert beginning(placed, "") == placed
