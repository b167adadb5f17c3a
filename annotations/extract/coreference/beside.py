"""Names that the text sets side by side as names of one thing: in brackets, after "known as", "formerly" or "or"."""

import re
from collections.abc import Sequence
from typing import Final

from annotations.extract.coreference.acronyms import is_acronym, may_stand_for
from annotations.extract.names import Name

_FARTHEST: Final = 60
_CALLED: Final = re.compile(
    r",? \(?(?:(?:also|better|widely|commonly|formerly|previously|popularly|locally|now|then) )*"
    r"(?:(?:known|called|named|abbreviated|referred to)(?: (?:in|by|as|to)?(?: ?(?:its|the|[A-Z]?[a-z]{2,10}))?"
    r"(?: [A-Z][a-z]+)?(?: (?:acronym|initials|abbreviation|name))?)?(?: as| to)?) ?(?:the )?[\"“'‘]?"
)  # fmt: skip
_FORMERLY: Final = re.compile(r",? \(?(?:formerly|previously) (?:the )?")
_OR: Final = re.compile(r", or (?:the )?")
_BRACKET: Final = re.compile(r" \((?:the )?[\"“'‘]?")


def same_thing(text: str, first: Name, second: Name) -> bool:
    """Whether what stands between two names that follow each other says that they name one thing."""
    gap = second.start - first.end
    if not 2 <= gap <= _FARTHEST:
        return False
    between = text[first.end : second.start]
    if _BRACKET.fullmatch(between):
        if text[second.end : second.end + 1] not in ('"', "”", "'", "’", ")", ",", ";"):
            return False
        return _abbreviates(first, second) or _abbreviates(second, first)
    if _OR.fullmatch(between):
        closed = text[second.end : second.end + 1] == ","
        return closed and _abbreviates(first, second)
    if first.label != second.label:
        return False
    return bool(_FORMERLY.fullmatch(between) or _CALLED.fullmatch(between))


def _abbreviates(full: Name, short: Name) -> bool:
    return is_acronym(short.text) and not is_acronym(full.text) and may_stand_for(short.text, full.text, full.label)


def beside(text: str, names: Sequence[Name]) -> list[int]:
    """Return the places of those among `names`, in the order of the text, that name one thing with the next one."""
    return [at for at in range(len(names) - 1) if same_thing(text, names[at], names[at + 1])]
