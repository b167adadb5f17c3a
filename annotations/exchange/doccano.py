"""doccano's JSON Lines for sequence labelling: a text a line with its spans, places in code points.

doccano has two forms of it (its manual, under "Import and export"): spans as `"label": [[start, end, word], …]`, and,
for projects with relations, `entities` and `relations` with numbers for names. The second is written where annotations
of one document are linked. What else a line holds, doccano keeps as the text's metadata and gives back.
"""

import itertools
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

import msgspec

from annotations.exchange import carried, labelled, lines
from annotations.exchange.export import Export, ExportedDocument
from annotations.exchange.labelled import Labelled, Relation
from annotations.exchange.newlines import Folded
from annotations.exchange.placing import Told
from annotations.exchange.registry import Format, Imported, ImportRefused, register
from annotations.model import Value

_FORM: Final = re.compile(rb'(?<!\\)"(?:label|labels|entities)"\s*:\s*\[')
_OTHERS: Final = re.compile(rb'(?<!\\)"(?:spans|tokens|_input_hash)"\s*:')


class _Entity(Value, frozen=True):
    start_offset: int
    end_offset: int
    label: str
    id: int | str = ""


class _Relation(Value, frozen=True):
    from_id: int | str
    to_id: int | str
    type: str = "related"


class _Line(Value, frozen=True):
    text: str | None = None
    data: str | None = None
    """What older versions called the text."""
    label: tuple[tuple[int, int, str], ...] | None = None
    labels: tuple[tuple[int, int, str], ...] | None = None
    entities: tuple[_Entity, ...] | None = None
    relations: tuple[_Relation, ...] | None = None
    briefreader: Any = None


class _Numbers(NamedTuple):
    """What spans and relations are called, counted through a file."""

    spans: Iterator[int]
    relations: Iterator[int]


def write(export: Export) -> bytes:
    """Return a line for each document, all in one of the two forms."""
    related = any(next(_related(document), None) for document in export.documents)
    numbers = _Numbers(itertools.count(), itertools.count())
    return lines.written(_line(export, document, numbers if related else None) for document in export.documents)


def _line(export: Export, document: ExportedDocument, numbers: _Numbers | None) -> Mapping[str, Any]:
    line: dict[str, Any] = {"text": document.text}
    spans = [*labelled.labelled(document)]
    if numbers is None:
        line["label"] = [(span.start, span.end, span.word) for span in spans]
    else:
        ids = [*itertools.islice(numbers.spans, len(spans))]
        of = {span.id or "": id for id, span in reversed([*zip(ids, spans, strict=True)])}
        line["entities"] = [
            {"id": id, "label": span.word, "start_offset": span.start, "end_offset": span.end}
            for id, span in zip(ids, spans, strict=True)
        ]
        line["relations"] = [
            {"id": next(numbers.relations), "from_id": of[start], "to_id": of[end], "type": kind}
            for kind, start, end in _related(document)
        ]
    return line | {carried.NAME: labelled.own_data(export, document)}


def _related(document: ExportedDocument) -> Iterator[Relation]:
    """Yield the links between the spans of a document, by annotations' ids."""
    spans = {a.id for a in document.annotations if labelled.is_span(a)}
    for a in document.annotations:
        yield from (Relation(link.type, a.id, link.to) for link in a.links if {a.id, link.to} <= spans)


def config(export: Export) -> bytes:
    """Return the words of an export as doccano's labels, with the colours and keys of their tags."""
    found = [
        {
            "text": word,
            "suffix_key": tag.key if tag else None,
            "background_color": tag.colour if tag and tag.colour.startswith("#") else "#7c8a99",
            "text_color": "#ffffff",
        }
        for word, tag in labelled.words(export).items()
    ]
    return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"


def read(raw: bytes) -> Imported:
    """Return what a file in either form holds. Raises ImportRefused where no line is of it."""
    problems: list[str] = []
    owns: list[object] = []
    documents = []
    for line in lines.read(raw, _Line, problems):
        text = line.text if line.text is not None else line.data
        if text is None:
            problems.append("a line without a text is left out")
            continue
        owns.append(line.briefreader)
        documents.append(_document(line, text, problems))
    if not documents:
        raise ImportRefused("; ".join(problems[:3]) or "holds no line of doccano's")
    return Imported(labelled.tags_of(owns), tuple(documents), tuple(problems))


def _document(line: _Line, text: str, problems: list[str]) -> ExportedDocument:
    folded = Folded.of(text)
    told = line.label if line.label is not None else line.labels or ()
    entities = [(start, end, word, "") for start, end, word in told]
    entities += [(e.start_offset, e.end_offset, e.label, str(e.id)) for e in line.entities or ()]
    spans = [
        Labelled(folded.place(start), folded.place(end), word, ref=ref, told=Told(start, end))
        for start, end, word, ref in entities
    ]
    relations = None
    if line.relations is not None:
        relations = [Relation(r.type, str(r.from_id), str(r.to_id)) for r in line.relations]
    return labelled.document_of(folded.text, spans, line.briefreader, problems, relations=relations)


register(
    Format(
        name="doccano",
        title="JSON Lines for doccano, sequence labelling",
        suffix=".doccano.jsonl",
        write=write,
        read=read,
        recognizes=lambda start: bool(start.startswith(b"{") and _FORM.search(start) and not _OTHERS.search(start)),
        config=config,
        lost=labelled.lost,
        loses="nothing on the way back; doccano itself has spans and relations within a document: notes, authors, "
        "links between documents, rejected and suggested marks are metadata to it, and spans that overlap need a "
        "project that allows it",
        changed="spans are of the words that stand there; those that were marked are beside them",
        takes="spans, or entities with relations; comments and categories of whole texts are passed over",
    )
)
