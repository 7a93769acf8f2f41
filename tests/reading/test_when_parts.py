from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.when.direction import direction
from dateline.reading.when.families import families
from dateline.reading.when.holidays import easter, holiday
from dateline.reading.when.periods import Period, add_months, containing, narrowed
from dateline.reading.when.words import number, ordinal, spoken_year


@given(st.dates(), st.sampled_from(["day", "week", "weekend", "month", "quarter", "year"]))
def test_periods_hold_their_day(day: date, unit: str) -> None:
    if not 2 <= day.year <= 9997:
        return
    period = containing(unit, day)
    assert unit == "weekend" or period.start <= day <= period.end
    assert period.shift(1).shift(-1) == period
    assert containing(unit, period.start) == period


def test_months_end_where_shorter_months_do() -> None:
    assert add_months(date(2019, 1, 31), 1) == date(2019, 2, 28)
    assert Period("season", date(2018, 12, 1)).end == date(2019, 2, 28)
    assert narrowed(Period("month", date(2019, 3, 1)), 2) == (date(2019, 3, 21), date(2019, 3, 31))


def test_easter() -> None:
    known = [date(1961, 4, 2), date(2000, 4, 23), date(2008, 3, 23), date(2038, 4, 25)]
    assert [easter(day.year) for day in known] == known
    assert holiday("good friday", 2000) == date(2000, 4, 21)
    assert holiday("eid", 2000) is None


def test_numbers() -> None:
    assert number("twenty-four") == 24
    assert number("two hundred and ten") == 210
    assert number("a hundred") == 100
    assert number("2 1/2") == number("two and a half") == 2.5
    assert number("several") is None
    assert ordinal("21st") == ordinal("twenty-first") == 21
    assert spoken_year("two thousand twelve") == 2012


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("The two will meet on Sunday", "future"),
        ("The two met on Sunday", "past"),
        ("Sunday", None),
        ("It was cold. The two are to meet on Sunday", "future"),
    ],
)
def test_direction(text: str, way: str | None) -> None:
    start = text.index("Sunday")
    assert direction(text, start, len(text)) == way


def test_every_family_can_open() -> None:
    assert all(members for members in families().values())
    assert {"monday", "the", "0", "march"} <= families().keys()
