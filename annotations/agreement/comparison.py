"""Annotators compared, code by code.

The units of kappa and alpha are the words of the texts, as `annotations.extract.segment.tokenize` cuts them and without
punctuation marks: of each the question is whether an annotator has marked it, or a part of it, with the code. Who has
annotated nothing in a text counts as not having read it. All codes together pool these decisions.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from annotations.agreement.codings import Coded, Coding
from annotations.agreement.coefficients import Coefficient, cohen_kappa, f1_of, krippendorff_alpha, matches
from annotations.extract.segment import tokenize
from annotations.model import Span, Value


class PairAgreement(Value, frozen=True, kw_only=True):
    """How far two annotators agree; `marked` is how many passages each has, in texts that both have read."""

    authors: tuple[str, str]
    marked: tuple[int, int]
    kappa: Coefficient
    exact_f1: Coefficient
    overlapping_f1: Coefficient


class CodeAgreement(Value, frozen=True, kw_only=True):
    """How far all annotators agree on a code ("" for all codes together), and each two of them."""

    code: str
    alpha: Coefficient
    pairs: tuple[PairAgreement, ...]


class Agreement(Value, frozen=True, kw_only=True):
    """How far annotators agree. `documents` and `words` count what at least two of them have read."""

    authors: tuple[str, ...]
    documents: int
    words: int
    codes: tuple[CodeAgreement, ...]
    overall: CodeAgreement


def compare(documents: Iterable[Coded], *, authors: Collection[str] | None = None) -> Agreement:
    """Return how far annotators agree on `documents`: all of them, or only `authors`.

    One who has signed with no name is an annotator too, of the name "".
    """
    texts = [_Text(document, authors) for document in documents]
    names = tuple(sorted({name for text in texts for name in text.authors} | set(authors or ())))
    shared = [text for text in texts if len(text.authors) > 1]
    codes = sorted({coding.code for text in shared for coding in text.codings})
    tallies = [_Tally(code, names, shared) for code in codes]
    return Agreement(
        authors=names,
        documents=len(shared),
        words=sum(text.words for text in shared),
        codes=tuple(tally.agreement() for tally in tallies),
        overall=_pooled(tallies, names).agreement(),
    )


class _Text:
    """A text with its words, and what those that are compared have marked in it."""

    def __init__(self, document: Coded, authors: Collection[str] | None) -> None:
        self.authors = sorted(document.authors if authors is None else document.authors.intersection(authors))
        self.codings = [coding for coding in document.codings if coding.author in self.authors]
        words = [token for token in tokenize(document.text) if any(map(str.isalnum, token.text))]
        self.words = len(words)
        self._starts = [word.start for word in words]
        self._ends = [word.end for word in words]

    def covered(self, span: Span) -> range:
        """Return which of the words a passage covers, wholly or in part."""
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))

    def by_author(self, code: str) -> dict[str, list[Coding]]:
        """Return each annotator's passages of a code."""
        return {name: [c for c in self.codings if c.author == name and c.code == code] for name in self.authors}


class _Tally:
    """What is counted for a code over all texts."""

    def __init__(self, code: str, names: Sequence[str], texts: Iterable[_Text] = ()) -> None:
        self.code = code
        self.names = names
        self.units = Counter[tuple[bool | None, ...]]()
        """Words, by which of the annotators have marked them; None stands for one who has not read the text."""
        self.pairs = {pair: Counter[str]() for pair in combinations(names, 2)}
        """Passages and matches of each two."""
        for text in texts:
            self._count(text)

    def _count(self, text: _Text) -> None:
        marked = text.by_author(self.code)
        words = {name: {word for span in spans for word in text.covered(span)} for name, spans in marked.items()}
        touched = set().union(*words.values())
        for word in touched:
            self.units[tuple(word in words[name] if name in words else None for name in self.names)] += 1
        self.units[tuple(False if name in words else None for name in self.names)] += text.words - len(touched)
        for one, other in combinations(text.authors, 2):
            exact = matches(marked[one], marked[other], overlapping=False)
            overlapping = matches(marked[one], marked[other], overlapping=True)
            self.pairs[one, other].update(
                first=len(marked[one]),
                second=len(marked[other]),
                exact=exact[0],
                overlapped=overlapping[0],
                overlapping=overlapping[1],
            )

    def agreement(self) -> CodeAgreement:
        """Return the coefficients."""
        pairs = tuple(self._pair(*pair) for pair in self.pairs)
        return CodeAgreement(code=self.code, alpha=krippendorff_alpha(self.units), pairs=pairs)

    def _pair(self, one: str, other: str) -> PairAgreement:
        at, to = self.names.index(one), self.names.index(other)
        table = Counter[tuple[bool, bool]]()
        for said, count in self.units.items():
            first, second = said[at], said[to]
            if first is not None and second is not None:
                table[first, second] += count
        counts = self.pairs[one, other]
        marked = counts["first"], counts["second"]
        return PairAgreement(
            authors=(one, other),
            marked=marked,
            kappa=cohen_kappa(table),
            exact_f1=f1_of((counts["exact"], counts["exact"]), *marked),
            overlapping_f1=f1_of((counts["overlapped"], counts["overlapping"]), *marked),
        )


def _pooled(tallies: Iterable[_Tally], names: Sequence[str]) -> _Tally:
    pooled = _Tally("", names)
    for tally in tallies:
        pooled.units += tally.units
        for pair, counts in tally.pairs.items():
            pooled.pairs[pair] += counts
    return pooled
