"""What the map shows, counted in SQL: each happening at the place that is known best."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from dateline.archive.answer import Answer
from dateline.archive.conditions import Condition
from dateline.archive.counting import PERIODS
from dateline.archive.filters import Filters
from dateline.archive.lookup_conditions import events_matching
from dateline.codebook import EVENT_TYPES, QUAD_CLASSES, STATUSES
from dateline.desk.happenings import ADDRESS, happenings, parties
from dateline.desk.timeline_data import (
    STATUS_GROUPS,
    Window,
    fitting,
    label,
    period_end,
    period_start,
    window_of,
)

if TYPE_CHECKING:
    import duckdb

    from dateline.archive.store import Archive

MOST_PLACES: Final = 400
"""Places drawn: those with the most happenings. The table has all."""
MOST_MARKS: Final = 800
"""Happenings that the page holds one by one; more are counted by place and period."""
MOST_COUNTS: Final = 4000
"""Such counts; to stay below, periods become longer, then places fewer."""
MOST_NAMES: Final = 100
"""Names of unresolved places on the page; the file has all."""

NOWHERE: Final = "none"
"""The key of what tells no place."""
SHOWN: Final = "kind IN ('dot', 'ring', 'area')"
_PLACE: Final = {
    "dot": "p.precision IN ('site', 'city') AND p.lat IS NOT NULL AND p.lon IS NOT NULL",
    "ring": "p.precision = 'admin1' AND p.lat IS NOT NULL AND p.lon IS NOT NULL",
    "area": "p.precision = 'country' AND h.country IS NOT NULL",
    "name": "p.name IS NOT NULL",
}
"""How a place is drawn, by what is known of it: a point, a region, a country, only a name."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place, and what happened there."""

    key: str
    kind: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    happenings: int
    unnamed: int
    quads: tuple[int, ...]
    first_day: date | None
    last_day: date | None


def placed(condition: Condition) -> str:
    """SQL for the happenings with the kind, key, name and point of their places."""
    kinds = " ".join(f"WHEN {test} THEN '{kind}'" for kind, test in _PLACE.items())
    return (
        "SELECT *, CASE kind WHEN 'area' THEN 'country:' || country "
        f"WHEN 'name' THEN 'name:' || name WHEN '{NOWHERE}' THEN '{NOWHERE}' "
        "ELSE printf('%s:%.4f,%.4f', kind, lat, lon) END AS key FROM ("
        f"SELECT h.*, p.name, p.lat, p.lon, CASE {kinds} ELSE '{NOWHERE}' END AS kind "
        f"FROM ({happenings(condition, placed=True)}) h "
        "LEFT JOIN lookup.places p ON p.place = h.place)"
    )


_QUADS: Final = ", ".join(f"count_if(quad = '{quad}') AS {quad.replace(' ', '_')}"
                          for quad in QUAD_CLASSES)  # fmt: skip
_PLACES: Final = (
    "SELECT {key}, kind, min(name) AS name, min(country) AS country, min(lat) AS lat, "
    "min(lon) AS lon, count(*) AS happenings, count_if(unnamed) AS on_unnamed_sources_alone, "
    f"{_QUADS}, min(day) AS first_day, max(last_day) AS last_day "
    "FROM {rows} WHERE {condition} GROUP BY key, kind ORDER BY happenings DESC, key"
)


def places(
    cursor: "duckdb.DuckDBPyConnection", condition: str, most: int, skip: int = 0, **values: str
) -> list[Place]:
    """Places with what happened there, those with the most first.

    `condition` is SQL, with `values` for the parameters that it names.
    """
    sql = _PLACES.format(key="key", rows="happenings", condition=condition)
    rows = cursor.execute(f"{sql} LIMIT {most} OFFSET {skip}", values).fetchall()
    return [_place(*row) for row in rows]


def _place(
    key: str,
    kind: str,
    name: str,
    country: str | None,
    lat: float | None,
    lon: float | None,
    number: int,
    unnamed: int,
    *counted: Any,
) -> Place:
    *quads, first_day, last_day = counted
    return Place(
        key, kind, name, country, lat, lon, number, unnamed, tuple(quads), first_day, last_day
    )


def places_answer(archive: "Archive", filters: Filters) -> Answer:
    """All places, resolved or not, to be kept as a file."""
    archive.look_up()
    condition = events_matching(filters)
    rows = f"({placed(condition)})"
    sql = _PLACES.format(key="key", rows=rows, condition=f"kind <> '{NOWHERE}'")
    columns = (
        "name AS place_name, CASE kind WHEN 'dot' THEN 'city or site' WHEN 'ring' THEN 'admin1' "
        "WHEN 'area' THEN 'country' ELSE 'unresolved' END AS known_to, * EXCLUDE (key, kind, name)"
    )
    return Answer(archive.connection, f"SELECT {columns} FROM ({sql})", condition.parameters)


