"""Acronyms: by the letters of the full name, or set beside it in brackets whatever its letters."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from annotations.extract.coreference.group import Group
from annotations.extract.coreference.spelling import body_words, canonical, folded

_SMALL: Final = frozenset(["of", "the", "for", "and", "on", "in", "to", "de", "la", "'s", "against"])
_ACRONYM: Final = re.compile(r"[A-Z](?:\.?[A-Zo]){1,7}\.?")
_LONGEST: Final = 12
_ENOUGH_LETTERS: Final = 3


def is_acronym(text: str) -> bool:
    """Whether a name is made of capitals: LSC, U.N., BoE."""
    return bool(_ACRONYM.fullmatch(text)) and text[-1] != "o"


def letters_of(text: str) -> str:
    """Return an acronym's letters as capitals, without points."""
    return text.replace(".", "").upper()


def merge_acronyms(groups: Sequence[Group]) -> None:
    """Merge each acronym with the one thing of several words whose initials it has, in whatever order."""
    acronyms = [group for group in groups if all(is_acronym(name.text) for name in group.names)]
    named: dict[str, dict[Group, None]] = {}
    for group in groups if acronyms else ():
        for words in group.forms:
            for letters in spelled(words):
                named.setdefault(letters, {})[group] = None
                if len(letters) >= _ENOUGH_LETTERS:
                    named.setdefault("".join(sorted(letters.lower())), {})[group] = None
    for group in acronyms:
        short = letters_of(group.names[0].text)
        if folded(short) in canonical():
            continue
        for letters in (short, "".join(sorted(short.lower()))):
            bodies = [g for g in named.get(letters, ()) if g is not group and g.names]
            if len(bodies) == 1:
                bodies[0].absorb(group)
                break


def spelled(words: Sequence[str]) -> Iterator[str]:
    """Yield the acronyms that a full name makes: with and without its small words, hyphenated ones as one or two."""
    words = words[:_LONGEST]
    if len(words) < 2:
        return
    seen: set[str] = set()
    for parts in (words, [part for word in words for part in word.split("-")]):
        telling = [part for part in parts if part[:1].isalpha() and folded(part) not in _SMALL]
        capitals = "".join(part[0] for part in telling if part[0].isupper())
        everything = "".join(part[0] for part in parts if part[:1].isalpha()).upper()
        seen.update((capitals, "".join(part[0] for part in telling).upper(), everything))
    yield from (folded(letters).upper() for letters in seen if len(letters) > 1)


def may_stand_for(short: str, full: str, label: str) -> bool:
    """Whether an acronym in brackets after `full` is its own: by its letters, or as that of another language."""
    words = [part for word in body_words(full) for part in word.split("-") if part]
    letters, initials = letters_of(short), folded("".join(word[0] for word in words)).upper()
    if letters[0] in initials and len(words) > 1 and not set(letters).difference(folded(full).upper()):
        return True
    return label == "ORG" and len(words) > 1 and folded(short) not in canonical()
