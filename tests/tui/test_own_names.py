"""The user's own list of names: what is right is taken, what is wrong is told with its line."""

from pathlib import Path

import pytest

from annotations.extract.learned import OWN_LIST, KnownName
from tui.ownnames import own_names
from tui.settings import SettingsError


def listed(folder: Path, text: str) -> tuple[KnownName, ...]:
    path = folder / "names.txt"
    path.write_text(text, encoding="utf-8")
    return own_names(path)


def test_without_a_list_there_are_no_names(tmp_path: Path) -> None:
    assert own_names(tmp_path / "names.txt") == ()


def test_a_name_a_line_with_a_label_or_without(tmp_path: Path) -> None:
    text = "# mine\n\n  Orla  Dunne = PERSON\nFree Harbour\n # more\nVexly & Sons=org\r\nÉabha Ó Sé = person\n"
    assert [(n.text, n.label) for n in listed(tmp_path, text)] == [
        ("Orla Dunne", "PERSON"),
        ("Free Harbour", None),
        ("Vexly & Sons", "ORG"),
        ("Éabha Ó Sé", "PERSON"),
    ]
    assert {n.rule for n in listed(tmp_path, text)} == {OWN_LIST}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Orla Dunne = PERSN", 1, "no label has this name, did you mean PERSON?; good labels: PERSON, NORP"),
        ("# mine\nOrla Dunne =", 2, "no label has this name; good labels"),
        ("\n\n= PERSON", 3, "a name is missing before “=”"),
        ("---", 1, "this is no name"),
        ("x" * 101, 1, "100 characters at most"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(text: str, line: int, words: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as error:
        listed(tmp_path, text)
    assert str(error.value).startswith(f"{tmp_path / 'names.txt'}:{line}: ")
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_no_escape_reaches_a_name_or_a_message(tmp_path: Path) -> None:
    assert "\x1b" not in listed(tmp_path, "Orla\x1b[2J Dunne")[0].text
    with pytest.raises(SettingsError) as error:
        listed(tmp_path, "Orla = \x1b[2J")
    assert "\x1b" not in str(error.value)


def test_a_list_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="not UTF-8"):
        own_names(tmp_path / "names.txt")
