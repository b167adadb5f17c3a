"""The judgement: every place that may be a passage's is scored, and only what is sure is taken.

The score is that of Hypothesis' client: words 50, what stands before and behind 20 each, the place 2. It has no floor
there; the one here depends on the length, as short words stand in many places and long ones are hardly ever alike by
chance. Places that belong to other parts of the old text are no candidates.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from annotations.anchoring import approximate
from annotations.anchoring.alignment import Alignment, Block, align
from annotations.anchoring.selecting import CONTEXT
from annotations.model import Placement, PlacementKind, Selector, Span

_GONE: Final = Placement(kind="orphan", start=None, end=None)
_HELD: Final = 12
"""Unchanged code points around an unchanged passage that are enough on either side."""
_LONGEST: Final = 2_000
"""Longer passages are not searched for with errors, but by their beginning and their end."""
_EDGE: Final = 200
_REACH: Final = 20_000
"""Code points of new text, at most, that are searched for one passage with errors in it."""
_MOST: Final = 32
"""Places of the same words that are judged: those nearest to where the passage should stand."""
_APART: Final = 0.06
"""How much better the best place must be than the next one."""
_WORDS: Final = re.compile(r"\w+")
_GUESS: Final = 0.5
"""The likeness of words from which on a place is shown as a guess."""
_SHORT: Final = 60
"""In so many code points another number is another statement, which the reader is to see."""
_NUMBERS: Final = re.compile(
    r"\d+|\b(?:no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|dozens?|hundreds?|thousands?|trillions?|[mb]illions?)\b",
    re.IGNORECASE,
)
_DENIALS: Final = re.compile(
    r"\b(?:not|never|without|nor|neither|nobody|none)\b|n[’']t\b|\bden(?:y|ies|ied|ying)\b", re.IGNORECASE
)
_CHANCE: Final = 20
"""Up to so many code points stand in two places by chance."""
_HOLDS: Final = 0.6
_WHOLE: Final = 0.95
_AROUND: Final = 0.6
_BESIDE: Final = 0.9
"""Where both texts are in the same order, so much of a passage is enough between such neighbours; the whole of it
beside one such neighbour."""


class Candidate(NamedTuple):
    """A place that may be the passage's, and how alike are, from 0 to 1, its words, what stands before and behind.

    `held` is how much of the passage the comparison of both texts puts there.
    """

    score: float
    quote: float
    before: float
    after: float
    start: int
    end: int
    held: float = 0.0
    sole: bool = False
    """Whether its words are the passage's, too long for a chance, and stand nowhere else in either text."""

    @property
    def accepted(self) -> bool:
        """Whether the place is sure: short words need their neighbours, long ones need less."""
        length = self.end - self.start
        context = (self.before + self.after) / 2
        beside = max(self.before, self.after)
        if self.held >= _HOLDS and (context >= _AROUND or (self.held >= _WHOLE and beside >= _BESIDE)):
            return True
        if self.sole:
            return True
        if length <= 20:
            return self.quote >= 0.8 and context >= 0.55
        if length <= 60:
            return self.score >= 0.72 and self.quote >= 0.7
        return self.quote >= 0.6 and self.score >= 0.62


def place(selector: Selector, old_text: str, new_text: str) -> Placement:
    """Return where the passage that `selector` marked in `old_text` stands in `new_text`.

    `exact`: the same words at the same offsets. `moved`: at others, or with small changes in them. `review`: a guess,
    because the words have changed much, have other numbers in them, deny what they did not (or no longer do) or stand
    in several places. `orphan`: gone.
    """
    alignment = _alignment(selector, old_text, new_text)
    if alignment is not None and (kept := _kept(selector, alignment, old_text)) is not None:
        return _placed(kept, selector, new_text)
    found = _candidates(selector, old_text, new_text, alignment)
    if not found:
        return _GONE
    best = found[0]
    if best.quote < _GUESS and not best.held:
        return _GONE
    if _says_another_thing(selector.exact, new_text[best.start : best.end]):
        return Placement(kind="review", start=best.start, end=best.end)
    if best.accepted and (len(found) == 1 or best.score - found[1].score >= _APART):
        return _placed(Span(best.start, best.end), selector, new_text)
    return Placement(kind="review", start=best.start, end=best.end)


def candidates(selector: Selector, old_text: str, new_text: str) -> tuple[Span, ...]:
    """Return the places in `new_text` that may be the passage's, the likeliest first, none overlapping another."""
    alignment = _alignment(selector, old_text, new_text)
    if alignment is not None and (kept := _kept(selector, alignment, old_text)) is not None:
        return (kept,)
    return tuple(Span(found.start, found.end) for found in _candidates(selector, old_text, new_text, alignment))


def _alignment(selector: Selector, old_text: str, new_text: str) -> Alignment | None:
    """Return how both texts compare, or None if the passage does not stand in the old one where it should."""
    return align(old_text, new_text) if old_text.startswith(selector.exact, selector.start) else None


