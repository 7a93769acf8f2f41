from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DatelineError
from dateline.reading.when import find_times
from dateline.record import Time
from tests.timing import grows_in_step

THURSDAY = "2019-03-14T10:00:00Z"


def one(text: str, published: str | None = THURSDAY) -> Time:
    times = find_times(text, published)
    assert len(times) == 1, [text[slice(*time.span)] for time in times]
    return times[0]


def words(text: str, published: str | None = THURSDAY) -> list[str]:
    return [text[slice(*time.span)] for time in find_times(text, published)]


@pytest.mark.parametrize(
    ("text", "words_found", "value"),
    [
        ("on 4 March 2003", "4 March 2003", "2003-03-04"),
        ("on March 4,", "March 4", "2019-03-04"),
        ("on Mar. 4, 2003,", "Mar. 4, 2003", "2003-03-04"),
        ("on 2003-03-04", "2003-03-04", "2003-03-04"),
        ("on 25/03/2003", "25/03/2003", "2003-03-25"),
        ("on 03/03/2003", "03/03/2003", "2003-03-03"),
        ("on the 4th of March", "the 4th of March", "2019-03-04"),
        ("from 4-6 March", "4-6 March", "2019-03-04/2019-03-06"),
        ("between March 3 and 5", "March 3 and 5", "2019-03-03/2019-03-05"),
        ("on March 3 and 5.", "March 3 and 5", "2019-03-03/2019-03-05"),
        ("on March 3 and 5 people", "March 3", "2019-03-03"),
        ("on Friday, March 8, 2019, he", "Friday, March 8, 2019", "2019-03-08"),
        ("on Sat., March 9", "Sat., March 9", "2019-03-09"),
        ("in mid-March", "mid-March", "2019-03"),
        ("in March last year", "March last year", "2018-03"),
        ("in late 2011", "late 2011", "2011"),
        ("since 1901", "1901", "1901"),
        ("the 1985 accord", "1985", "1985"),
        ("in 1985-87", "1985-87", "1985/1987"),
        ("in nineteen ninety-four", "nineteen ninety-four", "1994"),
        ("in the early 1990s", "the early 1990s", "199"),
        ("in the nineties", "the nineties", "199"),
        ("in the '60s", "the '60s", "196"),
        ("in the 20th century", "the 20th century", "19"),
        ("in summer 2014", "summer 2014", "2014-SU"),
        ("in the winter of 1994", "the winter of 1994", "1994-WI"),
        ("in the first quarter of 2010", "the first quarter of 2010", "2010-Q1"),
        ("in Q3 2019", "Q3 2019", "2019-Q3"),
        ("in fiscal 2009", "fiscal 2009", "2009"),
        ("in FY2010", "FY2010", "2010"),
        ("on Christmas Day", "Christmas Day", "2018-12-25"),
        ("since Easter 2016", "Easter 2016", "2016-03-27"),
        ("on Thanksgiving 2017", "Thanksgiving 2017", "2017-11-23"),
        ("on New Years Day 2018", "New Years Day 2018", "2018-01-01"),
        ("on Memorial Day 2018", "Memorial Day 2018", "2018-05-28"),
    ],
)
def test_calendar(text: str, words_found: str, value: str) -> None:
    time = one(text)
    assert text[slice(*time.span)] == words_found
    assert (time.kind, time.value) == ("date", value)


