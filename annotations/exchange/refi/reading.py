"""Reading a REFI-QDA project, ours and anybody's."""

from collections.abc import Iterator
from typing import Any, Final
from xml.etree.ElementTree import Element

import msgspec

from annotations.exchange import carried
from annotations.exchange.archive import unpacked
from annotations.exchange.export import ExportedAnnotation, ExportedDocument
from annotations.exchange.newlines import Folded
from annotations.exchange.refi.codebook import Code, is_label, read_codes, tags_of
from annotations.exchange.refi.writing import VARIABLES
from annotations.exchange.refi.xml import guid, id_of, is_ours, parsed, safe, time_of
from annotations.exchange.registry import Files, Imported, ImportRefused
from annotations.model import is_day
from annotations.text import shown_line

_INTERNAL: Final = "internal://"
_TEXTS: Final = {"TextSource": None, "PDFSource": "Representation", "PictureSource": "TextDescription"}
"""The sources that have a text, and the part of them that is it."""


def read(raw: bytes) -> Imported:
    """Return what a project holds. Raises ImportRefused."""
    files = unpacked(raw)
    name = next((name for name in files if name.lower().endswith(".qde")), None)
    if name is None:
        raise ImportRefused("is a ZIP file, but holds no project of REFI-QDA")
    return _Project(parsed(files[name], "Project"), files).imported()


