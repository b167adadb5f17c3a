"""STIX 2.1: a report for each document, a note for each annotation; written only.

What is accepted as the name of a person, a body or a people becomes an identity, which its note refers to; all other
notes refer to their report. Ids are made from what they stand for, so the same export is the same bundle.
What STIX has no place for stands in an extension of the notes (OASIS, STIX 2.1, 7.3).
"""

import re
import uuid
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

import msgspec

from annotations.exchange import carried
from annotations.exchange.export import Export, ExportedAnnotation, ExportedDocument
from annotations.exchange.naming import ascii_name
from annotations.exchange.registry import Format, register
from annotations.exchange.standing import now_of, standing
from annotations.model import Confidence, Credibility, Status
from annotations.text import escaped_json, one_spaced, shown, shown_line

_SPACE: Final = uuid.UUID("9b0f3d0e-3f0f-5f0a-9c55-6d9a1f5e0c21")
_SINCE: Final = "2026-01-01T00:00:00.000Z"
"""When the program's own objects, the same in every bundle, were made."""
_IDENTITIES: Final = {"PERSON": "individual", "ORG": "organization", "NORP": "group"}
_CONFIDENCE: Final[dict[Confidence, int]] = {"low": 15, "moderate": 50, "high": 85}
"""STIX 2.1, appendix A: None, Low, Med, High."""
_CREDIBILITY: Final[dict[Credibility, int]] = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10}
"""STIX 2.1, appendix A: Admiralty credibility; 6, which cannot be judged, has no number."""
_WEB: Final = re.compile(r"https?://[^/?#@\s\[\]]+([/?][^#\s]*)?(#[^#\s]*)?")
_FORM: Final = re.compile(rb'(?<!\\)"type"\s*:\s*"bundle"')
_NOT_ENCODED: Final = re.compile("%(?![0-9a-fA-F]{2})")
_REGISTERS: Final = ("cve", "capec")
"""Names of sources that the standard keeps for entries of those registers."""
_JUDGED: Final[dict[Status, str]] = {
    "rejected": "rejected: this mark was judged wrong",
    "suggested": "suggested: nobody has judged this mark",
}
_GONE: Final = "gone: these words are no longer in the text"
_HELD: Final = ("id", "tags", "note", "author", "created", "modified", "links")

_Object = dict[str, Any]


def write(export: Export) -> bytes:
    """Return an export as a bundle."""
    objects = {made["id"]: made for made in _Bundle(export).objects()}
    bundle = {
        "type": "bundle",
        "id": _id("bundle", *sorted(f"{id} {made['modified']}" for id, made in objects.items())),
        "objects": list(objects.values()),
    }
    return escaped_json(msgspec.json.format(msgspec.json.encode(bundle), indent=2)) + b"\n"


class _Bundle:
    def __init__(self, export: Export) -> None:
        self._export = export
        self._here = {a.id for document in export.documents for a in document.annotations}
        self._tool = _id("identity", "briefreader")
        self._extension = _id("extension-definition", "briefreader")

    def objects(self) -> Iterator[_Object]:
        """Yield the objects; what several refer to more than once."""
        yield _made("identity", self._tool, _SINCE, name="briefreader", identity_class="system")
        yield _made(
            "extension-definition",
            self._extension,
            _SINCE,
            created_by_ref=self._tool,
            name="briefreader annotation",
            description="Where an annotation stands in its text, in code points, and what STIX has no property for.",
            schema="The fields of an annotation in the JSON Schema that `briefreader export --schema` prints.",
            version="1.0.0",
            extension_types=["property-extension"],
        )
        for document in self._export.documents:
            yield from self._document(document)

    def _document(self, document: ExportedDocument) -> Iterator[_Object]:
        report = _id("report", document.id)
        refs: list[str] = []
        for annotation in document.annotations:
            for made in self._annotation(annotation, document, report):
                yield made
                refs.append(made["id"])
        times = [t for a in document.annotations for t in (a.created, a.modified) if t] or [self._export.exported]
        published = f"{document.published}T00:00:00.000Z" if document.published else _time(min(times))
        yield _made(
            "report",
            report,
            _time(min(times)),
            _time(max(times)),
            created_by_ref=self._tool,
            name=shown_line(document.title or document.source or "Untitled"),
            published=published,
            object_refs=list(dict.fromkeys(refs)) or [self._tool],
            external_references=[_reference(document)] if document.source else None,
        )

    def _annotation(self, annotation: ExportedAnnotation, document: ExportedDocument, report: str) -> Iterator[_Object]:
        created, modified = _times(annotation, self._export)
        note = _id("note", annotation.id)
        words, how, others = standing(annotation, document.text)
        thing = _thing(annotation, words, self._tool)
        if thing:
            yield thing
        other = f"{how}: “{shown(others)}”" if how else _GONE if annotation.placement == "orphan" else ""
        parts = f"“{shown(words)}”", other, _JUDGED.get(annotation.status), shown(annotation.note)
        told = {
            "abstract": shown_line(words[:200]),
            "content": "\n\n".join(filter(None, parts)),
            "authors": [shown_line(annotation.author)] if annotation.author else None,
            "labels": [shown_line(tag) for tag in annotation.tags] or None,
            "confidence": _confidence(annotation),
            "object_refs": [thing["id"] if thing else report],
            "extensions": {self._extension: {"extension_type": "property-extension", **_own(annotation, document)}},
        }
        yield _made("note", note, created, modified, created_by_ref=self._tool, **told)
        for link in annotation.links:
            if link.to in self._here:
                yield _made(
                    "relationship",
                    _id("relationship", annotation.id, link.type, link.to),
                    modified,
                    created_by_ref=self._tool,
                    relationship_type=ascii_name(link.type).lower().replace("_", "-") or "related-to",
                    source_ref=note,
                    target_ref=_id("note", link.to),
                    description=shown_line(link.type),
                )


