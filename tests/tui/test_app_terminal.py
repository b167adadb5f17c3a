"""The main job on a real terminal, from the command to the export; and what is left when the program is killed."""

import json
import os
from pathlib import Path

from annotations.store import open_store
from tests.tui.panel.by_hand import TEXT
from tests.tui.shell import Shell, Terminal, terminal


def keys(run: Terminal, written: str, then: str) -> None:
    """Type `written`, and wait until the screen shows `then` anew."""
    seen = len(run.written)
    os.write(run.descriptor, written.encode())
    run.read(lambda all_: then.encode() in all_[seen:])
    assert then.encode() in run.written[seen:], run.written[-2000:]


def marks(run: Terminal) -> None:
    """Wait until the machine has read the text: until Tab finds a name."""
    run.read(lambda all_: b"goes from mark to mark" in all_ and b"saved" in all_)
    while b"named" not in run.written:
        os.write(run.descriptor, b"\t")
        run.read(lambda all_: b"named" in all_, quiet=0.3)


def test_a_briefing_is_opened_tagged_undone_reopened_and_exported(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    (tmp_path / "orsk.txt").write_text(TEXT, encoding="utf-8")
    with terminal(shell, "orsk.txt") as run:
        marks(run)
        keys(run, "/36 civ", "36 civ")
        keys(run, "\r", "found")
        keys(run, "3", "casualty on")
        keys(run, "ctwo sources", "two sources")
        keys(run, "\r", "note on")
        keys(run, "}s2", "claim on")
        keys(run, "u", "undone: claim on")
        keys(run, "q", "\x1b[?1049l")
    with terminal(shell, "orsk.txt") as run:
        run.read(lambda all_: b"casualty: two sources" in all_)
        keys(run, "\x12", "redone: claim on")
        keys(run, "u", "undone: claim on")
        keys(run, "q", "\x1b[?1049l")
    [document] = json.loads(shell("export").raw)["documents"]
    [annotation] = document["annotations"]
    assert annotation["quote"].startswith("36")
    assert (annotation["tags"], annotation["note"]) == (["casualty"], "two sources")
    assert document["text"][annotation["start"] : annotation["end"]] == annotation["quote"]


def test_what_was_called_saved_is_there_after_the_program_is_killed(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    (tmp_path / "orsk.txt").write_text(TEXT, encoding="utf-8")
    pressed = 0
    with terminal(shell, "orsk.txt") as run:
        marks(run)
        keys(run, "g}", "2/6")
        for number in range(1, 8):
            keys(run, f"{number}w", " on “")
            pressed += 1
    # Leaving the terminal kills the program at once.
    with open_store(shell.database) as store:
        [row] = store.documents.all()
        tags = [tag for annotation in store.annotations.of(row.id) for tag in annotation.tags]
        assert len(tags) == pressed
        assert store.doctor() == ()
