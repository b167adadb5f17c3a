"""What befell those whom a figure counts: killed, wounded, missing, displaced, held."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple, get_args

from annotations.extract.figures.counted import is_plural
from annotations.extract.wordlists import word_groups
from annotations.model import FactKind, Figure, Passage, Span

KINDS: Final[tuple[FactKind, ...]] = get_args(FactKind)
PEOPLE: Final = "people"
"""Whom a figure counts if it does not say of what kind they are."""

_WORD: Final = re.compile(r"\b\w+\b")
_LOST: Final = re.compile(r"\b(?:claim|cost|t[oa]ke?|lost|los[et]|losing)\w*\b", re.IGNORECASE)
"""Verbs that make "lives" a word for the dead."""
_NEAR: Final = 60
"""How far from a figure, in code points, the word may stand that says what befell those counted."""
_PREDICATE: Final = re.compile(
    r"\s(?:are|were|is|was|remain|remained|ha[sd]|have|ha[sd] been|have been)"
    r"(?:\s(?:still|also|now|reported|reportedly|feared|believed|presumed|listed as|confirmed))?\s"
)
"""What makes the next word tell what befell those counted before: "three are still missing"."""
_GERUND: Final = re.compile(r"(?!missing|fleeing|dying|drowning)\w+ing", re.IGNORECASE)
"""What the counted do themselves: "14 officers accused of killing"."""
_ASIDE: Final = re.compile(
    r", (?:including|among them|among whom|some of them|most of them|many of them|mostly|mainly)\b[^,;.]{1,60},"
    r"(?: (?:have|had|has|were|was|are))? (?:been )?"
)
_FREED: Final = re.compile(
    r" (?:were|was|are|is|have been|had been|has been|to be|being) (?:later |then |now |also )?"
    r"(?:freed|released|rescued|acquitted|pardoned|let go|swapped|exchanged|set free)\b"
)
_FREEING: Final = re.compile(
    r"\b(?:free|releas|rescu|acquitt?|pardon|swapp?|exchang)(?:e|es|s|ed|ing|d)"
    r"(?: (?:at least|more than|about|some|all|nearly|another|up to))? \Z"
)
_AND: Final = re.compile(r",? and (?:\w+ly )?")
"""Behind it the word that tells what befell others: "shot dead 100 and wounded hundreds"."""
_OBJECT: Final = re.compile(
    r"\b(?:kill|wound|injur|maim|displac|arrest|detain|kidnapp?|abduct|evacuat|uproot)(?:ed|ing|s|es|e)?"
    r"(?: (?:at least|at most|more than|fewer than|less than|up to|as many as|an estimated|a further|another|about"
    r"|around|some|nearly|almost|over|roughly|the))*\s+\Z",
    re.IGNORECASE,
)
"""A verb whose object follows at once: whoever is counted there has met it."""
_AGENT: Final = re.compile(
    r"(?:\s(?:also|then|later|have|had|has|\w+ly))*\s(?:kill|wound|injur|maim|arrest|detain|kidnapp?|abduct|captur)e?d\s+"
    r"(?!(?:the (?:day|week|month|night|year|previous|same|next)|an? (?:day|week|month|year|hour))\b)"
    r"(?:an?|the|his|her|its|their|another|some|more|at|about|up|nearly|dozens|hundreds|two|three|four|five|six|seven"
    r"|eight|nine|ten|\d)\b|(?:\s\w+ly)?\s(?:killed|arrested|detained|captured|kidnapped|abducted)\s+[A-Z]"
)
"""The figure counts those who did it: "three policemen arrested a man"."""
_PASSIVE: Final = re.compile(
    r"(?: (?:was|were|is|are|being|had been|has been|have been) (?:also |later |reportedly )?(?:among (?:the|those) "
    r"|(?:shot|beaten|burned|burnt|stabbed|crushed|trampled) (?:and |to )?(?=(?:dead|death|killed)\b)"
    r"|(?=(?:killed|wounded|injured|maimed|arrested|detained|kidnapped|abducted)\b))"
    r"| (?:(?:had|have|has) )?(?:also |later |reportedly )?(?=(?:died|drowned|perished)\b))"
)
"""What is counted before such a verb lives, whatever it is called: "eight bakers were killed"."""
_LOST_MEN: Final = re.compile(r"\b(?:lost|losing)(?= (?:(?:at least|more than|about|some|nearly|another|up to) )*\Z)")
"""Fighters who are lost are dead: "the brigade lost three soldiers"."""
_BODIES: Final = ("bodies", "corpses")
_DEAD_BODIES: Final = re.compile(
    r"\b(?:found|f[ie]nd|count|recover|receiv|retriev|pull|collect|identif|exhum|buri?|dug|dig|wash|unearth|discover"
    r"|took in|taken|brought|laid out|lay|s[ae]w)\w*",
)
"""Verbs that tell bodies of the dead from those that govern."""
_BODIES_OF: Final = re.compile(
    r"\b(?:bodies|corpses|remains)(?= of (?:(?:at least|more than|over|about|some|nearly|all|another|the) )*\Z)"
)


class Befallen(NamedTuple):
    """What befell those counted, the word that says so, and of what kind they are."""

    kind: FactKind
    word: Passage
    counted: str


def may_tell(text: str, figure: Figure) -> bool:
    """Whether the figure may count those whom something befell; of most others this is told at a glance."""
    return figure.unit is None and (
        _counts_people(figure.counted or "")
        or figure.text.endswith(_BODIES)
        or _object_of(text, figure, 0) is not None
        or _happened_to(text, figure) is not None
    )


def what_befell(text: str, figure: Figure, clause: Span, free: Span) -> Befallen | None:
    """Return what befell those whom the figure counts.

    The words in `free`, between the figures next to it, may say so, and those behind an aside in its `clause`.
    """
    if figure.unit is not None:
        return None
    words = (figure.counted or "").casefold().split()
    named = [word for word in words if word in _groups()["someone"]]
    if dead := _bodies(text, figure, free) or _lost_men(text, figure, named):
        return Befallen("killed", Passage.of(text, *dead.span()), named[-1] if named else PEOPLE)
    found = _object_of(text, figure, free.start) or _happened_to(text, figure)
    if found is None and _counts_people(figure.counted or ""):
        found = _behind_aside(text, figure, clause) or _nearest(text, figure, free.start, free.end)
    if found is None or _is_over(text, figure):
        return None
    kind = _kind(found)
    return Befallen(kind, Passage.of(text, found.start(), found.end()), named[-1] if named else _head(words, kind))


def befell_part(whole: Befallen, figure: Figure) -> Befallen | None:
    """Return what befell those whom the figure counts, a part of others: "killed nine people, including two boys"."""
    words = (figure.counted or "").casefold().split()
    if not words or figure.unit is not None or any(True for _ in _telling(figure.text, 0, len(figure.text))):
        return None
    named = [word for word in words if word in _groups()["someone"]]
    return whole._replace(counted=named[-1] if named else _head(words, whole.kind))


def kinds_told(text: str) -> frozenset[FactKind]:
    """Return all that the words of `text` say of what befell people."""
    return frozenset(_kind(found) for found in _telling(text, 0, len(text)))


def _head(words: list[str], kind: FactKind) -> str:
    """Return the noun that says whom a figure counts; "people" where it says nothing of them."""
    last = words[-1] if words else ""
    known = last in _groups()["anyone"] or any(last in _groups()[each] for each in KINDS if each == kind)
    return PEOPLE if not last or known or not is_plural(last) else last


@lru_cache(maxsize=20_000)
def _counts_people(counted: str) -> bool:
    """Whether people are counted: no word says whom, a word for people does, or a people's name ("five Syrians")."""
    words = counted.casefold().split()
    if "attempted" in words:
        return False
    if not words or not _groups()["anyone"].isdisjoint(words) or not _groups()["someone"].isdisjoint(words):
        return True
    last = counted.split()[-1]
    return last[:1].isupper() and is_plural(last)


