"""Names of people, places, organisations and other things: exact spans with labels."""

from collections.abc import Iterator
from functools import cache

from annotations.extract.backends import Backend
from annotations.extract.learned import NOTHING, Learned
from annotations.extract.names.by_backend import backend_names
from annotations.extract.names.document import settle
from annotations.extract.names.first_pass import Chunk, first_pass
from annotations.extract.names.heads import head_names, with_head_names
from annotations.extract.names.lexicon import lexicon
from annotations.extract.names.model import decided
from annotations.extract.names.name import Name
from annotations.extract.names.remembered import with_learned
from annotations.extract.names.sentence import Sentence, sentence
from annotations.extract.segment import Layout
from annotations.extract.wordlists import words_in

__all__ = ["Name", "find_names"]


def find_names(layout: Layout, learned: Learned = NOTHING, backend: Backend | None = None) -> tuple[Name, ...]:
    """Return the names in `layout`, in order and without overlap, none in furniture.

    A first pass finds in each sentence what word lists and the form of names tell; a second labels what it left open
    by what the whole document shows; a model has the last word on both. What was `learned` from the reader comes
    before all. Roles and titles stay outside ("Senator"), as do articles. With a `backend`, it finds the names instead.
    """
    names: list[Name] = []
    found = decided(rule_names(layout, learned)) if backend is None else backend_names(layout, backend)
    for prepared, chunks in with_learned(found, learned):
        for chunk in chunks:
            start, end = prepared.tokens[chunk.first].start, prepared.tokens[chunk.last - 1].end
            if chunk.label is not None:
                names.append(
                    Name(
                        start,
                        end,
                        layout.text[start:end],
                        label=chunk.label,
                        rule=chunk.rule,
                        certainty=round(chunk.certainty, 2),
                    )
                )
    return tuple(names)


def rule_names(layout: Layout, learned: Learned = NOTHING) -> Iterator[tuple[Sentence, list[Chunk]]]:
    """Yield each sentence with the names that rules and lists find in it, before the model is asked."""
    lists = lexicon()
    heads = {paragraph.start for paragraph in layout.headings}
    shown = head_names(layout)
    last_shown = max(shown, default=-1)
    found = []
    for span, tokens in zip(layout.sentences, layout.tokens, strict=True):
        prepared = sentence(layout.text, span, tokens, headline=span.start in heads)
        chunks = first_pass(prepared, lists)
        if shown and span.start <= last_shown:
            chunks = with_head_names(prepared, chunks, shown)
        found.append((prepared, chunks))
    yield from settle([*with_learned(found, learned)], _common())


@cache
def _common() -> frozenset[str]:
    return words_in("names/common_words") | words_in("names/function_words")
