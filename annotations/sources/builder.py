"""Paragraphs, list items and table rows put together to one clean text, with the places of its headings."""

from annotations.model import Span
from annotations.text import clean


class TextBuilder:
    """Takes the parts of a marked-up source in their order; `text` and `headings` are what came of them."""

    def __init__(self) -> None:
        self.headings: list[Span] = []
        self._parts: list[str] = []
        self._length = 0
        self._lists: list[int | None] = []
        self._bullet = ""
        self._after_line = False

    @property
    def text(self) -> str:
        """The text so far, with a newline at its end."""
        return "".join((*self._parts, "\n")) if self._parts else ""

    def begin_list(self, number: int | None = None) -> None:
        """Begin a list; `number` is the first item's, None for a list without numbers."""
        self._lists.append(number)

    def end_list(self) -> None:
        """End the list that was begun last."""
        self._lists.pop()
        self._bullet = ""

    def begin_item(self) -> None:
        """Begin an item of the list that was begun last: the next words added bear its sign."""
        if not self._lists:
            self._bullet = "- "
            return
        number = self._lists[-1]
        self._bullet = "  " * (len(self._lists) - 1) + ("- " if number is None else f"{number}. ")
        self._lists[-1] = None if number is None else number + 1

    def add(self, words: str, *, level: int = 0, row: bool = False) -> None:
        """Add a paragraph, a heading of a level from 1, or the row of a table. White space around it is dropped."""
        words = clean(words).strip()
        if not words:
            return
        line = row or bool(self._bullet)
        gap = "\n" if line and self._after_line else "\n\n"
        words = self._bullet + words
        if self._parts:
            self._parts.append(gap)
            self._length += len(gap)
        if level:
            self.headings.append(Span(self._length, self._length + len(words)))
        self._parts.append(words)
        self._length += len(words)
        self._bullet, self._after_line = "", line
