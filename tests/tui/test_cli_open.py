"""The reader as the command line opens it: a file, a pipe, a folder, and the very first start."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.tui.shell import BRIEFREADER, LEFT, Shell, terminal

STORY = "Harbour closed\n\nby Jo Hart, 3 May 2024\n\n“We search,” Ana Reis said on Monday.\n"


@pytest.fixture
def briefreader(tmp_path: Path) -> Shell:
    (tmp_path / "story.txt").write_text(STORY)
    return Shell(tmp_path)


@pytest.mark.parametrize(
    "arguments",
    [["story.txt"], ["open", "story.txt"], ["--db", "x.db", "story.txt"], ["story.txt", "--db", "x.db"], ["."]],
)
def test_a_file_opens_without_a_command_s_name(briefreader: Shell, arguments: list[str]) -> None:
    with terminal(briefreader, *arguments) as run:
        run.read(lambda written: b"Ana Reis" in written)
        run.leave()
    if "x.db" in arguments:
        assert (briefreader.folder / "x.db").exists()
        assert not briefreader.database.exists()


def test_a_pipe_opens_and_the_keys_still_come_from_the_keyboard(briefreader: Shell) -> None:
    command = f"cat story.txt | {BRIEFREADER} -; echo ended $?"
    with terminal(briefreader, "-c", command, program="/bin/sh") as run:
        run.read(lambda written: b"Ana Reis" in written)
        run.press("q", "ended 0")


def test_the_first_start_shows_the_library_with_the_sample_articles(briefreader: Shell) -> None:
    with terminal(briefreader) as run:
        assert b"Grain terminal fire" in run.read(lambda written: b"Grain terminal fire" in written)
    assert len(briefreader("list").lines) == 6


def test_later_starts_bring_no_samples_back(briefreader: Shell) -> None:
    briefreader("add", "story.txt")
    with terminal(briefreader) as run:
        run.read(lambda written: b"Harbour closed" in written)
    assert len(briefreader("list").lines) == 1


def test_what_a_folder_holds_besides_is_told_at_the_end(briefreader: Shell) -> None:
    (briefreader.folder / "morning").mkdir()
    (briefreader.folder / "morning" / "a.txt").write_text(STORY)
    (briefreader.folder / "morning" / "b.pdf").write_bytes(b"%PDF-1.4 ...")
    with terminal(briefreader, "morning") as run:
        run.read(lambda written: b"Ana Reis" in written)
        written = run.leave()
    assert b"briefreader: morning: 1 file was left out (1 .pdf)" in written.rpartition(LEFT.encode())[2]


def test_what_cannot_be_read_is_told_and_the_rest_opens(briefreader: Shell) -> None:
    with terminal(briefreader, "none.txt", "story.txt") as run:
        run.read(lambda written: b"Ana Reis" in written)
        written = run.leave()
    assert b"briefreader: none.txt: there is no such file" in written.rpartition(LEFT.encode())[2]


def test_a_store_in_a_folder_that_is_not_there_is_refused_and_the_folder_not_made(briefreader: Shell) -> None:
    with terminal(briefreader, "--db", "none/x.db", "story.txt") as run:
        written = run.read().decode()
    assert written.startswith("briefreader: none/x.db: there is no folder ")
    assert "\x1b" not in written
    assert not (briefreader.folder / "none").exists()


def test_settings_that_cannot_be_obeyed_are_one_line(briefreader: Shell) -> None:
    settings = briefreader.folder / "config" / "briefreader" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("theme = 'mauve'\n")
    with terminal(briefreader, "story.txt") as run:
        written = run.read().decode()
    assert written.count("\n") == 1
    assert "settings.toml:1: theme" in written
    assert "\x1b" not in written


def test_progress_is_told_on_a_terminal_where_work_is_long(briefreader: Shell) -> None:
    lines = 'for n in 1 2 3 4; do echo \'{"id": 1, "text": "Words."}\'; sleep 0.5; done'
    with terminal(
        briefreader, "-c", f"({lines}) | {BRIEFREADER} extract --from jsonl -o out.jsonl -", program="/bin/sh"
    ) as run:
        written = run.read()
    assert b"\rread " in written
    assert written.endswith(b"\r\x1b[K")
    assert len((briefreader.folder / "out.jsonl").read_text().splitlines()) == 4


def test_a_file_whose_name_is_not_utf_8(briefreader: Shell) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (briefreader.folder / name).write_text(STORY)
    except OSError:
        pytest.skip("this file system wants UTF-8")
    assert "caf\ufffd.txt" in briefreader("extract", name).out
    assert "caf\ufffd.md: there is no such file" in briefreader("extract", os.fsdecode(b"caf\xe9.md"), status=1).told
    assert " new Harbour closed" in briefreader("add", name).out


def test_with_standard_error_closed_the_result_still_comes(briefreader: Shell) -> None:
    command = f"cd {briefreader.folder}; {BRIEFREADER} extract none.txt story.txt 2>&-"
    done = subprocess.run(["/bin/sh", "-c", command], env=briefreader.environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"Harbour closed" in done.stdout
