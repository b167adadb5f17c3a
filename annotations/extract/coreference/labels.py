"""One name, one label: what the places where a name stands tell of each other before names are put together."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from msgspec.structs import replace

from annotations.extract.coreference.spelling import body_key, body_words, folded, is_company, is_private, person_form
from annotations.extract.names import Name
from annotations.extract.names.lexicon import COMMON, GIVEN, GPE, LOC, NORP, lexicon
from annotations.model import NameLabel

_SPEAKS: Final = frozenset(["said", "says", "told", "added", "argued", "wrote", "recalled", "who"])
_MIXED: Final = frozenset(["PERSON", "ORG", "GPE", "LOC", "FAC"])


def with_one_label(text: str, names: Sequence[Name], titled: Callable[[Name], bool]) -> list[Name]:
    """Return `names` with one label for what is one thing; `titled` tells whether a title leads a name in."""
    settled = _by_majority(names, titled)
    return _founders_and_companies(text, settled, titled)


def _by_majority(names: Sequence[Name], titled: Callable[[Name], bool]) -> list[Name]:
    """Give all places of a name the label that most have: names of several words, and those no person has a part in."""
    votes: dict[str, list[NameLabel]] = {}
    for name in names:
        if name.label in _MIXED:
            votes.setdefault(body_key(name.text), []).append(name.label)
    mixed = {key: Counter(labels) for key, labels in votes.items() if labels.count(labels[0]) < len(labels)}
    if not mixed:
        return list(names)
    people = {word for name in names if name.label == "PERSON" for word in _parts_of_person(name, titled)}
    sport = any(name.rule == "sport" for name in names)
    settled: list[Name] = []
    for name in names:
        count = mixed.get(body_key(name.text)) if name.label in _MIXED else None
        if count and _is_one(name, count, people, sport=sport):
            several = " " in name.text
            label = max(count, key=lambda label: (count[label], (label == "PERSON") == several))
            name = replace(name, label=label) if label != name.label else name
        settled.append(name)
    return settled


def _parts_of_person(name: Name, titled: Callable[[Name], bool]) -> tuple[str, ...]:
    words = person_form(name.text).words
    return words if len(words) > 1 or titled(name) else ()


def _is_one(name: Name, count: Counter[NameLabel], people: set[str], *, sport: bool) -> bool:
    words = body_words(name.text)
    if len(words) > 1:
        return True
    if "PERSON" in count:
        return folded(words[0]) not in people
    return not sport and not lexicon().flags.get(words[0], 0) & (GPE | LOC)


def _founders_and_companies(text: str, names: list[Name], titled: Callable[[Name], bool]) -> list[Name]:
    """Read a family name as the company of that name, where it is named in full first and was the last one named."""
    last: dict[str, NameLabel] = dict.fromkeys(_companies(names), "ORG")
    if not last:
        return names
    settled: list[Name] = []
    for name in names:
        if name.label == "ORG" and (word := folded(body_words(name.text)[0])) in last:
            last[word] = "ORG"
        elif name.label == "PERSON" and (word := person_form(name.text).words[-1]) in last:
            alone = " " not in name.text and _may_be_company(name.text, word) and not titled(name)
            if alone and last[word] == "ORG" and not _speaks(text, name):
                name = replace(name, label="ORG")
            last[word] = name.label
        settled.append(name)
    return settled


def _companies(names: Sequence[Name]) -> set[str]:
    """Return the first words of companies, but of those named after a person of that name."""
    seen: Counter[str] = Counter()
    people: set[str] = set()
    for name in names:
        words = body_words(name.text)
        if name.label == "PERSON" and len(words) > 1:
            people.add(person_form(name.text).words[-1])
        elif name.label == "ORG" and len(words) > 1 and folded(words[0]) not in people and is_private(name.text):
            seen[folded(words[0])] += 2 if is_company(name.text) else 1
    return {word for word, times in seen.items() if times > 1}


def _may_be_company(word: str, lower: str) -> bool:
    known = lexicon().flags
    return not known.get(word, 0) & (GIVEN | GPE | LOC | NORP) and not known.get(lower, 0) & COMMON


def _speaks(text: str, name: Name) -> bool:
    after = text[name.end : name.end + 20].split()
    return bool(after) and after[0].strip(".,") in _SPEAKS