def _own(annotation: ExportedAnnotation, document: ExportedDocument) -> Mapping[str, Any]:
    """Return what STIX has no place for, with the place, which is always told."""
    own = {"annotation": annotation.id, "document": document.id, **carried.own_of(annotation, document.text, _HELD)}
    own |= {"start": annotation.start, "end": annotation.end, "quote": annotation.quote}
    own |= {"now": now_of(annotation, document.text)}
    return {name: value for name, value in own.items() if value is not None}


def _thing(annotation: ExportedAnnotation, words: str, by: str) -> _Object | None:
    """Return what the annotation names, where STIX has objects for such; rejected and unjudged marks name nothing."""
    name = shown_line(one_spaced(words))
    if annotation.status != "accepted" or not name:
        return None
    if annotation.label in _IDENTITIES:
        kind = _IDENTITIES[annotation.label]
        id = _id("identity", kind, name)
        return _made("identity", id, _SINCE, created_by_ref=by, name=name, identity_class=kind)
    return None


def _confidence(annotation: ExportedAnnotation) -> int | None:
    """Return how sure the reader is, or else how credible what is said is, from 0 to 100."""
    if annotation.confidence:
        return _CONFIDENCE[annotation.confidence]
    return _CREDIBILITY.get(annotation.credibility or 6)


def _reference(document: ExportedDocument) -> _Object:
    name = shown_line(document.outlet or document.title or document.source)
    source = shown_line(document.source)
    reference = {"source_name": name.upper() if name in _REGISTERS else name}
    if _WEB.fullmatch(source):
        reference["url"] = _NOT_ENCODED.sub("%25", quote(source, safe="/?#:@!$&'()*+,;=%~"))
    if reference.get("url") != source:
        reference["description"] = source
    return reference


def _times(annotation: ExportedAnnotation, export: Export) -> tuple[str, str]:
    created = _time(annotation.created or annotation.modified or export.exported)
    return created, max(created, _time(annotation.modified or created))


def _time(time: str) -> str:
    return time if "." in time else f"{time.removesuffix('Z')}.000Z"


def _made(kind: str, id: str, created: str, modified: str | None = None, **said: Any) -> _Object:
    told = {name: value for name, value in said.items() if value is not None}
    return {"type": kind, "spec_version": "2.1", "id": id, "created": created, "modified": modified or created, **told}


def _id(kind: str, *of: str) -> str:
    return f"{kind}--{uuid.uuid5(_SPACE, chr(0).join((kind, *of)))}"


register(
    Format(
        name="stix",
        title="a STIX 2.1 bundle of notes and reports",
        suffix=".stix.json",
        write=write,
        recognizes=lambda start: bool(
            start.lstrip().startswith(b"{") and b'"bundle--' in start and _FORM.search(start)
        ),
        loses="texts, code book, links to annotations that are not exported; it cannot be read back",
        changed="a note has the words that stand there, and below what they were; of a guess what was marked first; of "
        "words that are gone it says so; its `modified` is when the annotation was changed, not when the text was",
    )
)
