"""Which parts of a text stand in its new version, in the same order: a comparison word by word.

After B. Cohen's patience diff: the words that stand once in both texts, as far as they are in the same order, hold the
texts together; between them the search goes on. What the texts have in common there without such words is left alone,
so that words are not taken for others that only look the same. The time grows with the length of the texts.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from annotations.model import Span

_TOKEN: Final = re.compile(r"\w+|\s+|[^\w\s]")
_DEEPEST: Final = 24
"""How often the search goes on between words that hold the texts together."""
_ISOLATED: Final = 24
"""Fewer code points alone amid longer changes are a coincidence."""
_SLIDE: Final = 500
"""How far an insertion or a deletion is moved to where a line or a sentence begins."""
_WORD: Final = 48
"""A longer word may be cut in two."""


class Block(NamedTuple):
    """So many code points that stand at `old` in the old text and at `new` in the new one."""

    old: int
    new: int
    length: int

    @property
    def old_end(self) -> int:
        """Where it ends in the old text."""
        return self.old + self.length

    @property
    def new_end(self) -> int:
        """Where it ends in the new text."""
        return self.new + self.length


class Alignment:
    """What two texts have in common: blocks in order, which do not overlap in either text."""

    def __init__(self, blocks: Sequence[Block], length: int) -> None:
        self.blocks = blocks
        self._length = length
        self._ends = [block.old_end for block in blocks]

    def over(self, start: int, end: int) -> Sequence[Block]:
        """Return the blocks that share code points of the old text with `start` to `end`."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self.blocks, end, lo=first, key=lambda block: block.old)
        return self.blocks[first:last]

    def around(self, start: int, end: int) -> tuple[Block | None, Block | None]:
        """Return the last block before `start` and the first behind `end` of the old text."""
        before = bisect_right(self._ends, start) - 1
        after = bisect_left(self.blocks, end, key=lambda block: block.old)
        return (
            self.blocks[before] if before >= 0 else None,
            self.blocks[after] if after < len(self.blocks) else None,
        )

    def expected(self, offset: int) -> int:
        """Return about where in the new text the code point at `offset` of the old one would stand."""
        before, after = self.around(offset, offset)
        if inside := self.over(offset, offset + 1):
            return inside[0].new + offset - inside[0].old
        low = before.new_end if before else 0
        high = after.new if after else self._length
        return min(low + offset - (before.old_end if before else 0), high)

    @cached_property
    def fresh(self) -> tuple[Span, ...]:
        """The parts of the new text that do not stand in the old one at the same place."""
        edges = [0, *(edge for block in self.blocks for edge in (block.new, block.new_end)), self._length]
        return tuple(Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end)


@lru_cache(maxsize=4)  # a document's passages are placed one after the other in the same texts
def align(old: str, new: str) -> Alignment:
    """Return what `old` and `new` have in common in the same order."""
    head, tail = _ends(old, new)
    olds = _tokens(old, head, len(old) - tail)
    news = _tokens(new, head, len(new) - tail)
    pairs = _pairs([w for _, w in olds], [w for _, w in news])
    blocks = [Block(0, 0, head)] if head else []
    blocks += [Block(olds[a][0], news[b][0], len(olds[a][1])) for a, b in pairs]
    if tail:
        blocks.append(Block(len(old) - tail, len(new) - tail, tail))
    return Alignment(_settled(_joined(_slid(_joined(blocks), old, new)), len(old), len(new)), len(new))


def _ends(old: str, new: str) -> tuple[int, int]:
    """Return how many code points at the start, and behind those at the end, are the same, in whole words."""
    shorter = min(len(old), len(new))
    head = _longest(shorter, lambda length: old[:length] == new[:length])
    if head < max(len(old), len(new)) and any(_inside_word(text, head) for text in (old, new)):
        head -= _word_length(old[max(0, head - _WORD) : head][::-1])
    tail = _longest(shorter - head, lambda length: old[len(old) - length :] == new[len(new) - length :])
    if any(_inside_word(text, len(text) - tail) for text in (old, new)):
        tail -= _word_length(old[len(old) - tail : len(old) - tail + _WORD])
    return head, tail


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _word_length(text: str) -> int:
    return next((at for at, letter in enumerate(text) if not letter.isalnum()), len(text))


def _longest(most: int, holds: Callable[[int], bool]) -> int:
    """Return the greatest length up to `most` for which `holds` is true, as it is for all shorter ones."""
    return bisect_left(range(most), True, key=lambda length: not holds(length + 1))


