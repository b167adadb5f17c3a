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

    def half(self) -> "Evidence":
        """Return half of it: what is said again weighs less."""
        return Evidence(self.person / 2, self.organisation / 2, self.place / 2, self.people / 2)

    def plus(self, other: "Evidence") -> "Evidence":
        """Return the sum."""
        if other is NO_EVIDENCE:
            return self
        if self is NO_EVIDENCE:
            return other
        return Evidence(
            self.person + other.person,
            self.organisation + other.organisation,
            self.place + other.place,
            self.people + other.people,
        )


_DEMONYM: Final = re.compile(r"[a-z]{2}(?:an|ans|ese|ish)$")
_PLACE_ENDING: Final = re.compile(r"[a-z](?:(stan|abad|grad|shire|ville|polis|stadt|burgh|pur)|ia|land|burg|sk)$")
_INNER_CAPITAL: Final = re.compile(r"^(?!Mc|Mac|De|Di|Du|La|Le|Lo|Da|Fitz|Van|O['’]|Al|El)[A-Z][a-z]+[A-Z]")
_ON_RIVER: Final = re.compile(r"-(?:le|on|upon|under|sur|sous|les|lès|la|am|im|ob|de|the|in)-[A-Z]")
NO_EVIDENCE: Final = Evidence()
_NOTHING: Final = Evidence(-9.0, -9.0, -9.0, -9.0)
_APPOSITION: Final = 7
_PLACE_OWNED: Final = frozenset(
    ["mayor", "governor", "king", "queen", "emperor", "residents", "inhabitants", "people", "streets", "siege",
     "battle", "fall", "capture", "centre", "center", "part", "parts", "most"]
)  # fmt: skip
_OWNED: Final = frozenset(["shares", "stake", "stock", "unit"])
_BEFORE: Final = {
    "in": Evidence(place=1.4, person=-0.5),
    "the": Evidence(organisation=0.7, person=-1.2),
    **dict.fromkeys(
        ["near", "outside", "across", "around", "toward", "towards", "inside", "throughout"], Evidence(place=1.2)
    ),
    **dict.fromkeys(["mr", "mrs", "ms", "dr"], Evidence(person=2.0)),
}
_POSSESSIVES: Final = frozenset(["'s", "’s"])
_RELATIVES: Final = frozenset(["who", "whose", "whom"])
_EMPLOYED: Final = frozenset(["at", "with", "for"])
_OF: Final = frozenset(["of", "for", "at", "in"])
_DETERMINERS: Final = frozenset(["a", "an", "the", "his", "her", "its", "their", "one", "former"])
_PEOPLE_DETERMINERS: Final = frozenset(["his", "her", "their"])


def evidence(s: Sentence, chunk: Chunk) -> Evidence:
    """Return what speaks for each kind of name at an open chunk."""
    return _of_words(s, chunk).plus(_of_before(s, chunk.first)).plus(_of_after(s, chunk))


def _of_words(s: Sentence, chunk: Chunk) -> Evidence:
    several = chunk.last - chunk.first > 1
    shape = _of_several(s, chunk) if several else _of_single(s, chunk.first)
    person = _given_or_family(s.flags[chunk.first], s.flags[chunk.last - 1])
    if not several and chunk.first == s.first and s.flags[chunk.first] & COMMON:
        person -= 1.0
    return shape.plus(Evidence(person))


def _of_several(s: Sentence, chunk: Chunk) -> Evidence:
    inside = s.flags[chunk.first : chunk.last]
    person = 0.7 if len(inside) < 4 else 0.2
    organisation = 2.0 if "&" in s.words[chunk.first : chunk.last] else 0.0
    if inside[0] & COMMON and not inside[0] & (GIVEN | GIVEN_ALSO | SURNAME) and not inside[-1] & SURNAME:
        person -= 0.8
    known = any(flags & (PLACE | ORG) for flags in inside)
    if known or _is_acronym(s.words[chunk.first]) or _is_acronym(s.words[chunk.last - 1]):
        organisation += 1.0
        person -= 0.5
    return Evidence(person, organisation)


def _of_single(s: Sentence, at: int) -> Evidence:
    word = s.words[at]
    if len(word) == 1 or any(c.isdigit() for c in word):
        return _NOTHING
    if _is_acronym(word):
        return Evidence(person=-0.5, organisation=1.0, place=-1.0)
    if _INNER_CAPITAL.search(word):
        return Evidence(person=-0.5, organisation=1.0)
    if _ON_RIVER.search(word):
        return Evidence(person=-0.5, place=1.0)
    if ending := _PLACE_ENDING.search(word):
        return Evidence(place=0.8 if ending[1] else 0.4)
    if _DEMONYM.search(word) and at + 1 < len(s.words) and s.words[at + 1][0].isalpha():
        return Evidence(people=0.3 if s.flags[at + 1] & (PEOPLE_VERB | FUNCTION) else 1.0)
    return NO_EVIDENCE


