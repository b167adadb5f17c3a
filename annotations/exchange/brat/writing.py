"""Writing brat standoff."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from annotations.codebook import paths_of
from annotations.exchange import carried
from annotations.exchange.brat.names import (
    ALSO,
    ATTRIBUTES,
    MARKED,
    NOTE,
    SIDECAR,
    one_line,
    pieces,
    type_names,
)
from annotations.exchange.export import Export, ExportedAnnotation, ExportedDocument
from annotations.exchange.naming import ascii_name, stems_of
from annotations.exchange.registry import Files
from annotations.model import Tag

_HELD: Final = ("tags", "note", "links", *ATTRIBUTES)


def write_files(export: Export) -> Files:
    """Return the files of an export: three for each document, and two for brat itself."""
    paths = paths_of(export.tags)
    marks = [a for document in export.documents for a in document.annotations]
    used = [tag for a in marks for tag in a.tags] + [a.label for a in marks if a.label and not a.tags]
    types = type_names([*paths.values(), *used])
    files: dict[str, bytes] = {}
    stems = stems_of(export.documents)
    for document in export.documents:
        stem = stems[document.id]
        placed = {
            a.id: parts
            for a in document.annotations
            if a.start is not None and a.end is not None and (parts := pieces(document.text, a.start, a.end))
        }
        files[f"{stem}.txt"] = document.text.encode("utf-8")
        files[f"{stem}.ann"] = "".join(_Ann(document, types, placed).lines()).encode("utf-8")
        files[f"{stem}{SIDECAR}"] = _sidecar(export, document, types, placed)
    files["annotation.conf"] = _configuration(
        export.tags, types, {link.type for a in marks for link in a.links}
    ).encode()
    files["visual.conf"] = _labels(types).encode("utf-8")
    return files


def _sidecar(
    export: Export, document: ExportedDocument, types: Mapping[str, str], placed: Mapping[str, object]
) -> bytes:
    unplaced = {a.id for a in document.annotations} - placed.keys()
    own = {
        "document": carried.about(document, (), unplaced),
        "tags": msgspec.to_builtins(export.tags),
        "types": types,
    }
    return carried.written(own).encode() + b"\n"


class _Ann:
    """The .ann file of one document; `placed` are the pieces of each annotation that has any, by its id."""

    def __init__(
        self, document: ExportedDocument, types: Mapping[str, str], placed: Mapping[str, list[tuple[int, int]]]
    ) -> None:
        self._document = document
        self._types = types
        self._placed = placed
        self._marks = [a for a in document.annotations if a.id in placed]
        self._names = {a.id: f"T{number}" for number, a in enumerate(self._marks, 1)}
        self._counts = {"A": 0, "R": 0, "#": 0}

    def lines(self) -> Iterator[str]:
        """Yield the lines: marks, then what is said of each."""
        text = self._document.text
        for mark in self._marks:
            parts = self._placed[mark.id]
            places = ";".join(f"{start} {end}" for start, end in parts)
            words = " ".join(text[start:end] for start, end in parts)
            yield f"{self._names[mark.id]}\t{self._type(mark)} {places}\t{words}\n"
        for mark in self._marks:
            yield from self._said(mark)

    def _type(self, mark: ExportedAnnotation) -> str:
        word = mark.tags[0] if mark.tags else mark.label
        return self._types[word] if word else MARKED

    def _said(self, mark: ExportedAnnotation) -> Iterator[str]:
        name = self._names[mark.id]
        for tag in mark.tags[1:]:
            yield self._line("A", f"{ALSO}{self._types[tag]} {name}")
        for field in ATTRIBUTES:
            value = getattr(mark, field)
            if value is not None and value != getattr(_PLAIN, field):
                yield self._line("A", f"{field} {name} {value}")
        own = self._own(mark)
        linked = []
        for link in mark.links:
            relation = ascii_name(link.type)
            if link.to not in self._names or not relation:
                linked.append(msgspec.to_builtins(link))
                continue
            yield self._line("R", f"{relation} Arg1:{name} Arg2:{self._names[link.to]}")
            if relation.replace("_", " ") != link.type:
                yield self._line("#", f"{carried.NAME} R{self._counts['R']}\t{carried.written({'type': link.type})}")
        if linked:
            own["links"] = linked
        if note := one_line(mark.note):
            yield self._line("#", f"{NOTE} {name}\t{note}")
        yield self._line("#", f"{carried.NAME} {name}\t{carried.written(own)}")

    def _own(self, mark: ExportedAnnotation) -> dict[str, Any]:
        parts, text = self._placed[mark.id], self._document.text
        own = carried.own_of(mark, text, _HELD)
        if (mark.start, mark.end) != (parts[0][0], parts[-1][1]):
            own |= {"start": mark.start, "end": mark.end}
        if not mark.tags:
            own["tags"] = []
        if one_line(mark.note) != mark.note:
            own["note"] = mark.note
        return own

    def _line(self, kind: str, rest: str) -> str:
        self._counts[kind] += 1
        return f"{kind}{self._counts[kind]}\t{rest}\n"


_PLAIN: Final = ExportedAnnotation(id="", start=None, end=None, quote="")


def _configuration(tags: tuple[Tag, ...], types: Mapping[str, str], links: set[str]) -> str:
    """Return what brat must know to show and change the marks; tags inside others are indented."""
    paths = paths_of(tags)
    inside = {types[path]: path.count("/") for path in paths.values()}
    ordered = [types[path] for path in sorted(paths.values(), key=lambda path: path.casefold().split("/"))]
    ordered += [name for name in types.values() if name not in inside]
    relations = sorted({name for link in links if (name := ascii_name(link))})
    lines = ["[entities]", *("\t" * inside.get(name, 0) + name for name in ordered), MARKED]
    lines += ["[relations]", *(f"{name}\tArg1:<ENTITY>, Arg2:<ENTITY>" for name in relations)]
    lines += ["<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>", "[events]", "[attributes]"]
    lines += [f"{ALSO}{name}\tArg:<ENTITY>" for name in ordered]
    lines += [f"{field}\tArg:<ENTITY>, Value:{'|'.join(values)}" for field, values in ATTRIBUTES.items()]
    return "".join(f"{line}\n" for line in lines)


def _labels(types: Mapping[str, str]) -> str:
    """Return how brat shows the types: as the tags are written."""
    shown = (f"{name} | {one_line(word).replace('|', '/')}\n" for word, name in types.items())
    return "".join(("[labels]\n", *shown, "[drawing]\n"))
