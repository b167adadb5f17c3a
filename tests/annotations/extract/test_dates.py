"""Expressions of time: where they begin and end, their types, and which times they name."""

import pytest

from annotations.extract.dates import find_dates
from annotations.extract.segment import segment
from annotations.model import DateMention, Span

PUBLISHED = "2015-10-01"  # a Thursday


def dates(text: str, published: str | None = PUBLISHED) -> tuple[DateMention, ...]:
    return find_dates(segment(text), published)


def read(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str, str]]:
    return [(d.text, d.type, d.value) for d in dates(text, published)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It opened on 1 October 2015.", "1 October 2015", "2015-10-01"),
        ("It opened on Oct. 1, 2015, in Lund.", "Oct. 1, 2015", "2015-10-01"),
        ("It opened on the 1st of October 2015.", "the 1st of October 2015", "2015-10-01"),
        ("It opened on Thursday, October 1, 2015.", "Thursday, October 1, 2015", "2015-10-01"),
        ("The log says 1996-08-30 twice.", "1996-08-30", "1996-08-30"),
        ("The letter is dated 30/08/1996.", "30/08/1996", "1996-08-30"),
        ("The letter is dated 30.8.1996.", "30.8.1996", "1996-08-30"),
        ("The uprising began in March 2011.", "March 2011", "2011-03"),
        ("He left in early June 2014.", "early June 2014", "2014-06"),
        ("She was born in 1968.", "1968", "1968"),
        ("They met in the 1990s.", "the 1990s", "199"),
        ("They met in the '80s.", "the '80s", "198"),
        ("A church of the 11th century stands there.", "the 11th century", "10"),
        ("It closed in the third quarter of 1984.", "the third quarter of 1984", "1984-Q3"),
        ("It was sold in Q3 2014.", "Q3 2014", "2014-Q3"),
        ("It ended in the winter of 1994.", "the winter of 1994", "1994-WI"),
        ("It will last until the end of 2016.", "the end of 2016", "2016"),
        ("He said so in nineteen ninety-six.", "nineteen ninety-six", "1996"),
        ("It was sold in 2014 Q3.", "2014 Q3", "2014-Q3"),
        ("The town fell in 44 BC.", "44 BC", "BC0044"),
        ("It ends on the last Friday of May 2016.", "the last Friday of May 2016", "2016-05-27"),
        ("It ends on the last day of February 2016.", "the last day of February 2016", "2016-02-29"),
        ("It began in the first week of May 2014.", "the first week of May 2014", "2014-05"),
    ],
)
def test_a_date_that_says_its_year(text: str, words: str, value: str) -> None:
    assert read(text) == [(words, "DATE", value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The minister resigned Thursday.", "Thursday", "2015-10-01"),
        ("The minister resigned on Wednesday.", "Wednesday", "2015-09-30"),
        ("The minister will resign on Wednesday.", "Wednesday", "2015-10-07"),
        ("The vote is scheduled for Monday.", "Monday", "2015-10-05"),
        ("A day of mourning would be held on Sunday.", "Sunday", "2015-10-04"),
        ("The minister resigned last Thursday.", "last Thursday", "2015-09-24"),
        ("They meet next Tuesday.", "next Tuesday", "2015-10-06"),
        ("The talks failed on Tuesday of last week.", "Tuesday of last week", "2015-09-22"),
        ("The talks failed yesterday.", "yesterday", "2015-09-30"),
        ("The talks failed last week.", "last week", "2015-W39"),
        ("The talks failed this year.", "this year", "2015"),
        ("The talks failed two years ago.", "two years ago", "2013"),
        ("The talks failed ten days ago.", "ten days ago", "2015-09-21"),
        ("The talks failed five months ago.", "five months ago", "2015-05"),
        ("The talks failed over the weekend.", "the weekend", "2015-W39-WE"),
        ("The talks failed in January.", "January", "2015-01"),
        ("The talks will resume in January.", "January", "2016-01"),
        ("The talks failed last April.", "last April", "2015-04"),
        ("It was signed on Sept. 28.", "Sept. 28", "2015-09-28"),
        ("It is payable on Jan. 2.", "Jan. 2", "2016-01-02"),
        ("It was signed in June last year.", "June last year", "2014-06"),
        ("It was signed earlier this month.", "earlier this month", "2015-10"),
        ("Sales fell in the third quarter.", "the third quarter", "2015-Q3"),
        ("Families will gather for Thanksgiving Day.", "Thanksgiving Day", "2015-11-26"),
        ("Pilgrims came for Easter 2016.", "Easter 2016", "2016-03-27"),
        ("It was signed last summer.", "last summer", "2015-SU"),
        ("It was signed in the spring of last year.", "the spring of last year", "2014-SP"),
        ("It was signed on the first Monday in September.", "the first Monday in September", "2015-09-07"),
        ("The rent is due on the 15th of this month.", "the 15th of this month", "2015-10-15"),
        ("It will be shut in Christmas week.", "Christmas week", "2015-W52"),
        ("The bank shut for Labor Day weekend.", "Labor Day weekend", "2015-W36-WE"),
        ("She has been away since December.", "December", "2014-12"),
        ("The books for the term ended Dec. 12 are lost.", "Dec. 12", "2014-12-12"),
        ("The loan had been hoped for, and he must pay it back by February.", "February", "2016-02"),
        ("A feast will be held on Feb. 29.", "Feb. 29", "2016-02-29"),
        ("In the latest quarter it lost money.", "the latest quarter", "2015-Q3"),
        ("They fear for the future and say so.", "the future", "FUTURE_REF"),
        ("The law was passed after 9/11.", "9/11", "2001-09-11"),
        ("They marched on St Patrick's Day.", "St Patrick's Day", "2015-03-17"),
        ("She said before the vote that on Friday it will open.", "Friday", "2015-10-02"),
        ("They will appeal against Wednesday's ruling.", "Wednesday", "2015-09-30"),
        ("They will speak at Wednesday's debate.", "Wednesday", "2015-10-07"),
        ("Crowds grew ahead of Wednesday's debate.", "Wednesday", "2015-10-07"),
        ("The two leaders last met in November.", "November", "2014-11"),
        ("A hall to be built in November is not paid for.", "November", "2015-11"),
        ("He will one day return.", "one day", "FUTURE_REF"),
        ("Sales were flat for the year.", "the year", "2015"),
    ],
)
def test_a_date_counted_from_the_day_of_publication(text: str, words: str, value: str) -> None:
    assert read(text) == [(words, "DATE", value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Shots were heard Thursday morning.", "Thursday morning", "2015-10-01TMO"),
        ("Shots were heard this morning.", "this morning", "2015-10-01TMO"),
        ("Shots were heard last night.", "last night", "2015-09-30TNI"),
        ("Shots were heard at 10:35 a.m. on the bridge.", "10:35 a.m.", "2015-10-01T10:35"),
        ("Shots were heard at 10 p.m. Wednesday.", "10 p.m. Wednesday", "2015-09-30T22:00"),
        ("Shots were heard at noon on Monday.", "noon on Monday", "2015-09-28T12:00"),
        ("Shots were heard around 7:15 p.m. there.", "around 7:15 p.m.", "2015-10-01T19:15"),
        ("Shots were heard at 4 in the morning.", "4 in the morning", "2015-10-01T04:00"),
        ("Shots were heard at half past nine.", "half past nine", "2015-10-01T09:30"),
        ("Shots were heard at a quarter to one.", "a quarter to one", "2015-10-01T12:45"),
        ("Shots were heard at 12 noon on Monday.", "12 noon on Monday", "2015-09-28T12:00"),
        ("Shots were heard in the morning.", "the morning", "2015-10-01TMO"),
    ],
)
def test_a_time_of_day(text: str, words: str, value: str) -> None:
    assert read(text) == [(words, "TIME", value)]


