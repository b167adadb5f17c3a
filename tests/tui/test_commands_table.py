"""The table of commands: complete, without clashes, and all of it does something."""

import subprocess
import sys
from itertools import chain
from pathlib import Path
from typing import get_args

from tests.tui.program import opened
from tui.commands import BY_ID, COMMANDS, Place, commands_of
from tui.keymap import bindings, check

FIXED = {
    "left": "h left", "down": "j down", "up": "k up", "right": "l right", "word-next": "w", "word-back": "b",
    "word-end": "e", "sentence-back": "(", "sentence-next": ")", "paragraph-back": "{", "paragraph-next": "}",
    "top": "g", "bottom": "G", "half-down": "ctrl+d", "half-up": "ctrl+u", "page-down": "space", "mark-next": "tab",
    "mark-back": "shift+tab", "select": "v", "grow": "+", "shrink": "-", "tag-by-name": "t", "comment": "c",
    "delete": "d", "accept": "enter", "reject": "x", "relabel": "r", "tag-all": "*", "repeat": ".", "undo": "u",
    "redo": "ctrl+r", "find": "/", "find-next": "n", "find-back": "N", "set-place": "m", "go-place": "'", "copy": "y",
    "panel": "p", "panel-back": "[", "panel-next": "]", "open": "o", "library": "L", "export": "E", "help": "?",
    "palette": "ctrl+p", "quit": "q", **{f"tag-{n}": str(n) for n in range(1, 10)},
}  # fmt: skip


def test_the_keys_that_are_promised_give_their_commands() -> None:
    for name, keys in FIXED.items():
        assert set(keys.split()) <= set(BY_ID[name].keys), name


def test_ids_are_unique_and_the_default_keys_hold_together() -> None:
    assert len(BY_ID) == len(COMMANDS)
    assert check({}) == {}


def test_every_command_has_a_title_and_a_sentence() -> None:
    for command in COMMANDS:
        assert command.title
        assert command.help.endswith(".")


def test_titles_tell_the_commands_of_one_place_apart() -> None:
    for places in (("reader", "everywhere"), ("list", "panel"), ("list", "library"), ("list", "codebook")):
        titles = [c.title for c in commands_of(*places)]
        assert len(set(titles)) == len(titles), places


def test_every_binding_bears_its_commands_id_so_that_it_can_be_remapped() -> None:
    of_places = chain.from_iterable(bindings(place) for place in get_args(Place))
    assert {b.id for b in of_places} == {c.id for c in COMMANDS if c.keys}


async def test_the_reader_obeys_every_command_of_its_own(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        assert set(program.reader.handlers) == {c.id for c in commands_of("reader")}


def test_the_table_does_not_import_the_screen_library() -> None:
    code = "import sys, tui.commands, tui.keymap, tui.settings; assert 'textual' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
