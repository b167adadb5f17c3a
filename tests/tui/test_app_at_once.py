"""The call that only opens files goes past the parser; every other call goes through it."""

from pathlib import Path

import pytest

from tui.cli.at_once import _files_and_store, opened_at_once


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BRIEFREADER_DB", raising=False)
    for name in ("report.txt", "list", "second.md"):
        (tmp_path / name).write_text("Words.")
    return tmp_path


def test_files_and_a_store_are_understood(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _files_and_store(["report.txt"]) == (["report.txt"], None)
    assert _files_and_store(["--db", "s.db", "report.txt", "second.md"]) == (["report.txt", "second.md"], here / "s.db")
    monkeypatch.setenv("BRIEFREADER_DB", "/mine.db")
    assert _files_and_store(["./list"]) == (["./list"], Path("/mine.db"))


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["list"],
        ["export"],
        ["."],
        ["-"],
        ["none.txt"],
        ["report.txt", "--help"],
        ["--db"],
        ["--db", "s.db"],
        ["--db", "--help", "report.txt"],
        ["--db", "none/s.db", "report.txt"],
        ["report.txt", "--db", "s.db"],
        ["https://example.org/a.html"],
        ["extract", "report.txt"],
    ],
)
def test_all_else_is_for_the_parser(arguments: list[str], here: Path) -> None:
    assert _files_and_store(arguments) is None


def test_without_a_terminal_the_parser_says_so(here: Path) -> None:
    assert opened_at_once(["report.txt"]) is None
