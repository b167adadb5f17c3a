"""Numbers that count or measure: their value, unit, what they count, and how exactly they are meant."""

from typing import Any

import pytest

from annotations.extract.dates import find_dates
from annotations.extract.figures import attach_figures, find_figures
from annotations.extract.segment import segment
from annotations.model import Figure, Quote


def figures(text: str) -> tuple[Figure, ...]:
    layout = segment(text)
    return find_figures(layout, find_dates(layout, "2015-10-01"))


def one(text: str) -> Figure:
    found = figures(text)
    assert len(found) == 1, [f.text for f in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "value", "counted"),
    [
        ("The strikes killed 36 civilians.", "36 civilians", 36, "civilians"),
        ("Among the dead were five children.", "five children", 5, "children"),
        ("The force includes 3,359 Americans.", "3,359 Americans", 3359, "Americans"),
        ("It conducted 21 strikes on Thursday.", "21 strikes", 21, "strikes"),
        ("It destroyed eight positions belonging to them.", "eight positions", 8, "positions"),
        ("Twenty-one workers fled.", "Twenty-one workers", 21, "workers"),
        ("They hit a dozen Islamic State targets.", "a dozen Islamic State targets", 12, "Islamic State targets"),
        ("They lost two ammunition depots, he said.", "two ammunition depots", 2, "ammunition depots"),
        ("A further 2,500 tents are due.", "2,500 tents", 2500, "tents"),
        ("Some 900 more members joined.", "900 more members", 900, "members"),
        ("The fire killed five Dallas police officers.", "five Dallas police officers", 5, "Dallas police officers"),
        ("At least one Russian counterpart joined.", "one Russian counterpart", 1, "Russian counterpart"),
        ("The blast left 12 people injured.", "12 people", 12, "people"),
        ("A six-member panel met.", "six-member", 6, "member"),
        ("The 11 member trade group met.", "11 member", 11, "member"),
        ("A quarter of a million people fled.", "A quarter of a million people", 250_000, "people"),
        ("Three million and a half eggs broke.", "Three million and a half eggs", 3_500_000, "eggs"),
        ("Some 5 and a half million eggs broke.", "5 and a half million eggs", 5_500_000, "eggs"),
        ("Some five and a half million eggs broke.", "five and a half million eggs", 5_500_000, "eggs"),
        ("They brought half a million eggs.", "half a million eggs", 500000, "eggs"),
        ("Some 16 staff work there.", "16 staff", 16, "staff"),
        ("They hired two U.S. lawyers.", "two U.S. lawyers", 2, "U.S. lawyers"),
    ],
)
def test_what_is_counted(text: str, words: str, value: int, counted: str) -> None:
    figure = one(text)
    assert (figure.text, figure.value, figure.counted, figure.unit) == (words, value, counted, None)


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("It has given $2.3 billion in aid.", "$2.3 billion", 2_300_000_000, "dollar"),
        ("It has given US$1.5m in aid.", "US$1.5m", 1_500_000, "dollar"),
        ("It has given €4 million in aid.", "€4 million", 4_000_000, "euro"),
        ("It has given 41 million crowns in aid.", "41 million crowns", 41_000_000, "crown"),
        (
            "It has given 10.5 million Australian dollars.",
            "10.5 million Australian dollars",
            10_500_000,
            "Australian dollar",
        ),
        ("Prices rose 3.5 percent.", "3.5 percent", 3.5, "percent"),
        ("Prices rose 3.5%.", "3.5%", 3.5, "percent"),
        ("Prices rose three per cent.", "three per cent", 3, "percent"),
        ("It burnt 340 square kilometres of forest.", "340 square kilometres", 340, "square kilometre"),
        ("It burnt 12 hectares of forest.", "12 hectares", 12, "hectare"),
        ("They sent 640 tonnes of maize.", "640 tonnes", 640, "tonne"),
        ("The oven reaches 500 degrees Celsius.", "500 degrees Celsius", 500, "degree Celsius"),
        ("It fell to -12 °C there.", "-12 °C", -12, "degree Celsius"),
        ("It fell to minus 5 degrees there.", "minus 5 degrees", -5, "degree"),
        ("The engine gives 275 pound-feet of torque.", "275 pound-feet of torque", 275, "pound-foot"),
        ("He drove at 87 mph there.", "87 mph", 87, "mile per hour"),
        ("Oil costs $58.24 per barrel there.", "$58.24 per barrel", 58.24, "dollar per barrel"),
        (
            "The river carries 140 cubic metres a second there.",
            "140 cubic metres a second",
            140,
            "cubic metre per second",
        ),
        ("A six-mile road leads there.", "six-mile", 6, "mile"),
        ("The 35-year-old driver fled.", "35-year-old", 35, "year of age"),
        ("Ada Lund, 35, fled.", "35", 35, "year of age"),
        ("They won millions of dollars.", "millions of dollars", (1_000_000, 10_000_000), "dollar"),
        ("The war of four years ended.", "four years", 4, "year"),
        ("He was jailed for more than three months there.", "more than three months", 3, "month"),
        ("It joins the 50 previous years of work.", "50 previous years", 50, "year"),
        ("The trade gap came to $-4.5bn there.", "$-4.5bn", -4_500_000_000, "dollar"),
        ("The sale brought in PS2.7m there.", "PS2.7m", 2_700_000, "pound"),
        ("They make sub-7 nanometre chips.", "7 nanometre", 7, "nanometre"),
        ("The limit for a man aged 35 holds.", "35", 35, "year of age"),
    ],
)
def test_what_is_measured(text: str, words: str, value: Any, unit: str) -> None:
    figure = one(text)
    assert (figure.text, figure.value, figure.unit, figure.counted) == (words, value, unit, None)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Between 9,000 and 12,000 people fled.", "9,000 and 12,000 people", (9000, 12000)),
        ("Some 20-30 people fled.", "20-30 people", (20, 30)),
        ("Prices rose 5 to 7 percent.", "5 to 7 percent", (5, 7)),
        ("It will cost $3 to $5 billion.", "$3 to $5 billion", (3_000_000_000, 5_000_000_000)),
        ("It will cost between $1.1 billion and $1.4 billion.", "$1.1 billion and $1.4 billion", (1.1e9, 1.4e9)),
        ("Two or three people fled.", "Two or three people", (2, 3)),
        ("Hundreds of Iranian troops came.", "Hundreds of Iranian troops", (100, 1000)),
        ("Tens of thousands of people came.", "Tens of thousands of people", (10_000, 100_000)),
        ("Several thousand people came.", "Several thousand people", (3000, 9000)),
    ],
)
def test_a_range_has_both_bounds(text: str, words: str, value: tuple[float, float]) -> None:
    figure = one(text)
    assert (figure.text, figure.value) == (words, value)


