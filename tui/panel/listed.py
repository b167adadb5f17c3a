"""The items that the panel lists now, the one that is highlighted, and which of its evidence is due."""

from collections.abc import Mapping, Sequence

from annotations.extract.facts.places import Places
from annotations.model import Span
from tui.panel.draw import rows_of
from tui.panel.items import Item, joined
from tui.rows import Row


class Listed:
    """Knows where in the list each item stands, and which item each place of the text belongs to."""

    def __init__(self) -> None:
        self.items: Sequence[Item] = ()
        self.at = 0
        """Which of the highlighted item's evidence is due."""
        self._place: int | None = None
        self._item_of_row: Sequence[int | None] = ()
        self._row_of_item: Sequence[int] = ()
        self._places: Places[tuple[int, int]] = Places(())
        """For each evidence which item and which of its spans it is."""

    @property
    def item(self) -> Item | None:
        """The highlighted item."""
        return None if self._place is None else self.items[self._place]

    @property
    def row(self) -> int | None:
        """The row of the highlighted item."""
        return None if self._place is None else self._row_of_item[self._place]

    @property
    def due(self) -> Sequence[Span] | None:
        """The evidence of the highlighted item that is due; none if its words are gone, None without an item."""
        return self.item.spans[self.at : self.at + 1] if self.item else None

    def fill(self, items: Sequence[Item], colours: Mapping[str, str]) -> Sequence[Row]:
        """List `items` and return their rows; the same item stays highlighted, if it is among them."""
        before = self.item.ref if self.item else None
        self.items = items
        rows, self._item_of_row = rows_of(items, colours)
        self._row_of_item = [row for row, item in enumerate(self._item_of_row) if item is not None]
        self._places = Places(
            (span, (place, at)) for place, item in enumerate(items) for at, span in enumerate(item.spans)
        )
        self._place = next((place for place, item in enumerate(items) if item.ref == before), None) if before else None
        if self.item:
            self.at = min(self.at, max(0, len(self.item.spans) - 1))
        return rows

    def leave(self) -> None:
        """Highlight no item."""
        self._place = None

    def to_first(self) -> None:
        """Highlight the first item."""
        self._place, self.at = 0 if self.items else None, 0

    def to_offset(self, offset: int) -> None:
        """Highlight the item at that place of the text, or nearest to it."""
        near = self._places.nearest(offset, offset + 1)
        self._place, self.at = near[1] if near else (None, 0)

    def to_row(self, row: int) -> None:
        """Highlight the item in that row."""
        self._place, self.at = self._item_of_row[row], 0

    def step(self, by: int) -> None:
        """Have the highlighted item's next evidence be due, or the one before, round and round."""
        if self.item and self.item.spans:
            self.at = (self.at + by) % len(self.item.spans)

    def where(self) -> Sequence[str]:
        """Return which item is highlighted and which of its evidence is due, then the same in ever fewer words."""
        if self._place is None:
            return ("",)
        items, spans = len(self.items), len(self.items[self._place].spans)
        evidence = f"evidence {self.at + 1} of {spans}" if spans > 1 else ""
        item = f"item {self._place + 1} of {items}"
        return joined(evidence, item), evidence or item, f"{self._place + 1}/{items}"
