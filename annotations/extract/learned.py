"""What a reader has taught of names: texts that are names wherever they stand, and texts that are none.

A judgement in the document itself comes first, then the names that the reader told by name, then judgements in other
documents. Judgements that speak against each other teach nothing: the machine decides there.
"""

import hashlib
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

import msgspec
from msgspec.structs import replace

from annotations.model import LONGEST_NAME, Mention, NameLabel, Reading, Value
from annotations.text import one_spaced

REMEMBERED: Final = "remembered"
OWN_LIST: Final = "own list"
ACCEPTED: Final = "accepted"
_WORD: Final = re.compile(r"\w+")
_SHOUTED: Final = 4
"""From so many letters on a name in capitals is the same name; a shorter one may be an acronym: US, WHO."""


def is_shouted(text: str) -> bool:
    """Whether `text` is long enough to be one name in capitals and as it is written otherwise."""
    return len(text) - text.count(" ") >= _SHOUTED


def alike(text: str) -> str:
    """Return what a name and its form in capitals have in common: TARN HOLLOW and Tarn Hollow, but not US and us."""
    return text.casefold() if is_shouted(text) else text


class KnownName(Value, frozen=True, kw_only=True):
    """A text that is a name. Without a label, its form tells what it names.

    One that is not `firm` yields to what the machine is sure of: a single word that was accepted in another document.
    """

    text: str
    label: NameLabel | None = None
    rule: str = REMEMBERED
    firm: bool = True


class Judged(NamedTuple):
    """How a reader judged the marks of one text with one label, in this document (`here`) or others, last at `at`."""

    text: str
    label: NameLabel
    accepted: bool
    here: bool
    at: str


