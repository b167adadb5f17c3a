"""Spellings of one name made equal: case, diacritics, apostrophes, articles, a company's form, a person's initials."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final, NamedTuple

from annotations.extract.names.lexicon import COMPANY, SUFFIX, lexicon
from annotations.extract.wordlists import word_groups

_ARTICLE: Final = re.compile(r"(?:the|The|THE)\s")
_PARTICLE: Final = re.compile(r"^(?:al|el|an|as|ash|ad|ar|at|az)[-'](?=.)")
_POSSESSIVE: Final = re.compile(r"['’]s?$", re.IGNORECASE)
_INITIALS: Final = re.compile(r"(?:[A-Z]\.?-?){1,3}")
_LETTERS: Final = str.maketrans({"’": "'", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i"})
_MARKS: Final = re.compile("[\u0300-\u036f]")
_OWNING: Final = re.compile(r"'s?(?= |$)")
_STATE: Final = re.compile(r"(?:state|republic|kingdom) of (?!the )")


def folded(text: str) -> str:
    """Return `text` in lower case, on one line, without diacritics: MÜLLER, Müller and Muller are one."""
    if text.isascii():
        return text.lower().replace("\n", " ")
    lower = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return _MARKS.sub("", lower).replace("\n", " ")


class PersonForm(NamedTuple):
    """A person's name: its words from given to family name, folded; the initials among them; Jr. or III."""

    words: tuple[str, ...]
    initials: str
    suffix: str


@lru_cache(maxsize=20_000)
def person_form(text: str) -> PersonForm:
    """Read a person's name; initials and the Arabic article are no words of it."""
    words: list[str] = []
    initials = suffix = ""
    parts = _POSSESSIVE.sub("", text).replace(",", " ").split()
    for at, part in enumerate(parts):
        if at and lexicon().flags.get(part, 0) & SUFFIX:
            suffix = part.strip(".").lower()
        elif _is_initials(part, alone=at == 0 or at == len(parts) - 1, capitals=text.isupper()):
            initials += "".join(c for c in part.lower() if c.isalpha())
        else:
            words.append(_PARTICLE.sub("", folded(part)))
    return PersonForm(tuple(words) or (folded(text),), initials if words else "", suffix)


def _is_initials(part: str, *, alone: bool, capitals: bool) -> bool:
    """Whether a part of a name is initials: with points, or one letter, or in the middle of a name (George HW Bush)."""
    if not _INITIALS.fullmatch(part):
        return False
    return "." in part or len(part) == 1 or not (alone or capitals)


@lru_cache(maxsize=20_000)
def body_words(text: str) -> tuple[str, ...]:
    """Return a name's words without the article and without a company's form: Holm Steel Inc. as Holm Steel."""
    words = _ARTICLE.sub("", _POSSESSIVE.sub("", text) if text[-1:] in "s'’" else text, count=1).split()
    while len(words) > 1 and (lexicon().flags.get(words[-1], 0) & COMPANY or words[-1] == "&"):
        words.pop()
    return tuple(word.rstrip(",") for word in words)


def is_company(text: str) -> bool:
    """Whether a name ends in a company's form: Holm Steel Inc."""
    return bool(lexicon().flags.get(text.split()[-1], 0) & COMPANY)


def is_private(text: str) -> bool:
    """Whether a body's first word may stand for it: Holm Steel; in "Larn Police" it is a place."""
    return is_company(text) or word_groups("names/bodies")["public"].isdisjoint(body_words(text)[1:])


@lru_cache(maxsize=20_000)
def body_key(text: str) -> str:
    """Return what all spellings and listed other names of a body or place have in common."""
    known = canonical()
    whole = _unowned(folded(text))
    if whole in known:
        return known[whole]
    key = _unowned(folded(" ".join(body_words(text))))
    key = key if key in known else _STATE.sub("", key, count=1)
    return known.get(key, key)


def _unowned(lower: str) -> str:
    """Return a folded name without its marks of possession: a workers' party is a workers party."""
    return _OWNING.sub("", lower) if "'" in lower else lower


@cache
def canonical() -> dict[str, str]:
    """Return the fullest name for each other name of a thing, both folded."""
    names: dict[str, str] = {}
    for name, others in word_groups("names/aliases").items():
        full = _unowned(folded(name))
        names.update((_unowned(folded(other)), full) for other in others)
    return {other: full for other, full in names.items() if other != full}


@cache
def full_names() -> frozenset[str]:
    """Return the fullest names of things that have others, as they are written."""
    listed = word_groups("names/aliases")
    return frozenset(listed).difference(*listed.values())


@cache
def _given_names() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for name, others in word_groups("names/given_variants").items():
        for form in (name, *others):
            groups.setdefault(form, set()).add(name)
    return {form: frozenset(names) for form, names in groups.items()}


def same_given(one: str, other: str) -> bool:
    """Whether two folded given names may be one person's: William and Bill, Mohammed and Muhammad."""
    if one == other:
        return True
    known = _given_names()
    return not known.get(one, frozenset()).isdisjoint(known.get(other, ()))
