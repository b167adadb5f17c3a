"""`briefreader export` and `import`: what goes out, where to, and what comes in."""

import csv
import json
import zipfile
from pathlib import Path

import pytest

from annotations.exchange import FORMATS
from tests.tui.shell import REPORT, SAMPLES, Shell


@pytest.fixture
def briefreader(tmp_path: Path) -> Shell:
    (tmp_path / "report.txt").write_text(REPORT)
    return Shell(tmp_path)


def test_a_library_moves_as_json(briefreader: Shell, tmp_path_factory: pytest.TempPathFactory) -> None:
    briefreader("annotate", "report.txt", "--quote", "Twelve ships", "--tag", "actor")
    briefreader("export", "-o", "out.json")
    elsewhere = Shell(tmp_path_factory.mktemp("elsewhere"))
    done = elsewhere("import", str(briefreader.folder / "out.json"))
    assert done.out == "1 new annotation (1 exact), 0 changed, 0 known; 1 new document\n"
    one, two = (json.loads(shell("export").out) for shell in (briefreader, elsewhere))
    assert one | {"exported": ""} == two | {"exported": ""}
    assert elsewhere("import", "-", stdin=briefreader("export").raw).out.startswith(
        "0 new annotations, 0 changed, 1 known"
    )


def test_the_other_formats(briefreader: Shell) -> None:
    briefreader("annotate", "report.txt", "--quote", "Twelve ships", "--tag", "actor", "--note", "=1+1")
    (row,) = csv.DictReader(briefreader("export", "--to", "csv").out.removeprefix("\ufeff").splitlines())
    assert (row["quote"], row["note"]) == ("Twelve ships", "'=1+1")
    (line,) = briefreader("export", "--to", "jsonl").lines
    assert json.loads(line)["title"] == "Port of Vasta closed"
    for name in ("csv", "jsonl"):
        table = briefreader("export", "--to", name).raw
        assert "0 new annotations, 0 changed, 1 known" in briefreader("import", "-", stdin=table).out
    briefreader("export", "--to", "markdown", "-o", "notes")
    assert "> Twelve ships" in (briefreader.folder / "notes" / "port-of-vasta-closed.md").read_text()
    (briefreader.folder / "notes" / "mine.md").write_text("kept")
    briefreader("export", "--to", "markdown", "-o", "notes")
    assert (briefreader.folder / "notes" / "mine.md").read_text() == "kept"
    note = briefreader.folder / "notes" / "port-of-vasta-closed.md"
    moved = note.rename(briefreader.folder / "notes" / "ships.md")
    with moved.open("a") as opened:
        opened.write("\nMy own words.\n")
    briefreader("annotate", "report.txt", "--quote", "Twelve", "--tag", "claim")
    briefreader("export", "--to", "markdown", "-o", "notes")
    assert not note.exists()
    assert "> Twelve\n" in moved.read_text()
    assert moved.read_text().endswith("\nMy own words.\n")
    unchanged = moved.stat()
    briefreader("export", "--to", "markdown", "-o", "notes")
    assert (moved.stat().st_ino, moved.stat().st_mtime_ns) == (unchanged.st_ino, unchanged.st_mtime_ns)
    moved.unlink()
    note.symlink_to("elsewhere.md")
    briefreader("export", "--to", "markdown", "-o", "notes")
    assert note.is_symlink()
    assert len(list(note.parent.glob("port-of-vasta-closed-*.md"))) == 1
    briefreader("export", "--to", "markdown", "-o", "notes.zip")
    assert zipfile.ZipFile(briefreader.folder / "notes.zip").namelist() == ["port-of-vasta-closed.md"]
    assert "it needs -o FOLDER or -o NAME.zip" in briefreader("export", "--to", "markdown", status=2).told
    assert "is a file" in briefreader("export", "--to", "markdown", "-o", "report.txt", status=1).told
    assert "cannot be written" in briefreader("export", "--to", "markdown", "-o", "no/such/notes", status=1).told


def test_a_format_that_is_not_there_lists_those_that_are(briefreader: Shell) -> None:
    told = briefreader("export", "--to", "papyrus", status=2).told
    assert all(name in told for name in ("json", "jsonl", "csv", "markdown"))
    told = briefreader("import", "--from", "papyrus", "report.txt", status=2).told
    assert told.startswith("there is no format papyrus to import from; there are: brat, doccano, json, ")
    assert "markdown" not in told


