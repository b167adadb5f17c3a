"""The annotations of the document, written from inside the program."""

import json
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.program import Program, opened
from tests.tui.seen import seen
from tui.reader.exporting import suffixes


async def export(program: Program, format_: str, path: Path) -> None:
    await program.press("E")
    await program.type(format_)
    await program.press("enter")
    program.app.screen.query_one("#file", Input).value = str(path)
    await program.press("enter")


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
        for words, key in (("36 civilians", "1"), ("12 guns", "2")):
            program.at(words)
            await program.press(key)
        await program.press("E", "up")
        await program.type("nothing")
        await program.press("enter")
        assert "there is no tag nothing" in seen(program.app)
        await program.press("ctrl+u")
        await program.type("cla")
        await program.press("up", "ctrl+u")
        await program.type("lib")
        assert program.app.screen.query_one("#file", Input).value == "library.csv"
        program.app.screen.query_one("#format", Input).value = "json"
        program.app.screen.query_one("#file", Input).value = str(tmp_path / "out.json")
        await program.press("enter", "enter")
        await written(program)
        [document] = json.loads((tmp_path / "out.json").read_bytes())["documents"]
        assert [a["quote"] for a in document["annotations"]] == ["12 guns"]


async def test_what_the_notes_are_filtered_to_is_written(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        for words, key in (("36 civilians", "1"), ("12 guns", "2")):
            program.at(words)
            await program.press(key)
        side = program.reader.side
        side.show()
        assert side.panel is not None
        side.panel.tab = "notes"
        side.panel.filter = "guns"
        await program.until(lambda: side.filtered is not None and len(side.filtered) == 1)
        await program.press("E")
        assert program.app.screen.query_one("#from", Input).value == "what is filtered"
        program.app.screen.query_one("#format", Input).value = "json"
        program.app.screen.query_one("#file", Input).value = str(tmp_path / "out.json")
        await program.press("enter", "enter")
        await written(program)
        [document] = json.loads((tmp_path / "out.json").read_bytes())["documents"]
        assert [a["quote"] for a in document["annotations"]] == ["12 guns"]


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
