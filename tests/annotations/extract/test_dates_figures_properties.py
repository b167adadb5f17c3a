"""What holds for dates and figures in any text: places that are right, in order, apart; no text that breaks them."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.extract.dates import find_dates
from annotations.extract.figures import find_figures
from annotations.extract.segment import segment
from annotations.model import Found

TIME_WORDS = """Thursday May march 12 31 1990 2015 10:30 a.m. p.m. 1990s '80s the of and or to in on at last next this
past few several every ago earlier later year years months week days hour quarter third second first morning night noon
today now Christmas Easter Q3 fiscal early late mid between about more less than least Oct. Jan. 2015-10-01 10/01/2015
Feb 30"""
NUMBER_WORDS = """1 3.5 1,000 1/2 ½ $ € % one two twenty hundred million dozen half a an tens up people children – , .
: / ' " s minus kilometres percent per barrel 99999999999999999999 1e5 9999 0000 x10^5"""
SPACES = ["\u00a0", "\n", "\n\n", "-", " - "]
WORDS = st.sampled_from([*TIME_WORDS.split(), *NUMBER_WORDS.split(), *SPACES])
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(WORDS, max_size=40).map(" ".join),
    st.lists(WORDS, max_size=40).map("".join),
)
DAYS = st.one_of(st.none(), st.dates().map(str), st.just("not a day"))


def check(text: str, found: Sequence[Found]) -> None:
    for mark in found:
        assert 0 <= mark.start < mark.end <= len(text)
        assert text[mark.start : mark.end] == mark.text
        assert mark.rule
        assert 0 < mark.certainty <= 1
    for before, after in pairwise(found):
        assert before.end <= after.start


@given(text=TEXTS, published=DAYS)
@settings(max_examples=300, deadline=None)
def test_marks_lie_in_the_text_and_apart(text: str, published: str | None) -> None:
    layout = segment(text)
    dates = find_dates(layout, published)
    figures = find_figures(layout, dates)
    check(text, dates)
    check(text, figures)
    over = [(date, figure) for date in dates for figure in figures if date.overlaps(figure)]
    assert all(date.start == figure.start and date.end == figure.end for date, figure in over)
    assert all(figure.rule == "figure: duration" for _, figure in over)
    for figure in figures:
        if isinstance(figure.value, tuple):
            assert figure.value[0] < figure.value[1]


@given(text=TEXTS, published=DAYS)
@settings(max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_marks(text: str, published: str | None) -> None:
    layout = segment(text)
    assert find_dates(layout, published) == find_dates(layout, published)
