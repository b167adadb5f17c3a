"""`briefreader names` and what it teaches `extract`; `extract --explain` and `--floor`."""

import json
from pathlib import Path

import pytest

from annotations.store import Draft, open_store
from tests.tui.shell import SAMPLES, Shell

TEXT = "The ferry Quiet Water left Tarn Hollow on Monday. Nobody on Quiet Water knew why.\n"


@pytest.fixture
def briefreader(tmp_path: Path) -> Shell:
    (tmp_path / "a.txt").write_text(TEXT)
    return Shell(tmp_path)


def found(briefreader: Shell, *options: str) -> dict[str, str]:
    """Return the label of each name that `extract` finds in the file."""
    reading = json.loads(briefreader("extract", *options, "a.txt").out)
    return {m["text"]: e["label"] for e in reading["entities"] for m in e["mentions"]}


def own_list(briefreader: Shell, text: str) -> None:
    folder = briefreader.folder / "config" / "briefreader"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "names.txt").write_text(text, encoding="utf-8")


def test_a_name_that_is_told_is_found_from_then_on(briefreader: Shell) -> None:
    briefreader("names", "--remember", "Quiet Water", "--label", "vehicle")
    assert found(briefreader)["Quiet Water"] == "VEHICLE"
    assert found(briefreader, "--untaught").get("Quiet Water") != "VEHICLE"
    assert briefreader("names").lines == ["Quiet Water\tVEHICLE\tremembered\t"]
    briefreader("names", "--forget", "Quiet Water")
    assert found(briefreader) == found(briefreader, "--untaught")
    empty = briefreader("names")
    assert (empty.out, empty.told.partition(";")[0]) == ("", "no names are known from you yet")


def test_a_name_without_a_label_gets_what_its_form_tells(briefreader: Shell) -> None:
    briefreader("names", "--remember", "Vexly Holdings Ltd", "--remember", "Maria Brask")
    assert briefreader("names").lines == ["Maria Brask\tPERSON\tremembered\t", "Vexly Holdings Ltd\tORG\tremembered\t"]


def test_what_is_remembered_and_forgotten_is_said_with_the_way_to_change_it(briefreader: Shell) -> None:
    by_form = briefreader("names", "--remember", "Vexly  Holdings Ltd")
    assert by_form.told == (
        "Vexly Holdings Ltd is remembered as ORG by its form; `--label` says otherwise, `--forget` takes it back"
    )
    assert by_form.out == ""
    named = briefreader("names", "--remember", "Vexly Holdings Ltd", "--label", "vehicle")
    assert named.told == "Vexly Holdings Ltd is remembered as VEHICLE, `--forget` takes it back"
    assert briefreader("names").lines == ["Vexly Holdings Ltd\tVEHICLE\tremembered\t"]
    assert briefreader("names", "--forget", "Vexly Holdings Ltd").told == "Vexly Holdings Ltd is forgotten"


def test_the_names_of_one_label_can_be_listed(briefreader: Shell) -> None:
    own_list(briefreader, "Quiet Water = VEHICLE\nTarn Quarry Ltd\n")
    briefreader("names", "--remember", "Vexly Holdings Ltd", "--remember", "Maria Brask")
    assert [line.split("\t")[0] for line in briefreader("names", "--label", "org").lines] == [
        "Tarn Quarry Ltd",
        "Vexly Holdings Ltd",
    ]
    none = briefreader("names", "--label", "LAW")
    assert (none.out, none.told.partition(";")[0]) == ("", "no LAW names are known from you yet")


def test_the_own_list_counts_and_is_listed(briefreader: Shell) -> None:
    own_list(briefreader, "# boats\nQuiet Water = VEHICLE\n")
    assert found(briefreader)["Quiet Water"] == "VEHICLE"
    assert not briefreader.database.exists(), "reading makes no library"
    assert briefreader("names").lines == ["Quiet Water\tVEHICLE\town list\t"]
    own_list(briefreader, "Quiet Water = BOAT\n")
    for command in (("extract", "a.txt"), ("names",)):
        told = briefreader(*command, status=1).told
        assert "names.txt:1: no label has this name" in told
    assert found(briefreader, "--untaught")


def test_what_the_library_was_taught_counts_with_several_jobs_too(briefreader: Shell) -> None:
    document = briefreader("add", "a.txt").out.split()[0]
    with open_store(briefreader.database) as store:
        start = TEXT.index("Quiet Water")
        draft = Draft(start=start, end=start + 11, label="VEHICLE", origin="machine")
        store.annotations.create(document, [draft])
    assert briefreader("names").lines == ["Quiet Water\tVEHICLE\taccepted\t1"]
    lines = b"".join(json.dumps({"id": str(n), "text": TEXT}).encode() + b"\n" for n in range(4))
    done = briefreader("extract", "--from", "jsonl", "--jobs", "2", "-", stdin=lines)
    for line in done.lines:
        mentions = [(m["text"], m["rule"]) for e in json.loads(line)["entities"] for m in e["mentions"]]
        assert mentions.count(("Quiet Water", "accepted")) == 2


