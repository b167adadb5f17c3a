"""Reading brat standoff, ours and anybody's."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from annotations.exchange import carried
from annotations.exchange.archive import unpacked
from annotations.exchange.brat.names import ALSO, ATTRIBUTES, MARKED, NOTE, SIDECAR, one_line
from annotations.exchange.export import ExportedAnnotation, ExportedDocument
from annotations.exchange.newlines import Folded
from annotations.exchange.placing import Told, agree, settled
from annotations.exchange.registry import Files, Imported, ImportRefused
from annotations.marks import LABELS
from annotations.model import Tag

_MARK: Final = re.compile(
    r"(T[^\t]{1,40})\t(\S{1,200}) (\d{1,10} \d{1,10}(?:;\d{1,10} \d{1,10})*)(?:\t(.*))?", re.ASCII
)
_RELATION: Final = re.compile(r"(R[^\t]{1,40})\t(\S{1,200}) [^ :]+:(\S+) [^ :]+:(\S+)\s*")
_EVENT: Final = re.compile(r"(E[^\t]{1,40})\t([^\s:]{1,200}):(\S+)((?: [^\s:]+:\S+)*)\s*")
_ATTRIBUTE: Final = re.compile(r"[AM][^\t]*\t(\S{1,200}) (\S+)(?: (\S+))?\s*")
_REFERENCE: Final = re.compile(r"N[^\t]*\t\S+ (\S+) (\S+)\t?(.*)")
_SAME: Final = re.compile(r"\*\t(\S+)((?: \S+)+)\s*")
_SAID: Final = re.compile(r"#[^\t]*\t(\S+) ([^\t]+)\t(.*)")
_SAME_AS: Final = "same as"
_CONTINUED: Final = "continues"


def read(raw: bytes) -> Imported:
    """Return what a ZIP file of brat standoff holds. Raises ImportRefused."""
    return read_files(unpacked(raw))


def read_files(files: Files) -> Imported:
    """Return what a folder of brat standoff holds. Raises ImportRefused where there is no .ann beside a .txt."""
    problems: list[str] = []
    documents: list[ExportedDocument] = []
    tags: dict[str, Tag] = {}
    for path in files:
        stem = path.removesuffix(".ann")
        if stem == path:
            continue
        if f"{stem}.txt" not in files:
            problems.append(f"{path}: there is no {stem}.txt beside it")
            continue
        try:
            text, ann = (files[f"{stem}{suffix}"].decode("utf-8") for suffix in (".txt", ".ann"))
        except UnicodeDecodeError as error:
            problems.append(f"{path}: it or its text is not UTF-8 (byte {error.start})")
            continue
        own = carried.read(files.get(f"{stem}{SIDECAR}", b"{}").decode("utf-8", "replace"))
        tags |= {tag.id: tag for tag in _tags(own.get("tags"))}
        documents.append(_Standoff(stem, text, ann, own, problems).document())
    if not documents:
        raise ImportRefused("; ".join(problems[:3]) or "holds no .ann file of brat beside its .txt")
    return Imported(tuple(tags.values()), tuple(documents), tuple(problems))


def _tags(own: object) -> Iterator[Tag]:
    try:
        yield from msgspec.convert(own or (), tuple[Tag, ...])
    except msgspec.ValidationError:
        return


class _Standoff:
    """One document; `own` is what its file of our own data says."""

    def __init__(self, stem: str, text: str, ann: str, own: Mapping[str, Any], problems: list[str]) -> None:
        self._stem = stem
        self._raw = text
        self._text = Folded.of(text)
        self._about = own.get("document") if isinstance(own.get("document"), dict) else {}
        types = own.get("types")
        self._words = {str(name): str(word) for word, name in types.items()} if isinstance(types, dict) else {}
        self._problems = problems
        self._marks: dict[str, list[tuple[int, int]]] = {}
        """The spans of each mark; one for most, more for those in fragments that are apart."""
        self._fields: dict[str, dict[str, Any]] = {}
        self._own: dict[str, dict[str, Any]] = {}
        self._targets: dict[str, str] = {}
        """The mark that an event stands for."""
        self._links: list[tuple[str, str, str, str]] = []
        """Relations: id, what it is called, from, to."""
        self._read(ann.split("\n"))

    def document(self) -> ExportedDocument:
        """Return the document with its annotations, and those of ours that brat has no place for."""
        about = dict(self._about or {})
        kept = about.pop("annotations", ())
        about.setdefault("id", "")
        about.setdefault("source", f"{self._stem}.txt")
        about.setdefault("title", self._stem.rpartition("/")[2])
        found = [annotation for name in self._marks for annotation in self._annotations(name)]
        for own in kept if isinstance(kept, list) else ():
            try:
                found.append(msgspec.convert(own, ExportedAnnotation))
            except msgspec.ValidationError:
                self._problems.append(f"{self._stem}{SIDECAR}: an annotation in it is damaged")
        about.pop("sha256", None)
        held = {"text": self._text.text, "annotations": tuple(found)}
        bare = {"id": "", "source": f"{self._stem}.txt"}
        try:
            return msgspec.convert({**about, **held}, ExportedDocument, from_attributes=True)
        except msgspec.ValidationError:
            return msgspec.convert({**bare, **held}, ExportedDocument, from_attributes=True)

    def _read(self, lines: list[str]) -> None:
        rest = []
        for number, line in enumerate(lines, 1):
            if match := _MARK.fullmatch(line.rstrip("\r")):
                self._mark(number, match)
            elif line.strip():
                rest.append((number, line.rstrip("\r")))
        later = [(number, line) for number, line in rest if not line.startswith("E") or not self._event(line)]
        for number, line in later:
            if not self._said(line):
                self._problems.append(
                    f"{self._stem}.ann: line {number} is not understood, or of a mark that is not there"
                )

    def _mark(self, number: int, match: re.Match[str]) -> None:
        spans = [(int(start), int(end)) for start, end in (part.split(" ") for part in match[3].split(";"))]
        words = match[4] or ""
        text = self._text.text
        places = [(self._text.place(start), self._text.place(end)) for start, end in spans]
        if words and not agree(text, places, words) and agree(text, spans, words):
            places = spans  # counted with each CR LF as one
        told = Told(spans[0][0], spans[-1][1], words)
        held = settled(text, places, told, f"{self._stem}.ann: line {number}", self._problems)
        if held is None:
            return
        joined = [held[0]]
        for start, end in held[1:]:
            before = joined[-1]
            if start >= before[1] and not text[before[1] : start].strip():
                joined[-1] = before[0], end
            else:
                joined.append((start, end))
        self._marks[match[1]] = [(start, end) for start, end in joined if start < end]
        self._fields[match[1]] = {"tags": [], "note": "", "type": match[2]}

    def _event(self, line: str) -> bool:
        match = _EVENT.fullmatch(line)
        if not match or match[3] not in self._marks:
            return False
        self._targets[match[1]] = match[3]
        for argument in match[4].split():
            role, _, to = argument.partition(":")
            self._links.append((match[1], role, match[1], to))
        return True

    def _said(self, line: str) -> bool:
        if match := _RELATION.fullmatch(line):
            self._links.append((match[1], match[2], match[3], match[4]))
            return True
        if match := _SAME.fullmatch(line):
            first, *others = match[2].split()
            self._links += (("*", _SAME_AS, first, other) for other in others)
            return True
        if match := _SAID.fullmatch(line):
            return self._note(match[1], match[2], match[3])
        if match := _ATTRIBUTE.fullmatch(line):
            return self._attribute(match[1], match[2], match[3])
        if match := _REFERENCE.fullmatch(line):
            return self._note(NOTE, match[1], f"{match[2]} {match[3]}".strip())
        return False

    def _note(self, kind: str, of: str, said: str) -> bool:
        name = self._targets.get(of, of)
        if kind == carried.NAME:
            self._own[name] = carried.read(said)
        elif name in self._fields:
            fields = self._fields[name]
            fields["note"] = f"{fields['note']}\n{said}".strip()
        return name in self._fields or of.startswith("R")

    def _attribute(self, kind: str, of: str, value: str | None) -> bool:
        fields = self._fields.get(self._targets.get(of, of))
        if fields is None:
            return False
        if value in ATTRIBUTES.get(kind, ()):
            fields[kind] = value
        elif kind.startswith(ALSO):
            fields["tags"].append(self._word(kind.removeprefix(ALSO)))
        else:
            fields["tags"].append(kind if value is None else f"{kind}/{value}")
        return True

    def _word(self, type_: str) -> str:
        return self._words.get(type_, type_)

    def _annotations(self, name: str) -> Iterator[ExportedAnnotation]:
        """Yield the annotation of a mark; or one for each fragment, linked, where words lie between them."""
        fields, own = dict(self._fields[name]), self._own.get(name)
        word = self._word(fields.pop("type"))
        bare = word in LABELS if own is None else own.get("tags") == [] and own.get("label") == word
        if bare:
            fields["label"] = word
        elif word != MARKED:
            fields["tags"] = [word, *fields["tags"]]
        kept = dict(own) if own is not None else {"origin": "import"}
        if one_line(str(kept.get("note", ""))) == fields["note"]:
            fields.pop("note")
        links = [self._link(*relation) for relation in self._links if self._from(relation[2]) == name]
        links += carried.links(kept.pop("links", ()))
        text = self._text.text
        for number, (start, end) in enumerate(self._marks[name]):
            held = {**fields, "id": self._id(name, number), "links": links}
            if number:
                held["links"] = [{"type": _CONTINUED, "to": self._id(name, number - 1)}]
            place = carried.placed(kept, start, end, text)
            held |= {field: place.pop(field) for field in ("start", "end", "quote")}
            yield carried.restored(ExportedAnnotation, place, held)

    def _link(self, id: str, kind: str, _: str, to: str) -> dict[str, str]:
        own = self._own.get(id, {}).get("type")
        return {"type": str(own or kind.replace("_", " ")), "to": self._id(self._from(to), 0)}

    def _from(self, name: str) -> str:
        return self._targets.get(name, name)

    def _id(self, name: str, number: int) -> str:
        """Return the id of an annotation: ours, or one that is the same whenever the same file is read."""
        own = self._own.get(name, {}).get("id")
        if own and not number:
            return str(own)
        return hashlib.sha256(f"{self._stem}\0{name}\0{number}\0{self._raw}".encode()).hexdigest()[:16]
