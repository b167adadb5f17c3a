"""What a person sees of a running program: the screen as lines of text, and its comparison with a kept picture."""

import os
from pathlib import Path
from time import monotonic
from typing import Any

from textual.app import App
from textual.pilot import Pilot

_KEPT = Path(__file__).parent / "kept"
_REST = 1.5
"""Seconds after which a screen has come to rest, for a picture that is to be kept."""
_PATIENCE = 10.0
"""Seconds to wait for a screen to be as it was kept."""


def seen(app: App[Any]) -> str:
    """Return what is on the screen now, a line of text for each of its rows, without spaces at their ends."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips) + "\n"


async def as_kept(pilot: Pilot[Any], name: str) -> None:
    """Wait until the screen is as tests/tui/kept/NAME.txt has it, and fail if it will not be.

    With UPDATE_KEPT in the environment, keep it there as it comes to rest.
    """
    path = _KEPT / f"{name}.txt"
    if os.environ.get("UPDATE_KEPT"):
        await pilot.pause(_REST)
        path.parent.mkdir(exist_ok=True)
        path.write_text(seen(pilot.app), encoding="utf-8")
    kept = path.read_text(encoding="utf-8")
    end = monotonic() + _PATIENCE
    while seen(pilot.app) != kept and monotonic() < end:
        await pilot.pause(0.02)
    assert seen(pilot.app) == kept, f"the screen is not as {path.name} has it:\n{seen(pilot.app)}"
