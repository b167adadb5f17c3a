"""spaCy's DocBin: a Doc for each document, with the extra `spacy`.

Its spans are the group `sc` of each Doc, which spaCy's span categorizer and displaCy look for: they may lie in each
other. Those whose word is a label of names are its entities too, as far as none lies in another. A Doc that has no
groups is read by its entities.
"""

import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, NoReturn

from annotations.exchange import carried, labelled
from annotations.exchange.export import Export, ExportedDocument
from annotations.exchange.labelled import Labelled
from annotations.exchange.newlines import Folded
from annotations.exchange.registry import ExportRefused, Format, Imported, ImportRefused, register
from annotations.exchange.tokens import tokens_of
from annotations.marks import LABELS

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

GROUP: Final = "sc"

_MISSING: Final = "needs spaCy: pip install 'briefreader[spacy]'"
_LARGEST: Final = 500_000_000


def write(export: Export) -> bytes:
    """Return the documents as a DocBin. Raises ExportRefused where spaCy is not installed."""
    try:
        from spacy.tokens import DocBin
        from spacy.vocab import Vocab
    except ImportError as error:
        raise ExportRefused(_MISSING) from error
    vocab = Vocab()
    docs = (_doc(export, document, vocab) for document in export.documents)
    packed: bytes = DocBin(docs=docs, store_user_data=True).to_bytes()
    return packed


def _doc(export: Export, document: ExportedDocument, vocab: "Vocab") -> "Doc":
    from spacy.tokens import Doc
    from spacy.util import filter_spans

    spans = [*labelled.labelled(document)]
    tokens = [*tokens_of(document.text, (span[:2] for span in spans))]
    doc = Doc(vocab, [document.text[token.start : token.end] for token in tokens], [token.space for token in tokens])
    made: list[Any] = [doc.char_span(span.start, span.end, label=span.word, span_id=span.id or "") for span in spans]
    doc.spans[GROUP] = made
    doc.set_ents(filter_spans([span for span in made if span.label_ in LABELS]))
    for name in ("title", "source", "published"):
        doc.user_data[name] = getattr(document, name) or ""
    doc.user_data[carried.NAME] = carried.written(labelled.own_data(export, document))
    return doc


def read(raw: bytes) -> Imported:
    """Return what a DocBin holds. Raises ImportRefused."""
    try:
        from spacy.tokens import DocBin
        from spacy.vocab import Vocab
    except ImportError as error:
        raise ImportRefused(_MISSING) from error
    _check_size(raw)
    problems: list[str] = []
    owns: list[object] = []
    documents = []
    try:
        for doc in DocBin().from_bytes(raw).get_docs(Vocab()):
            own = carried.read(str(doc.user_data.get(carried.NAME, "{}")))
            owns.append(own)
            documents.append(_document(doc, own, problems))
    except Exception as error:  # nothing tells how spaCy fails on damaged bytes
        _refuse(error)
    if not documents:
        raise ImportRefused("is a DocBin without documents")
    return Imported(labelled.tags_of(owns), tuple(documents), tuple(problems))


def _check_size(raw: bytes) -> None:
    """Raise ImportRefused where a file is not compressed or unpacks to too much."""
    opened = zlib.decompressobj()
    left, chunk = _LARGEST, raw
    try:
        while chunk and left > 0:
            left -= len(opened.decompress(chunk, 1_000_000))
            chunk = opened.unconsumed_tail
    except zlib.error as error:
        _refuse(error)
    if left <= 0:
        raise ImportRefused(f"unpacks to more than {_LARGEST // 1_000_000} MB, the most that is read")


def _refuse(error: Exception) -> NoReturn:
    raise ImportRefused(f"is no sound DocBin ({type(error).__name__})") from error


def _document(doc: "Doc", own: dict[str, Any], problems: list[str]) -> ExportedDocument:
    folded = Folded.of(doc.text)
    title, source = (str(doc.user_data.get(name) or "") for name in ("title", "source"))
    spans = [*dict.fromkeys(_spans(doc, folded, labelled.ids_of(own)))]
    return labelled.document_of(folded.text, spans, own, problems, title=title, source=source)


def _spans(doc: "Doc", folded: Folded, ours: frozenset[str]) -> Iterator[Labelled]:
    groups = [group for group in doc.spans.values() if len(group)]
    for span in (span for group in groups or [doc.ents] for span in group):
        id = span.id_ if span.id_ in ours else None
        start, end = folded.place(span.start_char), folded.place(span.end_char)
        yield Labelled(start, end, span.label_ or labelled.MARKED, id)


register(
    Format(
        name="spacy",
        title="a DocBin for spaCy, spans in groups",
        suffix=".spacy",
        write=write,
        read=read,
        binary=True,
        recognizes=lambda start: start.startswith(b"x\x9c"),
        lost=labelled.lost,
        loses="nothing on the way back; spaCy itself has spans, and entities that do not overlap: notes, authors, "
        "links, rejected and suggested marks are user data to it",
        changed="spans are of the words that stand there; those that were marked are beside them",
        takes="the spans of all groups, or else the entities; tokens, parts of speech and categories are passed over",
    )
)
