"""The properties at the head of a note: YAML whose strings are JSON's, which is YAML too."""

import json
import re
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from annotations.exchange.export import ExportedDocument
from annotations.model import is_day
from annotations.text import shown_line

ID: Final = "id"
_TOLD: Final = ("title", "byline", "outlet", "source", "published")
_OURS: Final = (*_TOLD, "tags", ID)
_FRONT: Final = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_PROPERTY: Final = re.compile(r"([^\s#:-][^:\n]*):")
_NOT_YAML: Final = re.compile("[\ufeff\ufffe\uffff]")
_NOT_A_TAG: Final = re.compile(r"[^\w/-]+")


class Front(NamedTuple):
    """What the front matter of a note that is there says."""

    id: str = ""
    tags: tuple[str, ...] = ()
    own: str = ""
    """The lines of properties that are not ours."""
    end: int = 0
    """Where the note itself begins."""


def read(note: str) -> Front:
    """Return the front matter of a note; that of one without has no id."""
    match = _FRONT.match(note)
    if not match:
        return Front()
    properties = list(_properties(match[1]))
    ours = {name: lines.partition(":")[2] for name, lines in properties if name in _OURS}
    own = "".join(lines for name, lines in properties if name not in _OURS)
    return Front(_bare(ours.get(ID, "")), tuple(_listed(ours.get("tags", ""))), own, match.end())


def write(document: ExportedDocument, book: Collection[str], before: Front) -> str:
    """Return the front matter of a document's note.

    Of the one `before`, the tags stay that are none of the code book's, whose tags as they are written are `book`.
    """
    told = [f"{name}: {_value(value)}\n" for name in _TOLD if (value := getattr(document, name))]
    used = {tag for annotation in document.annotations for tag in annotation.tags}
    ours = {tag_name(tag) for tag in (*book, *used)}
    tags = [*sorted({tag_name(tag) for tag in used}), *(tag for tag in before.tags if tag not in ours)]
    listed = ["tags:\n", *(f"  - {_value(tag)}\n" for tag in tags)] if tags else []
    return "".join(("---\n", *told, *listed, f"{ID}: {_value(document.id)}\n", before.own, "---\n"))


def tag_name(path: str) -> str:
    """Return a tag as Obsidian writes it: no spaces, and more than digits."""
    tag = _NOT_A_TAG.sub("-", path).strip("-") or "tag"
    return f"tag-{tag}" if tag.replace("/", "").isdigit() else tag


def _value(text: str) -> str:
    if is_day(text):
        return text
    return json.dumps(_NOT_YAML.sub("\N{REPLACEMENT CHARACTER}", shown_line(text)), ensure_ascii=False)


def _properties(front: str) -> Iterator[tuple[str, str]]:
    """Yield each property's name and lines; comments before the first have no name."""
    name, lines = "", ""
    for line in re.split(r"(?<=\n)", front):
        if match := _PROPERTY.match(line):
            yield name, lines
            name, lines = _bare(match[1]), ""
        lines += line
    yield name, lines


def _listed(value: str) -> Iterator[str]:
    """Yield the tags of a list, in either of the two ways that YAML writes one."""
    for part in re.split(r"[\n,\[\]]", value):
        if tag := _bare(part.strip().removeprefix("- ")).lstrip("#"):
            yield tag


def _bare(value: str) -> str:
    return value.strip().strip("\"'").strip()
