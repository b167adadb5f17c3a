"""Kappa, alpha and F1 on published worked examples, and what they are where they cannot be computed."""

from collections import Counter
from collections.abc import Hashable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.agreement import cohen_kappa, krippendorff_alpha, span_f1
from annotations.model import Span


def counted(*coders: str) -> Counter[tuple[Hashable | None, ...]]:
    """Count the units of coders, each a string with a value a unit, and a dot where there is none."""
    return Counter(tuple(None if v == "." else v for v in unit) for unit in zip(*coders, strict=True))


def test_kappa_of_two_by_two() -> None:
    # 50 grant proposals read by two readers, the usual textbook example
    table = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
    assert cohen_kappa(table).value == pytest.approx(0.4)


def test_kappa_of_three_categories() -> None:
    # Cohen 1960, as recomputed in Fleiss, Cohen and Everitt 1969: 200 diagnoses, kappa .492
    rows = {"a": (88, 14, 18), "b": (10, 40, 10), "c": (2, 6, 12)}
    table = {(one, other): n for one, row in rows.items() for other, n in zip("abc", row, strict=True)}
    assert cohen_kappa(table).value == pytest.approx(0.492, abs=0.0005)


@pytest.mark.parametrize(
    ("coders", "alpha"),
    [
        # Krippendorff 2011, sections A to C: binary, nominal with two observers, and with four and missing data
        (("0100000010", "1110010000"), 0.095),
        (("aabbdcccedda", "babbbcccedddd"[:12]), 0.692),
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
    ],
)
def test_alpha_of_the_published_examples(coders: Sequence[str], alpha: float) -> None:
    assert krippendorff_alpha(counted(*coders)).value == pytest.approx(alpha, abs=0.0005)


def test_a_unit_that_only_one_has_read_says_nothing() -> None:
    both = counted("abba", "abaa")
    assert krippendorff_alpha(both + counted("ab", "..")) == krippendorff_alpha(both)


def test_what_cannot_be_computed_says_why() -> None:
    assert cohen_kappa({}).reason == "nothing that both have read"
    assert cohen_kappa({("a", "a"): 7}).reason == "both said the same of everything: nothing varies"
    assert krippendorff_alpha(counted("ab", "..")).reason == "nothing that two have read"
    assert krippendorff_alpha(counted("aa", "aa")).reason == "all said the same of everything: nothing varies"
    assert span_f1([], []).reason == "neither has marked anything"
    assert span_f1([], [Span(0, 3)]).value == 0


def test_f1_by_borders_and_by_overlap() -> None:
    mine = [Span(0, 5), Span(10, 20), Span(30, 35)]
    yours = [Span(0, 5), Span(12, 15), Span(16, 22), Span(35, 40)]
    assert span_f1(mine, yours).value == pytest.approx(2 / 7)
    # two of my three are touched by yours, three of your four by mine
    assert span_f1(mine, yours, overlapping=True).value == pytest.approx(2 * (2 / 3) * (3 / 4) / (2 / 3 + 3 / 4))
    assert span_f1([*mine, Span(0, 5)], yours) == span_f1(mine, yours)


CODERS = st.integers(0, 12).flatmap(lambda n: st.lists(st.text("ab.", min_size=n, max_size=n), min_size=2, max_size=4))
SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6)).map(lambda s: Span(s[0], s[0] + s[1])), max_size=8)


@given(CODERS)
def test_alpha_is_of_no_order_and_at_most_one(coders: list[str]) -> None:
    alpha = krippendorff_alpha(counted(*coders))
    turned = krippendorff_alpha(counted(*reversed(coders)))
    assert (alpha.value is None) == bool(alpha.reason)
    assert alpha.value is None or (alpha.value <= 1 and alpha.value == pytest.approx(turned.value))


@given(SPANS, SPANS)
def test_f1_is_of_no_order_and_overlap_never_less(mine: list[Span], yours: list[Span]) -> None:
    exact, overlapping = span_f1(mine, yours).value, span_f1(mine, yours, overlapping=True).value
    assert exact == span_f1(yours, mine).value
    assert overlapping == pytest.approx(span_f1(yours, mine, overlapping=True).value)
    assert exact is None or (overlapping is not None and exact <= overlapping + 1e-9)
    touched = sum(any(m.overlaps(y) for y in yours) for m in set(mine))
    assert (overlapping or 0) > 0 or touched == 0
