"""Names of a text decided together."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.gazetteer import places
from dateline.gazetteer.disambiguation import Choice, Toponym, choose
from dateline.gazetteer.words import fold


def _toponym(name: str, *containers: str) -> Toponym:
    return Toponym(fold(name), places.find(name)[:60], containers=set(containers))


def _chosen(*toponyms: Toponym, mentioned: str = "") -> list[Choice]:
    choices = choose(toponyms, Counter(mentioned.split()))
    return [choice for choice in choices if choice is not None]


def test_size_decides_alone() -> None:
    (paris,) = _chosen(_toponym("Paris"))
    assert paris.row.country == "FRA"
    assert paris.reasons == ("the largest of this name",)
    assert {row.country for row in paris.others} != {"FRA"}


def test_a_container_outweighs_size() -> None:
    (paris,) = _chosen(_toponym("Paris", "US.TX"))
    assert (paris.row.admin1, paris.reasons[0]) == ("US.TX", "the text puts it there")


def test_a_county_draws_its_towns() -> None:
    athens, county = _chosen(_toponym("Athens"), _toponym("Clarke County", "US.GA"))
    assert athens.row.admin1 == county.row.admin1 == "US.GA"
    assert "others in the region" in athens.reasons


def test_towns_draw_their_county() -> None:
    names = ("Franklin County", "Columbus", "Hilliard", "Grove City")
    county = _chosen(*map(_toponym, names))[0]
    assert (county.row.kind, county.row.admin1) == ("D", "US.OH")


def test_a_country_mentioned_by_its_people_counts() -> None:
    assert _chosen(_toponym("Hamilton"), mentioned="NZL NZL")[0].row.country == "NZL"


def test_a_state_is_no_country_among_its_towns() -> None:
    georgia = _chosen(*map(_toponym, ("Georgia", "Atlanta", "Savannah", "Macon")))[0]
    assert (georgia.row.kind, georgia.row.country) == ("A", "USA")
    assert _chosen(*map(_toponym, ("Georgia", "Tbilisi", "Batumi")))[0].row.kind == "C"


def test_an_abbreviation_is_a_state() -> None:
    short = _toponym("La.")
    short.abbreviated = True
    assert _chosen(short)[0].row.admin1 == "US.LA"


def test_a_name_without_candidates_has_no_choice() -> None:
    assert choose([Toponym("qwghlm", ())], Counter()) == [None]


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Paris", "London", "Georgia", "Springfield", "Nile", "Kent"])))
def test_belief_is_a_share_and_the_choice_a_candidate(names: list[str]) -> None:
    toponyms = [_toponym(name) for name in names]
    for toponym, choice in zip(toponyms, choose(toponyms, Counter()), strict=True):
        assert choice is not None
        assert 0 < choice.belief <= 1
        assert choice.row in toponym.rows
        assert choice.row not in choice.others