def test_a_library_that_cannot_be_opened_costs_only_what_it_would_have_taught(briefreader: Shell) -> None:
    briefreader.database.write_bytes(b"no store at all")
    done = briefreader("extract", "a.txt")
    assert "the library teaches nothing" in done.told
    assert json.loads(done.out)["document"]["text"] == TEXT
    assert briefreader.database.read_bytes() == b"no store at all"


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        (("--remember", "Vale", "--label", "BOAT"), 2, "no label is called BOAT; good labels: PERSON"),
        (("--remember", "Vale", "--label", "persn"), 2, "did you mean PERSON?"),
        (("--forget", "Vale", "--label", "ORG"), 2, "leave --label out"),
        (("--remember", "–", "--label", "ORG"), 1, "a name needs a letter"),
        (("--remember", ""), 1, "a name needs a letter"),
        (("--forget", "Vale"), 1, "Vale: no such name is known"),
        (("--forget", "\x1b[2J"), 1, "no such name is known"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(
    briefreader: Shell, options: tuple[str, ...], status: int, words: str
) -> None:
    told = briefreader("names", *options, status=status).told
    assert words in told
    assert "\x1b" not in told


def test_a_reading_can_be_read_by_people(briefreader: Shell) -> None:
    briefreader("names", "--remember", "Quiet Water", "--label", "VEHICLE")
    lines = briefreader("extract", "--explain", "--date", "2020-01-01", "a.txt").lines
    assert lines[0].endswith("a.txt · 2020-01-01")
    at = lines.index("10  VEHICLE Quiet Water  “Quiet Water”")
    assert lines[at + 1] == "    you had this name remembered · certainty 1.00 [remembered]"
    monday = next(i for i, line in enumerate(lines) if "“Monday”" in line)
    assert lines[monday].split()[1:3] == ["DATE", "2019-12-30"]
    assert "words that tell a time: weekday · certainty 0.9" in lines[monday + 1]


def test_every_mark_of_a_long_text_is_explained_and_escapes_stay_out(briefreader: Shell) -> None:
    done = briefreader("extract", "--explain", SAMPLES / "wire_report.txt", SAMPLES / "digest.md")
    reading = json.loads(briefreader("extract", SAMPLES / "wire_report.txt").out)
    assert done.out.count("· certainty ") > len(reading["quotes"]) + len(reading["figures"])
    (briefreader.folder / "b.txt").write_bytes(b"Mr. Evil\x1b[2JName said on Monday that 36 people died.\n")
    assert "\x1b" not in briefreader("extract", "--explain", "b.txt").out


def test_explained_json_is_the_json_there_always_is(briefreader: Shell) -> None:
    plain, explained = (
        briefreader("extract", *o, "a.txt").out for o in (("--to", "json"), ("--to", "json", "--explain"))
    )
    assert plain == explained
    assert all({"rule", "certainty"} <= m.keys() for e in json.loads(plain)["entities"] for m in e["mentions"])


def test_a_floor_leaves_out_what_is_less_certain(briefreader: Shell) -> None:
    def certainties(*options: str) -> list[float]:
        reading = json.loads(briefreader("extract", *options, SAMPLES / "wire_report.txt").out)
        marks = [m for e in reading["entities"] for m in e["mentions"]]
        marks += [m for layer in ("quotes", "dates", "figures", "events") for m in reading[layer]]
        return [m["certainty"] for m in marks]

    everything = certainties()
    assert min(everything) < 0.8
    assert sorted(certainties("--floor", "0.8")) == sorted(c for c in everything if c >= 0.8)
    assert "is not in the range" in briefreader("extract", "--floor", "7", "a.txt", status=2).told


def test_the_doctor_looks_at_the_own_list_too(briefreader: Shell) -> None:
    own_list(briefreader, "Quiet Water = VEHICLE\n")
    assert any(line.endswith("names.txt, 1 name of your own") for line in briefreader("doctor").lines)
    own_list(briefreader, "Quiet Water = BOAT\n")
    briefreader("add", "a.txt")
    examined = briefreader("doctor", status=1)
    assert "names.txt:1: no label has this name" in examined.out
    assert examined.lines[-1] == "library: sound", "one fault does not hide another"
