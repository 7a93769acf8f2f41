"""Places inside longer names."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.gazetteer.embedded import places_inside


def _inside(name: str, *, body: bool, named: Sequence[str] = ()) -> list[str]:
    return [name[first:last] for first, last in places_inside(name, body=body, named=named)]


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("Nairobi Stock Exchange", ["Nairobi"]),
        ("University of Ibadan", ["Ibadan"]),
        ("Orange County Fire Authority", ["Orange County"]),
        ("U.S. Geological Survey", ["U.S."]),
        ("Bank of Ghana", ["Ghana"]),
        ("Supreme Court of the Philippines", ["Philippines"]),
        ("Ford Motor Company", []),
        ("March of Dimes", []),
        ("Chamber of Commerce", []),
        ("Hamas", []),
    ],
)
def test_bodies(name: str, places: list[str]) -> None:
    assert _inside(name, body=True) == places


def test_a_place_that_the_text_names_is_known_in_a_body() -> None:
    assert _inside("Riverbend Police", body=True) == []
    assert _inside("Roseburg Police", body=True, named=["roseburg"]) == ["Roseburg"]


def test_a_body_called_after_a_place_alone_is_that_place() -> None:
    assert _inside("Manchester", body=True) == ["Manchester"]
    assert _inside("Council", body=True) == []


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("northern Syria", "Syria"),
        ("Northern Ireland", "Northern Ireland"),
        ("South Africa", "South Africa"),
        ("downtown Nairobi", "Nairobi"),
        ("Athens'", "Athens'"),
        ("Qwghlm", "Qwghlm"),
    ],
)
def test_places_lose_a_compass_word_that_is_no_part_of_them(name: str, place: str) -> None:
    assert _inside(name, body=False) == [place]


@settings(deadline=None)
@given(st.text(max_size=60), st.booleans())
def test_parts_lie_in_the_name(name: str, body: bool) -> None:
    for first, last in places_inside(name, body=body, named=()):
        assert 0 <= first < last <= len(name)
