"""Numbers with their units, as people write them."""

import pytest

from annotations.model import Figure, Modifier
from tui.quantity import plural, quantity


@pytest.mark.parametrize(
    ("value", "unit", "modifier", "written"),
    [
        (75_000_000, "crown", "=", "75 million crowns"),
        (1_200_000, "crown", "~", "about 1.2 million crowns"),
        (1_234_567, "dollar", "=", "1,234,567 dollars"),
        (42_500, None, ">=", "at least 42,500"),
        (1, "tonne", "=", "1 tonne"),
        (0.5, "metre", "=", "0.5 metres"),
        ((3_000_000, 4_000_000), "dollar", "=", "3 to 4 million dollars"),
        ((5, 7), "percent", "=", "5 to 7 percent"),
        ((900_000, 1_000_000), "euro", "=", "900,000 to 1 million euros"),
    ],
)
def test_a_number_reads_as_people_write_it(
    value: float | tuple[float, float], unit: str | None, modifier: Modifier, written: str
) -> None:
    assert quantity(Figure(0, 1, "", id="f1", value=value, unit=unit, modifier=modifier)) == written


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("percent", "percent"),
        ("foot", "feet"),
        ("square foot", "square feet"),
        ("degree Celsius", "degrees Celsius"),
        ("dollar per barrel", "dollars per barrel"),
        ("year of age", "years of age"),
        ("Japanese yen", "Japanese yen"),
    ],
)
def test_units_have_their_own_plurals(one: str, many: str) -> None:
    assert plural(one) == many
