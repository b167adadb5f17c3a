"""Where a passage goes when its text changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring import place, select
from annotations.model import Placement

OLD = (
    "The harbour at Lower Vasta was closed on Monday.\n\n"
    "Governor Ines Okoro said the port would open within days. The ferry line denied it.\n\n"
    "Okoro said the damage was small. The union said the damage was large.\n\n"
    "Two ships had left for the open sea before the harbour was closed.\n"
)


def placed(passage: str, new_text: str, *, nth: int = 0) -> Placement:
    start = -1
    for _ in range(nth + 1):
        start = OLD.index(passage, start + 1)
    return place(select(OLD, start, start + len(passage)), OLD, new_text)


def words(placement: Placement, text: str) -> str:
    assert placement.start is not None
    assert placement.end is not None
    return text[placement.start : placement.end]


def test_a_passage_before_the_change_keeps_its_place() -> None:
    new = OLD.replace("The union", "The dockers' union")
    assert placed("harbour at Lower Vasta", new).kind == "exact"


def test_a_passage_behind_an_insertion_has_moved() -> None:
    new = "UPDATE: all clear.\n\n" + OLD
    found = placed("The ferry line denied it.", new)
    assert found.kind == "moved"
    assert words(found, new) == "The ferry line denied it."


def test_each_of_several_places_is_told_by_what_stands_around_it() -> None:
    new = "A first paragraph that was not there.\n\n" + OLD
    for nth in range(2):
        found = placed("the damage was", new, nth=nth)
        assert found.kind == "moved"
        assert found.start == OLD.index("the damage was", OLD.index("Okoro said the d") + nth * 25) + len(new) - len(
            OLD
        )


def test_places_with_the_same_neighbours_are_told_by_what_stands_further_off() -> None:
    line = "The ministry did not answer a request for comment.\n"
    old = f"{'Alpha. ' * 9}{line}{'Bravo. ' * 9}{line}{'Charlie. ' * 9}"
    start = old.rindex("request")
    new = "Delta.\n" + old
    found = place(select(old, start, start + 7), old, new)
    assert (found.kind, found.start) == ("moved", start + 7)


@pytest.mark.parametrize("end", ["End.", "That was the end."])
def test_in_a_list_of_the_same_lines_each_goes_with_the_text_around_it(end: str) -> None:
    old = "Start.\n" + "No answer was given.\n" * 30 + "End."
    new = "Update.\nStart.\n" + "No answer was given.\n" * 30 + end
    for start in range(old.index("answer"), old.rindex("answer") + 1, 21):
        assert place(select(old, start, start + 6), old, new) == Placement(
            kind="moved", start=start + 8, end=start + 14
        )


def test_a_place_whose_context_is_gone_is_left_to_the_reader() -> None:
    new = "They said the damage was total. Others: said the damage was slight."
    found = placed("said the damage was", new)
    assert found.kind == "review"
    assert words(found, new) == "said the damage was"


def test_the_last_of_several_is_not_taken_for_one_that_was_deleted() -> None:
    new = OLD.replace("Okoro said the damage was small. ", "")
    assert placed("said the damage was", new).kind == "review"
    assert placed("said the damage was", new, nth=1).kind == "moved"


def test_other_words_at_the_old_place_are_a_guess_for_the_reader() -> None:
    new = OLD.replace("would open within days", "would reopen in a week")
    found = placed("open within days", new)
    assert found.kind == "review"
    assert words(found, new) == "reopen in a week"


def test_what_is_gone_is_an_orphan() -> None:
    new = OLD.replace("The ferry line denied it.", "")
    assert placed("The ferry line denied it.", new) == Placement(kind="orphan", start=None, end=None)
    assert placed("The ferry line denied it.", "").kind == "orphan"


def test_the_same_words_at_the_same_offset_in_another_sentence_are_not_the_passage() -> None:
    old = "x" * 40 + " north " + "y" * 40 + " south of the river."
    new = "y" * 40 + " north " + "z" * 41 + "x" * 40 + " north " + "y" * 40
    found = place(select(old, 41, 46), old, new)
    assert (found.kind, found.start) == ("moved", new.rindex("north"))


@given(
    text=st.text(alphabet="ab \n\u00e9\U0001f6a2", min_size=1, max_size=60),
    inserted=st.text(alphabet="ab ", max_size=8),
    data=st.data(),
)
def test_any_placement_lies_in_the_text_and_a_sure_one_has_the_words(
    text: str, inserted: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    at = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(at, len(text)))
    new = text[:at] + inserted + text[cut:]
    found = place(select(text, start, end), text, new)
    if found.kind == "orphan":
        assert (found.start, found.end) == (None, None)
        return
    assert found.start is not None
    assert found.end is not None
    assert 0 <= found.start < found.end <= len(new)
    if found.kind != "review":
        assert new[found.start : found.end] == text[start:end]
    assert (found.kind == "exact") == (found.kind != "review" and found.start == start)


@given(text=st.text(min_size=1, max_size=80), data=st.data())
def test_in_an_unchanged_text_everything_stays(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert place(select(text, start, end), text, text) == Placement(kind="exact", start=start, end=end)
