"""People: whole names first, then short forms, each to the one who fits: by title and sex, else who was named last."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from annotations.extract.coreference.group import Group
from annotations.extract.coreference.spelling import PersonForm, person_form, same_given
from annotations.extract.names import Name
from annotations.extract.names.lexicon import SURNAME, lexicon
from annotations.extract.wordlists import word_map

_MOST_NAMESAKES: Final = 40
_MOST_FORMS: Final = 12
_LONGEST: Final = 6
_FAMILY, _GIVEN, _BETWEEN = range(3)
_RANKS: Final = (_FAMILY, _GIVEN, _BETWEEN)
_PREFIXES: Final = frozenset(["abu", "umm", "bin", "ibn", "abd", "abdul", "abdel", "el", "van", "von", "de", "la"])


class Address(NamedTuple):
    """How a name is led in: the words of the role or title before it, folded, and the sex that they tell."""

    title: frozenset[str]
    sex: str | None

    def speaks_for(self, person: "_Person") -> tuple[int, bool]:
        """Return how well a person fits: by the words of a title, then by sex."""
        return len(person.title & self.title), self.sex is not None and person.sex == self.sex


NO_ADDRESS: Final = Address(frozenset(), None)
Parts = tuple[str, ...]


class _Person(Group):
    """One person in the making."""

    def __init__(self, name: Name, form: PersonForm) -> None:
        super().__init__(name, form.words)
        self.full = [form]
        self.title: frozenset[str] = frozenset()
        self.sex: str | None = None

    def meet(self, address: Address) -> None:
        self.title |= address.title
        self.sex = self.sex or address.sex


def group_people(names: Sequence[Name], address: Callable[[Name], Address]) -> list[Group]:
    """Return one group for each person whom `names` name; `address` tells how a name is led in."""
    forms = [person_form(name.text) for name in names]
    short = _short_forms(forms)
    people: list[_Person] = []
    by_form: dict[tuple[str, str, str], _Person] = {}
    by_family: dict[str, list[_Person]] = {}
    for name, form in zip(names, forms, strict=True):
        if form.words in short:
            continue
        key = ("".join(form.words), form.initials, form.suffix)
        person = by_form.get(key) or _same_person(form, by_family)
        if person:
            person.take(name, form.words)
            if form not in person.full:
                person.full.append(form)
        else:
            person = _Person(name, form)
            person.sex = _sex(form)
            people.append(person)
            by_family.setdefault(form.words[-1], []).append(person)
        person.meet(address(name))
        by_form[key] = person
    namesakes = _Namesakes(people)
    for name, form in zip(names, forms, strict=True):
        if form.words not in short:
            namesakes.named(by_form["".join(form.words), form.initials, form.suffix], form.words)
            continue
        cue = address(name)
        known = namesakes.meant(form, cue)
        if known:
            known.take(name, form.words)
        else:
            known = _Person(name, form)
            people.append(known)
        known.meet(cue)
        namesakes.named(known, form.words)
    return list(people)


def _sex(form: PersonForm) -> str | None:
    """Return the sex that a given name tells; none for one that may be a family name: Kim, Lee."""
    given = form.words[0]
    if len(form.words) == 1 or lexicon().flags.get(given.capitalize(), 0) & SURNAME:
        return None
    return word_map("quotes_gender").get(given)


def _short_forms(forms: Sequence[PersonForm]) -> set[Parts]:
    """Return the forms that are single words or the beginning or end of a longer name: Le Pen, Abu Omar."""
    known = {form.words for form in forms}
    parts: set[Parts] = set()
    for words in known:
        inside = {part for rank, part in _parts(words) if rank != _BETWEEN and len(part) > 1}
        held = inside & known
        if not any(_apart(one, other, words) for one in held for other in held):
            parts |= held
    return {words for words in known if len(words) == 1 or words in parts}


def _apart(one: Parts, other: Parts, whole: Parts) -> bool:
    """Whether a long name begins and ends with the names of two people and is no name: Rell Meets Ida Holm."""
    return one[0] == whole[0] != other[0] and len(one) + len(other) < len(whole)


def _parts(words: Parts) -> Iterator[tuple[int, Parts]]:
    """Yield the parts of a name by which a person is named, with how well each stands for it."""
    words = words[:_LONGEST]
    if len(words) == 1:
        yield _FAMILY, words
    for at in range(1, len(words)):
        yield _FAMILY, words[at:]
    for at in range(1, len(words)):
        yield _GIVEN, words[:at]
    for word in words[1:-1]:
        if word not in _PREFIXES:
            yield _BETWEEN, (word,)


class _Namesakes:
    """Who is meant by a part of a name, going through the text: by family before given name, the last one named."""

    def __init__(self, people: Sequence[_Person]) -> None:
        self.last: dict[Parts, dict[int, dict[_Person, None]]] = {}
        self.ahead: dict[Parts, dict[int, dict[_Person, None]]] = {}
        for person in reversed(people):
            for words in person.forms:
                for rank, part in _parts(words):
                    self.ahead.setdefault(part, {}).setdefault(rank, {})[person] = None

    def named(self, person: _Person, words: Parts) -> None:
        """Note that the text names `person` here."""
        for rank, part in _parts(words):
            people = self.last.setdefault(part, {}).setdefault(rank, {})
            people.pop(person, None)
            people[person] = None

    def meant(self, form: PersonForm, cue: Address) -> _Person | None:
        """Return the person whom `form` means: one named before, else the first to be named after."""
        for known in (self.last, self.ahead):
            ranks = known.get(form.words, {})
            for rank in _RANKS:
                if rank in ranks:
                    nearest = islice(reversed(ranks[rank]), _MOST_NAMESAKES)
                    fitting = [p for p in nearest if _may_be(p, form, cue)]
                    if fitting:
                        return max(fitting, key=cue.speaks_for)
        return None


def _may_be(person: _Person, form: PersonForm, cue: Address) -> bool:
    """Whether neither the sex nor the initials speak against it: "Mrs. Holm" is not Otto, nor is "J. Holm"."""
    if cue.sex and person.sex and cue.sex != person.sex:
        return False
    full = person.full[0]
    if not form.initials or len(form.words) > 1:
        return _agree(form, full)
    if len(full.words) == 1:
        return full.initials[:1] in ("", form.initials[0])
    return form.initials[0] in (full.words[0][0], full.initials[:1])


def _same_person(form: PersonForm, by_family: dict[str, list[_Person]]) -> _Person | None:
    """Return who has the whole name `form` already: one name holds the other's words in order, or is turned round."""
    for person in islice(reversed(by_family.get(form.words[-1], ())), _MOST_NAMESAKES):
        known = person.full[:_MOST_FORMS]
        if any(_holds(form, other) for other in known) and all(_agree(form, other) for other in known):
            return person
    if len(form.words) == 2:
        turned = form.words[::-1]
        for person in islice(reversed(by_family.get(form.words[0], ())), _MOST_NAMESAKES):
            if turned in person.forms:
                return person
    return None


def _holds(one: PersonForm, other: PersonForm) -> bool:
    """Whether the words of one are those of the other, in order, with no others or some left out."""
    short, long = sorted((one.words, other.words), key=len)
    if len(short) == 1:
        return False
    if not same_given(short[0], long[0]):
        return False
    ahead = iter(long[1:])
    return all(word in ahead for word in short[1:])


def _agree(one: PersonForm, other: PersonForm) -> bool:
    """Whether initials and suffixes may be one person's: George W. Bush is not George H.W. Bush."""
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    if one.initials and other.initials:
        return one.initials == other.initials
    with_initials, full = (one, other) if one.initials else (other, one)
    middle = full.words[1:-1]
    fits = not with_initials.initials or len(with_initials.words) > 2 or not middle
    return fits or any(word[0] in with_initials.initials for word in middle)
