"""The second pass: what the whole document shows of a name settles what one sentence leaves open."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from annotations.extract.names.cues import Evidence, evidence
from annotations.extract.names.first_pass import Chunk
from annotations.extract.names.lexicon import COMMON, GPE, KNOWN, LOC, SUFFIX
from annotations.extract.names.sentence import Sentence
from annotations.model import NameLabel

Found = tuple[Sentence, list[Chunk]]

_SURE: Final = 0.7
_ENOUGH: Final = 0.9
_AT_START: Final = -0.4
_SAME_NAME: Final = 3.0
_SURNAME: Final = 2.5
_PART: Final = 1.5


class Known(NamedTuple):
    """What the document's sure names tell: labels of whole names, family and given names, first words of bodies."""

    labels: dict[str, NameLabel]
    surnames: set[str]
    given: set[str]
    organisations: set[str]


def settle(found: Sequence[Found]) -> list[tuple[Sentence, list[Chunk]]]:
    """Return the sentences with every open chunk labelled or dropped."""
    known = _known(found)
    open_evidence = _collect(found, known)
    return [(s, [c for chunk in chunks if (c := _settled(s, chunk, known, open_evidence))]) for s, chunks in found]


def _known(found: Sequence[Found]) -> Known:
    labels: dict[str, NameLabel] = {}
    surnames: set[str] = set()
    given: set[str] = set()
    organisations: set[str] = set()
    for s, chunks in found:
        for chunk in chunks:
            if chunk.label is None or chunk.certainty < _SURE:
                continue
            words = s.keys[chunk.first : chunk.last]
            labels.setdefault(" ".join(words), chunk.label)
            if chunk.label == "PERSON":
                while len(words) > 2 and s.flags[chunk.first + len(words) - 1] & SUFFIX:
                    words.pop()
                if len(words) > 1 or chunk.rule == "title":
                    surnames.add(words[-1])
                if len(words) > 1:
                    given.add(words[0])
                    if not s.capitals[chunk.first + len(words) - 2]:
                        surnames.add(" ".join(words[-2:]))
            elif chunk.label == "ORG" and len(words) > 1:
                if not s.flags[chunk.first] & (COMMON | KNOWN):
                    organisations.add(words[0])
                organisations.add("".join(w[0] for w in words if w[0].isupper()))
    return Known(labels, surnames, given, organisations)


def _collect(found: Sequence[Found], known: Known) -> dict[str, Evidence]:
    total: dict[str, Evidence] = {}
    for s, chunks in found:
        for chunk in chunks:
            if chunk.label is None and s.style == "prose":
                key = _key(s, chunk)
                weight = evidence(s, chunk)
                total[key] = total[key].plus(weight) if key in total else weight.plus(_prior(s, chunk, key, known))
    return total


def _prior(s: Sentence, chunk: Chunk, key: str, known: Known) -> Evidence:
    label = known.labels.get(key)
    if label:
        return _for_label(label, _SAME_NAME)
    words = s.keys[chunk.first : chunk.last]
    if words[-1] in known.surnames:
        return Evidence(person=_SURNAME)
    if len(words) == 1 and key in known.given:
        return Evidence(person=_PART)
    if len(words) == 1 and key in known.organisations:
        return Evidence(organisation=_PART)
    return Evidence()


def _for_label(label: NameLabel, weight: float) -> Evidence:
    if label == "PERSON":
        return Evidence(person=weight)
    if label in ("GPE", "LOC", "FAC"):
        return Evidence(place=weight)
    return Evidence(organisation=weight) if label == "ORG" else Evidence()


def _key(s: Sentence, chunk: Chunk) -> str:
    return " ".join(s.keys[chunk.first : chunk.last])


def _settled(s: Sentence, chunk: Chunk, known: Known, total: dict[str, Evidence]) -> Chunk | None:
    key = _key(s, chunk)
    if chunk.label is not None:
        return _corrected(s, chunk, key, known)
    if s.style != "prose":
        label = known.labels.get(key) or ("PERSON" if key in known.surnames else None)
        if not label and key in total:
            label, _ = _best(total[key], alone=False)
        return chunk._replace(label=label, rule="headline", certainty=0.7) if label else None
    label, certainty = _best(total[key], alone=chunk.first == s.first and chunk.last - chunk.first == 1)
    return chunk._replace(label=label, rule="document", certainty=certainty) if label else None


def _best(weight: Evidence, *, alone: bool) -> tuple[NameLabel | None, float]:
    options: list[tuple[float, NameLabel]] = [
        (weight.person, "PERSON"),
        (weight.organisation, "ORG"),
        (weight.place, "GPE"),
    ]
    options.sort(reverse=True)
    best, label = options[0]
    if alone:
        best += _AT_START
    if best < _ENOUGH:
        return None, 0.0
    return label, min(0.9, 0.5 + 0.1 * (best - options[1][0]))


def _corrected(s: Sentence, chunk: Chunk, key: str, known: Known) -> Chunk:
    """Return a listed place as the person whose family name it is in this document, unless it stands as a place."""
    if (
        chunk.rule == "list"
        and chunk.last - chunk.first == 1
        and key in known.surnames
        and s.flags[chunk.first] & (GPE | LOC)
        and evidence(s, chunk).place <= 0
    ):
        return chunk._replace(label="PERSON", rule="surname", certainty=0.7)
    return chunk
