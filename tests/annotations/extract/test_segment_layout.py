"""Paragraphs and what they are: furniture, title, byline, headings, lists, body."""

import pytest

from annotations.extract.segment import segment
from annotations.model import Span

ARTICLE = """Join 40,000 engineers in the port trade - SIGN UP NOW

Shipping and Trade

Fire shuts the harbour at Port Larn

By Ida Holm
3 May 2021

A fire shut the harbour of Port Larn on Monday, officials said.

'Nobody was hurt'

'Nobody was hurt,' said the harbourmaster, Otto Brandt. 'We were lucky.'

Share this article

What comes next?

- The pier will be inspected.
- The cranes come later.

Brandt said ships could return within a week.

Sign up for our weekly newsletter
© 2021 Larn Media. All rights reserved.
"""


def kinds(text: str, headings: tuple[Span, ...] | None = None) -> list[tuple[str, str]]:
    return [(p.kind, text[p.start : p.end]) for p in segment(text, headings).paragraphs]


def test_an_article_falls_into_its_parts() -> None:
    found = kinds(ARTICLE)
    assert [line for kind, line in found if kind == "furniture"] == [
        "Join 40,000 engineers in the port trade - SIGN UP NOW",
        "Share this article",
        "Sign up for our weekly newsletter",
        "© 2021 Larn Media. All rights reserved.",
    ]
    assert ("title", "Fire shuts the harbour at Port Larn") in found
    assert [line for kind, line in found if kind == "byline"] == ["By Ida Holm", "3 May 2021"]
    assert [line for kind, line in found if kind == "heading"] == [
        "Shipping and Trade",
        "'Nobody was hurt'",
        "What comes next?",
    ]
    assert sum(kind == "list" for kind, _ in found) == 2
    assert sum(kind == "body" for kind, _ in found) == 3


@pytest.mark.parametrize(
    "line",
    [
        "ADVERTISEMENT",
        "Read more: Five questions about the harbour",
        "Share Tweet Email Print",
        "Home | News | Sport | Opinion",
        "We use cookies to make this site better. Accept all",
        "Subscribe today and get the first month free",
        "Story continues below advertisement",
        "5 min read",
        "Copyright © 2024 Larn Media",
        "Follow us on Facebook",
        "Get the latest from the coast delivered to your inbox",
        "Related articles",
        "Log in",
    ],
)
def test_lines_that_speak_for_the_site_are_furniture(line: str) -> None:
    text = (
        f"Fire shuts the harbour\n\nA fire shut the harbour on Monday.\n\n{line}\n\nThe pier will be inspected soon.\n"
    )
    assert ("furniture", line) in kinds(text)


@pytest.mark.parametrize(
    "line",
    [
        "Readers of the report were surprised by what it left out.",
        "Follow the money",
        '"Join now or be left behind," the minister told members of the union.',
        "Subscribers said the service had failed again on Monday.",
        "Police said the man used cookies to lure the dog.",
        "Share prices fell",
        "Copyright law was changed in March, and publishers said it had been time.",
        "Sign language was used throughout the trial.",
    ],
)
def test_lines_of_the_article_are_not(line: str) -> None:
    text = (
        f"Fire shuts the harbour\n\nA fire shut the harbour on Monday.\n\n{line}\n\nThe pier will be inspected soon.\n"
    )
    assert all(kind != "furniture" for kind, _ in kinds(text))


def test_hard_wrapped_lines_make_paragraphs() -> None:
    text = (
        "The harbourmaster said on Monday that the fire had begun in a warehouse where\n"
        "paint was stored, and that it had been put out within four hours by crews who\n"
        "came from three towns along the coast.\n"
        "\n"
        "Nobody was hurt, he said, but the cost would run to millions and the inquiry\n"
        "would take weeks. Ships were sent to other ports along the coast, where they\n"
        "will be unloaded.\n"
    )
    assert [line.count("\n") for _, line in kinds(text)] == [2, 2]
    assert len(segment(text).sentences) == 3


def test_one_paragraph_a_line_stays_one_paragraph_a_line() -> None:
    text = (
        "The harbourmaster said on Monday that the fire had begun in a warehouse where paint was stored.\n"
        "Nobody was hurt.\n"
        "It was put out within four hours by crews who came from three towns along the coast, he said.\n"
    )
    assert len(kinds(text)) == 3


def test_rows_of_short_lines_are_no_headings() -> None:
    rows = "Larn 2 Derby 1\nHolm 0 Voss 0\nPort Larn City 3 Ash 1\nEnd of play\n"
    text = f"Results of the day\n\nThese were the results.\n\n{rows}"
    assert [line for kind, line in kinds(text) if kind == "heading"] == []


def test_declared_headings_are_the_only_ones() -> None:
    text = "The fire\n\nA fire shut the harbour.\n\nA short line\n\nThe next day\n\nShips came back.\n"
    declared = (Span(0, 8), Span(text.index("The next"), text.index("The next") + 12))
    found = kinds(text, declared)
    assert [line for kind, line in found if kind in ("title", "heading")] == ["The fire", "The next day"]


def test_long_texts_and_lines_are_read_in_pieces_that_grow_with_them() -> None:
    line = "The harbour was closed on Monday. 'Nobody was hurt,' Brandt said. " * 15_000
    layout = segment(line)
    assert len(layout.paragraphs) == 1
    assert len(layout.sentences) == 30_000
    for hostile in ("'" * 100_000, "A " * 100_000, "." * 100_000, ". " * 100_000, "\n" * 100_000, "A.\n" * 30_000):
        assert segment(hostile).text == hostile
