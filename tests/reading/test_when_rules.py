"""Rules of English for when things happen: tense, comparison, numerals, clocks, spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.when import explain_times, find_times
from tests.timing import grows_in_step

THURSDAY = "2019-03-14T10:00:00Z"


def read(text: str, published: str | None = THURSDAY) -> list[tuple[str, str | None]]:
    return [(text[slice(*time.span)], time.value) for time in find_times(text, published)]


def last_value(text: str) -> str | None:
    return read(text)[-1][1]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The gunman may have crossed the border on Friday.", "2019-03-08"),
        ("The mayor could not be reached on Tuesday.", "2019-03-12"),
        ("The bank wouldn't comment on Monday.", "2019-03-11"),
        ("The late singer would have turned 60 on Saturday.", "2019-03-09"),
        ("Schools were closed due to flooding on Tuesday.", "2019-03-12"),
        ("The ferry is due to sail on Tuesday.", "2019-03-19"),
        ("The airline announced plans Monday to cut 40 jobs.", "2019-03-11"),
        ("The union plans a march on Saturday.", "2019-03-16"),
        ("The poll went ahead on Sunday as planned.", "2019-03-10"),
        ("Shares fell more than expected on Friday.", "2019-03-08"),
        ("The column pushed ahead on Wednesday.", "2019-03-13"),
        ("He was believed to be in Oslo on Saturday.", "2019-03-09"),
        ("They may have to leave on Monday.", "2019-03-18"),
        ("It may have an effect on Monday.", "2019-03-18"),
        ("A survey of likely voters ran through Tuesday.", "2019-03-12"),
    ],
)
def test_modals_and_plans_tell_which_way_a_clause_looks(text: str, value: str) -> None:
    assert last_value(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Prices rose 5% in January from a year earlier.", "2018-01"),
        ("In October output was 300, up from 200 a year ago.", "2017-10"),
        ("In the fourth quarter it lost 3 million, against 2 million a year ago.", "2017-Q4"),
        ("In the fourth quarter it lost money; three years ago it made some.", "2016"),
        ("For the quarter it won. For the year it lost 3 million, up from 2 million a year ago.",
         "2018"),
        ("Output fell in January compared with the same month last year.", "2018-01"),
        ("Profit rose in the third quarter from the same period of 2015.", "2015-Q3"),
        ("Profit fell in the third quarter. In the 2017 quarter it had risen.", "2017-Q3"),
        ("Third-quarter profit rose. A year ago he was in jail.", "2018"),
        ("This time last year he was free.", "2018-03"),
        ("They ate 4 tons, against 5 in the same period last year.", "2018"),
    ],
)  # fmt: skip
def test_figures_are_compared_over_the_same_length_of_time(text: str, value: str) -> None:
    assert last_value(text) == value


def test_what_is_compared_with_is_no_anchor() -> None:
    text = "Sales fell from 9 million a year ago. Rents rose compared with a year earlier."
    assert [value for _, value in read(text)] == ["2018", "2018"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He won in May 2009 and fell ill in October of that year.", "2009-10"),
        ("She fled in 2003. In June the same year she returned.", "2003-06"),
        ("She fled in 2003. In March of the following year she returned.", "2004-03"),
        ("It burnt down on March 4 last year.", "2018-03-04"),
    ],
)
def test_the_year_of_a_month_is_that_of_what_was_named_before(text: str, value: str) -> None:
    assert last_value(text) == value


@pytest.mark.parametrize(
    ("text", "found", "value"),
    [
        ("a year ago today", "a year ago today", "2018-03-14"),
        ("two years ago this month", "two years ago this month", "2017-03"),
        ("a week ago Friday", "a week ago Friday", "2019-03-08"),
        ("They will meet in two weeks.", "two weeks", "2019-W13"),
        ("They will hold a protest in 10 days.", "10 days", "2019-03-24"),
        ("It was the third raid in two weeks.", "two weeks", "P2W"),
        ("They will meet in half a year.", "half a year", "P6M"),
        ("They can take 50 pupils in two years.", "two years", "P2Y"),
        ("He fled years ago.", "years ago", "PAST_REF"),
        ("It will end this year.", "this year", "2019"),
        ("It will be the first strike in ten years.", "ten years", "P10Y"),
        ("A few days later he quit.", "A few days later", "PXD"),
        ("Rates are up since year-end.", "year-end", "2018"),
        ("over the next months", "the next months", "FUTURE_REF"),
        ("It happened the other day.", "the other day", "PAST_REF"),
        ("for centuries", "centuries", "PXCE"),
    ],
)
def test_distances(text: str, found: str, value: str) -> None:
    assert read(text) == [(found, value)]


@pytest.mark.parametrize(
    ("text", "found", "value"),
    [
        ("at half past six", "half past six", "2019-03-14T06:30"),
        ("at half past six on Monday evening", "half past six on Monday evening",
         "2019-03-11T18:30"),
        ("at a quarter to nine in the evening", "a quarter to nine in the evening",
         "2019-03-14T20:45"),
        ("ten past three in the afternoon", "ten past three in the afternoon", "2019-03-14T15:10"),
        ("at a quarter to one p.m.", "a quarter to one p.m.", "2019-03-14T12:45"),
        ("at 8 p.m. (1700 GMT) on Saturday", "8 p.m. (1700 GMT) on Saturday", "2019-03-09T20:00"),
        ("at 12 Mar 2019 14:05 GMT", "12 Mar 2019 14:05 GMT", "2019-03-12T14:05"),
    ],
)  # fmt: skip
def test_clocks(text: str, found: str, value: str) -> None:
    assert read(text) == [(found, value)]


def test_hours_in_a_list_are_two() -> None:
    assert [value for _, value in read("at 9 a.m., 5 p.m. and at noon")] == [
        "2019-03-14T09:00", "2019-03-14T17:00", "2019-03-14T12:00",
    ]  # fmt: skip


def test_a_score_is_no_clock() -> None:
    assert read("They won five to three, then ten to two.") == []


@pytest.mark.parametrize(
    ("text", "found", "value"),
    [
        ("on 1st of May", "1st of May", "2019-05-01"),
        ("on Sept, 26, 2014", "Sept, 26, 2014", "2014-09-26"),
        ("on 12-Mar-2018", "12-Mar-2018", "2018-03-12"),
        ("on Tuesday the 12th", "Tuesday the 12th", "2019-03-12"),
        ("on Tuesday (March 12)", "Tuesday (March 12)", "2019-03-12"),
        ("on Wensday 12 Febuary 2019", "Wensday 12 Febuary 2019", "2019-02-12"),
        ("by end-March", "end-March", "2019-03"),
        ("in late-2018", "late-2018", "2018"),
        ("in the noughties", "the noughties", "200"),
        ("in the early 80s", "the early 80s", "198"),
        ("in the 1990's", "the 1990's", "199"),
        ("the 2018/19 season", "2018/19", "2018/2019"),
        ("the 17th and 18th centuries", "the 17th and 18th centuries", "16/17"),
        ("the second and third quarters of 2018", "the second and third quarters of 2018",
         "2018-Q2/2018-Q3"),
        ("in the first decade of the 20th century", "the first decade of the 20th century", "190"),
        ("over the Easter weekend", "Easter weekend", "2019-W16-WE"),
        ("over the Memorial Day weekend", "Memorial Day weekend", "2019-W21-WE"),
        ("the theme of this years fair", "this years", "2019"),
        ("todays vote", "todays", "2019-03-14"),
        ("every Saturday night", "every Saturday night", "XXXX-WXX-6TNI"),
        ("on weekdays", "weekdays", "XXXX-WXX-WD"),
        ("on the first Monday of every month", "the first Monday of every month", "P1M"),
    ],
)  # fmt: skip
def test_spellings(text: str, found: str, value: str) -> None:
    assert read(text) == [(found, value)]


def test_decades_in_two_digits_stand_beside_one_in_four() -> None:
    assert read("in the 1960s and 70s") == [("the 1960s", "196"), ("70s", "197")]


@pytest.mark.parametrize(
    "text",
    ["USA TODAY wrote", "It grew over the years.", "on Russia Today", "highs in the 80s", "80s"],
)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He came on 12/04/2018 and left on 25/04/2018.", "2018-04-12"),
        ("04/12/2018, changed on 04/25/2018", "2018-04-12"),
        ("He came on 12/04/2018. The court sat on 4 March.", "2018-04-12"),
        ("He came on 12/04/2018. The court sat on March 4.", None),
        ("12/04/2018, 25/04/2018, 04/25/2018", None),
        ("on 12.04.2018", "2018-04-12"),
        ("03/14/2019 and 14/03/2019; 02/03/2018", "2019-03-14"),
    ],
)
def test_the_report_shows_the_order_of_numeric_dates(text: str, value: str | None) -> None:
    assert read(text)[0][1] == value


def test_a_numeric_date_that_can_be_that_of_publication_is() -> None:
    assert read("Posted 03/12/2019", "2019-03-12") == [("03/12/2019", "2019-03-12")]


def test_why_a_numeric_date_is_read_so() -> None:
    ((_, why), _) = explain_times("12/04/2018. The court sat on 4 March.", THURSDAY)
    assert why == "the day before the month"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("in the last 24 hours", "2019-03-13", "2019-03-14"),
        ("for the rest of the year", "2019-03-14", "2019-12-31"),
        ("in the second half of April", "2019-04-16", "2019-04-30"),
        ("in the second and third quarters of 2018", "2018-04-01", "2018-09-30"),
        ("over the Easter weekend", "2019-04-20", "2019-04-21"),
    ],
)
def test_days_that_are_covered(text: str, start: str, end: str) -> None:
    (time,) = find_times(text, THURSDAY)
    assert (time.start, time.end) == (start, end)


WORDS = (
    "half quarter past to ten five six in the evening p.m. ( ) 1700 GMT Monday March 12th a ago "
    "12/04/2018 25/04/2018 same period last year today earlier from than 5% of that following 80s "
    "and second third quarters 17th centuries Easter weekend will two weeks rest end- Sept, may "
    "1990s have"
).split()
TEXTS = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


@given(TEXTS, st.one_of(st.none(), st.dates().map(lambda day: day.isoformat())))
def test_every_time_is_in_order_and_inside_the_text(text: str, published: str | None) -> None:
    done = 0
    for time, why in explain_times(text, published):
        assert why
        assert done <= time.span[0] < time.span[1] <= len(text)
        assert (time.start or "") <= (time.end or "")
        done = time.span[1]


@pytest.mark.parametrize(
    "piece", ["may have ", "than expected ", "12/04/2018 ", "a year ago ", "in two weeks ", "80s "]
)
def test_time_grows_in_step_with_the_length(piece: str) -> None:
    assert grows_in_step(lambda count: find_times(piece * count, THURSDAY))
