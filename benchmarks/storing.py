"""An act committed, and search over 100,000 annotations."""

import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from annotations.model import Document
from annotations.store import Store, open_store
from annotations.store.annotations import Draft
from benchmarks.measure import Row, percentile
from benchmarks.texts import news


def rows() -> Iterator[Row]:
    """Measure the store on a file of its own."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder, "bench.db"), author="bench") as store:
        acts = [_act(store, document) for document in _documents(store, 1, 100_000) for _ in range(300)]
        p95 = percentile(acts, 95) * 1000
        yield Row("act committed, p95", f"{p95:.1f} ms", "≤ 5 ms", p95 <= 5)
        for document in _documents(store, 100, 60_000):
            store.annotations.create(document, _drafts(60_000, 1_000))
        queries = [_search(store, word) for word in ("harbour", "Oyelowo", "percent denied", "grain 2019") * 10]
        p95 = percentile(queries, 95) * 1000
        yield Row("search over 100,000 annotations, p95", f"{p95:.1f} ms", "≤ 20 ms", p95 <= 20)


def _documents(store: Store, count: int, length: int) -> list[str]:
    return [
        store.documents.add(Document.of(news(length, seed=n), title=f"Report {n}", source=f"{count}-{n}")).id
        for n in range(count)
    ]


def _drafts(length: int, count: int) -> list[Draft]:
    choose = random.Random(count)
    return [Draft(start=s, end=s + 20, note="grain, see 2019") for s in choose.choices(range(length - 20), k=count)]


def _act(store: Store, document: str) -> float:
    begin = time.perf_counter()
    store.annotations.create(document, _drafts(100_000, 1))
    return time.perf_counter() - begin


def _search(store: Store, words: str) -> float:
    begin = time.perf_counter()
    store.search(words)
    return time.perf_counter() - begin
