"""Windows of space and time within which events of one type count once.

The events are gone through by day, then id; one is left out if an earlier one that is kept is of
its type, at most so many kilometres away and at most so many days before. Only events whose day
is known, and whose place is known to the city or better, can be left out.
"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from dateline.archive.conditions import EARTH_KM, Condition, every
from dateline.archive.filters import Window
from dateline.archive.lookup_conditions import EVENTS

if TYPE_CHECKING:
    import duckdb
    import numpy

KEPT: Final = "kept_by_window"
"""The table that holds the ids of the first events of their windows."""

_SLACK_KM: Final = 1e-6
"""What rounding may add to a distance: a millimetre."""

Place = tuple[float, float]


def counted_once(
    connection: "duckdb.DuckDBPyConnection", condition: Condition, window: Window
) -> tuple[Condition, dict[str, Any]]:
    """A condition for the events that `window` leaves of `condition`, and the tables it needs."""
    import numpy

    sql = (
        "SELECT e.type, l.lat, l.lon, e.day - DATE '1970-01-01' AS day, min(e.id) AS id "
        f"FROM {EVENTS} JOIN lookup.places l ON l.place = e.place "
        f"WHERE ({condition.sql}) AND e.pinned GROUP BY ALL ORDER BY day, id"
    )
    cursor = connection.cursor().execute(sql, list(condition.parameters))
    kept = first_of_windows(cursor.fetchall(), window)
    tables = {KEPT: {"id": numpy.array(kept or [""], dtype=object)}}
    left = Condition(f"NOT e.pinned OR e.id IN (SELECT id FROM {KEPT})")
    return every([condition, left]), tables


def first_of_windows(
    rows: Sequence[tuple[str, float, float, int, str]], window: Window
) -> list[str]:
    """The ids that are kept of rows of type, latitude, longitude, day and id, sorted by day.

    Of the days kept at one place the last is the nearest, so that no other need be remembered.
    """
    neighbours = _neighbours(list({(lat, lon) for _, lat, lon, _, _ in rows}), window.km)
    last_kept: dict[tuple[str, float, float], int] = {}
    kept = []
    for kind, lat, lon, day, id in rows:
        earliest = day - window.days
        if all(last_kept.get((kind, *at), earliest - 1) < earliest for at in neighbours[lat, lon]):
            last_kept[kind, lat, lon] = day
            kept.append(id)
    return kept


def _neighbours(places: list[Place], km: float) -> dict[Place, list[Place]]:
    """For each place those at most `km` away, itself among them."""
    import numpy

    places = sorted(places)
    points = numpy.array(places, dtype=float).reshape(-1, 2)
    lats, lons = numpy.radians(points[:, 0]), numpy.radians(points[:, 1])
    reach = (km + _SLACK_KM) / EARTH_KM
    firsts = numpy.searchsorted(lats, lats - reach, side="left")
    ends = numpy.searchsorted(lats, lats + reach, side="right")
    return {
        place: [places[first + n] for n in _within(lats, lons, at, slice(first, end), km)]
        for at, (place, first, end) in enumerate(
            zip(places, firsts.tolist(), ends.tolist(), strict=True)
        )
    }


def _within(
    lats: "numpy.ndarray[Any, Any]",
    lons: "numpy.ndarray[Any, Any]",
    at: int,
    candidates: slice,
    km: float,
) -> list[int]:
    """Which of the candidates lie at most `km` from the point `at`, by the haversine formula."""
    import numpy

    lat, lon = lats[candidates], lons[candidates]
    half = (
        numpy.sin((lat - lats[at]) / 2) ** 2
        + math.cos(lats[at]) * numpy.cos(lat) * numpy.sin((lon - lons[at]) / 2) ** 2
    )
    distance = 2 * EARTH_KM * numpy.arcsin(numpy.sqrt(numpy.minimum(half, 1)))
    nearby: list[int] = numpy.flatnonzero(distance <= km + _SLACK_KM).tolist()
    return nearby
