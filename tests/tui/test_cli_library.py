"""The commands of the library: add, annotate, list, search, tags, keys, doctor."""

import json
import sqlite3
from pathlib import Path

import pytest

from annotations.store import open_store
from tests.tui.shell import REPORT, SAMPLES, Shell


@pytest.fixture
def briefreader(tmp_path: Path) -> Shell:
    (tmp_path / "report.txt").write_text(REPORT)
    return Shell(tmp_path)


def only_annotation(briefreader: Shell) -> dict[str, object]:
    ((annotation,),) = [d["annotations"] for d in json.loads(briefreader("export").out)["documents"]]
    found: dict[str, object] = annotation
    return found


# annotate


def test_a_quote_is_annotated_and_signed(briefreader: Shell) -> None:
    tags = ("--tag", "actor", "--tag", "sea/ship")
    done = briefreader("annotate", "report.txt", "--quote", "Twelve ships", *tags, "--note", "Which?")
    annotation = only_annotation(briefreader)
    assert done.out == f"{annotation['id']}\n"
    assert (annotation["quote"], annotation["tags"], annotation["note"]) == (
        "Twelve ships",
        ["actor", "sea/ship"],
        "Which?",
    )
    assert annotation["author"] == "lena"
    start = REPORT.index("Twelve")
    assert (annotation["start"], annotation["end"]) == (start, start + 12)
    again = briefreader("annotate", "report.txt", "--start", str(start), "--end", str(start + 6))
    assert again.out.strip() in briefreader("export").out


def test_a_quote_may_differ_in_white_space_and_quotation_marks(briefreader: Shell) -> None:
    briefreader("annotate", "report.txt", "--quote", '"We search," the governor')
    briefreader("annotate", "report.txt", "--quote", "people were  missing from a")
    assert "were\\nmissing from a" in briefreader("export").out


def test_a_passage_that_is_not_one_is_told(briefreader: Shell) -> None:
    def told(*arguments: str, status: int = 1) -> str:
        return briefreader("annotate", "report.txt", *arguments, status=status).told

    first, second = REPORT.index("36"), REPORT.rindex("36")
    assert told("--quote", "36 people") == (
        f"the quote stands 2 times in the text (at {first}, {second}): use --start and --end"
    )
    assert told("--quote", "37 people") == "the quote does not stand in the text"
    assert (
        told("--start", "5", "--end", "9999")
        == f"there is no passage from 5 to 9999 in a text of {len(REPORT)} characters"
    )
    assert "no passage from 5 to 5" in told("--start", "5", "--end", "5")
    for wrong in ([], ["--start", "5"], ["--quote", "a", "--start", "1", "--end", "2"], ["--quote", " "]):
        assert "(see briefreader annotate --help)" in told(*wrong, status=2)
    assert "so does each part of parent/child" in told("--quote", "Twelve", "--tag", "a//b")
    (briefreader.folder / "folder").mkdir()
    folder = briefreader("annotate", "folder", "--quote", "Twelve", status=1).told
    assert folder == "folder: is a folder; name the file that is to be annotated"
    assert json.loads(briefreader("export").out)["documents"] == []


def test_a_document_is_meant_by_its_id_too(briefreader: Shell) -> None:
    id = briefreader("add", "report.txt").out.split()[0]
    briefreader("annotate", id[:8], "--quote", "Twelve ships")
    assert only_annotation(briefreader)["quote"] == "Twelve ships"
    assert "no such file, and no such document" in briefreader("annotate", "nothing", "--quote", "a", status=1).told


# add, list, search, tags


def test_adding_says_what_became_of_each_source(briefreader: Shell) -> None:
    first = briefreader("add", "report.txt", "none.txt", SAMPLES / "digest.md", status=1)
    assert [line.split(maxsplit=1)[1] for line in first.lines] == [
        "new Port of Vasta closed",
        "new Morning digest: the Straits and the South",
    ]
    assert first.told == "none.txt: there is no such file"
    for quote in ("Twelve ships", "a second list", "the governor"):
        briefreader("annotate", "report.txt", "--quote", quote)
    assert briefreader("add", "report.txt").out.endswith("known Port of Vasta closed: 3 exact\n")
    newer = REPORT.replace("a second list", "no list").replace("“We", "A word before. “We")
    (briefreader.folder / "report.txt").write_text(newer)
    done = briefreader("add", "report.txt")
    assert " revised Port of Vasta closed: " in done.out
    told = dict(part.split()[::-1] for part in done.out.rpartition(": ")[2].split(", "))
    assert sum(int(count) for count in told.values()) == 3
    assert told["moved"] == "2"


def test_the_list_is_made_for_other_programs(briefreader: Shell) -> None:
    assert "the library is empty" in briefreader("list").err
    briefreader("add", "report.txt", SAMPLES / "wire_report.txt")
    briefreader("annotate", "report.txt", "--quote", "Twelve ships")
    rows = [line.split("\t") for line in briefreader("list").lines]
    assert [row[1:6] for row in rows] == [
        ["Grain terminal fire halts shipping at Port Sarrin; four dead", "Northern Wire", "2024-03-14", "0%", "0"],
        ["Port of Vasta closed", "", "2024-05-03", "0%", "1"],
    ]
    assert [row[6].rpartition("/")[2] for row in rows] == ["wire_report.txt", "report.txt"]
    assert rows[1][7] == "Ana Reis"


