"""Sports news: a town's name names its club, results stand in lines of names and numbers."""

from collections.abc import Container, Sequence
from functools import cache
from typing import Final, NamedTuple

from annotations.extract.names.cues import NO_EVIDENCE, Evidence
from annotations.extract.names.first_pass import Chunk
from annotations.extract.names.lexicon import (
    CALENDAR,
    GIVEN,
    PLACE,
    SURNAME,
    TEAM_NICK,
    TEAM_PLACE,
)
from annotations.extract.names.sentence import Sentence
from annotations.extract.wordlists import word_groups

_LONGEST_RESULT: Final = 16
_ENOUGH_RESULTS: Final = 3
_ENOUGH_WORDS: Final = 3
_CLUB: Final = 1.0


class Sport(NamedTuple):
    """What a sports report shows: how much speaks for each name as a club's."""

    clubs: dict[str, float]

    def is_club(self, s: Sentence, chunk: Chunk, key: str) -> bool:
        """Whether a listed place stands for its club here: not where it says where, nor in a dateline."""
        if self.clubs.get(key, 0.0) < _CLUB or key in _nations():
            return False
        return not _says_where(s, chunk)

    def evidence(self, s: Sentence, chunk: Chunk, key: str) -> Evidence:
        """Return what the report adds to the evidence for an open chunk."""
        length = chunk.last - chunk.first
        if length == 1 and s.flags[chunk.first] & TEAM_NICK:
            return Evidence(organisation=1.5)
        if self.clubs.get(key, 0.0) >= _CLUB:
            return Evidence(organisation=1.5)
        if length > 1 and (_is_result(s) or _in_brackets(s, chunk)):
            return Evidence(person=0.5)
        before = s.words[chunk.first - 1] if chunk.first else ""
        return Evidence(person=1.2) if length == 1 and before in ("c", "b", "lbw", "st") else NO_EVIDENCE


def sport_of(found: Sequence[tuple[Sentence, list[Chunk]]], people: Container[str]) -> Sport | None:
    """Return what the document tells of clubs if it is a sports report, by its result lines and its words.

    `people` are the words that name people in it.
    """
    words = word_groups("names/sport")
    results = [s for s, _ in found if _is_result(s)]
    told = sum(len(words["word"].intersection(s.words)) for s, _ in found)
    if len(results) < _ENOUGH_RESULTS and told < (_ENOUGH_WORDS if results else 2 * _ENOUGH_WORDS):
        return None
    clubs: dict[str, float] = {}
    for s, chunks in found:
        for chunk in chunks:
            weight = _club_weight(s, chunk)
            key = " ".join(s.keys[chunk.first : chunk.last])
            if weight and (chunk.label is not None or key not in people):
                clubs[key] = clubs.get(key, 0.0) + weight
    return Sport(clubs)


@cache
def _nations() -> frozenset[str]:
    return word_groups("names/countries")["GPE"]


def _is_result(s: Sentence) -> bool:
    """Whether a line holds nothing but names and numbers: "Larne 2 Derry 1", "CHICAGO AT BOSTON"."""
    if not 2 < len(s.words) <= _LONGEST_RESULT:
        return False
    small = word_groups("names/sport")["result"]
    numbers = 0
    for word, capital, flags in zip(s.words, s.capitals, s.flags, strict=True):
        if flags & CALENDAR:
            return False
        if word[0].isdigit():
            numbers += 1
        elif not capital and word[0].isalpha() and word not in small:
            return False
    return numbers > 1 or (s.style == "capitals" and any(word in ("AT", "V", "VS") for word in s.words[1:-1]))


def _in_brackets(s: Sentence, chunk: Chunk) -> bool:
    return chunk.last + 1 < len(s.words) and s.words[chunk.last] == "(" and bool(s.flags[chunk.last + 1] & PLACE)


def _club_weight(s: Sentence, chunk: Chunk) -> float:
    """Return how much speaks for a club here: 0 for what is no town and no single unknown word."""
    listed = chunk.rule == "list" and chunk.label in ("GPE", "LOC")
    if not listed and chunk.label is not None:
        return 0.0
    flags = s.flags[chunk.first]
    weight = 0.5 if flags & TEAM_PLACE and chunk.last - chunk.first == 1 else 0.0
    before = s.words[chunk.first - 1] if chunk.first else ""
    after = s.words[chunk.last] if chunk.last < len(s.words) else ""
    if _is_result(s):
        person = chunk.last - chunk.first > 1 and not listed
        bracketed = before == "(" or after == "("
        return 0.0 if bracketed or person or (flags & (GIVEN | SURNAME) and not listed) else weight + 1.5
    words = word_groups("names/sport")
    if after in words["club_does"] or before in words["to_club"] or after in words["of_club"]:
        weight += 0.7
    elif after.isdigit() and len(after) < 4 and not _says_where(s, chunk) and listed:
        weight += 1.0
    elif after in ("'s", "’s") and listed and chunk.last + 1 < len(s.words) and s.flags[chunk.last + 1] & GIVEN:
        weight += 0.7
    elif weight and (_says_where(s, chunk) or not chunk.first):
        weight = 0.0
    return weight


def _says_where(s: Sentence, chunk: Chunk) -> bool:
    before = s.words[chunk.first - 1].lower() if chunk.first else ""
    after = s.words[chunk.last] if chunk.last < len(s.words) else ""
    if before == "," and chunk.first > 1 and s.flags[chunk.first - 2] & PLACE:
        return True
    dated = after[:1].isdigit() and "-" in after[1:]
    if dated or before in ("in", "at", "near", "from", "outside", "around", "("):
        return True
    following = s.flags[chunk.last + 1] if chunk.last + 1 < len(s.words) else 0
    return after == "," and bool(following & PLACE)
