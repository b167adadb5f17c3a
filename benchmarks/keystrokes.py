"""How many keys typical annotations take a fast reader, and how soon each is saved: the real program, driven by keys.

What is marked is in typical.toml and, for an article whose text is not ours to give on, in seed.toml; where that file
is not at hand (SEED names it), a third sample takes its place. The reader knows every key, lets the letters stay, and
takes the shortest way that the screen offers: letters, steps, objects. Every key counts, those of going there too. The
keys are then pressed, and what the store holds must be what was meant.
"""

import asyncio
import os
import statistics
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from textual.events import Key

from annotations.model import Document, Span
from annotations.sources import load
from annotations.store import open_store
from benchmarks.measure import Row, percentile
from tui.app import BriefReader
from tui.article.letters import Lettered
from tui.article.pane import ArticlePane
from tui.article.textobjects import Kind
from tui.keymap import textual_name
from tui.screens.reader import ReaderScreen
from tui.settings import Settings

_SAMPLES: Final = Path(__file__).parent.parent / "sample_articles"
_TYPICAL: Final = Path(__file__).with_name("typical.toml")
_SEED: Final = Path(__file__).with_name("seed.toml")
_SIZE: Final = (120, 40)
_PATIENCE: Final = 20.0
_OBJECTS: Final[Mapping[str, Kind]] = {
    "W": "word", "M": "name", "Q": "quote", "#": "figure", "C": "clause", "s": "sentence", "B": "paragraph",
}  # fmt: skip
_MOST: Final = 4
"""How often a reader presses one key again before another way is shorter."""
_LOOK: Final = 0.2
"""Seconds in which the reader looks at the screen before the key that is timed."""
_TO_STAY: Final = 2
"""The keys that have the letters stay, which the reader counts against a way that leaves them."""
_WRITES: Final = {"tab": "\t", "space": " "}

Keys = tuple[str, ...]


class Meant(NamedTuple):
    """An annotation that is to be made: what kind of passage, where, with which tag on which key."""

    kind: str
    span: Span
    tag: str
    key: str


class Script(NamedTuple):
    """An article, and what an analyst marks in it: kind of passage, place, tag, in the order of reading."""

    document: Document
    wanted: tuple[tuple[str, Span, str], ...]


class Made(NamedTuple):
    """An annotation that was made: the keys it took, and the seconds from the last of them on."""

    meant: Meant
    keys: Keys
    saved: float
    """Seconds until the store has committed it and the status line says so."""
    drawn: float
    """Seconds until the screen is drawn that shows it."""


def rows() -> Iterator[Row]:
    """Make the typical annotations, and tell what they took."""
    by_article = {script.document.title: asyncio.run(annotated(script)) for script in _scripts()}
    made = [one for some in by_article.values() for one in some]
    by_kind: defaultdict[str, list[Made]] = defaultdict(list)
    for one in made:
        by_kind[one.meant.kind].append(one)
    mean, worst = _keys_of(made)
    yield Row(
        f"keys for each of {len(made)} typical annotations",
        f"mean {mean:.2f}, worst {worst}",
        "mean ≤ 2.5, worst ≤ 6",
        mean <= 2.5 and worst <= 6,
    )
    for what, some in (*by_article.items(), *sorted(by_kind.items())):
        mean, worst = _keys_of(some)
        yield Row(f"  {what[:30]} ({len(some)})", f"mean {mean:.2f}, worst {worst}", "none", True)
    late, seconds = _times([one.saved for one in made])
    yield Row("key to saved, p95", seconds, "≤ 25 ms", late <= 0.025)
    yield Row("key to the screen that shows it", _times([one.drawn for one in made])[1], "none", True)


def _times(seconds: Sequence[float]) -> tuple[float, str]:
    """Return the 95th percentile of `seconds`, and it and the median in words."""
    late = percentile(seconds, 95)
    return late, f"{late * 1000:.1f} ms, median {statistics.median(seconds) * 1000:.1f} ms"


def _keys_of(made: Sequence[Made]) -> tuple[float, int]:
    """Return how many keys they took on average, and how many the worst of them."""
    counts = [len(one.keys) for one in made]
    return statistics.mean(counts), max(counts)


