"""Annotations as notes to read: a Markdown file for each document, its passages quoted in the order of the text."""

import re
from typing import Final

from annotations.exchange.export import Export, ExportedAnnotation, ExportedDocument
from annotations.exchange.naming import stems_of
from annotations.exchange.registry import Files, Format, register
from annotations.text import shown, shown_line

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#|~&!])")
_OPENING: Final = re.compile(r"^(\s*\d*)([-+=.)])")
"""What begins a list or a rule at the start of a line."""
_USUAL: Final = ("accepted", "exact", "moved")
"""How an annotation stands where nothing need be said of it."""


def write_files(export: Export) -> Files:
    """Return a file for each document, named after its title."""
    files: dict[str, bytes] = {}
    stems = stems_of(export.documents)
    for document in export.documents:
        files[f"{stems[document.id]}.md"] = _page(document).encode("utf-8")
    return files


def _page(document: ExportedDocument) -> str:
    about = " · ".join(_escaped(told) for told in (document.byline, document.outlet, document.published) if told)
    parts = [f"# {_escaped(document.title or document.source or 'Untitled')}", about, _escaped(document.source)]
    parts += [_passage(annotation) for annotation in document.annotations]
    return "\n\n".join(part for part in parts if part) + "\n"


def _passage(annotation: ExportedAnnotation) -> str:
    quoted = "\n".join(f"> {_escaped(line)}" for line in annotation.quote.split("\n"))
    said = [*(f"**{_escaped(tag)}**" for tag in annotation.tags), _escaped(annotation.label or "")]
    said += [f"({word})" for word in (annotation.status, annotation.placement) if word not in _USUAL]
    note = "\n".join(_escaped(line) for line in shown(annotation.note).split("\n"))
    return "\n\n".join(part for part in (quoted, " ".join(filter(None, said)), note) if part)


def _escaped(text: str) -> str:
    """Return a line of text that Markdown shows as it is."""
    line = _SPECIAL.sub(r"\\\1", shown_line(text))
    return _OPENING.sub(r"\1\\\2", line)


register(
    Format(
        name="markdown",
        title="notes to read, a file for each document",
        suffix=".md",
        write_files=write_files,
        loses="texts, places, links, code book",
    )
)