ONLY_WRITTEN = {
    "stix": "a STIX 2.1 bundle of notes and reports",
    "html": "a report to read and print",
    "markdown": "notes to read, a file for each document; for Obsidian too",
}
READ = "brat, doccano, json, label-studio, prodigy, qdpx, qdc, spacy, csv, jsonl, w3c"


def test_a_format_that_is_written_and_not_read_says_so(briefreader: Shell) -> None:
    briefreader("annotate", "report.txt", "--quote", "Twelve ships", "--tag", "actor")
    assert [name for name, each in FORMATS.items() if each.read is None] == sorted(ONLY_WRITTEN)
    assert ", ".join(name for name, each in FORMATS.items() if each.read) == READ
    for name, title in ONLY_WRITTEN.items():
        why = (
            f"{name} ({title}), which is exported and not imported: an article is taken in with `briefreader add`, "
            f"annotations are imported from {READ}"
        )
        assert briefreader("import", "--from", name, "report.txt", status=2).told == (
            f"{name} is a format to export to only; there are to import from: {READ} (see briefreader import --help)"
        )
        out = briefreader.folder / f"out-{name}"
        briefreader("export", "--to", name, "-o", out.name)
        if out.is_dir():
            assert briefreader("import", out.name, status=1).told == f"{out.name}: holds {why}"
            briefreader("export", "--to", name, "-o", "out.zip")
            assert briefreader("import", "out.zip", status=1).told == f"out.zip: holds {why}"
            out = next(out.iterdir()).rename(briefreader.folder / "note")
        assert briefreader("import", out.name, status=1).told == f"{out.name}: looks like {why}"
        assert briefreader("import", "-", stdin=out.read_bytes(), status=1).told == f"standard input: looks like {why}"
    (briefreader.folder / "own.md").write_text("My own.\n")
    assert briefreader("import", "own.md", status=1).told.startswith("own.md: looks like markdown (notes")


def test_a_file_of_no_format_tells_what_was_tried(briefreader: Shell) -> None:
    (briefreader.folder / "other.json").write_text('{"a": 1}')
    others = READ.replace("json, ", "", 1)
    assert briefreader("import", "other.json", status=1).told == (
        "other.json: is no export of briefreader: it does not say that its format is briefreader-annotations "
        f"(read as json by its name; it begins like none of {others})"
    )
    told = briefreader("import", "report.txt", status=1).told
    assert told == f"report.txt: looks like none of the formats that can be imported: {READ}"
    assert briefreader("import", ".", status=1).told == (
        ".: holds no .ann file of brat beside its .txt (folders are read as brat; of another format name one file; "
        "articles: `briefreader add`)"
    )


def test_a_set_of_brat_goes_out_and_comes_in_as_a_folder_or_a_zip_file(
    briefreader: Shell, tmp_path_factory: pytest.TempPathFactory
) -> None:
    briefreader("annotate", "report.txt", "--quote", "Twelve ships", "--tag", "actor", "--note", "All?")
    assert "it needs -o FOLDER or -o NAME.zip" in briefreader("export", "--to", "brat", status=2).told
    briefreader("export", "--to", "brat", "-o", "set")
    briefreader("export", "--to", "brat", "-o", "set.zip")
    whole = json.loads(briefreader("export").out) | {"exported": ""}
    for name in ("set", "set.zip"):
        elsewhere = Shell(tmp_path_factory.mktemp("elsewhere"))
        assert elsewhere("import", str(briefreader.folder / name)).out.startswith("1 new annotation (1 exact)")
        assert json.loads(elsewhere("export").out) | {"exported": ""} == whole
    told = briefreader("import", "--from", "json", "set", status=1).told
    assert told == "set: is a folder, and json is one file; folders are imported from: brat"


