"""Whether a sentence speaks of what was or of what is to come, where a time stands in it."""

import re
from typing import Final, Literal

Tense = Literal["past", "future", "passed"] | None
"""What has passed is surely past: the year ended Jan. 31, since December."""

_FUTURE: Final = (
    r"(?:will|won['’]t|shall|would|['’]ll|going to|can|cannot|may|might|must|should|to be"
    r"|(?:is|are|was|were) (?:due )?to)"
    r"(?: (?:not|also|be|likely|then|soon|now|probably|only|still))*(?: \w+)?"
    r"|expects?|expected|scheduled|slated|due|planned|plans?|planning|set for|set to|upcoming|forthcoming|hopes?|hoping"
    r"|intends?|aims?|until|likely|(?:is|are|am) [a-z]+ing|[Ss]ee you|holds?|meets?|opens|begins|starts|takes place"
    r"|votes|faces|airs|publishes|announces|decides|elects|hosts|plays|play|arrives|departs|resumes|reopens|unveils|testifies"
    r"|premieres|could(?: \w+)? as (?:early|soon)"
)
_PAST: Final = (
    r"was|were|had|did|said|told|took|went|came|made|began|left|held|got|saw|found|gave|fell|rose|lost|won|met|shot"
    r"|struck|broke|hit|put|cut|sent|led|wrote|spoke|became|kept|grew|brought|built|bought|sold|fought|flew|drew|heard"
    r"|knew|ran|set|sat|stood|thought|threw|understood|wore|has|have|been|died|follows|since|after|(?!need|indeed|speed|feed|hundred|exceed|succeed|proceed|united|unprecedented|bleed|breed|seed)[a-z]{2,}ed"
)
_CUE: Final = re.compile(rf"\b(?:(?P<before>had been \w+)|(?P<future>{_FUTURE})|(?P<past>{_PAST}))\b")
_JUST_BEFORE: Final = re.compile(
    r"(?:\b(?:(?P<passed>(?:ended|dated|[Ss]ince|died|born|began) (?:on |in )?)|(?P<to_come>(?:ahead of|heading into"
    r"|going into) (?:the )?)|(?P<deadline>[Bb]y (?:next )?)|(?P<front>(?:that|[Bb]ut) (?:on |in |at )?))"
    r"|(?P<clause>[;:] (?:on |in |at )?))$"
)
"""What decides right before the words. Those that open a clause have its verb behind them."""
_JUST: Final = 18
_OWNER: Final = re.compile(
    r"['’]s (?!(?:[\w-]+ ){0,3}(?:elections?|vote|primary|primaries|caucus(?:es)?|referendum|runoff|poll|ballot|game"
    r"|match|race|final|finals|fight|bout|summit|meeting|talks|hearing|trial|debate|deadline|ceremony|wedding|funeral|parade"
    r"|concert|launch|visit|session)\b)"
)
"""Behind a day whose ruling, attack or close is told of: not what is planned for it."""
_OPENING: Final = re.compile(r"(?:[,;:–—(]|--|\b(?:and|but|But|that))[\"“'‘]? $")
_MET: Final = re.compile(r"\bhad(?: \w+ly)? (?!to\b)[a-z]+\b|\bhas been\b")
_TOLD: Final = frozenset({
    "said", "told", "set", "has", "have", "had", "was", "were", "been", "since", "after", "put", "cut", "hit", "made",
    "follows",
})  # fmt: skip
_UNDONE: Final = re.compile(r"\b(?:is|are|be|being|to|get|gets|if|when|once|or|and|unless|not|as) $")
_THEN: Final = re.compile(r"\s(?:in |on )?")
_REACH: Final = 60
_BEFORE: Final = 160
_AFTER: Final = 120


def tense_at(text: str, start: int, end: int, first: int, last: int) -> Tense:
    """Return the tense of what stands nearest to `text[start:end]` in its sentence, `text[first:last]`.

    The last verb before the words decides ("said Thursday", "will meet Thursday"), else the first one after them.
    """
    before = _JUST_BEFORE.search(text, max(first, start - _JUST), start)
    told = before.lastgroup if before else None
    if told == "passed":
        return "passed"
    if before and told == "deadline" and _had_come(text, before.start(), end, first, last):
        return "past"
    if told == "to_come" or (told == "deadline" and not _MET.search(text, max(first, start - _REACH), start)):
        return "future"
    if _OWNER.match(text, end):
        return "past"
    nearest = None
    if told in ("front", "clause"):
        found = _CUE.search(text, end, min(last, end + _AFTER))
        nearest = found.lastgroup if found else None
    if nearest is None:
        verb = None
        for verb in _CUE.finditer(text, max(first, start - _BEFORE), start):
            nearest = verb.lastgroup
        if verb and nearest == "past" and _is_done(text, verb, start):
            return "passed"
    if nearest is None:
        after = _CUE.search(text, end, min(last, end + _AFTER))
        nearest = after.lastgroup if after else None
    return "future" if nearest == "future" else "past" if nearest else None


def _had_come(text: str, by: int, end: int, first: int, last: int) -> bool:
    """Whether "by Thursday" opens a clause that tells what was so then: "and by Thursday all were under water"."""
    if by > first and not _OPENING.search(text, max(first, by - _JUST), by):
        return False
    verb = _CUE.search(text, end, min(last, end + _AFTER))
    return verb is not None and verb.lastgroup != "future"


def _is_done(text: str, verb: re.Match[str], start: int) -> bool:
    """Whether a verb right before the words tells what was done then: left in December; not to be built in it."""
    if verb[0] in _TOLD or verb[0].endswith("ed") or _THEN.fullmatch(text, verb.end(), start) is None:
        return False
    return _UNDONE.search(text, max(0, verb.start() - 8), verb.start()) is None
