"""The text of a screen that asks about one passage after the other: the passage stays in view."""

from collections.abc import Sequence

from annotations.model import Span
from tui.article.pane import ArticlePane


class LitPane(ArticlePane):
    """An article that has a passage in its middle, also when what stands around it takes or gives it room."""

    centred: Span | None = None
    """The passage; None where the reader goes about by himself."""

    def load(self, text: str, headings: Sequence[Span] = (), furniture: Sequence[Span] = ()) -> None:
        """Show another text, in which no passage is centred yet."""
        self.centred = None
        super().load(text, headings, furniture)

    def centre(self, span: Span) -> None:
        """Bring a passage to the middle, and keep it there."""
        self.centred = span
        self.reveal(span, centre=True)

    def on_resize(self) -> None:
        """Centre the passage anew, once the text is wrapped for the new size."""
        self.call_later(self._again)

    def _again(self) -> None:
        if self.centred is not None:
            self.reveal(self.centred, centre=True)
