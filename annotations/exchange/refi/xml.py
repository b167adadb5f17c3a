"""XML as REFI-QDA needs it: read without document types, entities and network, and identified by GUIDs."""

import datetime
import re
import uuid
from typing import Final, NoReturn
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from annotations.exchange.registry import ImportRefused

_SPACE: Final = uuid.UUID("6d0ee4a4-5a0c-5c3b-8f0e-2b0c6d1f6a51")
_OURS: Final = "-b21e-f4eade400001"
"""Ends a GUID that begins with one of our own ids."""
_OWN_ID: Final = re.compile(r"[0-9a-f]{16}")
_GUID_AS_ID: Final = re.compile(r"[0-9a-f]{32}")
_GUID: Final = re.compile(r"\{?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\}?")
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _NoDocumentType(ET.TreeBuilder):
    def doctype(self, name: str, pubid: str | None, system: str | None) -> NoReturn:  # noqa: ARG002 - as it is called
        raise ImportRefused("has a document type, which is not read")


def parsed(raw: bytes, root: str) -> Element:
    """Return the root of an XML document, names without their namespace. Raises ImportRefused."""
    parser = ET.XMLParser(target=_NoDocumentType())  # noqa: S314 - see above
    try:
        parser.feed(raw)
        found: Element = parser.close()
    except (ET.ParseError, ValueError, LookupError) as error:
        raise ImportRefused(f"is no sound XML: {error}") from error
    for element in found.iter():
        element.tag = str(element.tag).rpartition("}")[2]
    if found.tag != root:
        raise ImportRefused(f"is XML, but no {root} of REFI-QDA")
    return found


def encoded(root: Element) -> bytes:
    """Return an XML document, indented where there is no text."""
    ET.indent(root)
    out: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return out + b"\n"


def safe(text: str) -> str:
    """Return text with what XML cannot hold replaced, one for one."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def guid_of(id: str) -> str:
    """Return the GUID of something of ours, or the one that it came with from another program.

    `id_of` gives the id back of either; of other ids the GUID is the same each time.
    """
    if _OWN_ID.fullmatch(id):
        return f"{id[:8]}-{id[8:12]}-{id[12:]}{_OURS}"
    if _GUID_AS_ID.fullmatch(id):
        return str(uuid.UUID(id))
    return derived("id", id)


def derived(kind: str, of: str) -> str:
    """Return the GUID of what belongs to something: the same one each time."""
    return str(uuid.uuid5(_SPACE, f"{kind}:{of}"))


def is_ours(guid: str) -> bool:
    """Whether a GUID was made here of an id that the store made."""
    return guid.endswith(_OURS)


def id_of(guid: str) -> str:
    """Return the id that a GUID stands for."""
    return guid.replace("-", "")[:16] if is_ours(guid) else guid.replace("-", "")


def guid(element: Element, name: str = "guid") -> str:
    """Return a GUID as it is compared: in small letters, without braces; "" if there is none."""
    match = _GUID.fullmatch(element.get(name, "").strip())
    return match[1].lower() if match else ""


def time_of(element: Element, name: str) -> str | None:
    """Return a time in UTC, as annotations have it; None where none is told."""
    try:
        time = datetime.datetime.fromisoformat(element.get(name, ""))
        utc = time.replace(tzinfo=datetime.UTC) if time.tzinfo is None else time.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return None
    return utc.strftime("%Y-%m-%dT%H:%M:%SZ") if utc.year > 999 else None
