"""Sentences as rows of tagged words, in which each quotation stands as one word.

What is said in marks is opaque to the grammar around it, so `"…," she said` is a sentence of four words.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from annotations.extract.quotes.lexicon import tags
from annotations.extract.quotes.pairing import Quoted, find_quoted
from annotations.extract.segment import Layout, tokenize
from annotations.model import Span

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
READ: Final = frozenset(["body", "list", "byline"])


class Sentence:
    """A row of words: `lower` in lower case, `tag` what each does, `start` and `end` where it stands in the text.

    `quoted` gives what stands in marks at each place whose tag is QUOTE. `paragraph` is the number of its paragraph.
    """

    __slots__ = ("_hyphen", "end", "lower", "paragraph", "quoted", "start", "tag")

    def __init__(self, paragraph: int) -> None:
        self.paragraph = paragraph
        self.lower: list[str] = []
        self.tag: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.quoted: dict[int, Quoted] = {}
        self._hyphen = -1

    def __len__(self) -> int:
        return len(self.tag)

    def add_word(self, word: str, start: int, end: int) -> None:
        """Append a word, number or punctuation mark."""
        if word == "-" and self.end and self.end[-1] == start and self.tag[-1] in (WORD, NAME, NUMBER):
            self._hyphen = start + 1
            return
        if self._hyphen == start:
            self._hyphen = -1
            if word[0].isalnum():
                self.lower[-1] += "-" + word.lower()
                self.tag[-1] = NAME if word[0].isupper() else WORD
                self.end[-1] = end
                return
        lower = word.lower()
        tag = _TAGS.get(lower)
        if tag is None:
            first = word[0]
            if first.isalpha():
                tag = NAME if first != lower[0] else WORD
            else:
                tag = NUMBER if first.isdigit() else _MARKS.get(word, WORD if word.isalnum() else "mark")
        elif word in _NAMES_TOO and self.tag:
            tag = NAME
        self.lower.append(lower)
        self.tag.append(tag)
        self.start.append(start)
        self.end.append(end)

    def add_quotation(self, quoted: Quoted) -> None:
        """Append a quotation as one word."""
        self.quoted[len(self.tag)] = quoted
        self.lower.append("")
        self.tag.append(QUOTE)
        self.start.append(quoted.start)
        self.end.append(quoted.end)

    def tag_at(self, index: int) -> str:
        """Return the tag at `index`, or "" beyond either end."""
        return self.tag[index] if 0 <= index < len(self.tag) else ""


_NAMES_TOO: Final = frozenset(["US", "Will", "May", "Mark", "Bill", "Rich"])
_TAGS: Final = tags()


@lru_cache(maxsize=1)
def sentences_of(layout: Layout) -> tuple[Sentence, ...]:
    """Return the sentences of the running text; those of the last text are kept, for the next step that asks."""
    text = layout.text
    read = [p for p in layout.paragraphs if p.kind in READ]
    quoted = [q for q in find_quoted(text, read) if q.depth == 0 and text[q.inner_start : q.inner_end].strip()]
    return tuple(_sentences(layout, quoted))


def _sentences(layout: Layout, quoted: Sequence[Quoted]) -> Iterator[Sentence]:
    """Yield the sentences in order; `quoted` are the outermost quotations."""
    text = layout.text
    starts = {s.start for s in layout.sentences}
    queue = iter(quoted)
    pending = next(queue, None)
    done = 0
    for number, paragraph in enumerate(layout.paragraphs):
        if paragraph.kind not in READ:
            continue
        sentence = Sentence(number)
        position = max(paragraph.start, done)
        while position < paragraph.end:
            while pending is not None and pending.end <= position:
                pending = next(queue, None)
            limit = min(paragraph.end, pending.start) if pending is not None else paragraph.end
            for token in tokenize(text, position, limit):
                if (token.start in starts and len(sentence)) or len(sentence) >= _LONGEST:
                    yield sentence
                    sentence = Sentence(number)
                sentence.add_word(token.text, token.start, token.end)
            position = limit
            if pending is not None and pending.start == limit and limit < paragraph.end:
                if _begins_sentence(pending, starts) and len(sentence):
                    yield sentence
                    sentence = Sentence(number)
                sentence.add_quotation(pending)
                position = done = pending.end
        if len(sentence):
            yield sentence


def _begins_sentence(quoted: Quoted, starts: set[int]) -> bool:
    return quoted.start in starts or quoted.inner_start in starts


def span_of(sentence: Sentence, first: int, last: int) -> Span:
    """Return the stretch of text from word `first` up to but not including word `last`."""
    return Span(sentence.start[first], sentence.end[last - 1])
