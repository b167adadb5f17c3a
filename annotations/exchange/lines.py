"""JSON Lines: a value a line."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from annotations.json_input import decoded
from annotations.text import escaped_json

T = TypeVar("T")


def written(values: Iterable[Mapping[str, Any]]) -> bytes:
    """Return values as lines, safe to print."""
    return b"".join(escaped_json(msgspec.json.encode(value)) + b"\n" for value in values)


def read(raw: bytes, kind: type[T], problems: list[str]) -> Iterator[T]:
    """Yield the lines as values of `kind`; those that are none become problems."""
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            try:
                yield decoded(line, kind)
            except ValueError as error:
                problems.append(f"line {number}: {error}")
