"""docs/formats.md says of each format what it carries, as the formats say it themselves."""

from annotations.exchange import FORMATS
from docs.formats import PAGE, page


def test_the_page_of_formats_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make formats"


def test_each_format_says_what_it_loses_and_what_it_takes() -> None:
    assert all(each.loses for each in FORMATS.values())
    assert [name for name, each in FORMATS.items() if each.read and not each.takes] == ["json"]
