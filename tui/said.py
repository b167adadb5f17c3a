"""The history in words: what an act changed, from what to what, and when."""

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from annotations.text import excerpt, shown_line

if TYPE_CHECKING:
    from annotations.store import Change, Entry

_FIELDS: Final[Mapping[str, str]] = {
    "selector": "passage", "placement": "place", "parent": "inside", "revision": "version of its text",
}  # fmt: skip
"""Fields that go by another word."""
_LONGEST: Final = 60
"""Words are cut to about this length, in code points, unless told otherwise."""
_UNTOLD: Final = frozenset({"selector", "placement", "name", "status", "deleted", "title", "source", "revision"})
"""Fields that need not be told of what was made."""
_WORDS: Final = frozenset({"note", "selector", "description", "title", "name"})
"""Fields whose values are somebody's words."""


def in_words(change: "Change", longest: int = _LONGEST) -> str:
    """Return what an act did to one thing: "“36 civilians”: note “a” → “b”".

    Somebody's words are cut to about `longest` code points.
    """
    name = f"{'' if change.kind == 'annotation' else f'{change.kind} '}{excerpt(change.name, longest)}"
    if change.before is None:
        given = [_given(field, value, longest) for field, value in change.after.items() if _tells(field, value)]
        return shown_line(f"{name}: made{', with ' + ', '.join(given) if given else ''}")
    told = [_changed(field, change.before.get(field, ""), value, longest) for field, value in change.after.items()]
    return shown_line(f"{name}: {'; '.join(told) or 'as it was'}")


def state_of(entry: "Entry") -> str:
    """Return how an act stands: "undone", "undone by Ben", "redone", "only recorded", or nothing."""
    by = f" by {entry.turned_by}" if entry.turned_by and entry.turned_by != entry.act.author else ""
    if entry.act.undone:
        return f"undone{by}"
    if entry.turned:
        return f"redone{by}"
    return "only recorded" if entry.fixed else ""


def local(stamp: str) -> str:
    """Return a time in UTC as the clock on the wall shows it: "2026-01-31 10:05"; what is no time as it is."""
    try:
        return f"{datetime.datetime.fromisoformat(stamp).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return shown_line(stamp)


def day_in_utc(day: str) -> tuple[str, str]:
    """Return when a day, as in 2026-01-31, begins and ends on the clock on the wall, in UTC. Raises ValueError."""
    start = datetime.datetime.fromisoformat(day).replace(hour=0, minute=0, second=0).astimezone()
    end = (start.replace(tzinfo=None) + datetime.timedelta(days=1)).astimezone()
    return _utc(start), _utc(end)


def _utc(time: datetime.datetime) -> str:
    return f"{time.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"


def _tells(field: str, value: str) -> bool:
    return bool(value) and field not in _UNTOLD


def _given(field: str, value: str, longest: int) -> str:
    return f"{_FIELDS.get(field, field)} {_quoted(field, value, longest)}"


def _changed(field: str, before: str, after: str, longest: int) -> str:
    if field == "deleted":
        return "deleted" if after else "brought back"
    if before == after:
        return f"{_FIELDS.get(field, field)} confirmed"
    return f"{_FIELDS.get(field, field)} {_quoted(field, before, longest)} → {_quoted(field, after, longest)}"


def _quoted(field: str, value: str, longest: int) -> str:
    if not value:
        return "nothing"
    return excerpt(value, longest) if field in _WORDS else value
