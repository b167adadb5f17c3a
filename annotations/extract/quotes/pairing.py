"""Pair quotation marks: one pass over a paragraph's marks with a stack of those that are open.

Writers leave marks out, mix their kinds and run one quotation over several paragraphs; each decision looks at the
next few marks only, so the time is linear in their number.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from annotations.extract.quotes.quotation_marks import QuotationMark, find_marks
from annotations.model import Span

_RUN_ON: Final = 3000
"""How many characters a quotation may run on past its paragraph without being opened again."""


class Quoted(NamedTuple):
    """Words in quotation marks: `start` and `end` with the marks, `inner_start` and `inner_end` without them.

    `depth` is 0 for the outermost marks. `closed` is false where the closing mark is missing; `continues` is true
    for a paragraph that takes up the quotation of the paragraph before it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int = 0
    closed: bool = True
    continues: bool = False


def find_quoted(text: str, paragraphs: Sequence[Span]) -> tuple[Quoted, ...]:
    """Return what stands in quotation marks inside `paragraphs` (in order of the text), the outer before the inner."""
    starts = [p.start for p in paragraphs]
    groups: list[list[QuotationMark]] = [[] for _ in paragraphs]
    for mark in find_marks(text):
        index = bisect_right(starts, mark.start) - 1
        if index >= 0 and mark.end <= paragraphs[index].end:
            groups[index].append(mark)
    pairing = _Pairing()
    marked = [index for index, marks in enumerate(groups) if marks]
    for index, after in pairwise([*marked, -1]):
        following = _Following(text, paragraphs[after], groups[after], after == index + 1) if after > 0 else None
        pairing.read(paragraphs[index], groups[index], following)
    return tuple(sorted(pairing.found, key=lambda q: (q.start, -q.end)))


class _Open(NamedTuple):
    """A mark that waits for the one that closes it."""

    mark: QuotationMark
    continues: bool

    def closed(self, inner_end: int, end: int, depth: int, *, closed: bool = True) -> Quoted:
        return Quoted(self.mark.start, end, self.mark.end, inner_end, depth, closed, self.continues)


class _Following(NamedTuple):
    """The next paragraph with marks, as far as a quotation that is still open asks for it."""

    text: str
    span: Span
    marks: list[QuotationMark]
    adjacent: bool

    def reopens(self, mark: QuotationMark) -> bool:
        """Whether it begins with a mark that takes the quotation up again."""
        first = self.marks[0]
        return self.adjacent and first.opens and first.start == self.span.start and first.double == mark.double

    def closes_only(self, mark: QuotationMark) -> bool:
        """Whether its first double mark closes what was opened before; over several paragraphs only line by line."""
        if not mark.double or self.span.start - mark.start > _RUN_ON:
            return False
        if not self.adjacent and self.text.find("\n\n", mark.end, self.span.start) >= 0:
            return False
        first = next((m for m in self.marks[:8] if m.double), None)
        return first is not None and first.closes and not first.opens


class _Pairing:
    """The stack of open marks while paragraphs are read one after another, and what has been found."""

    def __init__(self) -> None:
        self.found: list[Quoted] = []
        self._stack: list[_Open] = []
        self._resumes = False

    def read(self, paragraph: Span, marks: list[QuotationMark], following: _Following | None) -> None:
        """Pair the marks of one paragraph, and settle what its end leaves open."""
        ahead = _Ahead(marks)
        for index, mark in enumerate(marks):
            depth = self._closed_by(mark, index, ahead)
            if depth is not None:
                self.found.append(self._stack[depth].closed(mark.start, mark.end, depth))
                del self._stack[depth:]
                continue
            reopened = index == len(marks) - 1 and following is not None and following.reopens(mark)
            if not mark.opens or not (mark.double or reopened or ahead.single_closes(index)):
                continue
            if mark.double and any(o.mark.double for o in self._stack) and not ahead.two_doubles_close(index):
                self._stack.clear()
            self._stack.append(_Open(mark, self._resumes and index == 0 and mark.start == paragraph.start))
        self._resumes = False
        if self._stack:
            self._end(paragraph, following)

    def _closed_by(self, mark: QuotationMark, index: int, ahead: "_Ahead") -> int | None:
        """Return the depth of the open mark that `mark` closes; None when it closes nothing."""
        stack = self._stack
        if not mark.closes or not stack or stack[-1].mark.end == mark.start:
            return None
        depth = next((d for d in range(len(stack) - 1, -1, -1) if stack[d].mark.double == mark.double), None)
        if depth is None:
            # Opened with one kind of mark and closed with the other.
            stray = mark.opens or not mark.ends_speech or (not mark.double and ahead.double_closes(index))
            return None if stray else len(stack) - 1
        if not mark.double and not mark.sure and ahead.single_surely_closes(index):
            return None
        return depth

    def _end(self, paragraph: Span, following: _Following | None) -> None:
        """Deal with a quotation that its paragraph leaves open: it goes on in the next, or ends here."""
        first = self._stack[0]
        self._resumes = following is not None and following.reopens(first.mark)
        if following is not None and not self._resumes and following.closes_only(first.mark):
            self._stack = [first]
            return
        self._stack = []
        if self._resumes or first.mark.double:
            self.found.append(first.closed(paragraph.end, paragraph.end, 0, closed=False))


class _Ahead:
    """What is still to come in a paragraph, seen from each mark."""

    def __init__(self, marks: list[QuotationMark]) -> None:
        size = len(marks)
        self._single_closes = [False] * (size + 1)
        self._single_surely_closes = [False] * (size + 1)
        self._double_closes = [False] * (size + 1)
        self._two_close = [False] * (size + 1)
        doubles: list[bool] = []
        for index in range(size - 1, -1, -1):
            mark = marks[index]
            self._look_back(index, mark)
            if mark.double:
                doubles.append(mark.closes and not mark.opens)
            self._two_close[index] = len(doubles) > 1 and doubles[-1] and doubles[-2]

    def _look_back(self, index: int, mark: QuotationMark) -> None:
        """Set what stands at or after `index` from what stands after it."""
        if mark.double:
            closes = mark.closes and not mark.opens
            self._double_closes[index] = closes
            self._single_closes[index] = self._single_closes[index + 1] or (closes and mark.ends_speech)
            self._single_surely_closes[index] = self._single_surely_closes[index + 1]
        else:
            self._double_closes[index] = self._double_closes[index + 1]
            self._single_closes[index] = self._single_closes[index + 1] or mark.closes
            self._single_surely_closes[index] = (mark.closes and mark.sure) or (
                not mark.opens and self._single_surely_closes[index + 1]
            )

    def single_closes(self, index: int) -> bool:
        """Whether a single mark opened at `index` finds a mark that closes it."""
        return self._single_closes[index + 1]

    def single_surely_closes(self, index: int) -> bool:
        """Whether, before the next single mark that opens, one closes that is no apostrophe."""
        return self._single_surely_closes[index + 1]

    def double_closes(self, index: int) -> bool:
        """Whether the next double mark can only close."""
        return self._double_closes[index + 1]

    def two_doubles_close(self, index: int) -> bool:
        """Whether the next two double marks can only close: what opens at `index` stands inside another."""
        return self._two_close[index + 1]
