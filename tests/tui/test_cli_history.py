"""`briefreader history`: who did what when, by document and day."""

import re
from pathlib import Path

import pytest

from tests.tui.shell import SAMPLES, Shell


@pytest.fixture
def briefreader(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_what_was_done_is_told_by_document_and_day(briefreader: Shell) -> None:
    report, other = SAMPLES / "situation_report.txt", SAMPLES / "analysis.txt"
    briefreader("annotate", report, "--start", "0", "--end", "4", "--tag", "claim", "--note", "look again")
    briefreader("add", other)
    rows = [line.split("\t") for line in briefreader("history").lines]
    assert [row[4].split()[0] for row in rows] == ["Take", "claim", "Take", "Begin"]
    here = [line.split("\t") for line in briefreader("history", "--document", report).lines]
    assert here[0][1] == "lena"
    assert re.fullmatch("claim on “.{4}”, from the command line", here[0][4])
    assert here[0][5].endswith("made, with note “look again”, tags claim")
    assert here[-1][2] == "only recorded"
    day = here[0][0][:10]
    assert len(briefreader("history", "--day", day).lines) == 4
    assert briefreader("history", "--day", "1999-01-01").told == "nothing was done there"
    assert "no day like" in briefreader("history", "--day", "1999", status=2).err