def test_where_one_file_of_a_folder_cannot_be_written_none_is(briefreader: Shell) -> None:
    briefreader("annotate", "report.txt", "--quote", "Twelve ships", "--tag", "actor")
    briefreader("export", "--to", "brat", "-o", "set")
    folder = briefreader.folder / "set"
    (folder / "annotation.conf").unlink()
    (folder / "visual.conf").unlink()
    (folder / "visual.conf").mkdir()
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    briefreader("annotate", "report.txt", "--quote", "the governor", "--tag", "claim")
    told = briefreader("export", "--to", "brat", "-o", "set", status=1).told
    assert told == "set: cannot be written: Is a directory"
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    assert (folder / "visual.conf").is_dir()
    (folder / "visual.conf").rmdir()
    briefreader("export", "--to", "brat", "-o", "set")
    assert (folder / "port-of-vasta-closed.ann").read_bytes() != before["port-of-vasta-closed.ann"]
    assert not any(path.name.startswith(".set") for path in briefreader.folder.iterdir())


def test_an_export_with_nothing_in_it_is_told(briefreader: Shell) -> None:
    assert briefreader("export").told == "there are no annotations to export"
    briefreader("annotate", "report.txt", "--quote", "Twelve ships", "--tag", "sea/ship")
    none = briefreader("export", "--tag", "claim", "--tag", "sea")
    assert none.told == "claim: nothing that is exported bears this tag"
    assert len(json.loads(none.out)["documents"]) == 1
    both = briefreader("export", "--to", "csv", "--tag", "claim", "--tag", "source")
    assert len(both.err.splitlines()) == 2
    assert len(both.lines) == 1
    assert json.loads(briefreader("export", "--tag", "claim", "--document", "report.txt").out)["documents"]
    unknown = briefreader("export", "--tag", "clam", "-o", "out.json", status=1).told
    assert unknown.startswith("clam: no such tag in the code book; there are: actor, claim, ")
    assert unknown.endswith("sea, sea/ship")
    assert not (briefreader.folder / "out.json").exists()


def test_what_to_export_is_chosen(briefreader: Shell) -> None:
    id = briefreader("add", SAMPLES / "digest.md").out.split()[0]
    briefreader("annotate", "report.txt", "--quote", "Twelve ships", "--tag", "sea/ship")

    def titles(*arguments: str) -> list[str]:
        return [d["title"] for d in json.loads(briefreader("export", *arguments).out)["documents"]]

    assert titles() == ["Port of Vasta closed"]
    assert titles("--document", id[:10]) == ["Morning digest: the Straits and the South"]
    assert titles("--document", "report.txt", "--document", id) == [
        "Morning digest: the Straits and the South",
        "Port of Vasta closed",
    ]
    assert titles("--tag", "sea") == ["Port of Vasta closed"]
    assert titles("--tag", "Sea / SHIP") == ["Port of Vasta closed"]
    assert "no such document" in briefreader("export", "--document", "none.txt", status=1).told


def test_what_to_export_is_chosen_by_origin_and_day(briefreader: Shell) -> None:
    briefreader("annotate", "report.txt", "--quote", "Twelve ships", "--tag", "sea/ship")

    def count(*arguments: str) -> int:
        return len(json.loads(briefreader("export", *arguments).out)["documents"])

    assert (count("--origin", "human"), count("--origin", "machine", "--origin", "human")) == (1, 1)
    assert (count("--origin", "machine"), count("--since", "2999-01-01"), count("--until", "2000-01-01")) == (0, 0, 0)
    assert count("--since", "2000-01-01", "--until", "2999-01-01") == 1
    assert (count("--status", "accepted"), count("--status", "rejected", "--status", "suggested")) == (1, 0)
    assert "no day like" in briefreader("export", "--since", "Monday", status=2).err
    turned = briefreader("export", "--since", "2025-05-02", "--until", "2025-05-01", status=2).told
    assert turned.startswith("no day is both since 2025-05-02 and until 2025-05-01")


def test_what_to_export_is_chosen_by_author(briefreader: Shell) -> None:
    for author, words in (("Lena", "Twelve ships"), ("Otto", "the governor"), ("Otto", "no such words")):
        briefreader.environment["BRIEFREADER_AUTHOR"] = author
        briefreader("annotate", "report.txt", "--quote", words, status=int(words.startswith("no ")))

    def quotes(*arguments: str) -> list[str]:
        return [
            a["quote"] for d in json.loads(briefreader("export", *arguments).out)["documents"] for a in d["annotations"]
        ]

    assert quotes("--author", "Otto") == ["the governor"]
    assert sorted(quotes("--author", "Otto", "--author", "Lena")) == ["Twelve ships", "the governor"]
    told = briefreader("export", "--author", "otto", status=1).told
    assert told == "otto: has annotated nothing here; there are: Lena, Otto"


