"""What is known of words and phrases before any text is read: word lists as bit flags and as phrases by first word."""

from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

from annotations.extract.segment import tokenize
from annotations.extract.wordlists import word_groups, words_in
from annotations.model import NameLabel

GPE: Final = 1
LOC: Final = 1 << 1
FAC: Final = 1 << 2
ORG: Final = 1 << 3
NORP: Final = 1 << 4
OTHER: Final = 1 << 5
GIVEN: Final = 1 << 6
GIVEN_ALSO: Final = 1 << 7
SURNAME: Final = 1 << 8
TITLE: Final = 1 << 9
TITLE_MODIFIER: Final = 1 << 10
ORG_HEAD: Final = 1 << 11
ORG_OPENER: Final = 1 << 12
COMPANY: Final = 1 << 13
LOC_HEAD: Final = 1 << 14
LOC_OPENER: Final = 1 << 15
GPE_HEAD: Final = 1 << 16
GPE_OPENER: Final = 1 << 17
FAC_HEAD: Final = 1 << 18
EVENT_HEAD: Final = 1 << 19
LAW_HEAD: Final = 1 << 20
SUFFIX: Final = 1 << 21
CALENDAR: Final = 1 << 22
COMMON: Final = 1 << 23
TEAM_PLACE: Final = 1 << 24
TEAM_NICK: Final = 1 << 25
ROLE: Final = 1 << 26
PEOPLE_VERB: Final = 1 << 27
PARTICLE: Final = 1 << 28
PLACE_NOUN: Final = 1 << 29
ORG_NOUN: Final = 1 << 30
COMPASS: Final = 1 << 31
PREPOSITION: Final = 1 << 32
FUNCTION: Final = 1 << 33
COLLECTIVE: Final = 1 << 34
FAMILY_HEAD: Final = 1 << 35
KIN: Final = 1 << 36

KNOWN: Final = GPE | LOC | FAC | ORG | NORP | OTHER
PLACE: Final = GPE | LOC | FAC

_WORD_GROUPS: Final = {
    "org_head": ORG_HEAD,
    "org_opener": ORG_OPENER,
    "company": COMPANY,
    "news_head": ORG_HEAD,
    "loc_head": LOC_HEAD,
    "loc_opener": LOC_OPENER,
    "gpe_head": GPE_HEAD,
    "gpe_opener": GPE_OPENER,
    "fac_head": FAC_HEAD,
    "event_head": EVENT_HEAD,
    "law_head": LAW_HEAD,
    "title": TITLE,
    "title_modifier": TITLE_MODIFIER,
    "suffix": SUFFIX,
    "particle": PARTICLE,
    "calendar": CALENDAR,
    "role": ROLE,
    "people_verb": PEOPLE_VERB,
    "place_noun": PLACE_NOUN,
    "org_noun": ORG_NOUN,
    "compass": COMPASS,
    "place_preposition": PREPOSITION,
    "collective": COLLECTIVE,
    "family_head": FAMILY_HEAD,
    "kin": KIN,
}
_LABEL_FLAGS: Final[dict[NameLabel, int]] = {"GPE": GPE, "LOC": LOC, "FAC": FAC, "ORG": ORG, "NORP": NORP}
_PHRASE_LISTS: Final = ("countries", "regions", "cities", "peoples", "facilities", "organisations", "others")

LABELS: Final[tuple[NameLabel, ...]] = (
    "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART", "LANGUAGE",
    "WEAPON", "VEHICLE",
)  # fmt: skip


class Phrase(NamedTuple):
    """The words after a listed name's first one, and what the name names."""

    rest: tuple[str, ...]
    label: NameLabel


class Lexicon(NamedTuple):
    """Flags of single words, the label of a listed single word, and listed phrases by their first word.

    Of a first word they are found by the second, longest first.
    """

    flags: dict[str, int]
    labels: dict[str, NameLabel]
    phrases: dict[str, dict[str, list[Phrase]]]


@cache
def lexicon() -> Lexicon:
    """Return the word lists; they are read once."""
    flags: dict[str, int] = {}
    labels: dict[str, NameLabel] = {}
    phrases: dict[str, dict[str, list[Phrase]]] = {}

    def mark(words: Iterable[str], flag: int) -> None:
        for word in words:
            flags[word] = flags.get(word, 0) | flag

    def name(entry: str, label: NameLabel) -> None:
        words = tuple(token.text for token in tokenize(entry + " ", 0, len(entry) + 1))
        if len(words) == 1:
            labels.setdefault(words[0], label)
            mark(words, _LABEL_FLAGS.get(label, OTHER))
        else:
            phrases.setdefault(words[0], {}).setdefault(words[1], []).append(Phrase(words[1:], label))

    for source in _PHRASE_LISTS:
        for label, entries in word_groups(f"names/{source}").items():
            for entry in entries:
                name(entry, _label(label))
    outlets = word_groups("outlets")["whole"]
    for entry in outlets:
        if entry.removeprefix("The ") == entry or entry.removeprefix("The ") not in outlets:
            name(entry, "ORG")
    teams = word_groups("names/teams")
    for entry in teams["sure"]:
        name(entry, "ORG")
    mark(teams["place"], TEAM_PLACE)
    mark(teams["nick"], TEAM_NICK)
    given = word_groups("names/given_names")
    mark(given["plain"], GIVEN)
    mark(given["also"], GIVEN_ALSO)
    mark(word_groups("names/surnames")["plain"], SURNAME)
    for group, words in word_groups("names/words").items():
        mark(words, _WORD_GROUPS[group])
    mark(words_in("names/common_words"), COMMON)
    mark(words_in("names/function_words"), COMMON | FUNCTION)
    return Lexicon(flags, labels, {first: _longest_first(by_second) for first, by_second in phrases.items()})


def _longest_first(by_second: dict[str, list[Phrase]]) -> dict[str, list[Phrase]]:
    return {second: sorted(rests, key=lambda phrase: -len(phrase.rest)) for second, rests in by_second.items()}


def _label(name: str) -> NameLabel:
    return next(label for label in LABELS if label == name)
