"""Tell quotation marks from apostrophes, and opening marks from closing ones, by what stands beside them."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple


class QuotationMark(NamedTuple):
    """A mark in the text and what it may do there. `double` is its family: double marks and guillemets, or single."""

    start: int
    end: int
    double: bool
    opens: bool
    closes: bool
    sure: bool
    """Whether a single mark that closes can be no apostrophe."""
    ends_speech: bool
    """Whether it stands after the punctuation that ends a statement."""


_RUN: Final = re.compile(r"[\"'`“”„‟«»‹›‘’‚‛＂]+|,,(?=\w)")
_PIECE: Final = re.compile(r"''|``|‘‘|’’|,,|.", re.DOTALL)
_DOUBLE_OPENING: Final = frozenset(["“", "„", "‟", "``", "‘‘", ",,", "«", "‹"])
_DOUBLE_CLOSING: Final = frozenset(["”", "’’", "»", "›"])
_SINGLE: Final = frozenset(["'", "’", "‘", "‚", "‛", "`"])
_SINGLE_OPENING: Final = frozenset(["‘", "‚", "‛", "`"])
_BEFORE_OPENING: Final = frozenset("([{<—–-/\u2026")
_NOT_FIRST_INSIDE: Final = frozenset(",;:!?)]}>%")
_AFTER_CLOSING: Final = frozenset(".,;:!?)]}>—–-/\u2026")
_END_OF_SPEECH: Final = frozenset(".,!?\u2026;:)]—–-")
# Words that lose their first letters, and decades: an apostrophe stands before them.
_ELISION: Final = re.compile(
    r"(?:\d\ds?|n|em|til|till|tis|twas|twill|cause|cuz|round|bout|nuff|neath|tween|s|ve|re|ll|d|t|m)\b", re.IGNORECASE
)
_PLURAL_OR_CLIPPED: Final = re.compile(r"(?:s|z|x|\b\w{2,}in|\b(?:an|o|th|ol)|['’]n)\Z", re.IGNORECASE)


def find_marks(text: str) -> Iterator[QuotationMark]:
    """Yield the quotation marks of `text` in order; apostrophes inside words are left out."""
    size = len(text)
    for run in _RUN.finditer(text):
        start, end = run.span()
        before = text[start - 1] if start else "\n"
        after = text[end] if end < size else "\n"
        inside_word = before.isalnum() and after.isalnum()
        if inside_word and end - start == 1 and run[0] in "'’":
            continue
        place = _Place(text, start, end, before, after)
        for piece in _pieces(run[0], opening=place.opening):
            start += len(piece)
            yield place.mark(start - len(piece), piece)


def _pieces(run: str, *, opening: bool) -> list[str]:
    """Split marks that touch: in ''' the pair stands outside, whether it opens or closes."""
    if opening or len(run) < 3:
        return _PIECE.findall(run)
    return [piece[::-1] for piece in _PIECE.findall(run[::-1])][::-1]


class _Place:
    """Where a run of marks stands: what may open and close there."""

    def __init__(self, text: str, start: int, end: int, before: str, after: str) -> None:
        self.text, self.before, self.after = text, before, after
        self.start, self.end = start, end
        spaced_before, spaced_after = before.isspace(), after.isspace()
        self.loose = spaced_before and spaced_after
        self.opening = (
            (spaced_before or before in _BEFORE_OPENING)
            and not spaced_after
            and after not in _NOT_FIRST_INSIDE
            and (after != "." or text.startswith("..", end))
        )
        self.closing = not spaced_before and (spaced_after or after in _AFTER_CLOSING)
        self.ends_speech = before in _END_OF_SPEECH

    def mark(self, start: int, glyph: str) -> QuotationMark:
        end = start + len(glyph)
        if glyph in _SINGLE:
            return self._single(start, end, glyph)
        if glyph in _DOUBLE_OPENING:
            backwards = glyph in "“«‹" and self.closing and not self.opening
            return QuotationMark(start, end, True, True, backwards, True, self.ends_speech)
        if glyph in _DOUBLE_CLOSING:
            backwards = self.opening and not self.closing
            return QuotationMark(start, end, True, backwards, True, True, self.ends_speech)
        either = self.opening == self.closing
        opens = (self.opening or either) and not (self.loose and self.after == "\n")
        closes = (self.closing or either) and not (self.loose and self.before == "\n")
        return QuotationMark(start, end, True, opens, closes, True, self.ends_speech)

    def _single(self, start: int, end: int, glyph: str) -> QuotationMark:
        elision = _ELISION.match(self.text, end) is not None
        opens = not elision and (
            (glyph in _SINGLE_OPENING and not self.after.isspace())
            or (glyph == "'" and self.opening)
            or (glyph in "'‘`" and self.loose and self.after != "\n")
        )
        inside_word = self.before.isalnum() and self.after.isalnum()
        closes = glyph in "'’" and not inside_word and (self.closing or self.loose) and self.before != "\n"
        sure = self.ends_speech or self.after == "\n" or self.after in _AFTER_CLOSING
        sure = sure or not _PLURAL_OR_CLIPPED.search(self.text, max(0, self.start - 12), self.start)
        return QuotationMark(start, end, False, opens, closes, sure, self.ends_speech)