def totals(cursor: "duckdb.DuckDBPyConnection") -> dict[str, tuple[int, int]]:
    """By kind of place how many happenings and how many places there are."""
    rows = cursor.execute(
        "SELECT kind, count(*), count(DISTINCT key) FROM happenings GROUP BY kind"
    ).fetchall()
    return {kind: (number, different) for kind, number, different in rows}


def ids_at(cursor: "duckdb.DuckDBPyConnection", key: str, most: int) -> list[str]:
    """The events of the first happenings at a place, in order of time."""
    rows = cursor.execute(
        f"SELECT id FROM happenings WHERE key = ? ORDER BY day NULLS LAST, id LIMIT {most}", [key]
    ).fetchall()
    return [id for (id,) in rows]


def periods_of(window: Window) -> tuple[str, list[tuple[date, date]]]:
    """The periods of a window that the time slider goes through, and what they are."""
    per = fitting("", window)
    found = []
    day = period_start(window.first, per)
    while day <= window.last:
        end = period_end(day, per)
        found.append((day, end))
        if end == date.max:
            break
        day = end + timedelta(days=1)
    return per, found


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the map's script draws. Days count from the window's first; `None` is unknown."""

    places: Sequence[Place]
    window: Window | None
    per: str
    periods: Sequence[tuple[date, date]]
    marks: list[list[Any]]
    """Place, day, further days, type, status, address, who to whom."""
    counts: list[list[Any]]
    """Where there are too many marks: place, first day of a period and its further days, quad
    class, status group, happenings."""


def drawn(cursor: "duckdb.DuckDBPyConnection", filters: Filters) -> Drawn:
    """The places with the most happenings, and these happenings or counts of them."""
    shown = places(cursor, SHOWN, MOST_PLACES)
    window = window_of(cursor, filters)
    per, periods = periods_of(window) if window else ("year", [])
    first = window.first if window else date.min
    marks: list[list[Any]] = []
    counted: list[list[Any]] = []
    if sum(place.happenings for place in shown) <= MOST_MARKS:
        marks = _marks(cursor, shown, first)
    else:
        counted = _counts(cursor, shown, first, per)
        while len(counted) > MOST_COUNTS:
            if per != "year":
                per = PERIODS[PERIODS.index(per) + 1]
            else:
                shown = shown[: len(shown) // 2]
            counted = _counts(cursor, shown, first, per)
    return Drawn(shown, window, per, periods, marks, counted)


def _marks(
    cursor: "duckdb.DuckDBPyConnection", shown: Sequence[Place], first: date
) -> list[list[Any]]:
    numbers = {place.key: number for number, place in enumerate(shown)}
    rows = cursor.execute(
        f"SELECT key, id, {ADDRESS}, day, last_day, type, status FROM happenings "
        "WHERE key IN (SELECT unnest(?::VARCHAR[])) ORDER BY day NULLS LAST, id",
        [list(numbers)],
    ).fetchall()
    told = parties(cursor, [row[1] for row in rows])
    return [
        [
            numbers[key],
            *_offsets(first, day, last_day),
            EVENT_TYPES.index(kind),
            STATUSES.index(status),
            address,
            label(*told[id]),
        ]
        for key, id, address, day, last_day, kind, status in rows
    ]


def _counts(
    cursor: "duckdb.DuckDBPyConnection", shown: Sequence[Place], first: date, per: str
) -> list[list[Any]]:
    numbers = {place.key: number for number, place in enumerate(shown)}
    rows = cursor.execute(
        f"SELECT key, date_trunc('{per}', day)::DATE AS period, quad, status, count(*) "
        "FROM happenings WHERE key IN (SELECT unnest(?::VARCHAR[])) "
        "GROUP BY ALL ORDER BY period NULLS LAST, key",
        [list(numbers)],
    ).fetchall()
    quads = list(QUAD_CLASSES)
    found: dict[tuple[int, date | None, int, int], int] = {}
    for key, start, quad, status, number in rows:
        group = (numbers[key], start, quads.index(quad), STATUS_GROUPS[status])
        found[group] = found.get(group, 0) + number
    return [
        [place, *_offsets(first, start, period_end(start, per) if start else None), *rest, number]
        for (place, start, *rest), number in found.items()
    ]


def _offsets(first: date, day: date | None, last_day: date | None) -> tuple[int | None, int]:
    """The days from the first to a day, and how many follow it."""
    if day is None or last_day is None:
        return None, 0
    return (day - first).days, (last_day - day).days
