"""Events and statements row by row, in order of time, for the pages of one actor or source."""

from typing import TYPE_CHECKING, Final

from dateline.archive.answer import Answer
from dateline.archive.conditions import EVENTS, FIRST_DAY, STATEMENTS, Condition

if TYPE_CHECKING:
    import duckdb

_REPORT: Final = "r.report_id, r.outlet, r.published, r.url, r.title"


def events(
    connection: "duckdb.DuckDBPyConnection", condition: Condition, limit: int | None
) -> Answer:
    """The events for which a condition on `EVENTS` holds; the first `limit` of them."""
    sql = (
        f"SELECT e.id, {FIRST_DAY} AS day, e.type, e.mode, e.quad, e.status, e.actor_names, "
        "e.recipient_names, e.place_name, e.country, e.magnitude_kinds, e.magnitude_numbers, "
        "e.sentence, e.according_to, s.source_names, s.source_words, s.source_type, s.anonymity, "
        f"s.stance, ie.incident_id, {_REPORT} FROM {EVENTS} "
        "LEFT JOIN statements s ON s.id = e.according_to "
        "LEFT JOIN incident_events ie ON ie.event_id = e.id "
        f"WHERE {_first('e', EVENTS, condition, _EVENT_ORDER, limit)} ORDER BY {_EVENT_ORDER}"
    )
    return Answer(connection, sql, condition.parameters)


def statements(
    connection: "duckdb.DuckDBPyConnection", condition: Condition, limit: int | None
) -> Answer:
    """The statements for which a condition on `STATEMENTS` holds; the first `limit` of them.

    `carries` has the types of the events that each holds.
    """
    sql = (
        "SELECT s.id, r.day, s.content, s.stance, s.cue, s.quotation, s.source_names, "
        "s.source_words, s.source_type, s.anonymity, s.reason, s.addressee_name, "
        "s.on_behalf_of_name, s.parent, (SELECT list_sort(list_distinct(list(e.type))) "
        f"FROM events e WHERE e.according_to = s.id) AS carries, {_REPORT} FROM {STATEMENTS} "
        f"WHERE {_first('s', STATEMENTS, condition, _STATEMENT_ORDER, limit)} "
        f"ORDER BY {_STATEMENT_ORDER}"
    )
    return Answer(connection, sql, condition.parameters)


_EVENT_ORDER: Final = f"{FIRST_DAY} NULLS LAST, e.id"
_STATEMENT_ORDER: Final = "r.day NULLS LAST, s.report_id, s.position"


def _first(row: str, tables: str, condition: Condition, order: str, limit: int | None) -> str:
    """The condition itself, or that a row is one of the first for which it holds."""
    if limit is None:
        return condition.sql
    found = f"SELECT {row}.id FROM {tables} WHERE {condition.sql} ORDER BY {order} LIMIT {limit}"
    return f"{row}.id IN ({found})"
