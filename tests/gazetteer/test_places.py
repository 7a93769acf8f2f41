"""Look-up of places by any spelling."""

import pytest
from hypothesis import given
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
    populations = [row.population for row in places.find("Springfield")]
    assert len(populations) > 10
    assert populations == sorted(populations, reverse=True)


def test_regions_countries_and_waters_are_places() -> None:
    assert {row.kind for row in places.find("Texas")} >= {"A", "P"}
    assert places.find("Zambia")[0].kind == "C"
    assert places.find("the Sahel")[0].kind == "R"
    assert places.find("Asia")[0].kind == "L"


@given(st.text(max_size=60))
def test_any_text_can_be_looked_up(name: str) -> None:
    assert all(-90 <= row.lat <= 90 and -180 <= row.lon <= 180 for row in places.find(name))
