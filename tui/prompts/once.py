"""Screens that answer."""

from typing import Generic, TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

Answer = TypeVar("Answer")


class AnswersOnce(Screen[Answer], Generic[Answer]):
    """A screen that goes with its answer. Textual's own would take the screen below away with a second one."""

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Answer and go; what has gone, or lies under another screen, says no more."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
