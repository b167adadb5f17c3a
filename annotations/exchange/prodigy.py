"""Prodigy's JSON Lines for spans: a text a line with its tokens and spans, `token_end` inclusive, code points.

Told in Prodigy's manual, under "Annotation interfaces", `ner_manual` and `spans_manual`. A span must begin and end with
a token there, so the tokens are those that reading uses, cut wherever a span begins or ends inside one. A line has one
`answer`: what was rejected of a document stands in a second line.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

import msgspec

from annotations.exchange import carried, labelled, lines
from annotations.exchange.export import Export, ExportedDocument
from annotations.exchange.labelled import Labelled
from annotations.exchange.newlines import Folded
from annotations.exchange.placing import Told
from annotations.exchange.registry import Format, Imported, ImportRefused, register
from annotations.exchange.tokens import tokens_of
from annotations.model import Status, Value

_FORM: Final = re.compile(rb'(?<!\\)"(?:spans|tokens|_input_hash)"\s*:')
_STATUSES: Final[tuple[Status, ...]] = ("accepted", "rejected")
_ANSWERS: Final[dict[str, Status]] = {"accept": "accepted", "reject": "rejected"}
_TEXT: Final = re.compile(rb'(?<!\\)"text"\s*:')


class _Span(Value, frozen=True):
    start: int
    end: int
    label: str = labelled.MARKED
    id: str | int | None = None
    text: Any = None


class _Line(Value, frozen=True):
    text: str | None = None
    spans: tuple[_Span, ...] | None = None
    meta: Any = None
    answer: str = "accept"
    annotator: Any = msgspec.field(name="_annotator_id", default=None)
    briefreader: Any = None

    def of(self) -> tuple[str | None, str | None]:
        """Return what tells its document: the text, and the id that we gave it."""
        about = self.briefreader.get("document") if isinstance(self.briefreader, dict) else None
        id = about.get("id") if isinstance(about, dict) else None
        return self.text, id if isinstance(id, str) else None


def write(export: Export) -> bytes:
    """Return a line for each document, and one for its rejected spans where it has such."""
    return lines.written(line for document in export.documents for line in _lines(export, document))


def _lines(export: Export, document: ExportedDocument) -> Iterator[Mapping[str, Any]]:
    accepted, rejected = ([*labelled.labelled(document, [status])] for status in _STATUSES)
    yield _line(document, accepted, "accept") | {carried.NAME: labelled.own_data(export, document)}
    if rejected:
        yield _line(document, rejected, "reject") | {carried.NAME: {"document": {"id": document.id}}}


def _line(document: ExportedDocument, spans: Sequence[Labelled], answer: str) -> dict[str, Any]:
    text = document.text
    tokens = [*tokens_of(text, (span[:2] for span in spans))]
    starts, ends = [token.start for token in tokens], [token.end for token in tokens]
    return {
        "text": text,
        "meta": {name: value for name in ("title", "source", "published") if (value := getattr(document, name))},
        "tokens": [
            {"text": text[start:end], "start": start, "end": end, "id": number, "ws": space}
            for number, (start, end, space) in enumerate(tokens)
        ],
        "spans": [
            {
                "start": span.start,
                "end": span.end,
                "token_start": bisect_left(starts, span.start),
                "token_end": bisect_left(ends, span.end),
                "label": span.word,
                "id": span.id,
            }
            for span in spans
        ],
        "answer": answer,
    }


def read(raw: bytes) -> Imported:
    """Return what a file holds; lines of the same text are one document. Raises ImportRefused.

    What was answered with reject are rejected marks, what was answered with ignore is left out.
    """
    problems: list[str] = []
    found: dict[tuple[str | None, str | None], list[_Line]] = {}
    ignored = 0
    for line in lines.read(raw, _Line, problems):
        if line.text is None:
            problems.append("a line without a text is left out")
        elif line.answer not in _ANSWERS:
            ignored += 1
        else:
            found.setdefault(line.of(), []).append(line)
    if ignored:
        problems.append(f"{ignored} of its lines left out, which were neither accepted nor rejected in Prodigy")
    if not found:
        raise ImportRefused("; ".join(problems[:3]) or "holds no line of Prodigy's")
    documents = tuple(_document(text or "", same, problems) for (text, _), same in found.items())
    owns = (line.briefreader for same in found.values() for line in same)
    return Imported(labelled.tags_of(owns), documents, tuple(problems))


def _document(text: str, same: Sequence[_Line], problems: list[str]) -> ExportedDocument:
    """Return what lines with the same text say of it."""
    folded = Folded.of(text)
    own = next((line.briefreader for line in same if labelled.ids_of(line.briefreader)), same[0].briefreader)
    ours = labelled.ids_of(own)
    spans = [
        Labelled(
            folded.place(span.start),
            folded.place(span.end),
            span.label,
            span.id if isinstance(span.id, str) and span.id in ours else None,
            author=line.annotator if isinstance(line.annotator, str) else "",
            status=_ANSWERS[line.answer],
            told=Told(span.start, span.end, span.text if isinstance(span.text, str) else ""),
        )
        for line in same
        for span in line.spans or ()
    ]
    meta = next((line.meta for line in same if isinstance(line.meta, dict)), {})
    title, source = (str(meta.get(name) or "") for name in ("title", "source"))
    distinct = [*dict.fromkeys(spans)]
    return labelled.document_of(folded.text, distinct, own, problems, title=title, source=source, statuses=_STATUSES)


register(
    Format(
        name="prodigy",
        title="JSON Lines for Prodigy, spans with tokens",
        suffix=".prodigy.jsonl",
        write=write,
        read=read,
        recognizes=lambda start: bool(start.startswith(b"{") and _FORM.search(start) and _TEXT.search(start)),
        lost=partial(labelled.lost, statuses=_STATUSES),
        loses="nothing on the way back; Prodigy itself has accepted and rejected spans: notes, authors, links and "
        "suggested marks pass through it unseen",
        changed="spans are of the words that stand there; those that were marked are beside them",
        takes="spans of accepted lines, and those of rejected ones as rejected marks; ignored lines, relations, "
        "choices and tokens are passed over",
    )
)
