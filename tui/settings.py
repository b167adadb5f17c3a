"""The settings file: TOML in the user's configuration folder, read strictly: a slip of the pen is told, not obeyed.

theme = "light"
measure = 66
[keymap]
accept = ["a", "enter"]
"""

import os
import re
from pathlib import Path
from typing import Annotated, Any, Final, Literal, get_args

import msgspec

from annotations.model import Layer
from annotations.text import shown_line
from tui.keymap import KeymapError, check, nearest

ThemeName = Literal["light", "dark", "terminal"]
TabName = Literal["facts", "quotes", "names", "timeline", "notes"]


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a user may choose; every field is a name of the settings file."""

    theme: ThemeName = "dark"
    measure: Annotated[int, msgspec.Meta(ge=30, le=160)] = 72
    """The longest line of the article, in cells."""
    layers: tuple[Layer, ...] = ("name", "quote", "date", "figure", "own")
    """The kinds of mark shown in a document that is opened for the first time."""
    panel: bool = True
    """Whether the panel is open where there is room."""
    tab: TabName = "facts"
    """The panel's tab in a document that is opened for the first time."""
    floor: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.0
    """The machine's marks that are less certain are not shown."""
    names: str = "own"
    """Who finds the names: "own", "spacy:PIPELINE" or "gliner:MODEL"."""
    author: str = ""
    """Who signs the annotations; empty for BRIEFREADER_AUTHOR, or else the name of the account."""
    keymap: dict[str, tuple[str, ...]] = {}

    @property
    def signature(self) -> str:
        """The name that annotations are signed with.

        The author's, else that of BRIEFREADER_AUTHOR, else the account's; "" where even that has none.
        """
        if named := self.author or os.environ.get("BRIEFREADER_AUTHOR", "").strip():
            return named
        import getpass

        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):
            return ""


_GOOD: Final = {
    "theme": ", ".join(get_args(ThemeName)),
    "measure": "a whole number from 30 to 160",
    "layers": f"a list of {', '.join(get_args(Layer))}",
    "panel": "true, false",
    "tab": ", ".join(get_args(TabName)),
    "floor": "a number from 0 to 1",
    "names": '"own", "spacy:PIPELINE", "gliner:MODEL"',
    "author": "a name in quotation marks",
    "keymap": 'a table of command = "key" or command = ["key", "key"]',
}


class SettingsError(Exception):
    """A user's file that cannot be obeyed; the message is one line: file, line, name, what is wrong, what is good."""


def default_path() -> Path:
    """Return where the settings file lies, whether it is there or not."""
    from platformdirs import user_config_path

    return user_config_path("briefreader") / "settings.toml"


def load(path: Path | None = None) -> Settings:
    """Return the settings of the file at `path`, or the default ones if there is none. Raises SettingsError."""
    path = path or default_path()
    text = text_of(path)
    return Settings() if text is None else _parse(text, path)


def text_of(path: Path) -> str | None:
    """Return what a file of the user's says, or None if there is none. Raises SettingsError."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise SettingsError(shown_line(f"{path}: cannot be read: {reason}")) from None


def _parse(text: str, path: Path) -> Settings:
    import tomllib

    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        where = f"{path}:{line[1]}" if line else f"{path}:{text.count(chr(10)) + 1}"
        raise SettingsError(shown_line(f"{where}: this is not TOML: {error}")) from None
    for name in given:
        if name not in _GOOD:
            message = f"no setting has this name{nearest(name, _GOOD)}; good names: {', '.join(_GOOD)}"
            raise _error(path, text, (name,), message)
    try:
        settings = msgspec.convert(_with_lists(given), Settings)
    except msgspec.ValidationError as error:
        names = tuple(re.findall(r"[\w-]+", str(error).rpartition("`$")[2]))
        name = names[0] if names else ""
        message = f"{str(error).partition(' - at')[0]}; good values: {_GOOD.get(name, '')}"
        raise _error(path, text, names[:1], message) from None
    try:
        return msgspec.structs.replace(settings, keymap=check(settings.keymap))
    except KeymapError as error:
        raise _error(path, text, ("keymap", error.command), str(error)) from None


def _with_lists(given: dict[str, Any]) -> dict[str, Any]:
    """Return the settings with a keymap's single keys as lists of one."""
    keymap = given.get("keymap")
    if not isinstance(keymap, dict):
        return given
    return {**given, "keymap": {name: [keys] if isinstance(keys, str) else keys for name, keys in keymap.items()}}


def _error(path: Path, text: str, names: tuple[str, ...], message: str) -> SettingsError:
    place = f"{path}:{_line_of(text, names)}"
    return SettingsError(shown_line(f"{place}: {'.'.join(names)}: {message}"))


def _line_of(text: str, names: tuple[str, ...]) -> int:
    """Return the number of the line that sets the last of `names`, a path of table and name; of its table if unseen."""
    table: tuple[str, ...] = ()
    best = 1
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[+\s*([^\]]*?)\s*\]", line):
            table = _dotted(header[1])
            if table == names:
                return number
        elif key := re.match(r"\s*((?:\"[^\"]*\"|'[^']*'|[\w-]+|[ \t.])+?)\s*=", line):
            if table + _dotted(key[1]) == names:
                return number
        else:
            continue
        if names[:1] in (table, _dotted(line.partition("=")[0])):
            best = number
    return best


def _dotted(key: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in key.split("."))


def remember(name: str, value: str | float, path: Path | None = None) -> None:
    """Write `name = value` into the settings file, leaving all else in it as it is. Raises OSError."""
    path = path or default_path()
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    head, table, rest = _split_at_first_table(text)
    line = f"{name} = {value}" if isinstance(value, int | float) else f'{name} = "{value}"'
    pattern = re.compile(rf"^[ \t]*{re.escape(name)}[ \t]*=[ \t]*(\"[^\"\n]*\"|'[^'\n]*'|[^\s#]*)", re.MULTILINE)
    head = pattern.sub(lambda _: line, head, count=1) if pattern.search(head) else f"{line}\n{head}"
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = path.with_name(f"{path.name}.new")
    whole.write_text(head + table + rest, encoding="utf-8")
    whole.replace(path)


def _split_at_first_table(text: str) -> tuple[str, str, str]:
    match = re.search(r"^\s*\[", text, re.MULTILINE)
    return (text[: match.start()], match[0], text[match.end() :]) if match else (text, "", "")