def _nearest(text: str, figure: Figure, before: int, after: int) -> re.Match[str] | None:
    """Return the word that says it: among the words counted, else the nearest one; a comma counts as 20 code points."""
    if inside := next(_telling(text, figure.start, figure.end), None):
        return _if_lost(inside, text, before)
    if (verb := _PREDICATE.match(text, figure.end)) and (told := _telling_at(text, verb.end())):
        return told
    near: list[tuple[int, re.Match[str]]] = []
    preceding = list(_telling(text, max(before, figure.start - _NEAR), figure.start))
    following = next(_telling(text, figure.end, max(figure.end, min(after, figure.end + _NEAR))), None)
    if following and preceding and _AND.fullmatch(text, figure.end, following.start()):
        following = None
    if following and not _AGENT.match(text, figure.end) and not _GERUND.fullmatch(following[0]):
        near.append((_distance(text, figure.end, following.start()), following))
    near += [(_distance(text, word.end(), figure.start), word) for word in preceding]
    return _if_lost(min(near, key=lambda pair: pair[0])[1], text, before) if near else None


def _object_of(text: str, figure: Figure, before: int) -> re.Match[str] | None:
    """Return the verb right before the figure, whoever it counts: "killed eight bakers"."""
    words = (figure.counted or "").casefold().split()
    if words and words[-1] in _groups()["nobody"]:
        return None
    found = _OBJECT.search(text, max(before, figure.start - _NEAR), figure.start)
    return _telling_at(text, found.start()) if found else None


