"""Bodies, places and all that is no person: one key for all spellings, then acronyms, then short forms."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from annotations.extract.coreference.acronyms import merge_acronyms
from annotations.extract.coreference.beside import beside
from annotations.extract.coreference.group import Group
from annotations.extract.coreference.spelling import (
    body_key,
    body_words,
    canonical,
    folded,
    full_names,
    is_company,
    is_private,
)
from annotations.extract.names import Name
from annotations.extract.names.lexicon import COMMON, GPE, LOC, NORP, ORG, ORG_HEAD, Phrase, lexicon

_PLACES: Final = ("GPE", "LOC", "FAC")
_BODIES: Final = ("ORG", "NORP", "FAC")
_ABBREVIATED: Final = frozenset(["ORG", "FAC", "EVENT", "LAW", "LOC", "PRODUCT"])
_LINKS: Final = frozenset(["of", "for", "in", "on", "and", "at", "de"])
_TWINS: Final = (("North", "South"), ("East", "West"))
_NO_TWINS: Final = frozenset(["carolina", "dakota"])
Words = tuple[str, ...]


def group_others(text: str, names: Sequence[Name]) -> list[Group]:
    """Return one group for each thing, no person, that `names` name; they stand in the order of the text."""
    groups: dict[tuple[str, str], Group] = {}
    group_of: list[Group] = []
    for name in names:
        key = _key(name)
        group = groups.get((key, name.label)) or _elsewhere(groups, key, name)
        if group:
            group.take(name, body_words(name.text))
        else:
            group = groups[key, name.label] = Group(name, body_words(name.text))
        group_of.append(group)
    _merge_neighbours(text, names, group_of)
    merge_acronyms([group for group in groups.values() if group.names and group.label in _ABBREVIATED])
    bodies = [group for group in groups.values() if group.names and group.label in ("ORG", "FAC")]
    _merge_short(text, bodies)
    _merge_heads(text, bodies)
    _merge_twins(text, groups)
    return [group for group in groups.values() if group.names]


def _elsewhere(groups: dict[tuple[str, str], Group], key: str, name: Name) -> Group | None:
    """Return the group of a thing that was read as another kind before: a place, or a body listed with other names."""
    labels = _PLACES if name.label in _PLACES else ()
    if name.label in _BODIES and key in _listed():
        labels = (*labels, *_BODIES)
    return next((groups[key, label] for label in labels if (key, label) in groups), None)


@cache
def _listed() -> frozenset[str]:
    return frozenset(canonical().values())


def _key(name: Name) -> str:
    key = body_key(name.text)
    if name.label == "NORP" and key.endswith("s") and lexicon().flags.get(body_words(name.text)[-1][:-1], 0) & NORP:
        return key[:-1]
    return key


def _merge_neighbours(text: str, names: Sequence[Name], group_of: Sequence[Group]) -> None:
    """Merge what the text itself calls two names of one thing."""
    for at in beside(text, names):
        one, other = group_of[at].whole, group_of[at + 1].whole
        if one is not other:
            one.absorb(other)


# --- short forms


def _merge_short(text: str, bodies: Sequence[Group]) -> None:
    """Merge a body's short form, its first or last words, with the body, if only one comes into question."""
    by_part: dict[Words, dict[Group, None]] = {}
    for group in bodies:
        for words in group.forms:
            if len(words) > 1 and not _owned(text, group):
                for part in _parts(_folded(words)):
                    by_part.setdefault(part, {})[group] = None
    for group in sorted(bodies, key=lambda group: -len(next(iter(group.forms)))):
        words = next(iter(group.forms))
        if not group.names or _owned(text, group) or any(_folded(form) != _folded(words) for form in group.forms):
            continue
        options = {g.whole: None for g in by_part.get(_folded(words), ()) if g.whole is not group}
        if len(options) == 1 and _stands_alone(words, body := next(iter(options))):
            body.absorb(group)


def _folded(words: Words) -> Words:
    return tuple(folded(word) for word in words[:12])


def _parts(words: Words) -> list[Words]:
    """Return the parts of a name that may stand for it: without its first words, or what comes before the last ones."""
    behind = [words[at:] for at in range(1, len(words) - 1)]
    before = [words[:at] for at in range(2, len(words)) if words[at - 1] not in _LINKS]
    return [words[:1], *before, *behind, *([words[1:]] if len(words) == 2 else [])]


def _stands_alone(words: Words, group: Group) -> bool:
    """Whether the words are a short form of the body rather than the name of another."""
    if len(words) > 1:
        if " ".join(words) in full_names():
            return False
        return not _is_listed(words) or any(_is_nation_s(form, words) for form in group.forms)
    if not _is_telling(words[0], among=group):
        return False
    return any(is_private(name.text) for name in group.names)


def _is_nation_s(form: Words, short: Words) -> bool:
    """Whether a form is a nation's or place's body that is called by the short one: the Russian Defense Ministry."""
    before = form[: -len(short)]
    place = all(lexicon().flags.get(word, 0) & (NORP | GPE) for word in before)
    return bool(before) and place and _folded(form[-len(short) :]) == _folded(short)


def _is_listed(words: Words) -> bool:
    return Phrase(words[1:], "ORG") in lexicon().phrases.get(words[0], {}).get(words[1], ())


def _is_telling(word: str, among: Group) -> bool:
    flags = lexicon().flags
    known = flags.get(word, 0)
    if known & ORG and not any(is_company(name.text) for name in among.names):
        return False
    return not known & (GPE | LOC | NORP | COMMON) and not flags.get(folded(word), 0) & COMMON


def _owned(text: str, group: Group) -> bool:
    """Whether the body is named as somebody's: "Iran's Foreign Ministry"."""
    start = group.names[0].start
    return text[max(0, start - 3) : start] in ("'s ", "’s ")


def _merge_heads(text: str, bodies: Sequence[Group]) -> None:
    """Merge "the Council" with the one body named before whose name turns on that word."""
    for group in bodies:
        if not group.names or group.forms.keys() != {(word := group.names[0].text.split()[-1],)}:
            continue
        if not lexicon().flags.get(word, 0) & ORG_HEAD or word in lexicon().labels:
            continue
        options = [g for g in bodies if g.names and g is not group and any(_head(form) == word for form in g.forms)]
        if len(options) == 1 and options[0].names[0].start < group.names[0].start and _definite(text, group.names[0]):
            options[0].absorb(group)


def _head(words: Words) -> str | None:
    """Return the last word before a preposition, of a name of several words."""
    end = next((at for at, word in enumerate(words) if word in _LINKS), len(words))
    return words[end - 1] if end and len(words) > 1 else None


def _definite(text: str, name: Name) -> bool:
    return name.text[:4].lower() == "the " or text[max(0, name.start - 4) : name.start].lower() == "the "


def _merge_twins(text: str, groups: dict[tuple[str, str], Group]) -> None:
    """Merge "the North" with North Galdia, where the text names South Galdia too."""
    for pair in _TWINS:
        short = {side: g for side in pair for label in ("GPE", "LOC") if (g := groups.get((side.lower(), label)))}
        if not short:
            continue
        rests: dict[str, dict[str, Group]] = {}
        for (key, label), group in groups.items():
            first, _, rest = key.partition(" ")
            if label == "GPE" and rest and rest not in _NO_TWINS and first.capitalize() in pair and group.names:
                rests.setdefault(rest, {})[first.capitalize()] = group
        twins = [both for both in rests.values() if len(both) == 2]
        for side, group in short.items() if len(twins) == 1 else ():
            if any(_definite(text, name) for name in group.names):
                twins[0][side].absorb(group)