def _scripts() -> list[Script]:
    """Return what is to be marked in the article of SEED and two samples, or in three samples where it is not at hand.

    Raises `ValueError` when the file of SEED has another text than the places of seed.toml were taken from.
    """
    samples = [_sample(name, table["marks"]) for name, table in _table(_TYPICAL).items()]
    path = Path(os.environ.get("SEED", ""))
    if not path.is_file():
        return samples
    document, table = load(str(path)), _table(_SEED)
    if document.sha256 != table["sha256"]:
        raise ValueError(f"{path}: not the text that {_SEED.name} has places of")
    return [
        Script(document, tuple((kind, Span(start, end), tag) for kind, start, end, tag in table["marks"])),
        *samples[:2],
    ]


def _sample(name: str, marks: Sequence[tuple[str, str, str]]) -> Script:
    document, at = load(str(_SAMPLES / name)), 0
    wanted = []
    for kind, words, tag in marks:
        span = _passage(document.text, words, at)
        at = document.text.rfind("\n\n", 0, span.start) + 1
        wanted.append((kind, span, tag))
    return Script(document, tuple(wanted))


def _table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _passage(text: str, words: str, begin: int) -> Span:
    """Return where `words` stand first from `begin` on; "A … B" is all from A to the first B after it."""
    first, _, last = words.partition(" … ")
    start = text.index(first, begin)
    return Span(start, text.index(last, start + len(first)) + len(last) if last else start + len(first))


async def annotated(script: Script) -> list[Made]:
    """Make the annotations of `script` in a library of its own, and look that the file holds what was meant."""
    with tempfile.TemporaryDirectory() as kept:
        return await _in_library(script, Path(kept, "store.db"))


async def _in_library(script: Script, store: Path) -> list[Made]:
    app = BriefReader(script.document, [script.document.source], store, Settings())
    made: list[Made] = []
    async with app.run_test(size=_SIZE):
        reader = await _read(app)
        keys = {reader.sheet.path_of(tag.id): tag.key or "" for tag in reader.sheet.tags}
        for kind, span, tag in script.wanted:
            made.append(await _make(app, reader, Meant(kind, span, tag, keys[tag])))
        held = _held(store, reader)
    wrong = [one.meant for one in made if (one.meant.span, one.meant.tag) not in held]
    others = held - Counter((one.meant.span, one.meant.tag) for one in made)
    alike = {one.meant.tag for one in made if one.meant.kind == "identical"}
    if wrong or not {tag for _, tag in others} <= alike:
        raise AssertionError(f"{script.document.title}: not as meant: {wrong}, besides: {others}")
    return made


def _held(store: Path, reader: ReaderScreen) -> Counter[tuple[Span, str]]:
    """Return the passages and tags that the store's file holds, read by another connection."""
    with open_store(store) as opened:
        return Counter(
            (Span(a.placement.start or 0, a.placement.end or 0), reader.sheet.path_of(tag))
            for a in opened.annotations.of(reader.sheet.id)
            for tag in a.tags
        )


async def _read(app: BriefReader) -> ReaderScreen:
    """Return the reader's screen when the machine has read the text."""
    async with asyncio.timeout(_PATIENCE):
        while True:
            await asyncio.sleep(0.05)
            reader = next((s for s in app.screen_stack if isinstance(s, ReaderScreen)), None)
            if reader is not None and reader.complete and reader.sheet.reading is not None and not reader.acts.pending:
                return reader


async def _make(app: BriefReader, reader: ReaderScreen, meant: Meant) -> Made:
    pressed: Keys = ()
    while not _in_view(reader.pane, meant.span):
        await _press(app, reader, "space")
        pressed += ("space",)
    begun: Keys = () if reader.jumping.stays else (",", ",")
    left: Keys = ("escape",) if reader.jumping.stays else ()
    ways = [(*begun, *keys) for keys in _while_they_stay(reader, meant)]
    others = [(*left, *keys) for keys in _ways(reader, meant)]
    keys = min((*ways, *others), key=lambda way: len(way) + _TO_STAY * (way in others), default=None)
    if keys is None:
        raise AssertionError(f"no way to {meant}")
    if meant.kind == "identical":
        keys += ("*",)
    for key in keys[:-1]:
        await _press(app, reader, key)
    await asyncio.sleep(_LOOK)
    times: list[float] = []
    drawn = asyncio.Event()

    def saved(says: str) -> None:
        if says == "saved" and not times:
            times.append(time.perf_counter())
            reader.call_after_refresh(is_drawn)

    def is_drawn() -> None:
        times.append(time.perf_counter())
        drawn.set()

    reader.watch(reader.status, "saved", saved, init=False)
    before, begin = len(reader.sheet.annotations), time.perf_counter()
    app.post_message(_event(keys[-1]))
    async with asyncio.timeout(_PATIENCE):
        await drawn.wait()
    if len(reader.sheet.annotations) == before:
        raise AssertionError(f"nothing was saved of {meant}")
    return Made(meant, pressed + keys, times[0] - begin, times[1] - begin)


