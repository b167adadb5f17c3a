"""The pipeline's speed, how it grows with length, and a megabyte in one line."""

from collections.abc import Iterator

from annotations.extract.pipeline import read
from annotations.model import Document
from benchmarks.measure import Row, seconds
from benchmarks.texts import news


def rows() -> Iterator[Row]:
    """Measure reading, warm, on one core."""
    small, large = (_rate(news(n)) for n in (100_000, 1_000_000))
    yield Row("reading, 100 kB", f"{small:.2f} M characters/s", "≥ 0.4", small >= 0.4)
    yield Row("reading, 1 MB", f"{large:.2f} M characters/s", "≥ 0.4", large >= 0.4)
    growth = small / large
    yield Row("ten times the length", f"{10 * growth:.1f} x the time", "≤ 12 x", growth <= 1.2)
    line = _rate(news(1_000_000, paragraph=0))
    yield Row("reading, 1 MB in one line", f"{line:.2f} M characters/s", "≥ 0.4", line >= 0.4)


def _rate(text: str) -> float:
    """Return the speed of the fastest of several readings: what else the machine does makes one only slower."""
    document = Document.of(text, source="bench", published="2025-06-02")
    return len(text) / 1e6 / min(seconds(lambda: read(document), times=5))