def _placed(span: Span, selector: Selector, new_text: str) -> Placement:
    same = span.start == selector.start and new_text[span.start : span.end] == selector.exact
    kind: PlacementKind = "exact" if same else "moved"
    return Placement(kind=kind, start=span.start, end=span.end)


def _kept(selector: Selector, alignment: Alignment, old_text: str) -> Span | None:
    """Return the place of a passage that is unchanged together with what stands around it."""
    start, end = selector.start, selector.end
    if len(blocks := alignment.over(start, end)) != 1:
        return None
    block = blocks[0]
    before = min(_HELD, start)
    after = min(_HELD, len(old_text) - end)
    if block.old > start - before or block.old_end < end + after:
        return None
    moved = block.new - block.old
    return Span(start + moved, end + moved)


def _candidates(selector: Selector, old_text: str, new_text: str, alignment: Alignment | None) -> list[Candidate]:
    """Return all places that are worth a look, the best first, of those that overlap the best alone."""
    judge = _Judge(selector, old_text, new_text, alignment)
    found = [candidate for candidate in (*judge.mapped(), *judge.same_words()) if candidate.start < candidate.end]
    if not any(candidate.accepted for candidate in found):
        found += (candidate for candidate in judge.similar_words() if candidate.start < candidate.end)
    if not found:
        found += judge.between()
    found.sort(reverse=True)
    apart: list[Candidate] = []
    for candidate in found:
        if all(candidate.end <= other.start or other.end <= candidate.start for other in apart):
            apart.append(candidate)
    return apart