def test_a_change_from_one_number_to_another_is_no_range() -> None:
    assert [(f.value, f.unit) for f in figures("It fell from 12 percent to 10 percent.")] == [
        (12, "percent"),
        (10, "percent"),
    ]
    assert [(f.value, f.unit) for f in figures("It fell from 4.8 to 4.7 percent.")] == [
        (4.8, "percent"),
        (4.7, "percent"),
    ]
    assert [(f.value, f.unit) for f in figures("He fell from 208 pounds to 193.")] == [(208, "pound"), (193, "pound")]


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("It killed 63 people.", "="),
        ("It killed about 63 people.", "~"),
        ("It killed nearly 63 people.", "~"),
        ("It killed at least 63 people.", ">="),
        ("It killed more than 63 people.", ">"),
        ("It killed up to 63 people.", "<="),
        ("It killed fewer than 63 people.", "<"),
        ("It killed as many as 63 people.", "<="),
        ("It killed 63 people or more.", ">="),
        ("That adds up to 63 people.", "="),
    ],
)
def test_how_exactly_a_number_is_meant(text: str, modifier: str) -> None:
    assert one(text).modifier == modifier


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Prices rose by nearly 5 percent.", "up"),
        ("Shares fell 5 percent.", "down"),
        ("Shares fell to 5 percent of that.", None),
        ("It holds 5 percent.", None),
    ],
)
def test_a_rise_and_a_fall_are_told(text: str, change: str | None) -> None:
    assert one(text).change == change


def test_a_rise_to_a_number_is_no_range() -> None:
    assert [f.value for f in figures("It rose by $4 billion to $41 billion.")] == [4_000_000_000, 41_000_000_000]
    assert one("It rose by 1 to 1.5 percent.").value == (1, 1.5)


def test_a_length_of_time_is_as_exact_as_it_is_said() -> None:
    assert [(f.value, f.modifier) for f in figures("It lasted more than three months.")] == [(3, ">")]
    assert one("It takes two or three days.").value == (2, 3)


