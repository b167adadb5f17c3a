"""One key at a time: the next waits until all that the last one set off is done, however fast they come.

Textual gives a key to what has the focus as it arrives. What a key does to the focus (a prompt opens, a chooser
answers and goes) comes later, by way of several queues: of two keys in one burst, the second would go to a screen that
is about to go, or not be there yet.
"""

from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from time import monotonic
from typing import Any, Final

from textual.app import App
from textual.dom import DOMNode
from textual.events import Event
from textual.screen import Screen
from textual.widget import Widget

_QUIET_ROUNDS: Final = 3
"""Times that all queues from the focus to the program are gone through without a change of screen or focus: a command
posts a message, the message is answered, the answer is called back."""
_PATIENCE: Final = 1.0
"""Seconds after which a key is taken for done in any case."""


class InTurn:
    """Hands keys on, by `hand_on`, each in its turn."""

    def __init__(self, app: App[Any], hand_on: Callable[[Event], Awaitable[None]]) -> None:
        self._app = app
        self._hand_on = hand_on
        self._waiting: deque[Event] = deque()
        self._since: float | None = None
        """When the key was handed on that is under way."""

    async def take(self, event: Event) -> None:
        """Hand `event` on, now or when the keys before it are done."""
        self._waiting.append(event)
        if self._since is None or monotonic() - self._since > _PATIENCE:
            await self._next()

    async def _next(self) -> None:
        if not self._waiting:
            self._since = None
            return
        self._since = monotonic()
        before = self._place()
        await self._hand_on(self._waiting.popleft())
        await self._follow(_way_up(before), before, 0)

    def _place(self) -> tuple[Screen[Any], Widget | None]:
        return self._app.screen, self._app.focused

    async def _follow(self, way: Sequence[DOMNode], before: tuple[Screen[Any], Widget | None], quiet: int) -> None:
        """Go through the queues of `way`, behind what is in them; begin anew until nothing changes any more."""
        for place, node in enumerate(way, 1):
            if node.call_later(self._follow, way[place:], before, quiet):
                return
        now = self._place()
        quiet = quiet + 1 if now == before else 0
        if quiet < _QUIET_ROUNDS:
            await self._follow(_way_up(now), now, quiet)
        else:
            await self._next()


def _way_up(place: tuple[Screen[Any], Widget | None]) -> Sequence[DOMNode]:
    screen, focused = place
    return (focused or screen).ancestors_with_self
