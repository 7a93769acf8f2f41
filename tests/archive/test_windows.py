"""Windows of space and time, against going through all pairs."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.archive.conditions import EARTH_KM
from dateline.archive.filters import Window
from dateline.archive.windows import first_of_windows

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["ASSAULT", "PROTEST"]),
        st.sampled_from([-90.0, -0.02, 0.0, 0.01, 0.05, 89.99]),
        st.sampled_from([-180.0, -0.02, 0.0, 0.03, 180.0]),
        st.integers(0, 6),
    ),
    unique=True,
    max_size=30,
)


def kilometres(one: tuple[float, float], two: tuple[float, float]) -> float:
    """By the formula of Vincenty for a sphere, which is not the one that is tested."""
    (a, b), (c, d) = (map(math.radians, one), map(math.radians, two))
    y = math.hypot(
        math.cos(c) * math.sin(d - b),
        math.cos(a) * math.sin(c) - math.sin(a) * math.cos(c) * math.cos(d - b),
    )
    x = math.sin(a) * math.sin(c) + math.cos(a) * math.cos(c) * math.cos(d - b)
    return EARTH_KM * math.atan2(y, x)


@settings(deadline=None)
@given(ROWS, st.sampled_from([0.0, 1.5, 4.0, 7.5, 20_038.0]), st.integers(0, 3))
def test_as_if_all_pairs_were_compared(
    drawn: list[tuple[str, float, float, int]], km: float, days: int
) -> None:
    rows = [(*row, f"E{n:02}") for n, row in enumerate(sorted(drawn, key=lambda row: row[3]))]
    kept: list[tuple[str, float, float, int, str]] = []
    for row in rows:
        if not any(
            other[0] == row[0]
            and row[3] - other[3] <= days
            and kilometres(row[1:3], other[1:3]) <= km + 1e-6
            for other in kept
        ):
            kept.append(row)
    assert first_of_windows(rows, Window(km, days)) == [row[4] for row in kept]
