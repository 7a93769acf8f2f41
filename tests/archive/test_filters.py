"""Filters take what makes sense, and tell what to give instead of what doesn't."""

import contextlib
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.archive.filters import Filters, Near, Window, limit_of, window
from dateline.codebook import CONTEXTS, EVENT_TYPES
from dateline.errors import DatelineError


@settings(deadline=None)
@given(st.sampled_from(EVENT_TYPES), st.sampled_from(CONTEXTS))
def test_vocabularies_in_any_case(kind: str, context: str) -> None:
    filters = Filters.of(type=kind.lower(), context=[context.upper(), context.replace("_", " ")])
    assert filters == Filters(type=(kind,), context=(context, context))


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        ("2024-02-03", "2024-02-03", date(2024, 2, 3), date(2024, 2, 3)),
        ("2024-02", "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", "2024", date(2023, 1, 1), date(2024, 12, 31)),
        (date(2024, 1, 2), datetime(2024, 1, 3, 12), date(2024, 1, 2), date(2024, 1, 3)),
    ],
)
def test_days_months_and_years(since: object, until: object, first: date, last: date) -> None:
    filters = Filters.of(since=since, until=until)
    assert (filters.since, filters.until) == (first, last)


def test_countries_by_code_and_name() -> None:
    assert Filters.of(country=["ken", "Mali"]).country == ("KEN", "MLI")


def test_points_and_windows() -> None:
    expected = Near(-1.29, 36.82, 50.0)
    assert Filters.of(near="-1.29,36.82,50").near == expected
    assert Filters.of(near=(-1.29, 36.82, 50)).near == expected
    assert Filters.of(near=expected).near == expected
    assert window("5,2") == window((5, 2)) == Window(5.0, 2)


@pytest.mark.parametrize(
    ("values", "message", "hint"),
    [
        ({"type": "ASSULT"}, "no type 'ASSULT'", "Did you mean ASSAULT?"),
        ({"mode": "drones"}, "no mode", "Did you mean drone?"),
        ({"mode": "drone", "type": "agree"}, "AGREE can't have mode", "a mode of ASSAULT"),
        ({"status": "hapened"}, "no status", "Did you mean happened?"),
        ({"status": "xyzzy"}, "no status", "Choose from happened, ongoing"),
        ({"stance": "denied"}, "no stance", "Did you mean denies?"),
        ({"context": "elections"}, "no context", "Did you mean election?"),
        ({"country": "Kenia"}, "no country", "Did you mean Kenya?"),
        ({"country": "QQQ"}, "no country", "ISO 3166"),
        ({"near": "1,2"}, "near", "LAT,LON,KM"),
        ({"near": "nan,2,3"}, "near", "LAT,LON,KM"),
        ({"near": "91,2,3"}, "near", "-90 to 90"),
        ({"near": "1,2,0"}, "near", "kilometres"),
        ({"since": "yesterday"}, "since 'yesterday' is no day", "2024-03-31"),
        ({"since": "2024-02-30"}, "is no day", "2024-03-31"),
        ({"until": "0000"}, "is no day", "2024-03-31"),
        ({"since": "2024-02", "until": "2024-01"}, "is after until", "Swap"),
        ({"min_origins": "two"}, "min_origins", "whole number"),
        ({"min_origins": 0}, "min_origins", "1 or more"),
        ({"anonymous": "yes"}, "anonymous", "True or False"),
        ({"actor": "--"}, "no letter", "name"),
        ({"actr": "KEN"}, "no filter 'actr'", "Did you mean actor?"),
    ],
)
def test_what_makes_no_sense_is_told(values: dict[str, object], message: str, hint: str) -> None:
    with pytest.raises(DatelineError) as told:
        Filters.of(**values)
    assert message in told.value.message
    assert hint in (told.value.hint or "")


@pytest.mark.parametrize("value", ["5", "5,x", "5,-1", "-5,1", "5,1.5", "inf,1", "1e9,1"])
def test_windows_that_are_none(value: str) -> None:
    with pytest.raises(DatelineError, match="dedup"):
        window(value)


def test_limits() -> None:
    assert limit_of(None) is None
    assert limit_of("10") == 10
    with pytest.raises(DatelineError, match="limit"):
        limit_of(0)


@settings(deadline=None)
@given(st.sampled_from(["type", "since", "near", "country", "min_origins", "place"]), st.text())
def test_any_text_is_a_value_or_an_error_of_ours(name: str, text: str) -> None:
    with contextlib.suppress(DatelineError):
        Filters.of(**{name: text})
