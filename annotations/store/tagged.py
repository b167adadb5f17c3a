"""What has a tag: how many annotations, which passages in which documents, and what an act on the tag would change."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple

import msgspec

from annotations.model import Annotation, Span, Value
from annotations.store.annotations import Annotations
from annotations.store.codebook import CodeBook
from annotations.store.database import Database

_LIVE: Final = (
    "annotation_tags AS x JOIN annotations AS a ON a.id = x.annotation AND a.deleted IS NULL "
    "JOIN documents AS d ON d.id = a.document AND d.deleted IS NULL"
)
_COUNTS: Final = f"""
    WITH RECURSIVE inside (tag, part) AS (
        SELECT id, id FROM tags WHERE deleted IS NULL
        UNION SELECT i.tag, t.id FROM inside AS i JOIN tags AS t ON t.parent = i.part WHERE t.deleted IS NULL
    )
    SELECT i.tag, sum(x.tag = i.tag) AS own, count(DISTINCT x.annotation) AS whole
    FROM inside AS i JOIN {_LIVE} WHERE x.tag = i.part GROUP BY i.tag
"""  # noqa: S608 - constants
_WIDEST: Final = 400
"""Code points that are shown at most on either side of a passage."""


class Count(NamedTuple):
    """How many live annotations have a tag itself, and how many have it or one inside it."""

    own: int = 0
    whole: int = 0


class TaggedPassage(Value, frozen=True, kw_only=True):
    """An annotation with a tag, its document, and its sentence: `before`, its `words` and `after`.

    All is as it stands now; of a passage without a place, as it was marked.
    """

    annotation: Annotation
    title: str
    source: str
    before: str
    words: str
    after: str


class Effect(Value, frozen=True, kw_only=True):
    """What merging or removing a tag would change, before it is done. Tags are given as they are written.

    So many live `annotations` in so many `documents` lose the tag: of those, `both` have the tag that takes its place
    already, and `bare` ones are left without any tag. `inside` are the tags that move or go with it, `joined` those
    that become one with another of their name, `keys` the keys that give nothing any more.
    """

    annotations: int = 0
    documents: int = 0
    both: int = 0
    bare: int = 0
    inside: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


class Tagged:
    """What the tags of a store are on."""

    def __init__(self, database: Database, codebook: CodeBook, annotations: Annotations) -> None:
        self._database = database
        self._codebook = codebook
        self._annotations = annotations

    def counts(self) -> dict[str, Count]:
        """Return how many annotations have each tag, by its id; tags without any, inside them too, are left out."""
        return {row["tag"]: Count(row["own"], row["whole"]) for row in self._database.rows(_COUNTS)}

    def passages(self, id: str, *, inside: bool = True) -> tuple[TaggedPassage, ...]:
        """Return the passages with a tag, or with one inside it, the newest document first. Raises UnknownTag.

        In a document they come in the order of its newest text, those without a place last.
        """
        with self._database.snapshot():
            self._codebook.get(id)
            found = self._annotations.tagged((id, *self._codebook.inside(id)) if inside else (id,))
            return tuple(self._passages(found))

    def merging(self, id: str, into: str) -> Effect:
        """Return what merging a tag into another would change. Raises UnknownTag."""
        with self._database.snapshot():
            pairs = self._codebook.meeting(id, into)
            tags = {tag.id: tag for tag in self._codebook.tags()}
            moved = [tag for tag in tags.values() if tag.parent in pairs and tag.id not in pairs]
            lost = (tags[gone].key for gone, other in pairs.items() if tags[other].key)
            reach = self._reach(tuple(pairs))
            return Effect(
                annotations=reach["annotations"],
                documents=reach["documents"],
                both=self._having_both(pairs),
                inside=tuple(self._codebook.path(tag.id) for tag in moved),
                joined=tuple(self._codebook.path(gone) for gone in pairs if gone != id),
                keys=tuple(sorted(key for key in lost if key)),
            )

    def removing(self, id: str) -> Effect:
        """Return what removing a tag, with those inside it, would change. Raises UnknownTag."""
        with self._database.snapshot():
            inner = self._codebook.inside(id)
            gone = (id, *inner)
            kept = "SELECT y.annotation FROM annotation_tags AS y JOIN tags AS t ON t.id = y.tag AND t.deleted IS NULL"
            bare = self._database.value(
                f"SELECT count(DISTINCT x.annotation) FROM {_LIVE} WHERE x.tag IN (SELECT value FROM json_each(?1)) "  # noqa: S608 - constants
                f"AND x.annotation NOT IN ({kept} WHERE y.tag NOT IN (SELECT value FROM json_each(?1)))",
                _json(gone),
            )
            reach = self._reach(gone)
            return Effect(
                annotations=reach["annotations"],
                documents=reach["documents"],
                bare=bare,
                inside=tuple(map(self._codebook.path, inner)),
                keys=tuple(sorted(tag.key for tag in self._codebook.tags() if tag.id in gone and tag.key)),
            )

    def _reach(self, tags: Sequence[str]) -> Mapping[str, int]:
        """Return how many live annotations have one of `tags`, and in how many documents."""
        within = f"FROM {_LIVE} WHERE x.tag IN (SELECT value FROM json_each(?))"  # noqa: S608 - a constant
        sums = "count(DISTINCT x.annotation) AS annotations, count(DISTINCT a.document) AS documents"
        (row,) = self._database.rows(f"SELECT {sums} {within}", _json(tags))
        return dict(row)

    def _having_both(self, pairs: Mapping[str, str]) -> int:
        """Return how many live annotations have both tags of one of `pairs`."""
        both: int = self._database.value(
            f"SELECT count(DISTINCT x.annotation) FROM {_LIVE} JOIN json_each(?) AS pair ON pair.key = x.tag "  # noqa: S608 - a constant
            "JOIN annotation_tags AS y ON y.annotation = x.annotation AND y.tag = pair.value",
            msgspec.json.encode(pairs).decode(),
        )
        return both

    def _passages(self, found: Iterable[Annotation]) -> Iterator[TaggedPassage]:
        for document, of_one in groupby(found, key=lambda annotation: annotation.document):
            row = self._database.row(
                "SELECT d.title, d.source, r.text FROM documents AS d "
                "JOIN revisions AS r ON r.document = d.id AND r.number = d.revision WHERE d.id = ?",
                document,
            )
            if row is not None:
                sentences = _Sentences(row["text"])
                for annotation in of_one:
                    before, words, after = sentences.around(annotation)
                    yield TaggedPassage(
                        annotation=annotation,
                        title=row["title"],
                        source=row["source"],
                        before=before,
                        words=words,
                        after=after,
                    )


class _Sentences:
    """Gives the sentences that the annotations of one text stand in."""

    def __init__(self, text: str) -> None:
        # Imported here: most of what is done with a store needs no sentences.
        from annotations.extract.segment.paragraphs import blocks
        from annotations.extract.segment.sentences import sentences_in

        self._text = text
        self._paragraphs = blocks(text)
        self._sentences_in = sentences_in

    def around(self, annotation: Annotation) -> tuple[str, str, str]:
        """Return what stands before a passage in its sentences, itself, and what stands after it."""
        start, end = annotation.placement.start, annotation.placement.end
        if start is None or end is None:
            return annotation.selector.prefix, annotation.selector.exact, annotation.selector.suffix
        begin = min((s.start for s in self._of(start)), default=start)
        stop = max((s.end for s in self._of(end - 1)), default=end)
        before, after = self._text[max(begin, start - _WIDEST) : start], self._text[end : min(stop, end + _WIDEST)]
        return before, self._text[start:end], after

    def _of(self, place: int) -> Iterator[Span]:
        """Yield the sentence at a place, if it is in one."""
        at = bisect_right(self._paragraphs, place, key=lambda paragraph: paragraph.start) - 1
        if at < 0 or self._paragraphs[at].end <= place:
            return
        paragraph = self._paragraphs[at]
        near = max(paragraph.start, place - 2 * _WIDEST), min(paragraph.end, place + 2 * _WIDEST)
        found = self._sentences_in(self._text, *near)
        yield from (sentence for sentence in found if sentence.start <= place < sentence.end)


def _json(tags: Sequence[str]) -> str:
    return msgspec.json.encode(tags).decode()
