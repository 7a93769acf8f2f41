import pytest

from dateline.exports.entries import day_element, day_words, place_details
from dateline.record import Place


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2019-03-10", "10 March 2019"),
        ("2019-03-11T07:40:00+03:00", "11 March 2019, 07:40 UTC +03:00"),
        ("2019-03-11T07:40:00Z", "11 March 2019, 07:40 UTC"),
        ("2019-03-11T07:40", "11 March 2019, 07:40"),
        ("some day", "some day"),
    ],
)
def test_days_in_words(iso: str, words: str) -> None:
    assert day_words(iso) == words


def test_only_dates_are_machine_readable() -> None:
    assert day_element("2019-03-10") == '<time datetime="2019-03-10">10 March 2019</time>'
    assert day_element("<b>") == "<span>&lt;b&gt;</span>"


def test_place_details_tell_resolved_from_unresolved() -> None:
    assert place_details(Place(span=(0, 1), name="X")) == "not resolved · precision unknown"
    known = Place(span=(0, 1), name="X", lat=-4.05, lon=39.5, country="SLW", precision="city")
    assert place_details(known) == "SLW · city · −4.0500, 39.5000"
