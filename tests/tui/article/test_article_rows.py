"""Rows cover a text at any width, and a place on the screen is a place in the text, whatever the characters."""

import re

from hypothesis import assume, given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.article.cells import TAB_CELLS, cluster_end, cluster_start, clusters, widths
from tui.article.rows import Rows

SIGNS = [*"abcdefghij .,-'’—…\n\t", "é", "e\u0301", "ß", "あ", "漢", "。", "「", "한", "👩\u200d🔬", "👍🏽", "❤\ufe0f",
         "🇺🇦", "🇫", "1\ufe0f\u20e3", "\u200d", "\u200b", "\u0301", "नि", "\ufffd", "word ", "longerword"]  # fmt: skip
texts = st.lists(st.sampled_from(SIGNS), max_size=200).map("".join)
measures = st.integers(min_value=2, max_value=90)


@given(texts, measures)
def test_rows_cover_the_text_without_gap_or_overlap(text: str, measure: int) -> None:
    rows = Rows(text, measure)
    assert rows.start(0) == 0
    assert rows.end(len(rows) - 1) == len(text)
    for row in range(len(rows) - 1):
        assert rows.start(row) < rows.end(row) == rows.start(row + 1)
        assert "\n" not in text[rows.start(row) : rows.shown_end(row)]


@given(texts, measures)
def test_every_offset_is_in_the_row_that_holds_it(text: str, measure: int) -> None:
    rows = Rows(text, measure)
    for offset in range(len(text)):
        row = rows.row_of(offset)
        assert rows.start(row) <= offset < rows.end(row)


@given(texts, measures)
def test_no_row_is_wider_than_the_measure(text: str, measure: int) -> None:
    rows = Rows(text, measure)
    for row in range(len(rows)):
        shown = text[rows.start(row) : rows.shown_end(row)]
        characters = clusters(shown)
        if characters and shown[characters[-1].start] in " \t":
            characters.pop()
        cells = rows.indent(row) + sum(c.cells for c in characters)
        assert cells <= rows.measure or len(characters) == 1


@given(texts, measures)
def test_a_character_is_found_again_by_its_cell(text: str, measure: int) -> None:
    rows = Rows(text, measure)
    for row in range(len(rows)):
        start = rows.start(row)
        for character in clusters(text[start : rows.shown_end(row)]):
            cell = rows.cell_of(start + character.start)
            for within in range(character.cells):
                assert rows.offset_at(row, cell + within) == start + character.start


@given(texts, measures, st.integers(min_value=-5, max_value=500))
def test_any_cell_leads_to_a_character_of_the_row(text: str, measure: int, cell: int) -> None:
    rows = Rows(text, measure)
    for row in range(len(rows)):
        assert rows.start(row) <= rows.offset_at(row, cell) <= max(rows.start(row), rows.shown_end(row) - 1)


@given(texts, measures)
def test_rows_do_not_cut_a_character(text: str, measure: int) -> None:
    assume(not re.search("[\u0301\u200b\u200d\ufe0f]{9}", text))
    rows = Rows(text, measure)
    for row in range(1, len(rows)):
        assert cluster_start(text, rows.start(row)) == rows.start(row)


@given(texts)
def test_clusters_cover_a_line_and_are_as_wide_as_rich_paints_them(text: str) -> None:
    line = text.replace("\n", " ")
    found = clusters(line)
    assert [c.start for c in found] == [0, *(c.end for c in found)][: len(found)]
    assert (found[-1].end if found else 0) == len(line)
    assert all(c.cells >= 1 for c in found)
    assert cell_len("".join(c.shown for c in found)) == sum(c.cells for c in found) == sum(widths(line))


@given(texts)
def test_the_ends_of_clusters_are_the_starts_of_others(text: str) -> None:
    offset = 0
    while offset < len(text):
        end = cluster_end(text, offset)
        assert offset < end <= len(text)
        assert all(cluster_start(text, within) == offset for within in range(offset, end))
        offset = end


def test_what_a_reader_takes_for_one_character_is_one_cluster() -> None:
    for sign, cells in (("👩\u200d🔬", 2), ("❤\ufe0f", 2), ("🇺🇦", 2), ("e\u0301", 1), ("漢", 2), ("\t", TAB_CELLS)):
        found = clusters(f"a{sign}b")
        assert [(c.start, c.end, c.cells) for c in found] == [
            (0, 1, 1),
            (1, 1 + len(sign), cells),
            (1 + len(sign), 2 + len(sign), 1),
        ]


def test_lines_break_after_a_word_and_a_long_word_is_cut() -> None:
    text = "The ship left Port Merrow at dawn.\n\nDonaudampfschifffahrtsgesellschaft sailed"
    rows = Rows(text, 16)
    assert [text[rows.start(r) : rows.shown_end(r)] for r in range(len(rows))] == [
        "The ship left ",
        "Port Merrow at ",
        "dawn.",
        "",
        "Donaudampfschiff",
        "fahrtsgesellscha",
        "ft sailed",
    ]


def test_east_asian_lines_break_between_characters_but_not_before_a_full_stop() -> None:
    text = "港で会議が開かれた。議長は述べた。"
    rows = Rows(text, 18)
    assert [text[rows.start(r) : rows.end(r)] for r in range(len(rows))] == ["港で会議が開かれ", "た。議長は述べた。"]


def test_the_rows_of_a_list_item_hang_below_its_first_word() -> None:
    text = "- boats that could not leave the harbour\nplain text that wraps as well"
    rows = Rows(text, 20)
    assert [(rows.indent(r), text[rows.start(r) : rows.shown_end(r)]) for r in range(len(rows))] == [
        (0, "- boats that could "),
        (2, "not leave the "),
        (2, "harbour"),
        (0, "plain text that "),
        (0, "wraps as well"),
    ]


def test_a_flood_of_marks_on_one_letter_does_not_make_one_giant_row() -> None:
    rows = Rows("a" + "\u0301" * 100_000, 70)
    assert max(rows.end(r) - rows.start(r) for r in range(len(rows))) <= 8 * 70


def test_a_line_of_a_million_characters_without_a_space_becomes_rows_of_the_measure() -> None:
    rows = Rows("x" * 1_000_000, 78)
    assert max(rows.end(r) - rows.start(r) for r in range(len(rows))) == 78
    assert rows.row_of(999_999) == len(rows) - 1