@pytest.mark.parametrize(
    ("text", "words_found", "value"),
    [
        ("They met on Sunday.", "Sunday", "2019-03-10"),
        ("They will meet on Sunday.", "Sunday", "2019-03-17"),
        ("He said the council was to vote on Monday.", "Monday", "2019-03-18"),
        ("They gave him until Friday.", "Friday", "2019-03-15"),
        ("He said on Thursday.", "Thursday", "2019-03-14"),
        ("It came early Sunday", "early Sunday", "2019-03-10"),
        ("He left yesterday.", "yesterday", "2019-03-13"),
        ("the day before yesterday", "the day before yesterday", "2019-03-12"),
        ("It starts tomorrow.", "tomorrow", "2019-03-15"),
        ("last Tuesday", "last Tuesday", "2019-03-12"),
        ("last Thursday", "last Thursday", "2019-03-07"),
        ("this coming Sunday", "this coming Sunday", "2019-03-17"),
        ("last week", "last week", "2019-W10"),
        ("early last month", "early last month", "2019-02"),
        ("later this year", "later this year", "2019"),
        ("next month", "next month", "2019-04"),
        ("last April", "last April", "2018-04"),
        ("last summer", "last summer", "2018-SU"),
        ("this winter", "this winter", "2019-WI"),
        ("He said this Tuesday", "this Tuesday", "2019-03-12"),
        ("He will go this Tuesday", "this Tuesday", "2019-03-19"),
        ("two weeks ago", "two weeks ago", "2019-W09"),
        ("more than 20 years ago", "more than 20 years ago", "1999"),
        ("48 hours ago", "48 hours ago", "2019-03-12"),
        ("he fell in December", "December", "2018-12"),
        ("it will open in December", "December", "2019-12"),
        ("They marched for a fifth day", "a fifth day", "2019-03-14"),
        ("in recent years", "recent years", "PAST_REF"),
        ("He recently left", "recently", "PAST_REF"),
        ("It is now closed", "now", "PRESENT_REF"),
        ("It will soon close", "soon", "FUTURE_REF"),
    ],
)
def test_relative_to_publication(text: str, words_found: str, value: str) -> None:
    time = one(text)
    assert (text[slice(*time.span)], time.kind, time.value) == (words_found, "date", value)


@pytest.mark.parametrize(
    ("text", "words_found", "value", "precision"),
    [
        ("He was shot Tuesday night.", "Tuesday night", "2019-03-12TNI", "day"),
        ("It came this morning.", "this morning", "2019-03-14TMO", "day"),
        ("It came last night.", "last night", "2019-03-13TNI", "day"),
        ("the evening of 3 March 2003", "the evening of 3 March 2003", "2003-03-03TEV", "day"),
        ("in the early hours of Sunday", "the early hours of Sunday", "2019-03-10TMO", "day"),
        ("Troops came at dawn.", "dawn", "2019-03-14TMO", "day"),
        ("It rained overnight.", "overnight", "2019-03-13TNI", "day"),
        ("at 3:30 p.m. it", "3:30 p.m.", "2019-03-14T15:30", "hour"),
        ("by 0600 GMT", "0600 GMT", "2019-03-14T06:00", "hour"),
        ("at midnight local time", "midnight local time", "2019-03-14T24:00", "hour"),
        ("at 12 a.m. he", "12 a.m.", "2019-03-14T00:00", "hour"),
        ("at noon on Tuesday", "noon on Tuesday", "2019-03-12T12:00", "hour"),
        ("he died Tuesday at 3 p.m.", "Tuesday at 3 p.m.", "2019-03-12T15:00", "hour"),
        ("5 p.m. EST, Friday, Nov. 6, 2020", "5 p.m. EST, Friday, Nov. 6, 2020",
         "2020-11-06T17:00", "hour"),
    ],
)  # fmt: skip
def test_times_of_day(text: str, words_found: str, value: str, precision: str) -> None:
    time = one(text)
    found = (text[slice(*time.span)], time.kind, time.value, time.precision)
    assert found == (words_found, "time", value, precision)


def test_a_clock_time_is_on_the_day_just_named() -> None:
    times = find_times("Police raided the house on Sunday. At 3:15 a.m. they left.", THURSDAY)
    assert [time.value for time in times] == ["2019-03-10", "2019-03-10T03:15"]