def test_a_bare_number_counts_those_whom_something_befell() -> None:
    assert [f.value for f in figures("Two miners died and three are still missing.")] == [2, 3]
    assert [f.value for f in figures("It killed four and injured nine, he said.")] == [4, 9]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("About seven in 10 voters stayed away.", [(0.7, "~")]),
        ("Nearly half said they had voted.", [(0.5, "~")]),
        ("More than half the wells are dry.", [(0.5, ">")]),
        ("Half of rural voters stayed away.", [(0.5, "=")]),
        ("It took less than one half of the vote.", [(0.5, "<")]),
        ("He ran for half an hour in the first half.", []),
    ],
)
def test_shares_that_are_told_in_words(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(f.value, f.modifier) for f in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It lost 52 to 38 percent.", [(52, "percent"), (38, "percent")]),
        ("Three of nine towns voted.", [(3, "towns"), (9, "towns")]),
        ("Lund has 12 votes, Holm has six.", [(12, "votes"), (6, None)]),
    ],
)
def test_numbers_of_a_vote(text: str, expected: list[tuple[float, str | None]]) -> None:
    assert [(f.value, f.unit or f.counted) for f in figures(text)] == expected


def test_shares_of_a_whole() -> None:
    assert one("Half of the voters stayed away.").value == 0.5
    assert one("One in four wells is dry.").value == 0.25
    assert one("Two thirds of them fled.").value == pytest.approx(2 / 3, abs=1e-5)


@pytest.mark.parametrize(
    "text",
    [
        "He came second in the 21st race.",
        "It happened in 2014 and on 12 May 2013.",
        "They met at 10:35 a.m. on Monday.",
        "Call +1-222-555-0147 now.",
        "The G20 met with France 24 in hall B12.",
        "A Boeing 737 landed on Highway 1.",
        "Under Article 5 and Resolution 2254 it may.",
        "No one knows; one of them said so one day.",
        "The 1990s were good.",
        "See https://example.org/12/345.html there.",
        "They won 3-2 there.",
        "The five-year plan ended after one day.",
        "In the second half of the match it rained.",
        "The iPhone 14 cameras are small.",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert [f.text for f in figures(text)] == []


def test_the_numbers_of_a_list_are_no_figures() -> None:
    text = "1. The bridge is closed.\n2. The road is closed, too.\n3. The port works.\n"
    assert [f.text for f in figures(text)] == []


def test_ids_count_up_in_the_order_of_the_text() -> None:
    found = figures("Three ships left. Two boats followed, with 40 men.")
    assert [f.id for f in found] == ["f1", "f2", "f3"]
    assert [f.start for f in found] == sorted(f.start for f in found)
    assert all(f.rule.startswith("figure: ") and 0 < f.certainty <= 1 for f in found)


def test_a_figure_belongs_to_the_shortest_quote_around_it() -> None:
    text = 'He said that "we lost 36 men" there. Later 12 men came.'
    found = figures(text)
    outer = Quote(3, 36, text[3:36], id="q1", kind="mixed")
    inner = Quote(14, 28, text[14:28], id="q2", kind="direct")
    assert [f.quote for f in attach_figures(found, [outer, inner])] == ["q2", None]
    assert [f.quote for f in attach_figures(found, [])] == [None, None]


def test_some_of_a_number_of_things_are_two_figures() -> None:
    text = "The union said 640 of its 2,100 members could be sent home."
    found = find_figures(segment(text), ())
    assert [(f.value, f.counted) for f in found] == [(640, "members"), (2100, "members")]


@pytest.mark.parametrize(
    "text", ["They marched for a third day.", "It fell for a fifth straight week.", "A third man left."]
)
def test_what_comes_after_a_second_is_no_fraction(text: str) -> None:
    assert figures(text) == ()


def test_a_third_of_something_is_a_fraction() -> None:
    assert [f.value for f in figures("A third of the grain and a fifth of the boats are left.")] == [
        pytest.approx(1 / 3, abs=1e-5),
        0.2,
    ]


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("The jury sat for nine hours over three days.", "="),
        ("They will buy grain over two years.", "="),
        ("They held the bridge for over three days.", ">"),
        ("The march took over two weeks.", ">"),
    ],
)
def test_over_a_time_may_tell_when(text: str, modifier: str) -> None:
    assert figures(text)[-1].modifier == modifier


@pytest.mark.parametrize("text", ["He lost two fingers.", "She held up two children.", "They put up two masts."])
def test_what_is_done_with_things_is_no_change_of_their_number(text: str) -> None:
    assert [f.change for f in figures(text)] == [None]


def test_who_died_at_78_was_78() -> None:
    assert [(f.value, f.unit) for f in figures("Otto Brandt, composer of marches, dies at 78")] == [(78, "year of age")]
