"""What the timeline shows, counted in SQL: which time, how much in each period, what to draw."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from dateline.archive.answer import Answer
from dateline.archive.counting import PERIODS, period
from dateline.archive.filters import Filters
from dateline.archive.lookup_conditions import events_matching
from dateline.codebook import EVENT_TYPES, QUAD_CLASSES, STATUSES
from dateline.desk.happenings import ADDRESS, happenings, parties, table_of_happenings
from dateline.exports.neutral import one_line, shorten

if TYPE_CHECKING:
    import duckdb

    from dateline.archive.store import Archive

GROUPINGS: Final = ("quad", "type", "status", "country")
MOST_MARKS: Final = 600
"""Happenings drawn one by one; with their names more would make the page too heavy."""
MOST_PERIODS: Final = 66
MOST_COUNTRIES: Final = 8
OTHER: Final = "other countries"
LABEL: Final = 44
"""Characters of who did it to whom, beside a mark."""

EDGE: Final = 0.02
"""The share of the first and of the last days that may lie outside the picture."""
FAR: Final = 3
"""They do where all days are so many times as long as those between."""

STATUS_GROUPS: Final = {
    "happened": 0,
    "ongoing": 1,
    **dict.fromkeys(("planned", "possible", "conditional", "unknown"), 2),
    **dict.fromkeys(("denied", "not_happened"), 3),
}
"""How a status is drawn: solid, with a ring, hollow and dashed, crossed."""

_DAYS: Final = {"day": 1, "week": 7, "month": 28, "year": 365}
_PERIOD: Final = {name: period(name, "day", "last_day", "time_precision") for name in PERIODS}
_ORDER: Final[dict[str, Sequence[str]]] = {
    "quad": tuple(QUAD_CLASSES),
    "type": tuple(kind for kinds in QUAD_CLASSES.values() for kind in kinds),
    "status": STATUSES,
}


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are drawn; `before` and `after` count the happenings that began outside."""

    first: date
    last: date
    before: int = 0
    after: int = 0

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Timeline:
    """The pictures of a timeline, and the numbers beside them."""

    total: int
    unnamed: int
    """Happenings that rest on sources without a name alone."""
    undated: int
    window: Window | None
    per: str
    asked_per: str
    """The period that was asked for, where it would give too many bars; else empty."""
    by: str
    values: list[str | None] = field(default_factory=list)
    """What is counted by, in order; `None` for what isn't known."""
    rows: list[tuple[date | None, str | None, int, int]] = field(default_factory=list)
    """Period, value, happenings, and those that rest on sources without a name alone."""
    marks: list[list[Any]] = field(default_factory=list)
    bars: list[list[int]] = field(default_factory=list)
    """Where there are too many marks: day of the period, type, status group, happenings."""


def timeline_of(archive: "Archive", filters: Filters, per: str, by: str) -> Timeline:
    """What fits the filters. `per` is one of `PERIODS`, or empty to let the span decide."""
    with table_of_happenings(archive, events_matching(filters)) as cursor:
        total, unnamed, undated = _one(
            cursor, "count(*), count(*) FILTER (unnamed), count(*) - count(day)", "true"
        )
        window = window_of(cursor, filters)
        if window is None:
            return Timeline(total, unnamed, undated, None, per or "month", "", by)
        chosen = fitting(per, window)
        rows = _counts(cursor, window, chosen, by)
        inside = total - undated - window.before - window.after
        crowded = inside > MOST_MARKS
        return Timeline(
            total=total,
            unnamed=unnamed,
            undated=undated,
            window=window,
            per=chosen,
            asked_per=per if per and per != chosen else "",
            by=by,
            values=_values(rows, by),
            rows=rows,
            marks=[] if crowded else _marks(cursor, window),
            bars=_bars(cursor, window, chosen) if crowded else [],
        )


def counts(archive: "Archive", filters: Filters, per: str, by: str) -> Answer:
    """The counts of all times, to be kept as a file."""
    archive.look_up()
    condition = events_matching(filters)
    sql = (
        f'SELECT {_PERIOD[per]} AS "{per}", {by}, count(*) AS happenings, '
        "count_if(unnamed) AS on_unnamed_sources_alone, sum(events)::BIGINT AS events "
        f"FROM ({happenings(condition)}) GROUP BY 1, 2 ORDER BY 1 NULLS LAST, 2 NULLS LAST"
    )
    return Answer(archive.connection, sql, condition.parameters)


def fitting(per: str, window: Window) -> str:
    """The period asked for, or the finest one that gives no more than `MOST_PERIODS` bars."""
    finest = PERIODS.index(per) if per else 0
    for name in PERIODS[finest:]:
        if window.days / _DAYS[name] <= MOST_PERIODS:
            return name
    return PERIODS[-1]


