"""Events, statements and incidents row by row: first which ones, then all that is told of them."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from dateline.archive.answer import Answer
from dateline.archive.columns import EVENT, STATEMENT, selected
from dateline.archive.conditions import FIRST_DAY, Condition, one_of
from dateline.archive.lookup_conditions import EVENTS, INCIDENTS, STATEMENTS
from dateline.archive.tables import DERIVED

if TYPE_CHECKING:
    import duckdb

LOOKED_UP: Final = 2000
"""Up to so many rows are looked up by their ids; a longer list is read in one go."""
GROWTH: Final = 4
"""How many times as many events are looked at where too few were of different incidents."""

HAPPENING: Final = "coalesce(e.incident, e.event)"
"""What counts as one happening: an incident, or an event that is in none."""

_EARLIEST: Final = "e.day NULLS LAST, e.id"
_EVENT_ORDER: Final = f"{FIRST_DAY} NULLS LAST, e.id"
_STATEMENT_ORDER: Final = "r.day NULLS LAST, s.report_id, s.position"
_INCIDENT_ORDER: Final = (
    "coalesce(i.start_day, i.end_day, i.first_day) NULLS LAST, i.origins DESC, i.incident_id"
)

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
    within, of_reports = Condition("true"), Condition("true")
    if limit is not None and limit <= LOOKED_UP:
        first = _first_happenings if once else _first_events
        found, tables = first(connection, condition, limit, tables), {}
        columns = [[row[column] for row in found] for column in ("id", "incident", "origins")]
        chosen = Condition(_GIVEN, tuple(columns))
        within, of_reports = one_of("id", columns[0]), _reports_of(found)
    else:
        each = _ONE_EACH if once else ""
        sql = f"SELECT e.id, e.incident, e.origins FROM {EVENTS} WHERE {condition.sql}{each}"
        chosen = Condition(sql, condition.parameters)
    sql = (
        f"SELECT {selected(EVENT)} FROM ({chosen.sql}) c JOIN "
        f"(SELECT * FROM events WHERE {within.sql} AND {of_reports.sql}) e ON e.id = c.id "
        f"JOIN (SELECT * FROM reports WHERE {of_reports.sql}) r ON r.report_id = e.report_id "
        f"LEFT JOIN (SELECT * FROM statements WHERE {of_reports.sql}) s ON s.id = e.according_to "
        f"ORDER BY {_EVENT_ORDER}{limited(limit)}"
    )
    parameters = chosen.parameters + within.parameters + of_reports.parameters * 3
    return Answer(connection, sql, parameters, tables)


_GIVEN: Final = (
    "SELECT unnest(?::VARCHAR[]) AS id, unnest(?::UBIGINT[]) AS incident, "
    "unnest(?::INTEGER[]) AS origins"
)
_ONE_EACH: Final = f" QUALIFY row_number() OVER (PARTITION BY {HAPPENING} ORDER BY {_EARLIEST}) = 1"


def _first_events(
    connection: "duckdb.DuckDBPyConnection", condition: Condition, limit: int, tables: Tables
) -> list[Row]:
    sql = (
        f"SELECT e.id, e.incident, e.origins FROM {EVENTS} WHERE {condition.sql} "
        f"ORDER BY {_EARLIEST} LIMIT {limit}"
    )
    return list(Answer(connection, sql, condition.parameters, tables))


def _first_happenings(
    connection: "duckdb.DuckDBPyConnection", condition: Condition, limit: int, tables: Tables
) -> list[Row]:
    """The first event of each of the first `limit` incidents, found among ever more events."""
    looked_at = limit
    while True:
        sql = (
            f"SELECT e.id, e.incident, e.origins, {HAPPENING} AS happening FROM {EVENTS} "
            f"WHERE {condition.sql} ORDER BY {_EARLIEST} LIMIT {looked_at}"
        )
        rows = list(Answer(connection, sql, condition.parameters, tables))
        first: dict[int, Row] = {}
        for row in rows:
            first.setdefault(row["happening"], row)
        if len(first) >= limit or len(rows) < looked_at:
            return list(first.values())[:limit]
        looked_at *= GROWTH


def statements(
    connection: "duckdb.DuckDBPyConnection", condition: Condition, limit: int | None
) -> Answer:
    """The statements for which `condition` holds, in order of their reports' days."""
    if limit is not None and limit <= LOOKED_UP:
        found = list(
            Answer(
                connection,
                f"SELECT s.id FROM {STATEMENTS} WHERE {condition.sql} "
                f"ORDER BY s.day NULLS LAST, s.report, s.position LIMIT {limit}",
                condition.parameters,
            )
        )
        chosen, reports = one_of("id", [row["id"] for row in found]), _reports_of(found)
    else:
        sql = f"id IN (SELECT s.id FROM {STATEMENTS} WHERE {condition.sql})"
        chosen, reports = Condition(sql, condition.parameters), Condition("true")
    sql = (
        f"SELECT {selected(STATEMENT)} "
        f"FROM (SELECT * FROM statements WHERE {chosen.sql} AND {reports.sql}) s "
        f"JOIN (SELECT * FROM reports WHERE {reports.sql}) r ON r.report_id = s.report_id "
        f"ORDER BY {_STATEMENT_ORDER}{limited(limit)}"
    )
    return Answer(connection, sql, chosen.parameters + reports.parameters * 2)


def incidents(
    connection: "duckdb.DuckDBPyConnection",
    condition: Condition,
    limit: int | None,
    *,
    answered: bool,
) -> Answer:
    """The incidents for which `condition` holds, in order of time.

    Where the look-up tables are all on the disk (`answered`), rows have numbers.
    """
    few = limit is not None and limit <= LOOKED_UP
    column, keys, rows = "incident_id", INCIDENTS, "incidents"
    if few and answered:
        column, keys, rows = "file_row_number", "held.incident_keys i", "held.incident_rows"
    found = Condition(
        f"SELECT i.{column} FROM {keys} WHERE {condition.sql} "
        f"ORDER BY i.day NULLS LAST, i.origins DESC, i.incident_id{limited(limit)}",
        condition.parameters,
    )
    chosen = Condition(f"i.{column} IN ({found.sql})", found.parameters)
    if few:
        numbers = [row[column] for row in Answer(connection, found.sql, found.parameters)]
        chosen = one_of(f"i.{column}", numbers)
    columns = ", ".join(f"i.{name}" for name in DERIVED["incidents"])
    sql = f"SELECT {columns} FROM {rows} i WHERE {chosen.sql} ORDER BY {_INCIDENT_ORDER}"
    return Answer(connection, sql, chosen.parameters)


def limited(limit: int | None) -> str:
    """The clause of SQL that gives at most `limit` rows."""
    return "" if limit is None else f" LIMIT {limit}"


def _reports_of(found: Sequence[Row]) -> Condition:
    """Holds for the rows of the reports of these entries."""
    return one_of("report_id", sorted({row["id"].partition(":")[0] for row in found}))