@pytest.mark.parametrize(
    ("text", "words_found", "value"),
    [
        ("for three days", "three days", "P3D"),
        ("a two-year term", "two-year", "P2Y"),
        ("after 48 hours", "48 hours", "PT48H"),
        ("for decades", "decades", "PXDE"),
        ("after months of fighting", "months", "PXM"),
        ("the six-month-old strike", "six-month-old", "P6M"),
        ("for half an hour", "half an hour", "PT30M"),
        ("a year and a half", "a year and a half", "P1Y6M"),
        ("for 2 1/2 years", "2 1/2 years", "P2Y6M"),
        ("for at least 30 days", "at least 30 days", "P30D"),
        ("nearly three decades", "nearly three decades", "P30Y"),
        ("within a week", "a week", "P1W"),
        ("two and a half years", "two and a half years", "P2Y6M"),
        ("after four nights", "four nights", "P4D"),
        ("for twenty-four hours", "twenty-four hours", "PT24H"),
    ],
)
def test_durations(text: str, words_found: str, value: str) -> None:
    time = one(text)
    found = (text[slice(*time.span)], time.kind, time.value, time.start)
    assert found == (words_found, "duration", value, None)


@pytest.mark.parametrize(
    ("text", "words_found", "value"),
    [
        ("every Friday", "every Friday", "XXXX-WXX-5"),
        ("on Fridays", "Fridays", "XXXX-WXX-5"),
        ("on Tuesday nights", "Tuesday nights", "XXXX-WXX-2TNI"),
        ("daily flights", "daily", "P1D"),
        ("it rises annually.", "annually", "P1Y"),
        ("twice a week", "twice a week", "P1W"),
        ("each month", "each month", "P1M"),
        ("every two years", "every two years", "P2Y"),
    ],
)
def test_sets(text: str, words_found: str, value: str) -> None:
    time = one(text)
    assert (text[slice(*time.span)], time.kind, time.value) == (words_found, "set", value)