def _one(cursor: "duckdb.DuckDBPyConnection", columns: str, condition: str) -> Any:
    return cursor.execute(f"SELECT {columns} FROM happenings WHERE {condition}").fetchone()


def window_of(cursor: "duckdb.DuckDBPyConnection", filters: Filters) -> Window | None:
    """The days asked for; where they are left open, those of all but a few far-off happenings."""
    low, early, late, high = _one(
        cursor,
        f"min(day), quantile_disc(day, {EDGE}), quantile_disc(day, {1 - EDGE}), max(day)",
        "day IS NOT NULL",
    )
    if low is None:
        return None
    if (high - low).days > FAR * max((late - early).days, 1):
        low, high = early, late
    first = filters.since or min(low, filters.until or low)
    last = filters.until or max(high, first)
    before, after = cursor.execute(
        "SELECT count_if(day < ?), count_if(day > ?) FROM happenings", [first, last]
    ).fetchall()[0]
    return Window(first, last, before, after)


def _counts(
    cursor: "duckdb.DuckDBPyConnection", window: Window, per: str, by: str
) -> list[tuple[date | None, str | None, int, int]]:
    """Happenings that began in the window, by period and value."""
    value = by
    if by == "country":
        common = (
            "SELECT country FROM happenings WHERE country IS NOT NULL "
            f"GROUP BY country ORDER BY count(*) DESC, country LIMIT {MOST_COUNTRIES}"
        )
        value = (
            f"CASE WHEN country IS NULL OR country IN ({common}) THEN country ELSE '{OTHER}' END"
        )
    return cursor.execute(
        f"SELECT {_PERIOD[per]} AS period, {value} AS value, count(*), count_if(unnamed) "
        "FROM happenings WHERE day BETWEEN ? AND ? "
        "GROUP BY ALL ORDER BY period NULLS LAST, value NULLS LAST",
        [window.first, window.last],
    ).fetchall()


def _values(rows: Sequence[tuple[date | None, str | None, int, int]], by: str) -> list[str | None]:
    found = {value for _, value, _, _ in rows}
    if by in _ORDER:
        return [value for value in _ORDER[by] if value in found]
    totals: dict[str | None, int] = {}
    for _, value, number, _ in rows:
        totals[value] = totals.get(value, 0) + number
    return sorted(totals, key=lambda value: (value is None, value == OTHER, -totals[value]))


def _marks(cursor: "duckdb.DuckDBPyConnection", window: Window) -> list[list[Any]]:
    """One mark a happening: first day, further days, type, status, address, who to whom."""
    rows = cursor.execute(
        f"SELECT id, {ADDRESS}, day, last_day, type, status, unnamed FROM happenings "
        "WHERE last_day >= ? AND day <= ? ORDER BY day, id",
        [window.first, window.last],
    ).fetchall()
    told = parties(cursor, [row[0] for row in rows])
    return [
        [
            (day - window.first).days,
            (last_day - day).days,
            EVENT_TYPES.index(kind),
            STATUSES.index(status),
            address,
            label(*told[id]),
            int(unnamed),
        ]
        for id, address, day, last_day, kind, status, unnamed in rows
    ]


def label(actors: Sequence[str], recipients: Sequence[str]) -> str:
    """Who did it to whom, in a few words; empty where neither is known."""
    actor, recipient = (one_line(names[0]) if names else "" for names in (actors, recipients))
    if not recipient:
        return shorten(actor, LABEL)
    return f"{shorten(actor or 'somebody', LABEL // 2)} → {shorten(recipient, LABEL // 2)}"


def _bars(cursor: "duckdb.DuckDBPyConnection", window: Window, per: str) -> list[list[int]]:
    rows = cursor.execute(
        f"SELECT {_PERIOD[per]} AS period, type, status, count(*) FROM happenings "
        "WHERE day BETWEEN ? AND ? GROUP BY ALL HAVING period IS NOT NULL",
        [window.first, window.last],
    ).fetchall()
    found: dict[tuple[int, int, int], int] = {}
    for start, kind, status, number in rows:
        key = ((start - window.first).days, EVENT_TYPES.index(kind), STATUS_GROUPS[status])
        found[key] = found.get(key, 0) + number
    return [[*key, number] for key, number in sorted(found.items())]


def period_start(day: date, per: str) -> date:
    """The first day of the period in which `day` lies."""
    if per == "week":
        return day - timedelta(days=min(day.weekday(), (day - date.min).days))
    return day.replace(day=day.day if per == "day" else 1, month=1 if per == "year" else day.month)


def period_end(start: date, per: str) -> date:
    """The last day of the period that begins with `start`."""
    if per == "day":
        return start
    if per == "week":
        return start + timedelta(days=6)
    month = 12 if per == "year" else start.month
    year = start.year + month // 12
    return date(year, month % 12 + 1, 1) - timedelta(days=1) if year < 10000 else date.max
