"""Who marked what: annotations as passages with a code and an author."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from annotations.model import Annotation, Span


class Coding(Span, frozen=True, order=True, kw_only=True):
    """A passage that somebody gave a code: a tag as it is written, or a label."""

    author: str
    code: str


class Coded(NamedTuple):
    """A text, who has annotated it, and what each has marked in it."""

    text: str
    authors: frozenset[str]
    codings: tuple[Coding, ...]


def coded(text: str, annotations: Iterable[Annotation], paths: Mapping[str, str]) -> Coded:
    """Return what `annotations` of a text say as codings; `paths` are the tags as they are written, by their ids.

    An annotation counts once for each of its tags; without any, by its label. One without a place, and one that is not
    accepted, marks nothing; but its author has read the text too.
    """
    found = tuple(annotations)
    codings = {
        Coding(start=a.placement.start, end=a.placement.end, author=a.author, code=code)
        for a in found
        if a.status == "accepted" and a.placement.start is not None and a.placement.end is not None
        for code in codes_of(a, paths)
    }
    return Coded(text, frozenset(a.author for a in found), tuple(sorted(codings)))


def codes_of(annotation: Annotation, paths: Mapping[str, str]) -> tuple[str, ...]:
    """Return the codes of an annotation: its tags as they are written, or else its label."""
    tags = tuple(paths[tag] for tag in annotation.tags if tag in paths)
    return tags or ((annotation.label,) if annotation.label else ())
