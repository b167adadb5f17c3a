"""`briefreader agreement`, and who signs."""

import json
from pathlib import Path

import pytest

from tests.tui.shell import Shell

TEXT = "The ferry sank. Twelve people died, police said.\n"


@pytest.fixture
def briefreader(tmp_path: Path) -> Shell:
    (tmp_path / "a.txt").write_text(TEXT)
    return Shell(tmp_path)


def annotate(briefreader: Shell, author: str, *passages: str) -> None:
    briefreader.environment["BRIEFREADER_AUTHOR"] = author
    for words, tag in (passage.split(" = ") for passage in passages):
        briefreader("annotate", "a.txt", "--quote", words, "--tag", tag)


def test_the_agreement_of_two_by_tag_with_tabs_between(briefreader: Shell) -> None:
    annotate(briefreader, "Lena", "Twelve people = casualty", "ferry = ship")
    annotate(briefreader, "Otto", "people died = casualty", "ferry = ship", "police = source")
    rows = [line.split("\t") for line in briefreader("agreement").lines]
    assert [row[:3] for row in rows] == [
        ["casualty", "Lena and Otto", "1 and 1"],
        ["ship", "Lena and Otto", "1 and 1"],
        ["source", "Lena and Otto", "0 and 1"],
        ["all together", "Lena and Otto", "2 and 3"],
    ]
    assert rows[1][3:] == ["1.00", "1.00", "1.00", "1.00", ""]
    assert rows[0][5:7] == ["0.00", "1.00"]
    (by_document,) = briefreader("agreement", "--by", "document", "a.txt").lines
    assert by_document.split("\t")[1:] == rows[3][1:]


def test_as_json_what_cannot_be_computed_has_a_reason(briefreader: Shell) -> None:
    annotate(briefreader, "Lena", "ferry = ship")
    done = briefreader("agreement", "--to", "json")
    value = json.loads(done.out)
    assert (value["documents"], value["overall"]["alpha"]) == (
        0,
        {"value": None, "reason": "nothing that two have read"},
    )
    assert done.told == "only Lena has annotated anything here; `briefreader import` brings a colleague's annotations"


def test_who_cannot_be_compared_is_told_with_who_is_there(briefreader: Shell) -> None:
    assert briefreader("agreement").told.startswith("nobody has annotated anything here")
    annotate(briefreader, "Lena", "ferry = ship")
    (briefreader.folder / "b.txt").write_text("Quite another text.\n")
    briefreader.environment["BRIEFREADER_AUTHOR"] = "Otto"
    briefreader("annotate", "b.txt", "--quote", "another", "--tag", "ship")
    apart = briefreader("agreement")
    assert (apart.out, apart.told) == ("", "no text was annotated by two of them: Lena, Otto")
    unknown = briefreader("agreement", "--annotator", "Ida", status=1).told
    assert unknown == "Ida: has annotated nothing here; there are: Lena, Otto"
    for alone in (("--annotator", "Lena"), ("--annotator", "Lena", "--annotator", "Lena")):
        told = briefreader("agreement", *alone, status=2).told
        assert told.startswith("one annotator is not enough to agree: name two; there are: Lena, Otto")


def test_one_rule_says_who_signs(briefreader: Shell) -> None:
    annotate(briefreader, "", "ferry = ship")
    annotate(briefreader, "Otto", "ferry = ship")
    folder = briefreader.folder / "config" / "briefreader"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text('author = "Lena Marsh"\n')
    annotate(briefreader, "Otto", "ferry = ship")
    (document,) = json.loads(briefreader("export").out)["documents"]
    assert [a["author"] for a in document["annotations"]] == ["lena", "Otto", "Lena Marsh"]
