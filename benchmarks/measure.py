"""Measuring: repeated runs, medians and percentiles, and the row that tells a result."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """One line of the table: what was measured, the figures, the goal, and whether it is reached."""

    what: str
    measured: str
    goal: str
    reached: bool


def seconds(run: Callable[[], object], *, times: int = 5) -> list[float]:
    """Return the wall seconds of each of `times` runs, after one that does not count."""
    run()
    out = []
    for _ in range(times):
        begin = time.perf_counter()
        run()
        out.append(time.perf_counter() - begin)
    return out


def paired(a: Callable[[], float], b: Callable[[], float], *, times: int = 7) -> tuple[float, float, float]:
    """Run A and B in turn, so that a drift of the machine meets both; return both medians and that of the ratios A/B.

    `a` and `b` return the seconds that they measured themselves.
    """
    a(), b()
    pairs = [(a(), b()) for _ in range(times)]
    return (
        statistics.median(x for x, _ in pairs),
        statistics.median(y for _, y in pairs),
        statistics.median(x / y for x, y in pairs),
    )


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the given percentile of `values`."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def process_seconds(command: Sequence[str]) -> float:
    """Return the wall seconds of a whole process."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begin


def python(*arguments: str) -> list[str]:
    """Return a command line for this Python."""
    return [sys.executable, *arguments]
