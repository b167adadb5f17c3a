"""The user's own list of names: a plain file beside the settings, one name a line.

# people
Orla Dunne = PERSON
Free Harbour
"""

from pathlib import Path
from typing import cast, get_args

from annotations.extract.learned import OWN_LIST, KnownName
from annotations.model import LONGEST_NAME, NameLabel
from annotations.text import one_spaced, shown_line
from tui.keymap import nearest
from tui.settings import SettingsError, default_path, text_of


def names_path() -> Path:
    """Return where the list lies, whether it is there or not."""
    return default_path().with_name("names.txt")


def own_names(path: Path | None = None) -> tuple[KnownName, ...]:
    """Return the names of the list at `path`, in its order; none if there is no such file. Raises SettingsError."""
    path = path or names_path()
    lines = enumerate((text_of(path) or "").splitlines(), 1)
    return tuple(_name(line, f"{path}:{number}") for number, line in lines if line.strip() and line.lstrip()[0] != "#")


def _name(line: str, place: str) -> KnownName:
    text, mark, label = line.partition("=")
    text, label = one_spaced(shown_line(text)), label.strip().upper()
    if not any(letter.isalnum() for letter in text):
        raise SettingsError(
            shown_line(f"{place}: a name is missing before “=”" if mark else f"{place}: this is no name")
        )
    if len(text) > LONGEST_NAME:
        raise SettingsError(shown_line(f"{place}: a name has {LONGEST_NAME} characters at most"))
    labels = get_args(NameLabel)
    if mark and label not in labels:
        meant = nearest(label, labels)
        raise SettingsError(shown_line(f"{place}: no label has this name{meant}; good labels: {', '.join(labels)}"))
    return KnownName(text=text, label=cast("NameLabel", label) if mark else None, rule=OWN_LIST)
