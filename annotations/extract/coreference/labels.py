"""One name, one label: what the places where a name stands tell of each other before names are put together."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from msgspec.structs import replace

from annotations.extract.coreference.spelling import body_key, body_words, folded, person_form
from annotations.extract.names import Name
from annotations.extract.names.lexicon import COMMON, GIVEN, GPE, LOC, NORP, ORG_NOUN, PEOPLE_VERB, lexicon
from annotations.model import NameLabel

_MIXED: Final = frozenset(["PERSON", "ORG", "GPE", "LOC", "FAC"])


def with_one_label(text: str, names: Sequence[Name], titled: Callable[[Name], bool]) -> list[Name]:
    """Return `names` with one label for what is one thing; `titled` tells whether a title leads a name in."""
    settled = _by_majority(names, titled)
    return _founders_and_companies(text, settled, titled)


def _by_majority(names: Sequence[Name], titled: Callable[[Name], bool]) -> list[Name]:
    """Give all places of a name the label that most have: names of several words, and those no person has a part in."""
    votes: dict[str, Counter[NameLabel]] = {}
    people: set[str] = set()
    sport = any(name.rule == "sport" for name in names)
    for name in names:
        if name.label in _MIXED:
            votes.setdefault(body_key(name.text), Counter())[name.label] += 1
        if name.label == "PERSON":
            words = person_form(name.text).words
            people.update(words if len(words) > 1 or titled(name) else ())
    settled: list[Name] = []
    for name in names:
        count = votes.get(body_key(name.text), Counter()) if name.label in _MIXED else Counter[NameLabel]()
        if len(count) > 1 and _is_one(name, count, people, sport=sport):
            label = max(count, key=lambda label: (count[label], label != "PERSON"))
            name = replace(name, label=label) if label != name.label else name
        settled.append(name)
    return settled


def _is_one(name: Name, count: Counter[NameLabel], people: set[str], *, sport: bool) -> bool:
    words = body_words(name.text)
    if len(words) > 1:
        return True
    if "PERSON" in count:
        return folded(words[0]) not in people
    return not sport and not lexicon().flags.get(words[0], 0) & (GPE | LOC)


def _founders_and_companies(text: str, names: list[Name], titled: Callable[[Name], bool]) -> list[Name]:
    """Read a family name as the company of that name, where the company is the last one named and nobody speaks."""
    first: dict[str, NameLabel] = {}
    companies: set[str] = set()
    for name in names:
        words = body_words(name.text)
        if len(words) > 1 and name.label == "ORG":
            companies.add(folded(words[0]))
            first.setdefault(folded(words[0]), "ORG")
        elif name.label == "PERSON" and len(words := person_form(name.text).words) > 1:
            first.setdefault(words[-1], "PERSON")
    if not companies:
        return names
    last: dict[str, NameLabel] = {}
    settled: list[Name] = []
    for name in names:
        words = body_words(name.text)
        if name.label == "ORG" and len(words) > 1:
            last[folded(words[0])] = "ORG"
        elif name.label == "PERSON":
            word = person_form(name.text).words[-1]
            alone = len(words) == 1 and word in companies and not titled(name)
            if alone and _may_be_company(name.text, word) and _is_company(text, name, last.get(word), first[word]):
                name = replace(name, label="ORG")
            if len(words) > 1 or word in last:
                last[word] = name.label
        settled.append(name)
    return settled


def _may_be_company(word: str, lower: str) -> bool:
    known = lexicon().flags
    return not known.get(word, 0) & (GIVEN | GPE | LOC | NORP) and not known.get(lower, 0) & COMMON


def _is_company(text: str, name: Name, last: NameLabel | None, first: NameLabel) -> bool:
    """Whether a family name stands for the company: `last` was named before, `first` is named in full before the other.

    Where both have been named, what follows tells: shares are a company's, and who speaks is a person.
    """
    after = text[name.end : name.end + 20].split()
    follows = lexicon().flags.get(after[0].strip(".,"), 0) if after else 0
    if follows & ORG_NOUN:
        return True
    if first == "ORG" and last != "PERSON":
        return True
    return last == "ORG" and not follows & PEOPLE_VERB
