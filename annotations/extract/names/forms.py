"""Names known by their form: "Ministry of ...", "... Council", "Lake ...", a given name and what follows it."""

from typing import Final, NamedTuple

from annotations.extract.names.lexicon import (
    CALENDAR,
    COLLECTIVE,
    COMMON,
    COMPANY,
    EVENT_HEAD,
    FAC_HEAD,
    FAMILY_HEAD,
    FUNCTION,
    GIVEN,
    GIVEN_ALSO,
    GPE_HEAD,
    GPE_OPENER,
    KNOWN,
    LAW_HEAD,
    LOC_HEAD,
    LOC_OPENER,
    NORP,
    ORG,
    ORG_HEAD,
    ORG_OPENER,
    PARTICLE,
    PLACE,
    ROLE,
    SUFFIX,
    SURNAME,
    TITLE,
    TITLE_MODIFIER,
    Lexicon,
)  # fmt: skip
from annotations.extract.names.sentence import Sentence
from annotations.model import NameLabel


class Form(NamedTuple):
    """A name that begins where one looked, and the place of the token after it."""

    end: int
    label: NameLabel
    rule: str
    certainty: float


_POSSESSIVES: Final = frozenset(["'s", "’s"])
_APOSTROPHES: Final = frozenset(["'", "’"])

_NICKNAME_MARKS: Final = frozenset(['"', "“", "”", "'", "‘", "’", "''", "``"])
_ROADS: Final = frozenset(["Interstate", "Highway", "Route", "Autoroute", "Autobahn", "Motorway"])
_MOST_NAMES: Final = 4
_LONGEST_RUN: Final = 12


def listed(s: Sentence, i: int, lists: Lexicon) -> Form | None:
    """Return the longest listed name at token `i`."""
    by_second = lists.phrases.get(s.keys[i])
    if by_second and i + 1 < len(s.keys):
        for rest, label in by_second.get(s.keys[i + 1], ()):
            end = i + 1 + len(rest)
            if tuple(s.keys[i + 1 : end]) == rest:
                return Form(end, label, "list", 0.95)
    if s.flags[i] & KNOWN:
        return Form(i + 1, lists.labels[s.keys[i]], "list", 0.9)
    return None


def run_end(s: Sentence, i: int) -> int:
    """Return the end of the capitals in a row from `i`: up to a day, a title, or anything else."""
    limit = min(len(s.words), i + _LONGEST_RUN)
    j = i
    while j < limit and s.capitals[j] and not s.flags[j] & CALENDAR and not (j > i and _breaks_run(s, j)):
        j += 1
    return j


def _breaks_run(s: Sentence, j: int) -> bool:
    """Whether another name begins at `j`: after a title, or with a people and a given name (German Anna Koch)."""
    flags = s.flags[j]
    return bool(flags & TITLE or (flags & NORP and j + 1 < len(s.words) and s.flags[j + 1] & GIVEN))


# --- organisations


def organisation(s: Sentence, i: int) -> Form | None:
    """Return the organisation whose name begins at `i` and is formed as such names are."""
    flags = s.flags[i]
    if flags & FUNCTION or (flags & TITLE and not _opens_office(s, i)):
        return None
    if flags & ORG_OPENER and i + 2 < len(s.words) and (s.words[i + 1] in ("of", "for") or _takes_on(s, i)):
        end = _object_end(s, i + 2, s.words[i + 1])
        if end:
            return Form(end, "ORG", "opener of", 0.85)
    end, head = _organisation_run(s, i)
    if head <= i or _is_person_run(s, i, head):
        return None
    company = bool(s.flags[head] & COMPANY)
    if not company and end < len(s.words) - 1 and s.words[end] in ("of", "for", "on"):
        longer = _object_end(s, end + 1, s.words[end])
        if longer and _takes_object(s, head, s.words[end], end + 1):
            return Form(longer, "ORG", "head of", 0.85)
    return Form(end, "ORG", "company" if company else "head", 0.9 if company else 0.85)


def _opens_office(s: Sentence, i: int) -> bool:
    """Whether a title at `i` opens an office's name and not a person's: General Assembly, Attorney General's Office."""
    after = i + 1
    return after < len(s.words) and bool(
        s.flags[after] & (ORG_HEAD | COMPANY) or s.words[after] in _POSSESSIVES or s.flags[after] & TITLE
    )


