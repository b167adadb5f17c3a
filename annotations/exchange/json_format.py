"""Our own format: JSON that holds everything, as its schema beside this module says."""

from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

import msgspec

from annotations.exchange.export import FORMAT, VERSION, Export, ExportedAnnotation, ExportedDocument
from annotations.exchange.registry import Format, Imported, ImportRefused, register
from annotations.json_input import decoded
from annotations.model import Tag, Value
from annotations.text import escaped_json

SCHEMA_FILE: Final = "briefreader-annotations.schema.json"
T = TypeVar("T")


class _Kind(Value, frozen=True):
    format: str = ""
    version: int = 0


class _Top(Value, frozen=True):
    """The outermost level, whose parts are read one by one: a damaged one does not cost the others."""

    tags: tuple[msgspec.Raw, ...] = ()
    documents: tuple[msgspec.Raw, ...] = ()


class _Bare(ExportedDocument, frozen=True, kw_only=True):
    """A document whose annotations are still to be read."""

    annotations: tuple[msgspec.Raw, ...] = ()  # type: ignore[assignment]


def write(export: Export) -> bytes:
    """Return the export as indented JSON."""
    return escaped_json(msgspec.json.format(msgspec.json.encode(export), indent=2)) + b"\n"


def read(raw: bytes) -> Imported:
    """Return what an export holds; parts that are not as they should be are told and left out."""
    try:
        _check(_kind(raw))
        top = decoded(raw, _Top)
    except ValueError as error:
        raise ImportRefused(str(error)) from error
    problems: list[str] = []
    return Imported(
        tags=tuple(tag for _, tag in _good(top.tags, Tag, "tags", problems)),
        documents=tuple(
            _document(bare, place, problems) for place, bare in _good(top.documents, _Bare, "documents", problems)
        ),
        problems=tuple(problems),
    )


def _kind(raw: bytes) -> _Kind:
    """Return what JSON says that it is, nothing where it is no object of ours. Raises ValueError if it is no JSON."""
    try:
        return decoded(raw, _Kind)
    except ValueError as error:
        if isinstance(error.__cause__, msgspec.ValidationError):
            return _Kind()
        raise


def _check(kind: _Kind) -> None:
    if kind.format != FORMAT:
        raise ImportRefused(f"is no export of briefreader: it does not say that its format is {FORMAT}")
    if kind.version > VERSION:
        raise ImportRefused(
            f"was written by a newer briefreader (version {kind.version} of the format, this one knows {VERSION}): "
            "update briefreader"
        )
    if kind.version < VERSION:
        raise ImportRefused(f"says that it is version {kind.version} of the format, which there never was")


def _document(bare: _Bare, place: str, problems: list[str]) -> ExportedDocument:
    good = _good(bare.annotations, ExportedAnnotation, f"{place}.annotations", problems)
    told = {field: getattr(bare, field) for field in ExportedDocument.__struct_fields__}
    return ExportedDocument(**{**told, "annotations": tuple(annotation for _, annotation in good)})


def _good(parts: Iterable[msgspec.Raw], kind: type[T], place: str, problems: list[str]) -> Iterator[tuple[str, T]]:
    """Yield the parts that are of `kind`, each with its place; the others become problems."""
    for number, part in enumerate(parts):
        here = f"{place}[{number}]"
        try:
            yield here, decoded(bytes(part), kind)
        except ValueError as error:
            problems.append(f"{here}: {error}")


def schema() -> bytes:
    """Return the JSON Schema (2020-12) of the format, made from the types that read and write it."""
    described = msgspec.json.schema(Export)
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "briefreader annotations", **described}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


register(
    Format(
        name="json",
        title="briefreader's own: everything",
        suffix=".json",
        write=write,
        read=read,
        loses="nothing that is exported; documents without annotations are left out unless they are named, and earlier "
        "texts and the history stay in the library",
        changed="`quote` has the words that were marked; `start` and `end` tell where others stand now in `text`",
        recognizes=lambda start: FORMAT.encode() in start,
    )
)
