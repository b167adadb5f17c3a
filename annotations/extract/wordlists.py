"""Word lists that ship with the package: one entry a line in `extract/data`, `#` begins a comment."""

from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent / "data"


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the entries of `data/name.txt`, as they are written there."""
    return frozenset(_lines(name))


@cache
def words_in(name: str) -> frozenset[str]:
    """Return the words of `data/name.txt`, many to a line."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def word_map(name: str) -> dict[str, str]:
    """Return `data/name.txt` as a map: each line is `value: entry, entry, ...`; an entry's last value holds."""
    return {entry: value for value, entries in _rows(name) for entry in entries}


@cache
def word_groups(name: str) -> dict[str, frozenset[str]]:
    """Return `data/name.txt` as groups: each line is `group: entry, entry, ...`; lines of one group add up."""
    groups: dict[str, frozenset[str]] = {}
    for group, entries in _rows(name):
        groups[group] = groups.get(group, frozenset()) | frozenset(entries)
    return groups


def _rows(name: str) -> list[tuple[str, list[str]]]:
    rows = []
    for line in _lines(name):
        head, _, tail = line.partition(":")
        rows.append((head.strip(), [entry.strip() for entry in tail.split(",") if entry.strip()]))
    return rows


def _lines(name: str) -> list[str]:
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [entry for line in lines if (entry := line.partition("#")[0].strip())]
