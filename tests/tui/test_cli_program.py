"""What all commands share: help, wrong calls, completion, quick starts, and nothing hostile on a terminal."""

import subprocess
import sys
from pathlib import Path

import pytest

import annotations
from tests.tui.shell import BRIEFREADER, Shell

COMMANDS = (
    "open",
    "extract",
    "annotate",
    "export",
    "import",
    "add",
    "list",
    "search",
    "tags",
    "history",
    "agreement",
    "keys",
    "doctor",
    "datasette",
    "completion",
)


@pytest.fixture
def briefreader(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_version_and_help(briefreader: Shell) -> None:
    assert briefreader("--version").out == f"briefreader {annotations.__version__}\n"
    for arguments in (["--help"], ["-h"]):
        listed = briefreader(*arguments).out
        assert [command for command in COMMANDS if f"\n  {command}" not in listed] == []
        assert "..." not in listed.partition("Commands:")[2]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_each_command_has_examples(briefreader: Shell, command: str) -> None:
    told = briefreader(command, "--help").out
    assert "Examples:" in told
    assert "briefreader" in told.partition("Examples:")[2]


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"], ["add"], ["annotate"], ["import"], ["search"], ["export", "extra"], ["--no-such-option"],
        ["extract", "--jobs", "0", "a"], ["extract", "--jobs", "many", "a"], ["extract", "--from", "pdf", "a"],
        ["extract", "--to", "xml", "a"], ["list", "--limit", "3"], ["annotate", "a", "--start", "-1", "--end", "2"],
        ["completion", "tcsh"], ["extract", "-o"],
    ],
)  # fmt: skip
def test_a_wrong_call_is_one_line_and_status_2(briefreader: Shell, arguments: list[str]) -> None:
    done = briefreader(*arguments, status=2)
    assert done.out == ""
    assert "--help)" in done.told


def test_without_a_terminal_the_reader_says_so(briefreader: Shell) -> None:
    for arguments in ([], ["README.md"], ["open"]):
        assert "needs a terminal" in briefreader(*arguments, status=1).told


def test_a_slip_in_a_command_s_name_is_guessed(briefreader: Shell) -> None:
    assert briefreader("exprot", status=1).told == (
        "exprot: there is no such file or command; did you mean `briefreader export`?"
    )


def test_a_hostile_call_is_shown_harmless(briefreader: Shell) -> None:
    bad = "\x1b]52;c;aGk=\x07\u202e\x9b31m"
    (briefreader.folder / f"{bad}.db").write_text("no library")
    for arguments in (
        [f"--{bad}"],
        ["extract", bad],
        ["extract", "--date", bad, "a"],
        ["extract", "-o", f"{bad}/{bad}", __file__],
        ["add", f"http://{bad}/"],
        ["export", "--to", bad],
        ["export", "--tag", bad],
        ["export", "--document", bad],
        ["annotate", bad, "--quote", "a"],
        ["--db", f"{bad}.db", "list"],
        ["import", bad],
        ["completion", bad],
        [f"exprot{bad}"],
    ):
        done = subprocess.run(
            [BRIEFREADER, *arguments],
            cwd=briefreader.folder,
            env=briefreader.environment | {"LC_ALL": "C.UTF-8"},
            capture_output=True,
            check=False,
        )
        assert done.returncode in (1, 2), arguments
        told = done.stderr.decode()
        assert len(told.splitlines()) == 1, told
        assert not any((ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 or c == "\u202e" for c in told)


# starting


def imported_by(briefreader: Shell, *arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", BRIEFREADER, *arguments],
        cwd=briefreader.folder,
        env=briefreader.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["export"],
        ["list"],
        ["tags"],
        ["search", "a"],
        ["extract", "a.txt"],
        ["add", "a.txt"],
    ],
)
def test_no_command_but_the_reader_imports_the_screen_library(briefreader: Shell, arguments: list[str]) -> None:
    (briefreader.folder / "a.txt").write_text("Ana Reis said no.\n")
    modules = imported_by(briefreader, *arguments)
    assert "click" in modules
    heavy = (
        "textual",
        "rich",
        "trafilatura",
        "lxml",
        "charset_normalizer",
        "markdown_it",
        "http",
        "asyncio",
        "multiprocessing",
    )
    assert {module for module in modules if module.partition(".")[0] in heavy} == set()


def test_help_and_export_import_next_to_nothing(briefreader: Shell) -> None:
    help_, export = imported_by(briefreader, "--help"), imported_by(briefreader, "export")
    assert {"msgspec", "sqlite3", "annotations.store", "annotations.exchange"} & help_ == set()
    assert {
        "importlib.metadata",
        "tui.settings",
        "annotations.sources",
        "annotations.extract",
        "annotations.exchange.intake",
    } & export == set()


# completion


def completed(briefreader: Shell, *words: str) -> list[str]:
    done = subprocess.run(
        [BRIEFREADER],
        cwd=briefreader.folder,
        env=briefreader.environment
        | {
            "_BRIEFREADER_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(("briefreader", *words)),
            "COMP_CWORD": str(len(words)),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.split()


def test_a_shell_completes_commands_options_tags_documents_and_files(briefreader: Shell) -> None:
    assert completed(briefreader, "ex") == ["plain,extract", "plain,export", "file,ex"]
    assert completed(briefreader, "extract", "--fr") == ["plain,--from"]
    assert completed(briefreader, "extract", "--from", "js") == ["plain,jsonl"]
    assert completed(briefreader, "extract", "rep") == ["file,rep"]
    assert completed(briefreader, "export", "--tag", "ca") == []
    (briefreader.folder / "a.txt").write_text("Words.\n")
    id = briefreader("add", "a.txt").out.split()[0]
    assert completed(briefreader, "export", "--tag", "ca") == ["plain,casualty"]
    assert completed(briefreader, "export", "--document", id[:3]) == [f"plain,{id}"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_is_one_that_the_shell_takes(briefreader: Shell, shell: str) -> None:
    script = briefreader("completion", shell).out
    assert "_BRIEFREADER_COMPLETE" in script
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)


def test_ctrl_c_while_it_starts_is_quiet() -> None:
    code = """
import sys, tui.cli, tui.cli.program
def interrupted(): raise KeyboardInterrupt
tui.cli.program.run = interrupted
sys.exit(tui.cli.main())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (130, b"")


def test_only_a_store_opens_the_library(briefreader: Shell) -> None:
    assert "needs a terminal" in briefreader("--db", "new.db", status=1).told


def test_a_store_in_a_folder_that_is_not_there_is_refused(briefreader: Shell) -> None:
    done = briefreader("--db", "typo/x.db", "list", status=1)
    assert "there is no folder" in done.told
    assert not (briefreader.folder / "typo").exists()
