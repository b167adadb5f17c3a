"""The second pass: what the whole document shows of a name settles what one sentence leaves open."""

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from annotations.extract.names.cues import NO_EVIDENCE, Evidence, evidence
from annotations.extract.names.first_pass import Chunk
from annotations.extract.names.lexicon import COMMON, GIVEN, GIVEN_ALSO, GPE, LOC, ORG_NOUN, SUFFIX, SURNAME
from annotations.extract.names.sentence import Sentence
from annotations.extract.names.sport import Sport, sport_of
from annotations.extract.wordlists import word_groups
from annotations.model import NameLabel

Found = tuple[Sentence, list[Chunk]]

_SURE: Final = 0.7
_ENOUGH: Final = 0.9
_AT_START: Final = -0.4
_SAME_NAME: Final = 4.0
_SURNAME: Final = 4.0
_PART: Final = 2.0
_SHORT: Final = 1.5
_NEIGHBOUR: Final = 0.7
_PAIR: Final = 1.2
_BEFORE_BODIES: Final = frozenset(["the", "anti", "pro", "-", "by", "of", "against", "from", "with", "to", "for"])
_DEMONYM: Final = re.compile(r"(?:i?ans?|n?ese|ish|i)$")
_ARTICLE: Final = re.compile(r"^(?:al|el|an|as|ash|ad|ar|at|az)[-'’](?=[A-Z])", re.IGNORECASE)
_PLACE_END: Final = re.compile(r"(?:ia|a|e|o|y)$")
_LISTING: Final = frozenset([",", "and", ";", "or", "&", "the"])


class Known(NamedTuple):
    """What the document's sure names tell: labels of whole names, family and given names, first words of bodies."""

    labels: dict[str, NameLabel]
    surnames: set[str]
    given: set[str]
    organisations: set[str]
    by_first: dict[str, list[tuple[tuple[str, ...], NameLabel]]]


def settle(found: Sequence[Found], common: Container[str]) -> Iterator[Found]:
    """Yield the sentences with every open chunk labelled or dropped; `common` words, in lower case, are no names."""
    known = _known(found)
    total, sport = _collect(found, known)
    odd = frozenset(word for word in known.surnames if word.lower() in common)
    for s, chunks in found:
        if s.style == "prose":
            labelled = [c for chunk in chunks if (c := _settled(s, chunk, known, total, sport))]
            yield s, _with_odd_surnames(s, labelled, odd) if odd else labelled
        else:
            yield s, _headline(s, chunks, known, total, sport)


def _known(found: Sequence[Found]) -> Known:
    known = Known({}, set(), set(), set(), {})
    for s, chunks in found:
        for chunk in chunks:
            if chunk.label is not None and chunk.certainty >= _SURE:
                _learn(known, s, chunk, chunk.label)
    return known


def _learn(known: Known, s: Sentence, chunk: Chunk, label: NameLabel) -> None:
    words = s.keys[chunk.first : chunk.last]
    key = " ".join(words)
    if key not in known.labels:
        known.labels[key] = label
        if len(words) > 1:
            known.by_first.setdefault(words[0], []).append((tuple(words), label))
    if label == "PERSON":
        while len(words) > 2 and s.flags[chunk.first + len(words) - 1] & SUFFIX:
            words.pop()
        if len(words) > 1 or chunk.rule == "title":
            known.surnames.update((words[-1], _ARTICLE.sub("", words[-1])))
        if len(words) > 1:
            known.given.add(words[0])
            if not s.capitals[chunk.first + len(words) - 2]:
                known.surnames.add(" ".join(words[-2:]))
    elif label == "ORG" and len(words) > 1:
        if not s.flags[chunk.first] & ~(GIVEN | GIVEN_ALSO | SURNAME) and not _DEMONYM.search(words[0]):
            known.organisations.add(words[0])
        known.organisations.add("".join(word[0] for word in words if word[0].isupper()))


# --- open chunks