@pytest.mark.parametrize(
    ("text", "words", "value", "mod"),
    [
        ("The war lasted three years.", "three years", "P3Y", None),
        ("They want elections within a year.", "a year", "P1Y", "EQUAL_OR_LESS"),
        ("The country's four-year civil war goes on.", "four-year", "P4Y", None),
        ("It took more than four hours.", "more than four hours", "PT4H", "MORE_THAN"),
        ("It took at least 30 days.", "at least 30 days", "P30D", "EQUAL_OR_MORE"),
        ("It took nearly two months.", "nearly two months", "P2M", "APPROX"),
        ("It grew in the past three years.", "the past three years", "P3Y", None),
        ("It took 2 1/2 years.", "2 1/2 years", "P2Y6M", None),
        ("It took a decade and more than one can say, in a decade.", "a decade", "P10Y", None),
        ("They talked for a few days.", "a few days", "PXD", None),
        ("They talked for months.", "months", "PXM", None),
        ("They talked for weeks or months.", "weeks or months", "PXW", None),
        ("It has grown over the years.", "the years", "PXY", None),
        ("It took just over an hour.", "over an hour", "PT1H", "MORE_THAN"),
        ("It was built over three years.", "three years", "P3Y", None),
        ("A three-day truce began.", "three-day", "P3D", None),
        ("A hundred years of war began.", "A hundred years", "P100Y", None),
        ("It rained all week.", "all week", "P1W", None),
        ("It took almost a year and a half.", "almost a year and a half", "P1Y6M", "APPROX"),
        ("A quarter-century has gone by.", "A quarter-century", "P25Y", None),
        ("Years later he came back.", "Years later", "PXY", None),
        ("He came back a few days later.", "a few days later", "PXD", None),
        ("He waits another two months.", "another two months", "P2M", None),
    ],
)
def test_how_long(text: str, words: str, value: str, mod: str | None) -> None:
    found = dates(text)
    assert (found[0].text, found[0].type, found[0].value, found[0].mod) == (words, "DURATION", value, mod)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Planes fly daily over the city.", "daily", "P1D"),
        ("They meet every Thursday.", "every Thursday", "XXXX-WXX-4"),
        ("They meet each July.", "each July", "XXXX-07"),
        ("They meet every two weeks.", "every two weeks", "P2W"),
        ("They meet on Mondays.", "Mondays", "XXXX-WXX-1"),
        ("They meet on weekends.", "weekends", "XXXX-WXX-WE"),
        ("They meet in the mornings.", "mornings", "XXXX-XX-XXTMO"),
        ("They meet twice a week.", "twice a week", "P1W"),
        ("They meet three times a year.", "three times a year", "P1Y"),
    ],
)
def test_how_often(text: str, words: str, value: str) -> None:
    assert read(text) == [(words, "SET", value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("To date, it has given nothing.", "To date", "PRESENT_REF"),
        ("The war is now wider.", "now", "PRESENT_REF"),
        ("It was recently closed.", "recently", "PAST_REF"),
        ("It failed in recent years.", "recent years", "PAST_REF"),
        ("It happened in the past.", "the past", "PAST_REF"),
        ("It will come in the near future.", "the near future", "FUTURE_REF"),
    ],
)
def test_a_vague_time_refers_to_past_present_or_future(text: str, words: str, value: str) -> None:
    assert read(text) == [(words, "DATE", value)]


