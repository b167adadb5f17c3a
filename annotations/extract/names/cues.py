"""What stands around an open run of capitals speaks for a person, an organisation or a place."""

import re
from typing import Final, NamedTuple

from annotations.extract.names.first_pass import Chunk
from annotations.extract.names.lexicon import (
    COMMON,
    COMPASS,
    FUNCTION,
    GIVEN,
    GIVEN_ALSO,
    GPE,
    KNOWN,
    ORG,
    ORG_NOUN,
    PEOPLE_VERB,
    PLACE,
    PLACE_NOUN,
    PREPOSITION,
    ROLE,
    SURNAME,
)  # fmt: skip
from annotations.extract.names.sentence import Sentence
from annotations.extract.wordlists import word_list


class Evidence(NamedTuple):
    """How much speaks for a person, an organisation, a place, a people: about 1 for a fair sign, set by hand."""

    person: float = 0.0
    organisation: float = 0.0
    place: float = 0.0
    people: float = 0.0

    def plus(self, other: "Evidence") -> "Evidence":
        """Return the sum."""
        return Evidence(
            self.person + other.person,
            self.organisation + other.organisation,
            self.place + other.place,
            self.people + other.people,
        )


_DEMONYM: Final = re.compile(r"[a-z]{2}(?:an|ans|ese|ish)$")
_NONE: Final = Evidence()
_APPOSITION: Final = 7
_NEAR: Final = frozenset(["near", "outside", "across", "around", "toward", "towards", "inside", "throughout"])
_POSSESSIVES: Final = frozenset(["'s", "’s"])
_RELATIVES: Final = frozenset(["who", "whose", "whom"])
_DETERMINERS: Final = frozenset(["a", "an", "the", "his", "her", "its", "their", "one", "former"])
_PEOPLE_DETERMINERS: Final = frozenset(["his", "her", "their"])


def evidence(s: Sentence, chunk: Chunk) -> Evidence:
    """Return what speaks for each kind of name at an open chunk."""
    return _of_words(s, chunk).plus(_of_before(s, chunk.first)).plus(_of_after(s, chunk))


def _of_words(s: Sentence, chunk: Chunk) -> Evidence:
    length = chunk.last - chunk.first
    person = organisation = people = 0.0
    inside = s.flags[chunk.first : chunk.last]
    last, first = s.flags[chunk.last - 1], s.flags[chunk.first]
    word = s.words[chunk.first]
    if "&" in s.words[chunk.first : chunk.last]:
        organisation += 2.0
    if length > 1:
        person += 0.7 if length < 4 else 0.2
        if any(f & (PLACE | ORG) for f in inside) or _is_acronym(word) or _is_acronym(s.words[chunk.last - 1]):
            organisation += 1.0
            person -= 0.5
    elif _DEMONYM.search(word) and chunk.last < len(s.words) and s.words[chunk.last][0].isalpha():
        people = 1.0 if not s.flags[chunk.last] & (PEOPLE_VERB | FUNCTION) else 0.3
    elif _is_acronym(word):
        organisation += 1.0
        person -= 0.5
    if last & SURNAME:
        person += 0.2 if last & COMMON else 1.0
    if first & GIVEN:
        person += 0.2 if first & COMMON else 1.0
    elif first & GIVEN_ALSO and not first & (KNOWN | COMMON):
        person += 0.4
    if chunk.first == s.first and first & COMMON and length == 1:
        person -= 1.0
    return Evidence(person, organisation, people=people)


def _is_acronym(word: str) -> bool:
    return word.isupper() and 2 <= len(word) <= 6 and not word.endswith(".")


def _of_before(s: Sentence, first: int) -> Evidence:
    if first == 0:
        return _NONE
    word, flags = s.words[first - 1].lower(), s.flags[first - 1]
    before = s.words[first - 2].lower() if first > 1 else ""
    if word == "of" and first > 1:
        if s.flags[first - 2] & PLACE_NOUN:
            return Evidence(place=1.8)
        return Evidence(organisation=1.5) if before in ("shares", "stake", "unit") else _NONE
    if word in _POSSESSIVES and first > 1 and s.flags[first - 2] & PLACE:
        return Evidence(person=0.3, organisation=0.5)
    if flags & COMPASS:
        return Evidence(place=1.5)
    if flags & ROLE:
        return Evidence(person=1.5)
    if flags & ORG_NOUN:
        return Evidence(organisation=1.5)
    if word == "in":
        return (
            Evidence(organisation=1.5) if before in ("shares", "stake", "stock") else Evidence(place=1.4, person=-0.5)
        )
    if word in _NEAR:
        return Evidence(place=1.2)
    if flags & PREPOSITION:
        return Evidence(place=0.5, organisation=0.2)
    if word == "the":
        return Evidence(organisation=0.7, person=-1.2)
    if word in ("mr", "mrs", "ms", "dr"):
        return Evidence(person=2.0)
    return _NONE


def _of_after(s: Sentence, chunk: Chunk) -> Evidence:
    at = chunk.last
    if at >= len(s.words):
        return _NONE
    word, flags = s.words[at], s.flags[at]
    if word == ",":
        return _apposition(s, chunk)
    if word in _RELATIVES:
        return Evidence(person=1.2)
    if word in _POSSESSIVES and at + 1 < len(s.words):
        return Evidence(place=1.5) if s.words[at + 1] in word_list("names/state_nouns") else _NONE
    if word == "(":
        inside = s.flags[at + 1] if at + 1 < len(s.words) else 0
        closed = at + 2 < len(s.words) and s.words[at + 2] == ")"
        return Evidence(person=1.2) if inside & GPE and closed and chunk.last - chunk.first > 1 else _NONE
    if flags & PEOPLE_VERB:
        length = chunk.last - chunk.first
        known = s.flags[chunk.last - 1] & (SURNAME | GIVEN)
        return Evidence(person=1.0 if 1 < length < 4 or known else 0.5, organisation=0.6)
    if flags & ORG_NOUN and not flags & ROLE:
        return Evidence(organisation=1.2)
    if flags & PLACE_NOUN:
        return Evidence(place=1.0)
    return _NONE


def _apposition(s: Sentence, chunk: Chunk) -> Evidence:
    at = chunk.last + 1
    if at >= len(s.words):
        return _NONE
    word, flags = s.words[at], s.flags[at]
    if word.isdigit() and len(word) == 2 and at + 1 < len(s.words) and s.words[at + 1] in (",", "."):
        return Evidence(person=2.0)
    if word in _RELATIVES:
        return Evidence(person=1.5)
    if word == "which":
        return Evidence(person=-1.5, place=0.5, organisation=0.5)
    if flags & PLACE and chunk.last - chunk.first < 3:
        return Evidence(place=0.9)
    if word not in _DETERMINERS and not flags & ROLE:
        return _NONE
    for ahead in range(at, min(len(s.words), at + _APPOSITION)):
        flags = s.flags[ahead]
        if s.words[ahead] in (",", ".", ";"):
            break
        if flags & ROLE:
            return Evidence(person=1.5)
        if flags & PLACE_NOUN:
            return Evidence(place=1.0)
        if flags & ORG_NOUN:
            return Evidence(organisation=1.0)
    return _NONE
