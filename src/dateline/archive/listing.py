"""Events, statements and incidents row by row: first which ones, then all that is told of them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from dateline.archive.answer import Answer
from dateline.archive.columns import EVENT, STATEMENT, selected
from dateline.archive.conditions import EVENTS, FIRST_DAY, STATEMENTS, Condition, every, one_of

if TYPE_CHECKING:
    import duckdb

LOOKED_UP: Final = 2000
"""Up to so many rows are looked up by their ids; a longer list is read in one go."""

_EVENT_ORDER: Final = f"{FIRST_DAY} NULLS LAST, e.id"
_STATEMENT_ORDER: Final = "r.day NULLS LAST, s.report_id, s.position"
_INCIDENT_ORDER: Final = (
    "coalesce(i.start_day, i.end_day, i.first_day) NULLS LAST, i.origins DESC, i.incident_id"
)

GROWTH: Final = 4
"""How many times as many events are looked at where too few were of different incidents."""

Row = dict[str, Any]
Tables = Mapping[str, Any]


def events(
    connection: "duckdb.DuckDBPyConnection",
    condition: Condition,
    limit: int | None,
    tables: Tables,
    *,
    once: bool = False,
) -> Answer:
    """The events for which `condition` holds, in order of time; the first of an incident `once`."""
    chosen = Condition("true")
    if limit is not None and limit <= LOOKED_UP:
        first = _first_happenings if once else _first_events
        found = first(connection, condition, limit, tables)
        condition, tables = one_of("e.id", [row["id"] for row in found]), {}
        chosen = one_of("report_id", sorted({row["report_id"] for row in found}))
    elif once:
        condition = _first_of_incident(condition)
    sql = (
        f"SELECT {selected(EVENT)} "
        f"FROM (SELECT * FROM events WHERE {chosen.sql}) e "
        f"JOIN (SELECT * FROM reports WHERE {chosen.sql}) r ON r.report_id = e.report_id "
        f"LEFT JOIN (SELECT * FROM statements WHERE {chosen.sql}) s ON s.id = e.according_to "
        f"LEFT JOIN (SELECT * FROM incident_events WHERE {chosen.sql}) ie ON ie.event_id = e.id "
        "LEFT JOIN incidents i ON i.incident_id = ie.incident_id "
        f"WHERE {condition.sql} ORDER BY {_EVENT_ORDER}{limited(limit)}"
    )
    return Answer(connection, sql, chosen.parameters * 4 + condition.parameters, tables)


def _first_events(
    connection: "duckdb.DuckDBPyConnection", condition: Condition, limit: int, tables: Tables
) -> list[Row]:
    sql = (
        f"SELECT e.id, e.report_id FROM {EVENTS} WHERE {condition.sql} "
        f"ORDER BY {_EVENT_ORDER} LIMIT {limit}"
    )
    return list(Answer(connection, sql, condition.parameters, tables))


def _first_happenings(
    connection: "duckdb.DuckDBPyConnection", condition: Condition, limit: int, tables: Tables
) -> list[Row]:
    """The first event of each of the first `limit` incidents, found among ever more events."""
    looked_at = limit
    while True:
        sql = (
            f"WITH earliest AS MATERIALIZED (SELECT e.id, e.report_id, {FIRST_DAY} AS day "
            f"FROM {EVENTS} WHERE {condition.sql} ORDER BY {_EVENT_ORDER} LIMIT {looked_at}) "
            "SELECT f.id, f.report_id, coalesce(ie.incident_id, f.id) AS happening "
            "FROM earliest f LEFT JOIN incident_events ie ON ie.event_id = f.id "
            "ORDER BY f.day NULLS LAST, f.id"
        )
        rows = list(Answer(connection, sql, condition.parameters, tables))
        first: dict[str, Row] = {}
        for row in rows:
            first.setdefault(row["happening"], row)
        if len(first) >= limit or len(rows) < looked_at:
            return list(first.values())[:limit]
        looked_at *= GROWTH


def _first_of_incident(condition: Condition) -> Condition:
    """Of the events of one incident for which `condition` holds, holds for the first alone."""
    return Condition(
        f"e.id IN (SELECT arg_min(e.id, ROW({FIRST_DAY}, e.id)) FROM {EVENTS} "
        "LEFT JOIN incident_events ie ON ie.event_id = e.id "
        f"WHERE {condition.sql} GROUP BY coalesce(ie.incident_id, e.id))",
        condition.parameters,
    )


def statements(
    connection: "duckdb.DuckDBPyConnection", condition: Condition, limit: int | None
) -> Answer:
    """The statements for which `condition` holds, in order of their reports' days."""
    if limit is not None and limit <= LOOKED_UP:
        sql = (
            f"SELECT s.id, s.report_id FROM {STATEMENTS} WHERE {condition.sql} "
            f"ORDER BY {_STATEMENT_ORDER} LIMIT {limit}"
        )
        found = list(Answer(connection, sql, condition.parameters))
        reports = sorted({row["report_id"] for row in found})
        condition = every(
            [
                one_of("s.id", [row["id"] for row in found]),
                one_of("s.report_id", reports),
                one_of("r.report_id", reports),
            ]
        )
    sql = (
        f"SELECT {selected(STATEMENT)} FROM {STATEMENTS} WHERE {condition.sql} "
        f"ORDER BY {_STATEMENT_ORDER}{limited(limit)}"
    )
    return Answer(connection, sql, condition.parameters)


def incidents(
    connection: "duckdb.DuckDBPyConnection", condition: Condition, limit: int | None
) -> Answer:
    """The incidents for which `condition` holds, in order of time."""
    sql = (
        f"SELECT i.* FROM incidents i WHERE {condition.sql} "
        f"ORDER BY {_INCIDENT_ORDER}{limited(limit)}"
    )
    return Answer(connection, sql, condition.parameters)


def limited(limit: int | None) -> str:
    """The clause of SQL that gives at most `limit` rows."""
    return "" if limit is None else f" LIMIT {limit}"