def _organisation_run(s: Sentence, i: int) -> tuple[int, int]:
    """Return end and last head of a run of capitals that may hold `&`, "and" between common words, and possessives."""
    limit = min(len(s.words), i + _LONGEST_RUN)
    head, end, j = -1, i, i
    while j < limit:
        flags = s.flags[j]
        if s.capitals[j]:
            if flags & CALENDAR or (j > i and flags & TITLE and not flags & (ORG_HEAD | TITLE_MODIFIER)):
                break
            j += 1
            if flags & (ORG_HEAD | COMPANY) and j - 1 > i:
                head, end = j - 1, j
        elif j > i and j + 1 < limit and s.capitals[j + 1] and _bridges(s, j):
            j += 1
        elif flags & COMPANY and j > i:
            head, end, j = j, j + 1, j + 1
        elif s.words[j] == "," and j + 1 < limit and s.flags[j + 1] & COMPANY and j > i:
            head, end, j = j + 1, j + 2, j + 2
        else:
            break
    return end, head


def _bridges(s: Sentence, j: int) -> bool:
    word, before = s.words[j], s.keys[j - 1]
    if word == "&":
        return True
    if word in _POSSESSIVES:
        return bool(s.flags[j - 1] & COLLECTIVE)
    if word in _APOSTROPHES:
        attached = s.tokens[j].start == s.tokens[j - 1].end
        return before.endswith("s") and (attached or bool(s.flags[j + 1] & ORG_HEAD))
    if word in ("and", "-"):
        return bool(s.flags[j - 1] & COMMON or s.flags[j - 1] & TITLE_MODIFIER) and bool(
            s.flags[j + 1] & (COMMON | TITLE_MODIFIER) and not s.flags[j + 1] & (KNOWN | GIVEN)
        )
    return False


def _is_person_run(s: Sentence, i: int, head: int) -> bool:
    given = s.flags[i] & GIVEN or (s.flags[i] & GIVEN_ALSO and not s.flags[i] & KNOWN)
    return head == i + 1 and bool(given and s.flags[head] & FAMILY_HEAD)


def _takes_object(s: Sentence, head: int, word: str, at: int) -> bool:
    """Whether an organisation's name goes on after its head: Court of Appeal, Committee on Trade, Agency for ..."""
    if word == "of":
        return bool(s.flags[head] & ORG_OPENER)
    if s.flags[at] & (PLACE | NORP | CALENDAR | GIVEN):
        return False
    return _takes_on(s, head) if word == "on" else bool(s.flags[head] & ORG_OPENER)


def _takes_on(s: Sentence, head: int) -> bool:
    """Whether "on" follows a body that is named for what it is about: Committee on Trade."""
    bodies = ("Committee", "Commission", "Conference", "Council", "Institute", "Subcommittee")
    return s.words[head + 1] == "on" and s.keys[head] in bodies


def _object_end(s: Sentence, j: int, word: str) -> int:
    """Return the end of what follows "of" or "for" in an organisation's name, or 0."""
    if j < len(s.words) and s.words[j] in ("the", "an", "a") and word in ("of", "for", "on"):
        j += 1
    if j >= len(s.words) or not s.capitals[j] or s.flags[j] & (CALENDAR | TITLE):
        return 0
    limit = min(len(s.words), j + _LONGEST_RUN)
    while j < limit:
        step = _object_step(s, j, limit)
        if not step:
            break
        j += step
    return j


def _object_step(s: Sentence, j: int, limit: int) -> int:
    """Return how many tokens an organisation's object goes on by at `j`: a capital, or a joining word before one."""
    if s.capitals[j]:
        return not s.flags[j] & (CALENDAR | TITLE)
    if j + 1 < limit and s.capitals[j + 1]:
        return not s.flags[j + 1] & CALENDAR and _joins(s, j)
    the = j + 2 < limit and s.words[j] in ("of", "for") and s.words[j + 1] == "the"
    return 2 if the and s.capitals[j + 2] and not s.flags[j - 1] & PLACE else 0


def _joins(s: Sentence, j: int) -> bool:
    if s.words[j] in ("of", "for"):
        return bool(s.flags[j - 1] & (COMMON | TITLE_MODIFIER)) and not s.flags[j - 1] & PLACE
    return _bridges(s, j)


