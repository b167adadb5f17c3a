"""Where a passage goes when its text changes."""

import sys
from collections.abc import Callable, Mapping
from types import FrameType
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring import candidates, place, select
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
    assert placed("said the damage was", new).kind == "orphan"
    assert placed("said the damage was", new, nth=1).kind == "moved"


def test_other_words_at_the_old_place_are_a_guess_for_the_reader() -> None:
    new = OLD.replace("would open within days", "would reopen within a week")
    found = placed("open within days", new)
    assert found.kind == "review"
    assert words(found, new) == "reopen within a week"


@pytest.mark.parametrize(
    ("passage", "change", "now"),
    [
        ("would open within days", ("said the port would open", "opens it"), "within days"),
        ("the port would", ("would open", "opens"), "the port"),
        (" port would", ("would open", "opens"), " port"),
    ],
)
def test_what_is_left_of_a_passage_has_no_blank_around_it_that_was_not_marked(
    passage: str, change: tuple[str, str], now: str
) -> None:
    new = OLD.replace(*change)
    assert words(placed(passage, new), new) == now


def test_what_is_gone_is_an_orphan() -> None:
    new = OLD.replace("The ferry line denied it.", "")
    assert placed("The ferry line denied it.", new) == Placement(kind="orphan", start=None, end=None)
    assert placed("The ferry line denied it.", "").kind == "orphan"


def test_the_same_words_at_the_same_offset_in_another_sentence_are_not_the_passage() -> None:
    old = "x" * 40 + " north " + "y" * 40 + " south of the river."
    new = "y" * 40 + " north " + "z" * 41 + "x" * 40 + " north " + "y" * 40
    found = place(select(old, 41, 46), old, new)
    assert (found.kind, found.start) == ("moved", new.rindex("north"))


def test_a_passage_with_a_word_more_in_it_has_moved_and_holds_that_word() -> None:
    new = OLD.replace("port would open", "port would soon open")
    found = placed("Governor Ines Okoro said the port would open within days.", new)
    assert found.kind == "moved"
    assert words(found, new) == "Governor Ines Okoro said the port would soon open within days."


def test_a_sentence_that_was_moved_and_changed_is_shown_where_it_stands_now() -> None:
    sentence = "The union said the damage was large."
    new = OLD.replace(f" {sentence}", "").replace(
        "The harbour at", "The union says the damage was large. The harbour at"
    )
    found = placed(sentence, new)
    assert found.kind == "review"
    assert words(found, new) == "The union says the damage was large."


def test_another_number_in_the_passage_is_for_the_reader_to_see() -> None:
    old = "The governor of the province said on Monday that 36 people were missing after the landslide."
    new = old.replace("36", "41")
    start = old.index("36")
    found = place(select(old, start, start + 9), old, new)
    assert (found.kind, words(found, new)) == ("review", "41 people")


def test_another_number_in_words_is_for_the_reader_to_see_too() -> None:
    old = "The blast killed four dock workers and shut the harbour of Lower Vasta for a whole day."
    new = old.replace("four", "five")
    start = old.index("four")
    found = place(select(old, start, start + len("four dock workers")), old, new)
    assert (found.kind, words(found, new)) == ("review", "five dock workers")


@pytest.mark.parametrize(
    ("marked", "now"),
    [
        (
            "The owner denied that the ferry had been overloaded.",
            "The owner confirmed that the ferry had been overloaded.",
        ),
        ("the bridge had not been closed to lorries", "the bridge had been closed to lorries"),
        ("the crews said that they had been warned", "the crews said that they hadn't been warned"),
    ],
)
def test_what_is_denied_now_or_no_longer_is_for_the_reader_to_see(marked: str, now: str) -> None:
    old = f"Two inquiries opened in Lower Vasta. {marked} Nothing else was said on Monday by the port."
    new = old.replace(marked, now)
    start = old.index(marked)
    found = place(select(old, start, start + len(marked)), old, new)
    assert (found.kind, words(found, new)) == ("review", now)


