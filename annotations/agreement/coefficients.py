"""The coefficients of agreement. One that cannot be computed has no value, and a reason instead."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from typing import TypeVar

from annotations.model import Span, Value

Said = TypeVar("Said", bound=Hashable)
"""What an annotator says of a unit."""


class Coefficient(Value, frozen=True):
    """A coefficient of agreement, at most 1; `reason` says why there is none where `value` is None."""

    value: float | None
    reason: str = ""


def cohen_kappa(table: Mapping[tuple[Said, Said], int]) -> Coefficient:
    """Return Cohen's kappa of two annotators.

    `table` counts units by what the first and what the second said of them. Kappa is (po - pe) / (1 - pe), where po is
    the share of units on which they agree and pe the share expected from how often each says what (Cohen 1960).
    """
    total = sum(table.values())
    if not total:
        return Coefficient(None, "nothing that both have read")
    first, second = Counter[Said](), Counter[Said]()
    agreed = 0
    for (one, other), count in table.items():
        first[one] += count
        second[other] += count
        agreed += count if one == other else 0
    expected = sum(count * second[said] for said, count in first.items())
    if expected == total * total:
        return Coefficient(None, "both said the same of everything: nothing varies")
    return Coefficient((agreed * total - expected) / (total * total - expected))


def krippendorff_alpha(units: Mapping[tuple[Said | None, ...], int]) -> Coefficient:
    """Return Krippendorff's alpha for nominal data, of any number of annotators.

    `units` counts units by what each annotator said of them, None where one said nothing. Alpha is 1 - Do / De from
    the matrix of coincidences: each unit with m values adds its pairs of values, each 1 / (m - 1); with
    one value it adds nothing (Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011; Content Analysis, 4th
    edition, 2018, chapter 12).
    """
    disagreed = 0.0
    values = Counter[Said]()
    for said, count in units.items():
        here = Counter(value for value in said if value is not None)
        number = here.total()
        if number < 2:
            continue
        for value, times in here.items():
            values[value] += times * count
            disagreed += count * times * (number - times) / (number - 1)
    total = values.total()
    if not total:
        return Coefficient(None, "nothing that two have read")
    expected = total * total - sum(times * times for times in values.values())
    if not expected:
        return Coefficient(None, "all said the same of everything: nothing varies")
    return Coefficient(1 - (total - 1) * disagreed / expected)


def span_f1(first: Collection[Span], second: Collection[Span], *, overlapping: bool = False) -> Coefficient:
    """Return the F1 of two annotators' passages, the same whichever comes first.

    A passage is matched by the other's of the same borders; with `overlapping`, by any that shares a code point.
    """
    return f1_of(matches(first, second, overlapping=overlapping), len(set(first)), len(set(second)))


def matches(first: Collection[Span], second: Collection[Span], *, overlapping: bool) -> tuple[int, int]:
    """Return how many passages of the first are matched in the second, and of the second in the first."""
    one, other = {(s.start, s.end) for s in first}, {(s.start, s.end) for s in second}
    if not overlapping:
        both = len(one & other)
        return both, both
    return _overlapping(one, other), _overlapping(other, one)


def f1_of(matched: tuple[int, int], first: int, second: int) -> Coefficient:
    """Return F1 from how many of each one's passages are matched, and how many each has."""
    if not first and not second:
        return Coefficient(None, "neither has marked anything")
    precision = matched[0] / first if first else 0.0
    recall = matched[1] / second if second else 0.0
    return Coefficient(2 * precision * recall / (precision + recall) if precision and recall else 0.0)


def _overlapping(spans: Collection[tuple[int, int]], others: Collection[tuple[int, int]]) -> int:
    """Return how many of `spans` share a code point with one of `others`."""
    by_start = sorted(others)
    starts = [start for start, _ in by_start]
    furthest: list[int] = []
    for _, end in by_start:
        furthest.append(max(end, furthest[-1] if furthest else end))
    found = 0
    for start, end in spans:
        before = bisect_left(starts, end)
        found += before > 0 and furthest[before - 1] > start
    return found
