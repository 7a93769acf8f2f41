"""Where actors stand in the picture, and counts over time."""

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.desk.network_layout import apart, bend, positions
from dateline.desk.over_time import MOST_MONTHS, strips


@st.composite
def networks(draw: st.DrawFn) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    count = draw(st.integers(0, 24))
    ends = st.integers(0, max(count - 1, 0))
    links = st.lists(st.tuples(ends, ends, st.integers(1, 1000)), max_size=40 if count else 0)
    return count, tuple(draw(links))


@settings(deadline=None, max_examples=40)
@given(networks())
def test_all_stand_inside_and_at_the_same_place_each_time(
    network: tuple[int, tuple[tuple[int, int, int], ...]],
) -> None:
    count, links = network
    points = positions(count, links)
    assert points.shape == (count, 2)
    assert np.isfinite(points).all()
    assert ((points >= 0) & (points <= 1)).all()
    positions.cache_clear()
    assert (positions(count, links) == points).all()


def test_who_has_much_with_each_other_stands_nearer() -> None:
    clusters = [
        (a, b, 9) for group in (range(6), range(6, 12)) for a in group for b in group if a < b
    ]
    points = positions(12, (*clusters, (0, 6, 1)))
    inside = np.linalg.norm(points[:6] - points[:6].mean(axis=0), axis=1).mean()
    between = np.linalg.norm(points[:6].mean(axis=0) - points[6:].mean(axis=0))
    assert between > 1.5 * inside


def test_boxes_are_pushed_apart_within_the_frame() -> None:
    points = np.full((12, 2), 50.0)
    sizes = np.tile([60.0, 20.0], (12, 1))
    moved = apart(points, sizes, (600.0, 300.0))
    for one in range(12):
        for other in range(one):
            overlap = sizes[0] - np.abs(moved[one] - moved[other])
            assert overlap.min() < 4.0, (one, other)
    assert (moved >= sizes / 2).all()
    assert (moved <= np.array([600.0, 300.0]) - sizes / 2).all()


def test_a_line_ends_at_the_rims() -> None:
    straight = bend(np.array([0.0, 0.0]), np.array([100.0, 0.0]), (5.0, 10.0), 0.0)
    assert straight == "M5.0 0.0L90.0 0.0"
    assert bend(np.array([0.0, 0.0]), np.array([100.0, 0.0]), (5.0, 10.0), 0.2).startswith("M4.6")


def test_months_without_anything_keep_their_column() -> None:
    found = strips(
        [(date(2024, 1, 1), "did", 2), (date(2024, 4, 1), "did", 1), (None, "said", 3)],
        ("did", "received", "said"),
    )
    assert [column.month for column in found.columns] == [1, 2, 3, 4]
    assert [row.name for row in found.rows] == ["did", "said"], "an empty row is left out"
    assert found.rows[0].counts == (2, 0, 0, 1)
    assert found.undated == found.rows[1].total == 3


def test_a_long_time_is_counted_by_year() -> None:
    months = [(date(2000 + number // 12, number % 12 + 1, 1), "did", 1) for number in range(100)]
    found = strips(months, ("did",))
    assert len(months) > MOST_MONTHS
    assert found.by_year
    assert sum(found.rows[0].counts) == 100
    assert found.columns[0] == date(2000, 1, 1)


def test_nothing_gives_nothing() -> None:
    assert strips([], ("did",)).rows == ()
