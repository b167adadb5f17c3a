"""How well a layer is read in an openly licensed set: `python -m training.measure names|dates|events FILE.jsonl`.

A record a line: `text`, `dct` (the day it was published, or null), and `entities` (start, end, label), `timex` (start,
end, value) or `dated_events` (start, end, date), with places in code points. docs/extraction.md says which sets.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from annotations.extract.pipeline import read
from annotations.model import Document, Reading, is_day
from training.score import Score

Record = dict[str, Any]

_COARSE: Final = {"PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
"""The labels of CoNLL-2003 for those of this project; other names are not counted."""


def names(pairs: Sequence[tuple[Record, Reading]]) -> Iterator[tuple[str, Score]]:
    """Yield the score of people, organisations and places: exact span and kind."""
    found = set[tuple[str, int, int, int]]()
    there = set[tuple[str, int, int, int]]()
    for number, (record, reading) in enumerate(pairs):
        for name in record["entities"]:
            if name["label"].upper() in _COARSE:
                there.add((_COARSE[name["label"].upper()], number, name["start"], name["end"]))
        for entity in reading.entities:
            if entity.label in _COARSE:
                found.update((_COARSE[entity.label], number, m.start, m.end) for m in entity.mentions)
    for kind in ("PER", "ORG", "LOC"):
        mine, gold = {f for f in found if f[0] == kind}, {t for t in there if t[0] == kind}
        yield kind, Score(len(mine), len(gold), len(mine & gold))
    yield "names", Score(len(found), len(there), len(found & there))


def dates(pairs: Sequence[tuple[Record, Reading]]) -> Iterator[tuple[str, Score]]:
    """Yield the score of time expressions: by exact span, by overlap, and with the right value where they overlap."""
    found = there = strict = relaxed = value = 0
    for record, reading in pairs:
        left = list(reading.dates)
        found, there = found + len(left), there + len(record["timex"])
        for gold in record["timex"]:
            near = [date for date in left if date.start < gold["end"] and gold["start"] < date.end]
            if near:
                best = max(near, key=lambda date: min(date.end, gold["end"]) - max(date.start, gold["start"]))
                left.remove(best)
                relaxed += 1
                strict += (best.start, best.end) == (gold["start"], gold["end"])
                value += best.value.upper() == (gold["value"] or "").upper()
    for kind, right in (("strict", strict), ("relaxed", relaxed), ("value", value)):
        yield kind, Score(found, there, right)


def events(pairs: Sequence[tuple[Record, Reading]]) -> Iterator[tuple[str, Score]]:
    """Yield how many dated events are found on their day: their words inside an event's, and the same day."""
    there = right = 0
    for record, reading in pairs:
        for gold in record["dated_events"]:
            if gold["start"] is not None and is_day(gold["date"] or ""):
                there += 1
                right += any(
                    event.start <= gold["start"]
                    and gold["end"] <= event.end
                    and (event.date or "")[:10] == gold["date"]
                    for event in reading.events
                )
    yield "recall", Score(there, there, right)


_LAYERS: Final[dict[str, Callable[[Sequence[tuple[Record, Reading]]], Iterable[tuple[str, Score]]]]] = {
    "names": names,
    "dates": dates,
    "events": events,
}


def main(arguments: Sequence[str]) -> int:
    """Print a line for each measure; return 2 if called wrongly."""
    if len(arguments) != 2 or arguments[0] not in _LAYERS:
        print(__doc__, file=sys.stderr)
        return 2
    records = [json.loads(line) for line in Path(arguments[1]).read_text(encoding="utf-8").splitlines()]
    pairs = [(r, read(Document.of(r["text"], published=(r.get("dct") or "")[:10] or None))) for r in records]
    for kind, score in _LAYERS[arguments[0]](pairs):
        shares = (score.precision, score.recall, score.f1)
        print(f"{kind:8} P {100 * shares[0]:5.1f}  R {100 * shares[1]:5.1f}  F1 {100 * shares[2]:5.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
