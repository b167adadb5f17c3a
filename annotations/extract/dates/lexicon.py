"""The words that tell time, each with its kind and value, and holidays."""

import re
from functools import cache
from typing import NamedTuple

from annotations.extract.wordlists import word_map


class Entry(NamedTuple):
    """What a word can mean: its kind, as rules call it, and its value there."""

    kind: str
    value: str


@cache
def words() -> dict[str, Entry]:
    """Return each word in every spelling that counts: a capitalised entry also in capitals, others in any case."""
    spelled: dict[str, Entry] = {}
    for word, entry in word_map("dates_words").items():
        kind, value = entry.split()
        for form in (word, word.upper()) if word[0].isupper() else (word, word.capitalize(), word.upper()):
            spelled[form] = Entry(kind, value)
    return spelled


@cache
def feasts() -> tuple[frozenset[str], re.Pattern[str], dict[str, str]]:
    """Return the first words of holidays, a pattern for their names, and their rules by name."""
    rules = word_map("dates_feasts")
    names = sorted(rules, key=len, reverse=True)
    pattern = "|".join(re.escape(name).replace("'", "['’]") for name in names)
    firsts = frozenset(re.split(r"\W", name, maxsplit=1)[0] for name in names)
    return firsts, re.compile(rf"(?:{pattern})\b(?!['’]?s [A-Z])"), rules
