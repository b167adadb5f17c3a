"""A sentence made ready for finding names: its tokens with what the word lists know of each."""

import re
from typing import Final, Literal, NamedTuple

from annotations.extract.names.lexicon import COMMON, FUNCTION, KNOWN, PARTICLE, Lexicon
from annotations.extract.segment import Token, tokenize

Style = Literal["prose", "title", "capitals"]
"""How capitals are used: as in prose, on every longer word (a headline), or on every letter."""

_ARABIC: Final = re.compile(r"(?:al|el|an|as|ash|ad|ar|at|az|es|ed|bin|ibn|ben|abu|ul|ud|d|l|dell|all)[-'’][A-Z]")
_HYPHENATED: Final = re.compile(r"[-–]")
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
    `capitals` the places of the tokens that have the capital of a name.
    """

    tokens: list[Token]
    words: list[str]
    keys: list[str]
    flags: list[int]
    capitals: list[bool]
    style: Style
    first: int
    """The place of the first word: its capital says nothing."""


def sentence(text: str, start: int, end: int, lists: Lexicon, *, headline: bool) -> Sentence:
    """Return `text[start:end]` made ready; `headline` says that it is a title or a heading."""
    tokens = _apart(tokenize(text, start, end), lists)
    words = [token.text for token in tokens]
    capitals = [
        word[0].isupper() or (("-" in word or "'" in word or "’" in word) and _inner_capital(word)) for word in words
    ]
    style = _style(words, capitals, lists, headline=headline)
    known = lists.flags
    short = 2 if style == "capitals" else 4
    keys = [
        w if w in known or not w.isupper() or (len(w) < short and w[-1] != ".") else _as_listed(w, lists) for w in words
    ]
    for i, word in enumerate(words[:-1]):
        if len(word) < 4 and word.isupper() and words[i + 1].isupper() and word.capitalize() in lists.phrases:
            keys[i] = word.capitalize()
    flags = [known.get(key, 0) | _inflected(key, known) for key in keys]
    first = next((i for i, word in enumerate(words) if word[0].isalnum()), 0)
    if words and not flags[first] and _ENDING.search(words[first]):
        flags[first] = COMMON
    return Sentence(tokens, words, keys, flags, capitals, style, first)


def _inner_capital(word: str) -> bool:
    return _ARABIC.match(word) is not None


def _as_listed(word: str, lists: Lexicon) -> str:
    """Return a word in capitals as the lists would write it; a short one only if they do (MS., NEW, not U.S.)."""
    capitalised = "-".join(part.capitalize() for part in word.split("-"))
    listed = len(word) > 4 or capitalised in lists.flags or capitalised in lists.phrases
    return capitalised if listed or (word.isalpha() and len(word) == 4) else word


def _inflected(key: str, known: dict[str, int]) -> int:
    """Return what the lists know of a capitalised word in lower case, and in the singular: that it is common."""
    if not key[0].isupper():
        return 0
    lower = key.lower()
    flags = known.get(lower, 0) & (COMMON | FUNCTION | PARTICLE)
    return flags or (known.get(lower[:-1], 0) & COMMON if lower[-1] == "s" and len(lower) > 4 else 0)


def _style(words: list[str], capitals: list[bool], lists: Lexicon, *, headline: bool) -> Style:
    long = [i for i, word in enumerate(words) if len(word) > 3 and word[0].isalpha()]
    letters = [word for word in words if word[0].isalpha()]
    if (long or len(letters) > 2) and all(word.isupper() for word in letters):
        return "capitals"
    if not headline or len(long) < 3:
        return "prose"
    common = [i for i in long[1:] if words[i].lower() in lists.flags]
    return "title" if sum(capitals[i] for i in common) > len(common) / 2 else "prose"


def _apart(tokens: list[Token], lists: Lexicon) -> list[Token]:
    """Take hyphenated words apart where one part is a name: anti-ISIL, Moscow-based, Russia-Ukraine."""
    if not any("-" in token.text for token in tokens):
        return tokens
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
