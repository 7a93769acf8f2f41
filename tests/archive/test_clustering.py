"""Events to happenings: the order of arrival never matters, and reviewers have the last word."""

import random
from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.archive.clustering import Pair, cluster
from dateline.archive.event_rows import EventRow
from dateline.archive.matching import told_apart
from tests.archive.happenings import event_rows, row, town

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def all_pairs(rows: dict[str, EventRow]) -> list[Pair]:
    return list(combinations(rows, 2))


def group_of(groups: list[list[str]], id: str) -> list[str]:
    (found,) = [group for group in groups if id in group]
    return found


@st.composite
def reviewed(draw: st.DrawFn) -> tuple[dict[str, EventRow], list[Pair]]:
    """Events, and some pairs of them."""
    rows = draw(event_rows())
    ids = st.sampled_from(sorted(rows))
    return rows, draw(st.lists(st.tuples(ids, ids).filter(lambda p: p[0] != p[1]), max_size=3))


@unhurried
@given(event_rows(), st.randoms(use_true_random=False))
def test_the_order_does_not_matter(rows: dict[str, EventRow], dice: random.Random) -> None:
    expected = cluster(rows, all_pairs(rows))
    shuffled = list(rows.values())
    dice.shuffle(shuffled)
    pairs = [pair if dice.random() < 0.5 else pair[::-1] for pair in all_pairs(rows)]
    dice.shuffle(pairs)
    assert cluster({event.id: event for event in shuffled}, pairs) == expected


@unhurried
@given(event_rows())
def test_every_event_is_in_one_happening(rows: dict[str, EventRow]) -> None:
    groups = cluster(rows, all_pairs(rows))
    assert sorted(id for group in groups for id in group) == sorted(rows)
    assert groups == sorted(sorted(group) for group in groups)


@unhurried
@given(reviewed())
def test_cuts_are_honoured(case: tuple[dict[str, EventRow], list[Pair]]) -> None:
    rows, cuts = case
    groups = cluster(rows, all_pairs(rows), cuts=cuts)
    for one, two in cuts:
        assert two not in group_of(groups, one)


@unhurried
@given(reviewed())
def test_joins_are_honoured(case: tuple[dict[str, EventRow], list[Pair]]) -> None:
    rows, joins = case
    groups = cluster(rows, all_pairs(rows), joins=joins)
    for one, two in joins:
        assert two in group_of(groups, one)


@unhurried
@given(reviewed())
def test_a_cut_wins_over_a_join(case: tuple[dict[str, EventRow], list[Pair]]) -> None:
    rows, pairs = case
    groups = cluster(rows, all_pairs(rows), cuts=pairs, joins=pairs)
    for one, two in pairs:
        assert two not in group_of(groups, one)


@unhurried
@given(event_rows())
def test_joining_what_was_found_changes_nothing(rows: dict[str, EventRow]) -> None:
    groups = cluster(rows, all_pairs(rows))
    joins = [(group[0], id) for group in groups for id in group[1:]]
    cuts = [(one[0], two[0]) for one, two in combinations(groups, 2)]
    assert cluster(rows, all_pairs(rows), cuts=cuts, joins=joins) == groups


@unhurried
@given(event_rows())
def test_what_a_report_tells_apart_stays_apart(rows: dict[str, EventRow]) -> None:
    alone = {id: event for id, event in rows.items() if event.same_as is None}
    for group in cluster(alone, all_pairs(alone)):
        for one, two in combinations(group, 2):
            if alone[one].report_id == alone[two].report_id:
                assert not told_apart(alone[one], alone[two])


@unhurried
@given(event_rows())
def test_repetitions_are_together(rows: dict[str, EventRow]) -> None:
    groups = cluster(rows, ())
    for event in rows.values():
        if event.same_as:
            assert event.same_as in group_of(groups, event.id)


def test_two_attacks_of_one_report_keep_their_reports_apart() -> None:
    events = [row("a:E1"), row("a:E2", where=town("Mopti"))]
    events += [row(f"{letter}:E1", where=None) for letter in "bcdef"]
    rows = {event.id: event for event in events}
    groups = cluster(rows, all_pairs(rows))
    assert "a:E2" not in group_of(groups, "a:E1")


def test_unknown_events_are_passed_over() -> None:
    rows = {"a:E1": row("a:E1")}
    assert cluster(rows, [("a:E1", "x")], cuts=[("x", "y")], joins=[("a:E1", "z")]) == [["a:E1"]]