def test_the_time_named_last_is_what_previous_following_and_later_count_from() -> None:
    text = "They struck on 3 March 2014. The previous day had been calm. The following month they struck again."
    assert [d.value for d in dates(text)] == ["2014-03-03", "2014-03-02", "2014-04"]
    assert [d.value for d in dates("It fell in 2008. Two years later it rose.")] == ["2008", "2010"]


def test_a_year_ago_is_the_same_quarter_where_a_quarter_is_spoken_of() -> None:
    text = "Profit rose in the third quarter of 2014. It had been $3 million a year earlier."
    assert [d.value for d in dates(text)] == ["2014-Q3", "2013-Q3"]


def test_a_clock_time_belongs_to_a_day_of_its_paragraph_or_to_the_day_of_publication() -> None:
    text = "The doors closed on Monday at the hall. At 5 p.m. they opened.\n\nIt ended at 6 p.m. there."
    assert [d.value for d in dates(text)] == ["2015-09-28", "2015-09-28T17:00", "2015-10-01T18:00"]


def test_days_of_one_month_are_an_expression_each() -> None:
    assert read("It rained between 12 and 18 September.") == [
        ("12", "DATE", "2015-09-12"),
        ("18 September", "DATE", "2015-09-18"),
    ]
    assert [d.value for d in dates("They met on Jan. 5-7, 2016.")] == ["2016-01-05", "2016-01-07"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They fought from May to August 2014.", [("May", "2014-05"), ("August 2014", "2014-08")]),
        ("They fought in late May and early June 2014.", [("late May", "2014-05"), ("early June 2014", "2014-06")]),
        ("It is from Nov-Feb 2014.", [("Nov", "2013-11"), ("Feb 2014", "2014-02")]),
        ("It ran May 30 to June 2, 2014.", [("May 30", "2014-05-30"), ("June 2, 2014", "2014-06-02")]),
        ("It ran 30 December to 2 January 2014.", [("30 December", "2013-12-30"), ("2 January 2014", "2014-01-02")]),
        ("They met 9 to 11:30 p.m. there.", [("9", "2015-10-01T21:00"), ("11:30 p.m.", "2015-10-01T23:30")]),
        ("They met 11-1 p.m. there.", [("11", "2015-10-01T11:00"), ("1 p.m.", "2015-10-01T13:00")]),
        (
            "They met between 10 and 11 a.m. on Monday.",
            [("10", "2015-09-28T10:00"), ("11 a.m. on Monday", "2015-09-28T11:00")],
        ),
    ],
)
def test_what_a_range_says_once_holds_for_both_ends(text: str, found: list[tuple[str, str]]) -> None:
    assert [(d.text, d.value) for d in dates(text)] == found


def test_a_clock_time_told_in_two_zones_is_on_the_day_that_follows() -> None:
    text = "The blast came at 10:35 a.m. (0735 GMT) on Monday."
    assert [d.value for d in dates(text)] == ["2015-09-28T10:35", "2015-09-28T07:35", "2015-09-28"]


def test_the_quarter_that_a_report_is_about_stays_the_one_that_is_spoken_of() -> None:
    text = "Profit rose in the third quarter. After a weak second quarter, sales grew too. A year ago they fell."
    assert [d.value for d in dates(text)] == ["2015-Q3", "2015-Q2", "2014-Q3"]


