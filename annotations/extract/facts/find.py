"""What is told of the same people put together: each number once, with all who give it, and which numbers disagree."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from annotations.extract.facts.befallen import KINDS, PEOPLE, kinds_told
from annotations.extract.facts.differing import Counted, differing
from annotations.extract.facts.told import Told, befallen_in
from annotations.model import Account, Fact, FactKind, Figure, Passage, Quote, Reading, Speaker

DOUBTING: Final = frozenset({"denied", "not confirmed"})
"""Stances that speak against what others say."""
_MOST: Final = 50
"""How many things are asked whether somebody doubts them."""
_ELLIPSIS: Final = 100
"""How far behind those whom it counts a bare number may stand, in code points."""
_SENTENCE_END: Final = re.compile(r"[.!?]['\"’”)]*\s|\n")
_IN_ALL: Final = re.compile(r" (?:in (?:all|total)|altogether|overall)\b")


class _Subject(NamedTuple):
    """What figures are about: what befell whom."""

    kind: FactKind
    counted: str


def find_facts(reading: Reading) -> tuple[Fact, ...]:
    """Return what befell people by the figures of `reading`, the gravest first; the reading's own facts are not asked.

    An account is one number with all who give it. Two accounts disagree where different speakers give numbers of the
    same people and day that cannot be of one count; of a kind these facts are first. `doubts` are ids of quotes that
    deny or do not confirm it.
    """
    by_subject: defaultdict[_Subject, list[Told]] = defaultdict(list)
    for subject, one in _of_a_kind(reading.document.text, befallen_in(reading)):
        by_subject[subject].append(one)
    ordered = sorted(by_subject, key=lambda subject: KINDS.index(subject.kind))
    doubts = _doubts(reading.quotes, ordered[:_MOST])
    facts: list[Fact] = []
    for kind, of_a_kind in groupby(ordered, key=lambda subject: subject.kind):
        subjects = list(of_a_kind)
        told = [Counted(subject.counted, same) for subject in subjects for same in _same(by_subject[subject])]
        apart = differing(reading, told)
        accounts: defaultdict[str, list[Account]] = defaultdict(list)
        for place, (counted, same) in enumerate(told):
            accounts[counted].append(_account(same, disagrees=place in apart))
        for subject in sorted(subjects, key=lambda s: not any(a.disagrees for a in accounts[s.counted])):
            facts.append(
                Fact(
                    id=f"k{len(facts) + 1}",
                    kind=kind,
                    counted=subject.counted,
                    accounts=tuple(accounts[subject.counted]),
                    doubts=tuple(quote.id for quote in doubts.get(subject, ())),
                )
            )
    return tuple(facts)


def _of_a_kind(text: str, told: Sequence[Told]) -> list[tuple[_Subject, Told]]:
    """Return the figures of people with their subjects.

    Those that count anyone are taken for those that say of whom the same number is: "four dead", "four dock workers".
    A bare number is of those of whom its sentence has told the same: "It killed three sailors, the navy said, or five".
    """
    found = [(one, one.befallen) for one in told if one.befallen is not None]
    named = {(b.kind, one.figure.value): b.counted for one, b in found if b.counted != PEOPLE}
    before: dict[FactKind, tuple[Figure, str]] = {}
    subjects: list[tuple[_Subject, Told]] = []
    for one, (kind, _, counted) in found:
        if counted == PEOPLE:
            counted = named.get((kind, one.figure.value), counted)
        if counted == PEOPLE and kind in before and _left_out(text, before[kind][0], one.figure):
            counted = before[kind][1]
        before[kind] = (one.figure, counted)
        subjects.append((_Subject(kind, counted), one))
    return subjects


def _left_out(text: str, before: Figure, figure: Figure) -> bool:
    """Whether a bare number leaves out whom it counts, as its sentence has just told it."""
    if figure.counted is not None or figure.start - before.end > _ELLIPSIS or _IN_ALL.match(text, figure.end):
        return False
    return not _SENTENCE_END.search(text, before.end, figure.start)


def _same(told: Iterable[Told]) -> list[list[Told]]:
    """Return what was told with the same number put together."""
    same: defaultdict[object, list[Told]] = defaultdict(list)
    for one in told:
        same[one.figure.value].append(one)
    return list(same.values())


def _account(told: Sequence[Told], *, disagrees: bool) -> Account:
    """Return one number with all who give it: as it is told first by somebody who is named."""
    first = next((one for one in told if one.speaker), told[0])
    speakers = [one.speaker for one in told if one.speaker]
    when = next((one.when for one in (first, *told) if one.when), None)
    passages = [
        passage
        for one in told
        if one.befallen is not None
        for passage in (Passage(one.figure.start, one.figure.end, one.figure.text), one.befallen.word)
    ]
    return Account(
        value=first.figure.value,
        modifier=first.figure.modifier,
        figures=tuple(one.figure.id for one in (first, *(one for one in told if one is not first))),
        speakers=_each_once(speakers),
        stance=first.quote.stance if first.quote else "stated",
        date=when.value if when else None,
        date_evidence=when.evidence if when else None,
        evidence=tuple(dict.fromkeys(passages)),
        disagrees=disagrees,
    )


def _each_once(speakers: Iterable[Speaker]) -> tuple[Speaker, ...]:
    first: dict[str, Speaker] = {}
    for speaker in speakers:
        first.setdefault(speaker.entity or speaker.text.casefold(), speaker)
    return tuple(first.values())


def _doubts(quotes: Iterable[Quote], subjects: Sequence[_Subject]) -> dict[_Subject, list[Quote]]:
    """Return the claims that doubt what befell people, by the subject that they are about."""
    doubts: defaultdict[_Subject, list[Quote]] = defaultdict(list)
    for quote in quotes:
        if quote.stance not in DOUBTING or quote.kind == "fragment":
            continue
        told = kinds_told(quote.text)
        words = {_singular(word) for word in re.findall(r"\w+", quote.text.casefold())}
        about = [s for s in subjects if s.kind in told or ("casualties" in told and s.kind == "killed")]
        named = [s for s in about if _singular(s.counted) in words]
        for subject in named[:1] or about[:1]:
            doubts[subject].append(quote)
    return doubts


def _singular(word: str) -> str:
    return word.removesuffix("s")