def _collect(found: Sequence[Found], known: Known) -> tuple[dict[str, Evidence], Sport | None]:
    """Return for each open name all that speaks for it, at every place where it stands; and what clubs there are.

    Names of several words are judged first: "Orla Dunne", once a person, makes "Dunne" a family name.
    """
    total: dict[str, Evidence] = {}
    for several in (True, False):
        sport = None if several else sport_of(found, known.surnames | known.given)
        for s, chunks in found:
            if s.style == "prose":
                _add_evidence(s, chunks, total, sport, several=several)
        if not several:
            _pair_peoples(total, known)
        for key in [key for key in total if (" " in key) == several]:
            words = key.split(" ")
            total[key] = total[key].plus(_prior(key, words, known))
            label = _best(total[key], alone=False)[0] if several else None
            if label == "PERSON":
                known.surnames.add(words[-1])
                known.given.add(words[0])
            elif label == "ORG":
                known.organisations.add(words[0])
    return total, sport


def _add_evidence(
    s: Sentence, chunks: list[Chunk], total: dict[str, Evidence], sport: Sport | None, *, several: bool
) -> None:
    for at, chunk in enumerate(chunks):
        if chunk.label is None and (chunk.last - chunk.first > 1) == several:
            key = _key(s, chunk)
            weight = evidence(s, chunk).plus(_neighbours(s, chunks, at))
            if sport:
                weight = weight.plus(sport.evidence(s, chunk, key))
            total[key] = total[key].plus(weight.half()) if key in total else weight


def _pair_peoples(total: dict[str, Evidence], known: Known) -> None:
    """Add evidence where the text names both a place and its people: Galdia and Galdian."""
    places = [key for key, label in known.labels.items() if label == "GPE" and " " not in key]
    by_stem: dict[str, list[str]] = {}
    for key in total:
        if len(key) > 5 and _DEMONYM.search(key):
            by_stem.setdefault(_DEMONYM.sub("", key), []).append(key)
    for key in [*(key for key in total if len(key) > 4), *places]:
        for people in by_stem.get(_PLACE_END.sub("", key), ()):
            if people != key:
                total[people] = total[people].plus(Evidence(people=_PAIR))
                if key in total:
                    total[key] = total[key].plus(Evidence(place=_PAIR))


def _prior(key: str, words: list[str], known: Known) -> Evidence:
    label = known.labels.get(key)
    if label:
        return _for_label(label, _SAME_NAME)
    if words[-1] in known.surnames or " ".join(words[-2:]) in known.surnames:
        return Evidence(person=_SURNAME)
    if len(words) == 1 and key in known.given:
        return Evidence(person=_PART)
    if len(words) == 1 and key in known.organisations:
        return Evidence(organisation=_SHORT)
    return NO_EVIDENCE


def _neighbours(s: Sentence, chunks: list[Chunk], at: int) -> Evidence:
    """Return what the neighbours in a list tell: in "Larne, Derry and X" X is a place too."""
    chunk, weight = chunks[at], NO_EVIDENCE
    for other in (chunks[at - 1] if at else None, chunks[at + 1] if at + 1 < len(chunks) else None):
        if other is None:
            continue
        first, last = (other.last, chunk.first) if other.first < chunk.first else (chunk.last, other.first)
        if 0 < last - first <= 2 and all(word in _LISTING for word in s.words[first:last]):
            if other.label is not None:
                weight = weight.plus(_for_label(other.label, _NEIGHBOUR))
            elif s.flags[other.last - 1] & (SURNAME | GIVEN):
                weight = weight.plus(Evidence(person=_NEIGHBOUR))
    return weight


def _for_label(label: NameLabel, weight: float) -> Evidence:
    if label == "PERSON":
        return Evidence(person=weight)
    if label in ("GPE", "LOC", "FAC"):
        return Evidence(place=weight)
    if label == "NORP":
        return Evidence(people=weight)
    return Evidence(organisation=weight) if label == "ORG" else NO_EVIDENCE


def _key(s: Sentence, chunk: Chunk) -> str:
    return " ".join(s.keys[chunk.first : chunk.last])


def _settled(s: Sentence, chunk: Chunk, known: Known, total: dict[str, Evidence], sport: Sport | None) -> Chunk | None:
    key = _key(s, chunk)
    if chunk.label is not None:
        if _is_emphasis(s, chunk, known):
            return None
        return _corrected(s, chunk, key, known, sport)
    label, certainty = _best(total[key], alone=chunk.first == s.first and chunk.last - chunk.first == 1)
    return chunk._replace(label=label, rule="document", certainty=certainty) if label else None


