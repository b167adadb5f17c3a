"""Writing notes: the quick line stays quick, the larger pane and the user's own editor lose nothing."""

import sqlite3
import stat
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from annotations.notes import BETWEEN_NOTES
from annotations.store import Draft, open_store
from tests.tui.panel.by_hand import TEXT
from tests.tui.program import Program, opened
from tests.tui.seen import seen
from tests.tui.shell import Shell, at_the_claim
from tui.prompts.editor import EditorError, edit
from tui.prompts.note import NoteArea, NotePrompt


@pytest.fixture(autouse=True)
def _temporary_files_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


async def note(program: Program, words: str, then: str) -> None:
    """Write a note on “36 civilians”, and press that key."""
    program.at("36 civilians")
    await program.press("c")
    await program.type(words)
    await program.press(then)


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


async def test_the_larger_pane_leaves_its_passage_in_view(tmp_path: Path) -> None:
    text = "\n\n".join(f"Governor number {number} spoke of the harbour, and nobody answered." for number in range(30))
    async with opened(tmp_path, text=text, size=(80, 24)) as program:
        program.at("nobody", 30)
        await program.press("h", "l", "c", "ctrl+o")
        await program.pilot.pause()
        above, _, pane = seen(program.app).partition("▔")
        assert "number 29 spoke" in above
        assert pane.count("\n") > 12


async def test_what_was_written_and_not_saved_is_there_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await note(program, "who counted?", "escape")
        assert program.said == "the note is not saved: c here, or U anywhere, goes on with it"
        assert program.stored() == []
        await program.press("q")
        assert program.said.startswith("unsaved note on “36 civilians”, in Shelling on the Orsk road")
        assert program.said.endswith("U goes on with it, q leaves it for next time")
        await program.press("g", "U")
        assert "who counted?" in seen(program.app)
        await program.type(" when?")
        await program.press("enter")
        assert [a.note for a in program.stored()] == ["who counted? when?"]
        assert program.app.unsaved.first() is None
        await program.press("c", "ctrl+g")
        assert program.over(NotePrompt)
        assert "cannot be opened on this terminal" in seen(program.app)