class Learned(Value, frozen=True, kw_only=True):
    """What extraction is to know beforehand: names, each under the words it may begin with, and refused labels."""

    names: dict[str, tuple[KnownName, ...]] = msgspec.field(default_factory=dict)
    """By first word; longer names come first."""
    refused: dict[str, tuple[NameLabel, ...]] = msgspec.field(default_factory=dict)
    """By text: the labels that it does not bear, nor does the text in capitals."""

    @classmethod
    def of(cls, names: Iterable[KnownName], refused: Mapping[str, Iterable[NameLabel]] | None = None) -> "Learned":
        """Return what `names` and `refused` teach; of names with one text the first counts."""
        by_first: defaultdict[str, list[KnownName]] = defaultdict(list)
        for name in sorted({n.text: n for n in reversed([*names])}.values(), key=lambda n: (-len(n.text), n.text)):
            for word in _first_words(name.text):
                by_first[word].append(name)
        return cls(
            names={word: tuple(known) for word, known in sorted(by_first.items())},
            refused={text: tuple(sorted(labels)) for text, labels in sorted((refused or {}).items()) if labels},
        )

    def __bool__(self) -> bool:
        return bool(self.names or self.refused)

    @property
    def by_text(self) -> dict[str, KnownName]:
        """The known names, each once."""
        return {name.text: name for names in self.names.values() for name in names}

    def within(self, text: str) -> "Learned":
        """Return the part that can matter to `text`: all words of it stand there."""
        if not self:
            return self
        there = _words_of(text)

        def matters(words: str) -> bool:
            return there.issuperset(_WORD.findall(words.casefold()))

        return Learned.of(
            (name for name in self.by_text.values() if matters(name.text)),
            {words: labels for words, labels in self.refused.items() if matters(words)},
        )

    @property
    def digest(self) -> str:
        """A few characters that differ where what was learned does; "" where that is nothing."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()[:16] if self else ""


NOTHING: Final = Learned()


def learn(
    judged: Iterable[Judged],
    *,
    told: Iterable[KnownName] = (),
    forgotten: Mapping[str, str] | None = None,
) -> Learned:
    """Return what follows from judgements and from the names that the reader told; of those with one text the first.

    A text and its form in capitals are judged as one. What was judged of a text until it was forgotten (a time stamp)
    teaches nothing.
    """
    by_name = {alike(name.text): name for name in reversed([*told])}
    by_form: defaultdict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        text = one_spaced(one.text)
        if len(text) <= LONGEST_NAME and one.at > (forgotten or {}).get(text, ""):
            by_form[alike(text)].append(one)
    names = [name for form, name in by_name.items() if form not in by_form]
    refused: dict[str, set[NameLabel]] = {}
    for form, ones in by_form.items():
        text = min((one_spaced(one.text) for one in ones), key=lambda text: (text.isupper(), text))
        name, refused[text] = _taught(text, ones, by_name.get(form))
        if name is not None:
            names.append(name)
    return Learned.of(names, refused)


def _taught(text: str, ones: Iterable[Judged], told: KnownName | None) -> tuple[KnownName | None, set[NameLabel]]:
    """Return what judgements of one text teach: the name that it is, and the labels that it does not bear."""
    here, elsewhere = _Sides(set(), set()), _Sides(set(), set())
    for one in ones:
        side = here if one.here else elsewhere
        (side.accepted if one.accepted else side.refused).add(one.label)
    kept = here.accepted | elsewhere.accepted
    if told is not None and told.label is not None:
        kept = kept | {told.label}
    name = _name(text, here, elsewhere, told)
    return name, (here.refused - here.accepted) | (elsewhere.refused - kept)


class _Sides(NamedTuple):
    """The labels with which the marks of a text were accepted and refused."""

    accepted: set[NameLabel]
    refused: set[NameLabel]


def _name(text: str, here: _Sides, elsewhere: _Sides, told: KnownName | None) -> KnownName | None:
    looks_so = any(letter.isupper() for letter in text)
    if here.accepted:
        mine = here.accepted - here.refused
        return KnownName(text=text, label=mine.pop(), rule=ACCEPTED) if len(mine) == 1 and looks_so else None
    if told is not None:
        return None if here.refused and (told.label is None or told.label in here.refused) else told
    theirs = elsewhere.accepted - elsewhere.refused - here.refused
    if len(elsewhere.accepted) > 1 or not theirs or not looks_so:
        return None
    return KnownName(text=text, label=theirs.pop(), rule=ACCEPTED, firm=" " in text)


def confirmed(reading: Reading, before: Learned, now: Learned) -> Reading | None:
    """Return a reading that was made knowing `before` as it is if what is known `now` only confirms its names.

    None if it is to be made anew: something else was learned, or a name stands where the reading has not marked it so.
    """
    old, new = before.by_text, now.by_text
    if before.refused != now.refused or any(new.get(text) != name for text, name in old.items()):
        return None
    fresh = {alike(text): name for text, name in new.items() if text not in old}
    labels = {(m.start, m.end): e.label for e in reading.entities for m in e.mentions}
    places = sorted(labels)
    for name in fresh.values():
        for start, end in _places(name.text, reading.document.text):
            over = places[bisect_right(places, (start, len(reading.document.text))) - 1] if places else (0, 0)
            longer = over[0] <= start and end <= over[1] and over != (start, end)
            if not longer and labels.get((start, end)) != name.label:
                return None

    def sure(mention: Mention, label: NameLabel) -> Mention:
        name = fresh.get(alike(one_spaced(mention.text)))
        known = name is not None and name.label == label
        return replace(mention, rule=name.rule, certainty=1.0) if name is not None and known else mention

    entities = tuple(replace(e, mentions=tuple(sure(m, e.label) for m in e.mentions)) for e in reading.entities)
    return replace(reading, entities=entities)


@lru_cache(1000)
def _places(name: str, text: str) -> tuple[tuple[int, int], ...]:
    """Return where a name may stand in a text as whole words, also in capitals and with other white space."""
    form = r"\s+".join(map(re.escape, name.split()))
    capitalised = name.isupper() and is_shouted(name)
    found = {
        place.span()
        for place in re.finditer(form, text, re.IGNORECASE)
        if place[0] == name or place[0].isupper() or (capitalised and place[0][0].isupper())
    }
    return tuple(sorted(p for p in found if not _is_inside_word(p[0], text) and not _is_inside_word(p[1], text)))


def _is_inside_word(place: int, text: str) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


@lru_cache(1)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _first_words(name: str) -> set[str]:
    """Return the first word of a name as a text may be taken apart: al-Nusra, or al | - | Nusra."""
    # Imported here: where nothing was learned, nobody waits for it.
    from annotations.extract.segment.tokens import tokenize

    word = tokenize(name)[0].text.casefold()
    return {word, word.partition("-")[0] or word, word.rpartition("-")[0] or word}
