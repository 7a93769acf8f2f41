"""Which entries an export holds, as queries that fill its tables of ids.

Each query may use the tables before it; `table` gives their names. What reviewers reject, listed in
the table `rejected`, is never chosen.
"""

from collections.abc import Callable, Mapping
from typing import Final

from dateline.archive.conditions import (
    EVENTS,
    STATEMENTS,
    Condition,
    events_matching,
    incidents_matching,
    statements_matching,
)
from dateline.archive.filters import Filters
from dateline.exports.archive.event_columns import ORDER, TELLER
from dateline.exports.index import LONGEST_CHAIN

TABLES: Final = {
    "rejected": "id VARCHAR",
    "events": "id VARCHAR, report_id VARCHAR, according_to VARCHAR",
    "statements": "id VARCHAR, report_id VARCHAR",
    "chains": "id VARCHAR, chain VARCHAR[]",
    "actors": "id VARCHAR",
    "incidents": "incident_id VARCHAR",
    "reports": "report_id VARCHAR",
}
"""The tables of ids and their columns."""

Table = Callable[[str], str]


def first_of_incidents(table: Table, where: str) -> str:
    """The query of the ids that are the first of their incident among chosen events."""
    order = f"row_number() OVER (PARTITION BY coalesce(ie.incident_id, e.id) ORDER BY {ORDER})"
    return (
        f"SELECT id FROM (SELECT e.id, {order} AS place FROM {table('events')} c "
        "JOIN events e ON e.id = c.id JOIN reports r ON r.report_id = e.report_id "
        f"LEFT JOIN incident_events ie ON ie.event_id = e.id WHERE {where}) WHERE place = 1"
    )


def _events(filters: Filters, table: Table) -> Condition:
    asked = events_matching(filters)
    return Condition(
        f"SELECT e.id, e.report_id, e.according_to FROM {EVENTS} "
        f"WHERE ({asked.sql}) AND {_kept('e', table)} ORDER BY e.report_id, e.position",
        asked.parameters,
    )


def _statements(filters: Filters, table: Table) -> Condition:
    """Those asked for, those that the chosen events rest on, and all that hold one of these."""
    asked = statements_matching(filters)
    columns = "s.id, s.report_id, s.parent"
    return Condition(
        f"WITH RECURSIVE held AS ((SELECT {columns} FROM {STATEMENTS} WHERE {asked.sql} "
        f"UNION ALL SELECT {columns} FROM statements s "
        f"WHERE s.id IN (SELECT according_to FROM {table('events')})) "
        f"UNION SELECT {columns} FROM held h JOIN statements s ON s.id = h.parent) "
        f"SELECT s.id, s.report_id FROM held s WHERE {_kept('s', table)} ORDER BY ALL",
        asked.parameters,
    )


def _chains(filters: Filters, table: Table) -> Condition:
    """Who stands behind each chosen statement that another holds, the outermost first."""
    outer = TELLER.format(s="p")
    return Condition(
        "WITH RECURSIVE up AS ("
        f"SELECT s.id, s.parent, [{TELLER.format(s='s')}] AS chain, [s.id] AS seen "
        f"FROM statements s WHERE s.parent IS NOT NULL "
        f"AND s.id IN (SELECT id FROM {table('statements')}) UNION ALL "
        f"SELECT u.id, p.parent, list_prepend({outer}, u.chain), list_append(u.seen, p.id) "
        "FROM up u JOIN statements p ON p.id = u.parent "
        f"WHERE NOT list_contains(u.seen, p.id) AND len(u.chain) < {LONGEST_CHAIN}) "
        "SELECT id, arg_max(chain, len(chain)) FROM up GROUP BY id ORDER BY id"
    )


def _actors(filters: Filters, table: Table) -> Condition:
    kept = f"SELECT a.id FROM actors a WHERE {_kept('a', table)}"
    if filters == Filters():
        return Condition(f"{kept} ORDER BY ALL")
    events = f"e.id IN (SELECT id FROM {table('events')})"
    statements = f"s.id IN (SELECT id FROM {table('statements')})"
    return Condition(
        f"{kept} AND a.id IN ("
        f"SELECT unnest(list_concat(e.actor, e.recipient)) FROM events e WHERE {events} "
        f"UNION SELECT unnest(list_concat(s.source, [s.addressee, s.on_behalf_of])) "
        f"FROM statements s WHERE {statements}) ORDER BY ALL"
    )


def _incidents(filters: Filters, table: Table) -> Condition:
    asked = incidents_matching(filters)
    return Condition(
        f"SELECT i.incident_id FROM incidents i WHERE ({asked.sql}) OR i.incident_id IN ("
        "SELECT ie.incident_id FROM incident_events ie "
        f"WHERE ie.event_id IN (SELECT id FROM {table('events')})) ORDER BY ALL",
        asked.parameters,
    )


def _reports(filters: Filters, table: Table) -> Condition:
    if filters == Filters():
        return Condition(
            "SELECT r.report_id FROM reports r WHERE r.report_id NOT IN "
            f"(SELECT id FROM {table('rejected')}) ORDER BY ALL"
        )
    return Condition(
        f"SELECT report_id FROM {table('events')} "
        f"UNION SELECT report_id FROM {table('statements')} ORDER BY ALL"
    )


def _kept(alias: str, table: Table) -> str:
    rejected = f"(SELECT id FROM {table('rejected')})"
    return f"{alias}.id NOT IN {rejected} AND {alias}.report_id NOT IN {rejected}"


QUERIES: Final[Mapping[str, Callable[[Filters, Table], Condition]]] = {
    "events": _events,
    "statements": _statements,
    "chains": _chains,
    "actors": _actors,
    "incidents": _incidents,
    "reports": _reports,
}
"""The query of each table but `rejected`, in the order in which they are filled."""
