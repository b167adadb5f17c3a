"""The annotations of the document, written from inside the program."""

import datetime
import json
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.program import Program, opened
from tests.tui.seen import seen
from tui.prompts.period import period
from tui.reader.exporting import suffixes


async def export(program: Program, format_: str, path: Path) -> None:
    await program.press("E")
    await program.type(format_)
    await program.press("enter")
    program.app.screen.query_one("#file", Input).value = str(path)
    await program.press("enter")


def quotes(path: Path) -> list[str]:
    """Return the passages in an export as JSON."""
    return [a["quote"] for document in json.loads(path.read_bytes())["documents"] for a in document["annotations"]]


async def two_tagged(program: Program) -> None:
    for words, key in (("36 civilians", "1"), ("12 guns", "2")):
        program.at(words)
        await program.press(key)


async def as_json(program: Program, path: Path) -> list[str]:
    """Have the open form write JSON to that file, and return the passages in it."""
    program.app.screen.query_one("#format", Input).value = "json"
    program.app.screen.query_one("#file", Input).value = str(path)
    await program.press("enter", "enter")
    await written(program)
    return quotes(path)


async def written(program: Program) -> None:
    await program.until(lambda: "written to" in program.said)


async def test_annotations_are_written_in_the_format_chosen(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("36 civilians")
        await program.press("3")
        target = tmp_path / "out.json"
        await export(program, "json", target)
        await written(program)
        assert program.said == f"1 annotation written to {target}"
        [document] = json.loads(target.read_bytes())["documents"]
        assert [a["quote"] for a in document["annotations"]] == ["36 civilians"]


async def test_a_file_that_is_there_is_written_over_only_when_told_so(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        target = tmp_path / "out.json"
        target.write_text("mine")
        await export(program, "json", target)
        await program.press("escape")
        assert target.read_text() == "mine"
        await export(program, "json", target)
        await program.press("y")
        await written(program)
        assert json.loads(target.read_bytes())["format"] == "briefreader-annotations"


async def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await export(program, "json", tmp_path / "no" / "such" / "out.json")
        await program.until(lambda: program.reader.status.alarm)
        assert "cannot be written" in program.said
        assert not (tmp_path / "no").exists()


async def test_two_more_keys_write_a_table_named_as_the_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened(tmp_path) as program:
        program.at("36 civilians")
        await program.press("3", "E")
        assert program.app.screen.query_one("#file", Input).value == "orsk.csv"
        assert f"in {tmp_path}"[:60] in seen(program.app)
        await program.press("enter", "enter")
        await written(program)
        assert "36 civilians" in (tmp_path / "orsk.csv").read_text()


async def test_only_what_bears_a_tag_of_all_documents_is_written(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await two_tagged(program)
        await program.press("E", "up", "up", "up")
        await program.type("nothing")
        await program.press("enter")
        assert "there is no tag nothing" in seen(program.app)
        await program.press("ctrl+u")
        await program.type("cla")
        await program.press("up", "ctrl+u")
        await program.type("lib")
        assert program.app.screen.query_one("#file", Input).value == "library.csv"
        assert await as_json(program, tmp_path / "out.json") == ["12 guns"]


async def test_what_the_notes_are_filtered_to_is_written(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await two_tagged(program)
        side = program.reader.side
        side.show()
        assert side.panel is not None
        side.panel.tab = "notes"
        side.panel.filter = "guns"
        await program.until(lambda: side.filtered is not None and len(side.filtered) == 1)
        await program.press("E")
        assert program.app.screen.query_one("#from", Input).value == "what is filtered"
        assert await as_json(program, tmp_path / "out.json") == ["12 guns"]


async def test_who_found_it_what_became_of_it_and_the_day_are_chosen_with_a_key_each(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(80, 24)) as program:
        program.at("36 civilians")
        await program.press("3")
        program.at("Health Office")
        await program.press("x")
        await program.press("E")
        for line in (
            "origin   all; or human, machine, imported, accepted, rejected ",
            "days     all; or today, 7 days, ",
        ):
            assert line in seen(program.app)
        await program.press("ctrl+o", "ctrl+o", "ctrl+t")
        assert "origin   machine " in seen(program.app)
        assert "days     today " in seen(program.app)
        await program.press("escape")
        await export(program, "json", tmp_path / "all.json")
        await written(program)
        assert quotes(tmp_path / "all.json") == ["36 civilians", "Health Office"]
        await program.press("E", "ctrl+o", "ctrl+o", "ctrl+o", "ctrl+o", "ctrl+o", "ctrl+t")
        assert "origin   rejected " in seen(program.app)
        assert await as_json(program, tmp_path / "wrong.json") == ["Health Office"]


async def test_the_last_choice_of_this_run_is_offered_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("36 civilians")
        await program.press("3", "E", "up", "up", "ctrl+u")
        await program.type("human, acc")
        await program.press("down", "ctrl+u")
        await program.type("2026-01-32")
        await program.press("enter")
        assert "2026-01-32: no days like today" in seen(program.app)
        await program.press("ctrl+u")
        await program.type("2026-01-01..")
        await program.press("down", "ctrl+u")
        await program.type("jsonl")
        program.app.screen.query_one("#file", Input).value = str(tmp_path / "first.jsonl")
        await program.press("enter", "enter")
        await written(program)
        await program.press("E")
        values = {line.id: line.value for line in program.app.screen.query(Input)}
        assert (values["origin"], values["days"], values["format"]) == ("human, accepted", "2026-01-01..", "jsonl")
        assert values["file"] == str(tmp_path / "orsk.jsonl")
        await program.press("enter", "enter")
        await program.until(lambda: (tmp_path / "orsk.jsonl").exists())
        assert "36 civilians" in (tmp_path / "orsk.jsonl").read_text()


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("", (None, None)),
        ("2026-01-31", ("2026-01-31", "2026-01-31")),
        (" 2026-01-01 .. 2026-01-31 ", ("2026-01-01", "2026-01-31")),
        ("2026-01-01..", ("2026-01-01", None)),
        ("..2026-01-31", (None, "2026-01-31")),
        ("Today", ("2026-03-01", None)),
        ("7 days", ("2026-02-23", None)),
        ("9999 days", ("1998-10-16", None)),
        ("..", None),
        ("2026-02-01..2026-01-01", None),
        ("Monday", None),
    ],
)
def test_days_as_they_are_typed(typed: str, days: tuple[str | None, str | None] | None) -> None:
    now = datetime.datetime(2026, 3, 2, 0, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
    assert period(typed, now) == days, "the day began here at 22:00 UTC of the first of March"


async def test_what_a_format_cannot_show_is_told(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("36 civilians")
        await program.press("x")
        await export(program, "doccano", tmp_path / "out.jsonl")
        await written(program)
        assert "1 annotation left out of the spans: rejected" in program.said


def test_a_format_whose_files_are_to_be_written_into_is_offered_a_folder() -> None:
    offered = suffixes()
    assert (offered["markdown"], offered["brat"], offered["csv"]) == ("-markdown", ".zip", ".csv")
    assert next(iter(offered)) == "csv"