def test_a_source_that_does_not_say_when_it_is_from_can_be_told(briefreader: Shell) -> None:
    (briefreader.folder / "undated.txt").write_text("It rained.\n\nThe talks begin on Monday.\n")
    briefreader("add", "--date", "2026-01-30", "undated.txt")
    assert "\t2026-01-30\t" in briefreader("list").out
    briefreader("add", "undated.txt")
    assert "\t2026-01-30\t" in briefreader("list").out
    briefreader("add", "--date", "soon", "undated.txt", status=2)


def test_search_finds_texts_quotes_and_notes(briefreader: Shell) -> None:
    briefreader("add", SAMPLES)
    briefreader("annotate", "report.txt", "--quote", "Twelve ships", "--note", "Ask the harbourmaster.")
    kinds = {line.split("\t")[1] for line in briefreader("search", "ships").lines}
    assert kinds == {"text", "quote"}
    (text,) = briefreader("search", "36", "people").lines
    assert text.split("\t")[1:4:2] == ["text", "4"]
    (note,) = [line for line in briefreader("search", "ask", "harbourmaster").lines if "\tnote\t" in line]
    assert "Ask the harbourmaster." in note
    nothing = briefreader("search", "zeppelin")
    assert (nothing.out, nothing.told) == ("", "nothing was found")
    for odd in ('"', "a OR (", "*", "NEAR(", "-", "x:y"):
        briefreader("search", "--", odd)
    assert len(briefreader("search", "the", "--limit", "1").lines) == 1


def test_tags_with_their_keys_and_uses(briefreader: Shell) -> None:
    briefreader("annotate", "report.txt", "--quote", "Twelve ships", "--tag", "casualty/sea")
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in briefreader("tags").lines}
    assert rows["casualty"][0] == "3"
    assert rows["casualty"][1:3] == ["0", "1"]
    assert rows["casualty/sea"][:3] == ["", "1", "1"]
    assert len(rows) == 10


def test_the_passages_of_a_tag_stand_in_their_sentences(briefreader: Shell) -> None:
    briefreader("annotate", "report.txt", "--quote", "Twelve ships", "--tag", "casualty/sea", "--note", "Which?")
    (line,) = briefreader("tags", "--passages", "Casualty").lines
    _, at, place, _, tags, marked, sentence, note = line.split("\t")
    start = REPORT.index("Twelve")
    assert (at, place, tags) == (f"{start}-{start + 12}", "exact", "casualty/sea")
    assert (marked, note) == ("Twelve ships", "Which?")
    assert sentence.startswith("Twelve ships wait, and 36 people were")
    wrong = briefreader("tags", "--passages", "nobody", status=1)
    assert "no such tag in the code book" in wrong.err
    briefreader("tags", "--passages", "actor", "--to", "json", status=2)


def test_keys_follow_the_settings(briefreader: Shell) -> None:
    before = {line.split("\t")[1]: line.split("\t")[0] for line in briefreader("keys").lines}
    assert before["undo"] == "u"
    assert before["redo"] == "Ctrl+r"
    settings = briefreader.folder / "config" / "briefreader" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[keymap]\nundo = "f7"\n')
    after = {line.split("\t")[1]: line.split("\t")[0] for line in briefreader("keys").lines}
    assert after["undo"] == "F7"
    settings.write_text('[keymap]\nundoo = "f7"\n')
    assert "settings.toml:2: keymap.undoo: no command has this name" in briefreader("keys", status=1).told
    assert "settings.toml:2" in briefreader("doctor", status=1).out


# the library's file


def test_a_library_is_made_where_it_is_asked_for(briefreader: Shell) -> None:
    briefreader("--db", "other.db", "add", "report.txt")
    assert briefreader("list", "--db", "other.db").lines == briefreader("--db", "other.db", "list").lines != []
    assert briefreader("--db", "wrong.db", "list", "--db", "other.db").lines != []
    assert briefreader("list").lines == []


def test_the_default_place_is_the_user_s_data_folder(briefreader: Shell) -> None:
    del briefreader.environment["BRIEFREADER_DB"]
    briefreader("add", "report.txt")
    assert (briefreader.folder / "data" / "briefreader" / "briefreader.db").is_file()


@pytest.mark.parametrize("command", [["list"], ["export"], ["add", "report.txt"], ["search", "a"], ["tags"]])
def test_a_file_that_is_no_library_is_told_and_left_alone(briefreader: Shell, command: list[str]) -> None:
    with open_store(briefreader.folder / "newer.db"):
        pass
    with sqlite3.connect(briefreader.folder / "newer.db") as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    with sqlite3.connect(briefreader.folder / "foreign.db") as foreign:
        foreign.execute("CREATE TABLE t (a)")
    foreign.close()
    for name, why in {
        "report.txt": "not a store",
        "newer.db": "newer briefreader",
        "foreign.db": "another program",
    }.items():
        before = (briefreader.folder / name).read_bytes()
        assert why in briefreader("--db", name, *command, status=1).told
        assert (briefreader.folder / name).read_bytes() == before


def test_the_doctor_says_what_is_well_and_what_is_not(briefreader: Shell) -> None:
    assert "not there yet" in briefreader("doctor").out
    assert not briefreader.database.exists()
    briefreader("add", "report.txt")
    assert briefreader("doctor").lines[-1] == "library: sound"
    assert briefreader("doctor").lines[-2].endswith(", 1 document")
    with sqlite3.connect(briefreader.database) as library:
        library.execute("UPDATE documents SET title = 'forged'")
    library.close()
    assert "damage" in briefreader("doctor", status=1).out
    assert "not a store" in briefreader("--db", "report.txt", "doctor", status=1).out