def _happened_to(text: str, figure: Figure) -> re.Match[str] | None:
    """Return the verb or noun right behind the figure, whoever it counts: "two cooks were among the dead"."""
    found = _PASSIVE.match(text, figure.end)
    words = (figure.counted or "").casefold().split()
    if found is None or (words and words[-1] in _groups()["nobody"]):
        return None
    return _telling_at(text, found.end())


def _bodies(text: str, figure: Figure, free: Span) -> re.Match[str] | None:
    """Return the word for the dead whom somebody found: "recovered 17 bodies", "the bodies of 17 men"."""
    if not figure.text.endswith(_BODIES):
        return _BODIES_OF.search(text, max(free.start, figure.start - _NEAR), figure.start)
    before, after = max(free.start, figure.start - _NEAR), min(free.end, figure.end + _NEAR)
    if not (_DEAD_BODIES.search(text, before, figure.start) or _DEAD_BODIES.search(text, figure.end, after)):
        return None
    return _WORD.match(text, text.rindex(" ", 0, figure.end) + 1)


def _lost_men(text: str, figure: Figure, named: list[str]) -> re.Match[str] | None:
    """Return the verb of "lost three soldiers"; a party that loses members does not bury them."""
    if not named or named[-1] == "members" or named[-1] not in _groups()["armed"]:
        return None
    return _LOST_MEN.search(text, max(0, figure.start - _NEAR), figure.start)


def _behind_aside(text: str, figure: Figure, clause: Span) -> re.Match[str] | None:
    """Return the verb behind words set off: "five people, including two children, died"."""
    aside = _ASIDE.match(text, figure.end, clause.end)
    return _telling_at(text, aside.end()) if aside else None


def _is_over(text: str, figure: Figure) -> bool:
    """Whether those counted are no longer held: "300 hostages were released", "freed 12 prisoners"."""
    return bool(_FREED.match(text, figure.end) or _FREEING.search(text, max(0, figure.start - _NEAR), figure.start))


def _distance(text: str, start: int, end: int) -> int:
    return end - start + 20 * text.count(",", start, end)


def _if_lost(found: re.Match[str], text: str, before: int) -> re.Match[str] | None:
    if found[0].casefold() == "lives" and not _LOST.search(text, max(before, found.start() - _NEAR), found.start()):
        return None
    return found


@cache
def _groups() -> dict[str, frozenset[str]]:
    return word_groups("facts_words")


@cache
def _kinds() -> dict[str, FactKind]:
    """Return what each word tells."""
    return {word: kind for kind in reversed(KINDS) for word in _groups()[kind]}


def _telling(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the words of `text[start:end]` that say what befell somebody."""
    kinds = _kinds()
    return (found for found in _WORD.finditer(text, start, end) if found[0].casefold() in kinds)


def _telling_at(text: str, start: int) -> re.Match[str] | None:
    """Return the word at `start` if it says what befell somebody."""
    found = _WORD.match(text, start)
    return found if found and found[0].casefold() in _kinds() else None


def _kind(found: re.Match[str]) -> FactKind:
    return _kinds()[found[0].casefold()]