def test_of_two_equal_beginnings_the_one_whose_sentence_was_deleted_is_gone() -> None:
    old = "The day was long. Okoro said the pier was safe. Okoro said the ferry would sail. Nobody asked."
    new = old.replace("Okoro said the pier was safe. ", "")
    first, second = old.index("Okoro"), old.rindex("Okoro")
    assert place(select(old, first, first + 5), old, new).kind == "orphan"
    assert place(select(old, second, second + 5), old, new).start == first


def test_candidates_are_offered_best_first_and_apart() -> None:
    new = "They said the damage was total. Others: said the damage was slight."
    start = OLD.index("said the damage was")
    found = candidates(select(OLD, start, start + 19), OLD, new)
    assert [new[span.start : span.end] for span in found] == ["said the damage was"] * 2


class Version(NamedTuple):
    """A changed text, and for each of its code points where it stood before, or -1 for a new one."""

    text: str
    origin: list[int]


OLD_WORDS = [
    f"{a}{b}" for a in ("har", "min", "gov", "fer", "dock", "sen") for b in ("bour", "ister", "on", "ry", "ale")
]
NEW_WORDS = [f"{a}{b}" for a in ("QU", "XY", "ZW") for b in ("AND", "ILL", "OOR", "EST")]
"""Words that share no letter with the old ones, so that a passage cannot be found where it is not."""


@st.composite
def versions(draw: st.DrawFn) -> tuple[str, Version]:
    """Sentences of words, and a version in which some words and sentences are deleted, replaced, inserted or moved."""
    sentences = draw(st.lists(st.lists(st.sampled_from(OLD_WORDS), min_size=3, max_size=9), min_size=2, max_size=9))
    old, parts = "", []
    for sentence in sentences:
        pieces: list[list[tuple[str, int]]] = []
        for nth, word in enumerate(sentence):
            piece = word + (". " if nth == len(sentence) - 1 else " ")
            pieces.append([(letter, len(old) + n) for n, letter in enumerate(piece)])
            old += piece
        parts.append(pieces)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(parts) - 1))
        spot = draw(st.integers(0, max(0, len(parts[at]) - 1)))
        act = draw(st.sampled_from(["insert", "replace", "delete", "drop", "move"]))
        new = [(letter, -1) for letter in draw(st.sampled_from(NEW_WORDS)) + " "]
        if act == "insert" or not parts[at]:
            parts[at].insert(spot, new)
        elif act == "replace":
            parts[at][spot] = new
        elif act == "delete":
            del parts[at][spot]
        elif act == "drop":
            parts[at] = []
        else:
            parts.insert(draw(st.integers(0, len(parts) - 1)), parts.pop(at))
    letters = [letter for pieces in parts for piece in pieces for letter in piece]
    return old, Version("".join(letter for letter, _ in letters), [at for _, at in letters])


@given(texts=versions(), data=st.data())
def test_any_placement_lies_in_the_text_and_a_sure_one_has_words_that_were_there(
    texts: tuple[str, Version], data: st.DataObject
) -> None:
    old, new = texts
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    found = place(select(old, start, end), old, new.text)
    if found.kind == "orphan":
        assert (found.start, found.end) == (None, None)
        return
    assert found.start is not None
    assert found.end is not None
    assert 0 <= found.start < found.end <= len(new.text)
    same = found.start == start and new.text[found.start : found.end] == old[start:end]
    assert (found.kind == "exact") == (found.kind != "review" and same)
    if found.kind != "review":
        assert any(at >= 0 for at in new.origin[found.start : found.end])