def _given_or_family(first: int, last: int) -> float:
    """Return what a name's first and last word tell as a given and a family name; a common word tells little."""
    weight = 0.0
    if last & SURNAME:
        weight += 0.2 if last & COMMON else 1.0
    if first & GIVEN:
        weight += 0.2 if first & COMMON else 1.0
    elif first & GIVEN_ALSO and not first & (KNOWN | COMMON):
        weight += 0.4
    return weight


def _is_acronym(word: str) -> bool:
    return word.isupper() and word.isalpha() and 2 <= len(word) <= 6


def _of_before(s: Sentence, first: int) -> Evidence:
    if first == 0:
        return NO_EVIDENCE
    word, flags = s.words[first - 1].lower(), s.flags[first - 1]
    if word == ",":
        return Evidence(person=1.5) if _role_set_off(s, first - 1) else NO_EVIDENCE
    if word == "of" or word in _POSSESSIVES:
        return _of_owner(s, first, word)
    if flags & COMPASS:
        return Evidence(place=1.5)
    if flags & ROLE:
        return Evidence(person=1.5)
    if flags & ORG_NOUN:
        return Evidence(organisation=1.5)
    if word == "in" and first > 1 and s.words[first - 2] in _OWNED:
        return Evidence(organisation=1.5)
    if word in _EMPLOYED and first > 1 and s.flags[first - 2] & ROLE:
        return Evidence(organisation=1.0, person=-1.0)
    return _BEFORE.get(word) or (Evidence(place=0.5, organisation=0.2) if flags & PREPOSITION else NO_EVIDENCE)


def _role_set_off(s: Sentence, comma: int) -> bool:
    """Whether a role stands before the comma: "the mayor of Karvel, Orla Dunne, ..."."""
    for at in range(comma - 1, max(-1, comma - 1 - _APPOSITION), -1):
        if s.words[at] in (",", ".", ";") or (s.flags[at] & PEOPLE_VERB and not s.flags[at] & ROLE):
            return False
        if s.words[at].lower() in _DETERMINERS or s.words[at] in _POSSESSIVES:
            if any(flags & ROLE for flags in s.flags[at + 1 : comma]):
                return True
            if s.words[at - 1] not in _OF:
                return False
    return False


def _of_owner(s: Sentence, first: int, word: str) -> Evidence:
    """Return what "of" and a possessive before the name tell: the town of X, shares of X, Jamaica's X."""
    if first < 2:
        return NO_EVIDENCE
    if word != "of":
        return Evidence(person=0.3, organisation=0.5) if s.flags[first - 2] & PLACE else NO_EVIDENCE
    if s.flags[first - 2] & PLACE_NOUN:
        return Evidence(place=1.8)
    if s.flags[first - 2] & COMPASS or s.words[first - 2].lower() in _PLACE_OWNED:
        return Evidence(place=1.2)
    return Evidence(organisation=1.5) if s.words[first - 2] in _OWNED else NO_EVIDENCE


def _of_after(s: Sentence, chunk: Chunk) -> Evidence:
    at = chunk.last
    if at >= len(s.words):
        return NO_EVIDENCE
    word, flags = s.words[at], s.flags[at]
    if word == ",":
        return _apposition(s, chunk)
    if word in _RELATIVES:
        return Evidence(person=1.2)
    if word in _POSSESSIVES and at + 1 < len(s.words):
        return Evidence(place=1.5) if s.words[at + 1] in word_list("names/state_nouns") else NO_EVIDENCE
    if word == "(":
        inside = s.flags[at + 1] if at + 1 < len(s.words) else 0
        closed = at + 2 < len(s.words) and s.words[at + 2] == ")"
        return Evidence(person=1.2) if inside & GPE and closed and chunk.last - chunk.first > 1 else NO_EVIDENCE
    if flags & PEOPLE_VERB:
        length = chunk.last - chunk.first
        known = s.flags[chunk.last - 1] & (SURNAME | GIVEN)
        return Evidence(person=1.0 if 1 < length < 4 or known else 0.5, organisation=0.6)
    if flags & ORG_NOUN and not flags & ROLE:
        return Evidence(organisation=1.4)
    if flags & PLACE_NOUN:
        return Evidence(place=1.0)
    return NO_EVIDENCE


def _apposition(s: Sentence, chunk: Chunk) -> Evidence:
    at = chunk.last + 1
    if at >= len(s.words):
        return NO_EVIDENCE
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
        return NO_EVIDENCE
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
    return NO_EVIDENCE
