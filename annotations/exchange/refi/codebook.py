"""The code book of REFI-QDA: alone in a .qdc file, or part of a project."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

import msgspec
from msgspec.structs import replace

from annotations.exchange.export import Export
from annotations.exchange.refi.xml import derived, encoded, guid, guid_of, id_of, is_ours, parsed, safe
from annotations.exchange.registry import Imported
from annotations.model import Tag, Value
from annotations.text import clean, shown, shown_line

NAMESPACE: Final = "urn:QDA-XML:codebook:1.0"
_RGB: Final = re.compile(r"#[0-9a-fA-F]{6}")
_DEEPEST: Final = 20


class Code(Value, frozen=True, kw_only=True):
    """A code that was read: the tag it is, as it is written, and the name it has in the file."""

    tag: Tag
    path: str
    name: str


def write(export: Export) -> bytes:
    """Return the code book of an export."""
    root = Element("CodeBook", {"xmlns": NAMESPACE, "origin": safe(export.generator)})
    root.append(codes_of(export.tags, lambda _: None))
    return encoded(root)


def lost(export: Export) -> tuple[str, ...]:
    """Return what of an export is not written: all its annotations."""
    count = sum(len(document.annotations) for document in export.documents)
    return (f"{count} annotation{'s' * (count != 1)} left out: it is the code book alone",) if count else ()


def read(raw: bytes) -> Imported:
    """Return the tags of a code book, the outermost on the keys 1 to 9: it knows none. Raises ImportRefused."""
    problems: list[str] = []
    codes = read_codes(parsed(raw, "CodeBook"), lambda _: {}, problems)
    keys = iter("123456789")
    tags = (code.tag for code in codes.values())
    return Imported(
        tuple(tag if tag.parent else replace(tag, key=next(keys, None)) for tag in tags), (), tuple(problems)
    )


def codes_of(tags: tuple[Tag, ...], remark: Callable[[Tag], str | None]) -> Element:
    """Return the codes that tags are; `remark` gives the GUID of the memo of a tag, if it has one."""
    codes = Element("Codes")
    made: dict[str, Element] = {}
    known = {tag.id for tag in tags}
    waiting = list(tags)
    while waiting:
        ready = [tag for tag in waiting if tag.parent in made or tag.parent not in known]
        if not ready:
            break
        for tag in ready:
            code = made[tag.id] = SubElement(made.get(tag.parent or "", codes), "Code", _said(tag))
            if tag.description:
                SubElement(code, "Description").text = safe(tag.description)
            if noted := remark(tag):
                SubElement(code, "NoteRef", targetGUID=noted)
        waiting = [tag for tag in waiting if tag.id not in made]
    return codes


def _said(tag: Tag) -> dict[str, str]:
    said = {"guid": guid_of(tag.id), "name": safe(tag.name), "isCodable": "true"}
    return said | ({"color": tag.colour} if _RGB.fullmatch(tag.colour) else {})


def label_code(label: str) -> Element:
    """Return the code that stands for the label of a machine's mark."""
    return Element("Code", {"guid": derived("label", safe(label)), "name": safe(label), "isCodable": "true"})


def own_of(tag: Tag) -> dict[str, Any]:
    """Return what a code cannot hold of a tag."""
    own = {"id": tag.id} if not is_ours(guid_of(tag.id)) else {}
    own |= {"key": tag.key} if tag.key else {}
    own |= {"colour": tag.colour} if tag.colour and not _RGB.fullmatch(tag.colour) else {}
    return own | {name: getattr(tag, name) for name in ("name", "description") if _changed(getattr(tag, name))}


def _changed(text: str) -> bool:
    return safe(text) != text


def read_codes(root: Element, own: Callable[[Element], dict[str, Any]], problems: list[str]) -> dict[str, Code]:
    """Return the codes below an element by their GUIDs, outer ones first; `own` gives what their memos carry."""
    found: dict[str, Code] = {}
    waiting = [(code, None) for codes in root.findall("Codes") for code in codes.findall("Code")]
    inner: list[tuple[Element, Code | None]] = list(waiting)
    while inner:
        code, outer = inner.pop(0)
        read_code = _code(code, outer, own(code))
        if guid(code):
            found.setdefault(guid(code), read_code)
        if not is_label(guid(code), read_code.name):
            problems += _not_kept(code, read_code.tag)
        if read_code.path.count("/") < _DEEPEST:
            inner = [*((child, read_code) for child in code.findall("Code")), *inner]
    return found


def _code(code: Element, outer: Code | None, own: dict[str, Any]) -> Code:
    name = " ".join(shown_line(code.get("name", "")).split()).replace("/", "-") or "code"
    told = {
        "id": id_of(guid(code)),
        "name": name,
        "parent": outer.tag.id if outer else None,
        "description": shown(clean(code.findtext("Description") or "")),
        "colour": code.get("color", ""),
    }
    try:
        tag = msgspec.convert({**told, **own, "parent": told["parent"]}, Tag)
    except msgspec.ValidationError:
        tag = msgspec.convert(told, Tag)
    path = f"{outer.path}/{tag.name}" if outer else tag.name
    return Code(tag=tag, path=path, name=code.get("name", ""))


def _not_kept(code: Element, tag: Tag) -> Iterator[str]:
    """Yield what a tag cannot hold of a code, a line each."""
    named = shown_line(code.get("name", ""))
    if not guid(code):
        yield f"the code “{named}”: it has no GUID: it is left out"
    elif safe(tag.name) != code.get("name", ""):
        yield f"the code “{named}”: the tag is “{tag.name}”, for a “/” would put it inside another"
    if code.get("isCodable") in ("false", "0"):
        yield f"the code “{named}”: nothing was to be coded with it (isCodable); here a passage can bear any tag"


def is_label(code_guid: str, name: str) -> bool:
    """Whether a code stands for a label of ours."""
    return code_guid == derived("label", name)


def tags_of(codes: dict[str, Code]) -> Iterator[Tag]:
    """Yield the tags that codes are, but for those that stand for labels."""
    return (code.tag for code_guid, code in codes.items() if not is_label(code_guid, code.name))
