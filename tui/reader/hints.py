"""What to do next, in a line: the keys that are of use where the cursor is."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final

from rich.cells import cell_len

from annotations.model import Annotation, Mark
from annotations.text import shown_line
from tui.commands import BY_ID
from tui.keymap import Keymap, display, keys_of
from tui.panel.items import Tab
from tui.reader.sheet import Sheet
from tui.rows import fitted

_ALIKE: Final[Mapping[Tab, str]] = {
    "facts": "kind", "quotes": "speaker", "names": "kind", "timeline": "day", "notes": "tag",
}  # fmt: skip
"""What the items have in common that are to be seen together, on each tab of the panel."""

Offer = tuple[str, str]
"""A command, and what it does in a word or two."""


class Hints:
    """Makes the hint line from the keys that the reader has."""

    def __init__(self, keymap: Keymap) -> None:
        self.keymap = keymap

    def key(self, command: str) -> str:
        """Return the first key of `command` as people write it; its name if it has none."""
        keys = keys_of(BY_ID[command], self.keymap)
        return display(keys[0]) if keys else command

    def line(self, *offers: Offer) -> str:
        """Return keys and what they do, for pairs of command and words."""
        return _APART.join(f"{self.key(command)} {words}" for command, words in offers)

    def whole(self, room: int, *offers: Offer) -> str:
        """Return as many of `offers` as stand whole in `room` cells, the first ones, and the key for help."""
        return _ending([self.line(offer) for offer in offers], self.line(("help", "help")), room)

    def back(self, tag: str) -> str:
        """Return the way back to the list of the passages of `tag`, to stand before what else can be done."""
        return f"{self.key('escape')} passages of “{fitted(tag, 24)}”{_APART}"

    def on_word(self, sheet: Sheet, room: int) -> str:
        """Return what to do on a word that no mark covers."""
        return self._with_tags(sheet, room, *map(self.line, (("mark-next", "next mark"), ("help", "help"))))

    def reading(self, room: int) -> str:
        """Return what to do where there is neither a mark nor a word."""
        others = ("select-sentence", "sentence"), ("select", "select"), ("find", "find"), ("panel", "panel")
        ways = [self.line(("mark-next", "next mark")), *(self.line(o) for o in (*others, ("undo", "undo")))]
        return _ending(ways, self.line(("help", "help")), room)

    def finding(self, room: int, *, mark: bool) -> str:
        """Return what to do with the hits of a search; `mark` if this one stands in a mark."""
        ways = [f"{self.key('accept')} {self.key('find-next')} next hit"]
        ways += [self.line(("mark-next", "its mark"))] * mark
        others = ("find-back", "hit before"), ("comment", "note"), ("select-sentence", "sentence")
        ways += [f"{self.key('tag-1')}…{self.key('tag-9')} tag it", *(self.line(o) for o in others)]
        return _ending(ways, self.line(("escape", "leave")), room)

    def on_found(self, sheet: Sheet, room: int, mark: Mark, *, jumped: bool = False) -> str:
        """Return what to do on a machine's `mark`; `jumped` if the key that keeps it has just led there."""
        keep, wrong = self._accept("keep", jumped=jumped), self.line(("reject", "wrong"))
        lacks_day = mark.layer == "date" and sheet.lacks_day(sheet.dates[mark.ref])
        more = self.line(("palette", "“date”: published when")) if lacks_day else self.line(("relabel", "relabel"))
        return self._with_tags(sheet, room, keep, wrong, more)

    def _accept(self, words: str, *, jumped: bool) -> str:
        before = f"{self.key('escape')}, then " if jumped else ""
        return f"{before}{self.key('accept')} {words}"

    def on_own(self, sheet: Sheet, room: int, annotation: Annotation | None, *, jumped: bool = False) -> str:
        """Return what to do on the reader's annotation, which a changed text may have left behind."""
        if annotation is not None and annotation.placement.kind == "review":
            settle = self._accept("it is the place", jumped=jumped)
            return _APART.join([settle, self.line(("delete", "delete"), ("undo", "undo"))])
        linked = annotation is not None and sheet.links.get(annotation.id)
        third = ("follow-link", "other end") if linked else ("tag-all", "all alike")
        acts = map(self.line, (("comment", "note"), ("delete", "delete"), third))
        return self._with_tags(sheet, room, *acts, worn=annotation.tags if annotation else ())

    def in_panel(self, tab: Tab, room: int, *, typing: bool) -> str:
        """Return what to do in the panel where it shows `tab`; `typing` if words to find are typed."""
        if typing:
            ways = self.line(("list-choose", "to the list"), ("list-leave", "leave"))
            return f"words to find in the list{_APART}{ways}"
        return self.whole(
            room,
            ("list-choose", "go there"),
            ("panel-delete", "delete") if tab == "notes" else ("evidence-next", "next place"),
            ("panel-next", "tab"), ("list-filter", "find"), ("panel-only", f"only this {_ALIKE[tab]}"),
            ("list-leave", "leave"), ("list-order", "sort"),
        )  # fmt: skip

    def jumping(self, room: int, *, tags: bool, sentences: bool, stays: bool) -> str:
        """Return what to do while letters stand on the screen.

        `tags` if they lead to a tag, `sentences` if capitals lead to the sentence around, `stays` if they come again.
        """
        ways = ["type the letters", "capital: its sentence"] if sentences else ["type the letters"]
        ways += [f"{self.key('tag-1')}…{self.key('tag-9')} first: that tag"] if tags else []
        if stays:
            ways += map(self.line, (("jump-tag", "words"), ("tag-all", "all alike"), ("page-down", "on")))
        elif tags:
            ways.append(self.line(("jump-tag", "stay")))
        ways += [self.line(("paragraph-next", "its paragraph"))] if sentences else []
        return _ending(ways, self.line(("escape", "leave")), room)

    def linking(self, begins: str, room: int) -> str:
        """Return what to do where a link has been begun at the words `begins`."""
        ways = [f"{self.key('link')} ends the link here", self.line(("library", "other documents")), f"from {begins}"]
        return _ending(ways, self.line(("escape", "drop it")), room)

    def counting(self, typed: str, room: int) -> str:
        """Return what to do where a selection has just been started, and digits count."""
        objects = [self.line((f"select-{name}", name)) for name in ("word", "clause", "sentence", "paragraph")]
        ways = [f"{typed or '1…9'} times: a motion or", *objects]
        return _ending(ways, self.line(("escape", "leave")), room)

    def selecting(self, sheet: Sheet, room: int) -> str:
        """Return what to do with a selection."""
        acts = map(self.line, (("grow", "grow"), ("comment", "note"), ("escape", "leave")))
        return self._with_tags(sheet, room, *acts)

    def on_passage(self, sheet: Sheet, room: int) -> str:
        """Return what to do with a passage that was jumped to."""
        acts = map(self.line, (("comment", "note"), ("copy", "copy"), ("mark-next", "next")))
        return self._with_tags(sheet, room, *acts)

    def _with_tags(self, sheet: Sheet, room: int, *acts: str, worn: Sequence[str] = ()) -> str:
        """Return the keys of `acts`, as many tags that have keys as fit whole, and the key that gives the others.

        The tags whose ids are `worn` are those that their keys take off; where they would be cut off they come first.
        """
        keyed = sorted((t for t in sheet.tags if t.key), key=lambda t: t.key or "")
        tags = [f"{self.key(f'tag-{t.key}')} {shown_line(t.name)}{' off' * (t.id in worn)}" for t in keyed]
        taken_off = [words for tag, words in zip(keyed, tags, strict=True) if tag.id in worn]
        return _tag_row(acts, tags, taken_off, self.line(("tag-by-name", "more")), room)


_APART: Final = "  "
_ACTS: Final = 30
"""Cells that the acts have before the tags, so that these stand at the same place in every state."""


def _tag_row(acts: Sequence[str], tags: Sequence[str], needed: Sequence[str], more: str, room: int) -> str:
    left = room - cell_len(more) - len(_APART)
    first = _APART.join(_whole(acts, left))
    first += " " * (min(_ACTS, left) - cell_len(first))
    shown = _whole(tags, left := left - cell_len(first) - len(_APART))
    if any(tag not in shown for tag in needed):
        shown = _whole([*needed, *(tag for tag in tags if tag not in needed)], left)
    return _APART.join([first, *shown, more])


def _ending(ways: Sequence[str], last: str, room: int) -> str:
    """Return as many of `ways` as fit before the last, which is always there."""
    return _APART.join([*_whole(ways, room - cell_len(last) - len(_APART)), last])


def _whole(words: Sequence[str], room: int) -> Sequence[str]:
    """Return as many of `words` as stand side by side in `room` cells."""
    ends = accumulate(cell_len(word) + len(_APART) for word in words)
    return words[: sum(end - len(_APART) <= room for end in ends)]
