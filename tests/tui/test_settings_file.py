"""The settings file: what is right is obeyed, what is wrong is told with file, line, name and what is good."""

from pathlib import Path

import pytest

from tui.settings import Settings, SettingsError, load, remember


def settings(folder: Path, text: str) -> Settings:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml") == Settings()


def test_what_is_written_is_obeyed(tmp_path: Path) -> None:
    read = settings(
        tmp_path,
        'theme = "light"\nmeasure = 60\nlayers = ["name", "own"]\npanel = false\ntab = "notes"\nfloor = 0.7\n'
        'author = "A. Reader"\n[keymap]\naccept = ["z", "Enter"]\nmark-next = "Ctrl+N"\n',
    )
    assert read == Settings(
        theme="light",
        measure=60,
        layers=("name", "own"),
        panel=False,
        tab="notes",
        floor=0.7,
        author="A. Reader",
        keymap={"accept": ("z", "enter"), "mark-next": ("ctrl+n",)},
    )


def test_who_names_no_author_signs_with_the_name_of_the_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "lena")
    assert Settings().signature == "lena"
    assert Settings(author="A. Reader").signature == "A. Reader"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('thme = "dark"', 1, "thme: no setting has this name, did you mean theme?; good names: theme, measure"),
        ('# mine\ntheme = "drk"', 2, "theme: Invalid enum value 'drk'; good values: light, dark, terminal"),
        ("\n\nmeasure = 7", 3, "measure: Expected `int` >= 30; good values: a whole number from 30 to 160"),
        ('layers = ["nme"]', 1, "good values: a list of name, quote, date, figure, event, own"),
        ("floor = 70", 1, "floor: Expected `float` <= 1.0; good values: a number from 0 to 1"),
        ('panel = "yes"', 1, "panel: Expected `bool`, got `str`; good values: true, false"),
        ('theme = "dark"\n\n[keymap]\n# keys\nacept = "a"', 5, "keymap.acept: no command has this name, did you mean"),
        ('[keymap]\naccept = "x"', 2, "keymap.accept: the key x already gives reject"),
        ('[keymap]\n"accept" = "ctlr+x"', 2, "'ctlr+x' is no key"),
        ("[keymap]\naccept = []", 2, "keymap.accept: give it at least one key"),
        ("[keymap]\naccept = 3", 1, "keymap"),
        ('keymap.accept = "nokey"', 1, "keymap.accept: 'nokey' is no key"),
        ("keymap = 3", 1, "keymap"),
        ("a = = 3", 1, "this is not TOML"),
        ('theme = "dark"\ntheme = "light"', 2, "this is not TOML"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(text: str, line: int, words: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as error:
        settings(tmp_path, text)
    assert str(error.value).startswith(f"{tmp_path / 'settings.toml'}:{line}: ")
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="not UTF-8"):
        load(path)
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path)


def test_no_escape_in_a_name_reaches_the_message(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as error:
        settings(tmp_path, '"\\u001b[2J" = 1')
    assert "\x1b" not in str(error.value)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'theme = "light"\n'),
        ("# mine\n theme = 'dark' # so\n", '# mine\ntheme = "light" # so\n'),
        ('measure = 60\n[keymap]\ntheme-dark = "f2"\n', 'theme = "light"\nmeasure = 60\n[keymap]\ntheme-dark = "f2"\n'),
    ],
)
def test_a_choice_is_remembered_and_all_else_stays(before: str, after: str, tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.toml"
    path.parent.mkdir()
    path.write_text(before, encoding="utf-8")
    remember("theme", "light", path)
    assert path.read_text(encoding="utf-8") == after
    assert load(path).theme == "light"


def test_a_choice_is_remembered_where_there_was_no_file(tmp_path: Path) -> None:
    path = tmp_path / "config" / "briefreader" / "settings.toml"
    remember("theme", "terminal", path)
    assert load(path).theme == "terminal"


def test_the_settings_page_shows_what_works(tmp_path: Path) -> None:
    page = Path(__file__, "../../../docs/settings.md").resolve().read_text(encoding="utf-8")
    example = page.partition("```toml\n")[2].partition("```")[0]
    assert settings(tmp_path, example).keymap == {"accept": ("enter", "z")}
