"""What an import says, made safe and sound before anything of it is written.

Every string goes through the door of `annotations.text`. An annotation whose place is not in its text, or whose words
do not stand there, is left out and told; so is a document whose text is not the one that its hash was made of.
"""

import hashlib
import itertools
import re
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from annotations.exchange.export import ExportedAnnotation, ExportedDocument
from annotations.exchange.registry import Imported
from annotations.model import Link, Tag, is_day
from annotations.text import clean, clean_verbatim, shown, shown_line

_LONGEST_ID: Final = 200
_DEEPEST_TAG: Final = 20
_KEYS: Final = frozenset("123456789")
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}|[a-zA-Z][\w-]{0,30}", re.ASCII)

_Said = tuple[str, ExportedAnnotation]
"""An annotation with the source or id of its document."""


def checked(imported: Imported) -> Imported:
    """Return the sound part of an import, and the problems with a line for each thing that is not sound.

    An id that is "" stands for one that is to be made.
    """
    problems = list(imported.problems)
    tags = tuple(_tags(imported.tags, problems))
    ids: dict[str, _Said] = {}
    documents: list[ExportedDocument] = []
    for number, document in enumerate(imported.documents):
        place = f"documents[{number}]"
        problem = _problem_with(document)
        if problem:
            problems.append(f"{place}: {problem}")
            continue
        sound = _document(document)
        annotations = tuple(_annotations(sound, place, ids, problems))
        documents.append(replace(sound, annotations=annotations))
    return Imported(tags, tuple(documents), tuple(problems))


def _problem_with(document: ExportedDocument) -> str | None:
    if not document.text.strip():
        return (
            f"it comes without its text: take in {shown_line(document.source)} first, with `briefreader add`"
            if document.source
            else "it has no text"
        )
    if document.sha256 and document.sha256 not in (_hash(document.text), _hash(clean_verbatim(document.text))):
        return "its text is not the one that its sha256 was made of"
    if document.published and not is_day(document.published):
        return f"it was published on {shown_line(document.published)}, which is no day"
    return None


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _document(document: ExportedDocument) -> ExportedDocument:
    length = len(document.text)
    headings = document.headings
    return replace(
        document,
        id=_id(document.id),
        title=shown_line(document.title),
        byline=shown_line(document.byline or "") or None,
        outlet=shown_line(document.outlet or "") or None,
        source=shown_line(document.source),
        headings=None if headings is None else tuple(h for h in headings if 0 <= h.start < h.end <= length),
        text=clean_verbatim(document.text),
    )


def _annotations(
    document: ExportedDocument, place: str, ids: dict[str, _Said], problems: list[str]
) -> Iterator[ExportedAnnotation]:
    for number, annotation in enumerate(document.annotations):
        here = f"{place}.annotations[{number}]"
        quote = clean_verbatim(annotation.quote)
        if problem := _misplaced(annotation, quote, document.text):
            problems.append(f"{here}: {problem}")
            continue
        id = _id(annotation.id)
        said = document.source or document.id, annotation
        if ids.get(id) == said:
            problems.append(f"{here}: it stands there twice: the second is left out")
            continue
        if id in ids:
            id = next(other for number in itertools.count(2) if (other := f"{id}-{number}") not in ids)
            problems.append(f"{here}: its id is taken by one before: it gets {id}")
        ids[id or here] = said
        orphan = annotation.placement == "orphan"
        yield replace(
            annotation,
            id=id,
            start=None if orphan else annotation.start,
            end=None if orphan else annotation.end,
            quote=quote,
            prefix=None if annotation.prefix is None else clean_verbatim(annotation.prefix),
            suffix=None if annotation.suffix is None else clean_verbatim(annotation.suffix),
            tags=tuple(_paths(annotation.tags, here, problems)),
            note=clean(annotation.note),
            label=clean(annotation.label or "") or None,
            author=clean(annotation.author),
            links=tuple(Link(type=clean(link.type), to=_id(link.to)) for link in annotation.links),
        )


def _misplaced(annotation: ExportedAnnotation, quote: str, text: str) -> str | None:
    """Return what is wrong with an annotation's place in its text, which has been through the door."""
    if not quote:
        return "its quote is empty"
    if annotation.placement == "orphan":
        return None
    start, end = annotation.start, annotation.end
    if start is None or end is None:
        return f"it has no place, though its placement is {annotation.placement}"
    if not 0 <= start < end <= len(text):
        return f"there is no passage from {start} to {end} in a text of {len(text)} characters"
    if annotation.placement == "exact" and text[start:end] != quote:
        return f"its quote is not what stands from {start} to {end}"
    return None


def _paths(paths: tuple[str, ...], here: str, problems: list[str]) -> Iterator[str]:
    for path in paths:
        names = [name.strip() for name in shown_line(path).split("/")]
        if all(names) and len(names) <= _DEEPEST_TAG:
            yield "/".join(names)
        else:
            problems.append(f"{here}: “{shown_line(path)[:80]}” names no tag")


def _tags(tags: tuple[Tag, ...], problems: list[str]) -> Iterator[Tag]:
    """Yield the tags that can be."""
    sound: dict[str, Tag] = {}
    for number, tag in enumerate(tags):
        cleaned = Tag(
            id=_id(tag.id),
            name=_line(tag.name),
            parent=_id(tag.parent) if tag.parent else None,
            description=shown(clean(tag.description)).strip(),
            colour=tag.colour if _COLOUR.fullmatch(tag.colour) else "",
            key=tag.key if tag.key in _KEYS else None,
        )
        if not cleaned.id or cleaned.id in sound or not cleaned.name or "/" in cleaned.name:
            problems.append(f"tags[{number}]: it needs an id of its own, and a name without “/”")
        else:
            sound[cleaned.id] = cleaned
    for tag in sound.values():
        if tag.parent and not _ends(tag, sound):
            problems.append(f"the tag {tag.name}: what it lies in is not there, or lies in it: it stands alone")
            yield replace(tag, parent=None)
        else:
            yield tag


def _ends(tag: Tag, tags: Mapping[str, Tag]) -> bool:
    """Whether the tags around a tag are all there and come to an end."""
    here: Tag | None = tag
    for _ in range(_DEEPEST_TAG):
        if here is None or here.parent is None:
            return here is not None
        here = tags.get(here.parent)
    return False


def _id(text: str) -> str:
    return _line(text)[:_LONGEST_ID]


def _line(text: str) -> str:
    return shown_line(text).strip()
