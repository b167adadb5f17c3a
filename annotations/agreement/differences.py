"""The places of a text where its annotators differ."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final, NamedTuple

from annotations.agreement.codings import codes_of
from annotations.model import Annotation, Span

NOBODY: Final = "no name"
"""What one is called who has signed with no name."""


class Side(NamedTuple):
    """What one annotator has marked in a place, and what he has judged to be wrong there."""

    author: str
    annotations: tuple[Annotation, ...]
    rejected: tuple[Annotation, ...] = ()


class Difference(NamedTuple):
    """A place where annotators differ, in what, and what each of those who have read the text has marked there."""

    span: Span
    what: str
    sides: tuple[Side, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all annotations of the place."""
        return frozenset(annotation.id for side in self.sides for annotation in side.annotations)


def differences(
    annotations: Iterable[Annotation], paths: Mapping[str, str], settled: Collection[str] = ()
) -> tuple[Difference, ...]:
    """Return where the annotators of a text differ, in its order; `paths` are the tags as they are written, by ids.

    A passage on which all agree, borders and codes, is none; others that overlap are one place. A place of which all
    annotations are `settled`, by their ids, is left out. Who has no annotation in the text has not read it.
    """
    found = tuple(annotations)
    readers = sorted({annotation.author for annotation in found})
    if len(readers) < 2:
        return ()
    codes: dict[Span, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    marked: dict[Span, list[Annotation]] = defaultdict(list)
    refused: dict[Span, list[Annotation]] = defaultdict(list)
    for annotation in found:
        start, end = annotation.placement.start, annotation.placement.end
        if start is None or end is None:
            continue
        if annotation.status == "accepted":
            codes[Span(start, end)][annotation.author].update(codes_of(annotation, paths))
            marked[Span(start, end)].append(annotation)
        elif annotation.status == "rejected":
            refused[Span(start, end)].append(annotation)
    open_spans = [span for span, by in codes.items() if not _agree(by, readers)]
    places = (_place(spans, marked, refused, readers, codes) for spans in _touching(open_spans))
    return tuple(place for place in places if not place.ids <= set(settled))


def _agree(by: Mapping[str, set[str]], readers: Collection[str]) -> bool:
    return by.keys() == set(readers) and len({frozenset(codes) for codes in by.values()}) == 1


def _touching(spans: Iterable[Span]) -> list[list[Span]]:
    """Return the spans in groups of those that overlap, one with the next."""
    groups: list[list[Span]] = []
    end = -1
    for span in sorted(spans):
        if span.start < end:
            groups[-1].append(span)
        else:
            groups.append([span])
        end = max(end, span.end)
    return groups


def _place(
    spans: list[Span],
    marked: Mapping[Span, list[Annotation]],
    refused: Mapping[Span, list[Annotation]],
    readers: Iterable[str],
    codes: Mapping[Span, Mapping[str, set[str]]],
) -> Difference:
    sides = tuple(Side(who, _by(who, spans, marked), _by(who, spans, refused)) for who in readers)
    own_spans = {side.author: frozenset(s for s in spans if side.author in codes[s]) for side in sides}
    own_codes = {
        who: frozenset(code for span in own for code in codes[span][who]) for who, own in own_spans.items() if own
    }
    marking = [side.author or NOBODY for side in sides if side.annotations]
    if len(marking) < len(sides):
        what = f"only {' and '.join(marking)}"
    else:
        borders, tags = len(set(own_spans.values())) > 1, len(set(own_codes.values())) > 1
        what = "other tags and borders" if borders and tags else "other borders" if borders else "other tags"
    return Difference(Span(spans[0].start, max(span.end for span in spans)), what, sides)


def _by(author: str, spans: Iterable[Span], said: Mapping[Span, list[Annotation]]) -> tuple[Annotation, ...]:
    return tuple(a for span in spans for a in said.get(span, ()) if a.author == author)
