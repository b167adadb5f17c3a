"""Roles and titles of people: before the name, after it in apposition, or before it and set off by a comma."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from annotations.extract.names.lexicon import FUNCTION, KIN, KNOWN, PEOPLE_VERB, ROLE, TITLE, TITLE_MODIFIER, lexicon
from annotations.extract.segment import Token
from annotations.extract.wordlists import word_groups, word_list


class Role(NamedTuple):
    """The tokens of a role, `last` exclusive."""

    first: int
    last: int


_HONORIFICS: Final = frozenset(
    ["Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "MR.", "MRS.", "MS.", "Miss", "Mx", "Mx.", "Dr", "Dr.", "Sir", "Madam",
     "Mister", "Mme", "Mme.", "M.", "Monsieur", "Madame", "Herr", "Frau", "Hon", "Hon.", "Citizen", "Comrade"]
)  # fmt: skip
_DETERMINERS: Final = frozenset(["the", "a", "an", "his", "her", "its", "their", "my", "our", "your", "one", "another"])
_PREPOSITIONS: Final = frozenset(["of", "for", "to", "at", "in", "with", "on", "from", "and"])
_STOPS: Final = frozenset(
    [",", ".", ";", ":", "-", "--", "–", "—", "(", ")", "[", "]", '"', "“", "”", "'", "‘", "’", "who", "which", "that",
     "whose", "when", "where", "after", "before", "while", "as", "but", "because", "if", "by"]
)  # fmt: skip
_BE: Final = frozenset(["is", "was", "became", "remains", "becomes"])
_LONGEST: Final = 14
_MOST_MODIFIERS: Final = 5


def roles_of(tokens: Sequence[Token], first: int, last: int, named: frozenset[int]) -> list[Role]:
    """Return the roles of the person named by tokens `first` to `last`.

    `named` are the places of tokens that belong to names: "Kremlin" in "Kremlin spokesman Dmitry Peskov".
    """
    found = [
        *_before(tokens, first, named),
        _set_off_before(tokens, first, named),
        _label(tokens, first, named),
        _after(tokens, last, named),
    ]
    return [role for role in found if role]


def _flags(token: Token) -> int:
    known = lexicon().flags
    return known.get(token.text, 0) | known.get(token.text.lower(), 0)


def _is_role(token: Token) -> bool:
    known = lexicon().flags
    if token.text in _HONORIFICS or known.get(token.text, 0) & KIN:
        return False
    return bool(known.get(token.text, 0) & (TITLE | ROLE)) or bool(known.get(token.text.lower(), 0) & ROLE)


def _before(tokens: Sequence[Token], first: int, named: frozenset[int]) -> list[Role]:
    """Read back from the name: "former Russian Foreign Minister", "Secretary of State"; a rank between is apart."""
    end = first
    while end > 0 and tokens[end - 1].text in _HONORIFICS:
        end -= 1
    start, modifiers = end, 0
    if start >= 3 and tokens[start - 2].text == "of" and _is_role(tokens[start - 3]) and _is_office(tokens[start - 1]):
        start -= 3
    elif start > 0 and _is_role(tokens[start - 1]) and start - 1 not in named:
        start -= 1
    else:
        return []
    while start > 0 and modifiers < _MOST_MODIFIERS and _modifies(tokens[start - 1], named, start - 1):
        start -= 1
        modifiers += 1
    rank = _rank(tokens, start, end)
    return [Role(start, rank), Role(rank, end)] if start < rank < end else [Role(start, end)]


def _rank(tokens: Sequence[Token], start: int, end: int) -> int:
    """Return where the rank begins that follows a role, as in "army spokesman Lieutenant Colonel"; else `end`."""
    ranks, rank = word_groups("names/ranks"), end
    while rank > start and tokens[rank - 1].text in ranks["rank"]:
        rank -= 1
    if rank in (start, end) or not _is_role(tokens[rank - 1]):
        return end
    compound = ranks.get(f"before {tokens[rank].text}", frozenset())
    return end if tokens[rank - 1].text in compound else rank


def _is_office(token: Token) -> bool:
    return bool(lexicon().flags.get(token.text, 0) & TITLE_MODIFIER)


def _modifies(token: Token, named: frozenset[int], at: int) -> bool:
    if at in named or _is_role(token):
        return True
    known = lexicon().flags
    word = token.text
    if known.get(word, 0) & TITLE_MODIFIER or known.get(word.capitalize(), 0) & TITLE_MODIFIER:
        return True
    return word in word_list("names/role_modifiers")


def _label(tokens: Sequence[Token], first: int, named: frozenset[int]) -> Role | None:
    """Read a role that labels the line: "Spokesperson: ..."."""
    colon = first - 1
    if colon < 1 or tokens[colon].text != ":" or not _is_role(tokens[colon - 1]):
        return None
    return Role(0, colon) if all(_modifies(tokens[at], named, at) for at in range(colon - 1)) else None


def _set_off_before(tokens: Sequence[Token], first: int, named: frozenset[int]) -> Role | None:
    """Read a role that stands before the name with a comma between: "its field manager, ..."."""
    comma = first - 1
    while comma > 0 and (tokens[comma].text in _HONORIFICS or _is_role(tokens[comma])):
        comma -= 1
    if comma < 2 or tokens[comma].text != ",":
        return None
    start = comma
    while start > 0 and comma - start < _LONGEST and (start - 1 in named or tokens[start - 1].text not in _STOPS):
        start -= 1
        if start not in named and _determines(tokens[start]):
            break
    else:
        return None
    if _flags(tokens[start]) & PEOPLE_VERB:
        return None
    if tokens[start - 1].text.lower() in ("of", "at", "for") and start > 1:
        wider = _wider(tokens, start - 1, named)
        start = start if wider is None else wider
    return Role(start + 1, comma) if _head_is_role(tokens, start + 1, comma) else None


def _determines(token: Token) -> bool:
    return token.text.lower() in _DETERMINERS or token.text in ("'s", "’s")


def _wider(tokens: Sequence[Token], preposition: int, named: frozenset[int]) -> int | None:
    """Return the determiner of the phrase that a preposition goes on from: THE governor of the province."""
    for at in range(preposition - 1, max(-1, preposition - 6), -1):
        if at not in named and tokens[at].text in _STOPS:
            return None
        if at not in named and _determines(tokens[at]):
            return at
    return None


def _head_is_role(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the last word before a preposition names a role."""
    head = next((i for i in range(start, end) if tokens[i].text in _PREPOSITIONS), end) - 1
    return head >= start and _is_role(tokens[head])