@pytest.mark.parametrize("name", ["w3c", "prodigy", "doccano", "label-studio"])
def test_formats_of_other_programs_go_out_and_are_recognized(
    briefreader: Shell, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    briefreader("annotate", "report.txt", "--quote", "Twelve ships", "--tag", "sea/ship", "--note", "Whose?")
    assert briefreader("export", "--to", name, "-o", "out").err == ""
    elsewhere = Shell(tmp_path_factory.mktemp("elsewhere"))
    assert elsewhere("import", str(briefreader.folder / "out")).out.startswith("1 new annotation (1 exact)")
    whole = [json.loads(shell("export").out) | {"exported": ""} for shell in (briefreader, elsewhere)]
    assert whole[0] == whole[1]


def test_the_labels_of_other_programs_are_printed(briefreader: Shell) -> None:
    briefreader("annotate", "report.txt", "--quote", "Twelve ships", "--tag", "sea/ship")
    assert "sea/ship" in briefreader("export", "--to", "doccano", "--labels").out
    assert '<Label value="sea/ship"' in briefreader("export", "--to", "label-studio", "--labels").out
    assert "csv needs no labels told first" in briefreader("export", "--to", "csv", "--labels", status=2).err


def test_damaged_imports_are_told_and_leave_the_library_as_it_was(briefreader: Shell) -> None:
    briefreader("annotate", "report.txt", "--quote", "Twelve ships")
    whole = briefreader("export").raw
    before = briefreader("export").out.replace("exported", "")
    (briefreader.folder / "cut.json").write_bytes(whole[: len(whole) // 2])
    (briefreader.folder / "newer.json").write_bytes(whole.replace(b'"version": 1', b'"version": 9'))
    (briefreader.folder / "empty.json").write_bytes(b"")
    (briefreader.folder / "binary.json").write_bytes(bytes(range(256)))
    for name, why in {
        "cut.json": "cut.json: is not JSON: ",
        "newer.json": "newer.json: was written by a newer briefreader (version 9 of the format, this one knows 1)",
        "empty.json": "empty.json: is empty",
        "binary.json": "binary.json: is not UTF-8",
        "report.txt": "report.txt: looks like none of the formats that can be imported: ",
        "none.json": "none.json: there is no such file",
        ".": ".: holds no .ann file of brat beside its .txt",
    }.items():
        assert briefreader("import", name, status=1).told.startswith(why)
    value = json.loads(whole)
    value["documents"][0]["annotations"] *= 40
    (briefreader.folder / "many.json").write_text(json.dumps(value))
    done = briefreader("import", "many.json", status=1)
    assert len(done.err.splitlines()) == 21
    assert done.err.splitlines()[-1] == "briefreader: many.json: and 19 more such problems"
    assert len(before) < len(briefreader("export").out)


# code books


@pytest.mark.parametrize("format_", ["json", "qdc"])
def test_a_code_book_goes_out_alone_and_comes_in_once(
    briefreader: Shell, format_: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    briefreader("annotate", "report.txt", "--quote", "Twelve ships", "--tag", "casualty/sea")
    briefreader("tags", "--to", format_, "-o", "book")
    before = briefreader("tags").out
    told = briefreader("import", "book").out
    assert told == "0 new tags, 10 known: the code book stays as it is\n"
    assert briefreader("tags").out == before
    elsewhere = Shell(tmp_path_factory.mktemp("elsewhere"))
    book = str(briefreader.folder / "book")
    assert elsewhere("import", book).out == "1 new tag, 9 known\n"
    assert elsewhere("import", book).out == "0 new tags, 10 known: the code book stays as it is\n"
    assert "annotation" not in elsewhere("history").out


def test_a_code_book_alone_says_which_annotations_it_leaves_out(briefreader: Shell) -> None:
    assert briefreader("export", "--to", "qdc").err == ""
    briefreader("annotate", "report.txt", "--quote", "Twelve ships", "--tag", "casualty/sea")
    done = briefreader("export", "--to", "qdc")
    assert done.told == "qdc: 1 annotation left out: it is the code book alone"
    assert 'name="casualty"' in done.out
