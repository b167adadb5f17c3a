"""What the model of names sees of a word: its form, what lists know, its neighbours, and what the rules made of it."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from annotations.extract.names.first_pass import Chunk
from annotations.extract.names.lexicon import (
    CALENDAR,
    COLLECTIVE,
    COMMON,
    COMPANY,
    COMPASS,
    EVENT_HEAD,
    FAC,
    FAC_HEAD,
    FUNCTION,
    GIVEN,
    GIVEN_ALSO,
    GPE,
    GPE_HEAD,
    LAW_HEAD,
    LOC,
    LOC_HEAD,
    NORP,
    ORG,
    ORG_HEAD,
    ORG_NOUN,
    OTHER,
    PARTICLE,
    PEOPLE_VERB,
    PLACE_NOUN,
    PREPOSITION,
    ROLE,
    SUFFIX,
    SURNAME,
    TEAM_NICK,
    TEAM_PLACE,
    TITLE,
)  # fmt: skip
from annotations.extract.names.sentence import Sentence

_FLAGS: Final = {
    "gpe": GPE, "loc": LOC, "fac": FAC, "org": ORG, "norp": NORP, "other": OTHER, "given": GIVEN, "also": GIVEN_ALSO,
    "surname": SURNAME, "title": TITLE, "orghead": ORG_HEAD, "company": COMPANY, "lochead": LOC_HEAD,
    "gpehead": GPE_HEAD, "fachead": FAC_HEAD, "eventhead": EVENT_HEAD, "lawhead": LAW_HEAD, "suffix": SUFFIX,
    "calendar": CALENDAR, "common": COMMON, "teamplace": TEAM_PLACE, "teamnick": TEAM_NICK, "role": ROLE,
    "peopleverb": PEOPLE_VERB, "particle": PARTICLE, "placenoun": PLACE_NOUN, "orgnoun": ORG_NOUN,
    "compass": COMPASS, "preposition": PREPOSITION, "function": FUNCTION, "collective": COLLECTIVE,
}  # fmt: skip
_SHAPES: Final = ((re.compile(r"[A-Z]"), "X"), (re.compile(r"[a-z]"), "x"), (re.compile(r"[0-9]"), "d"))
_RUNS: Final = re.compile(r"(.)\1+")
_OUTSIDE: Final = "-"


class Seen(NamedTuple):
    """What one word shows in its own place, to its neighbours on either side, and to the next but one."""

    flags: int
    here: list[str]
    before: list[str]
    after: list[str]
    far_before: list[str]
    far_after: list[str]


class Region(NamedTuple):
    """A stretch of a sentence's tokens, `first` to `last` (exclusive), in which names may stand."""

    first: int
    last: int


_WIDEST_GAP: Final = 2
_MOST_WORDS: Final = 100_000
_EDGE: Final = Seen(0, [], ["-1=^"], ["+1=$"], ["-2=^"], ["+2=$"])


def is_for_rules(s: Sentence) -> bool:
    """Whether `s` is a headline or in capitals: there the rules, which know the text below, know more."""
    return s.style != "prose"


def regions(s: Sentence, chunks: Sequence[Chunk]) -> list[Region]:
    """Return where `s` has words that may be names, with a number before and up to two words between them.

    The rest is no name for sure.
    """
    capitals, flags, first = s.capitals, s.flags, s.first
    near = {i for i in s.starts if capitals[i] and (i != first or not flags[i] & COMMON)}
    if first + 1 < len(capitals) and capitals[first] and capitals[first + 1]:
        near.add(first)
    for chunk in chunks:
        near.update(range(chunk.first, chunk.last))
    found: list[Region] = []
    begin, end = 0, -_WIDEST_GAP - 1
    for i in sorted(near):
        if i > end + _WIDEST_GAP:
            if end > 0:
                found.append(Region(begin, end))
            begin = i - 1 if i and s.words[i - 1][0].isdigit() else i
        end = i + 1
    if end > 0:
        found.append(Region(begin, end))
    return found


