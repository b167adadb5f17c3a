"""The screens that lie over the reader's, and what coming back from each does."""

from typing import TYPE_CHECKING

from tui.screens.reader import ReaderScreen

if TYPE_CHECKING:
    from annotations.review import Choice
    from tui.app import BriefReader
    from tui.desk import Desk
    from tui.keymap import Keymap
    from tui.screens.library import Picked


class Visits:
    """Opens library, code book and the others. Most of them are imported only then."""

    def __init__(self, program: "BriefReader") -> None:
        self._program = program
        self._review: Choice | None = None
        """Which queue of marks was reviewed last."""

    @property
    def _means(self) -> "tuple[Desk, Keymap]":
        """What every screen works with."""
        return self._program.desk, self._program.settings.keymap

    def _back(self, _: object = None) -> None:
        self._program.refresh_reader()

    def library(self) -> None:
        """Show all documents, and open the one that is chosen."""
        from tui.screens.library import LibraryScreen

        self._program.keep_places()
        self._program.push_screen(LibraryScreen(*self._means), self._picked)

    def _picked(self, picked: "Picked | None") -> None:
        if picked is not None:
            self._program.open_kept(picked.document, picked.at)
        elif len(self._program.screen_stack) < 2:
            self._program.exit()
        else:
            self._back()

    def code_book(self) -> None:
        """Show the tags, to be changed."""
        from tui.screens.codebook import CodeBookScreen

        self._program.push_screen(CodeBookScreen(*self._means), self._back)

    def names(self) -> None:
        """Show what names were learned, to be changed."""
        from tui.screens.names import NamesScreen

        self._program.push_screen(NamesScreen(*self._means), self._back)

    def versions(self, document: str | None = None) -> None:
        """Show the passages of a changed text, or of all, that are to be settled."""
        from tui.screens.versions import VersionsScreen

        self._program.push_screen(VersionsScreen(*self._means, document), self._back)

    def review(self) -> None:
        """Have the machine's marks of the open document judged one after the other."""
        from tui.screens.review import ReviewScreen

        reader = self._program.screen
        if not isinstance(reader, ReaderScreen) or reader.sheet.reading is None or not reader.sheet.id:
            self._program.say("the marks are not all there yet: try again in a moment")
            return

        def reviewed(choice: "Choice | None") -> None:
            self._review = choice
            self._back()

        sheet = reader.sheet
        screen = ReviewScreen(*self._means, sheet, self._review, measure=reader.pane.measure, at=reader.pane.cursor)

        def begin() -> None:
            self._program.push_screen(screen, reviewed)

        reader.acts.afterwards(begin)

    def history(self) -> None:
        """Show who did what when, in the open document or anywhere."""
        from tui.screens.history import HistoryScreen

        document = annotation = None
        reader = self._program.screen
        if isinstance(reader, ReaderScreen):
            document, mark = reader.sheet.id or None, reader.pane.mark_here()
            annotation = mark.ref if mark is not None and mark.layer == "own" else None
        self._program.push_screen(HistoryScreen(*self._means, document, annotation), self._read_on)

    def _read_on(self, picked: "Picked | None") -> None:
        if picked is not None:
            self._picked(picked)
        else:
            self._back()

    def deleted(self) -> None:
        """Show what was deleted, to be brought back."""
        from tui.screens.deleted import DeletedScreen

        self._program.push_screen(DeletedScreen(*self._means), self._back)

    def differences(self, document: str | None = None) -> None:
        """Show where annotators differ, in a document or in all, to be settled."""
        from tui.screens.differences import DifferencesScreen

        self._program.push_screen(DifferencesScreen(*self._means, document), self._back)
