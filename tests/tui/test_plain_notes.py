"""A note's Markdown as it is read beside the article: plain lines that say the same, and nothing a terminal obeys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text import shown_line
from tui.plain import plain_line, plain_lines


@pytest.mark.parametrize(
    ("note", "lines"),
    [
        ("two sources\ndiffer", ["two sources", "differ"]),
        (
            "# Two *sources* differ\n\nthe **line** [says](https://line.example/a) so",
            ["Two sources differ", "the line says (https://line.example/a) so"],
        ),
        ("- one\n- other\n  1. deep\n  2. `code *x*`", ["• one", "• other", "  1. deep", "  2. code *x*"]),
        ("> quoted\n> on\n\n```\nraw  *x*\n```", ["quoted", "on", "raw  *x*"]),
        ("36_000 * 2 < 80_000", ["36_000 * 2 < 80_000"]),
        ("<b>no tags</b> \x1b]52;c;x\x07 &#27;[31m", ["<b>no tags</b> \ufffd]52;c;x\ufffd \ufffd[31m"]),
        ("", []),
    ],
)  # fmt: skip
def test_it_says_what_the_markdown_says(note: str, lines: list[str]) -> None:
    assert plain_lines(note) == lines
    assert plain_line(note) == " ".join(" ".join(lines).split())


@given(st.text(max_size=120) | st.text("*_`#>[]()<&;- 1.\nab\x1b", max_size=60))
def test_any_note_comes_out_as_safe_lines(note: str) -> None:
    assert all(line == shown_line(line) and "\n" not in line for line in plain_lines(note))


def test_deep_nesting_takes_no_time_and_no_stack() -> None:
    assert plain_lines(">" * 5000 + "- " * 5000 + "x") is not None
