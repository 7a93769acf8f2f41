"""The happenings that fit a view's filters, each once, as a table for the counts of one page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from dateline.archive.conditions import Condition
from dateline.archive.listing import HAPPENING
from dateline.archive.lookup_conditions import EVENTS
from dateline.archive.lookup_tables import as_id

if TYPE_CHECKING:
    import duckdb

    from dateline.archive.store import Archive

_BY_TIME: Final = "ROW(e.day, e.id)"
_BY_PLACE: Final = (
    "ROW(coalesce(list_position(['site', 'city', 'admin1', 'country'], l.precision), 9), "
    "e.place IS NULL, e.day, e.id)"
)
_FIELDS: Final = (
    "e.id, e.incident, e.day, e.last_day, e.time_precision, e.type, e.quad, e.status, e.country, "
    "e.place"
)


def happenings(condition: Condition, *, placed: bool = False) -> str:
    """SQL for one row a happening: fields of one of its events that fit, and counts.

    This is the first in time, as in the archive's timeline, or if `placed` the one whose place is
    known best. `unnamed` tells whether the happening rests on sources without a name alone: each
    of its events that fit is told in a statement whose source isn't named.
    """
    order = _BY_PLACE if placed else _BY_TIME
    places = " LEFT JOIN lookup.places l ON l.place = e.place" if placed else ""
    # Looking the fields up afterwards is three times as fast as carrying them along.
    return (
        f"SELECT {_FIELDS}, c.unnamed, c.events FROM ("
        f"SELECT arg_min(e.event, {order}) AS event, "
        "bool_and(coalesce(e.anonymous, false)) AS unnamed, count(*) AS events "
        f"FROM {EVENTS}{places} WHERE {condition.sql} GROUP BY {HAPPENING}"
        f") c JOIN {EVENTS} ON e.event = c.event"
    )


@contextmanager
def table_of_happenings(
    archive: "Archive", condition: Condition, rows: Callable[[Condition], str] = happenings
) -> Iterator["duckdb.DuckDBPyConnection"]:
    """A connection of its own with the table `happenings`, which goes when it is closed.

    `rows` gives the SQL of its rows.
    """
    archive.look_up()
    cursor = archive.connection.cursor()
    try:
        cursor.execute(
            f"CREATE TEMP TABLE happenings AS {rows(condition)}",
            list(condition.parameters),
        )
        yield cursor
    finally:
        cursor.close()


ADDRESS: Final = f"coalesce({as_id('incident')}, id)"
"""The incident of a happening, or the event that is in none."""


def parties(
    cursor: "duckdb.DuckDBPyConnection", ids: list[str]
) -> dict[str, tuple[list[str], list[str]]]:
    """The first who did it and to whom, by event."""
    reports = sorted({id.partition(":")[0] for id in ids})
    rows = cursor.execute(
        "SELECT id, actor_names[:1], recipient_names[:1] FROM events "
        "WHERE report_id IN (SELECT unnest(?::VARCHAR[])) AND id IN (SELECT unnest(?::VARCHAR[]))",
        [reports, ids],
    ).fetchall()
    return {id: (actors or [], recipients or []) for id, actors, recipients in rows}