@pytest.mark.parametrize(
    "text",
    [
        "It may rain.",
        "Theresa May said so.",
        "They march on the capital.",
        "The March was long.",
        "A second man fled.",
        "The Sun reported it.",
        "The Sunday Times reported it.",
        "a 34-year-old man",
        "The man, 34 years old, fled.",
        "the daily Kompas",
        "open 24/7",
        "Agenda 2030 and Windows 2000",
        "flight 1987 with 2000 people",
        "They won 3-2.",
        "It cost $1990 and 1,998 people came.",
        "the F-16 and the A1990",
        "the fall of the city",
        "more than a quarter of them",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert words(text) == []


def test_the_march_is_told_from_the_month() -> None:
    text = "They march in May; the protest march of March was smaller."
    assert words(text) == ["May", "March"]


def test_ambiguous_numeric_dates_are_found_but_not_read() -> None:
    time = one("on 04/03/2003")
    assert (time.value, time.start, time.precision) == (None, None, "unknown")


@pytest.mark.parametrize("text", ["in Ramadan", "on 10 Muharram 1445", "the 10th anniversary"])
def test_undated_names_have_no_value(text: str) -> None:
    assert one(text).value is None


def test_a_time_with_its_day_does_not_take_the_next() -> None:
    text = "at noon on Friday, Saturday and Sunday"
    assert words(text) == ["noon on Friday", "Saturday", "Sunday"]


def test_winter_is_named_by_the_year_it_begins_in() -> None:
    assert one("this winter", "2019-01-15").value == "2018-WI"
    assert one("last winter", "2019-01-15").value == "2017-WI"
    assert one("next winter", "2019-01-15").value == "2019-WI"


def test_anaphora_counts_from_the_last_date() -> None:
    text = (
        "He died on 3 March 2003. Three days later she left. The following week they met."
        " A year earlier he had won."
    )
    assert [time.value for time in find_times(text, THURSDAY)] == [
        "2003-03-03", "2003-03-06", "2003-W11", "2002",
    ]  # fmt: skip


def test_a_year_earlier_compares_quarters() -> None:
    text = "Profit in the third quarter of 2018 rose to 4 million from 2 million a year earlier."
    assert [time.value for time in find_times(text, THURSDAY)] == ["2018-Q3", "2017-Q3"]


def test_bounds() -> None:
    assert (one("last week").start, one("last week").end) == ("2019-03-04", "2019-03-10")
    past = one("over the past 18 months")
    assert (past.kind, past.value) == ("duration", "P18M")
    assert (past.start, past.end, past.precision) == ("2017-09-14", "2019-03-14", "month")
    late = one("in late 2011")
    assert (late.start, late.end, late.precision) == ("2011-09-01", "2011-12-31", "month")
    earlier = one("earlier this month")
    assert (earlier.start, earlier.end) == ("2019-03-01", "2019-03-14")


@pytest.mark.parametrize("text", ["on Sunday", "last week", "two days ago", "on March 4", "in May"])
def test_without_publication_relative_times_are_unresolved(text: str) -> None:
    time = one(text, None)
    assert (time.value, time.start, time.end) == (None, None, None)


def test_without_publication_absolute_times_are_resolved() -> None:
    text = "NAIROBI, March 4 (Reuters) - In May 2001 he fled. The following month he returned."
    values = [time.value for time in find_times(text, None)]
    assert values == [None, "2001-05", "2001-06"]


def test_tense_at_overrides_the_words() -> None:
    text = "They met on Sunday."
    (time,) = find_times(text, THURSDAY, tense_at=lambda offset: "future")
    assert time.value == "2019-03-17"


@pytest.mark.parametrize("published", ["yesterday", "2019-13-01", ""])
def test_bad_publication_date(published: str) -> None:
    with pytest.raises(DatelineError) as raised:
        find_times("on Sunday", published)
    assert raised.value.hint


def test_paragraphs_are_not_joined() -> None:
    assert words("It happened on Friday\n\nMarch 4 was calm") == ["Friday", "March 4"]
    assert words("It happened on Friday,\nMarch 8") == ["Friday,\nMarch 8"]


def test_dates_out_of_the_calendar_are_dropped_not_raised() -> None:
    assert find_times("9000 years ago and 99999 centuries later", THURSDAY) is not None
    assert [time.value for time in find_times("in May", "0001-01-01")] == ["0001-05"]
    assert find_times("next year, next Friday and next century", "9999-12-31") is not None


PIECES = st.sampled_from(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "by",
        "last",
        "next",
        "this",
        "early",
        "late",
        "mid-",
        "March",
        "May",
        "Sept.",
        "Sunday",
        "Tue,",
        "4",
        "12th",
        "31",
        "1990",
        "2003",
        "'98",
        "1990s",
        "first",
        "third",
        "quarter",
        "two",
        "twenty",
        "hundred",
        "half",
        "and",
        "or",
        "to",
        "-",
        ":",
        ",",
        ".",
        "3:30",
        "p.m.",
        "GMT",
        "noon",
        "night",
        "days",
        "year",
        "years",
        "week",
        "ago",
        "earlier",
        "later",
        "every",
        "each",
        "Christmas",
        "Easter",
        "Ramadan",
        "now",
        "recently",
        "weekend",
        "fiscal",
        "04/03/2003",
        "2003-02-30",
        "0600",
        "9999",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map(" ".join))
DATES = st.one_of(st.none(), st.dates().map(date.isoformat))


@given(TEXTS, DATES)
def test_spans_are_ordered_and_bounds_valid(text: str, published: str | None) -> None:
    times = find_times(text, published)
    done = 0
    for time in times:
        start, end = time.span
        assert done <= start < end <= len(text)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        assert (time.start is None) == (time.end is None)
        if time.start is not None and time.end is not None:
            assert date.fromisoformat(time.start) <= date.fromisoformat(time.end)
        done = end
    assert times == find_times(text, published)


@pytest.mark.parametrize(
    "piece", ["the first ", "Monday ", "twenty ", "twenty-", "1 2 3 ", "early ", "\n", "'1", " "]
)
def test_time_is_linear_in_the_length(piece: str) -> None:
    assert grows_in_step(lambda count: find_times(piece * count, THURSDAY))
