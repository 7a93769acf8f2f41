"""The happenings that fit a view's filters, each once, as a table for the counts of one page."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from dateline.archive.conditions import EVENTS, FIRST_DAY, LAST_DAY, Condition

if TYPE_CHECKING:
    import duckdb

    from dateline.archive.store import Archive

BY_TIME: Final = f"ROW({FIRST_DAY}, e.id)"
"""The order in which the first of the events of an incident stands for it, as in its timeline."""

_FIELDS: Final = {
    "id": "e.id",
    "incident_id": "ie.incident_id",
    "day": FIRST_DAY,
    "last_day": LAST_DAY,
    "time_precision": "e.time_precision",
    "type": "e.type",
    "quad": "e.quad",
    "status": "e.status",
    "country": "e.country",
    "place_name": "e.place_name",
    "geonames_id": "e.geonames_id",
    "lat": "e.lat",
    "lon": "e.lon",
    "place_precision": "e.place_precision",
}


def happenings(condition: Condition, order: str = BY_TIME) -> str:
    """SQL for one row a happening: fields of the event that is first in `order`, and counts.

    `unnamed` tells whether it rests on sources without a name alone: each of its events that fit
    is told in a statement whose source isn't named.
    """
    fields = ", ".join(f"{name}: {sql}" for name, sql in _FIELDS.items())
    return (
        "SELECT unnest(first_event), unnamed, events FROM ("
        f"SELECT arg_min({{{fields}}}, {order}) AS first_event, "
        "bool_and(coalesce(s.anonymity <> 'none', false)) AS unnamed, count(*) AS events "
        f"FROM {EVENTS} LEFT JOIN incident_events ie ON ie.event_id = e.id "
        "LEFT JOIN statements s ON s.id = e.according_to "
        f"WHERE {condition.sql} GROUP BY coalesce(ie.incident_id, e.id))"
    )


@contextmanager
def table_of_happenings(
    archive: "Archive", condition: Condition, order: str = BY_TIME
) -> Iterator["duckdb.DuckDBPyConnection"]:
    """A connection of its own with the table `happenings`, which goes when it is closed."""
    cursor = archive.connection.cursor()
    try:
        cursor.execute(
            f"CREATE TEMP TABLE happenings AS {happenings(condition, order)}",
            list(condition.parameters),
        )
        yield cursor
    finally:
        cursor.close()


def labels(
    cursor: "duckdb.DuckDBPyConnection", chosen: str
) -> dict[str, tuple[list[str], list[str]]]:
    """Who did it and to whom, by event, for the happenings for which the SQL `chosen` holds."""
    rows = cursor.execute(
        "SELECT e.id, e.actor_names[:2], e.recipient_names[:2] FROM events e "
        f"WHERE e.id IN (SELECT id FROM happenings WHERE {chosen})"
    ).fetchall()
    return {id: (actors or [], recipients or []) for id, actors, recipients in rows}
