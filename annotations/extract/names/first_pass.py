"""The first pass over one sentence: names that show themselves, and runs of capitals that the document must explain.

`first_pass` is the one door: whatever else may label a sentence's tokens one day stands behind it.
"""

from typing import Final, NamedTuple

from annotations.extract.names import forms
from annotations.extract.names.forms import Form
from annotations.extract.names.lexicon import (
    CALENDAR,
    COMMON,
    FUNCTION,
    GIVEN,
    GIVEN_ALSO,
    KNOWN,
    NORP,
    PARTICLE,
    PREPOSITION,
    SURNAME,
    TEAM_NICK,
    TITLE,
    TITLE_MODIFIER,
    Lexicon,
)  # fmt: skip
from annotations.extract.names.sentence import Sentence
from annotations.model import NameLabel


class Chunk(NamedTuple):
    """Tokens `first` to `last` (exclusive) of a sentence; without a label where only the document can tell."""

    first: int
    last: int
    label: NameLabel | None
    rule: str
    certainty: float


_JOINERS: Final = frozenset(["of", "for", "&", "and", "'s", "’s", "'", "’", ",", '"', "“"])
_LONGEST_OPEN: Final = 6


def first_pass(s: Sentence, lists: Lexicon) -> list[Chunk]:
    """Return the names of a sentence, in order; those without a label are open."""
    step = _prose if s.style == "prose" else _headline
    chunks: list[Chunk] = []
    after = 0
    for i in s.starts:
        if i >= after:
            after = step(s, i, lists, chunks) if s.capitals[i] else _lower(s, i, lists, chunks)
    return chunks


def _lower(s: Sentence, i: int, lists: Lexicon, chunks: list[Chunk]) -> int:
    form = forms.listed(s, i, lists)
    return _take(chunks, i, form) if form else i + 1


def _prose(s: Sentence, i: int, lists: Lexicon, chunks: list[Chunk]) -> int:
    flags = s.flags[i]
    if flags & CALENDAR and not _is_given_month(s, i):
        return i + 1
    best = forms.listed(s, i, lists)
    if best and i == s.first and best.end == i + 1 and flags & COMMON and not s.words[i].isupper():
        best = None
    after = i + 1
    if after < len(s.words) and (s.capitals[after] or _goes_on_small(s, after)):
        best = _longest(best, forms.organisation(s, i), forms.place(s, i), forms.occasion(s, i))
        titled = forms.title_end(s, i)
        if titled > i and not (best and best.end > titled):
            return _after_title(s, i, titled, chunks)
        best = _longest(best, forms.person(s, i, titled=False))
    elif flags & TITLE and not flags & (KNOWN | GIVEN | GIVEN_ALSO | SURNAME):
        return i + 1
    if best and not (best.label == "GPE" and best.rule == "list" and _names_more(s, best.end, lists)):
        return _take(chunks, i, best)
    return _open(s, i, lists, chunks)


def _goes_on_small(s: Sentence, j: int) -> bool:
    """Whether a name may go on with a word that has no capital: of, de, a number (Interstate 95), a mark."""
    word = s.words[j]
    return word in _JOINERS or bool(s.flags[j] & PARTICLE) or word.isdigit()


def _is_given_month(s: Sentence, i: int) -> bool:
    """Whether a month's or a day's word is a given name here: Jan Larsen, but not "in June Larsen"."""
    if not s.flags[i] & (GIVEN | GIVEN_ALSO) or i + 1 >= len(s.words) or not s.capitals[i + 1]:
        return False
    before = s.flags[i - 1] & (PREPOSITION | FUNCTION) if i else 1
    return not before and not s.flags[i + 1] & (CALENDAR | KNOWN | COMMON | TITLE)


def _names_more(s: Sentence, j: int, lists: Lexicon) -> bool:
    """Whether a word that no list knows follows a place at once and makes another name of it: Perth Glory."""
    return (
        j < len(s.words)
        and s.capitals[j]
        and (not s.flags[j] or bool(s.flags[j] & TEAM_NICK))
        and s.words[j] not in lists.phrases
        and not s.words[j].isupper()
    )


def _longest(*options: Form | None) -> Form | None:
    best: Form | None = None
    for option in options:
        if option and (best is None or option.end > best.end):
            best = option
    return best


def _after_title(s: Sentence, i: int, titled: int, chunks: list[Chunk]) -> int:
    if titled < len(s.words) and (s.capitals[titled] or s.flags[titled] & PARTICLE):
        form = forms.person(s, titled, titled=True)
        if form:
            return _take(chunks, titled, form)
    of = titled < len(s.words) and s.words[titled] == "of"
    if titled == i + 1 and s.flags[i] & (GIVEN | SURNAME) and i != s.first and not of:
        chunks.append(Chunk(i, i + 1, None, "open", 0.0))
    return titled


def _take(chunks: list[Chunk], i: int, form: Form) -> int:
    chunks.append(Chunk(i, form.end, form.label, form.rule, form.certainty))
    return form.end


def _open(s: Sentence, i: int, lists: Lexicon, chunks: list[Chunk]) -> int:
    """Take a run of capitals that nothing is known of; leave out common words that only a position makes capital."""
    flags = s.flags[i]
    person = flags & (SURNAME | GIVEN | GIVEN_ALSO | TEAM_NICK)
    if flags & FUNCTION or (flags & COMMON and not person and (i == s.first or not _goes_on(s, i + 1))):
        return i + 1
    if flags & COMMON and flags & TITLE_MODIFIER and i + 1 < len(s.words) and s.flags[i + 1] & KNOWN:
        return i + 1
    j, limit = i + 1, min(len(s.words), i + _LONGEST_OPEN)
    while j < limit:
        if s.capitals[j]:
            if s.flags[j] & (CALENDAR | NORP | FUNCTION) or (s.flags[j] & TITLE and not s.flags[j] & SURNAME):
                break
            if s.keys[j] in lists.phrases and forms.listed(s, j, lists):
                break
            j += 1
        elif j + 1 < len(s.words) and s.capitals[j + 1] and (s.words[j] == "&" or s.flags[j] & PARTICLE):
            j += 2
        else:
            break
    chunks.append(Chunk(i, j, None, "open", 0.0))
    return j


def _goes_on(s: Sentence, j: int) -> bool:
    return j < len(s.words) and s.capitals[j] and not s.flags[j] & (COMMON | CALENDAR | FUNCTION | TITLE)


def _headline(s: Sentence, i: int, lists: Lexicon, chunks: list[Chunk]) -> int:
    """Take what the lists know; a run of words that are not common stays open: the text below may know it."""
    flags = s.flags[i]
    if flags & CALENDAR:
        return i + 1
    best = forms.listed(s, i, lists)
    if best and best.end == i + 1 and flags & (COMMON | TITLE):
        best = None
    titled = forms.title_end(s, i)
    start = titled if titled > i else i
    if start < len(s.words) and s.capitals[start] and (not s.flags[start] & COMMON or s.flags[start] & GIVEN):
        form = forms.person(s, start, titled=titled > i)
        common = form and any(f & COMMON and not f & (SURNAME | GIVEN) for f in s.flags[start : form.end])
        if form and not common and (not best or form.end > best.end):
            return _take(chunks, start, form)
    if best:
        return _take(chunks, i, best)
    if flags & (COMMON | FUNCTION):
        return i + 1
    j = i + 1
    while j < len(s.words) and s.capitals[j] and not s.flags[j] & (COMMON | FUNCTION | CALENDAR | KNOWN):
        j += 1
    chunks.append(Chunk(i, j, None, "headline", 0.0))
    return j