async def _press(app: BriefReader, reader: ReaderScreen, key: str) -> None:
    app.post_message(_event(key))
    await asyncio.sleep(0.02)
    async with asyncio.timeout(_PATIENCE):
        while reader.acts.pending:
            await asyncio.sleep(0.005)


def _event(key: str) -> Key:
    return Key(textual_name(key), _WRITES.get(key, key))


def _in_view(pane: ArticlePane, span: Span) -> bool:
    first, last = pane.rows_seen()
    return first <= pane.row_of(span.start) and pane.row_of(span.end - 1) <= last


# The ways to tag a passage that is on the screen


def _ways(reader: ReaderScreen, meant: Meant) -> Iterator[Keys]:
    """Yield the keys of each way to tag it, none of which presses a key that does not lead there."""
    pane, span = reader.pane, meant.span
    for keys in _steps(pane, span):
        yield (*keys, meant.key)
    for one in (one for one in pane.marks_seen() if pane.around("sentence", one.span).overlaps(span)):
        for keys in _from(pane, one.span, lambda: _objects(pane, span)):
            yield (";", *one.letters, *keys, meant.key)
    yield from ((*keys, meant.key) for keys in _by_letters(pane, span))


def _while_they_stay(reader: ReaderScreen, meant: Meant) -> Iterator[Keys]:
    """Yield the keys of each way to tag it by letters that are there already."""
    pane, span = reader.pane, meant.span
    usual = () if reader.acts.usual_tag(span) == meant.tag else (meant.key,)
    for one in pane.marks_seen():
        if one.span == span:
            yield (*usual, *one.letters)
        if pane.around("sentence", one.span) == span:
            yield (*usual, *one.letters[:-1], one.letters[-1].upper())
        if pane.around("paragraph", one.span) == span:
            yield ("}", *usual, *one.letters)
    yield from ((",", *keys[1:], meant.key) for keys in _by_letters(pane, span))


def _steps(pane: ArticlePane, span: Span) -> Iterator[Keys]:
    """Yield the keys that step there from where the cursor is."""
    if pane.target() == span:
        yield ()
    yield from _again(pane, span, "tab", lambda: pane.next_mark(1))
    yield from _again(pane, span, "+", pane.grow_selection)
    yield from _objects(pane, span)


def _objects(pane: ArticlePane, span: Span) -> Iterator[Keys]:
    for key, kind in _OBJECTS.items():
        yield from _again(pane, span, key, lambda kind=kind: pane.select_object(kind))  # type: ignore[misc]


def _by_letters(pane: ArticlePane, span: Span) -> Iterator[Keys]:
    first = _lettered(pane.words_seen(), start=span.start)
    if first is None:
        return
    last = _lettered(pane.words_seen(first.span), end=span.end)
    if last is not None:
        yield ("S", *first.letters, *last.letters)


def _lettered(places: Sequence[Lettered], *, start: int | None = None, end: int | None = None) -> Lettered | None:
    return next((p for p in places if p.span.start == start or p.span.end == end), None)


def _again(pane: ArticlePane, span: Span, key: str, step: Callable[[], object]) -> Iterator[Keys]:
    """Yield the key as often as it takes to have `span` as the target; the pane is left as it was."""
    before, top = pane.caret, pane.scroll_offset.y
    for times in range(1, _MOST + 1):
        if step() is None:
            break
        if pane.target() == span:
            yield (key,) * times
            break
    pane.caret = before
    pane.scroll_to(y=top, animate=False, immediate=True)


def _from(pane: ArticlePane, span: Span, ways: Callable[[], Iterator[Keys]]) -> Iterator[Keys]:
    """Yield the ways from where a jump to `span` leads; the pane is left as it was."""
    before, top = pane.caret, pane.scroll_offset.y
    pane.jump(span)
    yield from ways()
    pane.caret = before
    pane.scroll_to(y=top, animate=False, immediate=True)
