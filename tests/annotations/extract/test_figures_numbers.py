"""Numbers as English writes them."""

import pytest

from annotations.extract.figures.numbers import number_at


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", 0),
        ("007", 7),
        ("250,000", 250_000),
        ("1,234.56", 1234.56),
        ("12,34,567", 1_234_567),
        ("1.250.000", 1_250_000),
        ("10 000 000", 10_000_000),
        ("10\u202f000", 10_000),
        ("2.3 billion", 2_300_000_000),
        ("4 hundred million", 400_000_000),
        ("1.5bn", 1_500_000_000),
        ("3 dozen", 36),
        ("2 1/2", 2.5),
        ("5½", 5.5),
        ("½", 0.5),
        ("3/4", 0.75),
        ("1.5×10^3", 1500.0),
        ("seven", 7),
        ("twenty-one", 21),
        ("one hundred and six", 106),
        ("two hundred and five thousand and twenty-one", 205_021),
        ("three million five hundred", 3_000_500),
        ("a hundred thirty million", 130_000_000),
        ("half a million", 500_000),
        ("a dozen", 12),
        ("one and a half", 1.5),
        ("a million and a half", 1_500_000),
        ("five point five", 5.5),
        ("three quarters", 0.75),
        ("a third", 0.333333),
        ("hundreds of thousands", (100_000, 1_000_000)),
        ("several hundred", (300, 900)),
        ("a couple of hundred", 200),
    ],
)
def test_a_number_is_read_to_its_end(written: str, value: float | tuple[float, float]) -> None:
    text = f"{written} of them"
    number = number_at(text, 0)
    assert number is not None
    assert (text[: number.end], number.value) == (written, value)


@pytest.mark.parametrize("written", ["half an hour", "a few", "several", "a man", "the two", "dozen", "some", "x5"])
def test_what_is_no_number_by_itself(written: str) -> None:
    assert number_at(written, 0) is None


def test_two_numbers_side_by_side_stay_two() -> None:
    number = number_at("four and five", 0)
    assert number is not None
    assert number.value == 4
    number = number_at("nineteen ninety-six", 0)
    assert number is not None
    assert number.value == 19
