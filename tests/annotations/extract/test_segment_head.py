"""The head of a plain text: title, byline, outlet, day."""

import pytest

from annotations.extract.pipeline import read
from annotations.extract.segment import segment
from annotations.extract.segment.bylines import after_dateline
from annotations.extract.segment.head import head_of
from annotations.model import Document

BODY = "A fire shut the harbour of Port Larn on Monday, officials said.\n\nNobody was hurt.\n"


@pytest.mark.parametrize(
    ("head", "title", "byline", "outlet", "published"),
    [
        ("Fire at Larn\n\nby VOA News October 01, 2015\n\n", "Fire at Larn", "VOA News", "VOA News", "2015-10-01"),
        (
            "Fire at Larn\nBy Ida Holm and Otto Brandt\n3 May 2021\n\n",
            "Fire at Larn",
            "Ida Holm and Otto Brandt",
            None,
            "2021-05-03",
        ),
        (
            "Fire at Larn\n\nBy Ida Holm\nThe Larn Review\n2021-05-03\n\n",
            "Fire at Larn",
            "Ida Holm",
            "The Larn Review",
            "2021-05-03",
        ),
        (
            "Fire at Larn\n\nBy Ida Holm | The Daily Larn | Updated: May 3rd, 2021 10:40 GMT\n\n",
            "Fire at Larn",
            "Ida Holm",
            "The Daily Larn",
            "2021-05-03",
        ),
        (
            "Fire at Larn\n\nBy Ida van der Holm, harbour correspondent\n\n",
            "Fire at Larn",
            "Ida van der Holm",
            None,
            None,
        ),
        ("Fire at Larn\n\nPublished on Monday, 3 May 2021\n\n", "Fire at Larn", None, None, "2021-05-03"),
        (
            "SITUATION REPORT\nOffice for Harbours, 3 May 2021\n\n",
            "SITUATION REPORT",
            None,
            "Office for Harbours",
            "2021-05-03",
        ),
        (
            "Fire at Larn\n\nPORT LARN, Kestria, May 3, 2021 (Coast Wire) - ",
            "Fire at Larn",
            None,
            "Coast Wire",
            "2021-05-03",
        ),
        ("Fire at Larn\n\nLONDON, March 3 (Agency) -- ", "Fire at Larn", None, "Agency", None),
        (
            "Fire at Larn\n\nBy Ida Holm\n\nPORT LARN, 3 May 2021 - It rained on Monday.\n\n",
            "Fire at Larn",
            "Ida Holm",
            None,
            "2021-05-03",
        ),
        ("Fire at Larn\n\n", "Fire at Larn", None, None, None),
        ("", "", None, None, None),
    ],
)
def test_the_head_tells_what_stands_in_it(
    head: str, title: str, byline: str | None, outlet: str | None, published: str | None
) -> None:
    text = head + BODY
    found = head_of(text)
    assert found[:4] == (title, byline, outlet, published)
    for part in found.spans:
        assert part.field == "published" or text[part.start : part.end] == part.value


@pytest.mark.parametrize(
    ("line", "byline", "outlet"),
    [
        ("By Staff", "Staff", None),
        ("By staff reporters", "staff reporters", None),
        ("By Our Kestria Correspondent", "Our Kestria Correspondent", None),
        ("BY STAFF WRITER, 3 May 2021", "STAFF WRITER", None),
        ("By Newsroom | The Larn Courier", "Newsroom", "The Larn Courier"),
        ("By Staff, Larn Press", "Staff", "Larn Press"),
        ("By Larn Press", "Larn Press", "Larn Press"),
        ("By Ida Holm, Staff Writer", "Ida Holm", None),
        ("By Ida Holm | Staff Writer", "Ida Holm", None),
        ("By Ida Holm\nStaff Writer", "Ida Holm", None),
        ("By Ida Holm\n\nStaff Writer", "Ida Holm", None),
        ("Our Correspondent, 3 May 2021", None, None),
        ("PORT LARN, Kestria, 3 May 2021 (News Agencies) - It rained.", None, None),
        ("By Ida Holm, Larn Bureau", "Ida Holm", "Larn Bureau"),
    ],
)
def test_words_for_whoever_wrote_are_neither_outlet_nor_person(
    line: str, byline: str | None, outlet: str | None
) -> None:
    text = f"Fire at Larn\n\n{line}\n\n{BODY}"
    assert head_of(text)[:3] == ("Fire at Larn", byline, outlet)
    named = {m.text for e in read(Document.of(text)).entities for m in e.mentions}
    assert not [name for name in named if "staff" in name.lower() or "correspondent" in name.lower()]
    assert "Newsroom" not in named


@pytest.mark.parametrize(
    "line",
    ["By Christmas the war was over.", "By Monday evening nothing had changed", "By 3 May 2021, the harbour was open."],
)
def test_a_line_that_only_begins_like_a_byline_is_none(line: str) -> None:
    assert head_of(f"Fire at Larn\n\n{line}\n\n{BODY}").byline is None


def test_a_day_that_does_not_exist_is_no_day() -> None:
    assert head_of(f"Fire at Larn\n\n31 February 2021\n\n{BODY}").published is None


def test_the_site_s_lines_are_no_title() -> None:
    assert head_of(f"Subscribe now\n\nFire at Larn\n\n{BODY}").title == "Fire at Larn"


def test_a_short_sentence_behind_a_dateline_is_no_line_of_the_head() -> None:
    text = "Fire at Larn\n\nPORT LARN, 3 May 2021 - The quay was shut on Monday.\n\nNobody was hurt.\n"
    paragraph = segment(text).paragraphs[1]
    assert paragraph.kind == "body"
    assert text[after_dateline(text, paragraph.start, paragraph.end) :].startswith("The quay")
    assert after_dateline(text, 0, 12) == 0
