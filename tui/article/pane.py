"""The article: its text as rows, its marks, a cursor, a selection. It has no keys: the reader screen calls it."""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Literal

from textual.reactive import var

from annotations.model import Layer, Mark, Span
from tui.article import motions, textobjects
from tui.article.caret import Caret
from tui.article.cursor import CursorPage
from tui.article.letters import BOTH_CASES, Lettered, lettered
from tui.article.search import find_all
from tui.article.spans import SpanIndex
from tui.article.styles import CSS
from tui.article.view import LAYERS


class ArticlePane(CursorPage, can_focus=True, inherit_bindings=False):
    """Shows an article and moves in it. All places are code points of its text."""

    DEFAULT_CSS = CSS

    layers_shown: var[frozenset[Layer]] = var(LAYERS, init=False)
    """The layers shown and stepped through."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._found: SpanIndex[Mark] = SpanIndex()

    def load(self, text: str, headings: Sequence[Span] = (), furniture: Sequence[Span] = ()) -> None:
        """Show `text` from its beginning, without marks. Headings and furniture may follow with `set_structure`."""
        self._caret = Caret(motions.rest(text, 0))
        self._found = SpanIndex()
        self.show(text)
        self._overlay.show(self.layers_shown)
        self.set_structure(headings, furniture)

    def set_found(self, marks: Iterable[Mark]) -> None:
        """Take all that the machine found, judged or not, shown or not: what text objects are told by."""
        self._found = SpanIndex(marks)

    def set_marks(
        self, marks: Iterable[Mark], colours: Mapping[str, str] | None = None, signs: Mapping[str, str] | None = None
    ) -> None:
        """Show `marks` instead of those before.

        `colours` and `signs` say how annotations look: a CSS colour by the tag's id, and by the mark's `ref` the
        gutter's sign of one cell, followed by "+" if the annotation says more.
        """
        self._overlay.set_marks(marks, signs or {})
        if self._colours != (colours or {}):
            self._colours = colours or {}
            self._looks = None
            self.refresh()
        self._marks_changed()

    def watch_layers_shown(self, layers: frozenset[Layer]) -> None:
        """Show the marks of other layers."""
        self._overlay.show(layers)
        self._marks_changed()

    def _marks_changed(self) -> None:
        passage, mark = self._caret.passage, self._caret.mark
        here = passage or mark
        kept = (self._covering(here) if here else None) or (None if passage else self._innermost(self.cursor))
        self._caret = self._caret._replace(mark=kept, passage=None if kept else passage)
        self.repaint()

    # The marks over the cursor, and the next

    def marks_here(self) -> tuple[Mark, ...]:
        """Return the marks of the layers shown that lie over the cursor, the widest first."""
        return tuple(sorted(self._overlay.marks_at(self.cursor), key=len, reverse=True))

    def choose_another(self) -> bool:
        """Take the next wider of the marks over the cursor, or one on the same words; after the widest the innermost.

        Return False if there is none but the one that is chosen.
        """
        marks = sorted(self._overlay.marks_at(self.cursor), key=len)
        here = marks.index(self._caret.mark) if self._caret.mark in marks else -1
        if not marks or marks == [self._caret.mark]:
            return False
        self._put(self._caret.cleared()._replace(mark=marks[(here + 1) % len(marks)], passage=None))
        return True

    def choice(self) -> tuple[int, int]:
        """Return which of how many marks over the cursor is chosen, counted from 1 at the innermost; 0 if none is."""
        marks = sorted(self._overlay.marks_at(self.cursor), key=len)
        return (marks.index(self._caret.mark) + 1 if self._caret.mark in marks else 0), len(marks)

    def choose(self, refs: Container[str]) -> None:
        """Choose, of the marks on the words of the one here, the one whose `ref` is among these."""
        mark = self._caret.mark
        found = next((m for m in self._on(mark) if m.ref in refs), None) if mark else None
        if found is not None:
            self._put(self._caret._replace(mark=found))

    def next_mark(self, direction: int = 1) -> Mark | None:
        """Go to the next mark of the layers shown (before, if `direction` is negative); None if there is none.

        Of marks that begin together the shortest comes first.
        """
        here = self._caret.mark
        begun = here is not None and motions.rest(self._text, here.start) == self.cursor
        found = self._overlay.shown.next_to(self.cursor, here if begun else None, direction)
        if found is not None:
            self._put(self._caret.moved(self._text, found.start, mark=found))
            self.reveal(found)
        return found

    # Letters

    def marks_seen(self) -> tuple[Lettered, ...]:
        """Return the marks on the screen, each with its letters."""
        if self._rows is None:
            return ()
        first, last = self.rows_seen()
        return lettered(
            self._overlay.shown.over(self._rows.start(first), self._rows.end(last)),
            self.cursor,
            self._rows,
            first,
            last,
        )

    def words_seen(self, after: Span | None = None) -> tuple[Lettered, ...]:
        """Return the words on the screen, each with its letters; those from `after` on, if it is given."""
        if self._rows is None:
            return ()
        first, last = self.rows_seen()
        start = after.start if after else self._rows.start(first)
        words = motions.words(self._text, start, self._rows.end(last))
        return lettered(words, after.start if after else self.cursor, self._rows, first, last, BOTH_CASES)

    # Objects

    def grow_selection(self) -> Span | None:
        """Select the next wider of word, mark, clause, sentence, paragraph, section; None if there is none."""
        step = textobjects.grown(self._ladder(), self.selection)
        if step is not None:
            self._put(self._caret.grown_to(step))
        return step

    def shrink_selection(self) -> Span | None:
        """Select the next narrower; below the narrowest, nothing (None)."""
        step = textobjects.shrunk(self._ladder(), self.selection) if self.selection else None
        self._put(self._caret.cleared() if step is None else self._caret.grown_to(step))
        return step

    def select_object(self, kind: textobjects.Kind, count: int = 1) -> Span | None:
        """Select what there is of `kind` under the cursor, or else the next after it; again, the next one.

        What is selected or annotated already is passed over, if it is just what a tag would be put on. With a `count`,
        so many of them from there on. None if there is none.
        """
        spans = textobjects.objects(kind, self._text, self.cursor, self._found, self._structured())
        mark = self._caret.mark
        done = Span(mark.start, mark.end) if mark is not None and mark.layer == "own" else None
        span = textobjects.reach(spans, self.selection or done, count)
        if span is not None:
            caret = self._caret if span.start <= self.cursor < span.end else self._caret.moved(self._text, span.start)
            self._put(caret.grown_to(span))
            self.reveal(span)
        return span

    def around(self, part: Literal["sentence", "paragraph"], span: Span) -> Span:
        """Return the sentence or paragraph in which `span` begins, to the end of `span` at least; else `span`."""
        parts = self._structured().sentences if part == "sentence" else self._structured().paragraphs
        found = motions.span_at(parts, span.start)
        return Span(found.start, max(found.end, span.end)) if found else span

    def _ladder(self) -> tuple[Span, ...]:
        return textobjects.ladder(self._text, self.cursor, self.marks_here(), self._structured(), self._found)

    # Searching

    def find(self, pattern: str) -> int:
        """Show every place of `pattern` (plain text; case counts if it has a capital); return how many. "" clears."""
        self._overlay.hits = SpanIndex(find_all(self._text, pattern))
        self.repaint()
        return len(self._overlay.hits.all)

    def next_hit(self, direction: int = 1) -> int:
        """Go to the next hit, around the text's end; return which it is, counted from 1, or 0 if there is none."""
        hits = self._overlay.hits
        if not hits.all:
            return 0
        found = hits.next_to(self.cursor, None, direction) or hits.all[0 if direction > 0 else -1]
        self.go(found.start)
        return hits.rank(found)

    def hit_here(self) -> int:
        """Return which hit begins under the cursor, counted from 1, or 0 if none does."""
        near = self._overlay.hits.over(self.cursor, self.cursor + 2)
        return next((self._overlay.hits.rank(h) for h in near if motions.rest(self._text, h.start) == self.cursor), 0)