def features(s: Sentence, chunks: Sequence[Chunk], region: Region) -> list[list[str]]:
    """Return the features of each token of `region`, in order: strings that stand for one thing seen each."""
    first, last = region
    words, flags, count = s.words, s.flags, len(s.words)
    made, inside = _made(s, chunks, region)
    seen = [_EDGE if i < 0 or i >= count else _seen(words[i], flags[i]) for i in range(first - 2, last + 2)]
    runs = _runs(s, region)
    out = [
        [
            *seen[at + 2].here,
            *seen[at + 1].before,
            *seen[at + 3].after,
            *seen[at].far_before,
            *seen[at + 4].far_after,
            *_of_rules(made[at], made[at + 1], made[at + 2]),
            *inside[at],
            *runs[at],
        ]
        for at in range(last - first)
    ]
    if first <= s.first < last:
        out[s.first - first].append("first&r=" + made[s.first - first + 1])
    return out


def _made(s: Sentence, chunks: Sequence[Chunk], region: Region) -> tuple[list[str], list[list[str]]]:
    """Return the rules' labels from one token before the region to one after, and what their chunks show inside."""
    first, last = region
    made = [_OUTSIDE] * (last - first + 2)
    inside: list[list[str]] = [[]] * (last - first)
    for chunk in chunks:
        if chunk.first < last and chunk.last > first:
            shown = _of_chunk(s, chunk)
            for i in range(chunk.first, chunk.last):
                made[i - first + 1] = f"I-{chunk.label}"
                inside[i - first] = shown
            made[chunk.first - first + 1] = f"B-{chunk.label}"
    return made, inside


@cache
def _of_rules(before: str, here: str, after: str) -> list[str]:
    return ["r-1=" + before + "|" + here, "r+1=" + after + "|" + here]


def _of_chunk(s: Sentence, chunk: Chunk) -> list[str]:
    label = chunk.label
    before = s.words[chunk.first - 1].lower() if chunk.first else "^"
    after = s.words[chunk.last].lower() if chunk.last < len(s.words) else "$"
    return [
        f"rule={chunk.rule}|{label}",
        f"pre&r={before}|{label}",
        f"post&r={after}|{label}",
    ]


def _runs(s: Sentence, region: Region) -> list[list[str]]:
    """Return for each token of `region` what its run of capitals shows: the words on either side, and its last."""
    out: list[list[str]] = []
    words, capitals, count = s.words, s.capitals, len(s.words)
    i, last = region
    while i < last:
        if not capitals[i]:
            out.append([])
            i += 1
            continue
        j = i + 1
        while j < last and capitals[j]:
            j += 1
        before = words[i - 1].lower() if i else "^"
        after = words[j].lower() if j < count else "$"
        out.extend([["runpre=" + before, "runpost=" + after, "runlast=" + words[j - 1].lower()]] * (j - i))
        i = j
    return out


_words: dict[str, Seen] = {}


def _seen(word: str, flags: int) -> Seen:
    found = _words.get(word)
    if found is None or found.flags != flags:
        if len(_words) > _MOST_WORDS:
            _words.clear()
        found = _words[word] = _look(word, flags)
    return found


def _look(word: str, flags: int) -> Seen:
    lower = word.lower()
    shape = word
    for pattern, sign in _SHAPES:
        shape = pattern.sub(sign, shape)
    shape = _RUNS.sub(r"\1\1", shape)[:8]
    listed = [name for name, flag in _FLAGS.items() if flags & flag]
    known = ",".join(listed)
    here = ["w=" + lower, "s=" + shape, "k=" + known]
    if word[:1].isalpha() and len(word) > 3:
        here.append("e3=" + lower[-3:])
    return Seen(
        flags,
        here,
        ["-1=" + lower, "-1k=" + known],
        ["+1=" + lower, "+1k=" + known],
        ["-2=" + lower],
        ["+2=" + lower],
    )
