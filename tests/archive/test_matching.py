"""Two events of two reports: what speaks for one happening, and what against it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.archive.event_rows import When, distinct_names, is_specific, same_name
from dateline.archive.matching import match, told_apart
from tests.archive.happenings import DAY, event_rows, party, row, town

TOLD = row("a:E1")
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def score(**fields: object) -> float:
    found = match(TOLD, row("b:E1", **fields))
    assert found is not None
    return found.score


def test_all_fields_alike_is_one_happening() -> None:
    assert score() > 0


@pytest.mark.parametrize(
    "other",
    [
        {"where": town("Mopti")},
        {"where": town("Zinder")},
        {"when": When(DAY + 3, DAY + 3, exact=True)},
        {"actors": (party("Malian army"),), "when": None},
    ],
)
def test_another_town_or_day_is_another(other: dict[str, object]) -> None:
    assert score(**other) < 0 < score()


def test_a_day_off_and_a_growing_toll_are_no_bar() -> None:
    first = row("a:E1", numbers={"killed": 12.0})
    later = row(
        "b:E1",
        numbers={"killed": 15.0},
        when=When(DAY + 1, DAY + 1, exact=True),
        report_day=DAY + 1,
    )
    found = match(first, later)
    assert found is not None
    assert found.score > 0
    assert "12 killed here, 15 there" in found.reason


def test_a_place_or_day_of_the_context_counts_for_less() -> None:
    assert score(where=town("Gao", own=False)) < score()
    assert score(where=town("Mopti")) < score(where=town("Mopti", own=False))
    assert score(when=When(DAY, DAY, exact=True, own=False)) < score()


def test_types_that_nobody_confuses_are_no_match() -> None:
    assert match(TOLD, row("b:E1", type="AID")) is None
    assert score(type="COERCE") < score()


def test_the_reason_says_what_agrees_and_what_differs() -> None:
    found = match(TOLD, row("b:E1", numbers={}, when=When(DAY + 1, DAY + 1, exact=True)))
    assert found is not None
    assert found.reason == "in Gao; by Front of the Dunes; but 1 day apart"


@unhurried
@given(event_rows())
def test_a_match_has_no_direction(rows: dict[str, object]) -> None:
    events = [row for row in rows.values() if hasattr(row, "id")]
    for one in events:
        for two in events:
            there, back = match(one, two), match(two, one)  # type: ignore[arg-type]
            assert (there is None) == (back is None)
            if there and back:
                assert there.score == pytest.approx(back.score)
                assert 0 <= there.probability <= 1


@pytest.mark.parametrize(
    ("other", "apart"),
    [
        ({}, False),
        ({"where": town("Mopti")}, True),
        ({"where": town("Mopti", own=False)}, False),
        ({"when": When(DAY + 1, DAY + 1, exact=True)}, True),
        ({"actors": (party("Union of Herders"),)}, True),
        ({"actors": (party("gunmen"),)}, False),
        ({"type": "COERCE"}, True),
        ({"status": "planned"}, True),
        ({"status": "denied"}, False),
        ({"apart": True}, True),
    ],
)
def test_what_one_report_tells_apart(other: dict[str, object], apart: bool) -> None:
    assert told_apart(TOLD, row("a:E2", **other)) is apart
    assert told_apart(row("a:E2", **other), TOLD) is apart


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("the Malian army", "Malian Army", True),
        ("Moussa Ag Ali", "Ali", True),
        ("UN", "United Nations", True),
        ("Front of the Dunes", "Union of Herders", False),
        ("the", "a", False),
    ],
)
def test_names(one: str, two: str, same: bool) -> None:
    assert same_name(one, two) is same


def test_the_longest_form_of_a_name_stays() -> None:
    assert distinct_names(["Ali", "Moussa Ag Ali", "UN", "United Nations"]) == [
        "Moussa Ag Ali",
        "United Nations",
    ]


def test_descriptions_are_no_names() -> None:
    assert not any(is_specific(name) for name in ("Gunmen", "the army", "Police officers", ""))
    assert all(is_specific(name) for name in ("Malian army", "Boko Haram", "the Front"))


@unhurried
@given(st.lists(st.text(max_size=12), max_size=6))
def test_names_are_distinct_whatever_their_order(names: list[str]) -> None:
    assert distinct_names(names) == distinct_names(reversed(names))
