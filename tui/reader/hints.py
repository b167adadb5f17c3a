"""What to do next, in a line: the keys that are of use where the cursor is."""

from functools import lru_cache
from typing import Final

from rich.cells import cell_len

from annotations.text import shown_line
from tui.commands import BY_ID
from tui.keymap import Keymap, display, keys_of
from tui.reader.sheet import Sheet


class Hints:
    """Makes the hint line from the keys that the reader has."""

    def __init__(self, keymap: Keymap) -> None:
        self.keymap = keymap

    def key(self, command: str) -> str:
        """Return the first key of `command` as people write it; its name if it has none."""
        keys = keys_of(BY_ID[command], self.keymap)
        return display(keys[0]) if keys else command

    def line(self, *offers: tuple[str, str]) -> str:
        """Return keys and what they do, for pairs of command and words."""
        return "  ".join(f"{self.key(command)} {words}" for command, words in offers)

    def reading(self) -> str:
        """Return what to do where there is no mark."""
        return self.line(
            ("mark-next", "next mark"), ("select-sentence", "sentence"), ("select", "select"), ("find", "find"),
            ("panel", "panel"), ("undo", "undo"), ("help", "help"),
        )  # fmt: skip

    def on_found(self, sheet: Sheet, room: int) -> str:
        """Return what to do on a machine's mark."""
        return self._with_tags(sheet, room, ("accept", "keep"), ("reject", "wrong"), ("relabel", "relabel"))

    def on_own(self, sheet: Sheet, room: int, *, unsure: bool = False) -> str:
        """Return what to do on the reader's annotation; `unsure` if a changed text may have left it behind."""
        if unsure:
            return self.line(("accept", "it is the place"), ("delete", "delete"), ("undo", "undo"))
        acts = ("comment", "note"), ("delete", "delete"), ("tag-all", "all alike"), ("undo", "undo")
        return self._with_tags(sheet, room, *acts)

    def in_panel(self) -> str:
        """Return what to do in the panel."""
        return self.line(
            ("list-choose", "read on"), ("evidence-next", "next place"), ("list-filter", "filter"),
            ("list-order", "order"), ("panel-only", "only alike"), ("panel-next", "tab"), ("list-leave", "leave"),
        )  # fmt: skip

    def selecting(self, sheet: Sheet, room: int) -> str:
        """Return what to do with a selection."""
        acts = ("grow", "grow"), ("comment", "note"), ("copy", "copy"), ("escape", "leave")
        return self._with_tags(sheet, room, *acts)

    def _with_tags(self, sheet: Sheet, room: int, *offers: tuple[str, str]) -> str:
        """Return what to do and all tags that have keys, in `room` cells."""
        keyed = sorted((t.key, t.name) for t in sheet.tags if t.key)
        tags = tuple((self.key(f"tag-{key}"), shown_line(name)) for key, name in keyed)
        return _fitted(tuple(self.line(offer) for offer in offers), tags, room)


_READABLE: Final = 5
"""So many letters a tag's name keeps as long as there is something else to leave out."""


@lru_cache(maxsize=64)
def _fitted(acts: tuple[str, ...], tags: tuple[tuple[str, str], ...], room: int) -> str:
    """Return acts and tags as a line of `room` cells.

    The tags' names are cut evenly, then acts are left out from the last on, then names are cut shorter still.
    """
    longest = max((len(name) for _, name in tags), default=1)
    for kept in range(len(acts), -1, -1):
        for letters in range(longest, (_READABLE if kept else 1) - 1, -1):
            apart = "  " if letters == longest else " "
            named = apart.join(f"{key} {name[:letters].rstrip()}" for key, name in tags)
            line = "  ".join([*acts[:kept], named])
            if cell_len(line) <= room:
                return line
    return " ".join(f"{key} {name[:1]}" for key, name in tags)