def _tokens(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Return words, white space and other signs of a part of `text`, each with its place."""
    return [(found.start(), found[0]) for found in _TOKEN.finditer(text, start, end)]


def _pairs(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int]]:
    """Return which tokens are the same, by their places in both lists, in order."""
    pairs: list[tuple[int, int]] = []
    open_ = [(0, len(olds), 0, len(news), 0)]
    while open_:
        old, old_end, new, new_end, depth = open_.pop()
        while old < old_end and new < new_end and olds[old] == news[new]:
            pairs.append((old, new))
            old, new = old + 1, new + 1
        while old < old_end and new < new_end and olds[old_end - 1] == news[new_end - 1]:
            old_end, new_end = old_end - 1, new_end - 1
            pairs.append((old_end, new_end))
        if old == old_end or new == new_end or depth == _DEEPEST:
            continue
        held = _rising(_once_in_both(olds, old, old_end, news, new, new_end))
        pairs += held
        for at, (old_at, new_at) in enumerate(held):
            open_.append((old, old_at, new, new_at, depth + 1))
            old, new = old_at + 1, new_at + 1
            if at == len(held) - 1:
                open_.append((old, old_end, new, new_end, depth + 1))
    return sorted(pairs)


def _once_in_both(
    olds: Sequence[str], old: int, old_end: int, news: Sequence[str], new: int, new_end: int
) -> list[tuple[int, int]]:
    """Return the words that stand once in either part, by their places, in the order of the old one."""
    in_old, in_new = Counter(olds[old:old_end]), Counter(news[new:new_end])
    at = {word: place for place, word in enumerate(news[new:new_end], new) if in_new[word] == 1}
    return [
        (place, at[word])
        for place, word in enumerate(olds[old:old_end], old)
        if in_old[word] == 1 and word in at and word[0].isalnum()
    ]


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest selection of `pairs` in which the second parts rise too."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for at, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        piles[pile : pile + 1] = [at]
    chain: list[tuple[int, int]] = []
    at = piles[-1] if piles else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _joined(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with those in one that follow on each other in both texts."""
    joined: list[Block] = []
    for block in blocks:
        if joined and (joined[-1].old_end, joined[-1].new_end) == (block.old, block.new):
            joined[-1] = joined[-1]._replace(length=joined[-1].length + block.length)
        else:
            joined.append(block)
    return joined


def _slid(blocks: Sequence[Block], old: str, new: str) -> list[Block]:
    """Return the blocks with each deletion and insertion, where it could as well lie elsewhere, in the likeliest place.

    Of "A said B. A said C." without its first sentence the first three words are gone, not those of the second.
    """
    slid = list(blocks)
    for at in range(len(slid) - 1):
        before, after = slid[at], slid[at + 1]
        if before.new_end == after.new:
            text, start, end = old, before.old_end, after.old
        elif before.old_end == after.old:
            text, start, end = new, before.new_end, after.new
        else:
            continue
        by = max(_slides(text, start, end, before.length, after.length), key=lambda by: (_break(text, start + by), by))
        slid[at] = before._replace(length=before.length + by)
        slid[at + 1] = Block(after.old + by, after.new + by, after.length - by)
    return [block for block in slid if block.length]


def _slides(text: str, start: int, end: int, left: int, right: int) -> Iterator[int]:
    """Yield how far the part from `start` to `end` can be moved so that the text without it stays the same."""
    yield 0
    for by in range(1, min(left, _SLIDE) + 1):
        if text[start - by] != text[end - by]:
            break
        yield -by
    for by in range(min(right, _SLIDE)):
        if text[start + by] != text[end + by]:
            break
        yield by + 1


def _break(text: str, at: int) -> int:
    """Return how likely a change begins at `at`: 4 a paragraph's start, 3 a line's, 2 a sentence's, 1 a word's."""
    before = text[max(0, at - 3) : at]
    if not before or before.endswith("\n\n"):
        return 4
    if before.endswith("\n"):
        return 3
    if before[-1].isspace() and not before[:-1].endswith(" ") and before[:-1].rstrip("”’\"')")[-1:] in (".", "!", "?"):
        return 2
    return int(not before[-1].isalnum())


def _settled(blocks: Sequence[Block], old_length: int, new_length: int) -> list[Block]:
    """Return the blocks without those that are short and alone amid longer changes."""
    kept: list[Block] = []
    for at, block in enumerate(blocks):
        before = kept[-1] if kept else Block(0, 0, 0)
        after = blocks[at + 1] if at + 1 < len(blocks) else Block(old_length, new_length, 0)
        left = max(block.old - before.old_end, block.new - before.new_end)
        right = max(after.old - block.old_end, after.new - block.new_end)
        if block.length >= _ISOLATED or block.length > min(left, right):
            kept.append(block)
    return kept
