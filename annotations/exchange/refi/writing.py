"""Writing a REFI-QDA project."""

from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

import msgspec

from annotations.codebook import paths_of
from annotations.exchange import carried
from annotations.exchange.archive import packed
from annotations.exchange.export import Export, ExportedAnnotation, ExportedDocument
from annotations.exchange.refi.codebook import codes_of, label_code, own_of
from annotations.exchange.refi.xml import derived, encoded, guid_of, is_ours, safe
from annotations.model import Link, Tag
from annotations.text import shown_line

NAMESPACE: Final = "urn:QDA-XML:project:1.0"
VARIABLES: Final = {"source": "Text", "published": "Date", "byline": "Text", "outlet": "Text"}
"""What is told of a text in variables, with the standard's types."""
_HELD: Final = ("tags", "links", "created", "modified")
_LONGEST_NAME: Final = 80


def write(export: Export) -> bytes:
    """Return an export as a project, with the texts."""
    project = _Project(export)
    files = {"project.qde": encoded(project.element())}
    for document in export.documents:
        mark = "\ufeff" if document.text.startswith("\ufeff") else ""  # or else its own would be taken for one
        files[f"Sources/{guid_of(document.id)}.txt"] = f"{mark}{document.text}".encode()
    return packed(files)


class _Project:
    """A project on its way to XML: what its parts refer to is collected while they are made."""

    def __init__(self, export: Export) -> None:
        self._export = export
        self._users: dict[str, str] = {}
        self._notes = Element("Notes")
        self._links = Element("Links")
        self._codes = {path: guid_of(id) for id, path in paths_of(export.tags).items()}
        self._labels: dict[str, str] = {}
        self._selected = {a.id for d in export.documents for a in d.annotations if a.start is not None}

    def element(self) -> Element:
        """Return the project, its parts in the order of the standard."""
        export = self._export
        codes = codes_of(export.tags, self._remark)
        sources = Element("Sources")
        sources.extend([self._source(document) for document in export.documents])
        codes.extend([label_code(label) for label in self._labels])
        root = Element(
            "Project",
            {
                "xmlns": NAMESPACE,
                "name": "briefreader",
                "origin": safe(export.generator),
                "creationDateTime": export.exported,
            },
        )
        users = Element("Users")
        users.extend([Element("User", guid=id, name=safe(name)) for name, id in self._users.items()])
        book = Element("CodeBook")
        book.append(codes)
        variables = Element("Variables")
        variables.extend(
            [Element("Variable", guid=derived("variable", n), name=n, typeOfVariable=t) for n, t in VARIABLES.items()]
        )
        parts = (users, book if len(codes) else codes, variables, sources, self._notes, self._links)
        root.extend([part for part in parts if len(part)])
        return root

    def _remark(self, tag: Tag) -> str | None:
        own = own_of(tag)
        return self._note(guid_of(tag.id), carried.NAME, carried.written(own)) if own else None

    def _note(self, of: str, name: str, text: str) -> str:
        id = derived(f"note {name}", of)
        note = SubElement(self._notes, "Note", guid=id, name=name)
        SubElement(note, "PlainTextContent").text = safe(text)
        return id

    def _source(self, document: ExportedDocument) -> Element:
        id = guid_of(document.id)
        source = Element("TextSource", guid=id, name=safe(document.title), plainTextPath=f"internal://{id}.txt")
        held = {"sha256", *(name for name in ("title", *VARIABLES) if _fits(getattr(document, name)))}
        held |= {"id"} if is_ours(id) else set()
        unplaced = {a.id for a in document.annotations if a.start is None}
        for annotation in document.annotations:
            if annotation.start is not None and annotation.end is not None:
                source.append(self._selection(annotation, annotation.start, annotation.end, document.text))
        if own := carried.about(document, held, unplaced):
            SubElement(source, "NoteRef", targetGUID=self._note(id, carried.NAME, carried.written(own)))
        for name, kind in VARIABLES.items():
            if value := getattr(document, name):
                told = SubElement(source, "VariableValue")
                SubElement(told, "VariableRef", targetGUID=derived("variable", name))
                SubElement(told, f"{kind}Value").text = safe(value)
        return source

    def _selection(self, annotation: ExportedAnnotation, start: int, end: int, text: str) -> Element:
        id = guid_of(annotation.id)
        times = {"creationDateTime": annotation.created, "modifiedDateTime": annotation.modified}
        said = {
            "guid": id,
            "name": safe(shown_line(text[start:end][:_LONGEST_NAME])),
            "startPosition": str(start),
            "endPosition": str(end),
            **({"creatingUser": self._user(annotation.author)} if annotation.author else {}),
            **{name: time for name, time in times.items() if time},
        }
        selection = Element("PlainTextSelection", said)
        codes = [self._codes[tag] for tag in annotation.tags]
        if annotation.label:
            codes.append(self._labels.setdefault(annotation.label, derived("label", safe(annotation.label))))
        for code in codes:
            coding = SubElement(selection, "Coding", guid=derived(f"coding {code}", id))
            SubElement(coding, "CodeRef", targetGUID=code)
        if annotation.note:
            name = safe(shown_line(annotation.note[:_LONGEST_NAME]))
            note = self._note(id, "note", annotation.note)
            self._notes[-1].set("name", name)
            SubElement(selection, "NoteRef", targetGUID=note)
        if own := self._own(annotation, text):
            SubElement(selection, "NoteRef", targetGUID=self._note(id, carried.NAME, carried.written(own)))
        return selection

    def _own(self, annotation: ExportedAnnotation, text: str) -> dict[str, Any]:
        """Return what the standard has no place for, and link what it has a place for."""
        held = {*_HELD, *(name for name in ("note", "label", "author") if _fits(getattr(annotation, name)))}
        held |= {"id"} if is_ours(guid_of(annotation.id)) else set()
        own = carried.own_of(annotation, text, held)
        linked = [link for link in annotation.links if not self._link(annotation.id, link)]
        if linked:
            own["links"] = msgspec.to_builtins(linked)
        return own

    def _link(self, id: str, link: Link) -> bool:
        if link.to not in self._selected or not _fits(link.type):
            return False
        SubElement(
            self._links,
            "Link",
            guid=derived(f"link {link.type} {link.to}", id),
            name=link.type,
            direction="OneWay",
            originGUID=guid_of(id),
            targetGUID=guid_of(link.to),
        )
        return True

    def _user(self, name: str) -> str:
        return self._users.setdefault(name, derived("user", name))


def _fits(text: str | None) -> bool:
    return text is None or safe(text) == text
