"""Ranges, parts of periods, other calendars, and what each time's value rests on."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.when import explain_times, find_times
from dateline.reading.when.periods import Period, add_months
from dateline.record import Time
from tests.timing import grows_in_step

THURSDAY = "2019-03-14T10:00:00Z"


def values(text: str, published: str | None = THURSDAY) -> list[tuple[str, str | None]]:
    return [(text[slice(*time.span)], time.value) for time in find_times(text, published)]


def one(text: str, published: str | None = THURSDAY) -> tuple[Time, str]:
    ((time, why),) = explain_times(text, published)
    assert text[slice(*time.span)]
    return time, why


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between 3 March and 5 March 2018", ["2018-03-03", "2018-03-05"]),
        ("from 28 December to 3 January 2018", ["2017-12-28", "2018-01-03"]),
        ("from 28 December 2016 to 3 January", ["2016-12-28", "2017-01-03"]),
        ("It will run from January 23 through March 9.", ["2019-01-23", "2019-03-09"]),
        ("They met from Friday to Monday.", ["2019-03-08", "2019-03-11"]),
        ("They met from Thursday to Saturday.", ["2019-03-07", "2019-03-09"]),
        ("They will meet from Monday to Wednesday.", ["2019-03-18", "2019-03-20"]),
        ("March 28-April 2", ["2019-03-28/2019-04-02"]),
        ("28 March - 2 April 2018", ["2018-03-28/2018-04-02"]),
        ("January-March", ["2019-01/2019-03"]),
        ("on March 3, 4 and 5", ["2019-03-03/2019-03-05"]),
        ("every Monday and Friday", ["XXXX-WXX-1", "XXXX-WXX-5"]),
        ("on Monday and Tuesday nights", ["XXXX-WXX-1TNI", "XXXX-WXX-2TNI"]),
    ],
)
def test_ranges(text: str, expected: list[str]) -> None:
    assert [value for _, value in values(text)] == expected


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("the night of 3-4 May 2018", "2018-05-03", "2018-05-04"),
        ("the night between Friday and Saturday", "2019-03-08", "2019-03-09"),
        ("the third week of March", "2019-03-18", "2019-03-24"),
        ("the first Sunday of April", "2019-04-07", "2019-04-07"),
        ("the last day of last month", "2019-02-28", "2019-02-28"),
        ("the week ending March 9", "2019-03-04", "2019-03-10"),
        ("the week of March 4", "2019-03-04", "2019-03-10"),
        ("a week from Monday", "2019-03-25", "2019-03-25"),
        ("Tuesday of last week", "2019-03-05", "2019-03-05"),
        ("last week on Tuesday", "2019-03-05", "2019-03-05"),
        ("the week before last", "2019-02-25", "2019-03-03"),
        ("in two weeks' time", "2019-03-25", "2019-03-31"),
        ("a decade ago", "2009-01-01", "2009-12-31"),
        ("1Q 2018", "2018-01-01", "2018-03-31"),
        ("the 2018 fiscal year", "2018-01-01", "2018-12-31"),
        ("FY 2018-19", "2018-01-01", "2019-12-31"),
        ("2018/03/09", "2018-03-09", "2018-03-09"),
        ("AD 79", "0079-01-01", "0079-12-31"),
        ("Heisei 30", "2018-01-01", "2018-12-31"),
    ],
)
def test_days_covered(text: str, start: str, end: str) -> None:
    time, _ = one(text)
    assert (time.start, time.end) == (start, end)


@pytest.mark.parametrize("published", ["0001-01-02", "9999-12-31"])
def test_ranges_at_the_ends_of_the_calendar(published: str) -> None:
    text = "from Friday to Monday, the night of 30-31 December, between December and January"
    for time in find_times(text, published):
        assert (time.start is None) == (time.end is None)


@pytest.mark.parametrize("piece", ["a week from ", "March 3, ", "the third week of ", "3, 4, "])
def test_time_is_linear_in_the_length(piece: str) -> None:
    assert grows_in_step(lambda count: find_times(piece * count, THURSDAY))


def test_an_opening_without_its_period_leaves_no_time() -> None:
    assert values("the last day of the March to Washington") == []


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("The strike had been due to end on Friday.", "2019-03-08"),
        ("The summit, which opened on Tuesday, ends on Friday.", "2019-03-15"),
        ("On Tuesday, Mohamed is to fly to Rome.", "2019-03-19"),
        ("May 7, 2018. On Tuesday the council announced a plan.", "2019-03-12"),
        ("It will be paid on a still unspecified date in January", "2020-01"),
        ("He signed it on Nov. 17, 2018, to run through Dec. 7", "2018-12-07"),
    ],
)
def test_tense_by_the_words_of_the_clause(text: str, way: str) -> None:
    assert values(text)[-1][1] == way


def test_a_tense_that_is_not_told_is_read_off_the_words() -> None:
    text = "They will meet on Sunday."
    (time,) = find_times(text, THURSDAY, tense_at=lambda offset: None)
    assert time.value == "2019-03-17"


def test_a_day_too_far_off_is_the_nearest_whatever_the_tense() -> None:
    assert values("The vote was called for Nov. 20.", "2019-10-30") == [("Nov. 20", "2019-11-20")]


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("on 12 Ramadan 1441", "12 Ramadan 1441", "another calendar"),
        ("on 1 Mehr", "1 Mehr", "another calendar"),
        ("on the 22nd of Bahman", "the 22nd of Bahman", "another calendar"),
        ("on 21 Dhu al-Hijja 1440", "21 Dhu al-Hijja 1440", "another calendar"),
        ("in 1441 AH", "1441 AH", "another calendar"),
        ("in 1398 in the Persian calendar", "1398 in the Persian calendar", "another calendar"),
        ("on Eid al-Fitr", "Eid al-Fitr", "on who keeps it"),
        ("on 04/03/2018", "04/03/2018", "either order"),
        ("in 300 BC", "300 BC", "before the first year"),
        ("the 20th anniversary", "the 20th anniversary", "does not date"),
        ("for three days", "three days", "a length of time"),
        ("every Friday", "every Friday", "a repetition"),
        ("in recent years", "recent years", "names no day"),
    ],
)
def test_what_is_not_resolved_says_why(text: str, words: str, why: str) -> None:
    time, because = one(text)
    assert text[slice(*time.span)] == words
    assert (time.start, time.end) == (None, None)
    assert why in because


@pytest.mark.parametrize(
    ("text", "published", "why"),
    [
        ("They will meet on Sunday.", THURSDAY, "2019-03-14; the clause looks ahead"),
        ("on 4 March 2003", THURSDAY, "named in full"),
        ("on Sunday", None, "the day of publication is not known"),
        ("an hour later", None, "the day of publication is not known"),
    ],
)
def test_reasons(text: str, published: str | None, why: str) -> None:
    assert one(text, published)[1].endswith(why)


def test_anaphora_names_what_it_counts_from() -> None:
    explained = explain_times("He died on 3 March 2003. Three days later she left.", THURSDAY)
    assert explained[1][1] == "counted from 2003-03-03, named before"


WORDS = (
    "the a of in on from between to and - , . last next this early late mid- end week weeks month "
    "March May Sunday Tuesday night 4 12 31 1990 2003 first third quarter two ago earlier every "
    "Christmas Ramadan Mehr AD BC AH FY2018 2018-19 Q2 weekend fiscal year decade fortnight "
    "overnight noon 3:30 p.m. 2003-02-28 through ending time calendar Heisei"
).split()
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
DATES = st.one_of(st.none(), st.dates().map(date.isoformat))
UNITS = {
    r"(\d{4})": "year", r"(\d{3})": "decade", r"(\d{2})": "century", r"(\d{4}-\d\d)": "month",
    r"(\d{4}-\d\d-\d\d)(?:T.*)?": "day",
}  # fmt: skip


def bounds(value: str) -> tuple[date, date] | None:
    """First and last day of a TIMEX3 date; the night of a day ends on the next."""
    for pattern, unit in UNITS.items():
        if match := re.fullmatch(pattern, value):
            digits = match[1].ljust(4, "0") if "-" not in match[1] else match[1]
            year, month, day = (*(int(part) for part in digits.split("-")), 1, 1)[:3]
            if not year:
                return None
            period = Period(unit, date(year, month, day))
            return period.start, period.end + timedelta(days=value.endswith("TNI"))
    if match := re.fullmatch(r"(\d{4})-(Q|H)(\d)", value):
        months = 3 if match[2] == "Q" else 6
        start = date(int(match[1]), (int(match[3]) - 1) * months + 1, 1)
        return start, add_months(start, months) - timedelta(days=1)
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday, monday + timedelta(days=6)
    return None


@given(TEXTS, DATES)
def test_bounds_lie_in_the_value_and_every_time_has_a_reason(
    text: str, published: str | None
) -> None:
    for time, why in explain_times(text, published):
        assert why
        assert (time.start is None) == (time.end is None)
        if time.start is None or time.end is None or time.kind in ("duration", "set"):
            continue
        assert time.value is not None
        first, last = date.fromisoformat(time.start), date.fromisoformat(time.end)
        ends = [bounds(end) for end in time.value.split("/")]
        if ends[0] and ends[-1]:
            assert ends[0][0] <= first <= last <= ends[-1][1]
