"""A sentence made ready for finding names: its tokens with what the word lists know of each."""

import re
from functools import cache
from typing import Final, Literal, NamedTuple

from annotations.extract.names.lexicon import COMMON, FUNCTION, KNOWN, PARTICLE, ROLE, Lexicon, lexicon
from annotations.extract.segment import Token
from annotations.model import Span

Style = Literal["prose", "title", "capitals"]
"""How capitals are used: as in prose, on every longer word (a headline), or on every letter."""

_INNER_CAPITAL: Final = re.compile(
    r"(?:al|el|an|as|ash|ad|ar|at|az|es|ed|bin|ibn|ben|abu|ul|ud|d|l|dell|all)[-'’][A-Z]"
)
_LOWER_PREFIXES: Final = frozenset(
    ["anti", "pro", "ex", "non", "pre", "post", "mid", "un", "trans", "former", "then", "now", "all", "half", "intra"]
)
_LOWER_SUFFIX: Final = re.compile(r"[a-z]{3,}$")
_NAME_SUFFIXES: Final = frozenset(["moon", "soo", "hye", "jin", "sik", "woo", "hee", "jae", "jung", "bak", "jong"])


_ENDING: Final = re.compile(
    r"[a-z]{2}(?:ing|ed|ly|ous|ial|ical|ive|ful|less|able|ible|tion|sion|ment|ness|ity|ship|ism|ers|ors|ists|ants|ents"
    r"|ions|ings|ies|ics)$"
)
"""How words end that are hardly ever names: first in a sentence they are taken for common."""


class Sentence(NamedTuple):
    """A sentence's tokens, hyphenated words taken apart where the hyphen does not belong to a name.

    `keys` are the words as the word lists write them (LONDON as London), `flags` what the lists know of them,
    `capitals` whether they have the capital of a name, `starts` the places of the tokens at which a name may begin.
    """

    tokens: list[Token]
    words: list[str]
    keys: list[str]
    flags: list[int]
    capitals: tuple[bool, ...]
    starts: list[int]
    style: Style
    first: int
    """The place of the first word: its capital says nothing."""


_MOST_WORDS: Final = 200_000


class Word(NamedTuple):
    """A word as the lists write it, what they know of it, whether it has a name's capital, and may begin a name."""

    key: str
    flags: int
    capital: bool
    starts: bool


class Words(dict[str, Word]):
    """Words of documents, each looked up once; forgotten when they have become too many.

    Words in capitals are read as the lists write them if they have at least `shortest` letters: in prose short ones
    are acronyms.
    """

    def __init__(self, lists: Lexicon, shortest: int) -> None:
        super().__init__()
        self.lists, self.shortest = lists, shortest

    def __missing__(self, word: str) -> Word:
        known = self.lists.flags
        key = word
        if word not in known and word.isupper() and (len(word) >= self.shortest or word[-1] == "."):
            key = _as_listed(word, self.lists)
        capital = word[0].isupper() or _INNER_CAPITAL.match(word) is not None
        if len(self) > _MOST_WORDS:
            self.clear()
        flags = known.get(key, 0) | _common(key, known)
        starts = capital or bool(flags & KNOWN) or word in self.lists.phrases
        found = self[word] = Word(key, flags, capital, starts)
        return found


class Vocabulary:
    """What the lists know of words, in prose and in lines of capitals."""

    def __init__(self, lists: Lexicon) -> None:
        self.lists = lists
        self.prose = Words(lists, shortest=4)
        self.capitals = Words(lists, shortest=2)


@cache
def vocabulary() -> Vocabulary:
    """Return the one vocabulary that all documents share."""
    return Vocabulary(lexicon())