class _Judge:
    """Finds and scores the places of one passage."""

    def __init__(self, selector: Selector, old_text: str, new_text: str, alignment: Alignment | None) -> None:
        self._exact = selector.exact
        self._old, self._new = old_text, new_text
        self._alignment = alignment
        self._start, self._end = selector.start, selector.end
        self._prefix, self._suffix = selector.prefix, selector.suffix
        self._expected = alignment.expected(selector.start) if alignment else selector.start
        self._fresh = alignment.fresh if alignment else (Span(0, len(new_text)),)

    def mapped(self) -> Iterator[Candidate]:
        """Yield the place where the comparison of the texts puts what is left of the passage."""
        if self._alignment is None or not (blocks := [*filter(self._in_letters, self._over())]):
            return
        before, after = self._alignment.around(self._start, self._end)
        first, last = blocks[0], blocks[-1]
        start = first.new + max(0, self._start - first.old)
        end = last.new_end - max(0, last.old_end - self._end)
        if lost := max(0, first.old - self._start):
            low = before.new_end if before else 0
            alone = (before.old_end if before else 0) == self._start
            start = self._edge(self._exact[:lost], low, start, alone=alone).start
        if lost := max(0, self._end - last.old_end):
            high = after.new if after else len(self._new)
            alone = (after.old if after else len(self._old)) == self._end
            end = self._edge(self._exact[-lost:], end, high, alone=alone).end
        start, end = self._without_blanks(start, end)
        held = sum(min(block.old_end, self._end) - max(block.old, self._start) for block in self._over())
        quote = held / max(len(self._exact), (end - start) / 2)
        found = self._judged(start, end, max(quote, _likeness(self._exact, self._new[start:end])))
        yield found._replace(held=found.quote)

    def _over(self) -> Sequence[Block]:
        return self._alignment.over(self._start, self._end) if self._alignment else ()

    def _in_letters(self, block: Block) -> bool:
        """Whether what a block has of the passage is more than spaces and stops, if the passage is."""
        part = self._old[max(block.old, self._start) : min(block.old_end, self._end)]
        return bool(_WORDS.search(part)) or not _WORDS.search(self._exact)

    def _edge(self, lost: str, low: int, high: int, *, alone: bool) -> Span:
        """Return what has taken the place of a passage's beginning or end, from `low` to `high` at most.

        Nothing else of the old text is lost there if it is `alone`. The span may be empty.
        """
        if alone and high - low <= 2 * len(lost) + _HELD:
            return Span(low, high)
        for match in approximate.find(lost[:_EDGE], self._new[low : low + _REACH][: high - low], most=len(lost) // 3):
            return self._whole_words(low + match.start, low + match.end, low, high)
        return Span(high, low)

    def same_words(self) -> Iterator[Candidate]:
        """Yield the places with the same words that do not stand in the old text as well."""
        for at in islice(_nearest(self._exact, self._new, self._expected), _MOST):
            end = at + len(self._exact)
            if self._is_fresh(at, end) and self._in_whole_words(at, end):
                sole = len(self._exact) > _CHANCE and all(_once(self._exact, text) for text in (self._old, self._new))
                yield self._judged(at, end, 1.0)._replace(sole=sole)

    def similar_words(self) -> Iterator[Candidate]:
        """Yield the places with similar words that do not stand in the old text as well."""
        words = sorted(set(_WORDS.findall(self._exact)), key=len)
        known = [word for word in words if len(word) > 3] or words[-1:]
        left = _REACH
        length = len(self._exact)
        for part in sorted(self._fresh, key=lambda part: abs(part.start - self._expected)):
            start, end = part.start, min(part.end, part.start + left)
            if end - start < length // 2 or left <= 0:
                continue
            text = self._new[start:end]
            if not any(word in text for word in known):
                continue
            left -= end - start
            if length > _LONGEST:
                yield from self._long(start, end)
                continue
            for match in approximate.find(self._exact, text, most=length // 2, number=3):
                span = self._whole_words(start + match.start, start + match.end, start, end)
                found = self._judged(*self._without_blanks(span.start, span.end))
                if found.quote >= _GUESS:
                    yield found

    def _long(self, start: int, end: int) -> Iterator[Candidate]:
        """Yield the place of a long passage by its beginning and its end."""
        text = self._new[start:end]
        head = approximate.find(self._exact[:_EDGE], text, most=_EDGE // 2)
        tail = approximate.find(self._exact[-_EDGE:], text, most=_EDGE // 2)
        if head and tail and 0 < tail[0].end - head[0].start <= 2 * len(self._exact):
            quote = 1 - (head[0].errors + tail[0].errors) / (2 * _EDGE)
            yield self._judged(*self._without_blanks(start + head[0].start, start + tail[0].end), quote)

    def between(self) -> Iterator[Candidate]:
        """Yield what now stands in the passage's place between its old neighbours, if it may have replaced it."""
        if self._alignment is None:
            return
        before, after = self._alignment.around(self._start, self._end)
        if before is None or after is None or before.old_end != self._start or after.old != self._end:
            return
        start, end = self._without_blanks(before.new_end, after.new)
        if min(before.length, after.length) >= _HELD and 0 < end - start <= 2 * len(self._exact) + CONTEXT:
            yield self._judged(start, end)

    def _without_blanks(self, start: int, end: int) -> tuple[int, int]:
        """Return a part of the new text without the white space around it, unless the passage had some on that side."""
        if not self._exact[-1:].isspace():
            end = start + len(self._new[start:end].rstrip())
        if not self._exact[:1].isspace():
            start = end - len(self._new[start:end].lstrip())
        return start, end

    def _judged(self, start: int, end: int, quote: float | None = None) -> Candidate:
        if quote is None:
            quote = _likeness(self._exact, self._new[start:end])
        before = _likeness(self._prefix, self._new[max(0, start - len(self._prefix)) : start])
        after = _likeness(self._suffix, self._new[end : end + len(self._suffix)])
        near = 1 - min(1.0, abs(start - self._expected) / max(1, len(self._new)))
        score = (50 * quote + 20 * before + 20 * after + 2 * near) / 92
        return Candidate(score, quote, before, after, start, end)

    def _is_fresh(self, start: int, end: int) -> bool:
        """Whether at least half of a part of the new text is not known from the old one."""
        fresh = sum(max(0, min(end, part.end) - max(start, part.start)) for part in self._fresh)
        return 2 * fresh >= end - start

    def _in_whole_words(self, start: int, end: int) -> bool:
        """Whether a part of the new text cuts no word, unless the passage did so in the old one."""
        old, new = self._old, self._new
        cut = _inside(new, start) and not _inside(old, self._start), _inside(new, end) and not _inside(old, self._end)
        return self._alignment is None or not any(cut)

    def _whole_words(self, start: int, end: int, low: int, high: int) -> Span:
        """Return a part of the new text with the words that it cuts, where the passage cut none."""
        if self._alignment is None or not _inside(self._old, self._start):
            while start > low and _inside(self._new, start):
                start -= 1
        if self._alignment is None or not _inside(self._old, self._end):
            while end < high and _inside(self._new, end):
                end += 1
        return Span(start, end)


def _says_another_thing(words: str, now: str) -> bool:
    """Whether something is denied that was not, or the other way, or a short passage has other numbers."""
    if len(words) <= _SHORT and _NUMBERS.findall(words) != _NUMBERS.findall(now):
        return True
    return bool(_DENIALS.search(words)) != bool(_DENIALS.search(now))


def _once(words: str, text: str) -> bool:
    first = text.find(words)
    return first >= 0 and text.find(words, first + 1) < 0


def _inside(text: str, at: int) -> bool:
    """Whether `at` lies inside a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _likeness(words: str, others: str) -> float:
    """Return how much alike two strings are, from 0 to 1. Two that are empty are the same."""
    if words == others:
        return 1.0
    if max(len(words), len(others)) > 2 * _LONGEST:
        return 0.0
    return max(0.0, 1 - approximate.errors_between(words, others) / max(len(words), 1))


def _nearest(words: str, text: str, to: int) -> Iterator[int]:
    """Yield the places of `words` in `text`, overlapping ones too, those nearest to an offset first."""
    after, before = text.find(words, max(0, to)), text.rfind(words, 0, max(0, to) + len(words) - 1)
    while after >= 0 or before >= 0:
        if before < 0 or 0 <= after < 2 * to - before:
            yield after
            after = text.find(words, after + 1)
        else:
            yield before
            before = text.rfind(words, 0, before + len(words) - 1)
