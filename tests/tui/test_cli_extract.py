"""`briefreader extract`: readings of files, folders, standard input and JSON lines, and what it says of bad ones."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotations.store import open_store
from tests.tui.shell import BRIEFREADER, SAMPLES, Shell


@pytest.fixture
def briefreader(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


def test_one_source_is_one_object(briefreader: Shell) -> None:
    done = briefreader("extract", SAMPLES / "wire_report.txt")
    reading = json.loads(done.out)
    assert (reading["format"], reading["version"]) == ("briefreader-reading", 1)
    assert reading["document"]["title"].startswith("Grain terminal fire")
    assert reading["document"]["published"] == "2024-03-14"
    assert done.err == ""
    assert not briefreader.database.exists()


def test_a_disk_that_fills_up_while_writing_is_one_line_and_leaves_nothing(briefreader: Shell) -> None:
    (briefreader.folder / "a.txt").write_text("The mayor of Harlow resigned on Thursday.\n" * 5000)
    (briefreader.folder / "out").mkdir()
    (briefreader.folder / "out" / "r.json").write_text("before")
    command = f"ulimit -f 64; exec {BRIEFREADER} extract a.txt -o out/r.json"
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=briefreader.folder,
        env=briefreader.environment,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr == "briefreader: out/r.json: cannot be written: File too large\n"
    assert [path.name for path in (briefreader.folder / "out").iterdir()] == ["r.json"]
    assert (briefreader.folder / "out" / "r.json").read_text() == "before"


def test_several_sources_are_an_array_and_so_is_a_folder(briefreader: Shell) -> None:
    two = briefreader("extract", SAMPLES / "wire_report.txt", SAMPLES / "digest.md", "--to", "json")
    assert [r["document"]["title"][:7] for r in json.loads(two.out)] == ["Grain t", "Morning"]
    (briefreader.folder / "one").mkdir()
    (briefreader.folder / "one" / "a.txt").write_text("Words.\n")
    assert len(json.loads(briefreader("extract", "one").out)) == 1
    (briefreader.folder / "one" / "b.pdf").write_bytes(b"%PDF-1.4 ...")
    for command in ("extract", "add"):
        done = briefreader(command, "one")
        assert done.told.startswith("one: 1 file was left out (1 .pdf); ")
        assert "pdf" not in done.out
    assert len(json.loads(briefreader("extract", SAMPLES).out)) == 6


def test_json_lines_are_one_reading_a_line(briefreader: Shell) -> None:
    done = briefreader("extract", "--to", "jsonl", SAMPLES)
    assert len([json.loads(text)["document"]["sha256"] for text in done.lines]) == 6


def test_standard_input(briefreader: Shell) -> None:
    reading = json.loads(briefreader("extract", "-", stdin=b"Ana Reis left on 3 May 2024.\n").out)
    assert reading["document"]["text"] == "Ana Reis left on 3 May 2024.\n"


def test_the_good_ones_are_done_and_each_bad_one_is_one_line(briefreader: Shell) -> None:
    (briefreader.folder / "empty.txt").write_bytes(b"")
    (briefreader.folder / "b.pdf").write_bytes(b"%PDF-1.4 ...")
    done = briefreader(
        "extract", "none.txt", SAMPLES / "digest.md", "empty.txt", "b.pdf", SAMPLES / "analysis.txt", status=1
    )
    assert len(json.loads(done.out)) == 2
    assert done.err.splitlines() == [
        "briefreader: none.txt: there is no such file",
        "briefreader: empty.txt: is empty: there is nothing to read in it",
        "briefreader: b.pdf: is a PDF file; what can be read is plain text, Markdown and HTML",
    ]


def test_nothing_good_prints_and_writes_nothing(briefreader: Shell) -> None:
    assert briefreader("extract", "none.txt", status=1).out == ""
    briefreader("extract", "none.txt", "no.txt", "-o", "out.json", status=1)
    assert not (briefreader.folder / "out.json").exists()


def test_a_guessed_charset_is_told(briefreader: Shell) -> None:
    (briefreader.folder / "a.txt").write_bytes("The café reopened, he said. It’s cheap.\n".encode("cp1252"))
    done = briefreader("extract", "a.txt")
    assert "read as cp1252, which is a guess" in done.told
    assert "The café reopened" in json.loads(done.out)["document"]["text"]


def test_the_day_that_is_given_counts(briefreader: Shell) -> None:
    (briefreader.folder / "a.txt").write_text("The mayor of Harlow resigned on Thursday.\n")
    reading = json.loads(briefreader("extract", "--date", "2015-10-01", "a.txt").out)
    assert reading["document"]["published"] == "2015-10-01"
    assert [d["value"] for d in reading["dates"]] == ["2015-10-01"]
    for day in ("2015-13-01", "tomorrow", "20151001"):
        assert f"'{day}' is no day like 2026-01-31" in briefreader("extract", "--date", day, "a.txt", status=2).told


def test_the_day_that_the_library_knows_of_a_text_counts(briefreader: Shell) -> None:
    def published(*options: str) -> str | None:
        reading = json.loads(briefreader("extract", *options, "b.txt").out)
        day: str | None = reading["document"]["published"]
        assert [d["value"] for d in reading["dates"]] == [day or "XXXX-WXX-4"]
        return day

    (briefreader.folder / "a.txt").write_text("The mayor of Harlow resigned on Thursday.\n")
    (briefreader.folder / "b.txt").write_text("The mayor of Harlow resigned on Thursday.\n")
    assert published() is None
    briefreader("add", "--date", "2015-10-01", "a.txt")
    assert published() == "2015-10-01"
    both = json.loads(briefreader("extract", "--jobs", "2", "a.txt", "b.txt").out)
    assert [reading["document"]["published"] for reading in both] == ["2015-10-01", "2015-10-01"]
    assert published("--date", "2015-10-08") == "2015-10-08"
    assert published("--untaught") is None
    (briefreader.folder / "b.txt").write_text("The mayor of Harlow resigned on Thursday, they said.\n")
    assert published() is None


def test_a_day_that_the_reader_took_away_is_not_known(briefreader: Shell) -> None:
    (briefreader.folder / "a.txt").write_text("Storm\n\nBy Ana Reis, 3 May 2024\n\nThe mayor of Harlow resigned.\n")
    briefreader("add", "a.txt")
    with open_store(briefreader.database) as store:
        id = store.documents.find(str(briefreader.folder / "a.txt"))
        assert set(store.documents.days().values()) == {"2024-05-03"}
        store.documents.date(id, None)
    assert json.loads(briefreader("extract", "a.txt").out)["document"]["published"] is None


# JSON lines


def test_json_lines_are_read_verbatim_in_order(briefreader: Shell) -> None:
    texts = ["One\r\ntwo\rthree \x1b[1m\x9b.", "Two.", "  \n\n Three\u2028\u202e."]
    given = b"".join(line(id=n, text=text, date="2024-05-03", more=[1]) for n, text in enumerate(texts))
    readings = [json.loads(text) for text in briefreader("extract", "--from", "jsonl", "-", stdin=given).lines]
    assert [reading["id"] for reading in readings] == ["0", "1", "2"]
    assert [len(reading["document"]["text"]) for reading in readings] == [len(text) for text in texts]
    assert readings[0]["document"]["text"] == "One\ufffd\ntwo\ufffdthree \ufffd[1m\ufffd."
    assert readings[2]["document"]["text"] == texts[2]
    assert {reading["document"]["published"] for reading in readings} == {"2024-05-03"}


def test_a_bad_line_is_told_by_its_number_and_the_good_ones_are_answered(briefreader: Shell) -> None:
    lines = [
        line(id="a", text="One."),
        b'{"id": "b", "text": \n',
        b"\n",
        line(id="c"),
        line(id="d", text="Four.", date="x"),
        b"\xff\n",
        line(id="e", text="Five \ud800."),
        b'{"id": [], "text": "a"}',
    ]
    given = b"".join(lines)
    done = briefreader("extract", "--from", "jsonl", "--to", "jsonl", "-", stdin=given, status=1)
    assert [json.loads(text)["id"] for text in done.lines] == ["a", "d", "e"]
    assert done.err.splitlines() == [
        "briefreader: standard input line 2: is not JSON: Expecting value, column 20",
        "briefreader: standard input line 4: it is wrong: object missing required field text",
        "briefreader: standard input line 5: its date must be like 2026-01-31, not x: read without it",
        "briefreader: standard input line 6: is not UTF-8 (byte 0)",
        "briefreader: standard input line 8: id is wrong: expected int | str | null, got array",
    ]


def test_several_files_of_json_lines_and_a_missing_one(briefreader: Shell) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (briefreader.folder / name).write_bytes(line(id=name, text="Words."))
    done = briefreader("extract", "--from", "jsonl", "a.jsonl", "none.jsonl", "b.jsonl", status=1)
    assert [json.loads(text)["id"] for text in done.lines] == ["a.jsonl", "b.jsonl"]
    assert done.told == "none.jsonl: cannot be read: No such file or directory"


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_each_line_is_answered_before_the_next_is_asked(briefreader: Shell, jobs: str) -> None:
    command = [BRIEFREADER, "extract", "--from", "jsonl", "--jobs", jobs, "-"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=briefreader.environment
    ) as process:
        assert process.stdin
        assert process.stdout
        for number in range(3):
            process.stdin.write(line(id=number, text="Words."))
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == str(number)
        process.stdin.close()
        assert process.wait(20) == 0


def test_several_processes_keep_the_order(briefreader: Shell) -> None:
    given = b"".join(line(id=n, text="Ana Reis said no. " * (40 if n % 7 == 0 else 1)) for n in range(60)) + b"{\n"
    done = briefreader("extract", "--from", "jsonl", "--jobs", "3", "-", stdin=given, status=1)
    assert [json.loads(text)["id"] for text in done.lines] == [str(n) for n in range(60)]
    assert "line 61" in done.told


# where the result goes


def test_a_file_is_written_whole_or_not_at_all(briefreader: Shell) -> None:
    target = briefreader.folder / "out.json"
    target.write_text("old")
    target.chmod(0o640)
    briefreader("extract", SAMPLES / "digest.md", "-o", "out.json")
    assert json.loads(target.read_text())["format"] == "briefreader-reading"
    assert target.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in briefreader.folder.iterdir() if path.suffix) == ["out.json"]


def test_a_link_stays_a_link_and_a_device_a_device(briefreader: Shell) -> None:
    (briefreader.folder / "real.json").write_text("old")
    (briefreader.folder / "link.json").symlink_to("real.json")
    briefreader("extract", SAMPLES / "digest.md", "-o", "link.json")
    assert (briefreader.folder / "link.json").is_symlink()
    assert json.loads((briefreader.folder / "real.json").read_text())
    assert briefreader("extract", SAMPLES / "digest.md", "-o", "/dev/stdout").out.startswith("{")


@pytest.mark.parametrize("target", ["no/such/folder/out.json", ".", "/dev/full"])
def test_a_place_that_cannot_be_written_is_one_line(briefreader: Shell, target: str) -> None:
    done = briefreader("extract", SAMPLES / "digest.md", "-o", target, status=1)
    assert done.told.startswith(f"{target}: cannot be written: ")
    assert done.out == ""


def test_a_full_disk_and_a_closed_output(briefreader: Shell) -> None:
    command = f"{BRIEFREADER} extract {SAMPLES / 'digest.md'}"
    for redirection, why in ((">/dev/full", "No space left on device"), (">&-", "standard output is closed")):
        done = subprocess.run(
            f"{command} {redirection}",
            shell=True,
            capture_output=True,
            text=True,
            check=False,
            env=briefreader.environment,
        )
        assert done.returncode == 1
        assert why in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_a_broken_pipe_is_quiet(briefreader: Shell) -> None:
    given = b"".join(line(id=n, text="Words. " * 200) for n in range(300))
    for jobs in ("1", "2"):
        command = f"{BRIEFREADER} extract --from jsonl --jobs {jobs} - | head -n 1"
        done = subprocess.run(
            command, shell=True, input=given, capture_output=True, check=False, env=briefreader.environment, timeout=60
        )
        assert len(done.stdout.splitlines()) == 1
        assert done.stderr == b""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_is_quiet_and_leaves_no_file(briefreader: Shell, jobs: str) -> None:
    command = [BRIEFREADER, "extract", "--from", "jsonl", "--jobs", jobs, "-o", "out.jsonl", "-"]
    with subprocess.Popen(
        command,
        cwd=briefreader.folder,
        env=briefreader.environment,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdin
        process.stdin.write(line(id=1, text="Words."))
        process.stdin.flush()
        while not any(path.stat().st_size for path in briefreader.folder.glob(".out.jsonl*")):
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr
        assert process.stderr.read() == b""
    assert list(briefreader.folder.iterdir()) == []


def test_memory_stays_the_same_however_many_lines(briefreader: Shell) -> None:
    def peak(lines: int) -> int:
        code = (
            "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        given = line(id=1, text="Ana Reis said that 36 boats sank in May 2024. " * 100) * lines
        command = [sys.executable, "-c", code, BRIEFREADER, "extract", "--from", "jsonl", "-"]
        done = subprocess.run(command, input=given, capture_output=True, check=True, env=briefreader.environment)
        return int(done.stdout)

    assert peak(200) < peak(20) * 1.3


def test_a_finder_of_names_that_cannot_be_used_is_told_before_anything_is_read(briefreader: Shell) -> None:
    (briefreader.folder / "a.txt").write_text("Ula Brondvik left Tharn.\n")
    unknown = briefreader("extract", "--names", "mind:reader", "a.txt", status=1)
    assert unknown.err == (
        "briefreader: no such finder of names: mind:reader; choose own, spacy:PIPELINE or gliner:MODEL\n"
    )
    assert not unknown.out
    settings = briefreader.folder / "config" / "briefreader" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('names = "mind:reader"\n')
    assert briefreader("extract", "a.txt", status=1).err == unknown.err
    assert json.loads(briefreader("extract", "--names", "own", "a.txt").out)["entities"]
