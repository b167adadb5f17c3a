"""What a reader gets from files, folders and standard input, and what is said of those that cannot be read."""

import io
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.sources import SourceError, expand, load
from annotations.sources.formats import Raw
from annotations.sources.plain import parse

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "sample_articles"


def refusal(path: Path | str) -> str:
    with pytest.raises(SourceError) as caught:
        load(str(path))
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_text_keeps_every_character_and_gets_its_head() -> None:
    path = SAMPLES / "wire_report.txt"
    document = load(str(path))
    assert document.text == path.read_text(encoding="utf-8")
    assert document.title == "Grain terminal fire halts shipping at Port Sarrin; four dead"
    assert document.byline == "Helena Brandt and Oluwaseun Adebayo"
    assert (document.outlet, document.published) == ("Northern Wire", "2024-03-14")
    assert document.source == str(path)
    assert document.headings is None
    assert document.notices == ()


def test_the_day_that_is_given_goes_before_the_source_s_own() -> None:
    assert load(str(SAMPLES / "wire_report.txt"), published="2024-03-15").published == "2024-03-15"


def test_a_source_is_the_same_from_every_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "note.txt").write_text("Nothing new.\n")
    monkeypatch.chdir(tmp_path)
    assert load("note.txt").source == load("./note.txt").source == load(str(tmp_path / "note.txt")).source


def test_newlines_of_all_systems_are_one(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(b"one\r\ntwo\rthree\n")
    assert load(str(path)).text == "one\ntwo\nthree\n"


def test_a_text_without_a_head_is_called_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "memo of monday.txt"
    path.write_text("we met and talked about the harbour, and then we went home again.\n")
    assert load(str(path)).title == "memo of monday"


def test_escapes_reach_neither_text_nor_title_nor_source(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b]0;owned\x07b.txt"
    path.write_bytes(
        b"Bad\x1b[2J news \xc2\x9b31m\n\nby Jo \x1b[1mHart, 3 May 2024\n\nText \x00 here\x7f.\n".replace(b"\0", b"")
    )
    document = load(str(path))
    for told in (document.text, document.title, document.byline or "", document.source):
        assert not any((ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 for c in told)
    assert len(document.text) == len(path.read_bytes().decode())


def test_standard_input_is_known_by_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    for words in ("One story.\n", "Another story.\n"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(words.encode())))
        document = load("-")
        assert document.text == words
        assert document.source.startswith("stdin:")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"One story.\n")))
    assert load("-").source != document.source


# folders


def test_a_folder_stands_for_its_readable_files_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.HTML", "README.md", ".hidden.txt", "d.bin", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words\n")
    found = [str(Path(reference).relative_to(tmp_path)) for reference in expand([str(tmp_path)])]
    assert found == ["a.md", "b.txt", "sub/c.HTML"]
    named = [str(tmp_path / "README.md"), "-", "https://example.org/"]
    assert list(expand(named)) == named


def test_a_folder_that_leads_into_itself_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words\n")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert list(expand([str(tmp_path)])) == [str(tmp_path / "a.txt")]


def told(folder: Path) -> list[str]:
    lines: list[str] = []
    list(expand([str(folder)], lines.append))
    return lines


def test_what_a_folder_holds_besides_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words\n")
    (tmp_path / ".hidden").write_text("words\n")
    assert told(tmp_path) == []
    (tmp_path / "sub").mkdir()
    for name in ("one.pdf", "sub/two.PDF", "README.md", "plain"):
        (tmp_path / name).write_text("words\n")
    (line,) = told(tmp_path)
    assert line.startswith(f"{tmp_path}: 4 files were left out (2 .pdf, 1 README, 1 without a suffix); ")
    assert line.endswith("what can be read is plain text, Markdown and HTML")
    for suffix in "bcdefgh":
        (tmp_path / f"x.{suffix}").touch()
    (line,) = told(tmp_path)
    assert "11 files were left out (2 .pdf, " in line
    assert "5 of other kinds" in line


def test_a_pipe_in_a_folder_holds_nothing_up(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words\n")
    os.mkfifo(tmp_path / "b.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    assert list(expand([str(tmp_path)])) == [str(tmp_path / "a.txt"), str(tmp_path / "gone.txt")]
    assert "1 file was left out (1 pipe or device)" in told(tmp_path)[0]


def test_a_name_too_long_for_the_system_is_no_folder() -> None:
    name = "a" * 5000
    assert list(expand([name])) == [name]
    assert "too long" in refusal(name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into everything")
def test_a_folder_inside_that_cannot_be_looked_into_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words\n")
    (tmp_path / "locked").mkdir(mode=0)
    assert str(tmp_path / "locked") in list(expand([str(tmp_path)]))
    assert "Permission denied" in refusal(tmp_path / "locked")


def test_a_folder_with_nothing_to_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "d.bin").write_bytes(b"\0")
    (reference,) = expand([str(tmp_path)])
    assert ".txt" in refusal(reference)
    assert str(tmp_path) in refusal(reference)


# what cannot be read


def test_missing(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.txt") == f"{tmp_path / 'none.txt'}: there is no such file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "locked.txt"
    path.write_text("words\n")
    path.chmod(0)
    assert "Permission denied" in refusal(path)


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(content)
    assert "is empty" in refusal(path)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF file"),
        (b"PK\x03\x04....", "a ZIP archive or an office document"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"\x7fELF\x02\x01", "a program"),
        (bytes(range(256)) * 20, "binary data"),
        (b"words " * 5000 + b"\0\0\0", "binary data"),
        (bytes(range(1, 32)) * 40, "binary data"),
    ],
)
def test_binary(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "thing.txt"
    path.write_bytes(content)
    message = refusal(path)
    assert f"is {kind}" in message
    assert message.startswith(str(path))


def test_huge(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(20_000_001)
    assert "larger than 20 MB" in refusal(path)


def test_an_endless_device_is_refused() -> None:
    assert "larger than 20 MB" in refusal("/dev/zero")


def test_a_name_that_is_none() -> None:
    assert "cannot be read" in refusal("a\0b")
    assert "\x1b" not in refusal("\x1b[31mred.txt")
    refusal("n" * 5000)


@given(st.binary(max_size=400))
def test_any_bytes_become_a_clean_text_or_one_clear_word(content: bytes) -> None:
    try:
        text = parse(Raw(content)).text
    except ValueError:
        assert b"\0" in content
        return
    text.encode("utf-8")
    assert not any((ord(c) < 32 and c not in "\n\t") or 127 <= ord(c) < 160 for c in text)