def _after(tokens: Sequence[Token], last: int, named: frozenset[int]) -> Role | None:
    """Read an apposition, "..., the Russian ambassador to France, ..." or "who was finance director"."""
    if last + 1 >= len(tokens) or tokens[last].text != ",":
        return None
    start = last + 1
    if tokens[start].text.isdigit() and start + 1 < len(tokens) and tokens[start + 1].text == ",":
        start += 2
    if start + 1 < len(tokens) and tokens[start].text == "who" and tokens[start + 1].text in _BE:
        start += 2
    if start < len(tokens) and tokens[start].text.lower() in _DETERMINERS:
        start += 1
    limit = min(len(tokens), start + _LONGEST)
    end = start
    while end < limit and (end in named or (tokens[end].text not in _STOPS and not _is_verb(tokens[end]))):
        end += 1
    while end > start and (tokens[end - 1].text in _PREPOSITIONS or _flags(tokens[end - 1]) & FUNCTION):
        end -= 1
    if end == limit < len(tokens) and end - start == _LONGEST:
        return None
    return Role(start, end) if end > start and _head_is_role(tokens, start, end) else None


def _is_verb(token: Token) -> bool:
    flags = lexicon().flags.get(token.text, 0)
    return bool(flags & PEOPLE_VERB) and not flags & KNOWN
