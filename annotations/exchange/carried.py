"""What a foreign format has no place for, as JSON that it carries in its notes: so a round trip keeps it."""

import json
from collections.abc import Collection, Mapping
from typing import Any, Final, TypeVar

import msgspec

from annotations import anchoring
from annotations.exchange.export import ExportedAnnotation, ExportedDocument
from annotations.json_input import decoded
from annotations.model import Link

NAME: Final = "briefreader"
"""What a note that carries our own data is called."""

_WORDS: Final = ("quote", "prefix", "suffix")
_PLACE: Final = ("start", "end", *_WORDS)
T = TypeVar("T", ExportedAnnotation, ExportedDocument)


def own_of(annotation: ExportedAnnotation, text: str, held: Collection[str]) -> dict[str, Any]:
    """Return the fields of an annotation of `text` that are not among `held`, but for those that say nothing.

    The place and its words are there only where they cannot be read from the text.
    """
    own = _telling(annotation, held)
    start, end = annotation.start, annotation.end
    if start is not None and end is not None:
        now = anchoring.select(text, start, end)
        if (annotation.quote, annotation.prefix, annotation.suffix) == (now.exact, now.prefix, now.suffix):
            own = {name: value for name, value in own.items() if name not in _PLACE}
    return own


def about(document: ExportedDocument, held: Collection[str], unplaced: Collection[str] = ()) -> dict[str, Any]:
    """Return the fields of a document that are not among `held`, with the annotations whose ids are `unplaced`."""
    own = _telling(document, {*held, "text", "annotations"})
    if left := [_telling(a, ()) for a in document.annotations if a.id in unplaced]:
        own["annotations"] = left
    return own


def _telling(value: ExportedAnnotation | ExportedDocument, held: Collection[str]) -> dict[str, Any]:
    defaults = {field.name: field.default for field in msgspec.structs.fields(value)}
    built: dict[str, Any] = msgspec.to_builtins(value)
    return {
        name: built[name] for name, default in defaults.items() if name not in held and getattr(value, name) != default
    }


def written(own: Mapping[str, Any]) -> str:
    """Return our own data as one line of ASCII."""
    return json.dumps(own, separators=(",", ":"), default=msgspec.to_builtins)


def read(line: str) -> dict[str, Any]:
    """Return our own data that a note carries; nothing where it is damaged."""
    try:
        return decoded(line.encode("utf-8", "replace"), dict[str, Any])
    except ValueError:
        return {}


def links(own: object) -> list[Any]:
    """Return the links that a note carries; none where they are damaged."""
    try:
        built: list[Any] = msgspec.to_builtins(msgspec.convert(own, tuple[Link, ...]))
    except msgspec.ValidationError:
        return []
    return list(built)


def placed(own: Mapping[str, Any], start: int, end: int, text: str) -> dict[str, Any]:
    """Return `own` with the place that the format tells, or the one it carries if that differs in white space only.

    Where the place was changed since, what is carried of the words that stood there no longer counts.
    """
    at = own.get("start"), own.get("end")
    if isinstance(at[0], int) and isinstance(at[1], int) and 0 <= at[0] <= start < end <= at[1] <= len(text):
        around = text[at[0] : start] + text[end : at[1]]
        if not around.strip():
            return {"quote": text[at[0] : at[1]], **own}
    kept = {name: value for name, value in own.items() if name not in _PLACE}
    if at != (None, None):
        kept.pop("placement", None)
    return {**kept, "start": start, "end": end, "quote": text[start:end]}


def restored(kind: type[T], own: Mapping[str, Any], held: Mapping[str, Any]) -> T:
    """Return what a format holds, and what it carries of ours as far as that is sound, as a value.

    Raises ValueError if what it holds is not sound either.
    """
    try:
        return msgspec.convert({**own, **held}, kind, strict=False)
    except msgspec.ValidationError:
        return msgspec.convert(dict(held), kind, strict=False)
