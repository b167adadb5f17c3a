"""Label Studio's tasks as JSON: regions with labels, notes and relations, places in UTF-16 code units.

Its manual tells the form under "Label Studio JSON format of annotated tasks". Accepted marks are a task's annotation,
suggested ones its prediction. The program must be told its labels first: `config` is its labeling configuration.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

import msgspec

from annotations.exchange import carried, labelled
from annotations.exchange.export import Export, ExportedAnnotation, ExportedDocument
from annotations.exchange.labelled import Labelled, Relation
from annotations.exchange.newlines import Folded
from annotations.exchange.placing import Told
from annotations.exchange.refi.xml import encoded, safe
from annotations.exchange.registry import Format, Imported, ImportRefused, register
from annotations.exchange.utf16 import Units
from annotations.json_input import decoded
from annotations.model import Status, Value
from annotations.text import escaped_json

_LABELS: Final = "label"
_TEXT: Final = "text"
_NOTE: Final = "note"
_STATUSES: Final[tuple[Status, ...]] = ("accepted", "suggested")
_FORM: Final = re.compile(rb'(?<!\\)"(?:annotations|predictions|data)"\s*:')
_DATA: Final = re.compile(rb'(?<!\\)"data"\s*:\s*\{')


class _Place(Value, frozen=True):
    start: int | None = None
    end: int | None = None
    labels: tuple[str, ...] = ()
    text: Any = None


class _Part(Value, frozen=True):
    """A part of a result: a region, the note of one, or a relation; or else of a kind that no text has."""

    type: str = ""
    id: str | int = ""
    value: Any = None
    from_id: str | int = ""
    to_id: str | int = ""
    direction: str | None = None
    labels: tuple[str, ...] | None = None


class _Result(Value, frozen=True):
    result: tuple[msgspec.Raw, ...] = ()
    completed_by: Any = None
    was_cancelled: bool | None = None


class _Task(Value, frozen=True):
    data: dict[str, Any]
    annotations: tuple[_Result, ...] = ()
    predictions: tuple[_Result, ...] = ()


def write(export: Export) -> bytes:
    """Return a list of tasks, one for each document."""
    tasks = [_task(export, document) for document in export.documents]
    return escaped_json(msgspec.json.format(msgspec.json.encode(tasks), indent=2)) + b"\n"


def _task(export: Export, document: ExportedDocument) -> Mapping[str, Any]:
    about = {name: value for name in ("title", "source", "published") if (value := getattr(document, name))}
    own = {carried.NAME: labelled.own_data(export, document)}
    task: dict[str, Any] = {"data": {_TEXT: document.text, **about, **own}}
    accepted, suggested = ([*_parts(document, status)] for status in _STATUSES)
    if accepted:
        task["annotations"] = [{"result": accepted}]
    if suggested:
        task["predictions"] = [{"model_version": "briefreader", "result": suggested}]
    return task


def _parts(document: ExportedDocument, status: Status) -> Iterator[Mapping[str, Any]]:
    """Yield the regions of a document with that status, their notes and what relates them."""
    units = Units.of(document.text)
    here = [a for a in document.annotations if labelled.is_span(a, [status])]
    for a in here:
        yield _region(a, document.text, units, _LABELS, {"labels": labelled.words_of(a)})
        if a.note:
            yield _region(a, document.text, units, _NOTE, {"text": [a.note]})
    ids = {a.id for a in here}
    for a in here:
        for link in a.links:
            if link.to in ids:
                relation = {"type": "relation", "from_id": a.id, "to_id": link.to, "direction": "right"}
                yield relation | {"labels": [link.type]}


def _region(
    annotation: ExportedAnnotation, text: str, units: Units, name: str, said: dict[str, Any]
) -> Mapping[str, Any]:
    start, end = annotation.start or 0, annotation.end or 0
    place: dict[str, Any] = {"start": units.unit(start), "end": units.unit(end), "text": text[start:end]}
    kind = "labels" if name == _LABELS else "textarea"
    return {"id": annotation.id, "from_name": name, "to_name": _TEXT, "type": kind, "value": place | said}


def config(export: Export) -> bytes:
    """Return the labeling configuration: the words of an export with the colours and keys of their tags."""
    view = Element("View")
    labels = SubElement(view, "Labels", name=_LABELS, toName=_TEXT, choice="multiple")
    for word, tag in labelled.words(export).items():
        label = SubElement(labels, "Label", value=safe(word))
        if tag and tag.colour:
            label.set("background", tag.colour)
        if tag and tag.key:
            label.set("hotkey", tag.key)
    relations = SubElement(view, "Relations")
    types = {link.type: None for d in export.documents for a in d.annotations for link in a.links}
    for kind in types:
        SubElement(relations, "Relation", value=safe(kind))
    SubElement(view, "Text", name=_TEXT, value=f"${_TEXT}")
    SubElement(view, "TextArea", name=_NOTE, toName=_TEXT, perRegion="true", editable="true")
    return encoded(view).partition(b"\n")[2]


# reading


def read(raw: bytes) -> Imported:
    """Return what tasks hold. Raises ImportRefused.

    Annotations that were cancelled are left out, and predictions where an annotation says the same.
    """
    try:
        tasks = _tasks(raw)
    except ValueError as error:
        raise ImportRefused(str(error)) from error
    problems: list[str] = []
    documents, owns = [], []
    for number, part in enumerate(tasks):
        try:
            task = decoded(bytes(part), _Task)
            text = _text(task.data)
        except ValueError as error:
            problems.append(f"task {number}: {error}")
            continue
        owns.append(task.data.get(carried.NAME))
        documents.append(_document(task, text, problems))
    if not documents:
        raise ImportRefused("; ".join(problems[:3]) or "holds no task of Label Studio's")
    return Imported(labelled.tags_of(owns), tuple(documents), tuple(problems))


def _tasks(raw: bytes) -> tuple[msgspec.Raw, ...]:
    raw = raw.removeprefix(b"\xef\xbb\xbf").strip()
    return (msgspec.Raw(raw),) if raw.startswith(b"{") else decoded(raw, tuple[msgspec.Raw, ...])


def _text(data: Mapping[str, Any]) -> str:
    """Return the text of a task: what is called so, or else the longest. Raises ValueError if there is none."""
    texts = [value for value in data.values() if isinstance(value, str)]
    text = data.get(_TEXT, max(texts, key=len, default=None))
    if not isinstance(text, str):
        raise ValueError("its data holds no text")
    return text


def _document(task: _Task, text: str, problems: list[str]) -> ExportedDocument:
    folded, units = Folded.of(text), Units.of(text)
    own = task.data.get(carried.NAME)
    ours = labelled.ids_of(own)
    spans: list[Labelled] = []
    relations: list[Relation] = []
    results: list[tuple[_Result, Status]] = [(r, "accepted") for r in task.annotations if not r.was_cancelled]
    results += [(result, "suggested") for result in task.predictions]
    for number, (result, status) in enumerate(results):
        parts = [*_sound(result.result, problems)]
        for span in _spans(parts, folded, units, f"{number}:"):
            id = span.id if span.id in ours else None
            spans.append(span._replace(id=id, author=_author(result), status=status))
        relations += _relations(parts, f"{number}:")
    spans = _judged(spans)
    title, source = (value if isinstance(value := task.data.get(n), str) else "" for n in ("title", "source"))
    return labelled.document_of(
        folded.text, spans, own, problems, title=title, source=source, relations=relations, statuses=_STATUSES
    )


def _judged(spans: Sequence[Labelled]) -> list[Labelled]:
    """Return spans without the suggested ones that were accepted: a new one says the same, and becomes that one."""
    new = {span[:3]: span for span in spans if span.status == "accepted" and span.id is None}
    suggested = {span[:3]: span for span in spans if span.status == "suggested" and span[:3] in new}
    left = [span for span in spans if span[:3] not in suggested or span.status == "accepted"]
    return [
        span._replace(id=suggested[span[:3]].id) if span is new.get(span[:3]) and span[:3] in suggested else span
        for span in left
    ]


def _author(result: _Result) -> str:
    by = result.completed_by.get("email") if isinstance(result.completed_by, dict) else result.completed_by
    return by if isinstance(by, str) else ""


def _sound(parts: Iterable[msgspec.Raw], problems: list[str]) -> Iterator[_Part]:
    for part in parts:
        try:
            yield decoded(bytes(part), _Part)
        except ValueError as error:
            problems.append(f"a part of a result: {error}")


def _spans(parts: Sequence[_Part], folded: Folded, units: Units, ref: str) -> Iterator[Labelled]:
    """Yield the regions; `ref` tells them from those of other results."""
    notes = {str(part.id): _note(part) for part in parts if part.type == "textarea"}
    for part in parts:
        place = _place(part) if part.type == "labels" else None
        if place is not None and place.start is not None and place.end is not None:
            start, end = (folded.place(units.point(unit)) for unit in (place.start, place.end))
            points = folded.place(place.start), folded.place(place.end)  # as a program in Python would count
            words = place.text if isinstance(place.text, str) else ""
            told = Told(place.start, place.end, words, (points,))
            id = str(part.id)
            for word in place.labels or (labelled.MARKED,):
                yield Labelled(start, end, word, id, notes.get(id, ""), ref=f"{ref}{id}", told=told)


def _place(part: _Part) -> _Place | None:
    try:
        return msgspec.convert(part.value, _Place)
    except msgspec.ValidationError:
        return None


def _note(part: _Part) -> str:
    place = _place(part)
    text = place.text if place else ""
    return "\n".join(str(line) for line in text) if isinstance(text, list | tuple) else str(text or "")


def _relations(parts: Sequence[_Part], ref: str) -> Iterator[Relation]:
    for part in parts:
        if part.type == "relation":
            ends = f"{ref}{part.from_id}", f"{ref}{part.to_id}"
            for kind in part.labels or ("related",):
                if part.direction != "left":
                    yield Relation(kind, *ends)
                if part.direction in ("left", "bi"):
                    yield Relation(kind, *reversed(ends))


register(
    Format(
        name="label-studio",
        title="tasks for Label Studio, with regions, notes and relations",
        suffix=".label-studio.json",
        write=write,
        read=read,
        recognizes=lambda start: bool(start[:1] in b"[{" and _FORM.search(start) and _DATA.search(start)),
        config=config,
        lost=partial(labelled.lost, statuses=_STATUSES),
        loses="nothing on the way back; Label Studio itself has accepted and suggested regions, their notes and "
        "relations: authors, links to another document or a mark of another status, rejected marks are data to it",
        changed="spans are of the words that stand there; those that were marked are beside them",
        takes="labels, notes of regions and relations, predictions as suggested marks; cancelled annotations, choices "
        "and ratings, and labels in HTML or dialogues are passed over",
    )
)
