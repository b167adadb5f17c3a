"""Web Annotations of ours and of other programs, as far as they are about passages of texts."""

import datetime
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

import msgspec

from annotations.exchange import carried
from annotations.exchange.export import ExportedAnnotation, ExportedDocument
from annotations.exchange.finding import find
from annotations.exchange.labelled import tags_of
from annotations.exchange.registry import Imported, ImportRefused
from annotations.exchange.w3c.iris import annotation_iri
from annotations.exchange.w3c.writing import JUDGEMENTS
from annotations.json_input import decoded
from annotations.marks import LABELS
from annotations.text import clean, shown_line

_Node = Mapping[str, Any]


def read(raw: bytes) -> Imported:
    """Return what a collection, a page, a list of annotations or one of them holds. Raises ImportRefused.

    The document of an annotation whose text is not in the file has none; intake knows it by its source.
    """
    try:
        top = decoded(raw, Any)
    except ValueError as error:
        raise ImportRefused(str(error)) from error
    items = [item for item in _items(top) if isinstance(item, dict)]
    own = carried.read(top[carried.NAME]) if isinstance(top, dict) and isinstance(top.get(carried.NAME), str) else {}
    if not items and not own:
        raise ImportRefused("is JSON, but holds no Web Annotation")
    return _Reading(items, own).imported()


def _items(top: Any) -> Iterator[Any]:
    """Yield the annotations of what may be a collection, a page, a list or one of them."""
    if isinstance(top, list):
        yield from top
    elif isinstance(top, dict) and "target" in top:
        yield top
    elif isinstance(top, dict):
        yield from _listed(top.get("items"))
        first = top.get("first")
        yield from _listed(first.get("items")) if isinstance(first, dict) else ()


class _Reading:
    def __init__(self, items: Sequence[_Node], own: _Node) -> None:
        self._own = own
        self._problems: list[str] = []
        self._abouts = {str(about["iri"]): about for about in _nodes(own.get("documents")) if "iri" in about}
        self._items: dict[str, list[_Node]] = {iri: [] for iri in self._abouts}
        for item in items:
            self._items.setdefault(_iri(_first(item.get("target")).get("source")), []).append(item)
        self._ids = {_iri(item.get("id")): _id_of(item) for item in items}

    def imported(self) -> Imported:
        documents = tuple(document for iri, items in self._items.items() if (document := self._document(iri, items)))
        return Imported(tags_of([self._own]), documents, tuple(self._problems))

    def _document(self, iri: str, items: list[_Node]) -> ExportedDocument | None:
        about = self._abouts.get(iri, {})
        text = about.get("text", "")
        if not iri or not isinstance(text, str):
            self._problems.append(f"{len(items)} annotations that do not tell what document they are of")
            return None
        found = [made for item in items if (made := self._annotation(item, text))]
        for other in _nodes(about.get("annotations")):
            try:
                found.append(msgspec.convert(other, ExportedAnnotation))
            except msgspec.ValidationError:
                self._problems.append(f"{shown_line(iri)}: an annotation beside it is damaged")
        held = {"id": str(about.get("id", "")), "text": text, "source": str(about.get("source", iri))}
        own = {name: value for name, value in about.items() if name not in ("annotations", "sha256")}
        return msgspec.structs.replace(carried.restored(ExportedDocument, own, held), annotations=tuple(found))

    def _annotation(self, item: _Node, text: str) -> ExportedAnnotation | None:
        own = carried.read(item[carried.NAME]) if isinstance(item.get(carried.NAME), str) else {}
        made = {} if "id" in own else {"origin": "import"}
        held = self._said(item, own) | {"id": _id_of(item)}
        quote, prefix, suffix, place = _selected(item)
        times = {name: time for name in ("created", "modified") if (time := _time(item.get(name)))}
        held |= times | {"author": _author(item.get("creator")), "status": "accepted"}
        orphan = own.get("placement") == "orphan" and place is None
        span = find(text, quote, prefix, suffix, place) if text and not orphan else None
        if span is not None:
            # the place wins over what is carried of it, unless both are the same
            placed = carried.placed(own, span.start, span.end, text)
            held |= {name: placed.pop(name) for name in ("start", "end", "quote")}
            return carried.restored(ExportedAnnotation, made | placed, held)
        if not quote or (text and not orphan):
            words = shown_line(quote)[:80] or "an annotation without words"
            self._problems.append(f"“{words}” is not in its text")
            return None
        lost: dict[str, Any] = {
            "start": None,
            "end": None,
            "quote": quote,
            "prefix": prefix,
            "suffix": suffix,
            "placement": "orphan" if text or orphan else "exact",
        }
        if not text and place:
            lost |= {"start": place[0], "end": place[1]}
        return carried.restored(ExportedAnnotation, made | own, held | lost)

    def _said(self, item: _Node, own: _Node) -> dict[str, Any]:
        """Return what the bodies of an annotation say."""
        tags: list[str] = []
        notes: list[str] = [item["bodyValue"]] if isinstance(item.get("bodyValue"), str) else []
        said: dict[str, Any] = {"label": None}
        links: list[tuple[str, str]] = []
        motivation = _listed(item.get("motivation"))
        for body in _listed(item.get("body")):
            node = body if isinstance(body, dict) else {"source": body}
            purposes = _listed(node.get("purpose")) or motivation
            value = _text(node)
            name, _, judged = value.partition(": ")
            if "assessing" in purposes and judged in JUDGEMENTS.get(name, {}):
                said[name] = JUDGEMENTS[name][judged]
            elif "classifying" in purposes and value and (own or value in LABELS) and said["label"] is None:
                said["label"] = value
            elif {"tagging", "classifying"}.intersection(map(str, purposes)) and value:
                tags.append(value)
            elif _iri(node.get("source") or node.get("id")) in self._ids or "linking" in purposes:
                links.append((str(node.get("label") or "related"), _iri(node.get("source") or node.get("id"))))
            elif value or node.get("source"):
                notes.append(value or _iri(node.get("source")))
        note = "\n\n".join(notes)
        return said | {"tags": [*dict.fromkeys(tags)], "note": note, "links": [*self._links(links, own)]}

    def _links(self, told: list[tuple[str, str]], own: _Node) -> Iterator[_Node]:
        """Yield links: an annotation that is not in the file is known by what is carried of the link."""
        carried_links = {
            (str(link.get("type")), annotation_iri(str(link.get("to")))): link for link in _nodes(own.get("links"))
        }
        for key in dict.fromkeys(told):
            kind, iri = key
            if key in carried_links:
                yield carried_links[key]
            elif iri in self._ids:
                yield {"type": kind, "to": self._ids[iri]}


