"""What the reader is told: where one is and what can be done there, in the status line, and what an act came to."""

from typing import TYPE_CHECKING

from rich.cells import cell_len

from annotations.model import Mark, Tag
from annotations.text import shown_line
from tui.reader.under import under

if TYPE_CHECKING:
    from tui.reader.changes import Acted
    from tui.screens.reader import ReaderScreen


def tell(screen: "ReaderScreen") -> None:
    """Bring the status line up to date."""
    status, sheet = screen.status, screen.sheet
    status.mode = _mode(screen)
    status.under = screen.jumping.told or screen.finding.which() + under(sheet, screen.pane)
    floor = f"from {sheet.floor:.2f} on · " if sheet.floor else ""
    status.place = floor + screen.finding.where()
    status.saved = "saving…" if screen.acts.pending and sheet.id else "saved" if sheet.id else ""
    status.hint = _hint(screen, screen.size.width - 2)


def told(screen: "ReaderScreen", acted: "Acted") -> str:
    """Return what is said of an act: its title, with what new it made or the mark that the next key is on."""
    if acted.made is not None:
        return _new_tag(screen, acted.made)
    if kind := acted.new_kind:
        return f"new kind of link “{kind}” · {screen.hints.key('undo')} takes it back · {acted.title}"
    return f"{acted.title} · next: {under(screen.sheet, screen.pane)}" if acted.leads_on else acted.title


def _new_tag(screen: "ReaderScreen", tag: Tag) -> str:
    key = screen.hints.key
    way = f"{key(f'tag-{tag.key}')} is its key" if tag.key else f"{key('code-book')} gives it a key"
    return f"new tag “{shown_line(tag.name)}” · {way}"


def _mode(screen: "ReaderScreen") -> str:
    if screen.jumping.under_way is not None:
        return "TAG" if screen.jumping.stays else "JUMP"
    if screen.pane.visual:
        return "VISUAL"
    return "FIND" if screen.finding.under_way else "LINK" if screen.reader.link_start else "READ"


def _hint(screen: "ReaderScreen", room: int) -> str:
    """Return what to do next, in `room` cells."""
    pane, hints, side, mark = screen.pane, screen.hints, screen.side, screen.pane.mark_here()
    if (jump := screen.jumping.under_way) is not None:
        return hints.jumping(room, tags=jump.tags, sentences=jump.whole is not None, stays=screen.jumping.stays)
    if side.has_keys:
        return hints.in_panel(side.tab, room, typing=side.typing)
    if screen.count.typed is not None:
        return hints.counting(screen.count.typed, room)
    if pane.selection is not None:
        return hints.selecting(screen.sheet, room)
    if (start := screen.reader.link_start) is not None:
        return hints.linking(start.words, room)
    if screen.finding.under_way:
        return hints.finding(room, mark=mark is not None)
    leads_elsewhere = screen.finding.active or side.jumped or (side.open and side.narrow)
    back = hints.back(screen.tag) if screen.tag and not leads_elsewhere else ""
    return back + _hint_here(screen, mark, room - cell_len(back))


def _hint_here(screen: "ReaderScreen", mark: Mark | None, room: int) -> str:
    """Return what to do in the article, on `mark` if there is one."""
    pane, sheet, hints, jumped = screen.pane, screen.sheet, screen.hints, screen.side.jumped
    if pane.passage is not None:
        return hints.on_passage(sheet, room)
    if mark is None:
        return hints.reading(room) if pane.target() is None else hints.on_word(sheet, room)
    if mark.layer == "own":
        return hints.on_own(sheet, room, sheet.annotations.get(mark.ref), jumped=jumped)
    return hints.on_found(sheet, room, mark, jumped=jumped)
