"""The reader's screen put together: its parts, and which of them does what each command says."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from tui.reader import annotators
from tui.reader.acts import Acts
from tui.reader.asking import Asking
from tui.reader.counting import Count
from tui.reader.explaining import Explaining
from tui.reader.finding import Finding
from tui.reader.hints import Hints
from tui.reader.jumping import Jumping
from tui.reader.learning import Learning
from tui.reader.linking import Linking
from tui.reader.noting import Noting
from tui.reader.opening import Opening
from tui.reader.side import Side
from tui.reader.view import KIND_WORDS, View
from tui.reader.watching import Watching

if TYPE_CHECKING:
    from tui.screens.reader import ReaderScreen

_MOTIONS: Final = (
    "left", "down", "up", "right", "word-next", "word-back", "word-end", "sentence-back", "sentence-next",
    "paragraph-back", "paragraph-next", "line-start", "line-end", "top", "bottom", "page-down", "page-up",
    "half-down", "half-up",
)  # fmt: skip


def put_together(screen: "ReaderScreen") -> None:
    """Give `screen` its parts and the handlers of its commands."""
    screen.hints = Hints(screen.reader.settings.keymap)
    screen.acts = Acts(screen)
    screen.jumping = Jumping(screen)
    screen.finding = Finding(screen)
    screen.view = View(screen)
    screen.count = Count()
    screen.asking = Asking(screen)
    screen.explaining = Explaining(screen)
    screen.learning = Learning(screen)
    screen.linking = Linking(screen)
    screen.noting = Noting(screen)
    screen.opening = Opening(screen)
    screen.side = Side(screen)
    screen.watching = Watching(screen)
    screen.handlers = _handlers(screen)


def _handlers(screen: "ReaderScreen") -> Mapping[str, Callable[[], object]]:
    acts, finding, view, asking, side = screen.acts, screen.finding, screen.view, screen.asking, screen.side
    program = screen.reader
    visits = program.visits
    return {
        **{name: partial(view.move, name.replace("-", "_")) for name in _MOTIONS},
        **{f"tag-{n}": partial(acts.tag, str(n)) for n in range(1, 10)},
        "jump": screen.jumping.to_mark,
        "jump-tag": screen.jumping.tag_mark,
        "jump-select": screen.jumping.select_words,
        "mark-another": view.another,
        "mark-next": partial(view.step, 1),
        "mark-back": partial(view.step, -1),
        "accept": acts.accept,
        "reject": acts.reject,
        "relabel": asking.relabel,
        "explain": screen.explaining.explain,
        "remember": asking.remember,
        "select": view.select,
        **{f"select-{words}": partial(view.select_object, kind) for kind, words in KIND_WORDS.items()},
        "grow": view.grow,
        "shrink": view.shrink,
        "escape": view.escape,
        "tag-by-name": asking.tag,
        "tag-all": acts.tag_all,
        "comment": screen.noting.ask,
        "unsaved": screen.noting.go_on,
        "link": screen.linking.link,
        "follow-link": screen.linking.follow,
        "link-back": screen.linking.back,
        "unlink": screen.linking.unlink,
        "assess": asking.assess,
        "correct": acts.correct,
        "delete": acts.delete,
        "repeat": acts.repeat,
        "undo": acts.undo,
        "redo": acts.redo,
        "copy": view.copy,
        "find": finding.ask,
        "find-next": partial(finding.step, 1),
        "find-back": partial(finding.step, -1),
        "set-place": finding.set_place,
        "go-place": finding.go_place,
        "panel": side.toggle,
        "panel-focus": side.focus,
        "panel-back": partial(side.turn, -1),
        "panel-next": partial(side.turn, 1),
        "open": asking.open,
        "library": visits.library,
        "next-document": partial(program.turn, 1),
        "previous-document": partial(program.turn, -1),
        "export": asking.export,
        "code-book": visits.code_book,
        "names": visits.names,
        "published": asking.published,
        "review": visits.review,
        "history": visits.history,
        "deleted": visits.deleted,
        "versions": screen.opening.settle,
        "differences": screen.opening.differ,
        "versions-all": visits.versions,
        "marks-shown": asking.layers,
        "floor": asking.floor,
        "annotator": partial(annotators.choose, screen),
        "wider": partial(view.widen, 4),
        "narrower": partial(view.widen, -4),
        "quit": program.leave,
    }
