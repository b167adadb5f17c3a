"""What a reader has taught of names, in a sentence: it comes before what rules and model find there."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from annotations.extract.learned import ACCEPTED, KnownName, Learned, is_shouted
from annotations.extract.names.first_pass import Chunk, first_pass
from annotations.extract.names.lexicon import CALENDAR, COMMON, FUNCTION, GIVEN, lexicon
from annotations.extract.names.sentence import Sentence, sentence
from annotations.extract.segment import tokenize
from annotations.model import NameLabel, Span

Found = tuple[Sentence, list[Chunk]]

_SURE: Final = 0.9
"""A single word that was accepted in another document yields to a name that is found with this certainty."""


def with_learned(found: Iterable[Found], learned: Learned) -> Iterable[Found]:
    """Return sentences with the names that `learned` knows, and without those that it refuses.

    A known name takes the place of what it overlaps, but for a longer name that has its label.
    """
    if not learned:
        return found
    refused = {text.casefold(): labels for text, labels in learned.refused.items()}
    return [
        (s, _taught(s, [c for c in chunks if not _is_refused(s, c, learned, refused)], learned)) for s, chunks in found
    ]


def _is_refused(s: Sentence, chunk: Chunk, learned: Learned, folded: Mapping[str, Collection[NameLabel]]) -> bool:
    """Whether the reader refused a chunk's words with its label, in capitals or not; `folded` is by lower case."""
    if not folded:
        return False
    words = _words(s, chunk.first, chunk.last)
    if chunk.label in learned.refused.get(words, ()):
        return True
    return (s.style == "capitals" or is_shouted(words)) and chunk.label in folded.get(words.casefold(), ())


def _taught(s: Sentence, chunks: list[Chunk], learned: Learned) -> list[Chunk]:
    if not learned.names:
        return chunks
    for name, known in _known(s, learned):
        at = [c for c in chunks if c.first < known.last and known.first < c.last]
        if not any(_stays(c, known, firm=name.firm) for c in at):
            chunks = [*(c for c in chunks if c not in at), known]
    return sorted(chunks, key=lambda chunk: chunk.first)


def _stays(chunk: Chunk, known: Chunk, *, firm: bool) -> bool:
    """Whether a name that was found stays where a known one stands: it is longer, or surer than that."""
    if chunk.label is None:
        return False
    longer = chunk.last - chunk.first > known.last - known.first
    return longer or (not firm and chunk.label != known.label and chunk.certainty >= _SURE)


def _known(s: Sentence, learned: Learned) -> Iterator[tuple[KnownName, Chunk]]:
    """Yield the known names that stand in a sentence, the longest at each place, none inside another."""
    after = 0
    for i, word in enumerate(s.words):
        for name in learned.names.get(word.casefold(), ()) if i >= after else ():
            last = _end(s, i, name.text)
            if last and not _is_everyday(s, i, last, name):
                yield name, Chunk(i, last, name.label or label_by_form(name.text), name.rule, 1.0)
                after = last
                break


def _end(s: Sentence, first: int, name: str) -> int:
    """Return the place after the last token of `name`, if it begins at that token; else 0.

    The text may have all of it in capitals, or the name may, other white space in it, and a full stop after its
    abbreviation.
    """
    rest = name.replace(" ", "")
    shouted = is_shouted(name) or s.style == "capitals"
    eased = is_shouted(name) and name.isupper() and s.capitals[first]
    for i in range(first, len(s.words)):
        word = s.words[i]
        begun = rest[: len(word)]
        if begun == word or ((eased or (shouted and word.isupper())) and begun.casefold() == word.casefold()):
            rest = rest[len(word) :]
        elif word[:-1] == rest and word[-1] == ".":
            rest = ""
        else:
            return 0
        if not rest:
            return i + 1
    return 0


def _is_everyday(s: Sentence, first: int, last: int, name: KnownName) -> bool:
    """Whether a word that was once accepted as a name may be none here: May, Will; Apple where a sentence begins.

    So may one that was told in capitals, and stands otherwise: SALT, and Salt.
    """
    if last - first > 1 or (name.rule != ACCEPTED and s.words[first].isupper() >= name.text.isupper()):
        return False
    flags = s.flags[first]
    return bool(flags & (CALENDAR | FUNCTION) or (flags & COMMON and (first == s.first or s.style != "prose")))


def _words(s: Sentence, first: int, last: int) -> str:
    """Return the words of a name as the text has them, with one space for any white space."""
    words = s.tokens[first].text
    for before, token in zip(s.tokens[first:last], s.tokens[first + 1 : last], strict=False):
        words += " " * (token.start > before.end) + token.text
    return words


@lru_cache(10_000)
def label_by_form(name: str) -> NameLabel:
    """Return what the form of a name tells that it names; a person or an organisation where it tells nothing."""
    s = sentence(name, Span(0, len(name)), tokenize(name), headline=False)
    whole = next((c.label for c in first_pass(s, lexicon()) if (c.first, c.last) == (0, len(s.words))), None)
    if whole is not None:
        return whole
    if not s.words:
        return "ORG"
    person = s.flags[0] & GIVEN or (len(s.words) == 2 and not s.flags[1] & COMMON)
    return "PERSON" if person else "ORG"
