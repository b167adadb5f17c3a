"""Writing notes: the quick line stays quick, the larger pane and the user's own editor lose nothing."""

import stat
import tempfile
from pathlib import Path

import pytest

from tests.tui.panel.by_hand import TEXT
from tests.tui.program import opened
from tests.tui.seen import seen
from tests.tui.shell import Shell, terminal
from tui.prompts.editor import EditorError, edit
from tui.prompts.note import NoteArea, NotePrompt


@pytest.fixture(autouse=True)
def _temporary_files_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def editor(folder: Path, script: str) -> dict[str, str]:
    """An environment whose editor is that shell script; the file to edit is its first argument."""
    path = folder / "my editor"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return {"EDITOR": "false", "VISUAL": f"'{path}' -x"}


async def test_the_larger_pane_takes_lines_and_saves_with_its_own_key(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("36 civilians")
        await program.press("c", "ctrl+o")
        await program.type("two sources")
        await program.press("enter")
        await program.type("differ")
        assert "Ctrl+s save" in seen(program.app)
        await program.press("ctrl+s")
        assert [a.note for a in program.stored()] == ["two sources\ndiffer"]
        await program.press("c", *["ctrl+j"] * 6, "x", "enter", "c")
        assert "Ctrl+s save" in seen(program.app), "a note of many lines has room at once"
        await program.press("escape")
        assert program.said == "the note is as it was"


async def test_what_was_written_and_not_saved_is_there_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("36 civilians")
        await program.press("c")
        await program.type("who counted?")
        await program.press("escape")
        assert program.said == "the note is not saved: c here goes on with it"
        assert program.stored() == []
        await program.press("q")
        assert program.said.startswith("a note is not saved")
        await program.press("c")
        assert "who counted?" in seen(program.app)
        await program.type(" when?")
        await program.press("enter")
        assert [a.note for a in program.stored()] == ["who counted? when?"]
        assert program.app.unsaved == {}
        await program.press("c", "ctrl+g")
        assert program.over(NotePrompt)
        assert "cannot be opened on this terminal" in seen(program.app)


def test_the_users_editor_gets_the_note_and_gives_it_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = editor(tmp_path, 'cp "$2" seen; printf "%s" "$(stat -c %a "$2")" > mode; echo "and *more* é" >> "$2"')
    monkeypatch.chdir(tmp_path)
    assert edit("first\n", environment) == "first\nand *more* é"
    assert (tmp_path / "seen").read_text() == "first\n"
    assert (tmp_path / "mode").read_text() == "600"
    assert not list(tmp_path.glob("briefreader-note-*")), "nothing of it is left behind"


@pytest.mark.parametrize(
    ("script", "why"),
    [("exit 3", "ended with status 3"), ("printf '\\377' > $2", "left no UTF-8 text"), ("rm $2", "No such file")],
)
def test_an_editor_that_fails_is_told_and_leaves_the_note(tmp_path: Path, script: str, why: str) -> None:
    with pytest.raises(EditorError, match=why):
        edit("note", editor(tmp_path, script))


def test_what_a_failing_editor_has_written_is_kept_and_named(tmp_path: Path) -> None:
    with pytest.raises(EditorError, match="what you wrote is in ") as told:
        edit("note", editor(tmp_path, 'echo much work >> "$2"; exit 1'))
    path = Path(str(told.value).rpartition(" is in ")[2])
    assert path.read_text() == "notemuch work\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("environment", "why"),
    [
        ({}, "no editor is set"),
        ({"EDITOR": "no-such-editor -f"}, "there is no editor no-such-editor"),
        ({"EDITOR": "a 'b"}, "is no command"),
    ],
)
def test_a_missing_editor_is_told(environment: dict[str, str], why: str) -> None:
    with pytest.raises(EditorError, match=why):
        edit("note", environment)


def test_a_note_is_written_in_an_editor_on_a_real_terminal(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    shell.environment |= editor(tmp_path, 'printf "\\n- from the editor" >> "$2"')
    (tmp_path / "orsk.txt").write_text(TEXT, encoding="utf-8")
    with terminal(shell, "orsk.txt") as run:
        run.marks()
        run.press("/36 civ", "36 civ")
        run.press("\r", " FIND ")
        run.press("ctwo", "two")
        run.press("\x07", "from the editor")
        run.press("\r", "note on")
        run.leave()
    assert '"note":"two\\n- from the editor"' in shell("export").out.replace('": "', '":"')


@pytest.mark.heavy
async def test_markdown_is_coloured_where_the_grammar_is_installed(tmp_path: Path) -> None:
    pytest.importorskip("tree_sitter_markdown")
    async with opened(tmp_path) as program:
        program.at("36 civilians")
        await program.press("c")
        area = program.app.screen.query_one(NoteArea)
        area.insert("# Two sources\n\n- differ")
        await program.pilot.pause()
        assert (area.language, any(area._highlights.values())) == ("markdown", True)
        await program.press("enter")
        assert program.stored()[0].note == "# Two sources\n\n- differ"
