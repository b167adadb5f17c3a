"""Search in texts, in the words that were marked, and in notes.

A query is words, all of which must be there; one of four letters or more, or with * at its end, stands for all that
begin so. Words in double quotes must follow each other as they are. Case and accents do not count, nor does any other
sign.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final, Literal, NamedTuple

from annotations.model import Span, Value
from annotations.store.database import Database
from annotations.text import clean

_QUERY: Final = re.compile(r'"([^"]*)"?|([^\s"]+)')
_WORD: Final = re.compile(r"[^\W_]+")
_BEGINNING: Final = 4
"""Letters from which on a word also finds longer ones, as "civilian" does "civilians"."""
_AROUND: Final = 60
"""Code points that an excerpt shows on either side of what was found."""
MOST_PLACES: Final = 24
"""Places of each word of the query that are looked for in a text."""

_OWN: Final = (
    "SELECT a.id, a.document, d.title, a.start_offset, a.end_offset, a.exact, a.note FROM {index} "
    "CROSS JOIN annotations AS n ON n.{key} = {index}.rowid "
    "CROSS JOIN annotations_placed AS a ON a.id = n.id CROSS JOIN documents AS d ON d.id = a.document "
    "WHERE {index} MATCH ? AND a.deleted IS NULL AND d.deleted IS NULL ORDER BY {index}.rowid DESC LIMIT ?"
)
_IN_NOTES: Final = _OWN.format(index="notes_fts", key="number")
_IN_QUOTES: Final = _OWN.format(index="quotes_fts", key="selector")
_IN_TEXTS: Final = (
    "SELECT d.id AS document, d.title, r.text FROM texts_fts CROSS JOIN revisions AS r ON r.id = texts_fts.rowid "
    "CROSS JOIN documents AS d ON d.id = r.document AND d.revision = r.number "
    "WHERE texts_fts MATCH ? AND d.deleted IS NULL ORDER BY texts_fts.rank LIMIT ?"
)


class Hit(Value, frozen=True, kw_only=True):
    """What was found: words of a text, a passage that was marked, or a note on one.

    `start` and `end` are where the words or the passage stand in the document's newest text, None for an orphan.
    `found` are the places of the query's words in `excerpt`, `places` those in the whole text, at most MOST_PLACES of
    each word (none for a passage or a note). All count code points.
    """

    kind: Literal["text", "quote", "note"]
    document: str
    title: str
    annotation: str | None
    start: int | None
    end: int | None
    excerpt: str
    found: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()


class _Term(NamedTuple):
    """A part of a query: `words` as typed; `begins`, whether longer words that begin so are meant too."""

    words: str
    begins: bool


class _Sought(NamedTuple):
    """A term as it is sought in a text: the spellings of its first word, and what the whole must match there."""

    first: tuple[str, ...]
    whole: re.Pattern[str]


class _Match(NamedTuple):
    start: int
    end: int
    term: int


def search(database: Database, query: str, limit: int) -> tuple[Hit, ...]:
    """Return at most `limit` hits: notes and marked passages, newest first, then texts, best first.

    Each kind has room for a third of them, and takes what the others leave.
    """
    terms = _terms(query)
    if not terms or limit < 1:
        return ()
    match = " AND ".join(_quoted(term) for term in terms)
    sought = [_sought(term) for term in terms]
    with database.snapshot():
        notes = database.rows(_IN_NOTES, match, limit)
        quotes = database.rows(_IN_QUOTES, match, limit)
        texts = database.rows(_IN_TEXTS, match, limit)
        share = _shares((len(notes), len(quotes), len(texts)), limit)
        return (
            *(_own_hit("note", row, row["note"], sought) for row in notes[: share[0]]),
            *(_own_hit("quote", row, row["exact"], sought) for row in quotes[: share[1]]),
            *(_text_hit(row, sought) for row in texts[: share[2]]),
        )


def _terms(query: str) -> list[_Term]:
    terms = []
    for phrase, word in _QUERY.findall(unicodedata.normalize("NFC", clean(query))):
        if words := _WORD.findall(phrase or word):
            begins = word.endswith("*") or (bool(word) and len(words[-1]) >= _BEGINNING)
            terms.append(_Term(phrase or word, begins))
    return terms


def _quoted(term: _Term) -> str:
    """Return a term as FTS5 reads it: in double quotes, where nothing is an operator."""
    return f'"{term.words}"{"*" if term.begins else ""}'


def _sought(term: _Term) -> _Sought:
    words = _WORD.findall(_folded(term.words))
    whole = r"[\W_]+".join(words) + (r"[^\W_]*" if term.begins else r"(?![^\W_])")
    first = words[0]
    return _Sought(
        first=tuple(dict.fromkeys((first.lower(), first.capitalize(), first.upper(), first))),
        whole=re.compile(rf"(?<![^\W_]){whole}", re.IGNORECASE),
    )


def _own_hit(kind: Literal["quote", "note"], row: Any, words: str, sought: Sequence[_Sought]) -> Hit:
    excerpt, found = _excerpt(words, _matches(words, sought))
    return Hit(
        kind=kind,
        document=row["document"],
        title=row["title"],
        annotation=row["id"],
        start=row["start_offset"],
        end=row["end_offset"],
        excerpt=excerpt,
        found=found,
    )


def _text_hit(row: Any, sought: Sequence[_Sought]) -> Hit:
    text = row["text"]
    everywhere = _matches(text, sought)
    matches = _closest(everywhere) or [_Match(0, 0, 0)]
    excerpt, found = _excerpt(text, matches)
    return Hit(
        kind="text",
        document=row["document"],
        title=row["title"],
        annotation=None,
        start=matches[0].start,
        end=matches[0].end,
        excerpt=excerpt,
        found=found,
        places=tuple(Span(match.start, match.end) for match in everywhere),
    )


def _matches(text: str, sought: Sequence[_Sought]) -> list[_Match]:
    """Return the first places of each term, in the order of the text."""
    matches: list[_Match] = []
    lowered = text.lower()
    plain = lowered if len(lowered) == len(text) else text
    for number, term in enumerate(sought):
        found = _places(text, plain, term) or _places(folded := _folded(text).lower(), folded, term)
        matches.extend(_Match(start, end, number) for start, end in found)
    return sorted(matches)


def _places(text: str, plain: str, term: _Sought) -> list[tuple[int, int]]:
    """Return the first places of a term in `text`; `plain` is the text in lower case if that is as long."""
    places: list[tuple[int, int]] = []
    for word in term.first[:1] if plain is not text else term.first:
        at, left = plain.find(word), MOST_PLACES
        while at >= 0 and left:
            if match := term.whole.match(text, at):
                places.append(match.span())
                left -= 1
            at = plain.find(word, at + 1)
    return places


def _closest(matches: Sequence[_Match]) -> Sequence[_Match]:
    """Return the matches from the first place on where most of the terms stand together."""
    starts = [match.start for match in matches]
    best, most, terms = 0, 0, len({match.term for match in matches})
    for i, first in enumerate(matches):
        near = {match.term for match in matches[i : bisect_right(starts, first.end + _AROUND)]}
        if len(near) > most:
            best, most = i, len(near)
        if most == terms:
            break
    return matches[best:]


def _excerpt(text: str, matches: Sequence[_Match]) -> tuple[str, tuple[Span, ...]]:
    """Return the words around the first match, on one line, and where the matches stand in it."""
    first = matches[0] if matches else _Match(0, 0, 0)
    start, end = max(0, first.start - _AROUND), min(len(text), first.end + _AROUND)
    if start and (space := text.find(" ", start, first.start)) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", first.end, end)) >= 0:
        end = space
    found = tuple(Span(m.start - start, m.end - start) for m in matches if m.start < m.end <= end)
    return text[start:end].replace("\n", " ").replace("\t", " "), found


def _folded(text: str) -> str:
    """Return a text of the same length without accents."""
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFD", sign)[0] if sign > "\x7f" else sign for sign in text)


def _shares(numbers: Sequence[int], limit: int) -> Counter[int]:
    """Return how many of each kind are shown when they take turns until there are enough."""
    turns = sorted((turn, kind) for kind, number in enumerate(numbers) for turn in range(number))
    return Counter(kind for _, kind in turns[:limit])
