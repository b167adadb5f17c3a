"""The model of names: a linear-chain CRF that has the last word on what rules and lists found.

It is trained by `training/names.py`, which tells from which texts; it sees the rules' labels among its features.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from annotations.extract.names.features import Region, features, is_for_rules, regions
from annotations.extract.names.first_pass import Chunk
from annotations.extract.names.lexicon import COLLECTIVE, FAMILY_HEAD, LABELS, ORG, ORG_HEAD, PREPOSITION
from annotations.extract.names.sentence import Sentence
from annotations.model import NameLabel

if TYPE_CHECKING:
    from pycrfsuite import Tagger

Found = tuple[Sentence, list[Chunk]]

_LABEL_OF: Final[dict[str, NameLabel]] = {f"{place}-{label}": label for label in LABELS for place in "BI"}
_FLOOR: Final = 0.35
"""Names less sure than this are left out: of two such one is wrong, and a wrong mark costs more than a missing one."""

_OVER_LISTS: Final = 0.65
"""How sure the model must be to read listed names otherwise: as parts of another name, or with another label."""
_OVER_NATIONS: Final = 0.9
"""How sure it must be to part a nation's body from the nation, for two ministries of one name are two; or to join what
the lists know apart: Lebanese, Hezbollah."""
_SURER: Final = frozenset(["head line", "sport"])
"""Rules that see more than the model: how a head is built, which clubs the document names."""
_ALONE: Final = frozenset(
    ["list", "head", "head of", "opener of", "company", "place head", "road", "given name", "title", "surname"]
)
"""Rules that are right as often as the model where they have read all there is between lower-case words."""
_WAVERING: Final = frozenset(["GPE", "NORP"])
"""Several in a row are left to the model: a country's word may name its people, its team or its government."""
_POSSESSIVES: Final = frozenset(["'s", "’s"])
_RARE: Final = frozenset(["EVENT", "LAW", "PRODUCT", "WORK_OF_ART", "WEAPON", "VEHICLE", "LANGUAGE"])
"""What the model has seen so little of that a listed name counts where it found nothing."""


@cache
def tagger() -> "Tagger":
    """Return the model, opened once."""
    from pycrfsuite import Tagger

    opened = Tagger()
    opened.open_inmemory(_model())
    return opened


@cache
def _model() -> bytes:
    """Return the model's bytes, which must live as long as the tagger that reads in them."""
    return (files("annotations.extract") / "data/names/model.crfsuite").read_bytes()


def decided(found: Iterable[Found]) -> Iterator[Found]:
    """Yield each sentence with the names that the model makes of its words and of what the rules found there."""
    return decided_by(tagger(), found)


def decided_by(model: "Tagger", found: Iterable[Found]) -> Iterator[Found]:
    """Do the same with another `model`, such as one in training."""
    for s, chunks in found:
        if is_for_rules(s):
            yield s, chunks
            continue
        names: list[Chunk] = []
        at = 0
        for region in regions(s, chunks):
            first = at
            while at < len(chunks) and chunks[at].first < region.last:
                at += 1
            names.extend(_in_region(model, s, chunks[first:at], region))
        yield s, names


def _in_region(model: "Tagger", s: Sentence, chunks: list[Chunk], region: Region) -> list[Chunk]:
    if _are_sure(s, chunks, region):
        return chunks
    joined = _rejoined(list(_decoded(model, s, chunks, region)), chunks)
    names = [part for name in joined for part in _bodies_apart(s, name, chunks)]
    rare = [chunk for chunk in chunks if chunk.rule == "list" and chunk.label in _RARE]
    if rare:
        taken = {i for name in names for i in range(name.first, name.last)}
        names.extend(chunk for chunk in rare if taken.isdisjoint(range(chunk.first, chunk.last)))
        names.sort()
    return names


