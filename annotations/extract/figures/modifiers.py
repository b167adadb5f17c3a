"""How exactly a number is meant: the words before it and behind it."""

import re
from typing import Final

from annotations.model import Modifier

_BEFORE: Final = re.compile(
    r"""\b(?:
        (?P<atleast>at\ least|no\ fewer\ than|no\ less\ than|not\ less\ than|a\ minimum\ of|minimum\ of|minimum)
      | (?P<atmost>(?<!add\ )(?<!adds\ )(?<!added\ )(?<!led\ )(?<!live\ )up\ to|as\ many\ as|as\ much\ as|as\ high\ as|at\ most|no\ more\ than|not\ more\ than|a\ maximum\ of|maximum\ of
          |maximum)
      | (?P<more>(?:well\ |far\ |slightly\ |just\ )?(?:more\ than|over|above)|exceed(?:ing|s|ed)?|greater\ than|upwards?\ of
          |in\ excess\ of|north\ of|surpass(?:ing|es|ed)?|topp(?:ing|ed))
      | (?P<less>(?:fewer|less)\ than|under|below|just\ short\ of)
      | (?P<about>about|around|approximately|approx\.?|roughly|nearly|almost|some|an?\ estimated|estimated|close\ to|circa|ca\.
          |just\ about|somewhere\ around|virtually|an?\ average\ of|in\ the\ region\ of|as\ little\ as)
    )[ ]?(?:an?\ |the\ |just\ |about\ |some\ |only\ )?$""",
    re.VERBOSE | re.IGNORECASE,
)
_SIGN: Final = {"~": "~", "≈": "~", "<": "<", ">": ">", "≤": "<=", "≥": ">="}
_AFTER: Final = re.compile(
    r" or (?:(more|above|over|higher|older|greater)|(less|fewer|below|under|younger)|(so))\b|[+](?!\d)|[- ]plus\b"
)
_REACH: Final = 28
_BY_GROUP: Final[dict[str, Modifier]] = {"atleast": ">=", "atmost": "<=", "more": ">", "less": "<", "about": "~"}


def modifier_of(text: str, start: int, end: int) -> Modifier:
    """Return how the number at `text[start:end]` (currency and unit included) is bounded: = where nothing is said."""
    before = text[max(0, start - _REACH) : start]
    found = _BEFORE.search(before)
    if found:
        return _BY_GROUP[found.lastgroup or "about"]
    sign = before.rstrip()[-1:]
    if sign in _SIGN:
        match sign:
            case "<" | ">":
                return "<" if sign == "<" else ">"
            case "≤" | "≥":
                return "<=" if sign == "≤" else ">="
            case _:
                return "~"
    after = _AFTER.match(text, end)
    if after is None:
        return "="
    return "<=" if after[2] else "~" if after[3] else ">="
