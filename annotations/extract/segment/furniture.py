"""Lines that belong to the site: adverts, calls to join or share, notices. Known by form, not by one site's words."""

import re
from functools import cache
from typing import Final

from annotations.extract.wordlists import word_groups

_LONGEST: Final = 240
_MOST_WORDS: Final = 30
_QUOTED: Final = "\"'“‘«"
_REPORTING: Final = re.compile(r"\b(?:said|says|told|added|according to|reported|wrote|was|were|has been|had)\b", re.I)
_SEPARATOR: Final = re.compile(r"\s*[|·•»>/,]\s*|\s{2,}|\t")
_READING_TIME: Final = re.compile(
    r"\d{1,3}\s*(?:min(?:ute)?s?\s+(?:read|listen|watch)|comments?|shares?|likes?|views?)$", re.I
)


def is_furniture(line: str) -> bool:
    """Whether `line` speaks for the site and not for the article.

    It does if it is short, is not quoted, does not report anything, and calls the reader to do something with the
    site, names the site's own pages, or gives its legal notice.
    """
    if len(line) > _LONGEST or line[0] in _QUOTED:
        return False
    words = line.lower().strip(" \t-–—*_»>›:.!…[]()").replace("’", "'")
    if len(words.split()) > _MOST_WORDS:
        return False
    if _only_site_words(words) or _READING_TIME.match(words):
        return True
    return _calls_the_reader(words) and _REPORTING.search(words) is None


def _only_site_words(words: str) -> bool:
    groups = word_groups("furniture")
    if words in groups["solo"]:
        return True
    items = [item for item in _SEPARATOR.split(words) if item]
    if len(items) < 2:
        items = words.split()
    return len(items) >= 3 and all(item in groups["whole"] for item in items)


def _calls_the_reader(words: str) -> bool:
    starts, ends, anywhere = _calls()
    if words.startswith(starts) and any(
        not words[len(c) : len(c) + 1].isalnum() for c in starts if words.startswith(c)
    ):
        return True
    if words.endswith(ends) and any(not words[: -len(c)][-1:].isalnum() for c in ends if words.endswith(c)):
        return True
    return anywhere.search(words) is not None


@cache
def _calls() -> tuple[tuple[str, ...], tuple[str, ...], re.Pattern[str]]:
    groups = word_groups("furniture")
    anywhere = "|".join(map(re.escape, sorted(groups["any"], reverse=True)))
    return tuple(groups["start"]), tuple(groups["end"]), re.compile(rf"(?<!\w)(?:{anywhere})(?!\w)")
