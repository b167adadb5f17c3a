"""What a person sees of a running program: the screen as lines of text, and its comparison with a kept picture."""

import os
from pathlib import Path
from typing import Any

from textual.app import App

_KEPT = Path(__file__).parent / "kept"


def seen(app: App[Any]) -> str:
    """Return what is on the screen now, a line of text for each of its rows, without spaces at their ends."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips) + "\n"


def as_kept(app: App[Any], name: str) -> None:
    """Compare the screen with tests/tui/kept/NAME.txt; with UPDATE_KEPT in the environment, keep it there."""
    path = _KEPT / f"{name}.txt"
    now = seen(app)
    if os.environ.get("UPDATE_KEPT"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(now, encoding="utf-8")
    assert now == path.read_text(encoding="utf-8"), f"the screen is not as {path.name} has it:\n{now}"