class _Project:
    """A project that is read: its parts by their GUIDs."""

    def __init__(self, root: Element, files: Files) -> None:
        self._root = root
        self._files = {path.replace("\\", "/").rpartition("/")[2].lower(): raw for path, raw in files.items()}
        self._problems: list[str] = []
        self._users = {guid(user): user.get("name", "") for user in root.iterfind("Users/User")}
        self._notes = {guid(note): note for note in root.iterfind("Notes/Note")}
        self._variables = {guid(v): v.get("name", "") for v in root.iterfind("Variables/Variable")}
        book = root.find("CodeBook")
        self._codes: dict[str, Code] = read_codes(book, self._own, self._problems) if book is not None else {}
        self._links: dict[str, list[Element]] = {}
        for link in root.iterfind("Links/Link"):
            self._links.setdefault(guid(link, "originGUID"), []).append(link)
        self._ids: dict[str, str] = {}
        """The ids of passages, by their GUIDs."""

    def imported(self) -> Imported:
        """Return all that is sound of it."""
        for selection in self._root.iter("PlainTextSelection"):
            self._ids[guid(selection)] = str(self._own(selection).get("id") or id_of(guid(selection)))
        documents = [found for source in self._sources() if (found := self._document(*source))]
        return Imported(tuple(tags_of(self._codes)), tuple(documents), tuple(self._problems))

    def _sources(self) -> Iterator[tuple[Element, Element, str]]:
        """Yield each source, the part of it that is a text, and what it is called."""
        for source in self._root.iterfind("Sources/*"):
            name = shown_line(source.get("name", ""))
            inner = _TEXTS.get(source.tag, "")
            text = source if inner is None else source.find(inner) if inner else None
            if text is None:
                self._problems.append(f"the source {name}: it has no text ({shown_line(source.tag)})")
            else:
                yield source, text, name

    def _document(self, source: Element, text: Element, name: str) -> ExportedDocument | None:
        raw = self._text(text, name)
        if raw is None:
            return None
        folded = Folded.of(raw)
        own = self._own(source)
        held: dict[str, Any] = {"source": name, "title": name, **self._variables_of(source), "text": folded.text}
        found = [a for selection in text.iterfind("PlainTextSelection") if (a := self._annotation(selection, folded))]
        unplaced = own.pop("annotations", ())
        for lost in unplaced if isinstance(unplaced, list) else ():
            try:
                found.append(msgspec.convert(lost, ExportedAnnotation))
            except msgspec.ValidationError:
                self._problems.append(f"the source {name}: an annotation in its memo is damaged")
        if source.find("Coding") is not None:
            self._problems.append(f"the source {name}: what is said of the whole of it is left out")
        if not is_day(held.get("published") or ""):
            held.pop("published", None)
        for field in ("title", *VARIABLES):
            if isinstance(own.get(field), str) and safe(own[field]) == held.get(field):
                held[field] = own[field]
        held["id"] = id_of(guid(source)) if is_ours(guid(source)) or not own.get("id") else str(own["id"])
        return msgspec.structs.replace(carried.restored(ExportedDocument, own, held), annotations=tuple(found))

    def _text(self, element: Element, name: str) -> str | None:
        """Return the text of a source or memo; None, with a problem told, where there is none."""
        content = element.find("PlainTextContent")
        if content is not None:
            return content.text or ""
        path = element.get("plainTextPath", "")
        raw = self._files.get(path.removeprefix(_INTERNAL).lower()) if path.startswith(_INTERNAL) else None
        if raw is None:
            self._problems.append(f"the source {name}: its plain text is not in the file")
            return None
        try:
            return raw.decode("utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
        except UnicodeDecodeError as error:
            self._problems.append(f"the source {name}: its text is not UTF-8 (byte {error.start})")
            return None

    def _variables_of(self, source: Element) -> dict[str, str]:
        found = {}
        for value in source.iterfind("VariableValue"):
            ref = value.find("VariableRef")
            name = self._variables.get(guid(ref, "targetGUID"), "") if ref is not None else ""
            text = value.findtext(f"{VARIABLES[name]}Value") if name in VARIABLES else None
            if text:
                found[name] = text
        return found

    def _annotation(self, selection: Element, text: Folded) -> ExportedAnnotation | None:
        try:
            start, end = (text.place(int(selection.get(f"{name}Position", ""))) for name in ("start", "end"))
        except ValueError:
            start, end = 0, 0
        if not 0 <= start < end <= len(text.text):
            self._problems.append(f"the passage {shown_line(selection.get('name', ''))}: it has no place in its text")
            return None
        own = self._own(selection)
        ours = is_ours(guid(selection)) or "id" in own
        held = {
            "id": self._ids[guid(selection)],
            "note": self._note(selection),
            "author": self._users.get(guid(selection, "creatingUser"), ""),
            "created": time_of(selection, "creationDateTime"),
            "modified": time_of(selection, "modifiedDateTime"),
            "links": [*self._linked(selection), *carried.links(own.pop("links", ()))],
            **self._coded(selection),
        }
        for field in ("note", "author", "label"):
            if isinstance(own.get(field), str) and safe(own[field]) == held.get(field):
                held[field] = own[field]
        place = carried.placed(own if ours else {**own, "origin": "import"}, start, end, text.text)
        held |= {field: place.pop(field) for field in ("start", "end", "quote")}
        return carried.restored(ExportedAnnotation, place, held)

    def _coded(self, selection: Element) -> dict[str, Any]:
        tags, label = [], None
        for ref in selection.iterfind("Coding/CodeRef"):
            code = self._codes.get(guid(ref, "targetGUID"))
            if code is None:
                self._problems.append("a passage is coded with a code that is not there")
            elif is_label(guid(ref, "targetGUID"), code.name):
                label = code.name
            elif code.path not in tags:
                tags.append(code.path)
        return {"tags": tags, "label": label}

    def _linked(self, selection: Element) -> Iterator[dict[str, str]]:
        for link in self._links.get(guid(selection), ()):
            to = self._ids.get(guid(link, "targetGUID"))
            if to:
                yield {"type": link.get("name", "") or "link", "to": to}

    def _notes_of(self, element: Element) -> Iterator[Element]:
        for ref in (*element.iterfind("NoteRef"), *element.iterfind("Coding/NoteRef")):
            note = self._notes.get(guid(ref, "targetGUID"))
            if note is not None:
                yield note

    def _note(self, selection: Element) -> str:
        described = [selection.findtext("Description") or ""]
        notes = [note for note in self._notes_of(selection) if note.get("name") != carried.NAME]
        texts = [self._text(note, note.get("name", "")) or "" for note in notes]
        return "\n".join(filter(None, (*described, *texts)))

    def _own(self, element: Element) -> dict[str, Any]:
        """Return what is carried of ours at a passage, text or code."""
        for note in self._notes_of(element):
            if note.get("name") == carried.NAME:
                return carried.read(note.findtext("PlainTextContent") or "{}")
        return {}
