"""Dated events: the verb or noun, its day, who and where."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.extract.dates import find_dates
from annotations.extract.events import find_events
from annotations.extract.segment import segment
from annotations.model import Entity, Event, Mention

PUBLISHED = "2024-03-14"  # a Thursday
HEAD = "Harbour talks go on\n\nThe delegations are at the port.\n\n"


def events(body: str, published: str | None = PUBLISHED, known: tuple[Entity, ...] = ()) -> list[Event]:
    layout = segment(HEAD + body)
    found = find_events(layout, known, find_dates(layout, published), (), published)
    return [e for e in found if e.start >= len(HEAD)]


def told(body: str) -> list[tuple[str, str | None]]:
    """Return trigger and day of the events whose day the text names."""
    return [(e.trigger.text, e.date) for e in events(body) if e.date_evidence]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The fire killed four people on Thursday.", [("killed", "2024-03-14")]),
        ("On Wednesday the minister visited the port.", [("visited", "2024-03-13")]),
        ("It killed four and injured nine others on Wednesday.", [("killed", "2024-03-13"), ("injured", "2024-03-13")]),
        ("Voss, who visited the site on Wednesday, said nothing was wrong.", [("visited", "2024-03-13")]),
        ("The company said the crane was inspected in November.", [("inspected", "2023-11")]),
        ("The ministry said its ships on Wednesday left the port.", [("left", "2024-03-13")]),
        ("The pilot had been suspended since March 1, 2024.", [("suspended", "2024-03-01")]),
        ("Traders said prices for April delivery rose.", []),
        ("The talks ended with the launch of airstrikes on Wednesday.", [("airstrikes", "2024-03-13")]),
        ("It was the lowest price since 1997.", []),
    ],
)  # fmt: skip
def test_the_date_belongs_to_the_verb_of_its_clause(body: str, expected: list[tuple[str, str | None]]) -> None:
    assert told(body) == expected


def test_an_event_has_its_clause_as_evidence_and_its_date() -> None:
    [event] = [e for e in events("The minister, who left early on Wednesday, said nothing.") if e.date_evidence]
    assert event.text == "The minister, who left early on Wednesday"
    assert event.date_evidence is not None
    assert event.date_evidence.text == "early on Wednesday" or event.date_evidence.text == "Wednesday"
    assert event.start <= event.trigger.start < event.trigger.end <= event.end


def test_so_many_days_after_another_event() -> None:
    body = "Rescuers reached nine miners on Thursday, six days after the shaft collapsed."
    assert told(body) == [("reached", "2024-03-14"), ("collapsed", "2024-03-08")]


def test_what_is_told_without_a_date_happened_on_the_day_of_the_report() -> None:
    [event] = events("A crane fell on a ship.")
    assert (event.trigger.text, event.date, event.date_evidence) == ("fell", "2024-03-14", None)
    assert event.certainty < 0.5
    assert events("A crane fell on a ship.", published=None) == []
    assert events("A crane will fall on a ship.") == []


@pytest.mark.parametrize(
    ("body", "trigger", "kind"),
    [
        ("The ministry said that two shells hit the port.", "hit", "occurrence"),
        ("The minister told reporters that he was glad.", "told", "reporting"),
        ("The port was a ruin.", "was", "state"),
    ],
)
def test_that_somebody_spoke_is_told_only_for_want_of_more(body: str, trigger: str, kind: str) -> None:
    [event] = events(body)
    assert (event.trigger.text, event.kind, event.text) == (trigger, kind, body.rstrip("."))


def test_a_story_goes_on_in_the_plain_past() -> None:
    body = "The ferry left Sarrin on 28 February. A crane fell on its deck. The captain has apologised."
    assert [(e.trigger.text, e.date, e.rule) for e in events(body)] == [
        ("left", "2024-02-28", "date in clause"),
        ("fell", "2024-02-28", "day told before"),
        ("apologised", "2024-03-14", "day of the report"),
    ]


@pytest.mark.parametrize("day", ["8 March 2009", "13 March"])
def test_a_story_goes_on_neither_from_long_before_nor_from_the_news_of_the_week(day: str) -> None:
    found = events(f"The ferry came in on {day}. A crane fell on its deck.")
    assert found[0].rule == "date in clause"
    assert found[1].rule in ("day of the report", "day of the opening")


@pytest.mark.parametrize(
    ("opening", "day", "rule"),
    [
        ("Two tugs sank on Tuesday.", "2024-03-12", "day of the opening"),
        ("SARRIN, 14 March 2024 - Two tugs sank on Tuesday.", "2024-03-12", "day of the opening"),
        ("SARRIN, 14 March 2024 - Two tugs sank.", "2024-03-14", "day of the report"),
        ("SARRIN, 14 March 2024 - Tugs will go out from Friday, he said.", "2024-03-14", "day of the report"),
        ("SARRIN, 14 March 2024 - Two tugs sank.\n\nIt rained on Tuesday.", "2024-03-14", "day of the report"),
        ("Two tugs sank on Thursday.", "2024-03-14", "day of the report"),
        ("Two tugs sank in 2009.", "2024-03-14", "day of the report"),
    ],
)  # fmt: skip
def test_the_rule_tells_whether_a_day_is_that_of_the_opening_or_of_the_report(
    opening: str, day: str, rule: str
) -> None:
    layout = segment(f"Crane fire at Sarrin\n\nBy Staff\n\n{opening}\n\nA crane fell on a ship.")
    found = find_events(layout, (), find_dates(layout, PUBLISHED), (), PUBLISHED)
    [fell] = [e for e in found if e.trigger.text == "fell"]
    assert (fell.date, fell.rule) == (day, rule)
    assert (found[0].date, found[0].rule) == (day, rule.replace("day", "headline") if "opening" in rule else "headline")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Fire kills four in Sarrin", [("kills", "2024-03-14", "headline")]),
        ("Grain fire halts trains", [("halts", "2024-03-14", "headline")]),
        ("Northern Rail unveils fast train", [("unveils", "2024-03-14", "headline")]),
        ("Fire killed four on Monday", [("killed", "2024-03-11", "date in clause")]),
        ("Anger over train crash", [("crash", "2024-03-14", "headline")]),
        ("Port may close", []),
        ("A new way of life", []),
    ],
)
def test_the_headline_tells_the_news(title: str, expected: list[tuple[str, str, str]]) -> None:
    layout = segment(f"{title}\n\nThe port is quiet now and it rains.\n\n")
    found = find_events(layout, (), find_dates(layout, PUBLISHED), (), PUBLISHED)
    assert [(e.trigger.text, e.date, e.rule) for e in found] == expected
    layout = segment(f"{title}\n\nThe port is quiet now and it rains.\n\n")
    assert not [e for e in find_events(layout, (), (), (), None) if e.rule == "headline"]


def test_who_and_where() -> None:
    body = "The Northern Fleet attacked the depot in Sarrin on Wednesday."
    text = HEAD + body

    def entity(number: int, label: str, name: str) -> Entity:
        at = text.index(name)
        return Entity(id=f"e{number}", label=label, name=name, mentions=(Mention(at, at + len(name), name),))  # type: ignore[arg-type]

    [event] = events(body, known=(entity(1, "ORG", "Northern Fleet"), entity(2, "GPE", "Sarrin")))
    assert (event.participants, event.place) == (("e1",), "e2")


words = st.sampled_from(
    ["on Monday", "killed", "said", "since", "2019", ",", ".", "who", "and", "was", "the", "fire", '"', "launch", "in",
     "March 3", "will", "that", "\n\n", "after", "left"]
)  # fmt: skip


@given(st.lists(words, max_size=50).map(" ".join))
@settings(max_examples=200)
def test_spans_lie_in_the_text(text: str) -> None:
    layout = segment(text)
    found = find_events(layout, (), find_dates(layout, PUBLISHED), (), PUBLISHED)
    assert [e.id for e in found] == [f"v{n}" for n in range(1, len(found) + 1)]
    for e in found:
        assert e.text == text[e.start : e.end]
        assert e.start <= e.trigger.start < e.trigger.end <= e.end
        assert e.trigger.text == text[e.trigger.start : e.trigger.end]
        assert e.date_evidence is None or e.date_evidence.text == text[e.date_evidence.start : e.date_evidence.end]
