"""Which acts stand, and what of a thing rests on which: what decides whether one act can be taken back by itself.

An act stands while it is not undone. Of acts that changed one field, only the last that stands can be taken back: the
others lie under it.
"""

from collections.abc import Mapping
from typing import Any, Final, Literal, NamedTuple

import msgspec

from annotations.store.database import Database

Kind = Literal["document", "annotation", "tag", "name"]
Fields = dict[str, Any]
"""Fields of a thing by name, as JSON values."""

FREE: Final = frozenset({"modified"})
"""Fields that follow from the others, over which no two acts conflict."""
STANDS: Final = ("done", "fixed")
"""The states of acts that stand."""


class Doing(NamedTuple):
    """What one act did to a thing: the fields that it gave, and whether it made the thing."""

    act: int
    title: str
    stands: bool
    made: bool
    after: Fields

    def touches(self, other: "Doing") -> bool:
        """Return whether both gave one field; what made the thing gave all."""
        return self.made or other.made or bool((self.after.keys() & other.after.keys()) - FREE)


class Past(NamedTuple):
    """All that was ever done to a thing, the first first."""

    kind: Kind
    thing: str
    doings: Mapping[int, Doing]

    def in_the_way(self, act: int) -> Doing | None:
        """Return the last later act that stands and gave the same fields."""
        own = self.doings[act]
        later = (d for d in self.doings.values() if d.act > act and d.stands and d.touches(own))
        return max(later, default=None, key=lambda d: d.act)

    def maker(self) -> Doing | None:
        """Return what made the thing."""
        return next((doing for doing in self.doings.values() if doing.made), None)

    def base_of(self, act: int) -> Doing | None:
        """Return the last act before it that gave the same fields."""
        own = self.doings[act]
        earlier = (d for d in self.doings.values() if d.act < act and d.touches(own))
        return max(earlier, default=None, key=lambda d: d.act)

    def modified(self, act: int, *, stands: bool) -> str | None:
        """Return when the thing was changed last, if `act` stands or not and the others do as they do; None if never.

        It stays what it was when the act made the thing: with it, the thing goes and comes whole.
        """
        if self.doings[act].made:
            return None
        standing = (d for d in self.doings.values() if (stands if d.act == act else d.stands))
        return max((d.after["modified"] for d in standing if "modified" in d.after), default=None)


def past_of(database: Database, kind: Kind, thing: str) -> Past:
    """Return all that was ever done to a thing, leaving out what undo and redo did."""
    doings: dict[int, Doing] = {}
    for row in database.rows(
        "SELECT a.id, a.title, a.state, e.before IS NULL AS made, e.after "
        "FROM events AS e JOIN acts AS a ON a.id = e.act "
        "WHERE e.thing = ? AND e.kind = ? AND a.inverts IS NULL ORDER BY e.id",
        thing,
        kind,
    ):
        before = doings.get(row["id"])
        made = bool(row["made"]) or (before is not None and before.made)
        after = {**(before.after if before else {}), **msgspec.json.decode(row["after"])}
        doings[row["id"]] = Doing(row["id"], row["title"], row["state"] in STANDS, made, after)
    return Past(kind, thing, doings)


def mentioning(database: Database, act: int, thing: str) -> Any:
    """Return the row of the last act after `act` that stands and speaks of a thing in what it did to others."""
    return database.row(
        "SELECT a.id, a.title FROM acts AS a WHERE a.id > ?1 AND a.inverts IS NULL AND a.state IN ('done', 'fixed') "
        "AND (a.document = ?2 OR EXISTS (SELECT 1 FROM events AS e WHERE e.act = a.id AND e.thing <> ?2 "
        "AND instr(e.after, ?2))) ORDER BY a.id DESC LIMIT 1",
        act,
        thing,
    )
