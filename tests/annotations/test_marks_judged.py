"""Which of the machine's marks are still to be judged, given what the reader has said."""

from annotations.marks import unjudged
from annotations.model import Annotation, Layer, Mark, Placement, Selector

NAME = Mark(start=4, end=11, layer="name", label="PERSON", ref="e1")
QUOTE = Mark(start=4, end=40, layer="quote", label="direct", ref="q1")
INNER = Mark(start=8, end=20, layer="quote", label="fragment", ref="q2")


def said(start: int, end: int, label: str | None) -> Annotation:
    return Annotation(
        id="a",
        document="d",
        selector=Selector(start=start, end=end, exact="", prefix="", suffix=""),
        placement=Placement(kind="exact", start=start, end=end),
        label=label,
        created="2026-01-01T00:00:00Z",
        modified="2026-01-01T00:00:00Z",
    )


def layers(*annotations: Annotation) -> list[tuple[Layer, str]]:
    return [(mark.layer, mark.ref) for mark in unjudged([NAME, QUOTE, INNER], annotations)]


def test_a_mark_is_judged_by_an_annotation_of_its_span_and_layer_alone() -> None:
    assert layers(said(4, 40, "QUOTE")) == [("name", "e1"), ("quote", "q2")]


def test_a_tag_of_the_reader_judges_no_mark() -> None:
    assert layers(said(4, 11, None)) == [("name", "e1"), ("quote", "q1"), ("quote", "q2")]


def test_a_mark_whose_passage_was_corrected_does_not_come_back() -> None:
    assert layers(said(0, 11, "PERSON")) == [("quote", "q1"), ("quote", "q2")]
