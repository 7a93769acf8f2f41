"""Which of the places of a name a report means."""

import re
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reading.where import explain_places, resolve_places
from dateline.record import Name, Place, Span
from tests.timing import takes_under


def _names(text: str, surfaces: Sequence[str]) -> list[Name]:
    pattern = "|".join(re.escape(surface) for surface in surfaces)
    return [Name(span=match.span(), type="place") for match in re.finditer(pattern, text)]


def _resolve(text: str, *surfaces: str, agents: Sequence[Span] = ()) -> list[Place]:
    return list(resolve_places(text, _names(text, surfaces), agents=agents))


def test_prominence_decides_where_nothing_else_does() -> None:
    (paris,) = _resolve("Talks opened in Paris on Monday.", "Paris")
    assert (paris.geonames_id, paris.country, paris.precision) == (2988507, "FRA", "city")


def test_a_container_decides() -> None:
    paris, texas = _resolve("A fire broke out in Paris, Texas.", "Paris", "Texas")
    assert (paris.country, paris.geonames_id) == ("USA", 4717560)
    assert texas.precision == "admin1"


def test_other_places_of_the_report_decide() -> None:
    text = "Crews from Columbus and Savannah drove from Atlanta to Macon and on to Athens."
    athens = _resolve(text, "Columbus", "Savannah", "Atlanta", "Macon", "Athens")[-1]
    assert athens.geonames_id == 4180386


def test_a_name_means_the_same_throughout() -> None:
    text = "In Paris, Texas, it rained. Paris was wet."
    assert len({place.geonames_id for place in _resolve(text, "Paris")}) == 1


def test_counties_have_an_id_and_lie_among_their_towns() -> None:
    text = "A deputy of Clarke County said so in Athens, Georgia."
    county, athens, _ = _resolve(text, "Clarke County", "Athens", "Georgia")
    assert (county.geonames_id, athens.geonames_id) == (4188191, 4180386)
    assert county.precision == "admin1"
    assert county.lat is not None
    assert athens.lat is not None
    assert abs(county.lat - athens.lat) < 0.5


def test_abbreviations_of_states_and_saints() -> None:
    state, _ = _resolve("He was born in Monroe, La., and in Shreveport.", "La.", "Shreveport")
    assert (state.name, state.precision) == ("Louisiana", "admin1")
    (saint,) = _resolve("Trains leave St. Etienne at noon.", "St. Etienne")
    assert saint.country == "FRA"


def test_a_compass_word_alone_is_no_place() -> None:
    (north,) = _resolve("The North has won.", "North")
    assert (north.geonames_id, north.lat) == (None, None)


def test_the_choice_is_explained() -> None:
    text = "A fire broke out in Paris, Texas."
    ((_, choice), _) = explain_places(text, _names(text, ["Paris", "Texas"]))
    assert choice is not None
    assert choice.reasons[0] == "the text puts it there"
    assert 2988507 in {row.geonames_id for row in choice.others}
    assert choice.belief > 0.5


def test_countries_and_demonyms_have_the_country() -> None:
    zambia, dutch = _resolve("Zambia and Dutch firms", "Zambia", "Dutch")
    assert (zambia.geonames_id, zambia.country, zambia.precision) == (895949, "ZMB", "country")
    assert (dutch.country, dutch.precision) == ("NLD", "country")


def test_seas_have_coordinates_but_no_id_and_unknown_names_nothing() -> None:
    sea, unknown = _resolve("In the Red Sea off Qwghlmistan", "Red Sea", "Qwghlmistan")
    assert sea.lat is not None
    assert (sea.geonames_id, sea.precision) == (None, "unknown")
    assert (unknown.lat, unknown.country, unknown.precision) == (None, None, "unknown")


def test_a_government_is_told_from_its_seat() -> None:
    text = "Ankara said that troops had left Ankara."
    first, second = _resolve(text, "Ankara", agents=[(0, 6)])
    assert first.metonymic
    assert not second.metonymic


def test_a_town_that_acts_is_no_government() -> None:
    (goma,) = _resolve("Goma fell.", "Goma", agents=[(0, 4)])
    assert not goma.metonymic


def test_time_grows_with_the_number_of_names_only() -> None:
    text = "Paris, Texas " * 5000
    names = _names(text, ["Paris"])
    agents = [name.span for name in names]
    assert len(resolve_places(text, names, agents=agents)) == 5000
    assert takes_under(3, lambda: resolve_places(text, names, agents=agents))


@settings(deadline=None)
@given(st.text(max_size=100), st.integers(0, 100), st.integers(0, 100))
def test_any_span_of_any_text_is_kept(text: str, one: int, other: int) -> None:
    span = (min(one, other, len(text)), min(max(one, other), len(text)))
    resolved = resolve_places(text, [Name(span=span, type="place")])
    assert [place.span for place in resolved] == [span]
