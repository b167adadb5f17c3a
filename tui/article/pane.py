"""The article: its text as rows, its marks, a cursor, a selection. It has no keys: the reader screen calls it."""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Final, Literal, cast

from textual.message import Message
from textual.reactive import var

from annotations.model import Layer, Mark, Span
from tui.article import motions, textobjects
from tui.article.caret import Aim, Caret
from tui.article.cells import cluster_end
from tui.article.letters import BOTH_CASES, Lettered, lettered
from tui.article.pointer import PointerPage
from tui.article.search import find_all
from tui.article.spans import SpanIndex
from tui.article.structure import Structure, sections_of, structure_of
from tui.article.styles import CSS
from tui.article.view import LAYERS

_VERTICAL: Final = {
    "up": (-1, 0.0),
    "down": (1, 0.0),
    "half_up": (-1, 0.5),
    "half_down": (1, 0.5),
    "page_up": (-1, 1.0),
    "page_down": (1, 1.0),
}
"""Motions through the rows: direction, and how much of a page (0 is one row)."""
_ONWARD: Final = frozenset({"word_next", "sentence_next", "paragraph_next"})


class ArticlePane(PointerPage, can_focus=True, inherit_bindings=False):
    """Shows an article and moves in it. All places are code points of its text."""

    DEFAULT_CSS = CSS

    layers_shown: var[frozenset[Layer]] = var(LAYERS, init=False)
    """The layers shown and stepped through."""

    class CursorMoved(Message):
        """The cursor stands somewhere else."""

        def __init__(self, pane: "ArticlePane", offset: int) -> None:
            super().__init__()
            self.pane = pane
            self.offset = offset

        @property
        def control(self) -> "ArticlePane":
            """The pane, for `@on` selectors."""
            return self.pane

    class SelectionChanged(Message):
        """The selection is another, or gone (None)."""

        def __init__(self, pane: "ArticlePane", span: Span | None) -> None:
            super().__init__()
            self.pane = pane
            self.span = span

        @property
        def control(self) -> "ArticlePane":
            """The pane, for `@on` selectors."""
            return self.pane

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._caret = Caret()
        self._structure: Structure | None = None
        self._headings: tuple[Span, ...] = ()
        self._found: SpanIndex[Mark] = SpanIndex()

    # What is shown

    def load(self, text: str, headings: Sequence[Span] = (), furniture: Sequence[Span] = ()) -> None:
        """Show `text` from its beginning, without marks. Headings and furniture may follow with `set_structure`."""
        self._caret = Caret(motions.rest(text, 0))
        self._found = SpanIndex()
        self.show(text)
        self._overlay.show(self.layers_shown)
        self.set_structure(headings, furniture)

    def set_structure(
        self,
        headings: Sequence[Span] = (),
        furniture: Sequence[Span] = (),
        sentences: Sequence[Span] = (),
        paragraphs: Sequence[Span] = (),
    ) -> None:
        """Take what the text is made of, each in order; without sentences or paragraphs a simple rule finds them."""
        self._overlay.set_structure(headings, furniture)
        self._headings = tuple(headings)
        sections = sections_of(self._text, headings)
        known = sentences and paragraphs
        self._structure = Structure(tuple(paragraphs), tuple(sentences), sections) if known else None
        self.repaint()

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
        self._colours = colours or {}
        self._looks = None
        self._marks_changed()

    def watch_layers_shown(self, layers: frozenset[Layer]) -> None:
        """Show the marks of other layers."""
        self._overlay.show(layers)
        self._marks_changed()

    # Where one is

    @property
    def caret(self) -> Caret:
        """The cursor and all that goes with it, to come back to."""
        return self._caret

    @caret.setter
    def caret(self, caret: Caret) -> None:
        self._put(caret)

    @property
    def cursor(self) -> int:
        """Where the cursor stands."""
        return self._caret.offset

    @property
    def selection(self) -> Span | None:
        """What is selected."""
        return self._caret.selection

    @property
    def visual(self) -> bool:
        """Whether there is a selection, which motions extend."""
        return self._caret.anchor is not None

    @property
    def kept_in_view(self) -> int:
        """The cursor."""
        return self.cursor

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

    def mark_here(self) -> Mark | None:
        """Return the mark that was stepped to, or else the innermost over the cursor."""
        return self._caret.mark

    @property
    def passage(self) -> Span | None:
        """The passage that was jumped to, until the next motion, if no mark covers just that."""
        return self._caret.passage

    def target(self) -> Span | None:
        """Return what a tag would be put on: the selection, else the passage jumped to or the mark, else the word."""
        aim = self._caret.selection or self._caret.pointed_at
        return Span(aim.start, aim.end) if aim else motions.word_at(self._text, self.cursor)

    @property
    def _lit(self) -> Span | None:
        """What a tag would be put on, but for a selection, which is seen as it is."""
        return None if self.selection else self.target()

    def aim(self) -> Aim | None:
        """Return the target, with the mark here if others cover just its words."""
        target, mark = self.target(), self._caret.pointed_at
        if target is None:
            return None
        several = isinstance(mark, Mark) and len(self._on(mark)) > 1
        return Aim(target.start, target.end, cast("Mark", mark) if several else None)

    # Going somewhere

    def go(self, offset: int, *, centre: bool = False) -> None:
        """Put the cursor on the character at `offset`, extending a selection under way, and bring it into view."""
        self._put(self._caret.moved(self._text, offset))
        self.reveal(Span(self.cursor, self.cursor), centre=centre)

    def jump(self, span: Span) -> None:
        """Put the cursor where `span` begins: that, or the mark that covers just it, is then what a tag is put on."""
        mark = self._covering(span)
        caret = self._caret.moved(self._text, span.start, mark=mark)
        self._put(caret if mark else caret._replace(passage=Span(span.start, span.end)))
        self.reveal(span)

    def go_to_top(self) -> None:
        """Put the cursor on the first row of the screen."""
        if self._rows is not None:
            self._put(self._caret.moved(self._text, self._rows.start(self.rows_seen()[0])))

    def motion(self, name: str, count: int = 1) -> None:
        """Move as the motion `name` says, `count` times.

        Names: left right up down, word_next word_back word_end, sentence_next sentence_back, paragraph_next
        paragraph_back, line_start line_end, page_down page_up, half_down half_up, top bottom. Raises KeyError.
        Going on to the next word, sentence or paragraph takes a selection to the end of the one before it.
        """
        caret = self._caret.at_end(self._text)
        if name in _VERTICAL:
            caret = self._moved_by_rows(caret, name, count)
        else:
            offset = caret.offset
            onward = caret.anchor is not None and caret.anchor <= offset and name in _ONWARD
            for _ in range(count):
                offset = self._end_before_next(name, offset) if onward else self._place(name, offset)
                offset = motions.rest(self._text, offset)
            caret = caret.moved(self._text, offset)
        self._put(caret)
        self.reveal(Span(self.cursor, self.cursor))

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

    # Selecting

    def start_visual(self) -> None:
        """Start a selection at the cursor, which every motion extends."""
        self._put(self._caret.selecting(self._text))

    def select(self, span: Span) -> None:
        """Select `span`, with the cursor on its last character."""
        self._put(self._caret.selected(self._text, span))
        self.reveal(span)

    def clear_selection(self) -> None:
        """Select nothing; a mark that covers just what was selected is the one here."""
        mark = self._covering(self.selection) if self.selection else None
        caret = self._caret.cleared()
        self._put(caret._replace(mark=mark, passage=None) if mark else caret)

    def grow_selection(self) -> Span | None:
        """Select the next wider of word, mark, clause, sentence, paragraph, section; None if there is none."""
        step = textobjects.grown(self._ladder(), self.selection)
        if step is not None:
            self._put(self._caret.grown_to(step))
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

    def shrink_selection(self) -> Span | None:
        """Select the next narrower; below the narrowest, nothing (None)."""
        step = textobjects.shrunk(self._ladder(), self.selection) if self.selection else None
        self._put(self._caret.cleared() if step is None else self._caret.grown_to(step))
        return step

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

    # The mouse

    def pointed(self, offset: int) -> None:
        """Put the cursor there, and select nothing."""
        self._put(self._caret.cleared().moved(self._text, offset))

    def dragged(self, start: int, end: int) -> None:
        """Select from one character to the other, both included."""
        if start != end or self.visual:
            self._put(self._caret._replace(anchor=start).moved(self._text, end))

    def pointed_more(self, offset: int, clicks: int) -> None:
        """Select the word there at two clicks, the sentence at three, the paragraph at four."""
        if clicks == 2:
            span = motions.word_at(self._text, offset)
        else:
            structure = self._structured()
            span = motions.span_at(structure.sentences if clicks == 3 else structure.paragraphs, offset)
        if span is not None:
            self._put(self._caret.selected(self._text, span))

    # Moving

    def moving(self) -> list[tuple[Span | None, str]]:
        """Return the mark here, what flashes, the selection and the cursor."""
        cursor = Span(self.cursor, max(cluster_end(self._shown, self.cursor), self.cursor + 1))
        return [
            (self._lit, "here"),
            *super().moving(),
            (self._caret.selection, "selection"),
            (cursor, "cursor"),
        ]

    def scrolled(self, first: int, last: int) -> None:
        """Take a cursor along that would be left behind; a selection stays where it is."""
        if self._rows is None or self.visual:
            return
        row = self._rows.row_of(self.cursor)
        nearest = max(first, min(row, last))
        if nearest != row:
            cell = self._rows.cell_of(self.cursor) if self._caret.cell is None else self._caret.cell
            self._put(self._caret.moved(self._text, self._rows.offset_at(nearest, cell), cell=cell))

    def _marks_changed(self) -> None:
        passage, mark = self._caret.passage, self._caret.mark
        here = passage or mark
        kept = (self._covering(here) if here else None) or (None if passage else self._innermost(self.cursor))
        self._caret = self._caret._replace(mark=kept, passage=None if kept else passage)
        self.repaint()

    def _put(self, caret: Caret) -> None:
        """Take a new caret: paint the rows that differ, and say what has changed."""
        before, lit = self._caret, self._lit
        if caret.mark is None and caret.passage is None:
            caret = caret._replace(mark=self._innermost(caret.offset))
        self._caret = caret
        if self._lit != lit:
            self.refresh_span(lit)
            self.refresh_span(self._lit)
        if caret.offset != before.offset:
            self.refresh_span(Span(before.offset, before.offset))
            self.refresh_span(Span(caret.offset, caret.offset))
            self.post_message(self.CursorMoved(self, caret.offset))
        if caret.selection != before.selection:
            self.refresh_span(before.selection)
            self.refresh_span(caret.selection)
            self.post_message(self.SelectionChanged(self, caret.selection))

    def _covering(self, span: Span) -> Mark | None:
        """Return the mark shown that covers just `span`: itself, if it is one of several."""
        same = self._on(span)
        return next(
            (m for m in same if isinstance(span, Mark) and (m.layer, m.ref) == (span.layer, span.ref)), None
        ) or (same[0] if same else None)

    def _on(self, span: Span) -> list[Mark]:
        """Return the marks shown that cover just `span`."""
        return [m for m in self._overlay.marks_at(span.start) if (m.start, m.end) == (span.start, span.end)]

    def _innermost(self, offset: int) -> Mark | None:
        return min(self._overlay.marks_at(offset), key=len, default=None)

    def _ladder(self) -> tuple[Span, ...]:
        return textobjects.ladder(self._text, self.cursor, self.marks_here(), self._structured(), self._found)

    def _structured(self) -> Structure:
        if self._structure is None:
            self._structure = structure_of(self._text, self._headings)
        return self._structure

    def _place(self, name: str, offset: int) -> int:
        if name in motions.BY_SENTENCE:
            return motions.BY_SENTENCE[name](self._text, offset, self._structured().sentences)
        if name in motions.BY_PARAGRAPH:
            return motions.BY_PARAGRAPH[name](self._text, offset, self._structured().paragraphs)
        if name in motions.IN_ROW:
            return motions.IN_ROW[name](self._rows, offset) if self._rows else offset
        return motions.IN_TEXT[name](self._text, offset)

    def _end_before_next(self, name: str, offset: int) -> int:
        """Return where what is before the next word, sentence or paragraph ends, or if here, what begins there."""
        if name == "word_next":
            return motions.word_end(self._text, offset)
        end = motions.last_before(self._text, self._place(name, offset))
        if end <= offset:
            end = motions.last_before(self._text, self._place(name, self._place(name, offset)))
        return max(offset, end)

    def _moved_by_rows(self, caret: Caret, name: str, count: int) -> Caret:
        if self._rows is None:
            return caret
        direction, pages = _VERTICAL[name]
        by = direction * count * max(1, int((self.size.height - 2) * pages))
        if pages:
            self.scroll_to_row(self.scroll_offset.y + by)
        cell = self._rows.cell_of(caret.offset) if caret.cell is None else caret.cell
        return caret.moved(self._text, motions.line(self._rows, caret.offset, cell, by), cell=cell)
