"""Where each annotation stands in each revision of its document."""

from collections import Counter
from collections.abc import Mapping

from annotations import anchoring
from annotations.model import Placement, PlacementKind, Selector
from annotations.store.database import Database


def place_all(database: Database, document: str) -> None:
    """Give every annotation of a document a placement in the revision that is read now, where it has none yet."""
    revision = database.row(
        "SELECT r.id, r.number, r.text FROM revisions AS r JOIN documents AS d ON d.id = r.document "
        "WHERE d.id = ? AND r.number = d.revision",
        document,
    )
    if revision is None:
        return
    waiting = database.rows(
        "SELECT a.id, s.revision, s.start_offset, s.end_offset, s.exact, s.prefix, s.suffix "
        "FROM annotations AS a JOIN selectors AS s ON s.id = a.selector WHERE a.document = ? AND NOT EXISTS "
        "(SELECT 1 FROM placements AS p WHERE p.annotation = a.id AND p.revision = ?)",
        document,
        revision["id"],
    )
    texts: dict[int, str] = {}
    for row in waiting:
        selector = Selector(
            start=row["start_offset"],
            end=row["end_offset"],
            exact=row["exact"],
            prefix=row["prefix"],
            suffix=row["suffix"],
        )
        placement = _placement(database, row["id"], selector, row["revision"], revision["text"], texts)
        write(database, row["id"], revision["id"], placement)


def write(database: Database, annotation: str, revision: int, placement: Placement) -> None:
    """Say where an annotation stands in a revision."""
    database.run("DELETE FROM placements WHERE annotation = ? AND revision = ?", annotation, revision)
    row = {
        "annotation": annotation,
        "revision": revision,
        "kind": placement.kind,
        "start_offset": placement.start,
        "end_offset": placement.end,
    }
    database.insert("placements", row)


def fared(database: Database, document: str) -> Mapping[PlacementKind, int]:
    """Return how many live annotations of a document, rejected marks left out, stand in each kind of place now."""
    rows = database.rows(
        "SELECT placement, count(*) AS number FROM annotations_placed WHERE document = ? AND deleted IS NULL "
        "AND status <> 'rejected' GROUP BY placement",
        document,
    )
    return Counter({row["placement"]: row["number"] for row in rows})


def _placement(
    database: Database, annotation: str, selector: Selector, marked: int, text: str, texts: dict[int, str]
) -> Placement:
    """Place a passage from where it stood last, if that was sure, else from where it was marked."""
    last = database.row(
        "SELECT revision, kind, start_offset, end_offset FROM placements WHERE annotation = ? "
        "ORDER BY revision DESC LIMIT 1",
        annotation,
    )
    if last is not None and last["revision"] != marked and last["kind"] in ("exact", "moved"):
        before = _text(database, last["revision"], texts)
        there = anchoring.select(before, last["start_offset"], last["end_offset"])
        placed = anchoring.place(there, before, text)
        if placed.kind in ("exact", "moved"):
            original = placed.start == selector.start and text[placed.start : placed.end] == selector.exact
            return Placement(kind="exact" if original else "moved", start=placed.start, end=placed.end)
    return anchoring.place(selector, _text(database, marked, texts), text)


def _text(database: Database, revision: int, texts: dict[int, str]) -> str:
    if revision not in texts:
        texts[revision] = database.value("SELECT text FROM revisions WHERE id = ?", revision)
    return texts[revision]
