"""Look-up of places by any spelling."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.gazetteer import places


@pytest.mark.parametrize(
    ("name", "country", "geonames_id"),
    [
        ("Paris", "FRA", 2988507),
        ("München", "DEU", 2867714),
        ("munich", "DEU", 2867714),
        ("Bombay", "IND", 1275339),
        ("Sana’a", "YEM", 71137),
        ("N'Djamena", "TCD", 2427123),
        ("El Fasher", "SDN", 379555),
        ("Goma", "COD", 216281),
    ],
)
def test_the_most_populous_comes_first(name: str, country: str, geonames_id: int) -> None:
    first = places.find(name)[0]
    assert (first.country, first.geonames_id) == (country, geonames_id)


def test_places_of_one_name_are_ordered_by_population() -> None:
    populations = [row.population for row in places.find("Springfield") if row.kind != "D"]
    assert len(populations) > 10
    assert populations == sorted(populations, reverse=True)


def test_regions_countries_and_waters_are_places() -> None:
    assert {row.kind for row in places.find("Texas")} >= {"A", "P"}
    assert places.find("Zambia")[0].kind == "C"
    assert places.find("the Sahel")[0].kind == "R"
    assert places.find("Asia")[0].kind == "L"


def test_districts_come_last_and_hold_their_towns() -> None:
    rows = places.find("Athens")
    town = next(row for row in rows if row.admin1 == "US.GA" and row.kind == "P")
    assert town.admin2 is not None
    county = places.by_id(town.admin2)
    assert county is not None
    assert (county.name, county.kind, county.admin1) == ("Clarke County", "D", "US.GA")
    kinds = [row.kind == "D" for row in places.find("Durham")]
    assert kinds == sorted(kinds)
    assert any(kinds)


def test_regions_are_known_by_name_and_code() -> None:
    by_name = next(row for row in places.regions_of("Bavaria") if row.country == "DEU")
    assert by_name.admin1 is not None
    assert [row.geonames_id for row in places.regions_of(by_name.admin1)] == [by_name.geonames_id]
    assert places.by_id(999999999) is None


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_looked_up(name: str) -> None:
    assert all(-90 <= row.lat <= 90 and -180 <= row.lon <= 180 for row in places.find(name))
