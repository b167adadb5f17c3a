"""The queue of documents: sources that are read one after the other, and where the reader is among them."""

import os.path
from typing import NamedTuple, Self

from annotations.text import clean


class Queue(NamedTuple):
    """Sources in the order in which they were given."""

    references: tuple[str, ...] = ()
    at: int = 0
    """The place of the one that is read or is being loaded, from 0."""
    left: bool = False
    """Whether the document that is shown is none of them: the reader has come to it from the one at `at`."""

    def showing(self, source: str) -> Self:
        """Return the queue with the document of that source shown."""
        if self.references and _is(self.references[self.at], source):
            return self._replace(left=False)
        place = next((place for place, each in enumerate(self.references) if _is(each, source)), None)
        return self._replace(left=True) if place is None else self._replace(at=place, left=False)

    def turned(self, by: int) -> Self | None:
        """Return the queue at the next source (`by` 1) or the one before (-1); None if there is none.

        A document that is none of the queue stands behind the one that the reader came from.
        """
        place = self.at + by if not self.left else self.at + max(0, by)
        return self._replace(at=place, left=False) if 0 <= place < len(self.references) else None

    def turned_to(self, reference: str) -> Self:
        """Return the queue at that source, if it is one of it."""
        known = reference in self.references
        return self._replace(at=self.references.index(reference), left=False) if known else self


def _is(reference: str, source: str) -> bool:
    """Whether a document with that `source` was read from that reference."""
    if reference == "-":
        return source.startswith("stdin:")
    return source == clean(reference if "://" in reference else os.path.abspath(reference))  # noqa: PTH100 - as `load` has it
