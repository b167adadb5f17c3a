"""The words that report speech, and those that tell how a clause is built, from the package's word lists."""

import re
from functools import cache
from typing import Final, NamedTuple

from annotations.extract.wordlists import word_groups, word_map

BASE: Final = "base"
PRESENT: Final = "present"
PAST: Final = "past"
PARTICIPLE: Final = "participle"
GERUND: Final = "gerund"


class Verb(NamedTuple):
    """A reporting verb: its lemma and the frames it takes (data/quotes_frames.txt), its prepositions apart."""

    lemma: str
    frames: frozenset[str]
    prepositions: frozenset[str]


class Form(NamedTuple):
    """One form of a verb, as it stands in a text: said, says, saying."""

    verb: Verb
    kinds: frozenset[str]


@cache
def reporting_verbs() -> dict[str, Form]:
    """Return the reporting verbs by each of their forms, in lower case."""
    forms: dict[str, Form] = {}
    for lemma in sorted(_frames()):
        if " " not in lemma:
            verb = _verb(lemma)
            for word, kinds in _inflect(lemma).items():
                if word not in forms or word == lemma:
                    forms[word] = Form(verb, kinds)
    return forms


@cache
def phrasal_verbs() -> dict[str, tuple[tuple[tuple[str, ...], Form], ...]]:
    """Return the reporting verbs of several words by each form of the first: what must follow, longest first."""
    forms: dict[str, list[tuple[tuple[str, ...], Form]]] = {}
    for lemma in sorted(_frames(), key=lambda lemma: (-lemma.count(" "), lemma)):
        first, *rest = lemma.split()
        if rest:
            for word, kinds in _inflect(first).items():
                forms.setdefault(word, []).append((tuple(rest), Form(_verb(lemma), kinds)))
    return {word: tuple(found) for word, found in forms.items()}


@cache
def _frames() -> dict[str, frozenset[str]]:
    frames: dict[str, set[str]] = {}
    for frame, lemmas in word_groups("quotes_frames").items():
        for lemma in lemmas:
            frames.setdefault(lemma, set()).add(frame)
    return {lemma: frozenset(taken) for lemma, taken in frames.items()}


@cache
def _verb(lemma: str) -> Verb:
    frames = _frames()[lemma]
    prepositions = frozenset(f.removeprefix("prep_") for f in frames if f.startswith("prep_"))
    return Verb(lemma, frames, prepositions)


@cache
def tags() -> dict[str, str]:
    """Return the tag of each word of the closed classes (data/quotes_function_words.txt)."""
    return word_map("quotes_function_words")


@cache
def word_set(name: str) -> frozenset[str]:
    """Return the words that the rules treat alike under `name` (data/quotes_word_sets.txt)."""
    return word_groups("quotes_word_sets")[name]


@cache
def common_verbs() -> dict[str, frozenset[str]]:
    """Return verbs that report nothing by each of their forms, with the kinds of form."""
    forms: dict[str, frozenset[str]] = {}
    for lemma in sorted(word_groups("quotes_common_verbs")["regular"] | frozenset(_irregular())):
        for word, kinds in _inflect(lemma).items():
            forms[word] = forms.get(word, frozenset()) | kinds
    return forms


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    """Return past and participle of the verbs that no rule makes."""
    return {lemma: (parts.split()[0], parts.split()[-1]) for parts, lemma in word_map("quotes_irregular").items()}


_ONE_SYLLABLE: Final = re.compile(r"(?:[^aeiou]|qu)*[aeiou][^aeiouwxy]")


def _inflect(lemma: str) -> dict[str, frozenset[str]]:
    """Return the forms of `lemma` with their kinds."""
    past, participle = _irregular().get(lemma, ("", ""))
    y = lemma.endswith("y") and lemma[-2] not in "aeiou"
    doubled = _ONE_SYLLABLE.fullmatch(lemma) is not None or past.startswith(lemma + lemma[-1])
    stem = lemma + lemma[-1] if doubled else lemma.removesuffix("e")
    regular = lemma[:-1] + "ied" if y else stem + "ed"
    third = lemma[:-1] + "ies" if y else lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "o", "z")) else "s")
    gerund = lemma[:-2] + "ying" if lemma.endswith("ie") else (lemma if lemma.endswith("ee") else stem) + "ing"
    found: dict[str, frozenset[str]] = {}
    for word, kind in (
        (lemma, BASE),
        (third, PRESENT),
        (past or regular, PAST),
        (participle or regular, PARTICIPLE),
        (gerund, GERUND),
    ):
        found[word] = found.get(word, frozenset()) | {kind}
    return found