def sentence(text: str, span: Span, tokens: list[Token], *, headline: bool) -> Sentence:
    """Return the sentence at `span` with its `tokens` made ready; `headline` says that it is a title or a heading."""
    words_known = vocabulary()
    lists = words_known.lists
    if text.find("-", span.start, span.end) >= 0:
        tokens = _apart(tokens, lists)
    words = [token[2] for token in tokens]
    style: Style = "capitals" if text[span.start : span.end].isupper() and _has_words(words) else "prose"
    known = words_known.capitals if style == "capitals" else words_known.prose
    found = [known[word] for word in words]
    keys = [word[0] for word in found]
    flags = [word[1] for word in found]
    capitals = tuple([word[2] for word in found])
    starts = [i for i, word in enumerate(found) if word[3]]
    if style == "prose" and (headline or sum(capitals) * 2 > len(words)):
        common = _common_words(words, lists)
        share = sum(capitals[i] for i in common) / len(common) if common else 0.0
        if (share > 0.5 and len(common) > 1) if headline else (share > 0.8 and len(common) > 4):
            style = "title"
    if style == "prose":
        _join_capitals(words, keys, flags, starts, words_known.capitals)
    first = next((i for i, word in enumerate(words) if word[0].isalnum()), 0)
    if words and not flags[first] and _ENDING.search(words[first]):
        flags[first] = COMMON
    return Sentence(tokens, words, keys, flags, capitals, starts, style, first)


def _join_capitals(words: list[str], keys: list[str], flags: list[int], starts: list[int], known: Words) -> None:
    """Read a short word in capitals before another one as the lists write it: NEW YORK in a line of results."""
    for i in starts:
        word = words[i]
        if 1 < len(word) < 4 and word.isupper() and i + 1 < len(words) and words[i + 1].isupper():
            read = known[word]
            if read.key in known.lists.phrases:
                keys[i], flags[i] = read.key, read.flags


def _as_listed(word: str, lists: Lexicon) -> str:
    """Return a word in capitals as the lists would write it; a short one only if they do (MS., NEW, not U.S.)."""
    capitalised = "-".join(part.capitalize() for part in word.split("-"))
    listed = len(word) > 4 or capitalised in lists.flags or capitalised in lists.phrases
    return capitalised if listed or (word.isalpha() and len(word) == 4) else word


def _common(key: str, known: dict[str, int]) -> int:
    """Return what the lists know of a capitalised word in lower case, and in the singular: that it is common."""
    if not key[0].isupper():
        return 0
    lower = key.lower()
    flags = known.get(lower, 0) & (COMMON | FUNCTION | PARTICLE | ROLE)
    return flags or (known.get(lower[:-1], 0) & COMMON if lower[-1] == "s" and len(lower) > 4 else 0)


def _has_words(words: list[str]) -> bool:
    """Whether a line is more than an acronym: it has a longer word, or three of letters."""
    letters = [word for word in words if word[0].isalpha()]
    return len(letters) > 2 or any(len(word) > 3 for word in letters)


def _common_words(words: list[str], lists: Lexicon) -> list[int]:
    """Return the places of the longer common words after the first word: in a title most of them have capitals."""
    known = lists.flags
    return [i for i, word in enumerate(words) if i and len(word) > 3 and known.get(word.lower(), 0) & COMMON]


def _apart(tokens: list[Token], lists: Lexicon) -> list[Token]:
    """Take hyphenated words apart where one part is a name: anti-ISIL, Moscow-based, Russia-Ukraine."""
    out: list[Token] = []
    for token in tokens:
        cut = _cut(token.text, lists) if "-" in token.text and len(token.text) > 3 else 0
        if cut:
            middle = token.start + cut
            out.append(Token(token.start, middle, token.text[:cut]))
            out.append(Token(middle, middle + 1, "-"))
            out.append(Token(middle + 1, token.end, token.text[cut + 1 :]))
        else:
            out.append(token)
    return out


def _cut(word: str, lists: Lexicon) -> int:
    """Return where the hyphen stands at which `word` falls into a name and something else, or 0."""
    if word in lists.flags or word in lists.phrases:
        return 0
    first = word.find("-")
    head, tail = word[:first], word[first + 1 :]
    if head.lower() in _LOWER_PREFIXES and tail[:1].isupper():
        return first
    last = word.rfind("-")
    head, tail = word[:last], word[last + 1 :]
    if head[:1].isupper() and _LOWER_SUFFIX.match(tail) and tail not in _NAME_SUFFIXES:
        known = lists.flags.get(head, 0)
        return (
            last
            if known & KNOWN or (head.isupper() and len(head) > 1) or tail in ("based", "led", "born", "backed")
            else 0
        )
    flags = lists.flags
    return last if flags.get(head, 0) & KNOWN and flags.get(tail, 0) & KNOWN else 0
