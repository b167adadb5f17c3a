"""The items of each tab, made when they are first asked for; of a long text in a thread, so that no key waits."""

import contextvars
import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.message_pump import MessagePump

from annotations.marks import without_rejected
from annotations.model import Annotation, Reading, Tag
from tui.panel.contents import at_least, contents
from tui.panel.items import Item, Tab

if TYPE_CHECKING:
    from annotations.store import Linked

MANY: Final = 1500
"""From so many quotations, figures, dates and events on a thread makes the items."""

Key = tuple[Tab, str]
"""A tab in one of its orders."""


class Made(Message):
    """A thread has made the items of `key` from `reading`."""

    def __init__(self, key: Key, reading: Reading, items: tuple[Item, ...]) -> None:
        super().__init__()
        self.key = key
        self.reading = reading
        self.items = items


class Stock:
    """What is known of a document, and the items made of it. `owner` gets Made, and gives it to `take`."""

    def __init__(self, owner: MessagePump) -> None:
        self.owner = owner
        self.reading: Reading | None = None
        """What the machine found, without what the reader has rejected."""
        self.tags: Sequence[Tag] = ()
        self._annotations: Sequence[Annotation] = ()
        self._links: Mapping[str, Sequence[Linked]] = {}
        self._given: Reading | None = None
        self._rejected: tuple[Annotation, ...] = ()
        self._floor = 0.0
        self._made: dict[Key, tuple[Item, ...]] = {}
        self._sure: dict[Key, tuple[Item, ...]] = {}
        """Of those made, what is as certain as the floor."""
        self._making: set[Key] = set()

    def renew(
        self,
        reading: Reading | None,
        annotations: Sequence[Annotation],
        tags: Sequence[Tag],
        floor: float,
        links: Mapping[str, Sequence["Linked"]],
    ) -> None:
        """Take in what is known now; only what that changes is made anew. `floor` hides what is less certain."""
        rejected = tuple(a for a in annotations if a.status == "rejected")
        if reading is self._given and rejected == self._rejected:
            self._made = {key: items for key, items in self._made.items() if key[0] != "notes"}
        else:
            self._made.clear()
            self._making.clear()
            self.reading = reading and without_rejected(reading, rejected)
        self._given, self._rejected, self._floor = reading, rejected, floor
        self._sure.clear()
        self._annotations, self.tags, self._links = annotations, tags, links

    def items(self, tab: Tab, order: str) -> tuple[Item, ...] | None:
        """Return the items of `tab` in `order`, or None if a thread makes them."""
        key = (tab, order)
        if key not in self._made:
            if self.reading is not None and tab != "notes" and _size(self.reading) > MANY:
                self._make_apart(key, self.reading)
                return None
            self._made[key] = contents(tab, order, self.reading, self._annotations, self.tags, self._links)
        if self.reading is None or not self._floor:
            return self._made[key]
        if key not in self._sure:
            self._sure[key] = at_least(self._made[key], self.reading, self._floor)
        return self._sure[key]

    def take(self, made: Made) -> bool:
        """Keep what a thread has made; return whether it is of what is known now."""
        current = made.reading is self.reading
        if current:
            self._made[made.key] = made.items
            self._making.discard(made.key)
        return current

    def _make_apart(self, key: Key, reading: Reading) -> None:
        if key in self._making:
            return
        self._making.add(key)

        def work() -> None:
            self.owner.post_message(Made(key, reading, contents(*key, reading, (), ())))

        context = contextvars.copy_context()
        threading.Thread(target=context.run, args=(work,), name="items", daemon=True).start()


def _size(reading: Reading) -> int:
    return len(reading.quotes) + len(reading.figures) + len(reading.dates) + len(reading.events)
