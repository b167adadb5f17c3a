"""Where sentences end: a terminator, marks that close, a space, and something that can begin a sentence."""

import re
from collections.abc import Iterator
from typing import Final

from annotations.extract.wordlists import word_groups, word_list
from annotations.model import Span

_END: Final = re.compile(r"[.!?…]+[\"'”’»)\]]*")
_OPENING: Final = "\"'“‘«([–—-•$€£#@*"
_INITIAL: Final = re.compile(r"\b[A-Z]\. ?$")
_NEXT_WORD: Final = re.compile(r"[\"'“‘«(\[]*([^\W\d_]+)")
_SAID: Final = re.compile(
    r"(?:[A-Z][\w.'’-]{0,30}\s+){1,4}(?:said|says|asked|asks|told|added|wrote|replied|answered|shouted|joked|tweeted)\b"
)
_LONGEST_WORD: Final = 24
_LOOK_AHEAD: Final = 120


def sentences_in(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences of a paragraph, `text[start:end]`, without the white space between them."""
    begin = start
    for found in _END.finditer(text, start, end):
        stop = found.end()
        if stop >= end or not text[stop].isspace():
            continue
        following = stop + 1
        while following < end and text[following].isspace():
            following += 1
        if following < end and found.start() > begin and _ends(text, begin, found, following, end):
            yield Span(begin, stop)
            begin = following
    if begin < end:
        yield Span(begin, end)


def _ends(text: str, begin: int, found: re.Match[str], following: int, end: int) -> bool:
    first = text[following]
    if not (first.isupper() or first.isdigit() or first in _OPENING):
        return first.isalpha() and not first.islower() and not first.isupper()
    mark = found[0]
    if mark[0] != "." or len(mark) > 1:
        if mark[-1] in "\"'”’»" and mark[0] in "?!…":
            return not _SAID.match(text, following, min(end, following + _LOOK_AHEAD))
        return True
    return _stop_ends(text, begin, found.start(), following, end)


def _stop_ends(text: str, begin: int, stop: int, following: int, end: int) -> bool:
    """Whether the full stop at `stop`, alone and followed by a space and a possible beginning, ends the sentence."""
    word = _word_before(text, begin, stop)
    if begin + len(word) == stop and (word.isdigit() or len(word) == 1):
        return False  # the number or letter of a list item
    if len(word) == 1 and word.isupper():
        after_initial = _INITIAL.search(text, max(begin, stop - 4), stop - 1) is not None
        return (word == "I" and not after_initial) or _opens_sentence(text, following, end)
    groups, key = word_groups("abbreviations"), word.lower()
    if key in groups["before"]:
        return False
    if key in groups["number"]:
        return not text[following].isdigit()
    if key in groups["either"] or (len(word) > 1 and word[-2:-1] == "." and word[-1:].isalpha()):
        return _opens_sentence(text, following, end)
    return True


def _word_before(text: str, begin: int, stop: int) -> str:
    first = stop
    while first > begin and stop - first < _LONGEST_WORD and (text[first - 1].isalnum() or text[first - 1] in ".-"):
        first -= 1
    return text[first:stop]


def _opens_sentence(text: str, following: int, end: int) -> bool:
    word = _NEXT_WORD.match(text, following, min(end, following + _LOOK_AHEAD))
    if word is None or word[1] not in word_list("sentence_openers"):
        return False
    return len(word[1]) > 1 or not text.startswith(".", word.end())  # V. I. Petrov: another initial
