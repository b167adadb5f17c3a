"""A place that contradicts the words beside it: the words are what was meant, or else nothing is taken."""

import json
from collections.abc import Callable

import pytest

from annotations.exchange import Imported, label_studio, prodigy
from annotations.exchange.brat.reading import read_files

TEXT = "\U0001f6a2\U0001f6a2 Ships\r\nsank on Monday, killing 12 people. Monday again, and once more Monday.\n"
CLEAN = TEXT.replace("\r\n", "\n")


def _label_studio(start: int, end: int, words: str) -> Imported:
    region = {"id": "a", "type": "labels", "value": {"start": start, "end": end, "text": words, "labels": ["K"]}}
    task = {"data": {"text": TEXT}, "annotations": [{"result": [region]}]}
    return label_studio.read(json.dumps([task]).encode())


def _prodigy(start: int, end: int, words: str) -> Imported:
    span = {"start": start, "end": end, "text": words, "label": "K"}
    return prodigy.read(json.dumps({"text": TEXT, "spans": [span], "answer": "accept"}).encode())


def _brat(start: int, end: int, words: str) -> Imported:
    return read_files({"a.txt": TEXT.encode(), "a.ann": f"T1\tK {start} {end}\t{words}\n".encode()})


def _found(imported: Imported) -> list[str]:
    (document,) = imported.documents
    assert document.text == CLEAN
    return [CLEAN[a.start : a.end] for a in document.annotations]


FORMATS = pytest.mark.parametrize("read", [_label_studio, _prodigy, _brat])


@FORMATS
def test_words_that_stand_once_near_the_place_are_taken_and_it_is_told(read: Callable[..., Imported]) -> None:
    start = TEXT.index("killing") - 6
    imported = read(start, start + 7, "killing")
    assert _found(imported) == ["killing"]
    (problem,) = imported.problems
    place = CLEAN.index("killing")
    assert f"“killing” does not stand from {start} to {start + 7} as the format counts" in problem
    assert f"from {place} to {place + 7} in code points" in problem


@FORMATS
@pytest.mark.parametrize("words", ["absent", "Monday"])
def test_words_that_stand_nowhere_near_or_in_several_places_are_left_out_and_told(
    read: Callable[..., Imported], words: str
) -> None:
    imported = read(3, 8, words)
    assert _found(imported) == []
    (problem,) = imported.problems
    assert f"“{words}” does not stand from 3 to 8" in problem
    assert "left out" in problem


@FORMATS
def test_the_numbers_that_are_told_are_those_of_the_file(read: Callable[..., Imported]) -> None:
    imported = read(4, 9999, "Ships")
    assert _found(imported) == []
    (problem,) = imported.problems
    assert "from 4 to 9999" in problem


@FORMATS
@pytest.mark.parametrize("words", ["Ships sank", "Ships\nsank", "Ships\\nsank", "Ships\r\nsank", ""])
def test_white_space_and_words_that_are_not_told_contradict_nothing(read: Callable[..., Imported], words: str) -> None:
    if read is _brat and words.splitlines() not in ([], [words]):
        words = " ".join(words.split())
    wide = 2 if read is _label_studio else 0
    imported = read(3 + wide, 14 + wide, words)
    assert imported.problems == ()
    assert _found(imported) == ["Ships\nsank"]


def test_a_region_counted_in_code_points_is_taken_where_its_words_are_though_they_are_near_twice() -> None:
    start = TEXT.index("Monday again")
    imported = _label_studio(start, start + 6, "Monday")
    (annotation,) = imported.documents[0].annotations
    assert (annotation.start, annotation.quote) == (CLEAN.index("Monday again"), "Monday")
    assert len(imported.problems) == 1