# --- places, events, laws


def place(s: Sentence, i: int) -> Form | None:
    """Return the place whose name begins at `i` and is formed as such names are."""
    flags = s.flags[i]
    if flags & FUNCTION:
        return None
    if s.keys[i] in _ROADS and i + 1 < len(s.words) and s.words[i + 1].isdigit():
        return Form(i + 2, "FAC", "road", 0.85)
    opened = None
    if flags & (LOC_OPENER | GPE_OPENER) and not (i == s.first and flags & COMMON and not flags & LOC_OPENER):
        opened = _opened_place(s, i)
    end = run_end(s, i)
    for head in range(end - 1, i, -1):
        label = _place_label(s.flags[head])
        if label and not _is_person_run(s, i, head) and not (opened and opened.end > head):
            certainty = 0.7 if s.flags[head - 1] & COMMON and not s.flags[i] & KNOWN else 0.85
            of = label == "GPE" and head + 2 < len(s.words) and s.words[head + 1] == "of" and s.capitals[head + 2]
            return Form(run_end(s, head + 2) if of else head + 1, label, "place head", certainty)
    return opened


_NOT_IN_PLACE: Final = CALENDAR | NORP | ORG | TITLE | FUNCTION | EVENT_HEAD | LAW_HEAD | ORG_HEAD


def _opened_place(s: Sentence, i: int) -> Form | None:
    after = i + 1
    if after < len(s.words) - 1 and s.words[after] == "of" and s.flags[i] & (LOC_OPENER | GPE_OPENER):
        j = after + 1 + (s.words[after + 1] == "the")
        if j < len(s.words) and s.capitals[j] and not s.flags[j] & (CALENDAR | NORP):
            return Form(run_end(s, j), "LOC" if s.flags[i] & LOC_OPENER else "GPE", "place of", 0.75)
        return None
    if after >= len(s.words) or not s.capitals[after] or s.flags[after] & _NOT_IN_PLACE:
        return None
    if s.flags[after] & COMMON and not s.flags[after] & KNOWN:
        return None
    return Form(after + 1, "LOC" if s.flags[i] & LOC_OPENER else "GPE", "place opener", 0.75)


def _place_label(flags: int) -> NameLabel | None:
    if flags & FAC_HEAD:
        return "FAC"
    if flags & GPE_HEAD:
        return "GPE"
    return "LOC" if flags & LOC_HEAD else None


def occasion(s: Sentence, i: int) -> Form | None:
    """Return the event or law whose name begins at `i`: "... Cup", "... Treaty"."""
    if s.flags[i] & (FUNCTION | TITLE) or (i == s.first and s.flags[i] & COMMON):
        return None
    end = run_end(s, i)
    for head in range(end - 1, i, -1):
        if s.flags[head] & (EVENT_HEAD | LAW_HEAD) and not _is_person_run(s, i, head):
            return Form(head + 1, "EVENT" if s.flags[head] & EVENT_HEAD else "LAW", "occasion head", 0.75)
    return None


# --- people


def title_end(s: Sentence, i: int) -> int:
    """Return the end of the title that stands at `i` ("Deputy Prime Minister", "Secretary of State"), else `i`."""
    j, limit = i, len(s.words)
    while j < limit and s.capitals[j] and (s.flags[j] & (TITLE | TITLE_MODIFIER) or _is_role(s, j)):
        j += 1
    while j > i and not (s.flags[j - 1] & TITLE or _is_role(s, j - 1)):
        j -= 1
    if j == i:
        return i
    if j < limit and s.words[j] in ("of", "for"):
        k = j + 1 + (j + 1 < limit and s.words[j + 1] == "the")
        m = k
        while (
            m < limit and s.capitals[m] and s.flags[m] & (TITLE_MODIFIER | COMMON) and not s.flags[m] & (KNOWN | GIVEN)
        ):
            m += 1
        if m > k:
            return m
    return j


def _is_role(s: Sentence, j: int) -> bool:
    """Whether a role that is otherwise written small has a capital here: "Harbourmaster Ida Holm"."""
    return bool(s.flags[j] & ROLE) and not s.flags[j] & (GIVEN | GIVEN_ALSO | SURNAME | KNOWN)


