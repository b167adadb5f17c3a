"""Dates in words: no code of TIMEX3 is shown to a reader."""

import pytest

from annotations.model import DateMention, TimexType
from tui.moment import moment


@pytest.mark.parametrize(
    ("type_", "value", "mod", "told"),
    [
        ("DATE", "2015-10-01", None, "date: Thu 1 Oct 2015"),
        ("DATE", "2015-10", "END", "date: late in October 2015"),
        ("DATE", "2015-10-01", "START", "date: early on Thu 1 Oct 2015"),
        ("DATE", "1200", None, "date: 1200"),
        ("DATE", "PAST_REF", None, "date: some time ago"),
        ("DATE", "XXXX-WXX-4", None, "date: a Thursday, not known which"),
        ("DATE", "XXXX-03-04", None, "date: 4 March, year not known which"),
        ("DATE", "XXXX", None, "date, not told more exactly"),
        ("TIME", "2015-10-01TMO", None, "time: Thu 1 Oct 2015, morning"),
        ("TIME", "XXXX-WXX-5T09:30", None, "time: a Friday, 09:30, not known which"),
        ("TIME", "T09:30", None, "time: 09:30"),
        ("DURATION", "P2Y6M", None, "how long: 2 years 6 months"),
        ("DURATION", "PT1H", "LESS_THAN", "how long: less than 1 hour"),
        ("DURATION", "PXC", None, "how long: some centuries"),
        ("SET", "P1W", None, "how often: every week"),
        ("SET", "XXXX-WXX-1", None, "how often: every Monday"),
        ("SET", "XXXX-FA", None, "how often: every autumn"),
        ("SET", "XXXX-WXX-WE", None, "how often: every weekend"),
    ],
)
def test_a_date_is_told_in_words(type_: TimexType, value: str, mod: str | None, told: str) -> None:
    assert moment(DateMention(start=0, end=1, text="x", type=type_, value=value, mod=mod)) == told
