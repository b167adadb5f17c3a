"""The corpus of marked-up texts: its marks can be read, its texts keep to the guideline, and it is as large as told."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.check import errors, main
from training.corpus import LABELS, MarkedName, MarkupError, read_marked, texts, unmark

WORDS = st.text(alphabet="ab Zé-'.\U0001f6a2", min_size=1, max_size=8).filter(lambda words: words == words.strip())
PLAIN = st.text(alphabet="ab Z\n.[]\\(", max_size=8)


def escaped(words: str) -> str:
    return "".join("\\" + sign if sign in "[]\\" else sign for sign in words)


@given(st.lists(st.tuples(PLAIN, WORDS, st.sampled_from(sorted(LABELS))), max_size=6))
def test_marks_are_read_back_where_they_were_set(parts: list[tuple[str, str, str]]) -> None:
    marked = "".join(f"{escaped(plain)}[{words}]({label})" for plain, words, label in parts)
    text, names = unmark(marked)
    assert text == "".join(plain + words for plain, words, _ in parts)
    assert [(text[name.start : name.end], name.label) for name in names] == [(w, label) for _, w, label in parts]


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ("One line.\n[Larne](PLACE) slept.", "line 2 of the text: no such label: PLACE for 'Larne'"),
        ("He [sic] left.", "line 1 of the text: a bracket that is part of no mark"),
        ("[ Larne](GPE)", "line 1 of the text: a name is empty or has spaces at its ends"),
        ("[[Larne](GPE) Bank](ORG)", "a bracket that is part of no mark"),
    ],
)
def test_a_mark_that_cannot_be_read_is_told_with_its_line(marked: str, told: str) -> None:
    with pytest.raises(MarkupError) as caught:
        unmark(marked)
    assert told in str(caught.value)


def test_a_file_has_a_head_and_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "kind: wire\npublished: 2001-02-03\nsetting: coast\n\n[LARNE](GPE) - It rained.\n\nStill.\n", "utf-8"
    )
    marked = read_marked(path)
    assert marked.head == {"kind": "wire", "published": "2001-02-03", "setting": "coast"}
    assert marked.text == "LARNE - It rained.\n\nStill.\n"
    assert marked.names == (MarkedName(0, 5, "GPE"),)


def test_slips_are_shown_to_the_reviewer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "kind: wire\npublished: 2001-02-03\n\n[The Larne Bank](GPE) met [Ida Holm's](PERSON) men, said Brandt.\n",
        "utf-8",
    )
    assert main([str(path)]) == 1
    shown = capsys.readouterr().out
    assert "article inside 'The Larne Bank'" in shown
    assert 'possessive inside "Ida Holm\'s"' in shown
    assert "said »Brandt«." in shown


def test_every_text_of_the_corpus_can_be_read_and_keeps_to_the_guideline() -> None:
    words, names = 0, 0
    for marked in texts():
        assert not list(errors(marked)), marked.path
        words += len(marked.text.split())
        names += len(marked.names)
    assert words >= 120_000
    assert names >= 9_000
