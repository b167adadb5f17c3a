"""The queue of the machine's marks: every mark comes once, in order, and what was judged is known from what is kept."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from annotations.marks import label_of
from annotations.model import Annotation, Layer, Mark, Placement, Selector, Status
from annotations.review import (
    LAYERS,
    Choice,
    Progress,
    as_sure,
    following,
    of_same_entity,
    of_same_words,
    progress,
    queue,
    with_suggested,
)

TEXT = "Ines Okoro spoke. Okoro said 36 were lost on Monday, and Okoro left."


def mark(words: str, layer: Layer, label: str, certainty: float, ref: str = "e1", at: int = 0) -> Mark:
    start = TEXT.index(words, at)
    return Mark(start=start, end=start + len(words), layer=layer, label=label, ref=ref, certainty=certainty)


FULL = mark("Ines Okoro", "name", "PERSON", 0.9)
SHORT = mark("Okoro", "name", "PERSON", 0.6, at=12)
LAST = mark("Okoro", "name", "PERSON", 0.7, at=40)
FIGURE = mark("36", "figure", "number", 0.8, ref="f1")
DAY = mark("Monday", "date", "DATE", 0.95, ref="d1")
MARKS = (FULL, SHORT, FIGURE, DAY, LAST)


def judged(mark: Mark, status: Status = "accepted", label: str | None = None) -> Annotation:
    return Annotation(
        id=f"{mark.start}",
        document="d",
        selector=Selector(start=mark.start, end=mark.end, exact="", prefix="", suffix=""),
        placement=Placement(kind="exact", start=mark.start, end=mark.end),
        label=label or label_of(mark),
        origin="machine",
        status=status,
        created="",
        modified="",
    )


def test_the_queue_is_of_layers_of_the_unsure_and_in_order() -> None:
    assert queue(MARKS, (), Choice()) == (SHORT, LAST, FIGURE, FULL, DAY)
    assert queue(MARKS, (), Choice(order="text")) == (FULL, SHORT, FIGURE, DAY, LAST)
    assert queue(MARKS, (), Choice(layers=("name",), below=0.9)) == (SHORT, LAST)
    assert queue(MARKS, [judged(LAST), judged(DAY, "rejected")], Choice()) == (SHORT, FIGURE, FULL)
    assert queue(MARKS, [judged(SHORT, label="ORG")], Choice(layers=("name",))) == (LAST, FULL)


def test_progress_is_what_was_judged_and_outlives_what_the_machine_learned() -> None:
    names = Choice(layers=("name",))
    assert progress(MARKS, (), names) == Progress(0, 3)
    assert progress(MARKS, [judged(LAST, "rejected"), judged(DAY)], names, {SHORT}) == Progress(1, 3, 1)
    learned = tuple(m for m in MARKS if m != LAST)
    assert progress(learned, [judged(LAST, "rejected"), judged(DAY)], names) == Progress(1, 3)


def test_what_is_only_suggested_waits_too_once() -> None:
    there = replace(judged(LAST, "suggested"), id="there")
    other = replace(judged(mark("left", "name", "LOC", 1.0), "suggested", "LOC"), id="other")
    plain = replace(judged(mark("spoke", "name", "LOC", 1.0), "suggested"), id="plain", label=None, tags=("t",))
    found = with_suggested(MARKS, (there, other, plain))
    waiting = queue(found, (there, other, plain), Choice())
    assert [m.ref for m in waiting[:2]] == ["plain", "other"]
    assert len(waiting) == len(MARKS) + 2
    accepted = [replace(a, status="accepted") for a in (there, other, plain)]
    assert set(queue(found, accepted, Choice())) == set(MARKS) - {LAST}
    assert progress(found, accepted, Choice()) == Progress(3, 7)


def test_what_goes_together() -> None:
    assert of_same_words(MARKS, TEXT, SHORT) == (SHORT, LAST)
    assert of_same_entity(MARKS, SHORT) == (FULL, SHORT, LAST)
    assert of_same_entity(MARKS, FIGURE) == ()
    assert as_sure(MARKS, "name", 0.7) == (FULL, LAST)


marks = st.lists(
    st.builds(
        lambda start, length, layer, certainty: Mark(
            start=start, end=start + length, layer=layer, label="PERSON", ref="e", certainty=certainty / 10
        ),
        st.integers(0, 40),
        st.integers(1, 5),
        st.sampled_from(LAYERS[:-1]),
        st.integers(0, 10),
    ),
    max_size=25,
    unique_by=lambda m: (m.start, m.end, m.layer),
)
choices = st.builds(
    lambda layers, below, order: Choice(layers=tuple(layers), below=below, order=order),
    st.lists(st.sampled_from(LAYERS), min_size=1, unique=True),
    st.none() | st.sampled_from([0.5, 0.9]),
    st.sampled_from(["certainty", "text"]),
)


@given(marks=marks, choice=choices, skips=st.lists(st.booleans(), min_size=25, max_size=25))
def test_every_mark_comes_once_in_order_and_then_those_that_were_skipped(
    marks: list[Mark], choice: Choice, skips: list[bool]
) -> None:
    whole = queue(marks, (), choice)
    assert set(whole) == {m for m in marks if choice.has(m)}
    left, skipped, seen = list(whole), set[Mark](), list[Mark]()
    here = following(left, choice)
    while here is not None:
        seen.append(here)
        if skips[len(seen) - 1]:
            skipped.add(here)
        else:
            left.remove(here)
        here = following(left, choice, here, skipped)
    assert tuple(seen) == whole
    assert set(left) == skipped
    assert following(left, choice) == next(iter(left), None)
