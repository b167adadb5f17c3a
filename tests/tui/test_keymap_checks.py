"""A user's own keys: written as people write them, refused with a reason, obeyed."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.program import opened
from tui.keymap import NAMED_KEYS, KeymapError, canonical, check, display
from tui.settings import Settings


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("?", "?"), ("Ctrl+D", "ctrl+d"), ("shift+g", "G"), ("G", "G"), ("Alt+Ctrl+x", "ctrl+alt+x"),
        ("PageDown", "pagedown"), ("PgUp", "pageup"), ("Ctrl+↑", "ctrl+up"), ("Esc", "escape"), ("ctrl++", "ctrl++"),
        ("+", "+"), ("F5", "f5"), ("ctrl+i", "tab"), ("ctrl+m", "enter"), ("Shift+Tab", "shift+tab"),
        (",", ","), ("é", "é"),
    ],
)  # fmt: skip
def test_keys_have_one_spelling(written: str, meant: str) -> None:
    assert canonical(written) == meant


@pytest.mark.parametrize("written", ["", " ", "ctlr+x", "ctrl+", "hyper+x", "ab", "ctrl+ctrl+x", "\x1b", "f13"])
def test_what_is_no_key_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(written)}$"):
        canonical(written)


@given(
    st.sets(st.sampled_from(["ctrl", "alt", "shift"])),
    st.sampled_from([*NAMED_KEYS, *"abcxyz0129?/+-"]),
)
def test_a_key_as_it_is_shown_is_the_same_key(modifiers: set[str], name: str) -> None:
    key = canonical("+".join([*modifiers, name]))
    assert canonical(display(key)) == key


def test_a_command_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(KeymapError, match="no command has this name, did you mean accept"):
        check({"acept": ("a",)})


def test_a_key_used_twice_in_one_place_is_refused() -> None:
    with pytest.raises(KeymapError, match="the key x already gives reject"):
        check({"accept": ("x",)})
    with pytest.raises(KeymapError, match=r"the key \? already gives help"):
        check({"list-down": ("?",)})


def test_one_key_may_do_different_things_in_different_places() -> None:
    assert check({"panel-only": ("t",)}) == {"panel-only": ("t",)}


def test_two_commands_may_change_places() -> None:
    swapped = {"select": ("m",), "set-place": ("v",)}
    assert check(swapped) == swapped


async def test_a_remapped_key_works_the_old_one_says_so_and_help_and_hints_show_the_new_one(tmp_path: Path) -> None:
    keymap = {"mark-next": ("f9", "f10"), "select": ("m",), "set-place": ("v",)}
    async with opened(tmp_path, settings=Settings(keymap=keymap)) as program:
        await program.press("g", "f9")
        first = program.cursor
        assert program.reader.pane.mark_here() is not None
        await program.press("f10")
        assert program.cursor > first
        await program.press("tab")
        assert program.said == "Tab does nothing here: ? shows what does"
        await program.press("m")
        assert program.mode() == "VISUAL"
        await program.press("escape", "v")
        assert program.app.screen is not program.reader
        await program.press("k")
        assert list(program.reader.finding.letters) == ["k"]
