"""A question at the foot of the screen. The passage that it is about stays in view above it."""

from typing import Generic

from textual.containers import Vertical
from textual.screen import ModalScreen

from annotations.model import Span
from tui.article.pane import ArticlePane
from tui.prompts.once import Answer, AnswersOnce


class FootPrompt(ModalScreen[Answer], AnswersOnce[Answer], Generic[Answer]):
    """Lies over the lowest rows of a screen, and has the texts there scrolled if the passage would be hidden."""

    DEFAULT_CSS = """
    FootPrompt { align: left bottom; background: transparent; }
    FootPrompt > Vertical { dock: bottom; height: auto; background: $panel; padding: 0 1; border-top: tall $primary; }
    FootPrompt .question { height: 1; text-style: bold; color: $primary; }
    FootPrompt .help { color: $text-muted; }
    """

    _texts: tuple[ArticlePane, ...] = ()

    def on_mount(self) -> None:
        """Scroll the text when it is known how much of it is covered."""
        self.call_after_refresh(self.keep_in_view)

    def on_resize(self) -> None:
        """Scroll it anew."""
        self.call_after_refresh(self.keep_in_view)

    def on_unmount(self) -> None:
        """Let the text be seen as it was."""
        for pane in self._texts:
            pane.covered_no_more()

    def keep_in_view(self) -> None:
        """Scroll the text so that the passage stands above the question, as large as it is now."""
        stack = self.app.screen_stack
        if self not in stack[1:]:  # it was answered meanwhile
            return
        self._texts = tuple(stack[stack.index(self) - 1].query(ArticlePane))
        for box in self.query(Vertical):
            for pane in self._texts:
                span = pane.target() or Span(pane.cursor, pane.cursor)
                pane.uncover(span, pane.region.bottom - box.region.y)
