"""How many keys typical annotations take a fast reader, and how soon each is saved: the real program, driven by keys.

What is marked is in typical.toml. The reader knows every key, lets the letters stay, and takes the shortest way that
the screen offers: letters, steps, objects. Every key counts, those of going there too. The keys are then pressed, and
what the store holds must be what was meant.
"""

import asyncio
import statistics
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from textual.events import Key

from annotations.model import Span
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


class Made(NamedTuple):
    """An annotation that was made: the keys it took, and the seconds from the last of them until it was saved."""

    meant: Meant
    keys: Keys
    seconds: float
    worked: float
    """The seconds of them in which the program had a processor."""


def rows() -> Iterator[Row]:
    """Make the typical annotations, and tell what they took."""
    made = asyncio.run(annotated(_TYPICAL, _SAMPLES))
    counts = [len(one.keys) for one in made]
    mean, worst = statistics.mean(counts), max(counts)
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for one in made:
        by_kind[one.meant.kind].append(len(one.keys))
    yield Row(
        f"keys for each of {len(made)} typical annotations",
        f"mean {mean:.2f}, worst {worst}",
        "mean ≤ 2.5, worst ≤ 6",
        mean <= 2.5 and worst <= 6,
    )
    for kind, taken in sorted(by_kind.items()):
        yield Row(f"  {kind} ({len(taken)})", f"mean {statistics.mean(taken):.2f}, worst {max(taken)}", "none", True)
    late = percentile([one.seconds for one in made], 95)
    middle = statistics.median(one.seconds for one in made)
    worked = percentile([one.worked for one in made], 95)
    yield Row(
        "key to saved, p95",
        f"{late * 1000:.1f} ms, median {middle * 1000:.1f} ms; of processor time p95 {worked * 1000:.1f} ms",
        "≤ 25 ms",
        late <= 0.025,
    )


async def annotated(script: Path, folder: Path) -> list[Made]:
    """Make the annotations of `script` in the articles of `folder`, each in a library of its own."""
    made: list[Made] = []
    for name, wanted in tomllib.loads(script.read_text(encoding="utf-8")).items():
        with tempfile.TemporaryDirectory() as kept:
            made += await _in_article(folder / name, Path(kept, "store.db"), wanted["marks"])
    return made


async def _in_article(article: Path, store: Path, wanted: Sequence[tuple[str, str, str]]) -> list[Made]:
    app = BriefReader(load(str(article)), [str(article)], store, Settings())
    made: list[Made] = []
    async with app.run_test(size=_SIZE):
        reader = await _read(app)
        tags = {reader.sheet.path_of(tag.id): tag.key or "" for tag in reader.sheet.tags}
        at = 0
        for kind, words, tag in wanted:
            span = _passage(reader.sheet.text, words, at)
            at = reader.sheet.text.rfind("\n\n", 0, span.start) + 1
            meant = Meant(kind, span, tag, tags[tag])
            made.append(await _make(app, reader, meant))
        held = _held(store, reader)
    wrong = [one.meant for one in made if (one.meant.span, one.meant.tag) not in held]
    others = held - Counter((one.meant.span, one.meant.tag) for one in made)
    alike = {one.meant.tag for one in made if one.meant.kind == "identical"}
    if wrong or not {tag for _, tag in others} <= alike:
        raise AssertionError(f"{article.name}: not as meant: {wrong}, besides: {others}")
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


def _passage(text: str, words: str, begin: int) -> Span:
    """Return where `words` stand first from `begin` on; "A … B" is all from A to the first B after it."""
    first, _, last = words.partition(" … ")
    start = text.index(first, begin)
    return Span(start, text.index(last, start + len(first)) + len(last) if last else start + len(first))


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
    before = len(reader.sheet.annotations)
    await asyncio.sleep(_LOOK)
    begin, worked = time.perf_counter(), time.process_time()
    app.post_message(_event(keys[-1]))
    async with asyncio.timeout(_PATIENCE):
        while len(reader.sheet.annotations) == before or reader.acts.pending or reader.status.saved != "saved":
            await asyncio.sleep(0.0005)
    return Made(meant, pressed + keys, time.perf_counter() - begin, time.process_time() - worked)


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