def test_a_numeric_date_is_read_the_way_that_lies_nearer_to_publication() -> None:
    assert [d.value for d in dates("Posted 10/01/2015.", "2015-10-01")] == ["2015-10-01"]
    assert [d.value for d in dates("Posted 10/01/2015.", "2015-01-12")] == ["2015-01-10"]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the capital.",
        "Theresa May said so.",
        "April said so, and June Brown agreed.",
        "He wrote in the Sunday Times.",
        "The firm sold Sun workstations.",
        "It lies 2000 miles away.",
        "A crowd of 1500 people came.",
        "Prices fall and spring back.",
        "It costs $2 million a year.",
        "He is 37 years old.",
        "The 8-month-old baby slept.",
        "Visit https://example.org/2015/10/01/news for more.",
        "The second group came third.",
        "See page 1990-12.",
        "On Feb 30, 2015 nothing could happen.",
        "He won 3-2 in room 2015.",
        "The daily Herald said so.",
        "High Noon is a film.",
        "About three-quarters of the town was flooded.",
        "Sales grew by a quarter to five million.",
        "It is the most up to date map.",
        "It comes every now and then.",
        "It won one of the past six matches.",
        "He says what makes sense at the moment he says it.",
        "He lives in the Century Tower.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert read(text) == []


def test_what_lies_inside_a_name_is_no_time() -> None:
    text = "The October Group met in October."
    found = find_dates(segment(text), PUBLISHED, [Span(4, 17)])
    assert [(d.start, d.text) for d in found] == [(25, "October")]


def test_furniture_is_left_out() -> None:
    text = "Heavy rain fell on Monday in the hills above the town.\n\nJoin the mailing list today"
    assert "today" not in [d.text for d in dates(text)]


def test_without_a_day_of_publication_what_is_unknown_is_written_with_x() -> None:
    assert [d.value for d in dates("They met on Thursday.", None)] == ["XXXX-WXX-4"]
    assert [d.value for d in dates("They met on 3 March.", None)] == ["XXXX-03-03"]
    assert [d.value for d in dates("They met in May 2014.", None)] == ["2014-05"]


def test_a_full_date_at_the_head_stands_in_for_the_day_of_publication() -> None:
    text = "Bridge closed\n\nLund, March 6, 2014\n\nThe bridge was closed on Tuesday."
    assert [d.value for d in dates(text, None)] == ["2014-03-06", "2014-03-04"]


def test_a_dateline_stands_in_for_the_day_of_publication() -> None:
    text = "LUND, March 6, 2014 (Wire) - The old bridge was closed to lorries on Tuesday, the police of the town said."
    assert [d.value for d in dates(text, None)] == ["2014-03-06", "2014-03-04"]
    assert [d.value for d in dates("It was signed on 6 March 2014. It failed on Tuesday.", None)][1] == "XXXX-WXX-2"


def test_a_date_in_the_running_text_does_not_stand_in_for_the_day_of_publication() -> None:
    text = (
        "The treaty of 6 March 2014, which two towns had signed after long talks in the hills, did not last a year. "
        "It was torn up on Tuesday."
    )
    assert [d.value for d in dates(text, None)] == ["2014-03-06", "P1Y", "XXXX-WXX-2"]


def test_every_mention_says_which_rule_made_it_and_how_sure_it_is() -> None:
    for mention in dates("Two years ago, on Monday, at 5 p.m., they met every week in the 1990s."):
        assert mention.rule.startswith("date: ")
        assert 0 < mention.certainty <= 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She demanded that the report be published by Friday.", "2015-10-02"),
        ("The parties accepted, and terms were to be agreed by Monday.", "2015-10-05"),
        ("The army had retaken the town by Monday.", "2015-09-28"),
        ("The river broke its banks, and by Monday morning the fields were under water.", "2015-09-28TMO"),
        ("By Monday the army held both bridges.", "2015-09-28"),
        ("Pilots said that by Monday the port would be open.", "2015-10-05"),
        ("By Friday all the ships will have left.", "2015-10-02"),
    ],
)
def test_a_deadline_is_to_come_unless_it_was_met(text: str, value: str) -> None:
    assert [v for _, _, v in read(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The office publishes its figures on Monday.", "2015-10-05"),
        ("Larne play the Dutch for third place on Saturday.", "2015-10-03"),
        ("The chamber could as early as Monday lift the ban.", "2015-10-05"),
        ("They played the Dutch on Saturday.", "2015-09-26"),
    ],
)
def test_what_is_on_the_calendar_is_to_come(text: str, value: str) -> None:
    assert [v for _, _, v in read(text)] == [value]


def test_quarter_finals_are_no_quarter() -> None:
    assert read("He played in the quarter-finals.") == []
