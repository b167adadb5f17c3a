"""The notes of an export, and how they take up what a reader wrote into those that are there."""

import hashlib
import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

from annotations.codebook import paths_of
from annotations.exchange.export import Export, ExportedAnnotation, ExportedDocument
from annotations.exchange.markdown import front_matter
from annotations.exchange.markdown.escaping import escaped, item
from annotations.exchange.markdown.front_matter import Front, tag_name
from annotations.exchange.naming import stems_of
from annotations.exchange.registry import Files
from annotations.exchange.standing import standing
from annotations.model import Link
from annotations.text import one_spaced, shown_line

BEGIN: Final = "<!-- briefreader: from here -->"
END: Final = "<!-- briefreader: to here it is written anew at each export; what you write before and after stays -->"
_BEGINS: Final = re.compile(rf"^{re.escape(BEGIN)}[ \t]*\r?$", re.MULTILINE)
_ENDS: Final = re.compile(rf"^{re.escape(END)}[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_USUAL: Final = ("accepted", "exact", "moved")
"""How an annotation stands where nothing need be said of it."""
_NOT_IN_BLOCK_ID: Final = re.compile(r"[^a-zA-Z0-9-]")
_NOT_IN_A_LINK: Final = re.compile(r"[][|#^\\]")
_NOT_IN_ITS_WORDS: Final = re.compile(r"[][|#^\\`*_~<>&$%=!]+")
_LONGEST_LINK: Final = 60


class _Note(NamedTuple):
    """A note that is there: its front matter, and what stands before and after our part."""

    path: str
    front: Front = Front()
    before: str = "\n"
    after: str = ""


class _Target(NamedTuple):
    """What a link leads to: the path of a note, and the words of the passage with that id."""

    path: str
    id: str
    words: str


_Targets = Mapping[str, _Target]
"""Annotations by their ids."""


def write_files(export: Export) -> Files:
    """Return a note for each document, named after its title."""
    return update_files(export, {})


def update_files(export: Export, here: Files) -> Files:
    """Return the notes as `write_files` does, with what a reader wrote into those that are `here`, at their paths."""
    notes = _known(here)
    new = [document for document in export.documents if document.id not in notes]
    stems = stems_of(new, map(_stem, here))
    notes |= {document.id: _Note(f"{stems[document.id]}.md") for document in new}
    targets = {
        a.id: _Target(notes[d.id].path, a.id, standing(a, d.text).words)
        for d in export.documents
        for a in d.annotations
    }
    book = frozenset(paths_of(export.tags).values())
    return {
        notes[document.id].path: _written(document, notes[document.id], book, targets).encode(
            "utf-8", "surrogateescape"
        )
        for document in export.documents
    }


def _known(here: Files) -> dict[str, _Note]:
    """Return the notes among files, by the ids of their documents."""
    notes: dict[str, _Note] = {}
    for path, content in here.items():
        text = content.decode("utf-8", "surrogateescape")
        front = front_matter.read(text)
        begins = _BEGINS.search(text, front.end)
        ends = _ENDS.search(text, begins.end()) if begins else None
        if front.id and begins and ends:
            notes.setdefault(front.id, _Note(path, front, text[front.end : begins.start()], text[ends.end() :]))
    return notes


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]


def _written(document: ExportedDocument, note: _Note, book: Collection[str], targets: _Targets) -> str:
    about = " · ".join(escaped(told) for told in (document.byline, document.outlet, document.published) if told)
    parts = [f"# {escaped(document.title) or escaped(document.source) or 'Untitled'}", about, _source(document.source)]
    for annotation in document.annotations:
        parts += _passage(annotation, document.text, note.path, targets)
    body = "\n\n".join((BEGIN, *filter(None, parts), END))
    return f"{front_matter.write(document, book, note.front)}{note.before}{body}\n{note.after}"


def _source(source: str) -> str:
    """Return where a document is from, to be followed where it is on the web."""
    return f"<{source}>" if re.fullmatch(r"https?://[!-;=?-~]+", source) else escaped(source)


def _passage(annotation: ExportedAnnotation, text: str, path: str, targets: _Targets) -> Iterator[str]:
    """Yield the blocks of an annotation: its words, what links to it lead to, and what is said of it."""
    words, how, others = standing(annotation, text)
    yield "\n".join(f"> {escaped(line)}".rstrip() for line in words.split("\n"))
    yield f"^{_block(annotation.id)}"
    said = " · ".join(filter(None, (" ".join(map(_tag, annotation.tags)), *_told(annotation))))
    items = [f"- {how}: “{escaped(one_spaced(others))}”" if how else ""]
    items += [f"- {said}" if said else "", item(annotation.note) if annotation.note.strip() else ""]
    items += [f"- {escaped(link.type)}: {_link(link, path, targets)}" for link in annotation.links]
    yield "\n".join(filter(None, items))


def _tag(path: str) -> str:
    return f"#{path}" if tag_name(path) == path == escaped(path) else f"**{escaped(path)}**"


def _told(annotation: ExportedAnnotation) -> Iterator[str]:
    yield escaped(annotation.label or "")
    yield from (word for word in (annotation.status, annotation.placement) if word not in _USUAL)
    for field in ("confidence", "reliability", "credibility"):
        if value := getattr(annotation, field):
            yield f"{field} {value}"


def _block(id: str) -> str:
    """Return the name of a block, which has only ASCII letters, digits and hyphens."""
    name = _NOT_IN_BLOCK_ID.sub("-", id)
    return name if name == id else f"{name}-{hashlib.sha256(id.encode()).hexdigest()[:8]}"


def _link(link: Link, path: str, targets: _Targets) -> str:
    """Return a link as Obsidian writes it, to the name of a note and that of a block in it."""
    if link.to not in targets:
        return "a passage that is not among these notes"
    target = targets[link.to]
    words = " ".join(_NOT_IN_ITS_WORDS.sub(" ", shown_line(target.words)).split()) or "…"
    words = words if len(words) <= _LONGEST_LINK else f"{words[: _LONGEST_LINK - 1]}…"
    name = "" if target.path == path else _stem(target.path)
    return f"“{words}”" if _NOT_IN_A_LINK.search(name) else f"[[{name}#^{_block(target.id)}|{words}]]"
