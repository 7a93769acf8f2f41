"""Which entries an export holds, as queries that fill its tables of ids.

Each table is named `chosen_` and its name here; a query may use the tables before it. What
reviewers reject, listed in `chosen_rejected`, is never chosen.
"""

from collections.abc import Callable, Mapping
from typing import Final

from dateline.archive.conditions import (
    EVENTS,
    FIRST_DAY,
    STATEMENTS,
    Condition,
    events_matching,
    incidents_matching,
    statements_matching,
)
from dateline.archive.filters import Filters
from dateline.exports.archive.event_columns import TELLER
from dateline.exports.index import LONGEST_CHAIN

TABLES: Final = {
    "rejected": "id VARCHAR",
    "events": "id VARCHAR, report_id VARCHAR, according_to VARCHAR",
    "statements": "id VARCHAR, report_id VARCHAR",
    "chains": "id VARCHAR, chain VARCHAR[]",
    "actors": "id VARCHAR",
    "first": "id VARCHAR",
    "incidents": "incident_id VARCHAR",
    "reports": "report_id VARCHAR",
}
"""The tables of ids and their columns."""


def first_of_incidents(filters: Filters, where: str) -> Condition:
    """Of the events asked for, for which `where` holds too, the first of each incident."""
    asked = events_matching(filters)
    order = f"ROW(coalesce({FIRST_DAY}, DATE '9999-12-31'), e.id)"
    return Condition(
        f"SELECT arg_min(e.id, {order}) FROM {EVENTS} "
        "LEFT JOIN incident_events ie ON ie.event_id = e.id "
        f"WHERE ({asked.sql}) AND {where} AND {_kept('e')} "
        "GROUP BY coalesce(ie.incident_id, e.id)",
        asked.parameters,
    )


def incidents(filters: Filters) -> Condition:
    """The incidents asked for; those of the chosen events are in `chosen_incidents` already."""
    asked = incidents_matching(filters)
    return Condition(
        f"SELECT i.incident_id FROM incidents i WHERE {asked.sql}",
        asked.parameters,
    )


def _events(filters: Filters) -> Condition:
    asked = events_matching(filters)
    return Condition(
        f"SELECT e.id, e.report_id, e.according_to FROM {EVENTS} "
        f"WHERE ({asked.sql}) AND {_kept('e')} ORDER BY e.report_id, e.position",
        asked.parameters,
    )


def _statements(filters: Filters) -> Condition:
    """Those asked for, those that the chosen events rest on, and all that hold one of these."""
    asked = statements_matching(filters)
    columns = "s.id, s.report_id, s.parent"
    return Condition(
        f"WITH RECURSIVE held AS ((SELECT {columns} FROM {STATEMENTS} WHERE {asked.sql} "
        f"UNION ALL SELECT {columns} FROM statements s "
        f"WHERE s.id IN (SELECT according_to FROM chosen_events)) "
        f"UNION SELECT {columns} FROM held h JOIN statements s ON s.id = h.parent) "
        f"SELECT s.id, s.report_id FROM held s WHERE {_kept('s')} ORDER BY ALL",
        asked.parameters,
    )


def _chains(filters: Filters) -> Condition:
    """Who stands behind each chosen statement that another holds, the outermost first."""
    outer = TELLER.format(s="p")
    return Condition(
        "WITH RECURSIVE up AS ("
        f"SELECT s.id, s.parent, [{TELLER.format(s='s')}] AS chain, [s.id] AS seen "
        f"FROM statements s WHERE s.parent IS NOT NULL "
        f"AND s.id IN (SELECT id FROM chosen_statements) UNION ALL "
        f"SELECT u.id, p.parent, list_prepend({outer}, u.chain), list_append(u.seen, p.id) "
        "FROM up u JOIN statements p ON p.id = u.parent "
        f"WHERE NOT list_contains(u.seen, p.id) AND len(u.chain) < {LONGEST_CHAIN}) "
        "SELECT id, arg_max(chain, len(chain)) FROM up GROUP BY id ORDER BY id"
    )


def _actors(filters: Filters) -> Condition:
    kept = f"SELECT a.id FROM actors a WHERE {_kept('a')}"
    if filters == Filters():
        return Condition(f"{kept} ORDER BY ALL")
    events = "e.id IN (SELECT id FROM chosen_events)"
    statements = "s.id IN (SELECT id FROM chosen_statements)"
    return Condition(
        f"{kept} AND a.id IN ("
        f"SELECT unnest(list_concat(e.actor, e.recipient)) FROM events e WHERE {events} "
        f"UNION SELECT unnest(list_concat(s.source, [s.addressee, s.on_behalf_of])) "
        f"FROM statements s WHERE {statements}) ORDER BY ALL"
    )


def _reports(filters: Filters) -> Condition:
    if filters == Filters():
        return Condition(
            "SELECT r.report_id FROM reports r WHERE r.report_id NOT IN "
            "(SELECT id FROM chosen_rejected) ORDER BY ALL"
        )
    return Condition(
        "SELECT report_id FROM chosen_events "
        "UNION SELECT report_id FROM chosen_statements ORDER BY ALL"
    )


def _kept(alias: str) -> str:
    rejected = "(SELECT id FROM chosen_rejected)"
    return f"{alias}.id NOT IN {rejected} AND {alias}.report_id NOT IN {rejected}"


QUERIES: Final[Mapping[str, Callable[[Filters], Condition]]] = {
    "events": _events,
    "statements": _statements,
    "chains": _chains,
    "actors": _actors,
    "reports": _reports,
}
"""The query of each table that is filled for a batch of reports, in this order."""

INCIDENTS_OF_BATCH: Final = (
    "INSERT INTO chosen_incidents SELECT DISTINCT ie.incident_id FROM incident_events ie "
    "JOIN chosen_events c ON c.id = ie.event_id"
)
"""The incidents of the chosen events of a batch; one may come again in another."""