@given(texts=versions(), data=st.data())
def test_a_passage_that_was_left_alone_with_its_neighbours_keeps_its_very_letters(
    texts: tuple[str, Version], data: st.DataObject
) -> None:
    old, new = texts
    old = "Beginning of the report, told once only. " + old + "Ending of the report, told but once."
    shift = len("Beginning of the report, told once only. ")
    text = "Beginning of the report, told once only. " + new.text + "Ending of the report, told but once."
    end = data.draw(st.integers(1, shift))
    assert place(select(old, 0, end), old, text) == Placement(kind="exact", start=0, end=end)
    start = data.draw(st.integers(len(old) - 36, len(old) - 1))
    found = place(select(old, start, len(old)), old, text)
    assert found.kind in ("exact", "moved")
    assert (found.start, found.end) == (start + len(text) - len(old), len(text))


@given(texts=versions(), data=st.data())
def test_a_sentence_of_which_nothing_is_left_is_never_attached(texts: tuple[str, Version], data: st.DataObject) -> None:
    old, new = texts
    lone = "Whitlock paid quickly, judging by facts. "  # no word of it stands elsewhere
    at = data.draw(st.sampled_from([0, *(n for n in range(1, len(old)) if old[n - 2 : n] == ". ")]))
    marked = old[:at] + lone + old[at:]
    found = place(select(marked, at, at + len(lone) - 1), marked, new.text)
    assert found.kind in ("orphan", "review")


SIGNS = st.text(st.sampled_from("ab .\n\u0301😀"), min_size=1, max_size=12)


@given(texts=versions().map(lambda texts: (texts[0], texts[1].text)) | st.tuples(SIGNS, SIGNS), data=st.data())
def test_a_guess_is_not_empty_and_has_white_space_around_it_only_where_the_passage_had(
    texts: tuple[str, str], data: st.DataObject
) -> None:
    old, new = texts
    start = data.draw(st.integers(0, len(old) - 1))
    selector = select(old, start, data.draw(st.integers(start + 1, len(old))))
    found = place(selector, old, new)
    places = [(span.start, span.end) for span in candidates(selector, old, new)]
    for at in places if found.kind == "orphan" else [(found.start, found.end), *places]:
        words = new[slice(*at)]
        assert words
        assert not words[0].isspace() or selector.exact[0].isspace()
        assert not words[-1].isspace() or selector.exact[-1].isspace()


def lines_run(run: Callable[[], object]) -> int:
    """Return how many lines of Python `run` takes: a measure of work that no clock disturbs."""
    count = 0
    before: Any = sys.gettrace()

    def trace(_frame: FrameType | None, event: str, _argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
    return count


HOSTILE: Mapping[str, Callable[[int], tuple[str, str]]] = {
    "one letter": lambda n: ("a" * n, "b" + "a" * (n - 5) + "c"),
    "one word": lambda n: ("ab " * (n // 3), "ab ab, " * (n // 7)),
    "one line": lambda n: ("no answer was given " * (n // 20), "an answer was given " * (n // 20)),
    "all words once": lambda n: (" ".join(map(str, range(n // 5))), " ".join(map(str, range(n // 5, 0, -1)))),
    "two words in turn": lambda n: ("ab cd " * (n // 6), "cd ab " * (n // 6) + "x"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_work_on_hostile_texts_grows_no_faster_than_they_do(kind: str) -> None:
    def work(length: int) -> int:
        old, new = HOSTILE[kind](length)
        selectors = [select(old, at, at + 20) for at in (0, length // 3, length // 2)]
        return lines_run(lambda: [place(selector, old, new) for selector in selectors])

    assert work(32_000) <= 6 * max(work(8_000), 1_000)


def test_a_million_equal_characters_in_one_line_take_little_work() -> None:
    old, new = "a" * 1_000_000, "b" + "a" * 999_000 + "b" * 500
    assert lines_run(lambda: place(select(old, 500_000, 500_040), old, new)) < 1_000_000


@given(text=st.text(min_size=1, max_size=80), data=st.data())
def test_in_an_unchanged_text_everything_stays(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert place(select(text, start, end), text, text) == Placement(kind="exact", start=start, end=end)
