"""The main job on a real terminal, from the command to the export; and what is left when the program is killed."""

import json
from pathlib import Path

from annotations.store import open_store
from tests.tui.panel.by_hand import TEXT
from tests.tui.shell import Shell, at_the_claim, terminal


def test_a_briefing_is_opened_tagged_undone_reopened_and_exported(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    with at_the_claim(shell, TEXT) as run:
        run.press("3", "casualty on")
        run.press("ctwo sources", "two sources")
        run.press("\r", "note on")
        run.press("}s2", "claim on")
        run.press("u", "undone: claim on")
        run.leave()
    with terminal(shell, "orsk.txt") as run:
        run.read(lambda all_: b"casualty: two sources" in all_)
        run.press("\x12", "redone: claim on")
        run.press("u", "undone: claim on")
        run.leave()
    [document] = json.loads(shell("export").raw)["documents"]
    [annotation] = document["annotations"]
    assert annotation["quote"].startswith("36")
    assert (annotation["tags"], annotation["note"]) == (["casualty"], "two sources")
    assert document["text"][annotation["start"] : annotation["end"]] == annotation["quote"]


def test_what_was_called_saved_is_there_after_the_program_is_killed(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    (tmp_path / "orsk.txt").write_text(TEXT, encoding="utf-8")
    with terminal(shell, "orsk.txt") as run:
        run.marks()
        run.press("g}", "2/6")
        for number, tag in enumerate(("actor", "claim", "casualty", "figure", "place", "timeline", "source"), 1):
            run.press(f"{number}", f"{tag} on “")
            run.press("w", "2/6")
    # Leaving the terminal kills the program at once.
    with open_store(shell.database) as store:
        [row] = store.documents.all()
        tags = [tag for annotation in store.annotations.of(row.id) for tag in annotation.tags]
        assert len(tags) == 7
        assert store.doctor() == ()