async def test_an_unsaved_note_is_named_and_gone_on_with_from_anywhere_in_any_later_run(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("The river rose\n\nIt fell again on Monday.\n", encoding="utf-8")
    async with opened(tmp_path, size=(80, 24)) as program:
        await note(program, "who counted?", "escape")
        program.at("Health Office")
        await program.press("c")
        assert "Ctrl+n to your unsaved note on “36 civilians”" in seen(program.app)
        await program.type("which?")
        await program.press("ctrl+n")
        assert "who counted?" in seen(program.app)
        await program.press("escape", "q", "q")
    async with opened(tmp_path, size=(80, 24)) as program:
        assert program.said.startswith("2 unsaved notes, one of them on “Health Office”")
        assert program.said.endswith("U goes on with it")
        assert "U goes on with it" in seen(program.app)
        program.app.open(str(tmp_path / "other.txt"))
        await program.until(lambda: program.reader.sheet.text.startswith("The river"))
        await program.ready()
        await program.press("U")
        await program.until(lambda: program.over(NotePrompt))
        assert "which?" in seen(program.app)
        await program.press("enter")
        await program.ready()
        assert [(a.selector.exact, a.note) for a in program.stored()] == [("Health Office", "which?")]
        await program.press("U")
        assert "not saved yet · Ctrl+r gives it up" in seen(program.app)
        await program.press("ctrl+r")
        assert program.said == "the note is as it was"
        await program.press("U")
        assert program.said == "no note is unsaved"


async def test_a_document_that_opens_over_the_editor_takes_nothing_with_it(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("The river rose\n\nIt fell again on Monday.\n", encoding="utf-8")
    async with opened(tmp_path) as program:
        program.at("36 civilians")
        await program.press("c")
        await program.type("who")
        program.app.open(str(tmp_path / "other.txt"))
        await program.until(lambda: program.reader.sheet.text.startswith("The river"))
        await program.ready()
        assert program.said.startswith("unsaved note on “36 civilians”")


async def test_a_note_that_the_store_refused_is_still_there(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        with closing(sqlite3.connect(program.app.desk.path)) as connection:
            connection.execute(
                "CREATE TRIGGER full BEFORE INSERT ON annotations BEGIN SELECT RAISE(ABORT, 'no room'); END"
            )
        await note(program, "who counted?", "enter")
        assert program.reader.status.alarm
        await program.press("U")
        assert "who counted?" in seen(program.app)


async def test_of_two_annotations_on_the_same_words_the_one_aimed_at_gets_the_note(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        document, start = program.reader.sheet.id, TEXT.index("36 civilians")
        end = start + len("36 civilians")
        with open_store(program.app.desk.path) as store:
            tags = [store.codebook.ensure(name).id for name in ("casualty", "claim")]
            store.annotations.create(document, [Draft(start=start, end=end, tags=(tags[0],), note="the first")])
            store.annotations.create(document, [Draft(start=start, end=end, tags=(tags[1],), note="the second")])
        program.reader.watching.refresh()
        await program.until(lambda: len(program.own) == 2)
        for status, before in (("◆ claim", "the second"), ("◆ casualty", "the first")):
            program.at("36 civilians")
            while not program.reader.status.under.startswith(status):
                await program.press("A")
            await program.press("c")
            prompt = program.app.screen
            assert isinstance(prompt, NotePrompt)
            assert prompt.written == before
            await program.type("!")
            await program.press("enter")
        assert sorted(a.note for a in program.stored()) == ["the first!", "the second!"]


async def test_a_note_on_what_another_program_has_deleted_is_told_and_kept(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.on("36 civilians", "3", "c")
        await program.type("who counted?")
        with open_store(program.app.desk.path) as store:
            store.annotations.delete([annotation.id for annotation in program.own])
        await program.press("enter")
        assert program.said.endswith("the annotation was deleted meanwhile: undo brings it back")
        with open_store(program.app.desk.path) as store:
            assert [unsaved.note for unsaved in store.unsaved.all()] == ["who counted?"]


async def test_what_another_program_has_written_meanwhile_stays_beside_the_note(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await note(program, "a", "enter")
        program.at("36 civilians")
        await program.press("c")
        await program.type("b")
        with open_store(program.app.desk.path) as store:
            store.annotations.change([annotation.id for annotation in program.own], note="theirs")
        await program.press("enter")
        assert program.said.endswith("changed meanwhile: both notes are kept")
        assert [annotation.note for annotation in program.stored()] == [f"ab{BETWEEN_NOTES}theirs"]
        with open_store(program.app.desk.path) as store:
            assert store.unsaved.all() == ()


async def test_a_note_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        with closing(sqlite3.connect(program.app.desk.path)) as connection:
            connection.execute(
                "CREATE TRIGGER full BEFORE INSERT ON unsaved_notes BEGIN SELECT RAISE(ABORT, 'no room'); END"
            )
        await note(program, "who counted?", "escape")
        await program.until(lambda: program.reader.status.alarm)
        assert program.said.startswith("keeping the note: not done: ")


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
    with at_the_claim(shell, TEXT) as run:
        run.press("ctwo", "two")
        run.press("\x07", "from the editor")
        run.press("\r", "note on")
        run.leave()
    assert '"note":"two\\n- from the editor"' in shell("export").out.replace('": "', '":"')


def test_a_closed_terminal_takes_no_unsaved_note_with_it(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    with at_the_claim(shell, TEXT) as run:
        run.press("cwho counted?", "counted?")
        run.hang_up()
    with open_store(shell.database) as store:
        assert [(note.words, note.note) for note in store.unsaved.all()] == [("36 civilians", "who counted?")]


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
