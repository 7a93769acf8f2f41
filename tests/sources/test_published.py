"""Publication times: what is read, and that nothing is guessed."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.sources.published import (
    any_published,
    best_published,
    has_zone,
    iso_published,
    written_published,
)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("3 March 2012 14:05 GMT", "2012-03-03T14:05:00+00:00"),
        ("Tuesday, 4 March 2003", "2003-03-04"),
        ("March 4, 2003 2:05 PM EST", "2003-03-04T14:05:00-05:00"),
        ("Mar. 4, 2003", "2003-03-04"),
        ("14:05 GMT, 3 March 2012", "2012-03-03T14:05:00+00:00"),
        ("Sat 3rd March 2012 at 9.30am", "2012-03-03T09:30:00"),
        ("3 March 2012 - 0905 GMT", "2012-03-03T09:05:00+00:00"),
        ("12 June 2019, 12:10 am (+03:00)", "2019-06-12T00:10:00+03:00"),
        ("12 June 2019 18:00 GMT+5:30", "2019-06-12T18:00:00+05:30"),
        ("12 June 2019 18:00 IST", "2019-06-12T18:00:00"),
        ("2012-03-03", "2012-03-03"),
        ("2012/03/13", "2012-03-13"),
    ],
)
def test_dates_of_news_pages_are_read(written: str, iso: str) -> None:
    assert written_published(written) == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "03/04/2012",
        "March 2012",
        "31 February 2012",
        "3 March 2012 26:00",
        "On 3 March 2012 the army left the town",
        "3 March 2012 14:75 GMT",
        "4 March 2003 13:05 pm",
        "9" * 5000,
    ],
)
def test_what_is_no_full_date_is_not_read(text: str) -> None:
    assert written_published(text) is None


def test_iso_keeps_the_zone_and_adds_none() -> None:
    assert iso_published("2012-03-03T14:05:00.250Z") == "2012-03-03T14:05:00+00:00"
    assert iso_published("2012-03-03T14:05") == "2012-03-03T14:05:00"
    assert iso_published("yesterday") is None


def test_mail_dates_are_read_in_metadata() -> None:
    assert any_published("Tue, 04 Mar 2003 14:05:00 +0200") == "2003-03-04T14:05:00+02:00"


def test_a_later_value_with_the_zone_wins_on_the_same_day_only() -> None:
    assert (
        best_published(["2020-05-01", "2020-05-01T10:00:00+02:00"]) == "2020-05-01T10:00:00+02:00"
    )
    assert best_published(["2020-05-01", "2020-06-01T10:00:00Z"]) == "2020-05-01"
    assert best_published(["2020-05-01", "2020-05-01T10:00:00"]) == "2020-05-01T10:00:00"
    assert best_published(["soon", ""]) is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_written_day_comes_back(day: date) -> None:
    assert written_published(f"{day:%A}, {day.day} {day:%B} {day.year}") == day.isoformat()
    assert written_published(f"{day:%b} {day.day}, {day.year}") == day.isoformat()


@given(st.datetimes(min_value=datetime(1900, 1, 1)), st.sampled_from(["", "+00:00", "-07:30"]))
def test_iso_times_are_kept(moment: datetime, zone: str) -> None:
    written = moment.replace(microsecond=0).isoformat() + zone
    found = iso_published(written)
    assert found == written
    assert has_zone(found) == bool(zone)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = any_published(text)
    assert found is None or iso_published(found) == found
