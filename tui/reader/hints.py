"""What to do next, in a line: the keys that are of use where the cursor is."""

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

    def on_found(self, sheet: Sheet) -> str:
        """Return what to do on a machine's mark."""
        keep = self.line(("accept", "keep"), ("reject", "wrong"), ("relabel", "relabel"))
        return f"{keep}  {self.tags(sheet)}"

    def on_own(self, sheet: Sheet, *, unsure: bool = False) -> str:
        """Return what to do on the reader's annotation; `unsure` if a changed text may have left it behind."""
        if unsure:
            return self.line(("accept", "it is the place"), ("delete", "delete"), ("undo", "undo"))
        acts = self.line(("comment", "note"), ("delete", "delete"), ("tag-all", "all alike"), ("undo", "undo"))
        return f"{acts}  {self.tags(sheet)}"

    def in_panel(self) -> str:
        """Return what to do in the panel."""
        return self.line(
            ("list-choose", "read on"), ("evidence-next", "next place"), ("list-filter", "filter"),
            ("list-order", "order"), ("panel-only", "only alike"), ("panel-next", "tab"), ("list-leave", "leave"),
        )  # fmt: skip

    def selecting(self, sheet: Sheet) -> str:
        """Return what to do with a selection."""
        acts = self.line(("grow", "grow"), ("comment", "note"), ("copy", "copy"), ("escape", "leave"))
        return f"{self.tags(sheet)}  {acts}"

    def tags(self, sheet: Sheet) -> str:
        """Return the tags that have keys."""
        keyed = sorted((t.key, t.name) for t in sheet.tags if t.key)
        return "  ".join(f"{self.key(f'tag-{key}')} {shown_line(name)}" for key, name in keyed)
