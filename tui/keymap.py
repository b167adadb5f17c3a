"""Keys: how they are written, which command each one gives, and whether a user's own choice of them holds together.

Textual takes an unknown command id or key in silence, and drops an action whose key is taken: so all is checked here.
"""

import difflib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, get_args

from tui.commands import BY_ID, COMMANDS, Command, Place, commands_of

if TYPE_CHECKING:
    from textual.binding import Binding

Keymap = Mapping[str, tuple[str, ...]]
"""Command id to the keys that give it, as a user writes them; commands left out keep their default keys."""

NAMED_KEYS: Final = (
    "tab", "enter", "escape", "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown",
    "up", "down", "left", "right", *(f"f{n}" for n in range(1, 13)),
)  # fmt: skip
_GOOD_KEYS: Final = f"one character, {', '.join(NAMED_KEYS[:15])}, f1 to f12, also with ctrl+, alt+ or shift+ before"
_DISPLAY: Final = {
    "escape": "Esc", "pageup": "PgUp", "pagedown": "PgDn", "up": "↑", "down": "↓", "left": "←", "right": "→",
}  # fmt: skip
_WRITTEN_ALSO: Final = {shown.lower(): name for name, shown in _DISPLAY.items()}
_MODIFIERS: Final = ("ctrl", "alt", "shift")
_SAME_CODE: Final = {"ctrl+i": "tab", "ctrl+m": "enter"}
"""Keys that a terminal cannot tell apart."""


class KeymapError(Exception):
    """A keymap that cannot hold; `command` is the name it was found at."""

    def __init__(self, command: str, message: str) -> None:
        super().__init__(message)
        self.command = command


def canonical(key: str) -> str:
    """Return `key` as one spelling: "Ctrl+D" is "ctrl+d", "shift+g" is "G". Raises ValueError for what is no key."""
    if len(key) == 1 and key.isprintable() and key != " " and key not in _WRITTEN_ALSO:
        return key
    *modifiers, name = key.split("+") if not key.endswith("++") else [*key[:-2].split("+"), "+"]
    modifiers = [m.strip().lower() for m in modifiers]
    name = _WRITTEN_ALSO.get(name.strip().lower(), name.strip())
    if any(m not in _MODIFIERS for m in modifiers) or len(set(modifiers)) < len(modifiers):
        raise ValueError(key)
    if len(name) == 1 and name.isprintable() and name != " ":
        if modifiers == ["shift"] and name.isalpha():
            return name.upper()
        name = name.lower()
    elif name.lower() in NAMED_KEYS:
        name = name.lower()
    else:
        raise ValueError(key)
    spelled = "+".join([*(m for m in _MODIFIERS if m in modifiers), name])
    return _SAME_CODE.get(spelled, spelled)


def display(key: str) -> str:
    """Return `key` as people write it: "Ctrl+p", "Shift+Tab", "?"."""
    if len(key) == 1:
        return key
    head, plus, last = key.rpartition("+")
    names = [*(head.split("+") if plus else ()), last]
    return "+".join(_DISPLAY.get(name, name.capitalize() if len(name) > 1 else name) for name in names)


def keys_of(command: Command, keymap: Keymap) -> tuple[str, ...]:
    """Return the keys that give `command`, the user's own before the default ones."""
    return keymap.get(command.id, command.keys)


def check(keymap: Keymap) -> dict[str, tuple[str, ...]]:
    """Return `keymap` with its keys in one spelling.

    Raises KeymapError for an unknown command, a thing that is no key, no key at all, and a key used twice in one place.
    """
    checked = {name: _checked_keys(name, keys) for name, keys in keymap.items()}
    taken: dict[tuple[Place, str], Command] = {}
    for command in sorted(COMMANDS, key=lambda c: c.id in checked):
        for key in keys_of(command, checked):
            for place in _places(command):
                other = taken.setdefault((place, key), command)
                if other is not command:
                    raise KeymapError(
                        command.id if command.id in checked else other.id,
                        f"the key {display(key)} already gives {other.id} ({other.title}); give that another key first",
                    )
    return checked


def _checked_keys(name: str, keys: Iterable[str]) -> tuple[str, ...]:
    if name not in BY_ID:
        raise KeymapError(name, f"no command has this name{nearest(name, BY_ID)}; `briefreader keys` lists them")
    found: list[str] = []
    for key in keys:
        try:
            found.append(canonical(key))
        except ValueError:
            guess = nearest(key.rpartition("+")[2], NAMED_KEYS)
            raise KeymapError(name, f"{key!r} is no key{guess}; good keys are {_GOOD_KEYS}") from None
    if not found:
        raise KeymapError(name, "give it at least one key")
    return tuple(found)


def _places(command: Command) -> tuple[Place, ...]:
    if command.place == "everywhere":
        return get_args(Place)
    if command.place == "list":
        return ("list", "panel", "library", "codebook", "passages", "names", "preview", "history", "deleted")
    return (command.place,)


def nearest(name: str, good: Iterable[str]) -> str:
    """Return ", did you mean X?" for the name in `good` that is most like `name`, or nothing; capitals do not count."""
    written = {each.lower(): each for each in good}
    close = difflib.get_close_matches(name.lower(), written, n=1)
    return f", did you mean {written[close[0]]}?" if close else ""


def bindings(*places: Place) -> list["Binding"]:
    """Return Textual's bindings for the commands of `places`, each with its command's id, giving `action_command`."""
    from textual.binding import Binding

    return [
        Binding(_listed(command.keys), f"command('{command.id}')", command.title, id=command.id, show=False)
        for command in commands_of(*places)
        if command.keys
    ]


def textual_name(key: str) -> str:
    """Return what Textual calls a key: "question_mark" for "?"."""
    from textual.binding import Binding

    return next(iter(Binding.make_bindings([Binding("comma" if key == "," else key, "")]))).key


def commands_by_key(keymap: Keymap, *places: Place) -> dict[str, str]:
    """Return the ids of the commands of `places` by Textual's names of the keys that give them."""
    return {textual_name(key): command.id for command in commands_of(*places) for key in keys_of(command, keymap)}


def for_textual(keymap: Keymap) -> dict[str, str]:
    """Return `keymap` in the shape that `textual.app.App.set_keymap` takes."""
    return {name: _listed(keys) for name, keys in keymap.items()}


def _listed(keys: Iterable[str]) -> str:
    """Return `keys` as Textual lists them: with commas, so that the comma itself goes by its name."""
    return ",".join("comma" if key == "," else key for key in keys)
