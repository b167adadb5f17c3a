"""A short briefing written for these tests, and what a careful reader would mark in it."""

from typing import Any

import msgspec

from annotations.model import Annotation, Document, Placement, PlacementKind, Reading, Selector, Status, Tag

TEXT = """Shelling on the Orsk road

Nadia Kessler, head of the Relief Council, said the shelling on Wednesday killed 36 civilians, with five children \
among the dead. The claim could not be verified.

"We hit no town," General Ivo Boro said on Thursday. He denied reports of any civilian deaths on the Orsk road.

The Health Office put the number of dead at 52. Kessler spoke of 36 civilians killed again on Thursday evening.

About 4,000 people were displaced in March 2011. The army moved 12 guns to Orsk on Wednesday.

"The road will reopen," Kessler said.
"""


def passage(words: str, occurrence: int = 1) -> dict[str, Any]:
    """Return where `words` stand for the n-th time."""
    at = -1
    for _ in range(occurrence):
        at = TEXT.index(words, at + 1)
    return {"start": at, "end": at + len(words), "text": words}


def speaker(words: str, entity: str | None, occurrence: int = 1) -> dict[str, Any]:
    """Return a speaker."""
    return {**passage(words, occurrence), "entity": entity}


def briefing() -> Reading:
    """Return the reading of TEXT."""
    raw = {
        "id": "r1",
        "document": msgspec.to_builtins(
            Document.of(TEXT, title="Shelling on the Orsk road", source="orsk.txt", published="2015-10-01")
        ),
        "entities": [
            {"id": "e1", "label": "PERSON", "name": "Nadia Kessler", "aliases": ["Kessler"],
             "roles": ["head of the Relief Council"],
             "mentions": [passage("Nadia Kessler"), passage("Kessler", 2), passage("Kessler", 3)]},
            {"id": "e2", "label": "GPE", "name": "Orsk", "mentions": [passage("Orsk", n) for n in (1, 2, 3)]},
            {"id": "e3", "label": "PERSON", "name": "Ivo Boro", "roles": ["General"],
             "mentions": [passage("Ivo Boro")]},
            {"id": "e4", "label": "ORG", "name": "Health Office", "mentions": [passage("Health Office")]},
        ],
        "quotes": [
            {"id": "q1", "kind": "indirect", "stance": "unverified",
             **passage("the shelling on Wednesday killed 36 civilians, with five children among the dead"),
             "speaker": speaker("Nadia Kessler", "e1"), "cue": passage("said"),
             "stance_evidence": passage("The claim could not be verified")},
            {"id": "q2", "kind": "direct", **passage("We hit no town,"), "speaker": speaker("General Ivo Boro", "e3")},
            {"id": "q3", "kind": "indirect", "stance": "denied",
             **passage("reports of any civilian deaths on the Orsk road"), "speaker": speaker("He", "e3")},
            {"id": "q4", "kind": "indirect", **passage("the number of dead at 52"),
             "speaker": speaker("The Health Office", "e4")},
            {"id": "q5", "kind": "direct", "stance": "predicted", **passage("The road will reopen,"),
             "speaker": speaker("Kessler", "e1", 3), "reported_by": speaker("Health Office", "e4")},
        ],
        "dates": [
            {**passage("Wednesday"), "type": "DATE", "value": "2015-09-30"},
            {**passage("Thursday"), "type": "DATE", "value": "2015-10-01"},
            {**passage("Thursday evening"), "type": "TIME", "value": "2015-10-01TEV"},
            {**passage("March 2011"), "type": "DATE", "value": "2011-03"},
            {**passage("Wednesday", 2), "type": "DATE", "value": "2015-09-30"},
        ],
        "figures": [
            {"id": "f1", **passage("36 civilians"), "value": 36, "counted": "civilians", "quote": "q1"},
            {"id": "f2", **passage("five children"), "value": 5, "counted": "children", "quote": "q1"},
            {"id": "f3", **passage("52"), "value": 52, "quote": "q4"},
            {"id": "f4", **passage("36 civilians", 2), "value": 36, "counted": "civilians"},
            {"id": "f5", **passage("4,000 people"), "value": 4000, "counted": "people", "modifier": "~"},
            {"id": "f6", **passage("12 guns"), "value": 12, "counted": "guns"},
        ],
        "events": [
            {"id": "v1", **passage("The army moved 12 guns to Orsk on Wednesday"), "trigger": passage("moved"),
             "date": "2015-09-30", "date_evidence": passage("Wednesday", 2), "participants": ["e3"], "place": "e2"},
            {"id": "v2", **passage("The road will reopen"), "trigger": passage("reopen")},
        ],
    }  # fmt: skip
    return msgspec.convert(raw, Reading)


CASUALTY = Tag(id="t1", name="casualty", colour="#b3261e", key="1")
CLAIM = Tag(id="t2", name="claim", parent="t1", key="2")


def annotation(
    ref: str,
    words: str,
    *,
    kind: PlacementKind = "exact",
    tags: tuple[str, ...] = ("t1",),
    note: str = "",
    status: Status = "accepted",
    label: str | None = None,
) -> Annotation:
    """Return an annotation of `words` in TEXT."""
    place = passage(words) if words in TEXT else {"start": 0, "end": 0}
    start, end = (None, None) if kind == "orphan" else (place["start"], place["end"])
    return Annotation(
        id=ref,
        document="d1",
        selector=Selector(start=place["start"], end=place["end"], exact=words, prefix="", suffix=""),
        placement=Placement(kind=kind, start=start, end=end),
        tags=tags,
        note=note,
        status=status,
        label=label,
        created="2026-01-01T00:00:00Z",
        modified="2026-01-01T00:00:00Z",
    )