def _are_sure(s: Sentence, chunks: list[Chunk], region: Region) -> bool:
    """Whether sure rules have read every capital of a region, as names that do not touch."""
    end = region.first
    for chunk in chunks:
        touches = chunk.first == end > region.first
        if chunk.rule not in _ALONE or touches or True in s.capitals[end : chunk.first]:
            return False
        end = chunk.last
    if not chunks or chunks[0].first > region.first or True in s.capitals[end : region.last]:
        return False
    return len(chunks) == 1 or any(chunk.label not in _WAVERING for chunk in chunks)


def _rejoined(names: list[Chunk], chunks: list[Chunk]) -> list[Chunk]:
    """Return `names` with what a rule read as one name and the model, unsure, as several: Larnian Defence Ministry."""
    for chunk in chunks:
        if chunk.rule in _ALONE and _length(chunk) > 1:
            inside = [name for name in names if chunk.first <= name.first and name.last <= chunk.last]
            sure = _OVER_NATIONS if _is_nation_s(inside) else _OVER_LISTS
            if len(inside) > 1 and all(name.certainty < sure for name in inside):
                names = sorted([*(name for name in names if name not in inside), chunk])
    return names


def _bodies_apart(s: Sentence, name: Chunk, chunks: list[Chunk]) -> Iterator[Chunk]:
    """Yield a body and the body that it owns as two names: the Senate's Armed Services Committee."""
    owned = next((at for at in range(name.first + 1, name.last - 1) if s.words[at] in _POSSESSIVES), 0)
    if name.label != "ORG" or not owned or not s.flags[owned - 1] & (ORG | ORG_HEAD) or s.flags[owned - 1] & COLLECTIVE:
        yield name
        return
    owner = [chunk for chunk in chunks if name.first <= chunk.first and chunk.last <= owned]
    yield from owner or ([name._replace(last=owned)] if owned - name.first > 1 else [])
    yield name._replace(first=owned + 1)


def _is_nation_s(names: Sequence[Chunk]) -> bool:
    """Whether a nation's body is read as its people and a body of them: Larnian, Defence Ministry."""
    return [name.label for name in names] == ["NORP", "ORG"] and names[0].last == names[1].first


def _length(chunk: Chunk) -> int:
    return chunk.last - chunk.first


def _decoded(model: "Tagger", s: Sentence, chunks: list[Chunk], region: Region) -> Iterator[Chunk]:
    model.set(features(s, chunks, region))
    tags = model.tag()
    for label, i, j in _spans(tags):
        first, last = region.first + i, region.first + j
        rules = [chunk for chunk in chunks if first <= chunk.first and chunk.last <= last]
        rule = rules[0] if len(rules) == 1 and _length(rules[0]) == j - i else None
        if rule and (rule.label == label or rule.rule in _SURER or _is_no_hill(s, rule)):
            yield rule
            continue
        certainty = min(model.marginal(tags[k], k) for k in range(i, j))
        sure = _OVER_NATIONS if _is_nation_s(rules) else _OVER_LISTS
        if certainty < sure and rules and all(chunk.rule == "list" for chunk in rules):
            yield from rules
        elif certainty >= _FLOOR:
            yield Chunk(first, last, label, "model", round(certainty, 2))


def _spans(tags: list[str]) -> Iterator[tuple[NameLabel, int, int]]:
    """Yield label, first and last (exclusive) of the names that B-, I- and O spell."""
    i = 0
    while i < len(tags):
        j = i + 1
        if tags[i] != "O":
            label = _LABEL_OF[tags[i]]
            while j < len(tags) and tags[j] == "I-" + label:
                j += 1
            yield label, i, j
        i = j


def _is_no_hill(s: Sentence, chunk: Chunk) -> bool:
    """Whether a person's name ends in a word for a kind of place, no word before it leading to a place: Grant Hill."""
    before = chunk.first - 1
    return (
        chunk.rule == "given name"
        and bool(s.flags[chunk.last - 1] & FAMILY_HEAD)
        and (before < 0 or not (s.flags[before] & PREPOSITION or s.words[before] in ("of", "the")))
    )
