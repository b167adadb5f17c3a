"""A question at the foot of the screen does not hide the passage that it is about."""

from pathlib import Path

import pytest

from tests.tui.program import Program, opened
from tests.tui.seen import seen

TEXT = "\n\n".join(f"Governor number {number} spoke of the harbour, and nobody answered." for number in range(30))


def above(program: Program) -> str:
    """Return what is on the screen above the question."""
    return seen(program.app).partition("▔")[0]


@pytest.mark.parametrize("key", ["r", "t", "c", "percent_sign", "slash"])
async def test_the_passage_is_seen_above_and_the_text_stands_again_where_it_stood(tmp_path: Path, key: str) -> None:
    async with opened(tmp_path, text=TEXT, size=(80, 24)) as program:
        program.at("nobody", 30)
        await program.press("h", "l")
        before = seen(program.app)
        assert "number 29 spoke" in before
        await program.press(key)
        assert "number 29 spoke" in above(program)
        await program.press("escape")
        assert seen(program.app).splitlines()[:20] == before.splitlines()[:20]


async def test_what_is_in_view_already_stays_where_it_is(tmp_path: Path) -> None:
    async with opened(tmp_path, text=TEXT, size=(80, 24)) as program:
        program.at("number 2 ")
        await program.press("h", "l")
        before = seen(program.app).splitlines()
        await program.press("t")
        assert above(program).splitlines()[:12] == before[:12]
        await program.type("harbour")
        await program.press("enter")
        assert [a.selector.exact for a in program.own] != []
        assert seen(program.app).splitlines()[0] == before[0]
