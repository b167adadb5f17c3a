"""Prodigy's JSON Lines for spans: a text a line with its tokens and spans, `token_end` inclusive, code points.

Told in Prodigy's manual, under "Annotation interfaces", `ner_manual` and `spans_manual`. A span must begin and end with
a token there, so the tokens are those that reading uses, cut wherever a span begins or ends inside one.
"""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from annotations.exchange import carried, labelled, lines
from annotations.exchange.export import Export, ExportedDocument
from annotations.exchange.labelled import Labelled
from annotations.exchange.newlines import Folded
from annotations.exchange.registry import Format, Imported, ImportRefused, register
from annotations.extract.segment import tokenize
from annotations.model import Value

_FORM: Final = re.compile(rb'(?<!\\)"(?:spans|tokens|_input_hash)"\s*:')
_TEXT: Final = re.compile(rb'(?<!\\)"text"\s*:')


class Token(NamedTuple):
    """A token as spaCy has it: tokens and the spaces after them make the whole text."""

    start: int
    end: int
    space: bool


class _Span(Value, frozen=True):
    start: int
    end: int
    label: str = labelled.MARKED
    id: str | int | None = None


class _Line(Value, frozen=True):
    text: str | None = None
    spans: tuple[_Span, ...] | None = None
    meta: Any = None
    answer: str = "accept"
    briefreader: Any = None


def tokens_of(text: str, edges: Sequence[int] = ()) -> Iterator[Token]:
    """Yield the tokens of `text`, white space but a single space after a token among them, cut at `edges`."""
    cuts = {0, len(text), *edges}
    for token in tokenize(text):
        cuts |= {token.start, token.end}
    places = sorted(cuts)
    for number, (start, end) in enumerate(itertools.pairwise(places)):
        if text[start:end].isspace():
            first = start
            if text[start] == " " and number and start not in edges and not text[start - 1].isspace():
                first += 1
            if first < end:
                yield Token(first, end, space=False)
        else:
            yield Token(start, end, space=text[end : end + 1] == " " and end not in edges)


def write(export: Export) -> bytes:
    """Return a line for each document."""
    return lines.written(_line(export, document) for document in export.documents)


def _line(export: Export, document: ExportedDocument) -> Mapping[str, Any]:
    text = document.text
    spans = [*labelled.labelled(document)]
    tokens = [*tokens_of(text, sorted({edge for span in spans for edge in span[:2]}))]
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
        "answer": "accept",
        carried.NAME: labelled.own_data(export, document),
    }


def read(raw: bytes) -> Imported:
    """Return what a file holds; what was answered with reject or ignore is left out. Raises ImportRefused."""
    problems: list[str] = []
    owns: list[object] = []
    documents: list[ExportedDocument] = []
    left_out = 0
    for line in lines.read(raw, _Line, problems):
        if line.text is None:
            problems.append("a line without a text is left out")
        elif line.answer != "accept":
            left_out += 1
        else:
            owns.append(line.briefreader)
            documents.append(_document(line, line.text, problems))
    if left_out:
        problems.append(f"{left_out} lines that were not accepted in Prodigy are left out")
    if not documents:
        raise ImportRefused("; ".join(problems[:3]) or "holds no line of Prodigy's")
    return Imported(labelled.tags_of(owns), tuple(documents), tuple(problems))


def _document(line: _Line, text: str, problems: list[str]) -> ExportedDocument:
    folded = Folded.of(text)
    ours = labelled.ids_of(line.briefreader)
    spans = [
        Labelled(folded.place(s.start), folded.place(s.end), s.label, str(s.id) if s.id in ours else None)
        for s in line.spans or ()
    ]
    meta = line.meta if isinstance(line.meta, dict) else {}
    title, source = (str(meta.get(name) or "") for name in ("title", "source"))
    return labelled.document_of(folded.text, spans, line.briefreader, problems, title=title, source=source)


register(
    Format(
        name="prodigy",
        title="JSON Lines for Prodigy, spans with tokens",
        suffix=".prodigy.jsonl",
        write=write,
        read=read,
        recognizes=lambda start: bool(start.startswith(b"{") and _FORM.search(start) and _TEXT.search(start)),
        lost=labelled.lost,
        loses="nothing on the way back; Prodigy itself has spans: notes, authors, links, rejected and suggested marks "
        "pass through it unseen",
    )
)
