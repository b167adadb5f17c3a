"""Quotation marks: which words stand in them, whatever the marks and however careless their use."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.extract.quotes.pairing import Quoted, find_quoted
from annotations.model import Span


def paragraphs(text: str) -> tuple[Span, ...]:
    """Blank lines part paragraphs here."""
    spans, start = [], 0
    for part in text.split("\n\n"):
        spans.append(Span(start, start + len(part)))
        start += len(part) + 2
    return tuple(spans)


def quoted(text: str, depth: int | None = 0) -> list[str]:
    found = find_quoted(text, paragraphs(text))
    return [text[q.inner_start : q.inner_end] for q in found if depth is None or q.depth == depth]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('"We go," he said.', ["We go,"]),
        ("“We go,” he said. “Now.”", ["We go,", "Now."]),
        ("‘We go,’ he said.", ["We go,"]),
        ("``We go,'' he said.", ["We go,"]),
        ("''We go,'' he said. ''Now.''", ["We go,", "Now."]),
        ("„We go“, he said.", ["We go"]),
        (",,We go'', he said.", ["We go"]),
        ("«We go», he said. »Now«", ["We go", "Now"]),
        ("« We go », he said.", [" We go "]),
        ('He said : " We go . " Then " Now . "', [" We go . ", " Now . "]),
    ],
)
def test_every_kind_of_mark(text: str, inner: list[str]) -> None:
    assert quoted(text) == inner


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("'It isn't the ministers' fault,' he said.", ["It isn't the ministers' fault,"]),
        ("The workers' plan and the owners' plan differ.", []),
        ("'The '90s were rock 'n' roll,' she said.", ["The '90s were rock 'n' roll,"]),
        ("The class of '98 met 'em in the '80s.", []),
        ("He called it 'a list' of Jones's friends.", ["a list"]),
        ("The 'hawks' and the 'doves' agree.", ["hawks", "doves"]),
        ("The ship is 20' long and 5'10\" high.", []),
        ("‘It’s the ministers’ fault,’ he said.", ["It’s the ministers’ fault,"]),
        ("At the boys' school they said 'no'.", ["no"]),
    ],
)
def test_apostrophes_among_single_marks(text: str, inner: list[str]) -> None:
    assert quoted(text) == inner


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("'We see it is still there,\" Orlov added.", ["We see it is still there,"]),
        ("\"Before our jets took off,'' he said.", ["Before our jets took off,"]),
        ('"We are ready,\' he said. "Now."', ["We are ready,", "Now."]),
    ],
)
def test_opened_with_one_mark_and_closed_with_another(text: str, inner: list[str]) -> None:
    assert quoted(text) == inner


def test_nested_marks() -> None:
    text = "“She told me ‘never again’ and “not now”,” he said."
    assert quoted(text) == ["She told me ‘never again’ and “not now”,"]
    assert quoted(text, 1) == ["never again", "not now"]
    assert quoted("''He said 'no,''' she wrote.") == ["He said 'no,'"]
    assert quoted("\"'No,' he told me,\" she wrote.", 1) == ["No,"]


def test_a_quotation_over_paragraphs_is_taken_up_again() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” he said."
    found = find_quoted(text, paragraphs(text))
    assert [(text[q.inner_start : q.inner_end], q.closed, q.continues) for q in found] == [
        ("One.", False, False),
        ("Two.", False, True),
        ("Three,", True, True),
    ]


def test_a_quotation_may_run_on_into_a_paragraph_that_only_closes_it() -> None:
    assert quoted('"One.\n\nTwo," he said.\n\n"Three."') == ["One.\n\nTwo,", "Three."]


def test_a_mark_never_closed_ends_with_its_paragraph() -> None:
    assert quoted('He said: "We go.\n\nNobody went.') == ["We go."]
    assert quoted("“We go, he said. “Now,” she said.") == ["Now,"]
    assert quoted("The '20 campaign was long.") == []


def test_brackets_inside_a_quotation() -> None:
    assert quoted("'The aim [of the strikes] is (mostly) help,' he said.") == [
        "The aim [of the strikes] is (mostly) help,"
    ]


glyphs = st.text(st.sampled_from(list("ab s.,\n'\"“”‘’«»„`([-90")), max_size=80)


@given(glyphs)
def test_spans_lie_in_the_text_and_never_cross(text: str) -> None:
    found = find_quoted(text, paragraphs(text))
    for q in found:
        assert 0 <= q.start <= q.inner_start <= q.inner_end <= q.end <= len(text)
    top = [q for q in found if q.depth == 0]
    assert all(a.end <= b.start for a, b in pairwise(top))
    for a in found:
        for b in found:
            assert not _cross(a, b)


def _cross(a: Quoted, b: Quoted) -> bool:
    return a.start < b.start < a.end < b.end


def test_a_hundred_thousand_marks() -> None:
    for unit in ('"a ', "'a ", "s' ", "“a\n\n", "'a\n\n", "“", '"'):
        find_quoted(unit * 100_000, paragraphs(unit * 100_000))