def person(s: Sentence, i: int, *, titled: bool) -> Form | None:
    """Return the person whose name begins at `i`: with a given name or initials, or with a title before it."""
    end, names = _person_end(s, i)
    if not names:
        return None
    flags = s.flags[i]
    if titled:
        numeral = end < len(s.words) and s.words[end] == "I"
        return Form(end + numeral, "PERSON", "title", 0.9)
    if names == 1:
        return None
    initial = _is_initial(s.words[i]) and not flags & KNOWN
    if flags & GIVEN or (flags & GIVEN_ALSO and not (s.flags[i + 1] & KNOWN and not s.flags[i + 1] & SURNAME)):
        weak = i == s.first and flags & COMMON
        return Form(end, "PERSON", "given name", 0.75 if weak or not flags & GIVEN else 0.95)
    if initial and (names > 2 or len(s.words[end - 1]) > 2) and not _is_initial(s.words[end - 1]):
        return Form(end, "PERSON", "initials", 0.85)
    if not flags & KNOWN and any(_is_initial(w) for w in s.words[i + 1 : end - 1]):
        return Form(end, "PERSON", "initials", 0.85)
    if not flags & (KNOWN | COMMON) and s.flags[end - 1] & SURNAME and not s.flags[end - 1] & COMMON:
        return Form(end, "PERSON", "surname", 0.8)
    return None


def _is_initial(word: str) -> bool:
    return word.endswith(".") and 2 <= len(word) <= 6 and word[0].isupper() and (len(word) == 2 or word[1] == ".")


def _person_end(s: Sentence, i: int) -> tuple[int, int]:
    """Return the end of a person's name from `i`, and of how many words with capitals it is made."""
    j, names, limit = i, 0, len(s.words)
    while j < limit and names < _MOST_NAMES:
        if s.capitals[j]:
            if not _in_person(s, j, names):
                break
            j += 1
            names += 1
            if s.flags[j - 1] & SUFFIX:
                break
        elif s.flags[j] & PARTICLE and (names or j == i) and _capital_after_particles(s, j):
            j += 1
        elif names == 1 and s.words[j] in _NICKNAME_MARKS and _is_nickname(s, j):
            j += 3
        else:
            break
    while j > i and not s.capitals[j - 1]:
        j -= 1
    if j + 1 < limit and names and s.words[j] == "," and s.keys[j + 1] in ("Jr", "Jr.", "Sr", "Sr."):
        j += 2
    return j, names


def _is_nickname(s: Sentence, j: int) -> bool:
    """Whether a nickname stands in marks at `j`, inside a name: Hector "Macho" Camacho."""
    return (
        j + 3 < len(s.words)
        and s.capitals[j + 1]
        and s.words[j + 2] in _NICKNAME_MARKS
        and s.capitals[j + 3]
        and bool(s.flags[j - 1] & (GIVEN | GIVEN_ALSO))
    )


def _capital_after_particles(s: Sentence, j: int) -> bool:
    for k in (j + 1, j + 2):
        if k >= len(s.words):
            return False
        if s.capitals[k]:
            return not s.flags[k] & (KNOWN | CALENDAR | TITLE) or bool(s.flags[k] & SURNAME)
        if not s.flags[k] & PARTICLE:
            return False
    return False


def _goes_on(s: Sentence, j: int) -> bool:
    return j + 1 < len(s.words) and s.capitals[j + 1]


def _in_person(s: Sentence, j: int, names: int) -> bool:
    flags = s.flags[j]
    if flags & (CALENDAR | FUNCTION):
        return bool(flags & (SURNAME | GIVEN | GIVEN_ALSO)) and (names > 0 or j != s.first)
    if flags & (GIVEN | GIVEN_ALSO | SURNAME | SUFFIX):
        return True
    if flags & (NORP | ORG) or (flags & TITLE and not (names and flags & COMMON and not _goes_on(s, j))):
        return False
    if names and flags & (COMPANY | ORG_OPENER):
        return False
    if flags & (ORG_HEAD | FAC_HEAD | LOC_HEAD | GPE_HEAD | EVENT_HEAD) and not flags & FAMILY_HEAD:
        return False
    if names >= 2 and flags & (COMMON | PLACE):
        return False
    word = s.words[j]
    return not (
        len(word) > 1 and word.isupper() and len(word) < 5 and not _is_initial(word) and s.style == "prose" and names
    )