def _is_emphasis(s: Sentence, chunk: Chunk, known: Known) -> bool:
    """Whether a listed acronym that is a common word too is only that word, stressed: it IS so.

    It names the body where the body's other names stand in the text, and beside words that go with bodies.
    """
    if chunk.last - chunk.first > 1 or chunk.label != "ORG" or not s.words[chunk.first].isupper():
        return False
    if not s.flags[chunk.first] & COMMON or any(other in known.labels for other in _other_names(s.keys[chunk.first])):
        return False
    before = s.words[chunk.first - 1].lower() if chunk.first else ""
    after = s.flags[chunk.last] if chunk.last < len(s.words) else 0
    return before not in _BEFORE_BODIES and not after & ORG_NOUN


@cache
def _other_names(acronym: str) -> frozenset[str]:
    return frozenset(
        name
        for full, others in word_groups("names/aliases").items()
        if acronym in others
        for name in (full, *others)
        if name != acronym
    )


def _best(weight: Evidence, *, alone: bool) -> tuple[NameLabel | None, float]:
    options: list[tuple[float, NameLabel]] = [
        (weight.person, "PERSON"),
        (weight.organisation, "ORG"),
        (weight.place, "GPE"),
        (weight.people, "NORP"),
    ]
    options.sort(reverse=True)
    best, label = options[0]
    if alone:
        best += _AT_START
    if best < _ENOUGH:
        return None, 0.0
    return label, min(0.9, 0.5 + 0.1 * (best - options[1][0]))


def _corrected(s: Sentence, chunk: Chunk, key: str, known: Known, sport: Sport | None) -> Chunk:
    """Return a listed place as the person or club whose name it is in this document, unless it stands as a place."""
    if chunk.rule != "list" or not (chunk.label == "GPE" or chunk.label == "LOC"):
        return chunk
    if (
        chunk.last - chunk.first == 1
        and key in known.surnames
        and s.flags[chunk.first] & (GPE | LOC)
        and evidence(s, chunk).place <= 0
    ):
        return chunk._replace(label="PERSON", rule="surname", certainty=0.7)
    if sport and sport.is_club(s, chunk, key):
        return chunk._replace(label="ORG", rule="sport", certainty=0.7)
    return chunk


def _with_odd_surnames(s: Sentence, chunks: list[Chunk], odd: frozenset[str]) -> list[Chunk]:
    """Add common words that are family names in this document (Such, Hill) and have a capital in mid-sentence."""
    taken = {i for chunk in chunks for i in range(chunk.first, chunk.last)}
    extra = [
        Chunk(i, i + 1, "PERSON", "surname", 0.7)
        for i, word in enumerate(s.keys)
        if word in odd and i != s.first and s.capitals[i] and i not in taken
    ]
    return sorted([*chunks, *extra]) if extra else chunks


# --- headlines


def _headline(
    s: Sentence, chunks: list[Chunk], known: Known, total: dict[str, Evidence], sport: Sport | None
) -> list[Chunk]:
    """Label a line whose capitals say nothing: by the lists, and by the names that the text below it shows."""
    labelled = [_corrected(s, c, _key(s, c), known, sport) for c in chunks if c.label is not None]
    taken = {i for c in labelled for i in range(c.first, c.last)}
    i = 0
    while i < len(s.words):
        chunk = None if i in taken or not s.capitals[i] else _shown_below(s, i, known, total)
        if chunk and not taken.intersection(range(chunk.first, chunk.last)):
            labelled.append(chunk)
            i = chunk.last
        else:
            i += 1
    labelled.sort()
    return labelled


def _shown_below(s: Sentence, i: int, known: Known, total: dict[str, Evidence]) -> Chunk | None:
    for words, label in sorted(known.by_first.get(s.keys[i], ()), key=lambda option: -len(option[0])):
        if tuple(s.keys[i : i + len(words)]) == words:
            return Chunk(i, i + len(words), label, "headline", 0.8)
    key = s.keys[i]
    if key in known.labels:
        return Chunk(i, i + 1, known.labels[key], "headline", 0.7)
    if key in known.surnames:
        return Chunk(i, i + 1, "PERSON", "headline", 0.7)
    best = _best(total[key], alone=False)[0] if key in total and not s.flags[i] & COMMON else None
    return Chunk(i, i + 1, best, "headline", 0.7) if best else None
