"""Sentences as rows of tagged words, in which each quotation stands as one word.

What is said in marks is opaque to the grammar around it, so `"…," she said` is a sentence of four words.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from annotations.extract.quotes.lexicon import tags
from annotations.extract.quotes.pairing import Quoted, find_quoted
from annotations.extract.segment import Layout, Token, tokenize

QUOTE: Final = "quote"
NAME: Final = "name"
NUMBER: Final = "number"
WORD: Final = "word"

_LONGEST: Final = 250
"""A sentence of more words is read in pieces of so many: no prose is longer, and time stays linear."""

_MARKS: Final = {
    ",": "comma", ".": "stop", "?": "stop", "!": "stop", "...": "dash", "…": "dash", ":": "colon", ";": "semicolon",
    "-": "dash", "--": "dash", "---": "dash", "–": "dash", "—": "dash", "(": "open", "[": "open", ")": "close",
    "]": "close", "/": "dash", "|": "dash", "•": "dash", "*": "dash",
}  # fmt: skip
_TAGS: Final = {**tags(), **_MARKS}
_MOST_WORDS: Final = 200_000
_NAMES_TOO: Final = frozenset(["US", "Will", "May", "Mark", "Bill", "Rich"])
_READ: Final = frozenset(["body", "list", "byline"])
_SPOKEN: Final = re.compile(r"\w+(?:['’]\w+)?")
_LOOKED_AT: Final = 400
"""How many characters of a quotation are looked at to see what it is."""
_ENDS: Final = (".", ",", "?", "!", "…", "—", "–", "-", ";", ":")


class Marked(NamedTuple):
    """Words in marks as one word of a sentence: what stands there, how many words, and how they begin and end."""

    quoted: Quoted
    words: int
    opens: bool
    """With a capital letter."""
    ends: bool
    """With a mark that ends a statement or a part of it."""
    title: bool
    """Each with a capital letter, as in the title of a book."""


class Sentence:
    """A row of words: `lower` in lower case, `tag` what each does, `start` and `end` where it stands in the text.

    `quoted` gives what stands in marks at each place whose tag is QUOTE. `paragraph` is the number of its paragraph.
    """

    __slots__ = ("end", "lower", "paragraph", "quoted", "start", "tag")

    def __init__(self, paragraph: int) -> None:
        self.paragraph = paragraph
        self.lower: list[str] = []
        self.tag: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.quoted: dict[int, Marked] = {}

    def __len__(self) -> int:
        return len(self.tag)

    def add_words(self, tokens: Sequence[Token]) -> int:
        """Append words, numbers and punctuation marks until no more are let in; return how many were taken.

        "Moscow", "-" and "backed" become one word.
        """
        starts, ends, words = zip(*tokens, strict=True)
        if "-" in words or len(self.tag) + len(words) > _LONGEST:
            return self._add_one_by_one(tokens)
        lower, inside, opening = zip(*[_WORDS[word] for word in words], strict=True)
        self.lower += lower
        self.tag += inside if self.tag else (opening[0], *inside[1:])
        self.start += starts
        self.end += ends
        return len(words)

    def _add_one_by_one(self, tokens: Sequence[Token]) -> int:
        hyphen = -1
        for taken, (start, end, word) in enumerate(tokens):
            if len(self.tag) >= _LONGEST:
                return taken
            if word == "-" and self.end and self.end[-1] == start and self.tag[-1] in (WORD, NAME, NUMBER):
                hyphen = end
                continue
            if hyphen == start and word[0].isalnum():
                self.lower[-1] += "-" + word.lower()
                self.tag[-1] = NAME if word[0].isupper() else WORD
                self.end[-1] = end
                continue
            lower, tag, opening = _WORDS[word]
            self.lower.append(lower)
            self.tag.append(tag if self.tag else opening)
            self.start.append(start)
            self.end.append(end)
        return len(tokens)

    def add_quotation(self, quoted: Quoted, text: str) -> None:
        """Append a quotation as one word."""
        inner = text[quoted.inner_start : quoted.inner_end].strip()
        words = _SPOKEN.findall(inner[:_LOOKED_AT])
        capitals = len(words) > 1 and all(w[0].isupper() or len(w) < 4 for w in words) and words[-1][0].isupper()
        title = capitals and not inner.endswith(("!", "?"))
        ends = inner.endswith(_ENDS) or not quoted.closed
        self.quoted[len(self.tag)] = Marked(quoted, len(words), inner[:1].isupper(), ends, title)
        self.lower.append("")
        self.tag.append(QUOTE)
        self.start.append(quoted.start)
        self.end.append(quoted.end)

    def tag_at(self, index: int) -> str:
        """Return the tag at `index`, or "" beyond either end."""
        try:
            return self.tag[index] if index >= 0 else ""
        except IndexError:
            return ""


class _Words(dict[str, tuple[str, str, str]]):
    """Words in lower case with their tags inside a sentence and at its start, each looked up once."""

    def __missing__(self, word: str) -> tuple[str, str, str]:
        if len(self) > _MOST_WORDS:
            self.clear()
        lower = word.lower()
        opening = _TAGS.get(lower) or _tag_of(word, lower)
        inside = _tag_of(word, lower) if word in _NAMES_TOO else opening
        found = self[word] = lower, inside, opening
        return found


_WORDS: Final = _Words()


def _tag_of(word: str, lower: str) -> str:
    first = word[0]
    if first.isalpha():
        return NAME if first != lower[0] else WORD
    if first.isdigit():
        return NUMBER
    return WORD if word.isalnum() else "mark"


@lru_cache(maxsize=1)
def sentences_of(layout: Layout) -> tuple[Sentence, ...]:
    """Return the sentences of the running text; those of the last text are kept, for the next step that asks."""
    text = layout.text
    read = [p for p in layout.paragraphs if p.kind in _READ]
    quoted = [q for q in find_quoted(text, read) if q.depth == 0 and text[q.inner_start : q.inner_end].strip()]
    return tuple(_sentences(layout, quoted))


def _sentences(layout: Layout, quoted: Sequence[Quoted]) -> Iterator[Sentence]:
    """Yield the sentences in order; `quoted` are the outermost quotations."""
    text = layout.text
    starts = [s.start for s in layout.sentences]
    opening = set(starts)
    queue = iter(quoted)
    pending = next(queue, None)
    done = 0
    for number, paragraph in enumerate(layout.paragraphs):
        if paragraph.kind not in _READ:
            continue
        found = [Sentence(number)]
        position = max(paragraph.start, done)
        while position < paragraph.end:
            while pending is not None and pending.end <= position:
                pending = next(queue, None)
            limit = min(paragraph.end, pending.start) if pending is not None else paragraph.end
            _add(found, _between(layout, position, limit), starts)
            position = limit
            if pending is not None and pending.start == limit < paragraph.end:
                if len(found[-1]) and (pending.start in opening or pending.inner_start in opening):
                    found.append(Sentence(number))
                found[-1].add_quotation(pending, text)
                position = done = pending.end
        yield from (sentence for sentence in found if len(sentence))


def _between(layout: Layout, start: int, end: int) -> list[Token]:
    """Return the tokens of the text from `start` to `end`; where the edge of a quotation cuts one, make them anew."""
    tokens = layout.tokens_between(start, end)
    cut = tokens and (tokens[0].start < start or tokens[-1].end > end)
    return tokenize(layout.text, start, end) if cut else tokens


def _cuts(tokens: Sequence[Token], starts: Sequence[int]) -> Iterator[int]:
    """Yield the places of the tokens that begin a sentence; `starts` are those of the sentences, in order."""
    if tokens:
        for start in starts[bisect_left(starts, tokens[0][0]) : bisect_right(starts, tokens[-1][0])]:
            place = bisect_left(tokens, (start,))
            if tokens[place][0] == start:
                yield place


def _add(found: list[Sentence], tokens: Sequence[Token], starts: Sequence[int]) -> None:
    """Add words to the last sentence; go on with a new one where one begins, or where the last is full."""
    first = 0
    for cut in [*_cuts(tokens, starts), len(tokens)]:
        while first < cut:
            first += found[-1].add_words(tokens[first : min(cut, first + _LONGEST + 1)])
            if first < cut and len(found[-1]) >= _LONGEST:
                found.append(Sentence(found[-1].paragraph))
        if len(found[-1]) and cut < len(tokens):
            found.append(Sentence(found[-1].paragraph))