def _selected(item: _Node) -> tuple[str, str, str, tuple[int, int] | None]:
    """Return the words that are selected, those around them, and the place, as far as they are told."""
    quote, prefix, suffix = "", "", ""
    place = None
    for selector in _nodes(_first(item.get("target")).get("selector")):
        if selector.get("type") == "TextQuoteSelector":
            quote, prefix, suffix = (clean(_text(selector.get(name))) for name in ("exact", "prefix", "suffix"))
        elif selector.get("type") == "TextPositionSelector":
            start, end = selector.get("start"), selector.get("end")
            place = (int(start), int(end)) if type(start) is type(end) is int and 0 <= start < end else None
    return quote, prefix, suffix, place


def _id_of(item: _Node) -> str:
    """Return our id of an annotation; for another program's one that is the same whenever it is read."""
    own = carried.read(item[carried.NAME]) if isinstance(item.get(carried.NAME), str) else {}
    if isinstance(own.get("id"), str):
        return str(own["id"])
    seed = _iri(item.get("id")) or msgspec.json.encode(item).decode()
    return hashlib.sha256(seed.encode()).hexdigest()[:16]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _nodes(value: Any) -> Iterator[_Node]:
    return (cast("_Node", each) for each in _listed(value) if isinstance(each, dict))


def _first(value: Any) -> _Node:
    """Return the first of what may be several nodes; a mere name is that of a source."""
    each = next(iter(_listed(value)), None)
    return each if isinstance(each, dict) else {"source": each}


def _iri(value: Any) -> str:
    named = value.get("id") if isinstance(value, dict) else value
    return named if isinstance(named, str) else ""


def _text(value: Any) -> str:
    """Return a text that may be a node with a value."""
    said = value.get("value") if isinstance(value, dict) else value
    return said if isinstance(said, str) else ""


def _author(creator: Any) -> str:
    node = next(iter(_listed(creator)), None)
    if isinstance(node, dict):
        node = next((node[name] for name in ("name", "nickname", "id") if isinstance(node.get(name), str)), "")
    return node if isinstance(node, str) else ""


def _time(value: Any) -> str | None:
    """Return a time in UTC, as annotations have it; None where none is told."""
    try:
        time = datetime.datetime.fromisoformat(value if isinstance(value, str) else "")
        utc = time.replace(tzinfo=datetime.UTC) if time.tzinfo is None else time.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return None
    return utc.strftime("%Y-%m-%dT%H:%M:%SZ") if utc.year > 999 else None
